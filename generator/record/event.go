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

// A row of a file is parsed into an event. A new column is a field of columns and of event; columnsOf finds it and parseRow
// parses it.

// columns are the indexes of a promise's columns; -1 for those that it does not name.
type columns struct{ from, to, due, took, id, paused, level, excluded, ok, total, down, customer, paid int }

// columnsOf finds the columns that a promise names. A missing one is a problem at its name.
func columnsOf(r *rows, p *catalog.Promise) (columns, []diag.Problem) {
	problems := diag.List{Default: diag.Problem{Rule: recordFormat}}
	find := func(name syntax.Text) int {
		i := r.columnIndex(name.V)
		switch {
		case name.IsSet() && i < 0:
			help := "Its columns are " + strings.Join(r.columns, ", ") + "."
			if near, ok := diag.Nearest(name.V, r.columns); ok {
				help = fmt.Sprintf("Did you mean %q? ", near) + help
			}
			problems.Add(diag.Problem{At: name.At, Message: fmt.Sprintf("%q has no column %q", r.file, name.V), Help: help})
		case i >= 0 && slices.Contains(r.columns[i+1:], name.V):
			problems.Add(diag.Problem{At: name.At, Message: fmt.Sprintf("%q has two columns %q", r.file, name.V),
				Help: "Give one of them another name, or leave it out of the export."})
		}
		return i
	}
	w := p.Record
	c := columns{from: find(w.From), to: find(w.To), due: find(w.Due), took: find(w.Took), id: find(w.ID), paused: find(w.Paused), level: find(w.Level),
		excluded: find(w.Excluded), ok: find(w.OK), total: find(w.Total), down: find(w.Down), customer: r.customerColumn(), paid: find(w.Paid)}
	if w.Customer.IsSet() {
		c.customer = find(w.Customer)
	}
	require := func(missing bool, field, what string) {
		if missing {
			problems.Add(diag.Problem{At: w.At, Message: fmt.Sprintf("the record of %q does not say in which column %s stands", p.ID.V, what),
				Help: fmt.Sprintf("Add %s: with the name of the column. The columns of %s are %s.", field, r.file, strings.Join(r.columns, ", "))})
		}
	}
	if len(problems.Problems) == 0 {
		kind := KindOf(p)
		require(!w.From.IsSet() && kind != OnTime, "from", "the beginning")
		require(!w.Due.IsSet() && kind == OnTime, "due", "the day or time that was agreed")
		require(!w.To.IsSet() && !w.Took.IsSet() && !w.Down.IsSet() && kind <= Availability, "to", "the end")
		require(len(p.Levels) > 0 && !w.Level.IsSet(), "level", "the priority level")
	}
	return c, problems.Problems
}

// event is a parsed row.
type event struct {
	from, to    time.Time // from is zero where nothing says when it began, to where it is open
	due         time.Time // when it had to be finished; of a row that says itself what was kept, when it was over
	exclusion   string    // the id that it names
	level       string
	customer    string
	paused      clock.Duration
	kept, total int           // of Counted as many as it says, else 1; of Availability seconds without service
	took        int32         // of Time: seconds on the limit's clock, up to now where it is open; of OnTime after it was due
	paid        int64         // in the smallest unit of the currency
	number      amount.Number // of Quantity
	byDay       bool          // of OnTime: a day was agreed, without a time of day
}

// begin returns when an event began, as far as is known.
func (e *event) begin() time.Time {
	if e.from.IsZero() {
		return e.due
	}
	return e.from
}

// field returns a field of the row; empty where it says nothing.
func (c *counter) field(column int) string {
	text := c.rows.field(column)
	if len(c.empty) > 0 && c.empty[strings.ToLower(text)] {
		return ""
	}
	return text
}

// report reports what is wrong with a field of the row. It returns false: most such rows are not counted.
func (c *counter) report(column int, kind fault, message, help string) bool {
	c.faults.addField(kind, column, c.field(column), diag.Problem{At: c.rows.fieldPlace(column), Message: message, Help: help})
	return false
}

