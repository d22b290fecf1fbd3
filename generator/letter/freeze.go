package letter

import (
	"upfront/generator/agreement"
	"upfront/generator/syntax"
)

// Freeze returns the terms of an agreement as they stand today, with what the page says of a promise that is missed.
func (l *Printer) Freeze(a *agreement.Agreement) syntax.AgreedTerms {
	var t syntax.AgreedTerms
	if a.Held != nil {
		t = *a.Held.Today() // what holds stands in the agreement in place of what reads otherwise
	} else {
		t = a.Freeze()
	}
	for _, term := range a.Terms {
		for i := range t.Promises {
			if p := &t.Promises[i]; p.Key.V == term.Promise.Ref {
				promise := *p.V
				promise.IfMissed, p.V = l.ifMissed(a, term), &promise
			}
		}
	}
	return t
}

// Offers returns the promises that the customer can take as everybody has them, with what the page says of one that is missed.
func (l *Printer) Offers(a *agreement.Agreement) (offers syntax.Map[*syntax.AgreedPromise]) {
	for _, t := range a.Offered() {
		offer := t.Offer()
		offer.IfMissed = l.ifMissed(a, &agreement.Term{Promise: t.Promise, Choices: t.Choices})
		offers = append(offers, syntax.Entry[*syntax.AgreedPromise]{Key: syntax.Text{V: t.Promise.Ref, At: a.At}, V: &offer})
	}
	return offers
}

func (l *Printer) ifMissed(a *agreement.Agreement, t *agreement.Term) (texts []syntax.Text) {
	for _, says := range (letter{l, a}).agreed(t).Miss {
		texts = append(texts, syntax.Text{V: says, At: a.At})
	}
	return texts
}
