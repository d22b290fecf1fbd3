package site

import (
	"cmp"
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/view"
)

// Capabilities is the list of what the business offers.
type Capabilities struct {
	Frame    Frame
	Lead     string
	Contents []view.Link       // to the groups, where there are more than a few services
	Groups   []CapabilityGroup // by category; one group with an empty name where nothing has a category
}

// CapabilityGroup holds the capabilities of one category.
type CapabilityGroup struct {
	Name, Anchor string
	Cards        []ServiceItem
}

func (p pageContext) capabilities() any {
	v := Capabilities{Lead: p.Offer.Site.Business.WhatWeDo.V}
	for _, c := range p.listedServices() {
		i := slices.IndexFunc(v.Groups, func(g CapabilityGroup) bool { return g.Name == c.Category.V })
		if i < 0 {
			v.Groups, i = append(v.Groups, CapabilityGroup{Name: c.Category.V, Anchor: "in-" + anchor(c.Category.V)}), len(v.Groups)
		}
		v.Groups[i].Cards = append(v.Groups[i].Cards, p.serviceItem(c))
	}
	if len(v.Groups) > 1 && len(p.Offer.Capabilities) > fewServices {
		for _, g := range v.Groups {
			v.Contents = append(v.Contents, view.Link{Text: cmp.Or(g.Name, p.Words.Word("capability.all")), Href: "#" + g.Anchor})
		}
	}
	v.Frame = p.frame(p.title(), v.Lead)
	return v
}

// fewServices is how many services a list shows without a table of contents, and in another order than that of their titles.
const fewServices = 12

// listedServices returns the capabilities, the ranked ones first and those that are not offered any more last.
func (p pageContext) listedServices() []*catalog.Capability {
	retired := slices.DeleteFunc(slices.Clone(p.Offer.Capabilities), func(c *catalog.Capability) bool { return !c.Retired() })
	return append(p.rankedServices(), retired...)
}

// servicesToFind returns what is offered: a few services in the order of the home page, many by their titles.
func (p pageContext) servicesToFind() []*catalog.Capability {
	out := p.rankedServices()
	if len(out) > fewServices {
		slices.SortStableFunc(out, func(x, y *catalog.Capability) int {
			return strings.Compare(strings.ToLower(x.Title.V), strings.ToLower(y.Title.V))
		})
	}
	return out
}

// offered returns the capabilities that can be had now or later: all but the retired.
func (p pageContext) offered() []*catalog.Capability { return offered(p.Offer) }

func offered(o *catalog.Offer) []*catalog.Capability {
	return slices.DeleteFunc(slices.Clone(o.Capabilities), func(c *catalog.Capability) bool { return c.Retired() })
}

func publicPromises(c *catalog.Capability) []*catalog.Promise {
	return slices.DeleteFunc(slices.Clone(c.Promises), func(w *catalog.Promise) bool { return !w.Public() })
}

// offeredPromises returns the public promises of what is offered, in the order of the capabilities.
func (p pageContext) offeredPromises() []*catalog.Promise { return offeredPromises(p.Offer) }

func offeredPromises(o *catalog.Offer) []*catalog.Promise {
	return slices.DeleteFunc(slices.Clone(o.Promises), func(w *catalog.Promise) bool { return !w.Public() || w.Capability.Retired() })
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
