package syntax

import (
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
			whole, problems := read(sampleOf(k.schema, "", "-"))
			for _, p := range problems {
				t.Errorf("%s: %s", p.At, p.Message)
			}
			unwritten(t, reflect.ValueOf(whole))
			paths := keyPaths(k.schema, "")
			for _, path := range paths {
				if without, _ := read(sampleOf(k.schema, "", path)); noPlaces(whole) == noPlaces(without) {
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
// Markdown, Unread from what is refused, and Hides from fields of other tools. A time limit is either for all or by level.
var fromElsewhere = map[string]bool{"Capability.ID": true, "Agreement.ID": true, "Policy.ID": true, "Page.ID": true, "Notice.ID": true,
	"Policy.Body": true, "Page.Body": true, "Notice.Body": true, "Policy.Hides": true, "Page.Hides": true, "Notice.Hides": true,
	"Site.Unread": true, "Promise.Unread": true, "Within.All": true, "Checks.Severity": true}

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
		return fmt.Sprintf("%q", fmt.Sprint(anys(examples)[0]))
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
		return "{sample: " + sampleOf(s["additionalProperties"].(schema), path, without) + "}"
	}
	var fields []string
	for _, p := range properties {
		if key := path + "." + p.key; key != without {
			fields = append(fields, p.key+": "+sampleOf(p.is, key, without))
		}
	}
	return "{" + strings.Join(fields, ", ") + "}"
}

// filled gives every field of a table a value, and holds that no problem comes of it, that each field of the Go type
// was written, and that leaving one key out leaves one part of the type unwritten.
func filled[T any](t *testing.T, tab table[T]) {
	t.Run(tab.name, func(t *testing.T) {
		lines := make([]string, len(tab.fields))
		for i, f := range tab.fields {
			lines[i] = f.key + ": " + sampleOf(f.schema) + "\n"
		}
		whole, problems := decode(tab, "f", 1, []byte(strings.Join(lines, "")), time.UTC)
		for _, p := range problems {
			t.Errorf("%s: %s", p.At, p.Message)
		}
		unwritten(t, tab.name, reflect.ValueOf(whole))
		for i, f := range tab.fields {
			only, _ := decode(tab, "f", 1, []byte(lines[i]), time.UTC)
			none, _ := decode(tab, "f", 1, []byte("\n"), time.UTC)
			if reflect.DeepEqual(only, none) {
				t.Errorf("%q is read into nothing", f.key)
			}
		}
	})
}

// fromElsewhere are the fields of types that no table writes: ids come from names of files, bodies from Markdown, Unread from
// what is refused, and what hides a document from fields of other tools.
var fromElsewhere = map[string]bool{"ID": true, "Body": true, "Unread": true, "Hides": true}

func unwritten(t *testing.T, name string, v reflect.Value) {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		if v.Field(i).IsZero() && !(fromElsewhere[field.Name] && (field.Type.Kind() != reflect.Slice || field.Name == "Hides") && !isText(field.Type)) {
			t.Errorf("%s: no field is read into %s", name, field.Name)
		}
	}
}

func isText(t reflect.Type) bool { return t == reflect.TypeFor[Text]() }

func TestEveryFieldIsRead(t *testing.T) {
	filled(t, siteTable)
	filled(t, businessTable)
	filled(t, brandTable)
	filled(t, leaderTable)
	filled(t, reachTable)
	filled(t, personTable)
	filled(t, hoursTable)
	filled(t, windowTable)
	filled(t, channelTable)
	filled(t, complaintsTable)
	filled(t, notifyTable)
	filled(t, levelTable)
	filled(t, menuTable)
	filled(t, capabilityTable)
	filled(t, scopeTable)
	filled(t, excludedTable)
	filled(t, fitTable)
	filled(t, limitTable)
	filled(t, dutyTable)
	filled(t, promiseTable)
	filled(t, indicatorTable)
	filled(t, levelWithinTable)
	filled(t, exclusionTable)
	filled(t, recordTable)
	filled(t, onMissTable)
	filled(t, remedyTable)
	filled(t, tierTable)
	filled(t, dependenceTable)
	filled(t, acknowledgeTable)
	filled(t, optionTable)
	filled(t, stageTable)
	filled(t, aftercareTable)
	filled(t, stepTable)
	filled(t, priceTable)
	filled(t, capacityTable)
	filled(t, agreementTable)
	filled(t, customerTable)
	filled(t, customerPersonTable)
	filled(t, prefersTable)
	filled(t, accessTable)
	filled(t, outcomeTable)
	filled(t, observedTable)
	filled(t, updatesTable)
	filled(t, lineTable)
	filled(t, metTable)
	filled(t, lineMeasureTable)
	filled(t, agreedTable)
	filled(t, lineOutcomeTable)
	filled(t, grantedTable)
	filled(t, checkInTable)
	filled(t, termsTable)
	filled(t, referralTable)
	filled(t, endedTable)
	filled(t, policyTable)
	filled(t, changeTable)
	filled(t, exceptionTable)
	filled(t, pageTable)
	filled(t, noticeTable)
	filled(t, partnerTable)
}

// TestEveryTableIsTested holds that the list above names each table of the package.
func TestEveryTableIsTested(t *testing.T) {
	mine, err := os.ReadFile("fields_test.go")
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob("*.go")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?m)^var (\w+) = table\[`).FindAllStringSubmatch(string(text), -1) {
			if m[1] != "checksTable" && !strings.Contains(string(mine), "filled(t, "+m[1]+")") {
				t.Errorf("%s of %s is not tested", m[1], file)
			}
		}
	}
}
