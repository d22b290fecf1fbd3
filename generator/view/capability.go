package view

import (
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/syntax"
)

// Cannot is one thing that the business does not do: with the reason, and a way on.
type Cannot struct {
	Anchor, What, Because string
	Assumed               string // what people often assume, without its full stop; may be empty
	Instead               string // what the business does instead
	If                    string // the condition on which it can after all
	Refer                 *Referral
}

// Referral names who does it better, and why.
type Referral struct {
	Name, Href, For, Why string
}

// NewReferral returns the view of a partner; nil for nobody.
func NewReferral(p *syntax.Partner) *Referral {
	if p == nil {
		return nil
	}
	return &Referral{Name: p.Name.V, Href: p.URL.V, For: p.For.V, Why: p.Why.V}
}

// Misfit is a reason for which a service does not suit a customer, with what does.
type Misfit struct {
	What, Instead string
	Refer         *Referral
}

// Misfits returns the reasons for which a service does not suit.
func (p PageContext) Misfits(c *catalog.Capability) []Misfit {
	var out []Misfit
	for _, m := range c.Poor {
		if m.What.IsSet() {
			out = append(out, Misfit{What: m.What.V, Instead: Sentence(m.Instead.V), Refer: NewReferral(m.Refer)})
		}
	}
	return out
}

// Part is something the customer does, so that promises can be kept.
type Part struct {
	What   string
	Within string // "2 working days"; may be empty
	Hours  Link   // the hours Within counts in
	Else   string // what happens otherwise; may be empty
}

// Duties returns what the customer does for a capability.
func (p PageContext) Duties(c *catalog.Capability) []Part {
	var out []Part
	for _, d := range c.CustomerDoes {
		business := d.Clock.V == "business"
		part := Part{What: d.What.V, Within: p.Duration(d.Within.V, business), Else: d.Else.V}
		if d.Within.IsSet() && business {
			part.Hours = p.HoursLink(p.workingHours(c), true)
		}
		out = append(out, part)
	}
	return out
}

// workingHours returns what "working days" of a capability are: those of its first promise with hours, else the first calendar's.
func (r *Renderer) workingHours(c *catalog.Capability) *catalog.Calendar {
	if i := slices.IndexFunc(c.Promises, func(w *catalog.Promise) bool { return w.Hours != nil }); i >= 0 {
		return c.Promises[i].Hours
	}
	if len(r.Offer.Calendars) > 1 {
		return r.Offer.Calendars[0]
	}
	return nil
}

// Price is what it costs.
type Price struct {
	Kind     string // "Fixed price", "By the hour", "Per pallet"
	Amount   string // "£1,200"
	Ceiling  string // the most it can come to; may be empty
	HoldsFor string // how long the price stands; may be empty
	Note     string // may be empty
}

// Price returns the view of a price; nil where none is written.
func (r *Renderer) Price(w syntax.Price) *Price {
	if !w.Amount.IsSet() {
		return nil
	}
	out := &Price{Amount: Capitalize(w.Amount.V), Ceiling: w.Ceiling.V, HoldsFor: r.Duration(w.HoldsFor.V, false)}
	if unit, counted := strings.CutPrefix(w.Kind.V, syntax.PerUnit); counted {
		out.Kind = r.Words.Word("price.per", "unit", unit)
	} else if w.Kind.IsSet() {
		out.Kind = r.Words.Word("price." + w.Kind.V)
	}
	return out
}
