package note

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"upfront/generator/agreement"
	"upfront/generator/syntax"
	"upfront/generator/view"
)

// How people are called, and which words keep their capital where a sentence of the author goes on in one of the note.

// calledBy returns what somebody is called in a note: the first name, and with a title the whole name.
func (w Writer) calledBy(name string) string {
	words := strings.Fields(name)
	if len(words) == 0 {
		return ""
	}
	if slices.Contains(strings.Fields(w.Words.Word("note.titles")), strings.TrimSuffix(words[0], ".")) {
		return strings.Join(words, " ")
	}
	return words[0]
}

// namesOf returns the words that begin with a capital wherever they stand: those of the names that an agreement and the site
// know, of days and months, and those that an author writes so inside a sentence. A word of a firm's name that the author also
// writes small is none: The Print Room.
func (w Writer) namesOf(a *agreement.Agreement) map[string]bool {
	names := map[string]bool{}
	add := func(texts ...string) {
		for _, text := range texts {
			for word := range strings.FieldsSeq(text) {
				names[bare(word)] = true
			}
		}
	}
	site := w.Offer.Site
	add(a.Customer.Name.V, site.Business.Name.V)
	for _, p := range w.Offer.Partners {
		add(p.V.Name.V)
	}
	small := map[string]bool{}
	for l := range a.Lines() {
		for _, text := range l.Ours(nil) {
			for word := range strings.FieldsSeq(text.V) {
				small[bare(word)] = true
			}
			add(inside(text.V)...)
		}
	}
	for name := range names {
		if small[strings.ToLower(name)] {
			delete(names, name)
		}
	}
	add(a.Owner.V, site.Leader.Name.V, w.Words.Word("note.always"))
	for _, p := range a.People {
		add(p.Name.V)
	}
	for _, p := range site.People {
		add(p.V.Name.V)
	}
	for d := range time.Saturday + 1 {
		add(w.Words.Weekday(d))
	}
	for m := time.January; m <= time.December; m++ {
		add(w.Words.Month(m))
	}
	return names
}

// inside returns the words of a text that begin with a capital inside a sentence.
func inside(text string) (words []string) {
	first := true
	for word := range strings.FieldsSeq(text) {
		if r := []rune(bare(word)); !first && len(r) > 0 && unicode.IsUpper(r[0]) {
			words = append(words, string(r))
		}
		first = strings.ContainsAny(word[len(word)-1:], ".!?:…")
	}
	return words
}

// bare returns a word without what stands around it, and without the ending of a possessive.
func bare(word string) string {
	word = strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for _, ending := range []string{"'s", "’s"} {
		word = strings.TrimSuffix(word, ending)
	}
	return word
}

// within returns a text of the author as it goes on inside a sentence: with a small letter, unless it begins with a name.
func (c *composing) within(t syntax.Text) string {
	text := view.Sentence(t.V)
	if first, _, _ := strings.Cut(text, " "); c.names[bare(first)] {
		return text
	}
	return view.Uncapitalize(text)
}
