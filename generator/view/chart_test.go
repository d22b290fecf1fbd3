package view_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"upfront/generator/internal/sample"
	"upfront/generator/view"
)

// chartOf returns the picture of the promise van.p.
func chartOf(t *testing.T, promise string, files map[string]string) *view.Chart {
	t.Helper()
	return newDesk(t, promise, files).promised("van.p").Record.Chart
}

// sameChart compares a chart part by part, so that a test says which differs.
func sameChart(t *testing.T, got, want *view.Chart) {
	t.Helper()
	if got == nil {
		t.Fatal("there is no chart")
	}
	g, w := reflect.ValueOf(*got), reflect.ValueOf(*want)
	for i := range g.NumField() {
		if !reflect.DeepEqual(g.Field(i).Interface(), w.Field(i).Interface()) {
			t.Errorf("%s:\n got %+v\nwant %+v", g.Type().Field(i).Name, g.Field(i), w.Field(i))
		}
	}
}

// TestMonths holds the geometry of twelve months: a slot is 100/12 % wide, and 70 % of it is the bar, in the middle. The highest
// bar, of 20, is 64 pixels high.
func TestMonths(t *testing.T) {
	files := sample.Record([3]int{2, 18, 2}, [3]int{3, 10, 0})
	december := strings.ReplaceAll(strings.TrimPrefix(sample.Record([3]int{12, 20, 0})["content/records/r.csv"], "began,ended,why\n"), "2026-12-0", "2025-12-2")
	files["content/records/r.csv"] += strings.ReplaceAll(strings.ReplaceAll(december, "2026-12-1", "2025-12-3"), "2025-12-30", "2025-12-29")
	text := func(i int, name string) view.ChartText {
		return view.ChartText{X: []string{"4.1%", "12.5%", "20.8%", "29.1%", "37.5%", "45.8%", "54.1%", "62.5%", "70.8%", "79.1%", "87.5%", "95.8%"}[i], Y: 84, Text: name}
	}
	want := &view.Chart{Width: "100%", Height: 88, Ground: 68,

		Kept: []view.Mark{{X: "67.9%", Width: "5.8%", Y: 4, Height: 64}, // December: 20
			{X: "84.5%", Width: "5.8%", Y: 11, Height: 57},  // February: 18 × 64 / 20
			{X: "92.9%", Width: "5.8%", Y: 36, Height: 32}}, // March: 10
		Missed:  []view.Mark{{X: "84.5%", Width: "5.8%", Y: 5, Height: 6}}, // 2 × 64 / 20, upon what was kept
		Uncount: &view.ChartText{X: "33.3%", Y: 59, Text: "no record"},
		Key:     []view.ChartKey{{Kind: "kept", Text: "48 kept"}, {Kind: "missed", Text: "2 missed"}},
	}
	want.Label = "We are on time. Kept 48 of 50 over the last 90 days. By month: December 20 kept, none missed; January nothing to count; " +
		"February 18 kept, 2 missed; March 10 kept, none missed; not counted before December 2025."
	for _, x := range []string{"1.2%", "9.5%", "17.9%", "26.2%", "34.5%", "42.9%", "51.2%", "59.5%", "76.2%"} { // April to November, and January
		want.Open = append(want.Open, view.Mark{X: x, Width: "5.8%", Y: 67, Height: 1})
	}
	for i, name := range []string{"Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"} {
		want.Months = append(want.Months, text(i, name))
	}
	sameChart(t, chartOf(t, sample.OnTime, files), want)
}

// hourly is the promise van.p with a limit of an hour.
var hourly = strings.Replace(sample.OnTime, "within: 48h", "within: 1h", 1)

// hours writes two rows for each of some days, both kept, but on the days of missed one.
func hours(days []string, missed ...string) map[string]string {
	text := "began,ended,why\n"
	for _, day := range days {
		second := "09:30"
		for _, m := range missed {
			if m == day {
				second = "11:00"
			}
		}
		text += fmt.Sprintf("%s 09:00,%s 09:30,\n%s 09:00,%s %s,\n", day, day, day, day, second)
	}
	return map[string]string{"content/records/r.csv": text}
}

// weekdays returns the working days from the first to the day of "now", Friday 20 March 2026.
func weekdays(first string) (out []string) {
	day, err := time.Parse(time.DateOnly, first)
	if err != nil {
		panic(err)
	}
	for ; day.Before(time.Date(2026, 3, 21, 0, 0, 0, 0, time.UTC)); day = day.AddDate(0, 0, 1) {
		if day.Weekday() != time.Saturday && day.Weekday() != time.Sunday {
			out = append(out, day.Format(time.DateOnly))
		}
	}
	return out
}

