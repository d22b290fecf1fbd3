package letter

import (
	"crypto/sha256"
	"slices"
	"time"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/record"
	"upfront/generator/view"
)

// keptAsAgreed says how a promise was kept for this customer: each row by the terms that they had when it began. These are the promise of
// everybody until the agreement is in force, and then what they agreed to, until they agreed to something else.
func (l letter) keptAsAgreed(t *agreement.Term, counted []agreement.Counted) string {
	var from time.Time
	if l.a.Effective.IsSet() {
		from = l.a.Effective.V.Start(l.Offer.Zone)
	}
	var kept record.KeptShare
	notDue := 0
	add := func(s record.KeptShare, waiting int) {
		kept.Kept, kept.Counted, notDue = kept.Kept+s.Kept, kept.Counted+s.Counted, notDue+waiting
	}
	last := counted[len(counted)-1]
	var under *record.Under
	for i, c := range counted {
		if under = l.under(t.Promise, c, last); under == nil {
			return ""
		}
		if i == 0 {
			add(under.Before(from, l.a.ID, l.a.Customer.Name.V))
		}
		var until time.Time
		if !c.Until.IsZero() {
			until = c.Until.Start(l.Offer.Zone)
		}
		add(under.Between(from, until, l.a.ID, l.a.Customer.Name.V))
		if from.Before(until) {
			from = until
		}
	}
	says := view.Sentence(l.KeptOf(under.Agreed(), kept, l.Period(under.Agreed())))
	if notDue > 0 {
		says += " " + view.Sentence(l.Words.Count("record.not_due", notDue))
	}
	return says
}

// under returns the count of a record by terms that were agreed, in the window of those that hold; nil where that cannot be done.
func (l letter) under(today *catalog.Promise, terms, last agreement.Counted) *record.Under {
	if terms.Promise == nil || last.Promise == nil {
		return nil
	}
	terms.Promise.Window = last.Promise.Window
	key := terms.Digest
	if !terms.Until.IsZero() {
		key = sha256.Sum256(slices.Concat(terms.Digest[:], last.Digest[:]))
	}
	return l.book().Under(today, terms.Promise, key)
}
