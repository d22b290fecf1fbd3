package markdown

import (
	"bytes"
	"cmp"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"upfront/generator/lazy"
)

// The printer is not a renderer of goldmark, because that streams: it cannot look back at what it wrote, by which this one
// drops empty paragraphs and the space at the ends of words, and closes an author's HTML with its block.

// Print returns the HTML: a part of a page, well formed, its links resolved. It holds no script, no style, no event
// handler and no address whose scheme is not allowed, whatever the text holds.
func (d *Document) Print(p Printing) string {
	p.TopLevel = cmp.Or(p.TopLevel, 2)
	out := d.print(p, true)
	if len(d.raw) == 0 {
		return out
	}
	if page, ok := wellFormed(out, p.Words.Table); ok {
		return page
	}
	return d.print(p, false) // nested deeper than browsers go: without its HTML
}

func (d *Document) print(p Printing, raw bool) string {
	w := &printer{d: d, p: p, raw: raw, levels: map[ast.Node]int{}, ids: map[ast.Node]string{}, level: p.TopLevel - 1}
	for i, level := range d.levels(p) {
		w.levels[d.headings[i].node], w.ids[d.headings[i].node] = level, d.headings[i].ID
	}
	w.children(d.root)
	return string(w.out)
}

// deepest is how many elements may stand within each other; browsers stop at 512. Deeper ones lose their tags.
const deepest = 100

// printer writes one document once.
type printer struct {
	d       *Document
	p       Printing
	raw     bool // print the author's HTML
	out     []byte
	levels  map[ast.Node]int
	ids     map[ast.Node]string
	heading string // the last one's words
	level   int    // and its level
	inLink  int
	skip    string   // the element that is left out with what is in it
	open    []string // the author's elements that are open among the words of this block
	depth   int
}

func (w *printer) str(s ...string) {
	for _, s := range s {
		w.out = append(w.out, s...)
	}
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;")

// esc writes text, in an attribute or between tags.
func (w *printer) esc(s string) { w.str(escaper.Replace(s)) }

func (w *printer) attribute(name, value string) { w.str(" ", name, `="`, escaper.Replace(value), `"`) }

// startTag ends a start tag, with those of the attributes that are not empty: names and values in turn.
func startTag(start string, attributes ...string) string {
	for i := 0; i < len(attributes); i += 2 {
		if value := attributes[i+1]; value != "" {
			start += " " + attributes[i] + `="` + escaper.Replace(value) + `"`
		}
	}
	return start + ">"
}

func (w *printer) children(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		w.node(n)
	}
}

// within writes a tag, what is in a node, and the end.
func (w *printer) within(n ast.Node, tag, end string) {
	if w.depth++; w.depth > deepest {
		tag, end = "", ""
	}
	w.str(tag)
	w.children(n)
	w.str(end)
	w.depth--
}

func (w *printer) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		w.headingBlock(n)
	case *ast.Paragraph, *fence:
		w.paragraph(n, "<p>", "</p>\n")
	case *ast.TextBlock:
		w.paragraph(n, "", "\n")
	case *ast.Blockquote:
		w.quotation(n)
	case *ast.List:
		tag, name := "<ul>\n", "ul"
		if n.IsOrdered() {
			tag, name = "<ol>\n", "ol"
			if n.Start != 1 {
				tag = `<ol start="` + itoa(n.Start) + "\">\n"
			}
		}
		w.within(n, tag, "</"+name+">\n")
	case *ast.ListItem:
		tag := "<li>"
		if first := n.FirstChild(); first != nil && first.FirstChild() != nil && first.FirstChild().Kind() == east.KindTaskCheckBox {
			tag = `<li class="task">`
		}
		w.within(n, tag, "</li>\n")
	case *ast.ThematicBreak:
		w.str("<hr>\n")
	case *ast.CodeBlock:
		w.codeBlock(n, "")
	case *ast.FencedCodeBlock:
		w.codeBlock(n, string(n.Language(w.d.source.text)))
	case *ast.HTMLBlock:
		w.html(n)
		w.skip = ""
		w.str("\n")
	case *east.Table:
		w.table(n)
	case *east.DefinitionList:
		w.within(n, "<dl>\n", "</dl>\n")
	case *east.DefinitionTerm:
		w.textBlock(n, "<dt>", "</dt>\n")
	case *east.DefinitionDescription:
		w.within(n, "<dd>", "</dd>\n")
	case *east.FootnoteList:
		w.footnotes(n)
	case *east.FootnoteBacklink:
		w.backLink(n)

	case *ast.Text:
		w.text(n)
	case *ast.CodeSpan:
		if w.skip == "" {
			w.str("<code>", escaper.Replace(w.d.code(n)), "</code>")
		}
	case *ast.Emphasis:
		if n.Level > 1 {
			w.within(n, "<strong>", "</strong>")
		} else {
			w.within(n, "<em>", "</em>")
		}
	case *east.Strikethrough:
		w.within(n, "<del>", "</del>")
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
	default:
		w.children(n)
	}
}

