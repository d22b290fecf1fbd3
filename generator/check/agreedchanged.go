package check

import (
	"cmp"
	"fmt"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/diag"
)

// noteOfReferral returns a check of the author's note of who agreed to the referral. With a record, that says so.
func noteOfReferral(check func(*report, *agreement.Agreement)) func(*report, *agreement.Agreement) {
	return func(r *report, a *agreement.Agreement) {
		if a.Held == nil {
			check(r, a)
		}
	}
}

// checkLineChanged reports a line that reads otherwise than it was agreed.
func checkLineChanged(r *report, l *agreement.Line) {
	if l.Was == nil {
		return
	}
	r.problems.Add(diag.Problem{At: linePlace(l), Message: fmt.Sprintf("%s agreed to other words than %q", l.WasYes.By.V, shortWish(l)),
		Help:    "What was agreed holds, and the page says both. Read this back to them, and keep their yes: upfront agree " + r.customer.ID + ". If nothing was to change, write again what stands in the record.",
		Related: []diag.Related{{At: cmp.Or(l.Was.Understood.At, l.Was.Answer.At, l.WasYes.At), Note: "what was agreed is here"}}})
}

// partWords are the parts of an agreement beside its lines, as people call them.
var partWords = map[string]string{"chosen": "what they have chosen", "dropped": "promises that are no more among theirs", "updates": "how they are kept told", "price": "the price",
	"exceptions": "the exceptions", "referral": "the referral", "term": "when it begins and how it goes on", "contract": "the contract"}

// checkHeldGone reports promises that a customer agreed to and that the offer has no more: their page could not say them.
func checkHeldGone(r *report, a *agreement.Agreement) {
	if a.Held == nil {
		return
	}
	for _, ref := range a.Held.Missing {
		at, id := agreementPlace(a), strings.SplitN(ref, ".", 2)[0]
		for _, name := range a.Agreement.Capabilities {
			if name.V == id {
				at = name.At
			}
		}
		r.problems.Add(diag.Problem{At: at, Message: fmt.Sprintf("%s agreed to the promise %q, and nobody is promised it any more", customerName(a), ref),
			Help:    "Put it back in content/capabilities/" + id + ".yaml, under its name, for customers: it holds until the agreement has ended. If it has another name by now, write formerly: with the old one, there or in its capability.",
			Related: []diag.Related{{At: a.Held.Newest().Terms().At, Note: "what was agreed is here"}}})
	}
	for _, name := range a.Held.Names {
		kind, id, _ := strings.Cut(name, " ")
		r.problems.Add(diag.Problem{At: agreementPlace(a), Message: fmt.Sprintf("%s agreed to a promise that names the %s %q, and site.yaml has it no more", customerName(a), map[string]string{"level": "priority level", "calendar": "calendar"}[kind], id),
			Help:    "Put it back below " + map[string]string{"level": "levels:", "calendar": "hours:"}[kind] + " in site.yaml: it holds until the agreement has ended. If it has another name by now, write formerly: " + id + " there.",
			Related: []diag.Related{{At: a.Held.Newest().Terms().At, Note: "what was agreed is here"}}})
	}
}

// checkRestChanged reports what the agreement says otherwise than it was agreed, beside its lines, and lines that were agreed
// and are gone.
func checkRestChanged(r *report, a *agreement.Agreement) {
	if a.Held == nil {
		return
	}
	var changed []string
	for _, part := range a.Held.Changed {
		changed = append(changed, partWords[part])
	}
	record := a.Held.Newest()
	if len(changed) > 0 {
		r.problems.Add(diag.Problem{At: agreementPlace(a), Message: fmt.Sprintf("%s agreed to something else for %s", a.Held.Rest.By.V, strings.Join(changed, ", ")),
			Help:    "What was agreed holds, and their page says it. Read the change back to them, and keep their yes: upfront agree " + a.ID + ". If nothing was to change, write again what stands in the record.",
			Related: []diag.Related{{At: record.Terms().At, Note: "what was agreed is here"}}})
	}
	for _, l := range a.Held.Gone {
		r.problems.Add(diag.Problem{At: agreementPlace(a), Message: fmt.Sprintf("the line %q was agreed, and is here no more", l.ID.V),
			Help:    "It holds, and their page has it. Put it back. Where both of you want it gone, write what you agreed to in its place, with answer: no, and keep their yes: upfront agree " + a.ID + ".",
			Related: []diag.Related{{At: l.Line.At, Note: "what was agreed is here"}}})
	}
}
