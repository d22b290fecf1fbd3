// Package catalog resolves references and holds the offer: capabilities, policies, notices, and the people who answer for
// them.
//
// [Resolve] turns files as they were written into values that point at each other: a promise knows its capability and its
// working hours, a notice the promises it touches, a Markdown link the page it leads to. A name or link that leads nowhere is
// a problem with its place. A new kind of file is a type in catalog.go and an add method that Resolve calls.
//
// Nothing here judges whether a promise is a good one (package check), words it for a reader
// (package site), or knows a customer (package agreement).
//
// An [Offer] does not change after it is made and may be read by several goroutines.
package catalog

import (
	"cmp"
	"slices"
	"time"

	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/markdown"
	"upfront/generator/syntax"
)

// Offer holds what the business publishes, resolved.
type Offer struct {
	Site         syntax.Site
	Now          time.Time // the build's "now", in Zone
	Zone         *time.Location
	Calendars    []*Calendar // in the order written, "always" last
	Channels     []*Channel
	Capabilities []*Capability // offered first, then by category as first met, then by file name
	Promises     []*Promise    // of all capabilities, in order
	Policies     []*Policy     // by id
	Pages        []*Page       // by id, without the home page's own words
	Home         *Page         // pages/index.md, or nil
	CountOn      []*Promise    // what the owner puts first; empty where nothing is chosen
	DoNotExpect  []*Excluded   // likewise
	Action       *Action       // of the home page; nil where none is written
	Notices      []*Notice     // newest first
	Partners     syntax.Map[syntax.Partner]
	Glossary     syntax.Map[syntax.Text]
	Assets       []string  // paths of files that pages may show or link
	Static       []string  // paths of files that are published as they are, below static/
	Hidden       []*Hidden // by file: those on no page, because they say so

	NamesMissing NamesMissing
	Renamed      Renamed

	live         bool // see IsLive
	fixedPages   []FixedPage
	capabilities map[string]*Capability
	promises     map[string]*Promise // by capability.promise
	policies     map[string]*Policy
	documents    map[string]Target // by file
	hidden       map[string]*Hidden
	links        *linkIndex
}

// Calendar is a named set of working hours.
type Calendar struct {
	Name    string
	Written syntax.Hours // zero for "always"
	Unread  bool         // its hours make no calendar, which is reported: "always" stands in for it
	*clock.Calendar
}

// Channel is one way to reach the business.
type Channel struct {
	syntax.Channel
	Hours    *Calendar // nil where none is written
	Fallback *Channel  // nil where none is written
}

// Capability is one thing the business offers.
type Capability struct {
	syntax.Capability
	Promises   []*Promise
	Options    []*Option
	NextPrice  *Change // of its price, that is announced; nil where there is none
	LastPrice  *Change // of its price, that has come, and still stands in the file; nil where there is none
	Excluded   []*Excluded
	Poor       []*Misfit // whom it does not suit
	Escalation []*Step
	Action     *Action            // nil where none is written
	Body       *markdown.Document // never nil
	Policies   []*Policy          // those that name it, by id
	Notices    []*Notice          // those that name it or one of its promises, newest first
}

// Promise is one published promise.
type Promise struct {
	syntax.Promise
	Ref        string // capability.promise
	Capability *Capability
	Hours      *Calendar // of a business clock; nil otherwise
	Levels     []LevelTerm
	Options    []*Option
	Next       *Change // that is announced; nil where there is none
	Last       *Change // that has come, and still stands in the file; nil where there is none
}

// LevelTerm is a promise's limit for one priority level.
type LevelTerm struct {
	Level  syntax.Level
	Within clock.Duration
	Hours  *Calendar // nil where the promise's own hold
	At     diag.Place
}

// Option is a published choice.
type Option struct {
	syntax.Option
	Promise *Promise
	Level   string  // empty for the promise as a whole
	Next    *Change // that is announced; nil where there is none
	Last    *Change // that has come, and still stands in the file; nil where there is none
}

// Excluded is something the business does not do.
type Excluded struct {
	syntax.Excluded
	Ref        string // capability.id; empty where it has no id
	Capability *Capability
	Refer      *syntax.Partner // nil where nobody is named
}

// Misfit is a reason for which a service does not suit a customer.
type Misfit struct {
	syntax.Misfit
	Refer *syntax.Partner // nil where nobody is named
}

// Step is one rung of an escalation ladder: exactly one of Channel, Person and Leader is set.
type Step struct {
	syntax.Step
	Contact
}

// Contact is a channel or a person; all fields are nil where the name leads nowhere.
type Contact struct {
	Channel *Channel
	Person  *syntax.Person
	Leader  *syntax.Leader
}

// Policy is how the business behaves.
type Policy struct {
	syntax.Policy
	Title     string // from the front matter, else the first heading, else the id in words
	Body      *markdown.Document
	AppliesTo []*Capability
}

// Public reports whether the policy has a page.
func (p *Policy) Public() bool { return p.Visibility.Or("public") == "public" }

// Page is a page in the business's own words.
type Page struct {
	syntax.Page
	Title string
	Body  *markdown.Document
}

