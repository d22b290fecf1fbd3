// Package search finds words in finished outputs and in texts, however they are written.
//
// It is the last look before anything is published, and knows nothing of how the outputs came to be: it takes bytes and
// words. A word is found as it stands, with its white space changed, escaped for HTML, JSON or an address, and within
// base64. It is found with other signs between its letters, such as round quotes for straight ones, and where markup
// splits it. Long words, ids and addresses are found in capitals and small letters alike; a name as it stands and all in
// capitals; a short sentence as it stands, but for its quotes and dashes. A number of a telephone is found with its digits in other groups.
// Not found is what a page says in other words, or shows in a picture.
//
// The outputs are indexed once, and words are asked for one by one, so that a site may have any number of customers.
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

// Index holds outputs, ready to be asked for words. It is safe for use by several goroutines once all are added.
//
// Next to no word that is asked for is there, so the index is made to say no quickly: from the beginning of a form it
// tells that no output can hold it, and the form need not be made.
type Index struct {
	outputs []output
	load    func() // adds the outputs, where they are first needed; nil where they are here
	once    sync.Once
	windows []uint64 // a bit for the hash of every run of windowSize bytes
	triples []uint64 // a bit for every run of three bytes, for words that are shorter than a window
}

type output struct {
	path string
	text []byte // as published, then with entities decoded and white space made single spaces, then its addresses as they read
	bare []byte // its letters and digits with single spaces for all else, as [appendBare] gives them, once for each way to read it; then its long numbers
	low  []byte // bare, in small letters
}

const (
	windowSize = 8
	windowBits = 1 << 24
)

// New gives an empty index.
func New() *Index {
	return &Index{windows: make([]uint64, windowBits/64), triples: make([]uint64, windowBits/64)}
}

// Restore gives the index whose [Index.Marks] these are. It asks for the outputs only where a word may be in one; they
// have to be those that were marked. ok is false for marks that cannot be read.
func Restore(marks []byte, outputs iter.Seq2[string, []byte]) (x *Index, ok bool) {
	x = New()
	rest, ok := readBits(x.windows, marks)
	if rest, also := readBits(x.triples, rest); !ok || !also || len(rest) > 0 {
		return nil, false
	}
	x.load = func() {
		for path, data := range outputs {
			x.keep(path, data)
		}
	}
	return x, true
}

// Marks is what the index needs to say no: the bits that are set, each as the step from the one before.
func (x *Index) Marks() []byte { return appendBits(appendBits(nil, x.windows), x.triples) }

func appendBits(out []byte, set []uint64) []byte {
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

func readBits(into []uint64, marks []byte) (rest []byte, ok bool) {
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
		setBit(into, at)
		marks = marks[size:]
	}
	return marks, true
}

// Add puts an output into the index, its path included. The bytes are not kept.
func (x *Index) Add(path string, data []byte) {
	o := x.keep(path, data)
	for _, text := range [][]byte{o.text, o.bare, o.low} {
		for i := 0; i+windowSize <= len(text); i++ {
			setBit(x.windows, window(text[i:]))
		}
		for i := 0; i+3 <= len(text); i++ {
			setBit(x.triples, triple(text[i:]))
		}
	}
}

// keep holds an output, and gives it as it is searched.
func (x *Index) keep(path string, data []byte) output {
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

// PercentDecoded returns the words of a text that are escaped as in addresses, as they read. A plus is a space in a query,
// and a plus in a path.
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

func setBit(in []uint64, at uint64) { in[at/64] |= 1 << (at % 64) }

func hasBit(in []uint64, at uint64) bool { return in[at/64]&(1<<(at%64)) != 0 }

// window is the hash of the first eight bytes: by multiplying with an odd number, of which the upper bits are kept.
func window(b []byte) uint64 { return hash(binary.LittleEndian.Uint64(b)) }

func hash(eight uint64) uint64 { return eight * 0x9e3779b97f4a7c15 >> (64 - 24) }

// triple is the first triple bytes as a number.
func triple(b []byte) uint64 { return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 }

// collapseSpace makes every run of white space one space.
func collapseSpace(s string) string {
	if isCollapsed(s) {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// isCollapsed reports that the only white space in a text is single spaces between words. It may say no of other texts too.
func isCollapsed(s string) bool {
	before, plain := byte(' '), true
	for i := range len(s) {
		b := s[i]
		if b < ' ' || b == ' ' && before == ' ' {
			return false
		}
		plain = plain && b < utf8.RuneSelf
		before = b
	}
	return s == "" || before != ' ' && (plain || !strings.ContainsFunc(s, isOtherSpace))
}

// isOtherSpace reports white space other than the space.
func isOtherSpace(r rune) bool { return r != ' ' && unicode.IsSpace(r) }

// Find gives the path of the first output that holds the word, in any of its forms. A word shorter than three letters
// is never found, and one of letters and digits only between others is no hit: "Ann" is not in "Annual".
func (x *Index) Find(word string) (path string, found bool) { return x.Prove(word, nil) }

// Prove is Find, and adds to a proof why the word is not there, unless the proof is nil.
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
			x.once.Do(x.load)
		}
		p.fail()
		for _, o := range x.outputs {
			if contains(form.in(o), text, form.whole) {
				return o.path, true
			}
		}
	}
	return "", false
}

