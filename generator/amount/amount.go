// Package amount reads the numbers of a promise: shares ("99.95%"), money ("£38 per pallet") and quantities
// ("750 kg"), exactly, without floating point.
//
// A number is written with a decimal point and, if at all, commas between groups of three digits: 1250,
// 1,250 and 1250.50 are numbers; 12,50 and 1.250,00 are refused with the number to write instead, because a guess
// would be wrong by a hundred or a thousand for somebody.
//
// Each Parse function returns an error of type *Error when the text cannot be read. Each String method returns the one
// canonical form, which Parse reads back as the same value. How a customer sees a number (grouping, place of the
// symbol, words) depends on the language and is not decided here.
package amount

import (
	"fmt"
	"strings"
)

// An Error describes a mistake in a written number.
type Error struct {
	What   string // the mistake, with the text quoted
	Help   string // a correct text to write instead
	Offset int    // of the mistake in the text, in bytes
}

// Error returns both sentences in one line.
func (e *Error) Error() string { return e.What + "; " + e.Help }

func (e *Error) shift(by int) *Error {
	e.Offset += by
	return e
}

func fail(offset int, help, what string, args ...any) *Error {
	return &Error{What: fmt.Sprintf(what, args...), Help: help, Offset: offset}
}

// parseTrimmed parses s without surrounding space.
func parseTrimmed[T any](s string, parse func(text string) (T, *Error)) (T, error) {
	text := strings.TrimSpace(s)
	v, err := parse(text)
	if err != nil {
		return *new(T), err.shift(strings.Index(s, text))
	}
	return v, nil
}
