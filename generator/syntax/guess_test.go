package syntax

import (
	"fmt"
	"strings"
	"testing"

	"upfront/generator/tree"
)

// TestGuessesAreBounded holds that the work for unknown fields does not grow with their number times that of all fields: past
// [maxGuesses] they are reported without a suggestion.
func TestGuessesAreBounded(t *testing.T) {
	var b strings.Builder
	b.WriteString("title: Vans\nsummary: We bring it.\n")
	for i := range maxGuesses + 50 {
		fmt.Fprintf(&b, "summar%c%c: x\n", 'a'+i/26, 'a'+i%26)
	}
	_, problems := Read(tree.Of(map[string]string{"site.yaml": "business: {name: S}\ntimezone: UTC\n", "content/capabilities/vans.yaml": b.String()}))
	guessed, plain := 0, 0
	for _, p := range problems {
		switch {
		case p.Rule != schemaUnknownKey:
		case strings.HasPrefix(p.Help, "Remove it, or what stands after \"summary:\""):
			guessed++
		default:
			plain++
		}
	}
	if guessed+plain != maxGuesses+50 || plain != 50 {
		t.Errorf("%d with a suggestion and %d without, want %d and 50", guessed, plain, maxGuesses)
	}
}
