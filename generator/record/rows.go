package record

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"upfront/generator/diag"
	"upfront/generator/lazy"
)

// rows reads the rows of one CSV file as programs export them: in UTF-8, UTF-16 or Windows-1252, with any end of line, with
// commas, semicolons, tabs or bars, with quoted line breaks, with empty lines, a title and other columns.
type rows struct {
	io.Closer
	lines     lines
	file      string
	separator byte
	name      string   // of the file, below content/
	named     []string // the columns that promises name
	columns   []string
	isName    map[string]bool // of a column
	key       int             // the first column that is named
	ended     bool            // what follows cannot be read as these columns
	faults    faults
	notes     faults               // what is only told
	forms     map[string]timeForms // of some columns, by their indexes

	row     string // as it was read last
	decoded bool   // it was not in UTF-8
	line    int    // its first line
	fields  []string
	starts  []int // where each field begins in row
	raw     []byte
}

const putItThere = "Put the file there, or write its name as it stands below content/, such as records/deliveries.csv."

// openRows begins to read a file below content/. The names of its columns are in the row that has the most of those named, else
// in the first. The problem says why it cannot be read.
func openRows(file string, files Files, named ...string) (*rows, *diag.Problem) {
	name := path.Join("content", file)
	f, err := files(name)
	if err != nil {
		p := diag.Problem{Rule: recordFormat, At: diag.Place{File: name}, Message: fmt.Sprintf("%q cannot be read: %v", name, err), Help: giveAccess}
		if errors.Is(err, fs.ErrNotExist) {
			p.Message, p.Help = fmt.Sprintf("there is no file %q", name), putItThere
		}
		return nil, &p
	}
	r := &rows{Closer: f, file: name, name: file, lines: lines{in: utf8Reader(f)}}
	for _, column := range named {
		if column != "" && !slices.Contains(r.named, column) {
			r.named = append(r.named, column)
		}
	}
	if problem := r.readColumns(); problem != nil {
		r.Close()
		return nil, problem
	}
	return r, nil
}

// Close closes the file. Nothing is read after it.
func (r *rows) Close() error {
	r.lines.in.Reset(nil)
	buffered.Put(r.lines.in)
	r.lines.in = nil
	return r.Closer.Close()
}

// readColumns reads the names of the columns, without which nothing can be counted.
func (r *rows) readColumns() *diag.Problem {
	head, _ := r.lines.in.Peek(headSize)
	if problem := notCSV(r.file, head); problem != nil {
		return problem
	}
	found := r.readHeader(head)
	if problems := r.faultsOfFile(); len(problems) > 0 {
		return &problems[0]
	}
	if !found {
		return &diag.Problem{Rule: recordFormat, At: diag.Place{File: r.file}, Message: fmt.Sprintf("%q is empty: not even the names of the columns are there", r.file),
			Help: "Write the names of the columns in its first line."}
	}
	if len(r.fields) > maxColumns {
		at := r.fieldPlace(maxColumns)
		return &diag.Problem{Rule: recordFormat, At: at, Message: fmt.Sprintf("the record has %d columns, and at most %d are read", len(r.fields), maxColumns),
			Help: "Leave out the columns that no promise names when you export it."}
	}
	r.isName = map[string]bool{}
	for _, c := range r.fields {
		name := columnName(c)
		r.columns = append(r.columns, name)
		r.isName[name] = name != ""
	}
	r.named = slices.DeleteFunc(r.named, func(name string) bool { return !r.isName[name] })
	r.key = max(slices.IndexFunc(r.columns, func(name string) bool { return slices.Contains(r.named, name) }), 0)
	if len(r.named) > 0 && len(r.columns) > 1 {
		r.lines.header = bytes.Clone(r.raw)
	}
	return nil
}

// maxColumns is how many columns a record may have. Each value is looked up in the names of the columns.
const maxColumns = 1000

// headSize is how many bytes of a file are looked at to know what it is.
const headSize = 32 << 10

// readHeader reads the row with the names of the columns, and tells of what stands above it. It reports whether there is one.
func (r *rows) readHeader(head []byte) bool {
	candidates := separators
	if declared := separatorLine().FindSubmatch(head); declared != nil {
		candidates = string(declared[1])
		r.lines.next(nil)
		head, _ = r.lines.in.Peek(headSize)
	}
	first := r.lines.n + 1
	best, above, known := findHeader(head, r.named, candidates)
	r.separator = best
	for range above {
		r.next()
	}
	r.notes = faults{}
	found := r.next()
	if known && (above > 0 || len(r.faults.order) > 0) { // whatever is wrong above is a title
		r.faults = faults{}
		r.tellTitle(first)
	}
	return found
}

const giveAccess = "Put the file there, or let somebody read it."

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
var separatorLine = lazy.Pattern(`^"?sep=([,;\t|])"?(?:\r?\n|\r)`)

// separators may stand between the columns. Of two that are there as often, the first is it.
const separators = ",;\t|"

