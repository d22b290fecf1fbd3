package search

import (
	"bytes"
	_ "embed"
	"math"
	"slices"
	"strings"
	"sync"
)

// A name is strong or weak. A weak one has only words that are listed as common: words of the language, given names, places,
// months and the endings of firms' names. Such words stand in texts that are not about the customer.

// Name is a name in each of its wordings.
type Name struct {
	Wordings [][]byte // as of [Folded]; none where the name is too short to be searched for
	words    [][]string
	whole    int // so many of the first wordings have all of the name
}

// FirmName returns the name of a firm: as it is written, and without "The", "Ltd" and the like.
func FirmName(name string) Name { return nameOf(firmWordings(name)) }

// PersonName returns the name of a person: as it is written, without titles and what follows in brackets or after a comma,
// and the first with the last of more than two names.
func PersonName(name string) Name {
	whole, short := personWordings(name)
	if short == nil {
		return nameOf(whole)
	}
	n := nameOf(wordings(append(whole, short)...))
	n.whole = len(nameOf(whole).Wordings)
	return n
}

func nameOf(wordings [][]string) Name {
	n := Name{Wordings: make([][]byte, 0, 2*len(wordings)), words: make([][]string, 0, 2*len(wordings))}
	for _, words := range wordings {
		if isTooShort(words) {
			continue
		}
		n.add(words, words)
		if joined := joinedWord(words); joined != "" {
			n.add(words, []string{joined})
		}
	}
	n.whole = len(n.Wordings)
	return n
}

// add adds a wording of words, written in another way.
func (n *Name) add(words, written []string) {
	folded := append(make([]byte, 0, 48), ' ')
	for _, w := range written {
		folded = append(append(folded, w...), ' ')
	}
	n.Wordings, n.words = append(n.Wordings, folded), append(n.words, words)
}

// IsWeak reports whether all wordings are weak. It looks words up, which is only worth it for a name that is found.
func (n Name) IsWeak() bool {
	return !slices.ContainsFunc(n.words, func(words []string) bool { return !isWeak(words) })
}

// Counts reports whether a wording counts: not one of common words, where another has others.
func (n Name) Counts(wording int) bool { return !isWeak(n.words[wording]) || n.IsWeak() }

// Keys returns the keys of all wordings that count.
func (n Name) Keys() (keys []Key) {
	for i, w := range n.Wordings {
		if n.Counts(i) {
			keys = append(keys, WordsKey(w))
		}
	}
	return keys
}

// StrongKeys returns the keys of those wordings that are not weak.
func (n Name) StrongKeys() []Key { return n.strongKeys(len(n.Wordings)) }

// WholeKeys returns those of the wordings that have all of the name, too: not of the first with the last of several.
func (n Name) WholeKeys() []Key { return n.strongKeys(n.whole) }

func (n Name) strongKeys(first int) (keys []Key) {
	weak := false
	for i, wording := range n.Wordings[:first] {
		if i == 0 || &n.words[i][0] != &n.words[i-1][0] { // else they are the same words, written as one
			weak = isWeak(n.words[i])
		}
		if !weak {
			keys = appendPhraseKeys(keys, wording)
		}
	}
	return keys
}

// IsWord reports whether a wording is a single word.
func IsWord(wording []byte) bool { return len(strings.Fields(string(wording))) == 1 }

// IsCommon reports whether all words of a text are common.
func IsCommon(text string) bool { return isWeak(foldedWords(text)) }

// isWeak reports whether all words of a name are common. Several numbers without a word are no name.
func isWeak(words []string) bool {
	if digits := strings.Join(words, ""); len(digits) > mostYear && strings.Trim(digits, "0123456789") == "" {
		return false
	}
	return !slices.ContainsFunc(words, func(w string) bool { return !isCommon(w) })
}

func isTooShort(words []string) bool {
	return len(words) == 0 || len(words) == 1 && len(words[0]) < leastWord
}

// joinedWord returns a name of several words as one word; empty where that is short.
func joinedWord(words []string) string {
	if joined := strings.Join(words, ""); len(words) > 1 && len(words) <= mostWords && len(joined) >= leastJoined {
		return joined
	}
	return ""
}

var (
	//go:embed common/en.txt
	english string
	//go:embed common/de.txt
	german string

	englishWords = sync.OnceValue(func() *wordList { return newWordList(english) })
	germanWords  = sync.OnceValue(func() *wordList { return newWordList(german) })
)

