package site

import (
	"cmp"
	"encoding/json"
	"html/template"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"upfront/generator/catalog"
	"upfront/generator/syntax"
	"upfront/generator/view"
)

// Frame is what surrounds the content of every page: the head, the header, the breadcrumb and the footer.
type Frame struct {
	Language    string            // BCP 47, as in the lang attribute: "en-GB"
	Dir         string            // "ltr" or "rtl"
	Title       string            // the whole text of <title>, business name included
	Description string            // one sentence for search results, at least what the site is; empty leaves the tag out
	Canonical   string            // absolute address of this page; empty leaves the tag out
	Root        string            // the way back to the site's root: "", "../" or "../../"; on the 404 page the root's own path, "/expect/"
	Home        string            // the link to the home page: Root, or "./" where Root is empty
	Kind        string            // the page's kind, a class on <body>: "home", "capability", "agreement" …
	Business    string            // the name people use
	Legal       string            // the registered name; empty where it is the same
	Logo        *Image            // beside the name; nil for none
	Face        string            // the typeface, which is fetched with the style sheet and not after it; empty where pages come in the reader's own
	Icons       Icons             // of tabs and home screens
	OwnIcon     template.HTMLAttr // href="data:…": the icon of a private page, which fetches none; else empty
	Colors      ThemeColor        // of the browser's own bars
	Share       *Share            // what messengers show for a link here; nil where the site's address is not known
	Now         *OpenNotice       // what is wrong at the moment, above everything; nil for nothing
	Call        view.Link         // the number to ring; empty where there is none
	Nav         []NavItem         // the header's links, in order
	Breadcrumb  []view.Link       // the pages above this one, home first; empty on home and on pages one step below it
	Feeds       []view.Link       // Atom feeds for <link rel=alternate>: title and address
	Promises    view.Link         // promises.json, for <link rel=alternate>; empty where there are none
	JSONLD      json.RawMessage   // structured data; nil leaves the element out. The printer escapes it for its place
	NoIndex     bool              // asks search engines to leave the page out
	Print       string            // the bottom margin of a printed page: "Northlane Couriers · Standard delivery · version 3"
	Footer      Footer
}

// Footer closes every public page.
type Footer struct {
	What    string      // what the business does, one sentence; may be empty
	Contact []view.Link // how to reach a person: telephone number, mail address
	Leader  *view.Step  // the person in charge, with their own number, else their address; nil where nobody is named, or there is no way to them
	Links   []view.Link // pages that the header has no room for: changes, how we count, all promises
	Counted view.Time   // the day up to which records were counted; zero on a page that shows none, so that it stays the same the next day
}

// NavItem is one link of the header.
type NavItem struct {
	Text, Href string
	Current    bool // the link leads to this page
	Within     bool // this page lies below the link's page
}

// OpenNotice is the most pressing open notice, in one line.
type OpenNotice struct{ Title, Href, Told string }

// Image is a picture with its size in CSS pixels, so that the page does not jump while it loads. Words beside it say what
// it shows.
type Image struct {
	Src           string
	Inline        template.HTMLAttr // src="data:…", in place of Src, on a page that fetches no picture
	Width, Height int
}

// longTitle is how many characters of a title can be seen in a tab: a longer one goes without the business's name.
const longTitle = 70

// NewFrame returns what surrounds a page for one customer. kind is the class of the page, title its heading.
func NewFrame(p view.PageContext, kind, title string) Frame {
	f := pageContext{p, kind}.frame(title, "")
	f.Now = nil // its notices are those that touched the customer
	return f
}

// frame returns what surrounds a page. title is its heading, up the pages above it.
func (p pageContext) frame(title, description string, up ...view.Link) Frame {
	b := p.Offer.Site.Business
	f := Frame{
		Language: p.Words.Language(), Dir: p.Words.Direction(), Kind: p.template,
		Title: p.Words.Word("title.page", "title", title, "business", b.Name.V), Description: cmp.Or(description, p.Words.Word("home.heading", "business", b.Name.V)), Canonical: p.absolute(p.Path),
		Print: p.Words.Word("title.print", "business", b.Name.V, "title", title),
		Root:  p.Root, Home: p.To(""), Business: b.Name.V, Now: p.openNotice(), Call: p.call(), Nav: p.nav(), Breadcrumb: up, Footer: p.footer(),
		Feeds: p.feeds(),
	}
	if !hasNoPromise(p.Offer) {
		f.Promises = view.Link{Text: p.Words.Word("nav.promises"), Href: p.To(promisesPath)}
	}
	if b.LegalName.V != b.Name.V {
		f.Legal = b.LegalName.V
	}
	if p.template == "home" {
		f.Print = title
	}
	if p.template == "home" || utf8.RuneCountInString(f.Title) > longTitle {
		f.Title = title
	}
	f.JSONLD = p.pageData(title, description, up)
	p.identify(&f, title)
	return f
}

// feeds returns links to the feeds that have entries.
func (p pageContext) feeds() []view.Link {
	var out []view.Link
	name := p.Offer.Site.Business.Name.V
	if !hasNoNotice(p.Offer) {
		out = append(out, view.Link{Text: p.Words.Word("page.feed.notices", "business", name), Href: p.To(noticeFeedPath)})
	}
	if !hasNoChange(p.Offer) {
		out = append(out, view.Link{Text: p.Words.Word("page.feed.changes", "business", name), Href: p.To(changeFeedPath)})
	}
	return out
}

