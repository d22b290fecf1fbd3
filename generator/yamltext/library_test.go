package yamltext

import (
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
