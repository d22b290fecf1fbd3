package generator

import (
	"bytes"
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"upfront/generator/agreement"
	"upfront/generator/diag"
	"upfront/generator/leak/search"
	"upfront/generator/syntax"
)

// Nothing that tells one customer from all others may stand in the letter of another: no name, no address, no number. The
// commonest way there is a copy of last time's file, in which something was left as it was.
//
// Who else has a customer's words is known only when all agreements have been read. Each file is then searched as it is
// written, in one reading for the words of all others, and only where it may hold some is the agreement read once more.
// After an edit, that is done for what was edited, and for the others only where the edit brought new words to look for
// that may stand somewhere.

// copiedAgreement is the rule for the same words in two agreements.
const copiedAgreement diag.RuleID = "copied-agreement"

// between is what is remembered of looking for words of one customer in the letters of others.
type between struct {
	Of       [32]byte // of all that was read; zero where nothing is known
	Beside   [32]byte // of what else decides it: our own names, and what several customers read
	Problems []diag.Problem
	Ordinary bool   // a name was passed over because it is a word of the public pages
	Words    []byte // a [search.Vocabulary] of all agreements
}

// bearer is an agreement as the run met it.
type bearer struct {
	path     string
	keys     keyList
	fresh    bool         // its text differs from what was looked at before
	unsought []search.Key // of its words, those that were not looked for yet
}

// apartFrom reports the words of customers in the letters of others.
func (r *run) apartFrom() {
	was, of := r.input.Memory.outline.Between, r.of.digest()
	r.found = between{Of: of, Beside: r.outline.Beside}
	if was.Of == of {
		r.found = was
		r.report(was.Problems)
		return
	}
	s := &crossing{run: r, copies: map[[2]int]bool{}, known: map[int]*agreement.Agreement{}}
	fresh := 0
	for _, b := range r.bearers {
		if b.fresh {
			fresh++
		}
	}
	s.words = search.ReadVocabulary(was.Words)
	switch {
	case was.Of == [32]byte{} || len(was.Problems) > 0 || was.Ordinary || was.Beside != r.outline.Beside || s.words == nil || fresh > fewEdits || s.words.Full():
		s.everything()
	case fresh == 0:
		r.found.Words = was.Words
		return
	default:
		s.edits()
	}
	r.found.Problems = r.site().settle(s.problems())
	r.found.Ordinary, r.found.Words = s.ordinary, s.words.Bytes()
	r.report(r.found.Problems)
}

// fewEdits is how many agreements are looked at by themselves; where more were edited, all are.
const fewEdits = 64

// crossing is one crossing for words of customers in the letters of others.
type crossing struct {
	*run
	all      *search.KeyIndex             // of every customer; after an edit, of those whose words may be in sight
	renamed  *search.KeyIndex             // of those with new words that may stand in other letters
	words    *search.Vocabulary           // of all agreements
	copies   map[[2]int]bool              // the agreements of which one was told to be a copy of the other
	known    map[int]*agreement.Agreement // of those who have words that stand elsewhere
	ordinary bool
	out      []diag.Problem
}

// everything prepares to search all letters for the words of all.
func (s *crossing) everything() {
	for i := range s.bearers {
		s.bearers[i].fresh = true
	}
	s.all = search.NewKeyIndex(s.keys(nil), s.outline.Ours)
	s.renamed = search.NewKeyIndex(s.keys(map[search.Key]bool{}), nil)
	s.words = search.NewVocabulary(s.all.Len())
}

// edits prepares to search the letters that were edited for the words of all, and all letters for words that are new. Of the
// words of all, those count that stand in what was edited.
func (s *crossing) edits() {
	sight, renamed := map[search.Key]bool{}, map[search.Key]bool{}
	for i, b := range s.bearers {
		if !b.fresh {
			continue
		}
		for _, k := range b.keys.keys() {
			sight[k] = true
		}
		a := s.read(i)
		if a == nil {
			continue
		}
		data, _ := s.input.Tree.Read(b.path) // one that cannot be read has been told of
		search.KeysIn(data, sight)
		for _, text := range printedWords(a) {
			search.KeysIn([]byte(text.text), sight)
			search.KeysIn(search.PercentDecoded([]byte(text.text)), sight)
		}
		for _, is := range identities(&a.Agreement) {
			for _, k := range is.keys {
				if slices.Contains(b.unsought, k) && is.kind != passage && s.words.MayHold(k, is.text.V) {
					renamed[k] = true
				}
			}
		}
	}
	s.all = search.NewKeyIndex(s.keys(sight), s.outline.Ours)
	s.renamed = search.NewKeyIndex(s.keys(renamed), s.outline.Ours)
}

func (s *crossing) problems() []diag.Problem {
	s.copied()
	suspects := s.suspects()
	s.own(suspects)
	for _, i := range suspects {
		s.letter(i)
	}
	s.notices()
	return diag.Sort(s.out)
}

