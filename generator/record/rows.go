package record

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"upfront/generator/diag"
)

// rows reads the rows of one CSV file as programs export them: with or without a byte order mark, with CRLF, with commas,
// semicolons or tabs, with quoted line breaks, with empty lines and other columns.
type rows struct {
	io.Closer
	lines     lines
	file      string
	separator byte
	columns   []string
	notUTF8   bool // the names of the columns are not UTF-8
	faults    faults

	row    string // as it was read last
	line   int    // its first line
	fields []string
	starts []int // where each field begins in row
	raw    []byte
}

// openRows begins to read a file below content/. The problem says why it cannot be read.
func openRows(file string, files Files) (*rows, *diag.Problem) {
	name := path.Join("content", file)
	f, err := files(name)
	if err != nil {
		p := diag.Problem{Rule: recordFormat, At: diag.Place{File: name}, Message: fmt.Sprintf("%q cannot be read: %v", name, err), Help: giveAccess}
		if errors.Is(err, fs.ErrNotExist) {
			p.Message, p.Help = fmt.Sprintf("there is no file %q", name), "Put the file there, or write its name as it stands below content/, such as records/deliveries.csv."
		}
		return nil, &p
	}
	r := &rows{Closer: f, file: name, lines: lines{in: bufio.NewReaderSize(f, 64<<10)}}
	if problem := r.readColumns(); problem != nil {
		f.Close()
		return nil, problem
	}
	return r, nil
}

// readColumns reads the names of the columns, without which nothing can be counted.
func (r *rows) readColumns() *diag.Problem {
	in := r.lines.in
	if mark, _ := in.Peek(3); string(mark) == "\xef\xbb\xbf" {
		in.Discard(3)
	}
	head, _ := in.Peek(4 << 10)
	if problem := notCSV(r.file, head); problem != nil {
		return problem
	}
	if declared := separatorLine.FindSubmatch(head); declared != nil {
		r.separator = declared[1][0]
		r.lines.next(nil)
	} else {
		r.separator = separator(head)
	}
	found := r.next()
	if problems := r.problems(); len(problems) > 0 {
		return &problems[0]
	}
	if !found {
		return &diag.Problem{Rule: recordFormat, At: diag.Place{File: r.file}, Message: fmt.Sprintf("%q is empty: not even the names of the columns are there", r.file),
			Help: "Write the names of the columns in its first line."}
	}
	for _, c := range r.fields {
		r.notUTF8 = r.notUTF8 || !utf8.ValidString(c)
		r.columns = append(r.columns, strings.ToValidUTF8(strings.TrimSpace(c), "\ufffd"))
	}
	return nil
}

const giveAccess = "Put the file there, or let somebody read it."

// saveAsUTF8 is the help for a file that is not in UTF-8.
const saveAsUTF8 = `Save it again as CSV in UTF-8: Excel has "CSV UTF-8" among the kinds of file in "Save as".`

// Columns returns the names of a file's columns; none where it cannot be read.
func Columns(file string, files Files) []string {
	r, problem := openRows(file, files)
	if problem != nil {
		return nil
	}
	defer r.Close()
	return r.columns
}

// separatorLine is the line that tells Excel the separator.
var separatorLine = regexp.MustCompile(`^"?sep=([,;\t|])"?(?:\r?\n|\r)`)

// separators may stand between the columns. Of two that are there as often, the first is it.
const separators = ",;\t|"

func separator(head []byte) byte {
	line := head
	if end := bytes.IndexAny(head, "\r\n"); end >= 0 {
		line = head[:end]
	}
	return slices.MaxFunc([]byte(separators), func(a, b byte) int { // the first of several
		return bytes.Count(line, []byte{a}) - bytes.Count(line, []byte{b})
	})
}

// columnIndex returns the index of a column; -1 where no name is given, or none fits.
func (r *rows) columnIndex(name string) int {
	if name == "" {
		return -1
	}
	return slices.Index(r.columns, name)
}

// customerColumn returns the index of the column that names customers, in capitals or not; -1 where there is none.
func (r *rows) customerColumn() int {
	return slices.IndexFunc(r.columns, func(name string) bool { return strings.EqualFold(name, "customer") })
}

