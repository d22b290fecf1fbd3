package record

import (
	"bufio"
	"bytes"
	"fmt"
	"slices"
	"strings"

	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// Not every row of a file is a case. Above the names of the columns programs write a title, below the rows a sum; a second row of
// one order holds its next item; and where two exports are glued together, the names stand in the middle again. Such rows are
// passed over, and told of once.

// headerSearch is how many rows at most stand above the names of the columns.
const headerSearch = 50

// columnNames returns the columns that a record names.
func columnNames(w syntax.Record) (names []string) {
	for _, name := range []syntax.Text{w.From, w.To, w.Due, w.Took, w.ID, w.Paused, w.Level, w.Excluded, w.OK, w.Total, w.Down, w.Customer, w.Paid} {
		if name.V != "" {
			names = append(names, name.V)
		}
	}
	return names
}

// findHeader returns the separator of a file, and how many of its rows stand above the names of its columns: the first row that has
// the most of the names is theirs. Where no row has one, it is the first, and found is false.
func findHeader(head []byte, named []string, separators string) (best byte, above int, found bool) {
	usual, most := separator(head, separators), 0
	best = usual
	for _, s := range append([]byte{usual}, separators...) {
		r := rows{separator: s, lines: lines{in: bufio.NewReader(bytes.NewReader(head))}}
		for n := 0; n < headerSearch && most < max(len(named), 1) && r.next(); n++ {
			if has := r.countNames(named); has > most {
				best, above, most = s, n, has
			}
		}
	}
	return best, above, most > 0
}

// countNames returns how many of the names of columns stand in the row.
func (r *rows) countNames(named []string) (n int) {
	for _, name := range named {
		if slices.ContainsFunc(r.fields, func(field string) bool { return columnName(field) == name }) {
			n++
		}
	}
	return n
}

// isHeaderAgain reports whether the row holds the names of the columns once more, where another file is glued to the first. Where
// its columns stand in another order, reading ends there.
func (r *rows) isHeaderAgain() bool {
	if len(r.named) == 0 || len(r.columns) == 0 {
		return false
	}
	if strings.HasPrefix(strings.TrimPrefix(r.row, `"`), "sep=") && separatorLine().MatchString(r.row+"\n") {
		return true
	}
	if !r.isName[r.field(r.key)] || r.countNames(r.named) < len(r.named) {
		return false
	}
	for _, name := range r.named {
		if r.field(r.columnIndex(name)) != name {
			r.faults.add(faultCSV, diag.Problem{At: r.fieldPlace(0), Message: "here a second file begins, and its columns stand in another order",
				Help: "Let both have the same columns, in the same order, or keep the second one as a file of its own. Nothing below this line is counted."})
			r.ended = true
			return true
		}
	}
	r.notes.add(faultHeader, diag.Problem{At: r.fieldPlace(0), Message: "the names of the columns stand here once more", Help: "They are passed over."})
	return true
}

// totals are the words, in small letters, that begin a row of sums.
var totals = map[string]bool{"total": true, "totals": true, "grand total": true, "subtotal": true, "sum": true, "gesamt": true, "summe": true}

// isTotal reports whether the row begins as one of sums does.
func (r *rows) isTotal() bool {
	for i := range r.fields {
		text := r.field(i)
		if text == "" {
			continue
		}
		first := text[0] | 0x20
		return (first == 't' || first == 's' || first == 'g') && len(text) <= len("grand total:") && totals[strings.ToLower(strings.TrimRight(text, ": "))]
	}
	return false
}

// goesOn reports whether the row says nothing of a case of its own: it has no time, no number and no id, or the id of the row
// before, or it is a single text, as a title is.
func (r *rows) goesOn(c columns, previous string) bool {
	for _, column := range []int{c.from, c.to, c.due, c.took, c.ok, c.total, c.down} {
		if r.field(column) != "" {
			return false
		}
	}
	id := r.field(c.id)
	return id == "" || id == previous || len(r.fields) == 1 && len(r.columns) > 1
}

// isNoCase reports whether the row is a sum, or goes on with the row before it. It is told of.
func (c *counter) isNoCase() bool {
	r, begin := c.rows, c.columns.from
	if c.result.Kind == OnTime {
		begin = c.columns.due
	}
	previous := c.previousID
	if c.columns.id >= 0 {
		c.previousID = r.field(c.columns.id)
	}
	if text := r.field(begin); text == "" && r.goesOn(c.columns, previous) {
		c.faults.add(faultGoesOn, diag.Problem{At: r.fieldPlace(0), Message: "the row has no time of its own, so it is taken for more of the row above it",
			Help: fmt.Sprintf("It is passed over. If it is a case of its own, fill in the column %q.", r.columns[max(begin, 0)])})
		return true
	}
	if !r.isTotal() {
		return false
	}
	if _, wrong := c.parseMoment(r.field(begin)); wrong == nil && r.field(begin) != "" {
		return false
	}
	c.faults.add(faultTotal, diag.Problem{At: r.fieldPlace(0), Message: "the row holds sums, and no case", Help: "It is passed over."})
	return true
}

// tellTitle tells of the lines above the names of the columns, from a line on.
func (r *rows) tellTitle(first int) {
	message := fmt.Sprintf("line %d stands above the names of the columns", first)
	if r.line-1 > first {
		message = fmt.Sprintf("lines %d to %d stand above the names of the columns", first, r.line-1)
	}
	r.notes.add(faultHeader, diag.Problem{At: diag.Place{File: r.file, Line: first, Column: 1}, Message: message, Help: "What stands there is passed over."})
}
