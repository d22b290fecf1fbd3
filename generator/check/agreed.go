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

// agreedRules judge who is said to have agreed to what, and when. The page prints it, and both sides go back to it.
var agreedRules = area{
	agreement: []rule[*agreement.Agreement]{
		{id: "agreed-incomplete", judge: agreedByNobody},
		{id: "agreed-incomplete", judge: referralAgreed, ended: true},
		{id: "agreed-by-unknown", judge: referralAgreedBy},
		{id: "agreed-in-future", judge: referralAgreedOn, ended: true},
	},
	line: []rule[*agreement.Line]{
		{id: "agreed-incomplete", judge: lineAgreed, ended: true},
		{id: "agreed-incomplete", judge: lineOpen},
		{id: "agreed-by-unknown", judge: lineAgreedBy},
		{id: "agreed-in-future", judge: lineAgreedOn, ended: true},
	},
}

// agreedByNobody reports an agreement that counts as agreed, while its page says "0 of 3 agreed".
func agreedByNobody(s *sheet, a *agreement.Agreement) {
	if a.Status.V != "agreed" {
		return
	}
	if lines, _, _ := a.Counts(); lines > 0 && !anyAgreed(a) {
		s.say(a.Status.At, "Below each line that they said yes to, write agreed: with on:, by: and how:. If they have not said so yet, write status: proposed.",
			"this says that %s agreed, and no line says so", named(a))
	}
}

// quotedWish returns a function that names a line in a message; most lines are never named.
func quotedWish(l *agreement.Line) func() string {
	return func() string { return fmt.Sprintf("%q", wish(l)) }
}

// lineOpen reports a line that is still open in an agreement that counts as agreed. One without any yes is reported by
// agreedByNobody.
func lineOpen(s *sheet, l *agreement.Line) {
	if s.status() != "agreed" || l.Internal() || !l.Line.Agreed.At.IsZero() || !anyAgreed(s.customer) {
		return
	}
	s.say(first(l.At, l.Line.ID.At), "If they said yes to it, add agreed: {on: …, by: …, how: …}. If they have not, leave it: the page says that it is still open.",
		"the agreement with %s counts as agreed, and %q is still open", named(s.customer), wish(l)).Severity = diag.Warning
}

// anyAgreed reports whether any line that the customer reads is marked as agreed.
func anyAgreed(a *agreement.Agreement) bool {
	for l := range a.Lines() {
		if !l.Line.Agreed.At.IsZero() {
			return true
		}
	}
	return false
}

func lineAgreed(s *sheet, l *agreement.Line) {
	s.complete(l.Line.Agreed, quotedWish(l))
}

func referralAgreed(s *sheet, a *agreement.Agreement) {
	s.complete(a.Referral.Agreed, theReferral)
}

func theReferral() string { return "the referral" }

// complete reports what is marked as agreed without who, when or how.
func (s *sheet) complete(a syntax.Agreed, what func() string) {
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
	lacks(blank(a.By), "by whom", "by: with a person's name")
	lacks(blank(a.How), "how", "how: with meeting, phone or mail")
	if len(asks) > 0 {
		s.say(a.At, "Add "+strings.Join(fields, ", ")+". If it is not agreed yet, remove agreed.",
			"%s is marked as agreed, but not %s", what(), strings.Join(asks, ", "))
	}
}

func lineAgreedBy(s *sheet, l *agreement.Line) {
	if !l.Internal() {
		s.agreedBy(l.Line.Agreed.By, quotedWish(l))
	}
}

func referralAgreedBy(s *sheet, a *agreement.Agreement) {
	s.agreedBy(a.Referral.Agreed.By, theReferral)
}

// agreedBy reports a yes that is nobody's at the customer's.
func (s *sheet) agreedBy(by syntax.Text, what func() string) {
	listed := func(p syntax.CustomerPerson) bool { return sameWords(p.Name.V, by.V) }
	switch customer := named(s.customer); {
	case blank(by) || slices.ContainsFunc(s.customer.People, listed):
	case s.ours(by.V):
		s.say(by.At, "Name the person at "+customer+" who said yes. If nobody has yet, remove agreed.", "%s is marked as agreed by %s, who is one of your own", what(), by.V)
	default:
		s.say(by.At, s.whoAgreed(by), "%s is marked as agreed by %s, who is not among the people of %s", what(), by.V, customer)
	}
}

// whoAgreed returns the help for a name that the agreement does not list.
func (s *sheet) whoAgreed(by syntax.Text) string {
	var names []string
	for _, p := range s.customer.People {
		if p.Name.IsSet() {
			names = append(names, p.Name.V)
		}
	}
	if near, ok := diag.Nearest(by.V, names); ok {
		return fmt.Sprintf("Did you mean %q?", near)
	}
	return fmt.Sprintf("If they can say yes, list them below people:, such as - {name: %q, role: decides}. If not, name who did, or remove agreed.", by.V)
}

// ours reports whether a name is that of one of the business's own people.
func (s *sheet) ours(name string) bool {
	return sameWords(name, s.Site.Leader.Name.V) || slices.ContainsFunc(s.Site.People, func(p syntax.Entry[syntax.Person]) bool {
		return sameWords(name, p.V.Name.V) || name == p.Key.V
	})
}

func lineAgreedOn(s *sheet, l *agreement.Line) {
	if l.Internal() {
		return
	}
	s.past(l.Line.Agreed.On, quotedWish(l), "agreed", "Correct the day. If they have yet to say yes, remove agreed.")
	s.past(l.IfMet.On, func() string { return fmt.Sprintf("the condition of %q", wish(l)) }, "met", "Correct the day. If it is still to be met, remove if_met.")
	s.past(l.Outcome.On, quotedWish(l), "measured", "Correct the day. If it has yet to turn out, remove outcome.")
}

func referralAgreedOn(s *sheet, a *agreement.Agreement) {
	s.past(a.Referral.Agreed.On, theReferral, "agreed", "Correct the day. If they have yet to say yes, remove agreed.")
}

// past reports a day on which something is said to have happened, and which is still to come.
func (s *sheet) past(on syntax.Of[clock.Date], what func() string, happened, help string) {
	if on.IsSet() && !s.Now.IsZero() && s.Today().Before(on.V) {
		s.say(on.At, help, "%s is marked as %s on %v, and today is %v", what(), happened, on.V, s.Today())
	}
}
