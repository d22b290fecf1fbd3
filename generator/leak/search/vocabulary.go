package search

import (
	"encoding/binary"
	"math/bits"
)

// Vocabulary tells which words and numbers stand in none of many texts. Of others it may be wrong: it keeps two bits for
// each, which several may share.
type Vocabulary struct{ bits []uint64 }

// NewVocabulary returns one with room for so many words.
func NewVocabulary(words int) *Vocabulary {
	return &Vocabulary{make([]uint64, 1<<max(bits.Len(uint(16*words/64)), 9))}
}

// Full reports whether there are so many words that it is wrong of many others.
func (v *Vocabulary) Full() bool {
	n := 0
	for _, w := range v.bits {
		n += bits.OnesCount64(w)
	}
	return n > 32*len(v.bits)
}

// ReadVocabulary reads what [Vocabulary.Bytes] wrote; nil where that cannot be.
func ReadVocabulary(b []byte) *Vocabulary {
	n := len(b) / 8
	if n == 0 || len(b)%8 != 0 || n&(n-1) != 0 {
		return nil
	}
	v := &Vocabulary{make([]uint64, n)}
	for i := range v.bits {
		v.bits[i] = binary.LittleEndian.Uint64(b[8*i:])
	}
	return v
}

// Bytes is the vocabulary as it is to be kept.
func (v *Vocabulary) Bytes() []byte {
	out := make([]byte, 0, 8*len(v.bits))
	for _, w := range v.bits {
		out = binary.LittleEndian.AppendUint64(out, w)
	}
	return out
}

// AddText adds the words and numbers of a text.
func (v *Vocabulary) AddText(text []byte) {
	s := scan{begins: func(wordHash) bool { return false }, report: func(Key, int, int) {}, words: v}
	s.text(text)
}

// Merge adds what another one with as much room has.
func (v *Vocabulary) Merge(other *Vocabulary) {
	for i, w := range other.bits {
		v.bits[i] |= w
	}
}

// NewEmpty returns an empty one with as much room.
func (v *Vocabulary) NewEmpty() *Vocabulary { return &Vocabulary{make([]uint64, len(v.bits))} }

// MayHold reports whether what a key stands for may be found in one of the texts: one word or a number, or two words at
// least of a name or an address, which may be written without its others.
func (v *Vocabulary) MayHold(k Key, words string) bool {
	if _, several := k.first(); !several {
		return v.has(k)
	}
	there := 0
	for _, w := range foldedWords(words) {
		if v.has(hashOf(w).key()) {
			there++
		}
	}
	return there > 1
}

func (v *Vocabulary) add(k Key) {
	if v != nil {
		one, two := v.places(k)
		v.bits[one/64] |= 1 << (one % 64)
		v.bits[two/64] |= 1 << (two % 64)
	}
}

func (v *Vocabulary) has(k Key) bool {
	one, two := v.places(k)
	return v.bits[one/64]&(1<<(one%64)) != 0 && v.bits[two/64]&(1<<(two%64)) != 0
}

// places returns the two bits of a key.
func (v *Vocabulary) places(k Key) (one, two uint64) {
	h, mask := uint64(k)*0x9e3779b97f4a7c15, uint64(64*len(v.bits)-1)
	return h >> 8 & mask, h >> 36 & mask
}
