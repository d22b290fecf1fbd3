package search

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Folding makes texts with the same words equal, however they are written: it leaves letters and digits alone, without
// capitals, accents and invisible characters. "Zoë O’Hara-Söder" is zoe, o, hara, soder.

// unaccented holds letters that Unicode does not decompose, as people write them without their accent.
var unaccented = map[rune]string{'ß': "ss", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'æ': "ae", 'œ': "oe", 'ı': "i"}

// fold adds the folded form of a character beyond ASCII. It reports whether the character parts words.
func fold(to []byte, r rune) (out []byte, parts bool) {
	if unicode.Is(unicode.Cf, r) || unicode.IsMark(r) {
		return to, false
	}
	if plain, ok := unaccented[unicode.ToLower(r)]; ok {
		return append(to, plain...), false
	}
	var room [utf8.UTFMax]byte
	plain := norm.NFKD.Properties(room[:utf8.EncodeRune(room[:], r)]).Decomposition()
	begin := len(to)
	if plain == nil {
		if !isLetter(r) {
			return to, true
		}
		return utf8.AppendRune(to, unicode.ToLower(r)), false
	}
	for _, d := range string(plain) {
		switch {
		case d < utf8.RuneSelf && foldedOf[d] != 0:
			to = append(to, foldedOf[d])
		case d >= utf8.RuneSelf && isLetter(d):
			to = utf8.AppendRune(to, unicode.ToLower(d))
		}
	}
	return to, len(to) == begin
}

// foldedWords returns the folded words of a text.
func foldedWords(text string) (words []string) {
	var room [128]byte
	folded := string(appendFolded(room[:0], text, math.MaxInt))
	if n := strings.Count(folded, " ") - 1; n > 0 {
		words = make([]string, 0, n)
	}
	for rest := folded[1:]; rest != ""; {
		word, after, _ := strings.Cut(rest, " ")
		words, rest = append(words, word), after
	}
	return words
}

// hasWord reports whether a text has a letter or a digit.
func hasWord(text string) bool { return len(appendFolded(nil, text, 2)) > 1 }

// Folded returns the folded words of a text, with a space before and behind each.
func Folded(text string) []byte {
	return appendFolded(make([]byte, 0, len(text)+len(text)/8+2), text, math.MaxInt)
}

// appendFolded adds the folded words of a text, with a space before and behind each, until limit bytes or a few more were
// added. What it adds up to there is the same for any limit.
func appendFolded(to []byte, text string, limit int) []byte {
	begin, inWord := len(to), false
	to = append(to, ' ')
	for _, r := range text {
		if len(to)-begin >= limit {
			return to
		}
		size, parts := len(to), false
		switch {
		case r >= utf8.RuneSelf:
			to, parts = fold(to, r)
		case foldedOf[r] != 0:
			to = append(to, foldedOf[r])
		default:
			parts = true
		}
		if inWord = inWord || len(to) > size; parts && inWord {
			to, inWord = append(to, ' '), false
		}
	}
	if inWord {
		to = append(to, ' ')
	}
	return to
}
