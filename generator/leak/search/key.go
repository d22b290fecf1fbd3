package search

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
)

// A Key is the hash of words that tell one customer from all others: a name, an address, a number, a sentence. Two texts
// that say the same have the same key, however they are written: the key of a name or an address is of its folded words, that
// of a number is of its last nine digits, which are the same in the national and the international form.
type Key uint64

const (
	mostWords    = 6 // of a name or an address that are searched for; a longer one is searched for by the first of them
	leastWord    = 3 // letters of a name of one word
	leastJoined  = 8 // letters of a name that is known written as one word too
	leastNumber  = 7 // digits of a telephone
	mostDigits   = 9 // of a number that count, from its end
	leastPassage = 8 // words of a passage that no two customers say alike
)

// appendNew appends a key, unless it is there already.
func appendNew(keys []Key, k Key) []Key {
	if slices.Contains(keys, k) {
		return keys
	}
	return append(keys, k)
}

// MailKeys returns the keys of the mail addresses in a text: "Zeb <zeb@fenwick.example>" has one.
func MailKeys(text string) (keys []Key) {
	for _, address := range Addresses(text) {
		keys = AppendMailKeys(keys, Folded(address))
	}
	return keys
}

// AppendMailKeys appends the keys of a mail address of folded words, unless they are there already.
func AppendMailKeys(keys []Key, folded []byte) []Key { return appendPhraseKeys(keys, folded) }

// Addresses returns the mail addresses in a text.
func Addresses(text string) (out []string) {
	words := []string{text}
	if strings.ContainsFunc(text, partsAddresses) { // as hardly ever
		words = strings.FieldsFunc(text, partsAddresses)
	}
	for _, word := range words {
		word = word[strings.LastIndexByte(word, ':')+1:] // of mailto
		if at := strings.IndexByte(word, '@'); at > 0 && hasWord(word[at:]) {
			out = append(out, word)
		}
	}
	return out
}

func partsAddresses(r rune) bool {
	switch r {
	case '<', '>', ',', ';', '(', ')', '[', ']', '"', '\'':
		return true
	}
	return unicode.IsSpace(r)
}

// SameMail reports whether two texts have a mail address in common.
func SameMail(a, b string) bool {
	return slices.ContainsFunc(Addresses(a), func(one string) bool {
		return slices.ContainsFunc(Addresses(b), func(other string) bool {
			return strings.Join(foldedWords(one), " ") == strings.Join(foldedWords(other), " ")
		})
	})
}

// PhoneKeys returns the keys of the telephone numbers in a text, whatever stands around them; none where there are too few
// digits. The beginning of a number is not a number.
func PhoneKeys(text string) []Key {
	var short, long []Key
	s := scan{begins: func(wordHash) bool { return false }, report: func(Key, int, int) {}, number: func(k Key, digits int) {
		if digits < mostDigits {
			short = appendNew(short, k)
		} else {
			long = appendNew(long, k)
		}
	}}
	s.text([]byte(text))
	if len(long) > 0 {
		return long
	}
	return short
}

// PassageKey returns the key of a text as a whole, which no search finds; ok is false for a text of a few words.
func PassageKey(text string) (key Key, ok bool) {
	words := 0
	for range strings.FieldsSeq(text) {
		if words++; words == leastPassage {
			_, key, _ = keysOf(Folded(text))
			return key, true
		}
	}
	return 0, false
}

// WordsKey returns the key of the first few of some folded words.
func WordsKey(folded []byte) Key {
	phrase, _, _ := keysOf(folded)
	return phrase
}

// appendPhraseKeys appends the key of the first few of some folded words, and where that is not of all of them, also one that
// is. It leaves out those that are there already.
func appendPhraseKeys(keys []Key, folded []byte) []Key {
	phrase, text, words := keysOf(folded)
	if keys = appendNew(keys, phrase); words > mostWords {
		keys = appendNew(keys, text)
	}
	return keys
}

// keysOf returns the key of the first few of some folded words, that of the words as a text, and how many they are.
func keysOf(folded []byte) (phrase, text Key, words int) {
	var first, some wordHash
	all := textSalt
	for word := range bytes.FieldsSeq(folded) {
		h := hashOf(word)
		switch words++; {
		case words == 1:
			first, some = h, h
		case words <= mostWords:
			some = some.with(h)
		}
		all = all.with(h)
	}
	if words == 1 {
		return first.key(), all.key(), words
	}
	return some.phraseFrom(first), all.key(), words
}

// wordHash is FNV-1a with 64 bits of a folded word, or of several. Numbers and texts begin from values of their own.
type wordHash uint64

const (
	fnvOffset   wordHash = 14695981039346656037
	fnvPrime    wordHash = 1099511628211
	wordsFactor wordHash = 0x9e3779b97f4a7c15
	numberSalt  wordHash = 0xc2b2ae3d27d4eb4f
	textSalt    wordHash = 0x165667b19e3779f9
)

func hashOf[Word string | []byte](word Word) wordHash {
	h := fnvOffset
	for i := range len(word) {
		h = h.letter(word[i])
	}
	return h
}

func (h wordHash) letter(c byte) wordHash { return (h ^ wordHash(c)) * fnvPrime }

// with returns the hash of words and one more.
func (h wordHash) with(word wordHash) wordHash { return h*wordsFactor ^ word }

// key returns the key of one word, a number or a whole text: it is even. The key of several words is odd, and has in its
// lowest bits which word they begin with, so that most words are known to begin none.
func (h wordHash) key() Key { return Key(h) &^ 1 }

func (h wordHash) phraseFrom(first wordHash) Key {
	return Key(h<<(firstBits+1)) | Key(first.first())<<1 | 1
}

const firstBits = 16

func (h wordHash) first() uint16 { return uint16(h >> 32) }

// first returns the word that the key of several words begins with; ok is false for any other key.
func (k Key) first() (word uint16, ok bool) { return uint16(k >> 1), k&1 == 1 }

// digitRun is a run of digits, with separators of groups between them.
type digitRun struct {
	count int
	last  uint64 // its last nine digits as a number
}

// key returns the key of the number, where it has enough digits. A short number counts only as a whole.
func (d digitRun) key() (Key, bool) {
	if d.count < leastNumber {
		return 0, false
	}
	return (numberSalt ^ wordHash(min(d.count, mostDigits))).with(wordHash(d.last << 1)).key(), true
}
