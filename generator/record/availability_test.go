package record

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

const service = `
indicator: {kind: availability, of: the shop}
at_least: 99.9%
window: month
exclusions: [{id: planned, what: Maintenance that we announced}, {id: line, what: Your own line}]
record: {file: records/r.csv, from: began, to: ended, excluded: why}
`

// TestOutages holds which seconds are missing from which month. February 2026 has 40,320 minutes, March in Berlin 44,580, of which
// the last ten hours are to come.
func TestOutages(t *testing.T) {
	const february, march = 40320 * 60, 44580*60 - 36000
	for _, c := range []struct {
		name, rows string
		whole      [2]int // of February and March
		down       [2]int
		causes     []Cause // of both
	}{
		{"over the end of a month", "2026-02-28 23:50,2026-03-01 00:20,", [2]int{february, march}, [2]int{600, 1200}, nil},
		{"up to the end of a month", "2026-02-28 23:50,2026-03-01 00:00,", [2]int{february, march}, [2]int{600, 0}, nil},
		{"over a whole month", "2026-01-31 23:00,2026-03-01 01:00,", [2]int{february, march}, [2]int{february, 3600}, nil},
		{"twice the same", "2026-03-02 10:00,2026-03-02 10:30,\n2026-03-02 10:00,2026-03-02 10:30,", [2]int{february, march}, [2]int{0, 1800}, nil},
		{"overlapping", "2026-03-02 10:20,2026-03-02 10:40,\n2026-03-02 10:00,2026-03-02 10:30,", [2]int{february, march}, [2]int{0, 2400}, nil},
		{"one within another", "2026-03-02 10:00,2026-03-02 11:00,\n2026-03-02 10:20,2026-03-02 10:40,\n2026-03-02 10:50,2026-03-02 11:10,", [2]int{february, march}, [2]int{0, 4200}, nil},
		{"announced, and an hour of it too late", "2026-03-02 22:00,2026-03-02 23:00,planned\n2026-03-02 22:30,2026-03-03 00:00,", [2]int{february, march - 3600}, [2]int{0, 3600}, []Cause{{"planned", 3600}}},
		{"announced in the middle", "2026-03-02 10:00,2026-03-02 10:30,\n2026-03-02 10:10,2026-03-02 10:20,planned", [2]int{february, march - 600}, [2]int{0, 1200}, []Cause{{"planned", 600}}},
		{"announced, and down in it", "2026-03-02 10:10,2026-03-02 10:20,\n2026-03-02 10:00,2026-03-02 10:30,planned", [2]int{february, march - 1800}, [2]int{0, 0}, []Cause{{"planned", 1800}}},
		{"for two reasons", "2026-03-02 10:30,2026-03-02 11:30,line\n2026-03-02 10:00,2026-03-02 11:00,planned", [2]int{february, march - 5400}, [2]int{0, 0}, []Cause{{"line", 1800}, {"planned", 3600}}},
		{"announced over the end of a month", "2026-02-28 22:00,2026-03-01 02:00,planned\n2026-02-28 23:30,2026-03-01 03:00,", [2]int{february - 7200, march - 7200}, [2]int{0, 3600}, []Cause{{"planned", 14400}}},
		{"the hour that there is not", "2026-03-29 01:30,2026-03-29 03:30,", [2]int{february, march}, [2]int{0, 3600}, nil},
	} {
		r := result(t, offer(t, "Europe/Berlin", "2026-03-31T12:00:00Z", service), "began,ended,why\n2026-02-01 00:00,2026-02-01 00:00,\n"+c.rows+"\n")
		months := r.Months[len(r.Months)-2:]
		var causes []Cause
		for i, m := range months {
			if m.Finished != c.whole[i] || m.Finished-m.Kept != c.down[i] {
				t.Errorf("%s: in %s %d seconds of %d, want %d of %d", c.name, m.From.Format("2006-01"), m.Finished-m.Kept, m.Finished, c.down[i], c.whole[i])
			}
			for _, x := range m.Causes {
				if j := slices.IndexFunc(causes, func(y Cause) bool { return y.ID == x.ID }); j >= 0 {
					causes[j].N += x.N
				} else {
					causes = append(causes, x)
				}
			}
		}
		if !slices.Equal(causes, c.causes) {
			t.Errorf("%s: excluded %v, want %v", c.name, causes, c.causes)
		}
	}
}

