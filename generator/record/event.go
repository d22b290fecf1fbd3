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
	kept, total int           // of Counted; of the others total is 1
	down        time.Duration // of Availability, where only the minutes are known
	number      amount.Number // of Quantity
	timing      timing        // of Time
}

// timing is an event held against its time limit.
type timing struct {
	kept, late bool
	took       int32 // seconds on the limit's clock, up to now where it is open
}

// readRow parses a row and counts it.
func (c *counter) readRow(r *rows) {
	if e, ok := c.parseRow(r); ok {
		c.result.Rows++
		c.addEvent(e)
	}
}

func (c *counter) parseRow(r *rows) (e event, ok bool) {
	if len(r.fields) == 1 && len(r.columns) > 1 && strings.ContainsAny(r.row, separators) {
		c.faults.add(faultDivided, diag.Problem{At: r.fieldPlace(0), Message: fmt.Sprintf("the row is not divided by %q, as the names of the columns are", r.separator),
			Help: "Let the same sign stand between the values of all rows."})
		return e, false
	}
	at := c.columns
	from, to, ok := c.parseTimes(r)
	if !ok {
		return e, false
	}
	e.from, e.to = from.Time, to.Time
	e.exclusion, e.level, e.customer = strings.ToLower(r.field(at.excluded)), strings.ToLower(r.field(at.level)), r.field(at.customer) // ids are small letters
	if !utf8.ValidString(e.customer) {
		c.faults.add(faultEncoding, diag.Problem{At: r.fieldPlace(at.customer), Message: "the name of this customer is not written in UTF-8", Help: saveAsUTF8})
		return e, false
	}
	if e.exclusion != "" && c.exclusionIndex(e.exclusion) < 0 {
		c.reportUnknown(r, at.excluded, faultExclusion, c.exclusionIDs(), "Add it below exclusions:, or correct the row: nothing else may be left out of the count.")
		return e, false
	}
	if levels := c.result.Limits.levels; levels != nil && levels[e.level] == nil {
		c.reportUnknown(r, at.level, faultLevel, c.promise.Within.Levels.Keys(), "Correct the row, or give the level a time below within:.")
		return e, false
	}
	if e.paused, ok = c.parsePause(r); !ok {
		return e, false
	}
	c.reportLongPause(r, e)
	if e, ok = c.parseAmounts(r, e); ok {
		c.reportClockChange(r, at.from, from)
		c.reportClockChange(r, at.to, to)
	}
	return e, ok
}

// moment is a parsed time, and how often the clocks showed it.
type moment struct {
	time.Time
	times int
}

// parseTimes parses the beginning and the end of a row.
func (c *counter) parseTimes(r *rows) (from, to moment, ok bool) {
	at := c.columns
	if from, ok = c.parseTime(r, at.from); !ok {
		return from, to, false
	}
	if from.IsZero() {
		c.faults.add(faultTime, diag.Problem{At: r.fieldPlace(at.from), Message: "the row does not say when it began",
			Help: fmt.Sprintf("Fill in the column %q, or remove the row.", c.promise.Record.From.V)})
		return from, to, false
	}
	if to, ok = c.parseTime(r, at.to); !ok {
		return from, to, false
	}
	if to.times == 2 && to.Before(from.Time) {
		to.Time = clock.Again(to.Time) // it was the second time, then
	}
	if !to.IsZero() && to.Before(from.Time) {
		c.faults.add(faultNegative, diag.Problem{At: r.fieldPlace(at.to), Message: fmt.Sprintf("the row ends at %s, before it starts at %s", r.field(at.to), r.field(at.from)),
			Help: "Correct one of the two times. The row is not counted."})
		return from, to, false
	}
	return from, to, true
}

// parseTime parses a time; it is zero where there is none.
func (c *counter) parseTime(r *rows, column int) (m moment, ok bool) {
	text := r.field(column)
	if text == "" {
		return moment{times: 1}, true
	}
	t, times, wrong := c.times.parse(text)
	if wrong != nil {
		c.faults.add(wrong.kind, diag.Problem{At: r.fieldPlace(column), Message: wrong.message, Help: wrong.help})
	}
	return moment{t, times}, wrong == nil
}

// reportClockChange reports a local time that the clocks showed twice or never. The row counts all the same.
func (c *counter) reportClockChange(r *rows, column int, m moment) {
	zone := c.offer.Zone
	switch m.times {
	case 0:
		c.faults.add(faultSkipped, diag.Problem{At: r.fieldPlace(column), Message: fmt.Sprintf("%s never was in %s: the clocks went forward over it", r.field(column), zone),
			Help: fmt.Sprintf("It is counted as %s. If times are written in another zone, let each say so, such as 2026-03-29T02:30Z; else correct the row.", formatMinute(m.Time, zone))})
	case 2:
		c.faults.add(faultRepeated, diag.Problem{At: r.fieldPlace(column), Message: fmt.Sprintf("%s was there twice in %s, where the clocks went back", r.field(column), zone),
			Help: "The first of the two is counted, or the second where the row would end before it starts. To be exact, let each time say its zone, such as 2026-10-25T02:30+01:00."})
	}
}

