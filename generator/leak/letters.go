package leak

import (
	"bytes"
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/leak/search"
	"upfront/generator/syntax"
)

// No letter may have what tells another customer from all others: a name, an address, a number. Most often it is left over
// from a copy of another customer's file.
//
// Whose words there are is known only when all agreements have been read. Each file is then searched as it is written, once
// for the words of all others, and its agreement is read again only where the file may have some. After an edit only the
// edited files are searched, and the others only where the edit brought new words that may stand in them.

// Letters is what the search of letters needs to know.
type Letters struct {
	Offer     func() *catalog.Offer
	Ours      []search.Key // as of [OurKeys]: any letter may have them
	Customers []Customer   // by path
	File      func(path string) ([]byte, error)
	Agreement func(path string) *agreement.Agreement // nil where the file cannot be read
	Public    func(word string) bool                 // whether public pages have a word
}

// Customer is a customer, by the file of the agreement.
type Customer struct {
	Path   string
	Keys   KeyList
	Edited bool         // the file differs from the one that was searched before
	New    []search.Key // those of its keys that were not searched for yet
}

// LetterLeaks is the result of a search of letters, to be remembered.
type LetterLeaks struct {
	Inputs     [32]byte       // the digest of all that was read; zero where nothing is known
	Shared     [32]byte       // the digest of what else decides: our own names, and what several customers read
	Problems   []diag.Problem // sorted
	Ordinary   bool           // a name was passed over because public pages have it as an ordinary word
	Vocabulary []byte         // a [search.Vocabulary] of all agreements
}

// letterSearch is one search of letters.
type letterSearch struct {
	*Letters
	all        *search.KeyIndex // of every customer; after an edit, of those whose words may stand in an edited file
	renamed    *search.KeyIndex // of customers with new words that may stand in other letters
	vocabulary *search.Vocabulary
	copies     map[[2]int]bool              // the pairs of agreements that were reported as copies
	agreements map[int]*agreement.Agreement // of customers whose words stand elsewhere
	ordinary   bool
	problems   diag.List
}

// maxEdits is how many edited agreements are searched by themselves; where more were edited, all are.
const maxEdits = 64

// Search returns the words of customers in the letters of others. It searches only what was edited since the previous
// search where that found nothing, and where the shared inputs are the same.
func (l *Letters) Search(previous LetterLeaks, inputs, shared [32]byte) LetterLeaks {
	s := &letterSearch{Letters: l, copies: map[[2]int]bool{}, agreements: map[int]*agreement.Agreement{},
		vocabulary: search.ReadVocabulary(previous.Vocabulary), problems: diag.List{Default: diag.Problem{Rule: RulePrivate}}}
	edited := 0
	for _, c := range l.Customers {
		if c.Edited {
			edited++
		}
	}
	switch {
	case previous.Inputs == [32]byte{} || len(previous.Problems) > 0 || previous.Ordinary || previous.Shared != shared || s.vocabulary == nil || edited > maxEdits || s.vocabulary.Full():
		s.prepareAll()
	case edited == 0:
		return LetterLeaks{Inputs: inputs, Shared: shared, Vocabulary: previous.Vocabulary}
	default:
		s.prepareEdited()
	}
	s.run()
	return LetterLeaks{inputs, shared, diag.Sort(s.problems.Problems), s.ordinary, s.vocabulary.Bytes()}
}

// prepareAll prepares to search all letters for the words of all customers.
func (s *letterSearch) prepareAll() {
	for i := range s.Customers {
		s.Customers[i].Edited = true
	}
	s.all = search.NewKeyIndex(s.keys(nil), s.Ours)
	s.renamed = search.NewKeyIndex(s.keys(map[search.Key]bool{}), nil)
	s.vocabulary = search.NewVocabulary(s.all.Len())
}

// prepareEdited prepares to search the edited letters for the words of all customers, and all letters for new words.
func (s *letterSearch) prepareEdited() {
	inEdited, renamed := map[search.Key]bool{}, map[search.Key]bool{}
	for i, c := range s.Customers {
		if c.Edited {
			s.addEdited(i, inEdited, renamed)
		}
	}
	s.all = search.NewKeyIndex(s.keys(inEdited), s.Ours)
	s.renamed = search.NewKeyIndex(s.keys(renamed), s.Ours)
}

