package clock_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"upfront/generator/clock"
	"upfront/generator/internal/figure"
)

// slowCalendar is a second implementation of the business clock, which goes minute by minute by the time on a wall clock. Its openings do not overlap.
type slowCalendar struct {
	hours clock.Hours
	zone  *time.Location
}

// openingDay returns the day whose opening covers the minute from t on.
func (s slowCalendar) openingDay(t time.Time) (clock.Date, bool) {
	local := t.In(s.zone)
	today := clock.Date{Year: local.Year(), Month: local.Month(), Day: local.Day()}
	yesterday := clock.DateOf(local.Add(-time.Duration(local.Hour()+1)*time.Hour-3*time.Hour), s.zone)
	minute := clock.TimeOfDay(local.Hour()*60 + local.Minute())
	for _, o := range s.hours.Openings {
		overnight := o.To < o.From
		switch {
		case s.opensOn(o, today) && o.From <= minute && (minute < o.To || overnight):
			return today, true
		case s.opensOn(o, yesterday) && overnight && minute < o.To:
			return yesterday, true
		}
	}
	return clock.Date{}, false
}

func (s slowCalendar) opensOn(o clock.Opening, d clock.Date) bool {
	for _, holiday := range s.hours.Holidays {
		if holiday == d {
			return false
		}
	}
	return o.Days.Has(time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Weekday())
}

func (s slowCalendar) between(a, b time.Time) (open time.Duration) {
	for ; a.Before(b); a = a.Add(time.Minute) {
		if _, ok := s.openingDay(a); ok {
			open += time.Minute
		}
	}
	return open
}

func (s slowCalendar) nextOpen(t time.Time) time.Time {
	for {
		if _, ok := s.openingDay(t); ok {
			return t
		}
		t = t.Add(time.Minute)
	}
}

// addMinutes returns the end of the n-th open minute.
func (s slowCalendar) addMinutes(t time.Time, n int64) time.Time {
	for ; n > 0; t = t.Add(time.Minute) {
		if _, ok := s.openingDay(t); ok {
			n--
		}
	}
	return t
}

// addDays follows the rule in words: the n-th later working day at the same time; from a closed moment before a working
// day, the end of the n-th working day; where that day is closed, its next opening or its end.
func (s slowCalendar) addDays(t time.Time, n int) time.Time {
	_, wasOpen := s.openingDay(t)
	t = s.nextOpen(t)
	day, _ := s.openingDay(t)
	if !wasOpen && s.firstOf(day).Equal(t) {
		return s.lastOf(s.later(day, n-1))
	}
	due := s.later(day, n)
	want, shift := t.In(s.zone).Format("15:04"), day.DaysUntil(clock.DateOf(t, s.zone))
	moment, end := s.firstOf(due).Add(-12*time.Hour), s.lastOf(due)
	for moment.In(s.zone).Format("15:04") != want || due.DaysUntil(clock.DateOf(moment, s.zone)) != shift {
		moment = moment.Add(time.Minute)
	}
	for ; moment.Before(end); moment = moment.Add(time.Minute) {
		if d, ok := s.openingDay(moment); ok && d == due {
			return moment
		}
	}
	return end
}

func (s slowCalendar) later(d clock.Date, n int) clock.Date {
	for n > 0 {
		d = d.AddDays(1)
		for _, o := range s.hours.Openings {
			if s.opensOn(o, d) {
				n--
				break
			}
		}
	}
	return d
}

// firstOf and lastOf return the opening and the closing of a working day.
func (s slowCalendar) firstOf(d clock.Date) time.Time {
	t := time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, s.zone)
	for {
		if day, ok := s.openingDay(t); ok && day == d {
			return t
		}
		t = t.Add(time.Minute)
	}
}

func (s slowCalendar) lastOf(d clock.Date) time.Time {
	last := s.firstOf(d)
	for t, end := last, last.Add(32*time.Hour); t.Before(end); t = t.Add(time.Minute) {
		if day, ok := s.openingDay(t); ok && day == d {
			last = t.Add(time.Minute)
		}
	}
	return last
}

