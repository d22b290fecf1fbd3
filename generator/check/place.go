package check

import (
	"strings"
	"unicode/utf8"

	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// placeIn returns the place of some words within a text, from and to in bytes of it. The value of
// a text is without its quotes; its width tells whether it has them, or characters that are written as two. Where the place
// is not sure, such as below the first line, it is that of the whole text.
func placeIn(t syntax.Text, from, to int) diag.Place {
	at := t.At
	line, _, _ := strings.Cut(t.V, "\n")
	skipped := utf8.RuneCountInString(t.V[:from])
	switch long := utf8.RuneCountInString(line); {
	case to > len(line):
		return at
	case at.Width == long:
	case at.Width == long+2:
		skipped++
	default:
		return at
	}
	at.Column, at.Width = at.Column+skipped, utf8.RuneCountInString(t.V[from:to])
	return at
}
