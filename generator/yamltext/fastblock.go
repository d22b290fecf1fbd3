package yamltext

import (
	"strings"
	"unicode/utf8"
)

// Texts below a | or >, as the fastReader reads them.

// blockText reads a text that stands below its sign, further right than the column of what holds it. Such a text has its
// place where its first line begins. The line breaks that follow it are kept all (+), one, or none (-).
func (r *fastReader) blockText(column int) *Node {
	n, b := r.newNode(Scalar, r.at), blockText{folded: r.text[r.at] == '>'}
	r.at++
	keep, strip := r.at < r.end && r.text[r.at] == '+', r.at < r.end && r.text[r.at] == '-'
	if keep || strip {
		r.at++
	}
	if r.skipSpaces(r.at) < r.end {
		return nil
	}
	for r.end < len(r.text) {
		line, _, broken := strings.Cut(r.text[r.end+1:], "\n")
		if !b.take(line, broken) {
			break
		}
		if r.line, r.end = r.line+1, r.end+1+len(line); n.Width == 0 && b.indent > 0 {
			n.Line, n.Column = r.line, b.indent+1
			n.Width = utf8.RuneCountInString(strings.TrimRight(line[b.indent:], " "))
		}
	}
	if b.open && !strip {
		b.text = append(b.text, '\n')
	}
	if keep {
		b.text = append(b.text, strings.Repeat("\n", b.blank)...)
	}
	if n.Text = string(b.text); b.indent <= column || strings.TrimSpace(n.Text) == "" {
		return nil
	}
	r.nextLine()
	return n
}

// blockText puts a text together from its lines.
type blockText struct {
	folded bool // single line breaks are spaces
	indent int  // of its first line; 0 before that
	text   []byte
	open   bool // a line break stands at the end, of which it is not known yet what it becomes
	moved  bool // the last line begins with a space
	blank  int  // lines without text since
}

// take takes one more line in; false for the first that is not part of the text. broken tells that a line break follows.
func (b *blockText) take(line string, broken bool) bool {
	spaces := len(line) - len(strings.TrimLeft(line, " "))
	switch {
	case spaces == len(line) && (b.indent > 0 && spaces <= b.indent || spaces == 0):
		if broken {
			b.blank++
		}
		return true
	case b.indent == 0 && (spaces == 0 || spaces == len(line)):
		return false
	case b.indent == 0:
		b.indent = spaces
	case spaces < b.indent:
		return false
	}
	line = line[b.indent:]
	moved := line[0] == ' '
	switch {
	case b.open && b.folded && !b.moved && !moved && b.blank == 0:
		b.text = append(b.text, ' ')
	case b.open && (!b.folded || b.moved || moved):
		b.text = append(b.text, '\n')
	}
	b.text = append(b.text, strings.Repeat("\n", b.blank)...)
	b.text, b.blank, b.open, b.moved = append(b.text, line...), 0, broken, moved
	return true
}
