package page_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"upfront/generator/clock"
	"upfront/generator/page"
	"upfront/generator/record"
	"upfront/generator/theme"
)

// desk resolves the site of the letters with one capability "van" of these promises, and counts its records.
func desk(t *testing.T, promises string, more map[string]string) page.Desk {
	t.Helper()
	files := map[string]string{"content/capabilities/van.yaml": "title: A van\nsummary: A van comes.\neffective: 2026-03-01\nscope: {excluded: [{id: boat, what: A boat, because: We have none.}]}\npromises:\n" + promises}
	for path, text := range more {
		files[path] = text
	}
	r := read(t, files)
	book, problems := record.Count(r.offer, r.tree.Open)
	for _, p := range problems {
		t.Errorf("%s: %s", p.At, p.Message)
	}
	return page.NewDesk(r.offer, defaultTheme(t, theme.Site{}), book)
}

// TestExpect holds what a target means in plain words, with allowances that another program worked out.
func TestExpect(t *testing.T) {
	for _, c := range []struct{ promise, want string }{
		{"commitment: target, within: 48h, target: 95%, indicator: {kind: duration, from: a, to: b}", "Of 20 times, expect 19 within 48 hours."},
		{"commitment: target, within: 48h, target: 90%, indicator: {kind: duration, from: a, to: b, of: parcels}", "Of 10 parcels, expect 9 within 48 hours."},
		{"commitment: target, within: 48h, target: 99.5%, indicator: {kind: duration, from: a, to: b}", "Of 200 times, expect 199 within 48 hours."},
		{"commitment: target, within: 48h, target: 93%, indicator: {kind: duration, from: a, to: b}", "Of 100 times, expect 93 within 48 hours."},
		{"commitment: target, within: 48h, target: 100%, indicator: {kind: duration, from: a, to: b}", "Expect it every time."},
		{"commitment: guarantee, within: 48h, indicator: {kind: duration, from: a, to: b}, on_miss: {remedy: {kind: refund, amount: £5}}", "Expect it every time. If we miss it, you get what stands below."},
		{"commitment: target, within: 48h, indicator: {kind: duration, from: a, to: b}", ""},
		{"commitment: target, by: level, within: {p1: 4h, p2: 3d}, target: 95%, indicator: {kind: resolution, from: a, to: b}", "Of 20 times, expect 19 on time."},
		{"commitment: target, at_least: 98%, indicator: {kind: quantity, of: pallets that arrive whole}", "Of 50 times, expect 49 as promised."},
		{"commitment: best-effort, indicator: {kind: statement, evidence: a note}", ""},
		{"commitment: target, target: 99.9%, window: month, indicator: {kind: availability, of: the portal}", "In a month of 30 days, expect up to 43 minutes 12 seconds without service."},
		{"commitment: target, target: 99.9%, window: month, indicator: {kind: availability, of: the portal}, exclusions: [{id: planned, what: Maintenance, up_to: 8h}]",
			"In a month of 30 days, expect up to 8 hours 42 minutes 43 seconds without service, 8 hours of planned maintenance included."},
		{"commitment: target, target: 99.9%, window: 90d, indicator: {kind: availability, of: the portal}", "In 90 days, expect up to 2 hours 9 minutes 36 seconds without service."},
		{"commitment: target, within: 48h, target: 95%, means: Plan on two days., indicator: {kind: duration, from: a, to: b}", "Plan on two days."},
	} {
		if got := desk(t, "  - {id: p, says: We do it., "+c.promise+"}\n", nil).Promise("van.p").Means; got != c.want {
			t.Errorf("%s:\n got %q\nwant %q", c.promise, got, c.want)
		}
	}
}

const vanOnTime = "  - {id: p, says: We are on time., commitment: target, within: 48h, target: 90%, window: 90d, indicator: {kind: duration, from: a, to: b}, record: {file: records/r.csv, from: began, to: ended, excluded: why}, exclusions: [{id: snow, what: Snow on the road}]}\n"

