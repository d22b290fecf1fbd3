package markdown

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"upfront/generator/diag"
)

// TestShortcuts holds what is said of marks of other tools, and that the words are printed or left out as it says.
func TestShortcuts(t *testing.T) {
	for text, c := range map[string]struct{ want, printed string }{
		"Dear <name>, leave by <date>.": {"1:6 warning <name> looks like a blank to fill, and is printed as it is written; 1:23 warning <date> looks like a blank to fill, and is printed as it is written",
			"<p>Dear &lt;name&gt;, leave by &lt;date&gt;.</p>"},
		"At <time> in <your town>":                  {"1:4 warning <time> looks like a blank to fill, and is printed as it is written; 1:14 warning <your town> looks like a blank to fill, and is printed as it is written", "<p>At &lt;time&gt; in &lt;your town&gt;</p>"},
		"A \\<name>":                                {"", "<p>A &lt;name&gt;</p>"},
		"<Badge>new</Badge> x":                      {"1:1 warning <Badge> is not allowed on a page and is left out; the words in it stay", "<p>new x</p>"},
		"x </badge>":                                {"1:3 warning </badge> ends nothing, and is left out", "<p>x</p>"},
		"<h2>x":                                     {"1:1 warning <h2> never ends, and is left out; the words in it stay", "x"},
		"<title> x":                                 {"1:1 warning <title> looks like a blank to fill, and is printed as it is written", "&lt;title&gt; x"},
		"A %% not yet %% b":                         {"1:3 error %% not yet %% is a comment of another tool, and here everybody would read it", "<p>A %% not yet %% b</p>"},
		"{/* not yet */} b":                         {"1:1 error {/* not yet */} is a comment of another tool, and here everybody would read it", "<p>{/* not yet */} b</p>"},
		"100%% sure, 50 %":                          {"", "<p>100%% sure, 50 %</p>"},
		"import A from './a.js'":                    {"1:1 warning import A from './a.js' is a line for another tool, and is printed as it is written", "<p>import A from &#39;./a.js&#39;</p>"},
		"We import goods from Wales":                {"", "<p>We import goods from Wales</p>"},
		"[[a]] ![[b|c]] `[[d]]`":                    {"1:1 warning [[a]] is a link of another tool, and is printed as it is written (and 1 more in this file)", "<p>[[a]] ![[b|c]] <code>[[d]]</code></p>"},
		"See :ref:`it`.":                            {"", "<p>See :ref:<code>it</code>.</p>"},
		"<p class=a hidden>x</p>":                   {"1:4 notice class on <p> is not allowed and is left out; 1:12 warning hidden on <p> is not allowed and is left out", "<p>x</p>"},
		"<p style='display: none'>x</p>":            {"1:4 warning style on <p> is not allowed and is left out", "<p>x</p>"},
		"[TOC]":                                     {"1:1 warning [TOC] is a mark of another tool, and is printed as it is written", "<p>[TOC]</p>"},
		"[[_TOC_]]":                                 {"1:1 warning [[_TOC_]] is a mark of another tool, and is printed as it is written", "<p>[[<em>TOC</em>]]</p>"},
		":rocket: (:tada:) :+1:":                    {"1:1 warning :rocket: is a picture of another tool, and is printed as it is written (and 1 more in this file)", "<p>:rocket: (:tada:) :+1:</p>"},
		"10:30:00, a:b:c, 9:00":                     {"", "<p>10:30:00, a:b:c, 9:00</p>"},
		"==hot== a == b == c":                       {"1:1 warning ==hot== is a mark of another tool, and is printed as it is written", "<p>==hot== a == b == c</p>"},
		"A^[a note] b":                              {"1:2 warning ^[a note] is a footnote of another tool, and is printed as it is written", "<p>A^[a note] b</p>"},
		"Cost $$x^2$$, or $5 to $6":                 {"1:6 warning $$x^2$$ is a formula of another tool, and is printed as it is written", "<p>Cost $$x^2$$, or $5 to $6</p>"},
		"x^2^ or 10^-6^, a ^ b, 2^10 and 3^4, ^up^": {"1:2 warning ^2^ is a mark of another tool for raised letters, and is printed as it is written (and 1 more in this file)", "<p>x^2^ or 10^-6^, a ^ b, 2^10 and 3^4, ^up^</p>"},
		"H~2~O and CO~2~, ~gone~ and H~~2~~O":       {"1:2 warning ~2~ is struck out (and 1 more in this file)", "<p>H<del>2</del>O and CO<del>2</del>, <del>gone</del> and H<del>2</del>O</p>"},
		"H<sub>2</sub>O and x<sup>2</sup>":          {"", "<p>H<sub>2</sub>O and x<sup>2</sup></p>"},
		"[Ring](tel:1){ .button }":                  {"1:14 warning { .button } is a mark of another tool, and is printed as it is written", `<p><a href="tel:1">Ring</a>{ .button }</p>`},
		"++new++ C++ and a++b":                      {"1:1 warning ++new++ is a mark of another tool, and is printed as it is written", "<p>++new++ C++ and a++b</p>"},
		"@import \"hours.md\"":                      {`1:1 warning @import "hours.md" is a mark of another tool for the text of a file, and is printed as it is written`, "<p>@import &#34;hours.md&#34;</p>"},
		"*[SLA]: A promise":                         {"1:1 warning *[SLA]: A promise is an abbreviation of another tool, and is printed as it is written", "<p>*[SLA]: A promise</p>"},
		"Words {.lead}":                             {"1:7 warning {.lead} is a mark of another tool, and is printed as it is written", "<p>Words {.lead}</p>"},
		"```mermaid\na\n```":                        {"1:4 warning a drawing in mermaid is not drawn here, and is printed as code", "<pre><code class=\"language-mermaid\">a\n</code></pre>"},
		"```js title\na\n```":                       {`1:4 notice "title" behind the language of a block of code is not printed`, "<pre><code class=\"language-js\">a\n</code></pre>"},
		"|a|\n|-|\n|b|c|\n|d|e|f|":                  {`3:4 warning "c" stands beyond the last column of the table's head, and is left out (and 1 more in this file)`, ""},
		"|a|\n|-|\n|b \\| c|":                       {"", ""},
		"a[^1]\n\n[^1]: b\n[^2]: c":                 {"4:2 warning nothing refers to the footnote [^2], so it is not printed", ""},
		"a[^1]\n\n[^1]: b\n\n[^1]: c":               {"5:2 error the footnote [^1] is there twice, and only the first is printed", ""},
		"[a]\n\n[a]: b.md\n[A]: c.md":               {"4:1 warning [A] has an address already, and this one counts for nothing", "<p><a href=\"b.md\">a</a></p>"},
		"[a]\n\n[a]: b.md\n[a]: b.md\n[//]: # (x)\n[//]: # (y)": {"", "<p><a href=\"b.md\">a</a></p>"},
		"    {/* code */} [[x]] :a:":                            {"", "<pre><code>{/* code */} [[x]] :a:\n</code></pre>"},
	} {
		d := Parse("a.md", 1, []byte(text), Options{})
		var got []string
		for _, p := range d.Problems {
			severity := "error"
			switch {
			case p.Severity == diag.Notice:
				severity = "notice"
			case p.Level() == diag.Warning || p.Rule == htmlDropped:
				severity = "warning"
			}
			got = append(got, fmt.Sprintf("%d:%d %s %s", p.At.Line, p.At.Column, severity, p.Message))
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", text, strings.Join(got, "; "), c.want)
		}
		if printed := strings.TrimSpace(d.Print(Printing{})); c.printed != "" && printed != c.printed {
			t.Errorf("%s is printed as\n%s, want\n%s", text, printed, c.printed)
		}
	}
}

