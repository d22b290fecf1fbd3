package catalog

import (
	"slices"
	"strings"

	"upfront/generator/syntax"
)

// One cause is one problem: where a part of a file was refused, names that it holds may be missing, and what leads to them
// is not reported.

// NamesMissing says where names may be missing.
type NamesMissing struct{ InSite, InPartners bool }

func namesMissing(files syntax.Files) NamesMissing {
	site := files.Site
	partial := site.IsPartial() || slices.ContainsFunc(site.Channels, syntax.Channel.IsPartial) || slices.ContainsFunc(site.Levels, syntax.Level.IsPartial)
	return NamesMissing{InSite: partial && !site.Checks.AllowRefused(), InPartners: files.NoPartners}
}

// LacksNames reports whether promises, or things that the business does not do, may be missing in a capability.
func (c *Capability) LacksNames() bool {
	return c.IsPartial() || slices.ContainsFunc(c.Promises, func(p *Promise) bool { return p.IsPartial() }) ||
		slices.ContainsFunc(c.Excluded, func(e *Excluded) bool { return e.IsPartial() })
}

// LacksNames reports whether what a reference names may be missing in its capability: capability.promise.
func (o *Offer) LacksNames(ref string) bool {
	name, _, _ := strings.Cut(ref, ".")
	c := o.Capability(name)
	return c != nil && c.LacksNames() && !o.Site.Checks.AllowRefused()
}
