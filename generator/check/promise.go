package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/syntax"
)

const (
	emptyPromise            diag.RuleID = "empty-promise"
	promiseBestEffortNumber diag.RuleID = "promise-best-effort-number"
	guaranteeNoRemedy       diag.RuleID = "guarantee-no-remedy"
	remedyGap               diag.RuleID = "remedy-gap"
)

// promiseRules judge how firmly a promise stands: a guarantee has a remedy, a best effort no number, and each says
// something that could be kept or broken. Vague words are in vague.go, sentence against data in limits.go. Values that cannot be
// compared for sure, such as credits in words, leave no gap in a remedy.
var promiseRules = []rule{
	{id: emptyPromise, check: eachSentence(checkPraise), english: true},
	{id: promiseBestEffortNumber, check: checkBestEffort},
	{id: guaranteeNoRemedy, check: checkGuarantee},
	{id: remedyGap, check: ifUsable(checkFirstTier)},
	{id: remedyGap, check: checkTierOrder},
	{id: remedyGap, check: checkCap},
	{id: remedyGap, check: checkClaimTime},
}

func checkPraise(r *report, p *catalog.Promise) {
	if p.Visibility.V == "internal" || !isPraise(p.Says.V) {
		return
	}
	m := praise().FindStringIndex(p.Says.V)
	r.problems.Add(diag.Problem{At: placeIn(p.Says, m[0], m[1]), Message: fmt.Sprintf("%q is praise: nobody could tell whether it was kept", shorten(p.Says.V)),
		Help: "Say what a customer would see when it is kept. If nothing comes to mind, remove the promise."})
}

// praise finds what businesses say about themselves.
var praise = lazy.Pattern(`(?i)\b(?:(?:fully |deeply |strongly )?committed to|commitment to (?:quality|excellence|service)|passion(?:ate)?|(?:take |taking )?pride (?:ourselves |in)|strive|strives|striving|` +
	`extra mile|above and beyond|exceed (?:your |all )?expectations|(?:is|are) (?:always )?our (?:top |first |highest |number[- ]one |main )?priority|(?:your|customer|client|complete|full) satisfaction|` +
	`excellen(?:t|ce)|(?:high|highest|top|best|great|outstanding|superior|premium)(?:[- ]possible)?[- ](?:quality|service|standards?|care|experience)|quality (?:service|work)|` +
	`customer[- ](?:focus(?:ed)?|first|centric)|dedicated to|dedication|second to none|peace of mind|we care|you matter|value (?:you|our customers)|world[- ]class|works? hard)\b`)

// isPraise reports whether a sentence is praise alone: there is nothing in it that could be counted.
func isPraise(says string) bool {
	said := textStems.in(says)
	return said&sayPraise != 0 && !isMeasured(says) && praise().MatchString(says)
}

func checkBestEffort(r *report, p *catalog.Promise) {
	if p.Commitment.V != "best-effort" {
		return
	}
	var found []diag.Related
	for _, says := range []syntax.Text{p.Says, p.Short} {
		for _, m := range numberForm().FindAllStringSubmatchIndex(says.V, -1) {
			if says.V[m[3]-1] != ':' { // a time of day says when, and not how well
				found = append(found, diag.Related{At: placeIn(says, m[2], m[3]), Note: fmt.Sprintf("%q", says.V[m[2]:m[3]])})
				break
			}
		}
	}
	found = append(found, diag.Related{At: p.Within.At, Note: "within:"}, diag.Related{At: p.AtLeast.At, Note: "at_least:"},
		diag.Related{At: p.AtMost.At, Note: "at_most:"}, diag.Related{At: p.Target.At, Note: "target:"})
	found = slices.DeleteFunc(found, func(f diag.Related) bool { return f.At.IsZero() })
	if len(found) == 0 {
		return
	}
	number := found[0]
	for i := range found {
		found[i].Note = "and here"
	}
	r.problems.Add(diag.Problem{At: number.At, Message: fmt.Sprintf("%q is a best effort, and has a number: %s", p.ID.V, number.Note),
		Help: "Take the number out and say what you do. Or stand by it: write commitment: target, and publish how often you keep it.", Related: found[1:]})
}

// numberForm finds what a customer hears as a number: a length of time in words or digits, a share, a count in digits.
var numberForm = lazy.Pattern(`(?i)(?:^|[^\w.,:])((?:` + numeral + `|half an)[ -](?:working |business )?(?:` + timeUnit + `)\b|\d[\d,.]*(?:\s?%|\b:?))`)

func checkGuarantee(r *report, p *catalog.Promise) {
	remedy := p.OnMiss.Remedy
	given := !isBlank(remedy.Amount) || len(remedy.Tiers) > 0
	switch {
	case p.Commitment.V != "guarantee" || given:
	case isBlank(remedy.Kind):
		r.problems.Add(diag.Problem{At: p.Commitment.At, Message: fmt.Sprintf("%q is a guarantee, and nothing says what the customer gets when it is missed", p.ID.V),
			Help: "Under on_miss:, add remedy: {kind: service_credit, amount: 20% of that charge, automatic: true}. If there is none, write commitment: target."})
	case slices.Contains([]string{"service_credit", "credit", "discount", "voucher"}, remedy.Kind.V): // work done again, or a refund, can stand alone
		r.problems.Add(diag.Problem{At: remedy.Kind.At, Message: fmt.Sprintf("the remedy of %q does not say how much", p.ID.V),
			Help: "Add amount: such as 20% of that delivery's charge, or tiers:."})
	}
}

