package leak

import (
	"iter"
	"slices"
	"sync"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/internal/parallel"
	"upfront/generator/leak/search"
)

// No letter may have words that identify another customer: a name, an address, a number. Most often they are left over from
// a copy of another customer's file.
//
// These words are known only when all agreements have been read. Each file is then searched as it is written, once for
// the words of all other customers, and its agreement is read again only where the file may have some. After an edit only the
// edited files are searched, and the others only where the edit brought new words that may stand in them.

// Letters is what the search of letters needs to know.
type Letters struct {
	Offer     func() *catalog.Offer
	Ours      []search.Key                           // as of [OurKeys]: any letter may have them
	Customers []Customer                             // by path
	File      func(Customer) ([]byte, error)         // all that the letter may have words of that are for the customer alone
	Agreement func(path string) *agreement.Agreement // nil where the file cannot be read
	IsWord    func(name string) bool                 // whether public pages have a name in small letters
}

// Customer is a customer, by the file of the agreement.
type Customer struct {
	Path   string
	Keys   KeyList
	Edited bool         // the file differs from the one that was searched before
	New    []search.Key // those of its keys that were not searched for yet
	Yes    []byte       // as of [agreement.Agreement.WordsOfYes], where records say nothing else of their own; nil: they have to be read
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
	renamed    *search.KeyIndex // of customers with new words that may stand in letters that were not edited
	vocabulary *search.Vocabulary
	ours       func() *search.KeyIndex      // of our own names of several words
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
	s.ours = sync.OnceValue(func() *search.KeyIndex {
		return search.NewKeyIndex(func(yield func(int, []search.Key) bool) { yield(0, l.Ours) }, nil)
	})
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
	s.reportCopies()
	suspects := s.suspects()
	s.addKeysOf(suspects)
	for _, i := range suspects {
		s.searchLetter(i)
	}
	s.searchShared()
	return LetterLeaks{inputs, shared, diag.Sort(s.problems.Problems), s.ordinary, s.vocabulary.Bytes()}
}

// prepareAll prepares to search all letters for the words of all customers.
func (s *letterSearch) prepareAll() {
	for i := range s.Customers {
		s.Customers[i].Edited = true
	}
	s.all = search.NewKeyIndex(s.keys(nil), s.Ours)
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
	for _, k := range c.Keys.Keys() {
		inEdited[k] = true
	}
	a := s.agreement(i)
	if a == nil {
		return
	}
	data, _ := s.File(c) // a file that cannot be read was reported
	search.KeysIn(data, inEdited)
	for _, t := range printedTexts(a) {
		search.KeysIn([]byte(t.V), inEdited)
		search.KeysIn(search.PercentDecoded([]byte(t.V)), inEdited)
	}
	for _, id := range identities(a.Private()) {
		for _, k := range id.keys {
			if slices.Contains(c.New, k) && id.kind != passage && s.vocabulary.MayHold(k, id.text.V) {
				renamed[k] = true
			}
		}
	}
}

// addKeysOf adds the words of customers whose letters are read again: within these, words of others count as their own.
func (s *letterSearch) addKeysOf(suspects []int) {
	if len(suspects) == 0 {
		return
	}
	own := map[search.Key]bool{}
	for _, i := range suspects {
		for _, k := range s.Customers[i].Keys.Keys() {
			own[k] = true
		}
	}
	s.all.Add(s.keys(own), s.Ours)
}

// keys ranges over the customers with those of their keys that are in a set; nil: with all.
func (s *letterSearch) keys(set map[search.Key]bool) iter.Seq2[int, []search.Key] {
	return func(yield func(int, []search.Key) bool) {
		for i, c := range s.Customers {
			keys := c.Keys.Keys()
			if set != nil {
				keys = slices.DeleteFunc(keys, func(k search.Key) bool { return !set[k] })
			}
			if len(keys) > 0 && !yield(i, keys) {
				return
			}
		}
	}
}

// maxKept is how many agreements are kept at once. Among a million customers, hundreds of thousands have a namesake.
const maxKept = 256

// agreement returns the agreement of a customer, nil where it cannot be read, and keeps it for a while.
func (s *letterSearch) agreement(i int) *agreement.Agreement {
	a, ok := s.agreements[i]
	if !ok {
		if len(s.agreements) == maxKept {
			clear(s.agreements)
		}
		a = s.Agreement(s.Customers[i].Path)
		s.agreements[i] = a
	}
	return a
}

// suspects returns the customers whose files may have words of others, spelled in whichever way, in order.
func (s *letterSearch) suspects() (suspects []int) {
	var wait sync.WaitGroup
	found := make([]bool, len(s.Customers))
	workers := parallel.Workers()
	learned := make([]*search.Vocabulary, workers)
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

// isSuspect reports whether a customer's file may have words of others. Words of an edited file are added to the vocabulary.
func (s *letterSearch) isSuspect(i int, learned *search.Vocabulary) bool {
	index := s.all
	if !s.Customers[i].Edited {
		if index, learned = s.renamed, nil; index.Len() == 0 {
			return false
		}
	}
	data, err := s.File(s.Customers[i])
	if err != nil {
		return false // it is reported where the agreement is read
	}
	return len(s.foreignHits(index, data, i, learned)) > 0 || mayBeSpelledOtherwise(data)
}
