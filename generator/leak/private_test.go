package leak

import (
	"slices"
	"strings"
	"testing"

	"upfront/generator/agreement"
	"upfront/generator/diag"
	"upfront/generator/internal/sample"
	"upfront/generator/syntax"
)

// everyField is an agreement with every field that a page prints.
const everyField = `customer: {name: Fenn Pottery, since: 2025-05-13}
people: [{name: Wilma Fenn, role: decides, email: wilma@fennpots.example}]
status: proposed
contract: [{name: Conditions, version: "7"}]
outcome: {what: No wait, measure: None}
exceptions: [{policy: returns, instead: A day more, because: It is far, decides: Ida Moss}]
check_ins: [{on: 2026-05-01, what: Tea at hers, who: Ida Moss}]
referral: {means: A word, when: after a year}
how_they_use_it: Pots.
body: |
  Wilma, ` + "`code words`" + ` and so on.
effective: 2026-04-06
review_by: 2026-10-06
capabilities: [delivery]
updates: {cadence: weekly, by: email}
price: {kind: fixed, amount: £40 a month}
observed: [{on: 2026-03-01, by: Ida Moss, learned: Her kiln is older than her mother and twice as loud.}]
expectations:
  - {id: e1, said: "Ring twice, the dog is deaf.", understood: "The driver rings twice, and waits 3 minutes.", answer: yes}
priorities:
  - {id: p1, said: "No chipped glaze, ever.", understood: "Fewer than 1 pot in 100 arrives chipped.", answer: yes}
`

// TestPrintedTextsAreAllThatAPagePrints holds that every text of an agreement is searched, or its page does not print it.
func TestPrintedTextsAreAllThatAPagePrints(t *testing.T) {
	offer := sample.Read(t, nil).Offer
	source, problems := syntax.ParseAgreement("content/agreements/fenn.yaml", []byte(everyField), offer.Zone)
	a, unresolved := agreement.Resolve(offer, source)
	if all := slices.Concat(problems, unresolved); a == nil || diag.Count(all, diag.Error) > 0 {
		t.Fatal(all)
	}
	var texts []string
	for _, text := range printedTexts(a) {
		texts = append(texts, text.V)
	}
	for _, want := range []string{"Fenn Pottery", "Wilma Fenn", "wilma@fennpots.example", "weekly", "email", "£40 a month", "Conditions", "No wait", "None", "A day more", "It is far", "Tea at hers",
		"A word", "after a year", "Pots.", "Wilma, `code words` and so on.\n", "The driver rings twice, and waits 3 minutes.", "No chipped glaze, ever."} {
		if !slices.Contains(texts, want) {
			t.Errorf("%q is not searched: %q", want, texts)
		}
	}
	if slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, "kiln") }) {
		t.Error("what staff observed is taken for printed")
	}
}
