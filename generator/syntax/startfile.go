package syntax

import (
	"embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"upfront/generator/lazy"
)

// The texts of new files. In startfiles/, «…» is a place that is filled in, and ‹…› holds a text that says what should
// stand in its place.

//go:embed startfiles
var startFiles embed.FS

var startFileNames = map[string]string{"capability": "capability.yaml", "policy": "policy.md", "notice": "notice.md", "agreement": "agreement.yaml"}

// StartFile returns the text of a new file of a kind. fill has a value for each place, by its name: "today" for «today».
// It panics for another kind than capability, policy, notice and agreement.
func StartFile(kind string, fill map[string]string) string {
	pairs := []string{"‹", "", "›", ""}
	for name, value := range fill {
		pairs = append(pairs, "«"+name+"»", value)
	}
	return strings.NewReplacer(pairs...).Replace(startFileText(kind))
}

func startFileText(kind string) string {
	text, err := startFiles.ReadFile("startfiles/" + startFileNames[kind])
	if err != nil {
		panic(err)
	}
	return string(text)
}

var placeholder = lazy.Pattern(`‹([^›]*)›`)

// placeholders holds the words of the texts in ‹…›, by the first of them.
var placeholders = sync.OnceValue(func() map[string][][]string {
	all := map[string][][]string{}
	for kind := range startFileNames {
		for _, m := range placeholder().FindAllStringSubmatch(startFileText(kind), -1) {
			words := strings.FieldsFunc(strings.ToLower(m[1]), partsWords)
			all[words[0]] = append(all[words[0]], words)
		}
	}
	return all
})

// IsPlaceholder reports whether a text is one that stands in ‹…› in a start file, whatever its capitals and punctuation. A long
// one may be cut short behind its third word, or have more behind it.
func IsPlaceholder(text string) bool {
	var lower [16]byte
	first := lower[:0]
	for _, r := range text {
		switch {
		case !partsWords(r) && (r >= utf8.RuneSelf || len(first) == len(lower)):
			return false // the first words of all are short, and in English
		case !partsWords(r):
			first = append(first, byte(unicode.ToLower(r)))
			continue
		case len(first) == 0:
			continue
		}
		break
	}
	starting := placeholders()[string(first)]
	if starting == nil {
		return false
	}
	words := strings.FieldsFunc(strings.ToLower(text), partsWords)
	return slices.ContainsFunc(starting, func(p []string) bool {
		n := min(len(words), len(p))
		return slices.Equal(words[:n], p[:n]) && (len(words) == len(p) || n >= 3 && len(p) >= 7)
	})
}

// partsWords reports whether a character stands between words. The sign of a currency does not: £60 is a price, and 60 may be none yet.
func partsWords(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Sc, r)
}
