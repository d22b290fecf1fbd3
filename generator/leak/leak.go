// Package leak looks for private words in finished outputs.
//
// It is the last look before anything is published, and knows nothing of how the outputs came to be: it takes bytes and
// words. A word is found as it stands, with its white space changed, escaped for HTML or for an address, and within
// base64. Not found is a word that a page splits with markup of its own, or says in other words.
//
// The outputs are indexed once, and words are asked for one by one, so that a site may have any number of customers.
package leak

import (
	"bytes"
	"encoding/base64"
	"hash/maphash"
	"html"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Index holds outputs, ready to be asked for words. It is safe for use by several goroutines once all are added.
type Index struct {
	outputs []output
	seed    maphash.Seed
	windows []uint64 // a bit for the hash of every run of windowSize bytes
}

type output struct {
	path string
	text []byte // as published, then with entities decoded and white space made single spaces
}

const (
	windowSize = 8
	windowBits = 1 << 24
)

// New gives an empty index.
func New() *Index {
	return &Index{seed: maphash.MakeSeed(), windows: make([]uint64, windowBits/64)}
}

// Add puts an output into the index, its path included. The bytes are not kept.
func (x *Index) Add(path string, data []byte) {
	plain := spaced(html.UnescapeString(string(data)))
	text := make([]byte, 0, len(path)+len(data)+len(plain)+2)
	text = append(append(append(append(append(text, path...), 0), data...), 0), plain...)
	x.outputs = append(x.outputs, output{path, text})
	for i := 0; i+windowSize <= len(text); i++ {
		h := x.window(text[i : i+windowSize])
		x.windows[h/64] |= 1 << (h % 64)
	}
}

func (x *Index) window(b []byte) uint64 { return maphash.Bytes(x.seed, b) % windowBits }

// spaced makes every run of white space one space.
func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }

// Find gives the path of the first output that holds the word, in any of its forms. A word shorter than three letters
// is never found, and one of letters and digits only between others is no hit: "Ann" is not in "Annual".
func (x *Index) Find(word string) (path string, found bool) {
	word = spaced(word)
	if utf8.RuneCountInString(word) < 3 {
		return "", false
	}
	for _, form := range forms(word) {
		if !x.may(form.text) {
			continue
		}
		for _, o := range x.outputs {
			if holds(o.text, form) {
				return o.path, true
			}
		}
	}
	return "", false
}

// may reports whether a text can be in some output: whether all its windows are.
func (x *Index) may(b []byte) bool {
	for i := 0; i+windowSize <= len(b); i++ {
		h := x.window(b[i : i+windowSize])
		if x.windows[h/64]&(1<<(h%64)) == 0 {
			return false
		}
	}
	return true
}

// form is one way of writing a word.
type form struct {
	text  []byte
	whole bool // it counts only where no letter or digit stands before or after it
}

func forms(word string) []form {
	out := []form{{[]byte(word), true}}
	add := func(s string) {
		if s != word {
			out = append(out, form{text: []byte(s)})
		}
	}
	add(html.EscapeString(word))
	add(url.QueryEscape(word))
	add(url.PathEscape(word))
	for shift := range 3 {
		if b := inBase64(word, shift); len(b) >= windowSize {
			out = append(out, form{text: b})
		}
	}
	return out
}

// inBase64 gives the characters that a word makes in base64 when it begins at the given place of a group of three
// bytes, without those that its neighbours change.
func inBase64(word string, shift int) []byte {
	b := base64.StdEncoding.AppendEncode(nil, append(make([]byte, shift), word...))
	cut := []int{0, 2, 3}[shift]
	whole := (shift + len(word)) * 8 / 6
	return b[cut:max(whole, cut)]
}

func holds(text []byte, f form) bool {
	for from := 0; ; {
		i := bytes.Index(text[from:], f.text)
		if i < 0 {
			return false
		}
		start := from + i
		if !f.whole || !inWord(text, start, start+len(f.text)) {
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
	return letter(before) && letter(first) || letter(last) && letter(after)
}

func letter(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
