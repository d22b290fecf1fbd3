package record

import (
	"fmt"
	"slices"
	"strings"

	"upfront/generator/diag"
)

// Many rows are wrong for one cause: a column in which times are written in another way, a level of another name. They are one
// problem, at the first of them, which says how many rows it is, shows three, and names what puts all of them right.

const (
	recordFormat   diag.RuleID = "record-format"
	recordNegative diag.RuleID = "record-negative"
)

// fault is one way in which rows may be wrong.
type fault struct {
	rule     diag.RuleID
	severity diag.Severity
	name     string
}

var (
	faultCSV        = fault{recordFormat, diag.Default, "no CSV"}
	faultAlways     = fault{recordFormat, diag.Default, "another separator"}
	faultTime       = fault{recordFormat, diag.Default, "no time"}
	faultNoTime     = fault{recordFormat, diag.Default, "no time at all"}
	faultFormat     = fault{recordFormat, diag.Default, "not the format"}
	faultTwoWays    = fault{recordFormat, diag.Default, "day or month"}
	faultMixed      = fault{recordFormat, diag.Default, "day and month"}
	faultNumberTime = fault{recordFormat, diag.Default, "a number among times"}
	faultCenturies  = fault{recordFormat, diag.Default, "centuries away"}
	faultNegative   = fault{recordNegative, diag.Default, "ends before it starts"}
	faultExclusion  = fault{recordFormat, diag.Default, "no exclusion"}
	faultLevel      = fault{recordFormat, diag.Default, "no level"}
	faultNumber     = fault{recordFormat, diag.Default, "no number"}
	faultPaused     = fault{recordFormat, diag.Warning, "paused too long"}
	faultSkipped    = fault{recordFormat, diag.Warning, "a time that never was"}
	faultRepeated   = fault{recordFormat, diag.Notice, "a time that was twice"}
	faultHeader     = fault{recordFormat, diag.Notice, "header"}
	faultEncoding   = fault{recordFormat, diag.Notice, "encoding"}
	faultGoesOn     = fault{recordFormat, diag.Notice, "goes on"}
	faultTotal      = fault{recordFormat, diag.Notice, "total"}
	faultTwice      = fault{recordFormat, diag.Warning, "the same row twice"}
	faultSumTwice   = fault{recordFormat, diag.Warning, "the same sum twice"}
	faultNotNoticed = fault{recordFormat, diag.Warning, "no moment of noticing"}
)

// cause is what one problem is about: a fault in one column of a file.
type cause struct {
	fault
	file   string
	column int    // -1 where it is the row as a whole
	what   string // of the row as a whole, or of an empty field: its message
}

// causeRows are the rows that have one cause.
type causeRows struct {
	problem diag.Problem // of the first
	rows    int
	last    int // the line of the last one
	shown   []shownRow
	texts   []string // what their fields say, each text once
}

// shownRow is a row that a problem shows.
type shownRow struct {
	line int
	text string
}

const (
	mostShown = 3
	mostTexts = 30
)

// faults are the problems of many rows.
type faults struct {
	causes map[cause]*causeRows
	order  []cause
}

// add adds the problem of a row as a whole.
func (f *faults) add(kind fault, p diag.Problem) {
	f.addTo(cause{kind, p.At.File, -1, p.Message}, "", p)
}

// addField adds the problem of a field and what it says.
func (f *faults) addField(kind fault, column int, text string, p diag.Problem) {
	key := cause{fault: kind, file: p.At.File, column: column}
	switch kind {
	case faultAlways, faultRepeated, faultFormat, faultTwoWays, faultMixed, faultNumberTime: // of all columns together
		key.column = -1
	}
	if text == "" {
		key.what = p.Message
	}
	f.addTo(key, text, p)
}

func (f *faults) addTo(key cause, text string, p diag.Problem) {
	c := f.causes[key]
	if c == nil {
		if f.causes == nil {
			f.causes = map[cause]*causeRows{}
		}
		p.Rule, p.Severity = key.rule, key.severity
		c = &causeRows{problem: p}
		f.causes[key] = c
		f.order = append(f.order, key)
	}
	if p.At.Line == c.last {
		return
	}
	c.rows, c.last = c.rows+1, p.At.Line
	if len(c.shown) < mostShown {
		c.shown = append(c.shown, shownRow{p.At.Line, strings.Clone(text)})
	}
	if text != "" && len(c.texts) < mostTexts && !slices.Contains(c.texts, text) {
		c.texts = append(c.texts, strings.Clone(text))
	}
}

// all returns the problems, one for each cause.
func (f *faults) all() []diag.Problem { return f.allWith(nil) }

// allWith returns the problems with help that what the fields say makes possible: help returns it, or nothing.
func (f *faults) allWith(help func(cause, *causeRows) string) (out []diag.Problem) {
	for _, key := range f.order {
		c := f.causes[key]
		p := c.problem
		if help != nil {
			if better := help(key, c); better != "" {
				p.Help = better
			}
		}
		p.Message += c.more()
		out = append(out, p)
	}
	return out
}

// more returns what the message says of the other rows.
func (c *causeRows) more() string {
	if c.rows == 1 {
		return ""
	}
	var lines []string
	for i, row := range c.shown {
		line := fmt.Sprint(row.line)
		if row.text != c.shown[0].text && i > 0 {
			line += fmt.Sprintf(" (%q)", row.text)
		}
		lines = append(lines, line)
	}
	last := len(lines) - 1
	if c.rows > mostShown {
		return fmt.Sprintf("; it is so in %d rows, first in lines %s and %s", c.rows, strings.Join(lines[:last], ", "), lines[last])
	}
	return fmt.Sprintf("; it is so in %d rows, in lines %s and %s", c.rows, strings.Join(lines[:last], ", "), lines[last])
}