// rows writes a record: of each month so many that were kept, and so many that were not.
func rows(months ...[3]int) map[string]string {
	var b strings.Builder
	b.WriteString("began,ended,why\n")
	for _, m := range months {
		for i := range m[1] + m[2] {
			hours := 20
			if i < m[2] {
				hours = 71
			}
			fmt.Fprintf(&b, "2026-%02d-%02d 00:00,2026-%02d-%02d %02d:00,\n", m[0], 1+i%9, m[0], 1+i%9+hours/24, hours%24)
		}
	}
	return map[string]string{"content/records/r.csv": b.String()}
}

// TestRecordWords holds what is said of a record, by what is in it. "Now" is 20 March 2026, noon.
func TestRecordWords(t *testing.T) {
	for name, c := range map[string]struct {
		files               map[string]string
		state, says, detail string
		chart               bool
	}{
		"no row":      {map[string]string{"content/records/r.csv": "began,ended,why\n"}, "New", "No record yet", "", false},
		"older":       {map[string]string{"content/records/r.csv": "began,ended,why\n2025-06-01 00:00,2025-06-02 00:00,\n"}, "New", "Nothing to count over the last 90 days.", "", false},
		"few":         {rows([3]int{3, 3, 1}), "New", "Kept 3 of 4 over the last 90 days, too few to judge.", "", true},
		"not so few":  {rows([3]int{3, 5, 1}), "New", "Kept 5 of 6 over the last 90 days, too few to judge.", "", false},
		"few, missed": {rows([3]int{3, 2, 3}), "Less than promised", "Kept 2 of 5 over the last 90 days, which is 40%.", "On a normal day it took up to 71 hours (half of them), on a bad day up to 71 hours (19 of 20).", false},
		"kept":        {rows([3]int{2, 20, 0}, [3]int{3, 18, 2}), "As promised", "Kept 38 of 40 over the last 90 days, which is 95%.", "On a normal day it took up to 20 hours (half of them), on a bad day up to 20 hours (19 of 20).", true},
		"missed":      {rows([3]int{2, 20, 0}, [3]int{3, 15, 5}), "Less than promised", "Kept 35 of 40 over the last 90 days, which is 87%.", "On a normal day it took up to 20 hours (half of them), on a bad day up to 71 hours (19 of 20).", true},
		"excluded":    {map[string]string{"content/records/r.csv": rows([3]int{2, 40, 0})["content/records/r.csv"] + "2026-02-11 00:00,2026-02-19 00:00,snow\n"}, "As promised", "Kept 40 of 40 over the last 90 days, which is 100%.", "On a normal day it took up to 20 hours (half of them), on a bad day up to 20 hours (19 of 20). 1 more did not count: “Snow on the road”.", false},
		"open beyond": {map[string]string{"content/records/r.csv": rows([3]int{2, 40, 0})["content/records/r.csv"] + "2026-02-11 00:00,,\n"}, "As promised", "Kept 40 of 41 over the last 90 days, which is 97%.", "On a normal day it took up to 20 hours (half of them), on a bad day up to 20 hours (19 of 20). 1 is still open and past its time; it counts as missed.", false},
	} {
		got := desk(t, vanOnTime, c.files).Promise("van.p").Record
		if got == nil {
			t.Errorf("%s: there is no record", name)
			continue
		}
		if got.State.Text != c.state || got.Says != c.says || got.Detail != c.detail {
			t.Errorf("%s:\n got %q %q %q\nwant %q %q %q", name, got.State.Text, got.Says, got.Detail, c.state, c.says, c.detail)
		}
		if (got.Chart != nil) != c.chart && name != "excluded" && name != "open beyond" {
			t.Errorf("%s: chart %v", name, got.Chart)
		}
	}
}

