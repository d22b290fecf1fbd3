package record

import (
	"encoding/csv"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestOracleStandsAlone holds that the oracle shares nothing with what it is compared with: its files import the standard
// library alone, and each name in them is one of theirs or of the language.
func TestOracleStandsAlone(t *testing.T) {
	names, _ := filepath.Glob("oracle_*test.go")
	declared := map[string]bool{}
	var unresolved []*ast.Ident
	for _, name := range names {
		if name == "oracle_compare_test.go" {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range f.Imports {
			path := strings.Trim(i.Path.Value, `"`)
			if first, _, _ := strings.Cut(path, "/"); first == "upfront" || strings.Contains(first, ".") {
				t.Errorf("%s imports %s", name, path)
			}
			declared[filepath.Base(path)] = true
		}
		for name := range f.Scope.Objects {
			declared[name] = true
		}
		unresolved = append(unresolved, f.Unresolved...)
	}
	declared["rand"] = true // of math/rand/v2
	for _, ident := range unresolved {
		if !declared[ident.Name] && types.Universe.Lookup(ident.Name) == nil {
			t.Errorf("%s is a name of the package", ident.Name)
		}
	}
}

func oracleShare(percent string) *big.Rat {
	share, _ := new(big.Rat).SetString(percent)
	return share.Quo(share, big.NewRat(100, 1))
}

func oracleZone(t *testing.T, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func oracleMoment(t *testing.T, text string, zone *time.Location) time.Time {
	t.Helper()
	if text == "" {
		return time.Time{}
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04:05", "2006-01-02 15:04"} {
		if moment, err := time.ParseInLocation(layout, text, zone); err == nil {
			return moment
		}
	}
	t.Fatalf("%q is no moment", text)
	return time.Time{}
}

// oracleFile reads rows whose first columns are the beginning and the end, after an id where skip is 1.
func oracleFile(t *testing.T, name string, skip int, zone *time.Location) (rows []oracleRow) {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines[1:] {
		r := oracleRow{from: oracleMoment(t, line[skip], zone), to: oracleMoment(t, line[skip+1], zone)}
		if skip == 1 {
			r.id, r.exclusion = line[0], line[3]
		}
		rows = append(rows, r)
	}
	return rows
}

// TestOracleOfWorkedExamples compares the oracle with figures that another program worked out: 209 deliveries, and 600 cases
// of which many are not due yet.
func TestOracleOfWorkedExamples(t *testing.T) {
	london := oracleZone(t, "Europe/London")
	deliveries := oracleFile(t, "deliveries.csv", 1, london)
	var without []oracleRow
	for _, r := range deliveries {
		if r.id != "O0003" {
			without = append(without, r)
		}
	}
	delivery := oraclePromise{kind: "duration", zone: london, now: time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC), within: oracleLength{48, "h"}, target: oracleShare("95"),
		window: oracleWindow{last: oracleLength{90, "d"}}, minSample: 30, exclusions: []oracleExclusion{{id: "road-closed"}, {id: "nobody-in"}}}
	overnight := delivery
	overnight.within.n = 24
	slow := oraclePromise{kind: "duration", zone: time.UTC, now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC), within: oracleLength{28, "d"}, target: oracleShare("80"),
		window: oracleWindow{last: oracleLength{30, "d"}}, minSample: 30}
	for _, c := range []struct {
		name    string
		promise oraclePromise
		rows    []oracleRow
		sums    string
		unit    time.Duration
		times   string // p50, p90, p95 and p99
		verdict string
	}{
		{"within 48 h", delivery, deliveries, "190 of 201, 200 finished, 1 late, 2 not due, 6 excluded", time.Hour, "36.77 46.28 50.75 73.55", "Below"},
		{"without the late row", delivery, without, "190 of 200, 200 finished, 0 late, 2 not due, 6 excluded", time.Hour, "36.73 46.27 47.48 72.48", "Kept"},
		{"within 24 h", overnight, deliveries, "2 of 202, 200 finished, 2 late, 1 not due, 6 excluded", 0, "", "Below"},
		{"slow", slow, oracleFile(t, "slow.csv", 0, time.UTC), "241 of 300, 292 finished, 8 late, 280 not due, 0 excluded", 24 * time.Hour, "17.44 31.68 33.83", "Kept"},
	} {
		r := oracleCount(&c.promise, c.rows)
		w := r.window
		if sums := fmt.Sprintf("%d of %d, %d finished, %d late, %d not due, %d excluded", w.kept, w.counted, w.finished, w.late, r.notDue, w.excluded); sums != c.sums || r.verdict != c.verdict {
			t.Errorf("%s: %s, %s; want %s, %s", c.name, sums, r.verdict, c.sums, c.verdict)
		}
		for i, want := range strings.Fields(c.times) {
			percent := []int{50, 90, 95, 99}[i]
			if at, _ := w.quantile(percent); fmt.Sprintf("%.2f", float64(at.took)/float64(c.unit)) != want || at.open {
				t.Errorf("%s: of %d %% %v, open %v; want %s", c.name, percent, at.took, at.open, want)
			}
		}
	}
}

// TestOracleOfAllowances holds the table of downtime that another program worked out: as much is kept, and a second more is
// missed. Of eight hours of maintenance, all are excluded, and of nine one is not.
func TestOracleOfAllowances(t *testing.T) {
	berlin := oracleZone(t, "Europe/Berlin")
	for _, c := range []struct {
		month   string
		minutes int
		target  string
		seconds int
	}{
		{"2026-01", 44640, "99.75", 6696}, {"2026-01", 44640, "99.90", 2678}, {"2026-01", 44640, "99.95", 1339},
		{"2026-04", 43200, "99.75", 6480}, {"2026-04", 43200, "99.90", 2592}, {"2026-04", 43200, "99.95", 1296},
		{"2026-02", 40320, "99.75", 6048}, {"2026-02", 40320, "99.90", 2419}, {"2026-02", 40320, "99.95", 1209},
		{"2026-03", 44580, "99.75", 6687}, {"2026-03", 44580, "99.90", 2674}, {"2026-03", 44580, "99.95", 1337},
		{"2026-10", 44700, "99.75", 6705}, {"2026-10", 44700, "99.90", 2682}, {"2026-10", 44700, "99.95", 1341},
	} {
		begin := oracleMoment(t, c.month+"-01 00:00", berlin)
		p := oraclePromise{kind: "availability", zone: berlin, target: oracleShare(c.target), window: oracleWindow{months: 1}, effective: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)}
		for more, verdict := range []string{"Kept", "Below"} {
			outage := oracleRow{from: begin.Add(time.Hour)}
			outage.to = outage.from.Add(time.Duration(c.seconds+more) * time.Second)
			p.now = begin.AddDate(0, 1, 5)
			if r := oracleCount(&p, []oracleRow{outage}); !r.window.from.Equal(begin) || r.window.counted != 60*c.minutes || r.verdict != verdict {
				t.Errorf("%s at %s %%: %d seconds of %d are %s", c.month, c.target, c.seconds+more, r.window.counted, r.verdict)
			}
			p.now = begin.AddDate(0, 0, 20)
			undecided := []string{"Few", "Below"}[more]
			if r := oracleCount(&p, []oracleRow{outage}); !r.running || r.verdict != undecided {
				t.Errorf("%s at %s %%, running: %d seconds are %s", c.month, c.target, c.seconds+more, r.verdict)
			}
		}
	}
	begin := oracleMoment(t, "2026-04-01 00:00", berlin)
	p := oraclePromise{kind: "availability", zone: berlin, now: begin.AddDate(0, 1, 5), target: oracleShare("99.9"), window: oracleWindow{months: 1}, exclusions: []oracleExclusion{{"planned", 8 * time.Hour}}}
	for _, c := range []struct {
		planned time.Duration
		down    time.Duration
		verdict string
	}{{8 * time.Hour, 42*time.Minute + 43*time.Second, "Kept"}, {8 * time.Hour, 42*time.Minute + 44*time.Second, "Below"}, {8*time.Hour + 42*time.Minute, 43 * time.Second, "Kept"}, {9 * time.Hour, 0, "Below"}} {
		r := oracleCount(&p, []oracleRow{{from: begin, to: begin.Add(c.planned), exclusion: "planned"}, {from: begin.Add(24 * time.Hour), to: begin.Add(24*time.Hour + c.down)}})
		if r.verdict != c.verdict || r.window.excluded != 8*3600 {
			t.Errorf("%v planned and %v down: %s", c.planned, c.down, r.verdict)
		}
	}
}

