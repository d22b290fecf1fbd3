package record

import (
	"iter"
	"slices"
	"strings"
	"unicode"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/lazy"
)

// Cell is one value of a row that identifies one case: no page may show it.
type Cell struct {
	Text     string
	Customer bool // it names a customer; else it is an id, an address or a time
	rows     *rows
	column   int
}

// Place returns where the value stands, until the next one is read.
func (c Cell) Place() diag.Place { return c.rows.fieldPlace(c.column) }

// Cells returns the values that identify one case, in the rows of all records of an offer and of [UsesFile], each file once:
// customers, ids, addresses and times. Whatever a promise counts by – levels, exclusions, numbers – is on pages with its sums, and is left
// out. A file that cannot be read has none. Nothing is kept of a row.
func Cells(o *catalog.Offer, files Files) iter.Seq[Cell] {
	return func(yield func(Cell) bool) {
		counted := map[string][]string{} // the columns that a promise counts by, by file
		var names []string
		named := map[string][]string{}     // the columns that a promise names
		customers := map[string][]string{} // of them those with customers
		for _, p := range o.Promises {
			w := p.Record
			if counted[w.File.V] == nil && w.File.V != "" {
				names = append(names, w.File.V)
			}
			named[w.File.V] = append(named[w.File.V], columnNames(w)...)
			customers[w.File.V] = append(customers[w.File.V], w.Customer.V)
			counted[w.File.V] = append(counted[w.File.V], w.Paused.V, w.Level.V, w.Excluded.V, w.OK.V, w.Total.V, w.Down.V)
		}
		if counted[UsesFile] == nil {
			names, named[UsesFile], counted[UsesFile] = append(names, UsesFile), useColumns, []string{"policy", "by"}
		}
		for _, file := range names {
			if !fileCells(file, named[file], counted[file], customers[file], files, yield) {
				return
			}
		}
	}
}

func fileCells(file string, named, columns, customers []string, files Files, yield func(Cell) bool) bool {
	r, problem := openRows(file, files, named...)
	if problem != nil {
		return true
	}
	defer r.Close()
	var counted []int
	for _, name := range columns {
		counted = append(counted, r.columnIndex(name))
	}
	isCustomer := make([]bool, len(r.columns))
	customer := r.customerColumn()
	for i, name := range r.columns {
		isCustomer[i] = i == customer || name != "" && slices.Contains(customers, name)
	}
	for r.next() {
		for i := range min(len(r.fields), len(r.columns)) {
			if slices.Contains(counted, i) {
				continue
			}
			for text := range identifyingTexts(r.field(i), isCustomer[i]) {
				if !yield(Cell{Text: text, Customer: isCustomer[i], rows: r, column: i}) {
					return false
				}
			}
		}
	}
	return true
}

// identifyingTexts returns the parts of a value that identify one case: all of it, or the addresses of e-mail in a note.
func identifyingTexts(text string, customer bool) iter.Seq[string] {
	return func(yield func(string) bool) {
		if (customer || identifies(text)) && !yield(text) || !strings.Contains(text, "@") {
			return
		}
		for word := range strings.FieldsSeq(text) {
			word = strings.TrimFunc(word, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
			if word != text && strings.Contains(word, "@") && !yield(word) {
				return
			}
		}
	}
}

// identifies reports whether hardly two cases have a value: an address of e-mail, letters and digits together as ids are, a
// long number, as of a telephone, or a time with its time of day. Words and short numbers stand on pages for reasons of
// their own.
func identifies(text string) bool {
	digits, letters := 0, 0
	spaced, colon := false, false
	for _, c := range text {
		switch {
		case c == '@':
			return true
		case '0' <= c && c <= '9' || c > unicode.MaxASCII && unicode.IsDigit(c):
			digits++
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c > unicode.MaxASCII && unicode.IsLetter(c):
			letters++
		case c == ' ' || c == '\t':
			spaced = true
		case c == ':':
			colon = true
		}
	}
	switch {
	case colon:
		return digits >= 12 || isTime(text, clock.Minute) // 2026-03-20 12:00 has twelve, and 2/Mar/26 9:05 AM is one too
	case letters == 0 && !dayPattern().MatchString(text):
		return digits >= 7 && !spaced || digits >= 9 // 2026-00471, or +44 113 496 0120
	}
	return !spaced && digits > 0 && letters > 0 && digits+letters >= 4 && !isTime(text, clock.Day) // with a space it is words, or a day that is written out
}

// isTime reports whether a text is a time of a unit: a day, or with clock.Minute a day with its time of day.
func isTime(text string, unit clock.Unit) bool {
	d, ok := parseDateText(text)
	return ok && d.unit == unit
}

// dayPattern matches a day without its time, in digits.
var dayPattern = lazy.Pattern(`^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\.?$`)
