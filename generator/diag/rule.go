package diag

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	"upfront/generator/check/rules"
)

// RuleID names a [Rule]. It never changes once published. Each package declares the ids that it reports as constants.
type RuleID string

// Ids that several packages report, of which none imports all the others.
const (
	TextEncoding RuleID = "text-encoding"
	IDDuplicate  RuleID = "id-duplicate"
	RefUnknown   RuleID = "ref-unknown"
)

// Rule holds what a check always says. It is read from the document of the check in generator/check/rules.
type Rule struct {
	ID       RuleID
	Area     string
	Severity Severity
	Fixed    bool   // no site may change its severity
	Title    string // what it looks for, a few words
	Why      string // one sentence: why it matters to a customer
	document rules.Document
}

// RuleOf returns the rule with the id. It panics for an id without a document: that is a mistake of this program.
func RuleOf(id RuleID) Rule {
	rule, ok := LookUp(id)
	if !ok {
		panic(fmt.Sprintf("diag: no rule %q", id))
	}
	return rule
}

// LookUp returns the rule with the id, and whether there is one.
func LookUp(id RuleID) (Rule, bool) {
	i, ok := slices.BinarySearchFunc(Rules(), id, func(r Rule, id RuleID) int { return cmp.Compare(r.ID, id) })
	if !ok {
		return Rule{}, false
	}
	return Rules()[i], true
}

// Rules returns every rule, by id. The result is shared.
var Rules = sync.OnceValue(func() []Rule {
	var all []Rule
	for _, d := range rules.All() {
		severity, _ := ParseSeverity(d.Severity)
		all = append(all, Rule{ID: RuleID(d.ID), Area: d.Area, Severity: severity, Fixed: d.Fixed, Title: d.Title, Why: d.Why, document: d})
	}
	return all
})

// Explanation returns when the rule fires and how to mend it, with examples indented by two spaces; at most 80 columns.
func (r Rule) Explanation() string { return r.document.Plain() }
