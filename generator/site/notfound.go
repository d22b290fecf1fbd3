package site

import (
	"strings"

	"upfront/generator/view"
)

// NotFound is the page for an address that leads nowhere. Its links are absolute paths, as it is shown at any depth.
type NotFound struct {
	Frame Frame
	Links []Card      // where to go instead
	Reach []view.Link // how to ask a person
}

// notFound makes the page for an address that leads nowhere. It is shown at any depth, so its links are absolute.
func (p pageContext) notFound() NotFound {
	a := p.page("")
	a.Root = "/"
	if u := p.siteURL(); u != "" {
		if _, path, ok := strings.Cut(strings.SplitN(u, "://", 2)[1], "/"); ok {
			a.Root = "/" + path
		}
	}
	v := NotFound{Frame: a.frame("404", p.Words.Word("missing.heading"), ""), Reach: p.Contacts()}
	v.Frame.NoIndex, v.Frame.Canonical, v.Frame.JSONLD = true, "", nil
	for _, l := range []string{"capabilities", "fit", "policies", "reach"} {
		address := map[string]string{"capabilities": "capabilities/", "fit": "right-for-you/", "policies": "policies/", "reach": "reach-us/"}[l]
		v.Links = append(v.Links, Card{Title: p.Words.Word("nav." + l), Href: a.To(address), Summary: p.Words.Word("page.missing." + l)})
	}
	return v
}
