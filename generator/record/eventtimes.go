package record

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"upfront/generator/clock"
)

// The times of a row: when it began, ended and was due, how long it took, and how long it was paused.

// parseTimes parses when the row began, ended and was due, in this order.
func (c *counter) parseTimes(e *event) (times [3]moment, ok bool) {
	columns := c.columns
	for i, column := range []int{columns.from, columns.to, columns.due} {
		if times[i], ok = c.parseTime(column); !ok {
			return times, false
		}
	}
	from, to, due := times[0], times[1], times[2]
	switch {
	case from.IsZero() && c.result.Kind != OnTime:
		return times, c.report(columns.from, faultNoTime, "the row does not say when it began",
			fmt.Sprintf("Fill in the column %q, or remove the row.", c.promise.Record.From.V))
	case due.IsZero() && c.result.Kind == OnTime:
		return times, c.report(columns.due, faultNoTime, "the row does not say when it was due",
			fmt.Sprintf("Fill in the column %q, or remove the row.", c.promise.Record.Due.V))
	}
	if to.times == 2 && to.Before(from.Time) {
		to.Time = clock.Again(to.Time) // it was the second time, then
	}
	if !c.parseDay(from, due, &to) {
		return times, false
	}
	if !to.IsZero() && !from.IsZero() && to.Before(from.Time) {
		return times, c.reportBackwards(from, to)
	}
	e.from, e.to = from.Time, to.Time
	e.due = from.end(c.offer.Zone)
	if c.result.Kind == OnTime {
		e.due, e.byDay = due.end(c.offer.Zone), due.unit != clock.Minute
	}
	return times, true
}

// parseDay decides when a row ended of whose end only the day is known. Beside a day that is when the day begins, so that days
// are counted; beside a time it is when the day is over: it is not known to have been sooner.
func (c *counter) parseDay(from, due moment, to *moment) bool {
	beside := from
	if c.result.Kind == OnTime {
		beside = due
	}
	within := c.promise.Within.All.V
	switch {
	case to.IsZero() || to.unit == clock.Minute || c.result.Kind != Time && c.result.Kind != OnTime:
	case beside.unit == clock.Minute && strings.Trim(c.field(c.columns.to), "0123456789") == "" && !c.isDays(c.columns.to): // a whole number is a midnight as well as a day
	case beside.unit == clock.Minute:
		if end := to.end(c.offer.Zone); end.Before(c.now) {
			to.Time = end
		} else if to.Before(c.now) {
			to.Time = c.now // it is today's
		}
	case c.result.Kind == Time && !c.result.Unlimited && len(c.promise.Levels) == 0 && within.Unit < clock.Day:
		days := "the columns hold days"
		if to.midnight {
			days = "all times of the columns are midnights, so they hold days"
		}
		return c.report(c.columns.to, faultAlways, fmt.Sprintf("%s, and within: %s counts shorter times", days, within),
			"Export the times of day too. Or promise days, such as within: 2d.")
	}
	return true
}

// reportBackwards reports a row that ends before it starts: often one of its times never was.
func (c *counter) reportBackwards(from, to moment) bool {
	for i, m := range []moment{from, to} {
		if column := []int{c.columns.from, c.columns.to}[i]; m.times == 0 {
			return c.report(column, faultNegative, fmt.Sprintf("%s never was in %s: the clocks went forward over it", c.field(column), c.offer.Zone),
				"Correct it; the row is not counted. If times are written in another zone, let each say so, such as 2026-03-29T02:30Z.")
		}
	}
	return c.report(c.columns.to, faultNegative, fmt.Sprintf("the row ends at %s, before it starts at %s", c.field(c.columns.to), c.field(c.columns.from)),
		"Correct one of the two times; the row is not counted. Where work may be done before its day, promise the day: kind: on-time, with due: in place of from:.")
}

// parseTime parses a time; it is zero where there is none.
func (c *counter) parseTime(column int) (m moment, ok bool) {
	text := c.field(column)
	if text == "" {
		return moment{times: 1}, true
	}
	m, wrong := c.parseMoment(text)
	if wrong != nil {
		return m, c.report(column, wrong.kind, wrong.message, wrong.help)
	}
	if m.unit == clock.Minute && c.result.Kind != Availability && c.mayBeDay(column, m.Time) && c.isDays(column) {
		m.unit, m.midnight = clock.Day, true
	}
	return m, true
}

