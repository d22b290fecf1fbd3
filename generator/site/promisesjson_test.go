package site_test

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"upfront/generator/internal/sample"
	"upfront/generator/site"
)

// promisesSchema compiles the schema of promises.json; formats are held, and a field that it does not have is wrong.
func promisesSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	written, err := jsonschema.UnmarshalJSON(bytes.NewReader(site.PromisesSchema))
	if err != nil {
		t.Fatal(err)
	}
	closeObjects(written)
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("promises.schema.json", written); err != nil {
		t.Fatal(err)
	}
	return c.MustCompile("promises.schema.json")
}

// closeObjects forbids further fields in every object of a schema, but in what is announced: that has fields of a promise.
func closeObjects(part any) {
	switch part := part.(type) {
	case map[string]any:
		fields, ok := part["properties"].(map[string]any)
		if _, announced := fields["effect"]; ok && !announced {
			part["additionalProperties"] = false
		}
		for _, of := range part {
			closeObjects(of)
		}
	case []any:
		for _, of := range part {
			closeObjects(of)
		}
	}
}

func validate(t *testing.T, schema *jsonschema.Schema, text []byte) error {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return schema.Validate(value)
}

// TestPromisesJSONHoldsItsSchema validates promises.json of the example, as it is published, and of small sites.
func TestPromisesJSONHoldsItsSchema(t *testing.T) {
	golden, err := txtar.ParseFile("../build/testdata/example.golden")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range golden.Files {
		if f.Name == "out/promises.json" {
			files["the example"] = f.Data
		}
	}
	if len(files) != 1 {
		t.Fatal("the example has no promises.json")
	}
	for name, promises := range map[string]string{
		"a record":       sample.OnTime,
		"availability":   "  - {id: p, says: It is up., commitment: target, target: 99.5%, window: month, indicator: {kind: availability, of: it}}\n",
		"what is coming": "  - {id: p, says: We ring within 4 hours., commitment: target, within: 4h, clock: calendar, target: 90%, window: 90d, next: {from: 2026-05-01, because: We hired., says: We ring within 2 hours., within: 2h}}\n",
	} {
		if files[name], err = desk(t, promises, sample.Record([3]int{2, 36, 4})).JSON(); err != nil {
			t.Fatal(err)
		}
	}
	schema := promisesSchema(t)
	for name, text := range files {
		if err := validate(t, schema, text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, change := range [][2]string{{`"says": "`, `"said": "`}, {`"version": 1`, `"version": 2`}, {`"commitment": "guarantee"`, `"commitment": "perhaps"`},
		{`"state": "kept"`, `"state": "fine"`}, {`"counted": `, `"counted": -`}, {`"target": "`, `"target": "about `}, {`"as_of": "`, `"as_of": "on `}} {
		wrong := bytes.Replace(files["the example"], []byte(change[0]), []byte(change[1]), 1)
		if bytes.Equal(wrong, files["the example"]) {
			t.Errorf("the example has no %s", change[0])
		} else if validate(t, schema, wrong) == nil {
			t.Errorf("%s counts as right", change[1])
		}
	}
}

// TestPromisesSchemaHasEveryField holds the schema, the document about it and what is written against each other.
func TestPromisesSchemaHasEveryField(t *testing.T) {
	var schema struct {
		Properties map[string]any
		Defs       map[string]struct{ Properties map[string]any } `json:"$defs"`
	}
	if err := json.Unmarshal(site.PromisesSchema, &schema); err != nil {
		t.Fatal(err)
	}
	about, err := os.ReadFile("../../docs/promises-json.md")
	if err != nil {
		t.Fatal(err)
	}
	written := site.PromisesFields()
	for name, fields := range map[string]map[string]any{"file": schema.Properties, "promise": schema.Defs["promise"].Properties, "record": schema.Defs["record"].Properties} {
		var has []string
		for field := range fields {
			has = append(has, field)
			if !strings.Contains(string(about), "`"+field+"`") {
				t.Errorf("docs/promises-json.md has no field %s", field)
			}
		}
		slices.Sort(has)
		if !reflect.DeepEqual(has, written[name]) {
			t.Errorf("%s: the schema has %q, and what is written %q", name, has, written[name])
		}
	}
}
