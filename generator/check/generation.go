package check

import (
	"fmt"

	"upfront/generator/agreement"
	"upfront/generator/diag"
	"upfront/generator/seal"
)

// With a new generation an agreement has a new link, and each former link a page that says so. A date typed as the generation
// would make millions of these pages, so a generation may exceed the last one in the ledger by [MaxGenerationStep] at
// most.

// GenerationJump is the rule for a generation that is too far above the last one.
const GenerationJump diag.RuleID = "generation-jump"

// MaxGenerationStep is how far a generation may be above the last one.
const MaxGenerationStep = 100

// maxGeneration is more than any agreement ever had: it is the limit where the ledger cannot be searched.
const maxGeneration = 10_000

// Generation reports a generation that is too far above the last one. Without a secret the ledger cannot be searched for
// it.
func Generation(a *agreement.Agreement, ledger seal.Ledger, secret *seal.Secret) []diag.Problem {
	g := a.Generation()
	if g <= 1+MaxGenerationStep {
		return nil
	}
	last, published := lastGeneration(a.ID, g, ledger, secret)
	if g <= last+MaxGenerationStep {
		return nil
	}
	p := diag.Problem{Rule: GenerationJump, At: a.Access.Generation.At, Message: fmt.Sprintf("generation %d is more than %d above the last one, which is %d", g, MaxGenerationStep, last),
		Help: fmt.Sprintf("Count up by one. Write generation: %d to replace the link, or generation: %d to leave it as it is.", last+1, last)}
	switch {
	case secret == nil && published:
		p.Message = fmt.Sprintf("generation %d is no count of links", g)
		p.Help = "Write the number that it had, or one more to replace the link. For the first link that is generation: 1."
	case !published:
		p.Message = fmt.Sprintf("generation %d is more than %d above the first one, and none was published yet", g, MaxGenerationStep)
		p.Help = "Write generation: 1, or leave it out."
	}
	return []diag.Problem{p}
}

// lastGeneration returns the last generation of an agreement that the ledger knows, or one that is near enough to g; 1
// where it knows none. It derives no more paths than the ledger has pages, and a few hundred. Without a secret the ledger
// cannot be searched: then it returns as many as there may ever have been.
func lastGeneration(id string, g int, ledger seal.Ledger, secret *seal.Secret) (last int, published bool) {
	if len(ledger.Pages) == 0 {
		return 1, false
	}
	if secret == nil {
		return max(maxGeneration, len(ledger.Pages)), true
	}
	isKnown := func(g int) bool {
		_, ok := ledger.Pages[secret.PathOf(id, g).String()]
		return ok
	}
	for step := range MaxGenerationStep + 1 {
		for _, near := range []int{g - step, g + step} {
			if isKnown(near) {
				return near, true
			}
		}
	}
	last = 1
	for g := 1; g <= last+MaxGenerationStep; g++ {
		if isKnown(g) {
			last, published = g, true
		}
	}
	return last, published
}
