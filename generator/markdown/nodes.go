package markdown

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Operations on nodes of HTML, by which nesting is fixed, and the printing of a tree.

func element(name string, attrs ...html.Attribute) *html.Node {
	return &html.Node{Type: html.ElementNode, Data: name, DataAtom: atom.Lookup([]byte(name)), Attr: attrs}
}

func isElement(n *html.Node, name string) bool { return n.Type == html.ElementNode && n.Data == name }

func blank(n *html.Node) bool { return n.Type == html.TextNode && strings.TrimSpace(n.Data) == "" }

// filled returns the children of a node that are not blank.
func filled(n *html.Node) []*html.Node {
	return slices.DeleteFunc(slices.Collect(n.ChildNodes()), blank)
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

// unwrap replaces a node by its children.
func unwrap(n *html.Node) {
	for c := n.FirstChild; c != nil; c = n.FirstChild {
		n.RemoveChild(c)
		n.Parent.InsertBefore(c, n)
	}
	n.Parent.RemoveChild(n)
}

// unwrapAll unwraps the elements that match within a node.
func unwrapAll(n *html.Node, match func(*html.Node) bool) {
	for _, c := range slices.Collect(n.Descendants()) {
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

// tree writes the children of a node.
func (w *printer) tree(parent *html.Node) {
	for n := range parent.ChildNodes() {
		switch {
		case n.Type == html.TextNode:
			w.esc(n.Data)
		case n.Type == html.ElementNode && elements[n.Data] != unknown && n.Namespace == "":
			w.element(n)
		case n.Type == html.ElementNode:
			w.tree(n)
		}
	}
}

func (w *printer) element(n *html.Node) {
	w.str("<", n.Data)
	for _, a := range n.Attr {
		if a.Val == "" && a.Key != "alt" {
			w.str(" ", a.Key)
		} else {
			w.attribute(a.Key, a.Val)
		}
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
