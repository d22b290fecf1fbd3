package record

import (
	"encoding/csv"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"upfront/generator/amount"
)

// A second way to count, slow and plain: every row is held, and every question is asked of all of them.
type slowRow struct {
	from, to time.Time
	cause    string
}

func slowly(t *testing.T, text string, now time.Time) (rows []slowRow) {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all[1:] {
		from, _ := time.Parse(time.RFC3339, r[0])
		to, _ := time.Parse(time.RFC3339, r[1])
		if to.After(now) {
			to = time.Time{}
		}
		if due := from.Add(48 * time.Hour); due.Before(now) && !due.Before(now.Add(-90*24*time.Hour)) {
			rows = append(rows, slowRow{from, to, r[2]})
		}
	}
	return rows
}

// keptOf counts what is kept and counted under a limit.
func keptOf(rows []slowRow, limit time.Duration, now time.Time) (kept, counted int) {
	for _, r := range rows {
		switch {
		case r.cause != "":
		case r.to.IsZero() && now.Sub(r.from) > limit:
			counted++
		case !r.to.IsZero():
			counted++
			if r.to.Sub(r.from) <= limit {
				kept++
			}
		}
	}
	return kept, counted
}

// TestCountsAsTheSlowWay compares both over random records: kept, counted, excluded, quantiles, and the tightest limit.
func TestCountsAsTheSlowWay(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 11))
	now := time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC)
	for range 300 {
		var text strings.Builder
		text.WriteString("from,to,why\n")
		for range random.IntN(80) {
			from := now.Add(-time.Duration(random.IntN(100*24*60)-24*60) * time.Minute)
			to := ""
			if random.IntN(5) > 0 {
				to = from.Add(time.Duration(random.IntN(80*60)) * time.Minute).Format(time.RFC3339)
			}
			fmt.Fprintf(&text, "%s,%s,%s\n", from.Format(time.RFC3339), to, []string{"", "", "", "", "road-closed"}[random.IntN(5)])
		}
		r := result(t, offer(t, "UTC", "2026-03-20T12:00:00Z",
			"within: 48h\ntarget: 90%\nwindow: 90d\nexclusions: [{id: road-closed, what: X}]\nrecord: {file: records/r.csv, from: from, to: to, excluded: why}"), text.String())
		rows := slowly(t, text.String(), now)
		kept, counted := keptOf(rows, 48*time.Hour, now)
		if r.Window.Kept != kept || r.Window.Counted() != counted {
			t.Fatalf("kept %d of %d, want %d of %d in\n%s", r.Window.Kept, r.Window.Counted(), kept, counted, text.String())
		}
		var took, waits []time.Duration
		excluded := 0
		for _, row := range rows {
			if row.cause != "" {
				excluded++
			} else if !row.to.IsZero() {
				took = append(took, row.to.Sub(row.from))
			} else {
				waits = append(waits, now.Sub(row.from))
			}
		}
		slices.Sort(took)
		slices.Sort(waits)
		all := slices.Concat(took, waits)
		if r.Window.Excluded() != excluded {
			t.Fatalf("excluded %d, want %d", r.Window.Excluded(), excluded)
		}
		for _, share := range []amount.Percent{1, 500_000, 950_000, amount.Whole} {
			want, isOpen := time.Duration(0), false
			for i := range all { // the first that at least this share is not above
				if share.Met(int64(i+1), int64(len(all))) {
					want, isOpen = all[i], i >= len(took)
					break
				}
			}
			if got, open := r.Window.Quantile(share); got != want || open != isOpen {
				t.Fatalf("%s quantile %v %v, want %v %v of %v", share, got, open, want, isOpen, all)
			}
		}
		limit, ok := r.Window.Tightest(900_000)
		want, found := time.Duration(0), false
		for _, d := range took {
			if k, n := keptOf(rows, d, now); amount.Percent(900_000).Met(int64(k), int64(n)) {
				want, found = d, true
				break
			}
		}
		if limit != want || ok != found {
			t.Fatalf("tightest %v %v, want %v %v in\n%s", limit, ok, want, found, text.String())
		}
	}
}

// FuzzCount holds that no file makes the counting fall over, that what is kept is no more than what is counted, and that
// every problem has a place and something to do.
func FuzzCount(f *testing.F) {
	for _, text := range []string{
		"from,to,why\n2026-03-02 10:00,2026-03-02 12:00,\n", "from;to\r\n\"a\nb\";;\r\n", "\xef\xbb\xbffrom\tto\n", "", "from,to,why\n\"",
		"from,to,why\n46083.4,,x\n", "from,to,why\n2026-03-29 02:30,2026-02-30 25:61,road-closed\n", "to,from\n2026-03-02T10:00:00+14:00,0000-01-01 00:00",
	} {
		f.Add(text, "", "48h")
		f.Add(text, "excel", "2 business days")
	}
	f.Fuzz(func(t *testing.T, text, format, within string) {
		if strings.ContainsAny(format+within, "\"\\\n\r") || len(format) > 40 || !slices.Contains([]string{"48h", "2 business days", "1mo", "5m"}, within) {
			return
		}
		o := offer(t, "Europe/Berlin", "2026-03-20T12:00:00Z", "within: "+within+"\nhours: office\nwindow: quarter\nexclusions: [{id: road-closed, what: X}]\nrecord: {file: records/r.csv, from: from, to: to, excluded: why}")
		o.Promises[0].Record.Format.V = format
		book, problems := Count(o, files(map[string]string{"content/records/r.csv": text}))
		for _, p := range problems {
			if p.At.IsZero() || p.Message == "" || p.Help == "" {
				t.Fatalf("%+v", p)
			}
		}
		if r := book.Result(o.Promises[0]); r != nil && (r.Window.Kept > r.Window.Counted() || r.Window.Late > r.Window.Counted() || r.Window.Kept < 0) {
			t.Fatalf("%+v", r.Window)
		}
	})
}

