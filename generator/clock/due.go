package clock

import (
	"cmp"
	"time"
)

// Add returns the moment at which d, counted on the business clock, has passed since start. The package comment has the
// rules: open time for minutes and hours, working days for days, and calendar time for longer units.
func (c *Calendar) Add(start time.Time, d Duration) time.Time {
	switch d.Unit {
	case Minute:
		return c.addOpen(start, time.Duration(d.N)*time.Minute)
	case Hour:
		return c.addOpen(start, time.Duration(d.N)*time.Hour)
	case Day:
		return c.addDays(start, int(d.N))
	}
	return c.NextOpen(d.After(start, c.Zone))
}

// addOpen returns the earliest moment at which c has been open for left since start.
func (c *Calendar) addOpen(start time.Time, left time.Duration) time.Time {
	for far := left + 366*24*time.Hour; far > 0; far *= 2 {
		t, ok := c.tallied(start, start.Add(far))
		if !ok {
			break
		}
		if end, ok := t.when(start, left); ok {
			return end.In(c.Zone)
		}
	}
	end := start
	for s := range c.stays(start) {
		if s.From.Before(start) {
			s.From = start
		}
		if end = s.From.Add(left); !end.After(s.To) {
			break
		}
		left -= s.To.Sub(s.From)
		end = s.To
	}
	return end.In(c.Zone)
}

// addDays returns the moment n working days after start.
func (c *Calendar) addDays(start time.Time, n int) time.Time {
	s := c.next(start)
	if s.From.After(start) {
		if s.first {
			return c.closing(c.workingDay(s.day, n-1))
		}
		start = s.From
	}
	day := c.workingDay(s.day, n)
	local := start.In(c.Zone)
	y, m, d := local.Date()
	moved := day.AddDays(s.day.DaysUntil(Date{y, m, d})) // an opening past midnight is on the day after its own
	wall := time.Date(moved.Year, moved.Month, moved.Day, local.Hour(), local.Minute(), local.Second(), local.Nanosecond(), time.UTC)
	due, _ := Local(wall, c.Zone)
	return c.within(day, due)
}

// workingDay returns the n-th working day after d.
func (c *Calendar) workingDay(d Date, n int) Date {
	for n > 0 && d.Year < 10_000 {
		if d = d.AddDays(1); c.IsWorkingDay(d) {
			n--
		}
	}
	return d
}

// closing returns the last moment of a working day.
func (c *Calendar) closing(d Date) time.Time {
	slots := c.on(d)
	if len(slots) == 0 {
		return d.Start(c.Zone)
	}
	return at(d, slots[len(slots)-1].to, c.Zone)
}

// within returns t if the working day d is open then, and otherwise its next opening, or else its closing.
func (c *Calendar) within(d Date, t time.Time) time.Time {
	for _, s := range c.on(d) {
		if from := at(d, s.from, c.Zone); t.Before(from) {
			return from
		}
		if to := at(d, s.to, c.Zone); t.Before(to) {
			return t
		}
	}
	return c.closing(d)
}

// Compare returns -1, 0 or 1 as d is shorter than, as long as or longer than e on the business clock, where a day is as
// many hours as c is open. ok is false when that is not certain: if the days of c differ in length, or for working time
// against weeks and longer.
func (c *Calendar) Compare(d, e Duration) (order int, ok bool) {
	if c.IsAlways() || d.Unit >= Week && e.Unit >= Week || d.Unit == e.Unit {
		d.Business, e.Business = false, false
		return d.Compare(e)
	}
	if d.Unit >= Week || e.Unit >= Week {
		return 0, false
	}
	dLow, dHigh := c.minutes(d)
	eLow, eHigh := c.minutes(e)
	switch {
	case dHigh < eLow:
		return -1, true
	case dLow > eHigh:
		return 1, true
	}
	return cmp.Compare(dLow, eLow), dLow == dHigh && eLow == eHigh
}

// minutes returns the fewest and the most minutes of open time that d, of days or shorter, can have.
func (c *Calendar) minutes(d Duration) (low, high int64) {
	if d.Unit != Day {
		return d.minutes()
	}
	for _, slots := range c.week {
		var open int64
		for _, s := range slots {
			open += int64(s.to - s.from)
		}
		if open > 0 && (low == 0 || open < low) {
			low = open
		}
		high = max(high, open)
	}
	return d.N * low, d.N * high
}
