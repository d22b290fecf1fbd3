package site

import (
	"upfront/generator/catalog"
	"upfront/generator/view"
)

// Wrong is "If we get it wrong": complaints, escalation, remedies, and where we fell short.
type Wrong struct {
	Frame     Frame
	Lead      string
	Answer    string // "5 working days"
	Steps     []view.Step
	Misses    []MissGroup
	FellShort []Shortfall
	Policies  []Card
}

// MissGroup holds the remedies of one capability.
type MissGroup struct {
	Capability view.Link
	Misses     []Miss
}

// Miss is what happens if one promise is missed.
type Miss struct {
	Promise view.Link
	Tell    string // "1 hour"
	Remedy  []string
	Claim   string
}

// wrong returns "If we get it wrong".
func (p pageContext) wrong() any {
	c := p.Offer.Site.Complaints
	v := Wrong{Lead: p.Words.Word("wrong.lead")}
	if c.AnswerWithin.IsSet() {
		v.Answer = p.Duration(c.AnswerWithin.V, c.Clock.V == "business")
	}
	first := p.Offer.Channel(c.First.V)
	if first == nil {
		first = p.FirstChannel("phone", "mobile", "email", "form", "chat", "visit")
	}
	start := catalog.Contact{Channel: first}
	if leader := &p.Offer.Site.Leader; first == nil && leader.Name.IsSet() && len(leader.Reach) > 0 && !c.EscalateTo.IsSet() {
		start.Leader = leader
	}
	if step, ok := p.Contact(start); ok {
		step.When = p.Words.Word("steps.start")
		v.Steps = append(v.Steps, step)
	}
	if step, ok := p.Contact(p.Offer.Contact(c.EscalateTo.V)); c.EscalateTo.IsSet() && ok {
		step.When = p.Words.Word("page.wrong.next")
		if v.Answer != "" {
			step.When = p.Words.Word("steps.next", "duration", v.Answer)
		}
		v.Steps = append(v.Steps, step)
	}
	for _, capability := range p.offered() {
		if misses := p.misses(capability); len(misses) > 0 {
			v.Misses = append(v.Misses, MissGroup{Capability: p.CapabilityLink(capability), Misses: misses})
		}
	}
	v.FellShort = p.shortfalls(p.offered())
	v.Policies = p.policyCards(p.Offer.Policies)
	v.Frame = p.frame(p.title(), v.Lead)
	return v
}

// misses returns what happens if the promises of a capability are missed.
func (p pageContext) misses(c *catalog.Capability) []Miss {
	var out []Miss
	for _, w := range publicPromises(c) {
		full := p.Promise(w, false)
		var remedy []string
		for _, t := range full.Tiers {
			remedy = append(remedy, p.Words.Word("page.tier", "below", t.Below, "credit", t.Credit))
		}
		remedy = append(remedy, full.Remedy...)
		if full.Tell == "" && len(remedy) == 0 {
			continue
		}
		out = append(out, Miss{Promise: view.Link{Text: w.Says.V, Href: full.Href}, Tell: full.Tell, Remedy: remedy, Claim: full.Claim})
	}
	return out
}
