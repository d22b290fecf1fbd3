package record

import (
	"math"
	"slices"
	"time"

	"upfront/generator/amount"
	"upfront/generator/clock"
)

// To find a limit, all rows are held against all limits at once: each says under which limits it counts, and from which on it
// is kept. So the rows of every limit are those that a build would count with it. What began so lately that its outcome under a
// limit is not known yet is no row of that limit, whether it is done or not: else the fast ones alone would enter.

// probe is what is asked of a record beside its sums.
type probe struct {
	level  string     // rows of this priority level alone; empty: all
	since  bool       // rows that began since the promise is made as it stands alone
	span   clock.Span // in which the due moments lie that are tried; zero: none
	trials trials
	values []amount.Number // of Quantity, in that time
	byDay  bool            // of OnTime: days were agreed, without a time of day
}

// trials are the rows of one window, each under all limits, which are in seconds on the promise's clock. All lists are sorted.
type trials struct {
	in, out    []int32 // the limits from which each row counts, and from which it does not any more: it is not due yet
	kept, gone []int32 // of the rows that are kept under some: the limits from which they are, and from which they do not count
	times      []int32 // that rows took which count under a limit of just that time
}

// isTrial reports whether rows are held against all limits, in place of being summed up.
func (p *probe) isTrial() bool { return p != nil && !p.span.To.IsZero() }

// add adds an event before it is held against a limit. Its end is known to have come.
func (p *probe) add(c *counter, e event) {
	to := p.span.To
	if c.now.Before(to) {
		to = c.now
	}
	begin, l := e.from, c.result.Limits.limitAt(e.level)
	switch c.result.Kind {
	case Quantity:
		if !e.due.Before(p.span.From) && e.due.Before(to) {
			p.values = append(p.values, e.number)
		}
		return
	case OnTime:
		p.byDay = p.byDay || e.byDay
		if begin = e.due; l == nil {
			l = &limit{zone: c.offer.Zone}
		}
	case Time:
	default:
		return
	}
	in, out := l.reach(begin, p.span.From, e.paused), l.reach(begin, to, e.paused)
	if in >= out {
		return
	}
	t := &p.trials
	t.in, t.out = append(t.in, in), append(t.out, out)
	if e.to.IsZero() {
		return
	}
	took := l.reach(begin, e.to, e.paused)
	if kept := max(took, in); kept < out {
		t.kept, t.gone = append(t.kept, kept), append(t.gone, out)
		if kept == took {
			t.times = append(t.times, took)
		}
	}
}

// reach returns the shortest limit in seconds under which a row that began at a time is due no earlier than at another.
func (l *limit) reach(begin, t time.Time, paused clock.Duration) int32 {
	if !t.After(begin) {
		return 0
	}
	d := l.between(begin, t)
	if l.calendar != nil && l.between(t.Add(-time.Second), t) == 0 { // outside the hours: that long, it was due when they ended
		d += time.Second
	}
	if !paused.IsZero() {
		d -= l.between(begin, l.add(begin, paused))
	}
	return int32(min(max((d+time.Second-1)/time.Second, 0), math.MaxInt32-1))
}

// grow makes room for so many rows.
func (t *trials) grow(rows int) {
	for _, list := range []*[]int32{&t.in, &t.out, &t.kept, &t.gone, &t.times} {
		*list = make([]int32, 0, rows)
	}
}

func (t *trials) sort() {
	for _, list := range [][]int32{t.in, t.out, t.kept, t.gone, t.times} {
		slices.Sort(list)
	}
}

// under returns what was kept of what counts under a limit.
func (t *trials) under(limit int32) KeptShare {
	upTo := func(list []int32) int {
		n, _ := slices.BinarySearch(list, limit+1)
		return n
	}
	return KeptShare{Kept: upTo(t.kept) - upTo(t.gone), Counted: upTo(t.in) - upTo(t.out)}
}

// tightest returns the shortest limit under which enough count to bear a target: the time of one of the rows. ok is false where there
// is none.
func (t *trials) tightest(target amount.Percent, bears func(KeptShare, amount.Percent) bool) (limit int32, ok bool) {
	for i, limit := range t.times {
		if (i == 0 || t.times[i-1] < limit) && bears(t.under(limit), target) {
			return limit, true
		}
	}
	return 0, false
}

// most returns the most rows that count under the shortest limit, or under one that is the time of a row. A longer one says
// nothing: it only lets rows of long ago into the window.
func (t *trials) most() int {
	n := t.under(1).Counted
	for i, limit := range t.times {
		if i == 0 || t.times[i-1] < limit {
			n = max(n, t.under(limit).Counted)
		}
	}
	return n
}
