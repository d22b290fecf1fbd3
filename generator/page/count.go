package page

import (
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/record"
)

// count makes "How we count".
func (p *press) count() Count {
	a := p.on("how-we-count/")
	view := Count{Lead: p.words.Word("count.lead"), Calendars: a.calendars(), ZoneNote: p.zoneNote(), PromisesURL: a.to("promises.json")}
	least := p.words.Int(record.Least(p.offer))
	for _, rule := range p.rules() {
		view.Rules = append(view.Rules, Note{Text: p.words.Word("page.rule." + rule + ".name"), Detail: p.words.Word("page.rule."+rule+".means", "least", least)})
	}
	for _, c := range p.shown() {
		for _, w := range public(c) {
			if w.Target.IsSet() || w.Indicator.From.IsSet() {
				view.Promises = append(view.Promises, a.counted(w))
			}
		}
	}
	for _, l := range p.offer.Site.Levels {
		view.Levels = append(view.Levels, LevelTerm{Name: l.Name.V, When: l.When.V})
	}
	for _, e := range p.offer.Glossary {
		view.Terms = append(view.Terms, Term{Anchor: "term-" + anchor(e.Key.V), Term: e.Key.V, Meaning: e.V.V})
	}
	view.Frame = a.frame("count", p.words.Word("nav.count"), view.Lead)
	return view
}

// rules are those that the offer's promises need.
func (p *press) rules() []string {
	rules := []string{"kept", "counted", "excluded", "new", "typical", "window"}
	for _, w := range p.offer.Promises {
		if w.Public() && w.Indicator.Kind.V == "availability" {
			rules = append(rules, "away")
			break
		}
	}
	return append(rules, "working", "guarantee", "target", "best_effort")
}

func (a at) counted(w *catalog.Promise) CountedPromise {
	out := CountedPromise{Promise: Link{w.Says.V, a.promiseHref(w)}, From: w.Capability.Title.V, Target: a.often(w.Target), Window: a.window(w.Window)}
	switch {
	case w.Indicator.From.IsSet() && w.Indicator.To.IsSet():
		out.Counts = a.words.Word("page.counts_from", "from", w.Indicator.From.V, "to", w.Indicator.To.V)
	case w.Indicator.Subject.IsSet():
		out.Counts = w.Indicator.Subject.V
	}
	out.Pauses = capital(w.Indicator.Paused.V)
	if w.Promise.Within.IsSet() {
		out.Limit = capital(a.inSentence(w))
		if len(w.Levels) == 0 { // each level has hours of its own, and the promise's page tells them
			out.Hours = alone(a.hoursLink(w.Hours, w.Clock.V == "business"))
		}
	}
	for _, e := range w.Exclusions {
		out.Excluded = append(out.Excluded, e.What.V)
	}
	out.Record = a.record(w).brief()
	return out
}

// notFound makes the page for an address that leads nowhere. It is shown at any depth, so its links are absolute.
func (p *press) notFound() NotFound {
	a := p.on("")
	a.root = "/"
	if u := p.siteURL(); u != "" {
		if _, path, ok := strings.Cut(strings.SplitN(u, "://", 2)[1], "/"); ok {
			a.root = "/" + path
		}
	}
	view := NotFound{Frame: a.frame("404", p.words.Word("missing.heading"), ""), Reach: p.contacts()}
	view.Frame.NoIndex, view.Frame.Canonical, view.Frame.JSONLD = true, "", nil
	for _, l := range []string{"capabilities", "fit", "policies", "reach"} {
		address := map[string]string{"capabilities": "capabilities/", "fit": "right-for-you/", "policies": "policies/", "reach": "reach-us/"}[l]
		view.Links = append(view.Links, Card{Title: p.words.Word("nav." + l), Href: a.to(address), Summary: p.words.Word("page.missing." + l)})
	}
	return view
}
