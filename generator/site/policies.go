package site

import (
	"path"
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/view"
)

// Policies is the list of how we behave.
type Policies struct {
	Frame  Frame
	Lead   string
	Groups []PolicyGroup // by folder; one group with an empty name where there are no folders
}

// PolicyGroup holds the policies of one folder.
type PolicyGroup struct {
	Name, Anchor string
	Cards        []Card
}

// Card is a page in a list.
type Card struct {
	Title, Href string
	Summary     string
	Tag         *view.Tag
	Detail      string // quiet small print: "version 4, since 1 March 2026"
}

// policies returns the list of how we behave, by folder.
func (p pageContext) policies() any {
	v := Policies{Lead: p.Words.Word("page.policies.lead")}
	for _, policy := range p.Offer.Policies {
		if !policy.Public() {
			continue
		}
		folder := p.folder(policy)
		i := slices.IndexFunc(v.Groups, func(g PolicyGroup) bool { return g.Name == folder })
		if i < 0 {
			v.Groups = append(v.Groups, PolicyGroup{Name: folder, Anchor: "in-" + anchor(folder)})
			i = len(v.Groups) - 1
		}
		v.Groups[i].Cards = append(v.Groups[i].Cards, p.policyCard(policy))
	}
	slices.SortStableFunc(v.Groups, func(x, y PolicyGroup) int { return strings.Compare(x.Name, y.Name) })
	v.Frame = p.frame(p.title(), v.Lead)
	return v
}

// folder returns the folder of a policy in words; empty for a policy in none. A folder with an index is a policy of its
// own: its pages belong to its title.
func (p pageContext) folder(policy *catalog.Policy) string {
	dir := path.Dir(policy.ID)
	if dir == "." {
		return ""
	}
	if index := p.Offer.Policy(dir); index != nil {
		return index.Title
	}
	return view.Capitalize(strings.ReplaceAll(path.Base(dir), "-", " "))
}

// policyCards returns the cards of the public policies of a list.
func (p pageContext) policyCards(list []*catalog.Policy) []Card {
	var out []Card
	for _, policy := range list {
		if policy.Public() {
			out = append(out, p.policyCard(policy))
		}
	}
	return out
}

func (p pageContext) policyCard(policy *catalog.Policy) Card {
	card := Card{Title: policy.Title, Href: p.To(policy.Address()), Summary: policy.Summary.V}
	switch {
	case policy.Version.IsSet() && policy.Effective.IsSet():
		card.Detail = p.Words.Word("policy.detail", "version", policy.Version.V, "date", p.Day(policy.Effective).Text)
	case policy.Effective.IsSet():
		card.Detail = p.Words.Word("page.since", "date", p.Day(policy.Effective).Text)
	}
	return card
}
