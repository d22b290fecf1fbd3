package record

import (
	"time"
)

// The clocks of the oracle, which oracle_test.go describes. They step from day to day on the calendar, and from minute to
// minute on a business clock.

// An oracleLength is a length of time as it is written, such as 2 and "d".
type oracleLength struct {
	n    int
	unit string // m, h, d, w, mo or y; empty for no length
}

// oracleHours are the working hours of a business clock.
type oracleHours struct {
	name     string
	openings []oracleOpening
	holidays []time.Time // days, as the wall of a clock shows them at midnight

	zone *time.Location
	base int64  // the first minute of open, since 1970
	open []bool // for each minute, whether it is a working one
}

// An oracleOpening is a time of some weekdays, in minutes after midnight.
type oracleOpening struct {
	days     [7]bool
	from, to int
}

// oracleWall returns what the clocks on the walls of a zone show at t, as a time in UTC.
func oracleWall(t time.Time, zone *time.Location) time.Time {
	_, offset := t.In(zone).Zone()
	return t.UTC().Add(time.Duration(offset) * time.Second)
}

// oracleLocal returns the moment at which the clocks of a zone show wall: the first of two, and where there is none, that
// with the offset before the clocks went forward (RFC 5545, section 3.3.5).
func oracleLocal(wall time.Time, zone *time.Location) time.Time {
	_, before := wall.Add(-24 * time.Hour).In(zone).Zone()
	_, after := wall.Add(24 * time.Hour).In(zone).Zone()
	early, late := wall.Add(-time.Duration(before)*time.Second), wall.Add(-time.Duration(after)*time.Second)
	if late.Before(early) {
		early, late = late, early
	}
	for _, t := range []time.Time{early, late} {
		if oracleWall(t, zone).Equal(wall) {
			return t
		}
	}
	return wall.Add(-time.Duration(before) * time.Second)
}

// oracleDay returns the midnight with which the day of a wall time begins, on the wall.
func oracleDay(wall time.Time) time.Time {
	return time.Date(wall.Year(), wall.Month(), wall.Day(), 0, 0, 0, 0, time.UTC)
}

// oracleMonth returns the midnight with which the month of a wall time begins, on the wall.
func oracleMonth(wall time.Time) time.Time {
	return time.Date(wall.Year(), wall.Month(), 1, 0, 0, 0, 0, time.UTC)
}

// oracleAdd returns the moment that is a length after t, on the calendar clock where hours is nil.
func oracleAdd(t time.Time, l oracleLength, hours *oracleHours, zone *time.Location) time.Time {
	if hours != nil {
		return hours.add(t, l)
	}
	wall := oracleWall(t, zone)
	switch l.unit {
	case "m":
		return t.Add(time.Duration(l.n) * time.Minute)
	case "h":
		return t.Add(time.Duration(l.n) * time.Hour)
	case "d":
		return oracleLocal(wall.AddDate(0, 0, l.n), zone)
	case "w":
		return oracleLocal(wall.AddDate(0, 0, 7*l.n), zone)
	case "mo", "y":
		months := l.n
		if l.unit == "y" {
			months *= 12
		}
		later := oracleMonth(wall).AddDate(0, months, 0)
		day := min(wall.Day(), later.AddDate(0, 1, -1).Day()) // 31 January and a month: 28 February
		return oracleLocal(later.AddDate(0, 0, day-1).Add(wall.Sub(oracleDay(wall))), zone)
	}
	return t
}

// oracleElapsed returns how much of the time from a to b the clock ran.
func oracleElapsed(a, b time.Time, hours *oracleHours) time.Duration {
	switch {
	case !a.Before(b):
		return 0
	case hours == nil:
		return b.Sub(a)
	}
	return hours.elapsed(a, b)
}

