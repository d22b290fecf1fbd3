package syntax

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"upfront/generator/yamltext"
)

// Field describes a field that people may write, as the tables of this package have it.
type Field struct {
	Path     string `json:"path"`               // with the fields that it stands in: promises[].within; [] is each entry of a list, <name> a name of the author's
	Meaning  string `json:"meaning"`            // what it says, in a few words
	Form     string `json:"form"`               // how it is written
	Required bool   `json:"required,omitempty"` // wherever what it stands in is written
	Default  string `json:"default,omitempty"`  // what holds where it is not written; empty: nothing
	Example  string `json:"example,omitempty"`  // one value; empty for a field that has fields of its own
	Due      bool   `json:"due,omitempty"`      // upfront due lists its day
}

// Fields returns the fields of a kind of file, in the order in which people write them; ok is false for an unknown kind.
// Samples are files of that kind, from which examples are taken where a field is written there.
func Fields(kind string, samples ...[]byte) (fields []Field, ok bool) {
	i := slices.Index(Kinds(), kind)
	if i < 0 {
		return nil, false
	}
	var roots []*yamltext.Node
	for _, data := range samples {
		if text, isDocument := bytes.CutPrefix(data, []byte("---\n")); isDocument {
			data, _, _ = bytes.Cut(text, []byte("\n---\n"))
		}
		d := yamltext.Parse(kind, 1, data, yamltext.Expected{})
		roots = append(roots, d.Root)
	}
	var l fieldLister
	if l.list("", kinds[i].schema(), roots); l.fields == nil { // names alone, each with a text
		names := kinds[i].schema()["additionalProperties"].(schema)
		_, about, _ := strings.Cut(kinds[i].about, ": ")
		l.fields = []Field{{Path: "<name>", Meaning: about, Form: formOf(names), Example: exampleOf(names, entriesOf(roots))}}
	}
	return l.fields, true
}

// fieldLister lists the fields of a schema, beside what samples have in the same places.
type fieldLister struct{ fields []Field }

// list adds the fields below a path, in which the samples have the nodes.
func (l *fieldLister) list(path string, s schema, nodes []*yamltext.Node) {
	properties, _ := s["properties"].(members)
	required, _ := s["required"].([]string)
	for _, p := range properties {
		if isSeverity(p.is) {
			continue // one for each check, which upfront check --list has
		}
		f := Field{Path: strings.TrimPrefix(path+"."+p.key, "."), Form: formOf(p.is), Required: slices.Contains(required, p.key)}
		f.Meaning, _ = p.is["description"].(string)
		f.Due, _ = p.is[dueKeyword].(bool)
		if without := p.is["default"]; without != nil {
			f.Default = fmt.Sprint(without)
		}
		at, written := len(l.fields), within(nodes, p.key)
		if p.key == nextKey {
			written = append(written, nodes...) // what comes reads as what is
		}
		l.fields = append(l.fields, f)
		if l.inside(f.Path, p.is, written); len(l.fields) == at+1 {
			l.fields[at].Example = exampleOf(p.is, written)
		}
	}
	if slices.ContainsFunc(properties, func(p member) bool { return isSeverity(p.is) }) {
		l.fields = append(l.fields, Field{Path: path + ".<check>", Meaning: "How much a check counts, by its id", Form: "off, notice, warning or error", Default: "as upfront check --list says", Example: "warning"})
	}
	if properties == nil {
		l.inside(path, s, nodes)
	}
}

// isSeverity reports whether a field has the severity of a check.
func isSeverity(s schema) bool {
	words, _ := s["enum"].([]string)
	return slices.Equal(words, severityWords)
}

// inside adds the fields that stand in a value.
func (l *fieldLister) inside(path string, s schema, nodes []*yamltext.Node) {
	if s["properties"] != nil {
		l.list(path, s, nodes)
	}
	if items, ok := s["items"].(schema); ok {
		l.inside(path+"[]", items, entriesOf(nodes))
	}
	if values, ok := s["additionalProperties"].(schema); ok {
		l.inside(strings.TrimPrefix(path+".<name>", "."), values, entriesOf(nodes))
	}
	for _, choice := range choices(s) {
		l.inside(path, choice, nodes)
	}
}

