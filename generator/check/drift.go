package check

import (
	"fmt"
	"slices"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/drift"
)

// checkDrift tells of a customer who keeps what they agreed to, while everybody is promised something else by now.
func checkDrift(r *report, a *agreement.Agreement) {
	var kept []string
	for _, t := range a.Terms {
		if effect := drift.Of(t.Drifted()); t.Held != nil && !t.Dropped && !t.Promise.IsPartial() && effect != drift.Wording {
			kept = append(kept, fmt.Sprintf("%s (%v by now)", t.Promise.Ref, effect))
		}
	}
	if all := a.DriftedDuties(); len(all) > 0 && !slices.ContainsFunc(a.Capabilities, (*catalog.Capability).LacksNames) {
		kept = append(kept, "what they do themselves")
	}
	if len(kept) > 0 {
		r.problems.Add(diag.Problem{At: agreementPlace(a), Message: fmt.Sprintf("%s keeps what they agreed to, and you offer something else by now: %s", customerName(a), strings.Join(kept, ", ")),
			Help: "Nothing needs to be done: their page says so. upfront diff says who keeps what, until when, and whom to ask by which day."})
	}
}

// checkUntold reports a promise that gets weaker, or has become so, of which no notice tells a customer who agreed to it.
func checkUntold(r *report, a *agreement.Agreement) {
	for _, t := range a.Terms {
		next := t.Promise.Next
		switch {
		case t.Dropped || t.Promise.IsPartial() || r.isToldOf(a, t.Promise): // of a part that was refused, what it says is not known
		case t.Held != nil && drift.Of(t.Drifted()) == drift.Weaker:
			r.reportUntold(a, t.Promise, "is weaker by now")
		case next != nil && a.Holds(t) && drift.Of(agreement.Changed(next.Was, next.Is)) == drift.Weaker:
			r.reportUntold(a, t.Promise, fmt.Sprintf("gets weaker on %v", next.From.V))
		}
	}
}

func (r *report) reportUntold(a *agreement.Agreement, p *catalog.Promise, what string) {
	r.problems.Add(diag.Problem{At: agreementPlace(a), Message: fmt.Sprintf("%s agreed to %q, which %s, and no notice tells them", customerName(a), p.Ref, what),
		Help:    fmt.Sprintf("Theirs stays, and they may hear it from others: write a notice, upfront new notice, with kind: change and affects: [%s], and say in it that whoever agreed to something else keeps it.", p.Ref),
		Related: []diag.Related{{At: p.Says.At, Note: "the promise is here"}}})
}

// isToldOf reports whether a public notice, or one for this customer, is about a change of a promise, or of all of its capability.
func (r *report) isToldOf(a *agreement.Agreement, p *catalog.Promise) bool {
	return slices.ContainsFunc(r.Notices, func(n *catalog.Notice) bool {
		if n.Kind.V != "change" || !n.Public() && !slices.Contains(a.Notices, n) {
			return false
		}
		return slices.Contains(n.Promises, p) || slices.Contains(n.Capabilities, p.Capability) && !slices.ContainsFunc(n.Promises, func(other *catalog.Promise) bool { return other.Capability == p.Capability })
	})
}
