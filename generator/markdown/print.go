package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// The blocks of a document. It has a printer of its own: goldmark's renderer writes a node before its children are
// known, and what is printed here (no empty paragraph, no space at the ends of words, an author's HTML closed with its
// block) looks back at what was written.

// Print returns the HTML: a part of a page, well formed, its links resolved. It holds no script, no style, no event
// handler and no address whose scheme is not allowed, whatever the text holds.
func (d *Document) Print(p Printing) string {
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
	w := &printer{d: d, p: p, raw: raw, levels: map[ast.Node]int{}, ids: map[ast.Node]string{}, level: p.top() - 1}
	for i, level := range d.levels(p) {
		w.levels[d.headings[i].node], w.ids[d.headings[i].node] = level, d.headings[i].ID
	}
	w.blocks(d.root)
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

// esc writes text; in an attribute or between tags.
func (w *printer) esc(s string) {
	for {
		i := strings.IndexAny(s, `&<>"`)
		if i < 0 {
			w.out = append(w.out, s...)
			return
		}
		w.out = append(w.out, s[:i]...)
		switch s[i] {
		case '&':
			w.str("&amp;")
		case '<':
			w.str("&lt;")
		case '>':
			w.str("&gt;")
		default:
			w.str("&#34;")
		}
		s = s[i+1:]
	}
}

// attr writes an attribute, unless it is empty.
func (w *printer) attr(name, value string) {
	if value != "" {
		w.str(" ", name, `="`)
		w.esc(value)
		w.str(`"`)
	}
}

func (w *printer) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		w.block(n)
	}
}

// within writes a tag, the blocks in a node, and the end.
func (w *printer) within(n ast.Node, tag, end string) {
	if w.depth++; w.depth > deepest {
		tag, end = "", ""
	}
	w.str(tag)
	w.blocks(n)
	w.str(end)
	w.depth--
}

func (w *printer) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		w.headingBlock(n)
	case *ast.Paragraph, *fence:
		w.words(n, "<p>", "</p>\n")
	case *ast.TextBlock:
		w.words(n, "", "\n")
	case *ast.Blockquote:
		w.quotation(n)
	case *ast.List:
		w.list(n)
	case *ast.ListItem:
		w.item(n)
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
		w.keep(n, "<dt>", "</dt>\n")
	case *east.DefinitionDescription:
		w.within(n, "<dd>", "</dd>\n")
	case *east.FootnoteList:
		w.footnotes(n)
	case *east.FootnoteBacklink:
		w.backLink(n)
	}
}

// words writes a block of words, or nothing where there are none.
func (w *printer) words(n ast.Node, start, end string) {
	from := len(w.out)
	w.keep(n, start, end)
	if inner := bytes.TrimSpace(w.out[from:]); len(inner) == len(start)+len(strings.TrimSpace(end)) {
		w.out = w.out[:from]
	}
}

// keep writes a block of words, even an empty one.
func (w *printer) keep(n ast.Node, start, end string) {
	w.str(start)
	from := len(w.out)
	w.inlines(n)
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
	w.str("<", name)
	w.attr("id", w.ids[n])
	w.keep(n, ">", "</"+name+">\n")
}

func (w *printer) quotation(n *ast.Blockquote) {
	c, ok := w.d.callouts[n]
	if !ok {
		w.within(n, "<blockquote>\n", "</blockquote>\n")
		return
	}
	title := w.d.expand(c.title, w.p.Fill)
	if title == "" {
		title = map[string]string{
			"note": w.p.Words.Note, "tip": w.p.Words.Tip, "important": w.p.Words.Important,
			"warning": w.p.Words.Warning, "caution": w.p.Words.Caution,
		}[c.kind]
	}
	if w.depth >= deepest {
		w.blocks(n)
		return
	}
	w.str(`<aside class="callout callout-`, c.kind, `" role="note">`, "\n")
	if title != "" {
		w.str(`<p class="callout-title">`)
		w.esc(title)
		w.str("</p>\n")
	}
	w.within(n, "", "</aside>\n")
}

func (w *printer) list(n *ast.List) {
	switch {
	case !n.IsOrdered():
		w.within(n, "<ul>\n", "</ul>\n")
	case n.Start != 1:
		w.within(n, `<ol start="`+itoa(n.Start)+"\">\n", "</ol>\n")
	default:
		w.within(n, "<ol>\n", "</ol>\n")
	}
}

func (w *printer) item(n *ast.ListItem) {
	tag := "<li>"
	if first := n.FirstChild(); first != nil {
		if _, ok := first.FirstChild().(*east.TaskCheckBox); ok {
			tag = `<li class="task">`
		}
	}
	w.within(n, tag, "</li>\n")
}

var languageName = regexp.MustCompile(`^[A-Za-z0-9+#._-]{1,30}$`)

func (w *printer) codeBlock(n ast.Node, language string) {
	w.str("<pre><code")
	if languageName.MatchString(language) {
		w.attr("class", "language-"+strings.ToLower(language))
	}
	w.str(">")
	for _, s := range n.Lines().Sliced(0, n.Lines().Len()) {
		w.esc(string(s.Value(w.d.source.text)))
	}
	w.str("</code></pre>\n")
}

// A table can be wider than the page: it stands in a frame that scrolls, can be reached with the keyboard, and has a
// name.
func tableFrame(w *printer, label string) {
	w.str(`<div class="table" role="group" tabindex="0"`)
	w.attr("aria-label", label)
	w.str(">\n")
}

func (w *printer) table(n *east.Table) {
	label := w.heading
	if label == "" {
		label = w.p.Words.Table
	}
	tableFrame(w, label)
	w.str("<table>\n")
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		_, head := row.(*east.TableHeader)
		w.row(row, head)
	}
	if n.ChildCount() > 1 {
		w.str("</tbody>\n")
	}
	w.str("</table>\n</div>\n")
}

func (w *printer) row(row ast.Node, head bool) {
	if head {
		w.str("<thead>\n")
	}
	w.str("<tr>\n")
	for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
		if c, ok := cell.(*east.TableCell); ok {
			w.cell(c, head && cell.HasChildren())
		}
	}
	w.str("</tr>\n")
	if head {
		w.str("</thead>\n")
		if row.NextSibling() != nil {
			w.str("<tbody>\n")
		}
	}
}

func (w *printer) cell(c *east.TableCell, head bool) {
	name, tag := "td", "<td"
	if head {
		name, tag = "th", `<th scope="col"`
	}
	switch c.Alignment {
	case east.AlignLeft:
		tag += ` class="align-left"`
	case east.AlignCenter:
		tag += ` class="align-center"`
	case east.AlignRight:
		tag += ` class="align-right"`
	}
	w.keep(c, tag+">", "</"+name+">\n")
}

func (w *printer) footnotes(n *east.FootnoteList) {
	w.str(`<section class="footnotes" role="doc-endnotes"`)
	w.attr("aria-label", w.p.Words.Footnotes)
	w.str(">\n<ol>\n")
	for f := n.FirstChild(); f != nil; f = f.NextSibling() {
		if f, ok := f.(*east.Footnote); ok {
			w.str("<li")
			w.attr("id", w.d.footnoteID(f.Index))
			w.within(f, ">", "</li>\n")
		}
	}
	w.str("</ol>\n</section>\n")
}
