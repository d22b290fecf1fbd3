package yamltext

import (
	"fmt"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestLibraryIsImportedOnce holds what README says: another YAML library is one import away.
func TestLibraryIsImportedOnce(t *testing.T) {
	names, _ := filepath.Glob("*.go")
	var importers []string
	for _, name := range names {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range f.Imports {
			if !strings.HasSuffix(name, "_test.go") && strings.Contains(i.Path.Value, "yaml.v3") {
				importers = append(importers, name)
			}
		}
	}
	if !slices.Equal(importers, []string{"library.go"}) {
		t.Errorf("the YAML library is imported in %v", importers)
	}
}

// TestQuestionMarks holds that a question mark within a text is a part of it, in brackets too, and that one that YAML reads as a
// sign is told.
func TestQuestionMarks(t *testing.T) {
	for text, want := range map[string][]string{
		"a: [How many pallets?]":               {"How many pallets?"},
		"a: [Why??, When ? or never, b?c]":     {"Why??", "When ? or never", "b?c"},
		"a: {b: We sleep?, c?: semi-?}":        {"We sleep?", "semi-?"},
		"a: {b: [x:?y, 'When?', \"?\"]}":       {"x:?y", "When?", "?"},
		"a: Why?\nb: [\ue000?]":                {"Why?", "\ue000?"},
		"a: |\n  Why ? [Why?]\nb: [c?,\n  d?]": {"Why ? [Why?]\n", "c?", "d?"},
		"a: {? b: c}":                          {"c", `1:5 the question mark before "b" is a sign to YAML, and no part of the text`},
		"a:\n  ? b\n  : c":                     {"c", `2:3 the question mark before "b" is a sign to YAML, and no part of the text`},
		"a: {b: c, ? d : e}":                   {"c", "e", `1:11 the question mark before "d" is a sign to YAML, and no part of the text`},
	} {
		bothWays(t, text, text)
		d := Parse("f", 1, []byte(text), nothingExpected)
		got := leaves(d.Root)
		for _, p := range d.Problems {
			got = append(got, fmt.Sprintf("%d:%d %s", p.At.Line, p.At.Column, p.Message))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}

// leaves returns the texts of a node.
func leaves(n *Node) (all []string) {
	if n.Kind == Scalar {
		return []string{n.Text}
	}
	for _, item := range n.Items {
		all = append(all, leaves(item)...)
	}
	return all
}
