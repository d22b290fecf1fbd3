package site

import (
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/record"
	"upfront/generator/view"
)

// Count is "How we count": definitions, exclusions, calendars, priority levels and the glossary.
type Count struct {
	Frame       Frame
	Lead        string
	Rules       []Note // how kept and counted are worked out, a rule each
	Groups      []CountedGroup
	Calendars   []Calendar
	Closed      []view.Time // holidays still to come that all calendars share
	ZoneNote    string
	Levels      []view.LevelTerm // name and meaning; no limits
	Terms       []Term
	PromisesURL string // the machine-readable promises.json, from this page; empty where there is none
}

// CountedGroup holds what is counted of the promises of one service, or of those that several make.
type CountedGroup struct {
	Name     view.Link
	Anchor   string
	Promises []CountedPromise
}

// CountedPromise says from when to when, or of what, a promise is counted, and what is left out.
type CountedPromise struct {
	Promise  view.Link
	Counts   string // from what to what: "From “collected” to “delivered”."; may be empty
	Pauses   string // while what its clock stands still
	Excluded []string
}

// Note is a statement with a reason or a detail below it. Body may be empty.
type Note struct{ Text, Detail string }

// Term is a word with its meaning.
type Term struct{ Anchor, Term, Meaning string }

func (p pageContext) count() any {
	v := Count{Lead: p.Words.Word("count.lead")}
	if !hasNoPromise(p.Offer) {
		p.countPromises(&v)
	}
	for _, e := range p.Offer.Glossary {
		v.Terms = append(v.Terms, Term{Anchor: "term-" + anchor(e.Key.V), Term: e.Key.V, Meaning: e.V.V})
	}
	v.Frame = p.frame(p.title(), v.Lead)
	return v
}

// countPromises fills what a page of promises explains: only what they use.
func (p pageContext) countPromises(v *Count) {
	v.Calendars, v.Closed = sharedHolidays(p.calendars())
	v.ZoneNote, v.PromisesURL, v.Groups = p.zoneNote(), p.To("promises.json"), p.countedGroups()
	least := p.Words.Int(record.Least(p.Offer))
	for _, rule := range countRules() {
		if slices.ContainsFunc(p.offeredPromises(), rule.explains) {
			v.Rules = append(v.Rules, Note{Text: p.Words.Word("page.rule." + rule.name + ".name"), Detail: p.Words.Word("page.rule."+rule.name+".means", "least", least)})
		}
	}
	for _, l := range p.Offer.Site.Levels {
		v.Levels = append(v.Levels, view.LevelTerm{Name: l.Name.V, When: l.When.V})
	}
}

// countRule is a rule of counting, by the name of its words, and which promises it explains.
type countRule struct {
	name     string
	explains func(*catalog.Promise) bool
}

func countRules() []countRule {
	measured := func(w *catalog.Promise) bool { return w.Target.IsSet() }
	of := func(commitment string) func(*catalog.Promise) bool {
		return func(w *catalog.Promise) bool { return w.Commitment.V == commitment }
	}
	return []countRule{
		{"kept", measured}, {"counted", measured},
		{"excluded", func(w *catalog.Promise) bool { return len(w.Exclusions) > 0 }},
		{"since", func(w *catalog.Promise) bool { return w.Since.IsSet() }},
		{"new", measured}, {"share", measured}, {"typical", func(w *catalog.Promise) bool { return w.Promise.Within.IsSet() }},
		{"window", func(w *catalog.Promise) bool { return w.Window.IsSet() }},
		{"away", func(w *catalog.Promise) bool { return w.Indicator.Kind.V == "availability" }},
		{"working", func(w *catalog.Promise) bool { return w.Clock.V == "business" || len(w.Levels) > 0 }},
		{"guarantee", of("guarantee")}, {"target", of("target")}, {"best_effort", of("best-effort")},
	}
}

// countedGroups returns how each promise is counted, in the groups of the page of all promises; what several services count in
// the same words stands with the first.
func (p pageContext) countedGroups() []CountedGroup {
	var out []CountedGroup
	done := map[string]bool{}
	for _, c := range p.servicesToFind() {
		g := CountedGroup{Name: p.CapabilityLink(c), Anchor: "in-" + c.ID}
		for _, w := range publicPromises(c) {
			counted := p.countedPromise(w)
			key := strings.Join(append([]string{w.Says.V, counted.Counts, counted.Pauses}, counted.Excluded...), "\x00")
			if has := counted.Counts != "" || len(counted.Excluded) > 0; has && !done[key] {
				g.Promises, done[key] = append(g.Promises, counted), true
			}
		}
		if len(g.Promises) > 0 {
			out = append(out, g)
		}
	}
	return out
}

func (p pageContext) countedPromise(w *catalog.Promise) CountedPromise {
	out := CountedPromise{Promise: view.Link{Text: w.Says.V, Href: p.PromiseHref(w)}, Pauses: view.Capitalize(w.Indicator.Paused.V)}
	switch {
	case w.Indicator.From.IsSet() && w.Indicator.To.IsSet():
		out.Counts = p.Words.Word("page.counts_from", "from", w.Indicator.From.V, "to", w.Indicator.To.V)
	case w.Indicator.Subject.IsSet():
		out.Counts = view.Capitalize(w.Indicator.Subject.V)
	}
	for _, e := range w.Exclusions {
		out.Excluded = append(out.Excluded, view.Capitalize(e.What.V))
	}
	return out
}