// CountPages returns the number of pages in the business's own words, with the home page.
func (o *Offer) CountPages() int {
	if o.Home == nil {
		return len(o.Pages)
	}
	return len(o.Pages) + 1
}

// Public reports whether the page is published.
func (p *Page) Public() bool { return p.Visibility.Or("public") == "public" }

// Notice is something that happened or will.
type Notice struct {
	syntax.Notice
	Body         *markdown.Document
	Capabilities []*Capability // touched, the promises' capabilities included
	Promises     []*Promise
}

// Hidden is a file that is on no page.
type Hidden struct {
	syntax.Hidden
	Body *markdown.Document // of a Markdown file, else empty
}

// Public reports whether the notice has a page.
func (n *Notice) Public() bool { return n.Visibility.Or("public") == "public" }

// When returns the time that a notice is sorted by: its beginning, else when customers were told, else when it was noticed, else
// its end.
func (n *Notice) When() time.Time { return cmp.Or(n.From, n.Told, n.Noticed, n.Until, n.Resolved).V }

// Known returns the time since which customers can know of a notice: when they were told, else the first time that it names.
func (n *Notice) Known() time.Time { return cmp.Or(n.Told, n.Noticed, n.From, n.Until, n.Resolved).V }

// Comes returns the time for which something is planned.
func (n *Notice) Comes() time.Time { return cmp.Or(n.From, n.Until, n.Told, n.Noticed).V }

// Counts returns the time from which a change counts; zero where none is written.
func (n *Notice) Counts() time.Time { return cmp.Or(n.From, n.Until).V }

// State says whether a notice is over, open or planned.
type State int

// The states of a notice.
const (
	Over    State = iota // resolved, or its last day has passed
	Open                 // customers are touched now
	Planned              // announced, and not begun
)

// State returns the state of the notice at a time. A change or a letter is open until its day; maintenance is, once it has
// begun.
func (n *Notice) State(now time.Time) State {
	passed := func(t syntax.Written[time.Time]) bool { return t.IsSet() && !t.V.After(now) }
	kind, begun := n.Kind.V, passed(n.From)
	switch {
	case passed(n.Resolved), passed(n.Until), begun && kind == "change", begun && kind == "invitation" && !n.Until.IsSet():
		return Over
	case kind == "maintenance" && begun:
		return Open
	case kind == "maintenance", kind == "change", kind == "invitation", n.From.IsSet() && !begun:
		return Planned
	case kind == "letter":
		return Over
	}
	return Open
}

// Public reports whether everybody may read the promise.
func (p *Promise) Public() bool { return p.Visibility.Or("public") == "public" }

// Retired reports whether the capability is no longer offered.
func (c *Capability) Retired() bool { return c.Status.V == "retired" }

// WithinFor returns the promise's time limit for a level, or for all with an empty level; ok is false where there is none.
func (p *Promise) WithinFor(level string) (within clock.Duration, hours *Calendar, ok bool) {
	for _, l := range p.Levels {
		if l.Level.ID.V == level {
			return l.Within, cmp.Or(l.Hours, p.Hours), true
		}
	}
	all := p.Promise.Within.All
	return all.V, p.Hours, all.IsSet() && level == ""
}

// Capability returns a capability by id, nil where there is none.
func (o *Offer) Capability(id string) *Capability { return o.capabilities[id] }

// Promise returns a promise by capability.promise, nil where there is none.
func (o *Offer) Promise(ref string) *Promise { return o.promises[ref] }

// Policy returns a policy by id, nil where there is none.
func (o *Offer) Policy(id string) *Policy { return o.policies[id] }

// Partner returns a partner by id, nil where there is none.
func (o *Offer) Partner(id string) *syntax.Partner {
	if p, ok := o.Partners.Get(id); ok {
		return &p
	}
	return nil
}

// Calendar returns working hours by name, nil where there are none.
func (o *Offer) Calendar(name string) *Calendar {
	c, _ := Find(o.Calendars, func(c *Calendar) bool { return c.Name == name })
	return c
}

// Channel returns a channel by id, nil where there is none.
func (o *Offer) Channel(id string) *Channel {
	c, _ := Find(o.Channels, func(c *Channel) bool { return c.ID.V == id })
	return c
}

// Level returns a priority level by id.
func (o *Offer) Level(id string) (syntax.Level, bool) {
	return Find(o.Site.Levels, func(l syntax.Level) bool { return l.ID.V == id })
}

// Contact returns the contact that a name stands for: a channel's id, or somebody as [Offer.Who] knows them.
func (o *Offer) Contact(name string) Contact {
	if c := o.Channel(name); c != nil {
		return Contact{Channel: c}
	}
	return o.Who(name)
}

// Today is the build's day in the site's zone.
func (o *Offer) Today() clock.Date { return clock.DateOf(o.Now, o.Zone) }

// Find returns the first element of a list for which isMeant is true.
func Find[T any](all []T, isMeant func(T) bool) (found T, ok bool) {
	if i := slices.IndexFunc(all, isMeant); i >= 0 {
		return all[i], true
	}
	return found, false
}
