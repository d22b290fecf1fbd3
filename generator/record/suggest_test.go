package record

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/syntax"
)

// suggest returns the suggestions for the only promise of an offer, whose record has to be without fault.
func suggest(t *testing.T, o *catalog.Offer, csv string, target amount.Percent) []Suggestion {
	t.Helper()
	all, problems := Suggest(*o, o.Promises, files(map[string]string{"content/records/r.csv": csv}), target)
	for _, p := range problems {
		t.Fatalf("%s: %s", p.At, p.Message)
	}
	return slices.Collect(all)
}

// The limits of 209 rows that another program worked out. Two are not due yet.
func TestSuggestDeliveries(t *testing.T) {
	without := strings.Join(slices.DeleteFunc(strings.SplitAfter(deliveries(t), "\n"), func(l string) bool { return strings.HasPrefix(l, "O0003") }), "")
	for _, c := range []struct {
		name, csv string
		target    amount.Percent
		rank      Rank
		hours     string
		within    string
	}{
		{"all", deliveries(t), 950_000, Rank{195, 201}, "63.97", "64h"},
		{"all", deliveries(t), 900_000, Rank{186, 201}, "47.02", "48h"},
		{"without the row that is late", without, 950_000, Rank{194, 200}, "60.43", "61h"},
		{"without the row that is late", without, 900_000, Rank{185, 200}, "46.97", "47h"},
	} {
		for _, now := range []string{onTime, strings.Replace(onTime, "48h", "24h", 1), strings.Replace(onTime, "within: 48h\n", "", 1)} { // whatever the limit of today is
			x := suggest(t, offer(t, "Europe/London", "2026-03-20T12:00:00Z", now), c.csv, c.target)[0]
			if x.Rank == nil || *x.Rank != c.rank || fmt.Sprintf("%.2f", float64(*x.Tightest)/3600) != c.hours || x.Within != c.within {
				t.Errorf("%s at %s: rank %v, %v seconds, within %s; want %v, %s h, %s", c.name, c.target, x.Rank, x.Tightest, x.Within, c.rank, c.hours, c.within)
			}
		}
	}
}

// begun returns rows of a level that began one an hour from a time on, each with the hours that it took; 0: it is open.
func begun(from time.Time, level string, hours ...int) string {
	var out strings.Builder
	for i, h := range hours {
		at, end := from.Add(time.Duration(i)*time.Hour), ""
		if h > 0 {
			end = at.Add(time.Duration(h) * time.Hour).Format(time.RFC3339)
		}
		fmt.Fprintf(&out, "%s,%s,%s\n", at.Format(time.RFC3339), end, level)
	}
	return out.String()
}

func times(n, hours int) []int { return slices.Repeat([]int{hours}, n) }

// What began within the limit before now is no row: of 40 that began yesterday, 30 are done in an hour, and nobody knows of the
// others yet. The 40 of a month ago all took five days.
func TestSuggestKnownOutcomes(t *testing.T) {
	o := offer(t, "UTC", "2026-03-20T00:00:00Z", "target: 95%\nrecord: {file: records/r.csv, from: a, to: b}")
	csv := "a,b,level\n" + begun(o.Now.AddDate(0, 0, -30), "", times(40, 120)...) + begun(o.Now.Add(-44*time.Hour), "", append(times(30, 1), times(10, 0)...)...)
	if x := suggest(t, o, csv, 0)[0]; x.Within != "120h" || *x.Rank != (Rank{40, 40}) || x.Kept != 40 || x.Counted != 40 || x.NotDue != 40 {
		t.Errorf("within %s, rank %v, %d of %d, %d not due", x.Within, x.Rank, x.Kept, x.Counted, x.NotDue)
	}
	// Once the ten have been open for longer than five days, they rank above the 70 that are done, and more of 80 are needed.
	o.Now = o.Now.AddDate(0, 0, 7)
	if x := suggest(t, o, csv, 0)[0]; x.Within != "" || x.Tightest != nil || !x.Enough || x.Write != "" {
		t.Errorf("within %s, tightest %v, write %q", x.Within, x.Tightest, x.Write)
	}
}

