package leak

import (
	"iter"
	"strings"
)

// Of a text each sentence counts by itself. A sentence of many bytes is strong: nobody says it a second time by accident. A
// short text is weak, and a few words are nobody's.

const (
	leastSentence = 40 // bytes of a sentence that is strong
	leastWeak     = 4  // words of a short text that is weak
)

// sentences ranges over the sentences of a text that are strong, and over a short text that is weak. A short sentence counts
// with those that follow it, so that no abbreviation hides one: "We met Mr. Hale at the weir" begins one like "Hale at".
func sentences(text string) iter.Seq2[string, bool] {
	return func(yield func(sentence string, strong bool) bool) {
		text = strings.TrimSpace(text)
		if len(text) < leastSentence {
			if strings.Count(text, " ") >= leastWeak-1 {
				yield(text, false)
			}
			return
		}
		starts := make([]int, 1, 16) // of the sentences that are not long enough yet
		for end := 1; end <= len(text) && len(starts) > 0; end++ {
			if end < len(text) && (text[end] > ')' || !endsSentence(text, end)) { // as nearly always
				continue
			}
			for len(starts) > 0 && end-starts[0] >= leastSentence {
				if !yield(text[starts[0]:end], true) {
					return
				}
				starts = starts[1:]
			}
			for end < len(text) && strings.IndexByte(" \n\t\"')", text[end]) >= 0 {
				end++
			}
			if len(text)-end >= leastSentence {
				starts = append(starts, end)
			}
		}
	}
}

// endsSentence reports whether a sentence ends before a byte of a text.
func endsSentence(text string, at int) bool {
	switch text[at] {
	case '\n':
		return true
	case ' ', '"', '\'', ')':
		last := text[at-1]
		return last == '.' || last == '!' || last == '?' || strings.HasSuffix(text[:at], "…") || strings.HasSuffix(text[:at], "”") || strings.HasSuffix(text[:at], "’")
	}
	return false
}
