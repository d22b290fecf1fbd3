package syntax

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// fits checks a value against a JSON Schema, with the keywords that ours use and no others. It shares nothing with the
// code that reads files.
func fits(t *testing.T, schema any, value any, at string) []string {
	t.Helper()
	s, ok := schema.(map[string]any)
	if !ok {
		t.Fatalf("%s: a schema is %T", at, schema)
	}
	var wrong []string
	say := func(format string, args ...any) { wrong = append(wrong, at+": "+fmt.Sprintf(format, args...)) }
	for keyword, want := range s {
		switch keyword {
		case "$schema", "$id", "title", "description", "examples":
		case "type":
			if !slices.ContainsFunc(several(want), func(kind any) bool { return isA(value, kind.(string)) }) {
				say("%v is no %v", value, want)
			}
		case "enum":
			if !slices.Contains(want.([]any), value) {
				say("%v is none of %v", value, want)
			}
		case "pattern":
			if text, ok := value.(string); ok && !regexp.MustCompile(want.(string)).MatchString(text) {
				say("%q is not of the form %v", text, want)
			}
		case "maxLength":
			if text, ok := value.(string); ok && utf8.RuneCountInString(text) > int(want.(float64)) {
				say("%q is longer than %v", text, want)
			}
		case "minimum":
			if n, ok := value.(float64); ok && n < want.(float64) {
				say("%v is less than %v", n, want)
			}
		case "maximum":
			if n, ok := value.(float64); ok && n > want.(float64) {
				say("%v is more than %v", n, want)
			}
		case "anyOf":
			if !slices.ContainsFunc(want.([]any), func(one any) bool { return len(fits(t, one, value, at)) == 0 }) {
				say("%v fits none of the choices", value)
			}
		case "items":
			all, _ := value.([]any)
			for i, item := range all {
				wrong = append(wrong, fits(t, want, item, fmt.Sprintf("%s[%d]", at, i))...)
			}
		case "required":
			if object, ok := value.(map[string]any); ok {
				for _, key := range want.([]any) {
					if _, there := object[key.(string)]; !there {
						say("%v is missing", key)
					}
				}
			}
		case dueKeyword, "default", "properties", "additionalProperties", "patternProperties", "propertyNames":
		default:
			t.Fatalf("%s: unknown keyword %q", at, keyword)
		}
	}
	if object, ok := value.(map[string]any); ok {
		wrong = append(wrong, fitsObject(t, s, object, at)...)
	}
	return wrong
}

func fitsObject(t *testing.T, s, object map[string]any, at string) (wrong []string) {
	properties, _ := s["properties"].(map[string]any)
	patterns, _ := s["patternProperties"].(map[string]any)
	for key, value := range object {
		known := false
		if inner, ok := properties[key]; ok {
			known = true
			wrong = append(wrong, fits(t, inner, value, at+"."+key)...)
		}
		for pattern := range patterns {
			known = known || regexp.MustCompile(pattern).MatchString(key)
		}
		if names, ok := s["propertyNames"]; ok {
			wrong = append(wrong, fits(t, names, key, at+"."+key)...)
		}
		switch more := s["additionalProperties"].(type) {
		case bool:
			if !more && !known {
				wrong = append(wrong, at+": there is no "+key)
			}
		case map[string]any:
			if !known {
				wrong = append(wrong, fits(t, more, value, at+"."+key)...)
			}
		}
	}
	return wrong
}

func several(value any) []any {
	if all, ok := value.([]any); ok {
		return all
	}
	return []any{value}
}

func isA(value any, kind string) bool {
	switch v := value.(type) {
	case nil:
		return kind == "null"
	case bool:
		return kind == "boolean"
	case string:
		return kind == "string"
	case float64:
		return kind == "number" || kind == "integer" && v == math.Trunc(v)
	case []any:
		return kind == "array"
	case map[string]any:
		return kind == "object"
	}
	return false
}