// TestNothingIsSaidOfWhatCannotBeCounted holds that a page which is looked at before its promise is put right shows neither
// counts nor that the promise is new.
func TestNothingIsSaidOfWhatCannotBeCounted(t *testing.T) {
	for _, limit := range []string{"at_most: 4h", "indicator: {from: a, to: b}", "indicator: {kind: statement}, at_most: 5"} {
		promise := "  - {id: p, says: We do it., commitment: target, target: 90%, window: 90d, " + limit + ", record: {file: records/r.csv, from: began, to: ended, excluded: why}}\n"
		d := desk(t, promise, rows([3]int{2, 20, 20}))
		if got := d.Promise("van.p").Record; got != nil {
			t.Errorf("%s: %+v", limit, got)
		}
		if doing := d.Doing(); doing != nil {
			t.Errorf("%s: %+v", limit, doing)
		}
		if data, err := d.JSON(); err != nil || strings.Contains(string(data), "counted") {
			t.Errorf("%s: %s, %v", limit, data, err)
		}
	}
}

// TestYoung holds what a promise is called of which little was counted: new until its first window is over, which here
// began on 1 March. "Now" is the 20th.
func TestYoung(t *testing.T) {
	for window, want := range map[string]string{"90d": "New", "19d": "Few so far", "20d": "New", "month": "New", "year": "New", "1d": "Few so far"} {
		promise := strings.Replace(vanOnTime, "window: 90d", "window: "+window, 1)
		for name, csv := range map[string]string{"none": "", "one": "2026-03-19 20:00,2026-03-19 21:00,\n"} {
			want := want
			got := desk(t, promise, map[string]string{"content/records/r.csv": "began,ended,why\n" + csv}).Promise("van.p").Record
			if want == "Few so far" && csv == "" {
				want = "Not counted yet"
			}
			if got.State.Text != want {
				t.Errorf("%s, %s counted: %q (%s), want %q", window, name, got.State.Text, got.Says, want)
			}
		}
	}
}

// TestAway tells of a service that was away: 51 minutes in January, of 44,640, are 0.114 %; none in February, of whose
// minutes 30 did not count; 10 in March, of 44,580, for the clocks change. The highest bar, of 51 minutes, is 56 units; 10 are 10.
func TestAway(t *testing.T) {
	const there = "  - {id: p, says: It is there., commitment: target, target: 99.9%, window: month, indicator: {kind: availability, of: the portal}, record: {file: records/r.csv, from: began, to: ended, excluded: why}, exclusions: [{id: planned, what: Planned work}]}\n"
	files := map[string]string{"content/records/r.csv": "began,ended,why\n2026-01-05 10:00,2026-01-05 10:51,\n2026-02-05 22:00,2026-02-05 22:30,planned\n2026-03-05 10:00,2026-03-05 10:10,\n"}
	got := desk(t, there, files).Promise("van.p").Record
	if got.State.Text != "As promised" || got.Says != "No minute without service from 1 February 2026 to 28 February 2026." || got.Detail != "10 minutes without service since 1 March 2026." {
		t.Errorf("%q %q %q", got.State.Text, got.Says, got.Detail)
	}
	want := []page.RecordMonth{{Name: "January 2026", Missed: "51 minutes", Kept: "99.88%", Excluded: "0 minutes"},
		{Name: "February 2026", Missed: "0 minutes", Kept: "100%", Excluded: "30 minutes"}, {Name: "March 2026", Missed: "10 minutes", Kept: "99.97%", Excluded: "0 minutes"}}
	if !reflect.DeepEqual(got.Months, want) {
		t.Errorf("\n got %+v\nwant %+v", got.Months, want)
	}
	var bars []string
	for _, b := range got.Chart.Bars {
		bars = append(bars, fmt.Sprint(b.Month, b.Missed, b.Kept, " ", b.Said))
	}
	if want := []string{"Jan56 0 51", "Feb0 0 0", "Mar10 0 10"}; !reflect.DeepEqual(bars, want) {
		t.Errorf("got %q, want %q", bars, want)
	}
	files["content/records/r.csv"] = "began,ended,why\n2026-01-05 10:00,2026-01-05 10:51,\n"
	if got := desk(t, there, files).Promise("van.p").Record; got.Says != "No time without service is written down from 1 February 2026 to 28 February 2026." {
		t.Errorf("nothing written down: %q", got.Says)
	}
}

