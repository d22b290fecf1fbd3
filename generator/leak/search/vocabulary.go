package search

import (
	"encoding/binary"
	"math/bits"
)

// Vocabulary is a Bloom filter of the words and numbers of many texts (Bloom 1970): it has two bits for each key, which
// several keys may share, so that it never misses a key, and may report one that stands nowhere.
type Vocabulary struct{ bits bitSet }

// NewVocabulary returns an empty vocabulary with room for so many words.
func NewVocabulary(words int) *Vocabulary {
	return &Vocabulary{newBitSet(64 << max(bits.Len(uint(16*words/64)), 9))}
}

// Full reports whether there are so many words that it reports many others too.
func (v *Vocabulary) Full() bool {
	n := 0
	for _, w := range v.bits {
		n += bits.OnesCount64(w)
	}
	return n > 32*len(v.bits)
}

// ReadVocabulary parses what [Vocabulary.Bytes] returned; nil where that cannot be.
func ReadVocabulary(b []byte) *Vocabulary {
	n := len(b) / 8
	if n == 0 || len(b)%8 != 0 || n&(n-1) != 0 {
		return nil
	}
	v := &Vocabulary{make(bitSet, n)}
	binary.Decode(b, binary.LittleEndian, []uint64(v.bits))
	return v
}

// Bytes returns the vocabulary as it is to be kept.
func (v *Vocabulary) Bytes() []byte {
	out, _ := binary.Append(nil, binary.LittleEndian, []uint64(v.bits))
	return out
}

// AddText adds the words and numbers of a text.
func (v *Vocabulary) AddText(text []byte) {
	s := scan{begins: func(wordHash) bool { return false }, report: func(Key, int, int) {}, words: v}
	s.text(text)
}

// Merge adds the words of another vocabulary with as much room.
func (v *Vocabulary) Merge(other *Vocabulary) {
	for i, w := range other.bits {
		v.bits[i] |= w
	}
}

// NewEmpty returns an empty vocabulary with as much room.
func (v *Vocabulary) NewEmpty() *Vocabulary { return &Vocabulary{make(bitSet, len(v.bits))} }

// MayHold reports whether a key may be found in one of the texts. Of the words of a name or an address, at least two have to
// stand there, since it may be written without the others.
func (v *Vocabulary) MayHold(k Key, words string) bool {
	if _, several := k.first(); !several {
		return v.bits.mayHold(k)
	}
	found := 0
	for _, w := range foldedWords(words) {
		if v.bits.mayHold(hashOf(w).key()) {
			found++
		}
	}
	return found > 1
}

// add adds a key. A nil vocabulary takes nothing.
func (v *Vocabulary) add(k Key) {
	if v != nil {
		v.bits.add(k)
	}
}

// bitSet is a set of small numbers.
type bitSet []uint64

// newBitSet returns an empty set of numbers below size, a multiple of 64.
func newBitSet(size int) bitSet { return make(bitSet, size/64) }

func (s bitSet) set(n uint64) { s[n/64] |= 1 << (n % 64) }

func (s bitSet) has(n uint64) bool { return s[n/64]&(1<<(n%64)) != 0 }

// places returns the two numbers of a key in a Bloom filter, whose size is a power of two.
func (s bitSet) places(k Key) (first, second uint64) {
	h, mask := uint64(k)*0x9e3779b97f4a7c15, uint64(64*len(s)-1)
	return h >> 8 & mask, h >> 36 & mask
}

// mayHold reports whether both numbers of a key are set.
func (s bitSet) mayHold(k Key) bool {
	first, second := s.places(k)
	return s.has(first) && s.has(second)
}

// add sets the two numbers of a key.
func (s bitSet) add(k Key) {
	first, second := s.places(k)
	s.set(first)
	s.set(second)
}
