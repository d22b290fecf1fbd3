package diag

import (
	"math/bits"
	"slices"
	"strings"
)

// Lexicon is many known words, prepared to find the one that a mistyped word most likely meant. It does not change and may
// be used by several goroutines.
type Lexicon struct {
	words []string // sorted
	lower [][]rune
	marks []uint64 // which letters are in a word
}

// NewLexicon returns the lexicon of some words.
func NewLexicon(words []string) *Lexicon {
	l := &Lexicon{words: slices.Sorted(slices.Values(words))}
	for _, w := range l.words {
		runes := []rune(strings.ToLower(w))
		l.lower, l.marks = append(l.lower, runes), append(l.marks, lettersIn(runes))
	}
	return l
}

// lettersIn returns a bit for each letter in a word. One edit changes two bits at most.
func lettersIn(word []rune) (mark uint64) {
	for _, r := range word {
		mark |= 1 << (r & 63)
	}
	return mark
}

// Nearest is [Nearest] among the words of the lexicon.
func (l *Lexicon) Nearest(word string) (string, bool) {
	runes := []rune(strings.ToLower(word))
	mark := lettersIn(runes)
	best, least := "", max(1, (len(runes)+1)/3)+1
	for i, known := range l.lower {
		if len(known) == 0 || max(len(known)-len(runes), len(runes)-len(known)) >= least || bits.OnesCount64(mark^l.marks[i]) > 2*(least-1) {
			continue
		}
		if d := distance(runes, known); d < least && (d == 0 || isGuess(runes, known, d)) {
			best, least = l.words[i], d
		}
	}
	return best, best != ""
}

// isGuess reports whether a word may be another one that was mistyped, with so many edits: one with another number is
// another thing, and what two references have in common before a dot excuses no edits behind it.
func isGuess(word, other []rune, edits int) bool {
	a, b := digitsOf(word), digitsOf(other)
	rest := len(word)
	if dot := lastDot(word); dot > 0 && dot == lastDot(other) && slices.Equal(word[:dot], other[:dot]) {
		rest -= dot + 1
	}
	return (a == b || a == "" || b == "") && edits <= max(1, (rest+1)/3)
}

func lastDot(word []rune) int {
	for i := len(word) - 1; i >= 0; i-- {
		if word[i] == '.' {
			return i
		}
	}
	return -1
}

func digitsOf(word []rune) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || '9' < r {
			return -1
		}
		return r
	}, string(word))
}
