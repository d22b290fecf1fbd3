package leak

import (
	"iter"
	"slices"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/leak/search"
	"upfront/generator/seal"
	"upfront/generator/syntax"
)

// InPublished reports words of customers, and words for staff alone, on the pages of agreements that other customers have
// made public. A name that stands in a published agreement itself, such as that of a person who decides for two
// customers, was made public with it. Keys returns what seals the page of an agreement, or nil.
func InPublished(pages *search.Index, published []*agreement.Agreement, all iter.Seq[*agreement.Agreement], o *catalog.Offer, keys func(*agreement.Agreement) *seal.Keys) []diag.Problem {
	public := map[string]bool{}
	for _, a := range published {
		for _, t := range ownTexts(a) {
			public[t.V] = true
		}
	}
	problems := find(pages, RuleInternal, staffTexts(o), nil)
	for a := range all {
		problems = append(problems, find(pages, RuleInternal, internalTexts(a), nil)...)
		if a.Public() {
			continue
		}
		texts := slices.DeleteFunc(append(ownTexts(a), keyTexts(a, keys(a))...), func(t syntax.Text) bool { return public[t.V] })
		problems = append(problems, find(pages, RulePrivate, texts, nil)...)
	}
	return problems
}
