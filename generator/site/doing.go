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
	out := &Doing{Says: p.Words.Word("doing.kept"), More: view.Link{Text: p.Words.Word("doing.more"), Href: p.To(promisesFolder)}}
	switch first, judged := p.Book.Result(all[0]).Verdict(), p.countJudged(all); {
	case first == record.Below && judged == 1:
		out.Says = p.Words.Word("doing.only")
	case first == record.Below:
		out.Says = p.Words.Word("doing.some")
	case judged == 0:
		out.Says = p.Words.Word("doing.few")
	case judged == 1:
		out.Says = p.Words.Word("doing.kept_one")
	}
	for _, w := range all[:min(len(all), homeRecords)] {
		out.Items = append(out.Items, DoingItem{view.Link{Text: w.Says.V, Href: p.PromiseHref(w)}, *p.Record(w).Brief()})
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
