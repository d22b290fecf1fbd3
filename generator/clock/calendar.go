package clock

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"sync/atomic"
	"time"
)

// An Opening is a time of opening on some weekdays. One whose To is before its From runs past midnight, and belongs to
// the day on which it starts.
type Opening struct {
	Days     Days
	From, To TimeOfDay
}

// NewOpening checks that from, to and days make an opening.
func NewOpening(days Days, from, to TimeOfDay) (Opening, error) {
	switch {
	case days == 0:
		return Opening{}, fail(0, "write the days, such as Mon-Fri", "the days are missing")
	case from == to || from == Midnight && to == 0:
		return Opening{}, fail(0, "write 00:00 and 24:00 for a whole day", "it opens at %s and closes at %s", from, to)
	case from >= Midnight:
		return Opening{}, fail(0, "write 00:00 and the next day", "it opens at 24:00, which is the end of the day")
	}
	return Opening{days, from, to}, nil
}

// String prints o in its canonical form: "Mon-Fri 09:00-17:00".
func (o Opening) String() string {
	return o.Days.String() + " " + o.From.String() + "-" + o.To.String()
}

// Hours are the opening hours of a business as written, under a name.
type Hours struct {
	Name     string
	Openings []Opening
	Holidays []Date // days on which no opening starts
}

// String prints the openings in their canonical form: "Mon-Fri 09:00-17:00, Sat 10:00-14:00".
func (h Hours) String() string {
	var parts []string
	for _, o := range h.Openings {
		parts = append(parts, o.String())
	}
	return strings.Join(parts, ", ")
}

// A Calendar is a business clock: hours in a zone. It must not be changed after it is made.
type Calendar struct {
	Hours
	Zone *time.Location

	week   [7][]slot
	closed map[Date]bool
	tally  atomic.Pointer[tally] // nil until it is asked for
}

// A slot is an opening on one weekday, in minutes past midnight; past 1440 it is on the next day.
type slot struct{ from, to int }

// NewCalendar makes a business clock of hours in zone (nil means UTC). Openings that overlap count once. Hours that never
// open are refused.
func NewCalendar(h Hours, zone *time.Location) (*Calendar, error) {
	if zone == nil {
		zone = time.UTC
	}
	c := &Calendar{Hours: h, Zone: zone, closed: map[Date]bool{}}
	for _, d := range h.Holidays {
		c.closed[d] = true
	}
	open := false
	for day := range c.week {
		c.week[day] = slotsOn(time.Weekday(day), h.Openings)
		open = open || len(c.week[day]) > 0
	}
	if !open {
		return nil, fail(0, "write days, from and to", "the hours %q have no opening", h.Name)
	}
	return c, nil
}

// Always is the business clock that never stops; its name is "always".
func Always(zone *time.Location) *Calendar {
	c, err := NewCalendar(Hours{Name: "always", Openings: []Opening{{EveryDay, 0, Midnight}}}, zone)
	if err != nil {
		panic(err)
	}
	return c
}

// slotsOn returns the slots of one weekday in order, with those that touch made one.
func slotsOn(day time.Weekday, openings []Opening) []slot {
	var all []slot
	for _, o := range openings {
		s := slot{int(o.From), int(o.To)}
		if s.to < s.from {
			s.to += int(Midnight)
		}
		if o.Days.Has(day) && s.from < s.to {
			all = append(all, s)
		}
	}
	slices.SortFunc(all, func(a, b slot) int { return cmp.Compare(a.from, b.from) })
	var out []slot
	for _, s := range all {
		if n := len(out); n > 0 && s.from <= out[n-1].to {
			out[n-1].to = max(out[n-1].to, s.to)
			continue
		}
		out = append(out, s)
	}
	return out
}

// IsAlways reports whether c is open at every moment.
func (c *Calendar) IsAlways() bool {
	for _, slots := range c.week {
		if len(slots) != 1 || slots[0] != (slot{0, int(Midnight)}) {
			return false
		}
	}
	return len(c.closed) == 0
}

// IsWorkingDay reports whether an opening starts on d.
func (c *Calendar) IsWorkingDay(d Date) bool { return len(c.on(d)) > 0 }

// on returns the slots that start on d.
func (c *Calendar) on(d Date) []slot {
	if c.closed[d] {
		return nil
	}
	return c.week[d.Weekday()]
}

// A stay is one time of being open.
type stay struct {
	Span
	day   Date // the day on which it opened
	first bool // whether it is the first of its day
}

// stays returns the times of being open that end after t, in order and without overlap, up to the year 9999.
func (c *Calendar) stays(t time.Time) iter.Seq[stay] {
	return func(yield func(stay) bool) {
		var until time.Time
		for day := DateOf(t, c.Zone).AddDays(-1); day.Year < 10_000; day = day.AddDays(1) {
			for i, s := range c.on(day) {
				span := Span{at(day, s.from, c.Zone), at(day, s.to, c.Zone)}
				if span.From.Before(until) {
					span.From = until
				}
				if !span.To.After(t) || !span.To.After(span.From) {
					continue
				}
				until = span.To
				if !yield(stay{span, day, i == 0}) {
					return
				}
			}
		}
	}
}

// Open reports whether c is open at t. It is open at the moment of opening, and closed at that of closing.
func (c *Calendar) Open(t time.Time) bool { return c.next(t).Contains(t) }

// NextOpen returns t if c is open then, and otherwise the next moment of opening.
func (c *Calendar) NextOpen(t time.Time) time.Time {
	if next := c.next(t); next.From.After(t) {
		return next.From
	}
	return t.In(c.Zone)
}

// Closing returns when c closes, that is open at t; for one that is shut then, when it closes next.
func (c *Calendar) Closing(t time.Time) time.Time { return c.next(t).To }

// next returns the first time of being open that ends after t.
func (c *Calendar) next(t time.Time) stay {
	if known, ok := c.tallied(t, t); ok {
		if i := known.next(t); i < len(known.rows) {
			row := known.rows[i]
			return stay{Span{time.Unix(row.from, 0).In(c.Zone), time.Unix(row.to, 0).In(c.Zone)}, row.day, row.first}
		}
	}
	for s := range c.stays(t) {
		return s
	}
	return stay{}
}

// Between returns how long c is open from a to b; negative if b is before a.
func (c *Calendar) Between(a, b time.Time) time.Duration {
	if b.Before(a) {
		return -c.Between(b, a)
	}
	if t, ok := c.tallied(a, b); ok {
		return t.at(b) - t.at(a)
	}
	var open time.Duration
	for s := range c.stays(a) {
		if !s.From.Before(b) {
			break
		}
		if s.From.Before(a) {
			s.From = a
		}
		if s.To.After(b) {
			s.To = b
		}
		open += s.To.Sub(s.From)
	}
	return open
}
