package record

import (
	"math"
	"slices"
	"time"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/clock"
)

// To find out what a record bears its rows are counted several times, under one limit after the other. So they are parsed once and
// held, in 24 bytes each, or 32 where they say when they were due: neither customers nor what was paid matters here.

// heldRows are the rows of one promise.
type heldRows struct {
	hasDue     bool        // else the limit says when a row is due
	chunks     []heldChunk // so that nothing is copied as they grow
	rows       int
	numbers    []heldNumbers
	levels     []string
	exclusions []string
}

// heldChunk is some of the rows.
type heldChunk struct {
	rows []heldRow
	due  []int64
}

const chunkRows = 1 << 14

// heldRow is an event. Times are microseconds since 1970, and noTime where there is none.
type heldRow struct {
	from, to         int64
	numbers          int32  // an index, plus one; zero for a row that is counted once, without a pause
	level, exclusion uint16 // the same
}

// heldNumbers are the numbers of an event that few kinds of record have.
type heldNumbers struct {
	kept, total int
	number      amount.Number
	paused      clock.Duration
	byDay       bool
}

const noTime = math.MinInt64

// newHeldRows returns an empty list for a promise.
func newHeldRows(p *catalog.Promise) *heldRows {
	h := &heldRows{hasDue: KindOf(p) != Time}
	for _, l := range p.Levels {
		h.levels = append(h.levels, l.Level.ID.V)
	}
	for _, x := range p.Exclusions {
		h.exclusions = append(h.exclusions, x.ID.V)
	}
	return h
}

func (h *heldRows) add(e event) {
	row := heldRow{from: microsOf(e.from), to: microsOf(e.to),
		level: uint16(slices.Index(h.levels, e.level) + 1), exclusion: uint16(slices.Index(h.exclusions, e.exclusion) + 1)}
	if n := (heldNumbers{e.kept, e.total, e.number, e.paused, e.byDay}); n != (heldNumbers{total: 1}) {
		if last := len(h.numbers) - 1; last < 0 || h.numbers[last] != n {
			h.numbers = append(h.numbers, n)
		}
		row.numbers = int32(len(h.numbers))
	}
	n := len(h.chunks)
	if n == 0 || len(h.chunks[n-1].rows) == cap(h.chunks[n-1].rows) {
		h.chunks = append(h.chunks, heldChunk{rows: make([]heldRow, 0, min(chunkRows, 64<<min(2*n, 8)))})
		n++
	}
	h.rows++
	last := &h.chunks[n-1]
	if last.rows = append(last.rows, row); h.hasDue {
		last.due = append(last.due, microsOf(e.due))
	}
}

func microsOf(t time.Time) int64 {
	if t.IsZero() {
		return noTime
	}
	return t.UnixMicro()
}

// count counts the rows for a form of their promise.
func (h *heldRows) count(o *catalog.Offer, p *catalog.Promise, asked *probe) *Result {
	c := newCounter(o, p)
	c.probe = asked
	if asked.isTrial() {
		asked.trials.grow(h.rows)
	} else {
		c.windows[0].took = make([]int32, 0, h.rows)
	}
	text := func(list []string, i uint16) string {
		if i == 0 {
			return ""
		}
		return list[i-1]
	}
	at := func(micros int64) time.Time {
		if micros == noTime {
			return time.Time{}
		}
		return time.UnixMicro(micros).In(o.Zone)
	}
	for _, chunk := range h.chunks {
		for i, row := range chunk.rows {
			due := int64(noTime)
			if h.hasDue {
				due = chunk.due[i]
			}
			numbers := heldNumbers{total: 1}
			if row.numbers > 0 {
				numbers = h.numbers[row.numbers-1]
			}
			c.result.Rows++
			c.addEvent(event{from: at(row.from), to: at(row.to), due: at(due), level: text(h.levels, row.level), exclusion: text(h.exclusions, row.exclusion),
				kept: numbers.kept, total: numbers.total, number: numbers.number, paused: numbers.paused, byDay: numbers.byDay})
		}
	}
	return c.finish()
}
