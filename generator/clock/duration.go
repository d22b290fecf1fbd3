package clock

import (
	"cmp"
	"strconv"
	"time"
)

// A Unit is the unit of a duration.
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

// units holds the symbol and words of each unit, the most that a duration may have of it (a hundred years), and its length
// where that is fixed, with days of 24 hours.
var units = [...]struct {
	symbol, one, many string
	most, minutes     int64
}{
	Minute: {"m", "minute", "minutes", 100 * 525_960, 1},
	Hour:   {"h", "hour", "hours", 100 * 8_766, 60},
	Day:    {"d", "day", "days", 100 * 366, 24 * 60},
	Week:   {"w", "week", "weeks", 100 * 53, 7 * 24 * 60},
	Month:  {"mo", "month", "months", 100 * 12, 0},
	Year:   {"y", "year", "years", 100, 0},
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

// String returns the canonical form of d, which [ParseDuration] reads back: "48h", "6mo", "2 business days".
func (d Duration) String() string {
	n := strconv.FormatInt(d.N, 10)
	switch {
	case d.IsZero():
		return ""
	case !d.Business:
		return n + d.Unit.String()
	case d.N == 1:
		return n + " business " + units[d.Unit].one
	}
	return n + " business " + units[d.Unit].many
}

// Compare returns -1, 0 or 1 as d is shorter than, as long as or longer than e, both on the calendar clock (with a
// day of 24 hours) or, if both were written so, in working time. ok is false when that is not certain: one month may be
// shorter or longer than 30 days, a working day has no fixed number of hours, and working time cannot be compared with calendar time.
func (d Duration) Compare(e Duration) (order int, ok bool) {
	if d.Business != e.Business || d.Business && (d.Unit == Day) != (e.Unit == Day) {
		return 0, false
	}
	if d.Unit >= Month && e.Unit >= Month {
		return cmp.Compare(d.months(), e.months()), true
	}
	return compareRanges(d.minutes(), e.minutes())
}

// minuteRange is the fewest and the most minutes that a duration can have.
type minuteRange struct{ least, most int64 }

func compareRanges(d, e minuteRange) (order int, ok bool) {
	switch {
	case d.most < e.least:
		return -1, true
	case d.least > e.most:
		return 1, true
	}
	return 0, d.least == d.most && e.least == e.most
}

func (d Duration) months() int64 {
	if d.Unit == Year {
		return d.N * 12
	}
	return d.N
}

// minutes counts days of 24 hours.
func (d Duration) minutes() minuteRange {
	if d.Unit >= Month {
		least, most := monthDays(d.months())
		return minuteRange{least * 24 * 60, most * 24 * 60}
	}
	n := d.N * units[d.Unit].minutes
	return minuteRange{n, n}
}

// Least returns the shortest that d can be: days of 24 hours, and the shortest months.
func (d Duration) Least() time.Duration { return time.Duration(d.minutes().least) * time.Minute }

// After returns the moment d after start on the calendar clock of zone (nil means UTC). It takes working time for calendar
// time: for that, there is [Calendar.Add].
func (d Duration) After(start time.Time, zone *time.Location) time.Time {
	return d.move(start, zone, 1)
}

// Before returns the moment d before end on the calendar clock of zone (nil means UTC).
func (d Duration) Before(end time.Time, zone *time.Location) time.Time { return d.move(end, zone, -1) }

func (d Duration) move(from time.Time, zone *time.Location, sign int64) time.Time {
	from = from.In(cmp.Or(zone, time.UTC))
	if d.Unit == Minute || d.Unit == Hour {
		return from.Add(time.Duration(sign) * d.Least())
	}
	return DateOf(from, zone).add(sign*d.N, d.Unit).atTimeOf(from)
}