// addEdited adds the keys of all words in an edited file, and those of its customer that are new and may stand elsewhere.
func (s *letterSearch) addEdited(i int, inEdited, renamed map[search.Key]bool) {
	c := s.Customers[i]
	for _, k := range c.Keys.keys() {
		inEdited[k] = true
	}
	a := s.agreement(i)
	if a == nil {
		return
	}
	data, _ := s.File(c.Path) // a file that cannot be read was reported
	search.KeysIn(data, inEdited)
	for _, t := range printedTexts(a) {
		search.KeysIn([]byte(t.V), inEdited)
		search.KeysIn(search.PercentDecoded([]byte(t.V)), inEdited)
	}
	for _, id := range identities(&a.Agreement) {
		for _, k := range id.keys {
			if slices.Contains(c.New, k) && id.kind != passage && s.vocabulary.MayHold(k, id.text.V) {
				renamed[k] = true
			}
		}
	}
}

func (s *letterSearch) run() {
	s.reportCopies()
	suspects := s.suspects()
	s.addKeysOf(suspects)
	for _, i := range suspects {
		s.searchLetter(i)
	}
	s.searchShared()
}

// addKeysOf adds the words of customers whose letters are read again: within these, words of others count as their own.
func (s *letterSearch) addKeysOf(suspects []int) {
	if len(suspects) == 0 {
		return
	}
	own := map[search.Key]bool{}
	for _, i := range suspects {
		for _, k := range s.Customers[i].Keys.keys() {
			own[k] = true
		}
	}
	s.all.Add(s.keys(own), s.Ours)
}

// keys ranges over the customers with those of their keys that are in a set; nil: with all.
func (s *letterSearch) keys(set map[search.Key]bool) iter.Seq2[int, []search.Key] {
	return func(yield func(int, []search.Key) bool) {
		for i, c := range s.Customers {
			keys := c.Keys.keys()
			if set != nil {
				keys = slices.DeleteFunc(keys, func(k search.Key) bool { return !set[k] })
			}
			if len(keys) > 0 && !yield(i, keys) {
				return
			}
		}
	}
}

// agreement returns the agreement of a customer, nil where it cannot be read, and keeps it.
func (s *letterSearch) agreement(i int) *agreement.Agreement {
	a, ok := s.agreements[i]
	if !ok {
		a = s.Agreement(s.Customers[i].Path)
		s.agreements[i] = a
	}
	return a
}

// workers is how many goroutines search files.
const workers = 2

// suspects returns the customers whose files may have words of others, in order. Files that may spell words in other ways
// are among them.
func (s *letterSearch) suspects() (suspects []int) {
	var wait sync.WaitGroup
	found := make([]bool, len(s.Customers))
	learned := [workers]*search.Vocabulary{}
	for w := range workers {
		learned[w] = s.vocabulary.NewEmpty()
		wait.Go(func() {
			for i := w; i < len(s.Customers); i += workers {
				found[i] = s.isSuspect(i, learned[w])
			}
		})
	}
	wait.Wait()
	for _, words := range learned {
		s.vocabulary.Merge(words)
	}
	for i, is := range found {
		if is {
			suspects = append(suspects, i)
		}
	}
	return suspects
}

// isSuspect reports whether the file of a customer may have words of others. Words of an edited file are added to the
// vocabulary.
func (s *letterSearch) isSuspect(i int, learned *search.Vocabulary) bool {
	index := s.all
	if !s.Customers[i].Edited {
		if index, learned = s.renamed, nil; index.Len() == 0 {
			return false
		}
	}
	data, err := s.File(s.Customers[i].Path)
	if err != nil {
		return false // it is reported where the agreement is read
	}
	hits, _ := s.foreignHits(index, data, i, learned)
	return len(hits) > 0 || mayBeSpelledOtherwise(data)
}

