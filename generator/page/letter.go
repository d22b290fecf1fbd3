package page

import (
	"errors"
	"html/template"
	"maps"
	"slices"
	"sync"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/leak/search"
	"upfront/generator/publish"
	"upfront/generator/record"
	"upfront/generator/seal"
	"upfront/generator/theme"
)

// Letters makes the page of one customer after the other. What is the same for all of them is made once; of a customer
// it keeps nothing. It is safe for use by several goroutines.
//
// What a letter shows is copied, field by field, from what was agreed: lines for staff alone, what staff observed and
// staff notes are in no field of [Agreement] that this file fills.
type Letters struct {
	at
	counts func() *record.Book // what became of the promises; nil where that is not known
	same   shared
	Secret *search.Spellings         // what no letter may hold: the secret of the site; nil: it is not looked for
	shells [2]func() (around, error) // without words to be asked for, and with them
	gone   [2]func() ([]byte, error) // replaced, and past its last day
	rooms  sync.Pool                 // of *room
}

// shared is what letters have in common.
type shared struct {
	cards   map[*catalog.Promise]func() *AgreedPromise // each made when a letter first needs it
	duties  map[*catalog.Capability][]Part
	ladders map[*catalog.Capability][]Step
	notices map[*catalog.Notice]NoticeItem
	last    []Step // whom to turn to after all others
	files   map[string]bool
}

// letterFolder stands for the folder of any letter: all lie two folders below the root, a/<26 characters>/ and
// agreements/<id>/, so that links are the same in each.
const letterFolder = sealedFolder + "x/"

// NewLetters prepares the letters of an offer's customers. read reads the pictures that letters show. counts gives what
// became of the promises, where a letter needs it; nil where that is not known.
func NewLetters(o *catalog.Offer, t *theme.Theme, read Reader, counts func() *record.Book) *Letters {
	if counts != nil {
		counts = sync.OnceValue(counts)
	}
	l := &Letters{at: newPress(o, t).on(letterFolder), counts: counts, rooms: sync.Pool{New: func() any { return new(room) }}}
	l.read = read
	if counts != nil && slices.ContainsFunc(o.Promises, func(w *catalog.Promise) bool { return w.Acknowledge.Until.IsSet() }) {
		l.book = counts()
	}
	l.same = l.prepare()
	for i, words := range []bool{false, true} {
		l.shells[i] = sync.OnceValues(func() (around, error) { return l.shell(seal.Terms{Passphrase: words}) })
	}
	for i, ended := range []bool{false, true} {
		l.gone[i] = sync.OnceValues(func() ([]byte, error) { return l.tombstone(ended) })
	}
	return l
}

func (l *Letters) prepare() shared {
	s := shared{cards: map[*catalog.Promise]func() *AgreedPromise{}, duties: map[*catalog.Capability][]Part{}, ladders: map[*catalog.Capability][]Step{},
		notices: map[*catalog.Notice]NoticeItem{}, last: l.lastSteps(), files: map[string]bool{}}
	for _, w := range l.offer.Promises {
		if w.Visibility.V != "internal" {
			s.cards[w] = sync.OnceValue(func() *AgreedPromise { return l.card(w) })
		}
	}
	for _, c := range l.offer.Capabilities {
		s.duties[c], s.ladders[c] = l.at.duties(c), l.at.steps(c.Escalation)
	}
	for _, n := range l.offer.Notices {
		if n.Visibility.V != "internal" {
			s.notices[n] = l.noticeItem(n)
		}
	}
	for _, name := range l.linkedFiles() {
		s.files[name] = true
	}
	return s
}

// Files gives the files that a letter may link to, sorted: those that the public pages link to.
func (l *Letters) Files() []string { return slices.Sorted(maps.Keys(l.same.files)) }

