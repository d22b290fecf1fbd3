package site

import (
	"path"
	"strings"
	"time"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/view"
)

// Calendar is a set of hours by name: what "working hours" means here.
type Calendar struct {
	Anchor string
	Name   string
	Always bool
	Rows   []CalendarRow
	Closed []view.Time // holidays still to come
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
		if o.Days.Has(day) {
			times = append(times, p.Words.Hours(written(o.From), written(o.To)))
		}
	}
	if len(times) == 0 {
		return p.Words.Word("calendar.shut")
	}
	return p.Words.List(times)
}

// today says when a channel is open on the day of the build, which it names, so that it stays true when read later.
func (p pageContext) today(c *catalog.Calendar) string {
	if c == nil || c.IsAlways() {
		return ""
	}
	day := p.Offer.Today()
	named := func(d clock.Date) string {
		return p.Words.Word("due.day", "day", p.Words.Weekday(d.Weekday()), "date", p.Date(d).Text)
	}
	if c.IsWorkingDay(day) {
		return p.Words.Word("channel.today", "day", named(day), "times", p.hoursOn(c, day.Weekday()))
	}
	next := c.NextOpen(day.AddDays(1).Start(p.Offer.Zone))
	return p.Words.Word("channel.shut_today", "day", named(day), "next", named(clock.DateOf(next, p.Offer.Zone)), "time", p.Words.Time(next.In(p.Offer.Zone)))
}

// zoneNote says in which zone all times are, by the city that it is named after.
func (p pageContext) zoneNote() string {
	city := strings.ReplaceAll(path.Base(p.Offer.Zone.String()), "_", " ")
	return p.Words.Word("reach.zone", "zone", p.Words.Word("reach.zone_name", "city", city))
}