// tiersDown returns the tiers of a remedy from the best result to the worst; none where one of them is not whole.
func tiersDown(r syntax.Remedy) []syntax.Tier {
	for _, t := range r.Tiers {
		if !t.Below.IsSet() || !t.Credit.IsSet() {
			return nil
		}
	}
	return slices.SortedStableFunc(slices.Values(r.Tiers), func(a, b syntax.Tier) int { return cmp.Compare(b.Below.V, a.Below.V) })
}

// checkFirstTier reports a guarantee that can be broken by less than what its first tier asks for.
func checkFirstTier(r *report, p *catalog.Promise) {
	tiers := tiersDown(p.OnMiss.Remedy)
	target := p.Target
	if !target.IsSet() && p.AtLeast.Kind == syntax.InShare {
		target = syntax.Percent{V: p.AtLeast.Share, At: p.AtLeast.At}
	}
	if p.Commitment.V != "guarantee" || !target.IsSet() || len(tiers) == 0 || !isBlank(p.OnMiss.Remedy.Amount) || tiers[0].Below.V >= target.V {
		return
	}
	r.problems.Add(diag.Problem{At: tiers[0].Below.At, Message: fmt.Sprintf("%q guarantees %v, and its first tier is below %v: a customer who gets something in between gets nothing for it", p.ID.V, target.V, tiers[0].Below.V),
		Help: "Begin at the target, with a tier such as {below: " + target.V.String() + ", credit: 5%}.", Related: []diag.Related{{At: target.At, Note: "the target is here"}}})
}

// checkTierOrder reports a worse result that earns the customer less than a better one, and two tiers for one result.
func checkTierOrder(r *report, p *catalog.Promise) {
	tiers := tiersDown(p.OnMiss.Remedy)
	for i := 1; i < len(tiers); i++ {
		better, worse := tiers[i-1], tiers[i]
		related := []diag.Related{{At: better.Credit.At, Note: "the other tier is here"}}
		if better.Below.V == worse.Below.V {
			r.problems.Add(diag.Problem{At: worse.Below.At, Message: fmt.Sprintf("two tiers of %q are below %v: %q and %q", p.ID.V, worse.Below.V, better.Credit.V, worse.Credit.V),
				Help: "Give each tier a share of its own.", Related: related})
			continue
		}
		a, b := r.creditOf(better.Credit, p.OnMiss.Remedy.Base), r.creditOf(worse.Credit, p.OnMiss.Remedy.Base)
		if a.unit == b.unit && sameWords(a.of, b.of) && b.n < a.n {
			r.problems.Add(diag.Problem{At: worse.Credit.At, Message: fmt.Sprintf("%q gives %q below %v, and only %q below %v", p.ID.V, better.Credit.V, better.Below.V, worse.Credit.V, worse.Below.V),
				Help: "Let the credit grow as the result gets worse.", Related: related})
		}
	}
}

// creditValue is a credit as a number, and of what.
type creditValue struct {
	n    int64
	unit string // "%" or a currency; empty for what is no number
	of   string // what it is a part of, or how often it is given, in the author's words
}

// creditOf reads a credit: a share of something (of the base, where it names nothing itself), or a sum of money.
func (r *report) creditOf(credit, base syntax.Text) creditValue {
	if share, of, ok := amount.CutPercent(credit.V); ok {
		return creditValue{int64(share), "%", cmp.Or(strings.TrimPrefix(of, "of "), base.V)}
	}
	if sum, ok := amount.ParseMoney(credit.V, r.Site.Currency.V); ok {
		return creditValue{sum.Minor, sum.Currency, sum.Per}
	}
	return creditValue{}
}

// checkCap reports a credit that is more than the most that is ever given.
func checkCap(r *report, p *catalog.Promise) {
	remedy := p.OnMiss.Remedy
	most := r.creditOf(remedy.Cap, remedy.Base)
	for _, credit := range creditTexts(p) {
		given := r.creditOf(credit, remedy.Base)
		if given.unit == "" || given.unit != most.unit || given.n <= most.n || given.unit == "%" && !sameWords(given.of, most.of) {
			continue // a sum is more than the cap, however often either is counted; a share may be of something else
		}
		r.problems.Add(diag.Problem{At: credit.At, Message: fmt.Sprintf("%q gives %q, and caps it at %q", p.ID.V, credit.V, remedy.Cap.V),
			Help: "Raise the cap, or give no more than it.", Related: []diag.Related{{At: remedy.Cap.At, Note: "the cap is here"}}})
	}
}

// checkClaimTime reports a time to ask that is over when the customer hears that there is something to ask for.
func checkClaimTime(r *report, p *catalog.Promise) {
	claim, told := p.OnMiss.Remedy.ClaimWithin, p.OnMiss.NotifyWithin
	if order, ok := claim.V.Compare(told.V); !claim.IsSet() || !told.IsSet() || !ok || order > 0 || p.OnMiss.Remedy.Automatic.V {
		return
	}
	r.problems.Add(diag.Problem{At: claim.At, Message: fmt.Sprintf("a customer may hear that %q was missed only after %v, and has to ask within %v", p.ID.V, told.V, claim.V),
		Help: "Give them time to ask, such as claim_within: 30d.", Related: []diag.Related{{At: told.At, Note: "when they hear of it is here"}}})
}
