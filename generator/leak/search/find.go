package search

import (
	"bytes"
	"encoding/base64"
	"html"
	"slices"
	"strings"
	"unicode/utf8"
)

// Find returns the path of the first output that has a text, whatever its capitals and accents. A text of less than three
// letters is never found, and a part of a longer word is no hit: "Ann" is not in "Annual". A number is found by its digits.
func (x *Index) Find(text string) (path string, found bool) { return x.Prove(text, nil) }

// Prove is Find, and adds to a proof, unless that is nil, why no output has the text.
func (x *Index) Prove(text string, p *Proof) (path string, found bool) {
	if path, found = x.ProveReadable(text, p); !found {
		path, found = x.proveBase64(text, p)
	}
	text = strings.TrimSpace(text)
	if found || text == "" || foldedOf[text[0]] >= 'a' || !isNumber(text) {
		return path, found
	}
	for _, k := range PhoneKeys(text) {
		if path, found = x.ProveNumber(k, p); found {
			break
		}
	}
	return path, found
}

// isNumber reports whether a text is nothing but the digits of a number and what separates them.
func isNumber(text string) bool {
	for i := range len(text) {
		if c := text[i]; !isGroupSeparator[c] && (c < '0' || '9' < c) {
			return false
		}
	}
	return true
}

// ProveReadable is Prove for words that can be read: neither within base64, nor a number in other groups of digits.
func (x *Index) ProveReadable(text string, p *Proof) (path string, found bool) {
	var room [4 * windowSize]byte
	if begin := appendFolded(room[:0], text, windowSize); len(begin) >= windowSize {
		if at := window(begin); !x.marks.has(at) { // as nearly always
			p.addMark(at)
			return "", false
		}
	}
	return x.ProveWords(Folded(text), p)
}

// ProveWords is Prove for words that are folded already, with a space before and behind each.
func (x *Index) ProveWords(words []byte, p *Proof) (path string, found bool) {
	if len(words) < leastWord+2 || !x.mayHold(words, p) {
		return "", false
	}
	return x.look(words, p)
}

// ProveNumber finds a number by its key.
func (x *Index) ProveNumber(number Key, p *Proof) (path string, found bool) {
	if at := hash(uint64(number)); !x.marks.has(at) {
		p.addMark(at)
		return "", false
	}
	p.fail()
	x.open()
	path, found = x.numbers[number]
	return path, found
}

// proveBase64 proves a text by its characters in base64, for each number of bytes before it.
func (x *Index) proveBase64(text string, p *Proof) (path string, found bool) {
	first := collapseSpace(text[:min(len(text), 3*windowSize)]) // which is enough to say no
	if len(first) <= windowSize {
		first = collapseSpace(text)
	}
	if len(first) < leastBase64 {
		return "", false
	}
	for shift, from := range [...]int{0, 2, 3} { // nine bytes are twelve characters, of which the first two or three may be its neighbours'
		if len(first) >= windowSize-1 { // seven bytes decide a window of eight characters, whatever the shift
			var plain [windowSize + 1]byte
			var begin [windowSize + 4]byte
			copy(plain[shift:], first)
			base64.StdEncoding.Encode(begin[:], plain[:])
			if at := window(begin[from:]); !x.marks.has(at) {
				p.addMark(at)
				continue
			}
		}
		encoded := encodedWithin(base64.StdEncoding.EncodeToString, collapseSpace(text), shift, 6)
		if len(encoded) < windowSize || !x.mayHold(encoded, p) {
			continue
		}
		p.fail()
		x.open()
		for _, o := range x.outputs {
			if bytes.Contains(o.text, encoded) {
				return o.path, true
			}
		}
	}
	return "", false
}

// leastBase64 is how many bytes have enough characters in base64 to be no accident.
const leastBase64 = 6

