package markdown

import (
	"bytes"
	"regexp"
	"strings"
)

// The parser's time grows with the square of the marks in one paragraph, and of the quotations within each other.
// Marks beyond a number that nobody writes are covered by control characters, as tags are: they mean nothing to the parser
// and are printed as themselves.
const (
	maxMarks  = 1000 // of one kind in a paragraph, an item of a list, or a row of a table
	maxQuotes = 100  // within each other
)

var (
	covers  = [256]byte{'[': 0x03, '*': 0x04, '_': 0x05, '>': 0x06, '~': 0x07}
	uncover = strings.NewReplacer("\x03", "[", "\x04", "*", "\x05", "_", "\x06", ">", "\x07", "~")
)

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
		line := masked[start:lineEnd(masked, start)]
		if newBlock.Match(line) {
			count = [256]int{}
		}
		quotes := line[:len(line)-len(bytes.TrimLeft(line, "> \t"))]
		count['>'] = maxMarks - maxQuotes
		for i, c := range line {
			if covers[c] == 0 || c == '>' && i >= len(quotes) {
				continue
			}
			if count[c]++; count[c] <= maxMarks {
				continue
			}
			if &out[0] == &masked[0] {
				out = bytes.Clone(masked)
			}
			out[start+i] = covers[c]
		}
		start += len(line) + 1
	}
	return out
}

// restored returns text with the covered marks as they were written.
func restored(run []byte) []byte {
	if !bytes.ContainsAny(run, "\x03\x04\x05\x06\x07") {
		return run
	}
	return []byte(uncover.Replace(string(run)))
}
