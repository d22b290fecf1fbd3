package search

import (
	"cmp"
	"iter"
	"slices"
	"unicode"
	"unicode/utf8"
)

// KeyIndex tells whose words stand in a text: which of many customers has a name, an address or a number that is written
// there. It is made for a single reading of each text, whatever the number of customers.
type KeyIndex struct {
	all  []keyOwner // by key, then by bearer
	bits []uint64   // two are set for each key, so that most words are passed over at once
	mask Key

	firstWords [1 << firstBits / 64]uint64 // one is set for each word that some key of several words begins with
}

type keyOwner struct {
	key   Key
	owner int32
}

// NewKeyIndex returns the index of keys, each with its bearer. Keys that are in except are left out: they are ours, or
// anybody's.
func NewKeyIndex(keys iter.Seq2[int, []Key], except []Key) *KeyIndex {
	b := &KeyIndex{}
	b.Add(keys, except)
	return b
}

// Add adds more keys, each with its bearer, but for those in except.
func (b *KeyIndex) Add(keys iter.Seq2[int, []Key], except []Key) {
	except = slices.Sorted(slices.Values(except))
	for bearer, of := range keys {
		for _, k := range of {
			if _, ours := slices.BinarySearch(except, k); !ours {
				b.all = append(b.all, keyOwner{k, int32(bearer)})
			}
		}
	}
	slices.SortFunc(b.all, func(x, y keyOwner) int { return cmp.Or(cmp.Compare(x.key, y.key), cmp.Compare(x.owner, y.owner)) })
	b.all = slices.Compact(b.all)
	b.index()
}

// index sets the bits of all keys.
func (b *KeyIndex) index() {
	size := 1 << 10
	for size < 32*len(b.all) {
		size *= 2
	}
	b.bits, b.mask = make([]uint64, size/64), Key(size-1)
	for _, x := range b.all {
		one, two := b.places(x.key)
		b.bits[one/64] |= 1 << (one % 64)
		b.bits[two/64] |= 1 << (two % 64)
		if first, ok := x.key.first(); ok {
			b.firstWords[first/64] |= 1 << (first % 64)
		}
	}
}

// begins reports whether some key may be of several words that begin with this one.
func (b *KeyIndex) begins(word wordHash) bool {
	first := word.first()
	return b.firstWords[first/64]&(1<<(first%64)) != 0
}

// places returns the two bits of a key.
func (b *KeyIndex) places(k Key) (one, two Key) {
	k ^= k >> 29
	k *= 0xbf58476d1ce4e5b9
	return k >> 32 & b.mask, k & b.mask
}

// Len is how many keys there are.
func (b *KeyIndex) Len() int { return len(b.all) }

// Empty reports that there are no words to look for.
func (b *KeyIndex) Empty() bool { return len(b.all) == 0 }

// Shared ranges over the keys that more than one bearer has, with these, in order.
func (b *KeyIndex) Shared() iter.Seq2[Key, []int] {
	return func(yield func(Key, []int) bool) {
		for from := 0; from < len(b.all); {
			to := from + 1
			for to < len(b.all) && b.all[to].key == b.all[from].key {
				to++
			}
			if to > from+1 {
				var bearers []int
				for _, x := range b.all[from:to] {
					bearers = append(bearers, int(x.owner))
				}
				if !yield(b.all[from].key, bearers) {
					return
				}
			}
			from = to
		}
	}
}

// owners returns the bearers owners a key, in order.
func (b *KeyIndex) owners(key Key) []keyOwner {
	if one, two := b.places(key); b.bits[one/64]&(1<<(one%64)) == 0 || b.bits[two/64]&(1<<(two%64)) == 0 {
		return nil
	}
	from, found := slices.BinarySearchFunc(b.all, key, func(x keyOwner, key Key) int { return cmp.Compare(x.key, key) })
	if !found {
		return nil
	}
	to := from
	for to < len(b.all) && b.all[to].key == key {
		to++
	}
	return b.all[from:to]
}

// Hit is words of some bearers in a text.
type Hit struct {
	Key      Key
	From, To int // bytes of the text
}

