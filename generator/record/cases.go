package record

import (
	"cmp"
	"slices"
	"time"

	"upfront/generator/clock"
)

// What is drawn of a record: its last days, and each of a few cases in order. Neither says when a case was, who it was for, or
// how long it took.

// mostDays is how many days back a result has each day: a quarter.
const mostDays = 92

// lastDays returns the last days, the newest first.
func lastDays(now time.Time, zone *time.Location) []Period {
	out := make([]Period, 0, mostDays)
	for day := clock.DateOf(now, zone); len(out) < mostDays; day = day.AddDays(-1) {
		out = append(out, Period{Span: clock.Span{From: day.Start(zone), To: day.AddDays(1).Start(zone)}})
	}
	return out
}

// daysOf returns the days of a result, the oldest first: of Availability all, else from the first with a row.
func (c *counter) daysOf() []Period {
	out := c.lastDays
	if c.result.Kind != Availability {
		out = c.recorded(out)
	}
	slices.Reverse(out)
	return out
}

// FewCases is below how many cases a tally has each of them.
const FewCases = 30

// caseList holds what became of each of a few cases.
type caseList struct {
	list []aCase
	full bool // there were more
}

type aCase struct {
	due  int64 // in seconds since 1970
	kept bool
}

func (l *caseList) add(more ...aCase) {
	if l.full = l.full || len(l.list)+len(more) >= FewCases; l.full {
		l.list = nil
		return
	}
	l.list = append(l.list, more...)
}

func (l *caseList) join(other *caseList) {
	l.full = l.full || other.full
	l.add(other.list...)
}

// addCase adds a case that is held against the promise as it stands.
func (c *counter) addCase(t *Tally, e event) {
	switch {
	case e.exclusion != "" || e.begin().Before(c.since) || c.result.Unlimited:
	case e.total != 1: // a row that adds up several
		t.cases.full, t.cases.list = true, nil
	default:
		t.cases.add(aCase{e.due.Unix(), e.kept > 0})
	}
}

// Cases returns of each case that [Tally.Since] counts whether it was kept, in the order in which they were due; nil where they
// are not fewer than [FewCases], or not known one by one.
func (t *Tally) Cases() []bool {
	if t.cases.full || len(t.cases.list) != t.Since().Counted {
		return nil
	}
	sorted := slices.Clone(t.cases.list)
	slices.SortStableFunc(sorted, func(a, b aCase) int { return cmp.Compare(a.due, b.due) })
	var out []bool
	for _, c := range sorted {
		out = append(out, c.kept)
	}
	return out
}
