package build

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"upfront/generator/diag"
)

// TestNothingPrintedLoadsFromElsewhere puts a picture from another site into each text of a site, one at a time.
func TestNothingPrintedLoadsFromElsewhere(t *testing.T) {
	const picture = "![A](https://p.example/a.png)"
	for name, c := range map[string]struct{ from, to, want string }{
		"content/policies/late.md":       {"A late", picture + " A late", "content/policies/late.md:11:6 picture-remote"},
		"content/pages/about.md":         {"", "---\ntitle: About\n---\n" + picture + "\n", "content/pages/about.md:4:6 picture-remote"},
		"content/notices/a.md":           {"", "---\ntitle: A\nkind: letter\ncustomers: [fenn]\nvisibility: customer\ntold: 2026-03-02\n---\n" + picture + "\n", "content/notices/a.md:8:6 picture-remote"},
		"content/capabilities/vans.yaml": {"staff_note:", "body: |\n  " + picture + "\nstaff_note:", "content/capabilities/vans.yaml:21:8 picture-remote"},
		"content/agreements/fenn.yaml":   {"observed:", "body: |\n  " + picture + "\nobserved:", "content/agreements/fenn.yaml:10:8 picture-remote"},
		"site.yaml":                      {"business: {", "business: {logo: \"https://p.example/a.png\", ", "site.yaml:1:18 picture-remote"},
		"content/policies/a.svg":         {"", "<svg><image href=\"https://p.example/a.png\"/></svg>", ""},

		"content/policies/internal.md": {"", "---\ntitle: A\nvisibility: internal\nexceptions: [{when: Snow, do: We wait, decides: Ida}]\n---\n" + picture + "\n", ""},
		"content/policies/hidden.md":   {"", "---\ntitle: A\ndraft: true\n---\n" + picture + "\n", ""},
	} {
		files := small()
		if c.from == "" {
			files[name] = c.to
		} else {
			files[name] = strings.Replace(files[name], c.from, c.to, 1)
		}
		var got []string
		for _, p := range Open(inputWith(files), nil).Check().Problems {
			if p.Level() == diag.Error {
				got = append(got, p.At.String()+" "+string(p.Rule))
			}
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestADrawingLoadsNothing holds that a drawing which a page shows or links to brings all of itself.
func TestADrawingLoadsNothing(t *testing.T) {
	files := small()
	files["content/policies/late.md"] += "\n![A](a.svg)\n"
	files["content/policies/a.svg"] = "<svg>\n<image href=\"https://p.example/a.png\"/></svg>"
	problems := Open(inputWith(files), nil).Check().Problems
	i := slices.IndexFunc(problems, func(p diag.Problem) bool { return p.Rule == "picture-remote" })
	if i < 0 || problems[i].At.String() != "content/policies/a.svg:2:14" {
		t.Errorf("%s", said(problems))
	}
}

// TestTheLogoIsThere holds that a logo which cannot be shown is told.
func TestTheLogoIsThere(t *testing.T) {
	for logo, want := range map[string]string{
		"logo.png": "", "lgo.png": "there is no picture content/lgo.png", "_old.png": "the logo content/_old.png is hidden (its name begins with _)",
		"data:image/png,x": "the logo would be loaded from another site, or is written out in its address",
	} {
		files := small()
		files["content/logo.png"], files["content/_old.png"] = "x", "x"
		files["site.yaml"] = strings.Replace(files["site.yaml"], "business: {", "business: {logo: \""+logo+"\", ", 1)
		var got []string
		for _, p := range Open(inputWith(files), nil).Check().Problems {
			if p.Level() == diag.Error {
				got = append(got, p.Message)
			}
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: %q", logo, got)
		}
	}
}

// TestHeadersAllowNoPictureFromElsewhere holds what hosts are told to the rule.
func TestHeadersAllowNoPictureFromElsewhere(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publishTo(t, inputWith(small()), dir)
	if all, _, _ := strings.Cut(read(t, dir)["_headers"], "\n\n"); !strings.Contains(all, "\n  Content-Security-Policy: img-src 'self' data:") {
		t.Errorf("all pages: %s", all)
	}
}
