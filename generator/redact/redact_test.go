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

// TestWhatIsForStaffIsNotShown holds that a log has neither the words of what is for staff or some customers alone, nor its
// titles where another problem quotes them.
func TestWhatIsForStaffIsNotShown(t *testing.T) {
	r := New(tree.Of(map[string]string{
		"content/policies/angry.md":   "---\ntitle: How we calm those who shout\nvisibility: internal\n---\nTea first.\n",
		"content/policies/broken.md":  "---\nvisibility: \"internal\"\ntitle: [A secret of ours\n---\n",
		"content/policies/later.md":   "---\ndraft: true\n---\n# Nothing is free any more\n",
		"content/policies/_notes.md":  "# Notes of ours\n",
		"content/capabilities/v.yaml": "title: Vans\nstaff_note: >\n  Never by the weir.\n  Nor by night.\nsummary: We bring it.\n",
		"content/capabilities/n.yaml": "visibility: internal\ntitle: Night vans\n",
		"content/policies/bills.md": "---\ntitle: Bills\nexceptions:\n  - when: A funeral\n    do: We wait a month\n    decides: anybody\n  - when: Somebody shouts for an hour\n" +
			"    do: Give them the flask of tea\n    decides: the desk\n    visibility: internal\n  - {when: A flood, do: We wait, decides: anybody}\n  - {when: \"Snow, or ice\", do: Free salt, visibility: internal}\n---\nWe bill.\n",
	}), nil)
	for _, c := range []struct {
		file  string
		line  int
		shown bool
	}{
		{"content/policies/angry.md", 5, false}, {"content/policies/broken.md", 3, false}, {"content/policies/later.md", 4, false}, {"content/policies/_notes.md", 1, false},
		{"content/capabilities/n.yaml", 2, false}, {"content/capabilities/v.yaml", 1, true}, {"content/capabilities/v.yaml", 2, false}, {"content/capabilities/v.yaml", 4, false}, {"content/capabilities/v.yaml", 5, true},
		{"content/policies/bills.md", 2, true}, {"content/policies/bills.md", 4, true}, {"content/policies/bills.md", 6, true}, {"content/policies/bills.md", 7, false}, {"content/policies/bills.md", 8, false},
		{"content/policies/bills.md", 10, false}, {"content/policies/bills.md", 11, true}, {"content/policies/bills.md", 12, false}, {"content/policies/bills.md", 14, true},
	} {
		p := r.Problems([]diag.Problem{{Rule: "no-reason", At: diag.Place{File: c.file, Line: c.line}, Message: "these words"}})[0]
		if shown := p.Message == "these words"; shown != c.shown {
			t.Errorf("%s:%d: shown %v", c.file, c.line, shown)
		}
		if _, shown := r.Lines(r.tree.Lines())(c.file, c.line); shown != c.shown {
			t.Errorf("%s:%d: its line is shown: %v", c.file, c.line, shown)
		}
	}
	for text, shown := range map[string]bool{
		`the link leads to "How we calm those who shout"`: false, `"Night vans" has no day`: false, `"Bills" has no day`: true, "Somebody shouts for an hour, so": false,
		`see "How we calm those who sh…"`: false, "the flask of tea is theirs": true, "Free salt for all": false, "We wait a month": true, "Notes of ours": false,
	} {
		p := r.Problems([]diag.Problem{{Rule: "no-reason", At: diag.Place{File: "content/policies/other.md", Line: 1}, Message: text}})[0]
		if got := p.Message == text; got != shown {
			t.Errorf("%s: shown %v", text, got)
		}
	}
}
