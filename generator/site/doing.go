package site

import (
	"upfront/generator/catalog"
	"upfront/generator/record"
	"upfront/generator/view"
)

// Doing is how we are doing, over all promises that have a record.
type Doing struct {
	Says  string // counts them: "We count 9 promises, and kept each as often as we said."
	Items []DoingItem
	More  view.Link // where the list is not complete
}

// DoingItem is the record of one promise.
type DoingItem struct {
	Promise view.Link
	Record  view.Record // its sentence alone
}

// doing says how the promises that have a record have been kept, the missed ones first; nil where none has a record.
func (p pageContext) doing(shown []*catalog.Capability) *Doing {
	var kept, below []DoingItem
	for _, c := range shown {
		for _, w := range publicPromises(c) {
			r := p.Book.Result(w)
			if r == nil {
				continue
			}
			item := func() DoingItem {
				return DoingItem{view.Link{Text: w.Says.V, Href: p.PromiseHref(w)}, *p.Record(w).Brief()}
			}
			switch r.Verdict() {
			case record.Below:
				below = append(below, item())
			case record.Kept, record.Thin:
				kept = append(kept, item())
			}
		}
	}
	all := append(below, kept...)
	if len(all) == 0 {
		return nil
	}
	out := &Doing{Says: p.Words.Count("doing.kept", len(all)), Items: all[:min(len(all), homeRecords)]}
	switch {
	case len(all) == 1 && len(below) == 1:
		out.Says = p.Words.Word("doing.only")
	case len(below) > 0:
		out.Says = p.Words.Count("doing.some", len(below), "all", p.Words.Int(len(all)))
	}
	if len(all) > homeRecords {
		out.More = view.Link{Text: p.Words.Word("doing.more"), Href: p.To(promisesFolder)}
	}
	return out
}
