package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

const (
	fitLimit   diag.RuleID = "fit-limit"
	fitTighter diag.RuleID = "fit-tighter"
)

// fitRules compare the needs of one customer with the offer.
var fitRules = []rule{
	{id: fitLimit, check: checkFitLimits},
	{id: fitLimit, check: checkNeedsInLimits, draft: diag.Warning},
	{id: fitTighter, check: checkNeeds, draft: diag.Warning},
	{id: fitTighter, check: checkMeasure, draft: diag.Warning},
	{id: fitTighter, check: checkUnderstoodTime, draft: diag.Warning},
}

func checkFitLimits(r *report, c *catalog.Capability) {
	for _, e := range c.Fit.Limits {
		least, most := e.V.AtLeast, e.V.AtMost
		switch {
		case !least.IsSet() && !most.IsSet():
			r.problems.Add(diag.Problem{At: e.Key.At, Message: fmt.Sprintf("the limit %q has neither a least nor a most", e.Key.V),
				Help: "Add at_least:, at_most: or both."})
		case least.IsSet() && most.IsSet() && least.V > most.V:
			r.problems.Add(diag.Problem{At: least.At, Message: fmt.Sprintf("nobody could fit %q: at least %v and at most %v", e.Key.V, least.V, most.V),
				Help: fmt.Sprintf("Were they swapped? Write at_least: %v and at_most: %v.", most.V, least.V), Related: []diag.Related{{At: most.At, Note: "the most is here"}}})
		}
	}
}

// checkNeedsInLimits compares each need with the limits of that name in the capabilities that the customer has.
func checkNeedsInLimits(r *report, a *agreement.Agreement) {
	for _, n := range a.Needs {
		for _, c := range a.Capabilities {
			if limit, ok := c.Fit.Limits.Get(n.Name.V); ok {
				r.checkInLimit(n, c, limit)
			}
		}
	}
}

func (r *report) checkInLimit(n agreement.Need, c *catalog.Capability, limit syntax.Limit) {
	need := n.Value.Quantity
	least, most := limit.AtLeast, limit.AtMost
	word, bound := "at least", least
	switch {
	case n.Value.Kind != syntax.InQuantity:
		r.problems.Add(diag.Problem{At: n.Value.At, Message: fmt.Sprintf("%q is no number, and the limit %q of %q is one", n.Value.Written, n.Name.V, c.Title.V),
			Help: "Write a number, with a unit if you like."})
		return
	case !sameUnit(need.Unit, limit.Unit.V):
		r.problems.Add(diag.Problem{At: n.Value.At, Message: fmt.Sprintf("%q cannot be held against the limit %q of %q, which counts %s", n.Value.Written, n.Name.V, c.Title.V, limit.Unit.V),
			Help: fmt.Sprintf("Write the number of %s alone.", limit.Unit.V)})
		return
	case least.IsSet() && need.N < least.V:
	case most.IsSet() && need.N > most.V:
		word, bound = "at most", most
	default:
		return
	}
	r.problems.Add(diag.Problem{At: n.Value.At, Message: fmt.Sprintf("%s needs %s of %q, and %q is made for %s %s", customerName(r.customer), n.Value.Written, n.Name.V, c.Title.V, word, strings.TrimSpace(bound.V.String()+" "+limit.Unit.V)),
		Help:    fmt.Sprintf("Say no to it in a line, with what you do instead, and need what fits; or take %q out of capabilities. If you can do it for everybody, change the limit.", c.ID),
		Related: []diag.Related{{At: bound.At, Note: "the limit is here"}}})
}

// sameUnit reports whether a number with the unit may be compared with a limit with the other: "kg" with "kg on the lift",
// or a bare number with any.
func sameUnit(need, limit string) bool {
	a, b := strings.Fields(strings.ToLower(need)), strings.Fields(strings.ToLower(limit))
	return len(a) == 0 || len(b) == 0 || strings.TrimSuffix(a[0], "s") == strings.TrimSuffix(b[0], "s")
}

