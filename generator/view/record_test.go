package view_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"upfront/generator/clock"
	"upfront/generator/internal/sample"
	"upfront/generator/view"
)

// desk makes parts of pages one folder below the root.
type desk struct{ view.PageContext }

// newDesk resolves the sample site with one capability "van" of these promises, and counts its records.
func newDesk(t *testing.T, promises string, more map[string]string) desk {
	t.Helper()
	s := sample.Read(t, sample.Van(promises, more))
	r := view.NewRenderer(s.Offer, sample.Theme(t), nil)
	r.Book = s.Book(t)
	return desk{r.Page("x/")}
}

// promised returns the promise of a ref.
func (d desk) promised(ref string) view.Promise {
	for _, p := range d.Offer.Promises {
		if p.Ref == ref {
			return d.Promise(p, false)
		}
	}
	return view.Promise{}
}

func TestExpect(t *testing.T) {
	for _, c := range []struct{ promise, want string }{
		{"commitment: target, within: 48h, target: 95%, indicator: {kind: duration, from: a, to: b}", "Expect it within 48 hours 19 times out of 20."},
		{"commitment: target, within: 48h, target: 90%, indicator: {kind: duration, from: a, to: b, of: parcels}", "Of 10 parcels, expect 9 within 48 hours."},
		{"commitment: target, within: 48h, target: 99.5%, indicator: {kind: duration, from: a, to: b}", "Expect it within 48 hours 199 times out of 200."},
		{"commitment: target, within: 48h, target: 93%, indicator: {kind: duration, from: a, to: b}", "Expect it within 48 hours 93 times out of 100."},
		{"commitment: target, within: 48h, target: 100%, indicator: {kind: duration, from: a, to: b}", "Expect it every time."},
		{"commitment: guarantee, within: 48h, indicator: {kind: duration, from: a, to: b}, on_miss: {remedy: {kind: refund, amount: £5}}", "Expect it every time. If we miss it, you get what is set out below."},
		{"commitment: target, within: 48h, indicator: {kind: duration, from: a, to: b}", ""},
		{"commitment: target, by: level, within: {p1: 4h, p2: 3d}, target: 95%, indicator: {kind: resolution, from: a, to: b}", "Expect it on time 19 times out of 20."},
		{"commitment: target, at_least: 98%, indicator: {kind: quantity, of: pallets that arrive whole}", "Expect it as promised 49 times out of 50."},
		{"commitment: best-effort, indicator: {kind: statement, evidence: a note}", ""},
		{"commitment: target, target: 99.9%, window: month, indicator: {kind: availability, of: the portal}", "In a month of 30 days, expect up to 43 minutes 12 seconds of downtime."},
		{"commitment: target, target: 99.9%, window: month, indicator: {kind: availability, of: the portal}, exclusions: [{id: planned, what: Maintenance, up_to: 8h}]",
			"In a month of 30 days, expect up to 8 hours 42 minutes 43 seconds of downtime, 8 hours of planned maintenance included."},
		{"commitment: target, target: 99.9%, window: 90d, indicator: {kind: availability, of: the portal}", "In 90 days, expect up to 2 hours 9 minutes 36 seconds of downtime."},
		{"commitment: target, within: 48h, target: 95%, means: Plan on two days., indicator: {kind: duration, from: a, to: b}", "Plan on two days."},
	} {
		if got := newDesk(t, "  - {id: p, says: We do it., "+c.promise+"}\n", nil).promised("van.p").Means; got != c.want {
			t.Errorf("%s:\n got %q\nwant %q", c.promise, got, c.want)
		}
	}
}

