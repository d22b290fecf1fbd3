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
				p.V.IfMissed = nil
				for _, says := range (letter{l, a}).agreed(term).Miss {
					p.V.IfMissed = append(p.V.IfMissed, syntax.Text{V: says, At: a.At})
				}
			}
		}
	}
	return t
}
