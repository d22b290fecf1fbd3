package record

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// A row of a file is parsed into an event. A new column is a field of columns and of event; columnsOf finds it and parseRow
// parses it.

// columns are the indexes of a promise's columns; -1 for those that it does not name.
type columns struct{ from, to, paused, level, excluded, ok, total, down, customer int }

// columnsOf finds the columns that a promise names. A missing one is a problem at its name.
func columnsOf(r *rows, p *catalog.Promise) (columns, []diag.Problem) {
	problems := diag.List{Default: diag.Problem{Rule: recordFormat}}
	find := func(name syntax.Text) int {
		i := r.columnIndex(name.V)
		switch {
		case name.IsSet() && i < 0 && r.notUTF8 && strings.ContainsFunc(name.V, func(c rune) bool { return c >= utf8.RuneSelf }):
			problems.Add(diag.Problem{At: name.At, Message: fmt.Sprintf("%q is not written in UTF-8, so its column %q cannot be found", r.file, name.V), Help: saveAsUTF8})
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
	c := columns{from: find(w.From), to: find(w.To), paused: find(w.Paused), level: find(w.Level), excluded: find(w.Excluded),
		ok: find(w.OK), total: find(w.Total), down: find(w.Down), customer: r.customerColumn()}
	require := func(missing bool, field, what string) {
		if missing {
			problems.Add(diag.Problem{At: w.At, Message: fmt.Sprintf("the record of %q does not say in which column %s stands", p.ID.V, what),
				Help: fmt.Sprintf("Add %s: with the name of the column. The columns of %s are %s.", field, r.file, strings.Join(r.columns, ", "))})
		}
	}
	if len(problems.Problems) == 0 {
		require(!w.From.IsSet(), "from", "the beginning")
		require(!w.To.IsSet() && !w.Down.IsSet() && KindOf(p) <= Availability, "to", "the end")
		require(len(p.Levels) > 0 && !w.Level.IsSet(), "level", "the priority level")
	}
	return c, problems.Problems
}

// event is a parsed row.
type event struct {
	from, to    time.Time // to is zero where it is open
	exclusion   string    // the id that it names
	level       string
	customer    string
	paused      clock.Duration
	kept, total int   // of Counted as many as it says, else 1; of Availability seconds without service
	took        int32 // of Time: seconds on the limit's clock, up to now where it is open
}

// report reports what is wrong with a field of the row. It returns false: most such rows are not counted.
func (c *counter) report(column int, kind fault, message, help string) bool {
	c.faults.add(kind, diag.Problem{At: c.rows.fieldPlace(column), Message: message, Help: help})
	return false
}

func (c *counter) parseRow(e *event) bool {
	r, columns := c.rows, c.columns
	if len(r.fields) == 1 && len(r.columns) > 1 && strings.ContainsAny(r.row, separators) {
		return c.report(0, faultAlways, fmt.Sprintf("the row is not divided by %q, as the names of the columns are", r.separator),
			"Let the same sign stand between the values of all rows.")
	}
	from, to, ok := c.parseTimes()
	if !ok {
		return false
	}
	e.from, e.to = from.Time, to.Time
	e.exclusion, e.level, e.customer = strings.ToLower(r.field(columns.excluded)), strings.ToLower(r.field(columns.level)), r.field(columns.customer) // ids are small letters
	levels := c.result.Limits.levels
	switch {
	case !utf8.ValidString(e.customer):
		return c.report(columns.customer, faultAlways, "the name of this customer is not written in UTF-8", saveAsUTF8)
	case e.exclusion != "" && c.exclusionIndex(e.exclusion) < 0:
		ids := diag.Names(c.promise.Exclusions, func(x syntax.Exclusion) string { return x.ID.V })
		return c.reportUnknown(columns.excluded, faultExclusion, "exclusion", ids, "Add it below exclusions:, or correct the row: nothing else may be left out of the count.")
	case levels != nil && levels[e.level] == nil:
		return c.reportUnknown(columns.level, faultLevel, "level", c.promise.Within.Levels.Keys(), "Correct the row, or give the level a time below within:.")
	case !c.parsePause(e) || !c.parseAmounts(e):
		return false
	}
	c.reportClockChange(columns.from, from)
	c.reportClockChange(columns.to, to)
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

// moment is a parsed time, and how often the clocks showed it.
type moment struct {
	time.Time
	times int
}

func (c *counter) parseTimes() (from, to moment, ok bool) {
	r, columns := c.rows, c.columns
	if from, ok = c.parseTime(columns.from); ok && from.IsZero() {
		ok = c.report(columns.from, faultTime, "the row does not say when it began",
			fmt.Sprintf("Fill in the column %q, or remove the row.", c.promise.Record.From.V))
	}
	if !ok {
		return from, to, false
	}
	if to, ok = c.parseTime(columns.to); to.times == 2 && to.Before(from.Time) {
		to.Time = clock.Again(to.Time) // it was the second time, then
	}
	if ok && !to.IsZero() && to.Before(from.Time) {
		ok = c.report(columns.to, faultNegative, fmt.Sprintf("the row ends at %s, before it starts at %s", r.field(columns.to), r.field(columns.from)),
			"Correct one of the two times. The row is not counted.")
	}
	return from, to, ok
}

// parseTime parses a time; it is zero where there is none.
func (c *counter) parseTime(column int) (m moment, ok bool) {
	text := c.rows.field(column)
	if text == "" {
		return moment{times: 1}, true
	}
	t, times, wrong := c.times.parse(text)
	if wrong != nil {
		return m, c.report(column, wrong.kind, wrong.message, wrong.help)
	}
	return moment{t, times}, true
}

// reportClockChange reports a local time that the clocks showed twice or never. The row counts all the same.
func (c *counter) reportClockChange(column int, m moment) {
	zone, text := c.offer.Zone, c.rows.field(column)
	switch m.times {
	case 0:
		c.report(column, faultSkipped, fmt.Sprintf("%s never was in %s: the clocks went forward over it", text, zone),
			fmt.Sprintf("It is counted as %s. If times are written in another zone, let each say so, such as 2026-03-29T02:30Z; else correct the row.", formatMinute(m.Time, zone)))
	case 2:
		c.report(column, faultRepeated, fmt.Sprintf("%s was there twice in %s, where the clocks went back", text, zone),
			"The first of the two is counted, or the second where the row would end before it starts. To be exact, let each time say its zone, such as 2026-10-25T02:30+01:00.")
	}
}

// parsePause parses time that does not count: minutes, or a duration such as 4d. A row that was paused for longer than it took
// counts as one that took no time.
func (c *counter) parsePause(e *event) bool {
	text := c.rows.field(c.columns.paused)
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
		text := c.rows.field(c.columns.total)
		n, err := amount.ParseNumber(withPoint(text, c.rows.separator))
		if err != nil {
			return c.report(c.columns.total, faultNumber, fmt.Sprintf("%q is no number", text), "Write a number, such as 12 or 0.5.")
		}
		if limits.atLeast <= n && n <= limits.atMost {
			e.kept = 1
		}
	}
	return true
}

// parseKept parses how many were kept of how many, or whether the row was.
func (c *counter) parseKept(e *event) (ok bool) {
	columns := c.columns
	if columns.total < 0 {
		switch text := c.rows.field(columns.ok); strings.ToLower(text) {
		case "yes", "y", "true", "1", "ok", "x":
			e.kept = 1
		case "no", "n", "false", "0", "":
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
	text := c.rows.field(column)
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
