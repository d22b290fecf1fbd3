package record

import (
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/syntax"
	"upfront/generator/tree"
)

// offer resolves a site with one capability, whose promise is given below "- id: p".
func offer(t testing.TB, zone, now, promise string, more ...string) *catalog.Offer {
	t.Helper()
	files := map[string]string{
		"site.yaml": "business: {name: Northlane}\nleader: {name: Ama}\ntimezone: " + zone + "\nas_of: " + now + "\n" +
			"hours:\n  office: {days: Mon-Fri, from: \"09:00\", to: \"17:00\"}\nlevels:\n  - {id: p1, name: Stopped, when: Nobody can work}\n  - {id: p2, name: Slow, when: Work is slow}\n",
		"content/capabilities/delivery.yaml": "title: Deliver\nsummary: We deliver.\npromises:\n  - id: p\n    says: We do it.\n    commitment: target\n" + indent(promise),
	}
	for i := 0; i < len(more); i += 2 {
		files[more[i]] = more[i+1]
	}
	read, problems := syntax.Read(tree.Of(files))
	o, found := catalog.Resolve(read, time.Time{})
	for _, p := range append(problems, found...) {
		if p.Rule != "schema-missing" {
			t.Fatalf("%s: %s", p.At, p.Message)
		}
	}
	return o
}

func indent(text string) string {
	var b strings.Builder
	for line := range strings.Lines(strings.TrimSpace(text) + "\n") {
		b.WriteString("    " + line)
	}
	return b.String()
}

// files opens texts.
func files(texts map[string]string) Files {
	return func(path string) (io.ReadCloser, error) {
		text, ok := texts[path]
		if !ok {
			return nil, &os.PathError{Op: "read", Path: path, Err: os.ErrNotExist}
		}
		return io.NopCloser(strings.NewReader(text)), nil
	}
}

// result counts the one record of an offer, which has to be without fault.
func result(t testing.TB, o *catalog.Offer, csv string) *Result {
	t.Helper()
	book, problems := Count(o, files(map[string]string{"content/records/r.csv": csv}))
	for _, p := range problems {
		if p.Level() == diag.Error {
			t.Fatalf("%s: %s", p.At, p.Message)
		}
	}
	return book.Result(o.Promises[0])
}

const onTime = `
within: 48h
target: 95%
window: 90d
exclusions: [{id: road-closed, what: A closed road}, {id: nobody-in, what: Nobody in}]
record: {file: records/r.csv, from: collected_at, to: delivered_at, excluded: excluded_because, format: "2006-01-02 15:04"}
`