// TestOracleClocks holds due moments that were worked out by hand, in Berlin: of the worked examples, of clock changes, and
// of the rules of working days.
func TestOracleClocks(t *testing.T) {
	berlin := oracleZone(t, "Europe/Berlin")
	weekdays := [7]bool{false, true, true, true, true, true, false}
	christmas := time.Date(2026, 12, 25, 0, 0, 0, 0, time.UTC)
	office := &oracleHours{openings: []oracleOpening{{weekdays, 9 * 60, 17 * 60}}, holidays: []time.Time{christmas}}
	pause := &oracleHours{openings: []oracleOpening{{weekdays, 9 * 60, 12 * 60}, {weekdays, 13 * 60, 17 * 60}, {[7]bool{6: true}, 10 * 60, 14 * 60}}}
	for _, h := range []*oracleHours{office, pause} {
		h.prepare(christmas, berlin)
	}
	for _, c := range []struct {
		from   string
		within oracleLength
		hours  *oracleHours
		due    string
	}{
		{"2026-03-02 16:00", oracleLength{4, "h"}, office, "2026-03-03 12:00"}, // Monday
		{"2026-03-06 16:30", oracleLength{4, "h"}, office, "2026-03-09 12:30"}, // Friday
		{"2026-03-02 16:00", oracleLength{1, "h"}, office, "2026-03-02 17:00"},
		{"2026-03-02 16:00:01", oracleLength{1, "h"}, office, "2026-03-03 09:00:01"},
		{"2026-03-07 11:00", oracleLength{1, "d"}, office, "2026-03-09 17:00"}, // Saturday: the whole Monday
		{"2026-03-09 08:00", oracleLength{1, "d"}, office, "2026-03-09 17:00"},
		{"2026-03-09 17:00", oracleLength{1, "d"}, office, "2026-03-10 17:00"},
		{"2026-03-06 16:30", oracleLength{2, "d"}, office, "2026-03-10 16:30"},
		{"2026-12-24 10:00", oracleLength{1, "d"}, office, "2026-12-28 10:00"},
		{"2026-03-02 12:30", oracleLength{1, "d"}, pause, "2026-03-03 13:00"},
		{"2026-03-06 16:00", oracleLength{1, "d"}, pause, "2026-03-07 14:00"}, // Saturday is closed by then
		{"2026-03-06 09:30", oracleLength{1, "d"}, pause, "2026-03-07 10:00"}, // and not yet open
		{"2026-02-07 12:00", oracleLength{1, "mo"}, office, "2026-03-09 09:00"},
		{"2026-03-28 12:00", oracleLength{24, "h"}, nil, "2026-03-29 13:00"},
		{"2026-03-28 12:00", oracleLength{1, "d"}, nil, "2026-03-29 12:00"},
		{"2026-03-28 02:30", oracleLength{1, "d"}, nil, "2026-03-29 03:30"}, // there was no 02:30
		{"2026-10-24 02:30", oracleLength{1, "d"}, nil, "2026-10-25T00:30:00Z"},
		{"2026-01-31 09:00", oracleLength{1, "mo"}, nil, "2026-02-28 09:00"},
	} {
		from, due := oracleMoment(t, c.from, berlin), oracleMoment(t, c.due, berlin)
		if got := oracleAdd(from, c.within, c.hours, berlin); !got.Equal(due) {
			t.Errorf("%d%s after %s: %s, want %s", c.within.n, c.within.unit, c.from, got.In(berlin), c.due)
		}
	}
}

