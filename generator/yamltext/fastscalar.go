package yamltext

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Texts and brackets, as the fastReader reads them.

// indicators are the characters with which a text without quotes cannot begin, or had better not.
const indicators = "-?:,[]{}#&*!|>'\"%@`"

// mayEnd marks the bytes that may end a text without quotes in brackets.
var mayEnd = func() (marked [256]bool) {
	for _, c := range []byte(",:?#[]{}") {
		marked[c] = true
	}
	return marked
}()

// plain reads a text without quotes up to its end on this line.
func (r *fastReader) plain(flow bool) *Node {
	rest := r.text[r.at:r.end]
	switch {
	case rest == "" || r.at == r.start && rest[0] == '.': // three of them end a document
		return nil
	case strings.IndexByte(indicators, rest[0]) >= 0 && !(len(rest) > 1 && rest[0] == '-' && '0' <= rest[1] && rest[1] <= '9'):
		return nil
	}
	find := plainEnd
	if flow { // where the rest of the line is not looked at: it may be a long one, with many texts
		find = plainEndInBrackets
	}
	length := find(rest)
	if length <= 0 {
		return nil
	}
	n := r.newNode(Scalar, r.at)
	n.Plain, n.Text = true, strings.TrimRight(rest[:length], " ")
	n.Width = r.width(n.Text)
	r.at += len(n.Text)
	switch n.Text {
	case "~", "null", "Null", "NULL":
		n.Kind = Nothing
	}
	return n
}

// plainEnd returns where a text without quotes ends: before a colon or a comment.
func plainEnd(rest string) int {
	for i := 0; i < len(rest); i++ {
		next := strings.IndexByte(rest[i:], ':')
		if next < 0 {
			break
		}
		if i += next; i+1 == len(rest) || rest[i+1] == ' ' {
			rest = rest[:i]
		}
	}
	if i := strings.Index(rest, " #"); i >= 0 {
		return i
	}
	return len(rest)
}

// plainEndInBrackets returns where a text ends that stands in brackets, -1 for one that is better read slowly.
func plainEndInBrackets(rest string) int {
	for i := 0; i < len(rest); i++ {
		if !mayEnd[rest[i]] {
			continue
		}
		switch c := rest[i]; {
		case c == ',' || c == ']' || c == '}':
			return i
		case c == ':' && i+1 < len(rest) && rest[i+1] == ' ':
			return i
		case c == ':' && i+1 < len(rest) && !mayEnd[rest[i+1]], (c == '#' || c == '?') && i > 0 && rest[i-1] != ' ':
		default:
			return -1
		}
	}
	return -1
}

// quoted reads a text in quotes that closes on the same line.
func (r *fastReader) quoted(quote byte) *Node {
	rest := r.text[r.at:r.end]
	end, closed := quoteEnd(rest)
	if !closed {
		return nil
	}
	text, ok := rest[1:end-1], true
	if quote == '\'' {
		text = strings.ReplaceAll(text, "''", "'")
	} else {
		text, ok = unescaped(text)
	}
	if !ok {
		return nil
	}
	n := r.newNode(Scalar, r.at)
	n.Text, n.Width = text, r.width(rest[:end])
	r.at += end
	return n
}

// unescaped returns the text that stands in double quotes. ok is false where a backslash stands before anything but a quote,
// a backslash, n, and u with four digits, which Go and YAML read alike.
func unescaped(text string) (out string, ok bool) {
	if strings.IndexByte(text, '\\') < 0 {
		return text, true
	}
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' {
			if i++; strings.IndexByte(`"\nu`, text[i]) < 0 {
				return "", false
			}
		}
	}
	out, err := strconv.Unquote(`"` + text + `"`)
	return out, err == nil
}

// flow reads a list or a group in brackets that close on the same line.
func (r *fastReader) flow() *Node {
	if r.depth++; r.depth > mostFastDepth {
		return nil
	}
	n, from, closing := r.newNode(List, r.at), len(r.pending), byte(']')
	if n.Flow = true; r.text[r.at] == '{' {
		n.Kind, closing = Group, '}'
	}
	r.at = r.skipSpaces(r.at + 1)
	for first := true; r.at < r.end && r.text[r.at] != closing; first = false {
		if !first && r.text[r.at] != ',' {
			return nil
		}
		if !first {
			r.at = r.skipSpaces(r.at + 1)
		}
		if n.Kind == Group && !r.nameInBraces() || !r.inBrackets() {
			return nil
		}
	}
	if r.at == r.end {
		return nil
	}
	r.at++
	r.depth--
	r.close(n, from)
	return n
}

// inBrackets reads one entry, and the spaces behind it.
func (r *fastReader) inBrackets() bool {
	if r.at == r.end {
		return false
	}
	n := r.value(true)
	if n == nil {
		return false
	}
	r.pending = append(r.pending, n)
	r.at = r.skipSpaces(r.at)
	return true
}

// nameInBraces reads a name, its colon, and the spaces behind it.
func (r *fastReader) nameInBraces() bool {
	if !r.inBrackets() {
		return false
	}
	name := r.pending[len(r.pending)-1]
	if !isFastName(name) || name.Plain && strings.IndexByte(name.Text, ':') >= 0 || !r.isSign(':', r.at) {
		return false
	}
	name.Kind = Scalar // even the word null
	r.at = r.skipSpaces(r.at + 1)
	return true
}

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
