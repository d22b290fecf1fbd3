package record

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
)

// countFile counts the rows of a file for all promises that name it, and reads it once.
func countFile(o *catalog.Offer, promises []*catalog.Promise, files Files) []Counting {
	out := make([]Counting, len(promises))
	r, file, problem := openRows(promises[0].Record.File.V, files)
	if problem != nil {
		for i, p := range promises {
			mine := *problem
			if mine.At.Line == 0 { // the promise is where it can be mended
				mine.At = p.Record.File.At
			}
			out[i].Problems = []diag.Problem{mine}
		}
		return out
	}
	defer file.Close()
	counters := make([]*counter, len(promises))
	var able []*counter
	for i, p := range promises {
		columns, problems := columnsOf(r, p)
		if out[i].Problems = problems; len(problems) == 0 {
			c := newCounter(o, p, LimitsOf(o, p))
			c.columns, counters[i] = columns, c
			able = append(able, c)
		}
	}
	for len(able) > 0 && r.next() {
		for _, c := range able {
			c.readRow(r)
		}
	}
	broken := r.problems()
	for i, c := range counters {
		if c != nil {
			out[i] = Counting{c.finish(), append(c.faults.all(), broken...)}
		}
	}
	return out
}

// counter takes rows and sums them up.
type counter struct {
	offer      *catalog.Offer
	promise    *catalog.Promise
	columns    columns
	faults     faults
	times      timeParser
	now        time.Time
	windows    []Period    // the window and those before it, the newest first
	months     []Period    // up to now, the newest first
	breakdowns []breakdown // of the window, and of the one before it where that may be judged
	outages    []outage    // of Availability, unless only their sums are known
	oldest     time.Time
	result     Result
}

// breakdown is what is told of one window alone.
type breakdown struct {
	levels    []LevelTally
	customers map[string]*Tally
}

// How far back a record is told of.
const (
	mostWindows = 13
	mostMonths  = 12
)

func newCounter(o *catalog.Offer, p *catalog.Promise, l Limits) *counter {
	c := &counter{offer: o, promise: p, times: newTimeParser(p.Record.Format.V, o.Zone), now: o.Now,
		result: Result{Kind: KindOf(p), Limits: l}}
	c.windows = periods(l.Window, o.Now, o.Zone, mostWindows)
	c.months = periods(clock.Window{Months: 1}, o.Now, o.Zone, mostMonths)
	c.breakdowns = make([]breakdown, 1+min(l.Window.Months, 1))
	for i := range c.breakdowns {
		w := &c.breakdowns[i]
		if l.levels != nil {
			for _, level := range p.Levels {
				w.levels = append(w.levels, LevelTally{ID: level.Level.ID.V})
			}
		}
	}
	return c
}

func periods(w clock.Window, now time.Time, zone *time.Location, n int) []Period {
	out := make([]Period, 0, n)
	for span := w.Range(now, zone); len(out) < n; span = w.Previous(span, zone) {
		out = append(out, Period{Span: span})
	}
	return out
}

// kind adds an event to the sums that it belongs to. What has not happened by now is left aside.
func (c *counter) addEvent(e event) {
	if c.isFuture(e) {
		c.result.Future++
	}
	if e.from.After(c.now) {
		return
	}
	if e.to.After(c.now) {
		e.to = time.Time{}
	}
	if e.from.After(c.result.Newest) {
		c.result.Newest = e.from
	}
	if c.oldest.IsZero() || e.from.Before(c.oldest) {
		c.oldest = e.from
	}
	if c.result.Kind == Availability && !c.promise.Record.Down.IsSet() {
		c.addOutage(e)
		return
	}
	if c.result.Kind == Time && e.exclusion == "" {
		e.timing = c.timing(e)
	}
	if p := periodOf(c.months, e.from); p != nil {
		c.addTo(&p.Tally, e)
	}
	if p := periodOf(c.windows, e.from); p != nil {
		c.addTo(&p.Tally, e)
		for i := range c.breakdowns {
			if p == &c.windows[i] && c.result.Kind != Availability {
				c.addToBreakdown(&c.breakdowns[i], e)
			}
		}
	}
}

// isFuture reports whether an event says of a moment after "now" what happened then. What is booked or announced for later does
// not.
func (c *counter) isFuture(e event) bool {
	booked := c.result.Kind == Time && e.to.IsZero()
	return e.exclusion == "" && (e.from.After(c.now) && !booked || e.to.After(c.now))
}

// addToBreakdown puts an event into the sums of its level and of its customer.
func (c *counter) addToBreakdown(w *breakdown, e event) {
	for i := range w.levels {
		if w.levels[i].ID == e.level {
			c.addTo(&w.levels[i].Tally, e)
		}
	}
	if e.customer == "" {
		return
	}
	t := w.customers[e.customer]
	if t == nil {
		if w.customers == nil {
			w.customers = map[string]*Tally{}
		}
		t = &Tally{}
		w.customers[strings.Clone(e.customer)] = t
	}
	c.addTo(t, e)
}

