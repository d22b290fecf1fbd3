package check

import (
	"upfront/generator/agreement"
	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// A need is tighter than a promise if the promise could be kept without meeting the need. Values that cannot be compared
// for sure are not tighter: a month against 30 days, a need in words, working time against the calendar.

// sense is the direction in which a measure counts.
type sense int

const (
	exactly sense = iota // as the promise counts it
	least
	most
)

// bound is a limit of a promise in the author's words, with its place.
type bound struct {
	written string
	at      diag.Place
}

// tighter reports whether a need is tighter than the limit of a promise for this customer, at a level, or for all where
// the level is empty. It returns the limit, too.
func tighter(r *report, need syntax.Measure, t *agreement.Term, level string, way sense) (bound, bool) {
	switch need.Kind {
	case syntax.InTime:
		return tighterTime(r, need.Time, t, level)
	case syntax.InShare:
		return tighterShare(need.Share, t, way)
	case syntax.InQuantity:
		return tighterQuantity(need.Quantity, t, way)
	}
	return bound{}, false
}

// tighterTime compares times. Where the promise has a time for each level and none is named, the need has to be tighter
// than all of them.
func tighterTime(r *report, need clock.Duration, t *agreement.Term, level string) (bound, bool) {
	p := t.Promise
	if p.AtLeast.Kind == syntax.InTime {
		longer := isShorter(r, p, nil, p.AtLeast.Time, need)
		return bound{p.AtLeast.Written, p.AtLeast.At}, longer
	}
	levels := []string{level}
	if level == "" && len(p.Levels) > 0 {
		levels = levels[:0]
		for _, l := range p.Levels {
			levels = append(levels, l.Level.ID.V)
		}
	}
	var shown bound
	for i, level := range levels {
		limit, hours, ok := t.Within(level)
		if !ok || !isShorter(r, p, hours, need, limit) {
			return bound{}, false
		}
		if i == 0 {
			shown = bound{limit.String(), withinPlace(t, level)}
		}
	}
	return shown, len(levels) > 0
}

func withinPlace(t *agreement.Term, level string) diag.Place {
	if c, chosen := t.Choice(level); chosen {
		return c.At
	}
	for _, l := range t.Promise.Levels {
		if l.Level.ID.V == level {
			return l.At
		}
	}
	return t.Promise.Promise.Within.At
}

// shorter reports whether one time is certainly shorter than another on the clock of a promise.
func isShorter(r *report, p *catalog.Promise, hours *catalog.Calendar, a, b clock.Duration) bool {
	business := p.Clock.V == "business"
	if !business && a.Business != b.Business {
		return false
	}
	a.Business, b.Business = false, false
	if business && hours != nil && (a.Unit == clock.Day) != (b.Unit == clock.Day) && max(a.Unit, b.Unit) <= clock.Day {
		start := hours.NextOpen(r.Now)
		return hours.Between(start, hours.Add(start, a)) < hours.Between(start, hours.Add(start, b))
	}
	order, ok := a.Compare(b)
	return ok && order < 0
}

// tighterShare compares shares as shares that are kept: at most 1% late is at least 99% on time.
func tighterShare(need amount.Percent, t *agreement.Term, way sense) (bound, bool) {
	p := t.Promise
	given, upper := p.AtLeast, false
	switch {
	case p.AtMost.Kind == syntax.InShare:
		given, upper = p.AtMost, true
	case given.Kind != syntax.InShare && p.Target.IsSet():
		given = syntax.Measure{At: p.Target.At, Written: p.Target.V.String(), Kind: syntax.InShare, Share: p.Target.V}
	}
	if c, chosen := t.Choice(""); chosen && c.Value.Kind == syntax.InShare {
		given = c.Value
	}
	if given.Kind != syntax.InShare {
		return bound{}, false
	}
	kept, wanted := given.Share, need
	if upper {
		kept = amount.Whole - kept
	}
	if way == most || way == exactly && upper {
		wanted = amount.Whole - wanted
	}
	return bound{given.Written, given.At}, wanted > kept
}

func tighterQuantity(need amount.Quantity, t *agreement.Term, way sense) (bound, bool) {
	p := t.Promise
	given, sign := p.AtLeast, -1
	if given.Kind != syntax.InQuantity || way == most {
		given, sign = p.AtMost, 1
	}
	if given.Kind != syntax.InQuantity || way == least && sign == 1 {
		return bound{}, false
	}
	if c, chosen := t.Choice(""); chosen && c.Value.Kind == syntax.InQuantity {
		given = c.Value
	}
	order, ok := given.Quantity.Compare(need)
	return bound{given.Written, given.At}, ok && order == sign
}
