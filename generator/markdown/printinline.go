package markdown

import (
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"golang.org/x/net/html"
)

func (w *printer) inlines(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		w.inline(n)
	}
}

// around writes a tag, the words in a node, and the end.
func (w *printer) around(n ast.Node, name string) {
	if w.depth++; w.depth > deepest || name == "" {
		w.inlines(n)
	} else {
		w.str("<", name, ">")
		w.inlines(n)
		w.str("</", name, ">")
	}
	w.depth--
}

func (w *printer) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		w.text(n)
	case *ast.CodeSpan:
		if w.skip == "" {
			w.str("<code>")
			w.esc(w.d.code(n))
			w.str("</code>")
		}
	case *ast.Emphasis:
		w.around(n, map[bool]string{false: "em", true: "strong"}[n.Level > 1])
	case *east.Strikethrough:
		w.around(n, "del")
	case *ast.Link:
		w.link(n, n.Title)
	case *ast.Image:
		w.image(n)
	case *ast.AutoLink:
		w.link(n, nil)
	case *ast.RawHTML:
		w.html(n)
	case *east.TaskCheckBox:
		w.box(n.IsChecked)
	case *east.FootnoteLink:
		w.footnoteLink(n)
	case *east.FootnoteBacklink:
		w.backLink(n)
	default:
		w.inlines(n)
	}
}

func (w *printer) text(n *ast.Text) {
	if w.skip == "" {
		w.run(n.Segment.Value(w.d.masked), func(literal []byte) { w.esc(decoded(literal)) })
	}
	switch {
	case n.HardLineBreak():
		w.str("<br>\n")
	case n.SoftLineBreak():
		w.str("\n")
	}
}

// run writes text that may hold tags.
func (w *printer) run(masked []byte, literal func([]byte)) {
	if !hasTag(masked) {
		literal(masked)
		return
	}
	for number, part := range pieces(masked) {
		if number < 0 {
			literal(part)
		} else {
			w.tag(w.d.value(number, w.p.Fill))
		}
	}
}

func (w *printer) tag(v Value) {
	if v.Href != "" && w.inLink == 0 {
		if l, _ := classify(v.Href, false, false); !l.Refused {
			w.str("<a")
			w.attr("href", href(l.Dest))
			w.str(">")
			w.esc(v.Text)
			w.str("</a>")
			return
		}
	}
	w.esc(v.Text)
}

// address gives the address to print for a link, and whether there is one.
func (w *printer) address(number int) (Link, string, bool) {
	l, _ := w.d.link(number, w.p.Fill)
	switch {
	case l.Refused:
		return l, "", false
	case l.Anchor != "":
		return l, href("#" + l.Anchor), true
	case l.Image && l.Local() && w.p.Inline != nil:
		if to, ok := w.p.Inline(l); ok {
			return l, to, true
		}
	}
	if !l.Local() || w.p.Resolve == nil {
		return l, href(l.Dest), true
	}
	to, ok := w.p.Resolve(l)
	resolved, _ := classify(to, l.Image, w.d.options.NoRemoteImages)
	return l, href(resolved.Dest), ok && !resolved.Refused
}

func (w *printer) link(n ast.Node, title []byte) {
	_, to, ok := w.address(w.d.linkOf[n])
	if !ok || w.inLink > 0 || w.skip != "" {
		w.linkWords(n)
		return
	}
	w.inLink++
	w.str("<a")
	w.str(` href="`)
	w.esc(to)
	w.str(`"`)
	w.attr("title", w.d.expand(title, w.p.Fill))
	w.str(">")
	w.linkWords(n)
	w.str("</a>")
	w.inLink--
}

func (w *printer) linkWords(n ast.Node) {
	if auto, ok := n.(*ast.AutoLink); ok && w.skip == "" {
		w.esc(string(auto.Label(w.d.masked)))
		return
	}
	w.around(n, "")
}

func (w *printer) image(n *ast.Image) {
	l, to, ok := w.address(w.d.linkOf[n])
	switch {
	case w.skip != "":
	case !ok:
		w.esc(l.Text)
	default:
		w.str(`<img src="`)
		w.esc(to)
		w.str(`" alt="`)
		w.esc(l.Text)
		w.str(`"`)
		w.attr("title", w.d.expand(n.Title, w.p.Fill))
		w.str(` loading="lazy">`)
	}
}

