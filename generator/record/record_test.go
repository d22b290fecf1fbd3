package record

import (
	"errors"
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
		if share, bound := fmt.Sprintf("%.2f", 100*w.Share()), fmt.Sprintf("%.2f", 100*w.Wilson()); share != c.share || bound != c.wilson {
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
	for share, want := range map[amount.Percent]string{500_000: "36.73", 900_000: "46.27", 950_000: "47.48", 990_000: "72.48"} {
		if got := fmt.Sprintf("%.2f", r.Window.Quantile(share).Hours()); got != want {
			t.Errorf("%s: %s h, want %s", share, got, want)
		}
	}
	if limit, ok := r.Window.Tightest(950_000); !ok || !amount.Percent(950_000).Met(keptWithin(r, limit)) || amount.Percent(950_000).Met(keptWithin(r, limit-time.Minute)) {
		t.Errorf("tightest %v, %v", limit, ok)
	}
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
		if got := (&Tally{Finished: c.n, Kept: c.k}).Wilson(); math.Abs(got-c.want) > 1e-6 {
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

// TestAvailability holds the minutes of months with a change of the clocks: March 2026 has 44,580 in Berlin, October 44,700.
func TestAvailability(t *testing.T) {
	promise := `
indicator: {kind: availability, of: the shop}
at_least: 99.9%
window: month
exclusions: [{id: planned, what: Maintenance that we announced}]
record: {file: records/r.csv, from: began, to: ended, excluded: why}
`
	for _, c := range []struct {
		name, now, rows string
		whole, kept     int // seconds
		verdict         Verdict
	}{
		{"nothing", "2026-03-20T12:00:00Z", "", 44580 * 60, 44580 * 60, Kept},
		{"just enough", "2026-03-20T12:00:00Z", "2026-03-02 10:00:00,2026-03-02 10:44:34,", 44580 * 60, 44580*60 - 2674, Kept},
		{"a second too much", "2026-03-20T12:00:00Z", "2026-03-02 10:00:00,2026-03-02 10:44:35,", 44580 * 60, 44580*60 - 2675, Below},
		{"October", "2026-10-20T12:00:00Z", "2026-10-02 10:00:00,2026-10-02 10:44:42,", 44700 * 60, 44700*60 - 2682, Kept},
		{"announced", "2026-03-20T12:00:00Z", "2026-03-02 10:00,2026-03-02 18:00,planned", 44580*60 - 28800, 44580*60 - 28800, Kept},
		{"still down", "2026-03-20T12:00:00Z", "2026-03-20 12:30,,", 44580 * 60, 44580*60 - 1800, Kept},
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

// TestFaults holds what is said of rows that cannot be counted, and that the others are.
func TestFaults(t *testing.T) {
	const promise = "by: level\nwithin: {p1: 2h}\nexclusions: [{id: road-closed, what: X}]\nrecord: {file: records/r.csv, from: from, to: to, level: level, excluded: why, paused: paused}"
	const good = "2026-03-02 10:00,2026-03-02 11:00,p1,,\n"
	for _, c := range []struct{ row, want string }{
		{"2026-03-02 10:00,2026-03-02 09:00,p1,,", `content/records/r.csv:3:18 record-negative: the row ends at 2026-03-02 09:00, before it starts at 2026-03-02 10:00 | Correct one of the two times. The row is not counted.`},
		{"03/04/2026 10:00,,p1,,", `content/records/r.csv:3:1 record-format: "03/04/2026 10:00" can be read in two ways: the day may stand first, or the month | Say which below record:, such as format: "DD/MM/YYYY HH:mm" (day first) or format: "MM/DD/YYYY HH:mm" (month first).`},
		{"28/04/2025 10:00,,p1,,", `content/records/r.csv:3:1 record-format: "28/04/2025 10:00" has the day first, and not every time shows that | Write below record: format: "DD/MM/YYYY HH:mm".`},
		{"46083.4,,p1,,", `content/records/r.csv:3:1 record-format: "46083.4" looks like a day number of Excel | If it is one, write format: excel below record:.`},
		{"0026-03-02 10:00,,p1,,", `content/records/r.csv:3:1 record-format: "0026-03-02 10:00" is centuries away | Check the year.`},
		{"soon,,p1,,", `content/records/r.csv:3:1 record-format: "soon" is no time that can be read | Write it like 2026-03-20 12:00, or say in format: how times are written.`},
		{",2026-03-02 09:00,p1,,", `content/records/r.csv:3:1 record-format: the row does not say when it began | Fill in the column "from", or remove the row.`},
		{"2026-03-02 10:00,,p1,road-close,", `content/records/r.csv:3:22 record-format: the promise "p" has no exclusion "road-close" | Did you mean "road-closed"? Add it below exclusions:, or correct the row: nothing else may be left out of the count.`},
		{"2026-03-02 10:00,,p7,,", `content/records/r.csv:3:19 record-format: the promise "p" has no level "p7" | Did you mean "p1"? Correct the row, or give the level a time below within:.`},
		{"2026-03-02 10:00,,p1,,a while", `content/records/r.csv:3:23 record-format: "a while" is neither a number of minutes nor a time such as 2h or 4d | Write how long it did not count, or leave the field empty.`},
		{"2026-03-02 10:00,\"quote", `content/records/r.csv:3:18 record-format: a quotation mark is opened here and never closed | A value that holds a quotation mark or the separator stands in quotation marks, and each such mark in it is written twice: "5"" pipe".`},
	} {
		o := offer(t, "Europe/Berlin", "2026-03-20T12:00:00Z", promise)
		book, problems := Count(o, files(map[string]string{"content/records/r.csv": "from,to,level,why,paused\n" + good + c.row + "\n" + good}))
		if len(problems) != 1 || said(problems[0]) != c.want {
			t.Errorf("%s:\n%v\nwant\n%s", c.row, problems, c.want)
			for _, p := range problems {
				t.Log(said(p))
			}
		}
		if r := book.Result(o.Promises[0]); r == nil || r.Rows != 2 {
			t.Errorf("%s: the others are not counted", c.row)
		}
	}
}

func said(p diag.Problem) string {
	return fmt.Sprintf("%s %s: %s | %s", p.At, p.Rule, p.Message, p.Help)
}

func TestManyFaultsAreToldOfOnce(t *testing.T) {
	o := offer(t, "Europe/Berlin", "2026-03-20T12:00:00Z", "within: 2h\nrecord: {file: records/r.csv, from: from, to: to}")
	_, problems := Count(o, files(map[string]string{"content/records/r.csv": "from,to\n" + strings.Repeat("soon,\n", 1000)}))
	if len(problems) != 5 || problems[4].Message != `"soon" is no time that can be read; a time is wrong in 995 more rows` || problems[4].At.Line != 6 {
		t.Errorf("%+v", problems)
	}
	_, problems = Count(o, files(map[string]string{"content/records/r.csv": "from,to\n" + strings.Repeat("01.03.2026 10:00,\n28.02.2026 10:00,\n", 100)}))
	if len(problems) != 1 || problems[0].Message != `"28.02.2026 10:00" has the day first, and not every time shows that; that is so in 99 more rows` {
		t.Errorf("a column that is written in another way: %+v", problems)
	}
	_, problems = Count(o, files(map[string]string{"content/records/r.csv": "from,to\n01.03.2026 10:00,\n2/28/26,\n"}))
	if len(problems) != 2 || problems[0].Message != `"01.03.2026 10:00" can be read in two ways: the day may stand first, or the month` ||
		problems[1].Message != `"2/28/26" has the month first, and not every time shows that` {
		t.Errorf("two other ways in one column: %+v", problems)
	}
}

// Excel writes CSV in Windows-1252 by default.
func TestForeignLetters(t *testing.T) {
	o := offer(t, "Europe/Berlin", "2026-03-20T12:00:00Z", "within: 2h\nrecord: {file: records/r.csv, from: Eröffnet, to: Fertig}")
	const times = "2026-03-02 10:00;2026-03-02 11:00"
	for csv, want := range map[string]string{
		"Er\xf6ffnet;Fertig\n" + times + "\n":                 `content/capabilities/delivery.yaml:8:41 record-format: "content/records/r.csv" is not written in UTF-8, so its column "Eröffnet" cannot be found | ` + saveAsUTF8,
		"Eröffnet;Fertig;Kunde\n" + times + ";M\xfcller\n":    "",
		"Eröffnet;Fertig;customer\n" + times + ";M\xfcller\n": `content/records/r.csv:2:35 record-format: the name of this customer is not written in UTF-8 | ` + saveAsUTF8,
	} {
		_, problems := Count(o, files(map[string]string{"content/records/r.csv": csv}))
		var got string
		for _, p := range problems {
			got += said(p)
		}
		if got != want {
			t.Errorf("%q:\n got %s\nwant %s", csv, got, want)
		}
	}
}

func TestMissingFilesAndColumns(t *testing.T) {
	o := offer(t, "Europe/Berlin", "2026-03-20T12:00:00Z", "within: 2h\nrecord: {file: records/r.csv, from: form, to: to}")
	const (
		at    = `content/capabilities/delivery.yaml:8:20 record-format: "content/records/r.csv"`
		utf16 = at + ` is written in UTF-16, which few programs read | Save it again as CSV in UTF-8: Excel has "CSV UTF-8" among the kinds of file in "Save as".`
		page  = at + ` is no CSV, but a web page, or another file with tags | Open it in a browser: where it asks you to log in, the export failed. Export the rows as CSV.`
		json  = at + ` is no CSV, but JSON | Export the rows as CSV, with the names of the columns in the first line.`
	)
	for csv, want := range map[string]string{
		"":                             `content/capabilities/delivery.yaml:8:20 record-format: "content/records/r.csv" is empty: not even the names of the columns are there | Write the names of the columns in its first line.`,
		"\xff\xfef\x00r\x00o\x00m\x00": `content/capabilities/delivery.yaml:8:20 record-format: "content/records/r.csv" is written in UTF-16, which few programs read | Save it again as CSV in UTF-8: Excel has "CSV UTF-8" among the kinds of file in "Save as".`,
		"fr\xf6m,to\n":                 `content/capabilities/delivery.yaml:8:41 record-format: "content/records/r.csv" has no column "form" | Its columns are fr` + "\ufffd" + `m, to.`,
		"f\x00r\x00o\x00m\x00,\x00":    utf16,
		"\x00f\x00r\x00o\x00m\x00,":    utf16,
		"PK\x03\x04\x14\x00":           at + ` is no CSV, but a spreadsheet or an archive | Open it in the program that made it, and save the sheet as CSV (UTF-8).`,
		"\xd0\xcf\x11\xe0\xa1\xb1":     at + ` is no CSV, but a spreadsheet of an older Excel | Open it in the program that made it, and save the sheet as CSV (UTF-8).`,
		"%PDF-1.7\nfrom,to\n":          at + ` is no CSV, but a PDF | Export the rows as CSV from the program that printed it.`,
		"\x1f\x8b\x08from":             at + ` is no CSV, but a compressed file | Unpack it, and put the CSV file there.`,
		"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR from, to":             at + ` is no CSV: it holds bytes that no text has | Export the rows as CSV (UTF-8) from the program that made it.`,
		"\n <!DOCTYPE html><p>form,to":                             page,
		"<table><tr><td>form</td><td>to":                           page,
		" [ {\"form\": 1}]":                                        json,
		"{\"form\": 1}":                                            json,
		"version https://git-lfs.github.com/spec/v1\noid sha256:0": at + ` is no CSV, but only the pointer that Git LFS keeps for a file | Run git lfs pull, so that the file itself is there.`,
		" \n\r\n\r,,\n":                                            at + ` is empty: not even the names of the columns are there | Write the names of the columns in its first line.`,
		"form,to,form\n":                                           `content/capabilities/delivery.yaml:8:41 record-format: "content/records/r.csv" has two columns "form" | Give one of them another name, or leave it out of the export.`,
		"from,to\n":                                                `content/capabilities/delivery.yaml:8:41 record-format: "content/records/r.csv" has no column "form" | Did you mean "from"? Its columns are from, to.`,
	} {
		if _, problems := Count(o, files(map[string]string{"content/records/r.csv": csv})); len(problems) != 1 || said(problems[0]) != want {
			t.Errorf("%q: %s", csv, said(problems[0]))
		}
	}
	want := `content/capabilities/delivery.yaml:8:20 record-format: there is no file "content/records/r.csv" | Put the file there, or write its name as it stands below content/, such as records/deliveries.csv.`
	if _, problems := Count(o, files(nil)); len(problems) != 1 || said(problems[0]) != want {
		t.Errorf("%s", said(problems[0]))
	}
	broken := func(string) (io.ReadCloser, error) { return nil, errors.New("the disk is away") }
	if _, problems := Count(o, broken); len(problems) != 1 || problems[0].Message != `"content/records/r.csv" cannot be read: the disk is away` {
		t.Errorf("%s", said(problems[0]))
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
		{"3h", strings.Repeat("2026-10-25 02:30,2026-10-25 04:00\n", 3), 3, "content/records/r.csv:2:1 notice record-format: 2026-10-25 02:30 was there twice in Europe/Berlin, where the clocks went back; it is so in 2 more rows | " + twice},
		{"2h", "2026-10-25 02:30,2026-10-25 04:00", 0, "content/records/r.csv:2:1 notice record-format: 2026-10-25 02:30 was there twice in Europe/Berlin, where the clocks went back | " + twice},
		{"20m", "2026-10-25 02:50,2026-10-25 02:10", 1, "content/records/r.csv:2:1 notice record-format: 2026-10-25 02:50 was there twice in Europe/Berlin, where the clocks went back; it is so in 1 more row | " + twice},
		{"19m", "2026-10-25 02:50,2026-10-25 02:10", 0, "content/records/r.csv:2:1 notice record-format: 2026-10-25 02:50 was there twice in Europe/Berlin, where the clocks went back; it is so in 1 more row | " + twice},
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
		future, open        int
	}{
		{"times", times, "2026-03-20 12:01,2026-03-20 13:00,\n2026-03-20 11:00,2026-03-20 12:01,\n2026-03-20 11:00,2026-03-20 12:00,\n2026-03-21 11:00,,\n2026-03-20 12:01,2026-03-20 13:00,x\n", 2, 1},
		{"counted", "at_least: 90%\nrecord: {file: records/r.csv, from: from, ok: to}", "2026-03-21,yes,\n2026-03-20,yes,\n", 1, 0},
		{"outages", service, "2026-03-21 10:00,2026-03-21 11:00,\n2026-03-21 10:00,2026-03-21 11:00,planned\n2026-03-20 10:00,2026-03-20 13:00,\n", 2, 0},
	} {
		header := "from,to,why\n"
		if c.name == "outages" {
			header = "began,ended,why\n"
		}
		r := result(t, offer(t, "UTC", "2026-03-20T12:00:00Z", c.promise), header+c.rows)
		if r.Future != c.future || r.Window.Open != c.open {
			t.Errorf("%s: %d in the future, %d open", c.name, r.Future, r.Window.Open)
		}
	}
}
