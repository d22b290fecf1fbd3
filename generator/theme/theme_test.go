package theme

import (
	"bytes"
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"upfront/generator/diag"
)

var tinyPages = []string{"home", "policies", "letter", "letter-promise", "letter-counted", "redirect", "sealed"}

// tiny is a theme of a few lines, so that these tests say nothing about the looks of the default one.
func tiny(more map[string]string) fstest.MapFS {
	fs := fstest.MapFS{
		"templates/base.html":          {Data: []byte("<!doctype html>\n<html lang=\"en\">\n  <body>\n    {{template \"main\" .}}\n  </body>\n</html>\n")},
		"templates/partials/link.html": {Data: []byte(`<a href="{{url .Href}}">{{.Text}}</a>`)},
		"i18n/en.yaml":                 {Data: []byte("greet: Hello\namp: \"A & <b>\"\nname: \"You & {who}\"\nmany: {one: one, other: \"{n}\"}\nlocale: {direction: ltr}\n")},
		"assets/style.css":             {Data: []byte("a { color: #1a49c4; }\n")},
	}
	for _, page := range tinyPages {
		fs["templates/pages/"+page+".html"] = &fstest.MapFile{Data: []byte("<p>" + page + "</p>")}
	}
	for name, text := range more {
		fs[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fs
}

func files(pairs ...string) map[string][]byte {
	out := map[string][]byte{}
	for i := 0; i < len(pairs); i += 2 {
		out[pairs[i]] = []byte(pairs[i+1])
	}
	return out
}

func load(t *testing.T, base fstest.MapFS, site Site) *Theme {
	t.Helper()
	site.Language = "en"
	th, problems := Load(base, site)
	if th == nil {
		t.Fatalf("%+v", problems)
	}
	return th
}

type view struct {
	Text, Href string
	Items      []string
	Current    bool
}

func show(t *testing.T, template string, v view) string {
	t.Helper()
	out, err := load(t, tiny(map[string]string{"templates/pages/letter.html": template}), Site{}).Print("letter", v)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestPrint(t *testing.T) {
	for _, c := range []struct{ name, template, want string }{
		{"white space goes", "<ul>\n  {{range .Items}}\n  <li>{{.}}</li>\n  {{end}}\n</ul>", "<ul>\n<li>a</li>\n<li>b &amp; c</li></ul>"},
		{"space inside a sentence stays", "<p>one {{.Text}} two <b>three</b> four</p>", "<p>one T&lt;b&gt; two <b>three</b> four</p>"},
		{"quotes and end tags stay", `<p class="x"{{if .Current}} aria-current="page"{{end}} data-t="{{.Text}}">a</p>`, `<p class="x" aria-current="page" data-t="T&lt;b&gt;">a</p>`},
		{"words are set once, escaped", `<p title="{{word "name" "who" .Text}}">{{word "greet"}}</p>`, `<p title="You &amp; T&lt;b&gt;">Hello</p>`},
		{"words are text", `<p title="{{word "amp"}}">{{word "amp"}}</p>`, `<p title="A &amp; &lt;b&gt;">A &amp; &lt;b&gt;</p>`},
		{"a partial", `{{template "link" .}}`, `<a href="tel:&#43;44%201">T&lt;b&gt;</a>`},
		{"data in a script is data", `<script type="application/ld+json">{{.Items}}</script>`, `<script type="application/ld+json">["a","b \u0026 c"]</script>`},
	} {
		got := show(t, c.template, view{Text: "T<b>", Href: "tel:+44 1", Items: []string{"a", "b & c"}, Current: true})
		if squeeze(got) != squeeze(c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// squeeze drops white space beside tags, which no browser shows between blocks.
func squeeze(s string) string { return strings.NewReplacer("\n", "", "> <", "><").Replace(s) }

func TestPrintPutsTheBaseAround(t *testing.T) {
	th := load(t, tiny(nil), Site{})
	for name, want := range map[string]string{"home": `<!doctype html><html lang="en"><body><p>home</p></body></html>`, "letter": "<p>letter</p>"} {
		if got, err := th.Print(name, view{}); err != nil || squeeze(string(got)) != want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	if _, err := th.Print("nowhere", view{}); err == nil {
		t.Error("a page that is not there was printed")
	}
}

// TestPrintByTemplate holds that html/template prints what package stencil declines, and words the errors.
func TestPrintByTemplate(t *testing.T) {
	v := view{Text: "a & b", Href: "javascript:x", Items: []string{"a"}}
	for name, c := range map[string]struct{ template, want, err string }{
		"formatting":                 {`{{printf "%q" .Text}}`, "&#34;a &amp; b&#34;", ""},
		"a variable":                 {`{{$x := .Text}}{{$x}}`, "a &amp; b", ""},
		"a style":                    {`<p style="color: {{.Text}}">a</p>`, `<p style="color: a &amp; b">a</p>`, ""},
		"a range with a break":       {`{{range .Items}}{{.}}{{break}}{{end}}`, "a", ""},
		"an entry that is not there": {`{{index .Items 7}}`, "", "out of range"},
		"an address that is refused": {`<a href="{{url .Href}}">a</a>`, "", "may not stand in a page"},
		"a field that is not there":  {`{{.Nowhere}}`, "", "Nowhere"},
	} {
		th := load(t, tiny(map[string]string{"templates/pages/letter.html": c.template}), Site{})
		got, err := th.Append([]byte("before "), "letter", v)
		if c.err == "" && (err != nil || string(got) != "before "+c.want) || c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)) {
			t.Errorf("%s: %q %v\nwant %q %s", name, got, err, c.want, c.err)
		}
	}
}

// TestPartialInTwoPlaces holds that a page's escaping is its own: the same partial stands in text here, in a script there.
func TestPartialInTwoPlaces(t *testing.T) {
	th := load(t, tiny(map[string]string{"templates/partials/text.html": "{{.Text}}", "templates/pages/home.html": `<p>{{template "text" .}}</p>`,
		"templates/pages/letter.html": `<script type="application/json">{{template "text" .}}</script>`}), Site{})
	for name, want := range map[string]string{"home": "<p>a&amp;b</p>", "letter": `<script type="application/json">"a\u0026b"</script>`} {
		for range 2 {
			if got, err := th.Print(name, view{Text: "a&b"}); err != nil || !strings.Contains(squeeze(string(got)), want) {
				t.Errorf("%s: %q %v", name, got, err)
			}
		}
	}
}

func TestPrintNamesAFieldThatIsNotSafe(t *testing.T) {
	type link struct{ Href string }
	type page struct{ Links []link }
	th := load(t, tiny(map[string]string{"templates/pages/home.html": `{{range .Links}}<a href="{{.Href}}">a</a>{{end}}`}), Site{})
	_, err := th.Print("home", &page{[]link{{"https://a.example"}, {"javascript:alert(1)"}}})
	if err == nil || !strings.Contains(err.Error(), `Links[1].Href ("javascript:alert(1)")`) {
		t.Errorf("%v", err)
	}
}

func TestPrintRefusesAnAddress(t *testing.T) {
	th := load(t, tiny(map[string]string{"templates/pages/home.html": "<p>\n</p>\n<a href=\"{{url .Href}}\">a</a>"}), Site{})
	for href, ok := range map[string]bool{"": true, "#x": true, "../a/": true, "a?b=c:d": true, "https://a.example/:": true, "mailto:a@b.example": true, "TEL:1": true,
		"javascript:alert(1)": false, "data:text/html,x": false, "JavaScript:x": false, " javascript:x": false, "java\nscript:x": false, "vbscript:x": false} {
		_, err := th.Print("home", view{Href: href})
		if (err == nil) != ok {
			t.Errorf("%q: %v", href, err)
		}
		var e *Error
		if err != nil && (!errors.As(err, &e) || e.Problem.At.String() != "themes/default/templates/pages/home.html:3:12") {
			t.Errorf("%q: the place is not that of the template as written: %v", href, err)
		}
	}
}

func TestOverlay(t *testing.T) {
	th := load(t, tiny(map[string]string{"templates/pages/home.html": `{{template "link" .}} {{word "greet"}}`}), Site{Name: "acme",
		Files: files("templates/partials/link.html", "<b>{{.Text}}</b>", "i18n/en.yaml", "greet: Hi\n", "assets/face.txt", "x")})
	got, err := th.Print("home", view{Text: "t"})
	if err != nil || !strings.Contains(string(got), "<b>t</b> Hi") {
		t.Errorf("%q %v", got, err)
	}
	if n := len(th.Assets()); n != 2 {
		t.Errorf("%d assets", n)
	}
}

// TestOverlayProblems holds that each mistake in a site's own theme is named with its place and its fix.
func TestOverlayProblems(t *testing.T) {
	for _, c := range []struct {
		name, file, text string
		at, message      string
		help             string
	}{
		{"not closed", "templates/pages/home.html", "<p>\n{{if .Text}}\n</p>", "themes/acme/templates/pages/home.html:3", "unexpected EOF", "Mend the template"},
		{"no such function", "templates/pages/home.html", "<p>\n{{shout .Text}}</p>", "themes/acme/templates/pages/home.html:2", `function "shout" not defined`, ""},
		{"no such word", "templates/pages/home.html", "<p>\né {{word \"greeet\"}}</p>", "themes/acme/templates/pages/home.html:2:5", `no word is called "greeet"`, `write "greet"`},
		{"no such word in a branch", "templates/partials/link.html", "{{if .Text}}{{else}}\n{{word \"zzz\"}}{{end}}", "themes/acme/templates/partials/link.html:2:3", `no word is called "zzz"`, "add \"zzz\" to i18n/en.yaml"},
		{"no such template", "templates/pages/home.html", "<p>\n\n{{template \"lnk\" .}}</p>", "themes/acme/templates/pages/home.html:3:12", `no such template "lnk"`, ""},
		{"two ends of a tag", "templates/pages/home.html", "<p>\n{{if .Text}}<a href=\"{{end}}x</p>", "themes/acme/templates/pages/home.html:2:6", "different contexts", ""},
		{"a page by another name", "templates/pages/hom.html", "", "themes/acme/templates/pages/hom.html", "nothing uses this file", "call it home.html"},
		{"too large", "templates/pages/home.html", strings.Repeat("x", 128<<10+1), "themes/acme/templates/pages/home.html:1:1", "the template has 129 KiB, and at most 128 KiB are read", "Move what several pages share to templates/partials/, and styles and scripts to assets/."},
		{"a place that nothing fills", "i18n/en.yaml", "name: \"Dear {whom}\"", "themes/acme/i18n/en.yaml:1:7", `nothing fills {whom} in "name"`, "This text may have {who}."},
		{"words that are no words", "i18n/en.yaml", "greet: [a]", "themes/acme/i18n/en.yaml:1:8", "neither a text nor a group", ""},
	} {
		_, problems := Load(tiny(nil), Site{Name: "acme", Language: "en", Files: files(c.file, c.text)})
		if len(problems) != 1 {
			t.Errorf("%s: %+v", c.name, problems)
			continue
		}
		p := problems[0]
		if p.At.String() != c.at || !strings.Contains(p.Message, c.message) || !strings.Contains(p.Help, c.help) {
			t.Errorf("%s: %s: %s; %s", c.name, p.At, p.Message, p.Help)
		}
	}
}

func TestOverlayFieldThatIsNotThere(t *testing.T) {
	th := load(t, tiny(nil), Site{Name: "acme", Files: files("templates/pages/home.html", "<p>\n\n   {{.Txt}}</p>")})
	_, err := th.Print("home", view{})
	var e *Error
	if !errors.As(err, &e) || e.Problem.At.String() != "themes/acme/templates/pages/home.html:3:6" || !strings.Contains(err.Error(), "Txt") {
		t.Errorf("%v", err)
	}
}

func TestWarningsDoNotStop(t *testing.T) {
	th, problems := Load(tiny(nil), Site{Name: "acme", Language: "en", Files: files("stray.txt", "")})
	if th == nil || len(problems) != 1 || problems[0].Level() != diag.Warning {
		t.Errorf("%v %+v", th, problems)
	}
}

func TestAssetsTakeTheBrand(t *testing.T) {
	th := load(t, tiny(nil), Site{Color: "#1a6b5c"})
	for _, a := range th.Assets() {
		if !bytes.Contains(a.Data, []byte("#1a6b5c")) {
			t.Errorf("%s: %s", a.Path, a.Data)
		}
	}
}

func TestDigestNamesWhatPagesTake(t *testing.T) {
	base := load(t, tiny(nil), Site{}).Digest()
	if again := load(t, tiny(nil), Site{}).Digest(); again != base {
		t.Error("the same theme has two digests")
	}
	for _, site := range []Site{{Color: "#1a6b5c"}, {Files: files("i18n/en.yaml", "greet: Hi\n")}, {Files: files("templates/pages/home.html", "<p>x</p>")}} {
		if load(t, tiny(nil), site).Digest() == base {
			t.Errorf("%+v changes pages, not the digest", site)
		}
	}
}

func TestPrintFromSeveralGoroutines(t *testing.T) {
	th := load(t, tiny(nil), Site{})
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for _, name := range tinyPages {
				if out, err := th.Print(name, view{}); err != nil || !strings.Contains(string(out), name) {
					t.Errorf("%s: %q %v", name, out, err)
				}
			}
		})
	}
	all.Wait()
}
