package theme

import (
	"bytes"
	"html/template"
	"reflect"
	"strings"
	"testing"
)

// wide is a view with a field of each kind that views have.
type wide struct {
	part
	Text, Href string
	Count      int
	On         bool
	Named      named
	Spoken     spoken
	HTML       template.HTML
	JS         template.JS
	Data       map[string]any
	Items      []string
	Parts      []part
	Ptr        *part
	Anything   any
}

type part struct {
	Name string
	Next *part
}

type named string

type spoken string

func (s spoken) String() string { return "spoken " + string(s) }

func full(text string) wide {
	return wide{
		part: part{Name: "promoted " + text}, Text: text, Href: text, Count: 3, On: true, Named: named(text), Spoken: spoken(text), HTML: "<i>" + template.HTML(text) + "</i>",
		JS: "let a = 1", Data: map[string]any{"b": text, "a": []string{text}}, Items: []string{text, "b"},
		Parts: []part{{Name: text, Next: &part{Name: "next"}}, {Name: ""}}, Ptr: &part{Name: text}, Anything: text,
	}
}

// page makes the template that a page of a theme has, with the partials that these tests call.
func page(t testing.TB, text string) (*Theme, *template.Template) {
	t.Helper()
	th, problems := Load(tiny(map[string]string{
		"templates/pages/letter.html":   text,
		"templates/partials/again.html": `({{.Name}}{{with .Next}}{{template "again" .}}{{end}})`,
		"templates/partials/whole.html": `[{{$.Text}}{{range .Parts}}{{$.Count}}{{end}}]`,
	}), Site{Language: "en"})
	if th == nil {
		t.Fatalf("%+v", problems)
	}
	made, err := th.page("letter")
	if err != nil {
		t.Fatal(err)
	}
	return th, made
}

// by gives what html/template itself prints.
func by(t testing.TB, page *template.Template, view any) (string, error) {
	t.Helper()
	var out bytes.Buffer
	err := page.Execute(&out, view)
	return out.String(), err
}

// TestStencil holds that a stencil prints what html/template prints, and which templates can be cut.
func TestStencil(t *testing.T) {
	for name, text := range map[string]string{
		"text":                       `<p>{{.Text}} {{.Named}} {{.Count}} {{.Name}}</p>`,
		"texts beside each other":    `<p>{{word "greet"}} {{word "greet"}}{{/* no more */}}!</p>`,
		"an attribute":               `<p title="{{.Text}}" data-n="{{.Count}}">a</p>`,
		"a title":                    `<title>{{.Text}}</title><textarea>{{.Named}}</textarea>`,
		"an address":                 `<a href="{{url .Href}}">a</a><a href="{{url "tel:+44 1"}}">b</a>`,
		"an address without a check": `{{range .Items}}<a href="{{.}}">a</a>{{end}}`,
		"an address of the site":     `<link href="{{.Name}}assets/style.css">`,
		"a part of a page":           `<div>{{.HTML}}</div>`,
		"data in a script":           `<script type="application/ld+json">{{.Data}}</script><script>{{.JS}}</script>`,
		"a word with places":         `<p title="{{word "name" "who" .Text}}">{{word "name" "who" .Text}}</p>`,
		"if":                         `{{if .Text}}a{{else}}b{{end}}{{if .On}}a{{end}}{{if .Count}}a{{end}}{{if .Items}}a{{end}}{{if .Ptr}}a{{else}}b{{end}}{{if not .On}}a{{end}}`,
		"or and":                     `{{if or .Text .Items}}a{{end}}{{if and .Text (not .Ptr)}}b{{end}}{{if or (and .On .Text) .Count}}c{{end}}`,
		"comparisons":                `{{if eq (len .Items) 2}}a{{end}}{{if gt .Count 2}}b{{end}}{{if ge .Count 4}}c{{end}}{{if lt (len .Text) 1}}d{{end}}{{if le .Count 3}}e{{end}}{{if ne .Count 3}}f{{end}}`,
		"len and index":              `{{if .Items}}{{index .Items 0}}{{if index .Items 1}}a{{end}}{{end}}{{if len .Text}}b{{end}}`,
		"with":                       `{{with .Text}}{{.}}{{else}}{{.Count}}{{end}}{{with .Ptr}}{{.Name}}{{$.Text}}{{end}}{{with $p := .Ptr}}{{$p.Name}}{{end}}`,
		"range":                      `{{range .Parts}}{{.Name}}{{else}}none{{end}}{{range $i, $p := .Parts}}{{if $i}}, {{end}}{{$p.Name}}{{end}}{{range $p := .Parts}}{{range $.Items}}{{.}}{{$p.Name}}{{end}}{{end}}`,
		"templates":                  `{{template "whole" .}}{{range .Parts}}{{template "again" .}}{{end}}`,
	} {
		for _, view := range []wide{full("a & b+'c' <d>"), full(""), {}, full("https://a.example/ä?b=1&c=%20"), full("x\x00\xff\u2028")} {
			th, html := page(t, text)
			s := cut(html, reflect.TypeFor[wide](), th.locale)
			if s == nil {
				t.Errorf("%s: cannot be cut", name)
				break
			}
			got, ok := s.print(nil, reflect.ValueOf(view))
			want, err := by(t, html, view)
			if ok && (err != nil || string(got) != want) {
				t.Errorf("%s: %q\nwant %q, %v", name, got, want, err)
			}
			if !ok && err == nil && !strings.HasPrefix(name, "an address") {
				t.Errorf("%s: a stencil gave up on %q", name, view.Text)
			}
		}
	}
}

