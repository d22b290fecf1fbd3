package check

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
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
	var told []*agreement.Term // of each, one warning is enough
	for _, t := range a.Terms {
		if t.Held != nil && !t.Dropped && drift.Of(t.Drifted()) == drift.Weaker {
			told = append(told, t)
			r.reportUntold(a, t.Promise.Capability, t, "is weaker by now")
		}
	}
	for _, c := range a.Announced() {
		if c.Stays && drift.Of(agreement.ChangesOf(c.Change)) == drift.Weaker && (c.Term == nil || !slices.Contains(told, c.Term)) {
			told = append(told, c.Term)
			r.reportUntold(a, c.Capability, c.Term, fmt.Sprintf("gets weaker on %v", c.From.V))
		}
	}
}

// reportUntold reports a change for the worse of a promise that a customer agreed to, or where that is nil, of a price, unless a
// notice tells of it. Of a part that was refused, what it says is not known.
func (r *report) reportUntold(a *agreement.Agreement, c *catalog.Capability, t *agreement.Term, what string) {
	p, ref, of, here := (*catalog.Promise)(nil), c.ID, fmt.Sprintf("a price for %q", c.ID), diag.Related{At: cmp.Or(c.Price.Amount.At, c.Price.At), Note: "the price is here"}
	if t != nil {
		p, ref, of, here = t.Promise, t.Promise.Ref, strconv.Quote(t.Promise.Ref), diag.Related{At: t.Promise.Says.At, Note: "the promise is here"}
	}
	if p != nil && p.IsPartial() || r.isToldOf(a, p, c) {
		return
	}
	r.problems.Add(diag.Problem{At: agreementPlace(a), Message: fmt.Sprintf("%s agreed to %s, which %s, and no notice tells them", customerName(a), of, what),
		Help: fmt.Sprintf("Theirs stays, and they may hear it from others. Tell them in a notice:\nupfront new notice %v-%s\nPut in it kind: change, affects: [%s] and visibility: public, and say that whoever agreed to something else keeps it.",
			r.Today(), strings.ReplaceAll(ref, ".", "-"), ref),
		Related: []diag.Related{here}})
}

// isToldOf reports whether a public notice, or one for this customer, is about a change of a promise, or of all of its
// capability; without a promise, of anything in that.
func (r *report) isToldOf(a *agreement.Agreement, p *catalog.Promise, c *catalog.Capability) bool {
	return slices.ContainsFunc(r.Notices, func(n *catalog.Notice) bool {
		if n.Kind.V != "change" || !n.Public() && !slices.Contains(a.Notices, n) {
			return false
		}
		return slices.Contains(n.Promises, p) || slices.Contains(n.Capabilities, c) && !slices.ContainsFunc(n.Promises, func(other *catalog.Promise) bool { return other.Capability == c })
	})
}