func TestRecordWords(t *testing.T) {
	for name, c := range map[string]struct {
		files               map[string]string
		state, says, detail string
		chart               bool
	}{
		"no row":      {map[string]string{"content/records/r.csv": "began,ended,why\n"}, "Cannot tell yet", "No record yet", "", false},
		"older":       {map[string]string{"content/records/r.csv": "began,ended,why\n2025-06-01 08:00,2025-06-02 08:00,\n"}, "Cannot tell yet", "Nothing to count over the last 90 days.", "Since the record began, kept 1 of 1.", false},
		"few":         {sample.Record([3]int{3, 3, 1}), "Cannot tell yet", "Kept 3 of 4 over the last 90 days, too few to judge.", "", true},
		"not so few":  {sample.Record([3]int{3, 5, 1}), "Cannot tell yet", "Kept 5 of 6 over the last 90 days, too few to judge.", "", true},
		"few, missed": {sample.Record([3]int{3, 2, 3}), "Missed", "Kept 2 of 5 over the last 90 days.", "Half took 71 hours or less, and 19 in 20 took 71 hours or less.", true},
		"kept":        {sample.Record([3]int{2, 20, 0}, [3]int{3, 18, 2}), "Kept", "Kept 38 of 40 over the last 90 days.", "Half took 20 hours or less, and 19 in 20 took 20 hours or less.", true},
		"missed":      {sample.Record([3]int{2, 20, 0}, [3]int{3, 15, 5}), "Missed", "Kept 35 of 40 over the last 90 days.", "Half took 20 hours or less, and 19 in 20 took 71 hours or less.", true},
		"excluded":    {map[string]string{"content/records/r.csv": sample.Record([3]int{2, 40, 0})["content/records/r.csv"] + "2026-02-11 00:00,2026-02-19 00:00,snow\n"}, "Kept", "Kept 40 of 40 over the last 90 days.", "Half took 20 hours or less, and 19 in 20 took 20 hours or less. 1 more did not count: “Snow on the road”.", false},
		"open beyond": {map[string]string{"content/records/r.csv": sample.Record([3]int{2, 40, 0})["content/records/r.csv"] + "2026-02-11 00:00,,\n"}, "Kept", "Kept 40 of 41 over the last 90 days.", "Half took 20 hours or less, and 19 in 20 took 20 hours or less. 1 is past its time and still open; it counts as missed.", false},
	} {
		got := newDesk(t, sample.OnTime, c.files).promised("van.p").Record
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

func TestAway(t *testing.T) {
	const there = "  - {id: p, says: It is there., commitment: target, target: 99.9%, window: month, indicator: {kind: availability, of: the portal}, record: {file: records/r.csv, from: began, to: ended, excluded: why}, exclusions: [{id: planned, what: Planned work}]}\n"
	files := map[string]string{"content/records/r.csv": "began,ended,why\n2026-01-05 10:00,2026-01-05 10:51,\n2026-02-05 22:00,2026-02-05 22:30,planned\n2026-03-05 10:00,2026-03-05 10:10,\n"}
	got := newDesk(t, there, files).promised("van.p").Record
	if got.State.Text != "Kept" || got.Says != "No downtime from 1 February 2026 to 28 February 2026; 30 minutes did not count: “Planned work”." ||
		got.Detail != "10 minutes of downtime since 1 March 2026, of 44 minutes 34 seconds allowed. The worst so far: 51 minutes of downtime from 1 January 2026 to 31 January 2026." {
		t.Errorf("%q %q %q", got.State.Text, got.Says, got.Detail)
	}
	want := []view.RecordMonth{{Name: "January 2026", Missed: "51 minutes", Kept: "99.8%", Excluded: "0 minutes"},
		{Name: "February 2026", Missed: "0 minutes", Kept: "100%", Excluded: "30 minutes"}, {Name: "March 2026", Missed: "10 minutes", Kept: "99.9%", Excluded: "0 minutes"}}
	if !reflect.DeepEqual(got.Months, want) {
		t.Errorf("\n got %+v\nwant %+v", got.Months, want)
	}
	files["content/records/r.csv"] = "began,ended,why\n2026-01-05 10:00,2026-01-05 10:51,\n"
	if got := newDesk(t, there, files).promised("van.p").Record; got.Says != "No downtime recorded from 1 February 2026 to 28 February 2026." {
		t.Errorf("nothing written down: %q", got.Says)
	}
}

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
	got := newDesk(t, mended, map[string]string{"content/records/r.csv": text}).promised("van.p").Record
	if got.Says != "Kept 34 of 35 over the last 90 days." || got.Detail != "Urgent: 4 of 5; Ordinary: 30 of 30." {
		t.Errorf("%q %q", got.Says, got.Detail)
	}
}

func TestUpTo(t *testing.T) {
	for _, c := range []struct{ promise, ends, want string }{
		{sample.OnTime, "2026-03-02 10:01:30 2026-03-02 14:16:00", "Half took 2 minutes or less, and 19 in 20 took 4 hours 30 minutes or less."},
		{sample.OnTime, "2026-03-02 11:59:01 2026-03-03 12:01:00", "Half took 2 hours or less, and 19 in 20 took 27 hours or less."},
		{sample.OnTime, "2026-03-02 11:00:00 2026-03-09 10:00:01", "Half took 1 hour or less, and 19 in 20 took 7 days 1 hour or less."},
	} {
		text := "began,ended,why\n"
		for i := range 40 {
			end := c.ends[:19]
			if i >= 30 {
				end = c.ends[20:]
			}
			text += "2026-03-02 10:00:00," + end + ",\n"
		}
		got := newDesk(t, c.promise, map[string]string{"content/records/r.csv": text}).promised("van.p").Record
		if got.Detail != c.want {
			t.Errorf("%s:\n got %q\nwant %q", c.ends, got.Detail, c.want)
		}
	}
}

func TestNoRecordYet(t *testing.T) {
	const p = "commitment: target, within: 48h, target: 90%, window: 90d, indicator: {kind: duration, from: a, to: b}"
	got := newDesk(t, "  - {id: p, says: We do it., "+p+"}\n", nil).promised("van.p").Record
	if got == nil || got.Says != "No record yet" || got.Since.Text != "30 May 2026" {
		t.Errorf("%+v", got)
	}
	got = newDesk(t, "  - {id: p, says: We do it., "+strings.Replace(p, "90d", "quarter", 1)+"}\n", nil).promised("van.p").Record
	if got == nil || got.Since.Text != "1 April 2026" {
		t.Errorf("by the quarter: %+v", got)
	}
	if got = newDesk(t, "  - {id: p, says: We are kind., commitment: best-effort, indicator: {kind: statement, evidence: a note}}\n", nil).promised("van.p").Record; got != nil {
		t.Errorf("what nothing measures: %+v", got)
	}
}

func TestExample(t *testing.T) {
	d := newDesk(t, sample.OnTime, map[string]string{"site.yaml": sample.Hours, "content/records/r.csv": "began,ended,why\n"})
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
		if got := d.Example("due.example", d.Offer.Calendar(c.hours), within); got != c.want {
			t.Errorf("%s %s:\n got %q\nwant %q", c.hours, c.within, got, c.want)
		}
	}
}

