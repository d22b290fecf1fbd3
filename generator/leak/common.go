package leak

import (
	_ "embed"
	"strings"
)

// Words that are anybody's: they stand in texts for reasons of their own, so that alone they tell of nobody. Each list is
// sorted, with one folded word in a line.
var (
	//go:embed common/words.txt
	commonWords string
	//go:embed common/names.txt
	givenNames string
	//go:embed common/places.txt
	places string
)

// common reports whether a folded word is a common word, a given name, a place, a month or the ending of a firm's name.
func common(word string) bool {
	return listed(commonWords, word) || listed(givenNames, word) || listed(places, word)
}

// listed finds a line of a sorted list.
func listed(list, word string) bool {
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