// What is too few for the site is offered for no target: of 40 in a site that wants 50, the page could never say that they are kept.
func TestSuggestMinSample(t *testing.T) {
	const limit = "within: 4h\nclock: calendar\ntarget: 90%\nwindow: 90d\nrecord: {file: records/r.csv, from: a, to: b}"
	const quantity = "indicator: {kind: quantity, of: pallets}\nat_most: 2\ntarget: 90%\nwindow: 90d\nrecord: {file: records/r.csv, from: a, total: level}"
	for _, c := range []struct {
		promise       string
		rows, minimum int
		needed        int
		forSite       bool
		write         string
	}{
		{limit, 40, 0, 16, false, "within: 2h\ntarget: 90%\n"},
		{limit, 40, 40, 40, true, "within: 2h\ntarget: 90%\n"},
		{limit, 39, 40, 40, true, ""},
		{limit, 16, 10, 16, false, "within: 2h\ntarget: 90%\n"},
		{quantity, 39, 0, 8, false, "target: 95%\n"},
		{quantity, 39, 40, 40, true, ""},
		{quantity, 40, 40, 40, true, "target: 96%\n"},
	} {
		o := offer(t, "UTC", "2026-03-20T00:00:00Z", c.promise)
		if c.minimum > 0 {
			o.Site.Checks.MinSample = syntax.Written[int]{V: c.minimum, At: o.Promises[0].At}
		}
		x := suggest(t, o, "a,b,level\n"+begun(o.Now.AddDate(0, 0, -30), "1", times(c.rows, 2)...), 0)[0]
		if x.Enough != (c.write != "") || x.Needed != c.needed || x.ForSite != c.forSite || x.Write != c.write || x.AtMost != "" || x.Or != "" {
			t.Errorf("%d of %d: enough %v, needed %d %v, at most %q, write %q or %q", c.rows, c.minimum, x.Enough, x.Needed, x.ForSite, x.AtMost, x.Write, x.Or)
		}
	}
}

const byLevel = "by: level\nwithin: {p1: 4h, p2: 8h}\nclock: calendar\ntarget: 95%\nrecord: {file: records/r.csv, from: a, to: b, level: level}\n"

// All levels have the window that a build judges, though one of them has few rows in it.
func TestSuggestOneWindow(t *testing.T) {
	o := offer(t, "UTC", "2026-03-20T00:00:00Z", byLevel+"window: month")
	february, march := time.Date(2026, 2, 2, 0, 0, 0, 0, time.UTC), time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	csv := "a,b,level\n" + begun(february, "p1", times(40, 3)...) + begun(february, "p2", times(40, 6)...) + begun(march, "p1", times(40, 2)...) + begun(march, "p2", times(5, 5)...)
	all := suggest(t, o, csv, 0)
	if len(all) != 2 || all[0].Windows[0].From != march.AddDate(0, 0, -1) || all[1].Windows[0].From != all[0].Windows[0].From {
		t.Fatalf("windows %+v", all)
	}
	if all[0].Within != "2h" || all[1].Enough || all[1].Counted != 5 {
		t.Errorf("p1 %+v\np2 %+v", all[0], all[1])
	}
	if want := "within: {p1: 2h}\ntarget: 95%\n"; all[0].Write != want || all[1].Write != want || !slices.Equal(all[0].Unknown, []string{"p2"}) {
		t.Errorf("write %q, unknown %v", all[0].Write, all[0].Unknown)
	}
}

// Where March says less than February, both levels have February.
func TestSuggestPreviousWindow(t *testing.T) {
	o := offer(t, "UTC", "2026-03-20T00:00:00Z", byLevel+"window: month")
	february, march := time.Date(2026, 2, 2, 0, 0, 0, 0, time.UTC), time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	csv := "a,b,level\n" + begun(february, "p1", times(40, 3)...) + begun(february, "p2", times(5, 6)...) + begun(march, "p1", times(5, 2)...) + begun(march, "p2", times(20, 5)...)
	for _, x := range suggest(t, o, csv, 0) {
		if x.Windows[0].From.Month() != time.February || x.SoFar || x.Counted != map[string]int{"p1": 40, "p2": 5}[x.Level] {
			t.Errorf("%s: %+v", x.Level, x)
		}
	}
}

