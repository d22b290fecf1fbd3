package record

import (
	"strings"
	"testing"

	"upfront/generator/amount"
	"upfront/generator/syntax"
)

// TestTarget holds what a promise is held against: its own share, and a guarantee never less than site.yaml asks of all.
func TestTarget(t *testing.T) {
	for _, c := range []struct {
		promise string
		floor   amount.Percent // that site.yaml sets; zero for none
		want    amount.Percent
		floored bool
	}{
		{"target: 90%", 0, 900_000, false},
		{"target: 90%", 950_000, 900_000, false}, // it is a target
		{"within: 2h", 950_000, 0, false},
		{"at_most: 1%", 0, 990_000, false},
		{"commitment: guarantee\ntarget: 90%", 0, 900_000, false},
		{"commitment: guarantee\ntarget: 90%", 950_000, 950_000, true},
		{"commitment: guarantee\ntarget: 98%", 950_000, 980_000, false},
		{"commitment: guarantee\nat_least: 90%", 920_000, 920_000, true},
		{"commitment: guarantee", 0, 950_000, true},
		{"commitment: guarantee", 920_000, 920_000, true},
	} {
		o := offer(t, "UTC", "2026-03-20T12:00:00Z", strings.TrimPrefix(strings.TrimPrefix(c.promise, "commitment: guarantee"), "\n"))
		if strings.HasPrefix(c.promise, "commitment") {
			o.Promises[0].Commitment.V = "guarantee"
		}
		if c.floor > 0 {
			o.Site.Checks.GuaranteeFloor = syntax.Percent{V: c.floor, At: o.Promises[0].At}
		}
		if l := LimitsOf(o, o.Promises[0]); l.Target != c.want || l.Floor != c.floored {
			t.Errorf("%q with %s: %s, %v", c.promise, c.floor, l.Target, l.Floor)
		}
	}
}

// TestQuantity holds numbers in rows against limits, with decimals and zero.
func TestQuantity(t *testing.T) {
	for _, c := range []struct {
		limits, rows string
		kept, rest   int
		fault        string
	}{
		{"at_least: 2.5", "2026-03-02,2.5\n2026-03-02,2.499999\n2026-03-02,30\n", 2, 1, ""},
		{"at_most: 0.5", "2026-03-02,0.5\n2026-03-02,0.6\n2026-03-02,0\n", 2, 1, ""},
		{"at_most: 0", "2026-03-02,0\n2026-03-02,1\n2026-03-02,0.0\n", 2, 1, ""},
		{"at_least: 2\nat_most: 3", "2026-03-02,2\n2026-03-02,1.9\n2026-03-02,3\n2026-03-02,3.1\n", 2, 2, ""},
		{"at_most: 0.5", "2026-03-02;0,5\n2026-03-02;0,625\n2026-03-02;0,05\n", 2, 1, ""},
		{"at_most: 5", "2026-03-02;1,250\n2026-03-02;1,25\n", 1, 0, `"1,250" is no number`}, // of thousands, or of a little more than one
		{"at_most: 5", "2026-03-02,-1\n2026-03-02,1\n", 2, 0, ""},
		{"at_least: 0", "2026-03-02,-1\n2026-03-02,0\n", 1, 1, ""},
		{"at_most: 5", "2026-03-02,\n2026-03-02,1\n", 1, 0, "the row has no number"},
	} {
		o := offer(t, "UTC", "2026-03-20T12:00:00Z", "indicator: {kind: quantity, of: pallets}\n"+c.limits+"\nrecord: {file: records/r.csv, from: on, total: n}")
		header := "on,n\n"
		if strings.Contains(c.rows, ";") {
			header = "on;n\n"
		}
		book, problems := Count(o, files(map[string]string{"content/records/r.csv": header + c.rows}))
		w := book.Result(o.Promises[0]).Window
		if w.Kept != c.kept || w.Missed() != c.rest {
			t.Errorf("%s of %q: kept %d, missed %d", c.limits, c.rows, w.Kept, w.Missed())
		}
		if c.fault == "" && len(problems) > 0 || c.fault != "" && (len(problems) != 1 || problems[0].Message != c.fault) {
			t.Errorf("%s of %q: %+v", c.limits, c.rows, problems)
		}
	}
}

