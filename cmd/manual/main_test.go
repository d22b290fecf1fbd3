package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"upfront/generator/build"
	"upfront/generator/check/rules"
	"upfront/generator/publish"
	"upfront/generator/seal"
	"upfront/generator/syntax"
	"upfront/generator/tree"
	"upfront/themes"
)

// TestManual holds that the manual builds without a problem, and that every check and every field is on it, each where the page
// of all of them leads to.
func TestManual(t *testing.T) {
	files, err := manual(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "public")
	in := build.Input{Tree: tree.Of(files), Theme: themes.Default(), Secret: &seal.Secret{1, 2, 3, 4, 5, 6, 7, 8}}
	if problems := build.Open(in, nil).Check().Problems; len(problems) > 0 {
		t.Errorf("%d problems, the first: %+v", len(problems), problems[0])
	}
	if out, _, err := build.Open(in, nil).Publish(dir, false, publish.Options{State: dir + ".state"}); err != nil || out.Refused {
		t.Fatalf("not published: %v, %d problems", err, len(out.Problems))
	}
	page := func(address string) string {
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(address), "index.html"))
		if err != nil {
			t.Error(err)
		}
		return string(text)
	}
	checks := page("checks")
	for _, d := range rules.All() {
		own := page("checks/" + d.ID)
		if !strings.Contains(checks, `href="../checks/`+d.ID+`/"`) {
			t.Errorf("no link leads from the checks to %s", d.ID)
		}
		for _, want := range []string{"<h1>" + d.ID + "</h1>", "Wrong", "Right", "<pre"} {
			if !strings.Contains(own, want) {
				t.Errorf("the page of %s lacks %s", d.ID, want)
			}
		}
	}
	byName := page("reference/fields")
	for _, kind := range syntax.Kinds() {
		fields, _ := syntax.Fields(kind)
		own := page("reference/" + kind)
		for _, f := range fields {
			cell := regexp.MustCompile(`<code[^>]*>` + regexp.QuoteMeta(strings.NewReplacer("<", "&lt;", ">", "&gt;").Replace(f.Path)) + `</code>`)
			if !cell.MatchString(own) {
				t.Errorf("the page of %s lacks %s", kind, f.Path)
			}
			if !strings.HasSuffix(f.Path, ">") && !cell.MatchString(byName) {
				t.Errorf("the fields by name lack %s of %s", f.Path, kind)
			}
		}
	}
}

// TestLinks holds how links of documents stand on their pages: to other pages and pictures by their new places, to other sites as
// they are, and to files that are on no page as words alone. Code stays as it is.
func TestLinks(t *testing.T) {
	documents := map[string]string{"README.md": "guide/index.md", "docs/a.md": "guide/a.md", "docs/reference/site.md": "reference/site.md", "docs/pictures/p.png": "guide/pictures/p.png"}
	for _, c := range []struct{ source, text, want string }{
		{"README.md", "[A](docs/a.md#x) ![P](docs/pictures/p.png)", "[A](a.md#x) ![P](pictures/p.png)"},
		{"docs/a.md", "[all](reference/site.md), [up](../README.md#y)", "[all](../reference/site.md), [up](index.md#y)"},
		{"docs/a.md", "[go](https://go.dev) [here](#b) [code](../cmd/x.go) [mail](mailto:a@b.example)", "[go](https://go.dev) [here](#b) code [mail](mailto:a@b.example)"},
		{"README.md", "<img src=\"docs/pictures/p.png\" alt=\"P\">\n```\n[A](docs/a.md)\n```\n", "<img src=\"pictures/p.png\" alt=\"P\">\n```\n[A](docs/a.md)\n```\n"},
	} {
		if got := relinked(c.text, c.source, documents[c.source], documents); got != c.want {
			t.Errorf("%s: %s\nbecomes %s\nwant    %s", c.source, c.text, got, c.want)
		}
	}
}

// TestWrite holds that nothing is written over.
func TestWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "manual")
	if err := write(dir, map[string]string{"a/b.md": "text"}); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(filepath.Join(dir, "a", "b.md")); err != nil || string(got) != "text" {
		t.Errorf("%q, %v", got, err)
	}
	err := write(dir, map[string]string{"a/b.md": "other"})
	if err == nil || err.Error() != dir+" is not empty. Name a new folder" {
		t.Errorf("%v", err)
	}
}
