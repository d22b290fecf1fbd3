package page

import (
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/record"
)

// Where we fell short, said by ourselves: what was missed, in counts, and what we did about it.

// shortTold is how many notices stand with one shortfall: the newest.
const shortTold = 3

// shortfalls are the promises that were missed within their window, or that we know we are missing: first those that
// were kept less often than they say.
func (a at) shortfalls(shown []*catalog.Capability) []Shortfall {
	var below, others []Shortfall
	for _, c := range shown {
		for _, w := range public(c) {
			r := a.book.Of(w)
			missed := r != nil && r.Window.Missed() > 0
			switch {
			case a.missing(w), missed && r.Verdict() == record.Below:
				below = append(below, a.shortfall(w, r))
			case missed:
				others = append(others, a.shortfall(w, r))
			}
		}
	}
	return append(below, others...)
}

// missing reports whether we say of a promise that we are missing it: until the day that its acknowledgement names, unless
// its record shows by now that it is kept.
func (a at) missing(w *catalog.Promise) bool {
	until := w.Acknowledge.Until
	if !until.IsSet() || until.V.Before(a.offer.Today()) {
		return false
	}
	r := a.book.Of(w)
	return r == nil || r.Verdict() == record.Below || r.Verdict() == record.New || r.Verdict() == record.Bare
}

// shortfall tells of one promise; r is nil for one without a record.
func (a at) shortfall(w *catalog.Promise, r *record.Result) Shortfall {
	out := Shortfall{Promise: Link{w.Says.V, a.promiseHref(w)}, From: w.Capability.Title.V}
	if a.missing(w) {
		out.Says, out.Because, out.Until = a.words.Word("page.shortfall"), full(w.Acknowledge.Because.V), a.day(w.Acknowledge.Until)
	}
	if r == nil || r.Window.Missed() == 0 {
		return out
	}
	says := a.kept(r)
	if r.Kind != record.Availability {
		says = full(a.words.Count("wrong.missed", r.Window.Missed(), "counted", a.words.Int(r.Window.Counted()), "window", a.span(r)))
	}
	out.Says = strings.TrimSpace(out.Says + " " + says)
	out.Told = a.toldOf(w.Capability, r)
	return out
}

// toldOf gives the public notices of what went wrong with a capability in the time that is judged, the newest first.
func (a at) toldOf(c *catalog.Capability, r *record.Result) []Link {
	var out []Link
	for _, n := range a.offer.Notices {
		at := n.Known()
		if n.Public() && wentWrong(n) && slices.Contains(n.Capabilities, c) && !at.Before(r.Window.From) && at.Before(r.Window.To) && len(out) < shortTold {
			out = append(out, Link{n.Title.V, a.to("notices/" + n.ID + "/")})
		}
	}
	return out
}
