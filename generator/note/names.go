package note

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"upfront/generator/agreement"
	"upfront/generator/leak/search"
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

// names are the words and firms that keep their capital wherever they stand.
type names struct {
	words map[string]bool
	firms []string // by their whole names
}

// namesOf returns the names that an agreement and the site know, those of days and months, and what an author writes with a
// capital inside a sentence. A firm is also called by the first word of its name, unless that is a common word: The Print Room.
func (w Writer) namesOf(a *agreement.Agreement) names {
	n := names{words: map[string]bool{}}
	site := w.Offer.Site
	n.addFirm(a.Customer.Name.V)
	n.addFirm(site.Business.Name.V)
	for _, p := range w.Offer.Partners {
		n.addFirm(p.V.Name.V)
	}
	n.add(strings.Fields(w.Words.Word("note.always"))...)
	n.add(strings.Fields(a.Owner.V + " " + site.Leader.Name.V)...)
	for _, p := range a.People {
		n.add(strings.Fields(p.Name.V)...)
	}
	for _, p := range site.People {
		n.add(strings.Fields(p.V.Name.V)...)
	}
	for d := range time.Saturday + 1 {
		n.add(w.Words.Weekday(d))
	}
	for m := time.January; m <= time.December; m++ {
		n.add(w.Words.Month(m))
	}
	for l := range a.Lines() {
		for _, text := range l.Ours(nil) {
			n.add(inside(text.V)...)
		}
	}
	return n
}

func (n names) add(words ...string) {
	for _, word := range words {
		n.words[bare(word)] = true
	}
}

func (n *names) addFirm(name string) {
	words := strings.Fields(name)
	if len(words) == 0 {
		return
	}
	if n.firms = append(n.firms, name); !search.IsCommon(words[0]) {
		n.add(words[0])
	}
}

// begin reports whether a text begins with a name.
func (n names) begin(text string) bool {
	first, _, _ := strings.Cut(text, " ")
	return n.words[bare(first)] || slices.ContainsFunc(n.firms, func(firm string) bool { return strings.HasPrefix(text, firm) })
}

// inside returns the words of a text that begin with a capital behind one that does not: those begin no sentence, and are no
// later word of a name.
func inside(text string) (words []string) {
	small := false
	for word := range strings.FieldsSeq(text) {
		r := []rune(bare(word))
		if small && len(r) > 0 && unicode.IsUpper(r[0]) {
			words = append(words, string(r))
		}
		small = len(r) > 0 && !unicode.IsUpper(r[0]) && !strings.ContainsAny(word[len(word)-1:], ".!?:")
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
	if c.names.begin(text) {
		return text
	}
	return view.Uncapitalize(text)
}
