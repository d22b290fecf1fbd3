package record

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"
	"time"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// countFile reads a file once, and counts its rows for the promises that name it, by their indexes in all and out.
func countFile(o *catalog.Offer, all []*catalog.Promise, indexes []int, files Files, held []*heldRows, out []Counting) {
	var named []string
	for _, i := range indexes {
		named = append(named, columnNames(all[i].Record)...)
	}
	r, problem := openRows(all[indexes[0]].Record.File.V, files, named...)
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
			c.index, c.rows, c.columns, c.files, c.held = i, r, columns, files, heldAt(held, i)
			counters = append(counters, c)
		}
	}
	replaced := replacedRows(o, counters, files)
	same := newRowCount(r, counters)
	for n := 0; len(counters) > 0 && r.next(); n++ {
		counts := false
		for _, c := range counters {
			if e := (event{total: 1}); !replaced[c.columns.id].has(n) && c.parseRow(&e) {
				c.result.Rows++
				c.addEvent(e)
				counts = true
			}
		}
		if counts {
			same.add(r.row, r.line)
		}
	}
	same.report(counters)
	unreadable := r.problems()
	for _, c := range counters {
		out[c.index] = Counting{c.finish(), append(c.faults.allWith(c.help), unreadable...)}
	}
}

// counter counts the rows of one promise.
type counter struct {
	offer        *catalog.Offer
	promise      *catalog.Promise
	index        int // of the promise among those that are counted
	rows         *rows
	columns      columns
	files        Files             // to read the rows once more
	probe        *probe            // what is asked beside the sums; nil: nothing
	held         *heldRows         // which the rows are added to in place of the sums; nil: they are counted
	previousID   string            // of the row before
	empty        map[string]bool   // values in small letters that mean nothing
	levelIDs     map[string]string // by what a cell says, in small letters; nil for a promise without levels
	exclusionIDs map[string]string // the same
	faults       faults
	times        *timeParser
	days         map[int]bool // whether a column holds days alone, as far as it was asked
	sums         sumLines     // of days and months
	now          time.Time
	since        time.Time   // what began before is not judged; zero: all is
	windows      []Period    // the window and those before it, the newest first
	months       []Period    // up to now, the newest first
	breakdowns   []breakdown // of the window, and of the one before it where that may be judged
	options      []option    // time limits that customers may choose in place of the promise's own
	outages      []outage    // of Availability, unless only their minutes are known
	oldest       time.Time
	result       Result
}

// option is a time limit that a customer may have chosen, and what the customers' rows come to under it.
type option struct {
	level      string // at which it holds; empty: at all
	limit      *limit
	breakdowns []breakdown
}

// breakdown holds the sums that are kept of one window alone.
type breakdown struct {
	levels    []LevelTally
	customers map[string]*Tally
}

// How far back a result goes.
const (
	mostWindows = 1000 // of the whole record, to find the worst
	mostEarlier = 12
	mostMonths  = 12
)

func newCounter(o *catalog.Offer, p *catalog.Promise) *counter {
	limits := LimitsOf(o, p)
	c := &counter{offer: o, promise: p, times: newTimeParser(p.Record.Format.V, o.Zone), now: o.Now,
		windows: periods(limits.Window, o.Now, o.Zone, 2), months: periods(clock.Window{Months: 1}, o.Now, o.Zone, mostMonths),
		result: Result{Kind: KindOf(p), Unlimited: measure{p, KindOf(p)}.isUnlimited(), Limits: limits, Currency: o.Site.Currency.V, Paying: p.Record.Paid.IsSet(), Since: p.Since.V, Exclusions: p.Exclusions}}
	if p.Since.IsSet() {
		c.since = p.Since.V.Start(o.Zone)
	}
	c.breakdowns = make([]breakdown, 1+min(limits.Window.Months, 1))
	for i := range c.breakdowns {
		for _, level := range p.Levels {
			c.breakdowns[i].levels = append(c.breakdowns[i].levels, LevelTally{ID: level.Level.ID.V})
		}
	}
	for _, o := range p.Options {
		if within, hours, ok := p.WithinFor(o.Level); ok && !within.IsZero() && c.result.Kind == Time && o.To.Kind == syntax.InTime {
			c.options = append(c.options, option{o.Level, limitOf(c.offer, p, o.To.Time, hours), make([]breakdown, len(c.breakdowns))})
		}
	}
	c.nameCells()
	return c
}

