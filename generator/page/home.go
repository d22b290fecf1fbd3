package page

import (
	"cmp"
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/record"
)

// How much of a list the home page shows before it leads on.
const (
	homePromises = 6
	homeCan      = 8
	homeCannot   = 6
	homeChannels = 3
	homePolicies = 6
	homeRecords  = 5
)

// home makes the first page.
func (p *press) home() Home {
	a := p.on("")
	shown := p.shown()
	name := p.offer.Site.Business.Name.V
	view := Home{
		Heading: p.words.Word("home.heading", "business", name), FitHref: a.to("right-for-you/"), ReachHref: a.to("reach-us/"),
		Lead: p.lead(), Leader: a.leader(), PoliciesHref: a.to("policies/"), Updated: p.updated(),
	}
	view.Frame = a.frame("home", view.Heading, cmp.Or(p.offer.Site.Business.WhatWeDo.V, view.Lead))
	if h := p.offer.Home; h != nil && h.Public() {
		view.Body = a.prose(h.Page.Body.File, view.Heading, h.Body)
	}
	if p.countCannot() > 0 {
		view.Jump = append(view.Jump, Link{p.words.Word("page.see_cannot"), "#can"})
	}
	a.homeNotices(&view)
	a.homePromises(&view, shown)
	a.homeScope(&view, shown)
	view.Doing = a.doing(shown)
	view.Good, view.Poor = fitExamples(shown)
	for _, c := range a.channels() {
		if len(view.Reach) < homeChannels {
			view.Reach = append(view.Reach, c)
		}
	}
	for _, policy := range p.offer.Policies {
		if policy.Public() && len(view.Policies) < homePolicies {
			view.Policies = append(view.Policies, a.policyCard(policy))
		}
	}
	return view
}

// homeNotices shows the worst of the open notices, and leads to the others.
func (a at) homeNotices(view *Home) {
	open := a.openNotices()
	if len(open) == 0 {
		return
	}
	item := a.noticeItem(open[0])
	view.Notice = &item
	if len(open) > 1 {
		view.MoreNotices = Link{a.words.Count("home.more_notices", len(open)-1), a.to("notices/")}
	}
}

// homePromises shows the first promise of each capability, guarantees before targets, then the next of each.
func (a at) homePromises(view *Home, shown []*catalog.Capability) {
	var all []*catalog.Promise
	most := 0
	for _, c := range shown {
		most = max(most, len(public(c)))
	}
	for i := range most {
		for _, c := range shown {
			if list := public(c); i < len(list) {
				all = append(all, list[i])
			}
		}
	}
	rank := func(w *catalog.Promise) int {
		return slices.Index([]string{"guarantee", "target", "best-effort"}, w.Commitment.V)
	}
	slices.SortStableFunc(all, func(x, y *catalog.Promise) int { return rank(x) - rank(y) })
	for _, w := range all[:min(len(all), homePromises)] {
		view.Promises = append(view.Promises, PromiseCard{Says: w.Says.V, Href: a.promiseHref(w), Commitment: a.commitment(w), From: w.Capability.Title.V})
	}
	if len(all) > homePromises {
		view.MorePromises = Link{a.words.Count("home.all_promises", len(all)), a.to("promises/")}
	}
}

// doing tells how the promises have been kept that have a record, those first that were not; nil where none has.
func (a at) doing(shown []*catalog.Capability) *Doing {
	var kept, below []DoingItem
	for _, c := range shown {
		for _, w := range public(c) {
			r := a.book.Of(w)
			if r == nil {
				continue
			}
			item := func() DoingItem { return DoingItem{Link{w.Says.V, a.promiseHref(w)}, *a.record(w).brief()} }
			switch r.Verdict() {
			case record.Below:
				below = append(below, item())
			case record.Kept, record.Thin:
				kept = append(kept, item())
			}
		}
	}
	all := append(below, kept...)
	if len(all) == 0 {
		return nil
	}
	out := &Doing{Says: a.words.Count("doing.kept", len(all)), Items: all[:min(len(all), homeRecords)]}
	switch {
	case len(all) == 1 && len(below) == 1:
		out.Says = a.words.Word("doing.only")
	case len(below) > 0:
		out.Says = a.words.Count("doing.some", len(below), "all", a.words.Int(len(all)))
	}
	if len(all) > homeRecords {
		out.More = Link{a.words.Word("doing.more"), a.to("promises/")}
	}
	return out
}

// homeScope sets what we do beside what we don't.
func (a at) homeScope(view *Home, shown []*catalog.Capability) {
	for _, c := range shown[:min(len(shown), homeCan)] {
		view.Can = append(view.Can, a.capabilityCard(c))
	}
	if len(shown) > homeCan {
		view.MoreCan = Link{a.words.Count("can.more", len(shown)-homeCan), a.to("capabilities/")}
	}
	view.Cannot = a.cannotItems(shown)
	if all := a.countCannot(); all > len(view.Cannot) {
		view.MoreCannot = Link{a.words.Count("cannot.more", all-len(view.Cannot)), a.to("capabilities/")}
	}
}

// cannotItems takes the first thing of each capability, then the second, so that no capability fills the list.
func (a at) cannotItems(shown []*catalog.Capability) []CannotItem {
	var out []CannotItem
	for i := 0; len(out) < homeCannot; i++ {
		more := false
		for _, c := range shown {
			if i >= len(c.Excluded) || len(out) == homeCannot {
				continue
			}
			more = true
			e := c.Excluded[i]
			href := a.to("capabilities/" + c.ID + "/")
			if id := exclusionAnchor(e); id != "" {
				href += "#" + id
			}
			out = append(out, CannotItem{What: e.What.V, Href: href, Instead: a.insteadOf(e)})
		}
		if !more {
			break
		}
	}
	return out
}

// insteadOf is one line: what we do instead, who does it, or the condition.
func (a at) insteadOf(e *catalog.Excluded) string {
	switch {
	case e.Instead.IsSet():
		return full(a.words.Word("cannot.instead_short", "text", e.Instead.V))
	case e.Refer != nil:
		return a.words.Word("cannot.refer_short", "name", e.Refer.Name.V)
	case e.If.IsSet():
		return full(a.words.Word("cannot.if_short", "text", e.If.V))
	}
	return ""
}

// updated is the newest day on which a capability or a policy took effect.
func (p *press) updated() Time {
	var newest clock.Date
	take := func(d clock.Date) {
		if newest.Before(d) && !p.offer.Today().Before(d) {
			newest = d
		}
	}
	for _, c := range p.offer.Capabilities {
		take(c.Effective.V)
	}
	for _, policy := range p.offer.Policies {
		if policy.Public() {
			take(policy.Effective.V)
		}
	}
	if newest.IsZero() {
		return Time{}
	}
	return p.date(newest)
}

// fitExamples gives the first two reasons for and against, over all capabilities.
func fitExamples(shown []*catalog.Capability) (good, poor []string) {
	for _, c := range shown {
		good = appendNew(good, 4, texts(c.Fit.Good))
		poor = appendNew(poor, 4, texts(c.Fit.Poor))
	}
	return good, poor
}

// appendNew appends texts that the list does not have, up to so many.
func appendNew(list []string, most int, more []string) []string {
	for _, s := range more {
		if len(list) < most && !slices.ContainsFunc(list, func(t string) bool { return strings.EqualFold(s, t) }) {
			list = append(list, s)
		}
	}
	return list
}
