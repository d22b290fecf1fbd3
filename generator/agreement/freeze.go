package agreement

import (
	"slices"
	"strings"

	"upfront/generator/agreed"
	"upfront/generator/catalog"
	"upfront/generator/drift"
	"upfront/generator/syntax"
)

// Freeze returns the terms of the agreement as they stand today: what both sides agree to where they do. What a page says of
// a promise that is missed is left out; package letter has the words.
func (a *Agreement) Freeze() syntax.AgreedTerms {
	t := a.freezeOwn()
	t.YourPart = a.duties()
	t.Lines = make(syntax.Map[syntax.Line], 0, len(a.Working)+len(a.Service))
	for l := range a.Lines() {
		t.Lines = append(t.Lines, syntax.Entry[syntax.Line]{Key: l.Line.ID, V: *l.Line})
	}
	t.Promises = make(syntax.Map[*syntax.AgreedPromise], 0, len(a.Terms))
	byName := func(x, y *Term) int { return strings.Compare(x.Promise.Ref, y.Promise.Ref) }
	for _, term := range slices.SortedFunc(slices.Values(a.Terms), byName) {
		promise := freezePromise(term)
		t.Promises = append(t.Promises, syntax.Entry[*syntax.AgreedPromise]{Key: syntax.Text{V: term.Promise.Ref, At: a.At}, V: &promise})
		t.Hours = append(t.Hours, hoursOf(term.Promise)...)
	}
	t.Hours = sortedHours(t.Hours)
	return t
}

// sortedHours returns each calendar once, by name.
func sortedHours(all []syntax.Entry[syntax.Text]) []syntax.Entry[syntax.Text] {
	slices.SortFunc(all, func(x, y syntax.Entry[syntax.Text]) int { return strings.Compare(x.Key.V, y.Key.V) })
	return slices.CompactFunc(all, func(x, y syntax.Entry[syntax.Text]) bool { return x.Key.V == y.Key.V })
}

// freezeOwn returns the terms that the agreement itself has, beside its lines.
func (a *Agreement) freezeOwn() syntax.AgreedTerms {
	t := syntax.AgreedTerms{Located: a.Located, Updates: a.Updates, Price: a.Price, Referral: a.Referral, Contract: a.Agreement.Terms,
		Term: syntax.AgreedTerm{Located: a.Located, From: a.Effective, Lasts: a.Term, Renews: a.Renews, Notice: a.NoticeToEnd}}
	for _, e := range a.Exceptions {
		t.Exceptions = append(t.Exceptions, e.Granted)
	}
	return t
}

// todayOwn returns the terms to which a yes of today would be, of those that the agreement itself has.
func (a *Agreement) todayOwn() syntax.AgreedTerms {
	if a.Held == nil || a.Held.Newest().IsToday {
		return a.freezeOwn()
	}
	return *a.Held.Today()
}

// RestMark returns the mark of all that is no line, as it reads today. Digests are asked for of what many customers have:
// of a promise, as [Term.Digest] makes it, and of what customers of a capability do, as [DutyDigests] makes it.
func (a *Agreement) RestMark(promise func(*Term) [32]byte, duties func(*catalog.Capability) [][32]byte) string {
	own := a.todayOwn()
	digests := make([][32]byte, 0, 32)
	for _, t := range a.Terms {
		if !t.Dropped {
			digests = append(digests, promise(t))
		}
	}
	for _, c := range a.Capabilities {
		if !a.Held.IsDrifted("your_part") {
			digests = append(digests, duties(c)...)
		}
	}
	if a.Held.IsDrifted("your_part") {
		digests = append(digests, dutyDigests(a.Held.Today().YourPart)...)
	}
	return agreed.RestMark(&own, digests)
}

// DutyDigests returns the digests of what a customer of a capability does.
func DutyDigests(c *catalog.Capability) [][32]byte { return dutyDigests(c.CustomerDoes) }

func dutyDigests(duties []syntax.Duty) [][32]byte {
	digests := make([][32]byte, len(duties))
	for i := range duties {
		digests[i] = agreed.DutyDigest(&duties[i])
	}
	return digests
}

// Digest returns the digest of the promise on the terms of this customer.
func (t *Term) Digest() [32]byte {
	if t.Held != nil && !t.chosenAnew {
		return t.heldDigest
	}
	frozen := freezePromise(t)
	return agreed.PromiseDigest(t.Promise.Ref, &frozen, hoursOf(t.Promise))
}

// duties returns what the customer does for the capabilities they use, each once.
func (a *Agreement) duties() (all []syntax.Duty) {
	for _, d := range a.offeredDuties() {
		all = append(all, *d)
	}
	return all
}

// offeredDuties is [Agreement.duties] as they stand in the offer.
func (a *Agreement) offeredDuties() []*syntax.Duty {
	all := make([]*syntax.Duty, 0, 16)
	for _, c := range a.Capabilities {
		for i := range c.CustomerDoes {
			d := &c.CustomerDoes[i]
			if !slices.ContainsFunc(all, func(e *syntax.Duty) bool {
				return e.What.V == d.What.V && e.Within.V == d.Within.V && e.Else.V == d.Else.V
			}) {
				all = append(all, d)
			}
		}
	}
	return all
}

