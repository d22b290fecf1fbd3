package record

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"time"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
)

// A suggestion holds how often a promise was kept, how long things took, the tightest limit that was kept often enough, how
// that limit would have fared in earlier windows, and the lines to write. Another limit is tried by counting the rows again,
// as a build would: only then are working days and changes of the clocks exact.

// Suggestion holds what a business could promise, by the record of a promise or of one of its priority levels. Times are
// seconds on the promise's clock.
type Suggestion struct {
	Promise  string         `json:"promise,omitempty"` // capability.promise; empty for a file without one
	Level    string         `json:"level,omitempty"`
	Says     string         `json:"says,omitempty"`
	Kind     string         `json:"kind"` // time, availability, counted or quantity
	Needed   int            `json:"needed"`
	Enough   bool           `json:"enough"` // whether as many were counted as are needed
	Window   string         `json:"window"`
	Kept     int            `json:"kept"`
	Counted  int            `json:"counted"`
	Open     int            `json:"open"`
	Late     int            `json:"late"`
	Excluded int            `json:"excluded"`
	Target   string         `json:"target,omitempty"`  // which was asked for
	Present  string         `json:"present,omitempty"` // the limit of today
	Times    *Quantiles     `json:"times,omitempty"`
	Tightest *int           `json:"tightest,omitempty"`
	Within   string         `json:"suggested_within,omitempty"`
	Share    string         `json:"suggested_target,omitempty"`
	AtLimit  string         `json:"kept_target,omitempty"` // how often the limit of today was kept, as a target could say it
	Format   string         `json:"format,omitempty"`      // of a file, in which its times were read since no other fits
	Windows  []WindowShares `json:"windows"`               // the newest first
	Write    string         `json:"write,omitempty"`
	Or       string         `json:"or_write,omitempty"` // with the limit of today, where that was kept too seldom

	Newest time.Time    `json:"-"` // the beginning of the newest row, in the site's zone; zero where there is none
	Length clock.Window `json:"-"` // Window
	SoFar  bool         `json:"-"` // the window has not ended yet
	Thin   bool         `json:"-"` // with a few more misses, the suggested limit would be kept too seldom
	Missed int          `json:"-"` // earlier windows in which the suggested limit would have been kept too seldom
	CopyTo string       `json:"-"` // where a file that no promise names has to lie, below content/

	limit clock.Duration // Within
}

// Quantiles are the times within which 50, 90, 95 and 99 % of the finished rows were done.
type Quantiles struct {
	P50 int `json:"p50"`
	P90 int `json:"p90"`
	P95 int `json:"p95"`
	P99 int `json:"p99"`
}

// WindowShares are how often two limits were kept in one window: the promise's own, and the suggested one.
type WindowShares struct {
	From      time.Time  `json:"from"`
	To        time.Time  `json:"to"`
	Present   *KeptShare `json:"present,omitempty"`
	Suggested *KeptShare `json:"suggested,omitempty"`
}

// KeptShare is how many were kept of those that were counted.
type KeptShare struct {
	Kept    int `json:"kept"`
	Counted int `json:"counted"`
}

// usualTarget is how often a promise is to be kept where neither it nor the caller names a target.
const usualTarget = 95 * amount.Whole / 100

// Suggest returns a suggestion for each promise or priority level, to be kept as often as the target, or, where that is zero,
// as often as each promise says. Where a promise cannot be counted or a row cannot be read, it returns the problems alone: the
// missing rows may be the worst.
func Suggest(o catalog.Offer, promises []*catalog.Promise, files Files, target amount.Percent) (iter.Seq[Suggestion], []diag.Problem) {
	o.Promises = nil
	var all []subject
	var problems []diag.Problem
	for _, p := range promises {
		subjects := subjectsOf(&o, p, files)
		all = append(all, subjects...)
		if why := uncountable(&o, p, subjects); why != nil {
			problems = append(problems, *why)
		}
		if len(subjects) == 1 && subjects[0].level == "" {
			p = subjects[0].promise // which has a limit, so that its rows are counted
		}
		o.Promises = append(o.Promises, p)
	}
	if len(problems) == 0 {
		_, problems = Count(&o, files)
	}
	if diag.Count(problems, diag.Error) > 0 {
		return nil, problems
	}
	return func(yield func(Suggestion) bool) {
		for _, s := range all {
			if !yield(s.suggestion(target)) {
				return
			}
		}
	}, nil
}

// uncountable returns why a promise cannot be counted; nil where it can.
func uncountable(o *catalog.Offer, p *catalog.Promise, subjects []subject) *diag.Problem {
	for _, s := range subjects {
		if _, ok := Countable(o, s.promise); ok {
			continue
		}
		if why, _ := Countable(o, p); why != nil {
			return why
		}
		return &diag.Problem{Rule: MeasureUnusable, At: p.Record.At, Message: fmt.Sprintf("%q is not counted, since something that it is counted by is wrong", p.ID.V), Help: "Put right what upfront check shows."}
	}
	return nil
}

