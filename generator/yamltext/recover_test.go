package yamltext

import (
	"strings"
	"testing"
)

// FuzzFixes holds that a text is YAML once the proposed fixes are made.
func FuzzFixes(f *testing.F) {
	for _, text := range []string{"title: a: b\nsummary: [c\n", "title:a\nsummary: \"b\n", "ask:\n  - a\n - b\n", "body: |\nabc\n"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		clean, _, ok := cleanText("f", 1, []byte(text))
		_, err := libraryNode(clean)
		if !ok || err == nil {
			return
		}
		names := FieldNames{All: map[string]bool{"title": true, "summary": true, "ask": true, "body": true, "promises": true}, Lists: map[string]bool{"ask": true, "promises": true}}
		r := recoverText("f", 1, Lines(clean), err, Expected{Names: func() FieldNames { return names }})
		if len(r.problems.Problems) == 0 {
			t.Errorf("refused without a word: %q", text)
		}
		if _, err := libraryNode(strings.Join(r.lines, "\n")); err != nil {
			t.Errorf("the fixed text is no YAML: %v: %q", err, r.lines)
		}
	})
}
