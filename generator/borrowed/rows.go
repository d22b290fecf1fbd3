package borrowed

import (
	"bytes"
	"strings"
)

// Rows that follow each other are known together: one of them alone may be anybody's. Of the rows of a file, the first three
// are in the table, and of all that follow one group in eight, by its hash.

const (
	rowsTogether = 3
	oneGroupIn   = 8
)

// InRecord returns the line at which known rows of a record begin, and whether there are any.
func InRecord(data []byte) (line int, found bool) {
	for i, h := range rowGroups(data) {
		if known().kind(h) == Rows {
			return i + 2, true // the first line names the columns
		}
	}
	return 0, false
}

// rowGroups returns the hashes of three rows each, by the first of them. A file of fewer rows is one group.
func rowGroups(data []byte) (hashes []fingerprint) {
	var rows []string
	for line := range bytes.Lines(data) {
		rows = append(rows, strings.TrimSpace(string(line)))
	}
	for len(rows) > 0 && rows[len(rows)-1] == "" {
		rows = rows[:len(rows)-1]
	}
	if len(rows) < 2 {
		return nil
	}
	rows = rows[1:]
	for i := 0; i == 0 || i+rowsTogether <= len(rows); i++ {
		hashes = append(hashes, hashText(strings.Join(rows[i:min(i+rowsTogether, len(rows))], "\n")))
	}
	return hashes
}
