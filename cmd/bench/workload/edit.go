package workload

import (
	"bytes"
	"fmt"
)

// Edit is a change of one file of a site of Upfront. It shows as a word on the page of the first customer.
type Edit struct {
	File          string // in the site
	before, after string // what stands around the word
}

// EditOfAgreement returns a change of the story of the first customer, which is on that customer's page alone.
func EditOfAgreement() Edit {
	return Edit{agreementFile(Customer(0)), "\n  The sheet for this customer is", ".\n"}
}

// EditOfCapability returns a change of a promise that the first customer and many others have.
func EditOfCapability() Edit {
	return Edit{makeCapability(0).file(), "    says: After a change you get a note in plain words that says what we did", ".\n"}
}

// Apply returns the text of the file with word n in it. It panics where the text is not that of the file.
func (e Edit) Apply(text []byte, n int) []byte {
	head, rest, found := bytes.Cut(text, []byte(e.before))
	_, tail, closed := bytes.Cut(rest, []byte(e.after))
	if !found || !closed {
		panic("workload: " + e.File + " has no place for a word")
	}
	return fmt.Appendf(nil, "%s%s %s%s%s", head, e.before, Word(n), e.after, tail)
}

// Word returns the n-th word of an [Edit].
func Word(n int) string { return fmt.Sprintf("edition%08d", n) }
