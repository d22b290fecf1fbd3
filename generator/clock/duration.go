package clock

import (
	"cmp"
	"strconv"
	"time"
)

// A Unit is what a duration is counted in.
type Unit int8

// The units, in the order of their length. There is none shorter than a minute.
const (
	Minute Unit = iota + 1
	Hour
	Day
	Week
	Month
	Year
)

// units returns each unit its symbol, its words, and the most that a duration may have of it: a hundred years.
var units = [...]struct {
	symbol, one, many string
	most              int64
}{
	Minute: {"m", "minute", "minutes", 100 * 525_960},
	Hour:   {"h", "hour", "hours", 100 * 8_766},
	Day:    {"d", "day", "days", 100 * 366},
	Week:   {"w", "week", "weeks", 100 * 53},
	Month:  {"mo", "month", "months", 100 * 12},
	Year:   {"y", "year", "years", 100},
}

// String returns the symbol of u: "m", "h", "d", "w", "mo" or "y".
func (u Unit) String() string {
	if u < Minute || u > Year {
		return "?"
	}
	return units[u].symbol
}

// A Duration is a length of time as it was written. It keeps its unit, because 1d and 24h differ: when the clocks
// change, and on a business clock, where 1d is one working day. The zero Duration means that none was written.
type Duration struct {
	N        int64 // 1 or more
	Unit     Unit
	Business bool // it was written in working time: "2 business days"
}

// IsZero reports whether no duration was written.
func (d Duration) IsZero() bool { return d == Duration{} }

// String prints d in its canonical form, which [ParseDuration] reads back: "48h", "6mo", "2 business days".
func (d Duration) String() string {
	switch {
	case d.IsZero():
		return ""
	case !d.Business:
		return strconv.FormatInt(d.N, 10) + d.Unit.String()
	case d.N == 1:
		return "1 business " + units[d.Unit].one
	}
	return strconv.FormatInt(d.N, 10) + " business " + units[d.Unit].many
}

// Compare returns -1, 0 or 1 as d is shorter than, as long as or longer than e, both on the calendar clock (with a
// day of 24 hours) or, if both were written so, in working time. ok is false when that is not certain: one month may be
// shorter or longer than 30 days, a working day is some number of hours, and working time goes beside no other.
func (d Duration) Compare(e Duration) (order int, ok bool) {
	if d.Business != e.Business || d.Business && (d.Unit == Day) != (e.Unit == Day) {
		return 0, false
	}
	if d.Unit >= Month && e.Unit >= Month {
		return cmp.Compare(d.months(), e.months()), true
	}
	dLow, dHigh := d.minutes()
	eLow, eHigh := e.minutes()
	switch {
	case dHigh < eLow:
		return -1, true
	case dLow > eHigh:
		return 1, true
	}
	return 0, dLow == dHigh && eLow == eHigh
}

func (d Duration) months() int64 {
	if d.Unit == Year {
		return d.N * 12
	}
	return d.N
}

// minutes returns the fewest and the most minutes that d can have, with days of 24 hours.
func (d Duration) minutes() (low, high int64) {
	const day = 24 * 60
	switch d.Unit {
	case Minute:
		return d.N, d.N
	case Hour:
		return d.N * 60, d.N * 60
	case Day:
		return d.N * day, d.N * day
	case Week:
		return d.N * 7 * day, d.N * 7 * day
	}
	low, high = monthDays(d.months())
	return low * day, high * day
}

// After returns the moment d after start on the calendar clock of zone (nil means UTC). It takes working time for calendar
// time: for that, there is [Calendar.Add].
func (d Duration) After(start time.Time, zone *time.Location) time.Time {
	return d.move(start, zone, 1)
}

// Before returns the moment d before end on the calendar clock of zone (nil means UTC).
func (d Duration) Before(end time.Time, zone *time.Location) time.Time { return d.move(end, zone, -1) }

func (d Duration) move(from time.Time, zone *time.Location, sign int64) time.Time {
	if zone == nil {
		zone = time.UTC
	}
	from = from.In(zone)
	switch d.Unit {
	case Minute:
		return from.Add(time.Duration(sign*d.N) * time.Minute)
	case Hour:
		return from.Add(time.Duration(sign*d.N) * time.Hour)
	}
	moved := DateOf(from, zone).add(sign*d.N, d.Unit)
	wall := time.Date(moved.Year, moved.Month, moved.Day, from.Hour(), from.Minute(), from.Second(), from.Nanosecond(), time.UTC)
	at, _ := Local(wall, zone)
	return at
}
