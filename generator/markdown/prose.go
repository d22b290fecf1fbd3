package markdown

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"golang.org/x/net/html"

	"upfront/generator/diag"
)

// Sentence is a sentence of the prose, without markup. It may be the whole of a heading or of a table's cell, without a full stop.
type Sentence struct {
	Text    string
	Quote   bool // it stands in a quotation: the words may be somebody else's
	Heading bool
	At      diag.Place
	Spot

	source *source
	marks  []textMark
	from   int // of Text in the block's text
}

// Spot holds where in its document a sentence stands, beside others.
type Spot struct {
	Level int  // of the heading that it is, from 1 to 6; 0 elsewhere
	Block int  // the number of its paragraph, list item with all its paragraphs, table row, or term with its meanings
	Depth int  // in how many lists it stands
	Cell  int  // the number of its cell in the row, from 1; 0 outside of tables
	Head  bool // it stands in the row above a table
}

// Place returns the place in the file of a part of the text; from and to are bytes of Text. The value of a template tag
// has the place of the tag.
func (s *Sentence) Place(from, to int) diag.Place {
	start, _ := s.offset(from)
	_, end := s.offset(max(from, to-1))
	return s.source.place(start, end)
}

// Filled reports whether some of a part of the text is the value of a template tag; from and to are bytes of Text.
func (s *Sentence) Filled(from, to int) bool {
	return s.anyMark(from, to, func(m textMark) bool { return m.tag })
}

// Code reports whether some of a part of the text is code; from and to are bytes of Text.
func (s *Sentence) Code(from, to int) bool {
	return s.anyMark(from, to, func(m textMark) bool { return m.code })
}

func (s *Sentence) anyMark(from, to int, is func(textMark) bool) bool {
	i, found := slices.BinarySearchFunc(s.marks, from+s.from, func(m textMark, at int) int { return m.offset - at })
	if !found {
		i--
	}
	for i = max(i, 0); i < len(s.marks) && s.marks[i].offset < to+s.from; i++ {
		if is(s.marks[i]) {
			return true
		}
	}
	return false
}

// offset returns where in the source the character at a byte of the text starts and ends.
func (s *Sentence) offset(at int) (from, to int) {
	at += s.from
	i, found := slices.BinarySearchFunc(s.marks, at, func(m textMark, at int) int { return m.offset - at })
	if !found {
		i--
	}
	if i < 0 {
		return 0, 0
	}
	if m := s.marks[i]; m.length > 0 {
		return m.source, m.source + m.length
	}
	from = min(s.marks[i].source+at-s.marks[i].offset, len(s.source.text))
	_, n := utf8.DecodeRune(s.source.text[from:])
	return from, from + n
}

// textMark holds where in the source the text at a byte comes from: it stands there as it is or, with a length, is the
// value of what stands there.
type textMark struct {
	offset, source, length int
	tag                    bool // it is the value of a template tag
	code                   bool
}

// Prose returns the sentences of paragraphs, headings, lists, tables and HTML in order, without blocks of code. Template
// tags are filled; a nil fill leaves them as they are written.
func (d *Document) Prose(fill Fill) []Sentence {
	r := &proseReader{d: d, fill: fill}
	r.block(d.root)
	return r.out
}

// proseReader gathers the text of one block after the other.
type proseReader struct {
	d     *Document
	fill  Fill
	out   []Sentence
	at    Spot // of what is read
	last  int  // the highest number of a block
	quote bool
	text  strings.Builder
	marks []textMark
	skip  string // the element that is left out with what is in it
	plain bool   // with the descriptions of images, and as if there were no HTML
	named bool   // as the name of a heading is made: without descriptions, and with line ends as they are
}