// within returns what groups have under a key.
func within(nodes []*yamltext.Node, key string) (out []*yamltext.Node) {
	for _, n := range nodes {
		for i, k := range n.Keys {
			if k.Text == key {
				out = append(out, n.Items[i])
			}
		}
	}
	return out
}

// entriesOf returns the entries of lists and groups, and what stands for a list of one.
func entriesOf(nodes []*yamltext.Node) (out []*yamltext.Node) {
	for _, n := range nodes {
		if n.Kind == yamltext.List || n.Kind == yamltext.Group {
			out = append(out, n.Items...)
		} else {
			out = append(out, n)
		}
	}
	return out
}

// choices returns the ways in which a value may be written.
func choices(s schema) (all []schema) {
	list, _ := s["anyOf"].([]any)
	for _, choice := range list {
		if one, ok := choice.(schema); ok && one["type"] != "null" {
			all = append(all, one)
		}
	}
	return all
}

const nextKey = "next"

// exampleOf returns a short value that samples have, or else one of the form.
func exampleOf(s schema, nodes []*yamltext.Node) string {
	for _, n := range nodes {
		name := ""
		if n.Kind == yamltext.Group && len(n.Items) > 0 {
			name, n = n.Keys[0].Text+": ", n.Items[0]
		}
		if n.Kind == yamltext.List && len(n.Items) > 0 {
			n = n.Items[0]
		}
		if n.Kind == yamltext.Scalar && isShown(n.Text) {
			return name + n.Text
		}
	}
	for _, keyword := range []string{"examples", "enum"} {
		if s[keyword] != nil {
			return exampleText(anys(s[keyword])[0])
		}
	}
	for _, choice := range append(choices(s), itemsOf(s)...) {
		if one := exampleOf(choice, nil); one != "" {
			return one
		}
	}
	return ""
}

// exampleText returns an example as people write it.
func exampleText(value any) string {
	switch v := value.(type) {
	case []string:
		return v[0]
	case map[string]string:
		for name, text := range v { // it has one
			return name + ": " + text
		}
	}
	return fmt.Sprint(value)
}

// isShown reports whether a value is short enough for an example.
func isShown(text string) bool {
	return text != "" && utf8.RuneCountInString(text) <= 90 && !strings.Contains(text, "\n")
}

func itemsOf(s schema) []schema {
	if items, ok := s["items"].(schema); ok {
		return []schema{items}
	}
	return nil
}

// formOf returns how a value is written, in words.
func formOf(s schema) string {
	var forms []string
	add := func(form string) {
		if form != "" && !slices.Contains(forms, form) {
			forms = append(forms, form)
		}
	}
	title, _ := s["title"].(string)
	words := slices.DeleteFunc(anys(s["enum"]), func(word any) bool { return word == nil })
	values, isMap := s["additionalProperties"].(schema)
	switch {
	case slices.Contains(words, any("yes-if")):
		add("yes, yes-if or no")
	case slices.Contains(words, any(true)):
		add("yes or no")
	case len(words) > 0:
		add(orList(words))
	case itemsOf(s) != nil:
		add("a list: " + formOf(itemsOf(s)[0]))
	case isMap:
		add("by name: " + formOf(values))
	case s["properties"] != nil:
		add("fields of its own")
	case isOneOrMore(s):
		add(formOf(choices(s)[1]) + ", or a list")
	case len(choices(s)) > 0:
		for _, choice := range choices(s) {
			add(formOf(choice))
		}
	case title != "":
		add(title)
	default:
		add("text")
	}
	return strings.Join(forms, "; or ")
}

// isOneOrMore reports whether a value is a list or one of its entries.
func isOneOrMore(s schema) bool {
	ways := choices(s)
	return len(ways) == 2 && len(itemsOf(ways[0])) > 0 && formOf(itemsOf(ways[0])[0]) == formOf(ways[1])
}

// orList returns "a, b or c".
func orList(words []any) string {
	var all []string
	for _, word := range words {
		all = append(all, fmt.Sprint(word))
	}
	last := len(all) - 1
	if last == 0 {
		return all[0]
	}
	return strings.Join(all[:last], ", ") + " or " + all[last]
}
