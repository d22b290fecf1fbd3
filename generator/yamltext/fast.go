package yamltext

import (
	"strings"
	"unicode/utf8"
)

// Nearly every file is written in a small part of YAML: "name: value" lines, "- " lines, texts with and without quotes,
// brackets on one line, texts below a |. A fastReader reads that part straight into nodes, many times as fast as the
// YAML reader does. It is never the one to say what is wrong: at anything that it is not sure of, that the YAML reader
// could take otherwise, or that would have to be reported, it gives up, and the file is read the long way (parse.go).
// FuzzPlain holds that where it does not give up, its nodes are those of the long way, to the last field.

// mostFastDepth is how deep groups and lists may stand in each other here.
const mostFastDepth = mostDepth - 8

// mostFastName is the most bytes of a name; the YAML reader takes up to 1024 characters.
const mostFastName = 1000

// fastReader stands at a byte of a text. All positions are bytes, and so are the columns of block groups and lists,
// before which nothing but spaces and dashes can stand.
type fastReader struct {
	text string
	at   int

	line   int  // of the file
	start  int  // where the line begins
	end    int  // where it ends: at its line break, or at the end of the text
	ascii  bool // whether the line is
	indent int  // of the line, when it was begun; -1 behind the last one

	counted, column int // how many characters of the line stand before a byte of it

	depth int
	open  []*Node // what stands in groups and lists that are not closed yet
	stock stock
}

// read reads a text that [legible] gave; ok is false where it must be read the long way. The nodes are good until the
// reader is freed.
func (r *fastReader) read(text string, first int) (root *Node, ok bool) {
	if strings.IndexByte(text, '\t') >= 0 || strings.IndexByte(text, '\r') >= 0 {
		return nil, false
	}
	r.text, r.line, r.end = text, first-1, -1
	r.nextLine()
	if r.indent != 0 {
		return nil, false
	}
	root = r.block(-1)
	return root, root != nil && r.indent < 0
}

// nextLine goes to the first sign of the next line that says something.
func (r *fastReader) nextLine() {
	for r.end < len(r.text) {
		r.line, r.start = r.line+1, r.end+1
		if length := strings.IndexByte(r.text[r.start:], '\n'); length >= 0 {
			r.end = r.start + length
		} else {
			r.end = len(r.text)
		}
		r.at = r.spaces(r.start)
		if r.at < r.end && r.text[r.at] != '#' {
			r.indent, r.ascii, r.counted, r.column = r.at-r.start, isASCII(r.text[r.at:r.end]), r.start, 1
			return
		}
	}
	r.indent = -1
}

// finish goes on to the next line; false where something other than a comment stands on this one.
func (r *fastReader) finish() bool {
	if at := r.spaces(r.at); at < r.end && (at == r.at || !isRemark(r.text[at:r.end])) {
		return false
	}
	r.nextLine()
	return true
}

// spaces gives the first byte from at on that is no space, or the end of the line.
func (r *fastReader) spaces(at int) int {
	for at < r.end && r.text[at] == ' ' {
		at++
	}
	return at
}

// sign reports whether a sign stands at a byte, with a space or nothing behind it.
func (r *fastReader) sign(c byte, at int) bool {
	return at < r.end && r.text[at] == c && (at+1 == r.end || r.text[at+1] == ' ')
}

// make gives a node that begins at a byte of the line.
func (r *fastReader) make(k Kind, at int) *Node {
	n := r.stock.node()
	n.Kind, n.Line = k, r.line
	if r.ascii {
		n.Column = at - r.start + 1
		return n
	}
	r.column += utf8.RuneCountInString(r.text[r.counted:at])
	r.counted, n.Column = at, r.column
	return n
}

// width counts the characters of a part of the line.
func (r *fastReader) width(part string) int {
	if r.ascii {
		return len(part)
	}
	return utf8.RuneCountInString(part)
}

// block reads what begins here, further right than the column of what holds it, and goes on to the line below it.
func (r *fastReader) block(holder int) *Node {
	r.depth++
	defer func() { r.depth-- }()
	column := r.at - r.start
	if r.sign('-', r.at) {
		return r.list(column)
	}
	n := r.value(false)
	switch {
	case n == nil || r.depth > mostFastDepth:
		return nil
	case r.sign(':', r.spaces(r.at)):
		return r.pairs(column, n)
	case holder < 0 || !r.finish():
		return nil
	}
	return n
}

// list reads the entries whose dashes stand in a column.
func (r *fastReader) list(column int) *Node {
	n, from := r.make(List, r.at), len(r.open)
	for {
		r.at++
		item := r.entry(column)
		if item == nil || r.indent > column {
			return nil
		}
		r.open = append(r.open, item)
		if r.indent < column || !r.sign('-', r.at) {
			break
		}
	}
	n.Items = r.close(from)
	return n
}

// entry reads what stands behind a dash, or below it further right.
func (r *fastReader) entry(column int) *Node {
	dash := r.at
	r.at = r.spaces(dash)
	if r.at < r.end && isBlockText(r.text[r.at]) {
		return r.blockText(column)
	}
	if r.at < r.end && r.text[r.at] != '#' {
		return r.block(column)
	}
	empty := r.make(Nothing, dash)
	return r.below(empty, dash, column, false)
}

// below reads what stands on the lines below a dash or a colon behind which nothing stands, and which are further right;
// a list may begin right below its name.
func (r *fastReader) below(empty *Node, sign, column int, named bool) *Node {
	empty.Plain = true
	if r.at = sign; !r.finish() {
		return nil
	}
	if r.indent > column || named && r.indent == column && r.sign('-', r.at) {
		return r.block(column)
	}
	return empty
}

// pairs reads names and what belongs to them. The first name, which stands in the column, is read already.
func (r *fastReader) pairs(column int, name *Node) *Node {
	from := len(r.open)
	n := r.make(Group, r.at)
	n.Line, n.Column = name.Line, name.Column
	for {
		r.at = r.spaces(r.at)
		if !r.sign(':', r.at) || !isPlainName(name) {
			return nil
		}
		r.at++
		value := r.named(column)
		if value == nil || r.indent > column {
			return nil
		}
		name.Kind = Scalar // even the word null
		r.open = append(r.open, name, value)
		if r.indent < column {
			break
		}
		if name = r.value(false); name == nil {
			return nil
		}
	}
	r.split(n, from)
	return n
}

// named reads what stands behind a colon, or below it.
func (r *fastReader) named(column int) *Node {
	colon := r.at
	r.at = r.spaces(colon)
	switch {
	case r.at == r.end || r.text[r.at] == '#':
		return r.below(r.make(Nothing, colon), colon, column, true)
	case isBlockText(r.text[r.at]):
		return r.blockText(column)
	}
	n := r.value(false)
	if n == nil || !r.finish() {
		return nil
	}
	return n
}

// value reads a text on one line, or brackets.
func (r *fastReader) value(inBrackets bool) *Node {
	switch c := r.text[r.at]; c {
	case '"', '\'':
		return r.quoted(c)
	case '[', '{':
		return r.flow()
	}
	return r.bare(inBrackets)
}

// isPlainName reports whether a text can be a name here.
func isPlainName(n *Node) bool {
	return !n.Flow && n.Width <= mostFastName && (n.Text != "<<" || !n.Plain)
}