// A promise has one target: with the limits of today, the lower of those that its levels bear.
func TestSuggestOneTarget(t *testing.T) {
	from := time.Date(2026, 2, 2, 0, 0, 0, 0, time.UTC)
	rows := func(p1Late, p2Late int) string {
		return "a,b,level\n" + begun(from, "p1", append(times(41-p1Late, 3), times(p1Late, 5)...)...) + begun(from, "p2", append(times(40-p2Late, 6), times(p2Late, 11)...)...)
	}
	for _, c := range []struct {
		p1Late        int
		p2Late        int
		write, or     string
		least         bool
		first, second string
	}{
		// 40 of 41 bear 92 %, 37 of 40 bear 86 %.
		{1, 3, "within: {p1: 5h, p2: 11h}\ntarget: 95%\n", "within: {p1: 4h, p2: 8h}\ntarget: 86%\n", false, "92%", "86%"},
		// 37 of 41 bear 84 %.
		{4, 3, "within: {p1: 5h, p2: 11h}\ntarget: 95%\n", "within: {p1: 4h, p2: 8h}\ntarget: 84%\n", false, "84%", "86%"},
		// 34 of 40 bear 78 %, which is not proposed: 80 % takes 11 hours.
		{1, 6, "within: {p1: 5h, p2: 11h}\ntarget: 95%\n", "within: {p1: 4h, p2: 11h}\ntarget: 80%\n", true, "92%", ""},
	} {
		all := suggest(t, offer(t, "UTC", "2026-03-20T00:00:00Z", byLevel), rows(c.p1Late, c.p2Late), 0)
		if x := all[1]; x.Write != c.write || x.Or != c.or || x.OrLeast != c.least || all[0].AtLimit != c.first || x.AtLimit != c.second {
			t.Errorf("write %q or %q, %v; borne %s and %s", x.Write, x.Or, x.OrLeast, all[0].AtLimit, x.AtLimit)
		}
	}
	for _, s := range []struct {
		kept, n int
		target  amount.Percent
	}{{40, 41, 920_000}, {37, 40, 860_000}, {37, 41, 840_000}, {34, 40, 780_000}} {
		if s.kept < rankExactly(s.target, s.n) || s.kept >= rankExactly(s.target+10_000, s.n) {
			t.Errorf("%d of %d do not bear %s, or more", s.kept, s.n, s.target)
		}
	}
}

// A file's levels are all counted over the shortest period that is enough for as many of them as any is.
func TestSuggestFileWindow(t *testing.T) {
	o := offer(t, "UTC", "2026-03-20T00:00:00Z", byLevel)
	o.Promises = nil
	late, early := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC), time.Date(2025, 6, 2, 0, 0, 0, 0, time.UTC)
	f := Unnamed{File: "r.csv", From: "a", To: "b", Level: "level"}
	for _, c := range []struct {
		more, window string
		unknown      int
	}{{"", "90d", 1}, {begun(early, "p2", times(30, 6)...), "1y", 0}, {begun(early, "p2", times(9, 6)...), "90d", 1}} {
		csv := "a,b,level\n" + begun(late, "Stopped", times(40, 3)...) + begun(late, "P2", times(5, 6)...) + c.more
		all, problems := f.Suggest(*o, files(map[string]string{"r.csv": csv}), 0)
		if len(problems) > 0 || len(all) != 2 || all[0].Window != c.window || all[1].Window != c.window || len(all[0].Unknown) != c.unknown || all[0].Within != "3h" {
			t.Fatalf("%+v %+v", problems, all)
		}
	}
}

