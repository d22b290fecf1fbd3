// Package site makes the public pages of a site, and what machines read: feeds, promises.json, the sitemap.
//
// To add a page, touch four files:
//
//  1. site.go: a row of the table.
//  2. a file of its own: the struct that its template prints, and the method of pageContext that fills it.
//  3. themes/default/templates/pages/<template>.html: the template.
//  4. themes/default/i18n/en.yaml: its title, and what other fixed words it has.
//
// Its link in menus, its place in the sitemap, the check of links to it and the test that its template prints it follow
// from the row. To add a field to a page, add it to the page's struct, fill it in the same file, and print it in the
// template; a part that letters have too is in package view.
//
// The package reads no files but those that pages link, and knows no customer.
package site

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/markdown"
	"upfront/generator/publish"
	"upfront/generator/record"
	"upfront/generator/syntax"
	"upfront/generator/theme"
	"upfront/generator/view"
)

// The pages of a site, in one table. From it follow the outputs, the usual menu and the foot of each page, titles, the
// sitemap, the addresses that texts may link to, and the templates that a theme has.

// row is a page that no author writes, or a kind of page.
type row struct {
	address  string // from the site's root: "policies/" is the file policies/index.html
	template string
	title    string // key of the word that is its title; without one, no menu leads to it
	menu     int    // place in the usual menu; 0: the foot of each page leads to it
	view     func(pageContext) any
	each     func(*catalog.Offer) []page // of a kind, in place of address and view

	// A page that has nothing to say is not made, and nothing leads to it.
	isEmpty func(*catalog.Offer) bool // nil for a page that always has
	needs   string                    // what it needs, in messages
}

func (r row) has(o *catalog.Offer) bool { return r.isEmpty == nil || !r.isEmpty(o) }

// Folders of pages to which other pages lead, and which the offer knows nothing of.
const (
	promisesFolder = "promises/"
	fitFolder      = "right-for-you/"
	changesFolder  = "changes/"
)

// table is a function, because views lead to pages by it.
func table() []row {
	return []row{
		{address: "", template: "home", view: pageContext.home},
		{address: catalog.CapabilitiesFolder, template: "capabilities", title: "nav.capabilities", menu: 1, view: pageContext.capabilities, isEmpty: hasNoCapability, needs: "a capability"},
		{template: "capability", each: capabilityPages},
		{address: promisesFolder, template: "promises", title: "nav.promises", view: pageContext.promises, isEmpty: hasNoPromise, needs: "a promise"},
		{address: fitFolder, template: "fit", title: "nav.fit", menu: 2, view: pageContext.fit, isEmpty: hasNoFit, needs: "a capability with fit:"},
		{address: view.ReachFolder, template: "reach", title: "nav.reach", menu: 5, view: pageContext.reach, isEmpty: hasNoWay, needs: "a channel, a leader, a person or hours in site.yaml"},
		{address: "if-we-get-it-wrong/", template: "wrong", title: "nav.wrong", menu: 6, view: pageContext.wrong, isEmpty: hasNoRedress, needs: "a promise, or in site.yaml a channel or somebody to reach"},
		{address: catalog.PoliciesFolder, template: "policies", title: "nav.policies", menu: 3, view: pageContext.policies, isEmpty: hasNoPolicy, needs: "a public policy"},
		{template: "policy", each: policyPages},
		{address: catalog.NoticesFolder, template: "notices", title: "nav.notices", menu: 4, view: pageContext.notices, isEmpty: hasNoNotice, needs: "a public notice"},
		{template: "notice", each: noticePages},
		{address: changesFolder, template: "changes", title: "nav.changes", view: pageContext.changes, isEmpty: hasNoChange, needs: "a change, of a policy, in a notice, or below next:"},
		{address: "how-we-count/", template: "count", title: "nav.count", view: pageContext.count, isEmpty: hasNothingCounted, needs: "a promise or a glossary"},
		{template: "free", each: freePages},
		{address: "404.html", template: "404", view: pageContext.notFound},
		{template: "redirect", each: redirectPages},
	}
}

// FixedPages returns the pages and files that no author writes, and to which texts may link.
func FixedPages() []catalog.FixedPage {
	out := []catalog.FixedPage{{Address: promisesPath}, {Address: noticeFeedPath, Needs: "a public notice", IsEmpty: hasNoNotice},
		{Address: changeFeedPath, Needs: "a change, of a policy, in a notice, or below next:", IsEmpty: hasNoChange}}
	for _, r := range table() {
		if r.each == nil && !strings.HasSuffix(r.address, ".html") {
			out = append(out, catalog.FixedPage{Address: r.address, Needs: r.needs, IsEmpty: r.isEmpty})
		}
	}
	return out
}

type page struct {
	address  string // as that of a row; it may be a file, such as "old/prices.html"
	template string
	view     func(pageContext) any

	// Zero for a page that no author wrote.
	title   string
	file    string
	body    *markdown.Document
	aliases []syntax.Text // former addresses
	changed clock.Date    // zero where nothing says when
}

func pages(o *catalog.Offer) []page {
	var out []page
	for _, r := range table() {
		if !r.has(o) {
			continue
		}
		list := []page{{address: r.address, view: r.view}}
		if r.each != nil {
			list = r.each(o)
		}
		for _, p := range list {
			p.template = r.template
			if to := shortcut(o, p.address); to != "" {
				p = redirectPage(redirect{p.address, to, o.Capabilities[0].Title.V})
				p.template = "redirect"
			}
			out = append(out, p)
		}
	}
	return out
}

