package site

import (
	"path"
	"slices"
	"strings"
	"time"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/view"
)

// Reach is "Reach us": people, channels, hours and answer times.
type Reach struct {
	Frame     Frame
	Lead      string
	Leader    *view.Person
	People    []view.Person
	Channels  []Channel
	AnyHour   []Channel // the channels that answer at all hours
	Calendars []Calendar
	Closed    []view.Time // holidays still to come that all calendars share
	ZoneNote  string      // "All times are London time."
	FeedHref  string      // where the leader's letters can be followed; may be empty
}

// Channel is one way to reach the business, with its own promise.
type Channel struct {
	Anchor   string
	Name     string // "Dispatch"
	By       string // "Phone"; empty where the name says it
	At       view.Link
	Hours    view.Link // leads to the calendar
	Answer   string    // "5 minutes"
	Clock    string    // "in working hours"; empty where hours play no part
	Example  string    // "Sent on Friday 17:30, answered by Monday 11:30."; may be empty
	Fallback view.Link // where to turn when it fails; empty where there is none
}

func (p pageContext) reach() any {
	v := Reach{Lead: p.Words.Word("page.reach.lead"), Leader: p.leader(), ZoneNote: p.zoneNote()}
	v.Calendars, v.Closed = sharedHolidays(p.calendars())
	for _, e := range p.Offer.Site.People {
		if e.V.Name.V == p.Offer.Site.Leader.Name.V {
			continue // shown as the leader
		}
		v.People = append(v.People, view.Person{Anchor: view.PersonAnchor(p.Offer, &e.V), Name: e.V.Name.V, Role: e.V.Role.V, Ways: p.PersonWays(e.V)})
	}
	for i, c := range p.channels() {
		v.Channels = append(v.Channels, c)
		if h := p.Offer.Channels[i].Hours; h != nil && h.IsAlways() {
			v.AnyHour = append(v.AnyHour, c)
		}
	}
	if letters := p.Offer.Site.Leader.Letters.V; strings.HasPrefix(letters, "https://") || strings.HasPrefix(letters, "http://") {
		v.FeedHref = letters
	}
	v.Frame = p.frame(p.title(), v.Lead)
	v.Frame.JSONLD = p.reachData(p.title())
	return v
}

// leader is the person at the top, with the ways to reach them; nil where nobody is named.
func (p pageContext) leader() *view.Person {
	l := p.Offer.Site.Leader
	if !l.Name.IsSet() {
		return nil
	}
	out := &view.Person{Name: l.Name.V, Role: l.Role.V}
	for _, r := range l.Reach {
		way := view.Way{By: p.ChannelKind(r.By.V), At: view.ContactLink(r.By.V, r.To.V)}
		if c := p.Offer.Calendar(r.Hours.V); r.Hours.IsSet() && c != nil {
			way.Hours = view.Standalone(p.HoursLink(c, true))
		}
		out.Ways = append(out.Ways, way)
	}
	return out
}

func (p pageContext) channels() []Channel {
	var out []Channel
	for _, c := range p.Offer.Channels {
		business := c.Clock.V == "business"
		channel := Channel{Anchor: "channel-" + c.ID.V, Name: p.ChannelName(c), By: p.KindBesideName(c), At: view.ContactLink(c.By.V, c.To.V), Answer: p.Duration(c.RespondWithin.V, business)}
		if c.Hours != nil {
			channel.Hours = view.Standalone(p.HoursLink(c.Hours, true))
		}
		switch {
		case business:
			channel.Example = p.Example("due.sent", c.Hours, c.RespondWithin.V)
		case c.RespondWithin.IsSet() && c.Hours != nil && !c.Hours.IsAlways():
			channel.Clock = p.Words.Word("channel.working")
		}
		if c.Fallback != nil {
			channel.Fallback = view.Link{Text: p.ChannelName(c.Fallback), Href: p.To(view.ReachFolder) + "#channel-" + c.Fallback.ID.V}
		}
		out = append(out, channel)
	}
	return out
}

// Calendar is a set of hours by name: what "working hours" means here.
type Calendar struct {
	Anchor, Name string
	Always       bool
	Rows         []CalendarRow
	Closed       []view.Time // holidays still to come, but for those that all calendars share
}

// CalendarRow is the hours of some days.
type CalendarRow struct {
	Days  string // "Monday to Friday"
	Times string // "08:00–18:00", "Closed"
}

// calendars returns every set of hours, but "always".
func (p pageContext) calendars() []Calendar {
	var out []Calendar
	for _, c := range p.Offer.Calendars {
		if c.IsAlways() {
			continue
		}
		calendar := Calendar{Anchor: view.CalendarAnchor(c), Name: view.Capitalize(p.CalendarName(c)), Rows: p.calendarRows(c)}
		for _, d := range c.Holidays {
			if !d.Before(p.Offer.Today()) {
				calendar.Closed = append(calendar.Closed, p.Date(d))
			}
		}
		out = append(out, calendar)
	}
	return out
}

// sharedHolidays returns calendars without the holidays that each has, and these; none where they differ.
func sharedHolidays(all []Calendar) ([]Calendar, []view.Time) {
	if len(all) < 2 || slices.ContainsFunc(all, func(c Calendar) bool { return !slices.Equal(c.Closed, all[0].Closed) }) {
		return all, nil
	}
	shared := all[0].Closed
	for i := range all {
		all[i].Closed = nil
	}
	return all, shared
}

// calendarRows returns the hours of the week from Monday. Days with the same hours in a row are one row.
func (p pageContext) calendarRows(c *catalog.Calendar) []CalendarRow {
	var out []CalendarRow
	day := func(i int) time.Weekday { return time.Weekday(i % 7) } // 1 is Monday, 7 is Sunday
	for first := 1; first <= 7; {
		times, last := p.hoursOn(c, day(first)), first
		for last < 7 && p.hoursOn(c, day(last+1)) == times {
			last++
		}
		days := p.Words.Days(day(first), day(last))
		if last == first+1 {
			days = p.Words.List([]string{p.Words.Weekday(day(first)), p.Words.Weekday(day(last))})
		}
		out = append(out, CalendarRow{Days: days, Times: times})
		first = last + 1
	}
	return out
}

func (p pageContext) hoursOn(c *catalog.Calendar, day time.Weekday) string {
	var times []string
	written := func(t clock.TimeOfDay) string { return p.Words.Time(time.Date(2000, 1, 1, 0, int(t), 0, 0, time.UTC)) }
	for _, o := range c.Openings {
		switch {
		case !o.Days.Has(day):
		case o.From == 0 && o.To == clock.Midnight:
			return p.Words.Word("calendar.all_day")
		default:
			times = append(times, p.Words.Hours(written(o.From), written(o.To)))
		}
	}
	if len(times) == 0 {
		return p.Words.Word("calendar.shut")
	}
	return p.Words.List(times)
}

// zoneNote says in which zone all times are, by the city that it is named after.
func (p pageContext) zoneNote() string {
	city := strings.ReplaceAll(path.Base(p.Offer.Zone.String()), "_", " ")
	return p.Words.Word("reach.zone", "zone", p.Words.Word("reach.zone_name", "city", city))
}
