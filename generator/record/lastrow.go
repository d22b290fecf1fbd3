package record

import (
	"cmp"
	"fmt"
	"hash/maphash"
	"slices"
	"strings"
	"time"

	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/lazy"
)

// Of several rows of one case only the last in time counts: a ticket that was opened again stands in an export twice or more.
// Which row that is shows only at the end of the file, so the ids are read before the rows are counted. Ids are kept as numbers
// of 64 bits, in which two of a million differing ids are the same once in forty million files.

// rowSet is a set of rows by their number.
type rowSet []uint64

func (s rowSet) has(n int) bool { return n/64 < len(s) && s[n/64]&(1<<(n%64)) != 0 }

// replacedRows returns, for each column of ids, the rows that a later one of the same id replaces.
func replacedRows(o *catalog.Offer, counters []*counter, files Files) map[int]rowSet {
	out := map[int]rowSet{}
	for _, c := range counters {
		if id := c.columns.id; id >= 0 && out[id] == nil {
			out[id] = c.replacedRows(files)
		}
	}
	return out
}

// numberedID is the id of a row.
type numberedID struct {
	id uint64
	n  uint32
}

func (c *counter) replacedRows(files Files) rowSet {
	r, problem := openRows(c.rows.name, files, c.rows.named...)
	if problem != nil {
		return nil
	}
	defer r.Close()
	seed := maphash.MakeSeed()
	column := c.columns.from
	if column < 0 {
		column = c.columns.due
	}
	var ids []numberedID
	var previous time.Time
	previousID := ""
	order := 0 // how much oftener the times rise from one row to the next than they fall
	n := 0
	for ; r.next(); n++ {
		t, wrong := c.parseMoment(r.field(column))
		if wrong == nil && column == c.columns.from && t.After(c.now) {
			continue // what has not happened replaces nothing
		}
		if wrong == nil {
			if !previous.IsZero() {
				order += t.Compare(previous)
			}
			previous = t.Time
		}
		if id := r.field(c.columns.id); id != "" && !c.empty[strings.ToLower(id)] && !r.goesOn(c.columns, previousID) {
			previousID = id
			ids = append(ids, numberedID{maphash.String(seed, id), uint32(n)})
		}
	}
	slices.SortFunc(ids, func(a, b numberedID) int { return cmp.Or(cmp.Compare(a.id, b.id), cmp.Compare(a.n, b.n)) })
	set := make(rowSet, n/64+1)
	for i := 1; i < len(ids); i++ {
		if ids[i].id != ids[i-1].id {
			continue
		}
		replaced := ids[i-1].n
		if order < 0 { // the newest row stands first
			replaced = ids[i].n
		}
		set[replaced/64] |= 1 << (replaced % 64)
	}
	return set
}

// rowCount finds rows that stand in a file twice, word for word, where no column of ids tells them apart.
type rowCount struct {
	seed   maphash.Seed
	hashes []uint64
	lines  []uint32 // of the rows, where the file has no column of ids
	asked  bool     // some promise names no column of ids
	id     int      // the column that looks like one of ids; -1: there is none
}

func newRowCount(r *rows, counters []*counter) *rowCount {
	return &rowCount{seed: maphash.MakeSeed(), id: slices.IndexFunc(r.columns, idName().MatchString),
		asked: slices.ContainsFunc(counters, func(c *counter) bool { return c.columns.id < 0 })}
}

func (s *rowCount) add(row string, line int) {
	if !s.asked {
		return
	}
	s.hashes = append(s.hashes, maphash.String(s.seed, row))
	if s.id < 0 {
		s.lines = append(s.lines, uint32(line))
	}
}

// idName matches the names that columns of ids have in most programs.
var idName = lazy.Pattern(`(?i)^(.*[ _#-])?(id|no\.?|nr\.?|number|ticket|key|case|ref|reference|order|job|#)$`)

// report reports such rows to the promises that have no column of ids. Where the file has none either, two days or two jobs may
// look the same; but not the rows with which it begins, all of them once more and in order.
func (s *rowCount) report(counters []*counter) {
	again, n := 0, 0
	if s.id < 0 {
		again, n = s.beginning()
	}
	slices.Sort(s.hashes)
	twice := len(s.hashes) - len(slices.Compact(s.hashes))
	for _, c := range counters {
		switch at := cmp.Or(c.promise.Record.File.At, c.promise.Record.At); {
		case c.columns.id >= 0 || twice == 0:
		case s.id >= 0:
			message := fmt.Sprintf("%d rows of %q stand there twice, word for word, and each of them counts", twice, c.rows.file)
			if twice == 1 {
				message = fmt.Sprintf("a row of %q stands there twice, word for word, and both count", c.rows.file)
			}
			c.faults.add(faultTwice, diag.Problem{At: at, Message: message,
				Help: fmt.Sprintf("Add below record: id: %s. Then of the rows of one case only the last counts.", flowText(c.rows.columns[s.id]))})
		case n > 0 && !c.sums.told:
			c.faults.add(faultTwice, diag.Problem{At: diag.Place{File: c.rows.file, Line: int(s.lines[again]), Column: 1},
				Message: fmt.Sprintf("the %d rows from line %d on are those from line %d on, once more, and all of them count", n, s.lines[again], s.lines[0]),
				Help:    "Remove them: two exports were put into one file. If each is a case of its own, export a column with its number too, and name it as id:."})
		}
	}
}

// leastAgain is how many rows at least stand there once more where two exports were glued, and how many of them differ.
const leastAgain = 5

// beginning finds where the rows with which the file begins stand once more, in order: at which row, and how many; n is 0 where they
// do not. It takes time in proportion to the rows, by the Z algorithm (Main and Lorentz 1984).
func (s *rowCount) beginning() (at, n int) {
	least, distinct := 0, map[uint64]bool{}
	for ; least < len(s.hashes) && len(distinct) < leastAgain; least++ {
		distinct[s.hashes[least]] = true
	}
	if len(distinct) < leastAgain {
		return 0, 0
	}
	same := make([]int32, len(s.hashes)) // from each row on, how many are those from the first on
	for i, left, right := 1, 0, 0; i < len(same); i++ {
		k := 0
		if i < right {
			k = min(right-i, int(same[i-left]))
		}
		for i+k < len(same) && s.hashes[i+k] == s.hashes[k] {
			k++
		}
		if same[i] = int32(k); i+k > right {
			left, right = i, i+k
		}
		if min(k, i) >= least {
			return i, min(k, i)
		}
	}
	return 0, 0
}
