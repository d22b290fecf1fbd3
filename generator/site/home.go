package site

import (
	"cmp"
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/view"
)

// Home is the first page: what to expect at a glance.
type Home struct {
	Frame        Frame
	Heading      string           // "What to expect from Northlane Couriers"
	Lead         string           // counts: "9 promises in 3 services, and 4 things we don't do."
	Jump         []view.Link      // to what people look for first: what we don't do
	Notice       *view.NoticeItem // the most pressing open notice
	MoreNotices  view.Link        // where there is more than one
	Body         view.Prose       // the home page's own words, content/pages/index.md
	Promises     []PromiseCard
	MorePromises view.Link // where the list is not complete: "All 60 promises"
	Can          []CapabilityCard
	MoreCan      view.Link
	Cannot       []CannotItem
	MoreCannot   view.Link
	Doing        *Doing   // nil until there is a record
	Good         []string // who we suit
	Poor         []string // who is better served elsewhere
	FitHref      string
	Leader       *view.Person
	Reach        []Channel // the first few ways to reach us
	ReachHref    string
	Policies     []Card
	PoliciesHref string
	Updated      view.Time // when the newest version of a promise or a policy took effect
}

// CannotItem is one thing we don't do, in a list.
type CannotItem struct {
	What    string
	Href    string
	Instead string // one line: what we do instead, or who does it; may be empty
}

// How much of a list the home page shows before it leads on.
const (
	homePromises = 6
	homeCan      = 8
	homeCannot   = 6
	homeChannels = 3
	homePolicies = 6
	homeRecords  = 5
)

// home returns the first page.
func (p pageContext) home() any {
	shown := p.offered()
	name := p.Offer.Site.Business.Name.V
	v := Home{
		Heading: p.Words.Word("home.heading", "business", name), FitHref: p.To(fitFolder), ReachHref: p.To(view.ReachFolder),
		Lead: p.lead(), Leader: p.leader(), PoliciesHref: p.To(catalog.PoliciesFolder), Updated: p.updated(),
	}
	v.Frame = p.frame(v.Heading, cmp.Or(p.Offer.Site.Business.WhatWeDo.V, v.Lead))
	if h := p.Offer.Home; h != nil && h.Public() {
		v.Body = p.Prose(h.Page.Body.File, v.Heading, h.Body)
	}
	if p.countCannot() > 0 {
		v.Jump = append(v.Jump, view.Link{Text: p.Words.Word("page.see_cannot"), Href: "#can"})
	}
	p.homeNotices(&v)
	p.homePromises(&v, shown)
	p.homeScope(&v, shown)
	v.Doing = p.doing(shown)
	v.Good, v.Poor = fitExamples(shown)
	channels, policies := p.channels(), p.policyCards(p.Offer.Policies)
	v.Reach, v.Policies = channels[:min(len(channels), homeChannels)], policies[:min(len(policies), homePolicies)]
	return v
}

// homeNotices fills in the worst of the open notices, and the link to the others.
func (p pageContext) homeNotices(v *Home) {
	open := p.openNotices()
	if len(open) == 0 {
		return
	}
	item := p.NoticeItem(open[0])
	v.Notice = &item
	if len(open) > 1 {
		v.MoreNotices = view.Link{Text: p.Words.Count("home.more_notices", len(open)-1), Href: p.To(catalog.NoticesFolder)}
	}
}

