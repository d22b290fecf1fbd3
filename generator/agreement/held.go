package agreement

import (
	"slices"
	"strconv"

	"upfront/generator/agreed"
	"upfront/generator/syntax"
)

// Held is what holds by the records, and how today's agreement differs from it.
type Held struct {
	Records []*agreed.Record // the first first
	Rest    syntax.Yes       // who agreed to all that is no line; without By nobody did
	Changed []string         // parts of the terms, of which the rest was agreed, that read otherwise today: price, term and so on
	Today   syntax.AgreedTerms
	Gone    []*Line // lines that were agreed and are in the agreement no more: they hold
	status  string  // as the author has written it
}

// AuthorStatus returns the status as the author has written it. With records, that of the agreement follows from these.
func (a *Agreement) AuthorStatus() string {
	if a.Held != nil {
		return a.Held.status
	}
	return a.Status.V
}

// Newest returns the newest record.
func (h *Held) Newest() *agreed.Record { return h.Records[len(h.Records)-1] }

// RestAgreed reports whether all that is no line is agreed as it reads today.
func (h *Held) RestAgreed() bool { return h.Rest.By.IsSet() && len(h.Changed) == 0 }

// hold makes the agreement what it is by its records: a line is agreed where the newest record says so of the words that it
// has today, and what was agreed holds where the author has written something else since. The status follows; only that an
// agreement is over is for its author to say.
func (r *resolver) hold(records []*agreed.Record) {
	for _, l := range slices.Concat(r.Working, r.Service) {
		l.Note = l.Line.Agreed
	}
	if len(records) == 0 {
		return
	}
	h := &Held{Records: records, Today: r.Freeze()}
	newest := h.Newest()
	for _, e := range newest.Agreed {
		if i := slices.IndexFunc(slices.Concat(r.Working, r.Service), func(l *Line) bool { return l.ID.V == e.Key.V && !l.Internal() }); e.Key.V != agreed.Rest && i < 0 && e.V.By.IsSet() {
			r.keepGone(h, newest, e.Key.V, e.V)
		}
	}
	for _, l := range slices.Concat(r.Working, r.Service) {
		if !slices.Contains(h.Gone, l) {
			holdLine(l, newest)
		}
	}
	h.status = r.Status.V
	if r.Status.V != "ended" {
		r.Status.V = "agreed"
	}
	r.Agreement.Agreement.Version = syntax.Text{V: strconv.Itoa(newest.Version.V), At: newest.Version.At}
	if h.Rest, _ = newest.Yes(agreed.Rest); h.Rest.By.IsSet() {
		h.Changed = agreed.ChangedParts(&newest.Terms, &h.Today)
		r.holdRest(&newest.Terms, h.Changed)
	}
	r.Referral.Agreed = syntax.Agreed{}
	if h.Rest.By.IsSet() && r.Referral.Means.IsSet() {
		r.Referral.Agreed = agreedBy(h.Rest)
	}
	r.Held = h
}

// holdLine makes a line what it is by a record.
func holdLine(l *Line, newest *agreed.Record) {
	changed := *l.Line // the author's stays as it is, for its note
	changed.Agreed = syntax.Agreed{}
	l.Line = &changed
	yes, _ := newest.Yes(l.ID.V)
	was, known := newest.Terms.Lines.Get(l.ID.V)
	same := known && agreed.SameLine(&was, l.Line)
	switch {
	case yes.By.IsSet() && same:
		changed.Agreed = agreedBy(yes)
	case yes.By.IsSet():
		l.Was, l.WasYes, l.Remark = &was, yes, yes.Open.V
	case same:
		l.Remark = yes.Open.V
	}
}

func agreedBy(y syntax.Yes) syntax.Agreed {
	return syntax.Agreed{Located: y.Located, On: y.Day, By: y.By, How: y.How}
}

// keepGone adds a line that was agreed and is written nowhere any more.
func (r *resolver) keepGone(h *Held, newest *agreed.Record, id string, yes syntax.Yes) {
	was, _ := newest.Terms.Lines.Get(id)
	was.Agreed = agreedBy(yes)
	before := len(r.problems.Problems)
	lines := r.resolveLines([]syntax.Line{was})
	r.problems.Problems = r.problems.Problems[:before] // what it refers to may be gone, and nothing is to be done about that
	h.Gone = append(h.Gone, lines...)
	r.Working = append(r.Working, lines...)
}

// holdRest puts what was agreed in place of what reads otherwise today. Of promises, hours and the customer's part, the page
// says itself what differs.
func (r *resolver) holdRest(was *syntax.AgreedTerms, changed []string) {
	a := &r.Agreement.Agreement
	for _, part := range changed {
		switch part {
		case "updates":
			a.Updates = was.Updates
		case "price":
			a.Price = was.Price
		case "referral":
			a.Referral = was.Referral
		case "term":
			a.Effective, a.Term, a.Renews, a.NoticeToEnd = was.Term.From, was.Term.Lasts, was.Term.Renews, was.Term.Notice
		case "contract":
			a.Terms = was.Contract
		case "exceptions":
			r.Exceptions = nil
			for _, g := range was.Exceptions {
				r.Exceptions = append(r.Exceptions, Exception{g, r.offer.Policy(g.Policy.V)})
			}
		}
	}
}
