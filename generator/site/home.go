package site

import (
	"cmp"
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/syntax"
	"upfront/generator/view"
)

// Home is the first page. Its first screen says what the business does, what to count on and what not to expect, and leads
// to one thing to do and one person to ring. No part of it is empty.
type Home struct {
	Frame         Frame
	Heading, Lead string
	Action        view.Link     // the main thing to do; empty where nothing is offered
	Person        *HomePerson   // whom to turn to; nil where nobody is named
	CountOn       []CountOn     // up to three
	DoNotExpect   []CannotItem  // up to three
	MoreCannot    view.Link     // where there are more
	Doing         *Doing        // nil until there is a record
	Services      []ServiceItem // with prices
	ServicesName  string
	MoreServices  view.Link
	Fit           *HomeFit          // nil where nothing says whom the business suits
	News          []view.NoticeItem // what is to come, and new letters
	NewsName      string
	MoreNews      view.Link
	Letter        view.Prose // the home page's own words, content/pages/index.md
	LetterName    string
	Policies      []Card
	PoliciesHref  string
	Reach         []Channel // the first few ways to reach the business
	Leader        *view.Person
	ReachHref     string
	Updated       view.Time // when the newest version of a promise or a policy took effect
}

// HomePerson is the person to turn to.
type HomePerson struct {
	Name, Role string
	Initials   string // stand in for a picture
	Photo      string // may be empty
	Way        view.Link
	Invites    string // what to do with the way, before the name: "or ring"
}

// CannotItem is one thing that the business does not do, in a list.
type CannotItem struct {
	What, Href string
	Instead    string // one line: what is done instead, or who does it; may be empty
}

// ServiceItem is a service in a list, with its price.
type ServiceItem struct {
	Title, Href, Price, Summary, Opening string
	Status                               *view.Tag // nil where it is simply offered
}

// HomeFit says whom one service suits: a statement about a service never judges the firm.
type HomeFit struct {
	Service view.Link // empty where there is only one
	Good    []string
	Poor    []view.Misfit
	More    view.Link
}

// How much of a list the home page shows before it leads on.
const (
	homeServices = 8
	homeChannels = 3
	homePolicies = 6
	homeFit      = 4
)

func (p pageContext) home() any {
	b, o := p.Offer.Site.Business, p.Offer
	title := p.Words.Word("home.heading", "business", b.Name.V)
	ranked := p.rankedServices()
	v := Home{Heading: title, Lead: b.WhatWeDo.V, Action: p.Action(o.Action), Person: p.homePerson(), CountOn: p.countOn(), Doing: p.doing(),
		Services: p.serviceItems(ranked[:min(len(ranked), homeServices)]), Fit: p.homeFit(ranked), MoreNews: view.Link{Text: p.Words.Word("notice.all"), Href: p.To(catalog.NoticesFolder)},
		PoliciesHref: p.To(catalog.PoliciesFolder), ReachHref: p.To(view.ReachFolder), Updated: p.updated()}
	if b.Headline.IsSet() {
		v.Heading, v.Lead = b.Headline.V, cmp.Or(b.WhatWeDo.V, p.Words.Word("home.lead"))
	}
	v.DoNotExpect, v.MoreCannot = p.doNotExpect(ranked)
	v.News, v.NewsName = p.news()
	v.ServicesName = p.Words.Word("home.services")
	if slices.ContainsFunc(v.Services, func(s ServiceItem) bool { return s.Price != "" }) {
		v.ServicesName = p.Words.Word("home.services_prices")
	}
	if len(ranked) > homeServices {
		v.MoreServices = view.Link{Text: p.Words.Word("home.more_services"), Href: p.To(catalog.CapabilitiesFolder)}
	}
	v.Frame = p.frame(title, b.WhatWeDo.V)
	v.Frame.JSONLD = p.homeData(ranked[:min(len(ranked), homeServices)])
	v.Frame.Footer.Counted = p.countedOn(p.offeredPromises())
	if h := o.Home; h != nil && h.Public() {
		v.Letter, v.LetterName = p.Prose(h.Page.Body.File, v.Heading, h.Body), p.letterName()
	}
	channels, policies := p.channels(), p.policyCards(o.Policies)
	v.Leader = p.leaderBeside(channels[:min(len(channels), homeChannels)])
	v.Reach, v.Policies = channels[:min(len(channels), homeChannels)], policies[:min(len(policies), homePolicies)]
	if v.Lead == "" && len(v.CountOn)+len(v.Services)+len(v.Policies)+len(v.Reach)+len(v.News) == 0 && v.Letter == "" {
		v.Lead = p.Words.Word("home.nothing")
	}
	return v
}

func (p pageContext) letterName() string {
	if name := p.Offer.Site.Leader.Name.V; name != "" {
		return p.Words.Word("home.letter", "name", name)
	}
	return p.Words.Word("home.words")
}

// leaderBeside returns the person at the top with the ways that channels beside them do not show; nil where none is left.
func (p pageContext) leaderBeside(shown []Channel) *view.Person {
	out := p.leader()
	if out == nil {
		return nil
	}
	out.Ways = slices.DeleteFunc(out.Ways, func(w view.Way) bool {
		return slices.ContainsFunc(shown, func(c Channel) bool { return c.At.Href == w.At.Href })
	})
	if len(out.Ways) == 0 {
		return nil
	}
	return out
}