func separator(head []byte, separators string) byte {
	line := head
	if end := bytes.IndexAny(head, "\r\n"); end >= 0 {
		line = head[:end]
	}
	return slices.MaxFunc([]byte(separators), func(a, b byte) int { // the first of several
		return bytes.Count(line, []byte{a}) - bytes.Count(line, []byte{b})
	})
}

// columnName returns the name in a cell: without the spaces around it, and without characters that nobody sees.
func columnName(cell string) string {
	return strings.TrimSpace(invisible.Replace(cell))
}

var invisible = strings.NewReplacer(byteOrderMark, "", "\u200b", "", "\u200c", "", "\u200d", "", "\u2060", "", "\u00ad", "")

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
	for !r.ended {
		r.line = r.lines.n + 1
		raw, ok := r.lines.next(r.raw[:0])
		if r.raw = raw; !ok {
			return false
		}
		if bytes.HasPrefix(raw, []byte(byteOrderMark)) { // of a file that is glued to another
			r.raw = append(raw[:0], raw[len(byteOrderMark):]...)
		}
		first := len(r.raw)
		r.decoded = false
		if what, at := r.parse(); what != "" {
			r.faults.add(faultCSV, diag.Problem{At: r.bytePlace(at), Message: what,
				Help: `A value that holds a quotation mark or the separator stands in quotation marks, and each such mark in it is written twice: "5"" pipe".`})
			if len(r.raw) > first {
				r.lines.pushBack(r.raw[first+1:])
			}
			continue
		}
		if r.decoded {
			r.notes.add(faultEncoding, diag.Problem{At: r.bytePlace(0), Message: "the row is not written in UTF-8, and is read as Windows-1252",
				Help: "Nothing needs to be done if its letters are right. Else save the file again as CSV in UTF-8."})
		}
		if slices.ContainsFunc(r.fields, func(s string) bool { return strings.TrimSpace(s) != "" }) && !r.isHeaderAgain() {
			return true
		}
	}
	return false
}

// field returns a field of the row without the space around it; empty for a column that is not there, and for a field that says
// nothing.
func (r *rows) field(column int) string {
	if column < 0 || column >= len(r.fields) {
		return ""
	}
	text := strings.TrimSpace(r.fields[column])
	if len(text) <= len("null") && isNothing(text) {
		return ""
	}
	return text
}

// isNothing reports whether a field says that there is nothing, as databases and people write it.
func isNothing(text string) bool {
	switch len(text) {
	case 1:
		return text == "-" || text == "?"
	case 2:
		return strings.EqualFold(text, `\n`)
	case 3:
		return strings.EqualFold(text, "n/a")
	case 4:
		return strings.EqualFold(text, "null")
	}
	return false
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

// problems returns the problems of the file itself, and what is only told of it.
func (r *rows) problems() []diag.Problem { return append(r.faultsOfFile(), r.notes.all()...) }

func (r *rows) faultsOfFile() []diag.Problem {
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
}

// notTable returns what a file with tags is, and what to do.
func notTable(text string) (what, help string) {
	text = strings.ToLower(text)
	switch {
	case strings.Contains(text, "office:spreadsheet"):
		return "a spreadsheet in XML", "Open it in a spreadsheet program, and save the sheet as CSV (UTF-8)."
	case strings.Contains(text, "<table"):
		return "a web page with a table, as some programs write in place of a spreadsheet", "Open it in a spreadsheet program, and save the sheet as CSV (UTF-8)."
	case strings.Contains(text, "<html") || strings.Contains(text, "<!doctype"):
		return "a web page", "Open it in a browser: where it asks you to log in, the export failed. Export the rows as CSV."
	}
	return "a file with tags, such as XML", "Export the rows as CSV from the program that made it."
}

// notCSV returns the problem of a file that is no text in columns, by its beginning; nil where it may be.
func notCSV(name string, head []byte) *diag.Problem {
	message, help := "", ""
	const blank = " \t\r\n"
	text := strings.TrimLeft(string(head), blank)
	if list, ok := strings.CutPrefix(text, "["); ok {
		text = "[" + strings.TrimLeft(list, blank)
	}
	switch i := slices.IndexFunc(otherKinds, func(k struct{ begins, what, help string }) bool { return strings.HasPrefix(text, k.begins) }); {
	case i >= 0:
		message, help = "is no CSV, but "+otherKinds[i].what, otherKinds[i].help
	case strings.HasPrefix(text, "<"):
		what, how := notTable(text)
		message, help = "is no CSV, but "+what, how
	case bytes.IndexByte(head, 0) >= 0:
		message, help = "is no CSV: it holds bytes that no text has", "Export the rows as CSV (UTF-8) from the program that made it."
	default:
		return nil
	}
	return &diag.Problem{Rule: recordFormat, At: diag.Place{File: name}, Message: fmt.Sprintf("%q %s", name, message), Help: help}
}
