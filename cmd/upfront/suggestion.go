package main

import (
	"fmt"
	"slices"
	"time"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/record"
	"upfront/generator/syntax"
)

// counting is a promise whose record is counted, or one priority level of it.
type counting struct {
	offer   *catalog.Offer
	promise *catalog.Promise
	level   string // empty for the promise as a whole
	open    record.Files

	unlimited bool // it has no limit of its own yet
}

// countings gives a promise, or each of its levels: their times cannot be told together, for each has its own limit.
func countings(o *catalog.Offer, p *catalog.Promise, open record.Files) []counting {
	if len(p.Levels) == 0 || p.Record.Notices.IsSet() { // notices have no level
		one := *p
		one.Levels = nil
		missable(&one)
		c := counting{offer: o, promise: &one, open: open, unlimited: record.KindOf(p) == record.Time && p.Within.At.IsZero()}
		if c.unlimited {
			one.Within.All = boundless(p.Record.At)
		}
		return []counting{c}
	}
	var all []counting
	for _, term := range p.Levels {
		one := *p
		one.Levels = []catalog.LevelTerm{term}
		missable(&one)
		all = append(all, counting{offer: o, promise: &one, level: term.Level.ID.V, open: open})
	}
	return all
}

// missable makes a target of a best effort, and a time of a statement: what is asked is how often they could be promised.
func missable(p *catalog.Promise) {
	if p.Commitment.V == "best-effort" {
		p.Commitment.V = "target"
	}
	if p.Indicator.Kind.V == "statement" && record.KindOf(p) == record.Time {
		p.Indicator.Kind.V = ""
	}
}

// boundless stands in for a limit that is not known yet, for without one no times are counted: nothing can miss it.
func boundless(at diag.Place) syntax.Of[clock.Duration] {
	return syntax.Of[clock.Duration]{V: clock.Duration{N: 100, Unit: clock.Year}, At: at}
}

// result counts the rows. Those of other levels are not counted.
func (c counting) result(o catalog.Offer, p *catalog.Promise) *record.Result {
	o.Promises = []*catalog.Promise{p}
	book, _ := record.Count(&o, c.open)
	return book.Of(p)
}

// within counts the rows again with another limit, just as a build would: only so are working days and changes of the
// clocks exact. The periods are found by their beginnings.
func (c counting) within(limit clock.Duration) map[time.Time]record.Period {
	p := *c.promise
	if c.level != "" {
		term := p.Levels[0]
		term.Within = limit
		p.Levels = []catalog.LevelTerm{term}
	} else {
		p.Within.All = syntax.Of[clock.Duration]{V: limit, At: p.Record.At}
	}
	o := *c.offer
	o.Site.Checks.MinSample = syntax.Of[int]{V: 0, At: diag.Place{File: syntax.SiteFile}} // so that no window is passed over
	r := c.result(o, &p)
	periods := map[time.Time]record.Period{r.Window.From: r.Window}
	for _, e := range r.Earlier {
		periods[e.From] = e
	}
	return periods
}

// suggestion is what a record lets a business promise. Times are seconds on the promise's clock.
type suggestion struct {
	Promise  string     `json:"promise,omitempty"` // capability.promise; empty for a file without one
	Level    string     `json:"level,omitempty"`
	Says     string     `json:"says,omitempty"`
	Kind     string     `json:"kind"` // time, availability, counted or quantity
	Needed   int        `json:"needed"`
	Enough   bool       `json:"enough"` // whether as many were counted as are needed
	Window   string     `json:"window"`
	Kept     int        `json:"kept"`
	Counted  int        `json:"counted"`
	Open     int        `json:"open"`
	Late     int        `json:"late"`
	Excluded int        `json:"excluded"`
	Target   string     `json:"target,omitempty"`  // that is asked for
	Present  string     `json:"present,omitempty"` // the limit of today
	Times    *quantiles `json:"times,omitempty"`
	Tightest *int       `json:"tightest,omitempty"`
	Within   string     `json:"suggested_within,omitempty"`
	Share    string     `json:"suggested_target,omitempty"`
	AtLimit  string     `json:"kept_target,omitempty"` // how often the limit of today was kept, as a target could say it
	Format   string     `json:"format,omitempty"`      // of a file, in which its times were read since no other fits
	Windows  []fared    `json:"windows"`               // the newest first
	Write    string     `json:"write,omitempty"`
	Or       string     `json:"or_write,omitempty"` // with the limit of today, where that was kept too seldom

	newest string         // the day of the newest row; empty where there is none
	copyTo string         // where a file that no promise names has to lie, below content/
	limit  clock.Duration // Within
	window clock.Window
	soFar  bool
	thin   bool
	few    int // earlier windows in which the suggested limit was kept too seldom
}