// TestFieldsOfWordsTellOfMarkdown holds what is said of Markdown in a field that is printed as it is written.
func TestFieldsOfWordsTellOfMarkdown(t *testing.T) {
	for text, want := range map[string]string{
		"![Our van](a.png) Vans":                "a picture in the title is printed as it is written: ![Our van](a.png)",
		"<img src=a.png> Vans":                  "a picture in the title is printed as it is written: <img src=a.png>",
		"Vans, and [more](a.md)":                "a link in the title is printed as it is written: [more](a.md)",
		`Vans, <a href="a.html">and more</a>`:   `a link in the title is printed as it is written: <a href="a.html">`,
		"**All** vans":                          "emphasis in the title is printed as it is written: **All**",
		"All <b>vans</b>":                       "emphasis in the title is printed as it is written: <b>",
		"Vans [small] (and large)":              "",
		"2 * 3 ** 4 is more than a < b and > c": "",
		"What's on? (Really)!":                  "",
	} {
		got := ""
		for _, p := range WordsProblems("title", text, diag.Place{File: "a.md", Line: 2, Column: 8}) {
			got += p.Message
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestTitlesAreWordsAlone holds what a title is made of, and what is said of what is left out with its heading.
func TestTitlesAreWordsAlone(t *testing.T) {
	for text, want := range map[string][]string{
		"# ![Our van](a.png) Vans":    {"Vans", "a picture in the title is left out: the title of a page is words alone"},
		"# <img src=a.png> Vans":      {"Vans", "a picture in the title is left out: the title of a page is words alone"},
		"# [Vans](a.md)":              {"Vans", "a link in the title is left out: the title of a page is words alone"},
		"# Vans[^1]\n\n[^1]: x":       {"Vans", "a footnote in the title is left out: the title of a page is words alone"},
		"# ![Our van](a.png)":         {"Our van", "a picture in the title is left out: the title of a page is words alone"},
		"# *Vans*":                    {"Vans"},
		"# Vans\n\n![A van](a.png)":   {"Vans"},
		"## ![Our van](a.png) Vans":   {""},
		"# Vans\n\n# ![V](a.png) Two": {"Vans"},
	} {
		d := Parse("a.md", 1, []byte(text), Options{})
		got := []string{d.Title(nil)}
		for _, p := range d.TitleProblems(d.Title(nil), nil) {
			got = append(got, p.Message)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	d := Parse("a.md", 1, []byte("# ![Our van](a.png) Vans"), Options{})
	if p := d.TitleProblems("Our vans", nil); len(p) > 0 {
		t.Errorf("the heading is printed, and %v", p)
	}
	if got := d.Print(Printing{Title: "Vans"}); got != "" {
		t.Errorf("the title is repeated: %s", got)
	}
}
