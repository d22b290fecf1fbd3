package markdown

import (
	"bytes"
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"upfront/generator/lazy"
)

// entityForm matches a character reference.
var entityForm = lazy.Pattern(`^&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});`)

// decode resolves the character references in a run of text, and with escapes those of Markdown. It calls part with each
// part of the text and where it starts in the run.
func decode(run []byte, escapes bool, part func(text string, offset int)) {
	from := 0
	flush := func(to int) {
		if from < to {
			part(string(restored(run[from:to])), from)
		}
	}
	for i := 0; i < len(run); {
		n, text := 0, ""
		switch {
		case escapes && run[i] == '\\' && i+1 < len(run) && util.IsPunct(run[i+1]):
			n, text = 2, string(run[i+1])
		case run[i] == '&':
			if m := entityForm().Find(run[i:]); m != nil {
				n, text = len(m), cleaned(html.UnescapeString(string(m)))
			}
		}
		if n == 0 {
			i++
			continue
		}
		flush(i)
		part(text, i)
		i += n
		from = i
	}
	flush(len(run))
}

func decoded(run []byte) string {
	if bytes.IndexByte(run, '\\') < 0 && bytes.IndexByte(run, '&') < 0 {
		return string(restored(run))
	}
	var b strings.Builder
	decode(run, true, func(text string, _ int) { b.WriteString(text) })
	return b.String()
}

// cleaned returns a text that did not come through [readable], such as the value of a tag, as if it had.
func cleaned(s string) string { return strings.Map(visible, strings.ToValidUTF8(s, "\ufffd")) }

// asWritten is [decoded] for HTML, whose references the tokenizer has resolved.
func asWritten(run []byte) string { return cleaned(string(run)) }

// value returns the value of a tag: the tag itself where it has none, nothing where it is of another tool.
func (d *Document) value(number int, fill Fill) Value {
	if number >= len(d.tags) || d.tags[number].foreign {
		return Value{}
	}
	t := d.tags[number].Tag
	if fill != nil {
		if v, ok := fill(t); ok {
			return Value{Text: cleaned(v.Text), Href: v.Href}
		}
	}
	return Value{Text: t.Raw}
}

// expand returns the text of a masked run, such as an address or a title: with [decoded] of Markdown, with [asWritten] of HTML.
func (d *Document) expand(masked []byte, fill Fill, decode func([]byte) string) string {
	if !hasTag(masked) {
		return decode(masked)
	}
	var b strings.Builder
	for number, run := range pieces(masked) {
		if number < 0 {
			b.WriteString(decode(run))
		} else {
			b.WriteString(d.value(number, fill).Text)
		}
	}
	return b.String()
}

// plain returns the words within a node, and the descriptions of its images, without markup.
func (d *Document) plain(n ast.Node, fill Fill) string {
	r := proseReader{d: d, fill: fill, plain: true}
	r.inline(n)
	return strings.Join(strings.Fields(r.text.String()), " ")
}

// code returns the text of a code span, as it was written.
func (d *Document) code(n *ast.CodeSpan) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(bytes.ReplaceAll(t.Segment.Value(d.source.text), []byte("\n"), []byte(" ")))
		}
	}
	return b.String()
}
