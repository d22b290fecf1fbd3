package page

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"upfront/generator/catalog"
	"upfront/generator/syntax"
)

// longTitle is how many characters of a title can be seen in a tab or a list of results: a longer one goes without the
// name of the business.
const longTitle = 70

// frame makes what surrounds a page. kind is the class of the page, title its heading, up the pages above it.
func (a at) frame(kind, title, description string, up ...Link) Frame {
	b := a.offer.Site.Business
	f := Frame{
		Language: a.words.Language(), Dir: a.words.Direction(), Kind: kind,
		Title: a.words.Word("title.page", "title", title, "business", b.Name.V), Description: description, Canonical: a.canonical(),
		Print: a.words.Word("title.print", "business", b.Name.V, "title", title),
		Root:  a.root, Home: a.to(""), Business: b.Name.V, Logo: a.logo(),
		Nav: a.nav(), Breadcrumb: up, Feeds: a.feeds(), Footer: a.footer(),
	}
	if b.LegalName.V != b.Name.V {
		f.Legal = b.LegalName.V
	}
	if kind == "home" || utf8.RuneCountInString(f.Title) > longTitle {
		f.Title = title
	}
	if kind == "home" {
		f.Print = title
	}
	f.JSONLD = a.jsonLD(kind, title, description, up)
	return f
}

// siteURL is the site's own address with a slash at its end; empty where none is written.
func (p *press) siteURL() string {
	if u := p.offer.Site.URL.V; u != "" {
		return strings.TrimSuffix(u, "/") + "/"
	}
	return ""
}

func (a at) canonical() string {
	if a.siteURL() == "" {
		return ""
	}
	return a.siteURL() + a.path
}

// crumbs gives the pages above one in a section: home and the section.
func (a at) crumbs(word, address string) []Link {
	return []Link{{a.words.Word("nav.home"), a.to("")}, {a.words.Word(word), a.to(address)}}
}

// sections are the entries of the usual navigation, in order: a word and an address.
var sections = [][2]string{
	{"nav.capabilities", "capabilities/"},
	{"nav.fit", "right-for-you/"},
	{"nav.policies", "policies/"},
	{"nav.notices", "notices/"},
	{"nav.reach", "reach-us/"},
	{"nav.wrong", "if-we-get-it-wrong/"},
}

// nav makes the header's links: the entries of the site's own menu, or else its sections; and last the number to call.
func (a at) nav() []NavItem {
	out := a.menu()
	if len(out) == 0 {
		out = a.usualNav()
	}
	if c := a.firstChannel("phone", "mobile"); c != nil {
		way := wayTo(c.By.V, c.To.V)
		out = append(out, NavItem{Text: a.words.Word("page.call", "number", way.Text), Href: way.Href})
	}
	return out
}

func (a at) usualNav() []NavItem {
	var out []NavItem
	for _, s := range sections {
		if s[1] != "policies/" || a.hasPolicies() {
			out = append(out, a.navItem(a.words.Word(s[0]), s[1]))
		}
	}
	return out
}

// menu makes the links of the site's own menu.
func (a at) menu() []NavItem {
	var out []NavItem
	for _, m := range a.offer.Site.Menu {
		t, ok := a.offer.MenuTarget(m)
		if !ok {
			continue
		}
		address, published := a.address(t)
		switch {
		case t.Kind == catalog.ToOther:
			out = append(out, NavItem{Text: a.menuTitle(m, t), Href: address})
		case published:
			out = append(out, a.navItem(a.menuTitle(m, t), address))
		}
	}
	return out
}

func (a at) navItem(text, address string) NavItem {
	current := a.path == address
	return NavItem{Text: text, Href: a.to(address), Current: current, Within: !current && address != "" && strings.HasPrefix(a.path, address)}
}

// menuTitle is the words of a menu entry: its own, else the page's title.
func (a at) menuTitle(m syntax.MenuItem, t catalog.Target) string {
	if m.Title.IsSet() {
		return m.Title.V
	}
	for _, f := range a.offer.Pages {
		if t.Kind == catalog.ToPage && f.ID == t.ID {
			return f.Title
		}
	}
	if policy := a.offer.Policy(t.ID); t.Kind == catalog.ToPolicy && policy != nil {
		return policy.Title
	}
	return m.To.V
}

func (p *press) hasPolicies() bool {
	for _, policy := range p.offer.Policies {
		if policy.Public() {
			return true
		}
	}
	return false
}

