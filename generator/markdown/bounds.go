package markdown

import (
	"bytes"
	"fmt"
	"strings"

	"upfront/generator/diag"
	"upfront/generator/lazy"
)

// The parser's time grows with the square of the marks in one paragraph, with the brackets in it times its length, and with
// how deep lists and quotations stand within each other; and a table has as many cells as it has columns times rows, however
// few are written. Marks beyond numbers that nobody writes are covered by control characters, as tags are: they mean nothing
// to the parser and are printed as themselves, and a text that has them is reported.
const (
	maxText    = 1 << 20 // bytes of a text
	maxParts   = 20_000  // headings, links, addresses and HTML tags of a text
	maxMarks   = 1000    // of one kind in a paragraph, an item of a list, or a row of a table
	leastMarks = 50
	maxSteps   = 50 << 20 // brackets times bytes of a paragraph
	maxNesting = 60       // lists and quotations within each other
	maxCells   = 10_000   // of a table
)

const textLimits diag.RuleID = "markdown-limits"

// covers holds the control character that stands for a mark. The text itself has none ([readable]).
var covers = [256]byte{'[': 0x03, '*': 0x04, '_': 0x05, '>': 0x06, '~': 0x07, '-': 0x08, ')': 0x0e, '.': 0x0f, '+': 0x7f}

const covered = "\x03\x04\x05\x06\x07\x08\x0e\x0f\x7f"

var uncover = strings.NewReplacer("\x03", "[", "\x04", "*", "\x05", "_", "\x06", ">", "\x07", "~", "\x08", "-", "\x0e", ")", "\x0f", ".", "\x7f", "+")

// restored returns text with the covered marks as they were written.
func restored(run []byte) []byte {
	if !bytes.ContainsAny(run, covered) {
		return run
	}
	return []byte(uncover.Replace(string(run)))
}

// limited returns a text, or none and the problem of one that has more than [maxText] or [maxParts].
func limited(file string, firstLine int, data []byte) ([]byte, []diag.Problem) {
	p := diag.Problem{Rule: textLimits, At: diag.Place{File: file, Line: firstLine, Column: 1}, Help: "Divide it into several files."}
	if len(data) > maxText {
		p.Message = "the text is larger than 1 MiB"
		return nil, []diag.Problem{p}
	}
	if n := parts(data); n > maxParts {
		p.Message = fmt.Sprintf("the text has about %d headings, links and HTML tags, and at most %d are read", n, maxParts)
		return nil, []diag.Problem{p}
	}
	for _, m := range mostOf {
		if len(data) <= m.most {
			continue
		}
		if n := m.count(data); n > m.most {
			p.Message = fmt.Sprintf("the text has %d %s, and at most %d are read", n, m.name, m.most)
			return nil, []diag.Problem{p}
		}
	}
	return data, nil
}

// mostOf is how many a text may have of what is more work than words are.
var mostOf = []struct {
	name  string
	count func(text []byte) int
	most  int
}{
	{"lines", signs("\n"), 100_000},
	{"old line ends", signs("\r"), 100_000},
	{"items of lists", items, 20_000},
	{"marks | of tables", signs("|"), 60_000},
	{"marks ` of code", signs("`"), 100_000},
	{"marks [^ of footnotes", signs("[^"), 5_000},
	{"wide margins", signs(strings.Repeat(" ", 100)), 2_500},
}

// signs returns a function that counts a sign in a text.
func signs(sign string) func([]byte) int {
	return func(text []byte) int { return bytes.Count(text, []byte(sign)) }
}

// items returns the number of items of lists. One line may begin several, within each other.
func items(text []byte) (n int) {
	for line := range bytes.Lines(text) {
		for {
			line = bytes.TrimLeft(line, " \t>")
			mark := bytes.TrimLeft(line, "0123456789")
			numbered := len(mark) < len(line)
			if len(mark) < 2 || mark[1] != ' ' || !isItemMark(mark[0], numbered) {
				break
			}
			line = mark[2:]
			n++
		}
	}
	return n
}

func isItemMark(c byte, numbered bool) bool {
	return numbered && (c == '.' || c == ')') || !numbered && (c == '-' || c == '*' || c == '+')
}

// partSigns are where headings, links, addresses and HTML tags begin.
var partSigns = [][]byte{[]byte("\n#"), []byte("\n-\n"), []byte("\n--"), []byte("\n="), []byte("]("), []byte("<"), []byte("@"), []byte("://"), []byte("www.")}

// parts returns about how many headings, links, addresses and HTML tags a text has. Each is looked at many times: for its id,
// where it leads, and what a browser makes of it.
func parts(text []byte) (n int) {
	if len(text) < maxParts {
		return 0
	}
	for _, sign := range partSigns {
		n += bytes.Count(text, sign)
	}
	return n
}

