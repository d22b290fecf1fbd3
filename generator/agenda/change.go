package agenda

import (
	"cmp"
	"fmt"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/drift"
)

// changes adds whom to tell of a change for the worse, and whom to ask for other terms, or offer them, by which day.
func (l *lister) changes() {
	a := l.customer
	for _, t := range a.Terms {
		if t.Held != nil && !t.Dropped && !t.Promise.IsPartial() {
			l.ask(t.Promise.Ref, t.Promise.Ref, t.Drifted(), clock.Date{})
		}
	}
	for _, c := range a.Announced() {
		if !c.Stays || c.Was.Promise != nil && c.Term.Held != nil { // theirs is another one by now, and is there already
			continue
		}
		all := agreement.ChangesOf(c.Change)
		l.ask(changeName(c.Change), c.Ref(), all, c.From.V)
		if drift.Of(all) == drift.Weaker {
			l.tellThem(c.Change, all)
		}
	}
}

// changeName returns the name of what changes: of a promise, an option or a price.
func changeName(c *catalog.Change) string {
	switch {
	case c.Was.Option != nil:
		return c.Ref() + " (option)"
	case c.Was.Price != nil:
		return c.Ref() + " (price)"
	}
	return c.Ref()
}

// ask adds the day by which the customer can be asked for the terms that everybody has, or will have from a day on.
func (l *lister) ask(name, id string, all []drift.Difference, from clock.Date) {
	a := l.customer
	day, at, until := l.today, agreementPlace(a), ""
	if r, ok := a.Renewal(l.today); ok {
		day, at, until = r.AskBy(), a.Term.At, ", and their term ends on "+Date(r.On)
		id += " " + r.On.String()
	} else if a.ReviewBy.IsSet() {
		day, at = a.ReviewBy.V, a.ReviewBy.At
	}
	since := " by now"
	if !from.IsZero() {
		since = " from " + Date(from)
	}
	what := ""
	switch drift.Of(all) {
	case drift.Weaker:
		what = fmt.Sprintf("Ask whether %s may change for them too: %s%s. They keep theirs until they say yes%s", name, ChangeWords(all), since, until)
	case drift.Stronger:
		what = fmt.Sprintf("Offer them %s as everybody has it%s: %s", name, since, ChangeWords(all))
	default:
		return
	}
	l.theirs(Entry{Day: day, Kind: Ask, What: what, At: at, Stays: true, id: id}, decides)
}

// tellThem adds the day by which the customer is to hear of a change of what is theirs, unless a notice tells of it.
func (l *lister) tellThem(c *catalog.Change, all []drift.Difference) {
	if _, known := l.offer.ToldOf(c.From.V, c.Told, c.Capability); !known {
		l.theirs(Entry{Day: l.tellBy(c.From.V), Kind: Tell, What: fmt.Sprintf("Tell them that %s changes on %s: %s", changeName(c), Date(c.From.V), ChangeWords(all)),
			At: c.From.At, Stays: true, id: changeName(c) + " " + c.From.V.String()}, decides)
	}
}

// ChangeWords returns what differs in a few words, without what is only worded otherwise: "within 48h → 72h".
func ChangeWords(all []drift.Difference) string {
	var out []string
	for _, d := range all {
		if d.Effect != drift.Wording {
			out = append(out, d.Field+" "+cmp.Or(d.Was, "none")+" → "+cmp.Or(d.Is, "none"))
		}
	}
	return strings.Join(out, ", ")
}
