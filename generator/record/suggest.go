package record

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// A suggestion holds how often a promise was kept, how long things took, the tightest limit that its record bears, how that limit
// would have fared in earlier windows, and the lines to write. Before a limit is proposed the rows are counted with it, as a
// build would: only then are working days and changes of the clocks exact. All levels of a promise have one window and one target.

// Suggestion holds what a business could promise, by the record of a promise or of one of its priority levels. Times are
// seconds on the promise's clock.
type Suggestion struct {
	Promise  string         `json:"promise,omitempty"` // capability.promise; empty for a file without one
	Level    string         `json:"level,omitempty"`
	Says     string         `json:"says,omitempty"`
	Kind     string         `json:"kind"` // time, on-time, availability, counted or quantity
	Needed   int            `json:"needed"`
	Enough   bool           `json:"enough"` // whether as many were counted as are needed
	Window   string         `json:"window"`
	Kept     int            `json:"kept"`
	Counted  int            `json:"counted"`
	Since    string         `json:"since,omitempty"` // what began before this day, within the window, is not counted: the promise stood otherwise then
	NoRow    bool           `json:"no_row,omitempty"`
	NotDue   int            `json:"not_due"` // rows whose time is not up yet
	Late     int            `json:"late"`
	Excluded int            `json:"excluded"`
	Target   string         `json:"target,omitempty"`  // of limits: which was looked for
	Asked    string         `json:"asked,omitempty"`   // which was asked for, where it is too low to be promised
	Present  string         `json:"present,omitempty"` // the limit of today
	Times    *Quantiles     `json:"times,omitempty"`
	Tightest *int           `json:"tightest,omitempty"`
	Rank     *Rank          `json:"rank,omitempty"` // of the tightest limit
	Within   string         `json:"suggested_within,omitempty"`
	Share    string         `json:"suggested_target,omitempty"`
	AtLimit  string         `json:"kept_target,omitempty"` // the highest target that the record bears with the limit of today
	Format   string         `json:"format,omitempty"`      // of a file, in which its times were read since no other fits
	Shared   *SharedID      `json:"shared_id,omitempty"`
	Windows  []WindowShares `json:"windows"`              // the newest first
	Write    string         `json:"write,omitempty"`      // of the promise, the same for each of its levels
	Or       string         `json:"or_write,omitempty"`   // with the limit of today, or for the lowest target, where that is borne
	Site     string         `json:"site_write,omitempty"` // what site.yaml needs before

	Newest   time.Time      `json:"-"` // the beginning of the newest row, in the site's zone; zero where there is none
	Length   clock.Window   `json:"-"` // Window
	SoFar    bool           `json:"-"` // the window has not ended yet
	Missed   int            `json:"-"` // earlier windows in which the suggestion would have been missed
	Decimals amount.Percent `json:"-"` // shares are printed with as many decimals as it has
	OrLeast  bool           `json:"-"` // Or is for the lowest target that is worth a promise
	AtMost   string         `json:"-"` // where too little was counted for the target: the highest that so few could bear
	ForSite  bool           `json:"-"` // Needed is the min_sample of site.yaml, which is more than the target needs
	Last     bool           `json:"-"` // of the suggestions for one promise
	Unknown  []string       `json:"-"` // levels that the record bears no limit for: the lines leave them out
	CopyTo   string         `json:"-"` // where a file that no promise names has to lie, below content/

	asked, atPresent         amount.Percent // the target that was asked for, and AtLimit
	present, limit, atLeast  clock.Duration // the limits: of today, for the target, and for the lowest one
	byDay                    bool           // days were agreed, without a time of day
	presentBears, leastBorne bool           // whether the limit of today bears the target, and whether there is one for the lowest
}

// Rank is the place of a row among those that count, from the fastest on.
type Rank struct {
	Rank int `json:"rank"`
	Of   int `json:"of"`
}

// Quantiles are the times within which 50, 90, 95 and 99 % of the rows were done; nil where such a share is not: the next are still
// open.
type Quantiles struct {
	P50 *int `json:"p50"`
	P90 *int `json:"p90"`
	P95 *int `json:"p95"`
	P99 *int `json:"p99"`
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
	var all []*study
	var held []*heldRows
	var problems []diag.Problem
	for _, p := range promises {
		s := newStudy(&o, p, files)
		all = append(all, s)
		held = append(held, nil)
		if why := s.uncountable(p); why != nil {
			problems = append(problems, *why)
		}
		o.Promises = append(o.Promises, s.promise)
	}
	if len(all) == 1 { // the rows of many promises are not held at once
		all[0].held = newHeldRows(all[0].promise)
		held[0] = all[0].held
	}
	if len(problems) == 0 {
		_, problems = NewBook(o.Promises, countEach(&o, o.Promises, files, held))
	}
	if diag.Count(problems, diag.Error) > 0 {
		return nil, problems
	}
	return func(yield func(Suggestion) bool) {
		for _, s := range all {
			suggestions := s.suggestions(target)
			s.held = nil
			for _, suggestion := range suggestions {
				if !yield(suggestion) {
					return
				}
			}
		}
	}, nil
}

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
			x.Since = s.since()
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

