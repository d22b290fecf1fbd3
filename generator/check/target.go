package check

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/clock"
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
	for _, share := range []syntax.Measure{p.AtLeast, p.AtMost} {
		if !p.Target.IsSet() && share.Kind == syntax.InShare {
			return share.At
		}
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

// Words around a time that say that a remedy begins from so much time without service, and a time that is counted by its units:
// the fifth minute begins when four are over.
var (
	beginsAfter = lazy.Pattern(`(?i)\b(?:from|after|over|above|beyond|past|(?:more|longer|greater) than|(?:upwards|in excess|a minimum|a total) of|at least|outages? (?:of|lasting)|(?:down|away|unavailable|unreachable|offline|out) for|` +
		`exceed(?:s|ed|ing)?|pass(?:es|ed|ing)?|reach(?:es|ed|ing)?|last(?:s|ed|ing)?)\s+(?:(?:the|its) (?:first )?|a total of )?$`)
	beginsOn    = lazy.Pattern(`(?i)^(?: or (?:more|longer)| and (?:more|longer|up)|\+)`)
	ordinalTime = lazy.Pattern(`(?i)\b(second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|fifteenth|twentieth|thirtieth|(\d+)(?:st|nd|rd|th)) (minute|hour|day)\b`)
)

// ordinals holds the numbers that people write out for a place in a row.
var ordinals = map[string]int64{"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "fifteenth": 15, "twentieth": 20, "thirtieth": 30}

// A trigger is the time without service from which a remedy begins, as a text says it.
type trigger struct {
	span
	time    clock.Duration
	ordinal bool // it is counted by its units, which says it to the second
}

// isAt reports whether a remedy begins where a time is over, as exactly as its words are meant.
func (t trigger) isAt(allowed time.Duration) bool {
	begins := t.time.Least()
	if t.ordinal {
		return (begins - allowed).Abs() < allowed/20
	}
	return begins.Round(time.Minute) == allowed.Round(time.Minute)
}

// triggersIn finds from how much time without service a text begins.
func triggersIn(text string) (out []trigger) {
	for _, said := range saidTimes(text) {
		before := beginsAfter().FindStringIndex(text[:said.from])
		switch {
		case said.working:
		case before != nil:
			out = append(out, trigger{span{before[0], said.to}, said.time, false})
		case beginsOn().MatchString(text[said.to:]) || strings.Contains(text[said.from:said.to], "+"):
			out = append(out, trigger{said.span, said.time, false})
		}
	}
	for _, m := range ordinalTime().FindAllStringSubmatchIndex(text, -1) {
		n := ordinals[strings.ToLower(text[m[2]:m[3]])]
		if m[4] >= 0 {
			n, _ = strconv.ParseInt(text[m[4]:m[5]], 10, 64)
		}
		if before := beginsAfter().FindStringIndex(text[:m[0]]); before != nil && n > 1 {
			out = append(out, trigger{span{before[0], m[1]}, clock.Duration{N: n - 1, Unit: timeUnits[strings.ToLower(text[m[6]:m[7]])]}, true})
		}
	}
	return out
}

// checkTrigger reports a remedy of an availability that begins after another time than the target allows. A month counts
// as thirty days, a quarter as ninety, a year as 365.
func checkTrigger(r *report, p *catalog.Promise) {
	share := p.Target
	if !share.IsSet() && p.AtLeast.Kind == syntax.InShare {
		share = syntax.Written[amount.Percent]{V: p.AtLeast.Share, At: p.AtLeast.At}
	}
	if p.Indicator.Kind.V != "availability" || !share.IsSet() || !p.Window.IsSet() || isBestEffort(p) {
		return
	}
	length, over := p.Window.V.Last.Least(), p.Window.V.String()
	if months := p.Window.V.Months; months > 0 {
		length, over = time.Duration(map[int]int64{1: 30, 3: 90, 12: 365}[months])*24*time.Hour, "a "+over
	}
	allowed := (length / time.Duration(amount.Whole) * time.Duration(amount.Whole-share.V)).Truncate(time.Second)
	for _, text := range append(creditTexts(p), p.OnMiss.Remedy.Short, p.OnMiss.Remedy.Cap) {
		for _, t := range triggersIn(text.V) {
			begins := t.time.Least()
			if t.time.Business || begins >= length || t.isAt(allowed) {
				continue
			}
			what := "between the two, a customer gets nothing"
			if begins < allowed {
				what = "a customer would get it for what you promised"
			}
			r.problems.Add(diag.Problem{At: placeIn(text, t.from, t.to), Message: fmt.Sprintf("%q begins at %v without service, and %v of %v allows %s: %s", p.ID.V, t.time, share.V, over, withoutZeros(allowed), what),
				Help: "Let it begin where the promise is broken: take the time out, or write the target that you mean.", Related: []diag.Related{{At: share.At, Note: "the target is here"}}})
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

// fewWindows is how many windows with few cases, taken together, cannot show a target that is out of reach: less may be chance.
const fewWindows = 4

// isUntestable reports whether a promise is broken by a single miss, though its target is no "every time". Few cases tell how many
// there will be where the record has some from before the window.
func (c recordedPromise) isUntestable() bool {
	n := c.Window.Since().Counted
	if c.Kind == record.Availability || c.Limits.Target >= amount.Whole {
		return false
	}
	isShort := func(n int) bool { return int64(n)*int64(amount.Whole-c.Limits.Target) < int64(amount.Whole) }
	switch c.Verdict() {
	case record.Kept, record.Thin:
		return isShort(n)
	case record.New:
		return n > 0 && c.All.Counted() > n && !c.SoFar && isShort(n*fewWindows)
	}
	return false
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
