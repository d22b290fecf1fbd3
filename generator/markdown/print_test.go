package markdown

import (
	"strings"
	"sync"
	"testing"
)

func fillTest(t Tag) (Value, bool) {
	switch {
	case t.Name == "site.town":
		return Value{Text: "Ålborg & <North>"}, true
	case t.Name == "site.url":
		return Value{Text: "https://example.com"}, true
	case t.Name == "promise" && len(t.Args) == 1:
		return Value{Text: "within 2 h", Href: "/capabilities/" + t.Args[0] + "/"}, true
	}
	return Value{}, false
}

func resolveTest(l Link) (string, bool) {
	switch {
	case l.Path == "gone.md" || l.Path == "gone.png":
		return "", false
	case l.Fragment != "":
		return "/to/" + l.Path + "#" + l.Fragment, true
	}
	return "/to/" + l.Path, true
}

// TestPrint holds the whole HTML of each text.
func TestPrint(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"paragraphs", "One *two*\nthree **four**  \nfive ~~six~~ `a<b` a\\*b &copy; &amp;\n\nSeven \"8\" <", `
<p>One <em>two</em>
three <strong>four</strong><br>
five <del>six</del> <code>a&lt;b</code> a*b © &amp;</p>
<p>Seven &#34;8&#34; &lt;</p>`},
		{"line ends", "a\r\n\r\nb\rc", "<p>a</p>\n<p>b\nc</p>"},
		{"old bytes", "it\x92s 5 \x80", "<p>it’s 5 €</p>"},
		{"controls", "a\x00b\x01c\u0085d\ufffe", "<p>a�b�c�d�</p>"},
		{"byte order mark", "\ufeff# A", "<h2 id=\"a\">A</h2>"},
		{"headings", "# A b, c!\n\nB\n=\n\n## A b, c!\n\n#### Deep {#own}\n\n###### \n\n## `Code` & *more*", `
<h2 id="a-b-c">A b, c!</h2>
<h2 id="b">B</h2>
<h3 id="a-b-c-1">A b, c!</h3>
<h4 id="own">Deep</h4>
<h3 id="code--more"><code>Code</code> &amp; <em>more</em></h3>`},
		{"headings, upwards", "### A\n\n# B\n\n## C", "<h2 id=\"a\">A</h2>\n<h2 id=\"b\">B</h2>\n<h3 id=\"c\">C</h3>"},
		{"title", "# The *title*\n\n## A", "<h2 id=\"a\">A</h2>"},
		{"title later", "## A\n\n# The title", "<h2 id=\"a\">A</h2>\n<h2 id=\"the-title\">The title</h2>"},
		{"lists", "- a\n- b\n  1. c\n\n7) d\n\n   e", `
<ul>
<li>a
</li>
<li>b
<ol>
<li>c
</li>
</ol>
</li>
</ul>
<ol start="7">
<li><p>d</p>
<p>e</p>
</li>
</ol>`},
		{"tasks", "- [ ] a\n- [x] b", `
<ul>
<li class="task"><input type="checkbox" disabled aria-label="To do"> a
</li>
<li class="task"><input type="checkbox" disabled checked aria-label="Done"> b
</li>
</ul>`},
		{"table", "## Fees\n\n| a | b | |\n|:--|:-:|--:|\n| 1 \\| 2 | `x\\|y` |\n", `
<h2 id="fees">Fees</h2>
<div class="table" role="group" tabindex="0" aria-label="Fees">
<table>
<thead>
<tr>
<th scope="col" class="align-left">a</th>
<th scope="col" class="align-center">b</th>
<td class="align-right"></td>
</tr>
</thead>
<tbody>
<tr>
<td class="align-left">1 | 2</td>
<td class="align-center"><code>x|y</code></td>
<td></td>
</tr>
</tbody>
</table>
</div>`},
		{"table of heads", "|a|\n|-|", `
<div class="table" role="group" tabindex="0" aria-label="Table">
<table>
<thead>
<tr>
<th scope="col">a</th>
</tr>
</thead>
</table>
</div>`},
		{"code", "    a <b>\n\n```C++ x\n{{ y }} &amp;\n```\n\n~~~\"><i>\n~~~", `
<pre><code>a &lt;b&gt;
</code></pre>
<pre><code class="language-c++">{{ y }} &amp;amp;
</code></pre>
<pre><code></code></pre>`},
		{"code in a list", "-\ta\n\n\t\tb", "<ul>\n<li><p>a</p>\n<pre><code>b\n</code></pre>\n</li>\n</ul>"},
		{"quotation", "> a\n> > b", "<blockquote>\n<p>a</p>\n<blockquote>\n<p>b</p>\n</blockquote>\n</blockquote>"},
		{"callout", "> [!NOTE]\n> a *b*\n>\n> - c", `
<aside class="callout callout-note" role="note">
<p class="callout-title">Note</p>
<p>a <em>b</em></p>
<ul>
<li>c
</li>
</ul>
</aside>`},
		{"callouts", "> [!TIP]\n\n> [!important]\n\n> [!WARNING]\n\n> [!Danger]- Hot <i> &amp; wet\n> x\n\n> [!other]\n> x", `
<aside class="callout callout-tip" role="note">
<p class="callout-title">Tip</p>
</aside>
<aside class="callout callout-important" role="note">
<p class="callout-title">Important</p>
</aside>
<aside class="callout callout-warning" role="note">
<p class="callout-title">Warning</p>
</aside>
<aside class="callout callout-caution" role="note">
<p class="callout-title">Hot &lt;i&gt; &amp; wet</p>
<p>x</p>
</aside>
<blockquote>
<p>[!other]
x</p>
</blockquote>`},
		{"other tools' callouts", ":::note\nA *b*\n:::\n\n:::tip[Try it]\n\n- c\n\n:::\n\n!!! note \"Look\"\n\nd\n\n!!! Not this", `
<p>A <em>b</em></p>
<p>Try it</p>
<ul>
<li>c
</li>
</ul>
<p>Look</p>
<p>d</p>
<p>!!! Not this</p>`},
		{"kramdown", "a\n{: .lead}\n\n{:toc}\n\n## B {: #c}", "<p>a</p>\n<h2 id=\"c\">B</h2>"},
		{"jekyll", "a{% include x.html %}b\n\n{% if y %}\nc\n{% endif %}", "<p>ab</p>\n<p>c</p>"},
		{"definitions", "Term *a*\n: One\n: Two\n\nTerm b\n\n: Three\n\n  Four", `
<dl>
<dt>Term <em>a</em></dt>
<dd>One
</dd>
<dd>Two
</dd>
<dt>Term b</dt>
<dd><p>Three</p>
<p>Four</p>
</dd>
</dl>`},
		{"footnotes", "a[^x] b[^y] c[^x]\n\n[^y]: Y\n[^x]: X **x**\n[^z]: Z", `
<p>a<sup id="fnref-1"><a role="doc-noteref" href="#fn-1">1</a></sup> b<sup id="fnref-2"><a role="doc-noteref" href="#fn-2">2</a></sup> c<sup id="fnref-1-2"><a role="doc-noteref" href="#fn-1">1</a></sup></p>
<section class="footnotes" role="doc-endnotes" aria-label="Footnotes">
<ol>
<li id="fn-1"><p>X <strong>x</strong> <a role="doc-backlink" href="#fnref-1" aria-label="Back to text 1">↩︎</a> <a role="doc-backlink" href="#fnref-1-2" aria-label="Back to text 1-2">↩︎</a></p>
</li>
<li id="fn-2"><p>Y <a role="doc-backlink" href="#fnref-2" aria-label="Back to text 2">↩︎</a></p>
</li>
</ol>
</section>`},
		{"links", "[a](x.md \"t <\") [b](<my file.md>) [c](my%20file.md#d) [e][f] [g] <https://x.org/?a&b> www.x.org me@x.org [h](mailto:me@x.org) [i](tel:+441234)\n\n[f]: ../f.md\n[g]: https://x.org/ü|", `
<p><a href="/to/x.md" title="t &lt;">a</a> <a href="/to/my%20file.md">b</a> <a href="/to/my%20file.md#d">c</a> <a href="/to/../f.md">e</a> <a href="https://x.org/ü%7C">g</a> <a href="https://x.org/?a&amp;b">https://x.org/?a&amp;b</a> <a href="http://www.x.org">www.x.org</a> <a href="mailto:me@x.org">me@x.org</a> <a href="mailto:me@x.org">h</a> <a href="tel:+441234">i</a></p>`},
		{"links that are none", "[a *b*](gone.md) [c](javascript:x) ![d](gone.png) ![e](data:x) [f]()", "<p>a <em>b</em> c d e f</p>"},
		{"anchors", "## Größe & Maß\n\n<a name=\"Old Place\"></a>\n\n[a](#größe--maß) [b](#Gr%C3%B6%C3%9Fe--Ma%C3%9F) [c](#größe-maß) [d](#Old%20Place) [e](#top) [f](#) [g](#other)", `
<h2 id="größe--maß">Größe &amp; Maß</h2>
<p><a id="Old-Place"></a></p>
<p><a href="#gr%C3%B6%C3%9Fe--ma%C3%9F">a</a> <a href="#gr%C3%B6%C3%9Fe--ma%C3%9F">b</a> <a href="#gr%C3%B6%C3%9Fe--ma%C3%9F">c</a> <a href="#Old-Place">d</a> <a href="#top">e</a> <a href="#top">f</a> <a href="/to/#other">g</a></p>`},
		{"an id before its heading", "<a id=\"refunds\"></a>\n## Refunds", "<p><a id=\"refunds\"></a></p>\n<h2 id=\"refunds-1\">Refunds</h2>"},
		{"images", "![a *b* \"c\"](x.png \"d\") [![e](f.jpg)](g.pdf)", `
<p><img src="/to/x.png" alt="a b &#34;c&#34;" title="d" loading="lazy"> <a href="/to/g.pdf"><img src="/to/f.jpg" alt="e" loading="lazy"></a></p>`},
		{"tags", "In {{ site.town }} *{{site.town}}* {{- promise 'a.b' -}} [x {{ promise \"a.b\" }}]({{ site.url }}/y) ![{{ site.town }}]({{site.url}}/z.png \"{{ site.town }}\") {{ other }} `{{ site.town }}` \\{{ site.town }}", `
<p>In Ålborg &amp; &lt;North&gt; <em>Ålborg &amp; &lt;North&gt;</em> <a href="/capabilities/a.b/">within 2 h</a> <a href="https://example.com/y">x within 2 h</a> <img src="https://example.com/z.png" alt="Ålborg &amp; &lt;North&gt;" title="Ålborg &amp; &lt;North&gt;" loading="lazy"> {{ other }} <code>{{ site.town }}</code> {{ site.town }}</p>`},
		{"tag with marks of Markdown", "| a |\n|---|\n| {{ promise “a|b” }} {{ promise \"*a_b*\" }} |", `
<div class="table" role="group" tabindex="0" aria-label="Table">
<table>
<thead>
<tr>
<th scope="col">a</th>
</tr>
</thead>
<tbody>
<tr>
<td><a href="/capabilities/a%7Cb/">within 2 h</a> <a href="/capabilities/*a_b*/">within 2 h</a></td>
</tr>
</tbody>
</table>
</div>`},
		{"tag in code", "Use `{{` and `}}`, {{ site.town }} and `{{ site.town }}`", "<p>Use <code>{{</code> and <code>}}</code>, Ålborg &amp; &lt;North&gt; and <code>{{ site.town }}</code></p>"},
		{"tag forged", "{{ site.town }} &#1;&#16;&#16;&#2;\n\n<p title=\"&#1;&#x10;&#16;&#2;a\">b</p>", "<p>Ålborg &amp; &lt;North&gt; ����</p>\n<p title=\"a\">b</p>"},
		{"tag in a heading", "## About {{ site.town }}", "<h2 id=\"about\">About Ålborg &amp; &lt;North&gt;</h2>"},
		{"tag in HTML", "<p title=\"{{ site.town }}\"><a href=\"{{ site.url }}/x\">{{ site.town }}</a></p>", `
<p title="Ålborg &amp; &lt;North&gt;"><a href="https://example.com/x">Ålborg &amp; &lt;North&gt;</a></p>`},
		{"HTML", "a<br>b<br/>c <sub>d</sub> <kbd>e</kbd> <abbr title='f \"g\"'>h</abbr> <strike>i</strike> &nbsp; <!-- j --> <span id=\"k\" class=\"l\">m</span>", `
<p>a<br>b<br>c <sub>d</sub> <kbd>e</kbd> <abbr title="f &#34;g&#34;">h</abbr> <s>i</s> ` + "\u00a0" + `  <span id="k">m</span></p>`},
		{"HTML around Markdown", "<details open>\n<summary>More</summary>\n\n*a*\n\n</details>", `
<details open>
<summary>More</summary>

<p><em>a</em></p>
</details>`},
		{"HTML, old", "<center>a</center>\n\n<p align=\"RIGHT\">b</p>\n\n<h1 align=center>c</h1>\n\n<font color=red>d</font>", `
<div class="align-center">a</div>

<p class="align-right">b</p>

<h2 class="align-center">c</h2>

<p>d</p>`},
		{"HTML, a table", "<table border=1>\n<tr><th>a<td>b\n<tr><th>c<td align=right>d\n</table>", `
<div class="table" role="group" tabindex="0" aria-label="Table"><table>
<tbody><tr><th scope="col">a</th><td>b
</td></tr><tr><th scope="row">c</th><td class="align-right">d
</td></tr></tbody></table></div>`},
		{"HTML, images", "<img src=a.png alt='b' width=10 height=\"50%\" onerror=x>\n\n<img src=\"gone.png\" alt=\"c\">\n\n<img src=javascript:x alt=d>", `
<img src="/to/a.png" alt="b" width="10">

c

d`},
		{"HTML, unclosed", "<div>a\n\n*b*\n\n</div></div>\n\nc", `
<div>a

<p><em>b</em></p>
</div>

<p>c</p>`},
		{"HTML, overlapping", "> <b>a\n\nb</b>", "<blockquote>\n<p><b>a</b></p>\n</blockquote>\n<p>b</p>"},
		{"HTML, scripts", "a <script>b</script> c\n\n<style>\nd\n\n</style>\n\ne <svg><text>g</text></svg> f", `
<p>a  c</p>


<p>e  f</p>`},
		{"HTML, misplaced", "<li>a</li>\n\n<h2><p>b</p></h2>\n\n<ul>c<li>d</ul>\n\n<summary>e</summary>", `
<div>a</div>

<h2>b</h2>

<ul><li>c</li><li>d</li></ul>

<div>e</div>`},
		{"HTML, comment", "<!--\na\n\nb\n-->\n\nc", "<p>c</p>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := Parse("a.md", 1, []byte(c.text), Options{})
			got := d.Print(Printing{Fill: fillTest, Resolve: resolveTest, Title: "the  Title", Words: testWords})
			if strings.TrimSpace(got) != strings.TrimSpace(c.want) {
				t.Errorf("got\n%s\nwant\n%s", got, strings.TrimSpace(c.want))
			}
			if err := unsafe(got); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestPrinting holds the effect of the options of printing and parsing.
func TestPrinting(t *testing.T) {
	text := "# A\n\n## B[^1]\n\n<h4>c</h4>\n\n![d](https://x.org/d.png) <img src=https://x.org/e.png alt=e>\n\n[x](y.md)\n\n> [!TIP]\n\n[^1]: f"
	got := Parse("a.md", 1, []byte(text), Options{Prefix: "n1-", NoRemoteImages: true}).Print(Printing{TopLevel: 3})
	want := `<h3 id="n1-a">A</h3>
<h4 id="n1-b">B<sup id="n1-fnref-1"><a href="#n1-fn-1" role="doc-noteref">1</a></sup></h4>
<h4>c</h4>

<p>d e</p>
<p><a href="y.md">x</a></p>
<aside class="callout callout-tip" role="note">
</aside>
<section class="footnotes" role="doc-endnotes">
<ol>
<li id="n1-fn-1"><p>f <a href="#n1-fnref-1" role="doc-backlink">↩︎</a></p>
</li>
</ol>
</section>
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestPrintConcurrently holds that several goroutines may print a document. It is for the race detector.
func TestPrintConcurrently(t *testing.T) {
	d := Parse("a.md", 1, []byte("# A {{ site.town }}\n\n<b>b</b> [c](#a)\n"), Options{})
	want := d.Print(Printing{Fill: fillTest})
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if got := d.Print(Printing{Fill: fillTest}); got != want || len(d.Prose(fillTest)) != 2 || len(d.Links(nil)) != 1 {
				t.Errorf("got %s", got)
			}
			Parse("a.md", 1, []byte("a *b*"), Options{})
		})
	}
	group.Wait()
}

// TestDeep holds that a text nested deeper than browsers go is printed, safe and whole.
func TestDeep(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("> ", 2000) + "x", strings.Repeat("- ", 2000) + "x", strings.Repeat("*a **b ", 2000) + "x",
		strings.Repeat("<div>", 2000) + "x", strings.Repeat("<b>", 600) + "x\n\ny", strings.Repeat("[", 2000) + "x",
		strings.Repeat("![a](b", 2000), strings.Repeat("<table><tr><td>", 300) + "x", strings.Repeat("> [!NOTE]\n> > ", 1) + strings.Repeat("> ", 300) + "x",
	} {
		printed := Parse("a.md", 1, []byte(text), Options{}).Print(Printing{})
		if err := unsafe(printed); err != nil || !strings.Contains(printed, "x") && strings.Contains(text, "x") {
			t.Errorf("%.20s…: %v, %.200s", text, err, printed)
		}
	}
}

// TestBounded holds that marks beyond the number that the parser takes are printed as themselves, and that a list or a
// table may hold any number of links.
func TestBounded(t *testing.T) {
	for _, mark := range []string{"[", "* ", "_ ", "~ ", "[a](b "} {
		text := "x" + strings.TrimSpace(strings.Repeat(mark, 1500))
		if got := Parse("a.md", 1, []byte(text), Options{}).Print(Printing{}); got != "<p>"+text+"</p>\n" {
			t.Errorf("%q: %.100s", mark, got)
		}
	}
	deep := Parse("a.md", 1, []byte(strings.Repeat(">", 150)+"a"), Options{}).Print(Printing{})
	if strings.Count(deep, "<blockquote>") != 60 || !strings.Contains(deep, "<p>"+strings.Repeat("&gt;", 90)+"a</p>") {
		t.Error(deep)
	}
	for _, row := range []string{"- [a](b.md)\n", "| [a](b.md) |\n|-|\n| x |\n"} {
		d := Parse("a.md", 1, []byte(strings.Repeat(row, 1200)), Options{})
		if got := len(d.Links(nil)); got != 1200 {
			t.Errorf("%q: %d links", row, got)
		}
	}
}