// next reads the next row that is not empty. A row that is no CSV is a problem, and reading goes on in the line after its
// first: where a quotation mark is missing, the rows that it would have swallowed are read all the same.
func (r *rows) next() bool {
	for {
		r.line = r.lines.n + 1
		raw, ok := r.lines.next(r.raw[:0])
		if r.raw = raw; !ok {
			return false
		}
		first := len(raw)
		if what, at := r.parse(); what != "" {
			r.faults.add(faultCSV, diag.Problem{At: r.bytePlace(at), Message: what,
				Help: `A value that holds a quotation mark or the separator stands in quotation marks, and each such mark in it is written twice: "5"" pipe".`})
			if len(r.raw) > first {
				r.lines.pushBack(r.raw[first+1:])
			}
			continue
		}
		if slices.ContainsFunc(r.fields, func(s string) bool { return strings.TrimSpace(s) != "" }) {
			return true
		}
	}
}

// field returns a field of the row without the space around it; empty for a column that is not there.
func (r *rows) field(column int) string {
	if column < 0 || column >= len(r.fields) {
		return ""
	}
	return strings.TrimSpace(r.fields[column])
}

func (r *rows) fieldPlace(column int) diag.Place {
	if column < 0 || column >= len(r.fields) {
		column = 0
	}
	field := strings.TrimLeft(r.fields[column], " \t")
	place := r.bytePlace(r.starts[column] + len(r.fields[column]) - len(field))
	field, _, _ = strings.Cut(strings.TrimSpace(field), "\n")
	place.Width = max(utf8.RuneCountInString(field), 1)
	return place
}

func (r *rows) bytePlace(offset int) diag.Place {
	before := r.row[:offset]
	line := strings.LastIndexByte(before, '\n') + 1
	return diag.Place{File: r.file, Line: r.line + strings.Count(before, "\n"), Column: utf8.RuneCountInString(before[line:]) + 1, Width: 1}
}

// problems returns the problems of the file itself.
func (r *rows) problems() []diag.Problem {
	if r.lines.err != nil {
		r.faults.add(faultCSV, diag.Problem{At: diag.Place{File: r.file, Line: r.lines.n + 1}, Message: fmt.Sprintf("from here on the file cannot be read: %v", r.lines.err),
			Help: giveAccess})
	}
	return r.faults.all()
}

// otherKinds are the files of other programs that are often named like a record.
var otherKinds = []struct{ begins, what, help string }{
	{"PK\x03\x04", "a spreadsheet or an archive", "Open it in the program that made it, and save the sheet as CSV (UTF-8)."},
	{"\xd0\xcf\x11\xe0", "a spreadsheet of an older Excel", "Open it in the program that made it, and save the sheet as CSV (UTF-8)."},
	{"%PDF", "a PDF", "Export the rows as CSV from the program that printed it."},
	{"\x1f\x8b", "a compressed file", "Unpack it, and put the CSV file there."},
	{"version https://git-lfs.github.com/", "only the pointer that Git LFS keeps for a file", "Run git lfs pull, so that the file itself is there."},
	{"{", "JSON", "Export the rows as CSV, with the names of the columns in the first line."},
	{"[{", "JSON", "Export the rows as CSV, with the names of the columns in the first line."},
	{"<", "a web page, or another file with tags", "Open it in a browser: where it asks you to log in, the export failed. Export the rows as CSV."},
}

// notCSV returns the problem of a file that is no text in columns, by its beginning; nil where it may be.
func notCSV(name string, head []byte) *diag.Problem {
	message, help := "", ""
	const blank = " \t\r\n"
	text := strings.TrimLeft(string(head), blank)
	if list, ok := strings.CutPrefix(text, "["); ok {
		text = "[" + strings.TrimLeft(list, blank)
	}
	zeros := bytes.Count(head, []byte{0})
	switch i := slices.IndexFunc(otherKinds, func(k struct{ begins, what, help string }) bool { return strings.HasPrefix(text, k.begins) }); {
	case i >= 0:
		message, help = "is no CSV, but "+otherKinds[i].what, otherKinds[i].help
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")), zeros > 0 && zeros >= len(head)*2/5:
		message, help = "is written in UTF-16, which few programs read", saveAsUTF8
	case zeros > 0:
		message, help = "is no CSV: it holds bytes that no text has", "Export the rows as CSV (UTF-8) from the program that made it."
	default:
		return nil
	}
	return &diag.Problem{Rule: recordFormat, At: diag.Place{File: name}, Message: fmt.Sprintf("%q %s", name, message), Help: help}
}
