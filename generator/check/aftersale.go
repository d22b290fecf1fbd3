package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/diag"
)

const (
	aftercareNone       diag.RuleID = "aftercare-none"
	endedNoReason       diag.RuleID = "ended-no-reason"
	referralUnknownLine diag.RuleID = "referral-unknown-line"
	referralUnearned    diag.RuleID = "referral-unearned"
	dueOverdue          diag.RuleID = "due-overdue"
)

// aftersaleRules judge what comes after the sale, and how an agreement ends.
var aftersaleRules = slices.Concat(dueRules, []rule{
	{id: aftercareNone, check: lacking(func(c *catalog.Capability) bool { return isOnOffer(c) && len(c.Aftercare) == 0 }, capabilityPlace, capabilityTitle,
		"nothing is done for a customer of %q after the sale", "Add aftercare: with one thing you do unasked, such as aftercare: [{after: 14d, do: We call and ask how it went}].")},
	{id: endedNoReason, check: checkEnded, ended: true},
	{id: referralUnknownLine, check: checkReferralLines, draft: diag.Warning},
	{id: referralUnearned, check: checkReferralEarned, draft: diag.Notice},
	{id: dueOverdue, check: checkOutcomeDue},
})

func checkEnded(r *report, a *agreement.Agreement) {
	if a.Status.V != "ended" || a.TermOver {
		return
	}
	var lacks []string
	if !a.Ended.On.IsSet() {
		lacks = append(lacks, "on which day")
	}
	if isBlank(a.Ended.Why) {
		lacks = append(lacks, "why")
	}
	if len(lacks) > 0 {
		r.problems.Add(diag.Problem{At: cmp.Or(a.Ended.At, a.Status.At), Message: fmt.Sprintf("the agreement with %s has ended, and nothing says %s", customerName(a), strings.Join(lacks, " or ")),
			Help: "Write ended: with on: the day and why: one fair sentence that the customer would agree with."})
	}
}

func checkReferralLines(r *report, a *agreement.Agreement) {
	for _, id := range a.Referral.EarnedIf {
		if !id.IsSet() || slices.ContainsFunc(r.lines, func(l *agreement.Line) bool { return l.ID.V == id.V }) {
			continue
		}
		known := diag.Names(r.lines, func(l *agreement.Line) string { return l.ID.V })
		help := "The lines are: " + strings.Join(known, ", ") + "."
		if len(known) == 0 {
			help = "Write the lines first, under expectations and priorities, or remove it."
		} else if len(id.V) > 2 {
			help = diag.DidYouMean(id.V, known, help)
		}
		r.problems.Add(diag.Problem{At: id.At, Message: fmt.Sprintf("there is no line %q in this agreement", id.V), Help: help})
	}
}

// checkReferralEarned reports a line that a referral waits for and that was not kept, or was never granted.
func checkReferralEarned(r *report, a *agreement.Agreement) {
	for _, id := range a.Referral.EarnedIf {
		for _, l := range r.lines {
			switch {
			case !id.IsSet() || l.ID.V != id.V:
			case l.Answer.V == "no":
				r.problems.Add(diag.Problem{At: id.At, Message: fmt.Sprintf("the referral waits for the line %q, which you answered no: it can never be earned", id.V),
					Help: "Take the line out of earned_if, or name one that you answered yes."})
			case l.Outcome.Get().Result.V == "missed":
				r.problems.Add(diag.Problem{At: id.At, Message: fmt.Sprintf("the referral waits for the line %q, which was missed", id.V),
					Help: "Put it right with the customer first, and do not ask for the referral until then. If the line counts no more, take it out of earned_if."})
			}
		}
	}
}

// checkOutcomeDue reports an outcome whose day has passed while nothing says how it turned out.
func checkOutcomeDue(r *report, a *agreement.Agreement) {
	due := a.Outcome.By
	if !due.IsSet() || !due.V.Before(r.Today()) || a.OutcomeSaid() {
		return
	}
	r.problems.Add(diag.Problem{At: due.At, Message: fmt.Sprintf("the outcome was due on %s, and no line says how it turned out", due.V),
		Help: "Write how it turned out below the lines, such as outcome: {result: met, on: " + r.Today().String() + "}, or agree on a later day."})
}
