package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"upfront/generator/diag"
)

// TestJSONKeysAreDescribed holds that docs/json.md has every key that a command prints with --json, with its form, and no other.
func TestJSONKeysAreDescribed(t *testing.T) {
	full := diag.Place{File: "site.yaml", Line: 1, Column: 1, Width: 1}
	problem := diag.Problem{Rule: "no-reason", At: full, Message: "m", Why: "w", Help: "h", Related: []diag.Related{{At: full, Note: "n"}}, More: 1}
	var problems bytes.Buffer
	if err := diag.JSON(&problems, []diag.Problem{problem}, func(string, int) (string, bool) { return "x", true }); err != nil {
		t.Fatal(err)
	}
	described := describedKeys(t)
	for command, printed := range map[string][]byte{
		"upfront build --json":        filled[report](t),
		"upfront check --json":        problems.Bytes(),
		"upfront check --list --json": filled[checkList](t),
		"upfront diff --json":         filled[offerDiff](t),
		"upfront due --json":          filled[dueJSON](t),
		"upfront fields --json":       filled[kindsJSON](t),
		"upfront fields KIND --json":  filled[fieldsJSON](t),
		"upfront suggest --json":      filled[suggestJSON](t),
		"upfront version --json":      filled[version](t),
	} {
		var value any
		if err := json.Unmarshal(printed, &value); err != nil {
			t.Fatalf("%s: %v", command, err)
		}
		want := slices.Sorted(slices.Values(keysOf("", value)))
		got := slices.Sorted(slices.Values(described[command]))
		for _, key := range want {
			if !slices.Contains(got, key) {
				t.Errorf("docs/json.md lacks, below %q:\n| %s |  |", command, key)
			}
		}
		for _, key := range got {
			if !slices.Contains(want, key) {
				t.Errorf("docs/json.md has, below %q, what is not printed:\n| %s |", command, key)
			}
		}
		delete(described, command)
	}
	for command := range described {
		t.Errorf("docs/json.md describes %q, which this test does not know", command)
	}
}

// checkList is what [diag.ListJSON] prints.
type checkList struct {
	Version int         `json:"version"`
	Checks  []diag.Rule `json:"checks"`
}

// describedKeys returns the rows of the tables of docs/json.md, by the command in the heading above them: "`key` | form".
func describedKeys(t *testing.T) map[string][]string {
	t.Helper()
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "json.md"))
	if err != nil {
		t.Fatal(err)
	}
	row := regexp.MustCompile(`(?m)^\| (` + "`[^`]+`" + ` \| [^|]+?) \| [^|]+ \|$`)
	described := map[string][]string{}
	for _, section := range strings.Split(string(page), "\n## `")[1:] {
		command, text, _ := strings.Cut(section, "`\n")
		for _, m := range row.FindAllStringSubmatch(text, -1) {
			described[command] = append(described[command], m[1])
		}
	}
	return described
}

// keysOf returns the keys in a JSON value, each with its form.
func keysOf(path string, value any) (keys []string) {
	switch v := value.(type) {
	case map[string]any:
		for name, inner := range v {
			at := strings.TrimPrefix(path+"."+name, ".")
			keys = append(append(keys, "`"+at+"` | "+formOf(inner)), keysOf(at, inner)...)
		}
	case []any:
		return keysOf(path+"[]", v[0])
	}
	return keys
}

func formOf(value any) string {
	switch v := value.(type) {
	case string:
		return "text"
	case float64:
		return "number"
	case bool:
		return "true or false"
	case []any:
		if _, ok := v[0].(string); ok {
			return "list of texts"
		}
		return "list"
	}
	return "object"
}

// filled returns a value of a type as JSON in which nothing is left out.
func filled[T any](t *testing.T) []byte {
	t.Helper()
	var value T
	fill(reflect.ValueOf(&value).Elem())
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func fill(v reflect.Value) {
	switch {
	case !v.CanSet() || v.Type() == reflect.TypeFor[time.Time]():
	case v.Kind() == reflect.String:
		v.SetString("x")
	case v.Kind() == reflect.Bool:
		v.SetBool(true)
	case v.CanInt():
		v.SetInt(1)
	case v.Kind() == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case v.Kind() == reflect.Map:
		one := reflect.New(v.Type().Elem()).Elem()
		fill(one)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(reflect.ValueOf("<name>"), one)
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	}
}
