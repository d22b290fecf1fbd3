package markdown

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// mender makes a tree keep to the rules of nesting that a parser does not enforce.
type mender struct {
	tableWord string
	ids       map[string]bool
}

// mend works from the leaves up, so that each element sees children that are in order.
func (m mender) mend(n *html.Node) {
	if n.Type == html.ElementNode {
		m.dropSecondID(n)
	}
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		m.mend(c)
		c = next
	}
	if n.Type == html.ElementNode && n.Parent != nil {
		m.element(n)
	}
}

// dropSecondID drops an id that was given before: parsers copy elements to mend what overlaps.
func (m mender) dropSecondID(n *html.Node) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool {
		again := a.Key == "id" && m.ids[a.Val]
		if a.Key == "id" {
			m.ids[a.Val] = true
		}
		return again
	})
}

func (m mender) element(n *html.Node) {
	switch kind := elements[n.Data]; {
	case n.Data == "a" && holds(n, interactive), (n.Data == "a" || n.Data == "span") && len(n.Attr) == 0:
		unwrap(n)
	case kind == inline && holds(n, isBlock):
		rename(n, "div")
	case kind == words:
		m.wordsOnly(n)
	case n.Data == "ul" || n.Data == "ol":
		wrapOthers(n, "li", "li")
	case n.Data == "dl":
		m.definitions(n)
	case n.Data == "details":
		m.details(n)
	case n.Data == "figure":
		m.caption(n)
	case n.Data == "table":
		m.table(n)
	case kind == part:
		m.orphan(n)
	}
}

func attrOf(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func isBlock(n *html.Node) bool {
	k := elements[n.Data]
	return k == block || k == words || k == part
}

func interactive(n *html.Node) bool {
	return n.Data == "a" || n.Data == "input" || n.Data == "details" || n.Data == "table" || attrOf(n, "tabindex") != ""
}

// holds reports whether an element that matches stands anywhere within a node.
func holds(n *html.Node, match func(*html.Node) bool) bool {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && match(c) {
			return true
		}
	}
	return false
}

// unwrap puts a node's children in its place.
func unwrap(n *html.Node) {
	for c := n.FirstChild; c != nil; c = n.FirstChild {
		n.RemoveChild(c)
		n.Parent.InsertBefore(c, n)
	}
	n.Parent.RemoveChild(n)
}

// unwrapAll unwraps the elements that match within a node.
func unwrapAll(n *html.Node, match func(*html.Node) bool) {
	for c := range slices.Values(slices.Collect(n.Descendants())) {
		if c.Type == html.ElementNode && match(c) {
			unwrap(c)
		}
	}
}

// rename makes a node another element that keeps only its id.
func rename(n *html.Node, name string) {
	n.Data, n.DataAtom = name, atom.Lookup([]byte(name))
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key != "id" })
}

// wordsOnly unwraps the blocks in an element that holds words, and the element where nothing is left in it.
func (m mender) wordsOnly(n *html.Node) {
	unwrapAll(n, isBlock)
	empty := n.FirstChild == nil || n.FirstChild.NextSibling == nil && blank(n.FirstChild)
	if empty && attrOf(n, "id") == "" {
		unwrap(n)
	} else if empty && n.Data != "pre" {
		rename(n, "div")
	}
}

func blank(n *html.Node) bool { return n.Type == html.TextNode && strings.TrimSpace(n.Data) == "" }

// wrapOthers puts children that are neither blank nor among names, each run of them, into an element of their own.
func wrapOthers(n *html.Node, wrapper string, names ...string) {
	var into *html.Node
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case c.Type == html.ElementNode && slices.Contains(names, c.Data):
			into = nil
		case blank(c) && into == nil:
		default:
			if into == nil {
				into = element(wrapper)
				n.InsertBefore(into, c)
			}
			n.RemoveChild(c)
			into.AppendChild(c)
		}
		c = next
	}
	if !holds(n, func(c *html.Node) bool { return c.Parent == n }) {
		unwrap(n)
	}
}

// definitions keeps a list of terms and what they mean; one that is not so becomes plain blocks.
func (m mender) definitions(n *html.Node) {
	before, fine := "", true
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if blank(c) {
			continue
		}
		fine = fine && (c.Data == "dt" || c.Data == "dd" && before != "")
		before = c.Data
	}
	if fine && before == "dd" {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Data == "dt" || c.Data == "dd" {
			rename(c, "div")
		}
	}
	rename(n, "div")
}