// homePerson returns the leader with the first number or address; nil where nobody is named, or there is no way to them.
func (p pageContext) homePerson() *HomePerson {
	l := p.Offer.Site.Leader
	out := &HomePerson{Name: l.Name.V, Role: l.Role.V, Initials: initials(l.Name.V)}
	if person := p.Offer.Who(l.Name.V).Person; person != nil {
		out.Photo = p.picture(person.Photo)
	}
	for _, way := range []struct {
		by    []string
		words string
	}{{[]string{"phone", "mobile"}, "ring"}, {[]string{"email"}, "write"}} {
		for _, r := range l.Reach {
			if slices.Contains(way.by, r.By.V) {
				out.Way, out.Invites = view.ContactLink(r.By.V, r.To.V), p.Words.Word("home."+way.words)
				if p.Action(p.Offer.Action).Text != "" {
					out.Invites = p.Words.Word("home.or_" + way.words)
				}
				return out
			}
		}
	}
	return nil
}

// initials returns the first letters of the first and the last word of a name.
func initials(name string) string {
	words := strings.Fields(name)
	if len(words) > 2 {
		words = []string{words[0], words[len(words)-1]}
	}
	out := ""
	for _, w := range words {
		out += strings.ToUpper(string([]rune(w)[:1]))
	}
	return out
}

// picture returns the link to a picture below content/; empty where there is none.
func (p pageContext) picture(name syntax.Text) string {
	if !name.IsSet() || !slices.Contains(p.Offer.Assets, "content/"+name.V) {
		return ""
	}
	return p.To(catalog.FilesFolder + name.V)
}

func (p pageContext) serviceItems(services []*catalog.Capability) []ServiceItem {
	var out []ServiceItem
	for _, c := range services {
		out = append(out, p.serviceItem(c))
	}
	return out
}

// serviceItem returns a service as it stands in a list. One that is not offered any more has no price.
func (p pageContext) serviceItem(c *catalog.Capability) ServiceItem {
	item := ServiceItem{Title: c.Title.V, Href: p.To(c.Address()), Summary: c.Summary.V, Status: p.status(c), Opening: p.opening(c)}
	if price := p.Price(c.Price.Price); price != nil && !c.Retired() {
		item.Price = price.Amount
	}
	return item
}

// homeFit says whom the first service suits that says so.
func (p pageContext) homeFit(ranked []*catalog.Capability) *HomeFit {
	i := slices.IndexFunc(ranked, func(c *catalog.Capability) bool { return len(c.Fit.Good)+len(c.Fit.Poor) > 0 })
	if i < 0 {
		return nil
	}
	c := ranked[i]
	good, poor := view.Texts(c.Fit.Good), p.Misfits(c)
	out := &HomeFit{Good: good[:min(len(good), homeFit)], Poor: poor[:min(len(poor), homeFit)], More: view.Link{Text: p.Words.Word("fit.more"), Href: p.To(fitFolder)}}
	if len(ranked) > 1 {
		out.Service, out.More.Text = p.CapabilityLink(c), p.Words.Word("fit.other")
	}
	return out
}

// insteadOf returns one line: what is done instead, who does it, or the condition.
func (p pageContext) insteadOf(e *catalog.Excluded) string {
	const line = 46 // characters on a telephone
	instead := ""
	if e.Instead.IsSet() {
		instead = view.Sentence(p.Words.Word("cannot.instead_short", "text", e.Instead.V))
	}
	switch {
	case instead != "" && len([]rune(e.Instead.V)) <= line || e.Refer == nil && instead != "":
		return instead
	case e.Refer != nil:
		return p.Words.Word("cannot.refer_short", "name", e.Refer.Name.V)
	case e.If.IsSet():
		return view.Sentence(p.Words.Word("cannot.if_short", "text", view.Uncapitalize(e.If.V)))
	}
	return ""
}

// updated returns the newest day on which a capability or a policy took effect.
func (p pageContext) updated() view.Time {
	var days []clock.Date
	for _, c := range p.Offer.Capabilities {
		days = append(days, c.Effective.V)
	}
	for _, policy := range p.Offer.Policies {
		if policy.Public() {
			days = append(days, policy.Effective.V)
		}
	}
	return p.Date(p.latest(days))
}

// latest returns the latest of the days that have come; zero where none has.
func (p pageContext) latest(days []clock.Date) clock.Date {
	past := slices.DeleteFunc(days, func(d clock.Date) bool { return p.Offer.Today().Before(d) })
	return slices.MaxFunc(append(past, clock.Date{}), clock.Date.Compare)
}

// opening says when there is room again; empty where nothing does.
func (p pageContext) opening(c *catalog.Capability) string {
	if next := c.Capacity.NextOpening; next.IsSet() && !next.V.Before(p.Offer.Today()) {
		return p.Words.Word("capability.opening", "date", p.Day(next).Text)
	}
	return ""
}

// rankedServices returns what is offered, those first whose promises come first.
func (p pageContext) rankedServices() []*catalog.Capability {
	ranked := p.rankedPromises()
	rank := func(c *catalog.Capability) int {
		i := slices.IndexFunc(ranked, func(w *catalog.Promise) bool { return w.Capability == c })
		if i < 0 {
			return len(ranked)
		}
		return i
	}
	out := p.offered()
	slices.SortStableFunc(out, func(a, b *catalog.Capability) int {
		return cmp.Or(rank(a)-rank(b), strings.Compare(a.Title.V, b.Title.V))
	})
	return out
}
