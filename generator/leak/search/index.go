// Package search finds words in finished outputs and in texts, however they are written.
//
// An [Index] finds a word in finished outputs. It takes bytes and words, and does not know how the outputs were made. It
// finds a word as it stands, with other white space, escaped for HTML, JSON or an address, and within base64; with other
// signs between its letters, such as round quotes for straight ones, and where markup splits it. It finds long words, ids
// and addresses in capitals and small letters alike; a name as it stands and in capitals; a short sentence as it stands,
// with any quotes and dashes; the number of a telephone with its digits in other groups. It does not find what a page says
// in other words, or shows in a picture. A word that is written in another way becomes a form in forms (forms.go).
//
// A [KeyIndex] finds which of many customers has words in a text, in one reading. [Spellings] finds one key of 32 bytes.
package search

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"html"
	"iter"
	"math/bits"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Index holds outputs, to be searched for words. It is safe for use by several goroutines once all outputs are added.
//
// Hardly any word is found, so the index is made to say no quickly: the beginning of a form shows that no output can have
// it, and the form need not be made.
type Index struct {
	outputs []output
	load    func() // adds the outputs when they are first needed; nil where they are here
	windows bitSet // of the hashes of all runs of windowSize bytes
	triples bitSet // of all runs of three bytes, for words that are shorter than a window
}

type output struct {
	path string
	text []byte // as published, then with entities decoded and white space collapsed, then its addresses decoded
	bare []byte // its bare form, once for each way to decode it, then its long numbers
	low  []byte // bare, in small letters
}

const (
	windowSize = 8
	windowBits = 1 << 24
)

// New returns an empty index.
func New() *Index {
	return &Index{windows: newBitSet(windowBits), triples: newBitSet(windowBits)}
}

// Restore returns the index with these [Index.Marks]. It reads the outputs only where one of them may have a word; they have
// to be the same as before. ok is false for marks that cannot be parsed.
func Restore(marks []byte, outputs iter.Seq2[string, []byte]) (x *Index, ok bool) {
	x = New()
	rest, ok := readBits(x.windows, marks)
	if rest, also := readBits(x.triples, rest); !ok || !also || len(rest) > 0 {
		return nil, false
	}
	x.load = sync.OnceFunc(func() {
		for path, data := range outputs {
			x.keep(path, data)
		}
	})
	return x, true
}

// Marks returns what the index needs to say no: the bits that are set, each as the distance from the one before.
func (x *Index) Marks() []byte { return appendBits(appendBits(nil, x.windows), x.triples) }

func appendBits(out []byte, set bitSet) []byte {
	n := 0
	for _, w := range set {
		n += bits.OnesCount64(w)
	}
	out = binary.AppendUvarint(out, uint64(n))
	last := uint64(0)
	for i, w := range set {
		for ; w != 0; w &= w - 1 {
			at := uint64(i*64 + bits.TrailingZeros64(w))
			out = binary.AppendUvarint(out, at-last)
			last = at
		}
	}
	return out
}

func readBits(into bitSet, marks []byte) (rest []byte, ok bool) {
	n, size := binary.Uvarint(marks)
	if size <= 0 {
		return nil, false
	}
	marks = marks[size:]
	at := uint64(0)
	for range n {
		step, size := binary.Uvarint(marks)
		if at += step; size <= 0 || at >= windowBits {
			return nil, false
		}
		into.set(at)
		marks = marks[size:]
	}
	return marks, true
}

// Add adds an output, with its path. The bytes are not kept.
func (x *Index) Add(path string, data []byte) {
	o := x.keep(path, data)
	for _, text := range [][]byte{o.text, o.bare, o.low} {
		for i := 0; i+windowSize <= len(text); i++ {
			x.windows.set(window(text[i:]))
		}
		for i := 0; i+3 <= len(text); i++ {
			x.triples.set(triple(text[i:]))
		}
	}
}

// keep stores an output as it is searched, and returns it.
func (x *Index) keep(path string, data []byte) output {
	data = wordsIn(data)
	plain := collapseSpace(html.UnescapeString(string(data)))
	address := collapseSpace(string(PercentDecoded(data)))
	text := make([]byte, 0, len(path)+len(data)+len(plain)+len(address)+3)
	for _, part := range []string{path, string(data), plain, address} {
		text = append(append(text, part...), 0)
	}
	o := output{path: path, text: text}
	for _, reading := range decodings(data) {
		o.bare = append(appendBare(o.bare, reading, len(reading)), 0)
	}
	o.bare = append(appendBare(o.bare, address, len(address)), 0)
	o.bare = appendNumbers(o.bare, html.UnescapeString(string(data)))
	o.low = lower(o.bare)
	x.outputs = append(x.outputs, o)
	return o
}

