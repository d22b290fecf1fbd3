package diag

import (
	"strings"
	"testing"

	"upfront/generator/check/rules"
)

func TestLookUp(t *testing.T) {
	for _, r := range Rules() {
		if got, ok := LookUp(r.ID); !ok || got.Title != r.Title {
			t.Errorf("LookUp(%q) = %q, %v", r.ID, got.Title, ok)
		}
		if r.Severity < Notice {
			t.Errorf("%s: severity %v", r.ID, r.Severity)
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
		document: rules.Document{Text: "Fires when so.\n\nWrong:\n\n```\na: b\n```"},
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
	if err := Explain(&b, RuleOf("leak-private")); err != nil || !strings.HasSuffix(b.String(), "\nNo line under checks in site.yaml changes this severity.\n") {
		t.Errorf("%v\n%s", err, b.String())
	}
}
