package page

import (
	"cmp"
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/syntax"
)

// capability makes the page of one capability.
func (p *press) capability(c *catalog.Capability) Capability {
	a := p.on("capabilities/" + c.ID + "/")
	view := Capability{
		Frame: a.frame("capability", c.Title.V, c.Summary.V, a.crumbs("nav.capabilities", "capabilities/")...),
		Title: c.Title.V, Summary: c.Summary.V, Status: p.status(c), Opening: p.opening(c),
		Body: a.prose(c.At.File, c.Title.V, c.Body), Can: texts(c.Scope.Included), Assumptions: texts(c.Assumptions),
		Price: p.price(c.Price), Escalation: a.steps(c.Escalation),
		Good: texts(c.Fit.Good), Poor: texts(c.Fit.Poor), Limits: p.limits(c.Fit.Limits), FitHref: a.to("right-for-you/") + "#" + capabilityAnchor(c),
		Version: c.Version.V, Since: p.day(c.Effective), ReviewBy: p.day(c.ReviewBy), Owner: c.Owner.V,
		ChangesHref: a.to("changes/"), YourPart: a.duties(c), Stages: p.stages(c), Aftercare: p.aftercare(c),
	}
	for _, e := range c.Excluded {
		view.Cannot = append(view.Cannot, a.cannot(e))
		if e.Often.IsSet() {
			view.Assumed = append(view.Assumed, Assumed{Assume: full(e.Often.V), Fact: full(fact(e))})
		}
	}
	for _, w := range public(c) {
		view.Promises = append(view.Promises, a.promise(w, false))
	}
	for _, n := range c.Notices {
		if n.Public() && n.State(p.offer.Now) != catalog.Over {
			view.Notices = append(view.Notices, a.noticeItem(n))
		}
	}
	for _, policy := range c.Policies {
		if policy.Public() {
			view.Policies = append(view.Policies, a.policyCard(policy))
		}
	}
	return view
}

// fact is what is so, against what people assume: the reason, for what we do instead answers no assumption.
func fact(e *catalog.Excluded) string { return cmp.Or(e.Because.V, e.Instead.V) }

// cannot makes one thing we don't do. Its id in the page is its own, so that an agreement can lead to it.
func (a at) cannot(e *catalog.Excluded) Cannot {
	return Cannot{Anchor: exclusionAnchor(e), What: e.What.V, Because: e.Because.V, Instead: e.Instead.V, If: e.If.V, Refer: referral(e.Refer)}
}

func referral(p *syntax.Partner) *Referral {
	if p == nil {
		return nil
	}
	return &Referral{Name: p.Name.V, Href: p.URL.V, For: p.For.V, Why: p.Why.V}
}

// status is the tag of a capability that is not simply offered.
func (p *press) status(c *catalog.Capability) *Tag {
	kinds := map[string]string{"limited": "warn", "paused": "warn", "retired": "plain"}
	kind, ok := kinds[c.Status.V]
	if !ok {
		return nil
	}
	return &Tag{Kind: kind, Text: p.words.Word("capability." + c.Status.V)}
}

func (p *press) opening(c *catalog.Capability) string {
	if !c.Capacity.NextOpening.IsSet() || c.Capacity.NextOpening.V.Before(p.offer.Today()) {
		return ""
	}
	return p.words.Word("capability.opening", "date", p.day(c.Capacity.NextOpening).Text)
}

func (p *press) price(w syntax.Price) *Price {
	if !w.Amount.IsSet() {
		return nil
	}
	out := &Price{Amount: capital(w.Amount.V), Ceiling: w.Ceiling.V}
	if w.Kind.IsSet() {
		out.Kind = p.words.Word("price." + w.Kind.V)
	}
	if w.HoldsFor.IsSet() {
		out.HoldsFor = p.duration(w.HoldsFor.V, false)
	}
	return out
}

