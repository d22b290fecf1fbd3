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

// columns are the places of a promise's columns; -1 for those that it does not name.
type columns struct{ from, to, paused, level, excluded, ok, total, down, customer int }

// columnsOf finds the columns that a promise names. One that is not there is a problem at its name.
func columnsOf(r *rows, p *catalog.Promise) (columns, []diag.Problem) {
	var problems []diag.Problem
	find := func(t syntax.Text) int {
		at := r.columnIndex(t.V)
		switch {
		case t.IsSet() && at < 0 && r.notUTF8 && strings.ContainsFunc(t.V, notASCII):
			problems = append(problems, diag.Problem{Rule: recordFormat, At: t.At, Help: saveAsUTF8,
				Message: fmt.Sprintf("%q is not written in UTF-8, so its column %q cannot be found", r.file, t.V)})
		case t.IsSet() && at < 0:
			help := "Its columns are " + strings.Join(r.columns, ", ") + "."
			if near, ok := diag.Nearest(t.V, r.columns); ok {
				help = fmt.Sprintf("Did you mean %q? ", near) + help
			}
			problems = append(problems, diag.Problem{Rule: recordFormat, At: t.At, Message: fmt.Sprintf("%q has no column %q", r.file, t.V), Help: help})
		case at >= 0 && slices.Contains(r.columns[at+1:], t.V):
			problems = append(problems, diag.Problem{Rule: recordFormat, At: t.At, Message: fmt.Sprintf("%q has two columns %q", r.file, t.V), Help: "Give one of them another name, or leave it out of the export."})
		}
		return at
	}
	w := p.Record
	c := columns{from: find(w.From), to: find(w.To), paused: find(w.Paused), level: find(w.Level), excluded: find(w.Excluded),
		ok: find(w.OK), total: find(w.Total), down: find(w.Down), customer: r.customerColumn()}
	need := func(missing bool, field, what string) {
		if missing {
			problems = append(problems, diag.Problem{Rule: recordFormat, At: w.At, Message: fmt.Sprintf("the record of %q does not say in which column %s stands", p.ID.V, what),
				Help: fmt.Sprintf("Add %s: with the name of the column. The columns of %s are %s.", field, r.file, strings.Join(r.columns, ", "))})
		}
	}
	if len(problems) == 0 {
		need(!w.From.IsSet(), "from", "the beginning")
		need(!w.To.IsSet() && !w.Down.IsSet() && KindOf(p) <= Availability, "to", "the end")
		need(len(p.Levels) > 0 && !w.Level.IsSet(), "level", "the priority level")
	}
	return c, problems
}

func notASCII(c rune) bool { return c >= utf8.RuneSelf }

// event is one row, read.
type event struct {
	from, to    time.Time // to is zero for one that is open
	exclusion   string    // the exclusion that it names
	level       string
	customer    string
	paused      clock.Duration
	kept, total int           // of Counted; of the others of is 1
	down        time.Duration // of Availability, where only the minutes are known
	number      amount.Number // of Quantity
	timing      timing        // of Time
}

// timing is an event held against its time limit.
type timing struct {
	kept, late bool
	took       int32 // seconds on the limit's clock, up to now for one that is open
}

// readRow reads a row and counts it.
func (c *counter) readRow(r *rows) {
	if e, ok := c.parseRow(r, c.columns); ok {
		c.result.Rows++
		c.addEvent(e)
	}
}

