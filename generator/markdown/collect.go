package markdown

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"upfront/generator/diag"
	"upfront/generator/lazy"
)

// Rules of links, for other packages too, and of template tags.
const (
	AssetMissing diag.RuleID = "asset-missing"
	LinkBroken   diag.RuleID = "link-broken"
	tagUnknown   diag.RuleID = "liquid-unknown-tag"
	codeUnclosed diag.RuleID = "code-unclosed"
)

// collector walks a parsed text once and collects all that a [Document] says of it.
type collector struct {
	d        *Document
	problems diag.List
	used     map[string]bool                         // ids taken, without the prefix
	tokens   []rawToken                              // of a node of HTML
	skip     string                                  // the element that is left out with what is in it, until it ends, or the block
	openLine int                                     // the last line on which a tag without its end was reported
	over     map[byte]bool                           // the covered marks that were reported
	verdicts map[string]verdict                      // by tag
	defined  map[string]*ast.LinkReferenceDefinition // by label
	dropped  map[string]int                          // the elements of no HTML that were left out and whose end is to come
	ends     map[string]int                          // where the last end tag of each element stands
	told     map[string]*once                        // the problems that are reported once, by kind
	code     []span                                  // the blocks of code and HTML
}

func (c *collector) collect() {
	c.reserveFootnotes()
	c.walk(c.d.root)
	c.nameHeadings()
	c.lostFootnotes()
	c.reportTold()
	for _, t := range c.d.tags {
		switch {
		case t.kramdownID:
		case t.live && t.foreign:
			if !c.problems.Counts(diag.Problem{Rule: tagUnknown, At: t.At}) {
				c.problems.Add(foreignTag(t))
			}
		case t.live:
			c.d.Tags = append(c.d.Tags, t.Tag)
		}
	}
	for i, m := range c.d.links {
		if l, refused := c.d.link(i, nil); l.Refused && !hasTag(m.dest) {
			c.problems.Add(refused.problem(l))
		}
	}
	c.d.Problems = diag.Sort(append(c.d.Problems, c.problems.Problems...))
}

func (c *collector) walk(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		if n.Parent().Kind() != ast.KindCodeSpan {
			c.markLive(n.Segment.Value(c.d.masked))
			c.openTags(n.Segment.Start, n.Segment.Stop)
			c.overLimit(n.Segment.Start, n.Segment.Stop)
		}
	case *ast.Link:
		c.markdownLink(n, n.Destination, n.Title, false)
	case *ast.Image:
		c.markdownLink(n, n.Destination, n.Title, true)
	case *ast.AutoLink:
		c.autoLink(n)
	case *ast.RawHTML:
		c.html(n, n.Segments.Sliced(0, n.Segments.Len()))
	case *ast.HTMLBlock:
		lines := n.Lines().Sliced(0, n.Lines().Len())
		if n.HasClosure() {
			lines = append(slices.Clip(lines), n.ClosureLine)
		}
		c.html(n, lines)
	case *ast.Heading:
		c.heading(n)
	case *ast.Blockquote:
		c.callout(n)
	case *fence:
		c.fence(n)
	case *ast.FencedCodeBlock:
		c.codeInfo(n)
		c.openCode(n)
	case *ast.LinkReferenceDefinition:
		c.definition(n)
	case *east.TableRow:
		c.extraCells(n)
	case *east.Strikethrough:
		c.lowered(n)
	}
	if n.Type() == ast.TypeBlock && n.IsRaw() && n.Lines().Len() > 0 {
		c.code = append(c.code, span{n.Lines().At(0).Start, n.Lines().At(n.Lines().Len() - 1).Stop})
	}
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		c.walk(child)
	}
	if n.Type() == ast.TypeBlock {
		c.skip = ""
		if !n.IsRaw() && n.Lines().Len() > 0 {
			if !c.contents(n) {
				c.runs(n, n.Kind() == ast.KindParagraph)
			}
		}
	}
}

// markLive marks the template tags in a text that is not code.
func (c *collector) markLive(masked []byte) {
	for number := range pieces(masked) {
		if number >= 0 && number < len(c.d.tags) {
			c.d.tags[number].live = true
		}
	}
}

// openTags reports the starts of tags that do not end on their line.
func (c *collector) openTags(from, to int) {
	for i := from; i+1 < to; i++ {
		next := bytes.IndexByte(c.d.masked[i:to-1], '{')
		if next < 0 {
			return
		}
		i += next
		if after := c.d.masked[i+1]; after != '{' && after != '%' || escaped(c.d.masked, i) {
			continue
		}
		end := lineEnd(c.d.source.text, i)
		at := c.d.source.place(i, end)
		if at.Line == c.openLine {
			return
		}
		c.openLine = at.Line
		c.problems.Add(diag.Problem{Rule: tagUnknown, At: at, Message: fmt.Sprintf("%s is a template tag that does not end on this line", short(string(c.d.source.text[i:end]))),
			Help: "Put the whole tag on one line, or a backslash before it to show it as it is."})
		i++
	}
}

