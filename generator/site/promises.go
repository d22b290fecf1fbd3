package site

import (
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/view"
)

// Promises is the page of all promises, A to Z: also the print edition.
type Promises struct {
	Frame   Frame
	Lead    string // counts them: "14 promises in 3 services."
	Letters []PromiseLetter
}

// PromiseLetter holds the promises of the capabilities that begin with one letter.
type PromiseLetter struct {
	Letter string
	Groups []PromiseGroup
}

// PromiseGroup holds the promises of one capability.
type PromiseGroup struct {
	Capability view.Link
	Summary    string
	Promises   []view.Promise
}

// PromiseCard is a promise in a list: the sentence leads to the whole.
type PromiseCard struct {
	Says       string
	Href       string
	Commitment view.Tag
	From       string // the capability's title; may be empty
}

func (p pageContext) promises() any {
	v := Promises{}
	count, services := 0, 0
	shown := p.offered()
	slices.SortStableFunc(shown, func(x, y *catalog.Capability) int {
		return strings.Compare(strings.ToLower(x.Title.V), strings.ToLower(y.Title.V))
	})
	for _, c := range shown {
		g := PromiseGroup{Capability: p.CapabilityLink(c), Summary: c.Summary.V}
		for _, w := range publicPromises(c) {
			g.Promises = append(g.Promises, p.Promise(w, true).Brief())
		}
		if len(g.Promises) == 0 {
			continue
		}
		letter := firstLetter(c.Title.V)
		i := slices.IndexFunc(v.Letters, func(l PromiseLetter) bool { return l.Letter == letter })
		if i < 0 {
			v.Letters, i = append(v.Letters, PromiseLetter{Letter: letter}), len(v.Letters)
		}
		v.Letters[i].Groups = append(v.Letters[i].Groups, g)
		count, services = count+len(g.Promises), services+1
	}
	if count > 0 {
		v.Lead = p.Words.Word("promises.lead", "promises", p.Words.Count("how_many.promises", count), "services", p.Words.Count("how_many.services", services))
	}
	v.Frame = p.frame(p.title(), v.Lead, p.crumbs("capabilities")...)
	return v
}

func firstLetter(s string) string {
	for _, r := range strings.ToUpper(s) {
		return string(r)
	}
	return ""
}
