package agreement

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"upfront/generator/agreed"
	"upfront/generator/clock"
	"upfront/generator/drift"
	"upfront/generator/syntax"
)

// Held is what holds by the records, and how today's agreement differs from it.
type Held struct {
	Records []*agreed.Record           // the first first
	Rest    syntax.Yes                 // who agreed to all that is no line; without By nobody did
	Remark  string                     // what they said of that, where they did not agree to it as it reads; may be empty
	Changed []string                   // parts of the agreement beside its lines that were agreed, and read otherwise today: price, term and so on
	Drifted []string                   // parts of the offer that were agreed, and are otherwise today: promises, hours, your_part
	Today   func() *syntax.AgreedTerms // what a yes of today would be to: the agreement as it reads, and of the offer what holds
	Missing []string                   // promises that were agreed, and that the offer has no more
	Names   []string                   // "level p1", "calendar office": what promises name that were agreed, and the site has no more
	Gone    []*Line                    // lines that were agreed and are in the agreement no more: they hold
	status  string                     // as the author has written it
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

// HeldRecords returns the records, the first first; nil where there are none.
func (a *Agreement) HeldRecords() []*agreed.Record {
	if a.Held == nil {
		return nil
	}
	return a.Held.Records
}

// offered are the parts that are of the offer: a change of it takes no yes away.
var offered = []string{"promises", "hours", "your_part"}

// RestAgreed reports whether all that is no line is agreed as the agreement reads today.
func (h *Held) RestAgreed() bool { return h.Rest.By.IsSet() && len(h.Changed) == 0 }

// hold makes the agreement what it is by its records: a line is agreed where the newest record says so of the words that it
// has today, and what was agreed holds where the author has written something else since. The status follows; only that an
// agreement is over is for its author to say.
func (r *resolver) hold(records []*agreed.Record) {
	if len(records) == 0 {
		return
	}
	h := &Held{Records: renamed(&r.offer.Renamed, records)}
	newest := h.Newest()
	if newest.IsToday { // what holds is what is written, so what is frozen later is what was frozen now
		h.Today = sync.OnceValue(func() *syntax.AgreedTerms { t := r.Agreement.Freeze(); return &t })
	} else {
		today := r.Freeze()
		h.Today = func() *syntax.AgreedTerms { return &today }
	}
	for _, e := range newest.Agreed {
		if !agreed.IsPromise(e.Key.V) && e.Key.V != agreed.Rest && e.V.By.IsSet() && !r.hasLine(e.Key.V) {
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
	if h.Rest, _ = newest.Yes(agreed.Rest); h.Rest.By.IsSet() && !newest.IsToday {
		for _, part := range agreed.ChangedParts(newest.Terms(), h.Today()) {
			if slices.Contains(offered, part) {
				h.Drifted = append(h.Drifted, part)
			} else {
				h.Changed = append(h.Changed, part)
			}
		}
		r.holdRest(newest.Terms(), h.Changed)
		r.holdOffer(newest.Terms(), h)
		r.holdNames(h)
	}
	h.Remark = h.restRemark()
	r.Referral.Agreed = syntax.Agreed{}
	if h.Rest.By.IsSet() && r.Referral.Means.IsSet() {
		r.Referral.Agreed = agreedBy(h.Rest)
	}
	r.Held = h
}

// restRemark returns what they said of all that is no line. Where nobody agreed to it yet, that holds until its author changes it.
func (h *Held) restRemark() string {
	newest := h.Newest()
	isOther := func(part string) bool { return !slices.Contains(offered, part) }
	switch {
	case !h.Rest.Open.IsSet(), h.RestAgreed():
		return ""
	case !h.Rest.By.IsSet() && !newest.IsToday && slices.ContainsFunc(agreed.ChangedParts(newest.Terms(), h.Today()), isOther):
		return ""
	}
	return h.Rest.Open.V
}

// hasLine reports whether the agreement has a line with an id that is not for staff alone.
func (a *Agreement) hasLine(id string) bool {
	for l := range a.Lines() {
		if l.ID.V == id {
			return true
		}
	}
	return false
}

// holdLine makes a line what it is by a record.
func holdLine(l *Line, newest *agreed.Record) {
	l.Consent = syntax.Agreed{}
	yes, _ := newest.Yes(l.ID.V)
	was, same := wasLine(l, newest)
	switch {
	case yes.By.IsSet() && same:
		l.Consent = agreedBy(yes)
	case yes.By.IsSet():
		kept := yes // most lines have no need of one
		l.Was, l.WasYes, l.Remark = was, &kept, yes.Open.V
	case same:
		l.Remark = yes.Open.V
	}
}

// wasLine returns a line as it stands in a record, and whether it reads so today.
func wasLine(l *Line, newest *agreed.Record) (was *syntax.Line, same bool) {
	if newest.IsToday {
		return l.Line, !l.Internal()
	}
	frozen := newest.Terms().Lines.Find(l.ID.V)
	if frozen == nil {
		return &syntax.Line{}, false
	}
	return frozen, agreed.SameLine(frozen, l.Line)
}

func agreedBy(y syntax.Yes) syntax.Agreed {
	return syntax.Agreed{Located: y.Located, On: y.Day, By: y.By, How: y.How}
}

// keepGone adds a line that was agreed and is written nowhere any more.
func (r *resolver) keepGone(h *Held, newest *agreed.Record, id string, yes syntax.Yes) {
	was, _ := newest.Terms().Lines.Get(id)
	was.Agreed = agreedBy(yes)
	before := len(r.problems.Problems)
	lines := r.resolveLines([]syntax.Line{was})
	r.problems.Problems = r.problems.Problems[:before] // what it refers to may be gone, and nothing is to be done about that
	h.Gone = append(h.Gone, lines...)
	r.Working = append(r.Working, lines...)
}

// holdOffer keeps what was agreed of the offer as it was: each promise, the hours that it is counted in, and the customer's
// part. Promises that are new are theirs as well.
func (r *resolver) holdOffer(was *syntax.AgreedTerms, h *Held) {
	if len(h.Drifted) == 0 {
		return
	}
	var anew syntax.Map[*syntax.AgreedPromise] // those for which the agreement says now that another option is chosen
	for _, t := range r.Terms {
		frozen, _ := was.Promises.Get(t.Promise.Ref)
		if frozen == nil {
			continue
		}
		digest := r.heldDigest(t.Promise.Ref, frozen, calendarsOf(frozen, was.Hours))
		if digest == r.digest(t) {
			continue
		}
		today := freezePromise(t)
		chosen := today
		for _, g := range t.gone {
			chosen.Chosen = append(slices.Clip(chosen.Chosen), g.AgreedChoice)
		}
		if t.hold(frozen, was.Hours, digest); !agreed.SameChoices(frozen, &chosen) {
			t.chosenAnew = true
			anew = append(anew, syntax.Entry[*syntax.AgreedPromise]{Key: syntax.Text{V: t.Promise.Ref, At: r.At}, V: &today})
		}
	}
	if len(anew) > 0 {
		slices.SortFunc(anew, func(x, y syntax.Entry[*syntax.AgreedPromise]) int { return strings.Compare(x.Key.V, y.Key.V) })
		h.Changed = append(h.Changed, "chosen")
	}
	today := h.Today()
	today.Promises, today.Hours = merged(anew, merged(was.Promises, today.Promises)), merged(was.Hours, today.Hours)
	r.holdDropped(was, h)
	if h.IsDrifted("your_part") {
		today.YourPart = was.YourPart
	}
}

// holdDropped keeps promises that were agreed and that the agreement names no more: they hold until the customer says yes to
// having them no more.
func (r *resolver) holdDropped(was *syntax.AgreedTerms, h *Held) {
	dropped := map[string]bool{}
	for i := range was.Promises {
		ref := was.Promises[i].Key.V
		if slices.ContainsFunc(r.Terms, func(t *Term) bool { return t.Promise.Ref == ref }) {
			continue
		}
		r.refer(ref)
		p := r.offer.Promise(ref)
		if p == nil || p.Visibility.V == "internal" {
			h.Missing = append(h.Missing, ref)
			continue
		}
		dropped[ref] = true
		t := &Term{Promise: p, Dropped: true}
		t.hold(was.Promises[i].V, was.Hours, r.heldDigest(ref, was.Promises[i].V, calendarsOf(was.Promises[i].V, was.Hours)))
		r.Terms = append(r.Terms, t)
	}
	if len(dropped) > 0 {
		h.Changed = append(h.Changed, "dropped")
		h.Today().Promises = slices.DeleteFunc(h.Today().Promises, func(e syntax.Entry[*syntax.AgreedPromise]) bool { return dropped[e.Key.V] })
	}
}

// hold makes a promise the one that was agreed, given when the calendars were open, and its digest.
func (t *Term) hold(was *syntax.AgreedPromise, hours syntax.Map[syntax.Text], digest [32]byte) {
	today := freezePromise(t)
	t.Held, t.heldHours, t.heldDigest = was, hours, digest
	t.drifted = drift.Compare(drift.Terms{AgreedPromise: was, Hours: hours}, drift.Terms{AgreedPromise: &today, Hours: hoursOf(t.Promise)})
}

// merged returns the entries of both, which are sorted by key; of two with one key, that of the first.
func merged[T any](first, second syntax.Map[T]) syntax.Map[T] {
	if len(first) == 0 {
		return second
	}
	out := make(syntax.Map[T], 0, max(len(first), len(second)))
	for len(first) > 0 && len(second) > 0 {
		switch order := strings.Compare(first[0].Key.V, second[0].Key.V); {
		case order > 0:
			out, second = append(out, second[0]), second[1:]
		case order == 0:
			second = second[1:]
			fallthrough
		default:
			out, first = append(out, first[0]), first[1:]
		}
	}
	return append(append(out, first...), second...)
}

// IsDrifted reports whether a part of the offer is otherwise today than it was agreed.
func (h *Held) IsDrifted(part string) bool { return h != nil && slices.Contains(h.Drifted, part) }

// calendarsOf returns when the calendars were open by which a promise was counted, as hoursOf does for one of today.
func calendarsOf(p *syntax.AgreedPromise, hours syntax.Map[syntax.Text]) (all []syntax.Entry[syntax.Text]) {
	add := func(name syntax.Text) {
		if open, ok := hours.Get(name.V); ok {
			all = append(all, syntax.Entry[syntax.Text]{Key: name, V: open})
		}
	}
	add(p.Hours)
	for _, l := range p.Within.Levels {
		add(l.V.Hours)
	}
	return all
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

// heldWithin returns the time limit that was agreed, for a level or for all with an empty level.
func heldWithin(p *syntax.AgreedPromise, level string) (clock.Duration, bool) {
	for _, c := range p.Chosen {
		if c.Level.V == level && c.To.Kind == syntax.InTime {
			return c.To.Time, true
		}
	}
	if level == "" {
		return p.Within.All.V, p.Within.All.IsSet()
	}
	l, ok := p.Within.Levels.Get(level)
	return l.Within.V, ok
}
