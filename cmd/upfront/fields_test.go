package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"upfront/generator/syntax"
)

// TestReferenceOfFields holds that docs/reference has every field as the tables of package syntax have it, and that each has a
// meaning, a form and, where no other fields stand in it, an example.
func TestReferenceOfFields(t *testing.T) {
	all := map[string][]syntax.Field{}
	for _, kind := range syntax.Kinds() {
		fields, _ := fieldsOf(kind)
		for _, f := range fields {
			hasFields := strings.Contains(f.Form, "fields of its own")
			if f.Meaning == "" || f.Form == "" || (f.Example == "") != hasFields {
				t.Errorf("%s: %+v", kind, f)
			}
		}
		all[kind] = fields
		holdReference(t, kind, referencePage(kind, fields))
	}
	holdReference(t, "fields", fieldsByName(all))
}

// holdReference holds that a page of docs/reference reads so. With -update, it does.
func holdReference(t *testing.T, name, page string) {
	t.Helper()
	file := filepath.Join("..", "..", "docs", "reference", name+".md")
	if *update {
		if err := os.WriteFile(file, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if written, err := os.ReadFile(file); err != nil || string(written) != page {
		t.Errorf("docs/reference/%s.md is not up to date (%v): run go test ./cmd/upfront -run Reference -update", name, err)
	}
}

// fieldsByName returns the page on which somebody who knows a field's name finds the files that have it.
func fieldsByName(all map[string][]syntax.Field) string {
	var b strings.Builder
	b.WriteString("# Fields by their names\n\nWhere each field stands, from A to Z. What it means is on the page of its file.\n\n| field | stands in |\n|---|---|\n")
	places := map[string][]string{}
	for _, kind := range syntax.Kinds() {
		in := map[string][]string{}
		for _, f := range all[kind] {
			name := f.Path[strings.LastIndex(f.Path, ".")+1:]
			if name = strings.TrimSuffix(name, "[]"); !strings.HasPrefix(name, "<") {
				in[name] = append(in[name], "`"+f.Path+"`")
			}
		}
		for name, paths := range in {
			places[name] = append(places[name], "["+kind+"]("+kind+".md): "+strings.Join(paths, ", "))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(places)) {
		fmt.Fprintf(&b, "| `%s` | %s |\n", name, strings.Join(places[name], "; "))
	}
	return b.String()
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
