package check

import (
	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/markdown"
	"upfront/generator/startfile"
	"upfront/generator/syntax"
)

// waitingRules find what a new file began with, where somebody is going to read it.
var waitingRules = area{
	capability: []rule[*catalog.Capability]{
		{id: "starting-text", judge: waitingCapability},
	},
	promise: []rule[*catalog.Promise]{
		{id: "starting-text", judge: waitingPromise},
	},
	policy: []rule[*catalog.Policy]{
		{id: "starting-text", judge: waitingPolicy},
	},
	notice: []rule[*catalog.Notice]{
		{id: "starting-text", judge: waitingNotice},
	},
	agreement: []rule[*agreement.Agreement]{
		{id: "starting-text", judge: waitingAgreement, draft: diag.Warning},
	},
	line: []rule[*agreement.Line]{
		{id: "starting-text", judge: waitingLine, draft: diag.Warning},
	},
}

func waitingCapability(s *sheet, c *catalog.Capability) {
	s.waiting(c.Summary)
	s.waiting(c.Scope.Included...)
}

func waitingPromise(s *sheet, p *catalog.Promise) {
	if p.Visibility.V != "internal" {
		s.waiting(p.Means)
	}
}

func waitingPolicy(s *sheet, p *catalog.Policy) {
	if !p.Public() {
		return
	}
	s.waiting(p.Summary, p.Why)
	for _, e := range p.Exceptions {
		if e.Visibility.V != "internal" {
			s.waiting(e.When, e.Do)
		}
	}
	s.waitingProse(p.Body.Prose(s.PlainFill))
}

func waitingNotice(s *sheet, n *catalog.Notice) {
	if n.Public() {
		s.waitingProse(n.Body.Prose(s.PlainFill))
	}
}

func waitingAgreement(s *sheet, a *agreement.Agreement) {
	s.waiting(a.Outcome.What, a.Outcome.Measure)
	for _, p := range a.People {
		s.waiting(p.Name, p.Email)
	}
	for _, t := range a.Agreement.Terms {
		s.waiting(t.Name)
	}
}

func waitingLine(s *sheet, l *agreement.Line) {
	if !l.Internal() {
		s.waiting(l.Said)
	}
}

const (
	waits      = "this text came with the new file, and waits for yours"
	waitsUntil = "Write your own in its place, or take it out."
)

func (s *sheet) waiting(texts ...syntax.Text) {
	for _, t := range texts {
		if startfile.Waits(t.V) {
			s.say(t.At, waitsUntil, waits)
		}
	}
}

func (s *sheet) waitingProse(prose []markdown.Sentence) {
	for _, sentence := range prose {
		if startfile.Waits(sentence.Text) {
			s.say(sentence.Place(0, len(sentence.Text)), waitsUntil, waits)
		}
	}
}
