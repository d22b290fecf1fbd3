package check

import (
	"fmt"
	"slices"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

const (
	cannotMissing diag.RuleID = "cannot-missing"
	noReason      diag.RuleID = "no-reason"
	noAlternative diag.RuleID = "no-alternative"
	ifMissing     diag.RuleID = "if-missing"
)

// cannotRules judge how a no is said: with where the offer ends, a reason, and what happens instead.
var cannotRules = []rule{
	{id: cannotMissing, check: lacking(func(c *catalog.Capability) bool { return isOnOffer(c) && len(c.Excluded) == 0 }, capabilityPlace, capabilityTitle,
		"%q does not say what it leaves out", "Under scope, add excluded: with what people ask for and you turn down, each with because and instead.")},
	{id: noReason, check: checkExcludedReason},
	{id: noAlternative, check: lacking(func(e *catalog.Excluded) bool {
		return e.What.IsSet() && isBlank(e.Instead) && isBlank(e.If) && !e.Excluded.Refer.IsSet()
	}, func(e *catalog.Excluded) diag.Place { return e.What.At }, excludedName,
		"%q is a no that leads nowhere", "Add one of these below it: instead: with what you can do, if: with the condition on which you can, or refer: with a partner from partners.yaml.")},
	{id: noReason, check: checkLineReason, draft: diag.Warning},
	{id: noAlternative, check: checkLineAlternative, draft: diag.Warning},
	{id: ifMissing, draft: diag.Warning, check: lacking(func(l *agreement.Line) bool { return l.Answer.V == "yes-if" && isBlank(l.If) },
		func(l *agreement.Line) diag.Place { return l.Answer.At }, shortWish,
		"the answer to %q is yes-if, and no condition is given", "Add the condition, such as if: Pallets are corner-boarded before we collect. If there is none, the answer is yes.")},
}

// isOnOffer reports whether a new customer could have the capability. One without a title may be a
// file that cannot be read, so that nothing is known of what it lacks.
func isOnOffer(c *catalog.Capability) bool {
	return c.Status.V != "paused" && c.Status.V != "retired" && !isBlank(c.Title)
}

func checkExcludedReason(r *report, e *catalog.Excluded) {
	switch {
	case !e.What.IsSet():
	case isBlank(e.Because):
		r.problems.Add(diag.Problem{At: e.What.At, Message: fmt.Sprintf("no reason is given for %q", excludedName(e)),
			Help: "Add the true reason below it, such as because: Our vans are not refrigerated."})
	case isHollow(e.Because):
		r.problems.Add(diag.Problem{At: e.Because.At, Message: fmt.Sprintf("%q is no reason for %q", e.Because.V, excludedName(e)), Help: hollowHelp})
	}
}

func checkLineReason(r *report, l *agreement.Line) {
	switch {
	case l.Answer.V != "no":
	case isBlank(l.Because):
		help := "Add the true reason, such as because: We managed that on 2 of our last 200 deliveries."
		if l.Excluded != nil && !isBlank(l.Excluded.Because) {
			help = fmt.Sprintf("Your offer has a reason for it already; add because: %s", l.Excluded.Because.V)
		}
		r.problems.Add(diag.Problem{At: l.Answer.At, Message: fmt.Sprintf("the answer to %q is no, without a reason", shortWish(l)), Help: help})
	case isHollow(l.Because):
		r.problems.Add(diag.Problem{At: l.Because.At, Message: fmt.Sprintf("%q is no reason for the no to %q", l.Because.V, shortWish(l)), Help: hollowHelp})
	}
}

func checkLineAlternative(r *report, l *agreement.Line) {
	if l.Answer.V != "no" || !isBlank(l.Instead) || !isBlank(l.If) || l.Line.Refer.IsSet() {
		return
	}
	help := "Add instead: with what you do, if: with the condition on which it becomes a yes, or refer: with a partner who does it."
	if l.Excluded != nil && !isBlank(l.Excluded.Instead) {
		help = fmt.Sprintf("Your offer says what you do; add instead: %s", l.Excluded.Instead.V)
	}
	r.problems.Add(diag.Problem{At: l.Answer.At, Message: fmt.Sprintf("the no to %q leads nowhere", shortWish(l)), Help: help})
}

const hollowHelp = "Say what the rule protects, or what you lack, such as because: Our vans are not refrigerated."

// isHollow reports whether a reason says no more than that the answer is no.
func isHollow(reason syntax.Text) bool {
	const longest = 30
	return len(reason.V) <= longest && slices.Contains(hollowReasons, strings.Trim(strings.ToLower(strings.Join(strings.Fields(reason.V), " ")), ".! "))
}

var hollowReasons = []string{"company policy", "our policy", "policy", "it is our policy", "it's our policy", "it is company policy", "it's company policy",
	"we don't", "we do not", "we don't do that", "we do not do that", "we can't", "we cannot", "not possible", "it is not possible",
	"it's not possible", "because", "no reason", "none", "n/a", "tbc", "tbd", "-", "?"}
