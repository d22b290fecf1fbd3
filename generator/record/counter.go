package record

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
)

// countFile reads a file once, and counts its rows for the promises that name it, by their indexes in all and out.
func countFile(o *catalog.Offer, all []*catalog.Promise, indexes []int, files Files, out []Counting) {
	r, problem := openRows(all[indexes[0]].Record.File.V, files)
	if problem != nil {
		for _, i := range indexes {
			own := *problem
			if own.At.Line == 0 { // it can be fixed at the promise
				own.At = all[i].Record.File.At
			}
			out[i].Problems = []diag.Problem{own}
		}
		return
	}
	defer r.Close()
	var counters []*counter
	for _, i := range indexes {
		columns, problems := columnsOf(r, all[i])
		if out[i].Problems = problems; len(problems) == 0 {
			c := newCounter(o, all[i])
			c.index, c.rows, c.columns = i, r, columns
			counters = append(counters, c)
		}
	}
	for len(counters) > 0 && r.next() {
		for _, c := range counters {
			if e := (event{total: 1}); c.parseRow(&e) {
				c.result.Rows++
				c.addEvent(e)
			}
		}
	}
	unreadable := r.problems()
	for _, c := range counters {
		out[c.index] = Counting{c.finish(), append(c.faults.all(), unreadable...)}
	}
}

// counter counts the rows of one promise.
type counter struct {
	offer      *catalog.Offer
	promise    *catalog.Promise
	index      int // of the promise among those that are counted
	rows       *rows
	columns    columns
	faults     faults
	times      timeParser
	now        time.Time
	windows    []Period    // the window and those before it, the newest first
	months     []Period    // up to now, the newest first
	breakdowns []breakdown // of the window, and of the one before it where that may be judged
	outages    []outage    // of Availability, unless only their minutes are known
	oldest     time.Time
	result     Result
}

// breakdown holds the sums that are kept of one window alone.
type breakdown struct {
	levels    []LevelTally
	customers map[string]*Tally
}

// How far back a result goes.
const (
	mostWindows = 13
	mostMonths  = 12
)

