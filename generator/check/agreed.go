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
	{id: agreedByUnknown, check: func(r *report, l *agreement.Line) { r.reportAgreedBy(l.Line.Agreed.By, l) }},
	{id: agreedByUnknown, check: func(r *report, a *agreement.Agreement) { r.reportAgreedBy(a.Referral.Agreed.By, nil) }},
	{id: agreedInFuture, check: func(r *report, a *agreement.Agreement) { r.reportAgreedOn(a.Referral.Agreed.On, nil) }, ended: true},
	{id: agreedInFuture, check: checkLineDays, ended: true},
}

// checkAnyAgreed reports an agreement that counts as agreed, while its page says "0 of 3 agreed".
func checkAnyAgreed(r *report, a *agreement.Agreement) {
	if lines, _, _ := a.Counts(); a.Status.V == "agreed" && lines > 0 && !hasAgreedLine(a) {
		r.problems.Add(diag.Problem{At: a.Status.At, Message: fmt.Sprintf("this says that %s agreed, and no line says so", customerName(a)),
			Help: "Below each line that they said yes to, write agreed: with on:, by: and how:. If they have not said so yet, write status: proposed."})
	}
}

// checkLineOpen reports a line that is still open in an agreement that counts as agreed. One without any yes is reported by
// checkAnyAgreed.
func checkLineOpen(r *report, l *agreement.Line) {
	if r.customer.Status.V == "agreed" && l.Line.Agreed.At.IsZero() && hasAgreedLine(r.customer) {
		r.problems.Add(diag.Problem{At: linePlace(l), Message: fmt.Sprintf("the agreement with %s counts as agreed, and %q is still open", customerName(r.customer), shortWish(l)),
			Help: "If they said yes to it, add agreed: {on: …, by: …, how: …}. If they have not, leave it: the page says that it is still open.", Severity: diag.Warning})
	}
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

// agreedName names in a message what is marked as agreed: a line, or the referral where that is nil.
func agreedName(l *agreement.Line) string {
	if l == nil {
		return "the referral"
	}
	return fmt.Sprintf("%q", shortWish(l))
}

// checkAgreedWhole reports what is marked as agreed without who, when or how, in lines for staff alone too.
func checkAgreedWhole(r *report, a *agreement.Agreement) {
	for _, l := range slices.Concat(a.Working, a.Service) {
		r.reportIncomplete(l.Line.Agreed, l)
	}
	r.reportIncomplete(a.Referral.Agreed, nil)
}

func (r *report) reportIncomplete(a syntax.Agreed, l *agreement.Line) {
	var asks, fields []string
	for _, part := range []struct {
		missing    bool
		ask, field string
	}{{!a.On.IsSet(), "when", "on: with the day"}, {isBlank(a.By), "by whom", "by: with a person's name"}, {isBlank(a.How), "how", "how: with meeting, phone or mail"}} {
		if part.missing {
			asks, fields = append(asks, part.ask), append(fields, part.field)
		}
	}
	if !a.At.IsZero() && len(asks) > 0 {
		r.problems.Add(diag.Problem{At: a.At, Message: fmt.Sprintf("%s is marked as agreed, but not %s", agreedName(l), strings.Join(asks, ", ")),
			Help: "Add " + strings.Join(fields, ", ") + ". If it is not agreed yet, remove agreed."})
	}
}

// reportAgreedBy reports a yes of somebody who is not among the customer's people.
func (r *report) reportAgreedBy(by syntax.Text, l *agreement.Line) {
	listed := func(p syntax.CustomerPerson) bool { return sameWords(p.Name.V, by.V) }
	switch customer := customerName(r.customer); {
	case isBlank(by) || slices.ContainsFunc(r.customer.People, listed):
	case r.isOwnPerson(by.V):
		r.problems.Add(diag.Problem{At: by.At, Message: fmt.Sprintf("%s is marked as agreed by %s, who is one of your own", agreedName(l), by.V),
			Help: "Name the person at " + customer + " who said yes. If nobody has yet, remove agreed."})
	default:
		r.problems.Add(diag.Problem{At: by.At, Message: fmt.Sprintf("%s is marked as agreed by %s, who is not among the people of %s", agreedName(l), by.V, customer),
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
	r.reportAgreedOn(l.Line.Agreed.On, l)
	r.reportFutureDay(l.IfMet.On, l, "the condition of %s is marked as met", "Correct the day. If it is still to be met, remove if_met.")
	r.reportFutureDay(l.Outcome.On, l, "%s is marked as measured", "Correct the day. If it has yet to turn out, remove outcome.")
}

func (r *report) reportAgreedOn(on syntax.Written[clock.Date], l *agreement.Line) {
	r.reportFutureDay(on, l, "%s is marked as agreed", "Correct the day. If they have yet to say yes, remove agreed.")
}

// reportFutureDay reports a day on which something is said to have happened, and which is still to come.
func (r *report) reportFutureDay(on syntax.Written[clock.Date], l *agreement.Line, happened, help string) {
	if on.IsSet() && !r.Now.IsZero() && r.Today().Before(on.V) {
		r.problems.Add(diag.Problem{At: on.At, Message: fmt.Sprintf(happened+" on %v, and today is %v", agreedName(l), on.V, r.Today()), Help: help})
	}
}