func (c *counter) parseRow(e *event) bool {
	r, columns := c.rows, c.columns
	if len(r.fields) == 1 && len(r.columns) > 1 && strings.ContainsAny(r.row, separators) {
		return c.report(-1, faultAlways, fmt.Sprintf("the row is not divided by %q, as the names of the columns are", r.separator),
			"Let the same sign stand between the values of all rows.")
	}
	if c.isNoCase() {
		return false
	}
	times, ok := c.parseTimes(e)
	if !ok {
		return false
	}
	e.customer = c.field(columns.customer)
	level, exclusion := c.field(columns.level), c.field(columns.excluded)
	e.level, e.exclusion = c.levelIDs[strings.ToLower(level)], c.exclusionIDs[strings.ToLower(exclusion)]
	switch {
	case e.exclusion == "" && exclusion != "" && len(c.promise.Record.ExcludedAs) == 0:
		ids := diag.Names(c.promise.Exclusions, func(x syntax.Exclusion) string { return x.ID.V })
		return c.reportUnknown(columns.excluded, faultExclusion, "exclusion", ids, "Add it below exclusions:, or correct the row: nothing else may be left out of the count.")
	case c.levelIDs != nil && e.level == "":
		return c.reportUnknown(columns.level, faultLevel, "level", c.promise.Within.Levels.Keys(), "Correct the row, or give the level a time below within:.")
	case !c.setEnd(e) || !c.parsePause(e) || !c.parseAmounts(e) || !c.parsePaid(e):
		return false
	}
	for i, column := range []int{columns.from, columns.to, columns.due} {
		c.reportClockChange(column, times[i])
	}
	c.reportTwice(e, times[0])
	return true
}

// reportUnknown reports a row with an exclusion or a level that the promise does not have.
func (c *counter) reportUnknown(column int, kind fault, what string, known []string, help string) bool {
	text := c.rows.field(column)
	if near, ok := diag.Nearest(text, known); ok {
		help = fmt.Sprintf("Did you mean %q? ", near) + help
	}
	message := fmt.Sprintf("the promise %q has no %s %q", c.promise.ID.V, what, text)
	if text == "" {
		message = "the row names no " + what
	}
	return c.report(column, kind, message, help)
}

// exclusionIndex returns the index of an exclusion of the promise; -1 where it has none with this id.
func (c *counter) exclusionIndex(id string) int {
	return slices.IndexFunc(c.promise.Exclusions, func(x syntax.Exclusion) bool { return x.ID.V == id })
}

// parseTimes parses when the row began, ended and was due, in this order.
func (c *counter) parseTimes(e *event) (times [3]moment, ok bool) {
	columns := c.columns
	for i, column := range []int{columns.from, columns.to, columns.due} {
		if times[i], ok = c.parseTime(column); !ok {
			return times, false
		}
	}
	from, to, due := times[0], times[1], times[2]
	switch {
	case from.IsZero() && c.result.Kind != OnTime:
		return times, c.report(columns.from, faultNoTime, "the row does not say when it began",
			fmt.Sprintf("Fill in the column %q, or remove the row.", c.promise.Record.From.V))
	case due.IsZero() && c.result.Kind == OnTime:
		return times, c.report(columns.due, faultNoTime, "the row does not say when it was due",
			fmt.Sprintf("Fill in the column %q, or remove the row.", c.promise.Record.Due.V))
	}
	if to.times == 2 && to.Before(from.Time) {
		to.Time = clock.Again(to.Time) // it was the second time, then
	}
	if !c.parseDay(from, due, &to) {
		return times, false
	}
	if !to.IsZero() && !from.IsZero() && to.Before(from.Time) {
		return times, c.reportBackwards(from, to)
	}
	e.from, e.to = from.Time, to.Time
	e.due = from.end(c.offer.Zone)
	if c.result.Kind == OnTime {
		e.due, e.byDay = due.end(c.offer.Zone), due.unit != clock.Minute
	}
	return times, true
}

// parseDay decides when a row ended of whose end only the day is known. Beside a day that is when the day begins, so that days
// are counted; beside a time it is when the day is over: it is not known to have been sooner.
func (c *counter) parseDay(from, due moment, to *moment) bool {
	beside := from
	if c.result.Kind == OnTime {
		beside = due
	}
	within := c.promise.Within.All.V
	switch {
	case to.IsZero() || to.unit == clock.Minute || c.result.Kind != Time && c.result.Kind != OnTime:
	case beside.unit == clock.Minute && strings.Trim(c.field(c.columns.to), "0123456789") == "" && !c.isDays(c.columns.to): // a whole number is a midnight as well as a day
	case beside.unit == clock.Minute:
		if end := to.end(c.offer.Zone); end.Before(c.now) {
			to.Time = end
		} else if to.Before(c.now) {
			to.Time = c.now // it is today's
		}
	case c.result.Kind == Time && !c.result.Unlimited && len(c.promise.Levels) == 0 && within.Unit < clock.Day:
		return c.report(c.columns.to, faultAlways, fmt.Sprintf("the columns hold days, and within: %s counts shorter times", within),
			"Export the times of day too. Or promise days, such as within: 2d.")
	}
	return true
}

