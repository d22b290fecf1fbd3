package agreed

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"upfront/generator/syntax"
)

// alphabet has the digits of Crockford's base 32, which leave out letters that are read as others.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// LineMark returns the mark of a line: four characters that tell which words a yes was about. It is made of the author's
// words alone, so that neither another language nor another version of the program changes it.
func LineMark(l *syntax.Line) string {
	text := appendText([]byte("upfront line 1"), l.ID.V)
	if size := len(l.Said.V) + len(l.Understood.V) + len(l.Because.V) + len(l.Instead.V) + len(l.If.V); size < 800 {
		var room [1024]byte
		text = append(room[:0], text...)
	}
	for _, f := range fieldsOfLine(l) {
		if value := Fold(f.value); value != "" {
			text = appendText(appendText(text, f.key), value)
		}
	}
	digest := sha256.Sum256(text)
	return base32(digest[:], markBits)
}

// RestMark returns the mark of all terms that are no line. Promises and the customer's part, which many customers have, are
// given by their digests, in any order; of equal ones, one counts.
func RestMark(t *syntax.AgreedTerms, offered [][32]byte) string {
	text := ownNodes(t).append(append(make([]byte, 0, 2048), "upfront rest 1"...))
	slices.SortFunc(offered, func(x, y [32]byte) int { return bytes.Compare(x[:], y[:]) })
	for _, d := range slices.Compact(offered) {
		text = append(text, d[:]...)
	}
	digest := sha256.Sum256(text)
	return base32(digest[:], markBits)
}

// PromiseDigest returns the digest of a promise with its name, given when its calendars are open.
func PromiseDigest(name string, p *syntax.AgreedPromise, hours []syntax.Entry[syntax.Text]) [32]byte {
	text := promiseNodes(p).append(appendText(nil, name))
	var open []string
	for _, h := range hours {
		if one := Fold(h.Key.V + " " + h.V.V); !slices.Contains(open, one) {
			open = append(open, one)
		}
	}
	return sha256.Sum256(appendSorted(text, open))
}

// PromiseMark returns the mark of a promise with a digest.
func PromiseMark(digest [32]byte) string { return base32(digest[:], markBits) }

// DutyDigest returns the digest of something that the customer does.
func DutyDigest(d *syntax.Duty) [32]byte { return sha256.Sum256(dutyNodes(d).append([]byte("duty"))) }

const markBits = 20

// append appends the terms among the fields, each with its key and its length. The order of a list says nothing.
func (n nodes) append(to []byte) []byte {
	for _, f := range n {
		if !f.prose {
			to = f.append(to)
		}
	}
	return append(to, '.')
}

func (f node) append(to []byte) []byte {
	to = appendText(to, f.key)
	var all []string
	switch {
	case f.fields != nil:
		return f.fields.append(append(to, '{'))
	case f.groups != nil:
		for _, g := range f.groups {
			all = append(all, string(g.append(nil)))
		}
		return appendSorted(append(to, '-'), all)
	case f.list != nil:
		for _, t := range f.list {
			all = append(all, Fold(t))
		}
		return appendSorted(append(to, '['), all)
	}
	return appendFolded(append(to, '='), f.text)
}

func appendSorted(to []byte, texts []string) []byte {
	slices.Sort(texts)
	for _, t := range texts {
		to = appendText(to, t)
	}
	return append(to, ']')
}

func appendText(to []byte, text string) []byte {
	return append(binary.AppendUvarint(to, uint64(len(text))), text...)
}

func appendFolded(to []byte, text string) []byte { return appendText(to, Fold(text)) }

// Fold returns a text in Unicode's composed form, with single spaces between its words.
func Fold(text string) string {
	if isFolded(text) {
		return text
	}
	if !hasSingleSpaces(text) {
		text = strings.Join(strings.Fields(text), " ")
	}
	return norm.NFC.String(text)
}

// isFolded reports whether a text is plain ASCII, as most are, and as Fold returns it.
func isFolded(text string) bool {
	last := byte(' ')
	for i := range len(text) {
		c := text[i]
		if c >= utf8.RuneSelf || c < ' ' || c == ' ' && last == ' ' {
			return false
		}
		last = c
	}
	return last != ' ' || text == ""
}

// hasSingleSpaces reports whether a text has no other space than single ones between words.
func hasSingleSpaces(text string) bool {
	space := true
	for _, r := range text {
		switch {
		case r == ' ' && !space:
			space = true
		case unicode.IsSpace(r):
			return false
		default:
			space = false
		}
	}
	return !space || text == ""
}

// base32 returns the first bits of a digest in digits of five bits each.
func base32(digest []byte, bits int) string {
	var out strings.Builder
	for at := 0; at < bits; at += 5 {
		two := uint16(digest[at/8]) << 8
		if at/8+1 < len(digest) {
			two |= uint16(digest[at/8+1])
		}
		out.WriteByte(alphabet[two>>(11-at%8)&31])
	}
	return out.String()
}
