package clock_test

import (
	"testing"
	"time"

	"upfront/generator/clock"
	"upfront/generator/parse"
)

// fuzz holds that read never panics, that each error has a message and a help, and a place within the
// text, and that the canonical form of a value is read as that value.
func fuzz[T comparable](f *testing.F, read func(string) (T, error), print func(T) string, seeds ...string) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		v, err := read(in)
		if err != nil {
			e, ok := err.(*parse.Error)
			if !ok || e.What == "" || e.Help == "" || e.Offset < 0 || e.Offset > len(in) {
				t.Fatalf("%q: %#v", in, err)
			}
			return
		}
		again, err := read(print(v))
		if err != nil || again != v {
			t.Fatalf("%q is %+v, printed %q, which is %+v, %v", in, v, print(v), again, err)
		}
	})
}

func FuzzDuration(f *testing.F) {
	fuzz(f, clock.ParseDuration, clock.Duration.String, "15m", "48 hours", "2 business days", "1h30m", "1y 6mo", "1.5h", "1M", "2-3d", "999999999y 9mo", "0d", "-1h", "１h")
}

func FuzzDate(f *testing.F) {
	fuzz(f, clock.ParseDate, clock.Date.String, "2026-03-01", "01/03/2026", "2026-02-30", "20260301", "2026-13-01", "2026-3-1", "99/99/99")
}

func FuzzTimeOfDay(f *testing.F) {
	fuzz(f, clock.ParseTimeOfDay, clock.TimeOfDay.String, "08:00", "8:00", "24:00", "8am", "12 p.m.", "0900", "noon", "08:00:00")
}

func FuzzDays(f *testing.F) {
	fuzz(f, clock.ParseDays, dayNames, "Mon-Fri", "Mon, Wed, Fri", "Fri–Mon", "every day", "Monday to Friday", "Sat and Sun", "Mon-,", "weekends")
}

func FuzzWindow(f *testing.F) {
	fuzz(f, clock.ParseWindow, clock.Window.String, "90d", "month", "calendar quarter", "12 months", "weekly", "90")
}

// FuzzInstant prints a moment with its offset, and so also reads back those that a clock change makes ambiguous.
func FuzzInstant(f *testing.F) {
	london := zone(f, "Europe/London")
	parse := func(s string) (time.Time, error) { return clock.ParseInstant(s, london) }
	print := func(at time.Time) string { return at.Format(time.RFC3339Nano) }
	fuzz(f, parse, print, "2026-03-11T07:10:00Z", "2026-03-11 07:10", "2026-03-29 01:30", "2026-10-25 01:30", "2026-03-11T07:10:00.5+05:30", "2026-03-11", "11/03/2026 7am")
}

// FuzzAdd holds that the open time until a due moment is the duration that was added.
func FuzzAdd(f *testing.F) {
	f.Add(uint8(0b0111110), uint16(540), uint16(1020), int64(1_773_072_000), uint16(240))
	f.Add(uint8(0b1111111), uint16(1320), uint16(360), int64(1_774_746_000), uint16(600))
	london := zone(f, "Europe/London")
	f.Fuzz(func(t *testing.T, days uint8, from, to uint16, seconds int64, minutes uint16) {
		o, err := clock.NewOpening(clock.Days(days)&clock.EveryDay, clock.TimeOfDay(from%1441), clock.TimeOfDay(to%1441))
		if err != nil || o.Days == 0 || seconds < 0 || seconds > 1<<33 || minutes == 0 {
			return
		}
		c, err := clock.NewCalendar(clock.Hours{Openings: []clock.Opening{o}}, london)
		if err != nil {
			t.Fatal(err)
		}
		d := time.Duration(minutes%600) * time.Minute
		start := time.Unix(seconds, 0)
		due := c.Add(start, clock.Duration{N: int64(minutes % 600), Unit: clock.Minute})
		if got := c.Between(start, due); got != d {
			t.Fatalf("%v: from %s to %s it is open for %s, not %s", o, start, due, got, d)
		}
	})
}