// TestOracleAtTheEdges holds, for one row within an hour, what a second changes: of now, of the window's beginning, and of
// the day the promise changed.
func TestOracleAtTheEdges(t *testing.T) {
	now := time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC)
	p := oraclePromise{kind: "duration", zone: time.UTC, now: now, within: oracleLength{1, "h"}, target: oracleShare("95"), window: oracleWindow{last: oracleLength{7, "d"}}, minSample: 30,
		since: time.Date(2026, 3, 15, 0, 0, 0, 0, time.UTC)}
	for _, c := range []struct {
		name     string
		from, to time.Time
		sums     string
	}{
		{"due at now", now.Add(-time.Hour), now, "0 of 0, 0 late, 1 not due, before 0 of 0"},
		{"due a second ago", now.Add(-time.Hour - time.Second), time.Time{}, "0 of 1, 1 late, 0 not due, before 0 of 0"},
		{"ends after now", now.Add(-time.Hour - time.Second), now.Add(time.Second), "0 of 1, 1 late, 0 not due, before 0 of 0"},
		{"begins at now", now, time.Time{}, "0 of 0, 0 late, 1 not due, before 0 of 0"},
		{"begins after now", now.Add(time.Second), time.Time{}, "0 of 0, 0 late, 0 not due, before 0 of 0"},
		{"due as the window begins", now.AddDate(0, 0, -7).Add(-time.Hour), now.AddDate(0, 0, -7), "1 of 1, 0 late, 0 not due, before 1 of 1"},
		{"due a second before", now.AddDate(0, 0, -7).Add(-time.Hour - time.Second), now.AddDate(0, 0, -7), "0 of 0, 0 late, 0 not due, before 0 of 0"},
		{"begins with the change", p.since, p.since.Add(time.Hour + time.Second), "0 of 1, 0 late, 0 not due, before 0 of 0"},
		{"begins a second before", p.since.Add(-time.Second), p.since.Add(time.Hour + time.Second), "0 of 1, 0 late, 0 not due, before 0 of 1"},
	} {
		w := oracleCount(&p, []oracleRow{{from: c.from, to: c.to}}).window
		if sums := fmt.Sprintf("%d of %d, %d late, %d not due, before %d of %d", w.kept, w.counted, w.late, w.notDue, w.beforeKept, w.beforeCounted); sums != c.sums {
			t.Errorf("%s: %s, want %s", c.name, sums, c.sums)
		}
	}
}

