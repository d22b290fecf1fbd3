package agenda

import (
	"fmt"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/drift"
	"upfront/generator/syntax"
)

// Offer returns what is due for everybody until a day, sorted.
func Offer(o *catalog.Offer, last clock.Date) []Entry {
	l := newLister(o, last)
	for _, c := range o.Capabilities {
		l.capability(c)
	}
	for _, p := range o.Policies {
		l.policy(p)
	}
	for _, n := range o.Notices {
		l.openNotice(n)
	}
	return l.sorted()
}

func (l *lister) capability(c *catalog.Capability) {
	if c.Retired() {
		return
	}
	owner := l.offer.PersonName(c.Owner.V)
	l.add(Entry{Day: c.ReviewBy.V, Kind: Review, What: fmt.Sprintf("Read %q again as a customer would", c.Title.V), Who: owner, At: c.ReviewBy.At, Stays: true, id: c.ID})
	if opening := c.Capacity.NextOpening; c.Status.V != "paused" {
		l.add(Entry{Day: opening.V, Kind: Opening, What: fmt.Sprintf("The next opening of %q: is there room, and when is the next one?", c.Title.V), Who: owner, At: opening.At, Stays: true, id: c.ID})
	}
	for _, p := range c.Promises {
		until := p.Acknowledge.Until
		l.add(Entry{Day: until.V, Kind: Acknowledge, What: fmt.Sprintf("Until now %q stands although the record does not bear it: decide anew", p.Says.V), Who: owner, At: until.At, Stays: true, id: p.Ref})
	}
	for _, one := range c.Announced() {
		if all := agreement.ChangesOf(one); one.Visibility() != "internal" && drift.Of(all) == drift.Weaker {
			l.tell(one.From, one.Told, fmt.Sprintf("Write a notice: %s changes on %s: %s", changeName(one), Date(one.From.V), ChangeWords(all)), owner, changeName(one), c)
		}
	}
}

func (l *lister) policy(p *catalog.Policy) {
	owner := l.offer.PersonName(p.Owner.V)
	l.add(Entry{Day: p.ReviewBy.V, Kind: Review, What: fmt.Sprintf("Read the policy %q again", p.Title), Who: owner, At: p.ReviewBy.At, Stays: true, id: p.ID})
	for _, c := range p.Changes {
		if c.Effect.V == "weaker" && l.today.Before(c.On.V) && p.Public() {
			l.tell(c.On, c.Told, fmt.Sprintf("Write a notice: the policy %q changes on %s. %s", p.Title, Date(c.On.V), c.Note.V), owner, p.ID+" "+c.Note.V, p.AppliesTo...)
		}
	}
}

// tell adds the day by which customers are to hear of a change for the worse, where nothing says that they did.
func (l *lister) tell(on, told syntax.Written[clock.Date], what, who, id string, touched ...*catalog.Capability) {
	if _, known := l.offer.ToldOf(on.V, told, touched...); !known {
		l.add(Entry{Day: l.tellBy(on.V), Kind: Tell, What: what, Who: who, At: on.At, Stays: true, id: id})
	}
}

// tellBy returns the last day on which a change of a day can be told in time.
func (l *lister) tellBy(on clock.Date) clock.Date {
	if ahead := l.offer.Site.Notify.ChangeNotice; ahead.IsSet() {
		return on.Sub(ahead.V)
	}
	return on
}

// daysOpen is after how many days a notice that is still open is old.
const daysOpen = 7

func (l *lister) openNotice(n *catalog.Notice) {
	if n.State(l.offer.Now) != catalog.Open || n.Until.IsSet() { // which closes it
		return
	}
	who := ""
	if len(n.Capabilities) > 0 {
		who = l.offer.PersonName(n.Capabilities[0].Owner.V)
	}
	l.add(Entry{Day: clock.DateOf(n.Known(), l.offer.Zone).AddDays(daysOpen), Kind: OpenNotice, What: fmt.Sprintf("%q is still open: say how it stands, or when it was resolved", n.Title.V),
		Who: who, At: n.Title.At, Stays: true, id: n.ID})
}
