package stencil

import (
	"bytes"
	"errors"
	"fmt"
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
	Stringer   stringer
	HTML       template.HTML
	JS         template.JS
	Attr       template.HTMLAttr
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

type stringer string

func (s stringer) String() string { return "text of " + string(s) }

func full(text string) wide {
	return wide{
		part: part{Name: "promoted " + text}, Text: text, Href: text, Count: 3, On: true, Named: named(text), Stringer: stringer(text), HTML: "<i>" + template.HTML(text) + "</i>",
		JS: "let a = 1", Attr: `content="1 &amp; 2"`, Data: map[string]any{"b": text, "a": []string{text}}, Items: []string{text, "b"},
		Parts: []part{{Name: text, Next: &part{Name: "next"}}, {Name: ""}}, Ptr: &part{Name: text}, Anything: text,
	}
}

// words are those of these tests.
type words map[string]string

func (w words) Has(key string) bool { return w[key] != "" }

func (w words) Word(key string, pairs ...string) string {
	text := w[key]
	for i := 0; i < len(pairs); i += 2 {
		text = strings.ReplaceAll(text, "{"+pairs[i]+"}", pairs[i+1])
	}
	return text
}

var testPrinter = Printer{Words: words{"greet": "Hello", "name": "You & {who}"}, SafeURL: func(address string) bool { return !strings.HasPrefix(address, "javascript:") }}

// parsed returns a template with the functions of a theme, and two that it may call.
func parsed(t testing.TB, text string) *template.Template {
	t.Helper()
	page, err := template.New("page").Funcs(template.FuncMap{
		"word": func(key string, pairs ...any) string {
			texts := make([]string, len(pairs))
			for i, p := range pairs {
				texts[i] = fmt.Sprint(p)
			}
			return testPrinter.Words.Word(key, texts...)
		},
		"url": func(address string) (template.URL, error) {
			if !testPrinter.SafeURL(address) {
				return "", errors.New("the address is refused")
			}
			return template.URL(address), nil
		},
	}).Parse(`{{define "again"}}({{.Name}}{{with .Next}}{{template "again" .}}{{end}}){{end}}{{define "asks"}}{{if .}}a{{end}}{{end}}{{define "fixed"}}[{{word "greet"}}]{{end}}{{define "whole"}}[{{$.Text}}{{range .Parts}}{{$.Count}}{{end}}]{{end}}` + text)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// executed returns what html/template prints.
func executed(page *template.Template, view any) (string, error) {
	var out bytes.Buffer
	err := page.Execute(&out, view)
	return out.String(), err
}

// TestAppend holds that the output is equal to html/template's, and which templates are compiled.
func TestAppend(t *testing.T) {
	for name, text := range map[string]string{
		"text":                       `<p>{{.Text}} {{.Named}} {{.Count}} {{.Name}}</p>`,
		"texts beside each other":    `<p>{{word "greet"}} {{word "greet"}}{{/* no more */}}!</p>`,
		"an attribute":               `<p title="{{.Text}}" data-n="{{.Count}}">a</p>`,
		"a title":                    `<title>{{.Text}}</title><textarea>{{.Named}}</textarea>`,
		"an address":                 `<a href="{{url .Href}}">a</a><a href="{{url "tel:+44 1"}}">b</a>`,
		"an address without a check": `{{range .Items}}<a href="{{.}}">a</a>{{end}}`,
		"an address of the site":     `<link href="{{.Name}}assets/style.css">`,
		"a query":                    `<a href="/new?a={{.Text}}&amp;b=1">a</a>`,
		"an attribute of its own":    `<meta {{.Attr}}>`,
		"a part of a page":           `<div>{{.HTML}}</div>`,
		"data in a script":           `<script type="application/ld+json">{{.Data}}</script><script>{{.JS}}</script>`,
		"a word with places":         `<p title="{{word "name" "who" .Text}}">{{word "name" "who" .Text}}</p>`,
		"if":                         `{{if .Text}}a{{else}}b{{end}}{{if .On}}a{{end}}{{if .Count}}a{{end}}{{if .Items}}a{{end}}{{if .Ptr}}a{{else}}b{{end}}{{if not .On}}a{{end}}`,
		"or and":                     `{{if or .Text .Items}}a{{end}}{{if and .Text (not .Ptr)}}b{{end}}{{if or (and .On .Text) .Count}}c{{end}}`,
		"comparisons":                `{{if eq (len .Items) 2}}a{{end}}{{if gt .Count 2}}b{{end}}{{if ge .Count 4}}c{{end}}{{if lt (len .Text) 1}}d{{end}}{{if le .Count 3}}e{{end}}{{if ne .Count 3}}f{{end}}`,
		"len and index":              `{{if .Items}}{{index .Items 0}}{{if index .Items 1}}a{{end}}{{end}}{{if len .Text}}b{{end}}`,
		"with":                       `{{with .Text}}{{.}}{{else}}{{.Count}}{{end}}{{with .Ptr}}{{.Name}}{{$.Text}}{{end}}{{with $p := .Ptr}}{{$p.Name}}{{end}}`,
		"range":                      `{{range .Parts}}{{.Name}}{{else}}none{{end}}{{range $i, $p := .Parts}}{{if $i}}, {{end}}{{$p.Name}}{{end}}{{range $p := .Parts}}{{range $.Items}}{{.}}{{$p.Name}}{{end}}{{end}}`,
		"templates":                  `{{template "whole" .}}{{range .Parts}}{{template "again" .}}{{end}}{{template "fixed"}}`,
	} {
		for _, view := range []wide{full("a & b+'c' <d>"), full(""), {}, full("https://a.example/ä?b=1&c=%20"), full("x\x00\xff\u2028")} {
			page := parsed(t, text)
			if testPrinter.compile(programKey{page, reflect.TypeFor[wide]()}) == nil {
				t.Errorf("%s: not compiled", name)
				break
			}
			got, ok := testPrinter.Append([]byte("before "), page, view)
			want, err := executed(page, view)
			if ok && (err != nil || string(got) != "before "+want) {
				t.Errorf("%s: %q\nwant %q, %v", name, got, want, err)
			}
			if !ok && err == nil && !strings.HasPrefix(name, "an address") {
				t.Errorf("%s: declines %q", name, view.Text)
			}
		}
	}
}

// TestDeclines holds what is left to html/template.
func TestDeclines(t *testing.T) {
	for name, text := range map[string]string{
		"a method":                      `{{.Stringer}}`,
		"an interface":                  `{{.Anything}}`,
		"an interface in if":            `{{if .Anything}}a{{end}}`,
		"formatting":                    `{{printf "%03d" .Count}}`,
		"a style":                       `<p style="color: {{.Text}}">a</p>`,
		"a handler":                     `<p onclick="f({{.Text}})">a</p>`,
		"a template in an attribute":    `<p title="{{template "again" .Ptr}}">a</p>`,
		"no argument where it is read":  `{{template "again"}}`,
		"no argument where it is asked": `{{template "asks"}}`,
		"a variable":                    `{{$x := .Text}}{{$x}}`,
		"markup in an attribute":        `<p title="{{.HTML}}">a</p>`,
		"a range with a break":          `{{range .Items}}{{break}}{{end}}`,
		"nothing where a part is":       `{{range .Parts}}{{.Next.Name}}{{end}}`,
		"an entry that is not there":    `{{index .Items 7}}`,
		"an address that is refused":    `<a href="{{url "javascript:x"}}">a</a>`,
		"a field that is not there":     `{{.Nowhere}}`,
	} {
		if got, ok := testPrinter.Append(nil, parsed(t, text), full("a & b")); ok {
			t.Errorf("%s: prints %q", name, got)
		}
	}
}

// FuzzAppend holds for any text that it is printed as html/template prints it.
func FuzzAppend(f *testing.F) {
	for _, text := range []string{"", "a", "a & b", "javascript:alert(1)", "tel:+44 1632", "%zz%41", "\x00\xf0\x28", "[x](y)", "\u2028\u00a0"} {
		f.Add(text)
	}
	page := parsed(f, `<title>{{.Text}}</title><p title="{{.Text}}">{{.Text}}</p><a href="{{url .Href}}">{{word "name" "who" .Text}}</a><script>{{.Data}}</script>`)
	f.Fuzz(func(t *testing.T, text string) {
		view := full(text)
		got, ok := testPrinter.Append(nil, page, view)
		want, err := executed(page, view)
		if ok != (err == nil) || ok && string(got) != want {
			t.Errorf("%q: %q %v\nwant %q %v", text, got, ok, want, err)
		}
	})
}
