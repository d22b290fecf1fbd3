package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"upfront/generator/agenda"
	"upfront/generator/agreed"
	"upfront/generator/agreement"
	"upfront/generator/build"
	"upfront/generator/catalog"
	"upfront/generator/check"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/drift"
	"upfront/generator/syntax"
)

const tooSoon = check.WeakerTooSoon

// offerDiff is what changed in an offer: against what was agreed, or against another state of it.
type offerDiff struct {
	Version  int           `json:"version"`
	Changes  []offerChange `json:"changes"`      // the weaker ones first
	Reworded int           `json:"wording_only"` // changes of words alone, which are not among them
	Open     []openPart    `json:"not_agreed"`   // of agreements: what the author changed after it was agreed
	Errors   int           `json:"errors"`
}

// offerChange is a change of one thing: of a promise, an option, a price, a policy, or of what customers do.
type offerChange struct {
	What        string       `json:"what"` // capability.promise, or policy
	Kind        string       `json:"kind"` // promise, option, price, policy, customer_does
	Effect      string       `json:"effect"`
	Differences []difference `json:"differences,omitempty"`
	Note        string       `json:"note,omitempty"` // of a policy
	From        string       `json:"from,omitempty"` // the day; absent where it holds by now
	Told        string       `json:"told,omitempty"` // when customers were told
	Problem     string       `json:"problem,omitempty"`
	Keep        []keeper     `json:"keep,omitempty"` // who agreed to what it was, and keeps it

	says    string     // the differences in words
	at      diag.Place // of the day
	tooSoon int        // days; 0 where it is not
	ahead   string
}

type difference struct {
	Field  string `json:"field"`
	Was    string `json:"was,omitempty"`
	Is     string `json:"is,omitempty"`
	Effect string `json:"effect"`
}

// keeper is a customer who keeps what was agreed.
type keeper struct {
	*Holder
	Keeps string `json:"keeps"` // "48h"
}

// Holder is a customer with records, the same for all that they keep. It is embedded, and as JSON its fields stand among those of a keeper.
type Holder struct {
	Customer string `json:"customer"`
	Name     string `json:"name"`
	TermEnds string `json:"term_ends,omitempty"`
	Ends     bool   `json:"ends,omitempty"` // the term does not renew
	AskBy    string `json:"ask_by,omitempty"`
	Ask      string `json:"ask,omitempty"`   // who decides there
	Reach    string `json:"reach,omitempty"` // by telephone, else by mail
}

// openPart is a part of an agreement that reads otherwise than it was agreed.
type openPart struct {
	Customer string `json:"customer"`
	Part     string `json:"part"` // the id of a line, or price and so on
	Version  int    `json:"version"`
	What     string `json:"what"` // changed, gone, missing: an error
}

// differ collects changes. Those of one thing with the same values are one.
type differ struct {
	offerDiff
	offer  *catalog.Offer
	before *catalog.Offer // the other state of it; nil where it is compared with agreements
	today  clock.Date
	index  map[string]int
}

func newDiffer(o *catalog.Offer) *differ {
	return &differ{offerDiff: offerDiff{Version: jsonVersion, Changes: []offerChange{}, Open: []openPart{}}, offer: o, today: o.Today(), index: map[string]int{}}
}

// diffAgreed compares an offer with what was agreed.
func diffAgreed(s *build.Site) offerDiff {
	d := newDiffer(s.Offer)
	d.allAnnounced()
	d.policies(s.Problems)
	for a := range s.Agreements() {
		if a.Held != nil && a.Status.V != "ended" {
			d.agreement(a)
		}
	}
	for i := range d.Changes {
		if c := &d.Changes[i]; c.Kind != "policy" && isTooSoon(s.Problems, c.at) {
			d.Changes[i].Problem = string(tooSoon)
			d.Errors++
		}
	}
	return d.sorted()
}

// isTooSoon reports whether it is an error that a change comes on the day at a place.
func isTooSoon(problems []diag.Problem, at diag.Place) bool {
	return slices.ContainsFunc(problems, func(one diag.Problem) bool {
		return one.Rule == tooSoon && one.At == at && one.Level() == diag.Error
	})
}

