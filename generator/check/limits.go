package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/record"
	"upfront/generator/syntax"
)

const promiseLimit diag.RuleID = "promise-limit"

// limitRules judge whether a promise's data are whole, and say what its sentence says. A best effort has no limit;
// that it has none is judged in promise.go.
var limitRules = []rule{
	{id: record.MeasureUnusable, check: checkUsable},
	{id: promiseLimit, check: ifUsable(checkLimit)},
	{id: promiseLimit, check: ifUsable(checkClock)},
	{id: promiseLimit, check: ifUsable(checkHours)},
	{id: promiseLimit, check: ifUsable(checkTimesByLevel)},
	{id: promiseLimit, check: ifUsable(checkExclusionBounds)},
	{id: promiseLimit, check: ifUsable(eachSentence(checkSaidTime))},
	{id: promiseLimit, check: ifUsable(eachSentence(checkSaidClock))},
	{id: promiseLimit, check: ifUsable(eachSentence(checkSaidShare))},
	{id: promiseLimit, check: ifUsable(eachSentence(checkSaidCount))},
}

// checkUsable reports a promise that cannot be compared with its record.
func checkUsable(r *report, p *catalog.Promise) {
	if why, _ := record.Countable(r.Offer, p); why != nil {
		r.problems.Add(diag.Problem{At: why.At, Message: why.Message, Help: why.Help})
	}
}

// ifUsable returns a check that skips a promise in which a value was refused that decides what is counted: other mistakes
// may follow from that one.
func ifUsable(judge func(*report, *catalog.Promise)) func(*report, *catalog.Promise) {
	return func(r *report, p *catalog.Promise) {
		if why, _ := record.Countable(r.Offer, p); why == nil && !p.Unread {
			judge(r, p)
		}
	}
}

func isBestEffort(p *catalog.Promise) bool { return p.Commitment.V == "best-effort" }

func checkLimit(r *report, p *catalog.Promise) {
	kind := p.Indicator.Kind
	add := func(lacks, help string) {
		r.problems.Add(diag.Problem{At: kind.At, Message: fmt.Sprintf("%q measures "+lacks, p.ID.V), Help: help})
	}
	switch {
	case isBestEffort(p) || !p.Commitment.IsSet() || p.AtLeast.IsSet() || p.AtMost.IsSet():
	case !kind.IsSet():
		reportUnwrittenLimit(r, p)
	case record.IsTimed(kind.V) && p.Promise.Within.At.IsZero() && !p.By.IsSet():
		add("a time, and has no limit", withinHelp(p))
	case kind.V == "availability" && !p.Target.IsSet():
		add("how much is available, and has no target", "Add the share you keep, such as target: 99.9%.")
	case kind.V == "quantity" && p.Record.Total.IsSet() && !p.Record.OK.IsSet():
		add("a number, and has no limit", "Add the number you keep, such as at_most: 5.")
	case kind.V == "quantity":
		add("a number, and has no limit", "Add the number you keep, such as at_least: 99%.")
	}
}

// checkExclusionBounds reports an exclusion with up_to, a bound of time, in a promise that counts cases.
func checkExclusionBounds(r *report, p *catalog.Promise) {
	for _, e := range p.Exclusions {
		if e.UpTo.IsSet() && p.Indicator.Kind.V != "availability" {
			r.problems.Add(diag.Problem{At: e.UpTo.At, Message: fmt.Sprintf("%q says how long %q may last, and %q counts cases and not minutes", "up_to", e.ID.V, p.ID.V),
				Help: "Remove it."})
		}
	}
}

// withinHelp says which time to write: the one that the sentence names, where it names one.
func withinHelp(p *catalog.Promise) string {
	within := "the time you keep, such as within: 4h"
	if said := saidTimes(p.Says.V); len(said) > 0 {
		within = fmt.Sprintf("within: %v, as the sentence says", said[0].time)
	}
	return "Add " + within + ", with clock: calendar or business."
}

