package yamltext

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// Nearly every file is written in a small part of YAML: "name: value" lines, "- " lines, texts with and without quotes,
// brackets on one line, texts below a |. A fastReader reads that part straight into nodes, many times as fast as the
// library. It never says what is wrong: at anything that it is not sure of, that the library could take otherwise, or
// that would have to be reported, it stops, and the library reads the text (Document.readSlowly). FuzzFast holds that
// where it does not stop, its nodes are those of the slow way, to the last field.

// mostFastDepth is how deep groups and lists may stand in each other for the fast reader.
const mostFastDepth = mostDepth - 8

// mostFastName is the most bytes of a name; the library takes up to 1024 characters.
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

	depth   int
	pending []*Node // what stands in groups and lists that are not closed yet

	// The memory of the nodes of one text. They are not needed once the text is decoded, so the next text gets them, and
	// the garbage collector has little to do.
	nodes []Node
	refs  []*Node
}

// read reads a text that cleanText returned; ok is false where it must be read slowly. The nodes are good until the reader
// is released.
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

// nextLine goes to the first character of the next line that says something.
func (r *fastReader) nextLine() {
	for r.end < len(r.text) {
		r.line, r.start = r.line+1, r.end+1
		if length := strings.IndexByte(r.text[r.start:], '\n'); length >= 0 {
			r.end = r.start + length
		} else {
			r.end = len(r.text)
		}
		r.at = r.skipSpaces(r.start)
		if r.at < r.end && r.text[r.at] != '#' {
			r.indent, r.ascii, r.counted, r.column = r.at-r.start, isASCII(r.text[r.at:r.end]), r.start, 1
			return
		}
	}
	r.indent = -1
}

// finish goes on to the next line; false where something other than a comment is left on this one.
func (r *fastReader) finish() bool {
	if at := r.skipSpaces(r.at); at < r.end && (at == r.at || !isRemark(r.text[at:r.end])) {
		return false
	}
	r.nextLine()
	return true
}

// skipSpaces returns the first byte from at on that is no space, or the end of the line.
func (r *fastReader) skipSpaces(at int) int {
	for at < r.end && r.text[at] == ' ' {
		at++
	}
	return at
}

// isSign reports whether a dash or colon stands at a byte, with a space or nothing behind it.
func (r *fastReader) isSign(c byte, at int) bool {
	return at < r.end && r.text[at] == c && (at+1 == r.end || r.text[at+1] == ' ')
}

// newNode returns a node that begins at a byte of the line. When the memory is used up there is more, and the nodes stay
// where they are.
func (r *fastReader) newNode(k Kind, at int) *Node {
	if len(r.nodes) == cap(r.nodes) {
		r.nodes = make([]Node, 0, max(2*cap(r.nodes), leastPool))
	}
	r.nodes = r.nodes[:len(r.nodes)+1]
	n := &r.nodes[len(r.nodes)-1]
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

// block reads what begins here, further right than the column of its parent, and goes on to the line below it.
func (r *fastReader) block(parent int) *Node {
	r.depth++
	defer func() { r.depth-- }()
	if r.depth > mostFastDepth {
		return nil
	}
	column := r.at - r.start
	if r.isSign('-', r.at) {
		return r.list(column)
	}
	n := r.value(false)
	switch {
	case n == nil:
		return nil
	case r.isSign(':', r.skipSpaces(r.at)):
		return r.group(column, n)
	case parent < 0 || !r.finish():
		return nil
	}
	return n
}

// list reads the items whose dashes stand in a column.
func (r *fastReader) list(column int) *Node {
	n, from := r.newNode(List, r.at), len(r.pending)
	for {
		r.at++
		item := r.behind(column, false)
		if item == nil || r.indent > column {
			return nil
		}
		r.pending = append(r.pending, item)
		if r.indent < column || !r.isSign('-', r.at) {
			break
		}
	}
	r.close(n, from)
	return n
}

// behind reads what stands behind a dash or, with named, behind a colon. Where that is nothing, it reads the lines below
// that are further right; a list may begin right below its name.
func (r *fastReader) behind(column int, named bool) *Node {
	sign := r.at
	switch r.at = r.skipSpaces(sign); {
	case r.at == r.end || r.text[r.at] == '#':
	case r.text[r.at] == '|' || r.text[r.at] == '>':
		return r.blockText(column)
	case !named:
		return r.block(column)
	default:
		n := r.value(false)
		if n == nil || !r.finish() {
			return nil
		}
		return n
	}
	empty := r.newNode(Nothing, sign)
	empty.Plain = true
	if r.at = sign; !r.finish() {
		return nil
	}
	if r.indent > column || named && r.indent == column && r.isSign('-', r.at) {
		return r.block(column)
	}
	return empty
}

// group reads names and what belongs to them. The first name, which stands in the column, is read already.
func (r *fastReader) group(column int, name *Node) *Node {
	from := len(r.pending)
	n := r.newNode(Group, r.at)
	n.Line, n.Column = name.Line, name.Column
	for {
		r.at = r.skipSpaces(r.at)
		if !r.isSign(':', r.at) || !isFastName(name) {
			return nil
		}
		r.at++
		value := r.behind(column, true)
		if value == nil || r.indent > column {
			return nil
		}
		name.Kind = Scalar // even the word null
		r.pending = append(r.pending, name, value)
		if r.indent < column {
			break
		}
		if name = r.value(false); name == nil {
			return nil
		}
	}
	r.close(n, from)
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
	return r.plain(inBrackets)
}

// isFastName reports whether a text can be a name here.
func isFastName(n *Node) bool {
	return !n.Flow && n.Width <= mostFastName && (n.Text != "<<" || !n.Plain)
}

const (
	leastPool = 256
	mostPool  = 1 << 12 // nodes of one text; what a larger one needed is not kept
)

// fastReaders holds readers that are not in use.
var fastReaders = sync.Pool{New: func() any { return new(fastReader) }}

// release keeps the reader for another text. Its nodes must not be used any more.
func (r *fastReader) release() {
	if cap(r.nodes) > mostPool || cap(r.refs) > mostPool {
		return
	}
	clear(r.nodes)
	clear(r.refs)
	clear(r.pending[:cap(r.pending)])
	*r = fastReader{pending: r.pending[:0], nodes: r.nodes[:0], refs: r.refs[:0]}
	fastReaders.Put(r)
}

// room returns room for a number of nodes; nil for none.
func (r *fastReader) room(length int) []*Node {
	if length == 0 {
		return nil
	}
	if len(r.refs)+length > cap(r.refs) {
		r.refs = make([]*Node, 0, max(2*cap(r.refs), leastPool, length))
	}
	from := len(r.refs)
	r.refs = r.refs[:from+length]
	return r.refs[from : from+length : from+length]
}

// close sets the items of a list or group that ends, which began at an index of pending. The names and values of a group
// stand there in turn.
func (r *fastReader) close(n *Node, from int) {
	all := r.pending[from:]
	r.pending = r.pending[:from]
	if n.Kind == List {
		n.Items = r.room(len(all))
		copy(n.Items, all)
		return
	}
	n.Keys, n.Items = r.room(len(all)/2), r.room(len(all)/2)
	for i := range n.Keys {
		n.Keys[i], n.Items[i] = all[2*i], all[2*i+1]
	}
}
