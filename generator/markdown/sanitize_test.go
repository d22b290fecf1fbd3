package markdown

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The oracle: the tree that a browser makes of printed HTML holds nothing that could run, load or deceive, and its tags
// are exactly those of the text.

var (
	safeElements = setOf(`a abbr aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div
		dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q s samp section small span
		strong sub summary sup table tbody td tfoot th thead tr u ul var wbr`)
	safeAttributes = setOf(`alt aria-label checked class colspan dir disabled height href id lang loading open reversed
		role rowspan scope span src start tabindex title type value width`)
	emptyElements = setOf(`br col hr img input wbr`)
	safeAddress   = regexp.MustCompile(`^(?:https?://[^/]|mailto:|tel:|#|[^:]*$|[^:/?#]*[/?#])`)
)

func setOf(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}

func unsafe(printed string) error {
	if i := strings.IndexFunc(printed, func(r rune) bool { return r != '\t' && r != '\n' && r < ' ' || r >= 0x7f && r < 0xa0 }); i >= 0 {
		return fmt.Errorf("control character %q", printed[i:i+1])
	}
	context := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := html.ParseFragment(strings.NewReader(printed), context)
	if err != nil {
		return err
	}
	var parsed strings.Builder
	ids := map[string]bool{}
	var visit func(n *html.Node) error
	visit = func(n *html.Node) error {
		if n.Type != html.ElementNode {
			parsed.WriteString(strings.Join(strings.Fields(n.Data), ""))
			return nil
		}
		fmt.Fprintf(&parsed, "<%s>", n.Data)
		if err := unsafeElement(n, ids); err != nil {
			return err
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if err := visit(c); err != nil {
				return err
			}
		}
		if !emptyElements[n.Data] {
			fmt.Fprintf(&parsed, "</%s>", n.Data)
		}
		return nil
	}
	for _, n := range nodes {
		if err := visit(n); err != nil {
			return err
		}
	}
	if written := tagsOf(printed); written != parsed.String() {
		return fmt.Errorf("written as %s\nparsed as  %s", written, parsed.String())
	}
	return nil
}

