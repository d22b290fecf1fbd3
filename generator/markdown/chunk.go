package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"
)

// chunk is HTML cut out of the lines it stands on.
type chunk struct {
	text    []byte
	offsets []int // for each segment, where it starts in text
	starts  []int // and in the source
}

// controlForm is a character reference to what may be a control character, which could be taken for the mark of a tag.
var controlForm = regexp.MustCompile(`&#(?:0*[0-9]{1,2}|[xX]0*[01]?[0-9a-fA-F])(?:;|\b)`)

func newChunk(masked []byte, segments []text.Segment) (c chunk) {
	for _, s := range segments {
		c.offsets = append(c.offsets, len(c.text)+s.Padding)
		c.starts = append(c.starts, s.Start)
		c.text = append(c.text, restored(s.Value(masked))...)
	}
	for _, m := range controlForm.FindAllIndex(c.text, -1) {
		if r := []rune(html.UnescapeString(string(c.text[m[0]:m[1]])))[0]; r < ' ' && r != '\t' && r != '\n' && r != '\r' {
			copy(c.text[m[0]:m[1]], bytes.Repeat([]byte{' '}, m[1]-m[0]))
		}
	}
	return c
}

// offset returns where a byte of the chunk stands in the source.
func (c chunk) offset(at int) int {
	i := len(c.offsets) - 1
	for i > 0 && c.offsets[i] > at {
		i--
	}
	if i < 0 {
		return 0
	}
	return c.starts[i] + max(0, at-c.offsets[i])
}
