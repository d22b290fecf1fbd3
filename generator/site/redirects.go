package site

import (
	"path"
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/view"
)

// Addresses without a page: former ones, which lead on, and those that lead nowhere.

// Redirect sends an old address to the new one, without script.
type Redirect struct {
	Language, Dir, Title string
	Root                 string    // the way back to the site's root
	To                   string    // the new address, from the old page
	Page                 view.Link // the same, by the title of what is there
	Canonical            string    // the same, absolute; empty leaves the tag out
}

// redirect is a former address, without a slash at its beginning, the one it leads to, and the title of what is there.
type redirect struct{ from, to, title string }

func redirects(o *catalog.Offer) []redirect {
	var out []redirect
	for _, d := range documents(o) {
		for _, alias := range d.aliases {
			if from := strings.TrimPrefix(path.Clean("/"+alias.V), "/"); from != "" && !strings.Contains(from, "#") { // with #, which is reported, none
				out = append(out, redirect{from, d.address, d.title})
			}
		}
	}
	slices.SortFunc(out, func(x, y redirect) int { return strings.Compare(x.from, y.from) })
	return slices.CompactFunc(out, func(x, y redirect) bool { return x.from == y.from })
}

// redirectPages returns a page for each former address, which works on any host and from disk.
func redirectPages(o *catalog.Offer) (out []page) {
	for _, r := range redirects(o) {
		address := r.from
		if !strings.HasSuffix(address, ".html") {
			address += "/"
		}
		out = append(out, redirectPage(redirect{address, r.to, r.title}))
	}
	return out
}

// redirectPage returns the page at an address that leads to another.
func redirectPage(r redirect) page {
	return page{address: r.from, view: func(p pageContext) any {
		return Redirect{Language: p.Words.Language(), Dir: p.Words.Direction(), Title: p.Words.Word("redirect.moved"), Root: p.Root,
			To: p.To(r.to), Page: view.Link{Text: r.title, Href: p.To(r.to)}, Canonical: p.absolute(r.to)}
	}}
}

// NotFound is the page for an address that leads nowhere. Its links are absolute paths, as it is shown at any depth.
type NotFound struct {
	Frame Frame
	Links []Card      // where to go instead
	Reach []view.Link // how to ask a person
}

func (p pageContext) notFound() any {
	p.Root = rootPath(p.Offer)
	v := NotFound{Frame: p.frame(p.Words.Word("missing.heading"), ""), Reach: p.Contacts()}
	v.Frame.NoIndex, v.Frame.Description, v.Frame.Canonical, v.Frame.JSONLD, v.Frame.Share = true, "", "", nil, nil
	for _, template := range []string{"capabilities", "fit", "policies", "reach"} {
		if !rowOf(template).has(p.Offer) {
			continue
		}
		l := p.linkTo(template)
		v.Links = append(v.Links, Card{Title: l.Text, Href: l.Href, Summary: p.Words.Word("page.missing." + template)})
	}
	return v
}
