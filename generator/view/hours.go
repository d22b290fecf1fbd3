package view

import (
	"strings"
	"time"

	"upfront/generator/catalog"
	"upfront/generator/clock"
)

// ReachFolder is the folder of the page that tells how to reach the business, and in which hours.
const ReachFolder = "reach-us/"

// HoursLink returns a link to the hours that a clock runs in. A clock that always runs has words without a link.
func (p PageContext) HoursLink(c *catalog.Calendar, business bool) Link {
	switch {
	case c == nil && business && len(p.Offer.Site.Hours) == 0: // nothing says which
		return Link{Text: p.Words.Word("page.hours.working")}
	case c == nil && business:
		return Link{Text: p.Words.Word("page.hours.working"), Href: p.To(ReachFolder)}
	case c == nil || c.IsAlways():
		return Link{Text: p.Words.Word("promise.all_hours")}
	}
	return Link{Text: p.CalendarName(c), Href: p.To(ReachFolder) + "#" + CalendarAnchor(c)}
}

// Standalone returns a link for a place of its own, outside a sentence.
func Standalone(l Link) Link { return Link{Capitalize(l.Text), l.Href} }

// CalendarName returns a calendar's name in words: "office" is "office hours".
func (r *Renderer) CalendarName(c *catalog.Calendar) string {
	if c.IsAlways() {
		return r.Words.Word("promise.all_hours")
	}
	return r.Words.Word("page.hours.named", "name", strings.ReplaceAll(c.Name, "-", " "))
}

// CalendarAnchor returns the id of a calendar in the page of [ReachFolder].
func CalendarAnchor(c *catalog.Calendar) string { return "hours-" + c.Name }

// beforeClosing is how long before closing an example begins.
const beforeClosing = 30 * time.Minute

type exampleKey struct {
	key      string
	calendar *catalog.Calendar
	within   clock.Duration
}

// Example says from when to when a limit on a business clock runs; empty where nothing is closed before it has passed.
// Examples are cached: going through the hours takes long, and customers have few different limits.
func (r *Renderer) Example(key string, c *catalog.Calendar, within clock.Duration) string {
	k := exampleKey{key, c, within}
	example, ok := r.examples.Find(k)
	if !ok {
		example = r.newExample(key, c, within)
		r.examples.Keep(k, example)
	}
	return example
}

func (r *Renderer) newExample(key string, c *catalog.Calendar, within clock.Duration) string {
	if c == nil || c.IsAlways() || within.IsZero() {
		return ""
	}
	plain, err := clock.NewCalendar(clock.Hours{Openings: c.Openings}, time.UTC)
	if err != nil {
		return ""
	}
	from := lastBeforeGap(plain)
	due := plain.Add(from, within)
	if due.Sub(from) <= beforeClosing {
		return ""
	}
	moment := func(t time.Time) string {
		return r.Words.Word("due.at", "day", r.Words.Weekday(t.Weekday()), "time", r.Words.Time(t))
	}
	const day = 24 * time.Hour
	to := moment(due)
	if weeks := int(due.Truncate(day).Sub(from.Truncate(day)) / (7 * day)); weeks > 0 {
		to = r.Words.Word("due.later", "moment", to, "weeks", r.Words.Duration(weeks, "w", false))
	}
	return r.Words.Word(key, "from", moment(from), "to", to)
}

// lastBeforeGap returns the moment half an hour before the longest time of being closed in a week begins.
func lastBeforeGap(c *clock.Calendar) time.Time {
	monday := time.Date(2001, time.January, 1, 0, 0, 0, 0, time.UTC)
	var last time.Time
	longest := time.Duration(-1)
	for opening := c.NextOpen(monday); opening.Before(monday.AddDate(0, 0, 8)); {
		closing := c.Closing(opening)
		next := c.NextOpen(closing)
		if gap := next.Sub(closing); gap > longest {
			longest, last = gap, closing.Add(-min(beforeClosing, closing.Sub(opening)))
		}
		opening = next
	}
	return last
}
