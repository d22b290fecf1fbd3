package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/record"
	"upfront/generator/syntax"
)

// limitRules judge whether a promise's data are whole, and say what its sentence says. A best effort has no limit;
// that it has none is judged in promise.go.
var limitRules = area{
	promise: []rule[*catalog.Promise]{
		{id: record.MeasureUnusable, judge: measureUnusable},
		{id: "promise-limit", judge: ofUsable(limitMissing)},
		{id: "promise-limit", judge: ofUsable(clockMissing)},
		{id: "promise-limit", judge: ofUsable(hoursMissing)},
		{id: "promise-limit", judge: ofUsable(levelsMissing)},
		{id: "promise-limit", judge: ofUsable(exclusionBounded)},
		{id: "promise-limit", judge: ofUsable(timeDisagrees)},
		{id: "promise-limit", judge: ofUsable(clockDisagrees)},
		{id: "promise-limit", judge: ofUsable(shareDisagrees)},
		{id: "promise-limit", judge: ofUsable(countDisagrees)},
	},
}

// measureUnusable reports a promise that cannot be held against its record.
func measureUnusable(s *sheet, p *catalog.Promise) {
	if why, _ := record.Countable(s.Offer, p); why != nil {
		s.say(why.At, why.Help, "%s", why.Message)
	}
}

// ofUsable lets a rule judge a promise only where no value that decides what is counted was refused: what follows from
// such a value is no mistake of its own.
func ofUsable(judge func(*sheet, *catalog.Promise)) func(*sheet, *catalog.Promise) {
	return func(s *sheet, p *catalog.Promise) {
		if !refused(s, p) {
			judge(s, p)
		}
	}
}

// refused reports whether a value of a promise that decides what is counted cannot be used, which is reported.
func refused(s *sheet, p *catalog.Promise) bool {
	why, _ := record.Countable(s.Offer, p)
	return p.Unread || why != nil
}

func bestEffort(p *catalog.Promise) bool { return p.Commitment.V == "best-effort" }

// timed reports whether what is measured is a length of time.
func timed(p *catalog.Promise) bool {
	return slices.Contains([]string{"duration", "response", "resolution"}, p.Indicator.Kind.V)
}

func limitMissing(s *sheet, p *catalog.Promise) {
	bounded := p.AtLeast.IsSet() || p.AtMost.IsSet()
	kind := p.Indicator.Kind
	switch {
	case bestEffort(p) || !p.Commitment.IsSet() || bounded:
	case !kind.IsSet():
		withinUnwritten(s, p)
	case timed(p) && p.Promise.Within.At.IsZero() && !p.By.IsSet():
		s.say(kind.At, "Add "+withinHelp(p)+", with clock: calendar or business.", "%q measures a time, and has no limit", p.ID.V)
	case kind.V == "availability" && !p.Target.IsSet():
		s.say(kind.At, "Add the share you keep, such as target: 99.9%.", "%q measures how much is available, and has no target", p.ID.V)
	case kind.V == "quantity" && p.Record.Total.IsSet() && !p.Record.OK.IsSet():
		s.say(kind.At, "Add the number you keep, such as at_most: 5.", "%q measures a number, and has no limit", p.ID.V)
	case kind.V == "quantity":
		s.say(kind.At, "Add the number you keep, such as at_least: 99%.", "%q measures a number, and has no limit", p.ID.V)
	}
}

// exclusionBounded finds a bound of time on what is not counted in time.
func exclusionBounded(s *sheet, p *catalog.Promise) {
	for _, e := range p.Exclusions {
		if e.UpTo.IsSet() && p.Indicator.Kind.V != "availability" {
			s.say(e.UpTo.At, "Remove it.", "%q says how long %q may last, and %q counts cases and not minutes", "up_to", e.ID.V, p.ID.V)
		}
	}
}