// add adds a change, or a customer to the same one that is there already.
func (d *differ) add(c offerChange, who *keeper) {
	if c.Effect == drift.Wording.String() {
		d.Reworded++
		return
	}
	key := fmt.Sprint(c.What, c.Kind, c.From, c.Differences, c.Note)
	i, ok := d.index[key]
	if !ok {
		i = len(d.Changes)
		d.index[key], d.Changes = i, append(d.Changes, c)
	}
	if who != nil {
		d.Changes[i].Keep = append(d.Changes[i].Keep, *who)
	}
}

// changeOf returns a change of values.
func changeOf(what, kind string, all []drift.Difference) offerChange {
	c := offerChange{What: what, Kind: kind, Effect: drift.Of(all).String(), says: agenda.ChangeWords(all)}
	for _, one := range all {
		c.Differences = append(c.Differences, difference{one.Field, one.Was, one.Is, one.Effect.String()})
	}
	return c
}

// allAnnounced adds all changes of the offer that are announced, whoever has what changes.
func (d *differ) allAnnounced() {
	for _, c := range d.offer.Capabilities {
		for _, one := range c.Announced() {
			if one.Visibility() != "internal" {
				d.add(d.announced(one), nil)
			}
		}
	}
}

// announced returns a change that is announced.
func (d *differ) announced(one *catalog.Change) offerChange {
	kind := "price"
	switch was := one.Was; {
	case was.Promise != nil:
		kind = "promise"
	case was.Option != nil:
		kind = "option"
	}
	c := changeOf(one.Ref(), kind, agreement.ChangesOf(one))
	told, _ := d.offer.ToldOf(one.From.V, one.Told, one.Capability)
	c.From, c.Told, c.ahead, c.at = one.From.V.String(), told.String(), aheadWords(d.offer), one.From.At
	if ahead := d.offer.Site.Notify.ChangeNotice; ahead.IsSet() {
		c.tooSoon = max(0, one.From.V.DaysUntil(told.Add(ahead.V)))
	}
	return c
}

func aheadWords(o *catalog.Offer) string {
	ahead := o.Site.Notify.ChangeNotice
	if !ahead.IsSet() {
		return ""
	}
	return strings.TrimSuffix(ahead.V.String(), "d")
}

// policies adds the changes for the worse that policies announce.
func (d *differ) policies(problems []diag.Problem) {
	for _, p := range d.offer.Policies {
		for _, c := range p.Changes {
			if !p.Public() || c.Effect.V != "weaker" || !d.today.Before(c.On.V) {
				continue
			}
			told, _ := d.offer.ToldOf(c.On.V, c.Told, p.AppliesTo...)
			out := offerChange{What: p.ID, Kind: "policy", Effect: "weaker", Note: c.Note.V, From: c.On.V.String(), Told: told.String(), ahead: aheadWords(d.offer)}
			if isTooSoon(problems, c.On.At) {
				out.Problem, out.tooSoon = string(tooSoon), c.On.V.DaysUntil(told.Add(d.offer.Site.Notify.ChangeNotice.V))
				d.Errors++
			}
			d.add(out, nil)
		}
	}
}

// agreement adds what one customer keeps, and what of their agreement is not agreed as it reads.
func (d *differ) agreement(a *agreement.Agreement) {
	who := d.holder(a)
	for _, t := range a.Terms {
		if t.Held != nil && !t.Dropped {
			all := t.Drifted()
			d.add(changeOf(t.Promise.Ref, "promise", all), &keeper{who, keptWords(t, all)})
		}
	}
	for _, c := range a.Announced() {
		if !c.Stays || c.Was.Promise != nil && c.Term.Held != nil { // theirs is another one by now, and is there already
			continue
		}
		keeps := a.Price.Amount.V
		if c.Term != nil {
			keeps = keptWords(c.Term, agreement.ChangesOf(c.Change))
		}
		d.add(d.announced(c.Change), &keeper{who, keeps})
	}
	if all := a.DriftedDuties(); len(all) > 0 {
		d.add(changeOf("what customers do", "customer_does", all), &keeper{who, "less"})
	}
	version := a.Held.Newest().Version.V
	open := func(part, what string) { d.Open = append(d.Open, openPart{a.ID, part, version, what}) }
	for l := range a.Lines() {
		if l.Was != nil {
			open(l.ID.V, "changed")
		}
	}
	for _, l := range a.Held.Gone {
		open(l.ID.V, "gone")
	}
	for _, part := range a.Held.Changed {
		open(part, "changed")
	}
	for _, ref := range slices.Concat(a.Held.Missing, a.Held.Names) {
		open(ref, "missing")
		d.Errors++
	}
}

