// Package agreement works out what one customer may expect, and where each term comes from: the published offer, an option
// they chose, or a line they agreed on.
//
// An agreement never silently loosens or tightens a promise: a term is the promise as published, or a published option. A new
// part of an agreement is a field here and an add method that [Resolve] calls.
//
// The package holds one customer at a time and knows no other; it decides, and leaves the words to package letter.
package agreement

import (
	"cmp"
	"iter"
	"slices"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/drift"
	"upfront/generator/markdown"
	"upfront/generator/syntax"
)

// Agreement holds what one customer may expect, resolved.
type Agreement struct {
	syntax.Agreement
	Capabilities []*catalog.Capability
	Working      []*Line // expectations: of working together, by rank
	Service      []*Line // priorities: of the service itself, by rank
	Terms        []*Term // the promises that apply, capability by capability
	Needs        []Need
	Exceptions   []Exception
	Notices      []*catalog.Notice // those that name this customer, or touched a promise that applies since they are one; newest first
	Dates        []Date            // by day
	Contact      *syntax.Person    // the owner, nil where it is none of our people
	Body         *markdown.Document
	Refers       []string // the ids of the capabilities, there or not, whose contents decide any of this
	TermOver     bool     // its term is over, and it does not renew: so it has ended, though its author does not say so
	Held         *Held    // what was agreed, by the records; nil where there is none
}

// Line is one expectation or priority. Exactly what BlockedBy names is set.
type Line struct {
	*syntax.Line // as it was written
	BackedBy     *Term
	Excluded     *catalog.Excluded // what of the offer rules it out
	Blocked      *catalog.Promise  // or the promise that does
	Refer        *syntax.Partner
	BlockedIn    *catalog.Capability

	Consent syntax.Agreed // who agreed to it, when and how: by its note, or where there is a record, by that
	Was     *syntax.Line  // the words that were agreed and hold, where the line reads otherwise by now
	WasYes  *syntax.Yes   // who agreed to these
	Remark  string        // what they said of the line as it reads, where they did not agree to it
}

// Agreed reports whether it is known who agreed to the line, when and how.
func (l *Line) Agreed() bool {
	a := l.Consent
	return a.On.IsSet() && a.By.IsSet() && a.How.IsSet()
}

// ConditionMet reports whether a yes-if has become a yes: its condition was met.
func (l *Line) ConditionMet() bool { return l.Answer.V == "yes-if" && l.IfMet.Get().On.IsSet() }

// Granted reports whether the answer is yes by now.
func (l *Line) Granted() bool { return l.Answer.V == "yes" || l.ConditionMet() }

// Internal reports whether the line is for staff alone.
func (l *Line) Internal() bool { return l.Visibility.V == "internal" }

// Term is a promise as it applies to this customer.
type Term struct {
	Promise *catalog.Promise
	Choices []Choice
	Held    *syntax.AgreedPromise // the terms that were agreed and hold, where everybody has others by now; else nil
	Dropped bool                  // the agreement names it no more, and it holds until they say yes to that

	gone       []goneChoice            // what the agreement chooses, and is not on offer
	heldHours  syntax.Map[syntax.Text] // when the calendars were open by which it is counted
	heldDigest [32]byte                // of Held, with those hours
	drifted    []drift.Difference      // from Held to what everybody has
	chosenAnew bool                    // the agreement has another choice by now, which waits for a yes
}

// Choice is a published option that this customer has.
type Choice struct {
	At      diag.Place
	Value   syntax.Measure
	Option  *catalog.Option
	Level   string // empty for the promise as a whole
	Promise *catalog.Promise
}

// Differs reports whether the customer chose anything but the standard.
func (t *Term) Differs() bool { return len(t.Choices) > 0 }

