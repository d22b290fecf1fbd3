package record

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// The faults that many rows may have.
const (
	faultNegative = "the end"
	faultTime     = "a time"
	faultCause    = "the exclusion"
	faultLevel    = "the level"
	faultNumber   = "a number"
)

// countFile counts the rows of a promise's file.
func countFile(o *catalog.Offer, p *catalog.Promise, files Files) (*Result, []diag.Problem) {
	r, file, problem := open(p.Record.File.V, files)
	if problem != nil {
		if problem.At.Line == 0 { // the promise is where it can be mended
			problem.At = p.Record.File.At
		}
		return nil, []diag.Problem{*problem}
	}
	defer file.Close()
	columns, problems := columnsOf(r, p)
	if len(problems) > 0 {
		return nil, problems
	}
	c := newCounter(o, p, LimitsOf(o, p))
	for r.next() {
		c.row(r, columns)
	}
	return c.result(), r.told()
}

// columns are the places of a promise's columns; -1 for those that it does not name.
type columns struct{ from, to, paused, level, excluded, ok, total, down, customer int }

// columnsOf finds the columns that a promise names. One that is not there is a problem at its name.
func columnsOf(r *rows, p *catalog.Promise) (columns, []diag.Problem) {
	var problems []diag.Problem
	find := func(t syntax.Text) int {
		at := r.column(t.V)
		if t.IsSet() && at < 0 {
			help := "Its columns are " + strings.Join(r.columns, ", ") + "."
			if near, ok := diag.Nearest(t.V, r.columns); ok {
				help = fmt.Sprintf("Did you mean %q? ", near) + help
			}
			problems = append(problems, diag.Problem{Rule: "record-format", At: t.At, Message: fmt.Sprintf("%q has no column %q", r.file, t.V), Help: help})
		}
		return at
	}
	w := p.Record
	c := columns{from: find(w.From), to: find(w.To), paused: find(w.Paused), level: find(w.Level), excluded: find(w.Excluded),
		ok: find(w.OK), total: find(w.Total), down: find(w.Down), customer: r.column("customer")}
	need := func(missing bool, field, what string) {
		if missing {
			problems = append(problems, diag.Problem{Rule: "record-format", At: w.At, Message: fmt.Sprintf("the record of %q does not say in which column %s stands", p.ID.V, what),
				Help: fmt.Sprintf("Add %s: with the name of the column. The columns of %s are %s.", field, r.file, strings.Join(r.columns, ", "))})
		}
	}
	if len(problems) == 0 {
		need(!w.From.IsSet(), "from", "the beginning")
		need(!w.To.IsSet() && !w.Down.IsSet() && kindOf(p) <= Availability, "to", "the end")
		need(p.By.V == "level" && !w.Level.IsSet(), "level", "the priority level")
	}
	return c, problems
}

// counter takes rows and sums them up.
type counter struct {
	offer   *catalog.Offer
	promise *catalog.Promise
	moments moments
	now     time.Time
	windows []Period // the window and those before it, the newest first
	months  []Period // up to now, the newest first
	r       Result
}

// How far back a record is told of.
const (
	mostWindows = 13
	mostMonths  = 12
)

