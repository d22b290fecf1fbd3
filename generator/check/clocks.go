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

const (
	clockConflict  diag.RuleID = "clock-conflict"
	levelUnused    diag.RuleID = "level-unused"
	levelDuplicate diag.RuleID = "level-duplicate"
)

// clockRules judge the priority levels, and whether two clocks would give two moments for one promise. Whether a promise
// has the clock it needs is in limits.go.
var clockRules = []rule{
	{id: clockConflict, check: checkAnswerClocks},
	{id: levelUnused, check: checkLevelsUsed},
	{id: levelDuplicate, check: checkLevelPairs},
	{id: clockConflict, check: checkTwoClocks},
	{id: clockConflict, check: ifUsable(checkWorkingTime)},
	{id: clockConflict, check: ifUsable(checkWindow)},
}

func checkLevelsUsed(r *report, o *catalog.Offer) {
	if slices.ContainsFunc(o.Promises, func(p *catalog.Promise) bool { return p.Unread }) || slices.ContainsFunc(o.Capabilities, (*catalog.Capability).LacksNames) {
		return // what was refused may have been the times of levels
	}
	for _, level := range o.Site.Levels {
		used := slices.ContainsFunc(o.Promises, func(p *catalog.Promise) bool {
			_, ok := p.Within.Levels.Get(level.ID.V)
			return ok
		})
		if level.ID.IsSet() && !used {
			r.problems.Add(diag.Problem{At: level.ID.At, Message: fmt.Sprintf("no promise has a time for the level %q", level.ID.V),
				Help: fmt.Sprintf("Give a promise a time for it, such as within: {%s: 8h}, or remove it.", level.ID.V)})
		}
	}
}

// checkLevelPairs reports levels that have the same name, or the same sentence that says when they apply. It warns of those
// that have the same times in every promise that speaks of one of them: asking for the other changes nothing.
func checkLevelPairs(r *report, o *catalog.Offer) {
	for i, level := range o.Site.Levels {
		for _, other := range o.Site.Levels[:i] {
			report := func(s diag.Severity, at, related diag.Place, message, help string) {
				r.problems.Add(diag.Problem{Severity: s, At: at, Message: fmt.Sprintf("the levels %q and %q %s", other.ID.V, level.ID.V, message), Help: help,
					Related: []diag.Related{{At: related, Note: "the other one is here"}}})
			}
			same := sameText(level.When, other.When)
			if where := sameTimes(o, level.ID.V, other.ID.V); where != "" && !same {
				report(diag.Warning, level.ID.At, other.ID.At, "have the same time everywhere: "+where, "Give the more urgent one a shorter time, or keep one of the two.")
			}
			if same {
				report(diag.Default, level.When.At, other.When.At, "apply in the same case", "Say what a customer would see that sets it apart, or remove it.")
			} else if sameText(level.Name, other.Name) {
				report(diag.Default, level.Name.At, other.Name.At, "have the same name", "Give one of them another name, or remove it.")
			}
		}
	}
}

func sameText(a, b syntax.Text) bool { return !isBlank(a) && sameWords(a.V, b.V) }

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

// checkWorkingTime reports a promise that counts nights and weekends, with a time in working time or a level with
// hours of its own.
func checkWorkingTime(r *report, p *catalog.Promise) {
	if p.Clock.V != "calendar" || isBestEffort(p) {
		return
	}
	help := r.businessHelp()
	if p.Promise.Hours.IsSet() || len(p.Promise.Within.Levels) > 0 {
		help = "Write clock: business, so that only the hours you name count."
	}
	times := limitTimes(p)
	for _, o := range p.Options {
		times = append(times, measuredTimes(o.To)...)
	}
	if i := slices.IndexFunc(times, isWorkingTime); i >= 0 {
		r.reportConflict(times[i].At, p.Clock, fmt.Sprintf("%s Where nights and weekends count, write %v.", help, withoutHours(times[i].V)), "%q is working time, and %q is on the calendar clock", times[i].V, p.ID.V)
		return
	}
	for _, l := range p.Promise.Within.Levels {
		if hours := l.V.Hours; hours.IsSet() && hours.V != "always" {
			r.reportConflict(hours.At, p.Clock, "Write clock: business. A level that is counted day and night has hours: always.",
				"the level %q counts the hours %q, and %q is on the calendar clock", l.Key.V, hours.V, p.ID.V)
			return
		}
	}
}

// reportConflict reports something that does not go with a clock.
func (r *report) reportConflict(at diag.Place, clock syntax.Text, help, message string, args ...any) {
	r.problems.Add(diag.Problem{At: at, Message: fmt.Sprintf(message, args...), Help: help, Related: []diag.Related{{At: clock.At, Note: "the clock is here"}}})
}