// Within returns the time limit that holds for this customer, for a level or for all with an empty level.
func (t *Term) Within(level string) (clock.Duration, *catalog.Calendar, bool) {
	within, hours, ok := t.Promise.WithinFor(level)
	if t.Held != nil {
		within, ok = heldWithin(t.Held, level)
		return within, hours, ok
	}
	if c, chosen := t.Choice(level); chosen && c.Value.Kind == syntax.InTime {
		within, ok = c.Value.Time, true
	}
	return within, hours, ok
}

// Choice returns what the customer chose for a level, or for all with an empty level.
func (t *Term) Choice(level string) (Choice, bool) {
	return catalog.Find(t.Choices, func(c Choice) bool { return c.Level == level })
}

// Need is something that the customer needs: of a limit of the offer, or of a promise.
type Need struct {
	Name  syntax.Text
	Value syntax.Measure
	Term  *Term // of a promise that applies; nil for a limit
	Level string
}

// Exception is a policy bent for this customer.
type Exception struct {
	syntax.Granted
	Policy *catalog.Policy
}

// DateKind is the kind of a date.
type DateKind int

// The kinds of date.
const (
	Begins DateKind = iota
	CheckIn
	OutcomeBy
	AgreedOn
	TermEnds
	LinkEnds
	Ended
	Review
	Renews
	ConditionBy
	DutyBy
)

// Date is one day that matters to both sides.
type Date struct {
	On        clock.Date
	Kind      DateKind
	What, Who string // of a check-in, a condition, a duty or an outcome, as written; Who also of a day of agreeing
	At        diag.Place
	Line      *Line // of a condition
}

// Public reports whether the customer has allowed the agreement to be read by everybody.
func (a *Agreement) Public() bool { return a.Access.Mode.V == "public" }

// Generation returns how many links were issued: 1 for the first.
func (a *Agreement) Generation() int { return max(a.Access.Generation.V, 1) }

// Since returns the day on which they became a customer, else the day on which the agreement begins.
func (a *Agreement) Since() syntax.Written[clock.Date] {
	return cmp.Or(a.Customer.Since, a.Effective)
}

// Expired reports whether the last day on which the page opens has passed.
func (a *Agreement) Expired(today clock.Date) bool {
	return a.Access.Until.IsSet() && a.Access.Until.V.Before(today)
}

// Lines returns both lists, expectations first, without lines for staff alone.
func (a *Agreement) Lines() iter.Seq[*Line] {
	return func(yield func(*Line) bool) {
		for _, list := range [...][]*Line{a.Working, a.Service} {
			for _, l := range list {
				if !l.Internal() && !yield(l) {
					return
				}
			}
		}
	}
}

// Counts returns how many lines there are, how many are agreed, and how many were answered with a no.
func (a *Agreement) Counts() (lines, agreed, declined int) {
	for l := range a.Lines() {
		lines++
		if l.Agreed() {
			agreed++
		}
		if l.Answer.V == "no" {
			declined++
		}
	}
	return lines, agreed, declined
}

// Differing returns how many of the promises that apply differ from the standard.
func (a *Agreement) Differing() int {
	n := 0
	for _, t := range a.Terms {
		if t.Differs() {
			n++
		}
	}
	return n
}

// OutcomeSaid reports whether a line says how it turned out on the day of the outcome, or since.
func (a *Agreement) OutcomeSaid() bool {
	return slices.ContainsFunc(slices.Concat(a.Working, a.Service), func(l *Line) bool {
		o := l.Outcome.Get()
		return o.Result.IsSet() && (!o.On.IsSet() || !o.On.V.Before(a.Outcome.By.V))
	})
}

// Remembered is for how many days after its day a call or a visit is asked about that nothing says took place.
const Remembered = 30

// SeenSince reports whether somebody observed something at the customer's on a day or since, up to today.
func (a *Agreement) SeenSince(day, today clock.Date) bool {
	return slices.ContainsFunc(a.Observed, func(o syntax.Observed) bool {
		return o.On.IsSet() && !o.On.V.Before(day) && !today.Before(o.On.V)
	})
}
