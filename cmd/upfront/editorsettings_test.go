package main

import "testing"

// TestEditorSettings holds that what settings lack goes into its place, that the rest stays as it is written, and that what is
// there in another layout is known.
func TestEditorSettings(t *testing.T) {
	wanted := []association{{"schemas/a.json", "/a.yaml"}, {"schemas/b.json", "/b/*.yaml"}}
	const both = `"yaml.schemas": {
    "schemas/a.json": "/a.yaml",
    "schemas/b.json": "/b/*.yaml"
  }`
	for name, c := range map[string]struct{ there, want string }{
		"nothing":              {"", "{\n  " + both + "\n}\n"},
		"no setting":           {"{}\n", "{\n  " + both + "\n}\n"},
		"others, with a comma": {"{\n  // mine\n  \"editor.rulers\": [80], // wide\n}\n", "{\n  // mine\n  \"editor.rulers\": [80], // wide\n  " + both + "\n}\n"},
		"others, without one":  {"{\n\t\"x\": 1 // one\n\t// more\n}\n", "{\n\t\"x\": 1, // one\n\t// more\n\t\"yaml.schemas\": {\n\t\t\"schemas/a.json\": \"/a.yaml\",\n\t\t\"schemas/b.json\": \"/b/*.yaml\"\n\t}\n}\n"},
		"on one line":          {`{"x":1}`, "{\"x\":1,\n  " + both + "\n}"},
		"all, on one line":     {`{"yaml.schemas":{"schemas/b.json":["/b/*.yaml","c"],"schemas/a.json":"/a.yaml"}}`, ""},
		"one of the two":       {"{\n    \"yaml.schemas\": {\n        \"own.json\": \"own.yaml\",\n        \"schemas/a.json\": \"/a.yaml\"\n    }\n}\n", "{\n    \"yaml.schemas\": {\n        \"own.json\": \"own.yaml\",\n        \"schemas/a.json\": \"/a.yaml\",\n        \"schemas/b.json\": \"/b/*.yaml\"\n    }\n}\n"},
		"an empty setting":     {"{\n  \"yaml.schemas\": {}\n}\n", "{\n  " + both + "\n}\n"},
		"other files":          {"{\n  \"yaml.schemas\": {\"schemas/a.json\": \"/old.yaml\", \"schemas/b.json\": []}\n}\n", "{\n  \"yaml.schemas\": {\"schemas/a.json\": [\"/old.yaml\", \"/a.yaml\"], \"schemas/b.json\": [\"/b/*.yaml\"]}\n}\n"},
	} {
		want := c.want
		if want == "" {
			want = c.there
		}
		got, ok := withAssociations([]byte(c.there), wanted)
		if !ok || string(got) != want {
			t.Errorf("%s becomes\n%s\nwant\n%s", name, got, want)
		}
		if again, ok := withAssociations(got, wanted); !ok || string(again) != string(got) {
			t.Errorf("%s, a second time, becomes\n%s", name, again)
		}
	}
	for _, there := range []string{"[1]", "{", `{"yaml.schemas": "no"}`, `{"yaml.schemas": {"schemas/a.json": 1}}`} {
		if got, ok := withAssociations([]byte(there), wanted); ok {
			t.Errorf("%s becomes %s", there, got)
		}
	}
}
