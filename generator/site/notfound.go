package site

import (
	"upfront/generator/view"
)

// NotFound is the page for an address that leads nowhere. Its links are absolute paths, as it is shown at any depth.
type NotFound struct {
	Frame Frame
	Links []Card      // where to go instead
	Reach []view.Link // how to ask a person
}

// notFound returns the page for an address that leads nowhere.
func (p pageContext) notFound() any {
	p.Root = rootPath(p.Offer)
	v := NotFound{Frame: p.frame(p.Words.Word("missing.heading"), ""), Reach: p.Contacts()}
	v.Frame.NoIndex, v.Frame.Canonical, v.Frame.JSONLD = true, "", nil
	for _, template := range []string{"capabilities", "fit", "policies", "reach"} {
		l := p.linkTo(template)
		v.Links = append(v.Links, Card{Title: l.Text, Href: l.Href, Summary: p.Words.Word("page.missing." + template)})
	}
	return v
}