// periodOf gives the period that a moment is in, of periods that follow each other, the newest first.
func periodOf(periods []Period, t time.Time) *Period {
	i, _ := slices.BinarySearchFunc(periods, t, func(p Period, t time.Time) int { return t.Compare(p.From) })
	if i < len(periods) && !t.Before(periods[i].From) && (t.Before(periods[i].To) || i == 0) {
		return &periods[i]
	}
	return nil
}

// addTo puts an event into sums.
func (c *counter) addTo(t *Tally, e event) {
	if c.result.Kind == Availability {
		t.addDowntime(e)
		return
	}
	if e.exclusion != "" {
		t.addExcluded(e.exclusion, e.total)
		return
	}
	switch c.result.Kind {
	case Counted:
		t.Finished, t.Kept = t.Finished+e.total, t.Kept+e.kept
	case Quantity:
		t.Finished++
		if c.result.Limits.allows(e.number) {
			t.Kept++
		}
	default:
		t.addTime(e)
	}
}

func (t *Tally) addTime(e event) {
	if e.to.IsZero() {
		t.Open++
		if e.timing.late {
			t.Late++
		}
		t.waits = append(t.waits, e.timing.took)
		return
	}
	t.Finished++
	if e.timing.kept {
		t.Kept++
	}
	t.took = append(t.took, e.timing.took)
}

// timing holds an event against its time limit. Where the promise has none, which is a problem of its own, nothing is kept.
func (c *counter) timing(e event) timing {
	limit := c.result.Limits.limitAt(e.level)
	if limit == nil {
		return timing{}
	}
	due := limit.due(e.from, e.paused)
	if e.to.IsZero() {
		return timing{late: c.now.After(due), took: toSeconds(limit.elapsed(e.from, c.now, e.paused))}
	}
	return timing{kept: !e.to.After(due), took: toSeconds(limit.elapsed(e.from, e.to, e.paused))}
}

func toSeconds(d time.Duration) int32 { return int32(min(d/time.Second, 1<<31-1)) }

// finish gives what was counted, without what is older than the record.
func (c *counter) finish() *Result {
	if c.result.Kind == Availability {
		c.sumAvailability()
	}
	at := 0
	if c.result.Limits.Window.Months > 0 && c.judgesPrevious() {
		c.result.Running, at = &c.windows[0], 1
	}
	c.result.Window, c.result.SoFar = c.windows[at], c.result.Limits.Window.Months > 0 && at == 0
	c.result.Levels, c.result.Customers = c.breakdowns[at].levels, c.breakdowns[at].customers
	c.result.Window.sort() // pages are printed by several at once, and none of them may still have to
	for i := range c.result.Levels {
		c.result.Levels[i].sort()
	}
	for _, t := range c.result.Customers {
		t.sort()
	}
	c.result.Silent = c.result.Kind == Availability && c.result.Window.Outages == 0
	earlier := c.windows[at+1:]
	c.result.Earlier = slices.Clone(earlier[:c.recorded(earlier)])
	c.result.Months = slices.Clone(c.months[:c.recorded(c.months)])
	slices.Reverse(c.result.Months)
	return &c.result
}

// judgesPrevious reports whether the running month, quarter or year says less than the one before, which is then judged.
func (c *counter) judgesPrevious() bool {
	running, before := &c.windows[0], &c.windows[1]
	if c.result.Kind != Availability {
		return running.Counted() < c.result.Limits.Least && running.Counted() < before.Counted()
	}
	broken := c.result.Limits.Target > 0 && !c.result.Limits.Target.Met(int64(running.Kept), int64(running.Finished))
	return !broken && !c.oldest.IsZero() && c.oldest.Before(running.From)
}

// hasRecord is how many periods there are back to the oldest in which something happened.
func (c *counter) recorded(periods []Period) int {
	n := len(periods)
	for n > 0 && (periods[n-1].Finished+periods[n-1].Open+periods[n-1].Excluded() == 0 || periods[n-1].Outages == 0 && c.result.Kind == Availability) {
		n--
	}
	return n
}

// countNotices counts notices of a kind by the time from noticing to telling. Those count that touch the promise's
// capability.
func countNotices(o *catalog.Offer, p *catalog.Promise) Counting {
	c := newCounter(o, p, LimitsOf(o, p))
	for _, n := range o.Notices {
		if n.Kind.V != p.Record.Notices.V || !n.Noticed.IsSet() || len(n.Capabilities) > 0 && !slices.Contains(n.Capabilities, p.Capability) {
			continue
		}
		if n.Told.IsSet() && n.Told.V.Before(n.Noticed.V) {
			c.faults.add(faultNegative, diag.Problem{At: n.Told.At, Message: fmt.Sprintf("%q was told at %s, before it was noticed at %s", n.Title.V, formatMinute(n.Told.V, o.Zone), formatMinute(n.Noticed.V, o.Zone)),
				Help: "Correct one of the two times. The notice is not counted."})
			continue
		}
		c.result.Rows++
		c.addEvent(event{from: n.Noticed.V, to: n.Told.V})
	}
	return Counting{c.finish(), c.faults.all()}
}

// formatMinute writes a moment as people do in a notice.
func formatMinute(t time.Time, zone *time.Location) string { return t.In(zone).Format(isoLayouts[0]) }