// million writes a record of so many rows as it is read, so that none of it has to be held.
type million struct {
	rows, at int
	rest     []byte
}

func (m *million) Read(b []byte) (int, error) {
	for len(m.rest) == 0 {
		if m.at > m.rows {
			return 0, io.EOF
		}
		if m.at == 0 {
			m.rest = []byte("id,from,to,why\n")
		} else {
			from := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(m.at%100_000) * time.Minute)
			m.rest = append(m.rest, fmt.Sprintf("D%07d,%s,%s,\n", m.at, from.Format("2006-01-02 15:04"), from.Add(time.Duration(m.at%4000)*time.Minute).Format("2006-01-02 15:04"))...)
		}
		m.at++
	}
	n := copy(b, m.rest)
	m.rest = m.rest[n:]
	return n, nil
}

func (m *million) all() (string, error) {
	text, err := io.ReadAll(m)
	return string(text), err
}

// BenchmarkMillionRows counts a record of a million rows, on the calendar clock and on a business clock. The time to
// write them is left out by writing them before.
func BenchmarkMillionRows(b *testing.B) {
	const rows = 1_000_000
	text, err := (&million{rows: rows}).all()
	if err != nil {
		b.Fatal(err)
	}
	for name, promise := range map[string]string{"calendar": "within: 48h", "business": "within: 16h\nclock: business\nhours: office", "working days": "within: 2 business days\nhours: office"} {
		b.Run(name, func(b *testing.B) {
			o := offer(b, "Europe/London", "2026-03-20T12:00:00Z", promise+"\ntarget: 50%\nwindow: 90d\nexclusions: [{id: x, what: X}]\nrecord: {file: records/r.csv, from: from, to: to, excluded: why}")
			b.ReportAllocs()
			for b.Loop() {
				if r := result(b, o, text); r.Rows != rows {
					b.Fatal(r.Rows)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows, "ns/row")
		})
	}
}

// BenchmarkOtherForms counts a record of a million rows whose times need a look at all of them, or are written in words. Where each
// run prints user time, it is that which counts: the rows are read twice.
func BenchmarkOtherForms(b *testing.B) {
	const rows = 1_000_000
	for name, layout := range map[string]string{"day first": "02.01.2006 15:04", "words": "02/Jan/06 3:04 PM", "seconds": "", "ISO 8601": time.RFC3339} {
		b.Run(name, func(b *testing.B) {
			var text strings.Builder
			text.WriteString("from,to\n")
			for i := range rows {
				at := time.Date(2026, 1, 1, 8, 0, 0, 0, time.UTC).Add(time.Duration(i%90_000) * time.Minute)
				if done := at.Add(26 * time.Hour); layout == "" {
					fmt.Fprintf(&text, "%d,%d\n", at.Unix(), done.Unix())
				} else {
					text.WriteString(at.Format(layout) + "," + done.Format(layout) + "\n")
				}
			}
			o := offer(b, "Europe/London", "2026-03-20T12:00:00Z", "within: 48h\ntarget: 50%\nwindow: 90d\nrecord: {file: records/r.csv, from: from, to: to}")
			b.ReportAllocs()
			for b.Loop() {
				if r := result(b, o, text.String()); r.Rows != rows {
					b.Fatal(r.Rows)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows, "ns/row")
		})
	}
}

// BenchmarkManyCustomers shows how much is held where each customer has sums of its own.
func BenchmarkManyCustomers(b *testing.B) {
	const rows = 1_000_000
	for _, customers := range []int{1000, 100_000} {
		b.Run(fmt.Sprint(customers), func(b *testing.B) {
			var text strings.Builder
			text.WriteString("from,to,customer\n")
			for i := range rows {
				fmt.Fprintf(&text, "2026-03-%02d 10:00,2026-03-%02d 12:00,customer-%d\n", 1+i%18, 2+i%18, i%customers)
			}
			o := offer(b, "Europe/London", "2026-03-20T12:00:00Z", "within: 48h\nwindow: 90d\nrecord: {file: records/r.csv, from: from, to: to}")
			b.ReportAllocs()
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			for b.Loop() {
				r := result(b, o, text.String())
				runtime.GC()
				runtime.ReadMemStats(&after)
				if len(r.Customers) != customers {
					b.Fatal(len(r.Customers))
				}
				b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB-held")
			}
		})
	}
}