// An outage belongs to the months that it touches, and to none that begins when it ends.
func TestOutagesOfMonths(t *testing.T) {
	r := result(t, offer(t, "Europe/Berlin", "2026-03-31T12:00:00Z", service), "began,ended,why\n2026-02-28 23:50,2026-03-01 00:00,\n2026-02-28 23:50,2026-03-01 00:01,\n2026-03-02 10:00,2026-03-02 10:00,\n")
	if r.Months[0].Outages != 2 || r.Months[1].Outages != 2 {
		t.Errorf("%d in February, %d in March", r.Months[0].Outages, r.Months[1].Outages)
	}
}

// Minutes alone have no end: they add up, in the month in which they were over. The record begins with the second day.
func TestMinutesAlone(t *testing.T) {
	promise := strings.Replace(service, "to: ended", "down: minutes", 1)
	r := result(t, offer(t, "Europe/Berlin", "2026-03-31T12:00:00Z", promise), "began,minutes,why,customer\n2026-03-02,30,,lamb\n2026-03-02,15,,\n2026-03-02,60,planned,\n")
	if w := r.Window; w.Finished != 44520*60-36000-86400 || w.Finished-w.Kept != 2700 || w.Outages != 3 || r.Customers != nil {
		t.Errorf("%d of %d seconds, %d outages", w.Finished-w.Kept, w.Finished, w.Outages)
	}
}

// A window of days has what of an outage lies within it.
func TestOutageBeforeTheWindow(t *testing.T) {
	promise := strings.Replace(service, "window: month", "window: 30d", 1)
	r := result(t, offer(t, "UTC", "2026-03-31T12:00:00Z", promise), "began,ended,why\n2026-03-01 11:00,2026-03-01 12:20,\n2026-03-31 11:00,,\n")
	if w := r.Window; w.Finished != 30*86400 || w.Finished-w.Kept != 1200+3600 || w.Outages != 2 || r.Earlier[0].Finished-r.Earlier[0].Kept != 3600 {
		t.Errorf("%d of %d seconds, %d outages, before %+v", w.Finished-w.Kept, w.Finished, w.Outages, r.Earlier)
	}
}

// TestAvailableMonth holds which month is judged: the one before, unless the running one is broken already or the record
// does not go back that far; a running month is never kept. 99.9 % of March leave 2,674 seconds.
func TestAvailableMonth(t *testing.T) {
	for _, c := range []struct {
		name, now, rows string
		month           string
		soFar, silent   bool
		verdict         Verdict
	}{
		{"on the first", "2026-03-31T22:00:00Z", "2026-03-02 10:00:00,2026-03-02 10:44:35,", "2026-03", false, false, Below},
		{"on the last", "2026-03-31T21:59:00Z", "2026-03-02 10:00:00,2026-03-02 10:44:35,", "2026-03", true, false, Below},
		{"kept", "2026-04-20T12:00:00Z", "2026-02-02 10:00,2026-02-02 10:01,\n2026-03-02 10:00:00,2026-03-02 10:44:34,\n2026-04-02 10:00,2026-04-02 10:01,", "2026-03", false, false, Kept},
		{"broken already", "2026-04-20T12:00:00Z", "2026-03-02 10:00,2026-03-02 10:01,\n2026-04-02 10:00,2026-04-02 11:00,", "2026-04", true, false, Below},
		{"both are broken", "2026-04-20T12:00:00Z", "2026-03-02 10:00,2026-03-02 11:00,\n2026-04-02 10:00,2026-04-02 11:00,", "2026-04", true, false, Below},
		{"new", "2026-04-20T12:00:00Z", "2026-04-02 10:00,2026-04-02 10:01,", "2026-04", true, false, New},
		{"nothing for a month", "2026-05-20T12:00:00Z", "2026-03-02 10:00,2026-03-02 10:01,", "2026-04", false, true, Kept},
		{"nothing at all", "2026-05-20T12:00:00Z", "", "2026-05", true, true, New},
	} {
		r := result(t, offer(t, "Europe/Berlin", c.now, service), "began,ended,why\n"+c.rows+"\n")
		if got := r.Window.From.Format("2006-01"); got != c.month || r.SoFar != c.soFar || r.Silent != c.silent || r.Verdict() != c.verdict {
			t.Errorf("%s: %s, so far %v, silent %v, verdict %d", c.name, got, r.SoFar, r.Silent, r.Verdict())
		}
		if (r.Running == nil) != c.soFar {
			t.Errorf("%s: running %+v", c.name, r.Running)
		}
	}
}

