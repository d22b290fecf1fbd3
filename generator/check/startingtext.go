package check

import (
	"slices"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/markdown"
	"upfront/generator/syntax"
)

const startingText diag.RuleID = "starting-text"

// startingTextRules find what a new file began with, where somebody is going to read it.
var startingTextRules = []rule{
	{id: startingText, check: func(r *report, c *catalog.Capability) {
		r.reportStartingText(append(slices.Clip(c.Scope.Included), c.Summary)...)
	}},
	{id: startingText, check: func(r *report, p *catalog.Promise) {
		if p.Visibility.V != "internal" {
			r.reportStartingText(p.Means)
		}
	}},
	{id: startingText, check: checkPolicyTexts},
	{id: startingText, check: func(r *report, n *catalog.Notice) {
		if n.Public() {
			r.reportStartingProse(n.Body.Prose(r.PlainFill))
		}
	}},
	{id: startingText, check: checkAgreementTexts, draft: diag.Warning},
	{id: startingText, check: func(r *report, l *agreement.Line) { r.reportStartingText(l.Said) }, draft: diag.Warning},
}

func checkPolicyTexts(r *report, p *catalog.Policy) {
	if !p.Public() {
		return
	}
	r.reportStartingText(p.Summary, p.Why)
	for _, e := range p.Exceptions {
		if e.Visibility.V != "internal" {
			r.reportStartingText(e.When, e.Do)
		}
	}
	r.reportStartingProse(p.Body.Prose(r.PlainFill))
}

func checkAgreementTexts(r *report, a *agreement.Agreement) {
	r.reportStartingText(a.Outcome.What, a.Outcome.Measure)
	for _, p := range a.People {
		r.reportStartingText(p.Name, p.Email)
	}
	for _, t := range a.Agreement.Terms {
		r.reportStartingText(t.Name)
	}
}

func (r *report) reportStartingProse(prose []markdown.Sentence) {
	for _, sentence := range prose {
		r.reportStartingText(syntax.Text{V: sentence.Text, At: sentence.Place(0, len(sentence.Text))})
	}
}

func (r *report) reportStartingText(texts ...syntax.Text) {
	for _, t := range texts {
		if syntax.IsPlaceholder(t.V) {
			r.problems.Add(diag.Problem{At: t.At, Message: "this text came with the new file, and waits for yours",
				Help: "Write your own in its place, or take it out."})
		}
	}
}