func (c *counter) parseRow(r *rows, at columns) (e event, ok bool) {
	number := func(column int, what string) (n int64, ok bool) {
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
		n = int64(f)
		return n, true
	}
	if len(r.fields) == 1 && len(r.columns) > 1 && strings.ContainsAny(r.row, separators) {
		c.faults.add(faultDivided, diag.Problem{At: r.fieldPlace(0), Message: fmt.Sprintf("the row is not divided by %q, as the names of the columns are", r.separator),
			Help: "Let the same sign stand between the values of all rows."})
		return e, false
	}
	from, ok := c.parseTime(r, at.from)
	if !ok {
		return e, false
	}
	if e.from = from.Time; e.from.IsZero() {
		c.faults.add(faultTime, diag.Problem{At: r.fieldPlace(at.from), Message: "the row does not say when it began",
			Help: fmt.Sprintf("Fill in the column %q, or remove the row.", c.promise.Record.From.V)})
		return e, false
	}
	to, ok := c.parseTime(r, at.to)
	if !ok {
		return e, false
	}
	if e.to = to.Time; to.times == 2 && e.to.Before(e.from) {
		e.to = clock.Again(e.to) // it was the second time, then
	}
	if !e.to.IsZero() && e.to.Before(e.from) {
		c.faults.add(faultNegative, diag.Problem{At: r.fieldPlace(at.to), Message: fmt.Sprintf("the row ends at %s, before it starts at %s", r.field(at.to), r.field(at.from)),
			Help: "Correct one of the two times. The row is not counted."})
		return e, false
	}
	e.exclusion, e.level, e.customer = strings.ToLower(r.field(at.excluded)), strings.ToLower(r.field(at.level)), r.field(at.customer) // ids are small letters
	if !utf8.ValidString(e.customer) {
		c.faults.add(faultEncoding, diag.Problem{At: r.fieldPlace(at.customer), Message: "the name of this customer is not written in UTF-8", Help: saveAsUTF8})
		return e, false
	}
	if e.exclusion != "" && !slices.ContainsFunc(c.promise.Exclusions, func(x syntax.Exclusion) bool { return x.ID.V == e.exclusion }) {
		c.reportUnknown(r, at.excluded, "exclusion", r.field(at.excluded), c.exclusionIDs(), "Add it below exclusions:, or correct the row: nothing else may be left out of the count.")
		return e, false
	}
	if c.result.Limits.levels != nil && c.result.Limits.levels[e.level] == nil {
		c.reportUnknown(r, at.level, "level", r.field(at.level), c.promise.Within.Levels.Keys(), "Correct the row, or give the level a time below within:.")
		return e, false
	}
	if e.paused, ok = c.parsePause(r, at.paused); !ok {
		return e, false
	}
	c.reportLongPause(r, at.paused, e)
	if e, ok = c.parseAmounts(r, at, e, number); ok {
		c.reportClockChange(r, at.from, from)
		c.reportClockChange(r, at.to, to)
	}
	return e, ok
}

// parseTime is one that was read, and how often the clocks showed it.
type moment struct {
	time.Time
	times int
}

// parseTime reads a time; it is zero where there is none.
func (c *counter) parseTime(r *rows, column int) (m moment, ok bool) {
	text := r.field(column)
	if text == "" {
		return moment{times: 1}, true
	}
	t, occurs, wrong := c.times.parse(text)
	switch {
	case wrong != nil && wrong.column != nil:
		c.faults.add(*wrong.column, diag.Problem{At: r.fieldPlace(column), Message: wrong.message, Help: wrong.help})
	case wrong != nil:
		c.faults.add(faultTime, diag.Problem{At: r.fieldPlace(column), Message: wrong.message, Help: wrong.help})
	}
	return moment{t, occurs}, wrong == nil
}

// reportClockChange tells of a local time that was there twice or never. The row counts all the same.
func (c *counter) reportClockChange(r *rows, column int, m moment) {
	switch m.times {
	case 0:
		c.faults.add(faultSkipped, diag.Problem{At: r.fieldPlace(column), Message: fmt.Sprintf("%s never was in %s: the clocks went forward over it", r.field(column), c.offer.Zone),
			Help: fmt.Sprintf("It is counted as %s. If times are written in another zone, let each say so, such as 2026-03-29T02:30Z; else correct the row.", formatMinute(m.Time, c.offer.Zone))})
	case 2:
		c.faults.add(faultRepeated, diag.Problem{At: r.fieldPlace(column), Message: fmt.Sprintf("%s was there twice in %s, where the clocks went back", r.field(column), c.offer.Zone),
			Help: "The first of the two is counted, or the second where the row would end before it starts. To be exact, let each time say its zone, such as 2026-10-25T02:30+01:00."})
	}
}

