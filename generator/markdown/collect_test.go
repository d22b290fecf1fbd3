package markdown

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"upfront/generator/diag"
)

var testWords = Words{
	Note: "Note", Tip: "Tip", Important: "Important", Warning: "Warning", Caution: "Take care",
	Done: "Done", Open: "To do", Footnotes: "Footnotes", Back: "Back to text", Table: "Table",
}

// placesWithin holds that every place that a document names lies within its file, in which the text starts on line 3.
func placesWithin(t *testing.T, text string, d *Document) {
	t.Helper()
	text = strings.TrimPrefix(text, byteOrderMark)
	lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), "\n")
	within := func(what string, at diag.Place) {
		if at.Line < 3 || at.Line >= 3+len(lines) {
			t.Fatalf("%q: %s at line %d", text, what, at.Line)
		}
		if room := utf8.RuneCountInString(lines[at.Line-3]); at.Column < 1 || at.Column+at.Width > room+1 {
			t.Errorf("%q: %s at %s, %d wide", text, what, at, at.Width)
		}
	}
	for _, p := range d.Problems {
		diag.RuleOf(p.Rule)
		within(string(p.Rule), p.At)
	}
	for _, tag := range d.Tags {
		within(tag.Raw, tag.At)
	}
	for _, l := range d.Links(nil) {
		within(l.Dest, l.At)
	}
	for _, h := range d.Headings(nil) {
		within(h.Text, h.At)
	}
	for _, s := range d.Prose(hostileFill) {
		within(s.Text, s.At)
		within(s.Text, s.Place(len(s.Text)/2, len(s.Text)))
	}
}