type quantiles struct {
	P50 int `json:"p50"`
	P90 int `json:"p90"`
	P95 int `json:"p95"`
	P99 int `json:"p99"`
}

// fared is how limits did in one window.
type fared struct {
	From      time.Time `json:"from"`
	To        time.Time `json:"to"`
	Present   *share    `json:"present,omitempty"`
	Suggested *share    `json:"suggested,omitempty"`
}

type share struct {
	Kept    int `json:"kept"`
	Counted int `json:"counted"`
}

var kinds = map[record.Kind]string{record.Time: "time", record.Availability: "availability", record.Counted: "counted", record.Quantity: "quantity"}

// suggestion works out what to promise, to be kept as often as the target, or where that is zero as the promise says.
func (c counting) suggestion(target amount.Percent) suggestion {
	r := c.result(*c.offer, c.promise)
	w := r.Window
	if target == 0 {
		target = r.Limits.Target
	}
	if target == 0 {
		target = usualTarget
	}
	s := suggestion{Promise: c.promise.Ref, Level: c.level, Says: c.promise.Says.V, Kind: kinds[r.Kind], Needed: r.Limits.Least, Window: r.Limits.Window.String(),
		Kept: w.Kept, Counted: w.Counted(), Open: w.Open, Late: w.Late, Excluded: w.Excluded(), window: r.Limits.Window, soFar: r.SoFar}
	if !r.Newest.IsZero() {
		s.newest = r.Newest.In(c.offer.Zone).Format(time.DateOnly)
	}
	s.Enough = s.Counted >= s.Needed
	if r.Kind == record.Availability {
		s.Needed, s.Enough = 0, s.Counted > 0
	}
	windows := append([]record.Period{w}, r.Earlier...)
	if r.Running != nil && r.Kind == record.Availability { // what is missing from it already is
		windows = slices.Insert(windows, 0, *r.Running)
	}
	for _, p := range windows {
		f := fared{From: p.From, To: p.To}
		if r.Kind != record.Time || !c.unlimited {
			f.Present = &share{p.Kept, p.Counted()}
		}
		s.Windows = append(s.Windows, f)
	}
	switch {
	case r.Kind == record.Time:
		c.times(&s, &w, target)
	case s.Enough:
		if share, ok := s.highest(); ok {
			s.Share, s.Write = share.String(), c.aiming(share)
		}
	}
	return s
}

// aiming gives the lines of a target. A guarantee cannot have one below the floor that site.yaml sets for all.
func (c counting) aiming(at amount.Percent) string {
	line := "target: " + at.String() + "\n"
	if c.promise.Commitment.V == "guarantee" && at < c.offer.Site.Checks.GuaranteeFloor.V {
		return "commitment: target\n" + line
	}
	return line
}

