package site_test

import (
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"

	"upfront/generator/internal/sample"
	"upfront/generator/site"
	"upfront/themes"
)

// TestEveryRowPrints holds that each page of the table fits its template, with what the sample site fills, and with nothing.
func TestEveryRowPrints(t *testing.T) {
	th := sample.Theme(t)
	s := sample.Read(t, map[string]string{
		"content/pages/about.md":            "---\ntitle: About us\naliases: [who-we-are/]\n---\nHello.\n",
		"content/notices/snow.md":           "---\ntitle: Snow\nkind: delay\nnoticed: 2026-03-20 09:00\ntold: 2026-03-20 09:10\n---\nIt snows.\n",
		"content/policies/free.md":          "---\ntitle: Free\nsummary: It is free.\nchanges: [{on: 2026-03-01, effect: clearer, note: We said it better.}]\n---\nIt is.\n",
		"content/capabilities/evening.yaml": suiting("Evenings", "", "You wait", "You hurry"),
	})
	var seen []string
	for _, p := range site.Views(s.Offer, th) {
		seen = append(seen, p.Template)
		empty := reflect.New(reflect.TypeOf(p.View)).Elem()
		for name, v := range map[string]any{"filled": p.View, "empty": empty.Interface()} {
			if _, err := th.Print(p.Template, v); err != nil {
				t.Errorf("%s, %s: %v", p.Template, name, err)
			}
		}
	}
	for _, template := range site.Templates() {
		if !slices.Contains(seen, template) {
			t.Errorf("the sample site has no page that is printed by %q", template)
		}
	}
}

// TestThemeHasATemplateForEachRow holds that the default theme has the templates of the table and those of letters, and no
// others.
func TestThemeHasATemplateForEachRow(t *testing.T) {
	files, err := fs.Glob(themes.Default(), "templates/pages/*.html")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range files {
		got = append(got, strings.TrimSuffix(path.Base(f), ".html"))
	}
	want := append(site.Templates(), "agreement", "letter", "letter-promise", "letter-counted", "sealed", "tombstone")
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("the templates are %q, want %q", got, want)
	}
}
