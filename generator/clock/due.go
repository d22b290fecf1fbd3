package clock

import "time"

// Add returns the moment at which d, counted on the business clock, has passed since start. The package comment has the
// rules: open time for minutes and hours, working days for days, and calendar time for longer units.
func (c *Calendar) Add(start time.Time, d Duration) time.Time {
	switch d.Unit {
	case Minute, Hour:
		return c.addOpen(start, d.Least())
	case Day:
		return c.addDays(start, int(d.N))
	}
	return c.NextOpen(d.After(start, c.Zone))
}

// addOpen returns the earliest moment at which c has been open for left since start.
func (c *Calendar) addOpen(start time.Time, left time.Duration) time.Time {
	for far := left + 366*24*time.Hour; far > 0; far *= 2 {
		index := c.indexOf(start, start.Add(far))
		if index == nil {
			break
		}
		if end, ok := index.add(start, left); ok {
			return end.In(c.Zone)
		}
	}
	end := start
	for s := range c.spans(start) {
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
	civil := day.AddDays(s.day.DaysUntil(DateOf(start, c.Zone))) // an opening past midnight may end on the next day
	return c.within(day, civil.atTimeOf(start.In(c.Zone)))
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
	minutes := 0
	for _, s := range c.slots(d) {
		minutes = s.to
	}
	return d.atMinute(minutes, c.Zone)
}

// within returns t if the working day d is open then, and otherwise its next opening, or else its closing.
func (c *Calendar) within(d Date, t time.Time) time.Time {
	for _, s := range c.slots(d) {
		if from := d.atMinute(s.from, c.Zone); t.Before(from) {
			return from
		}
		if to := d.atMinute(s.to, c.Zone); t.Before(to) {
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
	return compareRanges(c.minutes(d), c.minutes(e))
}

// minutes returns the open time of d, a duration of days or shorter.
func (c *Calendar) minutes(d Duration) minuteRange {
	if d.Unit != Day {
		return d.minutes()
	}
	var day minuteRange
	for _, slots := range c.week {
		var open int64
		for _, s := range slots {
			open += int64(s.to - s.from)
		}
		if open > 0 && (day.least == 0 || open < day.least) {
			day.least = open
		}
		day.most = max(day.most, open)
	}
	return minuteRange{d.N * day.least, d.N * day.most}
}