// reportBackwards reports a row that ends before it starts: often one of its times never was.
func (c *counter) reportBackwards(from, to moment) bool {
	for i, m := range []moment{from, to} {
		if column := []int{c.columns.from, c.columns.to}[i]; m.times == 0 {
			return c.report(column, faultNegative, fmt.Sprintf("%s never was in %s: the clocks went forward over it", c.field(column), c.offer.Zone),
				"Correct it; the row is not counted. If times are written in another zone, let each say so, such as 2026-03-29T02:30Z.")
		}
	}
	return c.report(c.columns.to, faultNegative, fmt.Sprintf("the row ends at %s, before it starts at %s", c.field(c.columns.to), c.field(c.columns.from)),
		"Correct one of the two times; the row is not counted. Where work may be done before its day, promise the day: kind: on-time, with due: in place of from:.")
}

// parseTime parses a time; it is zero where there is none.
func (c *counter) parseTime(column int) (m moment, ok bool) {
	text := c.field(column)
	if text == "" {
		return moment{times: 1}, true
	}
	m, wrong := c.parseMoment(text)
	if wrong != nil {
		return m, c.report(column, wrong.kind, wrong.message, wrong.help)
	}
	if m.unit == clock.Minute && isMidnight(m.Time) && c.result.Kind != Availability && c.isDays(column) {
		m.unit = clock.Day
	}
	return m, true
}

// isDays reports whether a column holds days, as some programs export them: all of its times are midnights.
func (c *counter) isDays(column int) bool {
	if known, ok := c.days[column]; ok {
		return known
	}
	again, problem := openRows(c.rows.name, c.files, c.rows.named...)
	if problem != nil {
		return false
	}
	defer again.Close()
	days := true
	for days && again.next() {
		if text := again.field(column); text != "" && !c.empty[strings.ToLower(text)] && !again.isTotal() {
			m, wrong := c.parseMoment(text)
			days = wrong != nil || isMidnight(m.Time)
		}
	}
	if c.days == nil {
		c.days = map[int]bool{}
	}
	c.days[column] = days
	return days
}

func isMidnight(t time.Time) bool {
	hour, minute, second := t.Clock()
	return hour+minute+second+t.Nanosecond() == 0
}

// reportClockChange reports a local time that the clocks showed twice or never. The row counts all the same.
func (c *counter) reportClockChange(column int, m moment) {
	zone, text := c.offer.Zone, c.field(column)
	switch m.times {
	case 0:
		c.report(column, faultSkipped, fmt.Sprintf("%s never was in %s: the clocks went forward over it", text, zone),
			fmt.Sprintf("It is counted as %s. If times are written in another zone, let each say so, such as 2026-03-29T02:30Z; else correct the row.", formatMinute(m.Time, zone)))
	case 2:
		c.report(column, faultRepeated, fmt.Sprintf("%s was there twice in %s, where the clocks went back", text, zone),
			"The first of the two is counted, or the second where the row would end before it starts. To be exact, let each time say its zone, such as 2026-10-25T02:30+01:00.")
	}
}

// setEnd works out the end of a row that says how long it took.
func (c *counter) setEnd(e *event) bool {
	text := c.field(c.columns.took)
	limit := c.result.Limits.limitAt(e.level)
	if text == "" || !e.to.IsZero() || limit == nil {
		return true
	}
	minutes, help := tookMinutes(text, c.promise.Record.TookIn.V)
	if help != "" {
		return c.report(c.columns.took, faultNumber, fmt.Sprintf("%q does not say how long it took", text), help)
	}
	e.to = limit.add(e.from, clock.Duration{N: minutes, Unit: clock.Minute})
	return true
}

// parsePause parses time that does not count: minutes, or a duration such as 4d. A row that was paused for longer than it took
// counts as one that took no time.
func (c *counter) parsePause(e *event) bool {
	text := c.field(c.columns.paused)
	if text == "" {
		return true
	}
	minutes, err := strconv.ParseFloat(text, 64)
	if err == nil && minutes >= 0 && minutes < 1e8 {
		if minutes >= 1 {
			e.paused = clock.Duration{N: int64(minutes), Unit: clock.Minute}
		}
	} else if e.paused, err = clock.ParseDuration(text); err != nil {
		return c.report(c.columns.paused, faultNumber, fmt.Sprintf("%q is neither a number of minutes nor a time such as 2h or 4d", text),
			"Write how long it did not count, or leave the field empty.")
	}
	limit := c.result.Limits.limitAt(e.level)
	if !e.paused.IsZero() && !e.to.IsZero() && limit != nil && limit.add(e.from, e.paused).After(e.to) {
		from, to := formatMinute(e.from, c.offer.Zone), formatMinute(e.to, c.offer.Zone)
		c.report(c.columns.paused, faultPaused, fmt.Sprintf("the row was paused for %s, which is longer than from %s to %s", e.paused, from, to),
			"It counts as one that took no time. Correct it; where the promise counts working hours, a pause is in working hours too.")
	}
	return true
}