// Changed returns in what a promise differs from what it was, for whoever has it on standard terms.
func Changed(was, is *catalog.Promise) []drift.Difference {
	return drift.Compare(termsOf(was), termsOf(is))
}

// ChangedSince returns in what a promise differs from what it was in another state of its offer, in which calendars and priority levels may
// have other names, former ones or newer ones.
func ChangedSince(before *catalog.Offer, was *catalog.Promise, now *catalog.Offer, is *catalog.Promise) []drift.Difference {
	return drift.Compare(renamedTerms(&now.Renamed, termsOf(was)), renamedTerms(&before.Renamed, termsOf(is)))
}

// ChangesOf returns in what a change alters what it is of, for whoever has that on standard terms.
func ChangesOf(c *catalog.Change) []drift.Difference {
	switch was, is := c.Was, c.Is; {
	case was.Promise != nil:
		return Changed(was.Promise, is.Promise)
	case was.Option != nil:
		better := -1 // a shorter time, and less of what is to be spared
		if p := was.Option.Promise; p != nil && p.AtLeast.IsSet() {
			better = 1
		}
		return drift.Option(&was.Option.Option, &is.Option.Option, better)
	}
	return drift.Price(c.Was.Price, c.Is.Price)
}

// Announced is a change of the offer to come, of something that the customer has.
type Announced struct {
	*catalog.Change
	Term  *Term // the promise that changes, or that an option is of; nil for a price
	Stays bool  // they agreed to what it was, which holds for them
}

// Announced returns the changes of the offer to come that touch what the customer has, those of promises in the order of the terms.
func (a *Agreement) Announced() (all []Announced) {
	for _, t := range a.Terms {
		add := func(c *catalog.Change) {
			if c != nil && !t.Dropped {
				all = append(all, Announced{c, t, a.Holds(t)})
			}
		}
		add(t.Promise.Next)
		for _, c := range t.Choices {
			if !t.chosenAnew {
				add(c.Option.Next)
			}
		}
	}
	for _, c := range a.Capabilities {
		if c.NextPrice != nil {
			all = append(all, Announced{c.NextPrice, nil, a.Held != nil && a.Held.Rest.By.IsSet() && a.Price.Amount.IsSet()})
		}
	}
	return all
}

func termsOf(p *catalog.Promise) drift.Terms {
	frozen := freezePromise(&Term{Promise: p})
	return drift.Terms{AgreedPromise: &frozen, Hours: hoursOf(p)}
}

// Drifted returns in what a promise of today differs from the one that was agreed; nil where none was.
func (t *Term) Drifted() []drift.Difference { return t.drifted }

// DriftedDuties returns in what the part of the customer would differ, by the offer of today, from what was agreed.
func (a *Agreement) DriftedDuties() []drift.Difference {
	if !a.Held.IsDrifted("your_part") {
		return nil
	}
	return drift.Duties(a.Held.Newest().Terms().YourPart, a.duties())
}

// Holds reports whether the customer agreed to the terms of a promise, so that no change of the offer changes them.
func (a *Agreement) Holds(t *Term) bool {
	if a.Held == nil || !a.Held.Rest.By.IsSet() {
		return false
	}
	newest := a.Held.Newest()
	if newest.IsToday { // with all promises that apply
		return slices.ContainsFunc(a.Terms, func(other *Term) bool { return other.Promise == t.Promise })
	}
	_, ok := newest.Terms().Promises.Get(t.Promise.Ref)
	return ok
}

func freezePromise(t *Term) syntax.AgreedPromise {
	p := t.Promise
	out := syntax.AgreedPromise{Located: p.Located, Says: p.Says, Commitment: p.Commitment, Indicator: p.Indicator, Within: p.Within, AtLeast: p.AtLeast, AtMost: p.AtMost,
		Clock: p.Clock, Hours: p.Promise.Hours, Target: p.Target, Window: p.Window, Excluded: p.Exclusions, OnMiss: p.OnMiss}
	for _, c := range t.Choices {
		chosen := syntax.AgreedChoice{To: c.Value, Price: c.Option.Price, Needs: c.Option.Needs}
		if c.Level != "" {
			chosen.Level = syntax.Text{V: c.Level, At: c.At}
		}
		out.Chosen = append(out.Chosen, chosen)
	}
	return out
}

// hoursOf returns when the business calendars are open by which a promise is counted. One that is always open is none.
func hoursOf(p *catalog.Promise) (all []syntax.Entry[syntax.Text]) {
	add := func(c *catalog.Calendar) {
		if c != nil && !c.IsAlways() {
			all = append(all, syntax.Entry[syntax.Text]{Key: syntax.Text{V: c.Name, At: p.At}, V: syntax.Text{V: openings(c), At: p.At}})
		}
	}
	add(p.Hours)
	for _, l := range p.Levels {
		add(l.Hours)
	}
	return all
}

// openings returns when a calendar is open, without holidays: "Mon-Fri 08:00-18:00, Europe/London".
func openings(c *catalog.Calendar) string {
	var all []string
	for _, o := range c.Openings {
		all = append(all, o.Days.String()+" "+o.From.String()+"-"+o.To.String())
	}
	slices.Sort(all)
	return strings.Join(append(all, c.Zone.String()), ", ")
}