// TestProblems holds the place, the rule and the words of each problem. Places are counted by hand; the text starts on
// line 5, and characters of several bytes stand before what is looked for.
func TestProblems(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"fine", "# Größe\n\nA [link](x.md), `{{ code }}` and <br>.", ""},
		{"foreign tag", "Ünïcödé {% include a.html %} x", "5:9+20 liquid-unknown-tag error: {% include a.html %} is a tag of another tool"},
		{"hugo", "ä {{< figure src=\"x\" >}}", "5:3+22 liquid-unknown-tag error: {{< figure src=\"x\" >}} is a tag of another tool"},
		{"filter", "\n\n{{ site.x | upcase }}", "7:1+21 liquid-unknown-tag error: {{ site.x | upcase }} is a tag of another tool"},
		{"handlebars", "é {{{ x }}}", "5:3+9 liquid-unknown-tag error: {{{ x }}} is a tag of another tool"},
		{"jinja", "é {# x #}", "5:3+7 liquid-unknown-tag error: {# x #} is a tag of another tool"},
		{"open", "😀😀 {{ site.x\n}}", "5:4+9 liquid-unknown-tag error: {{ site.x is a template tag that does not end on this line"},
		{"escaped", `\{{ site.x }} and \{% x %}`, ""},
		{"code", "`{% x %}`\n\n    {% y %}\n\n```\n{% z %}\n```", ""},
		{"comment", "<!-- {% x %} -->", ""},
		{"in an address", "[ü]({% link a.md %})", "5:5+15 liquid-unknown-tag error: {% link a.md %} is a tag of another tool"},
		{"kramdown", "ü\n{: .lead}", "6:1+9 liquid-unknown-tag warning: {: .lead} sets a class or an attribute in another tool, and does nothing here"},
		{"kramdown id", "## Ü {: #u}", ""},
		{"fence", ":::note\nx\n:::", "5:1+7 liquid-unknown-tag warning: :::note is a mark of another tool, and does nothing here"},
		{"mkdocs", "!!! warning \"Ü\"\n    x", "5:1+15 liquid-unknown-tag warning: !!! warning \"Ü\" is a mark of another tool, and does nothing here"},
		{"exclamation", "!!! Warning: hot", ""},
		{"element", "ü <font>x</font>", "5:3+6 html-dropped warning: <font> is not allowed on a page and is left out; the words in it stay"},
		{"script", "> ü\n>\n> <script>x</script>", "7:3+8 html-dropped warning: <script> is not allowed on a page and is left out with what is in it"},
		{"within what is left out", "<svg><a href=\"javascript:x\" onclick=y><b></a></svg>", "5:1+5 html-dropped warning: <svg> is not allowed on a page and is left out with what is in it"},
		{"attribute", "ü <span lang=\"de\" onclick=\"x\">y</span>", "5:19+7 html-dropped warning: onclick on <span> is not allowed and is left out"},
		{"attribute named in a value", "<p title=\" style \" style=x>y</p>", "5:20+5 html-dropped notice: style on <p> is not allowed and is left out"},
		{"second line", "<div lang=de\n  style=\"x\">y</div>", "6:3+5 html-dropped notice: style on <div> is not allowed and is left out"},
		{"doctype", "<!DOCTYPE html>", "5:1+15 html-dropped warning: <!DOCTYPE html> is left out"},
		{"processing", "ü <?php x ?>", "5:3+10 html-dropped warning: <?php x ?> is left out"},
		{"image without source", "ü <img alt=x>", "5:3+11 html-dropped warning: an image without an address is left out"},
		{"tag in a number", "<img src=\"a.png\" width=\"{{ site.w }}\">", "5:18+5 html-dropped notice: width on <img> is not allowed and is left out"},
		{"tag as attribute", "<div {{site.x}}>y</div>", "5:6+10 html-dropped notice: {{site.x}} on <div> is not allowed and is left out"},
		{"scheme", "ü **b** [x](javascript:alert(1))", "5:13+19 link-refused error: the link \"javascript:alert(1)\" is a kind of link that is not allowed (javascript:)"},
		{"scheme, hidden", "[x](java&#10;script:x)", "5:5+17 link-refused error: the link \"javascript:x\" is a kind of link that is not allowed (javascript:)"},
		{"scheme, escaped", "[x](javascript%3Ax)", "5:5+14 link-refused error: the link \"javascript%3Ax\" is a kind of link that is not allowed (javascript:)"},
		{"scheme by reference", "ü [x][r]\n\n[r]: data:text/html,x", "5:3+1 link-refused error: the link \"data:text/html,x\" is a kind of link that is not allowed (data:)"},
		{"scheme in HTML", "ü <a href='VBScript:x'>y</a>", "5:12+10 link-refused error: the link \"VBScript:x\" is a kind of link that is not allowed (vbscript:)"},
		{"autolink", "ü <file:///etc>", "5:4+11 link-refused error: the link \"file:///etc\" is a kind of link that is not allowed (file:)"},
		{"two slashes", "[x](//example.com)", "5:5+13 link-refused error: the link \"//example.com\" starts with two slashes, which leads to another host"},
		{"two backslashes", `[x](/\\example.com)`, `5:5+14 link-refused error: the link "//example.com" starts with two slashes, which leads to another host`},
		{"no host", "[x](https:foo)", "5:5+9 link-refused error: the link \"https:foo\" is not a whole address"},
		{"no address", "ü [x]()", "5:3+1 link-broken error: the link has no address"},
		{"image without address", "ü ![x]()", "5:3+1 asset-missing error: the image has no address"},
		{"reference", "ü [text][missing], [sic] and arr[0]", "5:10+7 link-broken error: no address is given for [missing]"},
		{"reference with markup", "ü [a **b** c][ö]", "5:15+1 link-broken error: no address is given for [ö]"},
		{"reference, escaped", `[a\][b]`, ""},
		{"footnote", "ü[^1] y", "5:3+2 link-broken error: there is no footnote [^1]"},
		{"space", "ü [x](my file.md#a)", "5:7+12 link-broken error: the address \"my file.md#a\" has a space in it, so this is no link"},
		{"prose in brackets", "see [x](as we said before)", ""},
		{"ids", "## A {#x}\n\n<a id=\"x\"></a>", "7:8+1 id-duplicate error: the id \"x\" is given twice"},
		{"heading class", "## Ü {.big}", "5:6+6 html-dropped warning: class on a heading is left out"},
		{"bytes", "ü it\x92s \x93x\x94", "5:5+1 text-encoding error: a character here is not UTF-8 (nor are 2 others)"},
		{"carriage returns", "a\r\n\r\nü <font>x</font>\r\n", "7:3+6 html-dropped warning: <font> is not allowed on a page and is left out; the words in it stay"},
		{"mark at the start", "\ufeffü <font>x", "5:3+6 html-dropped warning: <font> is not allowed on a page and is left out; the words in it stay"},
		{"tabs", "-\tü\t<font>x", "5:5+6 html-dropped warning: <font> is not allowed on a page and is left out; the words in it stay"},
		{"list", "1. ä\n2. > ö <font>x", "6:8+6 html-dropped warning: <font> is not allowed on a page and is left out; the words in it stay"},
		{"table", "| ä | b |\n|---|---|\n| ö | {% x %} |", "7:7+7 liquid-unknown-tag error: {% x %} is a tag of another tool"},
		{"definition", "Ä\n: ö <font>x", "6:5+6 html-dropped warning: <font> is not allowed on a page and is left out; the words in it stay"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, p := range Parse("p/a.md", 5, []byte(c.text), Options{}).Problems {
				got = append(got, fmt.Sprintf("%d:%d+%d %s %s: %s", p.At.Line, p.At.Column, p.At.Width, p.Rule, p.Level(), p.Message))
				if p.At.File != "p/a.md" || p.Help == "" {
					t.Errorf("file %q, help %q", p.At.File, p.Help)
				}
			}
			if got := strings.Join(got, "\n"); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestPlaceOnALongLine holds the column where characters are counted in pieces.
func TestPlaceOnALongLine(t *testing.T) {
	for _, c := range []string{"x", "ü", "日", "😀"} {
		for n := range 1100 {
			d := Parse("a.md", 1, []byte("x\n"+strings.Repeat(c, n)+" {% x %}"), Options{})
			if at := d.Problems[0].At; at.Line != 2 || at.Column != n+2 || at.Width != 7 {
				t.Fatalf("after %d times %s: %s, %d wide", n, c, at, at.Width)
			}
		}
	}
}

// TestIndent holds the column of a text that is part of another file.
func TestIndent(t *testing.T) {
	d := Parse("a.yaml", 10, []byte("x\n{% y %}\n"), Options{Indent: 4})
	if at := d.Problems[0].At; at.String() != "a.yaml:11:5" {
		t.Error(at)
	}
}
