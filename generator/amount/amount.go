// Package amount reads the numbers of a promise: shares ("99.95%"), money ("£38 per pallet") and quantities
// ("750 kg"), exactly, without floating point.
//
// A number is written with a decimal point and, if at all, commas between groups of three digits: 1250,
// 1,250 and 1250.50 are numbers; 12,50 and 1.250,00 are refused with the number to write instead, because a guess
// would be wrong by a hundred or a thousand for somebody.
//
// Each Parse function returns an error of type *Error when the text cannot be read. Each String method prints the one
// canonical form, which Parse reads back as the same value. How a customer sees a number (grouping, place of the
// symbol, words) depends on the language and is not decided here.
package amount

import (
	"fmt"
	"strings"
)

// An Error says what is wrong with a written number and what to write instead.
type Error struct {
	What   string // what is wrong, quoting what was written
	Help   string // what to write instead
	Offset int    // where in the text it is wrong, in bytes from its start
}

// Error returns both sentences in one line.
func (e *Error) Error() string { return e.What + "; " + e.Help }

// trim returns s without surrounding space (of any kind), and how many bytes were cut from its start.
func trim(s string) (string, int) {
	left := strings.TrimSpace(s)
	at := strings.Index(s, left)
	return left, at
}

func fail(offset int, help, what string, args ...any) *Error {
	return &Error{What: fmt.Sprintf(what, args...), Help: help, Offset: offset}
}
