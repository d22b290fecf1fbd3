// Package letter makes the page for one customer, sealed or public.
//
// The struct of the page is [Agreement]; each file fills a part of it. To add a field: add it there, fill it in the file
// of its part, and print it in the template "agreement-body", or one that this calls. The package decides nothing about
// what was agreed (package agreement), and encrypts nothing itself (package seal).
package letter

import (
	"errors"
	"html/template"
	"maps"
	"slices"
	"sync"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/lazy"
	"upfront/generator/leak/search"
	"upfront/generator/publish"
	"upfront/generator/record"
	"upfront/generator/seal"
	"upfront/generator/site"
	"upfront/generator/theme"
	"upfront/generator/view"
)

// Agreement is the private page for one customer. The template "letter" prints what goes into the box, "agreement" a
// whole page, for an agreement that its customer has made public.
type Agreement struct {
	Frame site.Frame // for "letter", only Language, Dir, Title, Print, Root and Home are used
	Jumps []view.Link

	// The cover.
	Heading  string   // "Our proposal for Fenwick Tiles"
	Status   view.Tag // "Proposed", "Agreed", "Draft", "Ended"
	Version  AgreementVersion
	Intro    string // one sentence on what this page is for
	Ended    *Ended
	Between  []AgreementPerson
	Owner    *Contact // whom to ring: who looks after this customer, else a number of the business
	From     view.Time
	FromName string    // "Starts", "Since", "Started"
	Term     string    // "12 months, then renewed"; may be empty
	ReplyBy  view.Time // zero where nothing waits for an answer
	Price    *view.Price
	Choices  string // "Your choices: £14 a run."; empty where there are none, or the price names what they cost
	Short    []Short
	InForce  bool       // it is agreed, in part at least, so the cover begins with whom to ring, and with what is new
	Settled  bool       // all of it is agreed: what was read before, and what stands elsewhere, is folded
	Sign     *Signature // nil where there is nothing to sign

	Signed  *Contact // who signs Body
	Body    view.Prose
	Uses    string // how they use it, their words or ours about them
	Outcome *Outcome

	Open   Lines // the lines that nobody agreed to yet
	Rest   *Rest // all that is no line, where it waits for an answer; else nil
	Agreed Lines

	Differs    []Difference
	drifts     []Difference   // those among them that are changes of the offer
	Services   []Service      // the promises that apply, service by service
	HowCounted []CountedAlike // how those promises are counted
	Counted    bool           // one of them says how it was kept for this customer
	Cannot     bool           // a page of a service says what we don't do
	YourPart   []view.Part

	Notices     []view.NoticeItem // notices that affected them
	MoreNotices view.Link         // to the earlier ones that Notices has no room for; may be empty
	NoticeNote  string            // "None of our notices has affected you since 9 March 2026."; printed where Notices is empty

	Dates     []Date
	Calendar  Calendaring
	Ladders   []Ladder // whom to call, and where to complain
	ByService []Ladder // whom to call for a service, whose page has it too
	People    []AgreementPerson
	Updates   *Updates
	Options   []view.Option // paid options that this customer has
	Referral  *ReferralAsk
	Terms     []Terms
	Contract  string // "This page records what we told each other."
	Secret    string // "Anyone who has this link can read this page."

	Reply   *Reply      // nil where nothing can be answered: an ended or a public agreement
	Replier template.JS // for "letter" where something can be answered or saved: the script for that, byte for byte as hashed
}