func (a at) duties(c *catalog.Capability) []Part {
	var out []Part
	for _, d := range c.CustomerDoes {
		part := Part{What: d.What.V, Else: d.Else.V}
		if d.Within.IsSet() {
			business := d.Clock.V == "business"
			part.Within = a.duration(d.Within.V, business)
			if business {
				part.Hours = a.hoursLink(a.workingHours(c), true)
			}
		}
		out = append(out, part)
	}
	return out
}

// workingHours are the hours that "working days" of a capability mean: those of its first promise on a business clock,
// else the site's first calendar.
func (p *press) workingHours(c *catalog.Capability) *catalog.Calendar {
	if c != nil {
		for _, w := range c.Promises {
			if w.Hours != nil {
				return w.Hours
			}
		}
	}
	if len(p.offer.Calendars) > 1 {
		return p.offer.Calendars[0]
	}
	return nil
}

func (p *press) stages(c *catalog.Capability) []Stage {
	var out []Stage
	for _, s := range c.Stages {
		stage := Stage{Name: s.Name.V, Gets: texts(s.YouGet), Done: s.DoneWhen.V}
		if s.Lasts.IsSet() {
			stage.Lasts = p.duration(s.Lasts.V, false)
		}
		out = append(out, stage)
	}
	return out
}

func (p *press) aftercare(c *catalog.Capability) []Moment {
	var out []Moment
	for _, m := range c.Aftercare {
		when := ""
		switch {
		case m.Every.IsSet():
			when = p.words.Word("aftercare.every", "duration", p.duration(m.Every.V, false))
		case m.On.V == "anniversary":
			when = p.words.Word("page.anniversary")
		case m.On.IsSet():
			when = capital(m.On.V)
		default:
			when = capital(p.spell(m.When.V))
		}
		out = append(out, Moment{When: when, What: m.Do.V})
	}
	return out
}

// misses makes what happens if the promises of a capability are missed.
func (a at) misses(c *catalog.Capability) []Miss {
	var out []Miss
	for _, w := range public(c) {
		full := a.promise(w, false)
		var remedy []string
		for _, t := range full.Tiers {
			remedy = append(remedy, a.words.Word("page.tier", "below", t.Below, "credit", t.Credit))
		}
		remedy = append(remedy, full.Remedy...)
		if full.Tell == "" && len(remedy) == 0 {
			continue
		}
		out = append(out, Miss{Promise: Link{w.Says.V, full.Href}, Tell: full.Tell, Remedy: remedy, Claim: full.Claim})
	}
	return out
}

// steps makes an escalation ladder.
func (a at) steps(in []*catalog.Step) []Step {
	var out []Step
	for _, s := range in {
		if step, ok := a.contact(s.Contact); ok {
			step.When = s.When.V
			out = append(out, step)
		}
	}
	return out
}

// contact makes a rung of somebody to turn to.
func (a at) contact(c catalog.Contact) (Step, bool) {
	switch {
	case c.Channel != nil:
		return Step{Who: a.channelName(c.Channel), Role: a.byOf(c.Channel), Ways: []Link{wayTo(c.Channel.By.V, c.Channel.To.V)}}, true
	case c.Person != nil:
		return Step{Who: c.Person.Name.V, Role: c.Person.Role.V, Ways: personWays(*c.Person)}, true
	case c.Leader != nil:
		step := Step{Who: c.Leader.Name.V, Role: c.Leader.Role.V}
		for _, r := range c.Leader.Reach {
			step.Ways = append(step.Ways, wayTo(r.By.V, r.To.V))
		}
		return step, true
	}
	return Step{}, false
}

func personWays(p syntax.Person) []Link {
	var out []Link
	if p.Phone.IsSet() {
		out = append(out, wayTo("phone", p.Phone.V))
	}
	if p.Email.IsSet() {
		out = append(out, wayTo("email", p.Email.V))
	}
	return out
}

