package agreement

import (
	"slices"

	"upfront/generator/agreed"
	"upfront/generator/drift"
	"upfront/generator/syntax"
)

// A promise that was agreed and that everybody has on other terms by now: the customer may say yes to these alone, and the rest
// stays as it was agreed.

// Offered returns the promises that the customer can have as everybody has them, by a yes to each alone.
func (a *Agreement) Offered() (terms []*Term) {
	for _, t := range a.Terms {
		if a.isOffered(t) {
			terms = append(terms, t)
		}
	}
	return terms
}

// isOffered reports whether a promise can be taken alone. One with another choice waits for a yes to the rest; so does one
// whose calendar opens at other hours by now, where other promises that were agreed are counted by it.
func (a *Agreement) isOffered(t *Term) bool {
	if t.Held == nil || t.Dropped || t.chosenAnew || drift.Of(t.Drifted()) == drift.Wording {
		return false
	}
	return !slices.ContainsFunc(hoursOf(t.Promise), func(h syntax.Entry[syntax.Text]) bool {
		was, ok := t.heldHours.Get(h.Key.V)
		return ok && was.V != h.V.V && slices.ContainsFunc(a.Terms, func(other *Term) bool { return other != t && other.isCountedBy(h.Key.V) })
	})
}

// isCountedBy reports whether a promise is counted by a calendar, as it was agreed.
func (t *Term) isCountedBy(calendar string) bool {
	hours := hoursOf(t.Promise)
	if t.Held != nil {
		hours = calendarsOf(t.Held, t.heldHours)
	}
	return slices.ContainsFunc(hours, func(h syntax.Entry[syntax.Text]) bool { return h.Key.V == calendar })
}

// OfferMark returns the mark of the promise as everybody has it, with what the customer chose.
func (t *Term) OfferMark() string {
	frozen := freezePromise(t)
	return agreed.PromiseMark(agreed.PromiseDigest(t.Promise.Ref, &frozen, hoursOf(t.Promise)))
}

// Offer returns the terms of the promise as everybody has them, with what the customer chose.
func (t *Term) Offer() syntax.AgreedPromise { return freezePromise(t) }

// offers settles the promises that were answered alone, and carries on those that were taken so before.
func (s *settlement) offers(answers []Answer, offers syntax.Map[*syntax.AgreedPromise]) {
	restTaken := slices.ContainsFunc(s.settled, func(one Settled) bool { return one.Line == agreed.Rest && one.Result == Agreed })
	if s.previous != nil && !restTaken {
		for _, e := range s.previous.Agreed {
			if agreed.IsPromise(e.Key.V) && !slices.ContainsFunc(answers, func(a Answer) bool { return a.Line == e.Key.V && a.Yes }) {
				s.record.Agreed = append(s.record.Agreed, syntax.Entry[syntax.Yes]{Key: e.Key, V: s.carried(e.V)})
			}
		}
	}
	for _, t := range s.agreement.Terms {
		if i := slices.IndexFunc(answers, func(a Answer) bool { return a.Line == t.Promise.Ref }); i >= 0 {
			if one := s.offer(t, answers[i]); one.Result == Agreed {
				promise, _ := offers.Get(t.Promise.Ref)
				s.take(t, promise, one.Answer)
			}
		}
	}
}

// offer returns what an answer to a promise comes to.
func (s *settlement) offer(t *Term, answer Answer) Settled {
	one := Settled{Answer: answer, Result: Agreed, Now: t.OfferMark()}
	switch {
	case t.Held == nil && s.agreement.Holds(t):
		one.Result = AsBefore
	case !s.agreement.isOffered(t):
		one.Result = WithRest
	case answer.Mark != "" && answer.Mark != one.Now:
		one.Result = OtherWords
	case !answer.Yes:
		one.Result = NotRight
	case answer.Mark == "" && answer.Day.Before(s.previous.Frozen.V):
		one.Result = TooEarly
	}
	s.settled = append(s.settled, one)
	return one
}

// take puts a promise of today into the record. All else stays as it was agreed.
func (s *settlement) take(t *Term, promise *syntax.AgreedPromise, answer Answer) {
	terms, name := &s.record.Terms, s.text(t.Promise.Ref)
	terms.Promises = merged(syntax.Map[*syntax.AgreedPromise]{{Key: name, V: promise}}, terms.Promises)
	terms.Hours = merged(sortedHours(hoursOf(t.Promise)), terms.Hours)
	s.record.Agreed = append(s.record.Agreed, syntax.Entry[syntax.Yes]{Key: name, V: s.yes(answer)})
}
