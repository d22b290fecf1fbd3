package check

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"upfront/generator/agreed"
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

// checkUnfrozen reports an agreement that counts as agreed, while no record says to what. One without any yes is reported by
// checkAnyAgreed.
func checkUnfrozen(r *report, a *agreement.Agreement) {
	if a.Held == nil && a.Status.V == "agreed" && hasAgreedLine(a) {
		r.problems.Add(diag.Problem{At: a.Status.At, Message: fmt.Sprintf("what %s agreed to is kept nowhere but in this file, which changes", customerName(a)),
			Help: "Keep it as it stands today, with who said so, when and how: upfront agree " + a.ID})
	}
}

// checkLineChanged reports a line that reads otherwise than it was agreed.
func checkLineChanged(r *report, l *agreement.Line) {
	if l.Was == nil {
		return
	}
	r.addChanged(r.customer, diag.Problem{At: linePlace(l), Message: fmt.Sprintf("%s agreed to other words than %q", l.WasYes.By.V, shortWish(l)),
		Help:    "What was agreed holds, and the page says both. Read this back to them, and keep their yes: upfront agree " + r.customer.ID + ". If nothing was to change, write again what stands in the record.",
		Related: []diag.Related{{At: cmp.Or(l.Was.Understood.At, l.Was.Answer.At, l.WasYes.At), Note: "what was agreed is here"}}})
}

// addChanged adds a problem of an agreement that reads otherwise than its record. Where the record came with a starter, nobody
// agreed to anything: the author makes the file their own.
func (r *report) addChanged(a *agreement.Agreement, p diag.Problem) {
	if isMadeUp(a) {
		p.Severity = diag.Notice
		p.Help = "What stands in " + recordFolder(a) + " came with the starter, and nobody agreed to it. To make this file one of yours, delete that folder; to be rid of the customer, delete this file too."
	}
	r.problems.Add(p)
}

// isMadeUp reports whether all that was agreed came with a starter.
func isMadeUp(a *agreement.Agreement) bool {
	return a.Held != nil && !slices.ContainsFunc(a.Held.Records, func(r *agreed.Record) bool { return !r.IsMadeUp() })
}

func recordFolder(a *agreement.Agreement) string { return path.Dir(a.Held.Newest().File) }

// partWords are the parts of an agreement beside its lines, as people call them.
var partWords = map[string]string{"chosen": "what they have chosen", "dropped": "promises that are no more among theirs", "updates": "how they are kept told", "price": "the price",
	"exceptions": "the exceptions", "referral": "the referral", "term": "when it begins and how it goes on", "contract": "the contract"}

// checkHeldGone reports promises that a customer agreed to and that the offer has no more: their page could not say them. What
// may stand in a part of a file that was refused is not gone.
func checkHeldGone(r *report, a *agreement.Agreement) {
	if a.Held == nil {
		return
	}
	for _, ref := range a.Held.Missing {
		if r.LacksNames(ref) {
			continue
		}
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
	if r.NamesMissing.InSite {
		return
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
		r.addChanged(a, diag.Problem{At: agreementPlace(a), Message: fmt.Sprintf("%s agreed to something else for %s", a.Held.Rest.By.V, strings.Join(changed, ", ")),
			Help:    "What was agreed holds, and their page says it. Read the change back to them, and keep their yes: upfront agree " + a.ID + ". If nothing was to change, write again what stands in the record.",
			Related: []diag.Related{{At: record.Terms().At, Note: "what was agreed is here"}}})
	}
	for _, l := range a.Held.Gone {
		r.addChanged(a, diag.Problem{At: agreementPlace(a), Message: fmt.Sprintf("the line %q was agreed, and is here no more", l.ID.V),
			Help:    "It holds, and their page has it. Put it back. Where both of you want it gone, write what you agreed to in its place, with answer: no, and keep their yes: upfront agree " + a.ID + ".",
			Related: []diag.Related{{At: l.Line.At, Note: "what was agreed is here"}}})
	}
}
