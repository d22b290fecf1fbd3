package record

import (
	"fmt"
	"strconv"
	"strings"

	"upfront/generator/diag"
)

const (
	recordFormat   diag.RuleID = "record-format"
	recordNegative diag.RuleID = "record-negative"
)

// fault is one way in which many rows may be wrong.
type fault struct {
	rule     diag.RuleID
	severity diag.Severity
	more     string // what the message says of the rows that are not shown
	most     int    // how many rows are shown; the others are counted
	formats  string // in which the row could be written, each in quotation marks
}

var (
	faultCSV       = fault{recordFormat, diag.Default, "a quotation mark is wrong", 5, ""}
	faultTime      = fault{recordFormat, diag.Default, "a time is wrong", 5, ""}
	faultAlways    = fault{recordFormat, diag.Default, "it is so", 1, ""}
	faultOrder     = fault{recordFormat, diag.Default, "that is so", 1, ""}
	faultNegative  = fault{recordNegative, diag.Default, "the end is wrong", 5, ""}
	faultExclusion = fault{recordFormat, diag.Default, "the exclusion is wrong", 5, ""}
	faultLevel     = fault{recordFormat, diag.Default, "the level is wrong", 5, ""}
	faultNumber    = fault{recordFormat, diag.Default, "a number is wrong", 5, ""}
	faultPaused    = fault{recordFormat, diag.Warning, "the pause is too long", 5, ""}
	faultSkipped   = fault{recordFormat, diag.Warning, "it is so", 5, ""}
	faultRepeated  = fault{recordFormat, diag.Notice, "it is so", 1, ""}
)

// in returns the fault of a row that could be written in these formats.
func (f fault) in(formats ...string) fault {
	for _, format := range formats {
		f.formats += strconv.Quote(format)
	}
	return f
}

// faults are the problems of many rows.
type faults struct {
	problems []diag.Problem
	counts   map[fault]faultCount
}

// faultCount is how many rows have one fault, and the index of the last problem that shows it.
type faultCount struct{ rows, last int }

// add adds the problem of a row, unless enough rows with the fault are shown.
func (f *faults) add(kind fault, p diag.Problem) {
	n := f.counts[kind]
	if n.rows++; n.rows <= kind.most {
		n.last = len(f.problems)
		p.Rule, p.Severity = kind.rule, kind.severity
		f.problems = append(f.problems, p)
	}
	if f.counts == nil {
		f.counts = map[fault]faultCount{}
	}
	f.counts[kind] = n
}

// all returns the problems. The last one of a fault says how many more rows have it. A time that can be read in two ways
// is no problem where another row shows which of them it is.
func (f *faults) all() []diag.Problem {
	resolved := map[int]bool{}
	for kind, n := range f.counts {
		for clear := range f.counts {
			if kind.formats != clear.formats && clear.formats != "" && strings.Contains(kind.formats, clear.formats) {
				resolved[n.last] = true
			}
		}
		switch more := n.rows - kind.most; {
		case more == 1:
			f.problems[n.last].Message += fmt.Sprintf("; %s in 1 more row", kind.more)
		case more > 1:
			f.problems[n.last].Message += fmt.Sprintf("; %s in %d more rows", kind.more, more)
		}
	}
	var out []diag.Problem
	for i, p := range f.problems {
		if !resolved[i] {
			out = append(out, p)
		}
	}
	return out
}
