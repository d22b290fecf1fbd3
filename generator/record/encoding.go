package record

import (
	"bufio"
	"bytes"
	"io"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Exports are mostly in UTF-8. Excel writes "Unicode text" in UTF-16, and a plain CSV in Windows-1252, of which Latin-1 is the
// part that has letters. UTF-16 shows at the beginning of a file; the other may show in its last row, so it is known row by row.

const byteOrderMark = "\ufeff"

// buffered holds readers for the next files, because most files are smaller than the room that a reader takes.
var buffered = sync.Pool{New: func() any { return bufio.NewReaderSize(nil, 64<<10) }}

// utf8Reader returns a reader of a file as UTF-8, without the mark at its beginning. Rows in Windows-1252 stay as they are.
func utf8Reader(f io.Reader) *bufio.Reader {
	in := buffered.Get().(*bufio.Reader)
	in.Reset(f)
	head, _ := in.Peek(4 << 10)
	if order, ok := utf16Order(head); ok {
		in = bufio.NewReaderSize(transform.NewReader(in, unicode.UTF16(order, unicode.UseBOM).NewDecoder()), 64<<10)
	}
	if mark, _ := in.Peek(len(byteOrderMark)); string(mark) == byteOrderMark {
		in.Discard(len(byteOrderMark))
	}
	return in
}

// utf16Order reports whether a text that begins so is in UTF-16: by its mark, or since every other byte of what has digits and
// separators is zero.
func utf16Order(head []byte) (order unicode.Endianness, ok bool) {
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return unicode.LittleEndian, true
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return unicode.BigEndian, true
	}
	var zeros [2]int // at even places, and at odd ones
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	switch few := len(head) / 5; {
	case zeros[0] == 0 && zeros[1] > few:
		return unicode.LittleEndian, true
	case zeros[1] == 0 && zeros[0] > few:
		return unicode.BigEndian, true
	}
	return unicode.LittleEndian, false
}

// utf8Text returns a text in UTF-8, and whether it was in Windows-1252.
func utf8Text(raw []byte) (text string, decoded bool) {
	if utf8.Valid(raw) {
		return string(raw), false
	}
	var b strings.Builder
	for _, c := range raw {
		b.WriteRune(charmap.Windows1252.DecodeByte(c))
	}
	return b.String(), true
}
