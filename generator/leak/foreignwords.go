package leak

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"upfront/generator/diag"
	"upfront/generator/leak/search"
	"upfront/generator/syntax"
)

// foreignHits returns the words of customers in a text, without those of its reader (-1: nobody) and words within these.
func (s *letterSearch) foreignHits(index *search.KeyIndex, text []byte, reader int, learned *search.Vocabulary) (hits []search.Hit) {
	var own []search.Hit
	index.Find(text, learned, func(h search.Hit) {
		if h.Owner == reader || reader >= 0 && slices.Contains(s.Customers[reader].Keys.Keys(), h.Key) {
			own = append(own, h)
		} else {
			hits = append(hits, h)
		}
	})
	return slices.DeleteFunc(hits, func(h search.Hit) bool {
		return slices.ContainsFunc(own, func(o search.Hit) bool { return o.From <= h.From && h.To <= o.To })
	})
}

// mayBeSpelledOtherwise reports whether a file may have words that are spelled in another way than they read: with escapes
// of YAML, with entities and percent signs, or with marks and links of Markdown in them.
func mayBeSpelledOtherwise(file []byte) bool {
	if bytes.IndexByte(file, '\\') >= 0 || bytes.IndexByte(file, '<') >= 0 || bytes.Contains(file, []byte("](")) || bytes.Contains(file, []byte("][")) || search.HasPercentEscape(file) {
		return true
	}
	for from := 1; from < len(file); from++ {
		at := bytes.IndexAny(file[from:], "&*~`[")
		if at < 0 {
			return false
		}
		from += at
		before, next := file[from-1], bytes.TrimLeft(file[from:], "*~`[")
		switch {
		case file[from] == '&':
			if from+1 < len(file) && (file[from+1] == '#' || isLetter(file[from+1])) {
				return true
			}
		case '0' <= before && before <= '9', isLetter(before) && len(next) > 0 && isLetter(next[0]):
			return true
		default:
			from = len(file) - len(next) - 1 // behind the last of several marks, of which each would look at all that follow
		}
	}
	return false
}

// isLetter reports whether a byte is a letter of ASCII or a part of any other character.
func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || c >= 0x80 }

// foreignWord is a word of a customer in a text that others read.
type foreignWord struct {
	search.Hit
	identity
}

// searchLetter reports words of others in the letter of a customer.
func (s *letterSearch) searchLetter(reader int) {
	a := s.Agreement(s.Customers[reader].Path) // which is not kept: suspects may be many
	if a == nil {
		return
	}
	consequence := "the customer of this agreement would read it"
	if a.Public() {
		consequence = "this agreement is public"
	}
	reported := map[search.Key]bool{}
	for _, t := range printedTexts(a) {
		s.vocabulary.AddText([]byte(t.V)) // which may be spelled in another way in the file
		s.vocabulary.AddText(search.PercentDecoded([]byte(t.V)))
		for _, w := range s.foreignWords(t.V, reader) {
			if reported[w.Key] {
				continue
			}
			reported[w.Key] = true
			if !s.copies[[2]int{min(w.Owner, reader), max(w.Owner, reader)}] && !actsFor(s.agreement(w.Owner), w.identity, a) {
				s.report(t.At, w, consequence)
			}
		}
	}
}

// foreignWords returns the words of foreignHits without names that are ordinary words, that may be named or that are a part of
// a name of ours, such as that of a partner, and without words of public agreements.
func (s *letterSearch) foreignWords(text string, reader int) (words []foreignWord) {
	if search.HasPercentEscape([]byte(text)) {
		text += "\n" + string(search.PercentDecoded([]byte(text)))
	}
	var ours []search.Hit
	s.ours().Find([]byte(text), nil, func(h search.Hit) { ours = append(ours, h) })
	for _, h := range s.foreignHits(s.all, []byte(text), reader, nil) {
		if slices.ContainsFunc(ours, func(o search.Hit) bool { return o.From <= h.From && h.To <= o.To }) {
			continue
		}
		owner := s.agreement(h.Owner)
		if owner == nil || owner.Public() {
			continue
		}
		ids := identities(owner.Private())
		i := slices.IndexFunc(ids, func(id identity) bool { return id.kind != passage && slices.Contains(id.keys, h.Key) })
		if i >= 0 && !ids[i].mayBeNamed(&owner.Agreement) && !s.isOrdinary(ids[i]) {
			words = append(words, foreignWord{h, ids[i]})
		}
	}
	return words
}

