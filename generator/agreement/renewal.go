package agreement

import (
	"upfront/generator/clock"
	"upfront/generator/syntax"
)

// nearRenewal is how many days before a term is over both sides are reminded of it.
const nearRenewal = 60

// Renewal is the next day on which a term is over.
type Renewal struct {
	On     clock.Date
	TellBy clock.Date // the last day on which either side can say that it does not go on; zero where nothing says how long before
	Ends   bool       // it is over then; else it goes on as it is, unless somebody says otherwise
}

// Renewal returns the next day on which the term is over, from today on. Silence renews what was agreed; only where the
// agreement says that it does not renew, it ends. ok is false for an agreement without a term, or one that is over.
func (a *Agreement) Renewal(today clock.Date) (r Renewal, ok bool) {
	lasts := a.Term.V
	if !a.Term.IsSet() || !a.Effective.IsSet() || lasts.N <= 0 || a.Status.V == "ended" || a.Ended.On.IsSet() {
		return r, false
	}
	r.Ends = !a.Renews.Or(true)
	for r.On = a.Effective.V.Add(lasts); !r.Ends && !today.Before(r.On); lasts.N += a.Term.V.N {
		r.On = a.Effective.V.Add(lasts)
	}
	if a.NoticeToEnd.IsSet() {
		r.TellBy = r.On.Sub(a.NoticeToEnd.V)
	}
	return r, !r.Ends || !r.On.Before(today)
}

// IsNear reports whether a term is over so soon that both sides should think about it.
func (r Renewal) IsNear(today clock.Date) bool { return today.DaysUntil(r.On) <= nearRenewal }

// endTerm ends an agreement that does not renew once its term is over.
func (r *resolver) endTerm() {
	a := &r.Agreement.Agreement
	if a.Status.V != "agreed" || a.Renews.Or(true) || !a.Term.IsSet() || !a.Effective.IsSet() || a.Ended.On.IsSet() {
		return
	}
	if end := a.Effective.V.Add(a.Term.V); end.Before(r.offer.Today()) {
		r.TermOver = true
		a.Status.V, a.Ended.On = "ended", syntax.Written[clock.Date]{V: end, At: a.Term.At}
	}
}

// AskBy returns the last day on which something else can be asked for: before anybody is bound again.
func (r Renewal) AskBy() clock.Date {
	if r.TellBy.IsZero() {
		return r.On
	}
	return r.TellBy
}