// nameCells works out what the cells of a level, of an exclusion and of nothing say.
func (c *counter) nameCells() {
	p := c.promise
	c.exclusionIDs = map[string]string{}
	for _, x := range p.Exclusions {
		c.exclusionIDs[strings.ToLower(x.ID.V)] = x.ID.V
	}
	for _, e := range p.Record.ExcludedAs {
		c.exclusionIDs[strings.ToLower(e.Key.V)] = e.V.V
	}
	for _, l := range p.Levels {
		if c.levelIDs == nil {
			c.levelIDs = map[string]string{}
		}
		c.levelIDs[strings.ToLower(l.Level.Name.V)] = l.Level.ID.V
	}
	for _, l := range p.Levels { // an id goes before a name
		c.levelIDs[strings.ToLower(l.Level.ID.V)] = l.Level.ID.V
	}
	for _, e := range p.Record.Levels {
		if c.levelIDs != nil && slices.ContainsFunc(p.Levels, func(l catalog.LevelTerm) bool { return l.Level.ID.V == e.V.V }) {
			c.levelIDs[strings.ToLower(e.Key.V)] = e.V.V
		}
	}
	for _, text := range p.Record.Empty {
		if c.empty == nil {
			c.empty = map[string]bool{}
		}
		c.empty[strings.ToLower(strings.TrimSpace(text.V))] = true
	}
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
	if c.held != nil {
		c.held.add(e)
		return
	}
	if c.probe != nil && c.probe.level != "" && c.probe.level != e.level {
		return
	}
	if c.probe != nil && c.probe.since && e.begin().Before(c.since) {
		return
	}
	booked := (c.result.Kind == Time || c.result.Kind == OnTime) && e.to.IsZero() // or announced for later: it does not claim to know what happens
	if e.exclusion == "" && (e.from.After(c.now) && !booked || e.to.After(c.now)) {
		c.result.Future++
	}
	if e.from.After(c.now) {
		return
	}
	if e.to.After(c.now) {
		e.to = time.Time{}
	}
	begin := e.begin()
	if begin.After(c.result.Newest) && !begin.After(c.now) {
		c.result.Newest = begin
	}
	if c.oldest.IsZero() || begin.Before(c.oldest) {
		c.oldest = begin
	}
	if c.result.Kind == Availability && !c.promise.Record.Down.IsSet() {
		c.addOutage(e)
		return
	}
	if c.probe.isTrial() && e.exclusion == "" {
		c.probe.add(c, e)
		return
	}
	for _, o := range c.options {
		c.addUnder(o, e)
	}
	c.hold(&e, c.result.Limits.limitAt(e.level))
	if !e.due.Before(c.now) {
		c.addNotDue(e)
		return
	}
	c.addTo(&c.result.All, e)
	if i, ok := periodOf(c.months, e.due); ok {
		c.addTo(&c.months[i].Tally, e)
	}
	c.reachBack(e.due)
	if i, ok := periodOf(c.windows, e.due); ok {
		c.addTo(&c.windows[i].Tally, e)
		if i < len(c.breakdowns) && c.result.Kind != Availability {
			c.windows[i].addTiming(e, c.result.Kind)
			c.breakdowns[i].each(e, func(t *Tally, ofCustomer bool) {
				c.addTo(t, e)
				t.addTiming(e, c.result.Kind)
				if ofCustomer && len(c.options) > 0 {
					t.addBegin(e, false)
				}
			})
		}
	}
}

// addUnder adds an event to its customer's sums under an option.
func (c *counter) addUnder(o option, e event) {
	limit := o.limit
	if o.level != "" && o.level != e.level {
		limit = c.result.Limits.limitAt(e.level)
	}
	c.hold(&e, limit)
	add := func(b *breakdown, notDue bool) {
		b.each(e, func(t *Tally, ofCustomer bool) {
			if ofCustomer {
				t.addBegin(e, notDue)
			}
		})
	}
	if !e.due.Before(c.now) {
		for i := range o.breakdowns {
			add(&o.breakdowns[i], true)
		}
	} else if i, ok := periodOf(c.windows[:len(o.breakdowns)], e.due); ok {
		add(&o.breakdowns[i], false)
	}
}

// addNotDue counts a row whose time is not up.
func (c *counter) addNotDue(e event) {
	if e.exclusion != "" || c.result.Kind == Availability {
		return
	}
	for i := range c.breakdowns {
		c.windows[i].NotDue += e.total
		c.breakdowns[i].each(e, func(t *Tally, ofCustomer bool) {
			if t.NotDue += e.total; ofCustomer && len(c.options) > 0 {
				t.addBegin(e, true)
			}
		})
	}
}

