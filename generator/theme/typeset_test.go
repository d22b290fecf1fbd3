package theme

import (
	"strings"
	"testing"
)

func TestTypeset(t *testing.T) {
	english, _ := readQuotes("“ ” ‘ ’")
	german, _ := readQuotes("„ “ ‚ ‘")
	for _, c := range []struct{ page, english, german string }{
		{`<p>We don't say "no".</p>`, `<p>We don’t say “no”.</p>`, `<p>We don’t say „no“.</p>`},
		{`<p>"It's 'so', he said"</p>`, `<p>“It’s ‘so’, he said”</p>`, `<p>„It’s ‚so‘, he said“</p>`},
		{`<p>"'So'"</p>`, `<p>“‘So’”</p>`, `<p>„‚So‘“</p>`},
		{`<p>the drivers' van, in the '90s, Callum's</p>`, `<p>the drivers’ van, in the ’90s, Callum’s</p>`, `<p>the drivers’ van, in the ’90s, Callum’s</p>`},
		{`<p>5' 10" high, 27" wide</p>`, `<p>5' 10" high, 27" wide</p>`, `<p>5' 10" high, 27" wide</p>`},
		{`<p>"within 4"</p>`, `<p>“within 4”</p>`, `<p>„within 4“</p>`},
		{`<p><em>"Now"</em> and "<b>then</b>" ("so")</p>`, `<p><em>“Now”</em> and “<b>then</b>” (“so”)</p>`, `<p><em>„Now“</em> and „<b>then</b>“ („so“)</p>`},
		{`<p>It <a href="/x">doesn</a>'t</p>`, `<p>It <a href="/x">doesn</a>’t</p>`, `<p>It <a href="/x">doesn</a>’t</p>`},
		{`<p>a " b and ' c</p>`, `<p>a " b and ' c</p>`, `<p>a " b and ' c</p>`},
		{`<li>one</li><li>"two"</li>`, `<li>one</li><li>“two”</li>`, `<li>one</li><li>„two“</li>`},
		{`<p title="it's">x <code>don't "x"</code> <pre>'y'</pre></p>`, `<p title="it's">x <code>don't "x"</code> <pre>'y'</pre></p>`, `<p title="it's">x <code>don't "x"</code> <pre>'y'</pre></p>`},
		{`<p>Fish &amp; chips, it's</p>`, `<p>Fish &amp; chips, it’s</p>`, `<p>Fish &amp; chips, it’s</p>`},
	} {
		for want, q := range map[string]quotes{c.english: english, c.german: german} {
			if got := string(q.typeset([]byte("before: '"+inPage(c.page)), len("before: '"))); got != "before: '"+inPage(want) {
				t.Errorf("\n got %s\nwant %s", got, want)
			}
		}
	}
}

// inPage returns a text with its straight marks as they stand in a page, but for those around the values of attributes.
func inPage(page string) string {
	out, inTag := "", false
	for _, r := range page {
		inTag = r == '<' || inTag && r != '>'
		switch {
		case r == '\'':
			out += "&#39;"
		case r == '"' && !inTag:
			out += "&#34;"
		default:
			out += string(r)
		}
	}
	return out
}

func TestReadQuotes(t *testing.T) {
	if q, ok := readQuotes("«\u00a0 \u00a0» “ ”"); !ok || q != (quotes{"«\u00a0", "\u00a0»", "“", "”"}) {
		t.Errorf("French: %q %v", q, ok)
	}
	for _, text := range []string{"", "“ ”", "“ ” ‘ ’ ’", "“  ‘ ’", strings.Repeat("“", 2) + " ” ‘ ’"} {
		if q, ok := readQuotes(text); ok {
			t.Errorf("%q is read as %q", text, q)
		}
	}
}
