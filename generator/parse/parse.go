// Package parse holds what the parsers of values have in common: mistakes with the text to write instead. What a value
// may look like is for packages clock and amount.
package parse

import (
	"fmt"
	"strings"
)

// An Error describes a mistake in a written value.
type Error struct {
	What   string // the mistake, with the text quoted
	Help   string // a correct text to write instead
	Offset int    // of the mistake in the text, in bytes
}

// Error returns both sentences in one line.
func (e *Error) Error() string { return e.What + "; " + e.Help }

// Shift returns e for a longer text, in which the text that was parsed begins at an offset.
func (e *Error) Shift(by int) *Error {
	e.Offset += by
	return e
}

// Fail returns an error; what is a format for args.
func Fail(offset int, help, what string, args ...any) *Error {
	return &Error{What: fmt.Sprintf(what, args...), Help: help, Offset: offset}
}

// Trimmed parses s without surrounding space.
func Trimmed[T any](s string, parse func(text string) (T, *Error)) (T, error) {
	text := strings.TrimSpace(s)
	v, err := parse(text)
	if err != nil {
		return *new(T), err.Shift(strings.Index(s, text))
	}
	return v, nil
}

// Digits counts the ASCII digits at the start of s.
func Digits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}