// TestOracleVerdicts holds what so many kept of so many prove.
func TestOracleVerdicts(t *testing.T) {
	for _, c := range []struct {
		kept, counted, minSample int
		target, verdict          string
	}{
		{0, 29, 30, "95", "Below"}, {0, 1, 30, "95", "Few"}, {0, 0, 30, "95", "Few"}, {29, 29, 30, "95", "Few"},
		{1, 2, 30, "95", "Few"}, {26, 29, 30, "95", "Few"}, {25, 29, 30, "95", "Few"}, {24, 29, 30, "95", "Below"},
		{10, 13, 30, "95", "Below"}, {11, 14, 30, "95", "Few"}, {17, 23, 30, "90", "Below"}, {4, 7, 30, "90", "Few"}, // 2.45, 3.01, 2.26 and 2.57 %
		{29, 30, 30, "95", "Thin"}, {99, 99, 30, "95", "Kept"}, {94, 99, 30, "95", "Below"}, {95, 100, 30, "95", "Kept"}, {99, 100, 500, "95", "Kept"},
		{99, 99, 500, "95", "Few"}, {30, 30, 30, "100", "Kept"}, {28, 29, 30, "100", "Below"}, {190, 201, 30, "95", "Below"},
	} {
		p := oraclePromise{minSample: c.minSample, target: oracleShare(c.target)}
		if got := p.verdict(oracleTally{kept: c.kept, counted: c.counted}, false); got != c.verdict {
			t.Errorf("%d of %d at %s %%: %s, want %s", c.kept, c.counted, c.target, got, c.verdict)
		}
	}
}