// TestLevelsAreCountedApart tells of each level: of five urgent ones four took up to 4 hours, of 30 others all up to 3 days.
func TestLevelsAreCountedApart(t *testing.T) {
	const mended = "  - {id: p, says: It is mended., commitment: target, by: level, within: {p1: 4h, p2: 3d}, clock: calendar, target: 90%, window: 90d, indicator: {kind: resolution, from: a, to: b}, record: {file: records/r.csv, from: began, to: ended, level: level}}\n"
	text := "began,ended,level\n"
	for i := range 35 {
		level, hours := "p2", 71
		if i < 5 {
			level, hours = "p1", 1+i
		}
		text += fmt.Sprintf("2026-02-01 00:00,2026-02-%02d %02d:00,%s\n", 1+hours/24, hours%24, level)
	}
	got := desk(t, mended, map[string]string{"content/records/r.csv": text}).Promise("van.p").Record
	if got.Says != "Kept 34 of 35 over the last 90 days, which is 97%." || got.Detail != "Urgent: 4 of 5; Ordinary: 30 of 30." {
		t.Errorf("%q %q", got.Says, got.Detail)
	}
}

// TestAMissedLevelIsNamed holds that a promise that is kept on the whole is missed where one level is: of five urgent ones
// one took up to 4 hours, which at 90 % is hardly chance (0.05 %); of 95 others all took up to 3 days.
func TestAMissedLevelIsNamed(t *testing.T) {
	const mended = "  - {id: p, says: It is mended., commitment: target, by: level, within: {p1: 4h, p2: 3d}, clock: calendar, target: 90%, window: 90d, indicator: {kind: resolution, from: a, to: b}, record: {file: records/r.csv, from: began, to: ended, level: level}}\n"
	text := "began,ended,level\n2026-02-01 00:00,2026-02-01 01:00,p1\n" + strings.Repeat("2026-02-01 00:00,2026-02-02 00:00,p1\n", 4) + strings.Repeat("2026-02-01 00:00,2026-02-02 00:00,p2\n", 95)
	d := desk(t, mended, map[string]string{"content/records/r.csv": text})
	got := d.Promise("van.p").Record
	if got.State.Text != "Less than promised" || got.Says != "Kept 96 of 100 over the last 90 days, which is 96%." || got.Detail != "Urgent: 1 of 5, less than promised; Ordinary: 95 of 95." {
		t.Errorf("%q %q %q", got.State.Text, got.Says, got.Detail)
	}
	type promise struct {
		ID     string
		Record struct {
			State         string
			Kept, Counted int
			Missed        []string `json:"missed_levels"`
		}
	}
	var file struct{ Promises []promise }
	data, err := d.JSON()
	if err == nil {
		err = json.Unmarshal(data, &file)
	}
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(file.Promises, func(p promise) bool { return p.ID == "van.p" })
	if r := file.Promises[i].Record; r.State != "missed" || r.Kept != 96 || r.Counted != 100 || !slices.Equal(r.Missed, []string{"p1"}) {
		t.Errorf("%+v", r)
	}
}