func (r *proseReader) block(n ast.Node) {
	at, quote := r.at, r.quote
	switch n := n.(type) {
	case *ast.HTMLBlock:
		r.next()
		r.html(n)
		r.flush()
		r.at = at
		return
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		return
	case *ast.Blockquote:
		_, called := r.d.callouts[n]
		r.quote = quote || !called
	}
	r.enter(n)
	words := false
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Type() == ast.TypeInline {
			r.inline(c)
			words = true
		} else {
			r.block(c)
		}
	}
	if words {
		r.flush()
	}
	cell := r.at.Cell
	r.at, r.quote = at, quote
	if n.Kind() == east.KindTableCell {
		r.at.Cell = cell
	}
}

// enter notes where the words of a block stand.
func (r *proseReader) enter(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		r.next()
		r.at.Level = n.Level
	case *ast.ListItem:
		r.next()
		r.at.Depth++
	case *ast.Paragraph, *ast.TextBlock:
		if kind := n.Parent().Kind(); kind != ast.KindListItem && kind != east.KindDefinitionDescription {
			r.next()
		}
	case *east.DefinitionTerm:
		r.next()
	case *east.DefinitionDescription:
		r.at.Block = r.last
	case *east.TableHeader:
		r.next()
		r.at.Head = true
	case *east.TableRow:
		r.next()
	case *east.TableCell:
		r.at.Cell++
	}
}

// next begins another block.
func (r *proseReader) next() {
	r.last++
	r.at.Block = r.last
}

func (r *proseReader) add(text string, source, length int) {
	r.addMarked(text, textMark{source: source, length: length})
}

func (r *proseReader) addMarked(text string, mark textMark) {
	if text != "" && r.skip == "" {
		if !r.plain {
			mark.offset = r.text.Len()
			r.marks = append(r.marks, mark)
		}
		r.text.WriteString(text)
	}
}

func (r *proseReader) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		r.run(n.Segment.Value(r.d.masked), n.Segment.Start, true)
		switch {
		case n.HardLineBreak():
			r.add("\n", n.Segment.Stop, 0)
		case n.SoftLineBreak() && r.named:
			r.add("\n", n.Segment.Stop, 0)
		case n.SoftLineBreak():
			r.add(" ", n.Segment.Stop, 0)
		}
	case *ast.CodeSpan:
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if t, ok := c.(*ast.Text); ok {
				text := string(t.Segment.Value(r.d.source.text))
				r.addMarked(strings.ReplaceAll(text, "\n", " "), textMark{source: t.Segment.Start, code: true})
			}
		}
	case *ast.AutoLink:
		r.add(string(n.Label(r.d.masked)), max(0, n.Pos()), 0)
	case *ast.RawHTML:
		if !r.plain {
			r.html(n)
		}
	case *east.FootnoteLink, *east.FootnoteBacklink, *east.TaskCheckBox:
	default:
		if _, image := n.(*ast.Image); image && (!r.plain || r.named) {
			return
		}
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			r.inline(c)
		}
	}
}

// run adds text that may hold template tags and, with escapes, escapes of Markdown.
func (r *proseReader) run(masked []byte, source int, escapes bool) {
	for number, part := range pieces(masked) {
		if number >= 0 {
			r.addMarked(r.d.value(number, r.fill).Text, textMark{source: source, length: len(part), tag: true})
		} else {
			decode(part, escapes, func(text string, at int) {
				length := 0 // it stands there as it is
				if run := part[at:]; run[0] == '\\' && run[0] != text[0] {
					length = 2
				} else if !bytes.HasPrefix(run, []byte(text)) {
					length = max(1, len(entityForm().Find(run)))
				}
				r.add(text, source+at, length)
			})
		}
		source += len(part)
	}
}

func (r *proseReader) html(n ast.Node) {
	for _, t := range r.d.raw[n] {
		switch {
		case r.skip != "":
			if t.Type == html.EndTagToken && t.Data == r.skip {
				r.skip = ""
			}
		case t.skip:
			r.skip = t.Data
		case t.Type == html.TextToken:
			r.run(t.text, t.offset, false)
		case n.Type() == ast.TypeBlock && r.element(t.Data, t.Type == html.EndTagToken):
		case isBlock(t.Data) || t.Data == "br":
			r.add("\n", t.offset, 0)
		}
	}
}