// checkNeeds compares each need of a promise with the promise, unless a line that names the promise says openly that the
// customer does not get it as it stands.
func checkNeeds(r *report, a *agreement.Agreement) {
	for _, n := range a.Needs {
		if n.Term == nil {
			continue
		}
		lines := slices.DeleteFunc(slices.Clone(r.lines), func(l *agreement.Line) bool {
			return l.Blocked != n.Term.Promise && (l.BackedBy == nil || l.BackedBy.Promise != n.Term.Promise)
		})
		level, qualified := n.Level, false
		for _, l := range lines {
			level = cmp.Or(level, l.Level.V)
			qualified = qualified || l.Answer.V == "no" || l.Answer.V == "yes-if"
		}
		if b, tight := tighter(r, n.Value, n.Term, level, exactly); tight && !qualified {
			r.reportTighter(n.Value.At, fmt.Sprintf("%s needs %s", customerName(a), n.Value.Written), n.Term, level, n.Value, b, lines)
		}
	}
}

// reportTighter reports a need that is tighter than the bound of the promise, naming the promise and the yes.
func (r *report) reportTighter(at diag.Place, who string, t *agreement.Term, level string, need syntax.Measure, b bound, lines []*agreement.Line) {
	related := []diag.Related{{At: b.at, Note: "the promise is here"}}
	for _, l := range lines {
		if l.Answer.V == "yes" {
			related = append(related, diag.Related{At: l.Answer.At, Note: "the yes is here"})
		}
	}
	help := "Answer no, with because: and instead:, or yes-if, with the condition; or publish an option that gives it."
	for _, o := range t.Promise.Options {
		chosen := &agreement.Term{Promise: t.Promise, Choices: []agreement.Choice{{At: o.To.At, Value: o.To, Option: o, Level: o.Level, Promise: t.Promise}}}
		if _, tight := tighter(r, need, chosen, level, exactly); !tight && o.Level == level {
			help = fmt.Sprintf("You offer that: write choose: {%s: %s}.", strings.TrimSuffix(t.Promise.Ref+"."+level, "."), o.To.Written)
			break
		}
	}
	r.problems.Add(diag.Problem{At: at, Message: fmt.Sprintf("%s, and %q promises %s", who, t.Promise.Ref, b.written), Help: help, Related: related})
}

// checkMeasure compares the measure of a line with the promise that backs its yes.
func checkMeasure(r *report, l *agreement.Line) {
	if l.Answer.V != "yes" || l.BackedBy == nil {
		return
	}
	measure := l.Measure.Get()
	for _, m := range []struct {
		value syntax.Measure
		sense sense
	}{{measure.Within, exactly}, {measure.AtLeast, least}, {measure.AtMost, most}} {
		if b, tight := tighter(r, m.value, l.BackedBy, l.Level.V, m.sense); tight {
			r.reportTighter(m.value.At, fmt.Sprintf("the measure of %q is %s", shortWish(l), m.value.Written), l.BackedBy, l.Level.V, m.value, b, []*agreement.Line{l})
		}
	}
}

// checkUnderstoodTime compares the time that a line names with the promise that backs its yes. Where the line names
// several, the longest has to be shorter than the promise.
func checkUnderstoodTime(r *report, l *agreement.Line) {
	if l.Answer.V != "yes" || l.BackedBy == nil {
		return
	}
	said := slices.DeleteFunc(saidTimes(l.Understood.V), func(t saidTime) bool { return !t.limits })
	for i, t := range said {
		need := syntax.Measure{Kind: syntax.InTime, Time: t.time}
		need.Time.Business = t.working
		by, tight := tighter(r, need, l.BackedBy, l.Level.V, exactly)
		if !tight {
			return
		}
		if i == len(said)-1 {
			need.Time.Business = t.time.Business
			r.reportTighter(placeIn(l.Understood, t.from, t.to), fmt.Sprintf("the line says %q", l.Understood.V[t.from:t.to]), l.BackedBy, l.Level.V, need, by, []*agreement.Line{l})
		}
	}
}

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
		levels = diag.Names(p.Levels, func(l catalog.LevelTerm) string { return l.Level.ID.V })
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

// isShorter reports whether one time is certainly shorter than another on the clock of a promise.
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
