package clock_test

import (
	"testing"
	"time"

	"upfront/generator/clock"
)

// British clocks go forward on 2026-03-29 at 01:00 GMT and back on 2026-10-25 at 02:00 BST.
func TestAfterAndBefore(t *testing.T) {
	london := zone(t, "Europe/London")
	for _, r := range []struct{ start, d, after, before string }{
		{"2026-03-28T12:00Z", "24h", "2026-03-29T13:00:00+01:00", "2026-03-27T12:00:00Z"},
		{"2026-03-28T12:00Z", "1d", "2026-03-29T12:00:00+01:00", "2026-03-27T12:00:00Z"},
		{"2026-03-28T01:30Z", "1d", "2026-03-29T02:30:00+01:00", "2026-03-27T01:30:00Z"},
		{"2026-10-24T01:30+01:00", "1d", "2026-10-25T01:30:00+01:00", "2026-10-23T01:30:00+01:00"},
		{"2026-10-26T01:30Z", "1d", "2026-10-27T01:30:00Z", "2026-10-25T01:30:00+01:00"},
		{"2026-03-24T09:00Z", "1w", "2026-03-31T09:00:00+01:00", "2026-03-17T09:00:00Z"},
		{"2026-01-31T09:00Z", "1mo", "2026-02-28T09:00:00Z", "2025-12-31T09:00:00Z"},
		{"2024-01-31T09:00Z", "1mo", "2024-02-29T09:00:00Z", "2023-12-31T09:00:00Z"},
		{"2026-03-31T09:00+01:00", "1mo", "2026-04-30T09:00:00+01:00", "2026-02-28T09:00:00Z"},
		{"2024-02-29T09:00Z", "1y", "2025-02-28T09:00:00Z", "2023-02-28T09:00:00Z"},
		{"2024-02-29T09:00Z", "4y", "2028-02-29T09:00:00Z", "2020-02-29T09:00:00Z"},
		{"2026-07-01T00:30+01:00", "6mo", "2027-01-01T00:30:00Z", "2026-01-01T00:30:00Z"},
		{"2026-06-01T12:00:05.5Z", "90m", "2026-06-01T14:30:05.5+01:00", "2026-06-01T11:30:05.5+01:00"},
	} {
		start, d := instant(t, r.start, london), duration(t, r.d)
		if got := d.After(start, london).Format(time.RFC3339Nano); got != r.after {
			t.Errorf("%s after %s: %s, want %s", r.d, r.start, got, r.after)
		}
		if got := d.Before(start, london).Format(time.RFC3339Nano); got != r.before {
			t.Errorf("%s before %s: %s, want %s", r.d, r.start, got, r.before)
		}
	}
}

// Clocks change by half an hour on Lord Howe, at midnight in Sao Paulo and Havana, and Apia skipped a whole day.
func TestLocal(t *testing.T) {
	for _, r := range []struct {
		zone, wall, want string
		occurs           int
	}{
		{"Europe/London", "2026-03-29 00:59", "2026-03-29T00:59:00Z", 1},
		{"Europe/London", "2026-03-29 01:00", "2026-03-29T02:00:00+01:00", 0},
		{"Europe/London", "2026-03-29 01:59", "2026-03-29T02:59:00+01:00", 0},
		{"Europe/London", "2026-03-29 02:00", "2026-03-29T02:00:00+01:00", 1},
		{"Europe/London", "2026-10-25 00:59", "2026-10-25T00:59:00+01:00", 1},
		{"Europe/London", "2026-10-25 01:00", "2026-10-25T01:00:00+01:00", 2},
		{"Europe/London", "2026-10-25 01:59", "2026-10-25T01:59:00+01:00", 2},
		{"Europe/London", "2026-10-25 02:00", "2026-10-25T02:00:00Z", 1},
		{"Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-05T01:45:00+11:00", 2},
		{"Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-04T02:45:00+11:00", 0},
		{"America/Sao_Paulo", "2018-11-04 00:00", "2018-11-04T01:00:00-02:00", 0},
		{"America/Sao_Paulo", "2018-02-18 00:00", "2018-02-18T00:00:00-03:00", 1},
		{"America/Sao_Paulo", "2018-02-17 23:30", "2018-02-17T23:30:00-02:00", 2},
		{"America/Havana", "2026-11-01 00:30", "2026-11-01T00:30:00-04:00", 2},
		{"Pacific/Apia", "2011-12-30 12:00", "2011-12-31T12:00:00+14:00", 0},
		{"UTC", "2026-03-29 01:00", "2026-03-29T01:00:00Z", 1},
	} {
		wall, err := time.Parse("2006-01-02 15:04", r.wall)
		if err != nil {
			t.Fatal(err)
		}
		got, occurs := clock.Local(wall, zone(t, r.zone))
		if got.Format(time.RFC3339) != r.want || occurs != r.occurs {
			t.Errorf("%s in %s: %s, %d times; want %s, %d", r.wall, r.zone, got.Format(time.RFC3339), occurs, r.want, r.occurs)
		}
	}
}