// reportUnwrittenLimit reports a sentence that names a limit, where the data say neither what is measured nor the limit.
// What the customer has to do within a time is no limit of ours.
func reportUnwrittenLimit(r *report, p *catalog.Promise) {
	for _, t := range saidTimes(p.Says.V) {
		if t.limits && p.Promise.Within.At.IsZero() && !customerActs().MatchString(p.Says.V[:t.from]) {
			r.problems.Add(diag.Problem{At: placeIn(p.Says, t.from, t.to), Message: fmt.Sprintf("the sentence says %q, and the data have no limit", p.Says.V[t.from:t.to]),
				Help: withinHelp(p)})
			return
		}
	}
}

var customerActs = lazy.Pattern(`(?i)\byou(?:r)?\b`)

func checkClock(r *report, p *catalog.Promise) {
	if !p.Promise.Within.IsSet() || p.Clock.IsSet() || isBestEffort(p) {
		return
	}
	help := "Write clock: calendar, where nights and weekends count, or clock: business with hours:, where they don't."
	if p.Promise.Hours.IsSet() {
		help = fmt.Sprintf("Write clock: business, so that only the hours %q count.", p.Promise.Hours.V)
	}
	r.problems.Add(diag.Problem{At: p.Promise.Within.At, Message: fmt.Sprintf("%q has a time and no clock", p.ID.V), Help: help})
}

func checkHours(r *report, p *catalog.Promise) {
	help := fmt.Sprintf("Add hours: with one of %s.", r.calendarNames())
	switch {
	case p.Clock.V == "calendar" && slices.ContainsFunc(limitTimes(p), isWorkingTime): // is a conflict of clocks
	case p.Clock.V == "calendar" && p.Promise.Hours.IsSet():
		r.problems.Add(diag.Problem{At: p.Promise.Hours.At, Message: fmt.Sprintf("%q is on the calendar clock, where hours are not counted", p.ID.V),
			Help: "Write clock: business, or remove hours."})
	case p.Clock.V != "business" || p.Promise.Hours.IsSet():
	case len(p.Promise.Within.Levels) == 0:
		r.problems.Add(diag.Problem{At: p.Clock.At, Message: fmt.Sprintf("%q is on the business clock, and does not say which hours count", p.ID.V), Help: help})
	default:
		for _, l := range p.Promise.Within.Levels {
			if !l.V.Hours.IsSet() {
				r.problems.Add(diag.Problem{At: l.Key.At, Message: fmt.Sprintf("%q is on the business clock, and does not say which hours count for the level %q", p.ID.V, l.Key.V),
					Help: help})
			}
		}
	}
}

func (r *report) calendarNames() string {
	return strings.Join(diag.Names(r.Calendars, func(c *catalog.Calendar) string { return c.Name }), ", ")
}

func (r *report) businessHelp() string {
	return fmt.Sprintf("Write clock: business and hours: with one of %s.", r.calendarNames())
}

func checkTimesByLevel(r *report, p *catalog.Promise) {
	within := p.Promise.Within
	at, has := within.At, "one time for all"
	if at.IsZero() {
		at, has = p.By.At, "no times"
	}
	switch {
	case p.By.IsSet() && len(within.Levels) == 0:
		r.problems.Add(diag.Problem{At: at, Message: fmt.Sprintf("%q depends on the level, and has %s", p.ID.V, has),
			Help: "Write a time for each level, such as within: {p1: 4h, p2: 8h}, or remove by: level."})
	case !p.By.IsSet() && len(within.Levels) > 0:
		r.problems.Add(diag.Problem{Severity: diag.Warning, At: within.At, Message: fmt.Sprintf("%q has a time for each level, and does not say that it depends on the level", p.ID.V),
			Help: "Add by: level."})
	}
}

// eachSentence returns a check of what a promise says, which judges its short form too.
func eachSentence(check func(*report, *catalog.Promise)) func(*report, *catalog.Promise) {
	return func(r *report, p *catalog.Promise) {
		check(r, p)
		if p.Short.IsSet() {
			short := *p
			short.Says = p.Short
			check(r, &short)
		}
	}
}

