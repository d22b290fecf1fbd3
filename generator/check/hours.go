package check

import (
	"cmp"
	"fmt"
	"slices"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

const (
	orderOdd         diag.RuleID = "order-odd"
	weekendUncovered diag.RuleID = "weekend-uncovered"
	holidaysEnded    diag.RuleID = "holidays-ended"
)

// hoursRules judge times beside each other, and beside the hours in which somebody is there to keep them.
var hoursRules = []rule{
	{id: orderOdd, check: checkRepairOrder},
	{id: orderOdd, check: checkLevelOrder},
	{id: weekendUncovered, check: checkChannelCovered},
	{id: weekendUncovered, check: ifUsable(checkPromiseCovered)},
	{id: holidaysEnded, check: checkHolidays},
}

// checkRepairOrder reports what is put right sooner than it is answered, for one level.
func checkRepairOrder(r *report, c *catalog.Capability) {
	for _, answer := range c.Promises {
		for _, repair := range c.Promises {
			if answer.Indicator.Kind.V != "response" || repair.Indicator.Kind.V != "resolution" || isBestEffort(answer) || isBestEffort(repair) || answer.Unread || repair.Unread {
				continue
			}
			for _, late := range limitTimesOf(repair) {
				first, ok := limitFor(answer, late.level)
				if !ok || !isLonger(first, late) {
					continue
				}
				what := fmt.Sprintf("%q is put right", repair.ID.V)
				if late.level != "" {
					what = fmt.Sprintf("the level %q is put right", late.level)
				}
				r.problems.Add(diag.Problem{At: late.At, Message: fmt.Sprintf("%s within %v, and answered within %v: it would be done before anybody answers", what, late.V, first.V),
					Help: "Answer sooner, or give yourselves longer to put it right. If the two begin at different moments, say so in from:.", Related: []diag.Related{{At: first.At, Note: "the answer is here"}}})
				return
			}
		}
	}
}

// checkLevelOrder reports a more urgent level that is slower than a less urgent one. Levels are written with the most urgent one
// first; where no promise has two of them in that order, they are written the other way round.
func checkLevelOrder(r *report, o *catalog.Offer) {
	inOrder := false
	var odd []diag.Problem
	for _, p := range o.Promises {
		var times []levelLimit
		for _, level := range o.Site.Levels {
			times = append(times, slices.DeleteFunc(limitTimesOf(p), func(l levelLimit) bool { return l.level != level.ID.V || level.ID.V == "" })...)
		}
		slower, right := levelOrder(times)
		inOrder = inOrder || right
		if slower != nil && !isBestEffort(p) && !p.Unread {
			urgent, other := slower[0], slower[1]
			odd = append(odd, diag.Problem{At: urgent.At, Message: fmt.Sprintf("%q takes %v for the level %q, and %v for %q, which is less urgent", p.ID.V, urgent.V, urgent.level, other.V, other.level),
				Help: "Give the more urgent one the shorter time. In site.yaml, the most urgent level comes first.", Related: []diag.Related{{At: other.At, Note: "the other level is here"}}})
		}
	}
	for _, p := range odd {
		if inOrder {
			r.problems.Add(p)
		}
	}
}

// levelOrder returns the first two limits of which the one for the more urgent level is longer, nil where there are none, and
// whether it is shorter anywhere.
func levelOrder(times []levelLimit) (slower []levelLimit, inOrder bool) {
	for i, urgent := range times {
		for _, other := range times[i+1:] {
			if slower == nil && isLonger(urgent, other) {
				slower = []levelLimit{urgent, other}
			}
			inOrder = inOrder || isLonger(other, urgent)
		}
	}
	return slower, inOrder
}

// levelLimit is the limit of a promise for one level; the level is empty where the limit is that of all.
type levelLimit struct {
	syntax.Written[clock.Duration]
	level string
	hours *catalog.Calendar // nil on the calendar clock
}

// limitTimesOf returns the limits of a promise.
func limitTimesOf(p *catalog.Promise) (out []levelLimit) {
	if all := p.Promise.Within.All; all.IsSet() {
		out = append(out, levelLimit{Written: all, hours: businessHours(p, p.Hours)})
	}
	for _, l := range p.Promise.Within.Levels {
		if _, hours, ok := p.WithinFor(l.Key.V); ok {
			out = append(out, levelLimit{l.V.Within, l.Key.V, businessHours(p, hours)})
		}
	}
	return out
}

// businessHours returns the hours that count for a promise, nil where nights and weekends count.
func businessHours(p *catalog.Promise, hours *catalog.Calendar) *catalog.Calendar {
	if p.Clock.V != "business" || hours == nil || hours.IsAlways() {
		return nil
	}
	return hours
}

// limitFor returns the limit for a level, or that of all.
func limitFor(p *catalog.Promise, level string) (levelLimit, bool) {
	all := limitTimesOf(p)
	i := slices.IndexFunc(all, func(l levelLimit) bool { return l.level == level || l.level == "" })
	if i < 0 {
		return levelLimit{}, false
	}
	return all[i], true
}

// isLonger reports whether a limit is certainly longer than another. Two clocks cannot be compared, except that working time
// takes at least as long as it says.
func isLonger(a, b levelLimit) bool {
	switch {
	case a.hours != nil && b.hours == a.hours:
		order, ok := a.hours.Compare(a.V, b.V)
		return ok && order > 0
	case b.hours == nil && (a.hours == nil || a.V.Unit < clock.Day): // a working day may be shorter than a day
		order, ok := withoutHours(a.V).Compare(withoutHours(b.V))
		return ok && order > 0
	}
	return false
}

// checkChannelCovered reports a channel that promises an answer for a time when nobody reads it.
func checkChannelCovered(r *report, c *catalog.Channel) {
	if c.Clock.V == "calendar" && c.Hours != nil && !c.Hours.Unread && !staysOpen(c) {
		r.reportUncovered(c.RespondWithin, c.Hours, c.ID.V, fmt.Sprintf("Write clock: business, so that only the hours %q count. Or name a fallback: that is open then.", c.Hours.Name))
	}
}

// staysOpen reports whether a channel, or one that it falls back on, is always open.
func staysOpen(c *catalog.Channel) bool {
	for range 10 { // channels may fall back in a circle
		switch {
		case c == nil:
			return false
		case c.Hours == nil || c.Hours.IsAlways():
			return true
		}
		c = c.Fallback
	}
	return false
}

// checkPromiseCovered reports a promise of an answer that counts nights and weekends, where every channel of the business
// is closed for longer than it lasts.
func checkPromiseCovered(r *report, p *catalog.Promise) {
	if p.Clock.V != "calendar" || p.Indicator.Kind.V != "response" || isBestEffort(p) || p.Visibility.V == "internal" || len(r.Channels) == 0 || slices.ContainsFunc(r.Channels, staysOpen) {
		return
	}
	longest := slices.MinFunc(r.Channels, func(a, b *catalog.Channel) int {
		return cmp.Compare(a.Hours.LongestClosed().Length.N, b.Hours.LongestClosed().Length.N)
	}).Hours
	for _, limit := range limitTimesOf(p) {
		if r.reportUncovered(limit.Written, longest, p.ID.V, fmt.Sprintf("Write clock: business with hours: %s. Or name a channel that is open then, with hours: always.", longest.Name)) {
			return
		}
	}
}

// reportUncovered reports an answer that is due while the longest time is not over for which it is closed, and whether it is.
func (r *report) reportUncovered(within syntax.Written[clock.Duration], hours *catalog.Calendar, name, help string) bool {
	closed := hours.LongestClosed()
	order, ok := within.V.Compare(closed.Length)
	if !within.IsSet() || !ok || order >= 0 {
		return false
	}
	r.problems.Add(diag.Problem{At: within.At, Message: fmt.Sprintf("%q answers within %v, nights and weekends too: sent on %v, it is due on %v, when you are closed until %v",
		name, within.V, closed.From, closed.From.Add(within.V), closed.To), Help: help})
	return true
}

// checkHolidays reports hours whose holidays are all over, or have none in the twelve months to come.
func checkHolidays(r *report, o *catalog.Offer) {
	if o.Now.IsZero() {
		return
	}
	today := o.Today()
	end := today.Add(clock.Duration{N: 1, Unit: clock.Year})
	for _, c := range o.Calendars {
		holidays := slices.SortedFunc(slices.Values(c.Written.Holidays), func(a, b syntax.Written[clock.Date]) int { return b.V.DaysUntil(a.V) })
		next := slices.IndexFunc(holidays, func(d syntax.Written[clock.Date]) bool { return !d.V.Before(today) })
		told := diag.Problem{Help: fmt.Sprintf("Add the days on which you will be closed, up to %v.", end)}
		switch {
		case len(holidays) == 0:
			continue
		case next < 0:
			last := holidays[len(holidays)-1]
			told.At, told.Message = last.At, fmt.Sprintf("the last holiday of %q was %v: from then on, every day of its week counts as open", c.Name, last.V)
		case !holidays[next].V.Before(end):
			told.At, told.Message = holidays[next].At, fmt.Sprintf("the next holiday of %q is %v: until then, every day of its week counts as open", c.Name, holidays[next].V)
		default:
			continue
		}
		r.problems.Add(told)
	}
}
