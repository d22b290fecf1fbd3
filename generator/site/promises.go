package site

import (
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/view"
)

// Promises is the page of all promises, by service. A promise that several services make in the same words, with the same terms,
// stands in it once.
type Promises struct {
	Frame    Frame
	Lead     string
	Key      []view.ChartKey // what the marks of the bars are; empty where none is shown
	Contents []view.Link     // to the groups, where there are more than a few
	Groups   []PromiseGroup
}

// PromiseGroup holds the promises of one service, or those that several make.
type PromiseGroup struct {
	Name     view.Link // the service; without an address for those that several make
	Anchor   string
	Promises []ListedPromise
}

// ListedPromise is a promise in a list: the sentence leads to the whole.
type ListedPromise struct {
	Promise    view.Link
	Commitment view.Tag
	Often      string       // "at least 95 of 100, over the last 90 days"; may be empty
	Record     *view.Record // its figure, verdict and line; nil where it is not counted, or several services make it
	Remedy     string       // what a customer gets if it is missed, in a few words; may be empty
	In         []Figure     // the services that make it, where there are several
}

// Figure is how one of several services kept a promise.
type Figure struct {
	Service view.Link
	Record  *view.Record // nil where it is not counted
}

// PromiseCard is a promise in a list: the sentence leads to the whole.
type PromiseCard struct {
	Says, Href string
	Commitment view.Tag
	From       string // the capability's title; may be empty
}

func (p pageContext) promises() any {
	v := Promises{Groups: p.promiseGroups()}
	if len(v.Groups) > 0 {
		v.Lead = p.Words.Word("promises.lead")
	}
	v.Contents = contentsOf(v.Groups)
	if len(p.offeredPromises()) > mostLines {
		v.leaveOutLines()
	} else if slices.ContainsFunc(p.offeredPromises(), p.IsCounted) {
		v.Key = p.doingKey()
	}
	v.Frame = p.frame(p.title(), v.Lead, p.crumbs("capabilities")...)
	v.Frame.Footer.Counted = p.countedOn(p.offeredPromises())
	return v
}

// sharedAnchor is the id of the promises that several services make.
const sharedAnchor = "part.shared"

// mostLines is how many promises are listed with a picture of each record: of more, the page would be heavy.
const mostLines = 40

func (v *Promises) leaveOutLines() {
	for _, g := range v.Groups {
		for _, w := range g.Promises {
			if w.Record != nil {
				w.Record.Line = nil
			}
		}
	}
}

// fewGroups is how many groups a page shows without a table of contents.
const fewGroups = 3

func contentsOf(groups []PromiseGroup) []view.Link {
	var out []view.Link
	if len(groups) > fewGroups {
		for _, g := range groups {
			out = append(out, view.Link{Text: g.Name.Text, Href: "#" + g.Anchor})
		}
	}
	return out
}

// promiseGroups returns those that several services make, and then the promises of each service.
func (p pageContext) promiseGroups() []PromiseGroup {
	shared := PromiseGroup{Name: view.Link{Text: p.Words.Word("promises.shared")}, Anchor: sharedAnchor}
	same := p.sameWords()
	done := map[string]bool{}
	var out []PromiseGroup
	for _, c := range p.servicesToFind() {
		g := PromiseGroup{Name: p.CapabilityLink(c), Anchor: "in-" + c.ID}
		for _, w := range publicPromises(c) {
			key := termsOf(w)
			switch {
			case done[key]:
			case len(same[key]) > 1:
				shared.Promises = append(shared.Promises, p.listedOf(same[key]))
				done[key] = true
			default:
				g.Promises = append(g.Promises, p.listed(w))
			}
		}
		if len(g.Promises) > 0 {
			out = append(out, g)
		}
	}
	if len(shared.Promises) > 0 {
		out = append([]PromiseGroup{shared}, out...)
	}
	return out
}

// sameWords returns the promises that are offered by their words and terms.
func (p pageContext) sameWords() map[string][]*catalog.Promise {
	out := map[string][]*catalog.Promise{}
	for _, w := range p.offeredPromises() {
		out[termsOf(w)] = append(out[termsOf(w)], w)
	}
	return out
}

// termsOf returns what a list says of a promise, as one text.
func termsOf(w *catalog.Promise) string {
	r := w.OnMiss.Remedy
	return strings.Join([]string{w.Says.V, w.Commitment.V, canonical(w.Target), canonical(w.Window), r.Amount.V, r.Base.V}, "\x00")
}

func (p pageContext) listed(w *catalog.Promise) ListedPromise {
	full := p.Promise(w, false)
	out := ListedPromise{Promise: view.Link{Text: w.Says.V, Href: full.Href}, Commitment: full.Commitment, Often: full.Often, Record: full.Record.Brief()}
	if remedy := p.ShortRemedy(w); remedy != "" {
		out.Remedy = p.Words.Word("promises.or", "remedy", remedy)
	}
	return out
}

// listedOf returns a promise that several services make.
func (p pageContext) listedOf(all []*catalog.Promise) ListedPromise {
	out := p.listed(all[0])
	out.Promise.Href, out.Record = "", nil
	for _, w := range all {
		out.In = append(out.In, Figure{view.Link{Text: w.Capability.Title.V, Href: p.PromiseHref(w)}, p.Record(w).Brief()})
	}
	return out
}