// homePromises fills in the first promise of each capability, guarantees before targets, then the next of each.
func (p pageContext) homePromises(v *Home, shown []*catalog.Capability) {
	var all []*catalog.Promise
	most := 0
	for _, c := range shown {
		most = max(most, len(publicPromises(c)))
	}
	for i := range most {
		for _, c := range shown {
			if list := publicPromises(c); i < len(list) {
				all = append(all, list[i])
			}
		}
	}
	rank := func(w *catalog.Promise) int {
		return slices.Index([]string{"guarantee", "target", "best-effort"}, w.Commitment.V)
	}
	slices.SortStableFunc(all, func(x, y *catalog.Promise) int { return rank(x) - rank(y) })
	for _, w := range all[:min(len(all), homePromises)] {
		v.Promises = append(v.Promises, PromiseCard{Says: w.Says.V, Href: p.PromiseHref(w), Commitment: p.Commitment(w), From: w.Capability.Title.V})
	}
	if len(all) > homePromises {
		v.MorePromises = view.Link{Text: p.Words.Count("home.all_promises", len(all)), Href: p.To(promisesFolder)}
	}
}

// homeScope fills in what we do and what we don't.
func (p pageContext) homeScope(v *Home, shown []*catalog.Capability) {
	for _, c := range shown[:min(len(shown), homeCan)] {
		v.Can = append(v.Can, p.capabilityCard(c))
	}
	if len(shown) > homeCan {
		v.MoreCan = view.Link{Text: p.Words.Count("can.more", len(shown)-homeCan), Href: p.To(catalog.CapabilitiesFolder)}
	}
	v.Cannot = p.cannotItems(shown)
	if all := p.countCannot(); all > len(v.Cannot) {
		v.MoreCannot = view.Link{Text: p.Words.Count("cannot.more", all-len(v.Cannot)), Href: p.To(catalog.CapabilitiesFolder)}
	}
}

// cannotItems returns the first exclusion of each capability, then the second, so that no capability fills the list.
func (p pageContext) cannotItems(shown []*catalog.Capability) []CannotItem {
	var out []CannotItem
	for i := 0; len(out) < homeCannot; i++ {
		more := false
		for _, c := range shown {
			if i >= len(c.Excluded) || len(out) == homeCannot {
				continue
			}
			more = true
			e := c.Excluded[i]
			href := p.To(c.Address())
			if id := view.ExclusionAnchor(e); id != "" {
				href += "#" + id
			}
			out = append(out, CannotItem{What: e.What.V, Href: href, Instead: p.insteadOf(e)})
		}
		if !more {
			break
		}
	}
	return out
}

// insteadOf returns one line: what we do instead, who does it, or the condition.
func (p pageContext) insteadOf(e *catalog.Excluded) string {
	switch {
	case e.Instead.IsSet():
		return view.Sentence(p.Words.Word("cannot.instead_short", "text", e.Instead.V))
	case e.Refer != nil:
		return p.Words.Word("cannot.refer_short", "name", e.Refer.Name.V)
	case e.If.IsSet():
		return view.Sentence(p.Words.Word("cannot.if_short", "text", e.If.V))
	}
	return ""
}

// updated returns the newest day on which a capability or a policy took effect.
func (p pageContext) updated() view.Time {
	var newest clock.Date
	take := func(d clock.Date) {
		if newest.Before(d) && !p.Offer.Today().Before(d) {
			newest = d
		}
	}
	for _, c := range p.Offer.Capabilities {
		take(c.Effective.V)
	}
	for _, policy := range p.Offer.Policies {
		if policy.Public() {
			take(policy.Effective.V)
		}
	}
	if newest.IsZero() {
		return view.Time{}
	}
	return p.Date(newest)
}

// fitExamples returns the first reasons for and against, over all capabilities.
func fitExamples(shown []*catalog.Capability) (good, poor []string) {
	for _, c := range shown {
		good = appendNew(good, 4, view.Texts(c.Fit.Good))
		poor = appendNew(poor, 4, view.Texts(c.Fit.Poor))
	}
	return good, poor
}

// appendNew appends the texts that the list does not have, until it has so many.
func appendNew(list []string, most int, more []string) []string {
	for _, s := range more {
		if len(list) < most && !slices.ContainsFunc(list, func(t string) bool { return strings.EqualFold(s, t) }) {
			list = append(list, s)
		}
	}
	return list
}
