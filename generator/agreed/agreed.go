// Package agreed is the records of what was agreed with customers: their form, the marks of their lines, and how anybody can
// see that nobody has changed them.
//
// A record is a file v<N>.yaml in a folder named after the customer. It has who agreed to which line, when and how, and the
// terms: each line and each promise as it stood, and all else that both sides agreed to. Records are only ever added. Beside
// the customers' folders lies SHA256SUMS with the fingerprint of every file in them, as sha256sum -c reads it.
//
// Terms are values of package syntax, made by package agreement. Here they are a tree of fields (terms.go), and all else
// follows from that tree: how a record is written (write.go), its print (print.go), the marks (mark.go), and which terms are
// no longer what they were (compare.go). So what is written is what is compared.
//
// The package decides nothing about what holds, and writes no file.
package agreed

import (
	"path"
	"strconv"
	"strings"

	"upfront/generator/syntax"
	"upfront/generator/tree"
)

// Rest names all that was agreed and is no line: price, the customer's part, promises, dates.
const Rest = "rest"

// The folder of the records: in the site, or in the folder of the agreements where that lies elsewhere.
const (
	folder          = "content/agreed/"
	folderElsewhere = syntax.AgreementFolder + "agreed/"
)

// SumsFile is the name of the list of fingerprints.
const SumsFile = "SHA256SUMS"

// Folder returns the folder of the records of a site.
func Folder(t *tree.Tree) string {
	for range t.Below(folderElsewhere) {
		return folderElsewhere
	}
	return folder
}

// IsRecord reports whether a path of the tree is that of a record, of a piece of evidence, or of the list of fingerprints.
func IsRecord(name string) bool {
	for _, f := range []string{folder, folderElsewhere} {
		if below, ok := strings.CutPrefix(name, f); ok {
			return strings.Contains(below, "/") || below == SumsFile
		}
	}
	return false
}

// FileName returns the name of a customer's record below the folder.
func FileName(customer string, version int) string {
	return customer + "/v" + strconv.Itoa(version) + ".yaml"
}

// IsPromise reports whether a name in a record is that of a promise, and not the id of a line.
func IsPromise(name string) bool { return strings.Contains(name, ".") }

// versionOf returns the version of the record that a file is; 0 for any other file.
func versionOf(name string) int {
	number, ok := strings.CutPrefix(path.Base(name), "v")
	number, yaml := strings.CutSuffix(number, ".yaml")
	n, err := strconv.Atoi(number)
	if !ok || !yaml || err != nil || n < 1 || strconv.Itoa(n) != number {
		return 0
	}
	return n
}
