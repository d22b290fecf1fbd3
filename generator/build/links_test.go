package build

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"upfront/generator/diag"
)

// hrefs returns the addresses of the links in the prose of a page, in order.
func hrefs(page string) (all []string) {
	_, prose, _ := strings.Cut(page, `<div class="prose">`)
	prose, _, _ = strings.Cut(prose, "</section>")
	for _, m := range regexp.MustCompile(` href="([^"]*)"`).FindAllStringSubmatch(prose, -1) {
		all = append(all, m[1])
	}
	return all
}

// TestBrokenLinksArePrintedAsWritten holds that a site that turns the checks of links down publishes such links as they are
// written, but for those whose address would name what is hidden.
func TestBrokenLinksArePrintedAsWritten(t *testing.T) {
	files := small()
	files["site.yaml"] += "checks: {link-broken: notice, asset-missing: \"off\", anchor-broken: \"off\"}\n"
	files["content/policies/other.md"] = "---\ntitle: Other\n---\n## There\n"
	files["content/policies/secret-plan.md"] = "---\ntitle: Plan\ndraft: true\n---\n"
	files["content/policies/rota.md"] = "---\ntitle: Rota\nvisibility: internal\n---\n"
	files["content/policies/links.md"] = `---
title: Links
---
[a](../gone.md?x#y) [b](/gone/) [c](gone.pdf) [d](other.md#gone) [e](other.md#there) [f](https://small.example/expect/gone/) [g](https://small.example/expect/policies/other/)

[h](secret-plan.md) [i](rota.md) ![j](gone.png) [k](https://small.example/else/)
`
	dir := filepath.Join(t.TempDir(), "public")
	out := publishTo(t, inputWith(files), dir)
	if diag.Count(out.Problems, diag.Error) > 0 {
		t.Fatal(said(out.Problems))
	}
	want := []string{"../gone.md?x#y", "/gone/", "gone.pdf", "../../policies/other/#gone", "../../policies/other/#there", "https://small.example/expect/gone/", "../../policies/other/", "https://small.example/else/"}
	page := read(t, dir)["policies/links/index.html"]
	if got := hrefs(page); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if !strings.Contains(page, `<p>h i j <a href="https://small.example/else/">k</a></p>`) || strings.Contains(page, "secret-plan") || strings.Contains(page, "rota.md") {
		t.Errorf("a hidden file is named, or the words are gone:\n%s", page)
	}
}

// TestHeadingsHaveTheirOwnNames holds that a heading has the id that GitHub makes, whatever the parts of its page are called.
func TestHeadingsHaveTheirOwnNames(t *testing.T) {
	parts := []string{"M", "Why", "Bend", "Text", "Applies", "Version", "Times", "Affects"}
	body := "## " + strings.Join(parts, "\n\nWords.\n\n## ") + "\n"
	files := small()
	files["content/policies/names.md"] = "---\ntitle: Names\nwhy: We say so.\nversion: 2\napplies_to: [vans]\nexceptions: [{when: It rains, do: Wait, decides: Ida}]\n---\n" + body
	files["content/pages/names.md"] = "---\ntitle: Names\n---\n" + body
	files["content/notices/names.md"] = "---\ntitle: Names\nkind: delay\nnoticed: 2026-03-01 09:00\ntold: 2026-03-01 09:10\nresolved: 2026-03-01 10:00\naffects: [vans]\n---\n" + body
	dir := filepath.Join(t.TempDir(), "public")
	out := publishTo(t, inputWith(files), dir)
	if diag.Count(out.Problems, diag.Error) > 0 {
		t.Fatal(said(out.Problems))
	}
	written := read(t, dir)
	for _, page := range []string{"policies/names/index.html", "names/index.html", "notices/names/index.html"} {
		ids := map[string]int{}
		for _, m := range regexp.MustCompile(` id="?([^" >]*)`).FindAllStringSubmatch(written[page], -1) {
			ids[m[1]]++
		}
		for id, n := range ids {
			if n > 1 {
				t.Errorf("%s has %d times the id %q", page, n, id)
			}
		}
		for _, part := range parts {
			if !strings.Contains(written[page], ">"+part+"</h") || ids[strings.ToLower(part)] != 1 {
				t.Errorf("%s: the heading %q has no id %q: %v", page, part, strings.ToLower(part), ids)
			}
		}
	}
}
