package site

import (
	"cmp"

	"upfront/generator/catalog"
	"upfront/generator/view"
)

// Capability is one thing we offer: what it covers and what it does not, what we promise, and what it takes.
type Capability struct {
	Frame       Frame
	Title       string
	Summary     string
	Status      *view.Tag // limited, paused or retired; nil where it is simply offered
	Opening     string    // "Next opening: 1 May 2026"; may be empty
	Notices     []view.NoticeItem
	Body        view.Prose
	Can         []string
	Cannot      []view.Cannot
	Assumed     []Assumed
	Promises    []view.Promise
	YourPart    []view.Part
	Assumptions []string
	Stages      []Stage
	Price       *view.Price
	Escalation  []view.Step
	Good, Poor  []string
	Limits      []Limit
	FitHref     string
	Aftercare   []Moment
	Policies    []Card
	Changes     []Change
	ChangesHref string
	Version     string // "3"
	Since       view.Time
	ReviewBy    view.Time
	Owner       string
}

// Assumed is what people often assume, and what is so.
type Assumed struct {
	Assume, Fact string
}

// Stage is one step of the work.
type Stage struct {
	Name  string
	Lasts string // "2 weeks"
	Gets  []string
	Done  string // when the stage is finished
}

// Moment is something we do after the sale, and when.
type Moment struct {
	When, What string
}

// capability returns the page of one capability.
func (p pageContext) capability(c *catalog.Capability) Capability {
	v := Capability{
		Frame: p.frame(c.Title.V, c.Summary.V, p.crumbs("capabilities")...),
		Title: c.Title.V, Summary: c.Summary.V, Status: p.status(c), Opening: p.opening(c),
		Body: p.Prose(c.At.File, c.Title.V, c.Body), Can: view.Texts(c.Scope.Included), Assumptions: view.Texts(c.Assumptions),
		Price: p.Price(c.Price), Escalation: p.Steps(c.Escalation),
		Good: view.Texts(c.Fit.Good), Poor: view.Texts(c.Fit.Poor), Limits: p.limits(c.Fit.Limits), FitHref: p.To(fitFolder) + "#" + capabilityAnchor(c),
		Version: c.Version.V, Since: p.Day(c.Effective), ReviewBy: p.Day(c.ReviewBy), Owner: c.Owner.V,
		ChangesHref: p.To(changesFolder), YourPart: p.Duties(c), Stages: p.stages(c), Aftercare: p.aftercare(c),
	}
	for _, e := range c.Excluded {
		v.Cannot = append(v.Cannot, p.cannot(e))
		if e.Often.IsSet() {
			v.Assumed = append(v.Assumed, Assumed{Assume: view.Sentence(e.Often.V), Fact: view.Sentence(fact(e))})
		}
	}
	for _, w := range publicPromises(c) {
		v.Promises = append(v.Promises, p.Promise(w, false))
	}
	for _, n := range c.Notices {
		if n.Public() && n.State(p.Offer.Now) != catalog.Over {
			v.Notices = append(v.Notices, p.NoticeItem(n))
		}
	}
	v.Policies = p.policyCards(c.Policies)
	return v
}

// fact returns the reason against what people assume: what we do instead answers no assumption.
func fact(e *catalog.Excluded) string { return cmp.Or(e.Because.V, e.Instead.V) }

// cannot returns one thing we don't do, with an id in the page, so that an agreement can lead to it.
func (p pageContext) cannot(e *catalog.Excluded) view.Cannot {
	return view.Cannot{Anchor: view.ExclusionAnchor(e), What: e.What.V, Because: e.Because.V, Instead: e.Instead.V, If: e.If.V, Refer: view.NewReferral(e.Refer)}
}

// status returns the tag of a capability that is not simply offered; nil for others.
func (p pageContext) status(c *catalog.Capability) *view.Tag {
	kinds := map[string]string{"limited": "warn", "paused": "warn", "retired": "plain"}
	kind, ok := kinds[c.Status.V]
	if !ok {
		return nil
	}
	return &view.Tag{Kind: kind, Text: p.Words.Word("capability." + c.Status.V)}
}

func (p pageContext) opening(c *catalog.Capability) string {
	if !c.Capacity.NextOpening.IsSet() || c.Capacity.NextOpening.V.Before(p.Offer.Today()) {
		return ""
	}
	return p.Words.Word("capability.opening", "date", p.Day(c.Capacity.NextOpening).Text)
}

func (p pageContext) stages(c *catalog.Capability) []Stage {
	var out []Stage
	for _, s := range c.Stages {
		stage := Stage{Name: s.Name.V, Gets: view.Texts(s.YouGet), Done: s.DoneWhen.V}
		if s.Lasts.IsSet() {
			stage.Lasts = p.Duration(s.Lasts.V, false)
		}
		out = append(out, stage)
	}
	return out
}

func (p pageContext) aftercare(c *catalog.Capability) []Moment {
	var out []Moment
	for _, m := range c.Aftercare {
		when := ""
		switch {
		case m.Every.IsSet():
			when = p.Words.Word("aftercare.every", "duration", p.Duration(m.Every.V, false))
		case m.On.V == "anniversary":
			when = p.Words.Word("page.anniversary")
		case m.On.IsSet():
			when = view.Capitalize(m.On.V)
		default:
			when = view.Capitalize(p.SpellDuration(m.When.V))
		}
		out = append(out, Moment{When: when, What: m.Do.V})
	}
	return out
}