// bounded returns the masked text with no more marks than the parser can take. With few marks and lines it has no more: each mark
// counts once, each level takes one, and a table has a line for each row.
func bounded(masked []byte) []byte {
	marks := 0
	for _, c := range masked {
		if covers[c] != 0 || c == '|' || c == '\n' {
			marks++
		}
	}
	if marks < leastMarks {
		return masked
	}
	b := bounder{in: masked, out: masked}
	for start := 0; start < len(masked); {
		end := lineEnd(masked, start)
		b.line(start, end)
		start = end + 1
	}
	return b.out
}

// bounder covers marks, line by line.
type bounder struct {
	in, out []byte
	block   int // where the block that the line belongs to ends
	allowed int // marks of one kind in the block
	filled  int // where the next blank line begins
	rows    int // lines up to there, with this one
	count   [256]int
}

func (b *bounder) cover(at int) {
	if &b.out[0] == &b.in[0] {
		b.out = bytes.Clone(b.in)
	}
	b.out[at] = covers[b.in[at]]
}

// newBlock matches a line that starts a block, which the parser reads apart from the one before.
var newBlock = lazy.Pattern(`^[ \t>]*(?:$|\||[-*+][ \t]|[0-9]{1,9}[.)][ \t])`)

func (b *bounder) line(start, end int) {
	line := b.in[start:end]
	if start >= b.block {
		b.block = blockEnd(b.in, end+1)
		b.count = [256]int{}
		b.allowed = min(max(maxSteps/(b.block-start+1), leastMarks), maxMarks)
	}
	if b.rows--; start >= b.filled {
		b.filled, b.rows = filledLines(b.in, start)
	}
	from := b.nesting(start, line)
	if b.rows*columns(line[from:]) > maxCells {
		b.cover(start + from + bytes.IndexByte(line[from:], '-'))
	}
	for i, c := range line {
		if c != '[' && c != '*' && c != '_' && c != '~' {
			continue
		}
		if b.count[c]++; b.count[c] > b.allowed {
			b.cover(start + i)
		}
	}
}

// blockEnd returns where the next line after a place begins that starts a block.
func blockEnd(text []byte, from int) int {
	for from < len(text) {
		end := lineEnd(text, from)
		if newBlock().Match(text[from:end]) {
			return from
		}
		from = end + 1
	}
	return len(text)
}

// container matches the mark of a quotation, or of an item of a list, at the start of what is left of a line.
var container = lazy.Pattern(`^[ \t]*(?:>|[-+*](?:[ \t]|$)|[0-9]{1,9}[.)](?:[ \t]|$))`)

// nesting covers the mark of a quotation or list that stands too deep, and returns where the words of the line begin.
func (b *bounder) nesting(start int, line []byte) (from int) {
	for depth := 1; ; depth++ {
		m := container().Find(line[from:])
		if m == nil {
			return from
		}
		if depth > maxNesting {
			b.cover(start + from + bytes.LastIndexAny(m, ">-+*.)"))
			return from
		}
		from += len(m)
	}
}

var delimiterRow = lazy.Pattern(`^[ \t]*[|:-][-:| \t]*$`)

// columns returns how many columns the table has below whose head a line stands; zero for a line of another kind.
func columns(line []byte) int {
	if !delimiterRow().Match(line) || bytes.IndexByte(line, '-') < 0 {
		return 0
	}
	return len(bytes.FieldsFunc(line, func(r rune) bool { return r == '|' }))
}

// filledLines returns where the first blank line from a place on begins, and the number of lines before it.
func filledLines(text []byte, from int) (end, lines int) {
	for from < len(text) {
		end := lineEnd(text, from)
		if len(bytes.Trim(text[from:end], "> \t")) == 0 {
			return max(end, from+1), lines
		}
		lines++
		from = end + 1
	}
	return len(text), lines
}

// overLimit reports a covered mark in a run of words, once for each kind.
func (c *collector) overLimit(from, to int) {
	i := bytes.IndexAny(c.d.masked[from:to], covered)
	if i < 0 || c.over[c.d.masked[from+i]] {
		return
	}
	mark := c.d.masked[from+i]
	if len(c.over) == 0 {
		c.over = map[byte]bool{}
	}
	c.over[mark] = true
	written := c.d.source.text[from+i : from+i+1]
	p := diag.Problem{Rule: textLimits, At: c.d.source.place(from+i, from+i+1)}
	switch line := c.d.source.text[from+i : lineEnd(c.d.source.text, from+i)]; {
	case bytes.ContainsAny(written, "[*_~"):
		p.Message, p.Help = fmt.Sprintf("there are too many marks %s in this paragraph: from here on they would be printed as they are", written), "Divide the paragraph."
	case written[0] == '-' && delimiterRow().Match(line):
		p.Message, p.Help = fmt.Sprintf("this table has more than %d cells, columns times rows", maxCells), "Divide it into several tables, with a blank line and a head of its own for each."
	default:
		p.Message, p.Help = fmt.Sprintf("more than %d lists and quotations stand within each other here", maxNesting), "Write it with fewer levels."
	}
	c.problems.Add(p)
}