// jsonOf returns what an editor makes of YAML, by the core schema of YAML 1.2.
func jsonOf(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		object := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			object[n.Content[i].Value] = jsonOf(n.Content[i+1])
		}
		return object
	case yaml.SequenceNode:
		all := []any{}
		for _, item := range n.Content {
			all = append(all, jsonOf(item))
		}
		return all
	}
	number, err := strconv.ParseFloat(n.Value, 64)
	switch plain := n.Style == 0; {
	case plain && slices.Contains([]string{"", "~", "null", "Null", "NULL"}, n.Value):
		return nil
	case plain && slices.Contains([]string{"true", "True", "TRUE"}, n.Value):
		return true
	case plain && slices.Contains([]string{"false", "False", "FALSE"}, n.Value):
		return false
	case plain && err == nil && regexp.MustCompile(`^[-+]?[0-9.]`).MatchString(n.Value):
		return number
	}
	return n.Value
}

func schemaOf(t *testing.T, kind string) map[string]any {
	t.Helper()
	text, ok := Schema(kind)
	var s map[string]any
	if err := json.Unmarshal(text, &s); !ok || err != nil {
		t.Fatalf("%s: %v %v", kind, ok, err)
	}
	return s
}

func TestExamplesFitTheirSchemas(t *testing.T) {
	for _, file := range realFiles(t) {
		var doc yaml.Node
		if err := yaml.Unmarshal([]byte(file.text), &doc); err != nil {
			t.Fatal(err)
		}
		for _, wrong := range fits(t, schemaOf(t, file.kind), jsonOf(doc.Content[0]), file.name) {
			t.Error(wrong)
		}
	}
}

func TestSchemasFindMistakes(t *testing.T) {
	for _, c := range []struct{ kind, text, want string }{
		{"capability", "title: A\nsummary: B\nsumary: C", "f: there is no sumary"},
		{"capability", "title: A", "f: summary is missing"},
		{"capability", "title: A\nsummary: B\nstatus: open", "f.status: open is none of [offered limited paused retired <nil>]"},
		{"capability", "title: A\nsummary: B\nask: Who?", "f.ask: Who? is no [array null]"},
		{"capability", "title: A\nsummary: B\npromises: [{id: A b, says: x, commitment: target}]", `f.promises[0].id: "A b" is not of the form ^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$`},
		{"site", "business: {name: A}\ntimezone: UTC\nhours: {office: {day: Mon}}", "f.hours.office: there is no day"},
		{"site", "business: A\ntimezone: UTC\nchecks: {min_sample: 0}", "f.checks.min_sample: 0 is less than 1"},
		{"agreement", "customer: A\nstatus: draft\nexpectations: [{id: e1, answer: maybe}]", "f.expectations[0].answer: maybe is none of [yes yes-if no true false <nil>]"},
		{"notice", "title: A\nkind: delay\nlayout: x\ncustmers: x", "f: there is no custmers"},
		{"partners", "a: {name: A, for: B}", "f.a: why is missing"},
		{"glossary", "dock: [a]", "f.dock: [a] is no [string number boolean]"},
	} {
		var doc yaml.Node
		if err := yaml.Unmarshal([]byte(c.text), &doc); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(fits(t, schemaOf(t, c.kind), jsonOf(doc.Content[0]), "f"), "\n"); got != c.want {
			t.Errorf("%s %q:\ngot  %s\nwant %s", c.kind, c.text, got, c.want)
		}
	}
}

func TestSchemaText(t *testing.T) {
	if got := strings.Join(Kinds(), " "); got != "site capability agreement policy page notice partners glossary" {
		t.Error(got)
	}
	if _, ok := Schema("letter"); ok {
		t.Error("there is a schema for letters")
	}
	for _, kind := range Kinds() {
		first, _ := Schema(kind)
		again, _ := Schema(kind)
		if !bytes.Equal(first, again) || !bytes.HasSuffix(first, []byte("}\n")) || !bytes.Contains(first, []byte("\n  \"")) {
			t.Errorf("%s is not printed the same twice, or not for people", kind)
		}
		s := schemaOf(t, kind)
		for _, keyword := range []string{"$schema", "$id", "title", "description"} {
			if text, _ := s[keyword].(string); text == "" {
				t.Errorf("%s has no %s", kind, keyword)
			}
		}
	}
	text, _ := Schema("capability") // properties stand in the order of the table
	if title, body := bytes.Index(text, []byte(`"title": {`)), bytes.Index(text, []byte(`"body": {`)); title < 0 || body < title {
		t.Errorf("title at %d, body at %d", title, body)
	}
}
