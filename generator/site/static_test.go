package site

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"upfront/generator/catalog"
	"upfront/generator/publish"
)

// TestStaticFilesTakeNoPlace holds which files below static/ would stand in the place of a page or file of the site, of a
// folder on the way to one, or of a customer's page.
func TestStaticFilesTakeNoPlace(t *testing.T) {
	var outputs []publish.Output
	for _, path := range []string{"404.html", "index.html", "policies/late/index.html", "robots.txt"} {
		outputs = append(outputs, publish.Output{Path: path})
	}
	free := []string{"CNAME", ".well-known/security.txt", "policies/late.pdf", "policies/late/map.svg", "ab/index.html", "404.html.txt"}
	taken := map[string]string{"robots.txt": "robots.txt", "Robots.TXT": "robots.txt", "policies": "policies/", "policies/late": "policies/late/",
		"404.html/x": "404.html", "a": "a/", "A/index.html": "a/", "a/x/index.html": "a/"}
	o := &catalog.Offer{}
	for _, name := range slices.Concat(free, slices.Sorted(maps.Keys(taken))) {
		o.Static = append(o.Static, "static/"+name)
	}
	got := map[string]string{}
	for _, p := range CheckStatic(o, outputs, "a/") {
		_, other, _ := strings.Cut(p.Message, " would stand where the site has ")
		got[strings.TrimPrefix(p.At.File, "static/")] = other
	}
	for name, other := range taken {
		if got[name] != other {
			t.Errorf("%s: got %q, want %q", name, got[name], other)
		}
		delete(got, name)
	}
	if len(got) > 0 {
		t.Errorf("free, and reported: %v", got)
	}
	for _, out := range staticOutputs(o, outputs, nil) {
		if taken[out.Path] != "" && !strings.HasPrefix(strings.ToLower(out.Path), "a") {
			t.Errorf("%s is published", out.Path)
		}
	}
}
