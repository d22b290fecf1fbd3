package clock_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"upfront/generator/clock"
	"upfront/generator/parse"
)

// parseCase is a text, and its canonical form or the whole message.
type parseCase struct{ in, want string }

func check[T any](t *testing.T, parse func(string) (T, error), print func(T) string, rows []parseCase) {
	t.Helper()
	for _, r := range rows {
		v, err := parse(r.in)
		got := ""
		if err == nil {
			got = print(v)
		} else {
			got = err.Error()
		}
		if got != r.want {
			t.Errorf("%q:\n got %s\nwant %s", r.in, got, r.want)
		}
	}
}

func TestParseDuration(t *testing.T) {
	check(t, clock.ParseDuration, clock.Duration.String, []parseCase{
		{"15m", "15m"}, {"1h", "1h"}, {"48h", "48h"}, {"3d", "3d"}, {"2w", "2w"}, {"6mo", "6mo"}, {"1y", "1y"},
		{" 48 hours ", "48h"}, {"90 minutes", "90m"}, {"1 month", "1mo"}, {"2 Weeks", "2w"}, {"60m", "60m"},
		{"1h 30m", "90m"}, {"1h30m", "90m"}, {"1 hour 30 minutes", "90m"}, {"1w 2d", "9d"}, {"1y6mo", "18mo"},
		{"1.5h", "90m"}, {"0.25 hours", "15m"}, {"2.0h", "2h"}, {"3.00d", "3d"},
		{"2 business days", "2 business days"}, {"2 working days", "2 business days"}, {"1 Working Day", "1 business day"},
		{"4 business hours", "4 business hours"}, {"1 working hour 30 working minutes", "90 business minutes"},
		{"100y", "100y"},

		{"", `the duration is missing; write a time such as 48h or 3d`},
		{"10", `"10" has no unit; write 10m, 10h or 10d for minutes, hours or days`},
		{"1M", `"1M" could be minutes or months; write 1m for minutes or 1mo for months`},
		{"2 m o", `"2 m o" could be minutes or months; write 2m for minutes or 2mo for months`},
		{"6 mon", `"6 mon" could be minutes or months; write 6m for minutes or 6mo for months`},
		{"30min", `"min" is not a unit; write 30m`},
		{"4H", `"H" is not a unit; write 4h`},
		{"4 hrs", `"hrs" is not a unit; write 4h`},
		{"3D", `"D" is not a unit; write 3d`},
		{"3 workdays", `"workdays" is not a unit; write 3 business days`},
		{"30s", `"30s" is counted in seconds; write whole minutes, such as 1m`},
		{"1 quarter", `"quarter" is not a unit; write 3mo for a quarter of a year`},
		{"2 fortnights", `"fortnights" is not a unit of time; write one of m, h, d, w, mo, y, such as 2h or 2d`},
		{"1.5d", `"1.5d" has a part of a day; write whole days, or a smaller unit`},
		{"1.5m", `"1.5m" is not a whole number of minutes; write whole minutes`},
		{"0.01h", `"0.01h" is not a whole number of minutes; write whole minutes`},
		{"1,5h", `"1,5h" has a number that cannot be read; write a whole number and a unit, such as 90m`},
		{"1.h", `"1.h" has a number that cannot be read; write a whole number and a unit, such as 90m`},
		{"-3d", `"-3d" is a negative time; write it without the minus`},
		{"0h", `"0h" is no time at all; write how long it takes, or leave it out`},
		{"0h 0m", `"0h 0m" is no time at all; write how long it takes, or leave it out`},
		{"two days", `"two days" does not start with a number; write a number and a unit, such as 48h or 3d`},
		{"2-3d", `"2-3d" is a range; write the longest time that you promise`},
		{"2 to 3 days", `"2 to 3 days" is a range; write the longest time that you promise`},
		{"1d 12h", `"1d 12h" adds days and hours, and a day is not always 24 hours; write it in hours alone, such as 36h, or in days alone`},
		{"1h 2d", `"1h 2d" cannot be added up; write one number and one unit`},
		{"1h 30 business minutes", `"1h 30 business minutes" cannot be added up; write one number and one unit`},
		{"2 business weeks", `"2 business weeks" is not clear: a week has no fixed number of working days; write it in working days, such as 10 business days, or without the word business`},
		{"14d after delivery", `"14d after delivery" has something after the duration; write 14d alone`},
		{"101y", `"101y" is more than a hundred years; write a shorter time`},
		{"99999999999999999999h", `"99999999999999999999h" is more than a hundred years; write a shorter time`},
		{"999999999y 999999999mo", `"999999999y 999999999mo" is more than a hundred years; write a shorter time`},
	})
}

