package diag

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// many returns n problems of a rule, each in a file of its own.
func many(rule RuleID, n int) []Problem {
	var out []Problem
	for i := range n {
		out = append(out, Problem{Rule: rule, At: Place{File: fmt.Sprintf("%s-%d.md", rule, i)}, Message: fmt.Sprintf("no. %d", i), Why: "-"})
	}
	return out
}

// heads returns the first lines of what is printed for each problem, and all lines that are not part of one.
func heads(text string) string {
	var out []string
	for _, line := range strings.Split(text, "\n") {
		if line != "" && !strings.HasPrefix(line, "  ") {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}

func TestErrorsStandFirst(t *testing.T) {
	got := heads(text(t, Style{Verbose: true}, many("review-missing", 1)[0], many("starting-text", 1)[0], many("no-reason", 1)[0], many("link-broken", 1)[0]))
	want := `error[no-reason]: no. 0
error[link-broken]: no. 0
warning[starting-text]: no. 0
notice[review-missing]: no. 0
2 errors, 1 warning, 1 notice in 4 files`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestFiveOfARuleArePrinted(t *testing.T) {
	var mixed []Problem // the two rules take turns
	for i := range 9 {
		mixed = append(mixed, many("no-reason", 9)[i], many("starting-text", 7)[i%7])
	}
	mixed = append(mixed, many("link-broken", 5)...)
	want := `error[no-reason]: no. 0
error[no-reason]: no. 1
error[no-reason]: no. 2
error[no-reason]: no. 3
error[no-reason]: no. 4
… and 4 more of no-reason, in 4 files
error[link-broken]: no. 0
error[link-broken]: no. 1
error[link-broken]: no. 2
error[link-broken]: no. 3
error[link-broken]: no. 4
warning[starting-text]: no. 0
warning[starting-text]: no. 1
warning[starting-text]: no. 2
warning[starting-text]: no. 3
warning[starting-text]: no. 4
… and 4 more of starting-text, in 4 files
9 errors  no-reason      a no without a reason
5 errors  link-broken    a link that leads nowhere
9 warnings  starting-text  a text that a new file began with
14 errors, 9 warnings in 21 files
15 of them are shown. To see every one, add --all.`
	got := regexp.MustCompile(`(?m)^  (\d)`).ReplaceAllString(text(t, Style{}, mixed...), "$1")
	if got := heads(got); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	all := text(t, Style{All: true}, mixed...)
	if n := strings.Count(all, "\n\n") - 1; n != 23 || strings.Contains(all, "more of") || strings.Contains(all, "--all") || !strings.Contains(all, "9 warnings  starting-text") {
		t.Errorf("with all, %d are printed and not 23:\n%s", n, heads(all))
	}
}

// A rule may be an error in one place and a warning in another: each has five.
func TestSeveritiesFoldApart(t *testing.T) {
	problems := many("no-reason", 12)
	for i := range 6 {
		problems[i*2].Severity = Warning
	}
	got := text(t, Style{}, problems...)
	for _, want := range []string{"… and 1 more of no-reason, in 1 file\n", "  6 errors  no-reason  a no", "6 warnings  no-reason  a no", "10 of them are shown"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, heads(got))
		}
	}
}

func TestAShortListHasNoTable(t *testing.T) {
	title := RuleOf("no-reason").Title
	ten := append(many("no-reason", 5), many("link-broken", 5)...)
	if got := text(t, Style{}, ten...); strings.Contains(got, title) || strings.Contains(got, "--all") {
		t.Errorf("ten have a table:\n%s", got)
	}
	if got := text(t, Style{}, append(ten, many("starting-text", 1)...)...); !strings.Contains(got, title) || strings.Contains(got, "--all") {
		t.Errorf("eleven have none, or are folded:\n%s", got)
	}
}

func TestAtMost500ArePrinted(t *testing.T) {
	var problems []Problem
	for _, r := range Rules() {
		for _, level := range []Severity{Error, Warning} {
			for _, p := range many(r.ID, 7) {
				p.Severity = level
				problems = append(problems, p)
			}
		}
	}
	printed := regexp.MustCompile(`(?m)^(error|warning)\[`)
	got := text(t, Style{}, problems...)
	if n := len(printed.FindAllString(got, -1)); n != 500 || !strings.HasSuffix(got, "\n500 of them are shown. To see every one, add --all.\n") {
		t.Errorf("%d are printed; the end is %q", n, got[len(got)-100:])
	}
	if n := len(printed.FindAllString(text(t, Style{All: true}, problems...), -1)); n != len(problems) {
		t.Errorf("with all, %d of %d are printed", n, len(problems))
	}
}