// documents returns the pages that authors wrote.
func documents(o *catalog.Offer) []page {
	return slices.Concat(capabilityPages(o), policyPages(o), noticePages(o), freePages(o))
}

func capabilityPages(o *catalog.Offer) (out []page) {
	for _, c := range o.Capabilities {
		out = append(out, page{address: c.Address(), view: func(p pageContext) any { return p.capability(c) },
			title: c.Title.V, file: c.At.File, body: c.Body, aliases: c.Aliases, changed: c.Effective.V})
	}
	return out
}

func policyPages(o *catalog.Offer) (out []page) {
	for _, policy := range o.Policies {
		if policy.Public() {
			out = append(out, page{address: policy.Address(), view: func(p pageContext) any { return p.policy(policy) },
				title: policy.Title, file: policy.Policy.Body.File, body: policy.Body, aliases: policy.Aliases, changed: policy.Effective.V})
		}
	}
	return out
}

func noticePages(o *catalog.Offer) (out []page) {
	for _, n := range o.Notices {
		if n.Public() {
			out = append(out, page{address: n.Address(), view: func(p pageContext) any { return p.notice(n) },
				title: n.Title.V, file: n.Notice.Body.File, body: n.Body, aliases: n.Aliases, changed: clock.DateOf(n.Known(), o.Zone)})
		}
	}
	return out
}

func freePages(o *catalog.Offer) (out []page) {
	for _, f := range o.Pages {
		if f.Public() {
			out = append(out, page{address: f.Address(), view: func(p pageContext) any { return p.free(f) },
				title: f.Title, file: f.Page.Body.File, body: f.Body, aliases: f.Aliases})
		}
	}
	return out
}

// Outputs returns every public output of a site, by path: pages, feeds, what machines read, assets. Printing reads files
// only through read. book holds what became of the promises; nil where that is not known.
func Outputs(o *catalog.Offer, t *theme.Theme, read view.Reader, book *record.Book) []publish.Output {
	r := view.NewRenderer(o, t, read)
	r.Book = book
	var out []publish.Output
	for _, p := range pages(o) {
		out = append(out, publish.Output{Path: p.path(), Print: func() ([]byte, error) {
			return t.Print(p.template, p.view(pageContext{r.Page(p.folder()), p.template}))
		}})
	}
	out = append(out, pageContext{PageContext: r.Page("")}.machineOutputs()...)
	out = append(out, identityOutputs(r.Identity())...)
	for _, a := range t.Assets() {
		out = append(out, publish.Output{Path: a.Path, Print: func() ([]byte, error) { return a.Data, nil }})
	}
	for _, name := range LinkedFiles(o) { // a file that no page names stays where it is
		out = append(out, publish.Output{Path: catalog.FilesFolder + name, From: "content/" + name, Print: func() ([]byte, error) { return read("content/" + name) }})
	}
	out = append(out, staticOutputs(o, out, read)...)
	slices.SortStableFunc(out, func(a, b publish.Output) int { return strings.Compare(a.Path, b.Path) })
	return out
}

func (p page) path() string {
	if strings.HasSuffix(p.address, ".html") {
		return p.address
	}
	return p.address + "index.html"
}

// folder returns the folder in which the page lies; empty for the site's root.
func (p page) folder() string {
	return strings.TrimPrefix(path.Dir(p.path())+"/", "./")
}

// pageContext is a page of the site in the making.
type pageContext struct {
	view.PageContext
	template string
}

func rowOf(template string) row {
	rows := table()
	return rows[slices.IndexFunc(rows, func(r row) bool { return r.template == template })]
}

// shortcut returns where an address leads instead of to a list of one thing: with one service the list of services is the service
// itself, and all promises are those of its page. Empty for every other address.
func shortcut(o *catalog.Offer, address string) string {
	switch {
	case len(o.Capabilities) != 1:
	case address == catalog.CapabilitiesFolder:
		return o.Capabilities[0].Address()
	case address == promisesFolder:
		return o.Capabilities[0].Address() + "#promises"
	}
	return ""
}

// direct returns the address to which links lead that mean the page at an address.
func direct(o *catalog.Offer, address string) string { return cmp.Or(shortcut(o, address), address) }

// title returns the title of a page that every site has.
func (p pageContext) title() string { return p.Words.Word(rowOf(p.template).title) }

// linkTo returns the link to a page that every site has.
func (p pageContext) linkTo(template string) view.Link {
	r := rowOf(template)
	return view.Link{Text: p.Words.Word(r.title), Href: p.To(direct(p.Offer, r.address))}
}

// menuRows returns the rows to which menus lead: those of the foot, then those of the usual menu in its order.
func menuRows(o *catalog.Offer) []row {
	out := slices.DeleteFunc(table(), func(r row) bool { return r.title == "" || !r.has(o) })
	slices.SortStableFunc(out, func(a, b row) int { return cmp.Compare(a.menu, b.menu) })
	return out
}

// siteURL returns the site's own address with a slash at its end; empty where none is written.
func siteURL(o *catalog.Offer) string {
	if u := o.Site.URL.V; u != "" {
		return strings.TrimSuffix(u, "/") + "/"
	}
	return ""
}

// rootPath returns the path of the site's root on its host, such as "/expect/".
func rootPath(o *catalog.Offer) string {
	_, rest, _ := strings.Cut(siteURL(o), "://")
	_, below, _ := strings.Cut(rest, "/")
	return "/" + below
}