// TestRecordSentences holds what a page says of a record beside the counts: what is not due yet, what did not count, what was
// before, how late things were, what they cost, and how the whole record went.
func TestRecordSentences(t *testing.T) {
	const limit = "commitment: target, within: 48h, clock: calendar, target: 90%, window: 90d, indicator: {kind: duration, from: a, to: b}"
	const columns = "file: records/r.csv, from: began, to: ended"
	rows := func(n int, row string) string { return strings.Repeat(row+"\n", n) }
	kept, missed := "2026-03-01 10:00,2026-03-01 20:00,", "2026-03-01 10:00,2026-03-06 10:00,"
	for _, c := range []struct{ name, promise, rows, state, says, detail string }{
		{"from a hundred on with the share, cut off", limit + ", record: {" + columns + "}", rows(107, kept) + rows(7, missed), "Kept",
			"Kept 107 of 114 over the last 90 days, which is 93%.", "Half took 10 hours or less, and 19 in 20 took 5 days or less."},
		{"with as many decimals as the target", strings.Replace(limit, "90%", "99.95%", 1) + ", record: {" + columns + "}", rows(9999, kept) + rows(1, missed), "Kept",
			"Kept 9,999 of 10,000 over the last 90 days, which is 99.99%.", "Half took 10 hours or less, and 19 in 20 took 10 hours or less."},
		{"open, and longer than all", limit + ", record: {" + columns + "}", rows(30, kept) + rows(3, "2026-03-10 12:00,,"), "Kept",
			"Kept 30 of 33 over the last 90 days.", "Half took 10 hours or less; 1 in 20 has taken longer than 10 days, and is still open. 3 are past their time and still open; they count as missed."},
		{"not due yet", limit + ", record: {" + columns + "}", rows(30, kept) + rows(2, "2026-03-19 12:00,2026-03-19 13:00,"), "Kept",
			"Kept 30 of 30 over the last 90 days.", "Half took 10 hours or less, and 19 in 20 took 10 hours or less. 2 more are not due yet."},
		{"both shares", limit + ", exclusions: [{id: snow, what: Snow}], record: {" + columns + ", excluded: why}", rows(60, kept) + rows(30, missed+"snow") + rows(10, kept+"snow"), "Kept",
			"Kept 60 of 60 over the last 90 days. With those left out: 70 of 100, which is 70%.", "With those left out: 70 of 100, which is 70%. Half took 10 hours or less, and 19 in 20 took 10 hours or less. 40 more did not count: “Snow”."},
		{"since", limit + ", since: 2026-03-01, record: {" + columns + "}", rows(30, kept) + rows(40, "2026-02-01 10:00,2026-02-07 10:00,"), "Kept",
			"Kept 30 of 30 since 1 March 2026; of 40 that began before, 0 would have been kept.", "Of 40 that began before, 0 would have been kept. Half took 10 hours or less, and 19 in 20 took 10 hours or less."},
		{"open since before", limit + ", since: 2026-03-01, record: {" + columns + "}", rows(30, kept) + rows(4, "2026-02-01 10:00,,") + rows(1, "2026-03-02 10:00,,"), "Kept",
			"Kept 30 of 31 since 1 March 2026; of 4 that began before, 0 would have been kept.", "Of 4 that began before, 0 would have been kept. Half took 10 hours or less, and 19 in 20 took 10 hours or less. 1 is past its time and still open; it counts as missed."},
		{"paid", limit + ", record: {" + columns + ", paid: why}", rows(30, kept) + rows(2, missed+"£8.20") + rows(1, missed+"£10"), "Kept",
			"Kept 30 of 33 over the last 90 days.", "Half took 10 hours or less, and 19 in 20 took 5 days or less. 3 missed, 3 credits, £26.40 paid."},
		{"on the day", "commitment: target, target: 90%, window: 90d, indicator: {kind: on-time}, record: {file: records/r.csv, due: began, to: ended}", rows(30, "2026-03-01,2026-03-01,") + rows(3, "2026-03-01,2026-03-03 12:00,"), "Kept",
			"Kept 30 of 33 over the last 90 days.", "19 in 20 were no more than 36 hours late."},
		{"on the day, over a change of the clocks", "commitment: target, target: 90%, window: 1y, indicator: {kind: on-time}, record: {file: records/r.csv, due: began, to: ended}", rows(30, "2026-03-01,2026-03-01,") + rows(3, "2025-10-25,2025-10-28 12:00,"), "Kept",
			"Kept 30 of 33 over the last year.", "19 in 20 were no more than 61 hours late."},
		{"not done yet, and no longer than so", limit + ", record: {" + columns + "}", rows(30, kept) + rows(3, "2026-03-17 11:10,,"), "Kept",
			"Kept 30 of 33 over the last 90 days.", "Half took 10 hours or less; 1 in 20 has taken longer than 72 hours, and is still open. 3 are past their time and still open; they count as missed."},
		{"in working days", strings.NewReplacer("within: 48h", "within: 2 business days, hours: office", "clock: calendar, ", "").Replace(limit) + ", record: {" + columns + "}", rows(33, "2026-03-02 10:00,2026-03-03 15:30,"), "Kept",
			"Kept 33 of 33 over the last 90 days.", "Half took 16 working hours or less, and 19 in 20 took 16 working hours or less."},
		{"a level, of what began since", "commitment: target, by: level, within: {p1: 48h, p2: 72h}, clock: calendar, target: 80%, window: 90d, since: 2026-03-01, indicator: {kind: duration, from: a, to: b}, record: {" + columns + ", level: why}", rows(20, "2026-02-01 10:00,2026-02-01 20:00,p1") + rows(40, kept+"p2") + rows(9, missed+"p1"), "Missed",
			"Kept 40 of 49 since 1 March 2026; of 20 that began before, 20 would have been kept; Urgent: 0 of 9, less than promised.", "Urgent: 0 of 9, less than promised. Of 20 that began before, 20 would have been kept. Ordinary: 40 of 40."},
		{"counted later", limit + ", since: 2026-12-01, record: {" + columns + "}", rows(30, kept) + rows(4, missed), "Cannot tell yet",
			"Counted from 1 December 2026, so there is nothing yet; of 34 that began before, 30 would have been kept.", "Of 34 that began before, 30 would have been kept."},
		{"both shares, of what began since", limit + ", since: 2026-03-01, exclusions: [{id: snow, what: Snow}], record: {" + columns + ", excluded: why}", rows(60, kept) + rows(30, missed+"snow") + rows(10, kept+"snow") + rows(50, "2026-02-01 10:00,2026-02-01 20:00,snow"), "Kept",
			"Kept 60 of 60 since 1 March 2026. With those left out: 70 of 100, which is 70%.", "With those left out: 70 of 100, which is 70%. Half took 10 hours or less, and 19 in 20 took 10 hours or less. 90 more did not count: “Snow”; 50 of them began before."},
		{"a best effort", "commitment: best-effort, window: 90d, record: {" + columns + "}", rows(30, kept), "Counted",
			"30 over the last 90 days.", "Half took 10 hours or less, and 19 in 20 took 10 hours or less."},
		{"the whole record", strings.Replace(limit, "window: 90d", "window: 30d", 1) + ", record: {" + columns + "}", rows(30, kept) + rows(25, "2026-01-25 10:00,2026-01-25 12:00,") + rows(5, "2026-01-25 10:00,2026-01-29 12:00,"), "Kept",
			"Kept 30 of 30 over the last 30 days.", "Half took 10 hours or less, and 19 in 20 took 10 hours or less. Since the record began, kept 55 of 60; at its worst 25 of 30 from 19 January 2026 to 18 February 2026."},
	} {
		got := newDesk(t, "  - {id: p, says: We do it., "+c.promise+"}\n", map[string]string{"content/records/r.csv": "began,ended,why\n" + c.rows}).promised("van.p").Record
		if got == nil {
			t.Errorf("%s: there is no record", c.name)
			continue
		}
		if got.State.Text != c.state || got.Says != c.says || got.Detail != c.detail {
			t.Errorf("%s:\n got %q %q %q\nwant %q %q %q", c.name, got.State.Text, got.Says, got.Detail, c.state, c.says, c.detail)
		}
	}
}

