package search

import (
	_ "embed"
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
	mostDigits   = 9 // of a number that count, from its end
	leastPassage = 8 // words of a passage that no two customers say alike
)

// NameKeys returns the keys of a name; none where all its words are common.
func NameKeys(name string) (keys []Key) {
	words := foldedWords(name)
	if !slices.ContainsFunc(words, func(w string) bool { return !isCommon(w) }) || len(words) == 1 && len(words[0]) < leastWord {
		return nil
	}
	keys = phraseKeys(words)
	if joined := strings.Join(words, ""); len(words) > 1 && len(words) <= mostWords && len(joined) >= leastJoined {
		keys = append(keys, phraseKey([]string{joined}))
	}
	return keys
}

// commonWords are common English words, given names, places, months and the endings of firms' names. Alone they identify
// nobody. The list is sorted, with one folded word in a line.
//
//go:embed common/en.txt
var commonWords string

// isCommon reports whether a folded word is common. Titles and the endings of firms' names are, too.
func isCommon(word string) bool {
	return isListed(commonWords, word) || slices.Contains(titles, word) || slices.Contains(legalForms, word)
}

// isListed reports whether a sorted list has a line.
func isListed(list, word string) bool {
	for list != "" {
		begin := strings.LastIndexByte(list[:len(list)/2], '\n') + 1
		line, rest, _ := strings.Cut(list[begin:], "\n")
		switch c := strings.Compare(word, line); {
		case c == 0:
			return true
		case c < 0:
			list = list[:begin]
		default:
			list = rest
		}
	}
	return false
}

// FirmKeys returns the keys of a firm's name: as it is written, and without "The", "Ltd" and the like.
func FirmKeys(name string) (keys []Key) {
	said, _, _ := strings.Cut(name, "(")
	words := foldedWords(strings.ReplaceAll(said, "&", " and "))
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	for len(words) > 1 && slices.Contains(legalForms, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return distinct(NameKeys(name), NameKeys(strings.Join(words, " ")), NameKeys(strings.ReplaceAll(strings.Join(words, " "), " and ", " ")))
}

var legalForms = strings.Fields("ltd limited plc llp llc inc incorporated corp corporation company co gmbh ag kg bv nv sa srl sarl spa ab as oy pty cic")

// PersonKeys returns the keys of a person's name: as it is written, without titles and what follows in brackets or after a
// comma, and the first with the last of more than two names. "Quillfeather, Zebedee" is Zebedee Quillfeather.
func PersonKeys(name string) (keys []Key) {
	said, _, _ := strings.Cut(name, "(")
	last, first, swapped := strings.Cut(said, ",")
	words := foldedWords(last)
	for len(words) > 1 && slices.Contains(titles, words[0]) {
		words = words[1:]
	}
	keys = distinct(NameKeys(name), NameKeys(strings.Join(words, " ")))
	if swapped {
		keys = distinct(keys, NameKeys(first+" "+last))
	}
	if len(words) > 2 {
		keys = distinct(keys, NameKeys(words[0]+" "+words[len(words)-1]))
	}
	return keys
}

var titles = strings.Fields("mr mrs ms miss mx dr prof professor sir dame lord lady rev herr frau")

// distinct joins lists of keys, each key once.
func distinct(lists ...[]Key) (keys []Key) {
	for _, k := range slices.Concat(lists...) {
		if !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	return keys
}

// MailKeys returns the keys of the mail addresses in a text: "Zeb <zeb@fenwick.example>" has one.
func MailKeys(text string) (keys []Key) {
	for _, address := range addresses(text) {
		keys = distinct(keys, phraseKeys(foldedWords(address)))
	}
	return keys
}

// addresses returns the mail addresses in a text.
func addresses(text string) (out []string) {
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("<>,;()[]\"'", r) }) {
		word = word[strings.LastIndexByte(word, ':')+1:] // of mailto
		if at := strings.IndexByte(word, '@'); at > 0 && len(foldedWords(word[at:])) > 0 {
			out = append(out, word)
		}
	}
	return out
}

// SameMail reports whether two texts have a mail address in common.
func SameMail(a, b string) bool {
	return slices.ContainsFunc(addresses(a), func(one string) bool {
		return slices.ContainsFunc(addresses(b), func(other string) bool {
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
			short = append(short, k)
		} else {
			long = append(long, k)
		}
	}}
	s.text([]byte(text))
	if len(long) > 0 {
		return distinct(long)
	}
	return distinct(short)
}

// PassageKey returns the key of a text as a whole, which no search finds; ok is false for a text of a few words.
func PassageKey(text string) (key Key, ok bool) {
	if len(strings.Fields(text)) < leastPassage {
		return 0, false
	}
	return textKey(foldedWords(text)), true
}

// phraseKeys returns the key of words that follow each other, and where that is not of all words, also one that is.
func phraseKeys(words []string) []Key {
	keys := []Key{phraseKey(words)}
	if len(words) > mostWords {
		keys = append(keys, textKey(words))
	}
	return keys
}

// phraseKey returns the key of the first few words that follow each other.
func phraseKey(words []string) Key {
	first := hashOf(words[0])
	if len(words) == 1 {
		return first.key()
	}
	all := first
	for _, w := range words[1:min(len(words), mostWords)] {
		all = all.with(hashOf(w))
	}
	return all.phraseFrom(first)
}

// textKey returns the key of a text as a whole.
func textKey(words []string) Key {
	all := textSalt
	for _, w := range words {
		all = all.with(hashOf(w))
	}
	return all.key()
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

func hashOf(word string) wordHash {
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
