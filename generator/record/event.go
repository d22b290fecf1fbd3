package record

import (
	"fmt"
	"slices"
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
			if near, ok := diag.Nearest(name.V, r.columns); ok && !strings.ContainsAny(near, "[]{},\"'#") { // others need quotes
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
