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
// held, in 32 bytes each: neither customers nor what was paid matters here.

// heldRows are the rows of one promise.
type heldRows struct {
	chunks     [][]heldRow // so that nothing is copied as they grow
	rows       int
	numbers    []heldNumbers
	levels     []string
	exclusions []string
}

const heldChunk = 1 << 14

// heldRow is an event. Times are microseconds since 1970, and noTime where there is none.
type heldRow struct {
	from, to, due    int64
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
	h := &heldRows{}
	for _, l := range p.Levels {
		h.levels = append(h.levels, l.Level.ID.V)
	}
	for _, x := range p.Exclusions {
		h.exclusions = append(h.exclusions, x.ID.V)
	}
	return h
}

func (h *heldRows) add(e event) {
	micros := func(t time.Time) int64 {
		if t.IsZero() {
			return noTime
		}
		return t.UnixMicro()
	}
	row := heldRow{from: micros(e.from), to: micros(e.to), due: micros(e.due),
		level: uint16(slices.Index(h.levels, e.level) + 1), exclusion: uint16(slices.Index(h.exclusions, e.exclusion) + 1)}
	if n := (heldNumbers{e.kept, e.total, e.number, e.paused, e.byDay}); n != (heldNumbers{total: 1}) {
		if last := len(h.numbers) - 1; last < 0 || h.numbers[last] != n {
			h.numbers = append(h.numbers, n)
		}
		row.numbers = int32(len(h.numbers))
	}
	if n := len(h.chunks); n == 0 || len(h.chunks[n-1]) == cap(h.chunks[n-1]) {
		h.chunks = append(h.chunks, make([]heldRow, 0, min(heldChunk, 64<<min(2*n, 8))))
	}
	h.rows++
	last := &h.chunks[len(h.chunks)-1]
	*last = append(*last, row)
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
		for _, row := range chunk {
			numbers := heldNumbers{total: 1}
			if row.numbers > 0 {
				numbers = h.numbers[row.numbers-1]
			}
			c.result.Rows++
			c.addEvent(event{from: at(row.from), to: at(row.to), due: at(row.due), level: text(h.levels, row.level), exclusion: text(h.exclusions, row.exclusion),
				kept: numbers.kept, total: numbers.total, number: numbers.number, paused: numbers.paused, byDay: numbers.byDay})
		}
	}
	return c.finish()
}