func newCounter(o *catalog.Offer, p *catalog.Promise) *counter {
	limits := LimitsOf(o, p)
	c := &counter{offer: o, promise: p, times: newTimeParser(p.Record.Format.V, o.Zone), now: o.Now,
		windows: periods(limits.Window, o.Now, o.Zone, mostWindows), months: periods(clock.Window{Months: 1}, o.Now, o.Zone, mostMonths),
		result: Result{Kind: KindOf(p), Limits: limits}}
	c.breakdowns = make([]breakdown, 1+min(limits.Window.Months, 1))
	for i := range c.breakdowns {
		for _, level := range p.Levels {
			c.breakdowns[i].levels = append(c.breakdowns[i].levels, LevelTally{ID: level.Level.ID.V})
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

// addEvent adds an event to the sums that it belongs to. What has not happened by now is left out.
func (c *counter) addEvent(e event) {
	booked := c.result.Kind == Time && e.to.IsZero() // or announced for later: it does not claim to know what happens
	if e.exclusion == "" && (e.from.After(c.now) && !booked || e.to.After(c.now)) {
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
		c.addTiming(&e)
	}
	if i, ok := periodOf(c.months, e.from); ok {
		c.addTo(&c.months[i].Tally, e)
	}
	if i, ok := periodOf(c.windows, e.from); ok {
		c.addTo(&c.windows[i].Tally, e)
		if i < len(c.breakdowns) && c.result.Kind != Availability {
			c.addToBreakdown(&c.breakdowns[i], e)
		}
	}
}

func (c *counter) addToBreakdown(b *breakdown, e event) {
	for i := range b.levels {
		if b.levels[i].ID == e.level {
			c.addTo(&b.levels[i].Tally, e)
		}
	}
	if e.customer == "" {
		return
	}
	t := b.customers[e.customer]
	if t == nil {
		if b.customers == nil {
			b.customers = map[string]*Tally{}
		}
		t = &Tally{}
		b.customers[strings.Clone(e.customer)] = t
	}
	c.addTo(t, e)
}

// periodOf returns the index of the period that a time is in, of periods that follow each other, the newest first.
func periodOf(periods []Period, t time.Time) (i int, ok bool) {
	i, _ = slices.BinarySearchFunc(periods, t, func(p Period, t time.Time) int { return t.Compare(p.From) })
	return i, i < len(periods) && !t.Before(periods[i].From) && (t.Before(periods[i].To) || i == 0)
}

func (c *counter) addTo(t *Tally, e event) {
	if c.result.Kind == Availability {
		t.Outages++
	}
	switch {
	case e.exclusion != "":
		t.addExcluded(e.exclusion, e.total)
	case c.result.Kind == Availability:
		t.Kept -= e.total // the time itself is added when it is known
	case c.result.Kind == Time && e.to.IsZero():
		t.Open++
		t.Late += e.total - e.kept
		t.waits = append(t.waits, e.took)
	default:
		t.Finished, t.Kept = t.Finished+e.total, t.Kept+e.kept
		if c.result.Kind == Time {
			t.took = append(t.took, e.took)
		}
	}
}

// addTiming holds an event against its time limit, up to now where it is open.
func (c *counter) addTiming(e *event) {
	end := e.to
	if end.IsZero() {
		end = c.now
	}
	limit := c.result.Limits.limitAt(e.level)
	due, took := limit.add(e.from, limit.within), limit.between(e.from, end)
	if !e.paused.IsZero() { // what was paused does not count
		due = limit.add(due, e.paused)
		took -= limit.between(e.from, limit.add(e.from, e.paused))
	}
	if !end.After(due) {
		e.kept = 1
	}
	e.took = toSeconds(max(took, 0))
}

func toSeconds(d time.Duration) int32 { return int32(min(d/time.Second, math.MaxInt32)) }

// finish returns what was counted, without periods from before the record.
func (c *counter) finish() *Result {
	if c.result.Kind == Availability {
		c.sumAvailability()
	}
	r := &c.result
	judged := 0
	if r.Limits.Window.Months > 0 && c.judgesPrevious() {
		r.Running, judged = &c.windows[0], 1
	}
	r.Window, r.SoFar = c.windows[judged], r.Limits.Window.Months > 0 && judged == 0
	r.Levels, r.Customers = c.breakdowns[judged].levels, c.breakdowns[judged].customers
	r.Window.sort() // now, because pages are printed by several goroutines
	for i := range r.Levels {
		r.Levels[i].sort()
	}
	for _, t := range r.Customers {
		t.sort()
	}
	r.Silent = r.Kind == Availability && r.Window.Outages == 0
	r.Earlier = slices.Clone(c.recorded(c.windows[judged+1:]))
	r.Months = slices.Clone(c.recorded(c.months))
	slices.Reverse(r.Months)
	return r
}

// judgesPrevious reports whether the running month, quarter or year says less than the one before, which is then judged.
func (c *counter) judgesPrevious() bool {
	running, previous := &c.windows[0], &c.windows[1]
	if c.result.Kind != Availability {
		return running.Counted() < c.result.Limits.Least && running.Counted() < previous.Counted()
	}
	broken := c.result.Limits.Target > 0 && !c.result.Limits.Target.Met(int64(running.Kept), int64(running.Finished))
	return !broken && !c.oldest.IsZero() && c.oldest.Before(running.From)
}

// recorded returns the periods back to the oldest in which something happened.
func (c *counter) recorded(periods []Period) []Period {
	n := len(periods)
	for n > 0 && (periods[n-1].Empty() || periods[n-1].Outages == 0 && c.result.Kind == Availability) {
		n--
	}
	return periods[:n]
}

// countNotices counts the notices of a kind that touch the promise's capability, by the time from noticing to telling.
func countNotices(o *catalog.Offer, p *catalog.Promise) Counting {
	c := newCounter(o, p)
	for _, n := range o.Notices {
		if n.Kind.V != p.Record.Notices.V || !n.Noticed.IsSet() || len(n.Capabilities) > 0 && !slices.Contains(n.Capabilities, p.Capability) {
			continue
		}
		if n.Told.IsSet() && n.Told.V.Before(n.Noticed.V) {
			told, noticed := formatMinute(n.Told.V, o.Zone), formatMinute(n.Noticed.V, o.Zone)
			c.faults.add(faultNegative, diag.Problem{At: n.Told.At, Message: fmt.Sprintf("%q was told at %s, before it was noticed at %s", n.Title.V, told, noticed),
				Help: "Correct one of the two times. The notice is not counted."})
			continue
		}
		c.result.Rows++
		c.addEvent(event{from: n.Noticed.V, to: n.Told.V, total: 1})
	}
	return Counting{c.finish(), c.faults.all()}
}

func formatMinute(t time.Time, zone *time.Location) string { return t.In(zone).Format(isoLayouts[0]) }