func TestCutDuration(t *testing.T) {
	d, rest, ok := clock.CutDuration(" 14d  after first delivery ")
	if !ok || d != (clock.Duration{N: 14, Unit: clock.Day}) || rest != "after first delivery" {
		t.Errorf("%v, %q, %v", d, rest, ok)
	}
}

func TestDurationCompare(t *testing.T) {
	for _, r := range []struct {
		a, b  string
		order int
		ok    bool
	}{
		{"48h", "2d", 0, true},
		{"1d", "48h", -1, true},
		{"60m", "1h", 0, true},
		{"2w", "14d", 0, true},
		{"12mo", "1y", 0, true},
		{"18mo", "1y", 1, true},
		{"1mo", "27d", 1, true},
		{"1mo", "28d", 0, false},
		{"1mo", "30d", 0, false},
		{"1mo", "32d", -1, true},
		{"2mo", "58d", 1, true}, // January and February have 59 days at least
		{"2mo", "62d", 0, false},
		{"2mo", "63d", -1, true},
		{"1y", "365d", 0, false},
		{"1y", "364d", 1, true},
		{"1y", "367d", -1, true},
		{"8y", "2920d", 1, true}, // two leap days, or one if 2100 is among them
		{"8y", "2921d", 0, false},
		{"8y", "2923d", -1, true},
		{"2 business days", "1 business day", 1, true},
		{"90 business minutes", "2 business hours", -1, true},
		{"1 business day", "8 business hours", 0, false},
		{"1 business day", "1d", 0, false},
	} {
		a, b := duration(t, r.a), duration(t, r.b)
		if order, ok := a.Compare(b); ok != r.ok || ok && order != r.order {
			t.Errorf("%s beside %s: %d, %v; want %d, %v", r.a, r.b, order, ok, r.order, r.ok)
		}
		if order, ok := b.Compare(a); ok != r.ok || ok && order != -r.order {
			t.Errorf("%s beside %s: %d, %v; want %d, %v", r.b, r.a, order, ok, -r.order, r.ok)
		}
	}
}

func TestParseDate(t *testing.T) {
	check(t, clock.ParseDate, clock.Date.String, []parseCase{
		{"2026-03-01", "2026-03-01"},
		{" 2024-02-29 ", "2024-02-29"},
		{"2000-02-29", "2000-02-29"},
		{"", `the date is missing; write year, month and day, such as 2026-03-01`},
		{"01/03/2026", `"01/03/2026" could be 1 March or 3 January; write 2026-03-01 or 2026-01-03`},
		{"1.3.26", `"1.3.26" could be 1 March or 3 January; write 2026-03-01 or 2026-01-03`},
		{"31/03/2026", `"31/03/2026" does not start with the year; write 2026-03-31`},
		{"03/31/2026", `"03/31/2026" does not start with the year; write 2026-03-31`},
		{"05/05/2026", `"05/05/2026" does not start with the year; write 2026-05-05`},
		{"45/45/2026", `"45/45/2026" is not a date; write year, month and day, such as 2026-03-01`},
		{"00/45/2026", `"00/45/2026" is not a date; write year, month and day, such as 2026-03-01`},
		{"2026/3/1", `"2026/3/1" is not written with two digits for month and day and hyphens between; write 2026-03-01`},
		{"2026-3-1", `"2026-3-1" is not written with two digits for month and day and hyphens between; write 2026-03-01`},
		{"2026-03-1", `"2026-03-1" has one digit for its day; write both digits of the day, such as 2026-03-01`},
		{"20260301", `"20260301" has no hyphens; write 2026-03-01`},
		{"2026-03", `"2026-03" has no day; write the day too: 2026-03-01`},
		{"2026-03-01T10:00", `"2026-03-01T10:00" has a time after the date; write 2026-03-01 alone`},
		{"1 March 2026", `"1 March 2026" is not a date; write year, month and day, such as 2026-03-01`},
		{"2026-02-30", `"2026-02-30" does not exist: February 2026 has 28 days; write a day up to 28`},
		{"2024-02-30", `"2024-02-30" does not exist: February 2024 has 29 days; write a day up to 29`},
		{"2100-02-29", `"2100-02-29" does not exist: February 2100 has 28 days; write a day up to 28`},
		{"2026-04-31", `"2026-04-31" does not exist: April 2026 has 30 days; write a day up to 30`},
		{"2026-13-01", `"2026-13-01" has no month 13; write the month before the day: 2026-01-13`},
		{"2026-13-20", `"2026-13-20" has no such month; write a month from 01 to 12`},
		{"2026-00-01", `"2026-00-01" has no such month; write a month from 01 to 12`},
		{"2026-01-00", `"2026-01-00" has no such day; write a day from 01 on`},
		{"0000-01-01", `"0000-01-01" has no such year; write the year with four digits, such as 2026`},
	})
}

