package agreed

import (
	"bytes"
	"crypto/sha256"
)

// termsLine begins the part of a record that its print is about: every byte from here to the end of the file.
var termsLine = []byte("\nterms:\n")

// PrintOf returns the print of a record, to be read aloud: the first 80 bits of the SHA-256 of its terms, in groups of four
// digits. ok is false where the file has no line "terms:".
func PrintOf(record []byte) (print string, ok bool) {
	i := bytes.Index(record, termsLine)
	if i < 0 {
		return "", false
	}
	return printOfTerms(record[i+1:]), true
}

func printOfTerms(terms []byte) string {
	digest := sha256.Sum256(terms)
	digits := base32(digest[:], 80)
	return digits[:4] + "-" + digits[4:8] + "-" + digits[8:12] + "-" + digits[12:]
}
