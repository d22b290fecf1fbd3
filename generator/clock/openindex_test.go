package clock_test

import (
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"upfront/generator/clock"
)

// TestOtherYears holds that a calendar answers for any year, whatever it was asked before: the same as the slow calendar, and as
// a new one. The years 1850 and 3050 are not indexed.
func TestOtherYears(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 8))
	for _, name := range []string{"Europe/London", "America/Sao_Paulo", "Australia/Lord_Howe", "UTC"} {
		zone := zone(t, name)
		for _, openings := range variedHours {
			hours := clock.Hours{Openings: openings, Holidays: []clock.Date{date(t, "2026-12-31"), date(t, "2027-01-01")}}
			c, s := newCalendar(t, hours, zone), slowCalendar{hours, zone}
			for _, year := range []int{2026, 2001, 2040, 1999, 2027, 1850, 3050, 2025, 1975, 2026} {
				start := time.Date(year, time.December, 28, 0, 0, 0, 0, zone).Add(time.Duration(random.IntN(8*24*60)) * time.Minute)
				end := start.Add(time.Duration(random.IntN(3*24*60)) * time.Minute)
				if got, want := c.Between(start, end), s.between(start, end); got != want {
					t.Errorf("%v in %s: open from %s to %s for %s, want %s", hours, name, start, end, got, want)
				}
				if got, want := c.NextOpen(start), s.nextOpen(start); !got.Equal(want) {
					t.Errorf("%v in %s: opens after %s at %s, want %s", hours, name, start, got, want)
				}
				minutes := int64(1 + random.IntN(20*60))
				if got, want := c.Add(start, clock.Duration{N: minutes, Unit: clock.Minute}), s.addMinutes(start, minutes); !got.Equal(want) {
					t.Errorf("%v in %s: %d minutes after %s is %s, want %s", hours, name, minutes, start, got, want)
				}
				days := clock.Duration{N: int64(1 + random.IntN(4)), Unit: clock.Day}
				if got, want := c.Add(start, days), newCalendar(t, hours, zone).Add(start, days); !got.Equal(want) {
					t.Errorf("%v in %s: %s after %s is %s, and on its own %s", hours, name, days, start, got, want)
				}
			}
		}
	}
}

func newCalendar(t *testing.T, hours clock.Hours, zone *time.Location) *clock.Calendar {
	t.Helper()
	c, err := clock.NewCalendar(hours, zone)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// A working year has 261 weekdays in 2026, 261 in 2027 and 260 in 2028; of 8 hours each.
func TestYearsApart(t *testing.T) {
	c := calendar(t, "Europe/London", nil, opening(t, "Mon-Fri", "09:00", "17:00"))
	start := instant(t, "2026-01-01 00:00", c.Zone)
	if got, want := c.Between(start, instant(t, "2029-01-01 00:00", c.Zone)), (261+261+260)*8*time.Hour; got != want {
		t.Errorf("three years are %s, want %s", got, want)
	}
	if got := c.Add(start, clock.Duration{N: (261+261+260)*8 - 1, Unit: clock.Hour}).Format(minuteForm); got != "Fri 2028-12-29 16:00" {
		t.Errorf("an hour less than three years ends at %s", got)
	}
	if got := c.Between(start.Add(9*time.Hour+time.Nanosecond), start.Add(17*time.Hour-time.Nanosecond)); got != 8*time.Hour-2*time.Nanosecond {
		t.Errorf("a day without its first and last nanosecond is %s", got)
	}
}

// The workers that render pages share the calendars.
func TestCalendarIsShared(t *testing.T) {
	c := calendar(t, "Europe/London", nil, opening(t, "Mon-Fri", "09:00", "17:00"))
	var all sync.WaitGroup
	for worker := range 4 {
		all.Go(func() {
			for i := range 40 {
				start := time.Date(1990+(i*7+worker*11)%60, 3, 1, 0, 0, 0, 0, c.Zone)
				if got := c.Between(start, c.Add(start, clock.Duration{N: 100, Unit: clock.Hour})); got != 100*time.Hour {
					t.Errorf("100 hours from %s are %s", start, got)
				}
			}
		})
	}
	all.Wait()
}