// subject is a promise whose record is counted, or one priority level of it.
type subject struct {
	offer     *catalog.Offer
	promise   *catalog.Promise
	level     string // empty for the promise as a whole
	files     Files
	unlimited bool // it has no limit of its own yet
}

// subjectsOf returns a promise, or each of its levels, which have limits of their own.
func subjectsOf(o *catalog.Offer, p *catalog.Promise, files Files) []subject {
	if len(p.Levels) == 0 || p.Record.Notices.IsSet() { // notices have no level
		s := subject{offer: o, promise: asCountable(*p, nil), files: files, unlimited: KindOf(p) == Time && p.Within.At.IsZero()}
		if s.unlimited {
			s.promise.Within.All = boundless(p.Record.At)
		}
		return []subject{s}
	}
	var all []subject
	for _, term := range p.Levels {
		all = append(all, subject{offer: o, promise: asCountable(*p, []catalog.LevelTerm{term}), level: term.Level.ID.V, files: files})
	}
	return all
}

// asCountable returns a copy of a promise with other levels. A best effort becomes a target, and a statement a time, to see
// how often they could be promised.
func asCountable(p catalog.Promise, levels []catalog.LevelTerm) *catalog.Promise {
	p.Levels = levels
	if p.Commitment.V == "best-effort" {
		p.Commitment.V = "target"
	}
	if p.Indicator.Kind.V == "statement" && KindOf(&p) == Time {
		p.Indicator.Kind.V = ""
	}
	return &p
}

var kindNames = map[Kind]string{Time: "time", Availability: "availability", Counted: "counted", Quantity: "quantity"}

// suggestion returns the suggestion for a target, or where that is zero for the target of the promise.
func (s subject) suggestion(target amount.Percent) Suggestion {
	r := CountEach(s.offer, []*catalog.Promise{s.promise}, s.files)[0].Result
	w := r.Window
	target = cmp.Or(target, r.Limits.Target, usualTarget)
	out := Suggestion{Promise: s.promise.Ref, Level: s.level, Says: s.promise.Says.V, Kind: kindNames[r.Kind], Needed: r.Limits.Least, Window: r.Limits.Window.String(),
		Kept: w.Kept, Counted: w.Counted(), Open: w.Open, Late: w.Late, Excluded: w.Excluded(), Length: r.Limits.Window, SoFar: r.SoFar}
	if !r.Newest.IsZero() {
		out.Newest = r.Newest.In(s.offer.Zone)
	}
	out.Enough = out.Counted >= out.Needed
	if r.Kind == Availability {
		out.Needed, out.Enough = 0, out.Counted > 0
	}
	windows := append([]Period{w}, r.Earlier...)
	if r.Running != nil && r.Kind == Availability { // it can only become worse
		windows = slices.Insert(windows, 0, *r.Running)
	}
	for _, p := range windows {
		shares := WindowShares{From: p.From, To: p.To}
		if !s.unlimited {
			present := shareOf(p.Tally)
			shares.Present = &present
		}
		out.Windows = append(out.Windows, shares)
	}
	switch {
	case r.Kind == Time:
		s.suggestLimit(&out, &w, target)
	case out.Enough:
		share, ok := highestOf(func(target amount.Percent) bool { // windows in which too few were counted are ignored
			return !slices.ContainsFunc(out.Windows, func(w WindowShares) bool {
				return w.Present.Counted >= max(out.Needed, 1) && !w.Present.meets(target)
			})
		})
		if ok {
			out.Share, out.Write = share.String(), s.targetLine(share)
		}
	}
	return out
}

// targetLine returns the lines of a target. A guarantee cannot have one below the floor that site.yaml sets for all.
func (s subject) targetLine(share amount.Percent) string {
	line := "target: " + share.String() + "\n"
	if s.promise.Commitment.V == "guarantee" && share < s.offer.Site.Checks.GuaranteeFloor.V {
		return "commitment: target\n" + line
	}
	return line
}

// highestOf returns the highest share that was kept, in whole per cent, above 99 in tenths.
func highestOf(kept func(amount.Percent) bool) (amount.Percent, bool) {
	const percent = amount.Whole / 100
	for target, step := amount.Whole, percent/10; target > 0; target -= step {
		if kept(target) {
			return target, true
		}
		if target <= 99*percent {
			step = percent
		}
	}
	return 0, false
}

func shareOf(t Tally) KeptShare { return KeptShare{t.Kept, t.Counted()} }

func (s KeptShare) meets(target amount.Percent) bool {
	return target.Met(int64(s.Kept), int64(s.Counted))
}