// TestUpTo holds that what half and 19 of 20 took at most is never said to be less than it was: 90 seconds are up to two
// minutes, 4 hours and 16 minutes up to 4 and a half, 26 hours and a minute up to 27.
func TestUpTo(t *testing.T) {
	for _, c := range []struct{ promise, ends, want string }{
		{vanOnTime, "2026-03-02 10:01:30 2026-03-02 14:16:00", "On a normal day it took up to 2 minutes (half of them), on a bad day up to 4 hours 30 minutes (19 of 20)."},
		{vanOnTime, "2026-03-02 11:59:01 2026-03-03 12:01:00", "On a normal day it took up to 2 hours (half of them), on a bad day up to 27 hours (19 of 20)."},
		{vanOnTime, "2026-03-02 11:00:00 2026-03-09 10:00:01", "On a normal day it took up to 1 hour (half of them), on a bad day up to 7 days 1 hour (19 of 20)."},
	} {
		text := "began,ended,why\n"
		for i := range 40 {
			end := c.ends[:19]
			if i >= 30 {
				end = c.ends[20:]
			}
			text += "2026-03-02 10:00:00," + end + ",\n"
		}
		got := desk(t, c.promise, map[string]string{"content/records/r.csv": text}).Promise("van.p").Record
		if got.Detail != c.want {
			t.Errorf("%s:\n got %q\nwant %q", c.ends, got.Detail, c.want)
		}
	}
}

// TestNoRecordYet tells when there are first results: 90 days after 1 March 2026 is 30 May.
func TestNoRecordYet(t *testing.T) {
	const p = "commitment: target, within: 48h, target: 90%, window: 90d, indicator: {kind: duration, from: a, to: b}"
	got := desk(t, "  - {id: p, says: We do it., "+p+"}\n", nil).Promise("van.p").Record
	if got == nil || got.Says != "No record yet" || got.Since.Text != "30 May 2026" {
		t.Errorf("%+v", got)
	}
	got = desk(t, "  - {id: p, says: We do it., "+strings.Replace(p, "90d", "quarter", 1)+"}\n", nil).Promise("van.p").Record
	if got == nil || got.Since.Text != "1 April 2026" {
		t.Errorf("by the quarter: %+v", got)
	}
	if got = desk(t, "  - {id: p, says: We are kind., commitment: best-effort, indicator: {kind: statement, evidence: a note}}\n", nil).Promise("van.p").Record; got != nil {
		t.Errorf("what nothing measures: %+v", got)
	}
}

