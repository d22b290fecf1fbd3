package record

import (
	"hash/maphash"
	"slices"

	"upfront/generator/catalog"
)

// SharedID is a column whose values several rows share, with the time at which they began: it looks like the number of a case that
// has a row for each step of it.
type SharedID struct {
	Column string `json:"column"`
	Cases  int    `json:"cases"` // that differ
	Rows   int    `json:"rows"`  // that were looked at
}

const mostIDRows = 100_000

// sharedID finds a column that looks like the id of the cases, which rows share; nil where there is none, or where the promise
// names one. Nine in ten of the rows that repeat a value also repeat the beginning of the first row with it: a case begins once,
// and a customer or a clerk has many.
func sharedID(p *catalog.Promise, files Files) *SharedID {
	w := p.Record
	begin := w.From
	if !begin.IsSet() {
		begin = w.Due
	}
	if !w.File.IsSet() || !begin.IsSet() || w.ID.IsSet() || w.OK.IsSet() || w.Total.IsSet() || w.Down.IsSet() {
		return nil
	}
	r, problem := openRows(w.File.V, files, columnNames(w)...)
	if problem != nil {
		return nil
	}
	defer r.Close()
	from := r.columnIndex(begin.V)
	columns := make([]*repeats, len(r.columns))
	for i, name := range r.columns {
		if name != "" && !slices.Contains(r.named, name) {
			columns[i] = &repeats{begun: map[uint64]uint64{}}
		}
	}
	seed := maphash.MakeSeed()
	for n := 0; n < mostIDRows && r.next(); n++ {
		begun := r.field(from)
		if begun == "" || r.isTotal() {
			continue
		}
		for i, c := range columns {
			if c != nil && !c.add(r.field(i), begun, seed) {
				columns[i] = nil
			}
		}
	}
	var found *SharedID
	for i, c := range columns {
		if c != nil && c.isID() && (found == nil || len(c.begun) > found.Cases) {
			found = &SharedID{Column: r.columns[i], Cases: len(c.begun), Rows: c.rows}
		}
	}
	return found
}

// repeats counts how often rows repeat a value of a column. Values are kept as numbers of 64 bits.
type repeats struct {
	begun          map[uint64]uint64 // when the first row with each value began
	rows           int
	repeated, same int // rows with the value of an earlier one, and of these those that began at the same time
}

// add adds a row. It returns false for a column that holds no ids: some rows have none, or a time, or most rows begin at another
// time than the first with their value.
func (c *repeats) add(text, begun string, seed maphash.Seed) bool {
	if text == "" || c.rows < 100 && isTimeText(text) {
		return false
	}
	c.rows++
	key, from := maphash.String(seed, text), maphash.String(seed, begun)
	first, known := c.begun[key]
	if !known {
		c.begun[key] = from
		return true
	}
	c.repeated++
	if first == from {
		c.same++
	}
	return c.repeated < 100 || c.isSame()
}

func (c *repeats) isSame() bool { return 10*c.same >= 9*c.repeated }

// isID reports whether the column holds the ids of cases with several rows: one row in fifty at least repeats one.
func (c *repeats) isID() bool {
	return len(c.begun) > 1 && c.repeated > 0 && 50*c.repeated >= c.rows && c.isSame()
}

// isTimeText reports whether a text is a date, with a time of day or without.
func isTimeText(text string) bool {
	_, ok := parseDateText(text)
	return ok
}