// withinHelp says which time to write: the one that the sentence names, where it names one.
func withinHelp(p *catalog.Promise) string {
	for _, t := range saidTimes(p.Says.V) {
		return fmt.Sprintf("within: %v, as the sentence says", t.time)
	}
	return "the time you keep, such as within: 4h"
}

// withinUnwritten reports a sentence that names a limit, where the data say neither what is measured nor the limit.
// What the customer has to do within a time is no limit of ours.
func withinUnwritten(s *sheet, p *catalog.Promise) {
	for _, t := range saidTimes(p.Says.V) {
		if t.limits && p.Promise.Within.At.IsZero() && !customerActs().MatchString(p.Says.V[:t.from]) {
			s.say(part(p.Says, t.from, t.to), "Add "+withinHelp(p)+", with clock: calendar or business.", "the sentence says %q, and the data have no limit", p.Says.V[t.from:t.to])
			return
		}
	}
}

var customerActs = pattern(`(?i)\byou(?:r)?\b`)

func clockMissing(s *sheet, p *catalog.Promise) {
	if !p.Promise.Within.IsSet() || p.Clock.IsSet() || bestEffort(p) {
		return
	}
	help := "Write clock: calendar, where nights and weekends count, or clock: business with hours:, where they don't."
	if p.Promise.Hours.IsSet() {
		help = fmt.Sprintf("Write clock: business, so that only the hours %q count.", p.Promise.Hours.V)
	}
	s.say(p.Promise.Within.At, help, "%q has a time and no clock", p.ID.V)
}

func hoursMissing(s *sheet, p *catalog.Promise) {
	help := fmt.Sprintf("Add hours: with one of %s.", strings.Join(s.calendars(), ", "))
	switch {
	case p.Clock.V == "calendar" && inWorkingTime(p): // is a conflict of clocks
	case p.Clock.V == "calendar" && p.Promise.Hours.IsSet():
		s.say(p.Promise.Hours.At, "Write clock: business, or remove hours.", "%q is on the calendar clock, where hours are not counted", p.ID.V)
	case p.Clock.V != "business" || p.Promise.Hours.IsSet():
	case len(p.Promise.Within.Levels) == 0:
		s.say(p.Clock.At, help, "%q is on the business clock, and does not say which hours count", p.ID.V)
	default:
		for _, l := range p.Promise.Within.Levels {
			if !l.V.Hours.IsSet() {
				s.say(l.Key.At, help, "%q is on the business clock, and does not say which hours count for the level %q", p.ID.V, l.Key.V)
			}
		}
	}
}

func (s *sheet) calendars() []string {
	var names []string
	for _, c := range s.Calendars {
		names = append(names, c.Name)
	}
	return names
}

func levelsMissing(s *sheet, p *catalog.Promise) {
	within := p.Promise.Within
	switch {
	case p.By.IsSet() && len(within.Levels) == 0 && !within.At.IsZero():
		s.say(within.At, "Write a time for each level, such as within: {p1: 4h, p2: 8h}, or remove by: level.", "%q depends on the level, and has one time for all", p.ID.V)
	case p.By.IsSet() && within.At.IsZero():
		s.say(p.By.At, "Write a time for each level, such as within: {p1: 4h, p2: 8h}, or remove by: level.", "%q depends on the level, and has no times", p.ID.V)
	case !p.By.IsSet() && len(within.Levels) > 0:
		s.severity = diag.Warning
		s.say(within.At, "Add by: level.", "%q has a time for each level, and does not say that it depends on the level", p.ID.V)
		s.severity = diag.Default
	}
}

// limitTimes gives every length of time that a promise's data hold as its limit.
func limitTimes(p *catalog.Promise) []clock.Duration {
	var out []clock.Duration
	if all := p.Promise.Within.All; all.IsSet() {
		out = append(out, all.V)
	}
	for _, l := range p.Levels {
		out = append(out, l.Within)
	}
	for _, m := range []syntax.Measure{p.AtLeast, p.AtMost} {
		if m.Kind == syntax.InTime {
			out = append(out, m.Time)
		}
	}
	return out
}

