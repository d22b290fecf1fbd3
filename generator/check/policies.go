package check

import (
	"cmp"
	"fmt"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

const (
	exceptionsNone     diag.RuleID = "exceptions-none"
	exceptionNoDecider diag.RuleID = "exception-no-decider"
	reviewOverdue      diag.RuleID = "review-overdue"
	reviewMissing      diag.RuleID = "review-missing"
)

// policyRules judge whether a policy can bend, who may bend it, and whether anybody looks at a page again.
var policyRules = []rule{
	{id: exceptionsNone, check: lacking(func(p *catalog.Policy) bool { return p.Public() && hasFields(p) && len(p.Exceptions) == 0 }, policyPlace, func(p *catalog.Policy) string { return p.Title },
		"%q never bends", "Add exceptions: with when: you bend it, do: what you do then, and decides: who may.")},
	{id: exceptionNoDecider, check: checkDeciders},
	{id: exceptionNoDecider, check: checkGrantedDeciders, draft: diag.Warning},
	{id: reviewOverdue, check: func(r *report, p *catalog.Policy) {
		r.reportOverdue(p.ReviewBy, fmt.Sprintf("Read %q again. Where it still holds, set last_reviewed: %v and a new review_by.", p.Title, r.Today()))
	}},
	{id: reviewOverdue, check: func(r *report, c *catalog.Capability) {
		if !c.Retired() {
			r.reportOverdue(c.ReviewBy, fmt.Sprintf("Read %q again as a customer would. Where it still holds, give it a new review_by.", c.Title.V))
		}
	}},
	{id: reviewOverdue, check: func(r *report, a *agreement.Agreement) {
		r.reportOverdue(a.ReviewBy, fmt.Sprintf("Read it again with %s, and agree on a new review_by.", customerName(a)))
	}},
	{id: reviewMissing, check: func(r *report, p *catalog.Policy) {
		if hasFields(p) {
			r.reportUnreviewed(p.ReviewBy, policyPlace(p), p.Title)
		}
	}},
	{id: reviewMissing, check: func(r *report, c *catalog.Capability) {
		if !c.Retired() {
			r.reportUnreviewed(c.ReviewBy, capabilityPlace(c), c.Title.V)
		}
	}},
	{id: reviewMissing, check: func(r *report, a *agreement.Agreement) {
		r.reportUnreviewed(a.ReviewBy, agreementPlace(a), customerName(a))
	}, draft: diag.Off},
}

// hasFields reports whether a policy has front matter. One without has no field at all, which is reported once.
func hasFields(p *catalog.Policy) bool { return p.Policy.Body.Front != nil }

// policyPlace is where a policy's title is written: in a field, else in its first heading; else the first line, for one whose
// title is the file's name.
func policyPlace(p *catalog.Policy) diag.Place {
	at := p.Policy.Title.At
	for _, h := range p.Body.Headings(nil) {
		if h.Level == 1 {
			at = cmp.Or(at, h.At)
		}
	}
	return cmp.Or(at, diag.Place{File: p.Policy.Body.File, Line: 1, Column: 1})
}

func checkDeciders(r *report, p *catalog.Policy) {
	for _, e := range p.Exceptions {
		if e.When.IsSet() && isBlank(e.Decides) && !r.isPartial(e) {
			r.problems.Add(diag.Problem{At: e.When.At, Message: fmt.Sprintf("nobody is named who may decide %q", shorten(e.When.V)), Help: deciderHelp})
		}
	}
}

const deciderHelp = "Add who may decide it on the spot, such as decides: any driver."

func checkGrantedDeciders(r *report, a *agreement.Agreement) {
	for _, e := range a.Exceptions {
		if e.Instead.IsSet() && isBlank(e.Decides) && !r.isPartial(e) {
			r.problems.Add(diag.Problem{At: e.Instead.At, Message: fmt.Sprintf("nobody is named who decided %q", shorten(e.Instead.V)), Help: deciderHelp})
		}
	}
}

// reportOverdue reports a day that lies before today. Where no day is known, none has passed.
func (r *report) reportOverdue(by syntax.Written[clock.Date], help string) {
	if !by.IsSet() || r.Now.IsZero() || !by.V.Before(r.Today()) {
		return
	}
	days := by.V.DaysUntil(r.Today())
	ago := fmt.Sprintf("%d days ago", days)
	if days == 1 {
		ago = "yesterday"
	}
	r.problems.Add(diag.Problem{At: by.At, Message: fmt.Sprintf("this was to be read again by %v, which was %s", by.V, ago), Help: help})
}

func (r *report) reportUnreviewed(by syntax.Written[clock.Date], at diag.Place, what string) {
	if by.IsSet() {
		return
	}
	example := "the day by which you read it again"
	if !r.Now.IsZero() {
		example = r.Today().Add(clock.Duration{N: 1, Unit: clock.Year}).String()
	}
	r.problems.Add(diag.Problem{At: at, Message: fmt.Sprintf("nothing says when %q is read again", what),
		Help: fmt.Sprintf("Add review_by: %s.", example)})
}