// times suggests the shortest limit that can be said.
func (c counting) times(s *suggestion, w *record.Period, target amount.Percent) {
	s.Target = target.String()
	at := func(percent amount.Percent) int { return int(w.Quantile(percent*amount.Whole/100) / time.Second) }
	if w.Finished > 0 {
		s.Times = &quantiles{at(50), at(90), at(95), at(99)}
	}
	present, hours, _ := c.promise.WithinFor(c.level)
	if s.Present = written(present); c.unlimited {
		s.Present, present = "", clock.Duration{}
	}
	if !c.unlimited && s.Enough {
		if kept, ok := highestOf(func(p amount.Percent) bool { return p.Met(int64(s.Kept), int64(s.Counted)) }); ok {
			s.AtLimit = kept.String()
			if !target.Met(int64(s.Kept), int64(s.Counted)) {
				s.Or = "within: " + c.inLevel(s.Present) + "\n" + c.aiming(kept)
			}
		}
	}
	tightest, ok := w.Tightest(target)
	if !ok || !s.Enough {
		return
	}
	seconds := int(tightest / time.Second)
	s.Tightest = &seconds
	working := hours != nil && (c.promise.Clock.V == "business" || present.Business)
	s.limit = sayable(tightest, present, working)
	periods := c.within(s.limit)
	now := periods[w.From]
	for more := 0; !target.Met(int64(now.Kept), int64(now.Counted())); more++ { // days are of many lengths
		if more == mostDays {
			return
		}
		s.limit.N++
		periods = c.within(s.limit)
		now = periods[w.From]
	}
	s.Within, s.Share = written(s.limit), target.String()
	for i := range s.Windows {
		p := periods[s.Windows[i].From]
		s.Windows[i].Suggested = &share{p.Kept, p.Counted()}
		if i > 0 && p.Counted() >= s.Needed && !target.Met(int64(p.Kept), int64(p.Counted())) {
			s.few++
		}
	}
	if c.unlimited {
		s.Kept, s.Counted, s.Late = now.Kept, now.Counted(), now.Late
	}
	s.thin = now.Wilson() < target.Share()
	s.Write = "within: " + c.inLevel(s.Within) + "\ntarget: " + s.Share + "\n"
}

// inLevel puts a limit where it belongs below within:.
func (c counting) inLevel(limit string) string {
	if c.level == "" {
		return limit
	}
	if hours := c.promise.Levels[0].Hours; hours != nil {
		limit = "{within: " + limit + ", hours: " + hours.Name + "}"
	}
	return "{" + c.level + ": " + limit + "}   # beside those of the other levels"
}

// Limits up to hourly are said in quarters of an hour, those beyond daily, on the calendar, in days.
const (
	hourly = 4 * time.Hour
	daily  = 7 * 24 * time.Hour
)

// mostDays is how many days are tried beyond the first.
const mostDays = 1000

// sayable gives the shortest limit that can be said in a sentence and is no shorter than the tightest. Of a promise that
// speaks of days it is in days; working days begin with the fewest that it could be, which are one more at most for
// each night.
func sayable(tightest time.Duration, present clock.Duration, working bool) clock.Duration {
	up := func(unit time.Duration) int64 { return max(int64((tightest+unit-1)/unit), 1) }
	switch {
	case working && present.Unit >= clock.Day:
		return clock.Duration{N: max(int64(tightest/(24*time.Hour)), 1), Unit: clock.Day, Business: present.Business}
	case !working && (present.Unit >= clock.Day || tightest > daily):
		return clock.Duration{N: up(24 * time.Hour), Unit: clock.Day}
	case tightest > hourly || up(15*time.Minute)%4 == 0:
		return clock.Duration{N: up(time.Hour), Unit: clock.Hour, Business: present.Business}
	}
	return clock.Duration{N: 15 * up(15*time.Minute), Unit: clock.Minute, Business: present.Business}
}

// written gives a limit as a person would write it: 1h 45m for 105m.
func written(d clock.Duration) string {
	if d.Unit != clock.Minute || d.N <= 60 || d.N%60 == 0 || d.Business {
		return d.String()
	}
	return fmt.Sprintf("%dh %dm", d.N/60, d.N%60)
}

// highest gives the highest target that every window kept; those in which too few were counted say nothing.
func (s *suggestion) highest() (amount.Percent, bool) {
	return highestOf(func(target amount.Percent) bool {
		for _, w := range s.Windows {
			if w.Present.Counted >= max(s.Needed, 1) && !target.Met(int64(w.Present.Kept), int64(w.Present.Counted)) {
				return false
			}
		}
		return true
	})
}

// highestOf gives the highest share that was kept, in whole per cent, above 99 in tenths.
func highestOf(kept func(amount.Percent) bool) (amount.Percent, bool) {
	const percent = amount.Whole / 100
	for target := amount.Whole; target > 0; {
		if kept(target) {
			return target, true
		}
		if target > 99*percent {
			target -= percent / 10
		} else {
			target -= percent
		}
	}
	return 0, false
}