// own adds the words of those whose letters are read once more, which may hold words of others.
func (s *crossing) own(suspects []int) {
	if len(suspects) == 0 {
		return
	}
	own := map[search.Key]bool{}
	for _, i := range suspects {
		for _, k := range s.bearers[i].keys.keys() {
			own[k] = true
		}
	}
	s.all.Add(s.keys(own), s.outline.Ours)
}

// keys ranges over the bearers with those of their keys that are among some; nil: with all.
func (s *crossing) keys(among map[search.Key]bool) func(func(int, []search.Key) bool) {
	return func(yield func(int, []search.Key) bool) {
		for i, b := range s.bearers {
			keys := b.keys.keys()
			if among != nil {
				keys = slices.DeleteFunc(keys, func(k search.Key) bool { return !among[k] })
			}
			if len(keys) > 0 && !yield(i, keys) {
				return
			}
		}
	}
}

// read returns the agreement of a bearer; nil where it cannot be read.
func (s *crossing) read(i int) *agreement.Agreement {
	a, ok := s.known[i]
	if !ok {
		a, _ = s.site().resolve(s.bearers[i].path, nil)
		s.known[i] = a
	}
	return a
}

// suspects returns the agreements whose files may hold words of others, in order. Files that may spell words in other ways
// are among them.
func (s *crossing) suspects() (out []int) {
	var wait sync.WaitGroup
	found := make([]bool, len(s.bearers))
	learned := [workers]*search.Vocabulary{}
	for w := range workers {
		learned[w] = s.words.NewEmpty()
		wait.Go(func() {
			for i := w; i < len(s.bearers); i += workers {
				found[i] = s.suspect(i, learned[w])
			}
		})
	}
	wait.Wait()
	for _, words := range learned {
		s.words.Merge(words)
	}
	for i, is := range found {
		if is {
			out = append(out, i)
		}
	}
	return out
}

// suspect reports whether the file of an agreement may hold words of others, and adds the words of one that was edited.
func (s *crossing) suspect(i int, learned *search.Vocabulary) bool {
	words := s.all
	if !s.bearers[i].fresh {
		if words, learned = s.renamed, nil; words.Empty() {
			return false
		}
	}
	data, err := s.input.Tree.Read(s.bearers[i].path)
	if err != nil {
		return false // which is told by who reads it for its words
	}
	theirs, _ := s.hits(words, data, i, learned)
	return len(theirs) > 0 || spelled(data)
}

// hits returns the words of others in a text, with their bearers. Words of the reader's own, and those that stand within
// them, are not of others. A reader of -1 has none.
func (s *crossing) hits(words *search.KeyIndex, text []byte, reader int, learned *search.Vocabulary) (theirs []search.Hit, bearers []int) {
	var own [][2]int
	words.Find(text, learned, func(h search.Hit, by int) {
		switch {
		case by == reader || reader >= 0 && s.bearers[reader].keys.has(h.Key):
			own = append(own, [2]int{h.From, h.To})
		default:
			theirs, bearers = append(theirs, h), append(bearers, by)
		}
	})
	if len(theirs) == 0 || len(own) == 0 {
		return theirs, bearers
	}
	n := 0
	for i, h := range theirs {
		if !slices.ContainsFunc(own, func(o [2]int) bool { return o[0] <= h.From && h.To <= o[1] }) {
			theirs[n], bearers[n] = h, bearers[i]
			n++
		}
	}
	return theirs[:n], bearers[:n]
}

