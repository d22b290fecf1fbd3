package record

import (
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"upfront/generator/catalog"
)

// The exports of testdata/exports are in the form of eight programs, with invented cases, and are counted by the recipes of
// docs/records.md, on 20 March 2026 at noon in London.

// export is what is known of one of them.
type export struct {
	layout  string // of its times; with a zone, spreadsheets leave them as text
	columns []string
	day     bool // its times are days
	us      bool // the month stands first
	want    string
}

var exports = map[string]export{
	"zendesk":     {layout: "2006-01-02 15:04", columns: []string{"Created at", "Solved at"}, want: "kept 8 of 9, 1 not due, 0 excluded"},
	"freshdesk":   {layout: "2006-01-02 15:04:05", columns: []string{"Created time", "Initial response time"}, want: "kept 7 of 8, 1 not due, 1 excluded, p1 4 of 4, p2 3 of 4"},
	"jira":        {layout: "02/Jan/06 3:04 PM", columns: []string{"Created", "Resolved"}, want: "kept 6 of 7, 1 not due, 2 excluded, p1 3 of 4, p2 3 of 3"},
	"hubspot":     {layout: "2006-01-02 15:04", columns: []string{"Create date", "Close date"}, want: "kept 6 of 7, 1 not due, 0 excluded"},
	"servicenow":  {layout: "2006-01-02 15:04:05", columns: []string{"opened_at", "resolved_at"}, want: "kept 6 of 7, 1 not due, 1 excluded, p1 4 of 4, p2 2 of 3"},
	"shopify":     {layout: "2006-01-02 15:04:05 -0700", columns: []string{"Paid at", "Fulfilled at"}, want: "kept 5 of 6, 1 not due, 1 excluded"},
	"shipstation": {layout: "1/2/2006 3:04:05 PM", columns: []string{"Date - Order Date", "Date - Shipped Date"}, us: true, want: "kept 6 of 7, 1 not due, 0 excluded"},
	"spreadsheet": {layout: "02/01/2006", columns: []string{"Agreed", "Done"}, day: true, want: "kept 5 of 6, 2 not due, 1 excluded"},
}

var recipe = regexp.MustCompile("(?s)```yaml\n([^`]*file: records/([a-z]+)\\.csv[^`]*)```")

// recipes returns the promises of the recipes by their export.
func recipes(t *testing.T) map[string]string {
	doc, err := os.ReadFile("../../docs/records.md")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, m := range recipe.FindAllStringSubmatch(string(doc), -1) {
		if _, ok := exports[m[2]]; ok {
			out[m[2]] = m[1]
		}
	}
	if len(out) != len(exports) {
		t.Fatalf("%d recipes, want %d", len(out), len(exports))
	}
	return out
}

// countOf returns what a promise counts of a file, and the problems that are more than notices.
func countOf(o *catalog.Offer, csv string) string {
	p := o.Promises[0]
	book, problems := Count(o, files(map[string]string{"content/" + p.Record.File.V: csv}))
	r := book.Result(p)
	if r == nil {
		return fmt.Sprint(problems)
	}
	w := r.Window
	got := fmt.Sprintf("kept %d of %d, %d not due, %d excluded", w.Kept, w.Counted(), w.NotDue, w.Excluded())
	for _, l := range r.Levels {
		got += fmt.Sprintf(", %s %d of %d", l.ID, l.Kept, l.Counted())
	}
	for _, p := range problems {
		if p.Severity.String() != "notice" {
			got += "\n" + said(p)
		}
	}
	return got
}

// TestExports holds that each export is counted as by hand, as it is and in whatever form people leave it.
func TestExports(t *testing.T) {
	promises := recipes(t)
	for _, name := range slices.Sorted(maps.Keys(exports)) {
		e := exports[name]
		data, err := os.ReadFile("testdata/exports/" + name + ".csv")
		if err != nil {
			t.Fatal(err)
		}
		o := offer(t, "Europe/London", "2026-03-20T12:00:00Z", promises[name])
		if got := countOf(o, string(data)); got != e.want {
			t.Errorf("%s: %s, want %s", name, got, e.want)
		}
		variants := e.variants(name, string(data))
		for _, change := range slices.Sorted(maps.Keys(variants)) {
			if got := countOf(o, variants[change]); got != e.want {
				t.Errorf("%s, %s: %s, want %s", name, change, got, e.want)
			}
		}
		if len(variants) < 20 {
			t.Errorf("%s: %d variants", name, len(variants))
		}
	}
}

// table is a file as rows of fields, with what stands above and below it.
type table struct {
	above, below [][]string
	rows         [][]string // the names of the columns first
}

