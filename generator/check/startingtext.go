package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/markdown"
	"upfront/generator/syntax"
)

// Texts that a new file began with, where somebody is going to read them: one problem a file, since they are replaced in
// one go.

const startingText diag.RuleID = "starting-text"

var startingTextRules = []rule{
	{id: startingText, check: func(r *report, c *catalog.Capability) { r.reportStartingTexts(capabilityTexts(c)) }},
	{id: startingText, check: func(r *report, p *catalog.Policy) {
		if p.Public() {
			r.reportStartingTexts(r.policyTexts(p))
		}
	}},
	{id: startingText, check: func(r *report, n *catalog.Notice) {
		if n.Public() {
			r.reportStartingTexts(r.proseTexts(n.Body))
		}
	}},
	{id: startingText, check: func(r *report, a *agreement.Agreement) { r.reportStartingTexts(agreementTexts(a)) }, draft: diag.Warning},
}

// BeforeSharing returns what keeps the link of an agreement from being shown, whatever the settings of the site and the state
// of the agreement: words that are not the customer's and not ours.
func BeforeSharing(o *catalog.Offer, a *agreement.Agreement) []diag.Problem {
	r := &report{Offer: o, customer: a}
	r.problems.Default = diag.Problem{Rule: startingText, Severity: diag.Error}
	r.reportStartingTexts(agreementTexts(a))
	r.problems.Default = diag.Problem{Rule: borrowedFact, Severity: diag.Error}
	checkBorrowedInAgreement(r, a)
	return r.problems.Problems
}

// capabilityTexts returns all that a capability says to everybody.
func capabilityTexts(c *catalog.Capability) []syntax.Text {
	written := c.Capability
	written.StaffNote, written.Ask, written.Promises = syntax.Text{}, nil, nil
	texts := syntax.Texts(written)
	for _, p := range c.Promises {
		if p.Visibility.V != "internal" {
			texts = append(texts, syntax.Texts(p.Promise)...)
		}
	}
	return texts
}

func (r *report) policyTexts(p *catalog.Policy) []syntax.Text {
	texts := []syntax.Text{p.Summary, p.Why}
	for _, e := range p.Exceptions {
		if e.Visibility.V != "internal" {
			texts = append(texts, e.When, e.Do)
		}
	}
	return append(texts, r.proseTexts(p.Body)...)
}

func (r *report) proseTexts(body *markdown.Document) (texts []syntax.Text) {
	for _, sentence := range r.sentencesOf(body) {
		texts = append(texts, syntax.Text{V: sentence.text, At: sentence.place(0, len(sentence.text))})
	}
	return texts
}

func agreementTexts(a *agreement.Agreement) []syntax.Text {
	texts := make([]syntax.Text, 0, 4+2*len(a.People)+len(a.Agreement.Terms)+len(a.Working)+len(a.Service))
	texts = append(texts, a.Outcome.What, a.Outcome.Measure, a.HowTheyUseIt, a.Price.Amount)
	for i := range a.People { // a person is too large to be copied
		texts = append(texts, a.People[i].Name, a.People[i].Email)
	}
	for _, t := range a.Agreement.Terms {
		texts = append(texts, t.Name)
	}
	for _, c := range a.CheckIns {
		texts = append(texts, c.What)
	}
	for l := range a.Lines() {
		texts = append(texts, l.Said, l.Understood)
	}
	return texts
}

// reportStartingTexts reports texts that came with a new file: an error where customers of a site with an address of its own
// read them.
func (r *report) reportStartingTexts(texts []syntax.Text) {
	found := slices.DeleteFunc(texts, func(t syntax.Text) bool { return !r.isStartingText(t) })
	severity := r.problems.Default.Severity
	if r.IsLive() && severity == diag.Default {
		severity = diag.Error
	}
	slices.SortStableFunc(found, func(a, b syntax.Text) int { return a.At.Line - b.At.Line })
	switch len(found) {
	case 0:
	case 1:
		r.problems.Add(diag.Problem{Severity: severity, At: found[0].At, Message: "this text came with the new file, and waits for yours", Help: "Write your own in its place, or take it out."})
	default:
		r.problems.Add(diag.Problem{Severity: severity, At: found[0].At, Message: fmt.Sprintf("this and %s in this file came with it, and wait for yours", diag.Plural(len(found)-1, "more text")),
			Help: "Write your own in their place, or take them out: " + lineNumbers(found) + "."})
	}
}

// isStartingText reports whether a text is one of a new file, and not listed as true of the business.
func (r *report) isStartingText(t syntax.Text) bool {
	return syntax.IsPlaceholder(t.V) && !slices.ContainsFunc(r.Site.Checks.Ours, func(ours syntax.Text) bool { return sameWords(ours.V, t.V) })
}

// lineNumbers returns the lines of texts that are sorted: "lines 3, 12 and 40".
func lineNumbers(texts []syntax.Text) string {
	lines := diag.Names(texts, func(t syntax.Text) string { return strconv.Itoa(t.At.Line) })
	lines = slices.Compact(lines)
	last := len(lines) - 1
	if last == 0 {
		return "line " + lines[0]
	}
	return "lines " + strings.Join(lines[:last], ", ") + " and " + lines[last]
}
