package site

import (
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/record"
	"upfront/generator/view"
)

// Wrong is "If we get it wrong": complaints, escalation, remedies, and the promises that were missed.
type Wrong struct {
	Frame     Frame
	Lead      string
	Answer    string // "5 working days"
	Steps     []view.Step
	Misses    []MissGroup
	FellShort []Shortfall
	NoneShort bool // there are promises, and none was missed of late
	Policies  []Card
}

// MissGroup holds the remedies of one capability.
type MissGroup struct {
	Capability view.Link
	Misses     []Miss
}

// Miss is what happens if one promise is missed.
type Miss struct {
	Promise view.Link
	Tell    string // "1 hour"
	Remedy  []string
	Claim   string
}

func (p pageContext) wrong() any {
	c := p.Offer.Site.Complaints
	v := Wrong{Lead: p.Words.Word("wrong.lead"), Answer: p.Duration(c.AnswerWithin.V, c.Clock.V == "business"),
		FellShort: p.shortfalls(), Policies: p.policyCards(p.Offer.Policies)}
	v.NoneShort = len(v.FellShort) == 0 && !hasNoPromise(p.Offer)
	first := p.Offer.Channel(c.First.V)
	if first == nil {
		first = p.FirstChannel("phone", "mobile", "email", "form", "chat", "visit")
	}
	start := catalog.Contact{Channel: first}
	if leader := &p.Offer.Site.Leader; first == nil && leader.Name.IsSet() && len(leader.Reach) > 0 && !c.EscalateTo.IsSet() {
		start.Leader = leader
	}
	if step, ok := p.Contact(start); ok {
		step.When = p.Words.Word("steps.start")
		v.Steps = append(v.Steps, step)
	}
	if step, ok := p.Contact(p.Offer.Contact(c.EscalateTo.V)); c.EscalateTo.IsSet() && ok {
		step.When = p.Words.Word("page.wrong.next")
		if v.Answer != "" {
			step.When = p.Words.Word("steps.next", "duration", v.Answer)
		}
		v.Steps = append(v.Steps, step)
	}
	v.Misses = p.missGroups()
	v.Frame = p.frame(p.title(), v.Lead)
	return v
}

// missGroups returns what happens if a promise is missed, first of those of which several services say the same.
func (p pageContext) missGroups() []MissGroup {
	shared := MissGroup{Capability: view.Link{Text: p.Words.Word("promises.shared")}}
	services, done := p.servicesByMiss(), map[string]bool{}
	var out []MissGroup
	for _, c := range p.offered() {
		g := MissGroup{Capability: p.CapabilityLink(c)}
		for _, w := range publicPromises(c) {
			switch miss := p.missOf(w); {
			case miss == nil || done[miss.key()]:
			case services[miss.key()] > 1:
				miss.Promise.Href, done[miss.key()] = "", true
				shared.Misses = append(shared.Misses, *miss)
			default:
				g.Misses = append(g.Misses, *miss)
			}
		}
		if len(g.Misses) > 0 {
			out = append(out, g)
		}
	}
	if len(shared.Misses) > 0 {
		out = append([]MissGroup{shared}, out...)
	}
	return out
}

// servicesByMiss returns how many promises say each thing that happens if they are missed.
func (p pageContext) servicesByMiss() map[string]int {
	out := map[string]int{}
	for _, w := range p.offeredPromises() {
		if miss := p.missOf(w); miss != nil {
			out[miss.key()]++
		}
	}
	return out
}

// key is what a list says of it, as one text.
func (m *Miss) key() string {
	return strings.Join(append([]string{m.Promise.Text, m.Tell, m.Claim}, m.Remedy...), "\x00")
}

// missOf returns what happens if a promise is missed; nil where nothing does.
func (p pageContext) missOf(w *catalog.Promise) *Miss {
	full := p.Promise(w, false)
	var remedy []string
	for _, t := range full.Tiers {
		remedy = append(remedy, p.Words.Word("page.tier", "below", t.Below, "credit", t.Credit))
	}
	remedy = append(remedy, full.Remedy...)
	if full.Tell == "" && len(remedy) == 0 {
		return nil
	}
	return &Miss{Promise: view.Link{Text: w.Says.V, Href: full.Href}, Tell: full.Tell, Remedy: remedy, Claim: full.Claim}
}

// Shortfall is a promise that is being missed or was, and what the business does about it. What several services promise in the
// same words and missed stands in one.
type Shortfall struct {
	Promise view.Link
	From    string // the capability; empty where there are several
	Says    string // what fell short, in counts
	In      []ShortIn
	Because string
	Until   view.Time   // when it is expected to be kept again
	Told    []view.Link // the notices about it
}

// ShortIn is how one of several services fell short.
type ShortIn struct {
	Service view.Link
	Says    string
}

// mostNotices is how many notices stand with one shortfall: the newest.
const mostNotices = 3

// shortfalls returns the promises missed in their window or known to be missed, first those kept less often than they say.
func (p pageContext) shortfalls() []Shortfall {
	var below, others []Shortfall
	for _, w := range p.offeredPromises() {
		r := p.Book.Result(w)
		missed := r != nil && r.Window.Since().Missed() > 0
		switch {
		case p.IsAcknowledged(w), missed && r.Verdict() == record.Below:
			below = append(below, p.shortfall(w, r))
		case missed:
			others = append(others, p.shortfall(w, r))
		}
	}
	return append(together(below), together(others)...)
}

// together returns shortfalls in which each sentence stands once. What the business says of its own stays apart.
func together(all []Shortfall) []Shortfall {
	var out []Shortfall
	for _, s := range all {
		i := slices.IndexFunc(out, func(o Shortfall) bool { return o.Promise.Text == s.Promise.Text && o.Because == "" && s.Because == "" })
		if i < 0 {
			out = append(out, s)
			continue
		}
		first := &out[i]
		if len(first.In) == 0 {
			first.In = []ShortIn{{view.Link{Text: first.From, Href: first.Promise.Href}, first.Says}}
			first.Promise.Href, first.From, first.Says, first.Told = "", "", "", nil
		}
		first.In = append(first.In, ShortIn{view.Link{Text: s.From, Href: s.Promise.Href}, s.Says})
	}
	return out
}

// shortfall tells of one promise; r is nil for one without a record.
func (p pageContext) shortfall(w *catalog.Promise, r *record.Result) Shortfall {
	out := Shortfall{Promise: view.Link{Text: w.Says.V, Href: p.PromiseHref(w)}, From: w.Capability.Title.V}
	if p.IsAcknowledged(w) {
		out.Says, out.Because, out.Until = p.Words.Word("page.shortfall"), view.Sentence(w.Acknowledge.Because.V), p.Day(w.Acknowledge.Until)
	}
	if r == nil || r.Window.Since().Missed() == 0 {
		return out
	}
	since := r.Window.Since()
	says := p.KeptSentence(r)
	if r.Kind != record.Availability {
		says = view.Sentence(p.Words.Count("wrong.missed", since.Missed(), "counted", p.Words.Int(since.Counted), "window", p.JudgedPeriod(r))) + p.PaidSentence(r)
	}
	out.Says = strings.TrimSpace(out.Says + " " + says)
	for _, n := range p.Offer.Notices { // of what went wrong in the time that is judged, the newest first
		during := !n.Known().Before(r.Window.From) && n.Known().Before(r.Window.To)
		if during && n.Public() && view.WentWrong(n) && slices.Contains(n.Capabilities, w.Capability) && len(out.Told) < mostNotices {
			out.Told = append(out.Told, view.Link{Text: n.Title.V, Href: p.To(n.Address())})
		}
	}
	return out
}