// keptWords says in a few words what a customer keeps: the value that changes for the worse, else the first that changes.
func keptWords(t *agreement.Term, all []drift.Difference) string {
	one := all[0]
	if i := slices.IndexFunc(all, func(x drift.Difference) bool { return x.Effect == drift.Of(all) }); i >= 0 {
		one = all[i]
	}
	if within, _, ok := t.Within(""); ok && one.Field == "within" {
		return within.String()
	}
	return cmp.Or(one.Was, "without "+one.Is)
}

// holder returns a customer with whom to ask for something else, and by which day.
func (d *differ) holder(a *agreement.Agreement) *Holder {
	k := &Holder{Customer: a.ID, Name: a.Customer.Name.V}
	if r, ok := a.Renewal(d.today); ok {
		k.TermEnds, k.Ends, k.AskBy = r.On.String(), r.Ends, r.AskBy().String()
	}
	for _, p := range a.Deciders() {
		k.Ask, k.Reach = p.Name.V, agenda.Reach(&p)
		break
	}
	return k
}

// diffOffers compares an offer with another state of it. A name is no term, so what has another one by now (formerly) is the same.
func diffOffers(was, is *catalog.Offer) offerDiff {
	d := newDiffer(is)
	d.before = was
	for _, p := range is.Promises {
		i := slices.IndexFunc(was.Promises, func(q *catalog.Promise) bool { return d.isSame(q, p) })
		switch {
		case p.Promise.Visibility.V == "internal":
		case i < 0:
			d.add(offerChange{What: p.Ref, Kind: "promise", Effect: "stronger", Note: "new: " + p.Says.V}, nil)
		default:
			if all := agreement.ChangedSince(was, was.Promises[i], is, p); len(all) > 0 {
				d.add(changeOf(p.Ref, "promise", all), nil)
			}
		}
	}
	d.allAnnounced()
	for _, q := range was.Promises {
		if q.Promise.Visibility.V != "internal" && !slices.ContainsFunc(is.Promises, func(p *catalog.Promise) bool { return d.isSame(q, p) }) {
			d.add(offerChange{What: q.Ref, Kind: "promise", Effect: "weaker", Note: "gone: " + q.Says.V}, nil)
		}
	}
	for _, c := range is.Capabilities {
		if i := slices.IndexFunc(was.Capabilities, func(b *catalog.Capability) bool { return isSameService(b, c) }); i >= 0 {
			before := was.Capabilities[i]
			d.terms(c.ID, "price", drift.Price(&before.Price.Price, &c.Price.Price))
			d.terms(c.ID, "customer_does", drift.Duties(before.CustomerDoes, c.CustomerDoes))
			d.options(c, before.Options, c.Options)
		} else {
			d.price("new: ", c)
			d.options(c, nil, c.Options)
		}
	}
	for _, b := range was.Capabilities {
		if !slices.ContainsFunc(is.Capabilities, func(c *catalog.Capability) bool { return isSameService(b, c) }) {
			d.price("gone: ", b)
			d.options(b, b.Options, nil)
		}
	}
	return d.sorted()
}

// isSame reports whether a promise of the other state of the offer is one of this, whichever of the two has the newer name.
func (d *differ) isSame(was, is *catalog.Promise) bool {
	return d.offer.Renamed.Promise(was.Ref) == is.Ref || d.before.Renamed.Promise(is.Ref) == was.Ref
}

func isSameService(was, is *catalog.Capability) bool {
	has := func(all []syntax.Text, id string) bool {
		return slices.ContainsFunc(all, func(t syntax.Text) bool { return t.V == id })
	}
	return was.ID == is.ID || has(is.Formerly, was.ID) || has(was.Formerly, is.ID)
}

// isOfSame reports whether two options are of the same promise and level.
func (d *differ) isOfSame(was, is *catalog.Option) bool {
	if was.Promise == nil || is.Promise == nil {
		return was.Change.V == is.Change.V
	}
	return d.isSame(was.Promise, is.Promise) && (d.offer.Renamed.Level(was.Level) == is.Level || d.before.Renamed.Level(is.Level) == was.Level)
}

