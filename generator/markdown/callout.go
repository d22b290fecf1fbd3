package markdown

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"upfront/generator/diag"
	"upfront/generator/lazy"
)

// Callouts are quotations whose first line is [!NOTE] or a sibling, as on GitHub. Other tools' ways to write them are
// lines of :::note or !!! note; what stands between those is kept as plain text.

// callout is what a quotation becomes.
type callout struct {
	kind  string // note, tip, important, warning, caution
	title []byte // the author's own, masked; empty for the usual word
}

var (
	calloutForm = lazy.Pattern(`^\[!([A-Za-z]+)\][+-]?[ \t]*(.*?)\s*$`)
	fenceForm   = lazy.Pattern(`^(?::{3,}|!{3}[ \t]*|\?{3}[ \t]*)([A-Za-z][\w-]*)?[ \t]*(?:"([^"\n]*)"|\[([^\]\n]*)\]|([^\n]*?))[ \t]*\n?$`)
)

// calloutKinds holds the kind of each word; GitHub has five, other tools have more.
var calloutKinds = map[string]string{
	"note": "note", "info": "note", "abstract": "note", "summary": "note", "example": "note", "question": "note",
	"tip": "tip", "hint": "tip", "success": "tip", "important": "important", "warning": "warning", "attention": "warning",
	"caution": "caution", "danger": "caution", "error": "caution", "failure": "caution", "bug": "caution",
}

// CalloutKind returns the kind of callout that a word of this or another tool means: note, tip, important, warning or caution.
func CalloutKind(word string) (kind string, ok bool) {
	kind, ok = calloutKinds[strings.ToLower(word)]
	return kind, ok
}

// callout makes a quotation a callout where its first line says so, and takes that line out.
func (c *collector) callout(n *ast.Blockquote) {
	first, ok := n.FirstChild().(*ast.Paragraph)
	if !ok {
		return
	}
	line := first.Lines().At(0)
	m := calloutForm().FindSubmatch(bytes.TrimSpace(line.Value(c.d.masked)))
	if m == nil || calloutKinds[strings.ToLower(string(m[1]))] == "" {
		return
	}
	c.markLive(m[2])
	c.d.callouts[n] = callout{kind: calloutKinds[strings.ToLower(string(m[1]))], title: m[2]}
	for word := first.FirstChild(); word != nil; word = first.FirstChild() {
		at := word.Pos()
		if t, ok := word.(*ast.Text); ok {
			at = t.Segment.Start
		}
		if at >= line.Stop {
			return
		}
		first.RemoveChild(first, word)
	}
	n.RemoveChild(n, first)
}

// fence is a line of another tool that starts or ends a block. Its other words are printed.
type fence struct {
	ast.BaseBlock
	word string
}

var kindFence = ast.NewNodeKind("Fence")

func (n *fence) Kind() ast.NodeKind            { return kindFence }
func (n *fence) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// fenceParser finds fences. Like the embedded parser of thematic breaks, it reads one line, which may end a paragraph.
type fenceParser struct{ parser.BlockParser }

func (fenceParser) Trigger() []byte { return []byte{':', '!', '?'} }

func (fenceParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, at := reader.PeekLine()
	pos := pc.BlockOffset()
	m := fenceForm().FindSubmatchIndex(line[max(0, pos):])
	if pos < 0 || m == nil {
		return nil, parser.NoChildren
	}
	n := &fence{}
	if m[2] >= 0 {
		n.word = string(line[pos+m[2] : pos+m[3]])
	}
	if words := m[8] < m[9]; line[pos] == ':' && n.word == "" && words ||
		line[pos] != ':' && (words || calloutKinds[strings.ToLower(n.word)] == "") {
		return nil, parser.NoChildren // prose that happens to start so
	}
	for i := 4; i < len(m); i += 2 {
		if m[i] >= 0 && m[i] < m[i+1] {
			start := at.Start + pos - at.Padding
			n.Lines().Append(text.NewSegment(start+m[i], start+m[i+1]))
		}
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

func (c *collector) fence(n *fence) {
	if n.word == "" {
		return // the end of one that was reported
	}
	at := max(0, n.Pos())
	end := lineEnd(c.d.source.text, at)
	help := "Take it out."
	if kind := calloutKinds[strings.ToLower(n.word)]; kind != "" {
		help = fmt.Sprintf("Write > [!%s] on a line, and > before each line of the text.", strings.ToUpper(kind))
	}
	c.problems.Add(diag.Problem{Rule: tagUnknown, Severity: diag.Warning, Why: unlike, At: c.d.source.place(at, end), Help: help,
		Message: fmt.Sprintf("%s is a mark of another tool, and does nothing here", short(string(bytes.TrimSpace(c.d.source.text[at:end]))))})
}