// variants returns a file in the forms in which people leave it.
func (e export) variants(name, data string) map[string]string {
	if name == "servicenow" { // it is in Windows-1252
		data, _ = charmap.Windows1252.NewDecoder().String(data)
	}
	t := readTable(data, e.columns[0])
	out := map[string]string{
		"with semicolons":                    t.write(";", "\n", nil),
		"with tabs":                          t.write("\t", "\n", nil),
		"with bars":                          t.write("|", "\n", nil),
		"with the separator named":           "sep=;\r\n" + t.write(";", "\r\n", nil),
		"with a mark and CRLF":               byteOrderMark + t.write(",", "\r\n", nil),
		"with the line ends of an old Mac":   t.write(",", "\r", nil),
		"in UTF-16, little end first":        wide(t.write("\t", "\r\n", nil), true, true),
		"in UTF-16, big end first":           wide(t.write("\t", "\r\n", nil), true, false),
		"in UTF-16 without a mark":           wide(t.write("\t", "\r\n", nil), false, true),
		"in UTF-16, big end, without a mark": wide(t.write(";", "\r\n", nil), false, false),
		"below a title":                      "Report, made for \"us\"\nFrom: 1 January; to: now\n\n" + t.write(",", "\n", nil),
		"above a sum":                        t.write(",", "\n", nil) + "Grand total:" + strings.Repeat(",7", len(t.rows[0])-1) + "\n",
		"glued together":                     t.halves(",", "\n", "", nil),
		"glued with a mark between":          t.halves(";", "\r\n", byteOrderMark, nil),
		"glued with the separator named":     "sep=;\n" + t.halves(";", "\n", "sep=;\n", nil),
		"glued with a title between":         t.halves(",", "\n", "Second half\n\n", nil),
		"glued without an end of line":       strings.Replace(t.halves(",", "\n", "\x00", nil), "\n\x00", "", 1),
		"with NULL":                          t.write(",", "\n", func(text string) string { return orElse(text, "NULL") }),
		"with n/a":                           t.write(",", "\n", func(text string) string { return orElse(text, "n/a") }),
		"with a dash":                        t.write(",", "\n", func(text string) string { return orElse(text, "-") }),
		`with \N`:                            t.write("\t", "\n", func(text string) string { return orElse(text, `\N`) }),
		"with spaces":                        t.write(",", "\n", func(text string) string { return " " + text + " " }),
	}
	latin, _ := charmap.Windows1252.NewEncoder().String(strings.ReplaceAll(t.write(";", "\r\n", nil), "One", "Ünë"))
	out["in Windows-1252"] = latin
	if strings.Contains(e.layout, "-07") { // a time with its zone stays as it is
		return out
	}
	times := map[string]string{"an American": "1/2/2006 15:04", "an American, with AM": "1/2/06 3:04 PM", "an ISO": "2006/01/02 15:04", "an English, in words": "2 January 2006 15:04"}
	if !e.us {
		maps.Copy(times, map[string]string{"a British": "02/01/2006 15:04", "a German": "02.01.2006 15:04", "a Dutch": "2-1-2006 15:04"})
	}
	for who, layout := range times {
		if e.day {
			layout, _, _ = strings.Cut(layout, " 15")
			layout, _, _ = strings.Cut(layout, " 3:")
		}
		out["reopened in "+who+" spreadsheet"] = byteOrderMark + t.write(";", "\r\n", e.change(func(at time.Time) string { return at.Format(layout) }))
		out["glued, from "+who+" spreadsheet"] = t.halves("\t", "\r\n", byteOrderMark, e.change(func(at time.Time) string { return at.Format(layout) }))
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	out["as day numbers"] = t.write(",", "\n", e.change(func(at time.Time) string { return fmt.Sprint(float64(at.Sub(epoch)/time.Second) / 86400) }))
	if !e.day { // London is at UTC until 29 March
		out["as seconds"] = t.write(",", "\n", e.change(func(at time.Time) string { return fmt.Sprint(at.Unix()) }))
		out["as milliseconds"] = t.write(",", "\n", e.change(func(at time.Time) string { return fmt.Sprint(at.UnixMilli()) }))
	}
	return out
}

// change returns a change of the fields that are times.
func (e export) change(to func(time.Time) string) func(string) string {
	return func(text string) string {
		if at, err := time.Parse(e.layout, text); err == nil {
			return to(at)
		}
		return text
	}
}

func orElse(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

// readTable takes a file apart; the names of its columns are in the row that has one of them.
func readTable(data, column string) (t table) {
	r := &rows{separator: ',', lines: lines{in: utf8Reader(strings.NewReader(data))}}
	for r.next() {
		fields := slices.Clone(r.fields)
		switch {
		case t.rows == nil && !slices.Contains(fields, column):
			t.above = append(t.above, fields)
		case fields[0] == "Total":
			t.below = append(t.below, fields)
		default:
			t.rows = append(t.rows, fields)
		}
	}
	return t
}

// write writes the whole file, each field changed except the names of the columns.
func (t table) write(separator, end string, change func(string) string) string {
	return join(t.above, separator, end, nil) + join(t.rows[:1], separator, end, nil) + join(t.rows[1:], separator, end, change) + join(t.below, separator, end, nil)
}

// halves writes the file as two that are glued together, with a text between them. An order with several rows stays whole.
func (t table) halves(separator, end, between string, change func(string) string) string {
	middle := len(t.rows) / 2
	first, second := t, t
	first.rows, second.rows = t.rows[:middle], append([][]string{t.rows[0]}, t.rows[middle:]...)
	return first.write(separator, end, change) + between + second.write(separator, end, change)
}

func join(rows [][]string, separator, end string, change func(string) string) string {
	var b strings.Builder
	for _, fields := range rows {
		for i, field := range fields {
			if change != nil {
				field = change(field)
			}
			if strings.ContainsAny(field, "\",;\t|\n") {
				field = `"` + strings.ReplaceAll(field, `"`, `""`) + `"`
			}
			if i > 0 {
				b.WriteString(separator)
			}
			b.WriteString(field)
		}
		b.WriteString(end)
	}
	return b.String()
}

// wide returns a text in UTF-16.
func wide(text string, mark, little bool) string {
	if mark {
		text = byteOrderMark + text
	}
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(text)) {
		if little {
			b.Write([]byte{byte(unit), byte(unit >> 8)})
		} else {
			b.Write([]byte{byte(unit >> 8), byte(unit)})
		}
	}
	return b.String()
}
