package generator

import (
	"fmt"

	"upfront/generator/agreement"
	"upfront/generator/diag"
)

// With a higher generation an agreement has another link, and each former link has a page that says so. A day typed in its
// place would make millions of these pages, so a generation may be only so many above the last one that the ledger knows.

const (
	generationJump    diag.RuleID = "generation-jump"
	maxGenerationStep             = 100
	maxGeneration                 = 10_000 // where the ledger cannot be asked: more than any agreement ever had
)

// checkGeneration reports a generation that is too far above the last one.
func (s *Site) checkGeneration(a *agreement.Agreement) []diag.Problem {
	g := a.Generation()
	if g <= 1+maxGenerationStep || s.input.Passing {
		return nil
	}
	last, published := s.lastGeneration(a.ID, g)
	if g <= last+maxGenerationStep {
		return nil
	}
	p := diag.Problem{Rule: generationJump, At: a.Access.Generation.At, Message: fmt.Sprintf("generation %d is more than %d above the last one, which is %d", g, maxGenerationStep, last),
		Help: fmt.Sprintf("Count up by one. Write generation: %d to replace the link, or generation: %d to leave it as it is.", last+1, last)}
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
	isKnown := func(g int) bool {
		_, ok := s.input.Ledger.Pages[s.input.Secret.PathOf(id, g).String()]
		return ok
	}
	for step := range maxGenerationStep + 1 {
		for _, near := range []int{g - step, g + step} {
			if isKnown(near) {
				return near, true
			}
		}
	}
	last = 1
	for g := 1; g <= last+maxGenerationStep; g++ {
		if isKnown(g) {
			last, published = g, true
		}
	}
	return last, published
}
