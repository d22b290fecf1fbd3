package check

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/clock"
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

// untold is a change for the worse of something that a customer agreed to, of which no notice tells them.
type untold struct {
	ref, named string
	here       diag.Related
}

// checkUntold reports what gets weaker, or has become so, and what no notice tells a customer of who agreed to it: in one problem for all that
// changes on one day, since one notice can tell of it all.
func checkUntold(r *report, a *agreement.Agreement) {
	var told []*agreement.Term // of each, one warning is enough
	var now []untold
	for _, t := range a.Terms {
		if t.Held != nil && !t.Dropped && drift.Of(t.Drifted()) == drift.Weaker {
			told, now = append(told, t), r.addUntold(now, a, t.Promise.Capability, t)
		}
	}
	r.reportUntold(a, now, "is weaker by now", "are weaker by now")
	var days []clock.Date
	coming := map[clock.Date][]untold{}
	for _, c := range a.Announced() {
		if c.Stays && drift.Of(agreement.ChangesOf(c.Change)) == drift.Weaker && (c.Term == nil || !slices.Contains(told, c.Term)) {
			told, days = append(told, c.Term), append(days, c.From.V)
			coming[c.From.V] = r.addUntold(coming[c.From.V], a, c.Capability, c.Term)
		}
	}
	slices.SortFunc(days, clock.Date.Compare)
	for _, day := range slices.Compact(days) {
		r.reportUntold(a, coming[day], fmt.Sprintf("gets weaker on %v", day), fmt.Sprintf("get weaker on %v", day))
	}
}

// addUntold adds a change of a promise that a customer agreed to, or where that is nil, of a price, unless a notice tells of it. Of a part
// that was refused, what it says is not known.
func (r *report) addUntold(all []untold, a *agreement.Agreement, c *catalog.Capability, t *agreement.Term) []untold {
	if t == nil {
		if r.isToldOf(a, nil, c) {
			return all
		}
		return append(all, untold{c.ID, fmt.Sprintf("a price for %q", c.ID), diag.Related{At: cmp.Or(c.Price.Amount.At, c.Price.At), Note: "the price is here"}})
	}
	if t.Promise.IsPartial() || r.isToldOf(a, t.Promise, c) {
		return all
	}
	return append(all, untold{t.Promise.Ref, strconv.Quote(t.Promise.Ref), diag.Related{At: t.Promise.Says.At, Note: "the promise is here"}})
}

// reportUntold reports changes, in words for one of them, and for several.
func (r *report) reportUntold(a *agreement.Agreement, all []untold, one, several string) {
	if len(all) == 0 {
		return
	}
	what, file := all[0].named+", which "+one, strings.ReplaceAll(all[0].ref, ".", "-")
	if len(all) > 1 {
		what, file = fmt.Sprintf("%d things that %s, such as %s", len(all), several, all[0].named), "changes"
	}
	p := diag.Problem{At: agreementPlace(a), Message: fmt.Sprintf("%s agreed to %s, and no notice tells them", customerName(a), what),
		Help: fmt.Sprintf("Theirs stays, and they may hear it from others. Tell them in a notice:\nupfront new notice %v-%s\nPut in it kind: change, affects: [%s] and visibility: public, and say that whoever agreed to something else keeps it.",
			r.Today(), file, strings.Join(diag.Names(all, func(u untold) string { return u.ref }), ", "))}
	for _, u := range all[:min(len(all), mostHere)] {
		p.Related = append(p.Related, u.here)
	}
	r.problems.Add(p)
}

// mostHere is how many places of changes a problem names at the most.
const mostHere = 3

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