// candidates tells of each form of a word whether its beginning can be in some output, as a bit for each.
func (x *Index) candidates(word string, p *Proof) (can uint8) {
	if len(word) <= windowSize {
		return 1<<len(forms) - 1
	}
	if at := firstWindow(word); hasBit(x.windows, at) {
		can |= 1
	} else {
		p.addWindow(at)
	}
	can |= x.bareCandidates(word, p)
	for shift, from := range inBase64From { // nine bytes of three groups give twelve characters, of which the first two or three may be its neighbours'
		var plain [windowSize + 1]byte
		var text [windowSize + 4]byte
		copy(plain[shift:], word)
		base64.StdEncoding.Encode(text[:], plain[:])
		if at := window(text[from:]); hasBit(x.windows, at) {
			can |= 2 << shift
		} else {
			p.addWindow(at)
		}
	}
	return can
}

// firstWindow is the window of the firstWindow eight bytes of a word.
func firstWindow(b string) uint64 {
	_ = b[windowSize-1]
	return hash(uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 | uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56)
}

// mayHold reports whether a text can be in some output: whether all its windows are, or of a short one all runs of three.
func (x *Index) mayHold(b []byte, p *Proof) bool {
	for i := 0; i+windowSize <= len(b); i++ {
		if at := window(b[i:]); !hasBit(x.windows, at) {
			p.addWindow(at)
			return false
		}
	}
	for i := 0; len(b) < windowSize && i+3 <= len(b); i++ {
		if at := triple(b[i:]); !hasBit(x.triples, at) {
			p.addTriple(at)
			return false
		}
	}
	return true
}

// form is a way of writing a word that is looked for.
type form struct {
	make  func(word string) []byte // nil for a word that is not to be looked for so
	in    func(output) []byte
	least int  // how many bytes it needs to be no accident
	whole bool // it counts only where no letter or digit stands before or after it
}

// forms are a word as it is, in base64, and bare. What HTML and addresses make of it is undone in the outputs.
var forms = [...]form{
	{func(word string) []byte { return []byte(word) }, output.published, 1, true},
	{func(word string) []byte { return inBase64([]byte(word), 0) }, output.published, windowSize, false},
	{func(word string) []byte { return inBase64([]byte(word), 1) }, output.published, windowSize, false},
	{func(word string) []byte { return inBase64([]byte(word), 2) }, output.published, windowSize, false},
	{bare, func(o output) []byte { return o.bare }, leastBare, true},
	{bareLower, func(o output) []byte { return o.low }, leastBare, true},
	{bareUpper, func(o output) []byte { return o.bare }, leastBare, true},
	{phoneDigits, func(o output) []byte { return o.bare }, leastNumber, true},
}

func (o output) published() []byte { return o.text }

// inBase64 gives the characters that a word makes in base64 when it begins at the given place of a group of three
// bytes, without those that its neighbours change.
func inBase64(word []byte, shift int) []byte {
	b := base64.StdEncoding.AppendEncode(nil, append(make([]byte, shift, shift+len(word)), word...))
	cut := inBase64From[shift]
	whole := (shift + len(word)) * 8 / 6
	return b[cut:max(whole, cut)]
}

// inBase64From is how many characters of base64 the bytes before a word change, by its place in a group of three.
var inBase64From = [3]int{0, 2, 3}

func contains(text, form []byte, whole bool) bool {
	for from := 0; ; {
		i := bytes.Index(text[from:], form)
		if i < 0 {
			return false
		}
		start := from + i
		if !whole || !inWord(text, start, start+len(form)) {
			return true
		}
		from = start + 1
	}
}

// inWord reports whether a hit is a part of a longer word.
func inWord(text []byte, start, end int) bool {
	before, _ := utf8.DecodeLastRune(text[:start])
	first, _ := utf8.DecodeRune(text[start:])
	last, _ := utf8.DecodeLastRune(text[:end])
	after, _ := utf8.DecodeRune(text[end:])
	return isLetter(before) && isLetter(first) || isLetter(last) && isLetter(after)
}

func isLetter(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