// parsePause reads time that does not count: minutes, or a duration such as 4d.
func (c *counter) parsePause(r *rows, column int) (d clock.Duration, ok bool) {
	text := r.field(column)
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
		c.faults.add(faultNumber, diag.Problem{At: r.fieldPlace(column), Message: fmt.Sprintf("%q is neither a number of minutes nor a time such as 2h or 4d", text),
			Help: "Write how long it did not count, or leave the field empty."})
	}
	return d, err == nil
}

// reportLongPause tells of a row that was paused for longer than it took, which makes it one that took no time.
func (c *counter) reportLongPause(r *rows, column int, e event) {
	limit := c.result.Limits.limitAt(e.level)
	if e.paused.IsZero() || e.to.IsZero() || limit == nil || !limit.add(e.from, e.paused).After(e.to) {
		return
	}
	c.faults.add(faultPaused, diag.Problem{At: r.fieldPlace(column), Message: fmt.Sprintf("the row was paused for %s, which is longer than from %s to %s", e.paused, formatMinute(e.from, c.offer.Zone), formatMinute(e.to, c.offer.Zone)),
		Help: "It counts as one that took no time. Correct it; where the promise counts working hours, a pause is in working hours too."})
}

// parseAmounts reads what only some kinds of record have.
func (c *counter) parseAmounts(r *rows, at columns, e event, number func(int, string) (int64, bool)) (event, bool) {
	e.total = 1
	switch c.result.Kind {
	case Counted:
		total := int64(1)
		kept, ok := parseYesNo(r.field(at.ok))
		if at.total >= 0 {
			var also bool
			kept, ok = number(at.ok, "cases")
			total, also = number(at.total, "cases")
			ok = ok && also
		} else if !ok {
			c.faults.add(faultNumber, diag.Problem{At: r.fieldPlace(at.ok), Message: fmt.Sprintf("%q is neither yes nor no", r.field(at.ok)),
				Help: "Write yes or no, or name the column with how many there were as total:."})
		}
		if ok && kept > total {
			c.faults.add(faultNumber, diag.Problem{At: r.fieldPlace(at.ok), Message: fmt.Sprintf("%d of %d is more than there were", kept, total),
				Help: "Correct one of the two numbers."})
			return e, false
		}
		e.kept, e.total = int(kept), int(total)
		return e, ok
	case Availability:
		if at.down >= 0 {
			minutes, ok := number(at.down, "minutes")
			e.down = time.Duration(minutes) * time.Minute
			return e, ok
		}
	case Quantity:
		n, err := amount.ParseNumber(withPoint(r.field(at.total), r.separator))
		if err != nil {
			c.faults.add(faultNumber, diag.Problem{At: r.fieldPlace(at.total), Message: fmt.Sprintf("%q is no number", r.field(at.total)),
				Help: "Write a number, such as 12 or 0.5."})
			return e, false
		}
		e.number = n
	}
	return e, true
}

// withPoint gives a number with a point before its decimals. Files separated by semicolons have a comma there, or else why
// semicolons; but 1,250 may have thousands, and is left as no number.
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

// parseYesNo reads a field that says whether a row was kept.
func parseYesNo(text string) (kept int64, ok bool) {
	switch strings.ToLower(text) {
	case "yes", "y", "true", "1", "ok", "x":
		return 1, true
	case "no", "n", "false", "0", "":
		return 0, true
	}
	return 0, false
}

func (c *counter) exclusionIDs() []string {
	var ids []string
	for _, x := range c.promise.Exclusions {
		ids = append(ids, x.ID.V)
	}
	return ids
}

func (c *counter) reportUnknown(r *rows, column int, what, given string, known []string, help string) {
	fault := faultCause
	if what == "level" {
		fault = faultLevel
	}
	if near, ok := diag.Nearest(given, known); ok {
		help = fmt.Sprintf("Did you mean %q? ", near) + help
	}
	if given == "" {
		c.faults.add(fault, diag.Problem{At: r.fieldPlace(column), Message: "the row names no " + what, Help: help})
		return
	}
	c.faults.add(fault, diag.Problem{At: r.fieldPlace(column), Message: fmt.Sprintf("the promise %q has no %s %q", c.promise.ID.V, what, given), Help: help})
}