// element notes where words stand behind a tag of a list, table or paragraph, and reports whether it is one.
func (r *proseReader) element(name string, end bool) bool {
	switch name {
	case "table", "tr", "td", "th", "ul", "ol", "li", "p":
	default:
		return false
	}
	r.flush()
	switch inCell := r.at.Cell > 0; {
	case name == "td" || name == "th":
		if !end {
			r.at.Cell++
			r.at.Head = r.at.Head && name == "th"
		}
	case inCell && name != "tr" && name != "table": // what is in it is one cell
	case name == "ul" || name == "ol":
		if end {
			r.at.Depth = max(r.at.Depth-1, 0)
		} else {
			r.at.Depth++
		}
	case name != "p" || r.at.Depth == 0:
		r.next()
		r.at.Cell, r.at.Head = 0, name == "table" && !end || name == "tr" && !end && r.at.Head
	}
	return true
}

// flush splits the gathered text into sentences.
func (r *proseReader) flush() {
	text := r.text.String()
	for from := 0; from < len(text); {
		end := sentenceEnd(text, from)
		start := end - len(strings.TrimLeftFunc(text[from:end], unicode.IsSpace))
		if trimmed := strings.TrimSpace(text[start:end]); trimmed != "" {
			s := Sentence{Text: trimmed, Quote: r.quote, Heading: r.at.Level > 0, Spot: r.at, source: r.d.source, marks: r.marks, from: start}
			s.At = s.Place(0, len(trimmed))
			r.out = append(r.out, s)
		}
		from = end
	}
	r.text.Reset()
	r.marks, r.skip = nil, ""
}

// sentenceEnd returns where the sentence that starts at a byte ends: after a full stop and the white space behind it,
// where a sentence can begin.
func sentenceEnd(text string, from int) int {
	for i := from; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if r == '\n' {
			return i + 1
		}
		i += n
		if !strings.ContainsRune(".!?…。！？", r) {
			continue
		}
		if c := text[i:min(i+1, len(text))]; r < utf8.RuneSelf && c != "" && (c[0]|0x20 >= 'a' && c[0]|0x20 <= 'z') {
			continue // the usual case, within a word
		}
		rest := strings.TrimLeft(text[i:], `.!?…"')]”’»`)
		after := strings.TrimLeftFunc(rest, unicode.IsSpace)
		next, _ := utf8.DecodeRuneInString(after)
		if len(after) == len(rest) && after != "" && r < utf8.RuneSelf || r == '.' && abbreviated(text[max(from, i-12):i], next) {
			continue
		}
		if !unicode.IsLower(next) {
			return len(text) - len(after)
		}
	}
	return len(text)
}

// Abbreviations end in a full stop within a sentence, even before a capital; some only before a figure.
var (
	abbreviations = []string{"bzw", "cf", "dr", "e.g", "i.e", "mr", "mrs", "ms", "prof", "st", "vs", "z.b"}
	beforeFigures = []string{"approx", "ca", "fig", "max", "min", "no", "nr", "p", "tel"}
)

// abbreviated reports whether the full stop at the end of a text belongs to its last word.
func abbreviated(text string, next rune) bool {
	word := strings.ToLower(strings.TrimSuffix(text, "."))
	if i := strings.LastIndexFunc(word, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("(\"“", r) }); i >= 0 {
		_, n := utf8.DecodeRuneInString(word[i:])
		word = word[i+n:]
	}
	return slices.Contains(abbreviations, word) || unicode.IsDigit(next) && slices.Contains(beforeFigures, word) || (word == "a.m" || word == "p.m") && strings.ContainsRune("-–—", next)
}