func unsafeElement(n *html.Node, ids map[string]bool) error {
	if !safeElements[n.Data] || n.Namespace != "" {
		return fmt.Errorf("element %s %s", n.Namespace, n.Data)
	}
	for _, a := range n.Attr {
		switch value := strings.Map(unprinted, a.Val); {
		case !safeAttributes[a.Key] || a.Namespace != "":
			return fmt.Errorf("attribute %s on %s", a.Key, n.Data)
		case a.Key == "id" && (ids[a.Val] || a.Val == "" || strings.ContainsAny(a.Val, " \t\n")):
			return fmt.Errorf("id %q", a.Val)
		case (a.Key == "href" || a.Key == "src") && (!safeAddress.MatchString(value) || strings.HasPrefix(value, "//") || strings.HasPrefix(value, `/\`)):
			return fmt.Errorf("%s %q", a.Key, a.Val)
		case a.Key == "id":
			ids[a.Val] = true
		}
	}
	return nil
}

// unprinted drops what browsers drop from an address.
func unprinted(r rune) rune {
	if r <= ' ' {
		return -1
	}
	return r
}

// tagsOf returns the tags as they are written.
func tagsOf(printed string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(printed))
	for z.Next() != html.ErrorToken {
		switch t := z.Token(); t.Type {
		case html.StartTagToken:
			fmt.Fprintf(&b, "<%s>", t.Data)
		case html.EndTagToken:
			fmt.Fprintf(&b, "</%s>", t.Data)
		case html.TextToken:
			b.WriteString(strings.Join(strings.Fields(t.Data), ""))
		default:
			fmt.Fprintf(&b, "<!%s>", t.Data)
		}
	}
	return b.String()
}

// TestAllowed holds which elements and attributes an author may write beside ids and addresses, and in which form.
func TestAllowed(t *testing.T) {
	for written, want := range map[string]string{
		`<p dir=RTL lang=en-GB title=" a &lt; b " class=x style=y onclick=z data-a=b>`: `dir="rtl" lang="en-GB" title="a < b"`,
		`<p dir=up lang="a b" colspan=2 href=x>`:                                       ``,
		`<td colspan=007 rowspan=1001>`:                                                `colspan="7"`,
		`<th colspan=1000 rowspan=0 scope=ColGroup>`:                                   `colspan="1000" scope="colgroup"`,
		`<col span=2 width=3>`:                                                         `span="2"`,
		`<img alt=" a " width=10 height=50% loading=lazy srcset=x>`:                    `alt="a" width="10"`,
		`<img width=100000 height=99999>`:                                              `height="99999"`,
		`<ol start=-3 type=a reversed=reversed>`:                                       `start="-3" type="a" reversed=""`,
		`<ol start=x type=disc reversed=no>`:                                           ``,
		`<li value=4>`:                                                                 `value="4"`,
		`<details open>`:                                                               `open=""`,
		`<kbd>`:                                                                        ``,
		`<br/>`:                                                                        ``,
		`<input type=checkbox>`:                                                        `-`,
		`<section>`:                                                                    `-`,
		`<aside role=note>`:                                                            `-`,
		`<svg/onload=x>`:                                                               `-`,
		`<script>`:                                                                     `-`,
		`<x-y title=z>`:                                                                `-`,
	} {
		z := html.NewTokenizer(strings.NewReader(written))
		z.Next()
		attrs, ok := allowed(z.Token())
		var got []string
		for _, a := range attrs {
			got = append(got, a.Key+`="`+a.Val+`"`)
		}
		if ok != (want != "-") || ok && strings.Join(got, " ") != want {
			t.Errorf("%s: %v %v, want %s", written, got, ok, want)
		}
	}
}

// hostileFill returns the values that an attacker would like tags to have.
func hostileFill(t Tag) (Value, bool) {
	switch t.Name {
	case "site.js":
		return Value{Text: "javascript:alert(1)"}, true
	case "site.html":
		return Value{Text: `"><script>alert(1)</script>`}, true
	case "promise":
		return Value{Text: `<img src=x onerror=alert(1)>`, Href: "\x01java\tscript:alert(1)"}, true
	case "site.link":
		return Value{Text: "a & b", Href: "/x?a=1&b=2"}, true
	}
	return Value{}, false
}

var hostilePrinting = Printing{
	Fill:    hostileFill,
	Resolve: func(l Link) (string, bool) { return l.Dest, l.Fragment != "no" },
	Words:   testWords,
}

// TestHostile prints each line of testdata/hostile.txt; \n in it is a line end, \xNN a byte.
func TestHostile(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "hostile.txt"))
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for i, line := range strings.Split(string(data), "\n") {
		if line == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		count++
		payload := unquote(line)
		for _, frame := range []string{"%s", "word %s word", "> %s", "- %s", "| a |\n|---|\n| %s |", "<div>\n%s\n</div>", "[%s](x)", "[x](%s)", "[x](<%s>)", "![%s](y)", "# %s", "[x](y \"%s\")", "<a title=\"%s\">x</a>", "<a href='%s'>x</a>", "[r]: %s\n\n[r]", "T\n: %s", "x[^1]\n\n[^1]: %s"} {
			text := strings.Replace(frame, "%s", payload, 1)
			printed := Parse("a.md", 1, []byte(text), Options{}).Print(hostilePrinting)
			if err := unsafe(printed); err != nil {
				t.Errorf("line %d, %q prints %q: %v", i+1, text, printed, err)
			}
		}
	}
	if count < 150 {
		t.Errorf("only %d payloads", count)
	}
}

var unquoteEscape = strings.NewReplacer(`\n`, "\n", `\t`, "\t", `\r`, "\r", `\x00`, "\x00", `\x01`, "\x01", `\x02`, "\x02",
	`\x0b`, "\v", `\x0c`, "\f", `\x10`, "\x10", `\x1f`, "\x1f", `\x7f`, "\x7f", `\xbc`, "\xbc", `\xc0`, "\xc0", `\xff`, "\xff")

func unquote(line string) string { return unquoteEscape.Replace(line) }

// TestOracle holds that the oracle finds what is unsafe.
func TestOracle(t *testing.T) {
	for _, bad := range []string{
		"<script>x</script>", `<p onclick="x">y</p>`, `<a href="javascript:x">y</a>`, `<a href=" java
script:x">y</a>`, `<img src="data:image/svg+xml,x">`, "<svg></svg>", `<p style="x">y</p>`, "<p>x", "x</p>", "<p><p></p></p>",
		"<b><i></b></i>", `<p id="a"></p><p id="a"></p>`, "<iframe></iframe>", `<a href="//x.org">x</a>`, "<!-- x -->",
		"<table>x</table>", "<object></object>", `<a href="https:x">x</a>`, "a\x01",
	} {
		if unsafe(bad) == nil {
			t.Errorf("%s passes", bad)
		}
	}
	if err := unsafe(`<p id="a">x <a href="https://x.org/?a=1">y</a><br></p>`); err != nil {
		t.Error(err)
	}
}

// FuzzPrint holds for any text that the HTML is safe and well formed, that the places lie within the file, and that
// printing twice returns the same.
func FuzzPrint(f *testing.F) {
	seed, err := os.ReadFile(filepath.Join("testdata", "hostile.txt"))
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.SplitSeq(string(seed), "\n") {
		f.Add(unquote(line))
	}
	f.Add("# A {#b}\n\n> [!NOTE] x\n> y\n\n|a|b|\n|-|:-:|\n|`c\\|d`|{{ promise \"x\" }}|\n\n- [ ] a[^1]\n\n[^1]: b\n\n:::tip x\n:::\n\nT\n: d\n")
	f.Fuzz(func(t *testing.T, text string) {
		d := Parse("a.md", 3, []byte(text), Options{})
		printed := d.Print(hostilePrinting)
		if err := unsafe(printed); err != nil {
			t.Errorf("%q prints %q: %v", text, printed, err)
		}
		if again := d.Print(hostilePrinting); again != printed {
			t.Errorf("%q prints %q, then %q", text, printed, again)
		}
		placesWithin(t, text, d)
	})
}