// timeDisagrees reports a sentence that names a limit of time, where none of its times is the limit.
func timeDisagrees(s *sheet, p *catalog.Promise) {
	limits, said := limitTimes(p), saidTimes(p.Says.V)
	i := slices.IndexFunc(said, func(t saidTime) bool { return t.limits })
	agrees := slices.ContainsFunc(said, func(t saidTime) bool {
		return slices.ContainsFunc(limits, func(l clock.Duration) bool { return sameTime(t, l) })
	})
	if i < 0 || agrees || bestEffort(p) || len(limits) == 0 {
		return
	}
	at := cmp.Or(p.Promise.Within.At, p.AtLeast.At, p.AtMost.At)
	words := p.Says.V[said[i].from:said[i].to]
	s.say(part(p.Says, said[i].from, said[i].to), "Make the two the same: the one you keep on a bad day.", "the sentence says %q, and the data say %s", words, printTimes(limits)).
		Related = []diag.Related{{At: at, Note: "the data are here"}}
}

// sameTime reports whether a time in a sentence may be the limit: what cannot be compared for sure may.
func sameTime(t saidTime, limit clock.Duration) bool {
	plain := limit
	plain.Business = false
	if order, ok := t.time.Compare(plain); ok && t.time.Unit != plain.Unit && t.working {
		return order == 0 || (t.time.Unit == clock.Day) != (plain.Unit == clock.Day) // a working day is some number of hours
	} else if ok {
		return order == 0
	}
	return t.time.Unit != plain.Unit
}

func printTimes(limits []clock.Duration) string {
	var out []string
	for _, l := range limits {
		out = append(out, l.String())
	}
	return strings.Join(slices.Compact(out), ", ")
}

// ownHours finds what tells a reader which hours count without the word working.
var ownHours = pattern(`(?i)\b(?:working|business|office|opening|open|desk|staffed|line is|mon(?:day)?s?|tue|wed|thu|fri(?:day)?s?|weekdays?|saturdays?)\b|\d:\d\d`)

// clockDisagrees reports a sentence with working hours whose data count every hour, and warns of the reverse.
func clockDisagrees(s *sheet, p *catalog.Promise) {
	for _, t := range saidTimes(p.Says.V) {
		words := p.Says.V[t.from:t.to]
		switch {
		case !slices.ContainsFunc(limitTimes(p), func(l clock.Duration) bool { return sameTime(t, l) }):
		case t.working && p.Clock.V == "calendar" && inWorkingTime(p): // is a conflict of clocks
		case t.working && p.Clock.V == "calendar":
			s.say(part(p.Says, t.from, t.to), fmt.Sprintf("Write clock: business and hours: with one of %s.", strings.Join(s.calendars(), ", ")),
				"the sentence says %q, and the data count nights and weekends too", words).
				Related = []diag.Related{{At: p.Clock.At, Note: "the clock is here"}}
			return
		case !t.working && p.Clock.V == "business" && t.time.Unit <= clock.Day && !everOpen(p) && !ownHours().MatchString(p.Says.V):
			s.severity = diag.Warning
			s.say(part(p.Says, t.from, t.to), fmt.Sprintf("Say %q, as the data count.", workingTime(p.Says.V, t)), "the sentence says %q, which a customer counts along the calendar", words).
				Related = []diag.Related{{At: p.Clock.At, Note: "the clock is here"}}
			s.severity = diag.Default
			return
		}
	}
}

// everOpen reports whether working hours are all hours.
func everOpen(p *catalog.Promise) bool { return p.Hours != nil && p.Hours.IsAlways() }

// workingTime is a time of a sentence with the word working: "4 working hours".
func workingTime(text string, t saidTime) string {
	i := strings.LastIndexAny(text[t.from:t.to], " -")
	return text[t.from:t.from+i] + " working " + text[t.from+i+1:t.to]
}