// A level for which the record bears nothing has no limit in the lines, and of two offers the one that is worse everywhere is left out.
func TestSuggestLevelsLeftOut(t *testing.T) {
	from := time.Date(2026, 2, 2, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name      string
		p1, p2    []int
		target    amount.Percent
		write, or string
		unknown   string
	}{
		{"no row of p1", nil, times(100, 1), 0, "within: {p2: 1h}\ntarget: 95%\n", "", "p1"},
		{"one row of p1, for 100 %", times(1, 5), times(90, 1), amount.Whole, "", "within: {p2: 8h}\ntarget: 98%\n", "p1"}, // 0.98^90 = 0.16, 0.99^90 = 0.40
		// 48 hours for p1 bear 80 % too, and 8 hours for p2 are longer than the one that bears 95 %.
		{"p1 never in time", times(40, 48), times(100, 1), 0, "within: {p1: 48h, p2: 1h}\ntarget: 95%\n", "", ""},
		// 20 of 20 bear 92 %, and no limit bears 95 %: with the limits of today, both levels have a target. 0.92^20 = 0.19, 0.93^20 = 0.23.
		{"few rows of p1", times(20, 1), times(100, 1), 0, "", "within: {p1: 4h, p2: 8h}\ntarget: 92%\n", ""},
	} {
		all := suggest(t, offer(t, "UTC", "2026-03-20T00:00:00Z", byLevel), "a,b,level\n"+begun(from, "p1", c.p1...)+begun(from, "p2", c.p2...), c.target)
		if x := all[1]; x.Write != c.write || x.Or != c.or || strings.Join(x.Unknown, " ") != c.unknown || x.OrLeast {
			t.Errorf("%s: write %q or %q, unknown %v", c.name, x.Write, x.Or, x.Unknown)
		}
	}
}

// Rows that began before a promise is made as it stands say nothing of it: of 40 that took five hours none is counted.
func TestSuggestSince(t *testing.T) {
	csv := "a,b,level\n" + begun(time.Date(2026, 2, 2, 0, 0, 0, 0, time.UTC), "", times(40, 5)...) + begun(time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC), "", times(50, 2)...)
	for since, want := range map[string]struct {
		kept, counted int
		within, borne string
		shown         string
	}{
		"":                    {50, 90, "5h", "", ""},
		"\nsince: 2026-03-01": {50, 50, "2h", "96%", "2026-03-01"}, // 0.96^50 = 0.13, 0.97^50 = 0.22
		"\nsince: 2025-03-01": {50, 90, "5h", "", ""},              // before the window
		"\nsince: 2026-03-19": {0, 0, "", "", "2026-03-19"},
	} {
		x := suggest(t, offer(t, "UTC", "2026-03-20T00:00:00Z", "within: 4h\nclock: calendar\ntarget: 95%\nrecord: {file: records/r.csv, from: a, to: b}"+since), csv, 0)[0]
		if x.Kept != want.kept || x.Counted != want.counted || x.Within != want.within || x.AtLimit != want.borne || x.Since != want.shown {
			t.Errorf("%q: %d of %d, within %q, %q, since %q", since, x.Kept, x.Counted, x.Within, x.AtLimit, x.Since)
		}
	}
}

// A build says of a missed promise what suggest says.
func TestBearing(t *testing.T) {
	from := time.Date(2026, 2, 2, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		hours  []int
		want   string
		tooFew bool
	}{
		{append(times(40, 2), times(5, 10)...), "within: 10h with target: 90% | within: 4h with target: 82%", false}, // P(X ≥ 40 of 45) is 0.16 at 82 %, 0.21 at 83 %
		{append(times(34, 2), times(6, 0)...), "", false},
		{append(times(4, 2), times(9, 5)...), "", true}, // 16 are needed
		{times(40, 2), "kept", false},
	} {
		r := result(t, offer(t, "UTC", "2026-03-20T00:00:00Z", "within: 4h\nclock: calendar\ntarget: 90%\nrecord: {file: records/r.csv, from: a, to: b}"), "a,b,level\n"+begun(from, "", c.hours...))
		got := "kept"
		if r.Bears != nil {
			got = strings.Join(r.Bears.Offers, " | ")
		}
		if got != c.want || r.Bears != nil && r.Bears.TooFew != c.tooFew {
			t.Errorf("%d rows: %q, %+v", len(c.hours), got, r.Bears)
		}
	}
}