func TestParseDates(t *testing.T) {
	print := func(dates []clock.Date) string { return fmt.Sprint(dates) }
	check(t, clock.ParseDates, print, []parseCase{
		{"2026-12-25", "[2026-12-25]"},
		{"2026-12-30 to 2027-01-01", "[2026-12-30 2026-12-31 2027-01-01]"},
		{"2026-02-28..2026-03-01", "[2026-02-28 2026-03-01]"},
		{"2026-12-25 – 2026-12-25", "[2026-12-25]"},
		{"2026-12-30 to 2026-12-24", `"2026-12-30 to 2026-12-24" ends before it starts; write 2026-12-24 to 2026-12-30`},
		{"2026-12-30 to 2028-12-30", `"2026-12-30 to 2028-12-30" is more than a year; write at most a year`},
		{"2026-12-30 to 2027-02-30", `"2027-02-30" does not exist: February 2027 has 28 days; write a day up to 28`},
		{"2026-12-30 to", `the date is missing; write year, month and day, such as 2026-03-01`},
		{"Christmas", `"Christmas" is not a date; write year, month and day, such as 2026-03-01`},
		{"", `the date is missing; write year, month and day, such as 2026-03-01`},
	})
	if year, err := clock.ParseDates("2024-01-01 to 2024-12-31"); err != nil || len(year) != 366 {
		t.Errorf("2024 has %d days, %v", len(year), err)
	}
}

func TestParseTimeOfDay(t *testing.T) {
	check(t, clock.ParseTimeOfDay, clock.TimeOfDay.String, []parseCase{
		{"08:00", "08:00"}, {"8:00", "08:00"}, {"00:00", "00:00"}, {"23:59", "23:59"}, {"24:00", "24:00"},
		{"", `the time is missing; write hours and minutes, such as 08:00`},
		{"8am", `"8am" is not written as hours:minutes on the 24-hour clock; write 08:00`},
		{"5:30 pm", `"5:30 pm" is not written as hours:minutes on the 24-hour clock; write 17:30`},
		{"12 p.m.", `"12 p.m." is not written as hours:minutes on the 24-hour clock; write 12:00`},
		{"12am", `"12am" is not written as hours:minutes on the 24-hour clock; write 00:00`},
		{"13pm", `"13pm" is not a time of day; write hours and minutes on the 24-hour clock, such as 08:00`},
		{"9", `"9" has no minutes; write them too, such as 09:00`},
		{"07", `"07" has no minutes; write them too, such as 07:00`},
		{"0900", `"0900" is not written as hours:minutes on the 24-hour clock; write 09:00`},
		{"17.30", `"17.30" is not written as hours:minutes on the 24-hour clock; write 17:30`},
		{"08:00:00", `"08:00:00" has seconds; write 08:00`},
		{"noon", `"noon" is not a time in digits; write 12:00`},
		{"Midnight", `"Midnight" is not a time in digits; write 00:00, or 24:00 for the end of a day`},
		{"08:60", `"08:60" has no such minute; write minutes from 00 to 59`},
		{"24:01", `"24:01" is later than the end of the day; write a time from 00:00 to 24:00`},
		{"25:00", `"25:00" is later than the end of the day; write a time from 00:00 to 24:00`},
		{"9999", `"9999" is not a time of day; write hours and minutes, such as 08:00`},
		{"early", `"early" is not a time of day; write hours and minutes, such as 08:00`},
	})
}

const everyDay = "Mon, Tue, Wed, Thu, Fri, Sat, Sun"

// dayNames writes the days of a set from Monday on.
func dayNames(d clock.Days) string {
	var names []string
	for day := time.Monday; day <= time.Saturday+1; day++ {
		if d.Has(day % 7) {
			names = append(names, (day % 7).String()[:3])
		}
	}
	return strings.Join(names, ", ")
}