// suggestShare fills in the target that a record bears which counts how often something was kept. Of availability the last window
// that has ended is judged, where there is one: of the running one, what was lost stays lost, and the target has to allow that.
func (s *study) suggestShare(x *Suggestion, r *Result, windows []Period) {
	judged := 0
	var running *Period
	if r.Kind == Availability && (r.Running != nil || r.SoFar) {
		if r.Running != nil {
			windows = slices.Insert(windows, 0, *r.Running)
		}
		running, judged = &windows[0], min(1, len(windows)-1)
		x.SoFar = judged == 0
	}
	w := &windows[judged]
	x.Kept, x.Counted, x.Excluded = w.Kept, w.Counted(), w.Excluded()
	for _, p := range windows {
		share := shareOf(p.Tally)
		x.Windows = append(x.Windows, WindowShares{From: p.From, To: p.To, Present: &share})
	}
	kept := shareOf(w.Tally)
	x.need(leastFor(worthTarget), s.leastOfSite())
	x.Enough = kept.Counted >= x.Needed
	if r.Kind == Availability { // a minute is a row
		kept = KeptShare{kept.Kept / 60, kept.Counted / 60}
		x.Needed, x.ForSite, x.Enough = 0, false, kept.Counted > 0 && !x.NoRow
	}
	if !x.Enough {
		return
	}
	share, ok := highestTarget(func(target amount.Percent) bool {
		return kept.bears(target) && (running == nil || running.Missed() <= r.allowed(running, target))
	})
	if !ok {
		x.Or = s.numberFor(r)
		x.OrLeast = x.Or != ""
		return
	}
	for i := range windows[judged+1:] {
		if missed(r, &windows[judged+1+i].Tally, share) {
			x.Missed++
		}
	}
	x.Share, x.Decimals, x.Write = share.String(), finer(x.Decimals, share), s.targetLine(share)
}

// missed reports whether sums that were not judged by themselves say that a target was missed.
func missed(r *Result, t *Tally, target amount.Percent) bool {
	if r.Kind == Availability {
		return !shareOf(*t).meets(target)
	}
	return t.verdict(target, r.Limits.Least) == Below
}

// numberFor returns the lines of the number that the record bears for the lowest target worth a promise; empty where there is none.
func (s *study) numberFor(r *Result) string {
	least, most := s.promise.AtLeast, s.promise.AtMost
	if r.Kind != Quantity || least.IsSet() == most.IsSet() {
		return ""
	}
	asked := probe{span: r.Window.Span}
	s.count(s.promise, &asked)
	slices.Sort(asked.values)
	rank := rankFor(worthTarget, len(asked.values))
	if rank == 0 || len(asked.values) < s.leastOfSite() {
		return ""
	}
	name, number := "at_most", most.Quantity
	number.N = asked.values[rank-1]
	if least.IsSet() {
		name, number = "at_least", least.Quantity
		number.N = asked.values[len(asked.values)-rank]
	}
	return strings.TrimSpace(name+": "+number.N.String()+" "+number.Unit) + "\n" + s.targetLine(worthTarget)
}

// targetLine returns the lines of a target. A guarantee cannot have one below the floor that site.yaml sets for all,
// nor a best effort any.
func (s *study) targetLine(share amount.Percent) string {
	line := "target: " + share.String() + "\n"
	if s.bestEffort || s.promise.Commitment.V == "guarantee" && share < s.offer.Site.Checks.GuaranteeFloor.V {
		return "commitment: target\n" + line
	}
	return line
}

// finer returns that of two shares which is written with more decimals.
func finer(a, b amount.Percent) amount.Percent {
	if len(b.Floor(1, 3)) > len(a.Floor(1, 3)) {
		return b
	}
	return a
}

func shareOf(t Tally) KeptShare { return KeptShare{t.Kept, t.Counted()} }

// Missed returns how many were not kept.
func (s KeptShare) Missed() int { return s.Counted - s.Kept }

func (s KeptShare) meets(target amount.Percent) bool {
	return target.Met(int64(s.Kept), int64(s.Counted))
}