// parseAmounts parses the columns that only some kinds of record have.
func (c *counter) parseAmounts(e *event) bool {
	limits := &c.result.Limits
	switch c.result.Kind {
	case Counted:
		return c.parseKept(e)
	case Availability:
		minutes, ok := c.parseInt(c.columns.down, "minutes")
		e.total = 60 * minutes
		return ok
	case Quantity:
		text := c.field(c.columns.total)
		q, ok := amount.ParseQuantity(withPoint(text, c.rows.separator))
		n := q.N
		if text == "" {
			return c.report(c.columns.total, faultNumber, "the row has no number", fmt.Sprintf("Write one into the column %q, or remove the row.", c.promise.Record.Total.V))
		}
		if !ok || q.Unit != "" {
			return c.report(c.columns.total, faultNumber, fmt.Sprintf("%q is no number", text), "Write a number, such as 12 or 0.5.")
		}
		e.number = n
		if limits.atLeast <= n && n <= limits.atMost {
			e.kept = 1
		}
	}
	return true
}

// parsePaid parses what was paid for a miss.
func (c *counter) parsePaid(e *event) bool {
	text := c.field(c.columns.paid)
	if text == "" {
		return true
	}
	currency := &c.result.Currency
	money, doubt, ok := parseSum(text, *currency, c.rows.separator)
	if !ok {
		help := "Write what you paid, such as 8.20, or leave the field empty where you paid nothing."
		if *currency == "" {
			help = "Write in site.yaml of which currency sums are, such as currency: GBP. Or write it with each, such as £8.20."
		}
		return c.report(c.columns.paid, faultNumber, fmt.Sprintf("%q is no sum of money", text), cmp.Or(doubt, help))
	}
	if *currency = cmp.Or(*currency, money.Currency); money.Currency != *currency {
		return c.report(c.columns.paid, faultNumber, fmt.Sprintf("%q is not in %s, and sums of two currencies cannot be added", text, *currency), "Write all sums in the currency of site.yaml.")
	}
	e.paid = money.Minor
	return true
}

// parseKept parses how many were kept of how many, or whether the row was.
func (c *counter) parseKept(e *event) (ok bool) {
	columns := c.columns
	if columns.total < 0 {
		switch text := c.field(columns.ok); strings.ToLower(text) {
		case "yes", "y", "true", "1", "ok":
			e.kept = 1
		case "no", "n", "false", "0":
		case "":
			return c.report(columns.ok, faultNumber, "the row does not say whether it was kept", fmt.Sprintf("Write yes or no into the column %q, or remove the row.", c.promise.Record.OK.V))
		default:
			return c.report(columns.ok, faultNumber, fmt.Sprintf("%q is neither yes nor no", text),
				"Write yes or no, or name the column with how many there were as total:.")
		}
		return true
	}
	var totalOK bool
	e.kept, ok = c.parseInt(columns.ok, "cases")
	e.total, totalOK = c.parseInt(columns.total, "cases")
	if ok = ok && totalOK; ok && e.kept > e.total {
		return c.report(columns.ok, faultNumber, fmt.Sprintf("%d of %d is more than there were", e.kept, e.total), "Correct one of the two numbers.")
	}
	return ok
}

// parseInt parses a number of something; an empty field is 0.
func (c *counter) parseInt(column int, what string) (n int, ok bool) {
	text := c.field(column)
	if text == "" {
		return 0, true
	}
	f, err := strconv.ParseFloat(text, 64) // spreadsheets write 12 as 12.0
	if err != nil || f < 0 || f > 1e9 || f != math.Trunc(f) {
		return 0, c.report(column, faultNumber, fmt.Sprintf("%q is no whole number of %s", text, what), "Write digits alone, such as 1250, or leave the field empty.")
	}
	return int(f), true
}

// withPoint returns a number with a point before its decimals. Files separated by semicolons have a comma there. But 1,250
// may have thousands, and stays as no number.
func withPoint(text string, separator byte) string {
	whole, decimals, ok := strings.Cut(text, ",")
	switch {
	case separator != ';' || !ok || strings.ContainsAny(decimals, ",."):
		return text
	case len(decimals) == 3 && strings.Trim(whole, "0") != "":
		return text + "?"
	}
	return whole + "." + decimals
}