// spelled reports whether a file may hold words that are spelled in another way than they read: by escapes of YAML, by
// entities and percent signs, or with marks and links of Markdown in them.
func spelled(file []byte) bool {
	if bytes.IndexByte(file, '\\') >= 0 || bytes.IndexByte(file, '<') >= 0 || bytes.Contains(file, []byte("](")) || bytes.Contains(file, []byte("][")) || spellsByNumber(file) {
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

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || c >= 0x80 }

// letter reports words of others in the letter of a customer.
func (s *crossing) letter(i int) {
	a, _ := s.site().resolve(s.bearers[i].path, nil)
	if a == nil {
		return
	}
	told := map[search.Key]bool{}
	for _, text := range printedWords(a) {
		s.words.AddText([]byte(text.text)) // which may be spelled in another way in the file
		s.words.AddText(search.PercentDecoded([]byte(text.text)))
		for _, h := range s.foreign(text.text, i) {
			if told[h.key] {
				continue
			}
			told[h.key] = true
			if s.copies[[2]int{min(h.bearer, i), max(h.bearer, i)}] || actsFor(s.read(h.bearer), h.identity, a) {
				continue
			}
			reader := "the customer of this agreement would read it"
			if a.Public() {
				reader = "this agreement is public"
			}
			s.out = append(s.out, s.leaked(text.at, h, reader))
		}
	}
}

// theirs is a hit with what it is of.
type theirs struct {
	key      search.Key
	bearer   int
	identity identity
}

// foreign returns the words of others in a text that a reader has, but for those that are ordinary words after all.
func (s *crossing) foreign(text string, reader int) (out []theirs) {
	if spellsByNumber([]byte(text)) {
		text += "\n" + string(search.PercentDecoded([]byte(text)))
	}
	hits, bearers := s.hits(s.all, []byte(text), reader, nil)
	for n, h := range hits {
		who := s.read(bearers[n])
		if who == nil || who.Public() { // who made it public made its words public
			continue
		}
		if is, ok := valueOf(who, h.Key); ok && !s.isOrdinary(is) {
			out = append(out, theirs{h.Key, bearers[n], is})
		}
	}
	return out
}

// valueOf returns the value of an agreement that has a key, but for passages.
func valueOf(a *agreement.Agreement, key search.Key) (identity, bool) {
	for _, i := range identities(&a.Agreement) {
		if i.kind != passage && slices.Contains(i.keys, key) {
			return i, true
		}
	}
	return identity{}, false
}

// isOrdinary reports a name of one word that stands in small letters on the public pages: there it is a word.
func (s *crossing) isOrdinary(is identity) bool {
	name := strings.TrimSpace(is.text.V)
	if is.kind != customerName && is.kind != personName || strings.ContainsAny(name, " \t\n") || s.printed == nil {
		return false
	}
	if _, found := s.index().Find(strings.ToLower(name)); !found {
		return false
	}
	s.ordinary = true
	return true
}

func (s *crossing) leaked(at diag.Place, h theirs, reader string) diag.Problem {
	b := s.bearers[h.bearer]
	return diag.Problem{Rule: leakPrivate, At: at, Message: fmt.Sprintf("%q is %s in %s, and %s", h.identity.text.V, h.identity.kind, b.path, reader),
		Help:    "Take it out, or say it without the name, such as: another customer of ours." + actsHelp(s.read(h.bearer), h.identity),
		Related: []diag.Related{{At: h.identity.text.At, Note: "it stands here"}}}
}

// actsHelp says how to allow words of somebody who acts for another customer, too.
func actsHelp(a *agreement.Agreement, is identity) string {
	if is.person == nil {
		return fmt.Sprintf(" If somebody acts for this customer, too, write also: with the name of this file, without .yaml, below their name in %s.", a.At.File)
	}
	return fmt.Sprintf(" If %s acts for this customer, too, write also: with the name of this file, without .yaml, below their name in %s.", cmp.Or(is.person.Name.V, "this person"), a.At.File)
}

// actsFor reports whether the words of one customer may stand in the letter of another: those of a person who acts for
// both, and the name of the customer where anybody does.
func actsFor(a *agreement.Agreement, is identity, reader *agreement.Agreement) bool {
	acts := func(people []syntax.CustomerPerson, id string) bool {
		return slices.ContainsFunc(people, func(p syntax.CustomerPerson) bool {
			return (is.person == nil || samePerson(*is.person, p)) && slices.ContainsFunc(p.Also, func(t syntax.Text) bool { return t.V == id })
		})
	}
	return acts(a.People, reader.ID) || acts(reader.People, a.ID)
}

// samePerson reports whether two entries may be of one person: they share a name, an address or a number.
func samePerson(p, q syntax.CustomerPerson) bool {
	return strings.EqualFold(p.Name.V, q.Name.V) || slices.ContainsFunc(ways(p), func(k search.Key) bool { return slices.Contains(ways(q), k) })
}

// ways returns the keys of a person's address and number.
func ways(p syntax.CustomerPerson) []search.Key {
	return append(search.MailKeys(p.Email.V), search.PhoneKeys(p.Phone.V)...)
}

// notices reports words of a customer in what others of them read and the public does not: notices, and promises for
// customers alone.
func (s *crossing) notices() {
	o := s.site().Offer
	for _, n := range o.Notices {
		if n.Public() || n.Visibility.V == "internal" {
			continue
		}
		source := n.Notice.Body
		words := append(appendSet(nil, n.Title), proseWords(n.Body, syntax.Text{V: string(source.Text), At: diag.Place{File: source.File, Line: source.Line}})...)
		s.readBySome(words, func(id string) bool { return len(n.Customers) == 1 && n.Customers[0].V == id })
	}
	for _, p := range o.Promises {
		if p.Visibility.V == "customer" {
			words := appendSet(nil, p.Says, p.Means)
			for _, text := range appendTexts(nil, reflect.ValueOf(p.Promise)) {
				words = append(words, secretText{p.At, text})
			}
			s.readBySome(words, func(string) bool { return false })
		}
	}
}

// readBySome reports words of a customer in texts that others read; alone reports whether a customer is the only reader.
func (s *crossing) readBySome(words []secretText, alone func(id string) bool) {
	told := map[search.Key]bool{}
	for _, text := range words {
		for _, h := range s.foreign(text.text, -1) {
			if told[h.key] || alone(idOf(s.bearers[h.bearer].path)) {
				continue
			}
			told[h.key] = true
			s.out = append(s.out, s.leaked(text.at, h, "other customers would read it"))
		}
	}
}
