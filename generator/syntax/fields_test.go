package syntax

import (
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"upfront/generator/diag"
	"upfront/generator/yamltext"
)

// readers decode each kind of file.
var readers = map[string]func(text string) (any, []diag.Problem){
	"site":       readerOf(siteTable.readFile),
	"capability": readerOf(capabilityTable.readFile),
	"agreement":  readerOf(agreementTable.readFile),
	"policy":     readerOf(policyTable.readFile),
	"page":       readerOf(pageTable.readFile),
	"notice":     readerOf(noticeTable.readFile),
	"partners":   readerOf(partnersForm.read),
	"glossary":   readerOf(glossaryForm.read),
}

func readerOf[V any](read func(*decoder, *yamltext.Node, *V)) func(string) (any, []diag.Problem) {
	return func(text string) (any, []diag.Problem) {
		return decodeBy(read, func() schema { return schema{} }, "f", 1, []byte(text), time.UTC)
	}
}

// TestEveryFieldIsRead writes a file with every field that the schema of its kind has. It holds that nothing is reported,
// that each field of the Go types is written, and that without any one key something else is read.
func TestEveryFieldIsRead(t *testing.T) {
	for _, k := range kinds {
		t.Run(k.name, func(t *testing.T) {
			read := readers[k.name]
			whole, problems := read(sampleOf(k.schema(), "", "-"))
			for _, p := range problems {
				t.Errorf("%s: %s", p.At, p.Message)
			}
			unwritten(t, reflect.ValueOf(whole))
			paths := keyPaths(k.schema(), "")
			for _, path := range paths {
				if without, _ := read(sampleOf(k.schema(), "", path)); noPlaces(whole) == noPlaces(without) {
					t.Errorf("%s is read into nothing", path)
				}
			}
			if len(paths) < 3 && k.name != "glossary" {
				t.Errorf("only the keys %v were tried", paths)
			}
		})
	}
}

// noPlaces prints a value without where it was written.
func noPlaces(v any) string {
	return placeForm.ReplaceAllString(fmt.Sprintf("%+v", v), "")
}

var placeForm = regexp.MustCompile(`At:f:\d+(:\d+)?`)

// fromElsewhere are the fields of types that no key writes: ids come from names of files, bodies of documents from
// Markdown, Unread, partial and guessed from what is refused, and Hides from fields of other tools. A time limit is either for all or by level.
var fromElsewhere = map[string]bool{"Capability.ID": true, "Agreement.ID": true, "Document.ID": true, "Document.Body": true, "Document.Hides": true,
	"Site.Unread": true, "Located.partial": true, "Located.guessed": true, "Promise.Unread": true, "Within.All": true, "Checks.Severity": true}

// unwritten reports the fields of types of this package that hold nothing.
func unwritten(t *testing.T, v reflect.Value) {
	switch {
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			unwritten(t, v.Index(i))
		}
	case v.Kind() != reflect.Struct || v.Type().PkgPath() != reflect.TypeFor[Site]().PkgPath() || v.Type() == reflect.TypeFor[Measure]() || strings.HasPrefix(v.Type().Name(), "Written["):
	default:
		for i := range v.NumField() {
			name := v.Type().Name() + "." + v.Type().Field(i).Name
			if fromElsewhere[name] {
				continue
			}
			if v.Field(i).IsZero() {
				t.Errorf("no field is read into %s", name)
			}
			unwritten(t, v.Field(i))
		}
	}
}

// keyPaths returns the keys of a schema and of all that it holds, each with those above it.
func keyPaths(s schema, above string) (all []string) {
	properties, _ := s["properties"].(members)
	for _, p := range properties {
		path := above + "." + p.key
		all = append(append(all, path), keyPaths(p.is, path)...)
	}
	for _, part := range []string{"items", "additionalProperties"} {
		if inner, ok := s[part].(schema); ok {
			all = append(all, keyPaths(inner, above)...)
		}
	}
	if s["anyOf"] != nil {
		all = append(all, keyPaths(lastChoice(s), above)...)
	}
	return all
}

// lastChoice returns the last of several schemas that is not null, which is the one with most in it.
func lastChoice(s schema) schema {
	choices := s["anyOf"].([]any)
	last := choices[len(choices)-1].(schema)
	if last["type"] == "null" {
		last = choices[len(choices)-2].(schema)
	}
	return last
}

// sampleOf returns a value that fits a schema, without the key of one path.
func sampleOf(s schema, path, without string) string {
	if examples, ok := s["examples"]; ok {
		data, _ := json.Marshal(anys(examples)[0])
		return string(data)
	}
	switch {
	case s["enum"] != nil:
		return fmt.Sprintf("%q", fmt.Sprint(anys(s["enum"])[0]))
	case s["anyOf"] != nil:
		return sampleOf(lastChoice(s), path, without)
	}
	switch kind := anys(s["type"])[0]; kind {
	case "array":
		return "[" + sampleOf(s["items"].(schema), path, without) + "]"
	case "object":
		return sampleObject(s, path, without)
	case "integer":
		return fmt.Sprint(s["minimum"])
	}
	pattern, _ := s["pattern"].(string)
	if strings.Contains(pattern, "{64}") {
		return strings.Repeat("a", 64)
	}
	return "sample"
}

func sampleObject(s schema, path, without string) string {
	properties, _ := s["properties"].(members)
	if len(properties) == 0 {
		key := "sample"
		if names, ok := s["propertyNames"].(schema); ok && names["enum"] != nil {
			key = names["enum"].([]string)[0]
		}
		return "{" + key + ": " + sampleOf(s["additionalProperties"].(schema), path, without) + "}"
	}
	var fields []string
	for _, p := range properties {
		if key := path + "." + p.key; key != without {
			fields = append(fields, p.key+": "+sampleOf(p.is, key, without))
		}
	}
	return "{" + strings.Join(fields, ", ") + "}"
}
