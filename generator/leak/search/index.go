// Package search finds words in finished outputs and in texts, however they are written.
//
// An [Index] finds a text in finished outputs. It takes bytes and words, and does not know how the outputs were made. It
// compares words by their folded letters and digits (fold.go), so that capitals, accents, quotes, dashes, markup, white space
// and the escapes of HTML, JSON and addresses make no difference. It finds a text within base64, and the number of a
// telephone by its digits, national or international. It does not find what a page says in other words, or shows in a
// picture.
//
// A [KeyIndex] finds which of many customers has words in a text, in one reading. [Spellings] finds one key of 32 bytes.
// Names, and which of them are words too, are in name.go.
package search

import (
	"bytes"
	"encoding/binary"
	"html"
	"iter"
	"math"
	"math/bits"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Index holds outputs, to be searched for words. It is safe for use by several goroutines once all outputs are added.
//
// Hardly any text is found, so the index is made to say no quickly: the beginning of a text shows that no output can have
// it, and the rest need not be folded.
type Index struct {
	outputs []output
	numbers map[Key]string // the path of the first output that has a number
	load    func()         // adds the outputs when they are first needed; nil where they are here
	except  []Key          // as of [Index.Except]
	open    func()         // makes the outputs ready to be read, once
	marks   bitSet         // of the hashes of all runs of windowSize bytes, of all folded words and of all numbers
	lower   func() map[string]bool
}

type output struct {
	path     string
	text     []byte // as published, then with entities decoded and white space collapsed where that differs, then its addresses decoded
	folded   []byte // its folded words, once for each way to read it, with a space before and behind each
	numbers  []Key  // those that no output before has
	excepted []Hit  // the names in folded that are excepted
}

const (
	windowSize = 8
	windowBits = 1 << 24
)

// New returns an empty index.
func New() *Index {
	x := &Index{marks: newBitSet(windowBits), numbers: map[Key]string{}}
	x.open = sync.OnceFunc(x.prepare)
	x.lower = sync.OnceValue(x.lowerWords)
	return x
}

// Except lets the index pass over words where they are a part of a name or an address with one of these keys, such as that
// of a partner. Keys of one word, and of numbers, do nothing. It has to be called before anything is searched for.
func (x *Index) Except(keys []Key) { x.except = keys }

// Restore returns the index with these [Index.Marks]. It reads the outputs only where one of them may have a word; they have
// to be the same as before. ok is false for marks that cannot be parsed.
func Restore(marks []byte, outputs iter.Seq2[string, []byte]) (x *Index, ok bool) {
	x = New()
	if rest, ok := readBits(x.marks, marks); !ok || len(rest) > 0 {
		return nil, false
	}
	x.load = func() {
		for path, data := range outputs {
			x.keep(path, data)
		}
	}
	return x, true
}

// Marks returns what the index needs to say no: the bits that are set, each as the distance from the one before.
func (x *Index) Marks() []byte { return appendBits(nil, x.marks) }

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
	for i, run := 0, 0; i < len(o.text); i++ { // which is searched for base64 alone
		if run++; exactOf[o.text[i]] == 0 {
			run = 0
		}
		if run >= windowSize {
			x.marks.set(window(o.text[i+1-windowSize:]))
		}
	}
	for i := 0; i+windowSize <= len(o.folded); i++ {
		x.marks.set(window(o.folded[i:]))
	}
	for word := range bytes.FieldsSeq(o.folded) {
		x.marks.set(wordMark(word))
	}
	for _, k := range o.numbers {
		x.marks.set(hash(uint64(k)))
	}
}

// keep stores an output as it is searched, and returns it.
func (x *Index) keep(path string, data []byte) output {
	data = wordsIn(data)
	words := string(data)
	plain := collapseSpace(html.UnescapeString(words))
	if plain == words {
		plain = ""
	}
	address := collapseSpace(string(PercentDecoded(data)))
	text := make([]byte, 0, len(path)+len(words)+len(plain)+len(address)+4)
	for _, part := range []string{path, words, plain, address} {
		text = append(append(text, part...), 0)
	}
	o := output{path: path, text: text, folded: make([]byte, 0, len(words)+len(words)/2)}
	for _, reading := range append(decodings(words, isMarkup(path)), path, address) {
		o.folded = append(appendFolded(o.folded, reading, math.MaxInt), '\n')
		o.numbers = append(o.numbers, x.keepNumbers(path, reading)...)
	}
	x.outputs = append(x.outputs, o)
	return o
}

// keepNumbers adds the numbers of a text, and returns those that are new. A letter of ASCII ends a number, so only what stands
// between two letters and has many digits is scanned.
func (x *Index) keepNumbers(path, text string) (added []Key) {
	number := func(k Key, _ int) {
		if _, known := x.numbers[k]; !known {
			x.numbers[k], added = path, append(added, k)
		}
	}
	from, digits := 0, 0
	for i := 0; i <= len(text); i++ {
		switch {
		case i == len(text) || foldedOf[text[i]] >= 'a':
			if digits >= leastNumber {
				s := scan{begins: func(wordHash) bool { return false }, report: func(Key, int, int) {}, number: number}
				s.text([]byte(text[from:i]))
			}
			from, digits = i+1, 0
		case foldedOf[text[i]] != 0 || text[i] >= utf8.RuneSelf: // which may be a part of a digit
			digits++
		}
	}
	return added
}

// PercentDecoded returns the words of a text that are escaped as in addresses. A plus is a space in a query, a plus in a path.
func PercentDecoded(text []byte) (decoded []byte) {
	for {
		escape := bytes.IndexAny(text, "+%")
		if escape < 0 {
			return decoded
		}
		from, to := bytes.LastIndexAny(text[:escape], spaces)+1, bytes.IndexAny(text[escape:], spaces)
		if to < 0 {
			to = len(text) - escape
		}
		word := text[from : escape+to]
		text = text[escape+to:]
		if bytes.IndexByte(word, '+') >= 0 {
			decoded = append(appendPercentDecoded(decoded, word, ' '), ' ')
		}
		if bytes.IndexByte(word, '%') >= 0 {
			decoded = append(appendPercentDecoded(decoded, word, '+'), ' ')
		}
	}
}

// spaces are those of ASCII.
const spaces = " \t\n\v\f\r"

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

// wordMark returns the mark of a folded word.
func wordMark(word []byte) uint64 { return hash(uint64(hashOf(word).key())) }

// collapseSpace returns a text with one space for every run of white space. It is quick where there is nothing to do.
func collapseSpace(s string) string {
	before, plain := byte(' '), true
	for i := range len(s) {
		b := s[i]
		if b < ' ' || b == ' ' && before == ' ' {
			return joinFields(s)
		}
		plain = plain && b < utf8.RuneSelf
		before = b
	}
	if before == ' ' || !plain && strings.ContainsFunc(s, func(r rune) bool { return r != ' ' && unicode.IsSpace(r) }) {
		return joinFields(s)
	}
	return s
}

func joinFields(s string) string {
	var out strings.Builder
	out.Grow(len(s))
	for word := range strings.FieldsSeq(s) {
		if out.Len() > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(word)
	}
	return out.String()
}