// absolute returns the whole address of a page; empty where that of the site is not known.
func (p pageContext) absolute(address string) string {
	if u := siteURL(p.Offer); u != "" {
		return u + address
	}
	return ""
}

// crumbs returns the pages above one in a section: home and the section; none where the section is that page.
func (p pageContext) crumbs(section string) []view.Link {
	if shortcut(p.Offer, rowOf(section).address) != "" {
		return nil
	}
	return []view.Link{{Text: p.Words.Word("nav.home"), Href: p.To("")}, p.linkTo(section)}
}

// openNotice returns the line about what is wrong at the moment; nil where nothing is.
func (p pageContext) openNotice() *OpenNotice {
	open, _ := p.currentNotices()
	if len(open) == 0 {
		return nil
	}
	item := p.NoticeItem(open[0])
	return &OpenNotice{item.Title, item.Href, item.ToldAfter}
}

// call returns the number to ring; empty where there is none.
func (p pageContext) call() view.Link {
	if c := p.FirstChannel("phone", "mobile"); c != nil {
		return view.ContactLink(c.By.V, c.To.V)
	}
	return view.Link{}
}

// nav returns the header's links: the site's own menu, or else the usual one.
func (p pageContext) nav() []NavItem {
	var out []NavItem
	for _, m := range p.Offer.Site.Menu {
		switch t, ok := p.Offer.MenuTarget(m); {
		case ok && t.Kind == catalog.ToOther:
			out = append(out, NavItem{Text: p.menuTitle(m, t), Href: t.Address})
		case ok && t.Public:
			out = append(out, p.navItem(p.menuTitle(m, t), direct(p.Offer, t.Address)))
		}
	}
	if len(out) == 0 {
		for _, r := range menuRows(p.Offer) {
			if r.menu > 0 {
				out = append(out, p.navItem(p.Words.Word(r.title), direct(p.Offer, r.address)))
			}
		}
	}
	return out
}

func (p pageContext) navItem(text, address string) NavItem {
	current := p.Path == address
	return NavItem{Text: text, Href: p.To(address), Current: current, Within: !current && address != "" && strings.HasPrefix(p.Path, address)}
}

// menuTitle returns the words of a menu entry: its own, else the page's title.
func (p pageContext) menuTitle(m syntax.MenuItem, t catalog.Target) string {
	if m.Title.IsSet() {
		return m.Title.V
	}
	for _, f := range p.Offer.Pages {
		if t.Kind == catalog.ToPage && f.ID == t.ID {
			return f.Title
		}
	}
	if policy := p.Offer.Policy(t.ID); t.Kind == catalog.ToPolicy && policy != nil {
		return policy.Title
	}
	return m.To.V
}

// footerPages is how many of the site's own pages the foot leads to.
const footerPages = 8

// footer returns the foot of a page. It leads to what the header does not.
func (p pageContext) footer() Footer {
	f := Footer{What: p.Offer.Site.Business.WhatWeDo.V, Contact: p.Contacts(), Leader: p.footerLeader()}
	if f.Leader != nil { // theirs stands beside their name
		f.Contact = slices.DeleteFunc(f.Contact, func(l view.Link) bool { return l == f.Leader.Ways[0] })
	}
	nav := p.nav()
	add := func(text, address string) {
		if l := (view.Link{Text: text, Href: p.To(address)}); !slices.ContainsFunc(nav, func(n NavItem) bool { return n.Href == l.Href }) {
			f.Links = append(f.Links, l)
		}
	}
	for _, r := range menuRows(p.Offer) {
		add(p.Words.Word(r.title), direct(p.Offer, r.address))
	}
	pages := p.folderHeads()
	for _, page := range pages[:min(len(pages), footerPages)] {
		add(page.Title, page.Address())
	}
	return f
}

// folderHeads returns the site's own pages that are public, without those in a folder that has a page itself, which leads to them.
func (p pageContext) folderHeads() (heads []*catalog.Page) {
	addresses := map[string]bool{}
	for _, page := range p.Offer.Pages {
		if page.Public() {
			addresses[page.Address()] = true
		}
	}
	for _, page := range p.Offer.Pages {
		if page.Public() && !addresses[path.Dir(path.Clean(page.Address()))+"/"] {
			heads = append(heads, page)
		}
	}
	return heads
}

// countedOn returns the day on which the records of some promises were counted; zero where none of them has a record. A page
// with the day changes every day, whatever else it says: so pages without a record go without.
func (p pageContext) countedOn(promises []*catalog.Promise) view.Time {
	if !slices.ContainsFunc(promises, p.IsCounted) {
		return view.Time{}
	}
	return p.Date(p.Offer.Today())
}

// footerLeader returns the person in charge with the first of their own numbers, else the first way to reach them.
func (p pageContext) footerLeader() *view.Step {
	l := p.Offer.Site.Leader
	if !l.Name.IsSet() || len(l.Reach) == 0 {
		return nil
	}
	way := l.Reach[max(0, slices.IndexFunc(l.Reach, func(w syntax.Reach) bool { return w.By.V == "phone" || w.By.V == "mobile" }))]
	return &view.Step{Who: l.Name.V, Role: l.Role.V, Ways: []view.Link{view.ContactLink(way.By.V, way.To.V)}}
}