func TestParseDays(t *testing.T) {
	check(t, clock.ParseDays, dayNames, []parseCase{
		{"Mon-Fri", "Mon, Tue, Wed, Thu, Fri"}, {"Mon–Fri", "Mon, Tue, Wed, Thu, Fri"}, {"Monday to Friday", "Mon, Tue, Wed, Thu, Fri"}, {"mon - fri", "Mon, Tue, Wed, Thu, Fri"}, {"weekdays", "Mon, Tue, Wed, Thu, Fri"},
		{"Mon, Wed, Fri", "Mon, Wed, Fri"}, {"Fri and Mon", "Mon, Fri"}, {"Mon, Wed, and Fri", "Mon, Wed, Fri"},
		{"Sat", "Sat"}, {"Sat-Sun", "Sat, Sun"}, {"Weekends", "Sat, Sun"}, {"Sun, Mon", "Mon, Sun"},
		{"Fri-Mon", "Mon, Fri, Sat, Sun"}, {"Mon-Wed, Fri-Sun", "Mon, Tue, Wed, Fri, Sat, Sun"}, {"Mon, Tue, Thu-Sat", "Mon, Tue, Thu, Fri, Sat"},
		{"every day", everyDay}, {"Every  Day", everyDay}, {"Mon-Sun", everyDay}, {"Sun-Sat", everyDay},
		{"", `the days are missing; write days such as Mon-Fri or Sat`},
		{"Mon,", `a day is missing; write days such as Mon-Fri or Sat`},
		{"Mon-", `a day is missing; write days such as Mon-Fri or Sat`},
		{"Mo-Fr", `"Mo" is not a day of the week; write Mon`},
		{"Tues", `"Tues" is not a day of the week; write Tue`},
		{"Mon-Mon", `"Mon-Mon" starts and ends on the same day; write Mon or every day`},
		{"Montag", `"Montag" is not a day of the week; write Mon`},
		{"Lundi", `"Lundi" is not a day of the week; write Mon, Tue, Wed, Thu, Fri, Sat or Sun`},
		{"Mon-Wed-Fri", `"Wed-Fri" is not a day of the week; write Wed`},
	})
}

func TestParseInstant(t *testing.T) {
	london := zone(t, "Europe/London")
	parse := func(s string) (time.Time, error) { return clock.ParseInstant(s, london) }
	print := func(at time.Time) string { return at.Format(time.RFC3339Nano) }
	check(t, parse, print, []parseCase{
		{"2026-03-11T07:10:00Z", "2026-03-11T07:10:00Z"},
		{"2026-07-11t07:10:00.25z", "2026-07-11T08:10:00.25+01:00"},
		{"2026-03-20T12:00Z", "2026-03-20T12:00:00Z"},
		{"2026-03-11T07:10:00-05:00", "2026-03-11T12:10:00Z"},
		{"2026-03-11 07:10 +0530", "2026-03-11T01:40:00Z"},
		{"2026-03-11 07:10", "2026-03-11T07:10:00Z"},
		{"2026-07-11 7:10:05", "2026-07-11T07:10:05+01:00"},
		{"2026-03-29 00:59", "2026-03-29T00:59:00Z"},
		{"2026-03-29 02:00", "2026-03-29T02:00:00+01:00"},
		{"2026-10-25 02:00", "2026-10-25T02:00:00Z"},
		{"2026-10-25 00:59", "2026-10-25T00:59:00+01:00"},
		{"2026-10-25T01:30+01:00", "2026-10-25T01:30:00+01:00"},
		{"2026-10-25T01:30Z", "2026-10-25T01:30:00Z"},
		{"2026-03-29 01:30", `01:30 on 2026-03-29 does not exist in Europe/London: the clocks go forward over it; write 2026-03-29T02:30+01:00`},
		{"2026-10-25 01:30", `01:30 on 2026-10-25 occurs twice in Europe/London, where the clocks go back; write 2026-10-25T01:30+01:00 for the first or 2026-10-25T01:30Z for the second`},
		{"", `the time is missing; write date and time, such as 2026-03-11 07:10`},
		{"2026-03-11", `"2026-03-11" has no time of day; write it too, such as 2026-03-11 08:00`},
		{"2026-02-30", `"2026-02-30" does not exist: February 2026 has 28 days; write a day up to 28`},
		{"2026-02-30 07:10", `"2026-02-30" does not exist: February 2026 has 28 days; write a day up to 28`},
		{"11/03/2026 07:10", `"11/03/2026" could be 11 March or 3 November; write 2026-03-11 07:10 or 2026-11-03 07:10`},
		{"31.3.26 7:10", `"31.3.26" does not start with the year; write 2026-03-31 07:10`},
		{"31.3.26 7am", `"31.3.26" does not start with the year; write 2026-03-31`},
		{"11/03/2026", `"11/03/2026" could be 11 March or 3 November; write 2026-03-11 or 2026-11-03`},
		{"2026-03-11 7am", `"7am" is not written as hours:minutes on the 24-hour clock; write 07:00`},
		{"2026-03-11 07", `"07" has no minutes; write them too, such as 07:00`},
		{"2026-03-1 07:10", `"2026-03-1" has one digit for its day; write both digits of the day, such as 2026-03-01`},
		{"2026-03-11 24:00", `"2026-03-11 24:00" is the start of the next day; write 2026-03-12 00:00`},
		{"2026-03-11 07:61", `"07:61" has no such minute; write minutes from 00 to 59`},
		{"2026-03-11 07:10:60", `"2026-03-11 07:10:60" has no such second; write seconds from 00 to 59`},
		{"2026-03-11 07:10+15:00", `"2026-03-11 07:10+15:00" has no such offset from UTC; write Z for UTC, or hours and minutes such as +01:00`},
		{"2026-03-11 07:10 GMT", `"07:10 GMT" is not a time of day; write date and time, such as 2026-03-11 08:00`},
		{"0226-03-11 07:10", `"0226-03-11 07:10" is centuries away; check the year`},
		{"yesterday", `"yesterday" is not a date and time; write date and time, such as 2026-03-11 07:10`},
	})
}

