package clock

import (
	"cmp"
	"fmt"
	"time"
)

// A Date is a day of the civil calendar, without a zone. The zero Date means that none was written.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// String returns d as ISO 8601 writes it: "2026-03-01". The zero Date is the empty string.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	if d.Year < 0 || d.Year > 9999 {
		return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
	}
	b := [10]byte{4: '-', 7: '-'} // pages have many dates, and Sprintf takes four times as long
	digits(b[:4], d.Year)
	digits(b[5:7], int(d.Month))
	digits(b[8:], d.Day)
	return string(b[:])
}

// digits fills to with the last digits of n, which must not be negative.
func digits(to []byte, n int) {
	for i := len(to) - 1; i >= 0; i-- {
		to[i] = byte('0' + n%10)
		n /= 10
	}
}

// IsZero reports whether no date was written.
func (d Date) IsZero() bool { return d == Date{} }

// Compare returns -1, 0 or 1 as d is before, equal to or after e.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Before reports whether d is before e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// DateOf returns the date that it is at t in zone (nil means UTC).
func DateOf(t time.Time, zone *time.Location) Date {
	y, m, d := t.In(cmp.Or(zone, time.UTC)).Date()
	return Date{y, m, d}
}

// Start returns the first moment of d in zone (nil means UTC).
func (d Date) Start(zone *time.Location) time.Time { return d.atMinute(0, zone) }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// DaysUntil returns how many days e is after d; negative if it is before.
func (d Date) DaysUntil(e Date) int { return int(e.utc().Sub(d.utc()) / (24 * time.Hour)) }

// AddDays returns the date n days after d.
func (d Date) AddDays(n int) Date { return d.add(int64(n), Day) }

// Add returns the date that is dur after d on the calendar clock; of minutes and hours, whole days of 24 hours count.
func (d Date) Add(dur Duration) Date { return d.add(dur.N, dur.Unit) }

// Sub returns the date that is dur before d on the calendar clock; of minutes and hours, whole days of 24 hours count.
func (d Date) Sub(dur Duration) Date { return d.add(-dur.N, dur.Unit) }

func (d Date) add(n int64, unit Unit) Date {
	switch unit {
	case Month:
		return d.addMonths(n)
	case Year:
		return d.addMonths(12 * n)
	}
	return DateOf(d.utc().AddDate(0, 0, int(n*units[unit].minutes/units[Day].minutes)), time.UTC)
}

// addMonths returns the last day of the month where it is too short for the day of d.
func (d Date) addMonths(n int64) Date {
	first := time.Date(d.Year, d.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	year, month, _ := first.Date()
	return Date{year, month, min(d.Day, daysIn(year, month))}
}

func (d Date) utc() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// monthDays returns the fewest and the most days that n months in a row can have. It tries every month of eight years
// from 2000, with a leap day every four years, and from 2096, with eight years between two leap days.
func monthDays(n int64) (low, high int64) {
	low = n * 31
	for _, year := range []int{2000, 2096} {
		for month := range int64(8 * 12) {
			from := Date{year, time.January, 1}.addMonths(month)
			days := int64(from.DaysUntil(from.addMonths(n)))
			low, high = min(low, days), max(high, days)
		}
	}
	return low, high
}