// mayBeNamed reports whether a value is the name of somebody who may be named.
func (i identity) mayBeNamed(owner *syntax.Agreement) bool {
	switch i.kind {
	case customerName:
		return owner.Customer.MayBeNamed.IsSet()
	case personName:
		return i.person.MayBeNamed.IsSet()
	}
	return false
}

// isOrdinary reports whether a value is a name of one word that public pages have in small letters: there it is a word.
func (s *letterSearch) isOrdinary(id identity) bool {
	name := strings.TrimSpace(id.text.V)
	if id.kind != customerName && id.kind != personName || strings.ContainsAny(name, " \t\n") || !s.IsWord(name) {
		return false
	}
	s.ordinary = true
	return true
}

func (s *letterSearch) report(at diag.Place, w foreignWord, consequence string) {
	owner, person := s.agreement(w.Owner), "somebody"
	if w.person != nil {
		person = cmp.Or(w.person.Name.V, "this person")
	}
	consent := ""
	switch w.kind {
	case customerName:
		consent = fmt.Sprintf(" If they agreed to be named, write may_be_named: {because: …} below customer in %s.", owner.At.File)
	case personName:
		consent = fmt.Sprintf(" If they agreed to be named, write may_be_named: {because: …} below their name in %s.", owner.At.File)
	}
	s.problems.Add(diag.Problem{
		At: at, Message: fmt.Sprintf("%q is %s in %s, and %s", w.text.V, w.kind, s.Customers[w.Owner].Path, consequence),
		Help: fmt.Sprintf("Take it out, or say it without the name, such as: another customer of ours. "+
			"If %s acts for this customer, too, write also: with the name of this file, without .yaml, below their name in %s.", person, owner.At.File) + consent,
		Related: []diag.Related{{At: w.text.At, Note: "it stands here"}},
	})
}

// searchShared reports words of a customer in notices and promises for customers alone.
func (s *letterSearch) searchShared() {
	for _, n := range s.Offer().Notices {
		if n.Public() || n.Visibility.V == "internal" {
			continue
		}
		source := n.Notice.Body
		texts := append([]syntax.Text{n.Title}, proseTexts(n.Body, 0)...)
		texts = append(texts, syntax.Text{V: string(source.Text), At: diag.Place{File: source.File, Line: source.Line}})
		s.searchTexts(texts, func(id string) bool { return len(n.Customers) == 1 && n.Customers[0].V == id })
	}
	for _, p := range s.Offer().Promises {
		if p.Visibility.V == "customer" {
			texts := []syntax.Text{p.Says, p.Short, p.Means}
			for _, text := range Texts(p.Promise) {
				texts = append(texts, syntax.Text{V: text, At: p.At})
			}
			s.searchTexts(texts, func(string) bool { return false })
		}
	}
}

// searchTexts reports words of a customer in texts that others read. IsAlone reports whether a customer is the only reader.
func (s *letterSearch) searchTexts(texts []syntax.Text, isAlone func(id string) bool) {
	reported := map[search.Key]bool{}
	for _, t := range texts {
		for _, w := range s.foreignWords(t.V, -1) {
			if !reported[w.Key] && !isAlone(syntax.AgreementID(s.Customers[w.Owner].Path)) {
				reported[w.Key] = true
				s.report(t.At, w, "other customers would read it")
			}
		}
	}
}
