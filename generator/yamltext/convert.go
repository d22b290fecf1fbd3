package yamltext

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"upfront/generator/diag"
)

// converter turns the nodes of the library into ours, and reports what the library took for something that the author
// cannot have meant.
type converter struct {
	file     string
	first    int
	lines    []string  // as they were read
	origin   []int     // for each line, the line of the author's that it stands for; nil: the same
	problems diag.List // [Trap] unless said otherwise
	last     linePart  // where the node before begins
}

// linePart is a place in a line: a column in characters from one, and the byte at which it begins.
type linePart struct{ line, column, at int }

// context is where a node stands among others.
type context struct {
	depth int
	flow  bool // inside brackets
	item  bool // an entry of a list
}

func (c *converter) node(n *parsed, at context) *Node {
	out := &Node{Line: c.fileLine(n.line), Column: max(n.column, 1), Flow: n.flow}
	inside := context{depth: at.depth + 1, flow: at.flow || n.flow, item: n.kind == List}
	if n.line > len(c.lines) { // the library puts nothing at all behind the end
		last := c.lines[len(c.lines)-1]
		out.Line, out.Column = c.fileLine(len(c.lines)), column(last, len(last))
	}
	switch {
	case at.depth > mostDepth:
		out.Kind = Refused
		c.problems.Add(tooDeep(out.Place(c.file)))
	case n.anchored || n.alias != nil || n.tagged || c.isNamelessTag(n):
		c.refuseSign(n, out)
	case n.kind == Scalar:
		c.scalar(n, out, at)
	case n.kind == List:
		out.Kind = List
		for _, item := range n.content {
			out.Items = append(out.Items, c.node(item, inside))
		}
	case n.kind == Group:
		c.group(n, out, inside)
	}
	return out
}

func tooDeep(at diag.Place) diag.Problem {
	return diag.Problem{Rule: Limits, At: at, Message: fmt.Sprintf("this stands in more than %d things that hold each other", mostDepth),
		Help: "Bring it nearer to the left margin, or to fewer brackets."}
}

// group reads keys and their values.
func (c *converter) group(n *parsed, out *Node, at context) {
	out.Kind = Group
	for i := 0; i+1 < len(n.content); i += 2 {
		key, value := c.node(n.content[i], at), n.content[i+1]
		if key.Kind == Nothing {
			key.Kind = Scalar // the word null
		}
		if out.Flow {
			if passed := c.reportColonComma(key, n.content[i:]); passed > 0 {
				out.Keys, out.Items = append(out.Keys, key), append(out.Items, &Node{Kind: Refused, Line: key.Line, Column: key.Column})
				i += passed - 2
				continue
			}
		}
		c.reportMark(n, n.content[i], key)
		switch {
		case key.Kind == Refused:
			continue
		case n.content[i].merge && key.Plain:
			c.problems.Add(diag.Problem{Rule: Limits, At: key.Place(c.file), Message: "the merge sign << is not read", Help: "Write the fields out where they are used."})
			continue
		case key.Kind != Scalar:
			c.refuseGroupForText(n, out)
			return
		case out.Flow && key.Plain && c.reportGluedInBraces(key, value):
			out.Keys, out.Items = append(out.Keys, key), append(out.Items, &Node{Kind: Refused, Line: key.Line, Column: key.Column})
			continue
		case out.Flow && i > 0 && isCut(n.content[i:]):
			tail := []string{key.Text}
			for ; isCut(n.content[i+2:]); i += 2 {
				tail = append(tail, n.content[i+2].text)
			}
			c.reportCutByComma(out, key, tail)
			continue
		}
		out.Keys = append(out.Keys, key)
		out.Items = append(out.Items, c.node(value, at))
	}
}

// fileLine returns the line of the file that a line of the library stands for; both count from one.
func (c *converter) fileLine(line int) int {
	if c.origin != nil && line <= len(c.origin) {
		return c.origin[max(line-1, 0)] + c.first
	}
	return line - 1 + c.first
}

// start returns the line that a node begins on, and the byte at which it does.
func (c *converter) start(n *parsed) (line string, at int) {
	if n.line < 1 || n.line > len(c.lines) {
		return "", 0
	}
	line = c.lines[n.line-1]
	from := linePart{n.line, 1, 0}
	if c.last.line == n.line && c.last.column <= n.column { // on a long line, what stands before is not counted again
		from = c.last
	}
	c.last = linePart{n.line, max(n.column, 1), from.at + byteAt(line[from.at:], n.column-from.column+1)}
	return line, c.last.at
}

// byteAt returns the byte at which a column, in characters from one, of a line begins.
func byteAt(line string, column int) int {
	for at := range line {
		if column--; column == 0 {
			return at
		}
	}
	return len(line)
}

// scalar reads one value and its extent on its first line.
func (c *converter) scalar(n *parsed, out *Node, at context) {
	out.Plain, out.Text, out.Kind = n.style == unquoted, n.text, Scalar
	line, from := c.start(n)
	rest := line[from:]
	switch {
	case n.style == block:
		c.placeBlock(n, out)
	case n.style == inQuotes:
		end, closed := quoteEnd(rest)
		out.Width = utf8.RuneCountInString(strings.TrimRight(rest[:end], " \t"))
		if !closed {
			c.reportLateQuote(n, out)
		}
	case n.null || strings.HasPrefix(rest, n.text):
		if n.null {
			out.Kind = Nothing
		}
		out.Width = utf8.RuneCountInString(n.text)
		c.reportLostToComment(n, out, line, from+len(n.text))
	default:
		out.Width = utf8.RuneCountInString(rest[:textEnd(rest)])
		if !at.flow {
			c.reportSwallowedLines(n, out, rest, at.item)
		}
	}
}
