package search

import (
	_ "embed"
	"slices"
	"strings"
)

// A name is strong or weak. A weak one has only words that are listed as common: words of the language, given names, places,
// months and the endings of firms' names. Such words stand in texts that are not about the customer.

// Name is a name in each of its wordings.
type Name struct {
	Wordings [][]byte // as of [Folded]; none where the name is too short to be searched for
	words    [][]string
}

// FirmName returns the name of a firm: as it is written, and without "The", "Ltd" and the like.
func FirmName(name string) Name { return nameOf(firmWordings(name)) }

// PersonName returns the name of a person: as it is written, without titles and what follows in brackets or after a comma,
// and the first with the last of more than two names.
func PersonName(name string) Name { return nameOf(personWordings(name)) }

func nameOf(wordings [][]string) Name {
	n := Name{make([][]byte, 0, 2*len(wordings)), make([][]string, 0, 2*len(wordings))}
	for _, words := range wordings {
		if isTooShort(words) {
			continue
		}
		n.add(words, words)
		if joined := joinedWord(words); joined != "" {
			n.add(words, []string{joined})
		}
	}
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

// WordsKey returns the key of a wording.
func WordsKey(wording []byte) Key { return phraseKey(strings.Fields(string(wording))) }

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

// The lists are sorted, with one folded word in a line.
var (
	//go:embed common/en.txt
	english string
	//go:embed common/de.txt
	german string
)

// isCommon reports whether a folded word is listed as common, whatever the language of the site: names cross borders. Titles,
// the endings of firms' names, single letters and short numbers are common, too.
func isCommon(word string) bool {
	return len(word) == 1 || len(word) <= mostYear && strings.Trim(word, "0123456789") == "" || isListed(english, word) || isListed(german, word) || slices.Contains(titles, word) || slices.Contains(legalForms, word)
}

// mostYear is how many digits a number has that is common, such as a year.
const mostYear = 4

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

// firmWordings returns the words of a firm's name: as it is written, without "The", "Ltd" and what follows in brackets, and
// without "and".
func firmWordings(name string) [][]string {
	said, _, _ := strings.Cut(name, "(")
	words := foldedWords(strings.ReplaceAll(said, "&", " and "))
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	for len(words) > 1 && slices.Contains(legalForms, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return wordings(foldedWords(name), words, slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "and" }))
}

var legalForms = strings.Fields("ltd limited plc llp llc inc incorporated corp corporation company co gmbh ag kg bv nv sa srl sarl spa ab as oy pty cic")

// personWordings returns the words of a person's name. "Quillfeather, Zebedee" is Zebedee Quillfeather.
func personWordings(name string) [][]string {
	said, _, _ := strings.Cut(name, "(")
	last, first, swapped := strings.Cut(said, ",")
	words := foldedWords(last)
	for len(words) > 1 && slices.Contains(titles, words[0]) {
		words = words[1:]
	}
	all := wordings(foldedWords(name), words)
	if swapped {
		all = wordings(append(all, foldedWords(first+" "+last))...)
	}
	if len(words) > 2 {
		all = wordings(append(all, []string{words[0], words[len(words)-1]})...)
	}
	return all
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
	parts := strings.Split(domain, ".")
	for i, part := range parts[:max(len(parts)-1, 0)] {
		label := strings.Join(foldedWords(part), "")
		if slices.ContainsFunc(foldedWords(customer), func(w string) bool { return len(w) >= leastDomainWord && strings.Contains(label, w) }) {
			return Folded(strings.Join(parts[i:], "."))
		}
	}
	return nil
}

// leastDomainWord is how many letters a word of a customer's name has that makes a domain theirs.
const leastDomainWord = 5
