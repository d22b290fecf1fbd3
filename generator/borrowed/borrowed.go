// Package borrowed knows the facts of the starters, of the example and of new files, so that nobody publishes them as their
// own: names, addresses, numbers in sentences, headlines, money, what customers said and agreed to, rows of records, logos.
//
// A fact is known by its fingerprint: a hash of its words, without capitals, punctuation and currency. The table facts.txt
// has those of former versions too. After a change of a starter, of the example or of a new file, run
//
//	go test ./generator/borrowed -update
//
// which adds facts to the table and never removes any; with -history it adds those of every version in git. What counts as
// a fact is decided there, in facts_test.go. Limits, hours, ids and prose without facts are none: they may be kept.
//
// The package does not decide whether a site may have such facts.
package borrowed

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// Kind is a kind of fact.
type Kind byte

// The kinds of facts, as the table marks them.
const (
	Name    Kind = 'n'
	Address Kind = 'a' // of mail, of a web page, a telephone number, a street
	Words   Kind = 'w' // with a number, an amount or a name
	Said    Kind = 's' // by a customer, as the whole of a text
	Money   Kind = 'm' // likewise
	Rows    Kind = 'r' // of a record
	Picture Kind = 'p' // such as a logo
	Agreed  Kind = 'y' // a record of what a customer of an example said yes to
)

// Fact is a fact in a text.
type Fact struct {
	Kind     Kind
	From, To int    // its place in the text, in bytes
	Text     string // that stands for the fact: itself, or the sentence that has it
}

//go:embed facts.txt
var facts string

// table holds the kinds of facts by their fingerprints. Its filter has a bit for the last bits of each, since most parts of
// most texts are no facts.
type table struct {
	kinds  map[fingerprint]Kind
	filter [1 << 19 / 64]uint64
}

func (t *table) kind(h fingerprint) Kind {
	if t.filter[h/64%fingerprint(len(t.filter))]>>(h%64)&1 == 0 {
		return 0
	}
	return t.kinds[h]
}

// known holds all facts.
var known = sync.OnceValue(func() *table {
	t := &table{kinds: map[fingerprint]Kind{}}
	for line := range strings.Lines(facts) {
		line = strings.TrimSpace(line)
		n, err := strconv.ParseUint(line[1:], 16, 64)
		if err != nil {
			panic(err) // it is embedded
		}
		h := fingerprint(n)
		t.kinds[h] = Kind(line[0])
		t.filter[h/64%fingerprint(len(t.filter))] |= 1 << (h % 64)
	}
	return t
})

// Finder finds facts. The zero Finder finds all that are known.
type Finder struct{ released map[fingerprint]bool }

// Except returns a finder that passes over facts which are in some texts.
func Except(texts ...string) Finder {
	if len(texts) == 0 {
		return Finder{}
	}
	released := map[fingerprint]bool{}
	for _, t := range texts {
		candidates(t, func(c candidate) { released[c.hash] = true })
		released[wholeHash(Said, t)], released[wholeHash(Money, t)] = true, true
	}
	return Finder{released}
}

// IsSaid reports whether the whole of a text is what a customer of an example said.
func (f Finder) IsSaid(text string) bool { return f.has(Said, wholeHash(Said, text)) }

// IsPrice reports whether the whole of a text is a price of an example. One that many firms have is known only in the file with
// the id that it has there.
func (f Finder) IsPrice(id, text string) bool {
	return !f.released[wholeHash(Money, text)] && (f.has(Money, wholeHash(Money, text)) || f.has(Money, wholeHash(Money, id+" "+text)))
}

func (f Finder) has(kind Kind, h fingerprint) bool { return known().kind(h) == kind && !f.released[h] }

// wholeHash returns the hash of a kind and a whole text, with the signs of currencies.
func wholeHash(kind Kind, text string) fingerprint {
	words := append(appendWords(nil, text, span{0, len(text)}), word{hash: uint64(kind)})
	for _, r := range text {
		if unicode.Is(unicode.Sc, r) {
			words = append(words, word{hash: uint64(r)})
		}
	}
	return hashRun(words)
}

// In returns the facts in a text that are known, in the order of the text: at most one of words and names in a sentence, and
// each address.
func (f Finder) In(text string) (found []Fact) {
	table := known()
	candidates(text, func(c candidate) {
		switch kind := table.kind(c.hash); kind {
		case Name, Address, Words:
			if !f.released[c.hash] {
				found = appendFact(found, kind, c, text)
			}
		}
	})
	return found
}

// appendFact appends a fact, or makes one of it and the last where both are in the same sentence.
func appendFact(found []Fact, kind Kind, c candidate, text string) []Fact {
	sentence := text[c.sentence.from:c.sentence.to]
	one := Fact{kind, c.from, c.to, text[c.from:c.to]}
	last := len(found) - 1
	switch {
	case last >= 0 && c.address && found[last].Kind == Address && found[last].From == c.from: // a mail address, and its host
		return found
	case last >= 0 && !c.address && found[last].To > c.sentence.from:
		found[last] = merge(found[last], one, sentence)
		return found
	}
	if kind == Words {
		one.Text = sentence
	}
	return append(found, one)
}

// merge returns one fact for two in the same sentence.
func merge(a, b Fact, sentence string) Fact {
	if a.Kind != b.Kind || a.Kind == Words || a.To < b.From {
		a.Kind, a.Text = Words, sentence
	} else if b.To > a.To {
		a.Text = b.Text
	}
	a.From, a.To = min(a.From, b.From), max(a.To, b.To)
	return a
}