// Find calls found for each hit in a text, and for each of its bearers. Hits may overlap. The words of the text are added
// to a vocabulary, unless that is nil.
func (b *KeyIndex) Find(text []byte, words *Vocabulary, found func(h Hit, bearer int)) {
	s := scan{begins: b.begins, words: words, report: func(key Key, from, to int) {
		for _, x := range b.owners(key) {
			found(Hit{key, from, to}, int(x.owner))
		}
	}}
	s.text(text)
}

// KeysIn adds every key that some customer would have whose words stand in a text.
func KeysIn(text []byte, to map[Key]bool) {
	s := scan{begins: func(wordHash) bool { return true }, report: func(key Key, _, _ int) { to[key] = true }}
	s.text(text)
}

// scan is what is known of a text up to a place in it.
type scan struct {
	begins func(wordHash) bool // whether a key of several words may begin with this one
	report func(key Key, from, to int)
	number func(k Key, digits int) // is told each number; may be nil
	words  *Vocabulary

	inWord bool // a word is being read
	word   wordHash
	from   int

	phrases []phraseSoFar // that began before, and may be some key's
	room    [mostWords]phraseSoFar

	run     digitRun
	runFrom int
	isDigit bool // the last character was one
}

func (s *scan) text(text []byte) {
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRune(text[i:])
			s.rune(i, r)
			i += size
		case foldedASCII[c] >= 'a':
			i = s.letters(text, i)
		case foldedASCII[c] != 0:
			s.digit(i, c)
			i++
		default:
			s.gap(i, isGroupSeparator(c) || c == '\n' || c == '\r' || c == '\t' || c == '_')
			i++
		}
	}
	s.gap(len(text), false)
}

// phraseSoFar is words from one on to the last that was read.
type phraseSoFar struct {
	first, all wordHash
	from       int
	words      int
}

// letters reads letters of ASCII from a place on, and returns where they end.
func (s *scan) letters(text []byte, at int) (end int) {
	s.beginWord(at)
	word := s.word
	for end = at; end < len(text) && text[end] < utf8.RuneSelf && foldedASCII[text[end]] >= 'a'; end++ {
		word = word.letter(foldedASCII[text[end]])
	}
	s.word = word
	if s.run.count > 0 {
		s.endRun(at)
	}
	return end
}

func (s *scan) beginWord(at int) {
	if !s.inWord {
		s.inWord, s.word, s.from = true, fnvOffset, at
	}
}

func (s *scan) digit(at int, c byte) {
	s.beginWord(at)
	s.word = s.word.letter(c)
	if s.run.count == 0 {
		s.runFrom = at
	}
	s.run.add(c)
	s.isDigit = true
}

func (s *scan) rune(at int, r rune) {
	var room [8 * utf8.UTFMax]byte
	folded, parts := fold(room[:0], r)
	for _, c := range folded {
		if '0' <= c && c <= '9' {
			s.digit(at, c)
			continue
		}
		s.beginWord(at)
		s.word = s.word.letter(c)
		s.endRun(at)
	}
	if parts {
		s.gap(at, unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || r == '\u2212' || r == '\u00b7') // a minus and a middle dot
	}
}

// gap ends a word; in a number it may stand between two groups.
func (s *scan) gap(at int, inNumber bool) {
	if s.run.count > 0 {
		s.endGroup(at)
		if !inNumber {
			s.endRun(at)
		}
	}
	if !s.inWord {
		return
	}
	s.inWord = false
	s.words.add(s.word.key())
	s.report(s.word.key(), s.from, at)
	kept := s.room[:0]
	for _, p := range s.phrases {
		p.all, p.words = p.all.with(s.word), p.words+1
		s.report(p.all.phraseFrom(p.first), p.from, at)
		if p.words < mostWords {
			kept = append(kept, p)
		}
	}
	if s.begins(s.word) {
		kept = append(kept, phraseSoFar{s.word, s.word, s.from, 1})
	}
	s.phrases = kept
}

// endGroup looks at the digits so far: behind them another number may follow.
func (s *scan) endGroup(at int) {
	if s.isDigit {
		if key, ok := s.run.key(); ok {
			s.words.add(key)
			s.report(key, s.runFrom, at)
			if s.number != nil {
				s.number(key, s.run.count)
			}
		}
	}
	s.isDigit = false
}

func (s *scan) endRun(at int) {
	s.endGroup(at)
	s.run = digitRun{}
}
