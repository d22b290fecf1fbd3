package page

import (
	"time"

	"upfront/generator/catalog"
	"upfront/generator/clock"
)

// Working hours, made plain by an example: what begins shortly before the longest time of being closed, and when it is
// due. The example is of a week without holidays, so that it holds in most weeks.

// beforeClosing is how long before closing an example begins.
const beforeClosing = 30 * time.Minute

// asked is what an example was asked for.
type asked struct {
	key      string
	calendar *catalog.Calendar
	within   clock.Duration
}

// example words from when to when a limit on a business clock runs; empty where nothing is closed, and where the limit
// has passed before that. Going through the hours takes long, and customers have few different limits.
func (p *press) example(key string, c *catalog.Calendar, within clock.Duration) string {
	what := asked{key, c, within}
	if known, ok := p.examples.Load(what); ok {
		return known.(string)
	}
	text := p.newExample(key, c, within)
	p.examples.Store(what, text)
	return text
}

func (p *press) newExample(key string, c *catalog.Calendar, within clock.Duration) string {
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
	to := p.words.Word("due.at", "day", p.words.Weekday(due.Weekday()), "time", p.words.Time(due))
	if weeks := int(clock.DateOf(due, time.UTC).Start(time.UTC).Sub(clock.DateOf(from, time.UTC).Start(time.UTC)) / (7 * 24 * time.Hour)); weeks > 0 {
		to = p.words.Word("due.later", "moment", to, "weeks", p.words.Duration(weeks, "w", false))
	}
	return p.words.Word(key, "from", p.words.Word("due.at", "day", p.words.Weekday(from.Weekday()), "time", p.words.Time(from)), "to", to)
}

// lastBeforeGap gives the moment half an hour before the longest time of being closed in a week begins.
func lastBeforeGap(c *clock.Calendar) time.Time {
	monday := time.Date(2001, time.January, 1, 0, 0, 0, 0, time.UTC)
	var last time.Time
	longest := time.Duration(-1)
	for open := c.NextOpen(monday); open.Before(monday.AddDate(0, 0, 8)); {
		shut := c.Closing(open)
		next := c.NextOpen(shut)
		if gap := next.Sub(shut); gap > longest {
			longest, last = gap, shut.Add(-min(beforeClosing, shut.Sub(open)))
		}
		open = next
	}
	return last
}

// today says when a channel is open on the day of the build, and names the day, so that it stays true when the page is
// read later.
func (p *press) today(c *catalog.Calendar) string {
	if c == nil || c.IsAlways() {
		return ""
	}
	day := p.offer.Today()
	named := func(d clock.Date) string {
		return p.words.Word("due.day", "day", p.words.Weekday(d.Weekday()), "date", p.date(d).Text)
	}
	if c.IsWorkingDay(day) {
		return p.words.Word("channel.today", "day", named(day), "times", p.hoursOn(c, day.Weekday()))
	}
	next := c.NextOpen(day.AddDays(1).Start(p.offer.Zone))
	return p.words.Word("channel.shut_today", "day", named(day), "next", named(clock.DateOf(next, p.offer.Zone)), "time", p.words.Time(next.In(p.offer.Zone)))
}
