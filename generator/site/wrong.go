package site

import (
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/record"
	"upfront/generator/view"
)

// Wrong is "If we get it wrong": complaints, escalation, the promises that fell short, and what happens if one is missed.
type Wrong struct {
	Frame     Frame
	Lead      string
	Answer    string // "5 working days"
	Steps     []view.Step
	FellShort []Shortfall
	Misses    []MissGroup
	NoneShort bool        // there are promises, and none was missed of late
	More      []view.Link // to what went wrong and to the policies
}

// MissGroup holds what happens if promises of one capability are missed.
type MissGroup struct {
	Capability view.Link
	Misses     []Miss
}

// Miss is what happens if one promise is missed, and how often it was: less often than the promise allows.
type Miss struct {
	Promise view.Link
	Amends
	Missed string    // "4 of 109 were not as promised over the last 90 days."; empty where none was
	In     []ShortIn // the same, of several services that promise it in the same words
}

// Amends is what a customer gets if a promise is missed.
type Amends struct {
	Tell   string // "1 hour"
	Remedy []string
	Claim  string
}

func (p pageContext) wrong() any {
	c := p.Offer.Site.Complaints
	v := Wrong{Lead: p.Words.Word("wrong.lead"), Answer: p.Duration(c.AnswerWithin.V, c.Clock.V == "business"),
		FellShort: p.shortfalls(), Misses: p.missGroups()}
	v.NoneShort = len(v.FellShort) == 0 && !hasNoPromise(p.Offer) && !slices.ContainsFunc(p.offeredPromises(), p.wasMissed)
	if !hasNoNotice(p.Offer) {
		v.More = append(v.More, view.Link{Text: p.Words.Word("wrong.more"), Href: p.To(catalog.NoticesFolder)})
	}
	if !hasNoPolicy(p.Offer) {
		v.More = append(v.More, view.Link{Text: p.Words.Word("policy.more"), Href: p.To(catalog.PoliciesFolder)})
	}
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
	v.Frame = p.frame(p.title(), v.Lead)
	v.Frame.Footer.Counted = p.countedOn(p.offeredPromises())
	return v
}

// missGroups returns what happens if a promise is missed, first of those of which several services say the same. Promises that
// fell short stand above.
func (p pageContext) missGroups() []MissGroup {
	shared := MissGroup{Capability: view.Link{Text: p.Words.Word("promises.shared")}}
	services, at := p.servicesByMiss(), map[string]int{}
	var out []MissGroup
	for _, c := range p.servicesToFind() {
		g := MissGroup{Capability: p.CapabilityLink(c)}
		for _, w := range publicPromises(c) {
			miss := p.missOf(w)
			if miss == nil || p.isShort(w) {
				continue
			}
			if services[miss.key()] == 1 {
				g.Misses = append(g.Misses, *miss)
				continue
			}
			if _, ok := at[miss.key()]; !ok {
				at[miss.key()] = len(shared.Misses)
				shared.Misses = append(shared.Misses, Miss{Promise: view.Link{Text: miss.Promise.Text}, Amends: miss.Amends})
			}
			if first := &shared.Misses[at[miss.key()]]; miss.Missed != "" {
				first.In = append(first.In, ShortIn{view.Link{Text: c.Title.V, Href: miss.Promise.Href}, miss.Missed})
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
		if miss := p.missOf(w); miss != nil && !p.isShort(w) {
			out[miss.key()]++
		}
	}
	return out
}

// key is what a list says of it, as one text, but for how often it was missed.
func (m *Miss) key() string {
	return strings.Join(append([]string{m.Promise.Text, m.Tell, m.Claim}, m.Remedy...), "\x00")
}

// missOf returns what happens if a promise is missed, and how often it was; nil where there is nothing to say.
func (p pageContext) missOf(w *catalog.Promise) *Miss {
	out := &Miss{Promise: view.Link{Text: w.Says.V, Href: p.PromiseHref(w)}, Amends: p.amends(w)}
	if p.wasMissed(w) {
		out.Missed = p.missed(p.Book.Result(w))
	}
	if out.Tell == "" && len(out.Remedy) == 0 && out.Missed == "" {
		return nil
	}
	return out
}

// amends returns what a customer gets if a promise is missed.
func (p pageContext) amends(w *catalog.Promise) Amends {
	full := p.Promise(w, false)
	out := Amends{Tell: full.Tell, Claim: full.Claim}
	for _, t := range full.Tiers {
		out.Remedy = append(out.Remedy, p.Words.Word("page.tier", "below", t.Below, "credit", t.Credit))
	}
	out.Remedy = append(out.Remedy, full.Remedy...)
	return out
}

// wasMissed reports whether a promise was missed in the time that is judged, be it as seldom as it allows.
func (p pageContext) wasMissed(w *catalog.Promise) bool {
	r := p.Book.Result(w)
	return r != nil && r.Window.Since().Missed() > 0
}

// isShort reports whether a promise is kept less often than it says, or known to be missed.
func (p pageContext) isShort(w *catalog.Promise) bool {
	return p.IsAcknowledged(w) || p.wasMissed(w) && p.Book.Result(w).Verdict() == record.Below
}

// missed says how often a promise was missed in the time that is judged.
func (p pageContext) missed(r *record.Result) string {
	since := r.Window.Since()
	if r.Kind == record.Availability {
		return p.KeptSentence(r)
	}
	return view.Sentence(p.Words.Count("wrong.missed", since.Missed(), "counted", p.Words.Int(since.Counted), "window", p.JudgedPeriod(r))) + p.PaidSentence(r)
}

// Shortfall is a promise that is kept less often than it says, or known to be missed, and what the business does about it. What
// several services promise in the same words and missed stands in one.
type Shortfall struct {
	Promise view.Link
	Amends
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

// shortfalls returns the promises that are kept less often than they say or known to be missed.
func (p pageContext) shortfalls() []Shortfall {
	var out []Shortfall
	for _, w := range p.offeredPromises() {
		if p.isShort(w) {
			out = append(out, p.shortfall(w, p.Book.Result(w)))
		}
	}
	return together(out)
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
	out := Shortfall{Promise: view.Link{Text: w.Says.V, Href: p.PromiseHref(w)}, Amends: p.amends(w), From: w.Capability.Title.V}
	if p.IsAcknowledged(w) {
		out.Says, out.Because, out.Until = p.Words.Word("page.shortfall"), view.Sentence(w.Acknowledge.Because.V), p.Day(w.Acknowledge.Until)
	}
	if !p.wasMissed(w) {
		return out
	}
	out.Says = strings.TrimSpace(out.Says + " " + p.missed(r))
	for _, n := range p.Offer.Notices { // of what went wrong in the time that is judged, the newest first
		during := !n.Known().Before(r.Window.From) && n.Known().Before(r.Window.To)
		if during && n.Public() && view.WentWrong(n) && slices.Contains(n.Capabilities, w.Capability) && len(out.Told) < mostNotices {
			out.Told = append(out.Told, view.Link{Text: n.Title.V, Href: p.To(n.Address())})
		}
	}
	return out
}
