package record

import (
	"cmp"
	"fmt"
	"slices"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// A study is a promise whose record is looked at: what can be counted of it, and how it is counted for each of its levels.

// study is a promise whose record is looked at.
type study struct {
	offer      *catalog.Offer
	promise    *catalog.Promise // as it can be counted
	files      Files
	unlimited  bool      // it has no limit of its own yet
	bestEffort bool      // it says so today
	held       *heldRows // nil before they are read
}

// newStudy makes a copy of a promise that can be counted. A best effort becomes a target, and a statement a time, to see how
// often they could be promised. What has no limit yet gets the shortest.
func newStudy(o *catalog.Offer, promise *catalog.Promise, files Files) *study {
	p := *promise
	bestEffort := p.Commitment.V == "best-effort"
	if bestEffort {
		p.Commitment.V = "target"
	}
	kind := KindOf(&p)
	if p.Indicator.Kind.V == "statement" && kind == Time {
		p.Indicator.Kind.V = ""
	}
	s := &study{offer: o, promise: &p, files: files, bestEffort: bestEffort, unlimited: kind == Time && len(p.Levels) == 0 && p.Within.At.IsZero()}
	if s.unlimited {
		p.Within.All = syntax.Written[clock.Duration]{V: standIn, At: p.Record.At}
	}
	return s
}

// standIn is the limit of a promise that has none yet. Under it, the rows of a window are those that began in it.
var standIn = clock.Duration{N: 1, Unit: clock.Minute}

// uncountable returns why a promise cannot be counted; nil where it can.
func (s *study) uncountable(p *catalog.Promise) *diag.Problem {
	if _, ok := Countable(s.offer, s.promise); ok {
		return nil
	}
	if why, _ := Countable(s.offer, p); why != nil {
		return why
	}
	return &diag.Problem{Rule: MeasureUnusable, At: p.Record.At, Message: fmt.Sprintf("%q is not counted, since something that it is counted by is wrong", p.ID.V), Help: "Put right what upfront check shows."}
}

// count counts a form of the promise. Windows with few rows are not passed over where a probe is given, and rows that began before
// the promise is made as it stands are.
func (s *study) count(p *catalog.Promise, asked *probe) *Result {
	o := *s.offer
	if s.held == nil {
		s.held = newHeldRows(s.promise)
		countEach(&o, []*catalog.Promise{s.promise}, s.files, []*heldRows{s.held})
	}
	if asked != nil {
		asked.since = KindOf(p) != Availability
		o.Site.Checks.MinSample = syntax.Written[int]{V: 0, At: diag.Place{File: syntax.SiteFile}}
	}
	return s.held.count(&o, p, asked)
}

// levels returns the priority levels that have limits of their own; one without a name where the promise has one limit.
func (s *study) levels() []string {
	if len(s.promise.Levels) == 0 || s.promise.Record.Notices.IsSet() { // notices have no level
		return []string{""}
	}
	return diag.Names(s.promise.Levels, func(l catalog.LevelTerm) string { return l.Level.ID.V })
}

// leastOfSite returns how many rows the site wants to have counted before a promise can be called kept; zero where it does not say.
// What has fewer is offered for no target: its page could not say that it is kept.
func (s *study) leastOfSite() int {
	if !s.offer.Site.Checks.MinSample.IsSet() {
		return 0
	}
	return Least(s.offer)
}

// bears reports whether what was kept bears a target, and is enough for the site.
func (s *study) bears(k KeptShare, target amount.Percent) bool {
	return k.Counted >= s.leastOfSite() && k.bears(target)
}

// borne returns the highest target that what was kept bears; ok is false where there is none, or it is too little for the site.
func (s *study) borne(k KeptShare) (target amount.Percent, ok bool) {
	if k.Counted < s.leastOfSite() {
		return 0, false
	}
	return k.borne()
}

// need sets how many rows are needed: for the target, or for the site. Where no record bears the target, no number is enough.
func (x *Suggestion) need(forTarget, forSite int) {
	if x.Needed = forTarget; forTarget > 0 && forSite > forTarget {
		x.Needed, x.ForSite = forSite, true
	}
}

var kindNames = map[Kind]string{Time: "time", OnTime: "on-time", Availability: "availability", Counted: "counted", Quantity: "quantity"}

// suggestions returns the suggestions for a target, or where that is zero for the target of the promise: one, or one for each
// level.
func (s *study) suggestions(asked amount.Percent) []Suggestion {
	whole := s.count(s.promise, nil)
	asked = cmp.Or(asked, whole.Limits.Target, usualTarget)
	var out []Suggestion
	for _, level := range s.levels() {
		x := Suggestion{Promise: s.promise.Ref, Level: level, Says: s.promise.Says.V, Kind: kindNames[whole.Kind], Window: whole.Limits.Window.String(),
			Length: whole.Limits.Window, SoFar: whole.SoFar, Decimals: asked, Windows: []WindowShares{}}
		windows := append([]Period{whole.Window}, whole.Earlier...)
		newest := whole.Newest
		if level != "" || s.since() != "" {
			r := s.count(s.promise, &probe{level: level})
			windows, newest = periodsFrom(r, whole.Window.Span), r.Newest
		}
		if !newest.IsZero() {
			x.Newest = newest.In(s.offer.Zone)
		}
		if since := s.promise.Since; s.since() != "" && since.V.Start(s.offer.Zone).After(windows[0].From) {
			x.Since, x.Ahead = s.since(), s.offer.Now.Before(since.V.Start(s.offer.Zone))
		}
		x.NoRow = whole.Newest.IsZero() && (whole.Rows == 0 || whole.Kind == Availability) && !s.promise.Record.Notices.IsSet()
		w := &windows[0]
		x.Kept, x.Counted, x.NotDue, x.Late, x.Excluded = w.Kept, w.Counted(), w.NotDue, w.Late, w.Excluded()
		if whole.Kind == Time || whole.Kind == OnTime {
			s.suggestLimit(&x, windows, asked)
		} else {
			s.suggestShare(&x, whole, windows)
		}
		out = append(out, x)
	}
	if whole.Kind == Time || whole.Kind == OnTime {
		s.writeLimits(out)
	}
	out[len(out)-1].Last = true
	out[0].Shared = sharedID(s.promise, s.files)
	return out
}

// since returns the day from which on rows show what the promise is worth as it stands; empty where all of them do.
func (s *study) since() string {
	if !s.promise.Since.IsSet() || KindOf(s.promise) == Availability {
		return ""
	}
	return s.promise.Since.V.String()
}

// periodsFrom returns the windows of a result from the one with a span on, the newest first.
func periodsFrom(r *Result, span clock.Span) []Period {
	all := append([]Period{r.Window}, r.Earlier...)
	if r.Running != nil {
		all = slices.Insert(all, 0, *r.Running)
	}
	for i := range all {
		if all[i].From.Equal(span.From) {
			return all[i:]
		}
	}
	return []Period{{Span: span}}
}
