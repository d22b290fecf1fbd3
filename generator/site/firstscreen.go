package site

import (
	"cmp"
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/record"
	"upfront/generator/view"
)

// What the first screen shows: what the owner chose, or else guarantees with the best record, and what people often assume.
// The order of files decides nothing.

// CountOn is one promise of the first screen, with how often it was kept and what a customer gets if not.
type CountOn struct {
	Promise view.Link
	Kept    string // "190 of the last 200"; empty for a promise that nothing measures
	Rest    string // ", or 20% back, unasked."
	Chart   *view.Chart
}

// firstScreen is how many promises, and how many things not done, the first screen shows.
const firstScreen = 3

// countOn returns the promises of the first screen.
func (p pageContext) countOn() []CountOn {
	chosen := p.Offer.CountOn
	if len(chosen) == 0 {
		chosen = slices.DeleteFunc(p.rankedPromises(), func(w *catalog.Promise) bool { return w.Commitment.V == "best-effort" || p.isMissed(w) })
		chosen = firstOfEach(chosen, func(w *catalog.Promise) string { return w.Says.V })
	}
	var out []CountOn
	for _, w := range chosen[:min(len(chosen), firstScreen)] {
		out = append(out, p.countOnOne(w))
	}
	return out
}

// firstOfEach returns the first of the things that have one key: services often say the same.
func firstOfEach[T any](list []T, key func(T) string) []T {
	seen := map[string]bool{}
	return slices.DeleteFunc(slices.Clone(list), func(v T) bool {
		k := key(v)
		defer func() { seen[k] = true }()
		return seen[k]
	})
}

func (p pageContext) isMissed(w *catalog.Promise) bool {
	r := p.Book.Result(w)
	return r != nil && r.Verdict() == record.Below
}

func (p pageContext) countOnOne(w *catalog.Promise) CountOn {
	says := cmp.Or(w.Short.V, strings.TrimSuffix(w.Says.V, "."))
	out := CountOn{Promise: view.Link{Text: says, Href: p.PromiseHref(w)}}
	full, r := p.Record(w), p.Book.Result(w)
	word := "home.kept"
	switch {
	case full == nil:
		word = "home.unmeasured"
	case r == nil || r.Verdict() == record.New || r.Window.Since().Counted == 0 || r.Kind == record.Availability:
		out.Kept = full.Count
	default:
		out.Kept = p.Words.Word("home.of_last", "kept", p.Words.Int(r.Window.Since().Kept), "counted", p.Words.Int(r.Window.Since().Counted))
	}
	if full != nil {
		out.Chart = full.Line
	}
	if r != nil && r.Window.Since().Counted > 0 {
		switch r.Verdict() {
		case record.New:
			word = "home.few"
		case record.Below:
			word = "home.missed"
		}
	}
	out.Rest = p.Words.Word(word)
	if remedy := p.shortRemedy(w); remedy == "" {
		return out
	} else if full != nil && (r == nil || r.Window.Since().Counted == 0) { // no record yet
		out.Rest += " " + p.Words.Word("home.unmeasured_or", "remedy", remedy)
	} else {
		out.Rest = p.Words.Word(word+"_or", "remedy", remedy)
	}
	return out
}

// shortRemedy returns what a customer gets if a promise is missed, in a few words, or how soon they hear of it where that is all;
// empty where it takes more.
func (p pageContext) shortRemedy(w *catalog.Promise) string {
	const most = 40
	switch remedy := w.OnMiss.Remedy; {
	case remedy.Short.IsSet():
		return strings.TrimSuffix(remedy.Short.V, ".")
	case remedy.Amount.IsSet() && len([]rune(remedy.Amount.V)) <= most:
		return view.Uncapitalize(strings.TrimSuffix(remedy.Amount.V, "."))
	case !remedy.Kind.IsSet() && !remedy.Amount.IsSet() && len(remedy.Tiers) == 0 && w.OnMiss.NotifyWithin.IsSet():
		tell := p.Words.Word("promise.tell", "duration", p.Duration(w.OnMiss.NotifyWithin.V, false))
		return view.Uncapitalize(strings.TrimSuffix(tell, "."))
	}
	return ""
}

// rankedPromises returns the public promises of what is offered: those that the owner chose, then guarantees before
// targets, and of these the best kept first.
func (p pageContext) rankedPromises() []*catalog.Promise {
	chosen := func(w *catalog.Promise) int {
		if i := slices.Index(p.Offer.CountOn, w); i >= 0 {
			return i
		}
		return firstScreen
	}
	firm := func(w *catalog.Promise) int {
		return slices.Index([]string{"guarantee", "target", "best-effort"}, w.Commitment.V)
	}
	out := p.offeredPromises()
	slices.SortStableFunc(out, func(a, b *catalog.Promise) int {
		return cmp.Or(chosen(a)-chosen(b), firm(a)-firm(b), -p.compareRecords(a, b), strings.Compare(a.Says.V, b.Says.V))
	})
	return out
}

// compareRecords returns a positive number where the first promise has the better record: kept, then too few to tell, then
// none, then missed; of the kept ones by their share, and then by how many were counted.
func (p pageContext) compareRecords(a, b *catalog.Promise) int {
	level := func(w *catalog.Promise) int {
		r := p.Book.Result(w)
		switch {
		case r == nil:
			return 1
		case r.Verdict() == record.Below:
			return 0
		case r.Verdict() == record.New:
			return 2
		}
		return 3
	}
	if order := level(a) - level(b); order != 0 || level(a) < 2 {
		return order
	}
	x, y := &p.Book.Result(a).Window, &p.Book.Result(b).Window
	return cmp.Or(cmp.Compare(x.Share(), y.Share()), x.Counted()-y.Counted())
}

// doNotExpect returns the things not done of the first screen, and a link where there are more.
func (p pageContext) doNotExpect(ranked []*catalog.Capability) (out []CannotItem, more view.Link) {
	var all []*catalog.Excluded
	for _, c := range ranked {
		all = append(all, c.Excluded...)
	}
	chosen := p.Offer.DoNotExpect
	if len(chosen) == 0 {
		chosen = firstOfEach(all, func(e *catalog.Excluded) string { return e.What.V })
		assumed := func(e *catalog.Excluded) int { return len(e.Often.V) }
		slices.SortStableFunc(chosen, func(a, b *catalog.Excluded) int { return cmp.Compare(min(assumed(b), 1), min(assumed(a), 1)) })
	}
	for _, e := range chosen[:min(len(chosen), firstScreen)] {
		href := p.To(e.Capability.Address())
		if id := view.ExclusionAnchor(e); id != "" {
			href += "#" + id
		}
		out = append(out, CannotItem{What: cmp.Or(e.Short.V, e.What.V), Href: href, Instead: p.insteadOf(e)})
	}
	if len(all) > len(out) {
		more = view.Link{Text: p.Words.Word("cannot.more"), Href: p.To(catalog.CapabilitiesFolder)}
		if len(ranked) == 1 {
			more.Href = p.To(ranked[0].Address()) + "#can"
		}
	}
	return out, more
}