// TestCounted holds how many of how many, and that of nothing nothing is counted.
func TestCounted(t *testing.T) {
	const promise = "at_least: 90%\nexclusions: [{id: strike, what: A strike}]\nrecord: {file: records/r.csv, from: on, ok: ok, total: n, excluded: why}"
	r := result(t, offer(t, "UTC", "2026-03-20T12:00:00Z", promise), "on,ok,n,why\n2026-03-02,9,10,\n2026-03-03,0,0,\n2026-03-04,0,0,strike\n2026-03-05,3,7,Strike\n2026-03-06,,5,\n2026-03-07,2.0,3.0,\n")
	if w := r.Window; r.Rows != 6 || w.Kept != 11 || w.Counted() != 18 || w.Excluded() != 7 {
		t.Errorf("%d rows, kept %d of %d, excluded %d", r.Rows, w.Kept, w.Counted(), w.Excluded())
	}
}

// TestPaused holds time that does not count: minutes, as spreadsheets write them too, and what is no such time.
func TestPaused(t *testing.T) {
	for _, c := range []struct {
		paused string
		rows   int
		kept   int // within 2 hours, of a row of 2 hours and 30 minutes
		took   int // minutes
		fault  string
	}{
		{"", 1, 0, 150, ""}, {"0", 1, 0, 150, ""}, {"0.0", 1, 0, 150, ""}, {"29", 1, 0, 121, ""}, {"30", 1, 1, 120, ""}, {"30.0", 1, 1, 120, ""}, {"30.9", 1, 1, 120, ""}, {"30m", 1, 1, 120, ""},
		{"150", 1, 1, 0, ""},
		{"151", 1, 1, 0, "warning the row was paused for 151m, which is longer than from 2026-03-02 10:00 to 2026-03-02 12:30"},
		{"4d", 1, 1, 0, "warning the row was paused for 4d, which is longer than from 2026-03-02 10:00 to 2026-03-02 12:30"},
		{"-30", 0, 0, 0, `error "-30" is neither a number of minutes nor a time such as 2h or 4d`},
		{"NaN", 0, 0, 0, `error "NaN" is neither a number of minutes nor a time such as 2h or 4d`},
		{"1e300", 0, 0, 0, `error "1e300" is neither a number of minutes nor a time such as 2h or 4d`},
	} {
		o := offer(t, "UTC", "2026-03-20T12:00:00Z", "within: 2h\nrecord: {file: records/r.csv, from: from, to: to, paused: paused}")
		book, problems := Count(o, files(map[string]string{"content/records/r.csv": "from,to,paused\n2026-03-02 10:00,2026-03-02 12:30," + c.paused + "\n"}))
		got := ""
		for _, p := range problems {
			got += p.Level().String() + " " + p.Message
		}
		r := book.Result(o.Promises[0])
		if took := int(quantile(r, amount.Whole).Minutes()); r.Rows != c.rows || r.Window.Kept != c.kept || took != c.took || got != c.fault {
			t.Errorf("%q: %d rows, kept %d, took %d\n%s", c.paused, r.Rows, r.Window.Kept, took, got)
		}
	}
}

// Ids are in small letters, and programs write P1.
func TestCapitalsInIds(t *testing.T) {
	const promise = "by: level\nwithin: {p1: 2h}\nexclusions: [{id: road-closed, what: X}]\nrecord: {file: records/r.csv, from: from, to: to, level: level, excluded: why}"
	r := result(t, offer(t, "UTC", "2026-03-20T12:00:00Z", promise), "from,to,level,why\n2026-03-02 10:00,2026-03-02 11:00,P1,\n2026-03-02 10:00,2026-03-02 11:00, p1 ,Road-Closed\n")
	if r.Levels[0].Kept != 1 || r.Window.Causes[0] != (Cause{"road-closed", 1}) {
		t.Errorf("%+v, %+v", r.Levels, r.Window.Causes)
	}
}