// limits words the ranges that a service is made for.
func (p *press) limits(in syntax.Map[syntax.Limit]) []Limit {
	var out []Limit
	for _, e := range in {
		number := func(n syntax.Number) string {
			return strings.TrimSpace(p.words.Number(n.V.String()) + " " + e.V.Unit.V)
		}
		text := ""
		switch {
		case e.V.AtLeast.IsSet() && e.V.AtMost.IsSet():
			text = p.words.Word("fit.between", "from", p.words.Number(e.V.AtLeast.V.String()), "to", number(e.V.AtMost))
		case e.V.AtLeast.IsSet():
			text = p.words.Word("promise.at_least", "n", number(e.V.AtLeast))
		case e.V.AtMost.IsSet():
			text = p.words.Word("promise.at_most", "n", number(e.V.AtMost))
		}
		out = append(out, Limit{Name: limitName(e), Text: capital(text)})
	}
	return out
}

// limitName makes words of a limit's key: "pallets_per_week" is "Pallets per week"; a unit at its end is left out,
// because the text has it.
func limitName(e syntax.Entry[syntax.Limit]) string {
	words := strings.FieldsFunc(e.Key.V, func(r rune) bool { return r == '_' || r == '-' })
	unit := strings.Fields(e.V.Unit.V)
	if len(words) > 1 && len(unit) > 0 && strings.EqualFold(words[len(words)-1], unit[0]) {
		words = words[:len(words)-1]
	}
	return capital(strings.Join(words, " "))
}

// capabilities makes the list of what we offer, by category.
func (p *press) capabilities() Capabilities {
	a := p.on("capabilities/")
	view := Capabilities{}
	for _, c := range p.offer.Capabilities {
		i := slices.IndexFunc(view.Groups, func(g CapabilityGroup) bool { return g.Name == c.Category.V })
		if i < 0 {
			view.Groups = append(view.Groups, CapabilityGroup{Name: c.Category.V, Anchor: "in-" + anchor(c.Category.V)})
			i = len(view.Groups) - 1
		}
		view.Groups[i].Cards = append(view.Groups[i].Cards, a.capabilityCard(c))
	}
	view.Lead = p.lead()
	view.Frame = a.frame("capabilities", p.words.Word("nav.capabilities"), view.Lead)
	return view
}

func (a at) capabilityCard(c *catalog.Capability) CapabilityCard {
	return CapabilityCard{
		Title: c.Title.V, Href: a.to("capabilities/" + c.ID + "/"), Summary: c.Summary.V, Status: a.status(c),
		Counts: a.counts("capability.counts", "capability.counts_promises", len(public(c)), len(c.Excluded)),
	}
}

// lead counts what the business offers, in a sentence; where nothing is offered yet, it is what the business says of itself.
func (p *press) lead() string {
	if len(p.shown()) == 0 {
		return p.offer.Site.Business.WhatWeDo.V
	}
	return p.counts("home.lead", "home.lead_all_done", p.countPromises(), p.countCannot(), "services", p.words.Count("how_many.services", len(p.shown())))
}

// counts words how many promises there are, and how many things are not done; without is the text where there are none.
func (p *press) counts(with, without string, promises, cannot int, more ...string) string {
	said := p.words.Count("how_many.promises", promises)
	if promises == 0 {
		said = p.words.Word("how_many.no_promise")
	}
	pairs := append(more, "promises", said)
	if cannot == 0 {
		return p.words.Word(without, pairs...)
	}
	return p.words.Word(with, append(pairs, "cannot", p.words.Count("how_many.cannot", cannot))...)
}

func (p *press) countPromises() int {
	n := 0
	for _, c := range p.shown() {
		n += len(public(c))
	}
	return n
}

func (p *press) countCannot() int {
	n := 0
	for _, c := range p.shown() {
		n += len(c.Excluded)
	}
	return n
}

// anchor makes an id of a few words.
func anchor(words string) string {
	id := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return '-'
	}, words)
	return strings.Trim(id, "-")
}
