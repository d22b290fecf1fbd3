package clock_test

import (
	"testing"
	"time"

	"upfront/generator/clock"
)

// opening reads "Mon-Fri 09:00 17:00".
func opening(t testing.TB, days, from, to string) clock.Opening {
	t.Helper()
	d, err1 := clock.ParseDays(days)
	f, err2 := clock.ParseTimeOfDay(from)
	u, err3 := clock.ParseTimeOfDay(to)
	if err1 != nil || err2 != nil || err3 != nil {
		t.Fatal(err1, err2, err3)
	}
	o, err := clock.NewOpening(d, f, u)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func date(t testing.TB, s string) clock.Date {
	t.Helper()
	d, err := clock.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func instant(t testing.TB, s string, zone *time.Location) time.Time {
	t.Helper()
	at, err := clock.ParseInstant(s, zone)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func calendar(t testing.TB, zoneName string, holidays []string, openings ...clock.Opening) *clock.Calendar {
	t.Helper()
	h := clock.Hours{Name: "test", Openings: openings}
	for _, s := range holidays {
		h.Holidays = append(h.Holidays, date(t, s))
	}
	c, err := clock.NewCalendar(h, zone(t, zoneName))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func isOpen(c *clock.Calendar, at time.Time) bool { return c.NextOpen(at).Equal(at) }

const minuteForm = "Mon 2006-01-02 15:04"

// 9 March 2026 is a Monday; 6 April is Easter Monday.
func TestAdd(t *testing.T) {
	office := calendar(t, "Europe/London", []string{"2026-04-03", "2026-04-06"}, opening(t, "Mon-Fri", "09:00", "17:00"))
	lunch := calendar(t, "Europe/London", nil, opening(t, "Mon-Thu", "09:00", "12:00"), opening(t, "Mon-Thu", "13:00", "17:00"), opening(t, "Fri", "09:00", "13:00"))
	night := calendar(t, "Europe/London", []string{"2026-03-11"}, opening(t, "Mon-Fri", "22:00", "06:00"))
	always := clock.Always(zone(t, "Europe/London"))
	for _, r := range []struct {
		name     string
		calendar *clock.Calendar
		start, d string
		due      string
	}{
		// Open time.
		{"office", office, "2026-03-09 16:00", "4h", "Tue 2026-03-10 12:00"},
		{"office", office, "2026-03-13 16:30", "4h", "Mon 2026-03-16 12:30"},
		{"office", office, "2026-03-09 16:00", "1h", "Mon 2026-03-09 17:00"},
		{"office", office, "2026-03-09 16:00", "61m", "Tue 2026-03-10 09:01"},
		{"office", office, "2026-03-09 09:00", "8h", "Mon 2026-03-09 17:00"},
		{"office", office, "2026-03-09 17:00", "8h", "Tue 2026-03-10 17:00"},
		{"office", office, "2026-03-14 03:00", "30m", "Mon 2026-03-16 09:30"},
		{"office", office, "2026-04-02 16:00", "2h", "Tue 2026-04-07 10:00"}, // over Easter
		{"office", office, "2026-03-27 16:00", "2h", "Mon 2026-03-30 10:00"}, // over the clock change
		{"lunch", lunch, "2026-03-09 11:30", "1h", "Mon 2026-03-09 13:30"},
		{"night", night, "2026-03-09 23:00", "8h", "Tue 2026-03-10 23:00"},
		{"night", night, "2026-03-10 23:00", "8h", "Thu 2026-03-12 23:00"}, // no shift starts on the holiday
		{"night", night, "2026-03-14 05:00", "2h", "Mon 2026-03-16 23:00"}, // Friday's shift ends on Saturday
		{"always", always, "2026-03-28 12:00", "24h", "Sun 2026-03-29 13:00"},
		// Working days.
		{"office", office, "2026-03-09 16:00", "1d", "Tue 2026-03-10 16:00"},
		{"office", office, "2026-03-13 16:00", "1d", "Mon 2026-03-16 16:00"},
		{"office", office, "2026-03-09 09:00", "1d", "Tue 2026-03-10 09:00"},
		{"office", office, "2026-03-09 08:59", "1d", "Mon 2026-03-09 17:00"},
		{"office", office, "2026-03-09 17:00", "1d", "Tue 2026-03-10 17:00"},
		{"office", office, "2026-03-14 11:00", "1d", "Mon 2026-03-16 17:00"},
		{"office", office, "2026-03-14 11:00", "5d", "Fri 2026-03-20 17:00"},
		{"office", office, "2026-04-02 10:00", "2d", "Wed 2026-04-08 10:00"},
		{"office", office, "2026-04-03 10:00", "1d", "Tue 2026-04-07 17:00"},
		{"lunch", lunch, "2026-03-12 16:00", "1d", "Fri 2026-03-13 13:00"}, // Friday closes before 16:00
		{"lunch", lunch, "2026-03-13 12:30", "1d", "Mon 2026-03-16 13:00"}, // Monday is at lunch at 12:30
		{"lunch", lunch, "2026-03-09 12:30", "1d", "Tue 2026-03-10 13:00"}, // as if received at 13:00
		{"lunch", lunch, "2026-03-13 12:00", "1d", "Mon 2026-03-16 13:00"}, // and at 12:00, when it begins
		{"night", night, "2026-03-13 02:00", "1d", "Sat 2026-03-14 02:00"}, // in Thursday's shift; then Friday's
		{"night", night, "2026-03-14 02:00", "1d", "Tue 2026-03-17 02:00"}, // in Friday's shift; then Monday's
		{"night", night, "2026-03-14 12:00", "1d", "Tue 2026-03-17 06:00"},
		{"always", always, "2026-03-28 12:00", "1d", "Sun 2026-03-29 12:00"},
		// Weeks and longer.
		{"office", office, "2026-03-10 11:00", "2w", "Tue 2026-03-24 11:00"},
		{"office", office, "2026-03-10 19:00", "2w", "Wed 2026-03-25 09:00"},
		{"office", office, "2026-03-20 11:00", "2w", "Tue 2026-04-07 09:00"},  // Good Friday
		{"office", office, "2026-01-31 11:00", "1mo", "Mon 2026-03-02 09:00"}, // Saturday 28 February
	} {
		got := r.calendar.Add(instant(t, r.start, r.calendar.Zone), duration(t, r.d)).Format(minuteForm)
		if got != r.due {
			t.Errorf("%s: %s after %s is %s, want %s", r.name, r.d, r.start, got, r.due)
		}
	}
}

func TestOpen(t *testing.T) {
	c := calendar(t, "Europe/London", []string{"2026-03-11"},
		opening(t, "Mon-Fri", "09:00", "17:00"), opening(t, "Fri", "22:00", "02:00"), opening(t, "Fri", "16:00", "18:00"))
	for _, r := range []struct {
		at   string
		open bool
		next string
	}{
		{"2026-03-09 08:59", false, "Mon 2026-03-09 09:00"},
		{"2026-03-09 09:00", true, "Mon 2026-03-09 09:00"},
		{"2026-03-09 16:59", true, "Mon 2026-03-09 16:59"},
		{"2026-03-09 17:00", false, "Tue 2026-03-10 09:00"},
		{"2026-03-11 12:00", false, "Thu 2026-03-12 09:00"},
		{"2026-03-13 17:30", true, "Fri 2026-03-13 17:30"},
		{"2026-03-13 18:00", false, "Fri 2026-03-13 22:00"},
		{"2026-03-14 01:59", true, "Sat 2026-03-14 01:59"},
		{"2026-03-14 02:00", false, "Mon 2026-03-16 09:00"},
	} {
		at := instant(t, r.at, c.Zone)
		if got := isOpen(c, at); got != r.open {
			t.Errorf("open at %s: %v", r.at, got)
		}
		if got := c.NextOpen(at).Format(minuteForm); got != r.next {
			t.Errorf("next open after %s: %s, want %s", r.at, got, r.next)
		}
	}
}

func TestBetween(t *testing.T) {
	office := calendar(t, "Europe/London", []string{"2026-04-03", "2026-04-06"}, opening(t, "Mon-Fri", "09:00", "17:00"))
	night := calendar(t, "Europe/London", nil, opening(t, "every day", "22:00", "06:00"))
	early := calendar(t, "Europe/London", nil, opening(t, "Sun", "01:30", "05:00"))
	overlap := calendar(t, "Europe/London", nil, opening(t, "Fri", "22:00", "02:00"), opening(t, "Sat", "01:00", "03:00"), opening(t, "Sat", "02:30", "04:00"))
	always := clock.Always(zone(t, "Europe/London"))
	for _, r := range []struct {
		name     string
		calendar *clock.Calendar
		a, b     string
		want     time.Duration
	}{
		{"office", office, "2026-03-09 16:00", "2026-03-10 12:00", 4 * time.Hour},
		{"office", office, "2026-03-10 12:00", "2026-03-09 16:00", -4 * time.Hour},
		{"office", office, "2026-03-13 18:00", "2026-03-15 12:00", 0},
		{"office", office, "2026-03-09 09:00:30", "2026-03-09 09:01", 30 * time.Second},
		{"office", office, "2026-04-01 00:00", "2026-05-01 00:00", 20 * 8 * time.Hour}, // 22 weekdays less 2 holidays
		{"night", night, "2026-03-28 12:00", "2026-03-29 12:00", 7 * time.Hour},        // the clocks go forward
		{"night", night, "2026-10-24 12:00", "2026-10-25 12:00", 9 * time.Hour},        // and back
		{"early", early, "2026-03-28 12:00", "2026-03-29 12:00", 150 * time.Minute},    // 02:30 to 05:00
		{"early", early, "2026-10-24 12:00", "2026-10-25 12:00", 270 * time.Minute},    // the first 01:30 to 05:00
		{"overlap", overlap, "2026-03-13 12:00", "2026-03-14 12:00", 6 * time.Hour},    // 22:00 to 04:00
		{"always", always, "2026-03-28 12:00", "2026-03-29 12:00", 23 * time.Hour},
	} {
		if got := r.calendar.Between(instant(t, r.a, r.calendar.Zone), instant(t, r.b, r.calendar.Zone)); got != r.want {
			t.Errorf("%s: open from %s to %s for %s, want %s", r.name, r.a, r.b, got, r.want)
		}
	}
}

func TestCalendarCompare(t *testing.T) {
	office := calendar(t, "UTC", nil, opening(t, "Mon-Fri", "09:00", "17:00"))
	uneven := calendar(t, "UTC", nil, opening(t, "Mon-Thu", "09:00", "17:00"), opening(t, "Fri", "09:00", "13:00"))
	for _, r := range []struct {
		calendar *clock.Calendar
		a, b     string
		order    int
		ok       bool
	}{
		{office, "1d", "8h", 0, true},
		{office, "1d", "9h", -1, true},
		{office, "2d", "1 business day", 1, true},
		{office, "90m", "2h", -1, true},
		{office, "1w", "5d", 0, false},
		{office, "1mo", "4w", 0, false},
		{office, "1mo", "3w", 1, true},
		{uneven, "1d", "8h", 0, false},
		{uneven, "1d", "3h", 1, true},
		{uneven, "1d", "9h", -1, true},
		{clock.Always(nil), "1d", "24h", 0, true},
	} {
		order, ok := r.calendar.Compare(duration(t, r.a), duration(t, r.b))
		if ok != r.ok || ok && order != r.order {
			t.Errorf("%v: %s beside %s is %d, %v", r.calendar.Openings, r.a, r.b, order, ok)
		}
	}
}

func TestHours(t *testing.T) {
	c := calendar(t, "UTC", []string{"2026-12-25"}, opening(t, "Mon-Fri", "08:00", "18:00"), opening(t, "Sat", "22:00", "00:00"))
	if got := c.Between(instant(t, "2026-03-14 12:00", nil), instant(t, "2026-03-15 12:00", nil)); got != 2*time.Hour {
		t.Errorf("open from 22:00 to midnight for %s", got)
	}
	if c.IsWorkingDay(date(t, "2026-12-25")) || !c.IsWorkingDay(date(t, "2026-12-24")) || c.IsWorkingDay(date(t, "2026-12-27")) {
		t.Error("the working days at Christmas 2026 are wrong")
	}
	if c.IsAlways() || !clock.Always(nil).IsAlways() || clock.Always(nil).Name != "always" {
		t.Error("always is not always")
	}
	if calendar(t, "UTC", []string{"2026-12-25"}, opening(t, "every day", "00:00", "24:00")).IsAlways() {
		t.Error("it is always open, and yet closed at Christmas")
	}
	if !calendar(t, "UTC", nil, opening(t, "every day", "12:00", "24:00"), opening(t, "every day", "00:00", "12:00")).IsAlways() {
		t.Error("two halves of a day are not a whole one")
	}
}

func TestLongestClosed(t *testing.T) {
	for _, r := range []struct {
		openings []clock.Opening
		want     string
		hours    int64
	}{
		{[]clock.Opening{opening(t, "Mon-Fri", "08:00", "18:00")}, "Friday 18:00 to Monday 08:00", 62},
		{[]clock.Opening{opening(t, "Mon-Fri", "08:00", "18:00"), opening(t, "Sat", "10:00", "14:00")}, "Saturday 14:00 to Monday 08:00", 42},
		{[]clock.Opening{opening(t, "Sun-Thu", "08:00", "18:00")}, "Thursday 18:00 to Sunday 08:00", 62},
		{[]clock.Opening{opening(t, "Wed", "09:00", "10:00")}, "Wednesday 10:00 to Wednesday 09:00", 167},
		{[]clock.Opening{opening(t, "every day", "08:00", "18:00")}, "Monday 18:00 to Tuesday 08:00", 14},
		{[]clock.Opening{opening(t, "Mon-Thu", "22:00", "06:00")}, "Friday 06:00 to Monday 22:00", 88},
		{[]clock.Opening{opening(t, "every day", "00:00", "24:00")}, "Sunday 00:00 to Sunday 00:00", 0},
	} {
		c := calendar(t, "Europe/London", []string{"2026-12-25"}, r.openings...)
		got := c.LongestClosed()
		if text := got.From.String() + " to " + got.To.String(); text != r.want || got.Length != (clock.Duration{N: r.hours * 60, Unit: clock.Minute}) && r.hours > 0 {
			t.Errorf("%v: %s, %v, want %s, %d h", r.openings, text, got.Length, r.want, r.hours)
		}
	}
	if got := (clock.WeekTime{Day: 5, Time: 18 * 60}).Add(clock.Duration{N: 12, Unit: clock.Hour}); got.String() != "Saturday 06:00" {
		t.Errorf("twelve hours after Friday 18:00 is %s", got)
	}
}

func TestClosedWithin(t *testing.T) {
	desk := calendar(t, "Europe/London", []string{"2026-12-25"}, opening(t, "Mon-Fri", "08:00", "12:00"), opening(t, "Mon-Fri", "13:00", "18:00"), opening(t, "Fri, Sat", "22:00", "02:00"))
	for _, r := range []struct{ times, want string }{
		{"Mon 08:00-12:00", ""},
		{"Mon 08:00-18:00", "Monday 12:00"},
		{"Mon 07:59-09:00", "Monday 07:59"},
		{"Fri 13:00-18:01", "Friday 18:00"},
		{"Fri 22:00-02:00", ""},
		{"Fri 23:00-03:00", "Saturday 02:00"},
		{"Sat 00:00-02:00", ""},
		{"Sun 01:00-02:00", ""},
		{"Sun 09:00-10:00", "Sunday 09:00"},
		{"Mon 22:00-24:00", "Monday 22:00"},
	} {
		days, err := clock.ParseDays(r.times[:3])
		from, err1 := clock.ParseTimeOfDay(r.times[4:9])
		to, err2 := clock.ParseTimeOfDay(r.times[10:])
		if err != nil || err1 != nil || err2 != nil {
			t.Fatal(err, err1, err2)
		}
		for day := range time.Weekday(7) {
			if !days.Has(day) {
				continue
			}
			closed, ok := desk.ClosedWithin(day, from, to)
			if got := closed.String(); ok != (r.want != "") || ok && got != r.want {
				t.Errorf("%s: closed on %s, %v, want %q", r.times, got, ok, r.want)
			}
		}
	}
	if desk.OpensOn(time.Sunday) || !desk.OpensOn(time.Saturday) {
		t.Error("it opens from Monday to Saturday")
	}
}

func TestHoursRefused(t *testing.T) {
	message := func(err error) string {
		if err == nil {
			return ""
		}
		return err.Error()
	}
	_, none := clock.NewCalendar(clock.Hours{Name: "office"}, nil)
	_, nothing := clock.NewCalendar(clock.Hours{Name: "desk", Openings: []clock.Opening{{Days: clock.EveryDay, From: 540, To: 540}}}, nil)
	_, noDays := clock.NewCalendar(clock.Hours{Name: "shop", Openings: []clock.Opening{{From: 8 * 60, To: 18 * 60}}}, nil)
	_, same := clock.NewOpening(clock.EveryDay, 8*60, 8*60)
	_, midnight := clock.NewOpening(clock.EveryDay, clock.Midnight, 0)
	_, late := clock.NewOpening(clock.EveryDay, clock.Midnight, 6*60)
	for _, r := range []struct {
		err  error
		want string
	}{
		{none, `the hours "office" have no opening; write days, from and to`},
		{nothing, `the hours "desk" have no opening; write days, from and to`},
		{noDays, `the hours "shop" have no opening; write days, from and to`},
		{same, `it opens at 08:00 and closes at 08:00; write 00:00 and 24:00 for a whole day`},
		{midnight, `it opens at 24:00 and closes at 00:00; write 00:00 and 24:00 for a whole day`},
		{late, `it opens at 24:00, which is the end of the day; write 00:00 and the next day`},
	} {
		if got := message(r.err); got != r.want {
			t.Errorf("got %s\nwant %s", got, r.want)
		}
	}
}
