package diag

import (
	"errors"
	"strings"
	"testing"
)

// source returns the lines of files in memory.
func source(files map[string]string) Lines {
	return func(file string, line int) (string, bool) {
		lines := strings.Split(files[file], "\n")
		if files[file] == "" || line > len(lines) {
			return "", false
		}
		return lines[line-1], true
	}
}

var misspelt = Problem{
	Rule: "schema-unknown-key", At: Place{"content/capabilities/standard-delivery.yaml", 2, 1, 6},
	Message: `there is no field "sumary" in a capability`, Help: `write "summary"`,
}

var tooTight = Problem{
	Rule: "fit-tighter", At: Place{"content/agreements/fenwick-tiles.yaml", 3, 12, 3},
	Message: "they need 24h, on-time gives 48h", Why: "They would count on 24 hours.",
	Help: "answer no, with a reason:\n  answer: no\n  because: One van covers each route.",
	Related: []Related{
		{Place{"content/capabilities/standard-delivery.yaml", 100, 3, 11}, "the promise is here"},
		{Place{File: "site.yaml"}, "its hours"},
	},
}

var wholeFile = Problem{
	Rule: "file-refused", At: Place{File: "content/policies/x.md"}, Message: "is a link", Why: "It could be anything.",
}

var onlyNotice = Problem{Rule: "review-missing", At: Place{File: "site.yaml", Line: 1}, Message: "no review_by"}

var lines = source(map[string]string{
	"content/capabilities/standard-delivery.yaml": "title: Standard delivery\nsumary: We collect from your dock\n" +
		strings.Repeat("\n", 97) + "  within: 48h\r\n",
	"content/agreements/fenwick-tiles.yaml": "a:\nneeds:\n  on-time: 24h",
	"site.yaml":                             "\tname: x",
})

