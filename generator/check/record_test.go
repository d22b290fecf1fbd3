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

// recordSite returns a promise whose record has so many rows that were kept, missed within 48 hours, open for three days, and
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
	return judgedRecords(files)
}

// TestUntestableOfFew holds that few cases are enough to say that a target cannot be shown, where there were some before the window.
func TestUntestableOfFew(t *testing.T) {
	const told = `10:13 default target-untestable: "on-time" promises 99%, and of the 10 cases in its window a single miss leaves 90% | Count over a longer time, or promise a share that a miss can be part of.`
	for rows, want := range map[string]string{
		strings.Repeat("2026-03-15 10:00,2026-03-16 10:00\n", 10):                                         "",
		strings.Repeat("2026-03-15 10:00,2026-03-16 10:00\n", 10) + "2026-02-15 10:00,2026-02-16 10:00\n": told,
		strings.Repeat("2026-03-15 10:00,2026-03-16 10:00\n", 25) + "2026-02-15 10:00,2026-02-16 10:00\n": "",
		"2026-02-15 10:00,2026-02-16 10:00\n":                                                             `12:20 default record-stale: the newest row of the record of "on-time" is of 2026-02-15 | Export the record again.`,
	} {
		files := tree.Of(map[string]string{
			"site.yaml": "business: {name: Northlane}\nleader: {name: Ama}\ntimezone: Europe/London\nas_of: 2026-03-20T12:00:00Z\n",
			"content/capabilities/delivery.yaml": "title: Deliver\nsummary: We deliver.\npromises:\n  - id: on-time\n    says: We deliver within 48 hours.\n    commitment: target\n    indicator: {kind: duration}\n" +
				"    within: 48h\n    clock: calendar\n    target: 99%\n    window: 10d\n    record: {file: records/r.csv, from: from, to: to}\n",
			"content/records/r.csv": "from,to\n" + rows,
		})
		if got := strings.Join(judgedRecords(files), "\n"); got != want {
			t.Errorf("%d bytes of rows:\n%s\nwant\n%s", len(rows), got, want)
		}
	}
}

