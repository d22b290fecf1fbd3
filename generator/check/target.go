package check

import (
	"cmp"
	"fmt"
	"time"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/record"
	"upfront/generator/syntax"
)

const (
	windowMissing         diag.RuleID = "window-missing"
	triggerBelowAllowance diag.RuleID = "trigger-below-allowance"
	targetUntestable      diag.RuleID = "target-untestable"
)

// targetRules judge whether a share that is promised can be counted, and what follows where it is missed.
var targetRules = []rule{
	{id: windowMissing, check: ifUsable(checkWindowWritten)},
	{id: triggerBelowAllowance, check: ifUsable(checkTrigger)},
	{id: targetUntestable, check: checkTestable},
}

// targetPlace is where a promise says how often it is kept; zero where it does not.
func targetPlace(p *catalog.Promise) diag.Place {
	if !p.Target.IsSet() && p.AtLeast.Kind == syntax.InShare {
		return p.AtLeast.At
	}
	return p.Target.At
}

func checkWindowWritten(r *report, p *catalog.Promise) {
	at := targetPlace(p)
	if isBestEffort(p) || at.IsZero() || p.Window.IsSet() || p.Visibility.V == "internal" {
		return
	}
	r.problems.Add(diag.Problem{At: at, Message: fmt.Sprintf("%q does not say over which time it is counted, so the last %v are", p.ID.V, record.LimitsOf(r.Offer, p).Window),
		Help: "Add window: 90d, or window: month, quarter or year for those of the calendar."})
}

// beginsAfter finds from how much time without service a remedy begins.
var beginsAfter = lazy.Pattern(`(?i)\b(?:from|after|over|above|beyond|more than|exceed(?:s|ing)?)\s+$`)

// checkTrigger reports a remedy of an availability that begins after another time than the target allows. A month counts
// as thirty days, a quarter as ninety, a year as 365.
func checkTrigger(r *report, p *catalog.Promise) {
	if p.Indicator.Kind.V != "availability" || !p.Target.IsSet() || !p.Window.IsSet() || isBestEffort(p) {
		return
	}
	length, over := p.Window.V.Last.Least(), p.Window.V.String()
	if months := p.Window.V.Months; months > 0 {
		length, over = time.Duration(map[int]int64{1: 30, 3: 90, 12: 365}[months])*24*time.Hour, "a "+over
	}
	allowed := (length / time.Duration(amount.Whole) * time.Duration(amount.Whole-p.Target.V)).Truncate(time.Second)
	for _, text := range append(creditTexts(p), p.OnMiss.Remedy.Short, p.OnMiss.Remedy.Cap) {
		for _, said := range saidTimes(text.V) {
			before := beginsAfter().FindStringIndex(text.V[:said.from])
			begins := said.time.Least()
			if before == nil || said.time.Business || begins.Round(time.Minute) == allowed.Round(time.Minute) {
				continue
			}
			what := "between the two, a customer gets nothing"
			if begins < allowed {
				what = "a customer would get it for what you promised"
			}
			r.problems.Add(diag.Problem{At: placeIn(text, before[0], said.to), Message: fmt.Sprintf("%q begins at %v without service, and %v of %v allows %s: %s", p.ID.V, said.time, p.Target.V, over, withoutZeros(allowed), what),
				Help: "Let it begin where the promise is broken: take the time out, or write the target that you mean.", Related: []diag.Related{{At: p.Target.At, Note: "the target is here"}}})
			return
		}
	}
}

// creditTexts returns what a customer gets, in the author's words.
func creditTexts(p *catalog.Promise) []syntax.Text {
	out := []syntax.Text{p.OnMiss.Remedy.Amount}
	for _, t := range p.OnMiss.Remedy.Tiers {
		out = append(out, t.Credit)
	}
	return out
}

// isUntestable reports whether a promise is broken by a single miss, though its target is no "every time".
func (c recordedPromise) isUntestable() bool {
	n := int64(c.Window.Since().Counted)
	v := c.Verdict()
	return (v == record.Kept || v == record.Thin) && c.Kind != record.Availability && c.Limits.Target < amount.Whole && n*int64(amount.Whole-c.Limits.Target) < int64(amount.Whole)
}

// checkTestable tells of a target that the cases of a window are too few to show.
func checkTestable(r *report, c recordedPromise) {
	if !c.isUntestable() {
		return
	}
	n := c.Window.Since().Counted
	share := c.Limits.Target.Floor(int64(n-1), int64(n))
	r.problems.Add(diag.Problem{At: cmp.Or(targetPlace(c.Promise), c.Promise.At), Message: fmt.Sprintf("%q promises %v, and of the %s in its window a single miss leaves %s%%", c.ID.V, c.Limits.Target, diag.Plural(n, "case"), share),
		Help: "Count over a longer time, or promise a share that a miss can be part of."})
}
