package site

import (
	"cmp"
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/record"
	"upfront/generator/view"
)

// Home is the first page: what to expect at a glance.
type Home struct {
	Frame        Frame
	Heading      string           // "What to expect from Northlane Couriers"
	Lead         string           // counts: "9 promises in 3 services, and 4 things we don't do."
	Jump         []view.Link      // to what people look for first: what is not done
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
	Good         []string // whom the business suits
	Poor         []string // who is better served elsewhere
	FitHref      string
	Leader       *view.Person
	Reach        []Channel // the first few ways to reach the business
	ReachHref    string
	Policies     []Card
	PoliciesHref string
	Updated      view.Time // when the newest version of a promise or a policy took effect
}

// CannotItem is one thing that the business does not do, in a list.
type CannotItem struct {
	What, Href string
	Instead    string // one line: what is done instead, or who does it; may be empty
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

func (p pageContext) home() any {
	shown := p.offered()
	name := p.Offer.Site.Business.Name.V
	v := Home{
		Heading: p.Words.Word("home.heading", "business", name), FitHref: p.To(fitFolder), ReachHref: p.To(view.ReachFolder),
		Lead: p.lead(), Leader: p.leader(), PoliciesHref: p.To(catalog.PoliciesFolder), Updated: p.updated(), Doing: p.doing(),
	}
	v.Frame = p.frame(v.Heading, cmp.Or(p.Offer.Site.Business.WhatWeDo.V, v.Lead))
	if h := p.Offer.Home; h != nil && h.Public() {
		v.Body = p.Prose(h.Page.Body.File, v.Heading, h.Body)
	}
	if p.countCannot() > 0 {
		v.Jump = append(v.Jump, view.Link{Text: p.Words.Word("page.see_cannot"), Href: "#can"})
	}
	if current := p.currentNotices(); len(current) > 0 {
		item := p.NoticeItem(current[0])
		v.Notice = &item
		if len(current) > 1 {
			v.MoreNotices = view.Link{Text: p.Words.Count("home.more_notices", len(current)-1), Href: p.To(catalog.NoticesFolder)}
		}
	}
	p.homePromises(&v, shown)
	p.homeScope(&v, shown)
	for _, c := range shown {
		v.Good, v.Poor = appendNew(v.Good, 4, view.Texts(c.Fit.Good)), appendNew(v.Poor, 4, view.Texts(c.Fit.Poor))
	}
	channels, policies := p.channels(), p.policyCards(p.Offer.Policies)
	v.Reach, v.Policies = channels[:min(len(channels), homeChannels)], policies[:min(len(policies), homePolicies)]
	return v
}

// homePromises fills in the first promise of each capability, guarantees before targets, then the next of each.
func (p pageContext) homePromises(v *Home, shown []*catalog.Capability) {
	var lists [][]*catalog.Promise
	for _, c := range shown {
		lists = append(lists, publicPromises(c))
	}
	all := interleave(lists)
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

func (p pageContext) homeScope(v *Home, shown []*catalog.Capability) {
	for _, c := range shown[:min(len(shown), homeCan)] {
		v.Can = append(v.Can, p.capabilityCard(c))
	}
	if len(shown) > homeCan {
		v.MoreCan = view.Link{Text: p.Words.Count("can.more", len(shown)-homeCan), Href: p.To(catalog.CapabilitiesFolder)}
	}
	lists := make([][]CannotItem, len(shown)) // so that no capability fills the list
	for i, c := range shown {
		for _, e := range c.Excluded {
			href := p.To(c.Address())
			if id := view.ExclusionAnchor(e); id != "" {
				href += "#" + id
			}
			lists[i] = append(lists[i], CannotItem{What: e.What.V, Href: href, Instead: p.insteadOf(e)})
		}
	}
	all := interleave(lists)
	v.Cannot = all[:min(len(all), homeCannot)]
	if more := len(all) - len(v.Cannot); more > 0 {
		v.MoreCannot = view.Link{Text: p.Words.Count("cannot.more", more), Href: p.To(catalog.CapabilitiesFolder)}
	}
}

// interleave returns the first element of each list, then the second of each.
func interleave[T any](lists [][]T) []T {
	var out []T
	for i := 0; ; i++ {
		before := len(out)
		for _, list := range lists {
			if i < len(list) {
				out = append(out, list[i])
			}
		}
		if len(out) == before {
			return out
		}
	}
}

// insteadOf returns one line: what is done instead, who does it, or the condition.
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

// appendNew appends the texts that the list does not have, until it has so many.
func appendNew(list []string, most int, more []string) []string {
	for _, s := range more {
		if len(list) < most && !slices.ContainsFunc(list, func(t string) bool { return strings.EqualFold(s, t) }) {
			list = append(list, s)
		}
	}
	return list
}

// Doing is how all promises that have a record were kept.
type Doing struct {
	Says  string // counts them: "We count 9 promises, and kept each as often as we said."
	Items []DoingItem
	More  view.Link // where the list is not complete
}

// DoingItem is the record of one promise.
type DoingItem struct {
	Promise view.Link
	Record  view.Record // its sentence alone
}

// doing says how the promises that have a record have been kept, the missed ones first; nil where none has a record.
func (p pageContext) doing() *Doing {
	var kept, below []DoingItem
	for _, w := range p.offeredPromises() {
		r := p.Book.Result(w)
		if r == nil || r.Verdict() == record.New || r.Verdict() == record.Bare {
			continue
		}
		item := DoingItem{view.Link{Text: w.Says.V, Href: p.PromiseHref(w)}, *p.Record(w).Brief()}
		if r.Verdict() == record.Below {
			below = append(below, item)
		} else {
			kept = append(kept, item)
		}
	}
	all := append(below, kept...)
	if len(all) == 0 {
		return nil
	}
	out := &Doing{Says: p.Words.Count("doing.kept", len(all)), Items: all[:min(len(all), homeRecords)]}
	switch {
	case len(all) == 1 && len(below) == 1:
		out.Says = p.Words.Word("doing.only")
	case len(below) > 0:
		out.Says = p.Words.Count("doing.some", len(below), "all", p.Words.Int(len(all)))
	}
	if len(all) > homeRecords {
		out.More = view.Link{Text: p.Words.Word("doing.more"), Href: p.To(promisesFolder)}
	}
	return out
}