func TestParseWindow(t *testing.T) {
	check(t, clock.ParseWindow, clock.Window.String, []parseCase{
		{"90d", "90d"}, {"90 days", "90d"}, {"12mo", "12mo"}, {"month", "month"}, {"Quarter", "quarter"}, {"calendar year", "year"},
		{"", `the window is missing; write 90d, month, quarter or year`},
		{"monthly", `"monthly" is not a window; write month`},
		{"week", `"week" is not a window; write 7d for the last seven days`},
		{"rolling", `"rolling" is not a window; write 90d, month, quarter or year`},
		{"90", `"90" has no unit; write 90d, 90w or 90mo for days, weeks or months`},
		{"90 business days", `"90 business days" is working time, and a window is counted on the calendar; write it in calendar days, such as 90d`},
	})
}

func TestLoadZone(t *testing.T) {
	check(t, clock.LoadZone, (*time.Location).String, []parseCase{
		{"Europe/London", "Europe/London"}, {"UTC", "UTC"}, {"America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"},
		{"", `"" is no time zone; write a region and a city, such as Europe/London, or UTC`},
		{"Local", `"Local" is no time zone; write a region and a city, such as Europe/London, or UTC`},
		{"BST", `"BST" is no time zone; write a region and a city, such as Europe/London, or UTC`},
		{"Europe/Leeds", `"Europe/Leeds" is no time zone; write a region and a city, such as Europe/London, or UTC`},
		{"../etc/passwd", `"../etc/passwd" is no time zone; write a region and a city, such as Europe/London, or UTC`},
	})
}

func TestErrorOffset(t *testing.T) {
	for _, r := range []struct {
		parse func(string) error
		in    string
		want  int
	}{
		{fault(clock.ParseDuration), "  10", 4},
		{fault(clock.ParseDuration), " 3 parsecs", 3},
		{fault(clock.ParseDuration), "1d 12h", 3},
		{fault(clock.ParseDuration), "14d after it", 4},
		{fault(clock.ParseDate), " 2026-02-30", 9},
		{fault(clock.ParseTimeOfDay), "08:60", 3},
		{fault(clock.ParseDays), " Mon, Tue-Lun", 10},
		{fault(clock.ParseWindow), " 90", 3},
	} {
		err, ok := r.parse(r.in).(*parse.Error)
		if !ok || err.Offset != r.want {
			t.Errorf("%q: %+v, want offset %d", r.in, err, r.want)
		}
	}
}

func fault[T any](parse func(string) (T, error)) func(string) error {
	return func(s string) error { _, err := parse(s); return err }
}

func duration(t testing.TB, s string) clock.Duration {
	t.Helper()
	d, err := clock.ParseDuration(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := clock.LoadZone(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}
