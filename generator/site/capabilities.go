package site

import (
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/view"
)

// Capabilities is the list of what the business offers.
type Capabilities struct {
	Frame  Frame
	Lead   string
	Groups []CapabilityGroup // by category; one group with an empty name where nothing has a category
}

// CapabilityGroup holds the capabilities of one category.
type CapabilityGroup struct {
	Name, Anchor string
	Cards        []CapabilityCard
}

// CapabilityCard is a capability in a list.
type CapabilityCard struct {
	Title, Href, Summary string
	Status               *view.Tag // nil where it is simply offered
	Counts               string    // "3 promises, 2 things we don't do"
}

func (p pageContext) capabilities() any {
	v := Capabilities{Lead: p.lead()}
	for _, c := range p.Offer.Capabilities {
		i := slices.IndexFunc(v.Groups, func(g CapabilityGroup) bool { return g.Name == c.Category.V })
		if i < 0 {
			v.Groups, i = append(v.Groups, CapabilityGroup{Name: c.Category.V, Anchor: "in-" + anchor(c.Category.V)}), len(v.Groups)
		}
		v.Groups[i].Cards = append(v.Groups[i].Cards, p.capabilityCard(c))
	}
	v.Frame = p.frame(p.title(), v.Lead)
	return v
}

func (p pageContext) capabilityCard(c *catalog.Capability) CapabilityCard {
	return CapabilityCard{
		Title: c.Title.V, Href: p.To(c.Address()), Summary: c.Summary.V, Status: p.status(c),
		Counts: p.counts("capability.counts", "capability.counts_promises", len(publicPromises(c)), len(c.Excluded)),
	}
}

// lead counts what the business offers, in a sentence. A business that offers nothing yet has what it says of itself.
func (p pageContext) lead() string {
	n := len(p.offered())
	if n == 0 {
		return p.Offer.Site.Business.WhatWeDo.V
	}
	return p.counts("home.lead", "home.lead_all_done", len(p.offeredPromises()), p.countCannot(), "services", p.Words.Count("how_many.services", n))
}

// counts says how many promises there are, and how many things are not done; without is the text where all are done.
func (p pageContext) counts(with, without string, promises, cannot int, more ...string) string {
	said := p.Words.Count("how_many.promises", promises)
	if promises == 0 {
		said = p.Words.Word("how_many.no_promise")
	}
	pairs := append(more, "promises", said)
	if cannot == 0 {
		return p.Words.Word(without, pairs...)
	}
	return p.Words.Word(with, append(pairs, "cannot", p.Words.Count("how_many.cannot", cannot))...)
}

func (p pageContext) countCannot() int {
	n := 0
	for _, c := range p.offered() {
		n += len(c.Excluded)
	}
	return n
}

// offered returns the capabilities that can be had now or later: all but the retired.
func (p pageContext) offered() []*catalog.Capability {
	return slices.DeleteFunc(slices.Clone(p.Offer.Capabilities), func(c *catalog.Capability) bool { return c.Retired() })
}

func publicPromises(c *catalog.Capability) []*catalog.Promise {
	return slices.DeleteFunc(slices.Clone(c.Promises), func(w *catalog.Promise) bool { return !w.Public() })
}

// offeredPromises returns the public promises of what is offered, in the order of the capabilities.
func (p pageContext) offeredPromises() []*catalog.Promise {
	return slices.DeleteFunc(slices.Clone(p.Offer.Promises), func(w *catalog.Promise) bool { return !w.Public() || w.Capability.Retired() })
}

// anchor returns an id made of a few words.
func anchor(words string) string {
	id := strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, words)
	return strings.Trim(id, "-")
}

// status returns the tag of a capability that is not simply offered; nil for others.
func (p pageContext) status(c *catalog.Capability) *view.Tag {
	if kind, ok := map[string]string{"limited": "warn", "paused": "warn", "retired": "plain"}[c.Status.V]; ok {
		return &view.Tag{Kind: kind, Text: p.Words.Word("capability." + c.Status.V)}
	}
	return nil
}
