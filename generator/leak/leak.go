// Package leak decides which words are private, and reports pages and letters that have words which they should not have.
//
// Each question has a file:
//
//	public.go   do public pages have words of a customer, of staff, or of a row of a record (records.go)? do those of public
//	            agreements have words of other customers?
//	letters.go  does a letter have words of another customer? was an agreement copied from another (copied.go)?
//	secret.go   does anything have the secret of the site?
//
// A field of an agreement becomes private by a line in privateTexts, one for staff alone by a line in staffTexts or
// internalTexts, all in private.go. What tells a customer from all others stands in identity.go, and what is ours in ours.go.
//
// The package does not know how words are found (package search does), and remembers nothing between builds.
package leak

import "upfront/generator/diag"

// The rules for words that a page has and must not have: those of customers, and those for staff alone.
const (
	RulePrivate  diag.RuleID = "leak-private"
	RuleInternal diag.RuleID = "leak-internal"
	RuleDoubtful diag.RuleID = "leak-doubtful" // names that are words too, and a few words of a customer or of staff
)
