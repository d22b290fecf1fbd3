package record

import (
	"math"
	"sort"
	"strings"
	"time"
)

// An event is held against its limit and added to the sums that it belongs to: those of its window and its month, of its level, of its
// customer, and of what the customer could have chosen.

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
	if i, ok := periodOf(c.lastDays, e.due); ok {
		c.addTo(&c.lastDays[i].Tally, e)
	}
	c.reachBack(e.due)
	if i, ok := periodOf(c.windows, e.due); ok {
		c.addTo(&c.windows[i].Tally, e)
		if i < len(c.breakdowns) && c.result.Kind != Availability {
			c.addTiming(&c.windows[i].Tally, e)
			c.addCase(&c.windows[i].Tally, e)
			c.breakdowns[i].each(e, func(t *Tally, ofCustomer bool) {
				c.addTo(t, e)
				c.addTiming(t, e)
				c.addCase(t, e)
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
		if t.Late++; e.begin().Before(c.since) {
			t.LateBefore++
		}
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

// addTiming adds the time that a row took, which the quantiles are of: they are over what is held against the promise as it stands.
func (c *counter) addTiming(t *Tally, e event) {
	switch {
	case e.exclusion != "" || c.result.Kind != Time && c.result.Kind != OnTime || e.begin().Before(c.since) && !c.result.Unlimited:
	case e.to.IsZero():
		t.waits = append(t.waits, e.took)
	default:
		t.took = append(t.took, e.took)
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
