package site

import (
	"slices"

	"upfront/generator/catalog"
	"upfront/generator/record"
	"upfront/generator/view"
)

// Doing is how the promises that have a record were kept.
type Doing struct {
	Says  string // "Each was kept as often as we said. The closest call stands first."
	Items []DoingItem
	Key   []view.ChartKey
	More  view.Link
}

// DoingItem is the record of one promise.
type DoingItem struct {
	Promise view.Link
	In      string      // the service, where several promise the same: the one with the closest call; else empty
	Record  view.Record // its figure, its verdict and one bar
}

// homeRecords is how many records the home page shows.
const homeRecords = 9

// doing returns how the promises that have a record were kept, the closest call first; nil where none has one.
func (p pageContext) doing() *Doing {
	all := slices.DeleteFunc(p.rankedPromises(), func(w *catalog.Promise) bool {
		r := p.Book.Result(w)
		return r == nil || r.Verdict() == record.Bare || r.Window.Counted() == 0 || p.Record(w) == nil
	})
	if len(all) == 0 {
		return nil
	}
	slices.SortStableFunc(all, func(a, b *catalog.Promise) int { return closer(p.Book.Result(a), p.Book.Result(b)) })
	out := &Doing{Says: p.Words.Word("doing.kept"), More: view.Link{Text: p.Words.Word("doing.more"), Href: p.To(direct(p.Offer, promisesFolder))}}
	switch first, judged := p.Book.Result(all[0]).Verdict(), p.countJudged(all); {
	case first == record.Below && len(all) == 1:
		out.Says = p.Words.Word("doing.only")
	case first == record.Below:
		out.Says = p.Words.Word("doing.some")
	case judged == 0:
		out.Says = p.Words.Word("doing.few")
	case len(all) == 1:
		out.Says = p.Words.Word("doing.kept_one")
	case judged < len(all):
		out.Says = p.Words.Word("doing.kept_judged")
	}
	says := func(w *catalog.Promise) string { return w.Says.V }
	shown := firstOfEach(all, says)
	for _, w := range shown[:min(len(shown), homeRecords)] {
		item := DoingItem{Promise: view.Link{Text: w.Says.V, Href: p.PromiseHref(w)}, Record: *p.Record(w).Brief()}
		if n := len(slices.DeleteFunc(slices.Clone(all), func(x *catalog.Promise) bool { return says(x) != says(w) })); n > 1 {
			item.In = p.Words.Word("doing.in", "service", w.Capability.Title.V, "n", p.Words.Int(n))
		}
		out.Items = append(out.Items, item)
	}
	out.Key = p.doingKey()
	return out
}

func (p pageContext) countJudged(all []*catalog.Promise) (n int) {
	for _, w := range all {
		if p.Book.Result(w).Verdict() != record.New {
			n++
		}
	}
	return n
}

// closer compares two records by how near they came to being missed: those that were come first, and those of which nobody
// can tell yet last.
func closer(a, b *record.Result) int {
	margin := func(r *record.Result) float64 {
		const untold = 2 // more than any share
		if r.Verdict() == record.New {
			return untold
		}
		return r.Window.Share() - r.Limits.Target.Share()
	}
	missed := func(r *record.Result) int {
		if r.Verdict() == record.Below {
			return 0
		}
		return 1
	}
	switch x, y := margin(a), margin(b); {
	case missed(a) != missed(b):
		return missed(a) - missed(b)
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}

// doingKey says what the marks of the bars are.
func (p pageContext) doingKey() []view.ChartKey {
	return []view.ChartKey{{Kind: "kept", Text: p.Words.Word("chart.is_kept")}, {Kind: "missed", Text: p.Words.Word("chart.is_missed")}, {Kind: "goal", Text: p.Words.Word("doing.goal")}}
}
