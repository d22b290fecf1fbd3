package markdown

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A page with HTML of its author's goes through two more doors than one without: a sanitiser kept by people who do
// nothing else, which ought to find nothing; and a parser that sees it as a browser would. What the parser built is
// then mended until each element stands where HTML lets it stand, and written out.

// policy is what the sanitiser lets through: all that this package prints.
var policy = sync.OnceValue(func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	for name := range elements {
		p.AllowElements(name)
		p.AllowNoAttrs().OnElements(name)
	}
	p.AllowAttrs("id").Matching(regexp.MustCompile(`^\S+$`)).Globally()
	p.AllowAttrs("class").Matching(regexp.MustCompile(`^[a-z0-9 +#._-]+$`)).Globally()
	p.AllowAttrs("role").Matching(regexp.MustCompile(`^(?:group|note|doc-[a-z]+)$`)).Globally()
	p.AllowAttrs("aria-label").Globally()
	for element, names := range attributes {
		for name := range names {
			if element == "" {
				p.AllowAttrs(name).Globally()
			} else {
				p.AllowAttrs(name).OnElements(element)
			}
		}
	}
	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("src").OnElements("img")
	p.AllowAttrs("loading").Matching(regexp.MustCompile(`^lazy$`)).OnElements("img")
	p.AllowAttrs("tabindex").Matching(regexp.MustCompile(`^0$`)).OnElements("div")
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^checkbox$`)).OnElements("input")
	p.AllowAttrs("disabled", "checked").OnElements("input")
	p.AllowDataURIImages() // of Inline: an author's own are refused before
	p.AllowURLSchemes("http", "https", "mailto", "tel")
	p.AllowRelativeURLs(true)
	p.RequireParseableURLs(true)
	return p
})

// repair gives the HTML well formed, and whether it could be parsed.
func repair(printed, tableWord string) (string, bool) {
	context := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := html.ParseFragment(strings.NewReader(policy().Sanitize(printed)), context)
	if err != nil {
		return "", false
	}
	for _, n := range nodes {
		context.AppendChild(n)
	}
	m := mender{tableWord: tableWord, ids: map[string]bool{}}
	m.mend(context)
	w := &printer{}
	w.tree(context)
	return string(w.out), true
}

// tree writes what is within a node.
func (w *printer) tree(parent *html.Node) {
	for n := parent.FirstChild; n != nil; n = n.NextSibling {
		switch {
		case n.Type == html.TextNode:
			w.esc(n.Data)
		case n.Type == html.ElementNode && elements[n.Data] != unknown && n.Namespace == "":
			w.node(n)
		case n.Type == html.ElementNode:
			w.tree(n)
		}
	}
}

func (w *printer) node(n *html.Node) {
	w.str("<", n.Data)
	for _, a := range n.Attr {
		if a.Val == "" && a.Key != "alt" {
			w.str(" ", a.Key)
			continue
		}
		w.str(" ", a.Key, `="`)
		w.esc(a.Val)
		w.str(`"`)
	}
	if n.Data == "img" && !slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "alt" }) {
		w.str(` alt=""`)
	}
	w.str(">")
	if void[n.Data] {
		return
	}
	if c := n.FirstChild; n.Data == "pre" && c != nil && c.Type == html.TextNode && strings.HasPrefix(c.Data, "\n") {
		w.str("\n") // the parser takes one away
	}
	w.tree(n)
	w.str("</", n.Data, ">")
}
