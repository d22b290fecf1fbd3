package search

import "encoding/binary"

// A Proof shows that no output of an index has some words: for each form of each word it names a run of bytes in it that no
// output has. As long as no output has one of these, the words need not be searched for again. It shows hardly anything of
// the words: 24 bits of a hash of each run.
//
// The zero Proof is of no words. Nothing is added to a nil Proof.
type Proof struct {
	marks  []byte // three bytes for each
	failed bool   // a word had to be searched for
}

func (p *Proof) addMark(n uint64) {
	if p != nil {
		p.marks = append(p.marks, byte(n>>16), byte(n>>8), byte(n))
	}
}

func (p *Proof) fail() {
	if p != nil {
		p.failed = true
	}
}

// Bytes returns the proof as it is to be kept; ok is false where it does not hold without a search for the words.
func (p *Proof) Bytes() (b []byte, ok bool) {
	if p.failed {
		return nil, false
	}
	return append(binary.AppendUvarint(make([]byte, 0, binary.MaxVarintLen64+len(p.marks)), uint64(len(p.marks))), p.marks...), true
}

// Verifies reports whether a proof, as [Proof.Bytes] returned it, holds for the outputs of this index.
func (x *Index) Verifies(proof []byte) bool {
	n, size := binary.Uvarint(proof)
	rest := proof[max(size, 0):]
	return size > 0 && n == uint64(len(rest)) && n%3 == 0 && x.marks.hasNone(rest)
}

// hasNone reports whether a set has none of some numbers of three bytes.
func (s bitSet) hasNone(numbers []byte) bool {
	for i := 0; i < len(numbers); i += 3 {
		if s.has(uint64(numbers[i])<<16 | uint64(numbers[i+1])<<8 | uint64(numbers[i+2])) {
			return false
		}
	}
	return true
}