// details keeps an element that opens only where its first child says what is in it.
func (m mender) details(n *html.Node) {
	first := n.FirstChild
	for first != nil && blank(first) {
		first = first.NextSibling
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c != first && c.Data == "summary" {
			rename(c, "div")
		}
	}
	if first == nil || first.Data != "summary" {
		rename(n, "div")
	}
}

// caption keeps one caption of a figure, at its start or end.
func (m mender) caption(n *html.Node) {
	seen := false
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || c.Data != "figcaption" {
			continue
		}
		if seen || !edge(c) {
			rename(c, "div")
		}
		seen = true
	}
}

// edge reports whether a node is the first or the last child, blanks apart.
func edge(n *html.Node) bool {
	before, after := n.PrevSibling, n.NextSibling
	for before != nil && blank(before) {
		before = before.PrevSibling
	}
	for after != nil && blank(after) {
		after = after.NextSibling
	}
	return before == nil || after == nil
}

// table frames a table, puts its parts in order, and says what its head cells are the heads of.
func (m mender) table(n *html.Node) {
	if !holds(n, func(c *html.Node) bool { return c.Data == "td" || c.Data == "th" }) {
		rename(n, "div")
		unwrapAll(n, func(c *html.Node) bool { return elements[c.Data] == part })
		return
	}
	captionFirst(n)
	for c := range n.Descendants() {
		if c.Data == "th" && attrOf(c, "scope") == "" {
			c.Attr = append(c.Attr, html.Attribute{Key: "scope", Val: scopeOf(c)})
		}
	}
	if attrOf(n.Parent, "class") == "table" {
		return
	}
	frame := element("div", html.Attribute{Key: "class", Val: "table"}, html.Attribute{Key: "role", Val: "group"},
		html.Attribute{Key: "tabindex", Val: "0"})
	if m.tableWord != "" {
		frame.Attr = append(frame.Attr, html.Attribute{Key: "aria-label", Val: m.tableWord})
	}
	n.Parent.InsertBefore(frame, n)
	n.Parent.RemoveChild(n)
	frame.AppendChild(n)
}

// captionFirst gathers the captions of a table into one before all else, and drops groups of columns behind the rows.
func captionFirst(n *html.Node) {
	var caption *html.Node
	rows := false
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case c.Data == "caption" && caption == nil:
			caption = c
			n.RemoveChild(c)
			n.InsertBefore(c, n.FirstChild)
		case c.Data == "caption":
			n.RemoveChild(c)
			caption.AppendChild(&html.Node{Type: html.TextNode, Data: " "})
			for g := c.FirstChild; g != nil; g = c.FirstChild {
				c.RemoveChild(g)
				caption.AppendChild(g)
			}
		case c.Data == "colgroup" && rows:
			n.RemoveChild(c)
		default:
			rows = rows || c.Type == html.ElementNode && c.Data != "colgroup"
		}
		c = next
	}
}

// scopeOf gives what a head cell is the head of: a column in the first row, else a row.
func scopeOf(cell *html.Node) string {
	row := cell.Parent
	before := row.PrevSibling
	for before != nil && blank(before) {
		before = before.PrevSibling
	}
	if row.Parent.Data == "thead" || before == nil {
		return "col"
	}
	return "row"
}

func element(name string, attrs ...html.Attribute) *html.Node {
	return &html.Node{Type: html.ElementNode, Data: name, DataAtom: atom.Lookup([]byte(name)), Attr: attrs}
}

// parents are where parts may stand. A parser keeps the parts of tables in their place itself.
var parents = map[string][]string{
	"li": {"ul", "ol"}, "dt": {"dl"}, "dd": {"dl"}, "summary": {"details"}, "figcaption": {"figure"},
}

// orphan makes a part that stands outside its parent a plain block.
func (m mender) orphan(n *html.Node) {
	if in, ok := parents[n.Data]; ok && !slices.Contains(in, n.Parent.Data) {
		rename(n, "div")
	}
	if n.Data == "summary" || n.Data == "dt" {
		for c := range n.Descendants() {
			if c.Type == html.ElementNode && isBlock(c) {
				rename(c, "span")
			}
		}
	}
}
