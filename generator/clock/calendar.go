package clock

import (
	"cmp"
	"iter"
	"slices"
	"sync/atomic"
	"time"

	"upfront/generator/parse"
)

// An Opening is a time of opening on some weekdays. If To is before From, it runs past midnight and belongs to the day on
// which it starts.
type Opening struct {
	Days     Days
	From, To TimeOfDay
}

// NewOpening returns an opening, or an error for one without length.
func NewOpening(days Days, from, to TimeOfDay) (Opening, error) {
	switch {
	case from == to || from == Midnight && to == 0:
		return Opening{}, parse.Fail(0, "write 00:00 and 24:00 for a whole day", "it opens at %s and closes at %s", from, to)
	case from >= Midnight:
		return Opening{}, parse.Fail(0, "write 00:00 and the next day", "it opens at 24:00, which is the end of the day")
	}
	return Opening{days, from, to}, nil
}

// Hours holds the opening hours of a business as written, under a name.
type Hours struct {
	Name     string
	Openings []Opening
	Holidays []Date // days on which no opening starts
}

// A Calendar is a business clock: hours in a zone. It must not be changed after NewCalendar returns it.
type Calendar struct {
	Hours
	Zone *time.Location

	week   [7][]slot
	closed map[Date]bool
	index  atomic.Pointer[openIndex] // nil until it is first needed
}

// A slot is an opening on one weekday, in minutes past midnight; past 1440 it is on the next day.
type slot struct{ from, to int }

// NewCalendar returns the business clock of hours in zone (nil means UTC). Openings that overlap count once. Hours without
// an opening are an error.
func NewCalendar(h Hours, zone *time.Location) (*Calendar, error) {
	c := &Calendar{Hours: h, Zone: cmp.Or(zone, time.UTC), closed: map[Date]bool{}}
	for _, d := range h.Holidays {
		c.closed[d] = true
	}
	for day := range c.week {
		c.week[day] = weekdaySlots(time.Weekday(day), h.Openings)
	}
	if !slices.ContainsFunc(c.week[:], func(slots []slot) bool { return len(slots) > 0 }) {
		return nil, parse.Fail(0, "write days, from and to", "the hours %q have no opening", h.Name)
	}
	return c, nil
}

// Always returns the business clock that never stops; its name is "always".
func Always(zone *time.Location) *Calendar {
	c, err := NewCalendar(Hours{Name: "always", Openings: []Opening{{EveryDay, 0, Midnight}}}, zone)
	if err != nil {
		panic(err)
	}
	return c
}

// weekdaySlots returns the slots of one weekday in order. Slots that touch are merged.
func weekdaySlots(day time.Weekday, openings []Opening) []slot {
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
	var merged []slot
	for _, s := range all {
		if n := len(merged); n > 0 && s.from <= merged[n-1].to {
			merged[n-1].to = max(merged[n-1].to, s.to)
		} else {
			merged = append(merged, s)
		}
	}
	return merged
}

// IsAlways reports whether c is open at every moment.
func (c *Calendar) IsAlways() bool {
	return len(c.closed) == 0 && !slices.ContainsFunc(c.week[:], func(slots []slot) bool {
		return len(slots) != 1 || slots[0] != slot{0, int(Midnight)}
	})
}

// IsWorkingDay reports whether an opening starts on d.
func (c *Calendar) IsWorkingDay(d Date) bool { return len(c.slots(d)) > 0 }

// slots returns the slots that start on d.
func (c *Calendar) slots(d Date) []slot {
	if c.closed[d] {
		return nil
	}
	return c.week[d.Weekday()]
}

// LongestClosed returns the longest time for which c is closed in a week without holidays: the weekday and the time at which it
// begins and ends, and how long it lasts; zero where c never closes. The first of several as long,
// counted from Monday, is returned.
func (c *Calendar) LongestClosed() (closed WeekSpan) {
	const day, week = int(Midnight), 7 * int(Midnight)
	var open []slot // in minutes from Monday on, for two weeks, in order
	for i := range 14 {
		weekday := time.Weekday((i + 1) % 7)
		for _, s := range c.week[weekday] {
			open = append(open, slot{i*day + s.from, i*day + s.to})
		}
	}
	until := open[0].to
	for _, s := range open[1:] {
		if minutes := int64(s.from - until); minutes > closed.Length.N && until < week+open[0].to {
			closed = WeekSpan{weekTimeOf(until), weekTimeOf(s.from), Duration{N: minutes, Unit: Minute}}
		}
		until = max(until, s.to)
	}
	return closed
}

