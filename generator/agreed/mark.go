package agreed

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"upfront/generator/syntax"
)

// alphabet has the digits of Crockford's base 32, which leave out letters that are read as others.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// LineMark returns the mark of a line: four characters that tell which words a yes was about. It is made of the author's
// words alone, so that neither another language nor another version of the program changes it.
func LineMark(l *syntax.Line) string {
	text := append(make([]byte, 0, 1024), "upfront line 1"...)
	text = appendText(text, l.ID.V)
	eachOfLine(l, func(key, value string) { text = appendFolded(appendText(text, key), value) })
	digest := sha256.Sum256(text)
	return base32(digest[:], markBits)
}

// RestMark returns the mark of all terms that are no line. The promises are given by their digests.
func RestMark(t *syntax.AgreedTerms, promises [][32]byte) string {
	text := ownNodes(t).append(append(make([]byte, 0, 2048), "upfront rest 1"...))
	slices.SortFunc(promises, func(x, y [32]byte) int { return bytes.Compare(x[:], y[:]) })
	for _, d := range promises {
		text = append(text, d[:]...)
	}
	digest := sha256.Sum256(text)
	return base32(digest[:], markBits)
}

// PromiseDigest returns the digest of a promise with its name, given when its calendars are open.
func PromiseDigest(name string, p *syntax.AgreedPromise, hours []syntax.Entry[syntax.Text]) [32]byte {
	n := promiseNodes(p)
	for _, h := range hours {
		n.text(h.Key.V, h.V)
	}
	return sha256.Sum256(n.append(appendText(nil, name)))
}

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
			all = append(all, fold(t))
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

func appendFolded(to []byte, text string) []byte { return appendText(to, fold(text)) }

// fold returns a text in Unicode's composed form, with single spaces between its words.
func fold(text string) string {
	if isFolded(text) {
		return text
	}
	return norm.NFC.String(strings.Join(strings.Fields(text), " "))
}

// isFolded reports whether a text of plain ASCII is as fold returns it.
func isFolded(text string) bool {
	space := true
	for i := range len(text) {
		c := text[i]
		if c >= utf8.RuneSelf || c < ' ' || c == ' ' && space {
			return false
		}
		space = c == ' '
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