// mayBeDay reports whether a time may stand for a day: it is midnight, and no other time was seen in its column.
func (c *counter) mayBeDay(column int, t time.Time) bool {
	if days, known := c.days[column]; known {
		return days
	}
	if isMidnight(t) {
		return true
	}
	c.setDays(column, false)
	return false
}

func (c *counter) setDays(column int, days bool) {
	if c.days == nil {
		c.days = map[int]bool{}
	}
	c.days[column] = days
}

// isDays reports whether a column holds days, as some programs export them: all of its times are midnights.
func (c *counter) isDays(column int) bool {
	if known, ok := c.days[column]; ok {
		return known
	}
	again, problem := openRows(c.rows.name, c.files, c.rows.named...)
	if problem != nil {
		return false
	}
	defer again.Close()
	days := true
	for days && again.next() {
		if text := again.field(column); text != "" && !c.empty[strings.ToLower(text)] && !again.isTotal() {
			m, wrong := c.parseMoment(text)
			days = wrong != nil || isMidnight(m.Time)
		}
	}
	c.setDays(column, days)
	return days
}

func isMidnight(t time.Time) bool {
	hour, minute, second := t.Clock()
	return hour+minute+second+t.Nanosecond() == 0
}

// reportClockChange reports a local time that the clocks showed twice or never. The row counts all the same.
func (c *counter) reportClockChange(column int, m moment) {
	zone, text := c.offer.Zone, c.field(column)
	switch m.times {
	case 0:
		c.report(column, faultSkipped, fmt.Sprintf("%s never was in %s: the clocks went forward over it", text, zone),
			fmt.Sprintf("It is counted as %s. If times are written in another zone, let each say so, such as 2026-03-29T02:30Z; else correct the row.", formatMinute(m.Time, zone)))
	case 2:
		c.report(column, faultRepeated, fmt.Sprintf("%s was there twice in %s, where the clocks went back", text, zone),
			"The first of the two is counted, or the second where the row would end before it starts. To be exact, let each time say its zone, such as 2026-10-25T02:30+01:00.")
	}
}

// setEnd works out the end of a row that says how long it took.
func (c *counter) setEnd(e *event) bool {
	text := c.field(c.columns.took)
	limit := c.result.Limits.limitAt(e.level)
	if text == "" || !e.to.IsZero() || limit == nil {
		return true
	}
	minutes, help := tookMinutes(text, c.promise.Record.TookIn.V)
	if help != "" {
		return c.report(c.columns.took, faultNumber, fmt.Sprintf("%q does not say how long it took", text), help)
	}
	e.to = limit.add(e.from, clock.Duration{N: minutes, Unit: clock.Minute})
	return true
}

// parsePause parses time that does not count: minutes, or a duration such as 4d. A row that was paused for longer than it took
// counts as one that took no time.
func (c *counter) parsePause(e *event) bool {
	text := c.field(c.columns.paused)
	if text == "" {
		return true
	}
	minutes, err := strconv.ParseFloat(text, 64)
	if err == nil && minutes >= 0 && minutes < 1e8 {
		if minutes >= 1 {
			e.paused = clock.Duration{N: int64(minutes), Unit: clock.Minute}
		}
	} else if e.paused, err = clock.ParseDuration(text); err != nil {
		return c.report(c.columns.paused, faultNumber, fmt.Sprintf("%q is neither a number of minutes nor a time such as 2h or 4d", text),
			"Write how long it did not count, or leave the field empty.")
	}
	limit := c.result.Limits.limitAt(e.level)
	if !e.paused.IsZero() && !e.to.IsZero() && limit != nil && limit.add(e.from, e.paused).After(e.to) {
		from, to := formatMinute(e.from, c.offer.Zone), formatMinute(e.to, c.offer.Zone)
		c.report(c.columns.paused, faultPaused, fmt.Sprintf("the row was paused for %s, which is longer than from %s to %s", e.paused, from, to),
			"It counts as one that took no time. Correct it; where the promise counts working hours, a pause is in working hours too.")
	}
	return true
}