// measuredTimes returns the measures that are times.
func measuredTimes(measures ...syntax.Measure) (times []syntax.Written[clock.Duration]) {
	for _, m := range measures {
		if m.Kind == syntax.InTime {
			times = append(times, syntax.Written[clock.Duration]{At: m.At, V: m.Time})
		}
	}
	return times
}

// withoutHours returns as long a time that counts nights and weekends too.
func withoutHours(d clock.Duration) clock.Duration {
	d.Business = false
	return d
}

func isWorkingTime(d syntax.Written[clock.Duration]) bool { return d.V.Business }

// checkAnswerClocks reports times to answer or to act that are written in working time beside clock: calendar.
func checkAnswerClocks(r *report, o *catalog.Offer) {
	check := func(within syntax.Written[clock.Duration], on syntax.Text, name string) {
		if within.V.Business && on.V == "calendar" {
			r.reportConflict(within.At, on, fmt.Sprintf("Write clock: business. Where nights and weekends count, write %v.", withoutHours(within.V)),
				"%q is working time, and %q is on the calendar clock", within.V, name)
		}
	}
	check(o.Site.Complaints.AnswerWithin, o.Site.Complaints.Clock, "complaints")
	for _, c := range o.Channels {
		check(c.RespondWithin, c.Clock, c.ID.V)
	}
	for _, c := range o.Capabilities {
		for _, d := range c.CustomerDoes {
			check(d.Within, d.Clock, shorten(d.What.V))
		}
	}
}

// checkTwoClocks warns of two promises by which a customer would come to two moments for the same thing.
func checkTwoClocks(r *report, c *catalog.Capability) {
	for i, p := range c.Promises {
		for _, q := range c.Promises[:i] {
			differ := p.Clock.V != q.Clock.V || p.Hours != nil && q.Hours != nil && p.Hours != q.Hours
			if p.Clock.IsSet() && q.Clock.IsSet() && differ && measureSame(p, q) {
				r.problems.Add(diag.Problem{Severity: diag.Warning, At: p.Clock.At, Message: fmt.Sprintf("%q and %q measure the same time on two clocks", q.ID.V, p.ID.V),
					Help:    "Keep one of the two, or say in from: and to: in what they differ.",
					Related: []diag.Related{{At: q.Clock.At, Note: "the other clock is here"}}})
			}
		}
	}
}

// measureSame reports whether two promises to customers measure the time between the same two moments.
func measureSame(p, q *catalog.Promise) bool {
	for _, x := range []*catalog.Promise{p, q} {
		if isBestEffort(x) || !record.IsTimed(x.Indicator.Kind.V) || x.Visibility.V == "internal" || isBlank(x.Indicator.From) || isBlank(x.Indicator.To) {
			return false
		}
	}
	a, b := p.Indicator, q.Indicator
	return a.Kind.V == b.Kind.V && sameWords(a.From.V, b.From.V) && sameWords(a.To.V, b.To.V)
}

// checkWindow reports a promise that is counted over less time than it has to be kept in. A row counts in the window
// in which it began, and could not be late before that window is over: nothing would ever count as missed.
func checkWindow(r *report, p *catalog.Promise) {
	if isBestEffort(p) || !p.Window.IsSet() && p.Record.At.IsZero() || p.Record.OK.IsSet() {
		return
	}
	window := record.LimitsOf(r.Offer, p).Window
	length := window.Last
	if window.Months > 0 {
		length = clock.Duration{N: int64(window.Months), Unit: clock.Month}
	}
	for _, limit := range withinTimes(p) {
		plain := withoutHours(limit.V) // working time takes at least as long
		if order, ok := plain.Compare(length); !ok || order < 0 {
			continue
		}
		plain.N *= 4
		r.problems.Add(diag.Problem{At: cmp.Or(p.Window.At, limit.At), Message: fmt.Sprintf("%q is counted over %v, and its limit is %v: nothing could ever count as missed", p.ID.V, window, limit.V),
			Help: fmt.Sprintf("Count over a longer time, such as window: %v.", plain), Related: []diag.Related{{At: limit.At, Note: "the limit is here"}}})
		return
	}
}

// withinTimes returns the time limits of a promise as they were written.
func withinTimes(p *catalog.Promise) []syntax.Written[clock.Duration] {
	out := []syntax.Written[clock.Duration]{p.Promise.Within.All}
	for _, l := range p.Promise.Within.Levels {
		out = append(out, l.V.Within)
	}
	return slices.DeleteFunc(out, func(d syntax.Written[clock.Duration]) bool { return !d.IsSet() })
}