// TestAvailabilitySentences holds that time which does not count is said, and what is allowed.
func TestAvailabilitySentences(t *testing.T) {
	const there = "  - {id: p, says: It is there., commitment: target, target: 99.9%, window: month, indicator: {kind: availability, of: the portal}, record: {file: records/r.csv, from: began, to: ended, excluded: why}, exclusions: [{id: planned, what: Planned work}]}\n"
	for _, c := range []struct{ name, rows, state, says string }{
		{"off for a whole month, as planned", "2026-01-05 10:00,2026-01-05 10:01,\n2026-02-01 00:00,2026-03-01 00:00,planned\n", "Cannot tell yet", "Nothing counts from 1 February 2026 to 28 February 2026; 28 days did not count: “Planned work”."},
		{"off, and planned", "2026-01-05 10:00,2026-01-05 10:01,\n2026-02-02 10:00,2026-02-02 10:30,\n2026-02-03 10:00,2026-02-03 18:00,planned\n", "Kept",
			"30 minutes of downtime from 1 February 2026 to 28 February 2026, of 39 minutes 50 seconds allowed; 8 hours did not count: “Planned work”."},
		{"more than the running month may lose", "2026-01-05 10:00,2026-01-05 10:01,\n2026-03-02 10:00,2026-03-02 11:00,\n", "Missed",
			"1 hour of downtime from 1 March 2026 to 20 March 2026, of 44 minutes 34 seconds allowed."},
	} {
		got := newDesk(t, there, map[string]string{"content/records/r.csv": "began,ended,why\n" + c.rows}).promised("van.p").Record
		if got.State.Text != c.state || got.Says != c.says {
			t.Errorf("%s:\n got %q %q\nwant %q %q", c.name, got.State.Text, got.Says, c.state, c.says)
		}
	}
}

// TestLimitOf holds how a limit and what it is of are one phrase.
func TestLimitOf(t *testing.T) {
	for promise, want := range map[string]string{
		"at_most: 15 minutes, indicator: {kind: quantity, of: minutes late}":           "At most 15 minutes late",
		"at_most: 5 calls, indicator: {kind: quantity, of: calls a day}":               "At most 5 calls a day",
		"at_least: 98%, indicator: {kind: quantity, of: pallets that arrive whole}":    "At least 98% of pallets that arrive whole",
		"target: 100%, window: month, indicator: {kind: availability, of: the portal}": "",
		"at_most: 1 fault, indicator: {kind: quantity, of: faults}":                    "At most 1 fault",
	} {
		d := newDesk(t, "  - {id: p, says: We do it., commitment: target, "+promise+"}\n", nil).promised("van.p")
		if d.Measure != want {
			t.Errorf("%s: %q, want %q", promise, d.Measure, want)
		}
		if strings.Contains(promise, "100%") && d.Means != "Expect no downtime." {
			t.Errorf("%s: %q", promise, d.Means)
		}
	}
}
