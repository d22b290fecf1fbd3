package site

import (
	"cmp"
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/view"
)

// Capabilities is the list of what the business offers.
type Capabilities struct {
	Frame  Frame
	Lead   string
	Groups []CapabilityGroup // by category; one group with an empty name where nothing has a category
}

// CapabilityGroup holds the capabilities of one category.
type CapabilityGroup struct {
	Name, Anchor string
	Cards        []CapabilityCard
}

// CapabilityCard is a capability in a list.
type CapabilityCard struct {
	Title, Href, Summary string
	Status               *view.Tag // nil where it is simply offered
	Counts               string    // "3 promises, 2 things we don't do"
}

func (p pageContext) capabilities() any {
	v := Capabilities{Lead: p.lead()}
	for _, c := range p.Offer.Capabilities {
		i := slices.IndexFunc(v.Groups, func(g CapabilityGroup) bool { return g.Name == c.Category.V })
		if i < 0 {
			v.Groups, i = append(v.Groups, CapabilityGroup{Name: c.Category.V, Anchor: "in-" + anchor(c.Category.V)}), len(v.Groups)
		}
		v.Groups[i].Cards = append(v.Groups[i].Cards, p.capabilityCard(c))
	}
	v.Frame = p.frame(p.title(), v.Lead)
	return v
}

func (p pageContext) capabilityCard(c *catalog.Capability) CapabilityCard {
	return CapabilityCard{
		Title: c.Title.V, Href: p.To(c.Address()), Summary: c.Summary.V, Status: p.status(c),
		Counts: p.counts("capability.counts", "capability.counts_promises", len(publicPromises(c)), len(c.Excluded)),
	}
}

// lead counts what the business offers, in a sentence. A business that offers nothing yet has what it says of itself.
func (p pageContext) lead() string {
	n := len(p.offered())
	if n == 0 {
		return p.Offer.Site.Business.WhatWeDo.V
	}
	return p.counts("home.lead", "home.lead_all_done", len(p.offeredPromises()), p.countCannot(), "services", p.Words.Count("how_many.services", n))
}

// counts says how many promises there are, and how many things are not done; without is the text where all are done.
func (p pageContext) counts(with, without string, promises, cannot int, more ...string) string {
	said := p.Words.Count("how_many.promises", promises)
	if promises == 0 {
		said = p.Words.Word("how_many.no_promise")
	}
	pairs := append(more, "promises", said)
	if cannot == 0 {
		return p.Words.Word(without, pairs...)
	}
	return p.Words.Word(with, append(pairs, "cannot", p.Words.Count("how_many.cannot", cannot))...)
}

func (p pageContext) countCannot() int {
	n := 0
	for _, c := range p.offered() {
		n += len(c.Excluded)
	}
	return n
}

// offered returns the capabilities that can be had now or later: all but the retired.
func (p pageContext) offered() []*catalog.Capability {
	return slices.DeleteFunc(slices.Clone(p.Offer.Capabilities), func(c *catalog.Capability) bool { return c.Retired() })
}

func publicPromises(c *catalog.Capability) []*catalog.Promise {
	return slices.DeleteFunc(slices.Clone(c.Promises), func(w *catalog.Promise) bool { return !w.Public() })
}

// offeredPromises returns the public promises of what is offered, in the order of the capabilities.
func (p pageContext) offeredPromises() []*catalog.Promise {
	return slices.DeleteFunc(slices.Clone(p.Offer.Promises), func(w *catalog.Promise) bool { return !w.Public() || w.Capability.Retired() })
}

// anchor returns an id made of a few words.
func anchor(words string) string {
	id := strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, words)
	return strings.Trim(id, "-")
}

// Capability is one thing that the business offers: what it covers and what it does not, its promises, and what it takes.
type Capability struct {
	Frame           Frame
	Title, Summary  string
	Status          *view.Tag // limited, paused or retired; nil where it is simply offered
	Opening         string    // "Next opening: 1 May 2026"; may be empty
	Notices         []view.NoticeItem
	Body            view.Prose
	Can             []string
	Cannot          []view.Cannot
	Assumed         []Assumed
	Promises        []view.Promise
	YourPart        []view.Part
	Assumptions     []string
	Stages          []Stage
	Price           *view.Price
	Escalation      []view.Step
	Good, Poor      []string
	Limits          []Limit
	FitHref         string
	Aftercare       []Moment
	Policies        []Card
	Changes         []Change
	ChangesHref     string
	Version         string // "3"
	Since, ReviewBy view.Time
	Owner           view.Link // a sentence
}

