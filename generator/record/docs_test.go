package record

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"time"
)

// The examples of the documentation, and times with their format, all of March 2026.
var (
	inTable = regexp.MustCompile("(?m)^\\| `([^`]*[0-9][^`]*)` \\| `([^`]+)` \\|$")
	fenced  = regexp.MustCompile("(?s)```(yaml|csv)\n(.*?)```")
)

// TestTheExamplesOfTheDocs holds that what docs/records.md shows can be read and is counted as it says: of the visits one
// was kept and one is open too long; 221 of 222 came on the day; of February 25 minutes are missing, and of the calls one
// day of two was within the limit. Of the repairs the first was kept and the second was not; of the days agreed two were kept.
func TestTheExamplesOfTheDocs(t *testing.T) {
	doc, err := os.ReadFile("../../docs/records.md")
	if err != nil {
		t.Fatal(err)
	}
	var promise string
	got := map[string][3]int{}
	for _, block := range fenced.FindAllStringSubmatch(string(doc), -1) {
		if block[1] == "yaml" {
			promise = block[2] // one without rows below it is a recipe: TestExports counts it
			offer(t, "Europe/London", "2026-03-20T12:00:00Z", promise)
			continue
		}
		o := offer(t, "Europe/London", "2026-03-20T12:00:00Z", promise)
		file := "content/" + o.Promises[0].Record.File.V
		book, problems := Count(o, files(map[string]string{file: block[2]}))
		for _, p := range problems {
			t.Error(said(p))
		}
		r := book.Result(o.Promises[0])
		got[strings.TrimPrefix(file, "content/records/")] = [3]int{r.Window.Kept, r.Window.Missed(), r.Window.Excluded()}
	}
	want := map[string][3]int{"visits.csv": {1, 1, 0}, "on-the-day.csv": {221, 1, 0}, "line.csv": {(19*24-9-1)*3600 - 25*60, 25 * 60, 3600}, "calls.csv": {1, 1, 0},
		"repairs.csv": {1, 1, 1}, "agreed.csv": {2, 1, 0}}
	for file, w := range want {
		if got[file] != w {
			t.Errorf("%s: got %v, want %v", file, got[file], w)
		}
	}
	written := inTable.FindAllStringSubmatch(string(doc), -1)
	for _, c := range written {
		at, wrong := newTimeParser(c[2], time.UTC).parse(c[1])
		if wrong != nil || at.Format("2006-01") != "2026-03" {
			t.Errorf("%q as %q: %v %v", c[1], c[2], at, wrong)
		}
	}
	if len(written) != 4 {
		t.Errorf("%d ways to write a time", len(written))
	}
}
