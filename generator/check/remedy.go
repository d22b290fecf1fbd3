package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/syntax"
)

const remedyOdd diag.RuleID = "remedy-odd"

// remedyRules judge whether a remedy can be meant as it is written: it is no more than what it is of, and can be asked for.
var remedyRules = []rule{
	{id: remedyOdd, check: checkToldTwice},
	{id: remedyOdd, check: checkWholeCap},
	{id: remedyOdd, check: checkCredits},
	{id: remedyOdd, check: checkTimes, english: true},
	{id: remedyOdd, check: checkSumOverPrice},
	{id: remedyOdd, check: checkTierOverTarget},
	{id: remedyOdd, check: checkClaim},
	{id: remedyOdd, check: checkToldInWindow},
}

// checkToldTwice reports a promise of being told that says again, of when it is missed, when the customer is told.
func checkToldTwice(r *report, p *catalog.Promise) {
	if told := p.OnMiss.NotifyWithin; p.Record.Notices.IsSet() && told.IsSet() {
		r.problems.Add(diag.Problem{At: told.At, Message: fmt.Sprintf("%q is about telling the customer, and if it is missed, the customer is told within %v", p.ID.V, told.V),
			Help: "Take notify_within out, and write what they get when you told them late: remedy: {kind: service_credit, amount: …}."})
	}
}

// checkWholeCap reports a cap of a share that is no cap: nobody expects more than all of it. A cap above all that is paid in
// its window is none, whatever the credit is a share of.
func checkWholeCap(r *report, p *catalog.Promise) {
	remedy := p.OnMiss.Remedy
	given, most := r.creditOf(remedy.Amount, remedy.Base), r.creditOf(remedy.Cap, remedy.Base)
	if most.unit != "%" || most.n < int64(amount.Whole) {
		return
	}
	switch months := monthsIn(most.of); {
	case given.unit == "%" && sameWords(given.of, most.of):
		r.problems.Add(diag.Problem{At: remedy.Cap.At, Message: fmt.Sprintf("%q gives %q, and caps it at %q, which is all there is", p.ID.V, remedy.Amount.V, remedy.Cap.V),
			Help: "Take cap out. If several misses can add up, say what they add up to, such as cap: the whole bill of that month."})
	case most.n > int64(amount.Whole) && (months > 0 && months == windowMonths(p) || given.unit == "%" && startsWithWords(given.of, most.of)):
		r.problems.Add(diag.Problem{At: remedy.Cap.At, Message: fmt.Sprintf("%q caps what it gives at %q, which is more than all there is", p.ID.V, remedy.Cap.V),
			Help: "Write what several misses can add up to at most, such as cap: 50% of that, or the whole of it."})
	}
}

// startsWithWords reports whether a text has the words of another, and goes on: "the fee for each hour" does with "the fee".
func startsWithWords(text, start string) bool {
	words, first := strings.Fields(text), strings.Fields(start)
	return 0 < len(first) && len(first) <= len(words) && sameWords(strings.Join(words[:len(first)], " "), start)
}

// monthsIn returns how long a time a text names that a charge is for, such as "that month's fee"; 0 where it names none.
func monthsIn(text string) int {
	m := chargedFor().FindStringSubmatch(text)
	if m == nil {
		return 0
	}
	return map[string]int{"month": 1, "quarter": 3, "year": 12, "annual": 12}[strings.ToLower(m[1])]
}

var chargedFor = lazy.Pattern(`(?i)\b(month|quarter|year|annual)(?:ly|['’]s)?\b`)

// windowMonths returns the months of a window; 0 where they are not sure.
func windowMonths(p *catalog.Promise) int {
	if last := p.Window.V.Last; last.Unit == clock.Month {
		return int(last.N)
	} else if last.Unit == clock.Day {
		return map[int64]int{30: 1, 31: 1, 90: 3, 365: 12}[last.N]
	}
	return p.Window.V.Months
}

// checkCredits reports a credit of more than all of what it is a part of.
func checkCredits(r *report, p *catalog.Promise) {
	for _, credit := range creditTexts(p) {
		if given := r.creditOf(credit, p.OnMiss.Remedy.Base); given.unit == "%" && given.n > int64(amount.Whole) {
			r.reportOverAll(p, credit)
		}
	}
}

func (r *report) reportOverAll(p *catalog.Promise, credit syntax.Text) {
	r.problems.Add(diag.Problem{At: credit.At, Message: fmt.Sprintf("%q gives %q, which is more than all there is", p.ID.V, credit.V),
		Help: "If you do pay more than was charged, write it as a sum, such as £50, and no of: beside it."})
}

// moreThanOnce finds words for a charge that is paid back more than once. Twice your money back is an offer that is meant so.
var moreThanOnce = lazy.Pattern(`(?i)^(?:twice|double|treble|triple|(?:two|three|four|five|ten|one and a half|[2-9]|[1-9]\.\d+) times|[2-9](?:\.\d+)? ?[x×])(?: (?:of )?(?:[\pL’']+ ){0,3}?(fees?|charges?|price|bill|invoice|cost|rent|subscription|you pa(?:y|id)))?\b`)

// checkTimes reports a credit or a cap of more than once what it is of, in words.
func checkTimes(r *report, p *catalog.Promise) {
	for _, credit := range append(creditTexts(p), p.OnMiss.Remedy.Cap) {
		m := moreThanOnce().FindStringSubmatch(credit.V)
		if m != nil && (m[1] != "" || m[0] == credit.V && !isBlank(p.OnMiss.Remedy.Base)) {
			r.reportOverAll(p, credit)
		}
	}
}

