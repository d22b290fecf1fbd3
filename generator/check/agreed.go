package check

import (
	"fmt"
	"slices"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

const (
	agreedIncomplete diag.RuleID = "agreed-incomplete"
	agreedByUnknown  diag.RuleID = "agreed-by-unknown"
	agreedInFuture   diag.RuleID = "agreed-in-future"
)

// agreedRules judge what an agreement says of who agreed, when and how: the page prints it, and both sides go back to it.
var agreedRules = []rule{
	{id: agreedIncomplete, check: checkAnyAgreed},
	{id: agreedIncomplete, check: checkLineOpen},
	{id: agreedIncomplete, check: checkAgreedWhole, ended: true},
	{id: agreedByUnknown, check: checkAgreedBy},
	{id: agreedInFuture, check: checkAgreedOn, ended: true},
	{id: agreedInFuture, check: checkLineDays, ended: true},
}

// checkAnyAgreed reports an agreement that counts as agreed, while its page says "0 of 3 agreed".
func checkAnyAgreed(r *report, a *agreement.Agreement) {
	if a.Status.V != "agreed" {
		return
	}
	if lines, _, _ := a.Counts(); lines > 0 && !hasAgreedLine(a) {
		r.problems.Add(diag.Problem{At: a.Status.At, Message: fmt.Sprintf("this says that %s agreed, and no line says so", customerName(a)),
			Help: "Below each line that they said yes to, write agreed: with on:, by: and how:. If they have not said so yet, write status: proposed."})
	}
}

// lineName returns a function that names a line in a message; most lines are never named.
func lineName(l *agreement.Line) func() string {
	return func() string { return fmt.Sprintf("%q", shortWish(l)) }
}

// checkLineOpen reports a line that is still open in an agreement that counts as agreed. One without any yes is reported by
// checkAnyAgreed.
func checkLineOpen(r *report, l *agreement.Line) {
	if r.customer.Status.V != "agreed" || l.Internal() || !l.Line.Agreed.At.IsZero() || !hasAgreedLine(r.customer) {
		return
	}
	r.problems.Add(diag.Problem{At: firstPlace(l.At, l.Line.ID.At), Message: fmt.Sprintf("the agreement with %s counts as agreed, and %q is still open", customerName(r.customer), shortWish(l)),
		Help: "If they said yes to it, add agreed: {on: …, by: …, how: …}. If they have not, leave it: the page says that it is still open.", Severity: diag.Warning})
}

// hasAgreedLine reports whether any line that the customer reads is marked as agreed.
func hasAgreedLine(a *agreement.Agreement) bool {
	for l := range a.Lines() {
		if !l.Line.Agreed.At.IsZero() {
			return true
		}
	}
	return false
}

// eachAgreed calls check for each place of an agreement that may be marked as agreed, with a function that names it.
func eachAgreed(a *agreement.Agreement, internal bool, check func(syntax.Agreed, func() string)) {
	for _, lines := range [][]*agreement.Line{a.Working, a.Service} {
		for _, l := range lines {
			if internal || !l.Internal() {
				check(l.Line.Agreed, lineName(l))
			}
		}
	}
	check(a.Referral.Agreed, func() string { return "the referral" })
}

func checkAgreedWhole(r *report, a *agreement.Agreement) { eachAgreed(a, true, r.reportIncomplete) }

func checkAgreedBy(r *report, a *agreement.Agreement) { eachAgreed(a, false, r.reportAgreedBy) }

func checkAgreedOn(r *report, a *agreement.Agreement) {
	eachAgreed(a, false, func(agreed syntax.Agreed, name func() string) {
		r.reportFutureDay(agreed.On, name, "agreed", "Correct the day. If they have yet to say yes, remove agreed.")
	})
}

// reportIncomplete reports what is marked as agreed without who, when or how.
func (r *report) reportIncomplete(a syntax.Agreed, what func() string) {
	if a.At.IsZero() {
		return
	}
	var asks, fields []string
	lacks := func(missing bool, ask, field string) {
		if missing {
			asks, fields = append(asks, ask), append(fields, field)
		}
	}
	lacks(!a.On.IsSet(), "when", "on: with the day")
	lacks(isBlank(a.By), "by whom", "by: with a person's name")
	lacks(isBlank(a.How), "how", "how: with meeting, phone or mail")
	if len(asks) > 0 {
		r.problems.Add(diag.Problem{At: a.At, Message: fmt.Sprintf("%s is marked as agreed, but not %s", what(), strings.Join(asks, ", ")),
			Help: "Add " + strings.Join(fields, ", ") + ". If it is not agreed yet, remove agreed."})
	}
}

// reportAgreedBy reports a yes of somebody who is not among the customer's people.
func (r *report) reportAgreedBy(agreed syntax.Agreed, what func() string) {
	by := agreed.By
	listed := func(p syntax.CustomerPerson) bool { return sameWords(p.Name.V, by.V) }
	switch customer := customerName(r.customer); {
	case isBlank(by) || slices.ContainsFunc(r.customer.People, listed):
	case r.isOwnPerson(by.V):
		r.problems.Add(diag.Problem{At: by.At, Message: fmt.Sprintf("%s is marked as agreed by %s, who is one of your own", what(), by.V),
			Help: "Name the person at " + customer + " who said yes. If nobody has yet, remove agreed."})
	default:
		r.problems.Add(diag.Problem{At: by.At, Message: fmt.Sprintf("%s is marked as agreed by %s, who is not among the people of %s", what(), by.V, customer),
			Help: r.agreedByHelp(by)})
	}
}

// agreedByHelp returns the help for a name that the agreement does not list.
func (r *report) agreedByHelp(by syntax.Text) string {
	var names []string
	for _, p := range r.customer.People {
		if p.Name.IsSet() {
			names = append(names, p.Name.V)
		}
	}
	if near, ok := diag.Nearest(by.V, names); ok {
		return fmt.Sprintf("Did you mean %q?", near)
	}
	return fmt.Sprintf("If they can say yes, list them below people:, such as - {name: %q, role: decides}. If not, name who did, or remove agreed.", by.V)
}

// isOwnPerson reports whether a name is that of one of the business's own people.
func (r *report) isOwnPerson(name string) bool {
	return sameWords(name, r.Site.Leader.Name.V) || slices.ContainsFunc(r.Site.People, func(p syntax.Entry[syntax.Person]) bool {
		return sameWords(name, p.V.Name.V) || name == p.Key.V
	})
}

func checkLineDays(r *report, l *agreement.Line) {
	if l.Internal() {
		return
	}
	r.reportFutureDay(l.IfMet.On, func() string { return fmt.Sprintf("the condition of %q", shortWish(l)) }, "met", "Correct the day. If it is still to be met, remove if_met.")
	r.reportFutureDay(l.Outcome.On, lineName(l), "measured", "Correct the day. If it has yet to turn out, remove outcome.")
}

// reportFutureDay reports a day on which something is said to have happened, and which is still to come.
func (r *report) reportFutureDay(on syntax.Written[clock.Date], what func() string, happened, help string) {
	if on.IsSet() && !r.Now.IsZero() && r.Today().Before(on.V) {
		r.problems.Add(diag.Problem{At: on.At, Message: fmt.Sprintf("%s is marked as %s on %v, and today is %v", what(), happened, on.V, r.Today()), Help: help})
	}
}