// Printer prints the pages of customers, one after the other. It makes once what is the same for all of them, and keeps
// nothing of a customer. It is safe for use by several goroutines.
//
// What a letter shows is copied, field by field, from what was agreed: lines for staff alone, what staff observed and
// staff notes are in no field of [Agreement] that this file fills.
type Printer struct {
	view.PageContext
	book       func() *record.Book             // what became of the promises; nil where that is not known
	Secret     *search.Spellings               // what no letter may hold: the secret of the site; nil: it is not looked for
	shells     map[bool]func() (shell, error)  // by whether they ask for a passphrase
	tombstones map[bool]func() ([]byte, error) // by whether the link is past its last day, or else replaced
	buffers    sync.Pool                       // of *buffers
	pages      sync.Pool                       // of *[]byte, pages that were written

	// What letters have in common.
	rests        lazy.Cache[chosenKey, [32]byte] // the digests of promises for the mark of the rest
	dutyMarks    map[*catalog.Capability][][32]byte
	promiseMarks map[*catalog.Promise]func() [32]byte // of those on standard terms
	cards        map[*catalog.Promise]func() *Card    // each made when a letter first needs it
	chosenCards  lazy.Cache[chosenKey, *Card]
	duties       map[*catalog.Capability][]view.Part
	ladders      map[*catalog.Capability][]Rung
	noticeItems  map[*catalog.Notice]view.NoticeItem
	sectionLink  [len(sections)]view.Link
	complaints   Ladder          // where to complain, and who answers after that
	names        map[string]bool // words that keep their capital inside a sentence
	files        map[string]bool
}

// letterFolder stands for the folder of any letter: all lie two folders below the root, so that links are the same in each.
const letterFolder = seal.Folder + "x/"

// New prepares the letters of an offer's customers. read reads the pictures that letters show. counts returns what
// became of the promises; nil where that is not known.
func New(o *catalog.Offer, t *theme.Theme, read view.Reader, counts func() *record.Book) *Printer {
	if counts != nil {
		counts = sync.OnceValue(counts)
	}
	l := &Printer{PageContext: view.NewRenderer(o, t, read).Page(letterFolder), book: counts, buffers: sync.Pool{New: func() any { return new(buffers) }}}
	l.Read = read
	if counts != nil && slices.ContainsFunc(o.Promises, func(w *catalog.Promise) bool { return w.Acknowledge.Until.IsSet() }) {
		l.Book = counts()
	}
	l.prepare()
	l.shells, l.tombstones = map[bool]func() (shell, error){}, map[bool]func() ([]byte, error){}
	for _, is := range []bool{false, true} {
		l.shells[is] = sync.OnceValues(func() (shell, error) { return l.printShell(seal.Terms{Passphrase: is}) })
		l.tombstones[is] = sync.OnceValues(func() ([]byte, error) {
			return l.Theme.Print("tombstone", Tombstone{Frame: l.privateFrame("tombstone"), Ended: is, Reach: l.Contacts()})
		})
	}
	return l
}

func (l *Printer) prepare() {
	l.cards, l.duties, l.ladders = map[*catalog.Promise]func() *Card{}, map[*catalog.Capability][]view.Part{}, map[*catalog.Capability][]Rung{}
	l.names = l.siteNames()
	l.noticeItems, l.complaints, l.files = map[*catalog.Notice]view.NoticeItem{}, l.complaintLadder(), map[string]bool{}
	l.sectionLink = l.sectionLinks()
	l.dutyMarks, l.promiseMarks = map[*catalog.Capability][][32]byte{}, map[*catalog.Promise]func() [32]byte{}
	for _, w := range l.Offer.Promises {
		if w.Visibility.V != "internal" {
			l.promiseMarks[w] = sync.OnceValue((&agreement.Term{Promise: w}).Digest)
			l.cards[w] = sync.OnceValue(func() *Card { return l.card(w) })
		}
	}
	for _, c := range l.Offer.Capabilities {
		l.dutyMarks[c] = agreement.DutyDigests(c)
		l.duties[c], l.ladders[c] = l.PageContext.Duties(c), l.rungs(l.PageContext.Steps(c.Escalation))
	}
	for _, n := range l.Offer.Notices {
		if n.Visibility.V != "internal" {
			l.noticeItems[n] = l.NoticeItem(n)
		}
	}
	for _, name := range site.LinkedFiles(l.Offer) {
		l.files[name] = true
	}
}

// Files returns the files that a letter may link to, sorted: those that the public pages link.
func (l *Printer) Files() []string { return slices.Sorted(maps.Keys(l.files)) }

