package record

import (
	"fmt"
	"hash/maphash"
	"strings"

	"upfront/generator/clock"
)

// A sum of a day or a month stands in a record once. Where it stands there twice, with nothing else that tells the two rows apart, it
// was most likely exported twice, and counts twice.

// sumLines are the lines of the sums of days and months.
type sumLines struct {
	seed  maphash.Seed
	lines map[uint64]int // by the day or month and the other columns
	told  bool           // some stand there twice
}

// mostSums is how many sums are remembered.
const mostSums = 100_000

// reportTwice reports a sum whose day or month had one before. A row of one case is no sum.
func (c *counter) reportTwice(e *event, from moment) {
	r, s := c.rows, &c.sums
	if c.result.Kind != Counted || c.columns.total < 0 || from.unit == clock.Minute || e.total <= 1 || len(s.lines) == mostSums {
		return
	}
	if s.lines == nil {
		s.seed, s.lines = maphash.MakeSeed(), map[uint64]int{}
	}
	var key strings.Builder
	fmt.Fprint(&key, from.Unix(), from.unit)
	for i := range r.fields {
		if i != c.columns.from && i != c.columns.ok && i != c.columns.total && i != c.columns.paid {
			fmt.Fprintf(&key, "\x00%s", strings.ToLower(r.field(i)))
		}
	}
	sum := maphash.String(s.seed, key.String())
	first, known := s.lines[sum]
	if !known {
		s.lines[sum] = r.line
		return
	}
	s.told = true
	c.report(c.columns.from, faultSumTwice, fmt.Sprintf("%s stands there twice, in lines %d and %d, and both count", c.field(c.columns.from), first, r.line),
		"Remove one of the two rows. If they are of two teams or places, name these in a column of their own.")
}
