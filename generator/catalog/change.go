package catalog

import (
	"slices"

	"upfront/generator/clock"
	"upfront/generator/syntax"
)

// Change is a change of a promise with its day.
type Change struct {
	syntax.NextPromise
	Was, Is *Promise // neither has a change or options of its own
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