// Sealed returns the private page of one customer as it is published: sealed, in its shell. In the clear it stands only in
// a buffer that the next one is printed over.
func (l *Printer) Sealed(a *agreement.Agreement, keys seal.Keys) ([]byte, error) {
	r := l.buffers.Get().(*buffers)
	defer l.buffers.Put(r)
	var err error
	if r.html, err = l.append(r.html[:0], a); err != nil {
		return nil, err
	}
	if l.Secret.MayBeIn(r.html) && l.Secret.FoundIn(r.html) {
		return nil, ErrSecret
	}
	terms := sealTerms(a)
	if r.box, err = keys.Seal(r.box[:0], seal.NewLetter(r.html), terms); err != nil {
		return nil, err
	}
	return l.wrap(r.box, terms)
}

// ErrSecret says that a letter holds the secret of the site.
var ErrSecret = errors.New("a private page holds the secret of this site")

// Exposes reports whether the private page of a customer holds the secret of the site.
func (l *Printer) Exposes(a *agreement.Agreement) (bool, error) {
	r := l.buffers.Get().(*buffers)
	defer l.buffers.Put(r)
	var err error
	r.html, err = l.append(r.html[:0], a)
	return err == nil && l.Secret.FoundIn(r.html), err
}

// Around returns the public part of private pages, by name: the shells around boxes, and the tombstones.
func (l *Printer) Around() (map[string][]byte, error) {
	out := map[string][]byte{}
	for is, names := range map[bool][2]string{false: {"opened by a link", "replaced"}, true: {"opened by a link and words", "ended"}} {
		shell, err := l.shells[is]()
		if err != nil {
			return nil, err
		}
		out[names[0]] = slices.Concat(shell.before, shell.after)
		if out[names[1]], err = l.Tombstone(is); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// buffers are where a letter is printed and sealed.
type buffers struct{ html, box []byte }

func (l *Printer) append(to []byte, a *agreement.Agreement) ([]byte, error) {
	v := l.view(a)
	if v.Reply != nil || v.Calendar.ICS != "" {
		v.Replier = template.JS(seal.Reply())
	}
	return l.Theme.Append(to, "letter", &v)
}

// Public returns the outputs of an agreement that its customer has made public, its page and its dates; else none.
func (l *Printer) Public(a *agreement.Agreement) []publish.Output {
	if !a.Public() {
		return nil
	}
	folder := catalog.AgreementsFolder + a.ID + "/"
	out := []publish.Output{{Path: folder + "index.html", From: a.At.File, Print: func() ([]byte, error) {
		return l.Theme.Print("agreement", l.publicView(a))
	}}}
	if dates := (letter{l, a}).calendar(); len(dates.events) > 0 {
		out = append(out, publish.Output{Path: folder + datesFile, From: a.At.File, Print: func() ([]byte, error) { return []byte(dates.file()), nil }})
	}
	return out
}

const datesFile = "dates.ics"

func (l *Printer) publicView(a *agreement.Agreement) Agreement {
	v := l.view(a)
	v.Frame = site.NewFrame(l.Page(catalog.AgreementsFolder+a.ID+"/"), "agreement", v.Heading)
	v.Frame.Print, v.Frame.NoIndex, v.Frame.Canonical, v.Frame.JSONLD, v.Frame.Share = letter{l, a}.margin(), true, "", nil, nil
	if v.Calendar.ICS != "" {
		v.Calendar.ICS, v.Calendar.Href = "", datesFile
	}
	return v
}

// letter is one customer's page in the making.
type letter struct {
	*Printer
	a *agreement.Agreement
}

// view returns all that the page says, part by part as it is read.
func (l *Printer) view(a *agreement.Agreement) Agreement {
	var v Agreement
	for _, fill := range []func(letter, *Agreement){
		letter.cover, letter.told, letter.lines, letter.promises, letter.notices, letter.dates, letter.people, letter.money, letter.terms,
		letter.differs, letter.rest, letter.reply, letter.short, letter.jumps,
	} {
		fill(letter{l, a}, &v)
	}
	return v
}
