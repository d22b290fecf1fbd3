package site

import (
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
	week := []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}
	var out []CalendarRow
	for i := 0; i < len(week); {
		times, end := p.hoursOn(c, week[i]), i
		for end+1 < len(week) && p.hoursOn(c, week[end+1]) == times {
			end++
		}
		days := p.Words.Days(week[i], week[end])
		if end == i+1 {
			days = p.Words.List([]string{p.Words.Weekday(week[i]), p.Words.Weekday(week[end])})
		}
		out = append(out, CalendarRow{Days: days, Times: times})
		i = end + 1
	}
	return out
}

func (p pageContext) hoursOn(c *catalog.Calendar, day time.Weekday) string {
	var times []string
	for _, o := range c.Openings {
		if o.Days.Has(day) {
			times = append(times, p.Words.Hours(p.timeOfDay(o.From), p.timeOfDay(o.To)))
		}
	}
	if len(times) == 0 {
		return p.Words.Word("calendar.shut")
	}
	return p.Words.List(times)
}

func (p pageContext) timeOfDay(t clock.TimeOfDay) string {
	return p.Words.Time(time.Date(2000, 1, 1, 0, int(t), 0, 0, time.UTC))
}

// today says when a channel is open on the day of the build. It names the day, so that it stays true when the page is
// read later.
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

// zoneNote says in which zone all times are.
func (p pageContext) zoneNote() string {
	return p.Words.Word("reach.zone", "zone", p.Words.Word("reach.zone_name", "city", city(p.Offer.Zone)))
}

// city is the place that a zone is named after.
func city(zone *time.Location) string {
	name := zone.String()
	return strings.ReplaceAll(name[strings.LastIndexByte(name, '/')+1:], "_", " ")
}