// parsePause parses time that does not count: minutes, or a duration such as 4d.
func (c *counter) parsePause(r *rows) (d clock.Duration, ok bool) {
	text := r.field(c.columns.paused)
	if text == "" {
		return d, true
	}
	if minutes, err := strconv.ParseFloat(text, 64); err == nil && minutes >= 0 && minutes < 1e8 {
		if minutes < 1 {
			return d, true
		}
		return clock.Duration{N: int64(minutes), Unit: clock.Minute}, true
	}
	d, err := clock.ParseDuration(text)
	if err != nil {
		c.faults.add(faultNumber, diag.Problem{At: r.fieldPlace(c.columns.paused), Message: fmt.Sprintf("%q is neither a number of minutes nor a time such as 2h or 4d", text),
			Help: "Write how long it did not count, or leave the field empty."})
	}
	return d, err == nil
}

// reportLongPause reports a row that was paused for longer than it took: it counts as one that took no time.
func (c *counter) reportLongPause(r *rows, e event) {
	limit := c.result.Limits.limitAt(e.level)
	if e.paused.IsZero() || e.to.IsZero() || limit == nil || !limit.add(e.from, e.paused).After(e.to) {
		return
	}
	from, to := formatMinute(e.from, c.offer.Zone), formatMinute(e.to, c.offer.Zone)
	c.faults.add(faultPaused, diag.Problem{At: r.fieldPlace(c.columns.paused), Message: fmt.Sprintf("the row was paused for %s, which is longer than from %s to %s", e.paused, from, to),
		Help: "It counts as one that took no time. Correct it; where the promise counts working hours, a pause is in working hours too."})
}

// parseAmounts parses the columns that only some kinds of record have.
func (c *counter) parseAmounts(r *rows, e event) (_ event, ok bool) {
	at := c.columns
	e.total = 1
	switch c.result.Kind {
	case Counted:
		e, ok = c.parseKept(r, e)
		return e, ok
	case Availability:
		if at.down >= 0 {
			minutes, ok := c.parseInt(r, at.down, "minutes")
			e.down = time.Duration(minutes) * time.Minute
			return e, ok
		}
	case Quantity:
		n, err := amount.ParseNumber(withPoint(r.field(at.total), r.separator))
		if err != nil {
			c.faults.add(faultNumber, diag.Problem{At: r.fieldPlace(at.total), Message: fmt.Sprintf("%q is no number", r.field(at.total)), Help: "Write a number, such as 12 or 0.5."})
			return e, false
		}
		e.number = n
	}
	return e, true
}

// parseKept parses how many were kept of how many, or whether the row was.
func (c *counter) parseKept(r *rows, e event) (_ event, ok bool) {
	at := c.columns
	if at.total < 0 {
		if e.kept, ok = parseYesNo(r.field(at.ok)); !ok {
			c.faults.add(faultNumber, diag.Problem{At: r.fieldPlace(at.ok), Message: fmt.Sprintf("%q is neither yes nor no", r.field(at.ok)),
				Help: "Write yes or no, or name the column with how many there were as total:."})
		}
		return e, ok
	}
	kept, keptOK := c.parseInt(r, at.ok, "cases")
	total, totalOK := c.parseInt(r, at.total, "cases")
	if ok = keptOK && totalOK; ok && kept > total {
		c.faults.add(faultNumber, diag.Problem{At: r.fieldPlace(at.ok), Message: fmt.Sprintf("%d of %d is more than there were", kept, total), Help: "Correct one of the two numbers."})
		return e, false
	}
	e.kept, e.total = kept, total
	return e, ok
}

// parseInt parses a number of something; an empty field is 0.
func (c *counter) parseInt(r *rows, column int, what string) (n int, ok bool) {
	text := r.field(column)
	if text == "" {
		return 0, true
	}
	f, err := strconv.ParseFloat(text, 64) // spreadsheets write 12 as 12.0
	if err != nil || f < 0 || f > 1e9 || f != math.Trunc(f) {
		c.faults.add(faultNumber, diag.Problem{At: r.fieldPlace(column), Message: fmt.Sprintf("%q is no whole number of %s", text, what),
			Help: "Write digits alone, such as 1250, or leave the field empty."})
		return 0, false
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

// parseYesNo parses a field that says whether a row was kept: 1 for yes.
func parseYesNo(text string) (kept int, ok bool) {
	switch strings.ToLower(text) {
	case "yes", "y", "true", "1", "ok", "x":
		return 1, true
	case "no", "n", "false", "0", "":
		return 0, true
	}
	return 0, false
}

// exclusionIndex returns the index of an exclusion of the promise; -1 where it has none with this id.
func (c *counter) exclusionIndex(id string) int {
	return slices.IndexFunc(c.promise.Exclusions, func(x syntax.Exclusion) bool { return x.ID.V == id })
}

func (c *counter) exclusionIDs() []string {
	var ids []string
	for _, x := range c.promise.Exclusions {
		ids = append(ids, x.ID.V)
	}
	return ids
}

// reportUnknown reports a field with an exclusion or a level that the promise does not have.
func (c *counter) reportUnknown(r *rows, column int, kind fault, known []string, help string) {
	text, what := r.field(column), "exclusion"
	if kind == faultLevel {
		what = "level"
	}
	if near, ok := diag.Nearest(text, known); ok {
		help = fmt.Sprintf("Did you mean %q? ", near) + help
	}
	message := fmt.Sprintf("the promise %q has no %s %q", c.promise.ID.V, what, text)
	if text == "" {
		message = "the row names no " + what
	}
	c.faults.add(kind, diag.Problem{At: r.fieldPlace(column), Message: message, Help: help})
}
