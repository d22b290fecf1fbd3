package check

import (
	"fmt"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// policyRules judge whether a policy can bend, who may bend it, and whether anybody looks at a page again.
var policyRules = area{
	policy: []rule[*catalog.Policy]{
		{id: "exceptions-none", judge: exceptionsNone},
		{id: "exception-no-decider", judge: policyDeciders},
		{id: "review-overdue", judge: policyOverdue},
		{id: "review-missing", judge: policyUnreviewed},
	},
	capability: []rule[*catalog.Capability]{
		{id: "review-overdue", judge: capabilityOverdue},
		{id: "review-missing", judge: capabilityUnreviewed},
	},
	agreement: []rule[*agreement.Agreement]{
		{id: "exception-no-decider", judge: grantedDeciders, draft: diag.Warning},
		{id: "review-overdue", judge: agreementOverdue},
		{id: "review-missing", judge: agreementUnreviewed, draft: diag.Off},
	},
}

func exceptionsNone(s *sheet, p *catalog.Policy) {
	if len(p.Exceptions) == 0 {
		s.say(policyPlace(p), "Add exceptions: with when: you bend it, do: what you do then, and decides: who may.", "%q never bends", p.Title)
	}
}

// policyPlace is where a policy's title is written, else the file: a title may be a heading or the file's name.
func policyPlace(p *catalog.Policy) diag.Place {
	return first(diag.Place{File: p.Policy.Body.File}, p.Policy.Title.At)
}

func policyDeciders(s *sheet, p *catalog.Policy) {
	for _, e := range p.Exceptions {
		if e.When.IsSet() && blank(e.Decides) {
			s.say(e.When.At, deciderHelp, "nobody is named who may decide %q", brief(e.When.V))
		}
	}
}

const deciderHelp = "Add who may decide it on the spot, such as decides: any driver."

func grantedDeciders(s *sheet, a *agreement.Agreement) {
	for _, e := range a.Exceptions {
		if e.Instead.IsSet() && blank(e.Decides) {
			s.say(e.Instead.At, deciderHelp, "nobody is named who decided %q", brief(e.Instead.V))
		}
	}
}

func policyOverdue(s *sheet, p *catalog.Policy) {
	s.overdue(p.ReviewBy, fmt.Sprintf("Read %q again. Where it still holds, set last_reviewed: %v and a new review_by.", p.Title, s.Today()))
}

func capabilityOverdue(s *sheet, c *catalog.Capability) {
	if !c.Retired() {
		s.overdue(c.ReviewBy, fmt.Sprintf("Read %q again as a customer would. Where it still holds, give it a new review_by.", c.Title.V))
	}
}

func agreementOverdue(s *sheet, a *agreement.Agreement) {
	s.overdue(a.ReviewBy, fmt.Sprintf("Read it again with %s, and agree on a new review_by.", named(a)))
}

// overdue reports a day that lies before today. Where no day is known, none has passed.
func (s *sheet) overdue(by syntax.Of[clock.Date], help string) {
	if !by.IsSet() || s.Now.IsZero() || !by.V.Before(s.Today()) {
		return
	}
	days := by.V.DaysUntil(s.Today())
	ago := fmt.Sprintf("%d days ago", days)
	if days == 1 {
		ago = "yesterday"
	}
	s.say(by.At, help, "this was to be read again by %v, which was %s", by.V, ago)
}

func policyUnreviewed(s *sheet, p *catalog.Policy) {
	s.unreviewed(p.ReviewBy, policyPlace(p), p.Title)
}

func capabilityUnreviewed(s *sheet, c *catalog.Capability) {
	if !c.Retired() {
		s.unreviewed(c.ReviewBy, first(c.At, c.Title.At), c.Title.V)
	}
}

func agreementUnreviewed(s *sheet, a *agreement.Agreement) {
	s.unreviewed(a.ReviewBy, first(a.At, a.Customer.Name.At), named(a))
}

func (s *sheet) unreviewed(by syntax.Of[clock.Date], at diag.Place, what string) {
	if by.IsSet() {
		return
	}
	example := "the day by which you read it again"
	if !s.Now.IsZero() {
		example = s.Today().Add(clock.Duration{N: 1, Unit: clock.Year}).String()
	}
	s.say(at, fmt.Sprintf("Add review_by: %s.", example), "nothing says when %q is read again", what)
}
