package record

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"upfront/generator/diag"
)

// rows reads the rows of one CSV file, as programs export them: with or without a byte order mark, with CRLF, with
// commas, semicolons or tabs, with quoted line breaks, with empty lines and columns that nobody asked for.
type rows struct {
	csv      *csv.Reader
	file     string
	columns  []string
	fields   []string
	problems []diag.Problem
	faults   map[string]faulty // by what is wrong
}

// faulty is how many rows have one fault, and the last problem that was told of it.
type faulty struct{ n, last int }

// mostFaults is how many rows with the same fault are shown; the others are counted.
const mostFaults = 5

// open begins to read a file below content/. The problem says why it cannot be.
func open(file string, files Files) (*rows, io.Closer, *diag.Problem) {
	name := path.Join("content", file)
	f, err := files(name)
	if err != nil {
		return nil, nil, unreadable(name, err)
	}
	in := bufio.NewReaderSize(f, 64<<10)
	if mark, _ := in.Peek(3); bytes.Equal(mark, []byte("\xef\xbb\xbf")) {
		in.Discard(3)
	}
	head, _ := in.Peek(4 << 10)
	r := &rows{csv: csv.NewReader(in), file: name, faults: map[string]faulty{}}
	r.csv.Comma, r.csv.ReuseRecord, r.csv.FieldsPerRecord = separator(head), true, -1
	columns, err := r.csv.Read()
	switch {
	case errors.Is(err, io.EOF):
		f.Close()
		return nil, nil, &diag.Problem{Rule: "record-format", At: diag.Place{File: name}, Message: fmt.Sprintf("%q is empty: not even the names of the columns are there", name),
			Help: "Write the names of the columns in its first line."}
	case err != nil:
		r.broken(err)
		f.Close()
		return nil, nil, &r.problems[0]
	}
	for _, c := range columns {
		r.columns = append(r.columns, strings.TrimSpace(c))
	}
	return r, f, nil
}

func unreadable(name string, err error) *diag.Problem {
	p := &diag.Problem{Rule: "record-format", At: diag.Place{File: name}, Message: fmt.Sprintf("%q cannot be read: %v", name, err), Help: "Put the file there, or let somebody read it."}
	if errors.Is(err, fs.ErrNotExist) {
		p.Message, p.Help = fmt.Sprintf("there is no file %q", name), "Write the file's name as it stands below content/, such as records/deliveries.csv."
	}
	return p
}

// separator gives what stands between the columns of a header line.
func separator(head []byte) rune {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	best, most := ',', bytes.Count(line, []byte(","))
	for _, c := range ";\t" {
		if n := bytes.Count(line, []byte(string(c))); n > most {
			best, most = c, n
		}
	}
	return best
}

// column gives the place of a column; -1 for one that no promise names, or that is not there.
func (r *rows) column(name string) int {
	if name == "" {
		return -1
	}
	return slices.Index(r.columns, name)
}

// next reads the next row that is not empty. A row that cannot be read is a problem, and ends the file: where one quote
// is missing, all that follows is in doubt.
func (r *rows) next() bool {
	for {
		fields, err := r.csv.Read()
		switch {
		case errors.Is(err, io.EOF):
			return false
		case err != nil:
			r.broken(err)
			return false
		}
		if slices.ContainsFunc(fields, func(s string) bool { return strings.TrimSpace(s) != "" }) {
			r.fields = fields
			return true
		}
	}
}

// get gives a field of the row without the space around it; empty for a column that is not there.
func (r *rows) get(column int) string {
	if column < 0 || column >= len(r.fields) {
		return ""
	}
	return strings.TrimSpace(r.fields[column])
}

// at is the place of a field in the row.
func (r *rows) at(column int) diag.Place {
	if column < 0 || column >= len(r.fields) {
		column = 0
	}
	line, byteAt := r.csv.FieldPos(column)
	return diag.Place{File: r.file, Line: line, Column: byteAt, Width: max(utf8.RuneCountInString(r.fields[column]), 1)}
}

// say reports a fault of the row. kind names it without its values, so that many rows with it are told of once.
func (r *rows) say(rule, kind string, at diag.Place, message, help string) {
	f := r.faults[kind]
	if f.n++; f.n <= mostFaults {
		f.last = len(r.problems)
	}
	if r.faults[kind] = f; f.n > mostFaults {
		return
	}
	r.problems = append(r.problems, diag.Problem{Rule: rule, At: at, Message: message, Help: help})
}

// broken reports a row that is no CSV.
func (r *rows) broken(err error) {
	at := diag.Place{File: r.file}
	what := err.Error()
	if parse := new(csv.ParseError); errors.As(err, &parse) {
		at.Line, at.Column, what = parse.StartLine, 1, parse.Err.Error()
	}
	r.problems = append(r.problems, diag.Problem{Rule: "record-format", At: at, Message: "from here on the file is no CSV: " + what,
		Help: `A value that holds a quotation mark or the separator stands in quotation marks, and each such mark in it is written twice: "5"" pipe".`})
}

// told gives the problems. The last of those with one fault says how many rows more have it.
func (r *rows) told() []diag.Problem {
	for kind, f := range r.faults {
		if more := f.n - mostFaults; more > 0 {
			r.problems[f.last].Message += fmt.Sprintf("; %s is wrong in %d more rows", kind, more)
		}
	}
	return r.problems
}