// TestRunningMonth holds that a month which has only begun is not judged, with levels and customers too.
func TestRunningMonth(t *testing.T) {
	o := offer(t, "UTC", "2026-04-02T12:00:00Z", "by: level\nwithin: {p1: 2h, p2: 4h}\ntarget: 90%\nwindow: month\nrecord: {file: records/r.csv, from: from, to: to, level: level}")
	rows := func(month string, p1, p2, late int) string {
		return strings.Repeat("2026-"+month+"-01 10:00,2026-"+month+"-01 11:00,p1,fenwick\n", p1) + strings.Repeat("2026-"+month+"-01 10:00,2026-"+month+"-01 13:00,p2,fenwick\n", p2) +
			strings.Repeat("2026-"+month+"-01 10:00,2026-"+month+"-01 20:00,p2,lamb\n", late)
	}
	for _, c := range []struct {
		name, rows string
		month      string
		counted    int
		levels     [2]int
		fenwick    int
		verdict    Verdict
	}{
		{"the one before", rows("03", 40, 30, 5) + rows("04", 2, 1, 0), "2026-03", 75, [2]int{40, 35}, 70, Below}, // 30 of 35
		{"enough", rows("03", 40, 30, 5) + rows("04", 30, 0, 0), "2026-04", 30, [2]int{30, 0}, 30, Thin},
		{"more than before", rows("03", 1, 1, 0) + rows("04", 2, 1, 0), "2026-04", 3, [2]int{2, 1}, 3, New},
		{"fewer than before", rows("03", 2, 2, 0) + rows("04", 2, 1, 0), "2026-03", 4, [2]int{2, 2}, 4, New},
	} {
		r := result(t, o, "from,to,level,Customer\n"+c.rows)
		if got := r.Window.From.Format("2006-01"); got != c.month || r.Window.Counted() != c.counted || r.Levels[0].Finished != c.levels[0] || r.Levels[1].Finished != c.levels[1] || r.Customers["fenwick"].Finished != c.fenwick || r.Verdict() != c.verdict {
			t.Errorf("%s: %s, counted %d, levels %d and %d, verdict %d", c.name, got, r.Window.Counted(), r.Levels[0].Finished, r.Levels[1].Finished, r.Verdict())
		}
	}
}

