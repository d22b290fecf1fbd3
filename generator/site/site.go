// Package site makes the public pages of a site, and what machines read: feeds, promises.json, the sitemap.
//
// The struct that a template prints stands in one file with the function that fills it; the parts that letters have too
// come from package view. The package reads no files but those that pages link, and knows no customer.
package site

import (
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/publish"
	"upfront/generator/record"
	"upfront/generator/theme"
	"upfront/generator/view"
)

// Outputs returns every public output of a site, by path: pages, feeds, what machines read, assets. Printing reads files
// only through read. book holds what became of the promises; nil where that is not known.
func Outputs(o *catalog.Offer, t *theme.Theme, read view.Reader, book *record.Book) []publish.Output {
	r := view.NewRenderer(o, t)
	r.Book = book
	p := pageContext{r.Page("")}
	var out []publish.Output
	add := func(path, template string, v func() any) {
		out = append(out, publish.Output{Path: path, Print: func() ([]byte, error) { return t.Print(template, v()) }})
	}
	p.fixedPages(add)
	p.contentPages(add)
	p.redirectPages(add)
	out = append(out, p.machinePages()...)
	out = append(out, p.assets(read)...)
	slices.SortStableFunc(out, func(a, b publish.Output) int { return strings.Compare(a.Path, b.Path) })
	return out
}

// pageContext is a page of the site in the making.
type pageContext struct{ view.PageContext }

// page returns the context of the page in a folder of the site, such as "policies/refunds/".
func (p pageContext) page(folder string) pageContext { return pageContext{p.Renderer.Page(folder)} }

// adder takes one page: its path, the name of its template, and what makes its view.
type adder func(path, template string, v func() any)

// of gives what makes the view of a thing that the offer has several of.
func of[T, V any](make func(T) V, thing T) func() any { return func() any { return make(thing) } }

func (p pageContext) fixedPages(add adder) {
	add("index.html", "home", func() any { return p.home() })
	add("capabilities/index.html", "capabilities", func() any { return p.capabilities() })
	add("promises/index.html", "promises", func() any { return p.promises() })
	add("right-for-you/index.html", "fit", func() any { return p.fit() })
	add("reach-us/index.html", "reach", func() any { return p.reach() })
	add("if-we-get-it-wrong/index.html", "wrong", func() any { return p.wrong() })
	add("policies/index.html", "policies", func() any { return p.policies() })
	add("notices/index.html", "notices", func() any { return p.notices() })
	add("changes/index.html", "changes", func() any { return p.changes() })
	add("how-we-count/index.html", "count", func() any { return p.count() })
	add("404.html", "404", func() any { return p.notFound() })
}

func (p pageContext) contentPages(add adder) {
	for _, c := range p.Offer.Capabilities {
		add("capabilities/"+c.ID+"/index.html", "capability", of(p.capability, c))
	}
	for _, policy := range p.Offer.Policies {
		if policy.Public() {
			add("policies/"+policy.ID+"/index.html", "policy", of(p.policy, policy))
		}
	}
	for _, n := range p.Offer.Notices {
		if n.Public() {
			add("notices/"+n.ID+"/index.html", "notice", of(p.notice, n))
		}
	}
	for _, f := range p.Offer.Pages {
		if f.Public() {
			add(f.ID+"/index.html", "free", of(p.free, f))
		}
	}
}
