package markdown

import (
	"slices"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"golang.org/x/net/html"
)

func (w *printer) text(n *ast.Text) {
	if w.skip == "" {
		w.run(n.Segment.Value(w.d.masked), decoded)
	}
	switch {
	case n.HardLineBreak():
		w.str("<br>\n")
	case n.SoftLineBreak():
		w.str("\n")
	}
}

// run writes text that may hold template tags.
func (w *printer) run(masked []byte, decode func([]byte) string) {
	for number, part := range pieces(masked) {
		if number < 0 {
			w.esc(decode(part))
			continue
		}
		v := w.d.value(number, w.p.Fill)
		l, _ := classify(v.Href, false, false)
		if v.Href == "" || w.inLink > 0 || l.Refused {
			w.esc(v.Text)
			continue
		}
		w.str(startTag("<a", "href", href(l.Dest)), escaper.Replace(v.Text), "</a>")
	}
}

// address returns a link with the address to print, and reports whether there is one.
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
		w.linkText(n)
		return
	}
	w.inLink++
	w.str(startTag("<a", "href", to, "title", w.d.expand(title, w.p.Fill, decoded)))
	w.linkText(n)
	w.str("</a>")
	w.inLink--
}

func (w *printer) linkText(n ast.Node) {
	if auto, ok := n.(*ast.AutoLink); ok && w.skip == "" {
		w.esc(string(auto.Label(w.d.masked)))
		return
	}
	w.within(n, "", "")
}

func (w *printer) image(n *ast.Image) {
	l, to, ok := w.address(w.d.linkOf[n])
	switch {
	case w.skip != "":
	case !ok:
		w.esc(l.Text)
	default:
		w.str(startTag(`<img src="`+escaper.Replace(to)+`" alt="`+escaper.Replace(l.Text)+`"`, "title", w.d.expand(n.Title, w.p.Fill, decoded), "loading", "lazy"))
	}
}

func (w *printer) box(checked bool) {
	box, label := `<input type="checkbox" disabled`, w.p.Words.Open
	if checked {
		box, label = box+" checked", w.p.Words.Done
	}
	w.str(startTag(box, "aria-label", label), " ")
}

func (w *printer) footnoteLink(n *east.FootnoteLink) {
	number := itoa(n.Index)
	if w.inLink == 0 {
		number = startTag(`<a role="doc-noteref"`, "href", href("#"+w.d.footnoteID(n.Index))) + number + "</a>"
	}
	w.str(startTag("<sup", "id", w.d.referenceID(n.Index, n.RefIndex)), number, "</sup>")
}

func (w *printer) backLink(n *east.FootnoteBacklink) {
	label := w.p.Words.Back
	if label != "" {
		label += " " + referenceNumber(n.Index, n.RefIndex)
	}
	w.str(startTag(` <a role="doc-backlink"`, "href", href("#"+w.d.referenceID(n.Index, n.RefIndex)), "aria-label", label), "↩︎</a>")
}

// html writes the author's HTML, anew.
func (w *printer) html(n ast.Node) {
	for _, t := range w.d.raw[n] {
		switch {
		case w.skip != "":
			if t.Type == html.EndTagToken && t.Data == w.skip {
				w.skip = ""
			}
		case t.Type == html.TextToken:
			w.run(t.text, func(run []byte) string { return cleaned(html.UnescapeString(string(run))) })
		case t.skip:
			w.skip = t.Data
		case w.raw && t.Type == html.EndTagToken && n.Kind() == ast.KindRawHTML:
			for i, open := range slices.Backward(w.open) {
				if open == t.Data {
					w.close(i)
					break
				}
			}
		case w.raw && t.Type == html.EndTagToken && elements[t.Data] != unknown:
			w.str("</", t.Data, ">")
		case w.raw && t.Type == html.StartTagToken:
			w.rawStart(t)
			if n.Kind() == ast.KindRawHTML && !void[t.Data] {
				w.open = append(w.open, t.Data)
			}
		}
	}
}

// close ends the author's open elements but for the first n. Among the words of a block, only elements that were opened
// there are ended, and they end with the words, so that a forgotten end does not run through the page.
func (w *printer) close(n int) {
	for _, name := range slices.Backward(w.open[n:]) {
		w.str("</", name, ">")
	}
	w.open = w.open[:n]
}

func (w *printer) rawStart(t rawToken) {
	source, to := "href", ""
	if t.Data == "img" {
		source = "src"
	}
	if t.link >= 0 {
		var l Link
		var ok bool
		if l, to, ok = w.address(t.link); !ok && t.Data == "img" {
			w.esc(w.d.expand([]byte(l.Text), w.p.Fill, asWritten))
			return
		}
	}
	name := t.Data
	if len(name) == 2 && name[0] == 'h' && '1' <= name[1] && name[1] <= '6' { // at a level that the page allows after the last one
		w.level = min(max(int(name[1]-'0'), w.p.TopLevel), w.level+1)
		name = "h" + itoa(w.level)
	}
	w.str("<", name)
	if to != "" {
		w.attribute(source, to)
	}
	for _, a := range t.Attr {
		w.attribute(a.Key, w.d.expand([]byte(a.Val), w.p.Fill, asWritten))
	}
	w.str(">")
}
