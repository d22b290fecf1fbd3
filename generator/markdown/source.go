package markdown

import (
	"bytes"
	"fmt"
	"sort"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"upfront/generator/diag"
)

// source is a text as it is parsed, with an index of the places of its bytes in the file. It has one character for each
// character of the file, so that columns hold; only the end of a line may be shorter.
type source struct {
	file   string
	first  int // the line of the file on which the text starts
	indent int // characters of the file before each line of the text
	text   []byte
	lines  []int // the byte at which each line starts
	marks  []int // characters before every markEvery bytes, so that a place costs the same on a long line
	plain  bool  // every character is one byte
}

const markEvery = 1024

const byteOrderMark = "\ufeff"

func newSource(file string, first int, raw []byte, o Options) (*source, []diag.Problem) {
	s := &source{file: file, first: first, indent: o.Indent}
	var invalid []int
	s.text, invalid = readable(bytes.TrimPrefix(raw, []byte(byteOrderMark)))
	s.index()
	if len(invalid) == 0 {
		return s, nil
	}
	r, n := utf8.DecodeRune(s.text[invalid[0]:])
	p := diag.Problem{Rule: diag.TextEncoding, At: s.place(invalid[0], invalid[0]+n), Message: "a character here is not UTF-8",
		Help: fmt.Sprintf("Save the file as UTF-8. As Windows-1252 it would read %q.", r)}
	switch more := len(invalid) - 1; {
	case more == 1:
		p.Message += " (nor is one other)"
	case more > 1:
		p.Message += fmt.Sprintf(" (nor are %d others)", more)
	}
	return s, []diag.Problem{p}
}

// readable returns the text with \n at the end of lines, as valid UTF-8 without the control characters that HTML
// forbids, and the offsets in it of bytes that were not UTF-8.
func readable(raw []byte) (text []byte, invalid []int) {
	text = make([]byte, 0, len(raw)+1)
	for i := 0; i < len(raw); {
		if c := raw[i]; ' ' <= c && c < 0x7f || c == '\n' { // nearly every character
			text = append(text, c)
			i++
			continue
		}
		r, n := utf8.DecodeRune(raw[i:])
		if r == '\r' {
			r = '\n'
			if i+1 < len(raw) && raw[i+1] == '\n' {
				n = 2
			}
		}
		if r == utf8.RuneError && n == 1 {
			invalid = append(invalid, len(text))
			r = charmap.Windows1252.DecodeByte(raw[i]) // as old editors write; five bytes mean nothing
		}
		text = utf8.AppendRune(text, visible(r))
		i += n
	}
	return text, invalid
}

// visible returns the character, or the replacement character for one that may not stand in HTML.
func visible(r rune) rune {
	switch {
	case r == '\f':
		return ' '
	case r == '\t' || r == '\n':
		return r
	case r < ' ', r >= 0x7f && r <= 0x9f, r >= 0xfdd0 && r <= 0xfdef, r&0xfffe == 0xfffe:
		return utf8.RuneError
	}
	return r
}

func (s *source) index() {
	s.lines = []int{0}
	characters := 0
	for i, c := range s.text {
		if i%markEvery == 0 {
			s.marks = append(s.marks, characters)
		}
		if utf8.RuneStart(c) {
			characters++
		}
		if c == '\n' {
			s.lines = append(s.lines, i+1)
		}
	}
	if len(s.text)%markEvery == 0 {
		s.marks = append(s.marks, characters)
	}
	s.plain = characters == len(s.text)
}

// characters counts the characters before a byte.
func (s *source) characters(offset int) int {
	if s.plain {
		return offset
	}
	from := offset / markEvery * markEvery
	characters := s.marks[offset/markEvery]
	for from < offset && !utf8.RuneStart(s.text[from]) {
		from++ // the rest of a character that was counted
	}
	return characters + utf8.RuneCount(s.text[from:offset])
}

// place returns the place in the file of s.text[from:to]; its width ends with the first line.
func (s *source) place(from, to int) diag.Place {
	from = max(0, min(from, len(s.text)))
	line := sort.SearchInts(s.lines, from+1) - 1
	start, end := s.lines[line], len(s.text)
	if line+1 < len(s.lines) {
		end = s.lines[line+1] - 1
	}
	to = max(from, min(to, end))
	before := s.characters(from)
	return diag.Place{File: s.file, Line: s.first + line, Column: before - s.characters(start) + 1 + s.indent, Width: s.characters(to) - before}
}
