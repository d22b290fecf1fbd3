package clock

import (
	"sort"
	"time"
)

// openIndex holds the opening times of some years, each with the time open before it, so that a moment or a length of open
// time is found by binary search. It is not changed after it is built.
type openIndex struct {
	firstYear, lastYear int
	from, until         int64
	rows                []openRow
}

// openRow is one time of being open, in seconds since 1970.
type openRow struct {
	from, to int64
	before   int64 // seconds open since the start of the index
	day      Date  // as in openSpan
	first    bool
}

// The years that an index may cover. Moments outside them are rare and looked for day by day. An index begins with a few
// years and grows as moments of other years are asked for.
const (
	firstIndexed = 1900
	lastIndexed  = 2999
	indexStep    = 2
)

// indexOf returns an index that covers the time from a to b. It returns nil outside the years that are indexed. Goroutines
// that call it at once may each build an index; the last one is kept.
func (c *Calendar) indexOf(a, b time.Time) *openIndex {
	x := c.index.Load()
	if x != nil && x.from <= a.Unix() && b.Unix() < x.until {
		return x
	}
	first, last := a.UTC().Year()-1, b.UTC().Year()+1
	if first < firstIndexed || last > lastIndexed || last < first {
		return nil
	}
	first, last = first-first%indexStep, last-last%indexStep+indexStep-1
	if x != nil {
		first, last = min(first, x.firstYear), max(last, x.lastYear)
	}
	x = c.buildIndex(first, last)
	c.index.Store(x)
	return x
}

// buildIndex starts with the opening that runs into the first year.
func (c *Calendar) buildIndex(first, last int) *openIndex {
	start, end := Date{first, time.January, 1}.Start(c.Zone), Date{last + 1, time.January, 1}.Start(c.Zone)
	x := &openIndex{firstYear: first, lastYear: last, from: start.Unix(), until: end.Unix()}
	var open int64
	for s := range c.spans(start) {
		if !s.From.Before(end) {
			break
		}
		row := openRow{s.From.Unix(), s.To.Unix(), open, s.day, s.first}
		x.rows = append(x.rows, row)
		open += row.to - row.from
	}
	return x
}

// openUntil returns the time open from the start of the index to t.
func (x *openIndex) openUntil(t time.Time) time.Duration {
	i := min(x.search(t), len(x.rows)-1)
	if i < 0 {
		return 0
	}
	row := x.rows[i]
	second := min(max(t.Unix(), row.from), row.to)
	open := time.Duration(row.before+second-row.from) * time.Second
	if second == t.Unix() && second < row.to {
		open += time.Duration(t.Nanosecond())
	}
	return open
}

// search returns the index of the first row that ends after t, or len(x.rows).
func (x *openIndex) search(t time.Time) int {
	second := t.Unix()
	return sort.Search(len(x.rows), func(i int) bool { return x.rows[i].to > second })
}

// add returns the earliest moment at which it has been open for d since start; ok is false where the index ends before.
func (x *openIndex) add(start time.Time, d time.Duration) (end time.Time, ok bool) {
	due := x.openUntil(start) + d
	rows := x.rows[x.search(start):]
	i := sort.Search(len(rows), func(i int) bool {
		return time.Duration(rows[i].before+rows[i].to-rows[i].from)*time.Second >= due
	})
	if i == len(rows) {
		return time.Time{}, false
	}
	return time.Unix(rows[i].from, 0).Add(due - time.Duration(rows[i].before)*time.Second), true
}
