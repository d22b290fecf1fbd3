package record

import (
	"iter"
	"strings"
	"unicode"

	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// Cell is one value of a row that tells of one case: no page may show it.
type Cell struct {
	At       diag.Place
	Text     string
	Customer bool // it names a customer; else it is an id, an address or a moment
}

// Cells goes through the rows of all records of an offer, each file once, and gives what tells of one case: customers,
// ids, addresses and moments. Whatever a promise counts by – levels, exclusions, numbers – is on pages with its sums, and
// is left out. A file that cannot be read has none. Nothing is kept of a row.
func Cells(o *catalog.Offer, files Files) iter.Seq[Cell] {
	return func(yield func(Cell) bool) {
		named := map[string][]syntax.Record{}
		var order []string
		for _, p := range o.Promises {
			if file := p.Record.File.V; file != "" {
				if named[file] == nil {
					order = append(order, file)
				}
				named[file] = append(named[file], p.Record)
			}
		}
		for _, file := range order {
			if !cellsOf(file, named[file], files, yield) {
				return
			}
		}
	}
}

func cellsOf(file string, named []syntax.Record, files Files, yield func(Cell) bool) bool {
	r, in, problem := open(file, files)
	if problem != nil {
		return true
	}
	defer in.Close()
	counted := make([]bool, len(r.columns))
	for _, w := range named {
		for _, name := range []syntax.Text{w.Paused, w.Level, w.Excluded, w.OK, w.Total, w.Down} {
			if i := r.column(name.V); i >= 0 {
				counted[i] = true
			}
		}
	}
	customer := r.column("customer")
	for r.next() {
		for i := range r.fields {
			text := r.get(i)
			if i < len(counted) && counted[i] || i != customer && !tells(text) {
				continue
			}
			if !yield(Cell{At: r.at(i), Text: text, Customer: i == customer}) {
				return false
			}
		}
	}
	return true
}

// tells reports whether a value is one that hardly two cases have: an address of e-mail, letters and digits together as
// ids are, a long number, or a moment with its time of day. Words and short numbers stand on pages for reasons of their own.
func tells(text string) bool {
	digits, letters, colon := 0, 0, strings.Contains(text, ":")
	for _, c := range text {
		switch {
		case c == '@':
			return true
		case unicode.IsDigit(c):
			digits++
		case unicode.IsLetter(c):
			letters++
		}
	}
	switch {
	case strings.ContainsAny(text, " \t") && !colon: // words, and days that are written out
		return false
	case colon:
		return digits >= 12 // as 2026-03-20 12:00 has
	}
	return digits >= 7 && letters == 0 && digits == len(text) || digits > 0 && letters > 0 && digits+letters >= 4
}
