package redact

import (
	"strings"
	"testing"

	"upfront/generator/diag"
	"upfront/generator/tree"
)

func example() *Redactor {
	return New(tree.Of(map[string]string{
		"content/agreements/ash-oak.yaml":     "",
		"content/agreements/fenwick.yaml":     "",
		"content/agreements/ab.yaml":          "",
		"content/agreements/Odd Name.yaml":    "",
		"content/agreed/gone-away/1.yaml":     "",
		"content/notices/2026-01-02-van.md":   "---\ncustomers: [fenwick]\n---\n",
		"content/policies/bills.md":           "We bill monthly.\nAs with fenwick.\n",
		"content/policies/fenwick-changes.md": "",
	}), nil)
}

func TestText(t *testing.T) {
	r := example()
	for text, want := range map[string]string{
		"no customer":                         "no customer",
		"Fenwick pays":                        "agreement 4 of 4 pays",
		"for-fenwick-alone":                   "for-agreement 4 of 4-alone",
		"ash-oak and ash":                     "agreement 3 of 4 and ash",
		"gone-away left":                      "a former agreement left",
		"Odd Name wrote":                      "agreement 1 of 4 wrote",
		"content/agreements/ab.yaml":          "content/agreements/….yaml", // too short to be told from a word
		"see agreements/ab":                   "see agreements/…",
		"content/agreements/fenwick.yaml: no": "content/agreements/agreement 4 of 4.yaml: no",
	} {
		if got := r.Text(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
		if got := (*Redactor)(nil).Text(text); got != text {
			t.Errorf("%q: %q where everything may be said", text, got)
		}
	}
	if got := r.Identifiers(`{"fenwick": "ash-oak"}`); got != `{"fenwick": "agreement 3 of 4"}` {
		t.Errorf("identifiers: %s", got)
	}
}

func TestProblemsOfPrivateFiles(t *testing.T) {
	r := example()
	for file, want := range map[string]string{
		"content/agreements/fenwick.yaml":     "content/agreements",
		"content/agreed/gone-away/1.yaml":     "content/agreed",
		"content/notices/2026-01-02-van.md":   "content/notices/2026-01-02-van.md:3",
		"content/records/rows.csv":            "content/records/rows.csv:3",
		"content/policies/fenwick-changes.md": "content/policies",
		"content/policies/bills.md":           "content/policies/bills.md:3",
	} {
		p := r.Problems([]diag.Problem{{Rule: "no-reason", At: diag.Place{File: file, Line: 3}, Message: "words of fenwick", Help: "Ask fenwick."}})[0]
		if at := p.At.String(); at != want || strings.Contains(p.Message+p.Help, "fenwick") {
			t.Errorf("%s: at %s, %q, %q; want %s", file, at, p.Message, p.Help, want)
		}
		if open := file == "content/policies/bills.md" || file == "content/policies/fenwick-changes.md"; open != strings.HasPrefix(p.Message, "words of") {
			t.Errorf("%s: %q", file, p.Message)
		}
	}
}

func TestLines(t *testing.T) {
	r := example()
	lines := r.Lines(r.tree.Lines())
	for file, want := range map[string]bool{"content/policies/bills.md": true, "content/notices/2026-01-02-van.md": false, "content/agreements/fenwick.yaml": false} {
		if _, ok := lines(file, 1); ok != want {
			t.Errorf("%s: %v, want %v", file, ok, want)
		}
	}
	if text, ok := lines("content/policies/bills.md", 2); ok {
		t.Errorf("it shows %q", text)
	}
}
