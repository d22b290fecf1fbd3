package site

import (
	"slices"

	"upfront/generator/catalog"
	"upfront/generator/record"
	"upfront/generator/view"
)

// Count is "How we count": definitions, exclusions, calendars, priority levels and the glossary.
type Count struct {
	Frame       Frame
	Lead        string
	Rules       []Note // how kept and counted are worked out, a rule each
	Promises    []CountedPromise
	Calendars   []Calendar
	ZoneNote    string
	Levels      []view.LevelTerm // name and meaning; no limits
	Terms       []Term
	PromisesURL string // the machine-readable promises.json, from this page; empty where there is none
}

// CountedPromise says how one promise is counted.
type CountedPromise struct {
	Promise        view.Link
	From           string    // the capability
	Counts         string    // from what to what: "from collection to delivery"
	Limit          string    // "Within 48 hours"
	Hours          view.Link // the hours that its clock runs in
	Pauses         string    // while what it stands still
	Target, Window string
	Excluded       []string
	Record         *view.Record // its sentence alone; nil where there is nothing to tell
}

// Note is a statement with a reason or a detail below it. Body may be empty.
type Note struct{ Text, Detail string }

// Term is a word with its meaning.
type Term struct{ Anchor, Term, Meaning string }

func (p pageContext) count() any {
	v := Count{Lead: p.Words.Word("count.lead"), Calendars: p.calendars(), ZoneNote: p.zoneNote(), PromisesURL: p.To("promises.json")}
	least := p.Words.Int(record.Least(p.Offer))
	for _, rule := range []string{"kept", "counted", "excluded", "since", "new", "share", "typical", "window", "away", "working", "guarantee", "target", "best_effort"} {
		if rule == "since" && !slices.ContainsFunc(p.Offer.Promises, func(w *catalog.Promise) bool { return w.Public() && w.Since.IsSet() }) {
			continue
		}
		if rule == "away" && !slices.ContainsFunc(p.Offer.Promises, func(w *catalog.Promise) bool { return w.Public() && w.Indicator.Kind.V == "availability" }) {
			continue
		}
		v.Rules = append(v.Rules, Note{Text: p.Words.Word("page.rule." + rule + ".name"), Detail: p.Words.Word("page.rule."+rule+".means", "least", least)})
	}
	for _, w := range p.offeredPromises() {
		if w.Target.IsSet() || w.Indicator.From.IsSet() {
			v.Promises = append(v.Promises, p.countedPromise(w))
		}
	}
	for _, l := range p.Offer.Site.Levels {
		v.Levels = append(v.Levels, view.LevelTerm{Name: l.Name.V, When: l.When.V})
	}
	for _, e := range p.Offer.Glossary {
		v.Terms = append(v.Terms, Term{Anchor: "term-" + anchor(e.Key.V), Term: e.Key.V, Meaning: e.V.V})
	}
	v.Frame = p.frame(p.title(), v.Lead)
	return v
}

func (p pageContext) countedPromise(w *catalog.Promise) CountedPromise {
	out := CountedPromise{Promise: view.Link{Text: w.Says.V, Href: p.PromiseHref(w)}, From: w.Capability.Title.V, Target: p.Often(w.Target), Window: p.Window(w.Window.V),
		Pauses: view.Capitalize(w.Indicator.Paused.V), Record: p.Record(w).Brief()}
	switch {
	case w.Indicator.From.IsSet() && w.Indicator.To.IsSet():
		out.Counts = p.Words.Word("page.counts_from", "from", w.Indicator.From.V, "to", w.Indicator.To.V)
	case w.Indicator.Subject.IsSet():
		out.Counts = w.Indicator.Subject.V
	}
	if w.Promise.Within.IsSet() {
		out.Limit = view.Capitalize(p.InSentence(w))
		if len(w.Levels) == 0 { // each level has hours of its own, and the promise's page tells them
			out.Hours = view.Standalone(p.HoursLink(w.Hours, w.Clock.V == "business"))
		}
	}
	for _, e := range w.Exclusions {
		out.Excluded = append(out.Excluded, e.What.V)
	}
	return out
}
