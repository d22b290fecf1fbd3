package site

import (
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/syntax"
	"upfront/generator/view"
)

// nav returns the header's links: the entries of the site's own menu, or else the usual ones; and last the number to
// call.
func (p pageContext) nav() []NavItem {
	out := p.menu()
	if len(out) == 0 {
		for _, r := range menuRows(p.Offer) {
			if r.menu > 0 {
				out = append(out, p.navItem(p.Words.Word(r.title), r.address))
			}
		}
	}
	if c := p.FirstChannel("phone", "mobile"); c != nil {
		way := view.ContactLink(c.By.V, c.To.V)
		out = append(out, NavItem{Text: p.Words.Word("page.call", "number", way.Text), Href: way.Href})
	}
	return out
}

func (p pageContext) menu() []NavItem {
	var out []NavItem
	for _, m := range p.Offer.Site.Menu {
		t, ok := p.Offer.MenuTarget(m)
		if !ok {
			continue
		}
		switch {
		case t.Kind == catalog.ToOther:
			out = append(out, NavItem{Text: p.menuTitle(m, t), Href: t.Address})
		case t.Public:
			out = append(out, p.navItem(p.menuTitle(m, t), t.Address))
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
	f := Footer{What: p.Offer.Site.Business.WhatWeDo.V, Contact: p.Contacts(), Made: p.Date(p.Offer.Today())}
	nav := p.nav()
	add := func(text, address string) {
		if l := (view.Link{Text: text, Href: p.To(address)}); !slices.ContainsFunc(nav, func(n NavItem) bool { return n.Href == l.Href }) {
			f.Links = append(f.Links, l)
		}
	}
	for _, r := range menuRows(p.Offer) {
		add(p.Words.Word(r.title), r.address)
	}
	for _, page := range p.Offer.Pages[:min(len(p.Offer.Pages), footerPages)] {
		if page.Public() {
			add(page.Title, page.Address())
		}
	}
	return f
}