func deliveries(t testing.TB) string {
	data, err := os.ReadFile("testdata/deliveries.csv")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestDeliveries holds the figures of 209 rows that another program worked out.
func TestDeliveries(t *testing.T) {
	all := deliveries(t)
	for _, c := range []struct {
		name                          string
		promise                       string
		without                       string
		kept, finished, late, counted int
		share, wilson                 string
		verdict                       Verdict
	}{
		{"within 48 h", onTime, "", 190, 200, 1, 201, "94.53", "90.47", Below},
		{"without the row that is late", onTime, "O0003", 190, 200, 0, 200, "95.00", "91.04", Kept},
		{"always overnight", strings.Replace(onTime, "48h", "24h", 1), "", 2, 200, 2, 202, "0.99", "0.27", Below},
	} {
		csv := all
		if c.without != "" {
			lines := slices.DeleteFunc(strings.SplitAfter(all, "\n"), func(l string) bool { return strings.HasPrefix(l, c.without) })
			csv = strings.Join(lines, "")
		}
		r := result(t, offer(t, "Europe/London", "2026-03-20T12:00:00Z", c.promise), csv)
		w := r.Window
		if w.Kept != c.kept || w.Finished != c.finished || w.Late != c.late || w.Counted() != c.counted {
			t.Errorf("%s: kept %d, finished %d, late %d, counted %d", c.name, w.Kept, w.Finished, w.Late, w.Counted())
		}
		if share, bound := fmt.Sprintf("%.2f", 100*w.Share()), fmt.Sprintf("%.2f", 100*w.Since().Wilson()); share != c.share || bound != c.wilson {
			t.Errorf("%s: share %s, lower bound %s", c.name, share, bound)
		}
		if v := r.Verdict(); v != c.verdict {
			t.Errorf("%s: verdict %d, want %d", c.name, v, c.verdict)
		}
		if !slices.Equal(w.Causes, []Cause{{"nobody-in", 2}, {"road-closed", 4}}) {
			t.Errorf("%s: excluded %v", c.name, w.Causes)
		}
	}
}

func TestQuantiles(t *testing.T) {
	r := result(t, offer(t, "Europe/London", "2026-03-20T12:00:00Z", onTime), deliveries(t))
	for share, want := range map[amount.Percent]string{500_000: "36.77", 900_000: "46.28", 950_000: "50.75", 990_000: "73.55"} {
		if got := fmt.Sprintf("%.2f", quantile(r, share).Hours()); got != want {
			t.Errorf("%s: %s h, want %s", share, got, want)
		}
	}
	if limit, ok := r.Window.Tightest(950_000); !ok || !amount.Percent(950_000).Met(keptWithin(r, limit)) || amount.Percent(950_000).Met(keptWithin(r, limit-time.Minute)) {
		t.Errorf("tightest %v, %v", limit, ok)
	}
}

// quantile returns a quantile of rows that are all finished.
func quantile(r *Result, share amount.Percent) time.Duration {
	d, open := r.Window.Quantile(share)
	if open {
		return -1
	}
	return d
}

func keptWithin(r *Result, limit time.Duration) (int64, int64) {
	kept, counted := r.Window.KeptWithin(limit)
	return int64(kept), int64(counted)
}

// The bound of k of n, found by another program by bisection: the lowest share whose score test does not reject k of n.
func TestWilson(t *testing.T) {
	for _, c := range []struct {
		k, n int
		want float64
	}{{0, 0, 0}, {0, 10, 0}, {10, 10, 0.7224672}, {9, 10, 0.5958500}, {95, 100, 0.8882495}} {
		if got := (KeptShare{c.k, c.n}).Wilson(); math.Abs(got-c.want) > 1e-6 {
			t.Errorf("%d of %d: %.7f, want %.7f", c.k, c.n, got, c.want)
		}
	}
}

// TestBusinessClock holds the two moments of the worked example, by what is kept and what is not a minute later.
func TestBusinessClock(t *testing.T) {
	o := offer(t, "Europe/Berlin", "2026-03-31T12:00:00Z", `
by: level
within: {p1: 4h}
clock: business
hours: office
target: 90%
record: {file: records/r.csv, from: at, to: done, level: level, paused: paused}
`)
	for _, c := range []struct {
		row  string
		kept int
	}{
		{"2026-03-02 16:00,2026-03-03 12:00,p1,", 1}, // Monday to Tuesday
		{"2026-03-02 16:00,2026-03-03 12:01,p1,", 0},
		{"2026-03-06 16:30,2026-03-09 12:30,p1,", 1}, // Friday to Monday
		{"2026-03-06 16:30,2026-03-09 12:31,p1,", 0},
		{"2026-03-06 16:30,2026-03-09 13:00,p1,30", 1}, // half an hour of it did not count
		{"2026-03-06 16:30,2026-03-09 13:01,p1,30", 0},
		{"2026-03-06 16:30,2026-03-10 12:30,p1,1d", 1}, // a working day
		{"2026-03-06 16:30,2026-03-10 12:31,p1,1d", 0},
	} {
		r := result(t, o, "at,done,level,paused\n"+c.row+"\n")
		if r.Window.Kept != c.kept || r.Window.Finished != 1 || r.Levels[0].Kept != c.kept || r.Levels[0].ID != "p1" {
			t.Errorf("%s: kept %d of %d", c.row, r.Window.Kept, r.Window.Finished)
		}
	}
}

// In Berlin the clocks go forward on 29 March 2026 at 02:00, and back on 25 October at 03:00: 24 hours and one day differ.
func TestClockChanges(t *testing.T) {
	for _, c := range []struct {
		within, row string
		kept        int
	}{
		{"24h", "2026-03-28 12:00,2026-03-29 13:00", 1}, // the day had 23 hours
		{"24h", "2026-03-28 12:00,2026-03-29 13:01", 0},
		{"1d", "2026-03-28 12:00,2026-03-29 12:00", 1},
		{"1d", "2026-03-28 12:00,2026-03-29 12:01", 0},
		{"24h", "2026-10-24 12:00,2026-10-25 11:00", 1}, // this one 25
		{"24h", "2026-10-24 12:00,2026-10-25 11:01", 0},
		{"1d", "2026-10-24 12:00,2026-10-25 12:00", 1},
		{"1d", "2028-02-28 09:00,2028-02-29 09:00", 1}, // a leap year
		{"1mo", "2028-01-31 09:00,2028-02-29 09:00", 1},
		{"1mo", "2028-01-31 09:00,2028-02-29 09:01", 0},
		{"1h", "2026-10-25 02:30,2026-10-25T03:30:00+01:00", 0}, // 02:30 is there twice, and the first is meant
		{"2h", "2026-10-25 02:30,2026-10-25T03:30:00+01:00", 1},
	} {
		now := strings.Split(c.row, "-")[0] + "-12-01T00:00:00Z"
		r := result(t, offer(t, "Europe/Berlin", now, "within: "+c.within+"\nwindow: 1y\nrecord: {file: records/r.csv, from: a, to: b}"), "a,b\n"+c.row+"\n")
		if r.Window.Kept != c.kept || r.Window.Finished != 1 {
			t.Errorf("%s, %s: kept %d of %d", c.within, c.row, r.Window.Kept, r.Window.Finished)
		}
	}
}

// TestAvailability holds the minutes of months with a change of the clocks: March 2026 has 44,580 in Berlin, October 44,700. Of a
// running month the time up to now counts, six hours here from its first row on, and it is missed once more is lost than the whole
// month may lose.
func TestAvailability(t *testing.T) {
	promise := `
indicator: {kind: availability, of: the shop}
at_least: 99.9%
window: month
exclusions: [{id: planned, what: Maintenance that we announced}]
record: {file: records/r.csv, from: began, to: ended, excluded: why}
`
	const early = "2025-12-01 00:00,2025-12-01 00:00,\n" // the record goes back so far
	for _, c := range []struct {
		name, now, rows string
		whole, kept     int // seconds
		verdict         Verdict
	}{
		{"just enough", "2026-04-20T12:00:00Z", early + "2026-03-02 10:00:00,2026-03-02 10:44:34,", 44580 * 60, 44580*60 - 2674, Kept},
		{"a second too much", "2026-04-20T12:00:00Z", early + "2026-03-02 10:00:00,2026-03-02 10:44:35,", 44580 * 60, 44580*60 - 2675, Below},
		{"October", "2026-11-20T12:00:00Z", early + "2026-10-02 10:00:00,2026-10-02 10:44:42,", 44700 * 60, 44700*60 - 2682, Kept},
		{"announced", "2026-04-20T12:00:00Z", early + "2026-03-02 10:00,2026-03-02 18:00,planned", 44580*60 - 28800, 44580*60 - 28800, Kept},
		{"a whole month announced", "2026-04-20T12:00:00Z", early + "2026-03-01 00:00,2026-04-01 00:00,planned", 0, 0, New},
		{"nothing yet", "2026-03-01T05:00:00Z", "", 21600, 21600, New},
		{"half an hour so far, still down", "2026-03-01T05:00:00Z", "2026-03-01 05:30,,", 1800, 0, New},
		{"five hours of six", "2026-03-01T05:00:00Z", "2026-03-01 00:30,2026-03-01 05:30,", 19800, 1800, Below},
		{"more than is left to the whole month", "2026-03-01T05:00:00Z", "2026-03-01 00:00:00,2026-03-01 00:44:35,", 21600, 21600 - 2675, Below},
	} {
		r := result(t, offer(t, "Europe/Berlin", c.now, promise), "began,ended,why\n"+c.rows+"\n")
		if r.Window.Finished != c.whole || r.Window.Kept != c.kept || r.Verdict() != c.verdict {
			t.Errorf("%s: %d of %d seconds, verdict %d", c.name, r.Window.Kept, r.Window.Finished, r.Verdict())
		}
	}
}

// TestAllowance holds the table of downtime that another program worked out, and maintenance on top.
func TestAllowance(t *testing.T) {
	const hour, minute = 3600, 60
	for _, c := range []struct {
		minutes int
		want    [3]int // at 99.75, 99.9 and 99.95 %, in seconds
	}{
		{44640, [3]int{hour + 51*minute + 36, 44*minute + 38, 22*minute + 19}},
		{43200, [3]int{hour + 48*minute, 43*minute + 12, 21*minute + 36}},
		{40320, [3]int{hour + 40*minute + 48, 40*minute + 19, 20*minute + 9}},
		{44580, [3]int{hour + 51*minute + 27, 44*minute + 34, 22*minute + 17}},
		{44700, [3]int{hour + 51*minute + 45, 44*minute + 42, 22*minute + 21}},
	} {
		for i, share := range []amount.Percent{997_500, 999_000, 999_500} {
			if got := share.Allowance(time.Duration(c.minutes)*time.Minute, 0); got != time.Duration(c.want[i])*time.Second {
				t.Errorf("%s of %d minutes: %v, want %d s", share, c.minutes, got, c.want[i])
			}
		}
	}
	if got := amount.Percent(999_000).Allowance(43200*time.Minute, 8*time.Hour); got != 8*time.Hour+42*time.Minute+43*time.Second {
		t.Errorf("with maintenance: %v", got)
	}
}

// TestAsExported holds that a record may come from any program.
func TestAsExported(t *testing.T) {
	const zoned = "within: 2h\nexclusions: [{id: x, what: X}]\nrecord: {file: records/r.csv, from: from, to: to, excluded: why%s}"
	for name, c := range map[string]struct{ format, csv string }{
		"as it should be":  {"", "from,to,why\n2026-03-02 10:00,2026-03-02 12:00,\n"},
		"byte order mark":  {"", "\xef\xbb\xbffrom,to,why\r\n2026-03-02 10:00,2026-03-02 12:00,\r\n"},
		"semicolons":       {"", "from;to;why\n2026-03-02 10:00;2026-03-02 12:00;\n"},
		"tabs":             {"", "from\tto\twhy\n2026-03-02 10:00\t2026-03-02 12:00\t\n"},
		"other columns":    {"", "id,note,to,why,from\n7,\"two\nlines, and \"\"more\"\"\",2026-03-02 12:00,,2026-03-02 10:00\n"},
		"empty lines":      {"", "from,to,why\n\n2026-03-02 10:00,2026-03-02 12:00,\n,,\n   ,,\n\n"},
		"short rows":       {"", "from,to,why\n2026-03-02 10:00,2026-03-02 12:00\n"},
		"space":            {"", " from , to,why\n 2026-03-02 10:00 ,2026-03-02 12:00, \n"},
		"mixed zones":      {"", "from,to,why\n2026-03-02T09:00:00Z,2026-03-02T12:00:00+01:00,\n"},
		"seconds":          {"", "from,to,why\n2026-03-02 10:00:00,2026-03-02 11:59:59,\n"},
		"day first":        {`, format: "02/01/2006 15:04"`, "from,to,why\n02/03/2026 10:00,02/03/2026 12:00,\n"},
		"in letters":       {`, format: "DD.MM.YYYY HH:mm"`, "from,to,why\n02.03.2026 10:00,02.03.2026 12:00,\n"},
		"Excel's own days": {`, format: excel`, "from,to,why\n46083.416666667,46083.5,\n"},
		"with commas":      {`, format: excel`, "from;to;why\n46083,416666667;46083,5;\n"},
	} {
		r := result(t, offer(t, "Europe/Berlin", "2026-03-20T12:00:00Z", fmt.Sprintf(zoned, c.format)), c.csv)
		if r.Rows != 1 || r.Window.Kept != 1 {
			t.Errorf("%s: %d rows, kept %d", name, r.Rows, r.Window.Kept)
		}
		if begins := r.Newest.UTC().Format("2006-01-02 15:04"); begins != "2026-03-02 09:00" {
			t.Errorf("%s: it begins at %s", name, begins)
		}
	}
}

// TestNoticeToldTooSoon holds that a notice which was told before it was noticed is a problem, and the others are counted.
func TestNoticeToldTooSoon(t *testing.T) {
	notice := func(noticed, told string) string {
		return "---\ntitle: The shop was away\nkind: outage\nseverity: down\nnoticed: " + noticed + "\ntold: " + told + "\n---\nIt was.\n"
	}
	o := offer(t, "Europe/Berlin", "2026-03-20T12:00:00Z", "within: 1h\nrecord: {notices: outage}",
		"content/notices/first.md", notice("2026-03-02 10:00", "2026-03-02 10:30"), "content/notices/second.md", notice("2026-03-03 10:00", "2026-03-03 09:30"))
	book, problems := Count(o, files(nil))
	const want = `content/notices/second.md:6:7 record-negative: "The shop was away" was told at 2026-03-03 09:30, before it was noticed at 2026-03-03 10:00 | Correct one of the two times. The notice is not counted.`
	if len(problems) != 1 || said(problems[0]) != want {
		t.Errorf("%+v", problems)
	}
	if w := book.Result(o.Promises[0]).Window; w.Kept != 1 || w.Counted() != 1 {
		t.Errorf("kept %d of %d", w.Kept, w.Counted())
	}
}

// TestFileOfTwoPromises holds that a file is read once for all that name it, and its problems are reported once; those of the
// columns of one promise leave the other alone.
func TestFileOfTwoPromises(t *testing.T) {
	const record = "record: {file: records/r.csv, from: from, to: to}\n"
	o := offer(t, "UTC", "2026-03-20T12:00:00Z", "within: 2h\n"+record, "content/capabilities/other.yaml",
		"title: Other\nsummary: We do.\npromises:\n  - {id: q, says: We do it., commitment: target, within: 1h, record: {file: records/r.csv, from: from, to: to, excluded: why}, exclusions: [{id: x, what: X}]}\n"+
			"  - {id: r, says: We do it., commitment: target, within: 3h, record: {file: records/r.csv, from: from, to: until}}\n")
	opened := 0
	text := files(map[string]string{"content/records/r.csv": "from,to,why\n2026-03-02 10:00,2026-03-02 11:30,\n2026-03-02 10:00,2026-03-02 10:30,y\n2026-03-02 10:00,\"open\n"})
	book, problems := Count(o, func(path string) (io.ReadCloser, error) { opened++; return text(path) })
	var got []string
	for _, p := range problems {
		got = append(got, p.At.String()+" "+p.Message)
	}
	want := []string{
		`content/capabilities/other.yaml:5:108 "content/records/r.csv" has no column "until"`,
		`content/records/r.csv:3:35 the promise "q" has no exclusion "y"`,
		`content/records/r.csv:4:18 ` + openQuote,
	}
	if opened != 1 || !slices.Equal(got, want) {
		t.Errorf("opened %d times\n%s", opened, strings.Join(got, "\n"))
	}
	p, q, r := book.Result(o.Promise("delivery.p")), book.Result(o.Promise("other.q")), book.Result(o.Promise("other.r"))
	if p.Window.Kept != 2 || q.Window.Kept != 0 || q.Window.Counted() != 1 || r != nil {
		t.Errorf("p %+v, q %+v, r %+v", p.Window, q.Window, r)
	}
}

// TestLocalTimes holds what is said of local times that were there twice or never, in Berlin in 2026: 02:30 on 29 March and
// on 25 October. The rows count.
func TestLocalTimes(t *testing.T) {
	const help = "If times are written in another zone, let each say so, such as 2026-03-29T02:30Z; else correct the row."
	const twice = "The first of the two is counted, or the second where the row would end before it starts. To be exact, let each time say its zone, such as 2026-10-25T02:30+01:00."
	for _, c := range []struct {
		within, rows string
		kept         int
		want         string
	}{
		{"1h", "2026-03-29 02:30,2026-03-29 04:00", 1, "content/records/r.csv:2:1 warning record-format: 2026-03-29 02:30 never was in Europe/Berlin: the clocks went forward over it | It is counted as 2026-03-29 03:30. " + help},
		{"1h", "2026-03-29T02:30+01:00,2026-03-29T04:00+02:00", 1, ""},
		{"3h", strings.Repeat("2026-10-25 02:30,2026-10-25 04:00\n", 3), 3, "content/records/r.csv:2:1 notice record-format: 2026-10-25 02:30 was there twice in Europe/Berlin, where the clocks went back; it is so in 3 rows, in lines 2, 3 and 4 | " + twice},
		{"2h", "2026-10-25 02:30,2026-10-25 04:00", 0, "content/records/r.csv:2:1 notice record-format: 2026-10-25 02:30 was there twice in Europe/Berlin, where the clocks went back | " + twice},
		{"20m", "2026-10-25 02:50,2026-10-25 02:10", 1, "content/records/r.csv:2:1 notice record-format: 2026-10-25 02:50 was there twice in Europe/Berlin, where the clocks went back | " + twice},
		{"19m", "2026-10-25 02:50,2026-10-25 02:10", 0, "content/records/r.csv:2:1 notice record-format: 2026-10-25 02:50 was there twice in Europe/Berlin, where the clocks went back | " + twice},
		{"1h", "soon,2026-03-29 02:30", 0, `content/records/r.csv:2:1 default record-format: "soon" is no time that can be read | Write it like 2026-03-20 12:00, or say in format: how times are written.`},
	} {
		o := offer(t, "Europe/Berlin", "2026-12-01T00:00:00Z", "within: "+c.within+"\nwindow: 1y\nrecord: {file: records/r.csv, from: from, to: to}")
		book, problems := Count(o, files(map[string]string{"content/records/r.csv": "from,to\n" + c.rows + "\n"}))
		got := ""
		for _, p := range problems {
			got += fmt.Sprintf("%s %s %s: %s | %s", p.At, p.Severity, p.Rule, p.Message, p.Help)
		}
		if kept := book.Result(o.Promises[0]).Window.Kept; kept != c.kept || got != c.want {
			t.Errorf("%s, %s: kept %d\n%s\nwant\n%s", c.within, c.rows, kept, got, c.want)
		}
	}
}

// TestFuture holds which rows are later than "now": those that say what happened then, and not what is booked or announced.
func TestFuture(t *testing.T) {
	const times = "within: 2h\nexclusions: [{id: x, what: X}]\nrecord: {file: records/r.csv, from: from, to: to, excluded: why}"
	for _, c := range []struct {
		name, promise, rows string
		future, notDue      int
	}{
		{"times", times, "2026-03-20 12:01,2026-03-20 13:00,\n2026-03-20 11:00,2026-03-20 12:01,\n2026-03-20 11:00,2026-03-20 12:00,\n2026-03-21 11:00,,\n2026-03-20 12:01,2026-03-20 13:00,x\n", 2, 2},
		{"counted", "at_least: 90%\nrecord: {file: records/r.csv, from: from, ok: to}", "2026-03-21,yes,\n2026-03-20,yes,\n2026-03-19,yes,\n", 1, 1},
		{"outages", service, "2026-03-21 10:00,2026-03-21 11:00,\n2026-03-21 10:00,2026-03-21 11:00,planned\n2026-03-20 10:00,2026-03-20 13:00,\n", 2, 0},
	} {
		header := "from,to,why\n"
		if c.name == "outages" {
			header = "began,ended,why\n"
		}
		r := result(t, offer(t, "UTC", "2026-03-20T12:00:00Z", c.promise), header+c.rows)
		if r.Future != c.future || r.Window.NotDue != c.notDue {
			t.Errorf("%s: %d in the future, %d not due", c.name, r.Future, r.Window.NotDue)
		}
	}
}
