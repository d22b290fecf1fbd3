package markdown

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"upfront/generator/diag"
)

func place(p diag.Place) string { return fmt.Sprintf("%d:%d+%d", p.Line, p.Column, p.Width) }

// TestLinks holds the fields of each link.
func TestLinks(t *testing.T) {
	for _, c := range []struct {
		text string
		want Link
		at   string
	}{
		{"ü [a *b*](../x/index.md#c)", Link{Dest: "../x/index.md#c", Path: "../x/index.md", Fragment: "c", Text: "a b"}, "1:11+15"},
		{"[a](my%20file.md?q=1#%C3%BC)", Link{Dest: "my%20file.md?q=1#%C3%BC", Path: "my file.md", Query: "q=1", Fragment: "ü", Text: "a"}, "1:5+23"},
		{"[a](  <my file.md>)", Link{Dest: "my file.md", Path: "my file.md", Text: "a"}, "1:8+10"},
		{"[a](100%.md)", Link{Dest: "100%.md", Path: "100%.md", Text: "a"}, "1:5+7"},
		{`[a](..\x\y.md)`, Link{Dest: "../x/y.md", Path: "../x/y.md", Text: "a"}, "1:5+9"},
		{`[a](x\_y.md)`, Link{Dest: "x_y.md", Path: "x_y.md", Text: "a"}, "1:5+7"},
		{"[a](x&amp;y.md)", Link{Dest: "x&y.md", Path: "x&y.md", Text: "a"}, "1:5+10"},
		{"[a](/policies/)", Link{Dest: "/policies/", Path: "/policies/", Text: "a"}, "1:5+10"},
		{"[a][b]\n\n[b]: x.pdf", Link{Dest: "x.pdf", Path: "x.pdf", Text: "a"}, "1:1+1"},
		{"![ü *b*](x.png 't')", Link{Dest: "x.png", Path: "x.png", Text: "ü b", Image: true}, "1:10+5"},
		{"## Ü\n\n[a](#ü)", Link{Dest: "#ü", Fragment: "ü", Anchor: "ü", Text: "a"}, "3:5+2"},
		{"[a](#no)", Link{Dest: "#no", Fragment: "no", Text: "a"}, "1:5+3"},
		{"[a](HTTPS://X.org)", Link{Dest: "HTTPS://X.org", Scheme: "https", Text: "a"}, "1:5+13"},
		{"ü www.x.org", Link{Dest: "http://www.x.org", Scheme: "http", Text: "www.x.org"}, "1:3+9"},
		{"ü me@x.org.", Link{Dest: "mailto:me@x.org", Scheme: "mailto", Text: "me@x.org"}, "1:3+8"},
		{"[a](tel:+44)", Link{Dest: "tel:+44", Scheme: "tel", Text: "a"}, "1:5+7"},
		{"[a](data:x)", Link{Dest: "data:x", Scheme: "data", Text: "a", Refused: true}, "1:5+6"},
		{"[a]({{ site.url }}/b)", Link{Dest: "https://example.com/b", Scheme: "https", Text: "a"}, "1:5+16"},
		{"ü <a title='href' href='x.md'>y</a>", Link{Dest: "x.md", Path: "x.md"}, "1:25+4"},
		{"<img alt='&uuml;' src=x.png>", Link{Dest: "x.png", Path: "x.png", Text: "ü", Image: true}, "1:23+5"},
	} {
		links := Parse("a.md", 1, []byte(c.text), Options{}).Links(fillTest)
		if len(links) != 1 {
			t.Errorf("%q: %d links", c.text, len(links))
			continue
		}
		got := links[0]
		if at := place(got.At); at != c.at {
			t.Errorf("%q: at %s, want %s", c.text, at, c.at)
		}
		got.At = diag.Place{}
		if got != c.want {
			t.Errorf("%q:\n got %+v\nwant %+v", c.text, got, c.want)
		}
	}
}

