package syntax

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"upfront/generator/diag"
	"upfront/generator/yamltext"
)

// schema is a part of a JSON Schema, as the values that encoding/json prints; its keywords are printed by name.
type schema map[string]any

// itself returns the schema, for a form that has a plain one.
func (s schema) itself() schema { return s }

// anyOf returns a function that makes the schema of what is written in one of two ways.
func anyOf(one, other func() schema) func() schema {
	return func() schema { return schema{"anyOf": []any{one(), other()}} }
}

// members are properties in the order of their table, which is the order in which people write them.
type members []member

type member struct {
	key string
	is  schema
}

// MarshalJSON prints an object that keeps the order.
func (m members) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, property := range m {
		if i > 0 {
			b.WriteByte(',')
		}
		value, err := json.Marshal(property.is)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "%q:%s", property.key, value) // keys are plain words
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

type kind struct {
	name, title, about string
	schema             func() schema
}

// kinds are the kinds of file, with the form of each and what it is about. Documents are described by their front
// matter.
var kinds = []kind{
	{"site", "site.yaml", "Who you are, your hours and channels, and the settings of the checks", siteTable.schema},
	{"capability", "A capability", "content/capabilities/<id>.yaml: one thing that you offer", capabilityTable.schema},
	{"agreement", "An agreement", "content/agreements/<customer>.yaml: what one customer may expect; private", agreementTable.schema},
	{"policy", "A policy", "The front matter of content/policies/**/*.md: how you behave", policyTable.schema},
	{"page", "A page", "The front matter of content/pages/**/*.md: words of your own", pageTable.schema},
	{"notice", "A notice", "The front matter of content/notices/<id>.md: something that happened or will", noticeTable.schema},
	{"partners", "Partners", "content/partners.yaml: who does what you don't, each under a short id", partnersForm.schema},
	{"glossary", "The glossary", "content/glossary.yaml: what your words mean, each under the word", glossaryForm.schema},
}

// Kinds returns the kinds of file that have a schema.
func Kinds() []string {
	return diag.Names(kinds, func(k kind) string { return k.name })
}

// About returns the title of a kind of file, and what it is about; both are empty for an unknown kind.
func About(name string) (title, about string) {
	for _, k := range kinds {
		if k.name == name {
			return k.title, k.about
		}
	}
	return "", ""
}

// Schema returns the JSON Schema (draft-07, which every editor reads) of a kind of file, printed for people; ok is false
// for an unknown kind. The same version of the program prints the same bytes. A file that is read without a
// problem fits its schema; a file that fits may still hold a value that its own type refuses, such as 48 hrs.
func Schema(kind string) (text []byte, ok bool) {
	i := slices.Index(Kinds(), kind)
	if i < 0 {
		return nil, false
	}
	k := kinds[i]
	s := maps.Clone(k.schema())
	s["$schema"], s["$id"] = "http://json-schema.org/draft-07/schema#", "urn:upfront:schema:"+k.name
	s["title"], s["description"] = k.title, k.about
	var b bytes.Buffer
	printer := json.NewEncoder(&b)
	printer.SetEscapeHTML(false)
	printer.SetIndent("", "  ")
	if err := printer.Encode(s); err != nil {
		panic(err) // only our own values are printed
	}
	return b.Bytes(), true
}

// dueKeyword marks in a schema what upfront due lists. Editors pass over it.
const dueKeyword = "x-due"

func (t *table[P]) schema() schema {
	properties := members{}
	for _, f := range t.fields {
		described := maps.Clone(f.schema())
		if !f.required {
			described = orNull(described)
		}
		described["description"] = f.doc
		if f.isDue {
			described[dueKeyword] = true
		}
		more := f.more()
		if more.absent != nil {
			described["default"] = more.absent
		}
		if more.example != "" {
			described["examples"] = []any{valueOf(more.example, described)}
		}
		properties = append(properties, member{f.key, described})
	}
	s := schema{"type": "object", "title": t.name, "properties": properties, "additionalProperties": false}
	if needed := t.requiredKeys(); len(needed) > 0 {
		s["required"] = needed
	}
	if t.lenient {
		delete(s, "additionalProperties")
	} else if t.foreign {
		s["patternProperties"] = schema{"^(" + strings.Join(slices.Sorted(maps.Keys(foreignFields)), "|") + ")$": schema{}}
	}
	if t.short != nil {
		return schema{"title": t.name, "anyOf": []any{text().schema(), s}}
	}
	return s
}

// valueOf returns a text as a value of a schema: an entry of its list, a pair of its names, a number, or itself.
func valueOf(text string, s schema) any {
	name, value, isPair := strings.Cut(text, ": ")
	number, err := strconv.Atoi(text)
	switch {
	case isPair && s["additionalProperties"] != nil:
		return map[string]string{name: value}
	case len(itemsOf(s)) > 0:
		return []string{text}
	case err == nil && s["minimum"] != nil:
		return number
	}
	return text
}

// orNull lets a field that may be left out be empty as well: "agreed: null".
func orNull(s schema) schema {
	for keyword, null := range map[string]any{"enum": nil, "anyOf": schema{"type": "null"}, "type": "null"} {
		if s[keyword] != nil {
			s[keyword] = append(anys(s[keyword]), null)
		}
	}
	return s
}

// anys returns the values of a keyword that may hold one or several.
func anys(value any) (all []any) {
	switch v := value.(type) {
	case []any:
		return slices.Clone(v)
	case []string:
		for _, s := range v {
			all = append(all, s)
		}
		return all
	case nil:
		return nil
	}
	return []any{value}
}

// vocabulary holds the names of the fields of a kind of file.
type vocabulary struct {
	yamltext.FieldNames
	homes map[string][]string // the things that have the field, as messages call them
}

func vocabularyOf(s schema) *vocabulary {
	v := &vocabulary{yamltext.FieldNames{All: map[string]bool{}, Lists: map[string]bool{}}, map[string][]string{}}
	v.gather(s)
	return v
}

func (v *vocabulary) gather(s schema) {
	title, _ := s["title"].(string)
	properties, _ := s["properties"].(members)
	for _, p := range properties {
		v.All[p.key] = true
		v.Lists[p.key] = v.Lists[p.key] || mayBe(p.is, "array")
		if title != "" && !slices.Contains(v.homes[p.key], title) {
			v.homes[p.key] = append(v.homes[p.key], title)
		}
		v.gather(p.is)
	}
	for _, part := range []string{"items", "additionalProperties"} {
		if inner, ok := s[part].(schema); ok {
			v.gather(inner)
		}
	}
	choices, _ := s["anyOf"].([]any)
	for _, choice := range choices {
		if inner, ok := choice.(schema); ok {
			v.gather(inner)
		}
	}
}

// mayBe reports whether a schema allows a JSON type.
func mayBe(s schema, kind string) bool {
	choices, _ := s["anyOf"].([]any)
	for _, choice := range choices {
		if inner, ok := choice.(schema); ok && mayBe(inner, kind) {
			return true
		}
	}
	return slices.Contains(anys(s["type"]), any(kind))
}