// TestWorkingDays holds that a young record of a few cases a day has a bar for each working day: of sixteen days a slot is 6.25 % wide.
func TestWorkingDays(t *testing.T) {
	days := weekdays("2026-02-27") // 16 of them
	days = append(days[:9], days[10:]...)
	got := chartOf(t, hourly, hours(days, "2026-03-10", "2026-03-17")) // all but Thursday 12 March
	want := &view.Chart{Width: "100%", Height: 68, Ground: 68, From: view.Time{Text: "27 February 2026", ISO: "2026-02-27"}, To: view.Time{Text: "20 March 2026", ISO: "2026-03-20"},
		Label: "We are on time. Kept 28 of 30 over the last 90 days. A bar for each working day from 27 February 2026 to 20 March 2026: missed on 10 March 2026; 17 March 2026.",
		Key:   []view.ChartKey{{Kind: "kept", Text: "28 kept"}, {Kind: "missed", Text: "2 missed"}},
	}
	for i, x := range []string{"0.9%", "7.1%", "13.4%", "19.6%", "25.9%", "32.1%", "38.4%", "44.6%", "50.9%", "", "63.4%", "69.6%", "75.9%", "82.1%", "88.4%", "94.6%"} {
		switch i {
		case 9: // nothing was counted
		case 7, 12: // one of two: half as high each
			want.Missed = append(want.Missed, view.Mark{X: x, Width: "4.3%", Y: 4, Height: 32})
			want.Kept = append(want.Kept, view.Mark{X: x, Width: "4.3%", Y: 36, Height: 32})
		default:
			want.Kept = append(want.Kept, view.Mark{X: x, Width: "4.3%", Y: 4, Height: 64})
		}
	}
	sameChart(t, got, want)
	for name, days := range map[string][]string{"older than four months": weekdays("2025-11-03"), "not on most days": {"2026-01-05", "2026-01-20", "2026-02-02", "2026-02-10", "2026-02-12", "2026-02-20",
		"2026-02-23", "2026-02-24", "2026-02-27", "2026-03-02", "2026-03-04", "2026-03-06", "2026-03-09", "2026-03-11", "2026-03-13", "2026-03-17"}} {
		if got := chartOf(t, hourly, hours(days)); len(got.Months) != 12 {
			t.Errorf("%s: %d months, from %q", name, len(got.Months), got.From.Text)
		}
	}
}

// TestDots holds that a few cases are drawn in the order in which they were due, whatever that of the file, and fifteen in a row.
func TestDots(t *testing.T) {
	rows := map[string]string{"content/records/r.csv": "began,ended,why\n2026-03-12 09:00,2026-03-12 11:00,\n2026-03-10 09:00,2026-03-10 09:10,\n2026-03-11 09:00,2026-03-11 09:10,\n2026-03-13 09:00,2026-03-13 09:10,\n"}
	sameChart(t, chartOf(t, hourly, rows), &view.Chart{Width: "52", Height: 12, Strip: true,
		Label: "We are on time. Kept 3 of 4 over the last 90 days. In order: 2 kept, 1 missed, 1 kept.",
		Dots:  []view.Dot{{X: 6, Y: 6}, {X: 19, Y: 6}, {X: 32, Y: 6, Missed: true}, {X: 45, Y: 6}},
		Key:   []view.ChartKey{{Kind: "kept", Text: "3 kept"}, {Kind: "missed", Text: "1 missed"}}})
	got := chartOf(t, hourly, hours(weekdays("2026-03-09")[:8])) // 16
	if len(got.Dots) != 16 || got.Dots[14] != (view.Dot{X: 188, Y: 6}) || got.Dots[15] != (view.Dot{X: 6, Y: 19}) || got.Width != "195" || got.Height != 25 {
		t.Errorf("%+v", got)
	}
	if got := chartOf(t, hourly, hours(weekdays("2026-03-02"))); len(got.Dots) != 0 { // 30
		t.Errorf("%d dots", len(got.Dots))
	}
}