func (a at) feeds() []Link {
	return []Link{
		{a.words.Word("page.feed.notices", "business", a.offer.Site.Business.Name.V), a.to("notices/feed.xml")},
		{a.words.Word("page.feed.changes", "business", a.offer.Site.Business.Name.V), a.to("changes/feed.xml")},
	}
}

// footerPages is how many of the site's own pages the foot leads to.
const footerPages = 8

// footer makes the foot of a page. It leads to what the navigation does not.
func (a at) footer() Footer {
	f := Footer{What: a.offer.Site.Business.WhatWeDo.V, Contact: a.contacts(), Made: a.date(a.offer.Today())}
	nav := a.nav()
	add := func(text, address string) {
		if l := (Link{text, a.to(address)}); !slices.ContainsFunc(nav, func(n NavItem) bool { return n.Href == l.Href }) {
			f.Links = append(f.Links, l)
		}
	}
	for _, s := range append([][2]string{{"nav.promises", "promises/"}, {"nav.changes", "changes/"}, {"nav.count", "how-we-count/"}}, sections...) {
		if s[1] != "policies/" || a.hasPolicies() {
			add(a.words.Word(s[0]), s[1])
		}
	}
	for _, page := range a.offer.Pages[:min(len(a.offer.Pages), footerPages)] {
		if page.Public() {
			add(page.Title, page.ID+"/")
		}
	}
	return f
}

// contacts are the first telephone and the first mail address; where no channel is written, those of the leader.
func (p *press) contacts() []Link {
	var out []Link
	for _, by := range [][]string{{"phone", "mobile"}, {"email"}} {
		if c := p.firstChannel(by...); c != nil {
			out = append(out, wayTo(c.By.V, c.To.V))
		}
	}
	if len(p.offer.Channels) == 0 {
		for _, r := range p.offer.Site.Leader.Reach {
			out = append(out, wayTo(r.By.V, r.To.V))
		}
	}
	return out
}

func (p *press) firstChannel(by ...string) *catalog.Channel {
	for _, kind := range by {
		for _, c := range p.offer.Channels {
			if c.By.V == kind {
				return c
			}
		}
	}
	return nil
}

// wayTo makes the link of a number or address: tel:, mailto:, the address itself, or none for a place. A number is not
// broken over two lines.
func wayTo(by, to string) Link {
	switch {
	case by == "phone" || by == "mobile":
		number := strings.Map(func(r rune) rune {
			if r == '+' || r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, to)
		return Link{strings.ReplaceAll(to, " ", "\u00a0"), "tel:" + number}
	case by == "email":
		return Link{to, "mailto:" + to}
	case strings.HasPrefix(to, "https://") || strings.HasPrefix(to, "http://"):
		return Link{strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(to, "https://"), "http://"), "/"), to}
	}
	return Link{Text: to}
}

// jsonLD is what search engines read (schema.org): the business on the home page, the service on a capability's, and
// where the page stands on all others.
func (a at) jsonLD(kind, title, description string, up []Link) json.RawMessage {
	base := a.siteURL()
	if base == "" {
		return nil
	}
	b := a.offer.Site.Business
	business := map[string]any{"@type": "Organization", "name": b.Name.V, "url": base}
	set := func(m map[string]any, key, value string) {
		if value != "" {
			m[key] = value
		}
	}
	set(business, "legalName", b.LegalName.V)
	set(business, "description", b.WhatWeDo.V)
	data := map[string]any{"@type": "WebPage", "name": title, "url": a.canonical(), "publisher": business}
	switch kind {
	case "home":
		data = business
	case "capability":
		data = map[string]any{"@type": "Service", "name": title, "url": a.canonical(), "provider": business}
	}
	set(data, "description", description)
	if len(up) > 0 && kind != "capability" {
		data["breadcrumb"] = a.breadcrumbLD(title, up)
	}
	data["@context"] = "https://schema.org"
	out, err := json.Marshal(data)
	if err != nil {
		return nil
	}
	return out
}

func (a at) breadcrumbLD(title string, up []Link) map[string]any {
	var items []any
	add := func(name, url string) {
		items = append(items, map[string]any{"@type": "ListItem", "position": len(items) + 1, "name": name, "item": url})
	}
	for _, l := range up {
		add(l.Text, a.siteURL()+strings.TrimPrefix(strings.TrimPrefix(l.Href, a.root), "./"))
	}
	add(title, a.canonical())
	return map[string]any{"@type": "BreadcrumbList", "itemListElement": items}
}