// price adds the price of a service that is wholly new or gone: neither dearer than another nor cheaper.
func (d *differ) price(note string, c *catalog.Capability) {
	price := c.Price.Amount.V
	if price == "" {
		return
	}
	if c.Price.Ceiling.IsSet() {
		price += ", at most " + c.Price.Ceiling.V
	}
	d.add(offerChange{What: c.ID, Kind: "price", Effect: drift.Different.String(), Note: note + price}, nil)
}

// options adds in what the options of a capability differ from what they were. Options of one promise and level are the same where
// they have the same limit, else where they have the same price, else where there are as many as before: in the order of
// their limits. Of others nobody can tell which became which, so the former ones are gone and the others new.
func (d *differ) options(c *catalog.Capability, was, is []*catalog.Option) {
	was, is = slices.Clone(was), slices.Clone(is)
	for _, isLike := range []func(a, b *catalog.Option) bool{
		func(a, b *catalog.Option) bool { return agreed.CanonicalMeasure(a.To) == agreed.CanonicalMeasure(b.To) },
		func(a, b *catalog.Option) bool { return agreed.Fold(a.Price.V) == agreed.Fold(b.Price.V) },
		func(a, b *catalog.Option) bool { return true },
	} {
		for _, one := range slices.Clone(is) {
			before := slices.DeleteFunc(slices.Clone(was), func(o *catalog.Option) bool { return !d.isOfSame(o, one) || !isLike(o, one) })
			now := slices.DeleteFunc(slices.Clone(is), func(o *catalog.Option) bool { return o.Change.V != one.Change.V || !isLike(o, one) })
			if len(before) != len(now) {
				continue
			}
			slices.SortStableFunc(before, byLimit)
			slices.SortStableFunc(now, byLimit)
			for i := range now {
				d.option(c, before[i], now[i])
			}
			was, is = without(was, before), without(is, now)
		}
	}
	for _, o := range is {
		d.option(c, nil, o)
	}
	for _, o := range was {
		d.option(c, o, nil)
	}
}

// byLimit compares options by their limits; those that cannot be compared are equal.
func byLimit(a, b *catalog.Option) int {
	n, _ := drift.Order(a.To, b.To)
	return n
}

// without returns the options that are not among some of them.
func without(all, some []*catalog.Option) []*catalog.Option {
	return slices.DeleteFunc(all, func(o *catalog.Option) bool { return slices.Contains(some, o) })
}

// option adds in what an option differs from what it was; nil: it was not, or is no more.
func (d *differ) option(c *catalog.Capability, was, is *catalog.Option) {
	one := cmp.Or(is, was)
	if one.Promise == nil || one.Promise.Visibility.V == "internal" {
		return
	}
	what, says := c.ID+"."+one.Change.V, "to "+agreed.CanonicalMeasure(one.To)
	if one.Price.IsSet() {
		says += ", " + one.Price.V
	}
	switch {
	case was == nil:
		d.add(offerChange{What: what, Kind: "option", Effect: "stronger", Note: "new: " + says}, nil)
	case is == nil:
		d.add(offerChange{What: what, Kind: "option", Effect: "weaker", Note: "gone: " + says}, nil)
	default:
		d.terms(what, "option", agreement.ChangesOf(&catalog.Change{Capability: c, Was: catalog.Part{Option: was}, Is: catalog.Part{Option: is}}))
	}
}

func (d *differ) terms(what, kind string, all []drift.Difference) {
	if len(all) > 0 {
		d.add(changeOf(what, kind, all), nil)
	}
}

// sorted returns the changes, those for the worse first, and each list of customers by the day on which they are to be asked.
func (d *differ) sorted() offerDiff {
	rank := func(effect string) int { return slices.Index([]string{"weaker", "different", "stronger"}, effect) }
	slices.SortStableFunc(d.Changes, func(x, y offerChange) int {
		return cmp.Or(rank(x.Effect)-rank(y.Effect), strings.Compare(x.Kind, y.Kind), strings.Compare(x.What, y.What), strings.Compare(x.From, y.From))
	})
	for i := range d.Changes {
		slices.SortStableFunc(d.Changes[i].Keep, func(x, y keeper) int {
			return cmp.Or(strings.Compare(x.AskBy, y.AskBy), strings.Compare(x.Customer, y.Customer))
		})
	}
	return d.offerDiff
}