func newCounter(o *catalog.Offer, p *catalog.Promise, l Limits) *counter {
	c := &counter{offer: o, promise: p, moments: newMoments(p.Record.Format.V, o.Zone), now: o.Now,
		r: Result{Kind: kindOf(p), Limits: l, SoFar: l.Window.Months > 0}}
	c.windows = periods(l.Window, o.Now, o.Zone, mostWindows)
	c.months = periods(clock.Window{Months: 1}, o.Now, o.Zone, mostMonths)
	if l.levels != nil {
		for _, level := range p.Levels {
			c.r.Levels = append(c.r.Levels, LevelTally{ID: level.Level.ID.V})
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

// event is one row, read.
type event struct {
	from, to time.Time // to is zero for one that is open
	cause    string    // the exclusion that it names
	level    string
	customer string
	paused   clock.Duration
	ok, of   int // of Counted
	down     time.Duration
	number   amount.Number // of Quantity
	judged   judged        // of Time
}

// judged is an event held against its time limit.
type judged struct {
	kept, late bool
	took       int32 // seconds on the limit's clock, up to now for one that is open
}

// row reads a row and counts it.
func (c *counter) row(r *rows, at columns) {
	e, ok := c.read(r, at)
	if !ok {
		return
	}
	c.r.Rows++
	c.count(e)
}

func (c *counter) read(r *rows, at columns) (e event, ok bool) {
	moment := func(column int) (t time.Time, ok bool) {
		text := r.get(column)
		if text == "" {
			return t, true
		}
		t, err := c.moments.read(text)
		if err != nil {
			r.say("record-format", faultTime, r.at(column), err.what, err.help)
			return t, false
		}
		return t, true
	}
	number := func(column int, what string) (n int64, ok bool) {
		text := r.get(column)
		if text == "" {
			return 0, true
		}
		f, err := strconv.ParseFloat(text, 64) // spreadsheets write 12 as 12.0
		if err != nil || f < 0 || f > 1e9 || f != math.Trunc(f) {
			r.say("record-format", faultNumber, r.at(column), fmt.Sprintf("%q is no number of %s", text, what), "Write a whole number, or leave the field empty.")
			return 0, false
		}
		n = int64(f)
		return n, true
	}
	if e.from, ok = moment(at.from); !ok {
		return e, false
	}
	if e.from.IsZero() {
		r.say("record-format", faultTime, r.at(at.from), "the row does not say when it began", fmt.Sprintf("Fill in the column %q, or remove the row.", c.promise.Record.From.V))
		return e, false
	}
	if e.to, ok = moment(at.to); !ok {
		return e, false
	}
	if !e.to.IsZero() && e.to.Before(e.from) {
		r.say("record-negative", faultNegative, r.at(at.to), fmt.Sprintf("the row ends at %s, before it starts at %s", r.get(at.to), r.get(at.from)), "Correct one of the two times. The row is not counted.")
		return e, false
	}
	e.cause, e.customer = strings.Clone(r.get(at.excluded)), r.get(at.customer)
	if e.cause != "" && !slices.ContainsFunc(c.promise.Exclusions, func(x syntax.Exclusion) bool { return x.ID.V == e.cause }) {
		c.unknown(r, at.excluded, "exclusion", e.cause, c.causes(), "Add it below exclusions:, or correct the row: nothing else may be left out of the count.")
		return e, false
	}
	if e.level = strings.Clone(r.get(at.level)); c.r.Limits.levels != nil && c.r.Limits.levels[e.level] == nil {
		c.unknown(r, at.level, "level", e.level, c.promise.Within.Levels.Keys(), "Correct the row, or give the level a time below within:.")
		return e, false
	}
	if e.paused, ok = pause(r, at.paused); !ok {
		return e, false
	}
	return c.amounts(r, at, e, number)
}

// pause reads time that does not count: minutes, or a duration such as 4d.
func pause(r *rows, column int) (d clock.Duration, ok bool) {
	text := r.get(column)
	if text == "" || text == "0" {
		return d, true
	}
	if minutes, err := strconv.ParseInt(text, 10, 32); err == nil && minutes > 0 {
		return clock.Duration{N: minutes, Unit: clock.Minute}, true
	}
	d, err := clock.ParseDuration(text)
	if err != nil {
		r.say("record-format", faultNumber, r.at(column), fmt.Sprintf("%q is neither a number of minutes nor a time such as 2h or 4d", text), "Write how long it did not count, or leave the field empty.")
	}
	return d, err == nil
}

// amounts reads what only some kinds of record have.
func (c *counter) amounts(r *rows, at columns, e event, number func(int, string) (int64, bool)) (event, bool) {
	switch c.r.Kind {
	case Counted:
		total := int64(1)
		kept, ok := yes(r.get(at.ok))
		if at.total >= 0 {
			var also bool
			kept, ok = number(at.ok, "how many")
			total, also = number(at.total, "how many")
			ok = ok && also
		} else if !ok {
			r.say("record-format", faultNumber, r.at(at.ok), fmt.Sprintf("%q is neither yes nor no", r.get(at.ok)), "Write yes or no, or name the column with how many there were as total:.")
		}
		if ok && kept > total {
			r.say("record-format", faultNumber, r.at(at.ok), fmt.Sprintf("%d of %d is more than there were", kept, total), "Correct one of the two numbers.")
			return e, false
		}
		e.ok, e.of = int(kept), int(total)
		return e, ok
	case Availability:
		if at.down >= 0 {
			minutes, ok := number(at.down, "minutes")
			e.down = time.Duration(minutes) * time.Minute
			return e, ok
		}
		e.down = cmp.Or(e.to, c.now).Sub(e.from)
	case Quantity:
		n, err := amount.ParseNumber(r.get(at.total))
		if err != nil {
			r.say("record-format", faultNumber, r.at(at.total), fmt.Sprintf("%q is no number", r.get(at.total)), "Write a number, such as 12 or 0.5.")
			return e, false
		}
		e.number = n
	}
	return e, true
}

// yes reads a field that says whether a row was kept.
func yes(text string) (kept int64, ok bool) {
	switch strings.ToLower(text) {
	case "yes", "y", "true", "1", "ok", "x":
		return 1, true
	case "no", "n", "false", "0", "":
		return 0, true
	}
	return 0, false
}

func (c *counter) causes() []string {
	var ids []string
	for _, x := range c.promise.Exclusions {
		ids = append(ids, x.ID.V)
	}
	return ids
}

func (c *counter) unknown(r *rows, column int, what, given string, known []string, help string) {
	fault := faultCause
	if what == "level" {
		fault = faultLevel
	}
	if near, ok := diag.Nearest(given, known); ok {
		help = fmt.Sprintf("Did you mean %q? ", near) + help
	}
	if given == "" {
		r.say("record-format", fault, r.at(column), "the row names no "+what, help)
		return
	}
	r.say("record-format", fault, r.at(column), fmt.Sprintf("the promise %q has no %s %q", c.promise.ID.V, what, given), help)
}

// count adds an event to the sums that it belongs to. What has not happened by now is left aside.
func (c *counter) count(e event) {
	if e.from.After(c.now) {
		return
	}
	if e.to.After(c.now) {
		e.to = time.Time{}
	}
	if e.from.After(c.r.Newest) {
		c.r.Newest = e.from
	}
	if c.r.Kind == Time && e.cause == "" {
		e.judged = c.judge(e)
	}
	if p := periodOf(c.months, e.from); p != nil {
		c.add(&p.Tally, e)
	}
	p := periodOf(c.windows, e.from)
	if p == nil {
		return
	}
	c.add(&p.Tally, e)
	if p != &c.windows[0] {
		return
	}
	for i := range c.r.Levels {
		if c.r.Levels[i].ID == e.level {
			c.add(&c.r.Levels[i].Tally, e)
		}
	}
	if e.customer != "" {
		if c.r.Customers == nil {
			c.r.Customers = map[string]*Tally{}
		}
		t := c.r.Customers[e.customer]
		if t == nil {
			t = &Tally{}
			c.r.Customers[strings.Clone(e.customer)] = t
		}
		c.add(t, e)
	}
}

// periodOf gives the period that a moment is in, of periods that follow each other, the newest first.
func periodOf(periods []Period, t time.Time) *Period {
	i, _ := slices.BinarySearchFunc(periods, t, func(p Period, t time.Time) int { return t.Compare(p.From) })
	if i < len(periods) && !t.Before(periods[i].From) && (t.Before(periods[i].To) || i == 0) {
		return &periods[i]
	}
	return nil
}

// add puts an event into sums.
func (c *counter) add(t *Tally, e event) {
	if c.r.Kind == Availability {
		t.Outages++
		if e.cause != "" {
			t.exclude(e.cause, int(e.down/time.Second))
		} else {
			t.Kept -= int(e.down / time.Second) // the time itself is added when it is known
		}
		return
	}
	if e.cause != "" {
		t.exclude(e.cause, max(e.of, 1))
		return
	}
	switch c.r.Kind {
	case Counted:
		t.Finished, t.Kept = t.Finished+e.of, t.Kept+e.ok
	case Quantity:
		t.Finished++
		if e.number >= c.r.Limits.atLeast && (c.r.Limits.atMost == 0 || e.number <= c.r.Limits.atMost) {
			t.Kept++
		}
	default:
		t.addTime(e)
	}
}

func (t *Tally) addTime(e event) {
	if e.to.IsZero() {
		t.Open++
		if e.judged.late {
			t.Late++
		}
		t.waits = append(t.waits, e.judged.took)
		return
	}
	t.Finished++
	if e.judged.kept {
		t.Kept++
	}
	t.took = append(t.took, e.judged.took)
}

// judge holds an event against its time limit. Where the promise has none, which is a problem of its own, nothing is kept.
func (c *counter) judge(e event) judged {
	limit := c.r.Limits.one
	if c.r.Limits.levels != nil {
		limit = c.r.Limits.levels[e.level]
	}
	if limit == nil {
		return judged{}
	}
	due := limit.due(e.from, e.paused)
	if e.to.IsZero() {
		return judged{late: c.now.After(due), took: seconds(limit.took(e.from, c.now, e.paused))}
	}
	return judged{kept: !e.to.After(due), took: seconds(limit.took(e.from, e.to, e.paused))}
}

func seconds(d time.Duration) int32 { return int32(min(d/time.Second, 1<<31-1)) }

// result gives what was counted, without what is older than the record.
func (c *counter) result() *Result {
	if c.r.Kind == Availability {
		fill(c.windows)
		fill(c.months)
	}
	c.r.Window = c.windows[0]
	if c.r.SoFar && c.r.Kind != Availability && len(c.r.Levels) == 0 && c.r.Window.Counted() < c.r.Limits.Least && !c.windows[1].Empty() {
		c.r.Window, c.r.SoFar, c.windows = c.windows[1], false, c.windows[1:] // a month that has only begun says little
		c.r.Customers = nil                                                   // which are of that month
	}
	oldest := c.oldest(c.windows)
	c.r.Earlier = slices.Clone(c.windows[min(1, oldest):oldest])
	c.r.Months = slices.Clone(c.months[:c.oldest(c.months)])
	slices.Reverse(c.r.Months)
	return &c.r
}

// oldest is how many periods there are up to the oldest in which something happened.
func (c *counter) oldest(periods []Period) int {
	n := len(periods)
	for n > 0 && (periods[n-1].Finished+periods[n-1].Open+periods[n-1].Excluded() == 0 || periods[n-1].Outages == 0 && c.r.Kind == Availability) {
		n--
	}
	return n
}

// fill makes the sums of availability whole: the time of each period without what is excluded, and what is left of it
// without the minutes that were down.
func fill(periods []Period) {
	for i := range periods {
		t := &periods[i]
		t.Finished = max(int(t.To.Sub(t.From)/time.Second)-t.Excluded(), 0)
		t.Kept = max(t.Finished+t.Kept, 0)
	}
}

// countNotices counts notices of a kind by the time from noticing to telling. Those count that touch the promise's
// capability.
func countNotices(o *catalog.Offer, p *catalog.Promise) *Result {
	c := newCounter(o, p, LimitsOf(o, p))
	for _, n := range o.Notices {
		if n.Kind.V != p.Record.Notices.V || !n.Noticed.IsSet() || len(n.Capabilities) > 0 && !slices.Contains(n.Capabilities, p.Capability) {
			continue
		}
		if n.Told.IsSet() && n.Told.V.Before(n.Noticed.V) {
			continue
		}
		c.r.Rows++
		c.count(event{from: n.Noticed.V, to: n.Told.V})
	}
	return c.result()
}
