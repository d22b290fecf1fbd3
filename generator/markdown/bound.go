package markdown

import (
	"bytes"
	"regexp"
)

// The parser's time grows with the square of the marks in one paragraph, and of the quotations within each other.
// Marks beyond a number that nobody writes are covered by control characters, as tags are: they mean nothing to the parser
// and are printed as themselves.
const (
	maxMarks  = 1000 // of one kind in a paragraph, an item of a list, or a row of a table
	maxQuotes = 100  // within each other
)

// covers holds the marks that can be too many, and the character that covers each.
var covers = map[byte]byte{'[': 0x03, '*': 0x04, '_': 0x05, '>': 0x06, '~': 0x07}

// newBlock matches a line that starts a block, which the parser reads apart from the one before.
var newBlock = regexp.MustCompile(`^[ \t>]*(?:$|\||[-*+][ \t]|[0-9]{1,9}[.)][ \t])`)

// bounded returns the masked text with no more marks than the parser can take.
func bounded(masked []byte) []byte {
	if len(masked) < maxQuotes {
		return masked
	}
	var count [256]int
	out := masked
	for start := 0; start < len(masked); {
		end := lineEnd(masked, start)
		if newBlock.Match(masked[start:end]) {
			count = [256]int{}
		}
		for _, i := range excess(masked[start:end], &count) {
			if &out[0] == &masked[0] {
				out = bytes.Clone(masked)
			}
			out[start+i] = covers[masked[start+i]]
		}
		start = end + 1
	}
	return out
}

// excess counts the marks in a line, and returns the indexes of those that are too many.
func excess(line []byte, count *[256]int) (indexes []int) {
	quotes, leading := 0, true
	for i, c := range line {
		leading = leading && (c == '>' || c == ' ' || c == '\t')
		switch c {
		case '[', '*', '_', '~':
			if count[c]++; count[c] > maxMarks {
				indexes = append(indexes, i)
			}
		case '>':
			if quotes++; leading && quotes > maxQuotes {
				indexes = append(indexes, i)
			}
		}
	}
	return indexes
}

// restored returns text with the covered marks as they were written.
func restored(run []byte) []byte {
	if !bytes.ContainsAny(run, "\x03\x04\x05\x06\x07") {
		return run
	}
	return bytes.Map(func(r rune) rune {
		for mark, cover := range covers {
			if r == rune(cover) {
				return rune(mark)
			}
		}
		return r
	}, run)
}