// limitTimes returns every length of time that a promise's data hold as its limit.
func limitTimes(p *catalog.Promise) []syntax.Written[clock.Duration] {
	return append(withinTimes(p), measuredTimes(p.AtLeast, p.AtMost)...)
}

// checkSaidTime reports a sentence that names a limit of time, where none of its times is the limit.
func checkSaidTime(r *report, p *catalog.Promise) {
	limits, said := limitTimes(p), saidTimes(p.Says.V)
	i := slices.IndexFunc(said, func(t saidTime) bool { return t.limits })
	agrees := func(t saidTime) bool { return slices.ContainsFunc(limits, t.matches) }
	if i < 0 || slices.ContainsFunc(said, agrees) || isBestEffort(p) || len(limits) == 0 {
		return
	}
	times := diag.Names(limits, func(d syntax.Written[clock.Duration]) string { return d.V.String() })
	r.reportContradiction(p, said[i].span, strings.Join(slices.Compact(times), ", "), cmp.Or(p.Promise.Within.At, p.AtLeast.At, p.AtMost.At))
}

// reportContradiction reports words of a sentence that name another limit than the data.
func (r *report) reportContradiction(p *catalog.Promise, words span, data any, at diag.Place) {
	r.problems.Add(diag.Problem{At: placeIn(p.Says, words.from, words.to), Message: fmt.Sprintf("the sentence says %q, and the data say %v", p.Says.V[words.from:words.to], data),
		Help: "Make the two the same: the one you keep on a bad day.", Related: []diag.Related{{At: at, Note: "the data are here"}}})
}

// matches reports whether a time in a sentence may be the limit: what cannot be compared for sure may.
func (t saidTime) matches(limit syntax.Written[clock.Duration]) bool {
	plain := withoutHours(limit.V)
	if order, ok := t.time.Compare(plain); ok && t.time.Unit != plain.Unit && t.working {
		return order == 0 || (t.time.Unit == clock.Day) != (plain.Unit == clock.Day) // a working day is some number of hours
	} else if ok {
		return order == 0
	}
	return t.time.Unit != plain.Unit
}

// ownHours finds words other than working that tell a reader which hours count.
var ownHours = lazy.Pattern(`(?i)\b(?:working|business|office|opening|open|desk|staffed|line is|mon(?:day)?s?|tue|wed|thu|fri(?:day)?s?|weekdays?|saturdays?)\b|\d:\d\d`)

// checkSaidClock reports a sentence with working hours whose data count every hour, and warns of the reverse.
func checkSaidClock(r *report, p *catalog.Promise) {
	limits, alwaysOpen := limitTimes(p), p.Hours != nil && p.Hours.IsAlways()
	for _, t := range saidTimes(p.Says.V) {
		words := p.Says.V[t.from:t.to]
		switch {
		case !slices.ContainsFunc(limits, t.matches):
		case t.working && p.Clock.V == "calendar" && slices.ContainsFunc(limits, isWorkingTime): // is a conflict of clocks
		case t.working && p.Clock.V == "calendar":
			r.problems.Add(diag.Problem{At: placeIn(p.Says, t.from, t.to), Message: fmt.Sprintf("the sentence says %q, and the data count nights and weekends too", words),
				Help: r.businessHelp(), Related: []diag.Related{{At: p.Clock.At, Note: "the clock is here"}}})
			return
		case !t.working && p.Clock.V == "business" && t.time.Unit <= clock.Day && !alwaysOpen && !ownHours().MatchString(p.Says.V):
			i := strings.LastIndexAny(words, " -")
			r.problems.Add(diag.Problem{Severity: diag.Warning, At: placeIn(p.Says, t.from, t.to), Message: fmt.Sprintf("the sentence says %q, which a customer counts along the calendar", words),
				Help: fmt.Sprintf("Say %q, as the data count.", words[:i]+" working "+words[i+1:]), Related: []diag.Related{{At: p.Clock.At, Note: "the clock is here"}}})
			return
		}
	}
}
