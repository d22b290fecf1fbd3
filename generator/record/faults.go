package record

import (
	"fmt"
	"strings"

	"upfront/generator/diag"
)

// fault is one way in which many rows may be wrong.
type fault struct {
	rule     diag.RuleID
	severity diag.Severity
	more     string // said of the rows that are not shown
	most     int    // how many rows are shown; the others are counted
	formats  string // in which the row could be written, each in quotation marks
}

var (
	faultCSV      = fault{"record-format", diag.Default, "a quotation mark is wrong", 5, ""}
	faultDivided  = fault{"record-format", diag.Default, "it is so", 1, ""}
	faultTime     = fault{"record-format", diag.Default, "a time is wrong", 5, ""}
	faultFormat   = fault{"record-format", diag.Default, "it is so", 1, ""}
	faultOrder    = fault{"record-format", diag.Default, "that is so", 1, ""}
	faultNegative = fault{"record-negative", diag.Default, "the end is wrong", 5, ""}
	faultCause    = fault{"record-format", diag.Default, "the exclusion is wrong", 5, ""}
	faultLevel    = fault{"record-format", diag.Default, "the level is wrong", 5, ""}
	faultNumber   = fault{"record-format", diag.Default, "a number is wrong", 5, ""}
	faultForeign  = fault{"record-format", diag.Default, "it is so", 1, ""}
	faultPaused   = fault{"record-format", diag.Warning, "the pause is too long", 5, ""}
	faultSkipped  = fault{"record-format", diag.Warning, "it is so", 5, ""}
	faultRepeated = fault{"record-format", diag.Notice, "it is so", 1, ""}
)

// faults are the problems of many rows.
type faults struct {
	problems []diag.Problem
	by       map[fault]faulty
}

// faulty is how many rows have one fault, and the last problem that was told of it.
type faulty struct{ n, last int }

// say reports a fault of a row.
func (f *faults) say(what fault, at diag.Place, message, help string) {
	so := f.by[what]
	if so.n++; so.n <= what.most {
		so.last = len(f.problems)
		f.problems = append(f.problems, diag.Problem{Rule: what.rule, Severity: what.severity, At: at, Message: message, Help: help})
	}
	if f.by == nil {
		f.by = map[fault]faulty{}
	}
	f.by[what] = so
}

// told gives the problems. The last of those with one fault says how many rows more have it. That a time can be read in two
// ways is not told where another row shows which of them it is.
func (f *faults) told() []diag.Problem {
	shown := map[int]bool{}
	for what, so := range f.by {
		for clear := range f.by {
			if what.formats != clear.formats && clear.formats != "" && strings.Contains(what.formats, clear.formats) {
				shown[so.last] = true
			}
		}
		switch more := so.n - what.most; {
		case more == 1:
			f.problems[so.last].Message += fmt.Sprintf("; %s in 1 more row", what.more)
		case more > 1:
			f.problems[so.last].Message += fmt.Sprintf("; %s in %d more rows", what.more, more)
		}
	}
	var out []diag.Problem
	for i, p := range f.problems {
		if !shown[i] {
			out = append(out, p)
		}
	}
	return out
}
