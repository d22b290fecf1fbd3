package theme_test

import (
	"slices"
	"testing"

	"upfront/generator/theme"
	"upfront/themes"
)

// TestAThemeLoadsNothingFromElsewhere holds what is refused of a site's own files, and where.
func TestAThemeLoadsNothingFromElsewhere(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{"assets/own.css", "p { color: red }\nbody { background: url( 'https://t.example/a.png' ) }", `themes/own/assets/own.css:2:26 "https://t.example/a.png"`},
		{"assets/own.css", "@import \"//t.example/b.css\";", `themes/own/assets/own.css:1:10 "//t.example/b.css"`},
		{"assets/own.svg", "<svg xmlns='http://www.w3.org/2000/svg'><image href='http://t.example/c.png'/></svg>", `themes/own/assets/own.svg:1:54 "http://t.example/c.png"`},
		{"templates/partials/tag.html", "é <img alt=\"\" src=\"https://t.example/d.gif\">{{.Text}}", `themes/own/templates/partials/tag.html:1:20 "https://t.example/d.gif"`},
		{"templates/partials/tag.html", "<script src=//t.example/e.js></script>{{.Text}}", `themes/own/templates/partials/tag.html:1:13 "//t.example/e.js"`},
		{"templates/partials/tag.html", "<link rel=\"stylesheet\" href=\"https://t.example/f.css\">{{.Text}}", `themes/own/templates/partials/tag.html:1:30 "https://t.example/f.css"`},
		{"templates/partials/tag.html", "<a href=\"https://t.example/\">{{.Text}}</a><link rel=\"license\" href=\"https://t.example/l\">", ""},
		{"assets/own.css", "body { background: url(own.png) } /* https://t.example */", ""},
		{"assets/own.css", "body { background: url(data:image/png;base64,AA//) }", ""},
	} {
		th, problems := theme.Load(themes.Default(), theme.Site{Name: "own", Language: "en", Files: map[string][]byte{c.file: []byte(c.text)}})
		var got []string
		for _, p := range problems {
			if p.Rule == "picture-remote" {
				got = append(got, p.At.String()+" "+p.Message)
			}
		}
		var want []string
		if c.want != "" {
			want = []string{c.want + " is loaded from another site, which learns from it who reads the page"}
		}
		if !slices.Equal(got, want) || (th == nil) != (c.want != "") {
			t.Errorf("%s: %q\n%+v", c.text, got, problems)
		}
	}
}