// each calls do with the sums of the level and of the customer of an event.
func (b *breakdown) each(e event, do func(t *Tally, ofCustomer bool)) {
	for i := range b.levels {
		if b.levels[i].ID == e.level {
			do(&b.levels[i].Tally, false)
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
	do(t, true)
}

// reachBack adds earlier windows until one begins before a time.
func (c *counter) reachBack(t time.Time) {
	for n := len(c.windows); n < mostWindows && t.Before(c.windows[n-1].From); n++ {
		c.windows = append(c.windows, Period{Span: c.result.Limits.Window.Previous(c.windows[n-1].Span, c.offer.Zone)})
	}
}

// periodOf returns the index of the period that a time is in, of periods that follow each other, the newest first.
func periodOf(periods []Period, t time.Time) (i int, ok bool) {
	i = sort.Search(len(periods), func(i int) bool { return !t.Before(periods[i].From) })
	return i, i < len(periods) && !t.Before(periods[i].From) && (t.Before(periods[i].To) || i == 0)
}

// addTo adds an event to sums.
func (c *counter) addTo(t *Tally, e event) {
	if c.result.Kind == Availability {
		t.Outages++
	}
	switch {
	case e.exclusion != "":
		t.addExcluded(e.exclusion, e.total)
		if t.ExcludedKept += e.kept; e.begin().Before(c.since) {
			t.ExcludedBefore.Kept, t.ExcludedBefore.Counted = t.ExcludedBefore.Kept+e.kept, t.ExcludedBefore.Counted+e.total
		}
		return
	case c.result.Kind == Availability:
		t.Kept -= e.total // the time itself is added when it is known
		return
	case c.isOpen(e):
		t.Late++
		if c.result.Unlimited { // nothing is missed
			t.Kept++
		}
	default:
		t.Finished, t.Kept = t.Finished+e.total, t.Kept+e.kept
	}
	switch {
	case e.begin().Before(c.since):
		t.Before.Kept, t.Before.Counted = t.Before.Kept+e.kept, t.Before.Counted+e.total
	case e.kept == e.total: // what was paid then was no credit for a miss
	case e.paid > 0:
		t.Credits, t.Paid = t.Credits+1, t.Paid+e.paid
	case c.promise.Record.Paid.IsSet():
		t.Unpaid += e.total - e.kept
	}
}

// isOpen reports whether an event has an end that has not come.
func (c *counter) isOpen(e event) bool {
	return e.to.IsZero() && (c.result.Kind == Time || c.result.Kind == OnTime)
}

// hold holds an event against a time limit, up to now where it is open.
func (c *counter) hold(e *event, limit *limit) {
	end := e.to
	if end.IsZero() {
		end = c.now
	}
	switch c.result.Kind {
	case Time:
		e.due = limit.due(e.from, e.paused)
		took := limit.between(e.from, end)
		if !e.paused.IsZero() { // what was paused does not count
			took -= limit.between(e.from, limit.add(e.from, e.paused))
		}
		e.took = toSeconds(max(took, 0))
	case OnTime:
		late := end.Sub(e.due)
		if limit != nil {
			late = limit.between(e.due, end)
			e.due = limit.due(e.due, e.paused)
		}
		if e.byDay && !limit.isWorking() { // its last second was over a second later
			late -= time.Second
		}
		e.took = toSeconds(max(late, 0))
	default:
		return
	}
	if c.result.Unlimited { // when it ended; what is open is, so far, without end
		e.due = end.Add(-time.Second)
		if !e.to.IsZero() {
			e.due = e.to
		}
	}
	if !e.to.IsZero() && !e.to.After(e.due) {
		e.kept = 1
	}
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
	for _, o := range c.options {
		r.options = append(r.options, chosen{o.level, o.limit.within, o.breakdowns[judged].customers})
	}
	r.Window.sort() // now, because pages are printed by several goroutines
	for i := range r.Levels {
		r.Levels[i].sort()
	}
	for _, t := range r.Customers {
		t.sort()
	}
	r.Silent = r.Kind == Availability && r.Window.Outages == 0
	earlier := c.recorded(c.windows[judged+1:])
	r.Worst = r.worst(c.windows[judged : judged+1+len(earlier)])
	if r.Kind == Availability {
		for _, p := range append([]Period{r.Window}, earlier...) {
			r.All.add(&p.Tally)
		}
	}
	r.Earlier = slices.Clone(earlier[:min(len(earlier), mostEarlier)])
	r.Months = slices.Clone(c.recorded(c.months))
	slices.Reverse(r.Months)
	return r
}

// judgesPrevious reports whether the running month, quarter or year says less than the one before, which is then judged.
func (c *counter) judgesPrevious() bool {
	running, previous := &c.windows[0], &c.windows[1]
	if c.result.Kind != Availability {
		missed := running.verdict(c.result.Limits.Target, c.result.Limits.Least) == Below // so few, and hardly by chance
		return !missed && running.Counted() < c.result.Limits.Least && running.Counted() < previous.Counted()
	}
	return !c.result.exceeded(running) && !c.oldest.IsZero() && c.oldest.Before(running.From)
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
func countNotices(o *catalog.Offer, p *catalog.Promise, held *heldRows) Counting {
	c := newCounter(o, p)
	c.held = held
	for _, n := range o.Notices {
		if n.Kind.V != p.Record.Notices.V || len(n.Capabilities) > 0 && !slices.Contains(n.Capabilities, p.Capability) {
			continue
		}
		if !n.Noticed.IsSet() {
			c.faults.add(faultNotNoticed, diag.Problem{At: n.Kind.At, Message: fmt.Sprintf("%q does not say when it was noticed, so nobody can tell how soon you told of it", n.Title.V),
				Help: "Add noticed: with the time at which you knew. Until then the notice is not counted."})
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

func formatMinute(t time.Time, zone *time.Location) string { return t.In(zone).Format(usualLayout) }
