package catalog

import (
	"cmp"
	"slices"

	"upfront/generator/clock"
	"upfront/generator/syntax"
)

// Change is a change of a part of the offer, with its day.
type Change struct {
	syntax.Announced
	Capability *Capability
	Was, Is    Part

	isAhead bool
}

// Part is a part of the offer that can change: exactly one field is set. None has a change of its own, and no promise has options.
type Part struct {
	Promise *Promise
	Option  *Option
	Price   *syntax.Price
}

// Ref returns the name of what changes: of a promise, of that which an option is of, or of the capability with a price.
func (c *Change) Ref() string {
	switch was := c.Was; {
	case was.Promise != nil:
		return was.Promise.Ref
	case was.Option != nil:
		return c.Capability.ID + "." + was.Option.Change.V
	}
	return c.Capability.ID
}

// Visibility returns who may read of what changes: public, customer or internal.
func (c *Change) Visibility() string {
	if p := c.Promise(); p != nil {
		return p.Visibility.Or("public")
	}
	return "public"
}

// Promise returns the promise that changes, as it was, or that which an option is of; nil for a price.
func (c *Change) Promise() *Promise {
	if c.Was.Option != nil {
		return c.Was.Option.Promise
	}
	return c.Was.Promise
}

// Changes returns the changes of a capability that stand in its file: announced, or come.
func (c *Capability) Changes() (all []*Change) {
	add := func(next, last *Change) {
		if one := cmp.Or(next, last); one != nil {
			all = append(all, one)
		}
	}
	for _, p := range c.Promises {
		add(p.Next, p.Last)
	}
	for _, o := range c.Options {
		add(o.Next, o.Last)
	}
	add(c.NextPrice, c.LastPrice)
	return all
}

// Announced returns the changes of a capability that are still to come.
func (c *Capability) Announced() []*Change {
	return slices.DeleteFunc(c.Changes(), func(one *Change) bool { return !one.isAhead })
}

// ToldOf returns the day on which customers were told of a change that comes on a day and touches capabilities: as its
// author says, or a notice of the change. known is false where nothing says so; then it is today, on which it is published.
func (o *Offer) ToldOf(on clock.Date, told syntax.Written[clock.Date], touched ...*Capability) (day clock.Date, known bool) {
	day, known = o.Today(), told.IsSet()
	if known && told.V.Before(day) {
		day = told.V
	}
	for _, n := range o.Notices {
		if n.Kind.V != "change" || !n.Told.IsSet() || n.Visibility.V == "internal" || n.Counts().IsZero() || clock.DateOf(n.Counts(), o.Zone) != on ||
			!slices.ContainsFunc(touched, func(c *Capability) bool { return slices.Contains(n.Capabilities, c) }) {
			continue
		}
		known = true
		if first := clock.DateOf(n.Told.V, o.Zone); first.Before(day) {
			day = first
		}
	}
	return day, known
}