// TestLine holds one bar for a list: its parts in thousandths, what was missed at least 1 % wide, and a notch at what was promised.
func TestLine(t *testing.T) {
	for _, c := range []struct {
		name         string
		files        map[string]string
		kept, missed []view.Mark
	}{
		{"38 of 40", sample.Record([3]int{2, 20, 0}, [3]int{3, 18, 2}), []view.Mark{{X: "0%", Width: "95%", Y: 1, Height: 10}}, []view.Mark{{X: "95%", Width: "5%", Y: 1, Height: 10}}},
		{"all of 40", sample.Record([3]int{2, 40, 0}), []view.Mark{{X: "0%", Width: "100%", Y: 1, Height: 10}}, nil},
		{"none of 40", sample.Record([3]int{2, 0, 40}), nil, []view.Mark{{X: "0%", Width: "100%", Y: 1, Height: 10}}},
		{"499 of 500", sample.Record([3]int{2, 499, 1}), []view.Mark{{X: "0%", Width: "99%", Y: 1, Height: 10}}, []view.Mark{{X: "99%", Width: "1%", Y: 1, Height: 10}}},
	} {
		got := newDesk(t, sample.OnTime, c.files).promised("van.p").Record.Line
		if !reflect.DeepEqual(got.Kept, c.kept) || !reflect.DeepEqual(got.Missed, c.missed) || got.Goal != "90%" || !got.Strip {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
	if got := newDesk(t, sample.OnTime, sample.Record([3]int{3, 3, 1})).promised("van.p").Record.Line; len(got.Dots) != 4 || got.Goal != "" {
		t.Errorf("4: %+v", got)
	}
	if got := newDesk(t, sample.OnTime, sample.Record([3]int{3, 20, 1})).promised("van.p").Record; len(got.Line.Dots) != 21 || got.State.Text != "Cannot tell yet" {
		t.Errorf("21: %+v", got.Line)
	}
	const summed = "  - {id: p, says: They arrive whole., commitment: target, target: 90%, window: 90d, indicator: {kind: statement, of: pallets}, record: {file: records/r.csv, from: began, ok: ended, total: why}}\n"
	if got := newDesk(t, summed, map[string]string{"content/records/r.csv": "began,ended,why\n2026-03-02,9,10\n2026-03-03,9,10\n"}).promised("van.p").Record; len(got.Line.Kept) != 0 ||
		!reflect.DeepEqual(got.Line.Open, []view.Mark{{X: "0%", Width: "90%", Y: 1, Height: 10}}) || len(got.Line.Missed) != 1 {
		t.Errorf("18 of 20, not one by one: %+v", got.Line)
	}
	if got := newDesk(t, sample.OnTime, map[string]string{"content/records/r.csv": "began,ended,why\n"}).promised("van.p").Record; got.Line != nil || got.Chart != nil {
		t.Errorf("none: %+v %+v", got.Line, got.Chart)
	}
}

// TestBand holds ninety days of service, from 21 December: 5 January is the sixteenth, 5 March the seventy-fifth.
func TestBand(t *testing.T) {
	const there = "  - {id: p, says: It is there., commitment: target, target: 99.9%, window: month, indicator: {kind: availability, of: the portal}, record: {file: records/r.csv, from: began, to: ended, excluded: why}, exclusions: [{id: planned, what: Planned work}]}\n"
	got := chartOf(t, there, map[string]string{"content/records/r.csv": "began,ended,why\n2026-01-05 10:00,2026-01-05 10:51,\n2026-02-05 22:00,2026-02-05 22:30,planned\n2026-03-05 10:00,2026-03-05 10:10,\n"})
	sameChart(t, got, &view.Chart{Width: "100%", Height: 30, From: view.Time{Text: "21 December 2025", ISO: "2025-12-21"}, To: view.Time{Text: "20 March 2026", ISO: "2026-03-20"},
		Label: "It is there. No downtime from 1 February 2026 to 28 February 2026; 30 minutes did not count: “Planned work”. " +
			"Day by day from 21 December 2025 to 20 March 2026: down for 51 minutes on 5 January 2026; down for 10 minutes on 5 March 2026.",
		Open:   []view.Mark{{X: "0%", Width: "16.6%", Height: 30}}, // nobody counted before
		Missed: []view.Mark{{X: "16.6%", Width: "1.1%", Height: 30}, {X: "82.2%", Width: "1.1%", Height: 30}},
		Kept:   []view.Mark{{X: "17.7%", Width: "64.5%", Height: 30}, {X: "83.3%", Width: "16.7%", Height: 30}},
		Key:    []view.ChartKey{{Kind: "kept", Text: "up"}, {Kind: "missed", Text: "down on 2 days"}}})
	if got := newDesk(t, there, map[string]string{"content/records/r.csv": "began,ended,why\n"}).promised("van.p").Record; got.Chart != nil || got.Count != "No downtime recorded" {
		t.Errorf("nothing written down: %q %+v", got.Count, got.Chart)
	}
}