// PercentDecoded returns the words of a text that are escaped as in addresses. A plus is a space in a query, a plus in a path.
func PercentDecoded(text []byte) (decoded []byte) {
	for word := range bytes.FieldsSeq(text) {
		if bytes.IndexByte(word, '+') >= 0 {
			decoded = append(appendPercentDecoded(decoded, word, ' '), ' ')
		}
		if bytes.IndexByte(word, '%') >= 0 {
			decoded = append(appendPercentDecoded(decoded, word, '+'), ' ')
		}
	}
	return decoded
}

func appendPercentDecoded(out, word []byte, plus byte) []byte {
	for i := 0; i < len(word); i++ {
		b := word[i]
		if b == '+' {
			b = plus
		}
		if b == '%' && i+2 < len(word) {
			if n, err := strconv.ParseUint(string(word[i+1:i+3]), 16, 8); err == nil {
				b, i = byte(n), i+2
			}
		}
		out = append(out, b)
	}
	return out
}

// window returns the hash of the first eight bytes.
func window(b []byte) uint64 { return hash(binary.LittleEndian.Uint64(b)) }

// hash multiplies with an odd number, and keeps the upper bits.
func hash(eight uint64) uint64 { return eight * 0x9e3779b97f4a7c15 >> (64 - 24) }

// triple returns the first three bytes as a number.
func triple(b []byte) uint64 { return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 }

// collapseSpace returns a text with one space for every run of white space. It is quick where there is nothing to do.
func collapseSpace(s string) string {
	before, plain := byte(' '), true
	for i := range len(s) {
		b := s[i]
		if b < ' ' || b == ' ' && before == ' ' {
			return strings.Join(strings.Fields(s), " ")
		}
		plain = plain && b < utf8.RuneSelf
		before = b
	}
	if before == ' ' || !plain && strings.ContainsFunc(s, func(r rune) bool { return r != ' ' && unicode.IsSpace(r) }) {
		return strings.Join(strings.Fields(s), " ")
	}
	return s
}

// Find returns the path of the first output that has the word, in any of its forms. A word of less than three letters is
// never found, and a part of a longer word is no hit: "Ann" is not in "Annual".
func (x *Index) Find(word string) (path string, found bool) { return x.Prove(word, nil) }

// Prove is Find, and adds to a proof, unless that is nil, why no output has the word.
func (x *Index) Prove(word string, p *Proof) (path string, found bool) {
	word = collapseSpace(word)
	if utf8.RuneCountInString(word) < 3 {
		return "", false
	}
	can := x.candidates(word, p)
	for i, form := range forms {
		if can&(1<<i) == 0 {
			continue
		}
		text := form.make(word)
		if len(text) < form.least || !x.mayHold(text, p) {
			continue
		}
		if x.load != nil {
			x.load()
		}
		if p != nil {
			p.failed = true
		}
		for _, o := range x.outputs {
			if contains(form.in(o), text, form.whole) {
				return o.path, true
			}
		}
	}
	return "", false
}

// candidates returns a bit for each form of a word whose beginning may be in an output.
func (x *Index) candidates(word string, p *Proof) (can uint8) {
	if len(word) <= windowSize {
		return 1<<len(forms) - 1
	}
	if at := window([]byte(word[:windowSize])); x.windows.has(at) {
		can |= 1
	} else {
		p.addWindow(at)
	}
	can |= x.bareCandidates(word, p)
	for shift, from := range [...]int{0, 2, 3} { // nine bytes are twelve characters, of which the first two or three may be its neighbours'
		var plain [windowSize + 1]byte
		var text [windowSize + 4]byte
		copy(plain[shift:], word)
		base64.StdEncoding.Encode(text[:], plain[:])
		if at := window(text[from:]); x.windows.has(at) {
			can |= 2 << shift
		} else {
			p.addWindow(at)
		}
	}
	return can
}

// mayHold reports whether a text may be in an output: all its windows are, or all triples of a short text.
func (x *Index) mayHold(b []byte, p *Proof) bool {
	for i := 0; i+windowSize <= len(b); i++ {
		if at := window(b[i:]); !x.windows.has(at) {
			p.addWindow(at)
			return false
		}
	}
	for i := 0; len(b) < windowSize && i+3 <= len(b); i++ {
		if at := triple(b[i:]); !x.triples.has(at) {
			p.addTriple(at)
			return false
		}
	}
	return true
}
