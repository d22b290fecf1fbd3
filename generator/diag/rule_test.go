package diag

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestRulesAreComplete(t *testing.T) {
	id := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	sentence := regexp.MustCompile(`^[A-Z][^.!?\n]*\.$`)
	seen := map[string]bool{}
	for _, r := range Rules() {
		if !id.MatchString(string(r.ID)) || seen[string(r.ID)] {
			t.Errorf("%q is not an id, or is there twice", r.ID)
		}
		seen[string(r.ID)] = true
		if r.Area == "" || r.Severity < Notice {
			t.Errorf("%s: area %q, severity %v", r.ID, r.Area, r.Severity)
		}
		if r.Title == "" || strings.HasSuffix(r.Title, ".") {
			t.Errorf("%s: title %q", r.ID, r.Title)
		}
		if !sentence.MatchString(r.Why) {
			t.Errorf("%s: why is not one sentence: %q", r.ID, r.Why)
		}
		if r.Fixed && r.Severity != Error {
			t.Errorf("%s: fixed, and no error", r.ID)
		}
	}
	if len(seen) < 82 {
		t.Errorf("%d rules: a table is missing", len(seen))
	}
}

func TestRulesAreExplained(t *testing.T) {
	example := regexp.MustCompile(`(?s)\nWrong[^\n]*:\n\n  \S.*\nRight[^\n]*:\n\n  \S`)
	for _, r := range Rules() {
		if n := len(strings.Fields(r.Explain)); n < 60 || n > 150 {
			t.Errorf("%s: explained in %d words", r.ID, n)
		}
		if !example.MatchString(r.Explain) {
			t.Errorf("%s: no wrong and right example", r.ID)
		}
		for line := range strings.SplitSeq(r.Explain, "\n") {
			if utf8.RuneCountInString(line) > explainWidth || strings.TrimRight(line, " \t") != line || strings.Contains(line, "\t") {
				t.Errorf("%s: line too long, or with space at its end: %q", r.ID, line)
			}
		}
	}
}

func TestRulesSpeakPlainly(t *testing.T) {
	jargon := regexp.MustCompile(`(?i)\b(client|clients|stakeholder|SLA|leverage|utili[sz]e|please note|do not hesitate)\b`)
	for _, r := range Rules() {
		if word := jargon.FindString(r.Title + " " + r.Why + " " + r.Explain); word != "" {
			t.Errorf("%s says %q", r.ID, word)
		}
	}
}

func TestLookUp(t *testing.T) {
	for _, r := range Rules() {
		if got, ok := LookUp(r.ID); !ok || got.Title != r.Title {
			t.Errorf("LookUp(%q) = %q, %v", r.ID, got.Title, ok)
		}
	}
	if _, ok := LookUp("no-such-rule"); ok {
		t.Error("found a rule that is not there")
	}
	defer func() {
		if recover() == nil {
			t.Error("RuleOf did not panic")
		}
	}()
	RuleOf("no-such-rule")
}

func TestExplain(t *testing.T) {
	var b strings.Builder
	if err := Explain(&b, Rule{
		ID: "some-rule", Severity: Warning, Title: "a title", Why: "A reason.",
		Explain: "\nFires when so.\n\nWrong:\n\n  a: b\n",
	}); err != nil {
		t.Fatal(err)
	}
	want := `warning[some-rule]: a title

A reason.

Fires when so.

Wrong:

  a: b

This is a warning unless site.yaml says otherwise, under checks: write
some-rule: off, notice, warning or error.
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	b.Reset()
	if err := Explain(&b, RuleOf("leak-private")); err != nil || !strings.HasSuffix(b.String(), "\nThis is always an error; no setting changes it.\n") {
		t.Errorf("%v\n%s", err, b.String())
	}
}
