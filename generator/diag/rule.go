package diag

import (
	"cmp"
	"fmt"
	"slices"
)

// RuleID names a [Rule]. It never changes once published. Each package declares the ids that it reports as constants.
type RuleID string

// Rule holds what a check always says.
type Rule struct {
	ID       RuleID
	Area     string
	Severity Severity
	Fixed    bool   // no site may change its severity
	Title    string // what it looks for, a few words
	Why      string // one sentence: why it matters to a customer
	Explain  string // when it fires, how to mend it, an example indented by two spaces; at most 80 columns
}

// RuleOf gives the rule with the id. It panics for an id that is in no table: that is a mistake of this program.
func RuleOf(id RuleID) Rule {
	rule, ok := LookUp(id)
	if !ok {
		panic(fmt.Sprintf("diag: no rule %q", id))
	}
	return rule
}

// LookUp gives the rule with the id, and whether there is one.
func LookUp(id RuleID) (Rule, bool) {
	i, ok := slices.BinarySearchFunc(sorted, id, func(r Rule, id RuleID) int { return cmp.Compare(r.ID, id) })
	if !ok {
		return Rule{}, false
	}
	return sorted[i], true
}

// Rules gives every rule, by id.
func Rules() []Rule { return slices.Clone(sorted) }

// sorted holds the tables of rules_*.go by id.
var sorted = slices.SortedFunc(slices.Values(slices.Concat(
	formRules, fileRules, themeRules, cannotRules, fitRules, wordingRules, recordRules, clockRules,
	agreementRules, afterRules, reachRules, policyRules, tellingRules, linkRules, privateRules,
)), func(a, b Rule) int { return cmp.Compare(a.ID, b.ID) })