func (w *printer) box(checked bool) {
	w.str(`<input type="checkbox" disabled`)
	if checked {
		w.str(" checked")
		w.attr("aria-label", w.p.Words.Done)
	} else {
		w.attr("aria-label", w.p.Words.Open)
	}
	w.str("> ")
}

func (w *printer) footnoteLink(n *east.FootnoteLink) {
	number := itoa(n.Index)
	w.str("<sup")
	w.attr("id", w.d.referenceID(n.Index, n.RefIndex))
	w.str(">")
	if w.inLink == 0 {
		w.str(`<a role="doc-noteref"`)
		w.attr("href", href("#"+w.d.footnoteID(n.Index)))
		w.str(">", number, "</a>")
	} else {
		w.str(number)
	}
	w.str("</sup>")
}

func (w *printer) backLink(n *east.FootnoteBacklink) {
	w.str(` <a role="doc-backlink"`)
	w.attr("href", href("#"+w.d.referenceID(n.Index, n.RefIndex)))
	if w.p.Words.Back != "" {
		label := w.p.Words.Back + " " + itoa(n.Index)
		if n.RefIndex > 0 {
			label += "-" + itoa(n.RefIndex+1)
		}
		w.attr("aria-label", label)
	}
	w.str(">↩︎</a>")
}

// html writes the author's HTML, anew.
func (w *printer) html(n ast.Node) {
	for _, p := range w.d.raw[n] {
		switch {
		case w.skip != "":
			if p.kind == rawEnd && p.name == w.skip {
				w.skip = ""
			}
		case p.kind == rawText:
			w.run(p.text, func(literal []byte) { w.esc(cleaned(html.UnescapeString(string(literal)))) })
		case p.kind == rawSkip:
			w.skip = p.name
		case w.raw && p.kind == rawEnd:
			w.rawEnd(n, p.name)
		case w.raw:
			w.rawTag(p)
			if n.Kind() == ast.KindRawHTML && !void[p.name] {
				w.open = append(w.open, p.name)
			}
		}
	}
}

// rawEnd ends an element. Among words only what was opened there can be ended there, and it ends with them, so that an
// end that was forgotten does not run through the page.
func (w *printer) rawEnd(n ast.Node, name string) {
	if elements[name] == unknown {
		return
	}
	if n.Kind() != ast.KindRawHTML {
		w.str("</", name, ">")
		return
	}
	for i := len(w.open) - 1; i >= 0; i-- {
		if w.open[i] == name {
			w.close(i)
			return
		}
	}
}

// close ends the author's elements above a height.
func (w *printer) close(height int) {
	for len(w.open) > height {
		last := len(w.open) - 1
		w.str("</", w.open[last], ">")
		w.open = w.open[:last]
	}
}

func (w *printer) rawTag(p rawPiece) {
	to := ""
	if p.link >= 0 {
		var ok bool
		var l Link
		if l, to, ok = w.address(p.link); !ok && p.name == "img" {
			w.esc(w.d.expandWith([]byte(l.Text), w.p.Fill, func(b []byte) string { return cleaned(string(b)) }))
			return
		}
	}
	w.str("<", w.headingName(p.name))
	if to != "" {
		w.attr(map[bool]string{false: "href", true: "src"}[p.name == "img"], to)
	}
	for _, a := range p.attrs {
		value := w.d.expandWith(a.value, w.p.Fill, func(b []byte) string { return cleaned(string(b)) })
		w.str(" ", a.name, `="`)
		w.esc(value)
		w.str(`"`)
	}
	w.str(">")
}

// headingName gives an element's name: for a heading, of a level that the page allows after the last one.
func (w *printer) headingName(name string) string {
	if len(name) != 2 || name[0] != 'h' || name[1] < '1' || name[1] > '6' {
		return name
	}
	w.level = min(max(int(name[1]-'0'), w.p.top()), w.level+1)
	return "h" + itoa(w.level)
}
