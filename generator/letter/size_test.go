package letter_test

import (
	"regexp"
	"testing"

	"upfront/generator/letter"
	"upfront/generator/seal"
)

// A page on disk is at most this, where its letter fits one block of a box; one that asks for words or has a last day takes a little
// more. The logo and the icon are not counted: each business has its own.
const (
	typicalPage = 16 << 10
	wordsForm   = 300
	lastDay     = 50
)

var pictures = regexp.MustCompile(`data:image/[^ >"]*`)

func TestTypicalPageSize(t *testing.T) {
	small := "customer: F\nstatus: "
	for name, text := range map[string]string{
		"everything": fenwick,
		"words":      fenwick + "access: {mode: passphrase}\n",
		"until":      fenwick + "access: {until: 2026-07-31}\n",
		"both":       fenwick + "access: {mode: passphrase, until: 2026-07-31}\n",
		"draft":      small + "draft",
		"agreed":     small + "agreed",
		"ended":      small + "ended",
	} {
		letters, a := one(t, text)
		l, err := letters.Letter(a)
		if err != nil {
			t.Fatal(err)
		}
		terms := letter.SealTerms(a)
		box, err := seal.Secret{}.Keys(a.ID, 1).Seal(nil, l, terms)
		if err != nil {
			t.Fatal(err)
		}
		if len(box) != 61+8192+16 {
			t.Errorf("%s: the box has %d bytes, and so more than one block", name, len(box))
		}
		most := typicalPage
		if terms.Passphrase {
			most += wordsForm
		}
		if terms.Until != 0 {
			most += lastDay
		}
		if n := len(pictures.ReplaceAllString(shellOf(t, letters, box, terms), "")); n > most {
			t.Errorf("%s: the page has %d bytes, at most %d", name, n, most)
		}
	}
}
