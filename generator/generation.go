package generator

import (
	"fmt"

	"upfront/generator/agreement"
	"upfront/generator/diag"
	"upfront/generator/leak"
)

// A higher generation gives an agreement another link, and each former one a page that says so. A day that is typed in its
// place would make millions of these, so a generation may be no more than so many above the last one that the ledger knows.

const (
	generationJump    = "generation-jump"
	maxGenerationStep = 100
	maxGeneration     = 10_000 // where the ledger cannot be asked: more than anybody ever reached
)

// generation reports a generation that is too far above the last one.
func (s *Site) checkGeneration(a *agreement.Agreement) []diag.Problem {
	g := a.Generation()
	if g <= 1+maxGenerationStep || s.input.Passing {
		return nil
	}
	known, published := s.lastGeneration(a.ID, g)
	if g <= known+maxGenerationStep {
		return nil
	}
	p := diag.Problem{Rule: generationJump, At: a.Access.Generation.At, Message: fmt.Sprintf("generation %d is more than %d above the last one, which is %d", g, maxGenerationStep, known),
		Help: fmt.Sprintf("Count up by one. Write generation: %d to replace the link, or generation: %d to leave it as it is.", known+1, known)}
	switch {
	case s.input.Secret == nil && published:
		p.Message = fmt.Sprintf("generation %d is no count of links", g)
		p.Help = "Write the number that it had, or one more to replace the link. For the first link that is generation: 1."
	case !published:
		p.Message = fmt.Sprintf("generation %d is more than %d above the first one, and none was published yet", g, maxGenerationStep)
		p.Help = "Write generation: 1, or leave it out."
	}
	return []diag.Problem{p}
}

// lastGeneration returns the last generation of an agreement that the ledger knows, or one that is near enough to g; 1
// where it knows none. It derives no more paths than the ledger has pages, and a few hundred. Without a secret the ledger
// cannot be asked: then it returns as many as there may ever have been.
func (s *Site) lastGeneration(id string, g int) (last int, published bool) {
	if len(s.input.Ledger.Pages) == 0 {
		return 1, false
	}
	if s.input.Secret == nil {
		return max(maxGeneration, len(s.input.Ledger.Pages)), true
	}
	known := func(g int) bool {
		_, ok := s.input.Ledger.Pages[s.input.Secret.PathOf(id, g).String()]
		return ok
	}
	for step := range maxGenerationStep + 1 {
		for _, near := range []int{g - step, g + step} {
			if known(near) {
				return near, true
			}
		}
	}
	last = 1
	for g := 1; g <= last+maxGenerationStep; g++ {
		if known(g) {
			last, published = g, true
		}
	}
	return last, published
}

// unsure reports whether an agreement is read again although nothing has changed that its page is made of: what is
// remembered depends on the ledger too, or is a leak that nobody may pass over.
func (s cachedAgreement) mustReread() bool {
	return s.isPublic() || len(s.refs) > maxGenerationStep || hasRule(s.problems, generationJump) || hasRule(s.problems, leak.RulePrivate)
}

func hasRule(problems []diag.Problem, rule diag.RuleID) bool {
	for _, p := range problems {
		if p.Rule == rule {
			return true
		}
	}
	return false
}