// prepare notes for each minute of the years about now whether it is a working one.
func (h *oracleHours) prepare(now time.Time, zone *time.Location) {
	first, last := oracleDay(now.AddDate(-4, 0, 0)), oracleDay(now.AddDate(2, 0, 0))
	h.zone, h.base = zone, first.Add(-24*time.Hour).Unix()/60
	h.open = make([]bool, last.Add(72*time.Hour).Unix()/60-h.base)
	for day := first; day.Before(last); day = day.AddDate(0, 0, 1) {
		for _, o := range h.of(day) {
			from, to := h.at(day, o.from).Unix()/60, h.at(day, o.to).Unix()/60
			for minute := from; minute < to; minute++ {
				h.open[minute-h.base] = true
			}
		}
	}
}

// of returns the openings of a day.
func (h *oracleHours) of(day time.Time) (openings []oracleOpening) {
	for _, holiday := range h.holidays {
		if holiday.Equal(day) {
			return nil
		}
	}
	for _, o := range h.openings {
		if o.days[day.Weekday()] {
			openings = append(openings, o)
		}
	}
	return openings
}

// at returns the moment that is so many minutes after midnight on the clocks of a day.
func (h *oracleHours) at(day time.Time, minutes int) time.Time {
	return oracleLocal(day.Add(time.Duration(minutes)*time.Minute), h.zone)
}

// isOpen reports whether the minute of a second since 1970 is a working one.
func (h *oracleHours) isOpen(second int64) bool {
	return h.open[second/60-h.base]
}

// elapsed goes from minute to minute, and adds up the working ones.
func (h *oracleHours) elapsed(a, b time.Time) time.Duration {
	var seconds int64
	for at, end := a.Unix(), b.Unix(); at < end; {
		next := min(at-at%60+60, end)
		if h.isOpen(at) {
			seconds += next - at
		}
		at = next
	}
	return time.Duration(seconds) * time.Second
}

// add goes from minute to minute until enough working time has passed, or from working day to working day.
func (h *oracleHours) add(t time.Time, l oracleLength) time.Time {
	switch l.unit {
	case "m":
		return h.addSeconds(t, int64(l.n)*60)
	case "h":
		return h.addSeconds(t, int64(l.n)*3600)
	case "d":
		return h.addDays(t, l.n)
	case "":
		return t
	}
	return h.next(oracleAdd(t, l, nil, h.zone))
}

func (h *oracleHours) addSeconds(t time.Time, seconds int64) time.Time {
	at := t.Unix()
	for seconds > 0 {
		next := at - at%60 + 60
		if h.isOpen(at) {
			next = min(next, at+seconds)
			seconds -= next - at
		}
		at = next
	}
	return time.Unix(at, 0).UTC()
}

// addDays counts working days. What arrives while the business is open, or in a pause, is due at that time of a later day;
// what arrives before or after has the whole of the next working day.
func (h *oracleHours) addDays(t time.Time, n int) time.Time {
	day := oracleDay(oracleWall(t, h.zone))
	first, last := h.bounds(day)
	if first.IsZero() || t.Before(first) || !t.Before(last) {
		if !first.IsZero() && !t.Before(last) {
			day = day.AddDate(0, 0, 1)
		}
		for ; len(h.of(day)) == 0 || n > 1; day = day.AddDate(0, 0, 1) {
			if len(h.of(day)) > 0 {
				n--
			}
		}
		_, last := h.bounds(day)
		return last
	}
	clock := oracleWall(h.next(t), h.zone).Sub(day)
	for n > 0 {
		day = day.AddDate(0, 0, 1)
		if len(h.of(day)) > 0 {
			n--
		}
	}
	at := oracleLocal(day.Add(clock), h.zone)
	if _, last := h.bounds(day); !at.Before(last) {
		return last
	}
	return h.next(at)
}

// bounds returns the first opening and the last closing of a day; both zero of a day off.
func (h *oracleHours) bounds(day time.Time) (first, last time.Time) {
	for _, o := range h.of(day) {
		from, to := h.at(day, o.from), h.at(day, o.to)
		if first.IsZero() || from.Before(first) {
			first = from
		}
		if to.After(last) {
			last = to
		}
	}
	return first, last
}

// next returns t in working time, and else the next moment of it.
func (h *oracleHours) next(t time.Time) time.Time {
	at := t.Unix()
	for !h.isOpen(at) {
		at += 60 - at%60
	}
	return time.Unix(at, 0).UTC()
}
