// Package leak decides which words are private, and reports pages and letters that have words which they should not have.
//
// Each question has a file:
//
//	public.go   do public pages have words of a customer, of staff, or of a row of a record? do those of public agreements
//	            have words of other customers?
//	letters.go  does a letter have words of another customer? was an agreement copied from another (copied.go)?
//	secret.go   does anything have the secret of the site?
//
// A field of an agreement becomes private by a line in privateTexts, one for staff alone by a line in staffTexts or
// internalTexts, all in private.go. What tells a customer from all others stands in identity.go.
//
// The package does not know how words are found (package search does), and remembers nothing between builds.
package leak

import (
	"fmt"

	"upfront/generator/diag"
	"upfront/generator/leak/search"
	"upfront/generator/syntax"
)

// The rules for words that a page has and must not have: those of customers, and those for staff alone.
const (
	RulePrivate  diag.RuleID = "leak-private"
	RuleInternal diag.RuleID = "leak-internal"
)

// find reports the texts that pages have, never quoting them, and adds to a proof, unless nil, that they have no others.
func find(pages *search.Index, rule diag.RuleID, texts []syntax.Text, proof *search.Proof) (problems []diag.Problem) {
	for _, t := range texts {
		if path, ok := pages.Prove(t.V, proof); ok {
			problems = append(problems, diag.Problem{Rule: rule, At: t.At, Message: fmt.Sprintf("these words would be readable on %s", path),
				Help: "Take them out of the public file that says them, or write them differently here."})
		}
	}
	return problems
}
