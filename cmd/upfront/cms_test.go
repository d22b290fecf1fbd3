package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestFormHasFieldsThatExist holds that each field that the form of docs/cms.md shows is one of its kind of file, and that each
// word it offers is one that the field takes. A list of texts names what an entry is.
func TestFormHasFieldsThatExist(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "cms.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, config, _ := strings.Cut(string(text), "```yaml static/admin/config.yml\n")
	config, _, _ = strings.Cut(config, "```")
	item, options := regexp.MustCompile(`^( *)- \{?name: ([a-z_]+)`), regexp.MustCompile(`options: \[([^\]]*)\]`)
	forms, seen := map[string]string{}, 0
	var path []string
	for line := range strings.Lines(config) {
		if _, folder, ok := strings.Cut(line, "folder: content/"); ok {
			fields, _ := fieldsOf(map[string]string{"capabilities\n": "capability", "policies\n": "policy"}[folder])
			forms = map[string]string{}
			for _, f := range fields {
				forms[strings.ReplaceAll(f.Path, "[]", "")] = f.Form
			}
		}
		found := item.FindStringSubmatch(line)
		if found == nil || len(found[1]) < 6 { // a collection
			continue
		}
		depth := (len(found[1]) - 6) / 4
		path = append(path[:depth], found[2])
		name := strings.Join(path, ".")
		form, ok := forms[name]
		if seen++; !ok && name != "body" {
			t.Errorf("%s is no field", name)
		}
		if strings.Contains(line, "{") && strings.Contains(line, "widget: list") && !strings.Contains(line, "field: {") {
			t.Errorf("%s: the form would part each text at its commas", name)
		}
		if words := options.FindStringSubmatch(line); words != nil {
			for word := range strings.SplitSeq(words[1], ", ") {
				if !regexp.MustCompile(`\b` + word + `\b`).MatchString(form) {
					t.Errorf("%s does not take %s: %s", name, word, form)
				}
			}
		}
	}
	if seen != 19 {
		t.Errorf("%d fields were looked at", seen)
	}
}