// Sealed gives the private page of one customer as it is published: sealed, in its shell. In the clear it is only here,
// in room that the next one is printed over.
func (l *Letters) Sealed(a *agreement.Agreement, keys seal.Keys) ([]byte, error) {
	r := l.rooms.Get().(*room)
	defer l.rooms.Put(r)
	var err error
	if r.html, err = l.append(r.html[:0], a); err != nil {
		return nil, err
	}
	if l.Secret.MayBeIn(r.html) && l.Secret.FoundIn(r.html) {
		return nil, ErrSecret
	}
	terms := sealTerms(a)
	if r.box, err = keys.AppendSeal(r.box[:0], seal.NewLetter(r.html), terms); err != nil {
		return nil, err
	}
	return l.inShell(r.box, terms)
}

// ErrSecret says that a letter holds the secret of the site.
var ErrSecret = errors.New("a private page holds the secret of this site")

// Exposes reports whether the private page of a customer holds the secret of the site.
func (l *Letters) Exposes(a *agreement.Agreement) (bool, error) {
	r := l.rooms.Get().(*room)
	defer l.rooms.Put(r)
	var err error
	r.html, err = l.append(r.html[:0], a)
	return err == nil && l.Secret.FoundIn(r.html), err
}

// Around returns all that stands around boxes, or in the place of one, by what it is.
func (l *Letters) Around() (map[string][]byte, error) {
	out := map[string][]byte{}
	for i, name := range []string{"opened by a link", "opened by a link and words"} {
		shell, err := l.shells[i]()
		if err != nil {
			return nil, err
		}
		out[name] = slices.Concat(shell.before, shell.after)
	}
	for i, name := range []string{"replaced", "ended"} {
		data, err := l.gone[i]()
		if err != nil {
			return nil, err
		}
		out[name] = data
	}
	return out, nil
}

// room is where a letter is printed and sealed.
type room struct{ html, box []byte }

// append adds the whole private page of one customer to what is there.
func (l *Letters) append(to []byte, a *agreement.Agreement) ([]byte, error) {
	view := l.view(a)
	if view.Reply != nil || view.Calendar.ICS != "" {
		view.Replier = template.JS(seal.Reply())
	}
	return l.theme.Append(to, "letter", &view)
}

// Open gives the outputs of an agreement whose customer has made it public: its page, and its dates for calendars. For
// any other agreement there are none.
func (l *Letters) Open(a *agreement.Agreement) []publish.Output {
	if !a.Public() {
		return nil
	}
	folder := openFolder + a.ID + "/"
	page := publish.Output{Path: folder + "index.html", From: a.At.File, Print: func() ([]byte, error) {
		return l.theme.Print("agreement", l.openView(a))
	}}
	dates := publish.Output{Path: folder + openDates, From: a.At.File, Print: func() ([]byte, error) {
		return []byte(l.letter(a).ics()), nil
	}}
	if l.letter(a).ics() == "" {
		return []publish.Output{page}
	}
	return []publish.Output{page, dates}
}

// Where agreements lie that their customers have made public.
const (
	openFolder = "agreements/"
	openDates  = "dates.ics"
)

func (l *Letters) openView(a *agreement.Agreement) Agreement {
	view := l.view(a)
	view.Frame = l.on(openFolder+a.ID+"/").frame("agreement", view.Heading, "")
	view.Frame.Print, view.Frame.NoIndex, view.Frame.Canonical, view.Frame.JSONLD = l.letter(a).margin(), true, "", nil
	if view.Calendar.ICS != "" {
		view.Calendar.ICS, view.Calendar.Href = "", openDates
	}
	return view
}

// letter is one customer's page in the making.
type letter struct {
	*Letters
	a *agreement.Agreement
}

func (l *Letters) letter(a *agreement.Agreement) letter { return letter{l, a} }

// view makes everything that the page says, part by part as it is read.
func (l *Letters) view(a *agreement.Agreement) Agreement {
	c := l.letter(a)
	var view Agreement
	c.head(&view)
	c.told(&view)
	c.lines(&view)
	c.promises(&view)
	c.notices(&view)
	c.dates(&view)
	c.people(&view)
	c.money(&view)
	c.terms(&view)
	c.reply(&view)
	return view
}
