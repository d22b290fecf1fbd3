package site

import (
	"slices"

	"upfront/generator/catalog"
)

// Which pages would have nothing to say.

func hasNoCapability(o *catalog.Offer) bool { return len(o.Capabilities) == 0 }

func hasNoPromise(o *catalog.Offer) bool { return len(offeredPromises(o)) == 0 }

func hasNoFit(o *catalog.Offer) bool { return !slices.ContainsFunc(offered(o), suits) }

// suits reports whether a service says whom it suits.
func suits(c *catalog.Capability) bool { return len(c.Fit.Good)+len(c.Poor)+len(c.Fit.Limits) > 0 }

func hasNoWay(o *catalog.Offer) bool {
	return len(o.Channels)+len(o.Site.People)+len(o.Site.Hours) == 0 && !o.Site.Leader.Name.IsSet()
}

// hasNoRedress reports that there is neither a promise that could be missed nor anybody to tell.
func hasNoRedress(o *catalog.Offer) bool {
	return hasNoPromise(o) && len(o.Channels)+len(o.Site.Leader.Reach) == 0 && !o.Site.Complaints.EscalateTo.IsSet()
}

func hasNoPolicy(o *catalog.Offer) bool {
	return !slices.ContainsFunc(o.Policies, func(p *catalog.Policy) bool { return p.Public() })
}

func hasNoNotice(o *catalog.Offer) bool {
	return !slices.ContainsFunc(o.Notices, func(n *catalog.Notice) bool { return n.Public() })
}

func hasNoChange(o *catalog.Offer) bool {
	return !slices.ContainsFunc(o.Policies, func(p *catalog.Policy) bool { return p.Public() && len(changesOf(p)) > 0 }) &&
		!slices.ContainsFunc(o.Notices, isChange) && len(changedOffer(o)) == 0
}

func hasNothingCounted(o *catalog.Offer) bool { return hasNoPromise(o) && len(o.Glossary) == 0 }
