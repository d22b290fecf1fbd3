package diag

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// onLines returns a problem of a rule on each line of a file, from one line up to another.
func onLines(rule RuleID, file string, from, to int) []Problem {
	var out []Problem
	for line := from; line <= to; line++ {
		out = append(out, Problem{Rule: rule, At: Place{File: file, Line: line}, Message: fmt.Sprintf("no. %d", line), Why: "-"})
	}
	return out
}

func TestAFileHasOnlySoManyProblemsOfARule(t *testing.T) {
	few := slices.Concat(onLines("no-reason", "b.yaml", 1, 200), onLines("link-broken", "a.yaml", 1, 199))
	if got := Sort(slices.Clone(few)); len(got) != 399 || Count(got, Error) != 399 {
		t.Fatalf("%d problems are left of 399", len(got))
	}
	all := slices.Concat(few, onLines("no-reason", "b.yaml", 201, 5000), onLines("no-reason", "c.yaml", 1, 3))
	slices.Reverse(all)
	got := Sort(slices.Clone(all))
	if len(got) != 199+201+3 || Count(got, Error) != len(all) {
		t.Errorf("%d problems count as %d, want %d", len(got), Count(got, Error), len(all))
	}
	want := Problem{Rule: "no-reason", At: Place{File: "b.yaml", Line: 201}, Why: "-", More: 4800,
		Message: "there are 4800 more problems like those above, from here on in this file", Help: "Put those above right first: the others are shown then."}
	if !reflect.DeepEqual(got[399], want) {
		t.Errorf("got  %#v\nwant %#v", got[399], want)
	}
	if again := Sort(slices.Clone(got)); !reflect.DeepEqual(again, got) {
		t.Error("sorted again, they differ")
	}
}

// What is counted without being put in words is what Sort would have left of all.
func TestProblemsThatAreOnlyCounted(t *testing.T) {
	all := onLines("no-reason", "b.yaml", 1, 5000)
	l := List{Default: Problem{Rule: "no-reason", Why: "-"}}
	for _, p := range all {
		if !l.Counts(Problem{At: p.At}) {
			l.Add(p)
		}
	}
	if len(l.Problems) != maxWorded+1 {
		t.Errorf("%d problems were put in words", len(l.Problems)-1)
	}
	if got, want := Sort(l.Problems), Sort(all); !reflect.DeepEqual(got, want) {
		t.Errorf("got %d that end with %#v\nwant %d that end with %#v", len(got), got[len(got)-1], len(want), want[len(want)-1])
	}
	for i := range maxWorded {
		if l.Counts(Problem{At: Place{File: "c.yaml", Line: i}}) {
			t.Errorf("no. %d of another file is only counted", i)
		}
	}
}

// What is found in parts, as with a memory, is what is found at once.
func TestPartsAreCappedAsTheWhole(t *testing.T) {
	whole := onLines("no-reason", "b.yaml", 1, 1000)
	parts := slices.Concat(Sort(onLines("no-reason", "b.yaml", 301, 1000)), Sort(onLines("no-reason", "b.yaml", 1, 300)))
	got, want := Sort(parts), Sort(whole)
	if got[200].Message != want[200].Message || Count(got, Error) != 1000 || !reflect.DeepEqual(got[:200], want[:200]) {
		t.Errorf("in parts %d: %q; at once %q", Count(got, Error), got[200].Message, want[200].Message)
	}
}

func TestSeveritiesAreCappedApart(t *testing.T) {
	problems := onLines("no-reason", "b.yaml", 1, 600)
	for i := range 300 {
		problems[2*i].Severity = Warning
	}
	got := Sort(problems)
	if len(got) != 402 || Count(got, Error) != 300 || Count(got, Warning) != 300 {
		t.Errorf("%d problems: %d errors and %d warnings", len(got), Count(got, Error), Count(got, Warning))
	}
}

func TestCappedProblemsAreCountedWherePrinted(t *testing.T) {
	got := Sort(onLines("no-reason", "b.yaml", 1, 5000))
	for style, want := range map[Style][]string{
		{}:          {"… and 4995 more of no-reason, in 1 file\n", "5000 errors  no-reason  a no", "5000 errors in 1 file\n5 of them are shown"},
		{All: true}: {"error[no-reason]: there are 4800 more problems like those above, from here on in this file\n  b.yaml:201\n", "5000 errors in 1 file\n"},
	} {
		printed := text(t, style, got...)
		for _, w := range want {
			if !strings.Contains(printed, w) {
				t.Errorf("%q is missing in\n%s", w, heads(printed))
			}
		}
	}
	var b strings.Builder
	if err := JSON(&b, got, nil); err != nil || strings.Count(b.String(), "\n{") != 201 || !strings.Contains(b.String(), `"more":4800}`) {
		t.Errorf("%v: the JSON form lacks the number of the others:\n%s", err, b.String()[max(0, b.Len()-400):])
	}
}