func (c *collector) addLink(m linkMark) int {
	c.markLive(m.dest)
	c.d.links = append(c.d.links, m)
	return len(c.d.links) - 1
}

func (c *collector) markdownLink(n ast.Node, dest, title []byte, image bool) {
	c.markLive(title)
	c.d.linkOf[n] = c.addLink(linkMark{dest: dest, decode: decoded, node: n, image: image, place: c.linkPlace(n, dest)})
}

// linkPlace returns the place of a link's address, or of the link where the address stands elsewhere.
func (c *collector) linkPlace(n ast.Node, dest []byte) diag.Place {
	text := c.d.masked
	start := max(0, n.Pos())
	after := max(start, lastByte(n))
	if i := bytes.Index(text[after:lineEnd(text, after)], []byte("](")); i >= 0 {
		at := after + i + 2
		for at < len(text) && (text[at] == ' ' || text[at] == '\n' || text[at] == '<') {
			at++
		}
		if len(dest) > 0 && bytes.HasPrefix(text[at:], dest) {
			return c.d.source.place(at, at+len(dest))
		}
	}
	return c.d.source.place(start, start+1)
}

// lastByte returns the end of the last text within a node, or -1.
func lastByte(n ast.Node) int {
	for c := n.LastChild(); c != nil; c = c.PreviousSibling() {
		if t, ok := c.(*ast.Text); ok {
			return t.Segment.Stop
		}
		if end := lastByte(c); end >= 0 {
			return end
		}
	}
	return -1
}

func (c *collector) autoLink(n *ast.AutoLink) {
	label := n.Label(c.d.masked)
	start := max(0, n.Pos())
	if i := bytes.Index(c.d.masked[start:], label); i >= 0 {
		start += i
	}
	m := linkMark{dest: label, decode: asWritten, node: n, place: c.d.source.place(start, start+len(label))}
	switch {
	case n.AutoLinkType == ast.AutoLinkEmail && !bytes.HasPrefix(bytes.ToLower(label), []byte("mailto:")):
		m.prefix = "mailto:"
	case len(n.Protocol) > 0:
		m.prefix = string(n.Protocol) + "://"
	}
	c.d.linkOf[n] = c.addLink(m)
}

// Text that looks like a link and is none: its reference is not defined, or its address holds a space.
var (
	unresolvedForm = lazy.Pattern(`\]\[([^\[\]\n]+)\]|\[(\^[^\[\]\s]+)\]`)
	spacedForm     = lazy.Pattern(`\]\(([^()<>\n"']*[^()<>\n"'\s]\s+[^()<>\n"']*\.[A-Za-z0-9]{2,4}(?:#[^()\n]*)?)\)`)
)

// runs looks at what the parser left as text in the words of a block, run by run. first says that they begin a paragraph.
func (c *collector) runs(n ast.Node, first bool) {
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		t, ok := child.(*ast.Text)
		if !ok {
			if child.Type() == ast.TypeInline && child.Kind() != ast.KindCodeSpan {
				c.runs(child, false)
			}
			first = false
			continue
		}
		end := t.Segment.Stop
		for next, ok := child.NextSibling().(*ast.Text); ok && next.Segment.Start == end; next, ok = child.NextSibling().(*ast.Text) {
			child, end = next, next.Segment.Stop
		}
		c.unresolvedIn(t.Segment.Start, end)
		c.shortcuts(t.Segment.Start, end, first)
		first = false
	}
}

func (c *collector) unresolvedIn(from, to int) {
	text := c.d.masked[from:to]
	if bytes.IndexByte(text, ']') < 0 {
		return
	}
	report := func(m []int, start, end int, message, help string) {
		if written := c.d.source.text[from+start : from+end]; !escaped(text, m[0]) && len(bytes.TrimSpace(text[start:end])) > 0 {
			c.problems.Add(diag.Problem{Rule: LinkBroken, At: c.d.source.place(from+start, from+end),
				Message: fmt.Sprintf(message, short(string(written))), Help: fmt.Sprintf(help, written)})
		}
	}
	for _, m := range unresolvedForm().FindAllSubmatchIndex(text, -1) {
		if label := max(m[2], m[4]); text[label] == '^' {
			report(m, label, m[1]-1, "there is no footnote [%s]", "Add a line [%s]: with the footnote.")
		} else {
			report(m, label, m[1]-1, "no address is given for [%s]", "Add a line [%s]: with the address, or put a backslash before the bracket.")
		}
	}
	for _, m := range spacedForm().FindAllSubmatchIndex(text, -1) {
		report(m, m[2], m[3], "the address %q has a space in it, so this is no link", "Write (<%s>).")
	}
}
