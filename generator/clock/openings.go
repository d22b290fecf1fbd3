package clock

import (
	"sort"
	"time"
)

// tally is the times of being open in some years, with how long it was open before each, so that neither a length of
// time nor a moment has to be looked for day by day. It is not changed after it is made.
type tally struct {
	first, last int // years
	from, until int64
	rows        []opened
}

// opened is one time of being open, in seconds since 1970.
type opened struct {
	from, to int64
	before   int64 // seconds open from the beginning of the tally on
	day      Date
	first    bool // as of a stay
}

// The years that are tallied, at most; the others are few, and looked through. A tally begins with a few years, and grows
// as moments of others come.
const (
	firstTallied = 1900
	lastTallied  = 2999
	tallyStep    = 2
)

// tallied returns a tally with the times of being open around two moments, or ok false where there is none. Several
// goroutines may ask: each finds one that is whole, the newest of which is kept.
func (c *Calendar) tallied(a, b time.Time) (t *tally, ok bool) {
	t = c.tally.Load()
	if t != nil && t.from <= a.Unix() && b.Unix() < t.until {
		return t, true
	}
	first, last := a.UTC().Year()-1, b.UTC().Year()+1
	if first < firstTallied || last > lastTallied || last < first {
		return nil, false
	}
	first, last = first-first%tallyStep, last-last%tallyStep+tallyStep-1
	if t != nil {
		first, last = min(first, t.first), max(last, t.last)
	}
	t = c.count(first, last)
	c.tally.Store(t)
	return t, true
}

// count makes the tally of some years. It begins with the opening that runs into the first of them.
func (c *Calendar) count(first, last int) *tally {
	begin, end := Date{first, time.January, 1}.Start(c.Zone), Date{last + 1, time.January, 1}.Start(c.Zone)
	t := &tally{first: first, last: last, from: begin.Unix(), until: end.Unix()}
	var open int64
	for s := range c.stays(begin) {
		if !s.From.Before(end) {
			break
		}
		row := opened{s.From.Unix(), s.To.Unix(), open, s.day, s.first}
		t.rows = append(t.rows, row)
		open += row.to - row.from
	}
	return t
}

// at returns for how long it was open from the beginning of the tally up to a moment.
func (t *tally) at(m time.Time) time.Duration {
	i := t.next(m)
	if i == len(t.rows) {
		i--
	}
	if i < 0 {
		return 0
	}
	row := t.rows[i]
	second := min(max(m.Unix(), row.from), row.to)
	open := time.Duration(row.before+second-row.from) * time.Second
	if second == m.Unix() && second < row.to {
		open += time.Duration(m.Nanosecond())
	}
	return open
}

// next returns the first time of being open that ends after a moment; as many as there are where none does.
func (t *tally) next(m time.Time) int {
	second := m.Unix()
	return sort.Search(len(t.rows), func(i int) bool { return t.rows[i].to > second })
}

// when returns the earliest moment not before start at which it has been open for so long since. It is not ok where the
// tally ends before.
func (t *tally) when(start time.Time, left time.Duration) (end time.Time, ok bool) {
	due := t.at(start) + left
	first := t.next(start)
	i := first + sort.Search(len(t.rows)-first, func(i int) bool {
		row := t.rows[first+i]
		return time.Duration(row.before+row.to-row.from)*time.Second >= due
	})
	if i == len(t.rows) {
		return time.Time{}, false
	}
	row := t.rows[i]
	return time.Unix(row.from, 0).Add(due - time.Duration(row.before)*time.Second), true
}