// OpensOn reports whether an opening starts on a weekday, in a week without holidays.
func (c *Calendar) OpensOn(day time.Weekday) bool { return len(c.week[day]) > 0 }

// ClosedWithin returns the first moment between two times of a weekday at which c is closed, in a week without holidays; ok is
// false where there is none. If to is not after from, it is on the next day.
func (c *Calendar) ClosedWithin(day time.Weekday, from, to TimeOfDay) (closed WeekTime, ok bool) {
	const length = int(Midnight)
	until, end := int(from), int(to)
	if end <= until {
		end += length
	}
	for i, weekday := range []time.Weekday{(day + 6) % 7, day, (day + 1) % 7} {
		for _, s := range c.week[weekday] {
			if shift := (i - 1) * length; s.from+shift <= until {
				until = max(until, s.to+shift)
			}
		}
	}
	if until >= end {
		return WeekTime{}, false
	}
	return WeekTime{(day + time.Weekday(until/length)) % 7, TimeOfDay(until % length)}, true
}

// WeekSpan is a time between two moments of any week.
type WeekSpan struct {
	From, To WeekTime
	Length   Duration // in minutes, by the clock on the wall
}

// WeekTime is a moment of any week.
type WeekTime struct {
	Day  time.Weekday
	Time TimeOfDay
}

// weekTimeOf returns the moment that so many minutes after the beginning of Monday is.
func weekTimeOf(minutes int) WeekTime {
	return WeekTime{time.Weekday((minutes/int(Midnight) + 1) % 7), TimeOfDay(minutes % int(Midnight))}
}

// Add returns the moment that is so much later by the clock on the wall, at least.
func (t WeekTime) Add(d Duration) WeekTime {
	return weekTimeOf((int(t.Day)+6)%7*int(Midnight) + int(t.Time) + int(d.minutes().least))
}

// String returns the moment as "Friday 17:00".
func (t WeekTime) String() string { return t.Day.String() + " " + t.Time.String() }

// openSpan is one time of being open.
type openSpan struct {
	Span
	day   Date // the day on which it opened
	first bool // whether it is the first of its day
}

// spans returns the times of being open from t on, in order and without overlap, up to the year 9999. One that runs at t
// starts at t.
func (c *Calendar) spans(t time.Time) iter.Seq[openSpan] {
	return func(yield func(openSpan) bool) {
		until := t.In(c.Zone)
		for day := DateOf(t, c.Zone).AddDays(-1); day.Year < 10_000; day = day.AddDays(1) {
			for i, s := range c.slots(day) {
				span := Span{day.atMinute(s.from, c.Zone), day.atMinute(s.to, c.Zone)}
				if span.From.Before(until) {
					span.From = until
				}
				if !span.To.After(span.From) {
					continue
				}
				until = span.To
				if !yield(openSpan{span, day, i == 0}) {
					return
				}
			}
		}
	}
}

// NextOpen returns t if c is open then, and otherwise the next moment of opening. At the moment of closing c is closed.
func (c *Calendar) NextOpen(t time.Time) time.Time {
	if next := c.next(t); next.From.After(t) {
		return next.From
	}
	return t.In(c.Zone)
}

// Closing returns the next time after t at which c closes.
func (c *Calendar) Closing(t time.Time) time.Time { return c.next(t).To }

// next returns the first time of being open that ends after t. It may start before t.
func (c *Calendar) next(t time.Time) openSpan {
	if x := c.indexOf(t, t); x != nil {
		if i := x.search(t); i < len(x.rows) {
			row := x.rows[i]
			return openSpan{Span{time.Unix(row.from, 0).In(c.Zone), time.Unix(row.to, 0).In(c.Zone)}, row.day, row.first}
		}
	}
	for s := range c.spans(t) {
		return s
	}
	return openSpan{}
}

// Between returns how long c is open from a to b; negative if b is before a.
func (c *Calendar) Between(a, b time.Time) time.Duration {
	if b.Before(a) {
		return -c.Between(b, a)
	}
	if x := c.indexOf(a, b); x != nil {
		return x.openUntil(b) - x.openUntil(a)
	}
	var open time.Duration
	for s := range c.spans(a) {
		if !s.From.Before(b) {
			break
		}
		if s.To.After(b) {
			s.To = b
		}
		open += s.To.Sub(s.From)
	}
	return open
}