// checkSumOverPrice reports a sum that is a part of what a customer pays, and more than the price for the same.
func checkSumOverPrice(r *report, p *catalog.Promise) {
	price, base := p.Capability.Price.Price, p.OnMiss.Remedy.Base
	paid, ok := amount.ParseMoney(price.Amount.V, r.Site.Currency.V)
	if months := monthsIn(base.V); !ok || isBlank(base) || slices.Contains([]string{"hourly", "estimate"}, price.Kind.V) || months > 0 && months != monthsIn(paid.Per) {
		return
	}
	for _, credit := range creditTexts(p) {
		given := r.creditOf(credit, syntax.Text{})
		if given.unit != paid.Currency || given.n <= paid.Minor || unitOf(given.of) != unitOf(paid.Per) {
			continue
		}
		r.problems.Add(diag.Problem{At: credit.At, Message: fmt.Sprintf("%q gives %q, of %q, and the price is %q", p.ID.V, credit.V, base.V, price.Amount.V),
			Help: "Give no more than there is. If you do pay more than was charged, take of: out.", Related: []diag.Related{{At: price.Amount.At, Note: "the price is here"}}})
	}
}

// unitOf returns the words for what a sum is paid for, without the time: "person" for "a person a month".
func unitOf(per string) string {
	per = chargedFor().ReplaceAllString(strings.ToLower(per), "")
	return strings.Join(slices.DeleteFunc(strings.FieldsFunc(per, func(c rune) bool { return !unicode.IsLetter(c) }), func(word string) bool {
		return slices.Contains([]string{"a", "an", "per", "each", "every", "off", "back", "credit"}, word)
	}), " ")
}

// checkTierOverTarget reports a credit for results with which the promise is kept, and one for results that there are not.
func checkTierOverTarget(r *report, p *catalog.Promise) {
	for _, t := range tiersDown(p.OnMiss.Remedy) {
		if t.Below.IsSet() && t.Below.V == 0 {
			r.problems.Add(diag.Problem{At: t.Below.At, Message: fmt.Sprintf("a tier of %q begins below 0%%, and no result is: nobody would get it", p.ID.V),
				Help: "Write the share below which they get it, or take the tier out."})
		}
		if p.Target.IsSet() && t.Below.V > p.Target.V {
			r.problems.Add(diag.Problem{At: t.Below.At, Message: fmt.Sprintf("%q promises %v, and a tier begins below %v: a customer would get it though the promise is kept", p.ID.V, p.Target.V, t.Below.V),
				Help: fmt.Sprintf("Begin at the target, with below: %v, or promise more.", p.Target.V), Related: []diag.Related{{At: p.Target.At, Note: "the target is here"}}})
		}
	}
}

// checkClaim reports a time to ask for what needs no asking, and one that is over before the result is known that it depends on.
func checkClaim(r *report, p *catalog.Promise) {
	remedy := p.OnMiss.Remedy
	claim := remedy.ClaimWithin
	order, ok := claim.V.Compare(p.Window.V.Last)
	switch {
	case !claim.IsSet():
	case remedy.Automatic.V:
		r.problems.Add(diag.Problem{At: claim.At, Message: fmt.Sprintf("the remedy of %q comes unasked, and has to be asked for within %v", p.ID.V, claim.V),
			Help: "Take claim_within out, or automatic: true.", Related: []diag.Related{{At: remedy.Automatic.At, Note: "automatic is here"}}})
	case isOfWindow(p) && !p.Window.V.Last.IsZero() && ok && order < 0:
		r.problems.Add(diag.Problem{At: claim.At, Message: fmt.Sprintf("%q is counted over %v, and what follows has to be asked for within %v", p.ID.V, p.Window.V, claim.V),
			Help: "Give a customer as long as the window, at least.", Related: []diag.Related{{At: p.Window.At, Note: "the window is here"}}})
	}
}

// isOfWindow reports whether a remedy follows from all that is counted in a window, and not from one case: it has tiers, or is
// a share of what is paid for a length of time.
func isOfWindow(p *catalog.Promise) bool {
	remedy := p.OnMiss.Remedy
	share, of, ok := amount.CutPercent(remedy.Amount.V)
	return len(remedy.Tiers) > 0 || ok && share > 0 && monthsIn(cmp.Or(of, remedy.Base.V)) > 0 && !eachCase().MatchString(of)
}

var eachCase = lazy.Pattern(`(?i)\b(?:each|every|per)\b`)

// checkToldInWindow reports a miss that the customer hears of when the time is over that it is counted in.
func checkToldInWindow(r *report, p *catalog.Promise) {
	told := p.OnMiss.NotifyWithin
	if order, ok := told.V.Compare(p.Window.V.Last); told.IsSet() && p.Window.IsSet() && p.Window.V.Months == 0 && ok && order > 0 {
		r.problems.Add(diag.Problem{At: told.At, Message: fmt.Sprintf("a customer hears that %q was missed within %v, and it is counted over %v", p.ID.V, told.V, p.Window.V),
			Help: "Tell them sooner, such as notify_within: 1d.", Related: []diag.Related{{At: p.Window.At, Note: "the window is here"}}})
	}
}