// TestOutagesTheSlowWay compares with one minute after another, each asked of every row.
func TestOutagesTheSlowWay(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 9))
	o := offer(t, "UTC", "2026-03-11T12:00:00Z", strings.Replace(service, "window: month", "window: 2d", 1))
	for range 300 {
		type row struct {
			from, to time.Time
			why      string
		}
		var rows []row
		text := "began,ended,why\n"
		for range random.IntN(9) {
			from := time.Date(2026, 3, 7, 12, 0, 0, 0, time.UTC).Add(time.Duration(random.IntN(4*24*60)) * time.Minute)
			r := row{from, from.Add(time.Duration(random.IntN(20*60)) * time.Minute), []string{"", "", "planned", "line"}[random.IntN(4)]}
			rows = append(rows, r)
			text += fmt.Sprintf("%s,%s,%s\n", r.from.Format("2006-01-02 15:04"), r.to.Format("2006-01-02 15:04"), r.why)
		}
		r := result(t, o, text)
		whole, kept, start := 0, 0, r.Window.To // when the record begins
		for _, r := range rows {
			if r.from.Before(start) {
				start = r.from
			}
		}
		if len(rows) == 0 || start.Before(r.Window.From) {
			start = r.Window.From
		}
		for at := start; at.Before(r.Window.To); at = at.Add(time.Minute) {
			excluded, down := false, false
			for _, r := range rows {
				if !at.Before(r.from) && at.Before(r.to) {
					excluded, down = excluded || r.why != "", down || r.why == ""
				}
			}
			if !excluded {
				whole++
			}
			if !excluded && !down {
				kept++
			}
		}
		if r.Window.Finished != whole*60 || r.Window.Kept != kept*60 {
			t.Fatalf("%d of %d minutes, want %d of %d in\n%s", r.Window.Kept/60, r.Window.Finished/60, kept, whole, text)
		}
	}
}

// BenchmarkMillionOutages shows how much is held of a record of a million outages.
func BenchmarkMillionOutages(b *testing.B) {
	text, _ := (&million{rows: 1_000_000}).all()
	o := offer(b, "Europe/London", "2026-03-20T12:00:00Z", "indicator: {kind: availability, of: the shop}\nat_least: 99.9%\nwindow: month\nexclusions: [{id: x, what: X}]\nrecord: {file: records/r.csv, from: from, to: to, excluded: why}")
	b.ReportAllocs()
	for b.Loop() {
		if r := result(b, o, text); r.Rows != 1_000_000 {
			b.Fatal(r.Rows)
		}
	}
}

// TestUpTo holds that maintenance beyond what was said counts as time without service: of 9 hours in February one is
// missing, of the 3 in March none.
func TestUpTo(t *testing.T) {
	bounded := strings.Replace(service, "we announced}", "we announced, up_to: 8h}", 1)
	r := result(t, offer(t, "Europe/Berlin", "2026-03-31T12:00:00Z", bounded), "began,ended,why\n2026-02-03 00:00,2026-02-03 05:00,planned\n2026-02-20 00:00,2026-02-20 04:00,planned\n2026-03-03 00:00,2026-03-03 03:00,planned\n")
	for i, want := range []struct{ excluded, down int }{{8 * 3600, 3600}, {3 * 3600, 0}} {
		m := r.Months[i]
		if m.Excluded() != want.excluded || m.Missed() != want.down {
			t.Errorf("%s: %d excluded and %d missing, want %+v", m.From.Format("2006-01"), m.Excluded(), m.Missed(), want)
		}
	}
	if r.Window.From.In(time.UTC).Month() != time.January || r.Window.Missed() != 3600 { // February begins on 31 January in UTC
		t.Errorf("judged is %v with %d missing", r.Window.Span, r.Window.Missed())
	}
}

// TestLeapDay holds the month with a day more: 29 days are 41,760 minutes, of which 41 min 45 s may be missing at 99.9 %.
func TestLeapDay(t *testing.T) {
	r := result(t, offer(t, "Europe/Berlin", "2028-03-10T12:00:00Z", service), "began,ended,why\n2028-01-31 12:00,2028-01-31 12:01,\n2028-02-29 23:00,2028-02-29 23:41,\n")
	if r.Window.Finished != 41760*60 || r.Window.Missed() != 41*60 || r.Verdict() != Kept {
		t.Errorf("%d of %d seconds missing: %v", r.Window.Missed(), r.Window.Finished, r.Verdict())
	}
	r = result(t, offer(t, "Europe/Berlin", "2028-03-10T12:00:00Z", service), "began,ended,why\n2028-01-31 12:00,2028-01-31 12:01,\n2028-02-29 23:00,2028-02-29 23:42,\n")
	if r.Verdict() != Below {
		t.Errorf("42 minutes are too many: %v", r.Verdict())
	}
}
