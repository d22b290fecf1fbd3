package workload

import (
	"bytes"
	"fmt"
)

// Edit is a change of one file of a site of Upfront, to be made again and again. It shows on the page of the first
// customer, as a word.
type Edit struct {
	File          string // in the site
	before, after string // what stands around the word
}

// EditOfAgreement changes the story of the first customer, which stands on that page alone.
func EditOfAgreement() Edit {
	return Edit{agreementFile(Customer(0)), "\n  The sheet for this customer is", ".\n"}
}

// EditOfCapability changes what a promise says that the first customer has, and with it the page of everybody who has it.
func EditOfCapability() Edit {
	return Edit{makeCapability(0).file(), "    says: After a change you get a note in plain words that says what we did", ".\n"}
}

// Apply gives the text of the file with word n in it. It panics where the text is not that of the file.
func (e Edit) Apply(text []byte, n int) []byte {
	head, rest, found := bytes.Cut(text, []byte(e.before))
	_, tail, closed := bytes.Cut(rest, []byte(e.after))
	if !found || !closed {
		panic("workload: " + e.File + " has no place for a word")
	}
	return fmt.Appendf(nil, "%s%s %s%s%s", head, e.before, Word(n), e.after, tail)
}

// Word is what an [Edit] puts in.
func Word(n int) string { return fmt.Sprintf("edition%08d", n) }
