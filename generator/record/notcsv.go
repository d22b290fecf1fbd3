package record

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"upfront/generator/diag"
)

type fileKind struct{ begins, what, help string }

// otherKinds are the files of other programs that are often named like a record.
var otherKinds = []fileKind{
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
	switch i := slices.IndexFunc(otherKinds, func(k fileKind) bool { return strings.HasPrefix(text, k.begins) }); {
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
