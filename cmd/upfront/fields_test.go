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
	b.WriteString("# Fields by their names\n\nWhere each field stands, from A to Z. What it means is where the link leads.\n")
	places := map[string][]string{}
	for _, kind := range syntax.Kinds() {
		linked := map[string]string{}
		for _, f := range all[kind] {
			name := strings.TrimSuffix(f.Path[strings.LastIndex(f.Path, ".")+1:], "[]")
			if strings.HasPrefix(name, "<") {
				continue
			}
			target := "[" + kind + "](" + kind + ".md" + anchorOf(f.Path, all[kind]) + "): "
			if linked[name] == target {
				last := len(places[name]) - 1
				places[name][last] += ", `" + f.Path + "`"
				continue
			}
			linked[name] = target
			places[name] = append(places[name], target+"`"+f.Path+"`")
		}
	}
	letter := ""
	for _, name := range slices.Sorted(maps.Keys(places)) {
		if first := strings.ToUpper(name[:1]); first != letter {
			letter = first
			fmt.Fprintf(&b, "\n## %s\n\n", letter)
		}
		fmt.Fprintf(&b, "- `%s` in %s\n", name, strings.Join(places[name], "; "))
	}
	return b.String()
}

// referencePage returns the reference of a kind of file, in Markdown: first the fields that stand alone, then a part for each that
// has fields of its own. They are lists, for a telephone shows no table of this width.
func referencePage(kind string, fields []syntax.Field) string {
	var alone, parts strings.Builder
	part := ""
	for _, f := range fields {
		anchor := anchorOf(f.Path, fields)
		if anchor == "" {
			alone.WriteString(entry(f))
			continue
		}
		if anchor != part {
			part = anchor
			fmt.Fprintf(&parts, "\n## %s\n\n", escaped(anchor[1:]))
		}
		parts.WriteString(entry(f))
	}
	title, about := syntax.About(kind)
	return fmt.Sprintf("# %s\n\n%s.\n\n`upfront fields %s` prints the same. `[]` stands for each entry of a list, `<name>` for a name that you choose.\n\n",
		title, pathForm.ReplaceAllString(about, "`$0`"), kind) + alone.String() + parts.String()
}

// anchorOf returns the part of a reference page in which a field stands, as links name it, or "" for a field that stands alone.
func anchorOf(path string, fields []syntax.Field) string {
	top := topOf(path)
	isPart := func(f syntax.Field) bool { return f.Path != top && topOf(f.Path) == top }
	if strings.HasPrefix(top, "<") || !slices.ContainsFunc(fields, isPart) {
		return ""
	}
	return "#" + top
}

func topOf(path string) string { return topName.FindString(path) }

// entry returns what the reference says of a field.
func entry(f syntax.Field) string {
	text := "- `" + f.Path + "`"
	if f.Required {
		text += " (required)"
	}
	text += ": " + escaped(f.Meaning) + ". Form: " + escaped(f.Form) + "."
	if f.Default != "" {
		text += " Without it: " + escaped(f.Default) + "."
	}
	if f.Example != "" {
		text += " Example: `" + strings.ReplaceAll(f.Example, "`", "'") + "`"
	}
	return strings.ReplaceAll(text, "….", "…") + "\n"
}

var (
	pathForm = regexp.MustCompile(`content/\S+\.(yaml|md)`)
	topName  = regexp.MustCompile(`^[^.\[]+`)
)

// escaped returns a text in which nothing is Markdown or HTML.
func escaped(text string) string {
	return strings.NewReplacer("<", "&lt;", "*", `\*`, "_", `\_`, "{{", `\{\{`).Replace(text)
}