// Of a month that is running, what was lost already stays lost, and what cannot be kept any more is not proposed.
func TestSuggestRunningMonth(t *testing.T) {
	o := offer(t, "UTC", "2026-03-20T00:00:00Z", "indicator: {kind: availability}\ntarget: 99%\nwindow: month\nrecord: {file: records/r.csv, from: a, down: m}")
	for _, c := range []struct{ csv, want string }{
		{"a,m\n2026-02-03 10:00,10\n", "99.96%"},                      // of 40,320 minutes; 10 lost ones are likelier than one in five at 99.97 %
		{"a,m\n2026-02-03 10:00,10\n2026-03-03 10:00,50\n", "99.8%"},  // of the 44,640 of March
		{"a,m\n2026-02-03 10:00,10\n2026-03-03 10:00,400\n", "99.1%"}, // 402 minutes may be lost
		{"a,m\n2026-02-03 10:00,10\n2026-03-03 10:00,500\n", "98%"},   // more than the 446 of 99 %: a build judges March, and February ended well
		{"a,m\n", ""}, // no row
	} {
		x := suggest(t, o, c.csv, 0)[0]
		if x.Share != c.want || x.Kind != "availability" {
			t.Errorf("%q: %s, want %s", c.csv, x.Share, c.want)
		}
	}
}

func TestSharedID(t *testing.T) {
	log := "ticket,agent,opened,solved\n"
	orders := "order,customer,opened,solved\n"
	for i := range 60 {
		at := time.Date(2026, 2, 1, i, 0, 0, 0, time.UTC)
		for range 1 + i%3 {
			log += fmt.Sprintf("%d,%d,%s,%s\n", i, i%4, at.Format(time.RFC3339), at.Add(time.Hour).Format(time.RFC3339))
		}
		orders += fmt.Sprintf("%d,%d,%s,%s\n", i, i%20, at.Format(time.RFC3339), at.Add(time.Hour).Format(time.RFC3339))
	}
	for _, c := range []struct {
		name, csv, id string
		want          *SharedID
	}{
		{"a log of tickets", log, "", &SharedID{"ticket", 60, 120}},
		{"with its id", log, "id: ticket, ", nil},
		{"orders of a few customers", orders, "", nil},
	} {
		o := offer(t, "UTC", "2026-03-20T00:00:00Z", "within: 2h\nrecord: {file: records/r.csv, "+c.id+"from: opened, to: solved}")
		got := suggest(t, o, c.csv, 0)[0].Shared
		if (got == nil) != (c.want == nil) || got != nil && *got != *c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

// A limit that can be said is borne by the record as a build counts it: of working days, of days that the clocks change, and where
// it lets other rows count.
func TestSayableIsBorne(t *testing.T) {
	for i, limit := range []string{"3d", "2 business days", "30h", "90m"} {
		o := offer(t, "Europe/London", "2026-04-05T10:00:00Z", "within: "+limit+"\nhours: office\ntarget: 90%\nwindow: 30d\nrecord: {file: records/r.csv, from: a, to: b}")
		var hours []int
		for n := range 200 {
			hours = append(hours, 1+n*n%67)
		}
		csv := "a,b,level\n" + begun(o.Now.AddDate(0, 0, -12), "", hours...)
		x := suggest(t, o, csv, 0)[0]
		if x.Within == "" {
			t.Fatalf("%s: none", limit)
		}
		s := newStudy(o, o.Promises[0], files(map[string]string{"content/records/r.csv": csv}))
		within, err := clock.ParseDuration(x.Within)
		w := shareOf(s.count(s.under("", within), nil).Window.Tally)
		if err != nil || w.Kept < rankExactly(900_000, w.Counted) || w != *x.Windows[0].Suggested || (within.Unit == clock.Day) != (i < 2) || within.Business != (i == 1) {
			t.Errorf("%s: within %s is kept in %d of %d, and the 90 %% rank is %d", limit, x.Within, w.Kept, w.Counted, rankExactly(900_000, w.Counted))
		}
	}
}