// TestBars draws December to March: 20 and 0, nothing, 18 and 2, 10 and 0. The highest bar, of 20, is 56 units; of 20, two
// are 5; ten are 28. What was missed stands on the ground, at 74.
func TestBars(t *testing.T) {
	files := rows([3]int{2, 18, 2}, [3]int{3, 10, 0})
	december := strings.ReplaceAll(strings.TrimPrefix(rows([3]int{12, 20, 0})["content/records/r.csv"], "began,ended,why\n"), "2026-12-0", "2025-12-2")
	files["content/records/r.csv"] += strings.ReplaceAll(strings.ReplaceAll(december, "2026-12-1", "2025-12-3"), "2025-12-30", "2025-12-29")
	got := desk(t, vanOnTime, files).Promise("van.p").Record.Chart
	want := &page.Chart{Width: 3*44 + 28, Height: 94, Title: "Kept and missed, by month", Legend: "Plain: kept. Hatched: missed; the number above says how many.", Hatched: true, Bars: []page.Bar{
		{X: 0, Width: 28, Middle: 14, Kept: 56, KeptY: 18, Missed: 0, MissedY: 74, Month: "Dec", MonthY: 88, SaidY: 13},
		{X: 44, Width: 28, Middle: 58, Kept: 0, KeptY: 74, Missed: 0, MissedY: 74, Month: "Jan", MonthY: 88, Said: "none", SaidY: 69},
		{X: 88, Width: 28, Middle: 102, Kept: 50, KeptY: 19, Missed: 5, MissedY: 69, Month: "Feb", MonthY: 88, Said: "2", SaidY: 14},
		{X: 132, Width: 28, Middle: 146, Kept: 28, KeptY: 46, Missed: 0, MissedY: 74, Month: "Mar", MonthY: 88, SaidY: 41},
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("\n got %+v\nwant %+v", got, want)
	}
}

// TestDots draws three that were kept and one that was not, which comes first.
func TestDots(t *testing.T) {
	got := desk(t, vanOnTime, rows([3]int{3, 3, 1})).Promise("van.p").Record.Chart
	want := &page.Chart{Width: 90, Height: 18, Title: "Each one so far", Legend: "Filled: kept. Hollow: missed.", Dots: []page.Dot{{X: 9, Y: 9, Radius: 8, Missed: true}, {X: 33, Y: 9, Radius: 8}, {X: 57, Y: 9, Radius: 8}, {X: 81, Y: 9, Radius: 8}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("\n got %+v\nwant %+v", got, want)
	}
}

const second = "  - {id: q, says: We ring first., commitment: target, within: 48h, target: 95%, window: 90d, indicator: {kind: duration, from: a, to: b}, record: {file: records/r.csv, from: began, to: ended}}\n"

// TestDoing counts the promises that have a record, and shows first what was not kept: 36 of 40 bear 90 %, not 95 %.
func TestDoing(t *testing.T) {
	d := desk(t, vanOnTime+second, rows([3]int{2, 36, 4}))
	got := d.Doing()
	if got == nil || got.Says != "We count 2 promises. One of them was kept less often than we said." {
		t.Fatalf("%+v", got)
	}
	var says []string
	for _, i := range got.Items {
		says = append(says, i.Record.State.Text+": "+i.Promise.Text+" "+i.Record.Says)
	}
	want := []string{"Less than promised: We ring first. Kept 36 of 40 over the last 90 days, which is 90%.", "As promised: We are on time. Kept 36 of 40 over the last 90 days, which is 90%."}
	if !reflect.DeepEqual(says, want) {
		t.Errorf("\n got %q\nwant %q", says, want)
	}
	if got := desk(t, second, rows([3]int{2, 36, 4})).Doing().Says; got != "We count one promise. It was kept less often than we said." {
		t.Errorf("one that was missed: %q", got)
	}
	if got := desk(t, vanOnTime, rows([3]int{2, 36, 4})).Doing().Says; got != "We count one promise, and kept it as often as we said." {
		t.Errorf("one that was kept: %q", got)
	}
	if got := desk(t, vanOnTime, rows([3]int{2, 3, 0})).Doing(); got != nil {
		t.Errorf("too few: %+v", got)
	}
}

// TestShortfalls tells of what was missed, however often it was kept, and of the notices of that time.
func TestShortfalls(t *testing.T) {
	files := rows([3]int{2, 36, 4})
	files["content/notices/snow.md"] = "---\ntitle: Snow on the A66\nkind: delay\naffects: [van]\nnoticed: 2026-02-03T07:00:00Z\ntold: 2026-02-03T07:20:00Z\nresolved: 2026-02-04T07:00:00Z\n---\nWe rang each of you.\n"
	files["content/notices/old.md"] = strings.ReplaceAll(strings.ReplaceAll(files["content/notices/snow.md"], "2026-02", "2025-02"), "Snow", "Old snow")
	files["content/notices/other.md"] = strings.ReplaceAll(strings.ReplaceAll(files["content/notices/snow.md"], "[van]", "[desk]"), "Snow", "Other snow")
	got := desk(t, vanOnTime, files).Shortfalls()
	want := []page.Shortfall{{Promise: page.Link{Text: "We are on time.", Href: "../capabilities/van/#p-p"}, From: "A van", Says: "4 of 40 were not as promised over the last 90 days.",
		Told: []page.Link{{Text: "Snow on the A66", Href: "../notices/snow/"}}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("\n got %+v\nwant %+v", got, want)
	}
	if got := desk(t, vanOnTime, rows([3]int{2, 40, 0})).Shortfalls(); len(got) > 0 {
		t.Errorf("nothing was missed: %+v", got)
	}
}

// TestAcknowledged says that a promise is being missed while that is so: up to the day that was written, which is 20 March
// 2026 here, and no longer than the record shows it.
func TestAcknowledged(t *testing.T) {
	kept, missed := rows([3]int{2, 40, 0}), rows([3]int{2, 20, 20})
	for _, c := range []struct {
		name, until string
		files       map[string]string
		want        string
	}{
		{"missed", "2026-03-20", missed, "Two vans are being repaired."},
		{"its day is over", "2026-03-19", missed, ""},
		{"kept again", "2026-05-01", kept, ""},
		{"nothing is counted yet", "2026-05-01", rows([3]int{3, 1, 0}), "Two vans are being repaired."},
	} {
		promise := strings.Replace(vanOnTime, "target: 90%", "target: 90%, acknowledge: {until: "+c.until+", because: Two vans are being repaired}", 1)
		d := desk(t, promise, c.files)
		var got string
		if a := d.Promise("van.p").Acknowledged; a != nil {
			got = a.Because
		}
		var short string
		for _, s := range d.Shortfalls() {
			short += s.Because
		}
		if got != c.want || short != c.want {
			t.Errorf("%s: the promise says %q, the page of what went wrong %q; want %q", c.name, got, short, c.want)
		}
	}
}

// TestPromisesJSONCounts holds that programs read the same counts, and no row.
func TestPromisesJSONCounts(t *testing.T) {
	text, err := desk(t, vanOnTime, rows([3]int{2, 36, 4})).JSON()
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Promises []struct {
			ID     string
			Means  string
			Record map[string]any
		}
	}
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	for _, p := range file.Promises {
		if p.ID != "van.p" {
			continue
		}
		want := map[string]any{"state": "kept", "unit": "case", "counted": 40.0, "kept": 36.0, "excluded": 0.0, "from": "2025-12-20T12:00:00Z", "until": "2026-03-20T12:00:00Z"}
		if p.Means != "Of 10 times, expect 9 within 48 hours." || !reflect.DeepEqual(p.Record, want) {
			t.Errorf("%q %v", p.Means, p.Record)
		}
		return
	}
	t.Errorf("the promise is missing: %s", text)
}

// TestExample holds due moments that were worked out by hand. Office is Mon-Fri 08:00-18:00; shop is open on Saturdays,
// and shut at noon; nights pass midnight.
func TestExample(t *testing.T) {
	site := letterSite["site.yaml"]
	site = strings.Replace(site, `hours: {office: {days: Mon-Fri, from: "08:00", to: "18:00"}}`, `hours:
  office: {days: Mon-Fri, from: "08:00", to: "18:00", holidays: [2026-03-20, 2026-03-23]}
  nine: {days: Mon-Fri, from: "09:00", to: "17:00"}
  shop: {days: Mon-Sat, windows: [{from: "07:30", to: "12:00"}, {from: "13:00", to: "17:30"}]}
  nights: {days: Mon-Thu, from: "22:00", to: "06:00"}`, 1)
	d := desk(t, vanOnTime, map[string]string{"site.yaml": site, "content/records/r.csv": "began,ended,why\n"})
	for _, c := range []struct{ hours, within, want string }{
		{"nine", "4h", "For example, from Friday 16:30 it runs until Monday 12:30."},
		{"office", "1d", "For example, from Friday 17:30 it runs until Monday 17:30."},
		{"office", "5d", "For example, from Friday 17:30 it runs until Friday 17:30, 1 week later."},
		{"shop", "2h", "For example, from Saturday 17:00 it runs until Monday 09:00."},
		{"nights", "1h", "For example, from Friday 05:30 it runs until Monday 22:30."},
		{"office", "30m", ""},
		{"always", "4h", ""},
	} {
		within, err := clock.ParseDuration(c.within)
		if err != nil {
			t.Fatal(err)
		}
		if got := d.Example(c.hours, "due.example", within); got != c.want {
			t.Errorf("%s %s:\n got %q\nwant %q", c.hours, c.within, got, c.want)
		}
	}
	for hours, want := range map[string]string{
		"office": "On Friday 20 March 2026, when this page was made: closed. Open again on Tuesday 24 March 2026, 08:00.",
		"shop":   "On Friday 20 March 2026, when this page was made: 07:30–12:00 and 13:00–17:30.",
		"always": "",
	} {
		if got := d.Today(hours); got != want {
			t.Errorf("%s:\n got %q\nwant %q", hours, got, want)
		}
	}
}

// TestALetterSaysWhatIsMissedNow holds that a letter says of an acknowledged promise that it is missed only while it is.
func TestALetterSaysWhatIsMissedNow(t *testing.T) {
	for _, late := range []bool{true, false} {
		text := "began,ended\n" + strings.Repeat("2026-03-01 00:00,2026-03-01 20:00\n", 30)
		if late {
			text += strings.Repeat("2026-03-01 00:00,2026-03-09 00:00\n", 10)
		}
		r := read(t, map[string]string{"content/records/d.csv": text, "content/agreements/fenwick.yaml": fenwick,
			"content/capabilities/delivery.yaml": strings.Replace(letterSite["content/capabilities/delivery.yaml"], "    window: 90d\n",
				"    window: 90d\n    record: {file: records/d.csv, from: began, to: ended}\n    acknowledge: {until: 2026-05-01, because: A van burned}\n", 1)})
		book, _ := record.Count(r.offer, r.tree.Open)
		letters := page.NewLetters(r.offer, defaultTheme(t, theme.Site{}), nil, func() *record.Book { return book })
		l, err := letters.Letter(r.agreement(t, "fenwick"))
		if err != nil {
			t.Fatal(err)
		}
		html := opened(t, l)
		if strings.Contains(html, "A van burned.") != late {
			t.Errorf("late %v: it says %v", late, !late)
		}
		if strings.Contains(html, "Kept 30 of") {
			t.Errorf("late %v: a letter tells of all customers", late)
		}
	}
}

// TestDoneForACustomer holds a record that tells customers apart against what each of them has: 48 hours, or the 24 that
// one chose. Another's rows are in neither.
func TestDoneForACustomer(t *testing.T) {
	files := map[string]string{"content/records/d.csv": "customer,began,ended\n" +
		"fenwick,2026-03-01 00:00,2026-03-01 20:00\nfenwick,2026-03-02 00:00,2026-03-03 20:00\nFENWICK TILES,2026-03-02 00:00,2026-03-02 10:00\nFenwick Tilers,2026-03-02 00:00,2026-03-02 10:00\n" +
		"other,2026-03-01 00:00,2026-03-09 00:00\nfenwick,2026-03-04 00:00,2026-03-09 00:00\nfenwick,2026-03-19 00:00,\n",
		"content/capabilities/delivery.yaml": strings.Replace(letterSite["content/capabilities/delivery.yaml"], "    window: 90d\n", "    window: 90d\n    record: {file: records/d.csv, from: began, to: ended}\n", 1)}
	for choose, want := range map[string]string{
		"choose: {delivery.on-time: 24h, desk.put-right.p1: 2h}": "For you so far: Kept 2 of 5 over the last 90 days.", // 44 hours are too many, and the open one has waited for 36
		"choose: {desk.put-right.p1: 2h}":                        "For you so far: Kept 3 of 4 over the last 90 days.",
	} {
		files["content/agreements/fenwick.yaml"] = strings.Replace(fenwick, "choose: {delivery.on-time: 24h, desk.put-right.p1: 2h}", choose, 1)
		r := read(t, files)
		book, problems := record.Count(r.offer, r.tree.Open)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		letters := page.NewLetters(r.offer, defaultTheme(t, theme.Site{}), nil, func() *record.Book { return book })
		l, err := letters.Letter(r.agreement(t, "fenwick"))
		if err != nil {
			t.Fatal(err)
		}
		if text := strings.ReplaceAll(opened(t, l), "</b>", ""); !strings.Contains(text, want) {
			t.Errorf("%s: %q is not in %s", choose, want, text)
		}
	}
}