// mayHold reports whether bytes may be in an output: all their windows are, or all words of a short text.
func (x *Index) mayHold(b []byte, p *Proof) bool {
	for i := 0; i+windowSize <= len(b); i++ {
		if at := window(b[i:]); !x.marks.has(at) {
			p.addMark(at)
			return false
		}
	}
	if b[0] != ' ' || len(b) >= windowSize && bytes.Count(b, []byte(" ")) > 2 {
		return true
	}
	for word := range bytes.FieldsSeq(b) {
		if at := wordMark(word); !x.marks.has(at) {
			p.addMark(at)
			return false
		}
	}
	return true
}

// look reads the outputs for words.
func (x *Index) look(words []byte, p *Proof) (path string, found bool) {
	p.fail()
	x.open()
	for _, o := range x.outputs {
		for from := 0; ; from++ {
			i := bytes.Index(o.folded[from:], words)
			if i < 0 {
				break
			}
			if from += i; !o.isExcepted(from+1, from+len(words)-1) {
				return o.path, true
			}
		}
	}
	return "", false
}

// isExcepted reports whether folded words are a part of a name that is excepted.
func (o output) isExcepted(from, to int) bool {
	return slices.ContainsFunc(o.excepted, func(h Hit) bool { return h.From <= from && to <= h.To })
}

// prepare reads the outputs, where they have to be, and finds the names in them that are excepted.
func (x *Index) prepare() {
	if x.load != nil {
		x.load()
	}
	names := NewKeyIndex(func(yield func(int, []Key) bool) { yield(0, x.except) }, nil)
	for i := range x.outputs {
		o := &x.outputs[i]
		names.Find(o.folded, nil, func(h Hit) {
			if _, several := h.Key.first(); several {
				o.excepted = append(o.excepted, h)
			}
		})
	}
}

// HasPart reports whether a part of the path of an output, without its ending, has just these words, and returns the path.
func (x *Index) HasPart(words []byte) (path string, found bool) {
	x.open()
	for _, o := range x.outputs {
		for part := range strings.SplitSeq(o.path, "/") {
			part, _, _ = strings.Cut(part, ".")
			if bytes.Equal(Folded(part), words) {
				return o.path, true
			}
		}
	}
	return "", false
}

// HasLower reports whether a page has a word, such as a name, in small letters: there it is a word like any other.
func (x *Index) HasLower(word string) bool {
	x.open()
	folded := foldedWords(word)
	return len(folded) == 1 && x.lower()[folded[0]]
}

// lowerWords returns the folded words that pages have in small letters, without those of scripts and styles.
func (x *Index) lowerWords() map[string]bool {
	words := map[string]bool{}
	for _, o := range x.outputs {
		if !strings.HasSuffix(o.path, ".html") {
			continue
		}
		_, page, _ := bytes.Cut(o.text, []byte{0})
		page, _, _ = bytes.Cut(page, []byte{0})
		text, _ := splitTags(withoutScripts(string(page)))
		for word := range strings.FieldsFuncSeq(html.UnescapeString(text), func(r rune) bool { return !isLetter(r) }) {
			if word == strings.ToLower(word) {
				for _, folded := range foldedWords(word) {
					words[folded] = true
				}
			}
		}
	}
	return words
}

// withoutScripts returns a page without its scripts and styles.
func withoutScripts(page string) string {
	for _, element := range []string{"script", "style"} {
		for {
			from := strings.Index(page, "<"+element)
			if from < 0 {
				break
			}
			to := strings.Index(page[from:], "</"+element)
			if to < 0 {
				return page[:from]
			}
			page = page[:from] + page[from+to:]
		}
	}
	return page
}

// HasWord reports whether a text has words as they are written, and not as a part of longer ones.
func HasWord(text, words string) bool {
	for from := 0; words != ""; from++ {
		i := strings.Index(text[from:], words)
		if i < 0 {
			return false
		}
		from += i
		before, _ := utf8.DecodeLastRuneInString(text[:from])
		after, _ := utf8.DecodeRuneInString(text[from+len(words):])
		if !isLetter(before) && !isLetter(after) {
			return true
		}
	}
	return false
}