// Assumed is what people often assume, and what is so.
type Assumed struct{ Assume, Fact string }

// Stage is one step of the work.
type Stage struct {
	Name  string
	Lasts string // "2 weeks"
	Gets  []string
	Done  string // when the stage is finished
}

// Moment is something that is done after the sale, and when.
type Moment struct{ When, What string }

func (p pageContext) capability(c *catalog.Capability) Capability {
	v := Capability{
		Frame: p.frame(c.Title.V, c.Summary.V, p.crumbs("capabilities")...),
		Title: c.Title.V, Summary: c.Summary.V, Status: p.status(c),
		Body: p.Prose(c.At.File, c.Title.V, c.Body), Can: view.Texts(c.Scope.Included), Assumptions: view.Texts(c.Assumptions),
		Price: p.Price(c.Price), Escalation: p.Steps(c.Escalation),
		Good: view.Texts(c.Fit.Good), Poor: view.Texts(c.Fit.Poor), Limits: p.limits(c.Fit.Limits), FitHref: p.To(fitFolder) + "#c-" + c.ID,
		Version: c.Version.V, Since: p.Day(c.Effective), ReviewBy: p.Day(c.ReviewBy), Owner: p.owner(c.Owner.V),
		ChangesHref: p.To(changesFolder), YourPart: p.Duties(c), Aftercare: p.aftercare(c), Policies: p.policyCards(c.Policies),
	}
	if next := c.Capacity.NextOpening; next.IsSet() && !next.V.Before(p.Offer.Today()) {
		v.Opening = p.Words.Word("capability.opening", "date", p.Day(next).Text)
	}
	for _, e := range c.Excluded {
		v.Cannot = append(v.Cannot, view.Cannot{Anchor: view.ExclusionAnchor(e), What: e.What.V, Because: e.Because.V, Instead: e.Instead.V, If: e.If.V, Refer: view.NewReferral(e.Refer)})
		if e.Often.IsSet() {
			v.Assumed = append(v.Assumed, Assumed{Assume: view.Sentence(e.Often.V), Fact: view.Sentence(cmp.Or(e.Because.V, e.Instead.V))})
		}
	}
	for _, w := range publicPromises(c) {
		v.Promises = append(v.Promises, p.Promise(w, false))
	}
	for _, s := range c.Stages {
		v.Stages = append(v.Stages, Stage{Name: s.Name.V, Lasts: p.Duration(s.Lasts.V, false), Gets: view.Texts(s.YouGet), Done: s.DoneWhen.V})
	}
	for _, n := range c.Notices {
		if n.Public() && n.State(p.Offer.Now) != catalog.Over {
			v.Notices = append(v.Notices, p.NoticeItem(n))
		}
	}
	return v
}

// status returns the tag of a capability that is not simply offered; nil for others.
func (p pageContext) status(c *catalog.Capability) *view.Tag {
	if kind, ok := map[string]string{"limited": "warn", "paused": "warn", "retired": "plain"}[c.Status.V]; ok {
		return &view.Tag{Kind: kind, Text: p.Words.Word("capability." + c.Status.V)}
	}
	return nil
}

func (p pageContext) aftercare(c *catalog.Capability) []Moment {
	var out []Moment
	for _, m := range c.Aftercare {
		when := view.Capitalize(m.When.V)
		switch d, rest, ok := clock.CutDuration(m.When.V); {
		case m.Every.IsSet():
			when = p.Words.Word("aftercare.every", "duration", p.Duration(m.Every.V, false))
		case m.On.V == "anniversary":
			when = p.Words.Word("page.anniversary")
		case m.On.IsSet():
			when = view.Capitalize(m.On.V)
		case ok: // "14d after the first delivery" is "14 days after …"
			when = view.Capitalize(strings.TrimSpace(p.Duration(d, false) + " " + rest))
		}
		out = append(out, Moment{When: when, What: m.Do.V})
	}
	return out
}

// owner returns a sentence on who looks after something, with a link to one of our people.
func (p pageContext) owner(named string) view.Link {
	if named == "" {
		return view.Link{}
	}
	who := p.PersonLink(named)
	return view.Link{Text: p.Words.Word("version.owner", "name", who.Text), Href: who.Href}
}
