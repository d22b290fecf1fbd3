package check

import (
	"cmp"
	"fmt"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

const (
	aftercareWhen    diag.RuleID = "aftercare-when"
	ifByMisplaced    diag.RuleID = "if-by-misplaced"
	conditionOverdue diag.RuleID = "condition-overdue"
	touchOverdue     diag.RuleID = "touch-overdue"
)

// dueRules judge what makes something due, and tell of what is late.
var dueRules = []rule{
	{id: aftercareWhen, check: checkAftercareWhen},
	{id: ifByMisplaced, check: checkIfBy, draft: diag.Warning},
	{id: conditionOverdue, check: checkConditionDue},
	{id: conditionOverdue, check: checkDutiesDue},
	{id: touchOverdue, check: checkTouches, ended: true},
	{id: agreedInFuture, check: checkDutyDays, ended: true},
}

// checkAftercareWhen reports what is done after the sale at two times at once, or at none.
func checkAftercareWhen(r *report, c *catalog.Capability) {
	for _, m := range c.Aftercare {
		if r.isPartial(m) {
			continue
		}
		var times []string
		for _, one := range []struct {
			field string
			isSet bool
		}{{"after", m.After.IsSet()}, {"every", m.Every.IsSet()}, {"on", m.On.IsSet()}, {"when", m.When.IsSet()}} {
			if one.isSet {
				times = append(times, one.field)
			}
		}
		switch {
		case len(times) == 0:
			r.problems.Add(diag.Problem{At: cmp.Or(m.Do.At, m.At), Message: fmt.Sprintf("nothing says when you do this: %q", shorten(m.Do.V)),
				Help: "Add after: 14d, every: 6mo or on: anniversary, counted from the day on which an agreement begins."})
		case len(times) > 1:
			r.problems.Add(diag.Problem{At: cmp.Or(m.Do.At, m.At), Message: fmt.Sprintf("%q has more than one time: %s", shorten(m.Do.V), strings.Join(times, ", ")),
				Help: "Keep one of them, and write a second entry for the other."})
		}
	}
}

func checkIfBy(r *report, l *agreement.Line) {
	if l.IfBy.IsSet() && l.Answer.IsSet() && l.Answer.V != "yes-if" {
		r.problems.Add(diag.Problem{At: l.IfBy.At, Message: fmt.Sprintf("%q is answered %s, so there is no condition to be met by a day", shortWish(l), l.Answer.V),
			Help: "Remove if_by, or answer yes-if, with the condition after if:."})
	}
}

func checkConditionDue(r *report, l *agreement.Line) {
	if l.Answer.V == "yes-if" && !l.ConditionMet() {
		r.reportLate(l.IfBy, fmt.Sprintf("the condition of %q should have been met", shortWish(l)), "Ask. Once it is met, write if_met: {on: …, by: …}; if it takes longer, agree on a later day.")
	}
}

func checkDutiesDue(r *report, a *agreement.Agreement) {
	for _, d := range a.Duties {
		if !d.Done.IsSet() {
			r.reportLate(d.By, fmt.Sprintf("%q should have been done", shorten(d.What.V)), "Ask. Once it is done, write done: with the day; if it takes longer, agree on a later day.")
		}
	}
}

// reportLate reports a day that has passed.
func (r *report) reportLate(by syntax.Written[clock.Date], message, help string) {
	if by.IsSet() && !r.Now.IsZero() && by.V.Before(r.Today()) {
		r.problems.Add(diag.Problem{At: by.At, Message: fmt.Sprintf("%s by %v, and nothing says that it was", message, by.V), Help: help})
	}
}

// checkTouches tells of talks of the last weeks of which nothing says that they took place.
func checkTouches(r *report, a *agreement.Agreement) {
	for _, d := range a.Dates {
		if ago := d.On.DaysUntil(r.Today()); d.Kind == agreement.CheckIn && !r.Now.IsZero() && ago > 0 && ago <= agreement.Remembered && !a.SeenSince(d.On, r.Today()) {
			r.problems.Add(diag.Problem{At: d.At, Message: fmt.Sprintf("this was planned for %v, and nothing observed says that it took place: %q", d.On, shorten(d.What)),
				Help: "If it did, write what you learned: observed: [{on: " + d.On.String() + ", by: …, learned: …}]. If not, give it another day."})
		}
	}
}

func checkDutyDays(r *report, a *agreement.Agreement) {
	for _, d := range a.Duties {
		r.reportFutureDay(d.Done, func() string { return fmt.Sprintf("%q", shorten(d.What.V)) }, "%s is marked as done", "Correct the day. If it is still to be done, remove done.")
	}
}