// paragraph writes a block of words, or nothing where there are none.
func (w *printer) paragraph(n ast.Node, start, end string) {
	from := len(w.out)
	w.textBlock(n, start, end)
	if inner := bytes.TrimSpace(w.out[from:]); len(inner) == len(start)+len(strings.TrimSpace(end)) {
		w.out = w.out[:from]
	}
}

// textBlock writes a block of words, even an empty one.
func (w *printer) textBlock(n ast.Node, start, end string) {
	w.str(start)
	from := len(w.out)
	w.children(n)
	w.skip = ""
	w.out = append(w.out[:from], bytes.TrimSpace(w.out[from:])...)
	w.close(0)
	w.str(end)
}

func (w *printer) headingBlock(n *ast.Heading) {
	level := w.levels[n]
	if level == 0 {
		return
	}
	w.heading, w.level = w.d.plain(n, w.p.Fill), level
	name := "h" + itoa(level)
	w.textBlock(n, startTag("<"+name, "id", w.ids[n]), "</"+name+">\n")
}

func (w *printer) quotation(n *ast.Blockquote) {
	c, ok := w.d.callouts[n]
	if !ok {
		w.within(n, "<blockquote>\n", "</blockquote>\n")
		return
	}
	if w.depth >= deepest {
		w.children(n)
		return
	}
	words := w.p.Words
	usual := map[string]string{"note": words.Note, "tip": words.Tip, "important": words.Important, "warning": words.Warning, "caution": words.Caution}
	title := cmp.Or(w.d.expand(c.title, w.p.Fill, decoded), usual[c.kind])
	w.str(`<aside class="callout callout-`, c.kind, `" role="note">`, "\n")
	if title != "" {
		w.str(`<p class="callout-title">`, escaper.Replace(title), "</p>\n")
	}
	w.within(n, "", "</aside>\n")
}

var languageName = lazy.Pattern(`^[A-Za-z0-9+#._-]{1,30}$`)

func (w *printer) codeBlock(n ast.Node, language string) {
	class := ""
	if languageName().MatchString(language) {
		class = "language-" + strings.ToLower(language)
	}
	w.str(startTag("<pre><code", "class", class), escaper.Replace(string(n.Lines().Value(w.d.source.text))), "</code></pre>\n")
}

// table writes a table in a frame that scrolls where the table is wider than the page, can be reached with the keyboard,
// and has a name.
func (w *printer) table(n *east.Table) {
	w.str(startTag(`<div class="table" role="group" tabindex="0"`, "aria-label", cmp.Or(w.heading, w.p.Words.Table)), "\n<table>\n<thead>\n")
	head := n.FirstChild()
	w.row(head, true)
	w.str("</thead>\n")
	if n.ChildCount() > 1 {
		w.str("<tbody>\n")
		for row := head.NextSibling(); row != nil; row = row.NextSibling() {
			w.row(row, false)
		}
		w.str("</tbody>\n")
	}
	w.str("</table>\n</div>\n")
}

func (w *printer) row(row ast.Node, head bool) {
	w.str("<tr>\n")
	for n := row.FirstChild(); n != nil; n = n.NextSibling() {
		name, tag := "td", "<td"
		if head && n.HasChildren() {
			name, tag = "th", `<th scope="col"`
		}
		if c, ok := n.(*east.TableCell); ok && c.Alignment != east.AlignNone {
			tag += ` class="align-` + c.Alignment.String() + `"`
		}
		w.textBlock(n, tag+">", "</"+name+">\n")
	}
	w.str("</tr>\n")
}

func (w *printer) footnotes(n *east.FootnoteList) {
	w.str(startTag(`<section class="footnotes" role="doc-endnotes"`, "aria-label", w.p.Words.Footnotes), "\n<ol>\n")
	for f := n.FirstChild(); f != nil; f = f.NextSibling() {
		if f, ok := f.(*east.Footnote); ok {
			w.within(f, startTag("<li", "id", w.d.footnoteID(f.Index)), "</li>\n")
		}
	}
	w.str("</ol>\n</section>\n")
}
