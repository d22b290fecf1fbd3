package search

import (
	_ "embed"
	"slices"
	"strings"
)

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
