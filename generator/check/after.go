package check

import (
	"fmt"
	"slices"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/diag"
)

// afterRules judge what comes after the sale, and how an agreement ends.
var afterRules = area{
	capability: []rule[*catalog.Capability]{
		{id: "aftercare-none", judge: aftercareNone},
	},
	agreement: []rule[*agreement.Agreement]{
		{id: "ended-no-reason", judge: endedReason, ended: true},
		{id: "referral-unknown-line", judge: referralLines, draft: diag.Warning},
		{id: "referral-unearned", judge: referralUnearned, draft: diag.Notice},
		{id: "due-overdue", judge: dueOverdue},
	},
}

func aftercareNone(s *sheet, c *catalog.Capability) {
	if onOffer(c) && len(c.Aftercare) == 0 {
		s.say(first(c.At, c.Title.At), "Add aftercare: with one thing you do unasked, such as {when: 14d after first delivery, do: We call and ask how it went}.",
			"nothing is done for a customer of %q after the sale", c.Title.V)
	}
}

func endedReason(s *sheet, a *agreement.Agreement) {
	if s.status() != "ended" {
		return
	}
	var lacks []string
	if !a.Ended.On.IsSet() {
		lacks = append(lacks, "on which day")
	}
	if blank(a.Ended.Why) {
		lacks = append(lacks, "why")
	}
	if len(lacks) > 0 {
		s.say(first(a.Status.At, a.Ended.At), "Write ended: with on: the day and why: one fair sentence that the customer would agree with.",
			"the agreement with %s has ended, and nothing says %s", named(a), strings.Join(lacks, " or "))
	}
}

func referralLines(s *sheet, a *agreement.Agreement) {
	var known []string
	for _, l := range slices.Concat(a.Working, a.Service) {
		known = append(known, l.ID.V)
	}
	for _, id := range a.Referral.EarnedIf {
		if id.IsSet() && !slices.Contains(known, id.V) {
			s.say(id.At, nearLine(id.V, known), "there is no line %q in this agreement", id.V)
		}
	}
}

func nearLine(id string, known []string) string {
	if near, ok := diag.Nearest(id, known); ok && len(id) > 2 {
		return fmt.Sprintf("Did you mean %q?", near)
	}
	if len(known) == 0 {
		return "Write the lines first, under expectations and priorities, or remove it."
	}
	return "The lines are: " + strings.Join(known, ", ") + "."
}

// referralUnearned reports a line that a referral waits for and that was not kept, or was never granted.
func referralUnearned(s *sheet, a *agreement.Agreement) {
	for _, id := range a.Referral.EarnedIf {
		for _, l := range slices.Concat(a.Working, a.Service) {
			switch {
			case !id.IsSet() || l.ID.V != id.V:
			case l.Answer.V == "no":
				s.say(id.At, "Take the line out of earned_if, or name one that you answered yes.", "the referral waits for the line %q, which you answered no: it can never be earned", id.V)
			case l.Outcome.Result.V == "missed":
				s.say(id.At, "Put it right with the customer first, and do not ask for the referral until then. If the line counts no more, take it out of earned_if.",
					"the referral waits for the line %q, which was missed", id.V)
			}
		}
	}
}

// dueOverdue reports an outcome whose day has passed while nothing says how it turned out.
func dueOverdue(s *sheet, a *agreement.Agreement) {
	due := a.Outcome.By
	if !due.IsSet() || !due.V.Before(s.Today()) {
		return
	}
	for _, l := range slices.Concat(a.Working, a.Service) {
		if on := l.Outcome.On; l.Outcome.Result.IsSet() && (!on.IsSet() || !on.V.Before(due.V)) {
			return
		}
	}
	s.say(due.At, "Write how it turned out below the lines, such as outcome: {result: met, on: "+s.Today().String()+"}, or agree on a later day.",
		"the outcome was due on %s, and no line says how it turned out", due.V)
}
