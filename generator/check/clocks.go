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

// clockRules judge the priority levels, and whether two clocks would give two moments for one promise. Whether a promise
// has the clock it needs is in limits.go.
var clockRules = area{
	offer: []rule[*catalog.Offer]{
		{id: "clock-conflict", judge: complaintsClock},
		{id: "level-unused", judge: levelsUnused},
		{id: "level-duplicate", judge: levelsAlike},
		{id: "level-duplicate", judge: levelsSameTimes},
	},
	channel: []rule[*catalog.Channel]{
		{id: "clock-conflict", judge: channelClock},
	},
	capability: []rule[*catalog.Capability]{
		{id: "clock-conflict", judge: dutyClocks},
		{id: "clock-conflict", judge: sameOnTwoClocks},
	},
	promise: []rule[*catalog.Promise]{
		{id: "clock-conflict", judge: ofUsable(workingOnCalendar)},
		{id: "clock-conflict", judge: ofUsable(windowBelowLimit)},
	},
}

func levelsUnused(s *sheet, o *catalog.Offer) {
	if slices.ContainsFunc(o.Promises, func(p *catalog.Promise) bool { return p.Unread }) {
		return // what was refused may have been the times of levels
	}
	for _, level := range o.Site.Levels {
		used := slices.ContainsFunc(o.Promises, func(p *catalog.Promise) bool {
			_, ok := p.Within.Levels.Get(level.ID.V)
			return ok
		})
		if level.ID.IsSet() && !used {
			s.say(level.ID.At, fmt.Sprintf("Give a promise a time for it, such as within: {%s: 8h}, or remove it.", level.ID.V), "no promise has a time for the level %q", level.ID.V)
		}
	}
}

// levelsAlike reports levels that have the same name, or the same sentence that says when they apply.
func levelsAlike(s *sheet, o *catalog.Offer) {
	for i, level := range o.Site.Levels {
		for _, other := range o.Site.Levels[:i] {
			if t, same := sameText(level.When, other.When); same {
				s.say(t.At, "Say what a customer would see that sets it apart, or remove it.", "the levels %q and %q apply in the same case", other.ID.V, level.ID.V).
					Related = []diag.Related{{At: other.When.At, Note: "the other one is here"}}
			} else if t, same := sameText(level.Name, other.Name); same {
				s.say(t.At, "Give one of them another name, or remove it.", "the levels %q and %q have the same name", other.ID.V, level.ID.V).
					Related = []diag.Related{{At: other.Name.At, Note: "the other one is here"}}
			}
		}
	}
}

func sameText(a, b syntax.Text) (syntax.Text, bool) {
	return a, !blank(a) && sameWords(a.V, b.V)
}

// levelsSameTimes warns of levels that have the same times in every promise that speaks of one of them: asking for the
// other changes nothing.
func levelsSameTimes(s *sheet, o *catalog.Offer) {
	s.severity = cmp.Or(s.severity, diag.Warning)
	for i, level := range o.Site.Levels {
		for _, other := range o.Site.Levels[:i] {
			_, alike := sameText(level.When, other.When)
			if where := sameTimes(o, level.ID.V, other.ID.V); where != "" && !alike {
				s.say(level.ID.At, "Give the more urgent one a shorter time, or keep one of the two.", "the levels %q and %q have the same time everywhere: %s", other.ID.V, level.ID.V, where).
					Related = []diag.Related{{At: other.ID.At, Note: "the other one is here"}}
			}
		}
	}
}

// sameTimes names the promises in which two levels have the same time. It is empty where any promise tells them apart,
// or none speaks of them.
func sameTimes(o *catalog.Offer, a, b string) string {
	var refs []string
	for _, p := range o.Promises {
		aWithin, aHours, aOK := levelTime(p, a)
		bWithin, bHours, bOK := levelTime(p, b)
		if aOK != bOK || aHours != bHours || aWithin != bWithin {
			return ""
		}
		if aOK {
			refs = append(refs, p.Ref)
		}
	}
	return strings.Join(refs, ", ")
}

func levelTime(p *catalog.Promise, level string) (clock.Duration, *catalog.Calendar, bool) {
	if level == "" {
		return clock.Duration{}, nil, false
	}
	return p.WithinFor(level)
}

// workingOnCalendar reports a promise that counts nights and weekends, with a time in working time or a level with
// hours of its own.
func workingOnCalendar(s *sheet, p *catalog.Promise) {
	if p.Clock.V != "calendar" || bestEffort(p) {
		return
	}
	help := fmt.Sprintf("Write clock: business and hours: with one of %s.", strings.Join(s.calendars(), ", "))
	if p.Promise.Hours.IsSet() || len(p.Promise.Within.Levels) > 0 {
		help = "Write clock: business, so that only the hours you name count."
	}
	if found := workingTimes(p); len(found) > 0 {
		plain := found[0].V
		plain.Business = false
		s.conflict(found[0].At, p.Clock, fmt.Sprintf("%s Where nights and weekends count, write %v.", help, plain), "%q is working time, and %q is on the calendar clock", found[0].V, p.ID.V)
		return
	}
	for _, l := range p.Promise.Within.Levels {
		if hours := l.V.Hours; hours.IsSet() && hours.V != "always" {
			s.conflict(hours.At, p.Clock, "Write clock: business. A level that is counted day and night has hours: always.",
				"the level %q counts the hours %q, and %q is on the calendar clock", l.Key.V, hours.V, p.ID.V)
			return
		}
	}
}