// variedHours holds hours of every shape that do not overlap, with no edge in the hour that London's clocks skip or repeat.
var variedHours = [][]clock.Opening{
	{{Days: 0b0111110, From: 9 * 60, To: 17 * 60}},
	{{Days: 0b0011110, From: 8*60 + 30, To: 12 * 60}, {Days: 0b0011110, From: 13 * 60, To: 18 * 60}, {Days: 0b0100000, From: 10 * 60, To: 14*60 + 15}},
	{{Days: 0b0111110, From: 22 * 60, To: 6 * 60}},
	{{Days: 0b1111111, From: 20 * 60, To: 3 * 60}, {Days: 0b0000001, From: 10 * 60, To: 12 * 60}},
	{{Days: 0b1000001, From: 0, To: 24 * 60}},
	{{Days: 0b0001000, From: 23 * 60, To: 22 * 60}},
}

// TestAgainstSlow compares the two over both clock changes of 2026.
func TestAgainstSlow(t *testing.T) {
	london := zone(t, "Europe/London")
	random := rand.New(rand.NewPCG(7, 11))
	for _, around := range []string{"2026-03-26 00:00", "2026-10-22 00:00", "2026-06-10 00:00"} {
		base := instant(t, around, london)
		for k, openings := range variedHours {
			hours := clock.Hours{Name: fmt.Sprint(k), Openings: openings}
			for range random.IntN(3) {
				hours.Holidays = append(hours.Holidays, clock.DateOf(base, london).AddDays(random.IntN(9)))
			}
			compare(t, random, base, hours, london)
		}
	}
}

func compare(t *testing.T, random *rand.Rand, base time.Time, hours clock.Hours, zone *time.Location) {
	t.Helper()
	c, err := clock.NewCalendar(hours, zone)
	if err != nil {
		t.Fatal(err)
	}
	s := slowCalendar{hours, zone}
	same := func(what string, got, want any) {
		t.Helper()
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%v, closed on %s: %s is %v, want %v", hours.Openings, hours.Holidays, what, got, want)
		}
	}
	for range min(12, figure.Of(2000)) {
		start := base.Add(time.Duration(random.IntN(6*24*60)) * time.Minute)
		end := start.Add(time.Duration(random.IntN(4*24*60)) * time.Minute)
		minutes, days := int64(1+random.IntN(20*60)), 1+random.IntN(4)
		_, open := s.openingDay(start)
		same(fmt.Sprint("open at ", start), isOpen(c, start), open)
		same(fmt.Sprint("next open after ", start), c.NextOpen(start), s.nextOpen(start))
		same(fmt.Sprint("between ", start, " and ", end), c.Between(start, end), s.between(start, end))
		same(fmt.Sprint(minutes, "m after ", start), c.Add(start, clock.Duration{N: minutes, Unit: clock.Minute}), s.addMinutes(start, minutes))
		if inChangingHour(start) {
			continue // the same time of day may not exist on the day due, or exist twice
		}
		same(fmt.Sprint(days, "d after ", start), c.Add(start, clock.Duration{N: int64(days), Unit: clock.Day}), s.addDays(start, days))
	}
}

// inChangingHour reports whether London's clocks skip or repeat this time of day on some day.
func inChangingHour(t time.Time) bool { return t.Hour() == 1 }

// TestLaterIsDueLater holds that of two requests the later is never due before the earlier (but in months, where the 30th and
// the 31st both end on the 30th), and that the open time until it is due is that number of hours.
func TestLaterIsDueLater(t *testing.T) {
	london := zone(t, "Europe/London")
	random := rand.New(rand.NewPCG(3, 5))
	for _, openings := range variedHours {
		hours := clock.Hours{Openings: openings, Holidays: []clock.Date{date(t, "2026-03-30"), date(t, "2026-04-03")}}
		c, err := clock.NewCalendar(hours, london)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range []clock.Duration{{N: 50, Unit: clock.Minute}, {N: 30, Unit: clock.Hour}, {N: 1, Unit: clock.Day}, {N: 3, Unit: clock.Day}, {N: 1, Unit: clock.Week}} {
			at, due := instant(t, "2026-03-25 00:00", london), time.Time{}
			for range 400 {
				at = at.Add(time.Duration(1+random.IntN(50)) * time.Minute)
				if d.Unit >= clock.Day && inChangingHour(at) {
					continue // 01:31 on the day when the clocks go forward is 02:31, and so after 02:20
				}
				next := c.Add(at, d)
				if next.Before(due) || next.Before(at) {
					t.Fatalf("%v: %s after %s is %s, and of an earlier request %s", hours, d, at, next, due)
				}
				if due = next; d.Unit == clock.Hour && c.Between(at, due) != time.Duration(d.N)*time.Hour {
					t.Fatalf("%v: from %s to %s it is open for %s", hours, at, due, c.Between(at, due))
				}
			}
		}
	}
}
