package record

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// A counter reads the rows of one promise, has each added to the sums (addevent.go), and decides in the end which window is judged.

// countFile reads a file once, and counts its rows for the promises that name it, by their indexes in all and out.
func countFile(o *catalog.Offer, all []*catalog.Promise, indexes []int, files Files, held []*heldRows, out []Counting) {
	var named []string
	for _, i := range indexes {
		named = append(named, columnNames(all[i].Record)...)
	}
	file := all[indexes[0]].Record.File.V
	r, problem := openRows(file, files, named...)
	if problem != nil {
		for _, i := range indexes {
			own := *problem
			if own.At.Line == 0 { // it can be fixed at the promise
				own.At, out[i].unread, out[i].absent = all[i].Record.File.At, file, problem.Help == putItThere
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
		out[c.index] = Counting{Result: c.finish(), Problems: append(c.faults.allWith(c.help), unreadable...)}
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
	lastDays     []Period    // up to now, the newest first
	breakdowns   []breakdown // of the window, and of the one before it where that may be judged
	options      []option    // time limits that customers may choose in place of the promise's own
	outages      []outage    // of Availability, unless only their minutes are known
	oldest       time.Time
	result       Result
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
		windows: periods(limits.Window, o.Now, o.Zone, 2), months: periods(clock.Window{Months: 1}, o.Now, o.Zone, mostMonths), lastDays: lastDays(o.Now, o.Zone),
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
	r.Days = c.daysOf()
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
	return Counting{Result: c.finish(), Problems: c.faults.all()}
}

func formatMinute(t time.Time, zone *time.Location) string { return t.In(zone).Format(usualLayout) }
