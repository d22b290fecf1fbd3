package markdown

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// HTML of an author may stand anywhere, open what it does not close and close what it did not open. So a page with such
// HTML is sanitised, and parsed as a browser parses it; then elements are renamed, wrapped and unwrapped until each
// stands where HTML lets it stand, and the tree is written out.

// wellFormed returns printed HTML sanitised and with its nesting fixed, and reports whether it could be parsed.
func wellFormed(printed, tableWord string) (string, bool) {
	context := element("div")
	nodes, err := html.ParseFragment(strings.NewReader(pagePolicy().Sanitize(printed)), context)
	if err != nil {
		return "", false
	}
	for _, n := range nodes {
		context.AppendChild(n)
	}
	nesting{tableWord, map[string]bool{}}.fix(context)
	var w printer
	w.tree(context)
	return string(w.out), true
}

// nesting fixes the nesting of one tree.
type nesting struct {
	tableWord string
	ids       map[string]bool // of elements before
}

// fix works from the leaves up, so that each element sees children that are in order.
func (t nesting) fix(n *html.Node) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { // the parser copies elements that overlap
		repeated := a.Key == "id" && t.ids[a.Val]
		t.ids[a.Val] = t.ids[a.Val] || a.Key == "id"
		return repeated
	})
	for _, c := range slices.Collect(n.ChildNodes()) {
		t.fix(c)
	}
	if n.Type == html.ElementNode && n.Parent != nil {
		t.element(n)
	}
}

func (t nesting) element(n *html.Node) {
	switch kind := elements[n.Data]; {
	case n.Data == "a" && holds(n, interactive), (n.Data == "a" || n.Data == "span") && len(n.Attr) == 0:
		unwrap(n)
	case kind == inline && holds(n, blockElement):
		rename(n, "div")
	case kind == textBlock:
		textOnly(n)
	case n.Data == "ul" || n.Data == "ol":
		itemsOnly(n)
	case n.Data == "dl":
		definitions(n)
	case n.Data == "details":
		details(n)
	case n.Data == "figure":
		captions(n)
	case n.Data == "table":
		t.table(n)
	case kind == part:
		orphan(n)
	}
}

func interactive(n *html.Node) bool {
	return n.Data == "a" || n.Data == "input" || n.Data == "details" || n.Data == "table" || attributeOf(n.Attr, "tabindex") != ""
}

func blockElement(n *html.Node) bool { return isBlock(n.Data) }

// textOnly unwraps the blocks in an element that holds words, and the element where nothing is left in it.
func textOnly(n *html.Node) {
	unwrapAll(n, blockElement)
	empty := n.FirstChild == nil || n.FirstChild.NextSibling == nil && blank(n.FirstChild)
	if empty && attributeOf(n.Attr, "id") == "" {
		unwrap(n)
	} else if empty && n.Data != "pre" {
		rename(n, "div")
	}
}

// itemsOnly puts each run of children of a list that are no items into an item.
func itemsOnly(n *html.Node) {
	var into *html.Node
	for _, c := range slices.Collect(n.ChildNodes()) {
		if isElement(c, "li") {
			into = nil
			continue
		}
		if into == nil && !blank(c) {
			into = element("li")
			n.InsertBefore(into, c)
		}
		if into != nil {
			n.RemoveChild(c)
			into.AppendChild(c)
		}
	}
	if !holds(n, func(c *html.Node) bool { return c.Parent == n }) {
		unwrap(n)
	}
}

// definitions keeps a list of terms and what they mean. Any other becomes plain blocks.
func definitions(n *html.Node) {
	last, ok := "", true
	for _, c := range filled(n) {
		ok = ok && (c.Data == "dt" || c.Data == "dd" && last != "")
		last = c.Data
	}
	if ok && last == "dd" {
		return
	}
	for c := range n.ChildNodes() {
		if c.Data == "dt" || c.Data == "dd" {
			rename(c, "div")
		}
	}
	rename(n, "div")
}

// details keeps an element that opens only where its first child, and no other, is a summary.
func details(n *html.Node) {
	children := filled(n)
	for i, c := range children {
		if i > 0 && c.Data == "summary" {
			rename(c, "div")
		}
	}
	if len(children) == 0 || children[0].Data != "summary" {
		rename(n, "div")
	}
}

// captions keeps one caption of a figure, at its start or end.
func captions(n *html.Node) {
	found := false
	children := filled(n)
	for i, c := range children {
		if isElement(c, "figcaption") {
			if found || i > 0 && i < len(children)-1 {
				rename(c, "div")
			}
			found = true
		}
	}
}

// table frames a table, puts its parts in order, and says what its head cells are the heads of.
func (t nesting) table(n *html.Node) {
	if !holds(n, func(c *html.Node) bool { return c.Data == "td" || c.Data == "th" }) {
		rename(n, "div")
		unwrapAll(n, func(c *html.Node) bool { return elements[c.Data] == part })
		return
	}
	captionFirst(n)
	for c := range n.Descendants() {
		if c.Data == "th" && attributeOf(c.Attr, "scope") == "" {
			c.Attr = append(c.Attr, html.Attribute{Key: "scope", Val: scopeOf(c)})
		}
	}
	if attributeOf(n.Parent.Attr, "class") == "table" {
		return
	}
	frame := element("div", html.Attribute{Key: "class", Val: "table"}, html.Attribute{Key: "role", Val: "group"}, html.Attribute{Key: "tabindex", Val: "0"})
	if t.tableWord != "" {
		frame.Attr = append(frame.Attr, html.Attribute{Key: "aria-label", Val: t.tableWord})
	}
	n.Parent.InsertBefore(frame, n)
	n.Parent.RemoveChild(n)
	frame.AppendChild(n)
}

// captionFirst joins the captions of a table into one before all else, and drops groups of columns behind the rows.
func captionFirst(n *html.Node) {
	var caption *html.Node
	rows := false
	for _, c := range slices.Collect(n.ChildNodes()) {
		switch {
		case c.Data == "caption" && caption == nil:
			caption = c
			n.RemoveChild(c)
			n.InsertBefore(c, n.FirstChild)
		case c.Data == "caption":
			n.RemoveChild(c)
			caption.AppendChild(&html.Node{Type: html.TextNode, Data: " "})
			for _, g := range slices.Collect(c.ChildNodes()) {
				c.RemoveChild(g)
				caption.AppendChild(g)
			}
		case c.Data == "colgroup" && rows:
			n.RemoveChild(c)
		default:
			rows = rows || c.Type == html.ElementNode && c.Data != "colgroup"
		}
	}
}

// scopeOf returns what a head cell is the head of: a column in the first row, else a row.
func scopeOf(cell *html.Node) string {
	row := cell.Parent
	for above := row.PrevSibling; above != nil && row.Parent.Data != "thead"; above = above.PrevSibling {
		if !blank(above) {
			return "row"
		}
	}
	return "col"
}

// parents are the elements that parts without a table stand in.
var parents = map[string][]string{
	"li": {"ul", "ol"}, "dt": {"dl"}, "dd": {"dl"}, "summary": {"details"}, "figcaption": {"figure"},
}

// orphan makes a part that stands outside its parent a plain block, and blocks in a term or a summary words.
func orphan(n *html.Node) {
	if in, ok := parents[n.Data]; ok && !slices.Contains(in, n.Parent.Data) {
		rename(n, "div")
	}
	if n.Data == "summary" || n.Data == "dt" {
		for c := range n.Descendants() {
			if c.Type == html.ElementNode && isBlock(c.Data) {
				rename(c, "span")
			}
		}
	}
}
