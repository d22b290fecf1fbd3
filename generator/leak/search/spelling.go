package search

import (
	"bytes"
	"encoding/base32"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"html"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Spellings is a key of 32 bytes in every way that it may be written: as it is; in hexadecimal, its digits in any groups; in
// base32 and base64, standard and for addresses, with padding or not, by itself or within something longer; and the
// hexadecimal text in these. All but base64 are found in capitals and small letters, split by markup and in escapes; what is
// compressed is not found. It is safe for use by several goroutines. Nil Spellings find nothing.
type Spellings struct {
	raw    []byte
	folded [][]byte // letters and digits alone, in small letters
	exact  [][]byte // the characters of base64 alone, in its standard alphabet

	filter  bitSet              // of the hashes of all windows
	windows map[uint64]struct{} // every run of windowSize bytes of a spelling in one piece
}

const (
	spellingBits = 1 << 18
	stride       = 24 // the shortest spelling has 32 bytes, so that a window in it begins at a multiple of this
)

// NewSpellings returns the spellings of a key.
func NewSpellings(key [32]byte) *Spellings {
	s := &Spellings{raw: key[:], filter: newBitSet(spellingBits), windows: map[uint64]struct{}{}}
	low := hex.EncodeToString(key[:])
	s.folded = append(s.folded, []byte(low))
	for _, text := range []string{string(key[:]), low, strings.ToUpper(low)} {
		for shift := range 5 {
			s.folded = append(s.folded, bytes.ToLower(encodedWithin(base32.StdEncoding.EncodeToString, text, shift, 5)))
		}
		for shift := range 3 {
			s.exact = append(s.exact, encodedWithin(base64.StdEncoding.EncodeToString, text, shift, 6))
		}
	}
	s.addWindows(s.raw)
	for _, f := range s.folded {
		s.addWindows(f)
		s.addWindows(bytes.ToUpper(f))
	}
	for _, e := range s.exact {
		s.addWindows(e)
		s.addWindows([]byte(strings.NewReplacer("+", "-", "/", "_").Replace(string(e))))
	}
	return s
}

// encodedWithin returns the characters of a text that are the same whatever stands around it, where so many bytes stand
// before it, and each character holds so many bits.
func encodedWithin(encode func([]byte) string, text string, shift, bits int) []byte {
	all := encode(append(make([]byte, shift), text...))
	return []byte(all[(shift*8+bits-1)/bits : (shift+len(text))*8/bits])
}

func (s *Spellings) addWindows(text []byte) {
	for i := 0; i+windowSize <= len(text); i++ {
		w := binary.LittleEndian.Uint64(text[i:])
		s.windows[w] = struct{}{}
		s.filter.set(hash(w) % spellingBits)
	}
}

// FoundIn reports whether a text or the bytes of a file have the key.
func (s *Spellings) FoundIn(data []byte) bool {
	switch {
	case s == nil:
		return false
	case s.standsIn(data):
		return true
	case !utf8.Valid(data):
		return false
	}
	var others []string
	if bytes.IndexByte(data, '<') >= 0 || bytes.IndexByte(data, '&') >= 0 || bytes.IndexByte(data, '\\') >= 0 {
		others = decodings(string(data), false)
	}
	if HasPercentEscape(data) {
		others = append(others, string(PercentDecoded([]byte(html.UnescapeString(string(data))))))
	}
	return slices.ContainsFunc(others, func(text string) bool { return text != string(data) && s.standsIn([]byte(text)) })
}

// HasPercentEscape reports whether a byte is written as a percent sign and its number.
func HasPercentEscape(data []byte) bool {
	for {
		i := bytes.IndexByte(data, '%')
		if i < 0 || i+2 >= len(data) {
			return false
		}
		if data = data[i+1:]; digitOf[data[0]] == hexDigit && digitOf[data[1]] == hexDigit {
			return true
		}
	}
}

func (s *Spellings) standsIn(data []byte) bool {
	if s.mayStandIn(data) && bytes.Contains(data, s.raw) {
		return true
	}
	r := bufferPool.Get().(*buffers)
	defer bufferPool.Put(r)
	folded, exact := r.reduce(data)
	return s.mayStandIn(folded) && containsAny(folded, s.folded) || s.mayStandIn(exact) && containsAny(exact, s.exact)
}

// buffers hold reduced texts. They are used again and again.
type buffers struct{ folded, exact []byte }

var bufferPool = sync.Pool{New: func() any { return new(buffers) }}

// reduce returns what the two tables leave of the data. It writes each byte, and counts only those that are left.
func (r *buffers) reduce(data []byte) (folded, exact []byte) {
	if len(r.folded) <= len(data) {
		r.folded, r.exact = make([]byte, len(data)+1), make([]byte, len(data)+1)
	}
	folded, exact = r.folded, r.exact
	f, e := 0, 0
	for _, c := range data {
		folded[f], exact[e] = foldedOf[c], exactOf[c]
		f += int(leftOf[c] & 1)
		e += int(leftOf[c] >> 1)
	}
	return folded[:f], exact[:e]
}

func containsAny(text []byte, any [][]byte) bool {
	return slices.ContainsFunc(any, func(a []byte) bool { return bytes.Contains(text, a) })
}

// mayStandIn reports whether data may have a spelling in one piece.
func (s *Spellings) mayStandIn(data []byte) bool {
	for i := 0; i+windowSize <= len(data); i += stride {
		w := binary.LittleEndian.Uint64(data[i:])
		if !s.filter.has(hash(w) % spellingBits) {
			continue
		}
		if _, ok := s.windows[w]; ok {
			return true
		}
	}
	return false
}

// MayBeIn reports quickly whether a text may have the key. It overlooks what markup splits, and short pieces in base64 or 32.
func (s *Spellings) MayBeIn(data []byte) bool {
	return s != nil && (s.mayStandIn(data) || manyDigits(data))
}

// manyDigits reports whether there are as many hexadecimal digits as a key has, without other letters between them. It looks
// at every other piece, and around a piece that is full of digits.
func manyDigits(data []byte) bool {
	const look, most = 16, 512
	for from := 0; from+look <= len(data); from += 3 * look {
		if (digitOf[data[from]]|digitOf[data[from+look/2]]|digitOf[data[from+look-1]])&otherLetter != 0 {
			continue // as nearly everywhere
		}
		digits, all := digitsIn(data[from : from+look])
		if digits < 2 || !all {
			continue
		}
		before := data[max(0, from-most):from]
		for i := len(before) - 1; i >= 0 && digitOf[before[i]] != otherLetter; i-- {
			digits += int(digitOf[before[i]])
		}
		behind, _ := digitsIn(data[from+look : min(from+most, len(data))])
		if digits+behind >= hex.EncodedLen(32) {
			return true
		}
	}
	return false
}

// digitsIn counts the hexadecimal digits before the first other letter, and reports whether there is none.
func digitsIn(data []byte) (n int, all bool) {
	for _, c := range data {
		if digitOf[c] == otherLetter {
			return n, false
		}
		n += int(digitOf[c])
	}
	return n, true
}

// Find returns where the key stands in a text as it is written: the offsets of its first byte and of the byte after its last.
// ok is false where it is not there, or only in escapes or split by markup.
func (s *Spellings) Find(data []byte) (from, to int, ok bool) {
	if s == nil {
		return 0, 0, false
	}
	if i := bytes.Index(data, s.raw); i >= 0 {
		return i, i + len(s.raw), true
	}
	if from, to, ok = findIn(data, &foldedOf, s.folded); ok {
		return from, to, true
	}
	return findIn(data, &exactOf, s.exact)
}

// findIn returns where the first of some texts stands in what a table leaves of the data.
func findIn(data []byte, table *[256]byte, any [][]byte) (from, to int, ok bool) {
	var text []byte
	var at []int
	for i, c := range data {
		if left := table[c]; left != 0 {
			text, at = append(text, left), append(at, i)
		}
	}
	for _, a := range any {
		if i := bytes.Index(text, a); i >= 0 {
			return at[i], at[i+len(a)-1] + 1, true
		}
	}
	return 0, 0, false
}

const (
	hexDigit    = 1
	otherLetter = 2
)

// foldedOf holds what is left of each byte where only letters and digits count, and exactOf where only the characters of
// base64 do; zero is nothing. leftOf has a bit for each byte of which the first leaves anything, and one for the second;
// digitOf holds whether a byte is a hexadecimal digit, another letter, or neither (zero).
var foldedOf, exactOf, leftOf, digitOf = func() (folded, exact, left, digit [256]byte) {
	for i, c := range []byte("0123456789abcdefghijklmnopqrstuvwxyz") {
		kind := byte(otherLetter)
		if i < 16 {
			kind = hexDigit
		}
		for _, c := range []byte{c, bytes.ToUpper([]byte{c})[0]} {
			exact[c], left[c], digit[c] = c, 1|2, kind
			folded[c] = bytes.ToLower([]byte{c})[0]
		}
	}
	for _, c := range []byte("+-/_") {
		left[c] = 2
	}
	exact['+'], exact['-'], exact['/'], exact['_'] = '+', '+', '/', '/'
	return folded, exact, left, digit
}()