// isCommon reports whether a folded word is listed as common, whatever the language of the site: names cross borders. Titles,
// the endings of firms' names, single letters and short numbers are common, too.
func isCommon(word string) bool {
	return len(word) == 1 || len(word) <= mostYear && strings.Trim(word, "0123456789") == "" || englishWords().has(word) || germanWords().has(word) || slices.Contains(titles, word) || slices.Contains(legalForms, word)
}

// mostYear is how many digits a number has that is common, such as a year.
const mostYear = 4

// wordList is a sorted list, with one folded word in a line. Where the words of each two letters begin is looked up once, so
// that a search for a word begins among a few.
type wordList struct {
	lines string
	pairs [26*26 + 1]int // where the words that begin with two letters do, pair by pair
}

func newWordList(lines string) *wordList {
	l := &wordList{lines: lines}
	for i := range l.pairs {
		l.pairs[i] = lineFrom(lines, string([]byte{'a' + byte(i/26), 'a' + byte(i%26)}))
	}
	return l
}

// has reports whether the list has a word.
func (l *wordList) has(word string) bool {
	from, to := 0, len(l.lines)
	if len(word) > 1 && isSmall(word[0]) && isSmall(word[1]) {
		pair := int(word[0]-'a')*26 + int(word[1]-'a')
		from, to = l.pairs[pair], l.pairs[pair+1]
	}
	rest, found := strings.CutPrefix(l.lines[from+lineFrom(l.lines[from:to], word):], word)
	return found && rest[0] == '\n'
}

func isSmall(letter byte) bool { return 'a' <= letter && letter <= 'z' }

// lineFrom returns where the first line begins that is no smaller than a word.
func lineFrom(lines, word string) int {
	from, to := 0, len(lines)
	for from < to {
		begin := from + strings.LastIndexByte(lines[from:(from+to)/2], '\n') + 1
		if end := begin + strings.IndexByte(lines[begin:], '\n'); lines[begin:end] < word {
			from = end + 1
		} else {
			to = begin
		}
	}
	return from
}

// firmWordings returns the words of a firm's name: as it is written, without "The", "Ltd" and what follows in brackets, and
// without "and".
func firmWordings(name string) [][]string {
	all := foldedWords(name)
	said, _, _ := strings.Cut(name, "(")
	words := all
	if len(said) < len(name) || strings.Contains(said, "&") {
		words = foldedWords(strings.ReplaceAll(said, "&", " and "))
	}
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	for len(words) > 1 && slices.Contains(legalForms, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	out := wordings(all, words)
	if slices.Contains(words, "and") {
		out = wordings(append(out, slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "and" }))...)
	}
	return out
}

var legalForms = strings.Fields("ltd limited plc llp llc inc incorporated corp corporation company co gmbh ag kg bv nv sa srl sarl spa ab as oy pty cic")

// personWordings returns the words of a person's name, and the first with the last of more than two. "Quillfeather, Zebedee" is Zebedee
// Quillfeather.
func personWordings(name string) (whole [][]string, short []string) {
	all := foldedWords(name)
	said, _, _ := strings.Cut(name, "(")
	last, first, swapped := strings.Cut(said, ",")
	words := all
	if len(last) < len(name) {
		words = foldedWords(last)
	}
	for len(words) > 1 && slices.Contains(titles, words[0]) {
		words = words[1:]
	}
	whole = wordings(all, words)
	if swapped {
		whole = wordings(append(whole, foldedWords(first+" "+last))...)
	}
	if len(words) > 2 {
		short = []string{words[0], words[len(words)-1]}
	}
	return whole, short
}

var titles = strings.Fields("mr mrs ms miss mx dr prof professor sir dame lord lady rev herr frau")

// wordings returns lists of words, each once.
func wordings(lists ...[]string) (all [][]string) {
	for _, words := range lists {
		if !slices.ContainsFunc(all, func(other []string) bool { return slices.Equal(other, words) }) {
			all = append(all, words)
		}
	}
	return all
}

// OwnDomain returns the domain of a mail address, from the part that has a word of five letters or more of the customer's
// name; nil where no part has: gmail.com is nobody's.
func OwnDomain(address, customer string) []byte {
	_, domain, _ := strings.Cut(address, "@")
	words := Folded(customer)
	for rest := domain; ; {
		part, after, more := strings.Cut(rest, ".")
		if !more {
			return nil
		}
		var room [64]byte
		label := bytes.ReplaceAll(appendFolded(room[:0], part, math.MaxInt), []byte(" "), nil)
		for word := range bytes.FieldsSeq(words) {
			if len(word) >= leastDomainWord && bytes.Contains(label, word) {
				return Folded(rest)
			}
		}
		rest = after
	}
}

// leastDomainWord is how many letters a word of a customer's name has that makes a domain theirs.
const leastDomainWord = 5