// conflict reports something that does not go with a clock.
func (s *sheet) conflict(at diag.Place, clock syntax.Text, help, message string, args ...any) {
	s.say(at, help, message, args...).Related = []diag.Related{{At: clock.At, Note: "the clock is here"}}
}

// workingTimes gives the limits of a promise, and those that its options make of them, that are written in working time.
func workingTimes(p *catalog.Promise) []syntax.Of[clock.Duration] {
	var out []syntax.Of[clock.Duration]
	add := func(d syntax.Of[clock.Duration]) {
		if d.V.Business {
			out = append(out, d)
		}
	}
	for _, d := range withinTimes(p) {
		add(d)
	}
	measures := []syntax.Measure{p.AtLeast, p.AtMost}
	for _, o := range p.Options {
		measures = append(measures, o.To)
	}
	for _, m := range measures {
		if m.Kind == syntax.InTime {
			add(syntax.Of[clock.Duration]{At: m.At, V: m.Time})
		}
	}
	return out
}

// inWorkingTime reports whether a limit of the promise is written in working time.
func inWorkingTime(p *catalog.Promise) bool {
	return slices.ContainsFunc(limitTimes(p), func(d clock.Duration) bool { return d.Business })
}

func channelClock(s *sheet, c *catalog.Channel) { s.workingAnswer(c.RespondWithin, c.Clock, c.ID.V) }

func complaintsClock(s *sheet, o *catalog.Offer) {
	s.workingAnswer(o.Site.Complaints.AnswerWithin, o.Site.Complaints.Clock, "complaints")
}

func dutyClocks(s *sheet, c *catalog.Capability) {
	for _, d := range c.CustomerDoes {
		s.workingAnswer(d.Within, d.Clock, brief(d.What.V))
	}
}

// workingAnswer reports a time in working time on the calendar clock, of whatever has no more than the two.
func (s *sheet) workingAnswer(within syntax.Of[clock.Duration], on syntax.Text, of string) {
	if !within.V.Business || on.V != "calendar" {
		return
	}
	plain := within.V
	plain.Business = false
	s.conflict(within.At, on, fmt.Sprintf("Write clock: business. Where nights and weekends count, write %v.", plain), "%q is working time, and %q is on the calendar clock", within.V, of)
}

// sameOnTwoClocks warns of two promises by which a customer would come to two moments for the same thing.
func sameOnTwoClocks(s *sheet, c *catalog.Capability) {
	for i, p := range c.Promises {
		for _, q := range c.Promises[:i] {
			if measuresSame(p, q) && otherClock(p, q) {
				found := s.say(p.Clock.At, "Keep one of the two, or say in from: and to: in what they differ.", "%q and %q measure the same time on two clocks", q.ID.V, p.ID.V)
				found.Severity, found.Related = diag.Warning, []diag.Related{{At: q.Clock.At, Note: "the other clock is here"}}
			}
		}
	}
}

// measuresSame reports whether two promises to customers measure the time between the same two moments.
func measuresSame(p, q *catalog.Promise) bool {
	for _, x := range []*catalog.Promise{p, q} {
		if bestEffort(x) || !timed(x) || x.Visibility.V == "internal" || blank(x.Indicator.From) || blank(x.Indicator.To) {
			return false
		}
	}
	a, b := p.Indicator, q.Indicator
	return a.Kind.V == b.Kind.V && sameWords(a.From.V, b.From.V) && sameWords(a.To.V, b.To.V)
}

func otherClock(p, q *catalog.Promise) bool {
	if !p.Clock.IsSet() || !q.Clock.IsSet() {
		return false
	}
	return p.Clock.V != q.Clock.V || p.Hours != nil && q.Hours != nil && p.Hours != q.Hours
}

// windowBelowLimit reports a promise that is counted over less time than it has to be kept in. A row counts in the window
// in which it began: none of these could be late before the window is over, so that nothing would ever count as missed.
func windowBelowLimit(s *sheet, p *catalog.Promise) {
	if bestEffort(p) || !p.Window.IsSet() && p.Record.At.IsZero() || p.Record.OK.IsSet() {
		return
	}
	window := record.LimitsOf(s.Offer, p).Window
	length := window.Last
	if window.Months > 0 {
		length = clock.Duration{N: int64(window.Months), Unit: clock.Month}
	}
	for _, limit := range withinTimes(p) {
		plain := limit.V
		plain.Business = false // working time takes at least as long
		if order, ok := plain.Compare(length); !ok || order < 0 {
			continue
		}
		plain.N *= 4
		s.say(first(limit.At, p.Window.At), fmt.Sprintf("Count over a longer time, such as window: %v.", plain),
			"%q is counted over %v, and its limit is %v: nothing could ever count as missed", p.ID.V, window, limit.V).
			Related = []diag.Related{{At: limit.At, Note: "the limit is here"}}
		return
	}
}

// withinTimes gives the time limits of a promise as they were written.
func withinTimes(p *catalog.Promise) []syntax.Of[clock.Duration] {
	out := []syntax.Of[clock.Duration]{p.Promise.Within.All}
	for _, l := range p.Promise.Within.Levels {
		out = append(out, l.V.Within)
	}
	return slices.DeleteFunc(out, func(d syntax.Of[clock.Duration]) bool { return !d.IsSet() })
}