// TestStencilGivesUp holds that whatever a stencil does not know is left to html/template, result and error alike.
func TestStencilGivesUp(t *testing.T) {
	for name, text := range map[string]string{
		"a method":                   `{{.Spoken}}`,
		"an interface":               `{{.Anything}}`,
		"an interface in if":         `{{if .Anything}}a{{end}}`,
		"formatting":                 `{{printf "%03d" .Count}}`,
		"a style":                    `<p style="color: {{.Text}}">a</p>`,
		"a handler":                  `<p onclick="f({{.Text}})">a</p>`,
		"a template in an attribute": `<p title="{{template "again" .Ptr}}">a</p>`,
		"a variable":                 `{{$x := .Text}}{{$x}}`,
		"markup in an attribute":     `<p title="{{.HTML}}">a</p>`,
		"a range with a break":       `{{range .Items}}{{break}}{{end}}`,
		"nothing where a part is":    `{{range .Parts}}{{.Next.Name}}{{end}}`,
		"an entry that is not there": `{{index .Items 7}}`,
		"an address that is refused": `<a href="{{url "javascript:x"}}">a</a>`,
		"a field that is not there":  `{{.Nowhere}}`,
	} {
		th, _ := page(t, text)
		_, html := page(t, text)
		got, gotErr := th.Print("letter", full("a & b"))
		want, err := by(t, html, full("a & b"))
		if (gotErr != nil) != (err != nil) && want != "" || err == nil && string(got) != want {
			t.Errorf("%s: %q %v\nwant %q %v", name, got, gotErr, want, err)
		}
	}
}

// FuzzStencil holds for any text that a stencil writes it as html/template does.
func FuzzStencil(f *testing.F) {
	for _, text := range []string{"", "a", "a & b", "javascript:alert(1)", "tel:+44 1632", "%zz%41", "\x00\xf0\x28", "[x](y)", "\u2028\u00a0"} {
		f.Add(text)
	}
	th, html := page(f, `<title>{{.Text}}</title><p title="{{.Text}}">{{.Text}}</p><a href="{{url .Href}}">{{word "name" "who" .Text}}</a><script>{{.Data}}</script>`)
	s := cut(html, reflect.TypeFor[wide](), th.locale)
	f.Fuzz(func(t *testing.T, text string) {
		view := full(text)
		got, ok := s.print(nil, reflect.ValueOf(view))
		want, err := by(t, html, view)
		if ok != (err == nil) || ok && string(got) != want {
			t.Errorf("%q: %q %v\nwant %q %v", text, got, ok, want, err)
		}
	})
}
