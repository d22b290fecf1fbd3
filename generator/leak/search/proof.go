package search

import "encoding/binary"

// A Proof shows of some words that they are in none of the outputs of an index: it names, for each form of each word, a
// run of bytes in it that no output has. So long as no output has one of these, the words need not be looked for again.
// It tells next to nothing of the words: of each run of bytes 24 bits of a digest.
//
// The zero Proof is one of no words.
type Proof struct {
	windows, triples []byte // three bytes for each
	failed           bool   // a word could be told to be absent only by looking for it
}

func (p *Proof) addWindow(at uint64) {
	if p != nil {
		p.windows = append(p.windows, byte(at>>16), byte(at>>8), byte(at))
	}
}

func (p *Proof) addTriple(at uint64) {
	if p != nil {
		p.triples = append(p.triples, byte(at>>16), byte(at>>8), byte(at))
	}
}

func (p *Proof) fail() {
	if p != nil {
		p.failed = true
	}
}

// Bytes is the proof as it is to be kept; ok is false where it does not hold without looking for the words.
func (p *Proof) Bytes() (b []byte, ok bool) {
	if p.failed {
		return nil, false
	}
	b = binary.AppendUvarint(make([]byte, 0, binary.MaxVarintLen64+len(p.windows)+len(p.triples)), uint64(len(p.windows)))
	return append(append(b, p.windows...), p.triples...), true
}

// Verifies reports whether a proof, as [Proof.Bytes] gave it, holds of the outputs of this index. Bytes that are no proof do
// not.
func (x *Index) Verifies(proof []byte) bool {
	n, size := binary.Uvarint(proof)
	rest := proof[max(size, 0):]
	if size <= 0 || n > uint64(len(rest)) || n%3 != 0 || len(rest)%3 != 0 {
		return false
	}
	return hasNone(x.windows, rest[:n]) && hasNone(x.triples, rest[n:])
}

// hasNone reports whether hasNone of the bits is set.
func hasNone(in []uint64, bits []byte) bool {
	for i := 0; i < len(bits); i += 3 {
		if hasBit(in, uint64(bits[i])<<16|uint64(bits[i+1])<<8|uint64(bits[i+2])) {
			return false
		}
	}
	return true
}
