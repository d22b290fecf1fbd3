package diag

import (
	"fmt"
	"slices"
)

// Rule is what a check always says: its id never changes once published.
type Rule struct {
	ID       string
	Area     string
	Severity Severity
	Fixed    bool   // no site may change its severity
	Title    string // what it looks for, a few words
	Why      string // one sentence: why it matters to a customer
	Explain  string // the long form: when it fires, how to mend it, an example; plain text with blank lines
}

// RuleOf gives the rule with the id. It panics for an id that is in no table: that is a mistake of this program.
func RuleOf(id string) Rule {
	i, ok := slices.BinarySearchFunc(sorted, id, func(r Rule, id string) int { return compareIDs(r.ID, id) })
	if !ok {
		panic(fmt.Sprintf("diag: no rule %q", id))
	}
	return sorted[i]
}

// LookUp gives the rule with the id, and whether there is one.
func LookUp(id string) (Rule, bool) {
	i := slices.IndexFunc(sorted, func(r Rule) bool { return r.ID == id })
	if i < 0 {
		return Rule{}, false
	}
	return sorted[i], true
}

// Rules gives every rule, by id.
func Rules() []Rule { return slices.Clone(sorted) }

// sorted holds the tables of rules_*.go by id.
var sorted = func() []Rule {
	all := slices.Concat(formRules, offerRules, agreementRules, siteRules, themeRules)
	slices.SortFunc(all, func(a, b Rule) int { return compareIDs(a.ID, b.ID) })
	return all
}()

func compareIDs(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
