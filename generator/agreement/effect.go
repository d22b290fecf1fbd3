package agreement

import (
	"upfront/generator/drift"
	"upfront/generator/syntax"
)

// Effect is what a choice makes of a promise.
type Effect int

// The effects of a choice. Different is that of one whose value cannot be compared with the standard.
const (
	Different Effect = iota
	Stronger
	Weaker
)

// Effect returns whether a choice promises the customer more than the standard, or less: a shorter time, a higher share of
// what is to be had, a lower one of what is to be spared.
func (t *Term) Effect(c Choice) Effect {
	w := t.Promise
	if within, _, ok := w.WithinFor(c.Level); ok && c.Value.Kind == syntax.InTime {
		order, ok := c.Value.Time.Compare(within)
		return effectOf(-order, ok)
	}
	switch {
	case w.AtLeast.IsSet():
		return effectOf(drift.Order(c.Value, w.AtLeast))
	case w.AtMost.IsSet():
		n, ok := drift.Order(c.Value, w.AtMost)
		return effectOf(-n, ok)
	}
	return Different
}

// effectOf returns the effect of a value that is better than the standard where order is positive.
func effectOf(order int, ok bool) Effect {
	switch {
	case !ok || order == 0:
		return Different
	case order > 0:
		return Stronger
	}
	return Weaker
}
