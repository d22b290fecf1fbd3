package diag

import (
	"slices"
	"testing"
)

func TestSeverityNames(t *testing.T) {
	for word, want := range map[string]Severity{"off": Off, "notice": Notice, "warning": Warning, "error": Error} {
		if got, ok := ParseSeverity(word); got != want || !ok {
			t.Errorf("ParseSeverity(%q) = %v, %v", word, got, ok)
		}
		if want.String() != word {
			t.Errorf("severity %d is called %q, want %q", want, want, word)
		}
	}
	for _, word := range []string{"", "default", "Error", "fatal"} {
		if got, ok := ParseSeverity(word); ok {
			t.Errorf("ParseSeverity(%q) = %v, want none", word, got)
		}
	}
}

func TestPlaceString(t *testing.T) {
	for want, at := range map[string]Place{
		"":              {},
		"site.yaml":     {File: "site.yaml", Column: 3},
		"site.yaml:4":   {File: "site.yaml", Line: 4},
		"site.yaml:4:2": {File: "site.yaml", Line: 4, Column: 2, Width: 9},
	} {
		if got := at.String(); got != want {
			t.Errorf("%#v is written %q, want %q", at, got, want)
		}
	}
}

func TestSortDropsRepetitions(t *testing.T) {
	at := func(file string, line int) Place { return Place{File: file, Line: line} }
	given := []Problem{
		{Rule: "schema-type", At: at("b", 1), Message: "x"},
		{Rule: "schema-type", At: at("a", 9), Message: "y", Help: "late"},
		{Rule: "schema-type", At: at("a", 10), Message: "x"},
		{Rule: "schema-type", At: at("a", 9), Message: "y", Help: " sooner"},
		{Rule: "id-form", At: at("a", 9), Message: "z"},
		{Rule: "schema-type", At: at("a", 9), Message: "y", Help: "later"},
		{Rule: "schema-type", At: at("a", 9), Message: "x"},
	}
	var got []string
	for _, p := range Sort(given) {
		got = append(got, p.At.String()+" "+string(p.Rule)+" "+p.Message+p.Help)
	}
	want := []string{"a:9 id-form z", "a:9 schema-type x", "a:9 schema-type y sooner", "a:10 schema-type x", "b:1 schema-type x"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestAdjust(t *testing.T) {
	problems := []Problem{{Rule: "cannot-missing"}, {Rule: "review-missing"}, {Rule: "leak-private"}, {Rule: "no-reason"}}
	got := Adjust(problems, map[RuleID]Severity{"cannot-missing": Error, "review-missing": Off, "leak-private": Off})
	want := []Problem{{Rule: "cannot-missing", Severity: Error}, {Rule: "leak-private"}, {Rule: "no-reason"}}
	if len(got) != len(want) {
		t.Fatalf("got %v", got)
	}
	for i := range want {
		if got[i].Rule != want[i].Rule || got[i].Severity != want[i].Severity {
			t.Errorf("%d: got %v, want %v", i, got[i], want[i])
		}
	}
	if n := Count(got, Error); n != 3 {
		t.Errorf("%d errors, want 3: one raised, one fixed, one as its rule says", n)
	}
	if problems[0].Severity != Default {
		t.Error("the problems handed in were changed")
	}
}

func TestNearest(t *testing.T) {
	fields := []string{"title", "summary", "scope", "within", "at_least", "at_most", "if", "p1", "line-12", "van.on-time", "van.asked"}
	for word, want := range map[string]string{
		"sumary":      "summary", // one left out
		"tilte":       "title",   // two swapped: one edit
		"Within":      "within",
		"at_leats":    "at_least",
		"sc":          "",   // three edits from scope
		"of":          "if", // one edit
		"colour":      "",   // near nothing
		"p3":          "",   // of another number than p1
		"line-2":      "",   // than line-12
		"line12":      "line-12",
		"van.told":    "", // behind the dot, all is another
		"van.on-tine": "van.on-time",
		"vam.on-time": "van.on-time",
		"line-":       "line-12",
		"":            "",
	} {
		if got, ok := Nearest(word, fields); got != want || ok != (want != "") {
			t.Errorf("Nearest(%q) = %q, %v; want %q", word, got, ok, want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"", "abc", 3}, {"abc", "abc", 0},
		{"kitten", "sitting", 3},
		{"ab", "ba", 1},
		{"ca", "abc", 3}, // optimal string alignment: no edit inside a swapped pair
		{"größe", "grösse", 2},
	} {
		if got := distance([]rune(c.a), []rune(c.b)); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
		if got := distance([]rune(c.b), []rune(c.a)); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.b, c.a, got, c.want)
		}
	}
}
