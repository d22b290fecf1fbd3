package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"upfront/generator/syntax"
)

// TestReferenceOfFields holds that docs/reference has every field as the tables of package syntax have it, and that each has a
// meaning, a form and, where no other fields stand in it, an example.
func TestReferenceOfFields(t *testing.T) {
	for _, kind := range syntax.Kinds() {
		fields, _ := fieldsOf(kind)
		for _, f := range fields {
			hasFields := strings.Contains(f.Form, "fields of its own")
			if f.Meaning == "" || f.Form == "" || (f.Example == "") != hasFields {
				t.Errorf("%s: %+v", kind, f)
			}
		}
		page := referencePage(kind, fields)
		file := filepath.Join("..", "..", "docs", "reference", kind+".md")
		if *update {
			if err := os.WriteFile(file, []byte(page), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if written, err := os.ReadFile(file); err != nil || string(written) != page {
			t.Errorf("docs/reference/%s.md is not up to date (%v): run go test ./cmd/upfront -run Reference -update", kind, err)
		}
	}
}

// referencePage returns the reference of a kind of file, in Markdown.
func referencePage(kind string, fields []syntax.Field) string {
	var b strings.Builder
	title, about := syntax.About(kind)
	fmt.Fprintf(&b, "# %s\n\n%s.\n\n", title, pathForm.ReplaceAllString(about, "`$0`"))
	fmt.Fprintf(&b, "`upfront fields %s` prints the same. `[]` stands for each entry of a list, `<name>` for a name that you choose.\n\n", kind)
	b.WriteString("| field | what it says | how it is written | without it | example |\n|---|---|---|---|---|\n")
	for _, f := range fields {
		name, example := "`"+f.Path+"`", f.Example
		if f.Required {
			name += " (required)"
		}
		if example != "" {
			example = "`" + strings.ReplaceAll(example, "`", "'") + "`"
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", name, cell(f.Meaning), cell(f.Form), cell(f.Default), strings.ReplaceAll(example, "|", `\|`))
	}
	return b.String()
}

var pathForm = regexp.MustCompile(`content/\S+\.(yaml|md)`)

// cell returns a text for the cell of a table, in which nothing is Markdown or HTML.
func cell(text string) string {
	return strings.NewReplacer("|", `\|`, "<", "&lt;", "*", `\*`, "_", `\_`, "{{", `\{\{`).Replace(text)
}
