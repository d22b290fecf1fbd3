package agreement

import (
	"slices"
	"strings"

	"upfront/generator/agreed"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/drift"
	"upfront/generator/syntax"
)

// CountsAlike reports whether a record comes to the same by the terms that were agreed and by those of today.
func (t *Term) CountsAlike() bool { return !t.chosenAnew && countAlike(t.Drifted()) }

// countAlike reports whether a record comes to the same by two terms, given in what they differ.
func countAlike(all []drift.Difference) bool {
	return !slices.ContainsFunc(all, func(d drift.Difference) bool {
		field, _, _ := strings.Cut(d.Field, ".")
		return slices.Contains([]string{"within", "at_least", "at_most", "clock", "hours", "window", "choose", "indicator"}, field) ||
			field == "exclusions" && !strings.HasSuffix(d.Field, ".what")
	})
}

// asAgreed returns a promise on terms that were agreed, to count its record by; nil where that cannot be done, since a
// calendar or a priority level is another by now.
func asAgreed(o *catalog.Offer, today *catalog.Promise, h *syntax.AgreedPromise, hours syntax.Map[syntax.Text]) *catalog.Promise {
	for _, h := range calendarsOf(h, hours) {
		if c := o.Calendar(h.Key.V); c == nil || openings(c) != h.V.V {
			return nil
		}
	}
	p := *today
	p.Promise.Within, p.AtLeast, p.AtMost, p.Clock, p.Promise.Hours = h.Within, h.AtLeast, h.AtMost, h.Clock, h.Hours
	p.Commitment, p.Target, p.Window, p.Exclusions, p.Since = h.Commitment, h.Target, h.Window, h.Excluded, syntax.Written[clock.Date]{}
	p.Hours, p.Levels, p.Next, p.Last = o.Calendar(h.Hours.V), nil, nil, nil
	for _, c := range h.Chosen {
		if c.Level.V == "" && c.To.Kind == syntax.InTime {
			p.Promise.Within.All.V = c.To.Time
		}
	}
	for _, l := range h.Within.Levels {
		level, ok := o.Level(l.Key.V)
		within, known := heldWithin(h, l.Key.V)
		if !ok || !known {
			return nil
		}
		p.Levels = append(p.Levels, catalog.LevelTerm{Level: level, Within: within, Hours: o.Calendar(l.V.Hours.V), At: l.V.At})
	}
	return &p
}

// Counted is terms of a promise by which what began in a time is counted for a customer.
type Counted struct {
	Promise *catalog.Promise // nil where it cannot be counted, since a calendar or a priority level is another by now
	Digest  [32]byte
	Until   clock.Date // the day on which they agreed to others; zero for those that hold
}

// CountedBy returns the terms by which a promise is counted for a customer, one after the other, those that hold last. It returns nothing
// where its record comes to the same by those of today.
func (a *Agreement) CountedBy(o *catalog.Offer, t *Term) (all []Counted) {
	add := func(p *syntax.AgreedPromise, hours syntax.Map[syntax.Text], until clock.Date) {
		all = append(all, Counted{asAgreed(o, t.Promise, p, hours), agreed.PromiseDigest(t.Promise.Ref, p, calendarsOf(p, hours)), until})
	}
	records := a.HeldRecords()
	for i := 1; i < len(records); i++ {
		if was, until, ok := replaced(&o.Renamed, records[i-1], records[i], t.Promise.Ref); ok {
			add(was.AgreedPromise, was.Hours, until)
		}
	}
	switch {
	case t.Held != nil && !t.CountsAlike():
		add(t.Held, t.heldHours, clock.Date{})
	case len(all) > 0:
		today := freezePromise(t)
		add(&today, hoursOf(t.Promise), clock.Date{})
	}
	return all
}

// replaced returns the terms of a promise that were agreed until a day, on which the customer agreed to those of the next record. ok is false
// where they did not, or where the promise counts alike by both.
func replaced(n *catalog.Renamed, before, next *agreed.Record, ref string) (was drift.Terms, until clock.Date, ok bool) {
	was, _, wasAgreed := termsIn(n, before, ref)
	is, yes, isAgreed := termsIn(n, next, ref)
	return was, yes.Day.V, wasAgreed && isAgreed && !countAlike(drift.Compare(was, is))
}

// termsIn returns the terms of a promise in a record, with today's names, and who agreed to them. ok is false where nobody did.
func termsIn(n *catalog.Renamed, r *agreed.Record, ref string) (t drift.Terms, yes syntax.Yes, ok bool) {
	terms := r.Terms()
	i := slices.IndexFunc(terms.Promises, func(e syntax.Entry[*syntax.AgreedPromise]) bool { return n.Promise(e.Key.V) == ref })
	if i < 0 {
		return t, yes, false
	}
	yes, ok = r.YesTo(terms.Promises[i].Key.V)
	return renamedTerms(n, drift.Terms{AgreedPromise: terms.Promises[i].V, Hours: terms.Hours}), yes, ok
}
