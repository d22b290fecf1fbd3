package check

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"upfront/generator/catalog"
	"upfront/generator/record"
	"upfront/generator/syntax"
	"upfront/generator/tree"
)

// recordSite gives a promise whose record has so many rows that were kept, missed within 48 hours, open for three days, and
// excluded.
func recordProblems(t *testing.T, promise string, kept, missed, late, excluded int) []string {
	t.Helper()
	var csv strings.Builder
	csv.WriteString("from,to,why\n")
	for range kept {
		csv.WriteString("2026-03-01 10:00,2026-03-02 10:00,\n")
	}
	for range missed {
		csv.WriteString("2026-03-01 10:00,2026-03-04 10:00,\n")
	}
	for range late {
		csv.WriteString("2026-03-17 10:00,,\n")
	}
	for range excluded {
		csv.WriteString("2026-03-01 10:00,2026-03-04 10:00,closed\n")
	}
	files := tree.Of(map[string]string{
		"site.yaml": "business: {name: Northlane}\nleader: {name: Ama}\ntimezone: Europe/London\nas_of: 2026-03-20T12:00:00Z\n",
		"content/capabilities/delivery.yaml": "title: Deliver\nsummary: We deliver.\npromises:\n  - id: on-time\n" + promise +
			"    within: 48h\n    exclusions: [{id: closed, what: X}]\n    record: {file: records/r.csv, from: from, to: to, excluded: why}\n",
		"content/records/r.csv": csv.String(),
	})
	written, _ := syntax.Read(files)
	o, _ := catalog.Resolve(written, time.Time{})
	book, problems := record.Count(o, func(path string) (io.ReadCloser, error) { return files.Open(path) })
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var out []string
	for _, p := range Records(o, book) {
		out = append(out, fmt.Sprintf("%d:%d %s %s: %s | %s", p.At.Line, p.At.Column, p.Severity, p.Rule, p.Message, p.Help))
	}
	return out
}

func TestRecordRules(t *testing.T) {
	const (
		guarantee = "    says: We deliver within 48 hours.\n    commitment: guarantee\n    target: 95%\n"
		target    = "    says: We deliver within 48 hours.\n    commitment: target\n    target: 95%\n"
		help      = "You can promise within: 72h, which was kept as often as 95% asks, or target: 94%, which was kept. To stand by it all the same, say why below acknowledge: {until, because}, which the page then shows."
	)
	for _, c := range []struct {
		name, promise                string
		kept, missed, late, excluded int
		want                         string // of all problems, joined; empty for none
	}{
		{"kept", guarantee, 1000, 1, 0, 0, ""},
		{"too few", guarantee, 10, 10, 0, 0, ""},
		{"broken", guarantee, 94, 6, 0, 0, `7:13 default record-below: "on-time" was kept in 94 of 100, which is 94%, and the promise is 95% | ` + help},
		{"a target", target, 94, 6, 0, 0, `7:13 warning record-below: "on-time" was kept in 94 of 100, which is 94%, and the promise is 95% | ` + help},
		{"acknowledged", guarantee + "    acknowledge: {until: 2026-03-20, because: A van burned.}\n", 94, 6, 0, 0, `7:13 notice record-below: "on-time" was kept in 94 of 100, which is 94%, and the promise is 95% | ` + help},
		{"no longer", guarantee + "    acknowledge: {until: 2026-03-19, because: A van burned.}\n", 94, 6, 0, 0, `7:13 default record-below: "on-time" was kept in 94 of 100, which is 94%, and the promise is 95% | ` + help},
		{"thin", guarantee, 95, 5, 0, 0, `7:13 default record-thin: "on-time" was kept in 95 of 100, which bears 95%, but with so few the true share may be as low as 88% | Count on a miss now and then: let the window be longer, or promise a little less.`},
		{"open", guarantee, 1000, 0, 2, 0, `10:20 default record-open-late: 2 of the rows of "on-time" are open beyond their time | Close them, or write their end into the record. Until then they count as missed.`},
		{"a tenth", guarantee, 900, 0, 0, 100, ""},
		{"more than a tenth", guarantee, 899, 0, 0, 101, `10:65 default record-excluded-share: 101 of 1000 rows of "on-time" do not count | Promise less, or let some of them count. The page says how many there are.`},
		{"always", strings.Replace(target, "We deliver", "We always deliver", 1), 1000, 9, 0, 0, ""},
		{"not always", strings.Replace(target, "We deliver", "We always deliver", 1), 1000, 11, 0, 0, `5:14 default word-always: "on-time" says "always", and was kept in 1000 of 1011 | Say how often: the record bears 1000 of 1011. Or promise a time that you do keep.`},
		{"usually", strings.Replace(target, "We deliver within 48 hours", "We usually deliver", 1) + "    window: 1y\n", 1000, 0, 0, 0, ""},
	} {
		if got := strings.Join(recordProblems(t, c.promise, c.kept, c.missed, c.late, c.excluded), "\n"); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}
