package agreement

import "upfront/generator/clock"

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