func TestLocal(t *testing.T) {
	text := "# A\n\n[](x.md) [](#b) [](?q) ![](y.png) [](#a) [](#) [](#top) [](https://x.org) [](mailto:a@b.org) [](data:x)"
	want := "x.md #b ?q y.png"
	var got []string
	for _, l := range Parse("a.md", 1, []byte(text), Options{}).Links(nil) {
		if l.Local() {
			got = append(got, l.Dest)
		}
	}
	if strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

// TestAnchor holds the id to which each form of a fragment leads.
func TestAnchor(t *testing.T) {
	d := Parse("a.md", 1, []byte("# What & why?\n## Again\n## Again\n## Again-1\n## 日本 😀\n## 😀\n## Own {#My.Id}\n<a name=\"old\"></a>\n\n<p id='Big One'>x</p>\n\n## 1. Bob's cloud.net\n## Sto\u0308rung\n## Störung\n## Bobs\n## 2. Bobs"), Options{Prefix: "h-"})
	for fragment, want := range map[string]string{
		"what--why": "h-what--why", "what-why": "h-what--why", "What--Why": "h-what--why", "h-what--why": "h-what--why",
		"user-content-again": "h-again", "again-1": "h-again-1", "again-1-1": "h-again-1-1", "日本-": "h-日本-", "日本": "h-日本-",
		"section": "h-section", "My.Id": "h-My.Id", "my.id": "h-My.Id", "old": "h-old", "Big One": "h-Big-One", "": "", "x": "", "h-x": "",
		"1-bobs-cloudnet": "h-1-bobs-cloudnet", "1-bob-s-cloud-net": "h-1-bobs-cloudnet", "bob-s-cloud-net": "h-1-bobs-cloudnet",
		"what-&-why?": "h-what--why", "#again": "h-again", "1.-bob's-cloud.net": "h-1-bobs-cloudnet", "?": "", "störung": "h-sto\u0308rung", "sto\u0308rung": "h-sto\u0308rung", "bobs": "h-bobs",
	} {
		if got, ok := d.Anchor(fragment); got != want || ok != (want != "") {
			t.Errorf("%q leads to %q, want %q", fragment, got, want)
		}
	}
}

// TestNamesOfHeadings holds that headings have the ids that GitHub makes, as it is known to.
func TestNamesOfHeadings(t *testing.T) {
	for heading, want := range map[string]string{
		"Refunds": "refunds", "What's new in 2.0?": "whats-new-in-20", "1. Scope": "1-scope", "A & B": "a--b", "A  B": "a--b", "C++": "c", "snake_case": "snake_case",
		"I ♥ unicode": "i--unicode", "en–dash": "endash", "Привет 你好": "привет-你好", "😄 Fun": "-fun", ":rocket: Launch": "rocket-launch", "10\u00a0km": "10km", "m²": "m",
		"![Our van](van.png) Vans": "-vans", "`code` and *more*": "code-and-more", "[A link](x.md)!": "a-link", "<b>Bold</b> one": "bold-one", "Trailing #": "trailing",
		"???": "section", "{{ site.x }} rates": "rates", "Rates of {{ site.x }} {{ site.y }}": "rates-of", "CAFÉ": "café", "A[^1]": "a", "part.why": "partwhy",
	} {
		d := Parse("a.md", 1, []byte("## "+heading+"\n\n[^1]: x"), Options{})
		if got := d.Headings(nil); len(got) != 1 || got[0].ID != want {
			t.Errorf("%q has the id %q, want %q", heading, got[0].ID, want)
		}
	}
}

func TestHeadings(t *testing.T) {
	d := Parse("a.md", 4, []byte("\n# Ünder {{ site.town }}\n\nTwo *words*\n-----------\n\n#### `Deep` [link](x.md)[^1] #\n\n#\n\n[^1]: x"), Options{Prefix: "p-"})
	var got []string
	for _, h := range d.Headings(fillTest) {
		got = append(got, fmt.Sprintf("%d %s %s %s", h.Level, h.Text, h.ID, place(h.At)))
	}
	want := []string{
		"1 Ünder Ålborg & <North> p-ünder 5:3+21", "2 Two words p-two-words 7:1+11", "4 Deep link p-deep-link 10:6+23", "1  p-section 12:1+1",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if title := d.Title(fillTest); title != "Ünder Ålborg & <North>" {
		t.Errorf("title %q", title)
	}
	got = nil
	for _, h := range d.Contents(Printing{Fill: fillTest, Title: "Ünder Ålborg & <North>"}) {
		got = append(got, fmt.Sprintf("%d %s", h.Level, h.Text))
	}
	if want := []string{"2 Two words", "3 Deep link"}; !slices.Equal(got, want) {
		t.Errorf("contents %q, want %q", got, want)
	}
}

func TestTags(t *testing.T) {
	d := Parse("a.md", 1, []byte("ü {{ site.a }} `{{ no }}` {{promise \"x.y\" 'z z' 3}}\n\n> [b]({{ site.c }})\n"), Options{})
	var got []string
	for _, tag := range d.Tags {
		got = append(got, fmt.Sprintf("%s %q %s %s", tag.Name, tag.Args, tag.Raw, place(tag.At)))
	}
	want := []string{
		`site.a [] {{ site.a }} 1:3+12`, `promise ["x.y" "z z" "3"] {{promise "x.y" 'z z' 3}} 1:27+25`, `site.c [] {{ site.c }} 3:7+12`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestCheckTags(t *testing.T) {
	d := Parse("a.md", 1, []byte("{{ site.twon }} {{ promise \"x\" }} {{ thing }} [a]({{ site.bad }}) {{ site.phone }}"), Options{})
	fill := func(t Tag) (Value, bool) { return Value{Text: "data:x"}, t.Name == "promise" || t.Name == "site.bad" }
	var got []string
	for _, p := range d.CheckTags(fill, func() []string { return []string{"site.town", "promise"} }) {
		got = append(got, fmt.Sprintf("%s %s: %s. %s", place(p.At), p.Rule, p.Message, p.Help))
	}
	want := []string{
		"1:1+15 liquid-unknown-tag: {{ site.twon }} means nothing here. Did you mean site.town?",
		"1:35+11 liquid-unknown-tag: {{ thing }} means nothing here. Write the words themselves, or put a backslash before it to show it as it is.",
		`1:51+14 link-refused: the link "data:x" is a kind of link that is not allowed (data:). Allowed are https, http, mailto, tel, a file of this site, and # with a heading.`,
		"1:67+16 liquid-unknown-tag: {{ site.phone }} means nothing here. Write in site.yaml, below vars:, a line that begins with phone:. Or write the words themselves here.",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestEmpty(t *testing.T) {
	for text, want := range map[string]bool{
		"": true, " \n\n": true, "<!-- x -->\n": true, "[a]: b.md\n": true, "x": false, "---": false, "<br>": false,
	} {
		if got := Parse("a.md", 1, []byte(text), Options{}).Empty(); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