func text(t *testing.T, style Style, problems ...Problem) string {
	t.Helper()
	var b strings.Builder
	if err := Text(&b, problems, lines, style); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTextOfOneProblem(t *testing.T) {
	want := `error[schema-unknown-key]: there is no field "sumary" in a capability
  content/capabilities/standard-delivery.yaml:2:1
   2 | sumary: We collect from your dock
     | ^^^^^^
  why:  A misspelt field is silently missing from the page.
  help: write "summary"

1 error in 1 file
`
	if got := text(t, Style{}, misspelt); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTextOfSeveralProblems(t *testing.T) {
	want := `error[fit-tighter]: they need 24h, on-time gives 48h
  content/agreements/fenwick-tiles.yaml:3:12
   3 |   on-time: 24h
     |            ^^^
  content/capabilities/standard-delivery.yaml:100:3: the promise is here
 100 |   within: 48h
     |   -----------
  site.yaml: its hours
  why:  They would count on 24 hours.
  help: answer no, with a reason:
          answer: no
          because: One van covers each route.

error[file-refused]: is a link
  content/policies/x.md
  why:  It could be anything.

notice[review-missing]: no review_by
  site.yaml:1
   1 |     name: x
  why:  A page without a review date grows old unseen, and customers rely on it all the same.

2 errors, 1 notice in 3 files
`
	if got := text(t, Style{Verbose: true}, tooTight, wholeFile, onlyNotice); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTextShowsNoticesOnlyWhenAsked(t *testing.T) {
	if got := text(t, Style{}, onlyNotice); got != "" {
		t.Errorf("a notice was shown:\n%s", got)
	}
	if got := text(t, Style{}, wholeFile, onlyNotice); strings.Contains(got, "notice") || !strings.HasSuffix(got, "\n1 error in 1 file\n") {
		t.Errorf("got\n%s", got)
	}
	if got := text(t, Style{Verbose: true}); got != "" {
		t.Errorf("no problems print %q", got)
	}
}

func TestTextCounts(t *testing.T) {
	warning := Problem{Rule: "cannot-missing", Message: "m"}
	got := text(t, Style{}, warning, misspelt, misspelt, warning)
	if want := "\n2 errors, 2 warnings in 1 file\n"; !strings.HasSuffix(got, want) {
		t.Errorf("ends %q, want %q", got[len(got)-40:], want)
	}
	if got := text(t, Style{}, warning); !strings.HasSuffix(got, "\n1 warning\n") {
		t.Errorf("got %q", got)
	}
}

func TestTextInColour(t *testing.T) {
	want := "\x1b[1;31merror[schema-unknown-key]\x1b[0m\x1b[1m: there is no field \"sumary\" in a capability\x1b[0m\n" +
		"  content/capabilities/standard-delivery.yaml:2:1\n" +
		"\x1b[2m   2 |\x1b[0m sumary: We collect from your dock\n" +
		"\x1b[2m     |\x1b[0m \x1b[1;31m^^^^^^\x1b[0m\n" +
		"  \x1b[1mwhy: \x1b[0m A misspelt field is silently missing from the page.\n" +
		"  \x1b[1mhelp:\x1b[0m write \"summary\"\n\n" +
		"\x1b[1m1 error in 1 file\x1b[0m\n"
	if got := text(t, Style{Color: true}, misspelt); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestTextMakesRoomForLongNumbers(t *testing.T) {
	p := Problem{Rule: "schema-type", At: Place{"r.csv", 9, 1, 1}, Message: "m", Related: []Related{{Place{"r.csv", 12345, 1, 1}, "n"}}}
	var b strings.Builder
	if err := Text(&b, []Problem{p}, func(string, int) (string, bool) { return "x", true }, Style{}); err != nil {
		t.Fatal(err)
	}
	want := "  r.csv:9:1\n     9 | x\n       | ^\n  r.csv:12345:1: n\n 12345 | x\n       | -\n"
	if !strings.Contains(b.String(), want) {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestTextWraps(t *testing.T) {
	p := wholeFile
	p.Help = strings.Repeat("nine long ", 12) + "\n  " + strings.Repeat("example ", 15) + "\n"
	want := "  help: " + strings.TrimSpace(strings.Repeat("nine long ", 9)) + "\n" +
		"        " + strings.TrimSpace(strings.Repeat("nine long ", 3)) + "\n" +
		"          " + strings.TrimSpace(strings.Repeat("example ", 15)) + "\n\n"
	if got := text(t, Style{}, p); !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTextWithoutLines(t *testing.T) {
	none := func(string, int) (string, bool) { return "", false }
	want := "  content/capabilities/standard-delivery.yaml:2:1\n  why:"
	for name, lines := range map[string]Lines{"no lines": nil, "none to show": none} {
		var b strings.Builder
		if err := Text(&b, []Problem{misspelt}, lines, Style{}); err != nil || !strings.Contains(b.String(), want) {
			t.Errorf("%s: %v\n%s", name, err, b.String())
		}
	}
}

func TestNothingPrintedCanActOnATerminal(t *testing.T) {
	evil := "x\x1b]0;title\a\u009b31m\u202e\r"
	p := Problem{
		Rule: "schema-type", At: Place{evil, 1, 1, 1}, Message: evil, Why: evil, Help: evil,
		Related: []Related{{Place{evil, 2, 1, 1}, evil}, {Note: evil}},
	}
	lines := func(string, int) (string, bool) { return evil, true }
	for name, print := range printers(lines) {
		var b strings.Builder
		if err := print(&b, []Problem{p}); err != nil {
			t.Fatal(err)
		}
		if strings.ContainsAny(b.String(), "\x1b\a\r\u009b\u202e") {
			t.Errorf("%s lets it through: %q", name, b.String())
		}
	}
}

// full is a writer with room for some bytes.
type full struct{ room int }

var errFull = errors.New("no space left")

func (f *full) Write(p []byte) (int, error) {
	if len(p) > f.room {
		return f.room, errFull
	}
	f.room -= len(p)
	return len(p), nil
}

func TestPrintersReportWriteErrors(t *testing.T) {
	many := make([]Problem, 100)
	for i := range many {
		many[i] = tooTight
	}
	for name, print := range printers(lines) {
		for _, problems := range [][]Problem{{misspelt}, many} {
			if err := print(&full{room: 10}, problems); !errors.Is(err, errFull) {
				t.Errorf("%s: error %v on a full disk", name, err)
			}
		}
	}
}