// A year before today is 20 March 2025.
func TestRecordNone(t *testing.T) {
	const says = "    says: We deliver within 48 hours.\n    commitment: target\n"
	const record = "    record: {file: records/r.csv, from: from, to: to}\n"
	const columns = "record: {file: records/on-time.csv, "
	const help = " | Export two columns or three of what you write down anyway, and name them: " + columns
	for _, c := range []struct {
		name, head, promise, csv string
		want                     string // of all problems; empty for none
	}{
		{"young", "effective: 2026-03-01\n", says + "    target: 95%\n    within: 48h\n", "", `8:13 notice record-none: "on-time" has a number, and nothing shows how often it is kept` + help + `from: began_at, to: done_at}.`},
		{"a year", "effective: 2025-03-20\n", says + "    within: 48h\n", "", `8:13 notice record-none: "on-time" has a number, and nothing shows how often it is kept` + help + `from: began_at, to: done_at}.`},
		{"longer", "effective: 2025-03-19\n", says + "    within: 48h\n", "", `8:13 warning record-none: "on-time" has been promised since 2025-03-19, and nothing shows how often it is kept` + help + `from: began_at, to: done_at}.`},
		{"nobody knows since when", "", says + "    within: 48h\n", "", `7:13 notice record-none: "on-time" has a number, and nothing shows how often it is kept` + help + `from: began_at, to: done_at}.`},
		{"a share", "", says + "    indicator: {kind: quantity}\n    at_least: 99%\n", "", `8:15 notice record-none: "on-time" has a number, and nothing shows how often it is kept` + help + `from: day, ok: kept, total: all}.`},
		{"availability", "", says + "    indicator: {kind: availability}\n    target: 99.9%\n", "", `8:13 notice record-none: "on-time" has a number, and nothing shows how often it is kept` + help + `from: down_at, to: up_at}.`},
		{"no row", "", says + "    target: 95%\n    within: 48h\n" + record, "from,to\n", `9:20 warning record-none: the record of "on-time" has no row | Look into the file: below the names of the columns there has to be a line for each case. Until something has happened, leave record: out.`},
		{"rows that are empty", "", says + "    target: 95%\n    within: 48h\n" + record, "from,to\n,\n , \n", `9:20 warning record-none: the record of "on-time" has no row | Look into the file: below the names of the columns there has to be a line for each case. Until something has happened, leave record: out.`},
		{"a row to come", "", says + "    target: 95%\n    within: 48h\n" + record, "from,to\n2026-03-21 10:00,\n", `9:20 notice record-none: the record of "on-time" has no row yet that counts | Export into it what has happened since.`},
		{"a row", "", says + "    target: 95%\n    within: 48h\n" + record, "from,to\n2026-03-19 10:00,2026-03-20 10:00\n", ""},
		{"never without service", "", says + "    indicator: {kind: availability}\n    target: 99.9%\n" + record, "from,to\n", ""},
		{"no delay", "", says + "    target: 95%\n    within: 1h\n    record: {notices: delay}\n", "", ""},
		{"the last delay is long ago", "", says + "    target: 95%\n    within: 1h\n    record: {notices: delay}\n", "notice", ""},
		{"no number", "", says + "    indicator: {kind: statement}\n", "", ""},
		{"a best effort", "", "    says: We try.\n    commitment: best-effort\n    within: 48h\n", "", ""},
		{"for staff alone", "", says + "    within: 48h\n    visibility: internal\n", "", ""},
		{"retired", "status: retired\n", says + "    within: 48h\n", "", ""},
	} {
		files := site{capability: "title: Deliver\nsummary: We deliver.\n" + c.head + "promises:\n  - id: on-time\n" + c.promise, more: map[string]string{"content/records/r.csv": c.csv}}
		if c.csv == "notice" {
			files.more = map[string]string{"content/notices/late.md": "---\ntitle: Late\nkind: delay\nnoticed: 2025-03-11T07:10:00Z\ntold: 2025-03-11T07:40:00Z\n---\n"}
		}
		if got := strings.Join(recordsOf(t, files), "\n"); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

// judgedRecords returns what the records of a site show, as written in its rules.
func judgedRecords(files *tree.Tree) (out []string) {
	written, _ := syntax.Read(files)
	o, _ := catalog.Resolve(written, time.Time{})
	book, problems := record.Count(o, func(path string) (io.ReadCloser, error) { return files.Open(path) })
	for _, p := range append(problems, Records(o, book, problems)...) {
		out = append(out, fmt.Sprintf("%d:%d %s %s: %s | %s", p.At.Line, p.At.Column, p.Severity, p.Rule, p.Message, p.Help))
	}
	return out
}

// recordsOf returns what the records of a site show.
func recordsOf(t *testing.T, s site) []string {
	t.Helper()
	files := tree.Of(s.files())
	written, problems := syntax.Read(files)
	expectSound(t, s, problems)
	o, problems := catalog.Resolve(written, time.Time{})
	expectSound(t, s, problems)
	book, problems := record.Count(o, func(path string) (io.ReadCloser, error) { return files.Open(path) })
	expectSound(t, s, problems)
	var out []string
	for _, p := range Records(o, book, problems) {
		out = append(out, fmt.Sprintf("%d:%d %s %s: %s | %s", p.At.Line, p.At.Column, p.Level(), p.Rule, p.Message, p.Help))
	}
	return out
}

// TestServiceBelow holds that a month which was broken is named on the first of the next. 2,675 seconds are one too many.
func TestServiceBelow(t *testing.T) {
	for window, want := range map[string]string{
		"month": `7:15 default record-below: "there" promises 99.9%, and 44m35s without service from 2026-03-01 to 2026-03-31 leave 99.899% | Promise what the record bears, such as 99.8%. To stand by it all the same, say why below acknowledge: {until, because}, which the page then shows.`,
		"30d":   `7:15 default record-below: "there" promises 99.9%, and 44m35s without service in the last 30d leave 99.896% | Promise what the record bears, such as 99.8%. To stand by it all the same, say why below acknowledge: {until, because}, which the page then shows.`,
	} {
		files := tree.Of(map[string]string{
			"site.yaml": "business: {name: Northlane}\nleader: {name: Ama}\ntimezone: Europe/Berlin\nas_of: 2026-04-01T00:00:00+02:00\n",
			"content/capabilities/shop.yaml": "title: Shop\nsummary: We sell.\npromises:\n  - id: there\n    says: The shop is there.\n    commitment: guarantee\n" +
				"    at_least: 99.9%\n    window: " + window + "\n    indicator: {kind: availability, of: the shop}\n    record: {file: records/r.csv, from: from, to: to}\n",
			"content/records/r.csv": "from,to\n2026-01-01 00:00,2026-01-01 00:00\n2026-03-20 12:00:00,2026-03-20 12:44:35\n",
		})
		if got := strings.Join(judgedRecords(files), "\n"); got != want {
			t.Errorf("%s: %s\nwant %s", window, got, want)
		}
	}
}

// TestGuaranteeFloor holds that a guarantee has to reach what site.yaml asks of all, though it says less itself, and that
// nobody is told to promise less than that.
func TestGuaranteeFloor(t *testing.T) {
	// 92 of 100 bear 88%: of the binomial distribution, P(X ≥ 92) is 0.14 at 88%, and 0.21 at 89%.
	const instead = "You can promise within: 72h with target: 95%, or within: 48h with commitment: target and target: 88%. To stand by it all the same, say why below acknowledge: {until, because}, which the page then shows."
	rows := strings.Repeat("2026-03-01 10:00,2026-03-02 10:00\n", 92) + strings.Repeat("2026-03-01 10:00,2026-03-04 10:00\n", 8)
	for _, c := range []struct{ checks, target, want string }{
		{"", "80%", ""},
		{"checks: {guarantee_floor: 84%}\n", "80%", ""},
		{"checks: {guarantee_floor: 95%}\n", "80%", `8:13 default record-below: "on-time" was kept in 92 of 100, which is 92%, and a guarantee has to reach 95% here (guarantee_floor in site.yaml) | ` + instead},
		{"checks: {guarantee_floor: 95%}\n", "95%", `8:13 default record-below: "on-time" was kept in 92 of 100, which is 92%, and the promise is 95% | ` + instead},
		{"checks: {guarantee_floor: 88%}\n", "95%", `8:13 default record-below: "on-time" was kept in 92 of 100, which is 92%, and the promise is 95% | ` + strings.Replace(instead, "commitment: target and ", "", 1)},
	} {
		checks, want := c.checks, c.want
		files := tree.Of(map[string]string{
			"site.yaml": "business: {name: Northlane}\nleader: {name: Ama}\ntimezone: Europe/London\nas_of: 2026-03-20T12:00:00Z\n" + checks,
			"content/capabilities/delivery.yaml": "title: Deliver\nsummary: We deliver.\npromises:\n  - id: on-time\n    says: We deliver.\n    commitment: guarantee\n" +
				"    within: 48h\n    target: " + c.target + "\n    record: {file: records/r.csv, from: from, to: to}\n",
			"content/records/r.csv": "from,to\n" + rows,
		})
		if got := strings.Join(judgedRecords(files), "\n"); got != want {
			t.Errorf("%s%s: %s\nwant %s", checks, c.target, got, want)
		}
	}
}

// TestRecordAhead holds that rows later than "now" are told of, beside the record.
func TestRecordAhead(t *testing.T) {
	files := tree.Of(map[string]string{
		"site.yaml": "business: {name: Northlane}\nleader: {name: Ama}\ntimezone: Europe/Berlin\nas_of: 2026-03-20T12:00:00Z\n",
		"content/capabilities/delivery.yaml": "title: Deliver\nsummary: We deliver.\npromises:\n  - id: on-time\n    says: We deliver.\n    commitment: target\n" +
			"    within: 48h\n    record: {file: records/r.csv, from: from, to: to}\n",
		"content/records/r.csv": "from,to\n2026-03-20 12:00,2026-03-20 13:30\n2026-03-20 13:30,2026-03-20 14:00\n2026-03-20 10:00,2026-03-20 11:00\n",
	})
	written, _ := syntax.Read(files)
	for now, help := range map[string]string{
		"":                     "Move as_of in site.yaml forward, or take it away, so that today counts as today.",
		"2026-03-20T12:00:01Z": "Look whether their times are of another zone, or of the wrong year.",
		"2026-03-20T13:00:00Z": "",
	} {
		at, _ := time.Parse(time.RFC3339, now)
		o, _ := catalog.Resolve(written, at)
		book, problems := record.Count(o, func(path string) (io.ReadCloser, error) { return files.Open(path) })
		var got string
		for _, p := range Records(o, book, problems) {
			got += fmt.Sprintf("%d:%d %s %s: %s | %s", p.At.Line, p.At.Column, p.Severity, p.Rule, p.Message, p.Help)
		}
		want := ""
		if help != "" {
			want = `8:20 notice record-stale: 2 rows of the record of "on-time" happened after 2026-03-20 13:00, the moment of this build, and are not counted | ` + help
		}
		if got != want {
			t.Errorf("%s: %s\nwant %s", now, got, want)
		}
	}
}

// TestOneRow holds what is said of a single row.
func TestOneRow(t *testing.T) {
	for rows, want := range map[string]string{
		"2026-03-20 13:30,2026-03-20 14:00,\n2026-03-20 10:00,2026-03-20 11:00,\n":                             `8:20 notice record-stale: 1 row of the record of "on-time" happened after 2026-03-20 12:00, the moment of this build, and is not counted | Move as_of in site.yaml forward, or take it away, so that today counts as today.`,
		"2026-03-10 10:00,2026-03-10 11:00,shut\n" + strings.Repeat("2026-03-10 10:00,2026-03-10 11:00,\n", 4): `8:65 default record-excluded-share: 1 of 5 rows of "on-time" does not count | Promise less, or let it count. The page tells both shares: 4 of 4, and with what is excluded 5 of 5.`,
		"2026-03-10 10:00,2026-03-10 11:00,shut\n":                                                             `8:65 default record-excluded-share: 1 of 1 row of "on-time" does not count | Promise less, or let it count. The page tells both shares: 0 of 0, and with what is excluded 1 of 1.`,
	} {
		files := tree.Of(map[string]string{
			"site.yaml": "business: {name: Northlane}\nleader: {name: Ama}\ntimezone: UTC\nas_of: 2026-03-20T12:00:00Z\nchecks: {min_sample: 1}\n",
			"content/capabilities/delivery.yaml": "title: Deliver\nsummary: We deliver.\npromises:\n  - id: on-time\n    says: We deliver.\n    commitment: target\n" +
				"    within: 48h\n    record: {file: records/r.csv, from: from, to: to, excluded: why}\n    exclusions: [{id: shut, what: X}]\n",
			"content/records/r.csv": "from,to,why\n" + rows,
		})
		if got := strings.Join(judgedRecords(files), "\n"); got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
}

func TestRecordRules(t *testing.T) {
	const (
		guarantee = "    says: We deliver within 48 hours.\n    commitment: guarantee\n    target: 95%\n"
		target    = "    says: We deliver within 48 hours.\n    commitment: target\n    target: 95%\n"
		stand     = "To stand by it all the same, say why below acknowledge: {until, because}, which the page then shows."
		help      = "You can promise within: 72h with target: 95%, or within: 48h with target: 91%. " + stand                 // P(X ≥ 94 of 100) is 0.19 at 91%, and 0.29 at 92%
		tooFew    = "The rows are too few to bear 95%: what they bear is shown by upfront suggest delivery.on-time. " + stand // 32 are needed
		longer    = "You can promise within: 72h with target: 95%. " + stand
	)
	for _, c := range []struct {
		name, promise                string
		kept, missed, late, excluded int
		want                         string // of all problems, joined; empty for none
	}{
		{"kept", guarantee, 1000, 1, 0, 0, ""},
		{"too few", guarantee, 25, 4, 0, 0, ""}, // four misses or more of 29: in 5.5 of 100 cases at 95 %
		{"few, and hardly by chance", guarantee, 24, 5, 0, 0, `7:13 default record-below: "on-time" was kept in 24 of 29, and the promise is 95% | ` + tooFew},
		{"none of few", guarantee, 0, 29, 0, 0, `7:13 default record-below: "on-time" was kept in 0 of 29, and the promise is 95% | ` + tooFew},
		{"none of one", guarantee, 0, 1, 0, 0, ""},
		{"broken", guarantee, 94, 6, 0, 0, `7:13 default record-below: "on-time" was kept in 94 of 100, which is 94%, and the promise is 95% | ` + help},
		{"a target", target, 94, 6, 0, 0, `7:13 warning record-below: "on-time" was kept in 94 of 100, which is 94%, and the promise is 95% | ` + help},
		{"acknowledged", guarantee + "    acknowledge: {until: 2026-03-20, because: A van burned.}\n", 94, 6, 0, 0, `7:13 notice record-below: "on-time" was kept in 94 of 100, which is 94%, and the promise is 95% | ` + help},
		{"kept again", guarantee + "    acknowledge: {until: 2026-03-20, because: A van burned.}\n", 100, 0, 0, 0, `8:18 notice record-below: "on-time" is kept again: 100 of 100, and the promise is 95% | Remove acknowledge. The page no longer shows it.`},
		{"no longer", guarantee + "    acknowledge: {until: 2026-03-19, because: A van burned.}\n", 94, 6, 0, 0, `7:13 default record-below: "on-time" was kept in 94 of 100, which is 94%, and the promise is 95% | ` + strings.Replace(help, stand, "What you acknowledge was over on 2026-03-19. To stand by it for longer, write a later day, and a reason that is true now.", 1)},
		{"of fifty", target, 29, 21, 0, 0, `7:13 warning record-below: "on-time" was kept in 29 of 50, and the promise is 95% | ` + longer},
		{"of many", target, 9497, 503, 0, 0, `7:13 warning record-below: "on-time" was kept in 9497 of 10000, which is 94%, and the promise is 95% | ` + strings.Replace(help, "91%", "94%", 1)},
		{"working hours", target + "    hours: always\n    clock: business\n", 94, 6, 0, 0, `7:13 warning record-below: "on-time" was kept in 94 of 100, which is 94%, and the promise is 95% | ` + help},
		{"no longer thin", guarantee, 95, 5, 0, 0, ""},
		{"thin", guarantee, 95, 4, 0, 0, `7:13 default record-thin: "on-time" was kept in 95 of 99, which bears 95%, but with so few the true share may be as low as 90% | Count on a miss now and then: let the window be longer, or promise a little less.`},
		{"untestable", strings.Replace(target, "95%", "99.9%", 1), 500, 0, 0, 0, `7:13 default target-untestable: "on-time" promises 99.9%, and of the 500 cases in its window a single miss leaves 99.8% | Count over a longer time, or promise a share that a miss can be part of.`},
		{"one of a thousand", strings.Replace(target, "95%", "99.9%", 1), 1000, 0, 0, 0, ""},
		{"every time", strings.Replace(target, "95%", "100%", 1), 500, 0, 0, 0, ""},
		{"open", guarantee, 1000, 0, 2, 0, `10:20 default record-open-late: 2 rows of "on-time" are open beyond their time | Close them, or write their end into the record. Until then they count as missed.`},
		{"one open", guarantee, 1000, 0, 1, 0, `10:20 default record-open-late: 1 row of "on-time" is open beyond its time | Close it, or write its end into the record. Until then it counts as missed.`},
		{"a tenth", guarantee, 900, 0, 0, 100, ""},
		{"more than a tenth", guarantee, 899, 0, 0, 101, `10:65 default record-excluded-share: 101 of 1000 rows of "on-time" do not count | Promise less, or let some of them count. The page tells both shares: 899 of 899, and with what is excluded 899 of 1000.`},
		{"always", strings.Replace(target, "We deliver", "We always deliver", 1), 1000, 9, 0, 0, ""},
		{"not always", strings.Replace(target, "We deliver", "We always deliver", 1), 1000, 11, 0, 0, `5:14 default word-always: "on-time" says "always", and was kept in 1000 of 1011 | Say how often: the record bears 1000 of 1011. Or promise a time that you do keep.`},
		{"without fail", strings.Replace(target, "We deliver", "Without fail we deliver", 1), 1000, 11, 0, 0, `5:11 default word-always: "on-time" says "Without fail", and was kept in 1000 of 1011 | Say how often: the record bears 1000 of 1011. Or promise a time that you do keep.`},
		{"every pallet", strings.Replace(target, "We deliver", "We deliver every pallet", 1), 1000, 11, 0, 0, `5:22 default word-always: "on-time" says "every pallet", and was kept in 1000 of 1011 | Say how often: the record bears 1000 of 1011. Or promise a time that you do keep.`},
		{"every Monday", strings.Replace(target, "We deliver", "Every Monday we deliver", 1), 1000, 11, 0, 0, ""},
		{"almost always", strings.Replace(target, "We deliver", "We almost always deliver", 1), 960, 40, 0, 0, ""},
		{"usually", strings.Replace(target, "We deliver within 48 hours", "We usually deliver", 1) + "    window: 1y\n", 1000, 0, 0, 0, ""},
	} {
		if got := strings.Join(recordProblems(t, c.promise, c.kept, c.missed, c.late, c.excluded), "\n"); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

// TestHalfARecordIsNotJudged holds that a record with a row that cannot be read is not judged, unless the site says that
// such rows are no error.
func TestHalfARecordIsNotJudged(t *testing.T) {
	for checks, want := range map[string]string{
		"":                                   "",
		"checks: {record-format: warning}\n": "record-below",
	} {
		files := tree.Of(map[string]string{
			"site.yaml": "business: {name: Northlane}\nleader: {name: Ama}\ntimezone: Europe/London\nas_of: 2026-03-20T12:00:00Z\n" + checks,
			"content/capabilities/delivery.yaml": "title: Deliver\nsummary: We deliver.\npromises:\n  - id: on-time\n    says: We deliver.\n    commitment: guarantee\n" +
				"    within: 48h\n    target: 95%\n    record: {file: records/r.csv, from: from, to: to}\n",
			"content/records/r.csv": "from,to\n" + strings.Repeat("2026-03-01 10:00,2026-03-04 10:00\n", 40) + "01.03.2026,2026-03-04 10:00\n",
		})
		written, _ := syntax.Read(files)
		o, _ := catalog.Resolve(written, time.Time{})
		book, problems := record.Count(o, func(path string) (io.ReadCloser, error) { return files.Open(path) })
		if len(problems) != 1 {
			t.Fatalf("%v", problems)
		}
		got := ""
		for _, p := range Records(o, book, problems) {
			got += string(p.Rule)
		}
		if got != want {
			t.Errorf("%q: %q, want %q", checks, got, want)
		}
	}
}

// TestMissedLevels holds that a promise is judged at each level by itself: its rows are many, and each of one level late.
func TestMissedLevels(t *testing.T) {
	const stand = ". To stand by it all the same, say why below acknowledge: {until, because}, which the page then shows."
	for _, c := range []struct {
		commitment string
		p1, p1late int
		p2, p2late int
		want       string
	}{
		{"guarantee", 20, 0, 80, 0, ""},
		{"guarantee", 4, 1, 95, 0, ""}, // in 22.6 of 100 cases
		{"guarantee", 2, 3, 195, 0, `9:13 default record-below: "fixed" at level p1 was kept in 2 of 5, and the promise is 95% | You can promise within: {p2: 1h} with target: 95%; the record bears nothing for p1` + stand},
		{"target", 0, 5, 195, 0, `9:13 warning record-below: "fixed" at level p1 was kept in 0 of 5, and the promise is 95% | You can promise within: {p2: 1h} with target: 95%; the record bears nothing for p1` + stand},
		{"target", 60, 40, 60, 40, `9:13 warning record-below: "fixed" was kept in 120 of 200, which is 60%, and the promise is 95%; at level p1 it was kept in 60 of 100; at level p2 it was kept in 60 of 100 | You can promise within: {p1: 48h, p2: 48h} with target: 95%` + stand},
	} {
		var csv strings.Builder
		csv.WriteString("from,to,level\n")
		for level, n := range map[string][2]int{"p1": {c.p1, c.p1late}, "p2": {c.p2, c.p2late}} {
			csv.WriteString(strings.Repeat("2026-03-01 10:00,2026-03-01 11:00,"+level+"\n", n[0]) + strings.Repeat("2026-03-01 10:00,2026-03-03 10:00,"+level+"\n", n[1]))
		}
		files := tree.Of(map[string]string{
			"site.yaml": "business: {name: Northlane}\nleader: {name: Ama}\ntimezone: Europe/London\nas_of: 2026-03-20T12:00:00Z\nlevels: [{id: p1, name: Now, when: It stands still}, {id: p2, name: Soon, when: It limps}]\n",
			"content/capabilities/delivery.yaml": "title: Deliver\nsummary: We deliver.\npromises:\n  - id: fixed\n    says: It is fixed.\n    commitment: " + c.commitment +
				"\n    by: level\n    within: {p1: 4h, p2: 8h}\n    target: 95%\n    record: {file: records/r.csv, from: from, to: to, level: level}\n",
			"content/records/r.csv": csv.String(),
		})
		if got := strings.Join(judgedRecords(files), "\n"); got != c.want {
			t.Errorf("%s, %d and %d late:\n%s\nwant\n%s", c.commitment, c.p1late, c.p2late, got, c.want)
		}
	}
}

// TestSince holds that what began before a promise was made as it stands stops nothing, and that what began since does.
func TestSince(t *testing.T) {
	const stand = ". To stand by it all the same, say why below acknowledge: {until, because}, which the page then shows."
	for _, c := range []struct{ since, old, new, want string }{
		{"", "03-04", "03-02", `7:13 default record-below: "on-time" was kept in 60 of 100, which is 60%, and the promise is 95% | You can promise within: 72h with target: 95%` + stand},
		{"    since: 2026-03-05\n", "03-04", "03-06", `7:13 default record-thin: "on-time" was kept in 60 of 60, which bears 95%, but with so few the true share may be as low as 93% | Count on a miss now and then: let the window be longer, or promise a little less.`},
		{"    since: 2026-03-05\n", "03-02", "03-09", `7:13 default record-below: "on-time" was kept in 0 of 60 since 2026-03-05, and the promise is 95% | You can promise within: 72h with target: 95%` + stand},
	} {
		end := map[string]string{"03-04": "03-07", "03-02": "03-03", "03-06": "03-07", "03-09": "03-12"}
		row := func(n int, day string) string {
			return strings.Repeat("2026-"+day+" 10:00,2026-"+end[day]+" 10:00\n", n)
		}
		files := tree.Of(map[string]string{
			"site.yaml": "business: {name: Northlane}\nleader: {name: Ama}\ntimezone: Europe/London\nas_of: 2026-03-20T12:00:00Z\n",
			"content/capabilities/delivery.yaml": "title: Deliver\nsummary: We deliver.\npromises:\n  - id: on-time\n    says: We deliver.\n    commitment: guarantee\n    target: 95%\n" + c.since +
				"    within: 48h\n    clock: calendar\n    record: {file: records/r.csv, from: from, to: to}\n",
			"content/records/r.csv": "from,to\n" + row(40, c.old) + row(60, c.new),
		})
		if got := strings.Join(judgedRecords(files), "\n"); got != c.want {
			t.Errorf("%q:\n%s\nwant\n%s", c.since, got, c.want)
		}
	}
}

// TestLostAlready holds what is said of a running month that has lost more than the whole may lose.
func TestLostAlready(t *testing.T) {
	files := tree.Of(map[string]string{
		"site.yaml": "business: {name: Northlane}\nleader: {name: Ama}\ntimezone: Europe/London\nas_of: 2026-03-01T06:00:00Z\n",
		"content/capabilities/portal.yaml": "title: A portal\nsummary: It is there.\npromises:\n  - id: there\n    says: It is there.\n    commitment: target\n    target: 99.9%\n    window: month\n" +
			"    indicator: {kind: availability, of: the portal}\n    record: {file: records/r.csv, from: from, to: to}\n",
		"content/records/r.csv": "from,to\n2026-03-01 00:30,2026-03-01 05:30\n",
	})
	const want = `7:13 warning record-below: "there" promises 99.9%, which allows 44m34s without service, and since 2026-03-01 5h were lost already | To stand by it all the same, say why below acknowledge: {until, because}, which the page then shows.`
	if got := strings.Join(judgedRecords(files), "\n"); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// TestOpenBestEffort holds that rows of a best effort are open as long as they are, which is beyond no time.
func TestOpenBestEffort(t *testing.T) {
	files := tree.Of(map[string]string{
		"site.yaml": "business: {name: Northlane}\nleader: {name: Ama}\ntimezone: Europe/London\nas_of: 2026-03-20T12:00:00Z\n",
		"content/capabilities/delivery.yaml": "title: Deliver\nsummary: We deliver.\npromises:\n  - id: quick\n    says: We come as soon as we can.\n    commitment: best-effort\n" +
			"    record: {file: records/r.csv, from: from, to: to}\n",
		"content/records/r.csv": "from,to\n2026-03-01 10:00,2026-03-01 11:00\n2026-03-02 10:00,\n",
	})
	if got := judgedRecords(files); len(got) > 0 {
		t.Errorf("%q", got)
	}
}

// TestStale holds that a record is not carried on where nothing of it is judged, and that on the first of a month the day before is
// not long ago.
func TestStale(t *testing.T) {
	const stale = `record-stale: the newest row of the record of "quick" is of `
	for _, c := range []struct{ now, promise, rows, want string }{
		{"2026-04-01T09:00:00Z", "within: 48h, window: month", "2026-03-31 14:00,,\n", ""},                          // it is not due yet
		{"2026-04-01T09:00:00Z", "within: 2h, window: month", "2026-03-31 14:00,2026-03-31 15:00,shut\n", ""},       // it does not count
		{"2026-04-01T09:00:00Z", "within: 2h, window: month", "2026-02-28 14:00,2026-02-28 15:00,\n", "2026-02-28"}, // of two months ago
		{"2026-04-01T09:00:00Z", "within: 2h, window: quarter", "2026-03-31 14:00,2026-03-31 15:00,shut\n", ""},
		{"2026-04-01T09:00:00Z", "within: 2h, window: 30d", "2026-03-01 14:00,2026-03-01 15:00,\n", "2026-03-01"},
		{"2026-04-01T09:00:00Z", "within: 45d, window: 30d", "2026-02-01 14:00,2026-02-01 15:00,\n", ""}, // it is due in the window
		{"2026-04-01T09:00:00Z", "within: 90d, window: 30d", "2026-02-01 14:00,,\n", ""},                 // and this is due later
	} {
		files := tree.Of(map[string]string{
			"site.yaml": "business: {name: Northlane}\nleader: {name: Ama}\ntimezone: UTC\nas_of: " + c.now + "\n",
			"content/capabilities/doors.yaml": "title: Doors\nsummary: We hang doors.\npromises:\n  - {id: quick, says: We come., commitment: target, clock: calendar, " + c.promise +
				", exclusions: [{id: shut, what: X}], record: {file: records/r.csv, from: from, to: to, excluded: why}}\n",
			"content/records/r.csv": "from,to,why\n" + c.rows,
		})
		got := ""
		for _, p := range judgedRecords(files) {
			if i := strings.Index(p, stale); i >= 0 {
				got, _, _ = strings.Cut(p[i+len(stale):], " |")
			}
		}
		if got != c.want {
			t.Errorf("%s, %q: stale since %q, want %q", c.promise, c.rows, got, c.want)
		}
	}
}
