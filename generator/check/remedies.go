package check

import (
	"cmp"
	"slices"
	"strings"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// remedyRules judge whether a remedy leaves out somebody whom it speaks to. Whether there is one is in promise.go. What
// cannot be compared for sure, such as a credit in words, has no gap.
var remedyRules = area{
	promise: []rule[*catalog.Promise]{
		{id: "remedy-gap", judge: ofUsable(remedyStart)},
		{id: "remedy-gap", judge: remedySteps},
		{id: "remedy-gap", judge: remedyCap},
		{id: "remedy-gap", judge: remedyClaim},
	},
}

// tiersDown gives the tiers of a remedy from the best result to the worst; none where one of them is not whole.
func tiersDown(r syntax.Remedy) []syntax.Tier {
	for _, t := range r.Tiers {
		if !t.Below.IsSet() || !t.Credit.IsSet() {
			return nil
		}
	}
	return slices.SortedStableFunc(slices.Values(r.Tiers), func(a, b syntax.Tier) int { return cmp.Compare(b.Below.V, a.Below.V) })
}

// remedyStart reports a guarantee that can be broken by less than what its first tier asks for.
func remedyStart(s *sheet, p *catalog.Promise) {
	tiers := tiersDown(p.OnMiss.Remedy)
	target := p.Target
	if !target.IsSet() && p.AtLeast.Kind == syntax.InShare {
		target = syntax.Percent{V: p.AtLeast.Share, At: p.AtLeast.At}
	}
	if p.Commitment.V != "guarantee" || !target.IsSet() || len(tiers) == 0 || !blank(p.OnMiss.Remedy.Amount) || tiers[0].Below.V >= target.V {
		return
	}
	s.say(tiers[0].Below.At, "Begin at the target, with a tier such as {below: "+target.V.String()+", credit: 5%}.",
		"%q guarantees %v, and its first tier is below %v: a customer who gets something in between gets nothing for it", p.ID.V, target.V, tiers[0].Below.V).
		Related = []diag.Related{{At: target.At, Note: "the target is here"}}
}

// remedySteps reports a worse result that earns the customer less than a better one, and one that earns two things.
func remedySteps(s *sheet, p *catalog.Promise) {
	tiers := tiersDown(p.OnMiss.Remedy)
	for i := 1; i < len(tiers); i++ {
		better, worse := tiers[i-1], tiers[i]
		related := []diag.Related{{At: better.Credit.At, Note: "the other tier is here"}}
		if better.Below.V == worse.Below.V {
			s.say(worse.Below.At, "Give each tier a share of its own.", "two tiers of %q are below %v: %q and %q", p.ID.V, worse.Below.V, better.Credit.V, worse.Credit.V).Related = related
			continue
		}
		a, b := s.worth(better.Credit, p.OnMiss.Remedy.Base), s.worth(worse.Credit, p.OnMiss.Remedy.Base)
		if a.unit == b.unit && sameWords(a.of, b.of) && b.n < a.n {
			s.say(worse.Credit.At, "Let the credit grow as the result gets worse.", "%q gives %q below %v, and only %q below %v", p.ID.V, better.Credit.V, better.Below.V, worse.Credit.V, worse.Below.V).Related = related
		}
	}
}

// worth is a credit as a number, and of what.
type worth struct {
	n    int64
	unit string // "%" or a currency; empty for what is no number
	of   string // what it is a part of, or how often it is given, in the author's words
}

// worth reads a credit: a share of something (of the base, where it names nothing itself), or a sum of money.
func (s *sheet) worth(credit, base syntax.Text) worth {
	if share, of, err := amount.CutPercent(credit.V); err == nil {
		return worth{int64(share), "%", cmp.Or(strings.TrimPrefix(of, "of "), base.V)}
	}
	if sum, err := amount.ParseMoney(credit.V, s.Site.Currency.V); err == nil {
		return worth{sum.Minor, sum.Currency, sum.Per}
	}
	return worth{}
}

// remedyCap reports a credit that is more than the most that is ever given.
func remedyCap(s *sheet, p *catalog.Promise) {
	r := p.OnMiss.Remedy
	most := s.worth(r.Cap, r.Base)
	credits := []syntax.Text{r.Amount}
	for _, t := range r.Tiers {
		credits = append(credits, t.Credit)
	}
	for _, credit := range credits {
		given := s.worth(credit, r.Base)
		if given.unit == "" || given.unit != most.unit || given.n <= most.n || given.unit == "%" && !sameWords(given.of, most.of) {
			continue // a sum is more than the cap, however often either is counted; a share may be of something else
		}
		s.say(credit.At, "Raise the cap, or give no more than it.", "%q gives %q, and caps it at %q", p.ID.V, credit.V, r.Cap.V).
			Related = []diag.Related{{At: r.Cap.At, Note: "the cap is here"}}
	}
}

// remedyClaim reports a time to ask that is over when the customer hears that there is something to ask for.
func remedyClaim(s *sheet, p *catalog.Promise) {
	claim, told := p.OnMiss.Remedy.ClaimWithin, p.OnMiss.NotifyWithin
	if order, ok := claim.V.Compare(told.V); !claim.IsSet() || !told.IsSet() || !ok || order > 0 || p.OnMiss.Remedy.Automatic.V {
		return
	}
	s.say(claim.At, "Give them time to ask, such as claim_within: 30d.", "a customer may hear that %q was missed only after %v, and has to ask within %v", p.ID.V, told.V, claim.V).
		Related = []diag.Related{{At: told.At, Note: "when they hear of it is here"}}
}