func TestMonthLength(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	length := func(year int, month time.Month, zone *time.Location) time.Duration {
		first := clock.Date{Year: year, Month: month, Day: 1}
		return first.Add(duration(t, "1mo")).Start(zone).Sub(first.Start(zone))
	}
	for month, minutes := range map[time.Month]int{
		time.January: 44_640, time.February: 40_320, time.March: 44_580, time.April: 43_200, time.October: 44_700, time.December: 44_640,
	} {
		if got, want := length(2026, month, berlin), time.Duration(minutes)*time.Minute; got != want {
			t.Errorf("%s 2026 in Berlin: %s, want %s", month, got, want)
		}
	}
	if got := length(2024, time.February, nil); got != 29*24*time.Hour {
		t.Errorf("February 2024: %s", got)
	}
}

func TestDateArithmetic(t *testing.T) {
	d := date(t, "2026-03-31")
	for _, r := range []struct{ what, got, want string }{
		{"30d later", d.Add(duration(t, "30d")).String(), "2026-04-30"},
		{"1mo later", d.Add(duration(t, "1mo")).String(), "2026-04-30"},
		{"1mo earlier", d.Sub(duration(t, "1mo")).String(), "2026-02-28"},
		{"13mo earlier", d.Sub(duration(t, "13mo")).String(), "2025-02-28"},
		{"2w later", d.Add(duration(t, "2w")).String(), "2026-04-14"},
		{"1y later", d.Add(duration(t, "1y")).String(), "2027-03-31"},
		{"47h later", d.Add(duration(t, "47h")).String(), "2026-04-01"},
		{"48h later", d.Add(duration(t, "48h")).String(), "2026-04-02"},
		{"-31 days", d.AddDays(-31).String(), "2026-02-28"},
		{"weekday", d.Weekday().String(), "Tuesday"},
		{"zero", clock.Date{}.String(), ""},
	} {
		if r.got != r.want {
			t.Errorf("%s: %s, want %s", r.what, r.got, r.want)
		}
	}
	if n := date(t, "2024-02-28").DaysUntil(date(t, "2024-03-01")); n != 2 {
		t.Errorf("from 28 February to 1 March 2024 it is %d days", n)
	}
	if !date(t, "2025-12-31").Before(date(t, "2026-01-01")) || date(t, "2026-01-02").Compare(date(t, "2026-01-01")) != 1 || d.Compare(d) != 0 {
		t.Error("dates are not in order")
	}
}

func TestDateInZone(t *testing.T) {
	at := instant(t, "2026-07-01T23:30Z", nil)
	if got := clock.DateOf(at, zone(t, "Europe/London")).String(); got != "2026-07-02" {
		t.Errorf("in London it is %s", got)
	}
	if got := date(t, "2018-11-04").Start(zone(t, "America/Sao_Paulo")).Format(time.RFC3339); got != "2018-11-04T01:00:00-02:00" {
		t.Errorf("the day without a midnight starts at %s", got)
	}
}

func TestWindowRange(t *testing.T) {
	london := zone(t, "Europe/London")
	for _, r := range []struct{ window, now, from, to, before string }{
		{"90d", "2026-03-20 12:00", "2025-12-20T12:00:00Z", "2026-03-20T12:00:00Z", "2025-09-21T12:00:00+01:00"},
		{"48h", "2026-03-30 12:00", "2026-03-28T11:00:00Z", "2026-03-30T12:00:00+01:00", "2026-03-26T11:00:00Z"},
		{"month", "2026-03-20 12:00", "2026-03-01T00:00:00Z", "2026-04-01T00:00:00+01:00", "2026-02-01T00:00:00Z"},
		{"month", "2026-04-01 00:00", "2026-04-01T00:00:00+01:00", "2026-05-01T00:00:00+01:00", "2026-03-01T00:00:00Z"},
		{"quarter", "2026-03-31 23:59", "2026-01-01T00:00:00Z", "2026-04-01T00:00:00+01:00", "2025-10-01T00:00:00+01:00"},
		{"quarter", "2026-12-31 12:00", "2026-10-01T00:00:00+01:00", "2027-01-01T00:00:00Z", "2026-07-01T00:00:00+01:00"},
		{"year", "2026-07-01 12:00", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z", "2025-01-01T00:00:00Z"},
	} {
		w, err := clock.ParseWindow(r.window)
		if err != nil {
			t.Fatal(err)
		}
		span := w.Range(instant(t, r.now, london), london)
		if from, to := span.From.Format(time.RFC3339), span.To.Format(time.RFC3339); from != r.from || to != r.to {
			t.Errorf("%s at %s: %s to %s, want %s to %s", r.window, r.now, from, to, r.from, r.to)
		}
		before := w.Previous(span, london)
		if from := before.From.Format(time.RFC3339); from != r.before || !before.To.Equal(span.From) {
			t.Errorf("%s before %s: %s to %s, want from %s", r.window, r.now, from, before.To, r.before)
		}
	}
}