// foreignHits returns the words in a text that are of other customers than its reader, each with its owner. Words of the
// reader, and words within these, are left out. A reader of -1 has no words.
func (s *letterSearch) foreignHits(index *search.KeyIndex, text []byte, reader int, learned *search.Vocabulary) (hits []search.Hit, owners []int) {
	var own []search.Hit
	index.Find(text, learned, func(h search.Hit, owner int) {
		switch {
		case owner == reader || reader >= 0 && s.Customers[reader].Keys.has(h.Key):
			own = append(own, h)
		default:
			hits, owners = append(hits, h), append(owners, owner)
		}
	})
	if len(hits) == 0 || len(own) == 0 {
		return hits, owners
	}
	n := 0
	for i, h := range hits {
		if !slices.ContainsFunc(own, func(o search.Hit) bool { return o.From <= h.From && h.To <= o.To }) {
			hits[n], owners[n] = h, owners[i]
			n++
		}
	}
	return hits[:n], owners[:n]
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
		}
	}
	return false
}

// isLetter reports whether a byte is a letter of ASCII or a part of any other character.
func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || c >= 0x80 }

// foreignWord is a word of a customer in a text that others read.
type foreignWord struct {
	key   search.Key
	owner int
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
			if reported[w.key] {
				continue
			}
			reported[w.key] = true
			if !s.copies[[2]int{min(w.owner, reader), max(w.owner, reader)}] && !actsFor(s.agreement(w.owner), w.identity, a) {
				s.report(t.At, w, consequence)
			}
		}
	}
}

// foreignWords returns the words in a text that are of other customers than its reader, without names that are ordinary
// words and without the words of public agreements.
func (s *letterSearch) foreignWords(text string, reader int) (words []foreignWord) {
	if search.HasPercentEscape([]byte(text)) {
		text += "\n" + string(search.PercentDecoded([]byte(text)))
	}
	hits, owners := s.foreignHits(s.all, []byte(text), reader, nil)
	for n, h := range hits {
		owner := s.agreement(owners[n])
		if owner == nil || owner.Public() {
			continue
		}
		if id, ok := identityWith(owner, h.Key); ok && !s.isOrdinary(id) {
			words = append(words, foreignWord{h.Key, owners[n], id})
		}
	}
	return words
}

// isOrdinary reports whether a value is a name of one word that public pages have in small letters: there it is a word.
func (s *letterSearch) isOrdinary(id identity) bool {
	name := strings.TrimSpace(id.text.V)
	if id.kind != customerName && id.kind != personName || strings.ContainsAny(name, " \t\n") || !s.Public(strings.ToLower(name)) {
		return false
	}
	s.ordinary = true
	return true
}

func (s *letterSearch) report(at diag.Place, w foreignWord, consequence string) {
	owner, person := s.agreement(w.owner), "somebody"
	if w.person != nil {
		person = cmp.Or(w.person.Name.V, "this person")
	}
	s.problems.Add(diag.Problem{
		At: at, Message: fmt.Sprintf("%q is %s in %s, and %s", w.text.V, w.kind, s.Customers[w.owner].Path, consequence),
		Help: fmt.Sprintf("Take it out, or say it without the name, such as: another customer of ours. "+
			"If %s acts for this customer, too, write also: with the name of this file, without .yaml, below their name in %s.", person, owner.At.File),
		Related: []diag.Related{{At: w.text.At, Note: "it stands here"}},
	})
}

// searchShared reports words of a customer in what others read and the public does not: notices, and promises for
// customers alone.
func (s *letterSearch) searchShared() {
	for _, n := range s.Offer().Notices {
		if n.Public() || n.Visibility.V == "internal" {
			continue
		}
		source := n.Notice.Body
		texts := append(onlyWritten([]syntax.Text{n.Title}), proseTexts(n.Body, syntax.Text{V: string(source.Text), At: diag.Place{File: source.File, Line: source.Line}})...)
		s.searchTexts(texts, func(id string) bool { return len(n.Customers) == 1 && n.Customers[0].V == id })
	}
	for _, p := range s.Offer().Promises {
		if p.Visibility.V == "customer" {
			texts := onlyWritten([]syntax.Text{p.Says, p.Means})
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
			if !reported[w.key] && !isAlone(syntax.AgreementID(s.Customers[w.owner].Path)) {
				reported[w.key] = true
				s.report(t.At, w, "other customers would read it")
			}
		}
	}
}
