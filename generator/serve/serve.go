// Package serve shows a site in a browser while it is written: the pages as they will be published, or, where something is
// wrong, the last good pages and the problems over them.
//
// A [Server] is an http.Handler and holds the newest [State] and nothing else. [Server.Show] replaces the state and wakes the
// browsers, which fetch their page again and change in place what differs. A page is printed when it is asked for, from the
// preview: the server never looks at the file system, changes nothing, and runs nothing.
//
// All pages of our own lie below /-/, where no page of a site can lie, for no name in a site is a lone hyphen. A new one is a
// handler in routes (handler.go), a template in assets/ and its words in words.go:
//
//	/-/desk        every customer: state, what needs doing, and the link that opens the page
//	/-/problems    all problems
//	/-/try         a page in a frame of some width, in the light, in the dark, or as on paper
//	/-/open        a place in a file, with links that open it in an editor
//	/-/events      server-sent events: the number of the build, and nothing else
//	/-/overlay     the problems as they are laid over a page
//	/-/preview.js, /-/preview.css, /-/desk.js, /-/desk.css
//
// # Safety
//
// The browser that shows a preview also visits other sites. So the server answers only to the names that it was asked to have
// (another site's name may be made to mean this machine), only to GET and HEAD, lets no other site read or frame what it
// serves, and has no address that does anything.
//
// # What differs from the published bytes
//
// Copies of HTML pages have one script more, and a policy for scripts allows it. A copy that is asked for with ?as=light, dark
// or print has another stylesheet. Nothing else is changed, and nothing that is published knows of any of this.
package serve

import (
	"cmp"
	"slices"
	"sync"
	"time"

	"upfront/generator/build"
	"upfront/generator/catalog"
	"upfront/generator/diag"
)

// Options say how a server is reached and where files lie.
type Options struct {
	Hosts []string                 // what requests may name as their host, with the port, such as "127.0.0.1:1414"
	Port  string                   // where not empty, every IP address with this port is a host too
	Disk  func(file string) string // returns where a file of the site lies on disk, for links to editors
}

// State is the result of a build.
type State struct {
	Preview  *build.Preview // nil where not even the offer and the theme can be read
	Offer    *catalog.Offer // of the same site; nil where there is no preview
	Problems []diag.Problem // sorted; before Judged, those of everything but agreements
	Judged   bool           // whether the agreements have been judged
	Lines    diag.Lines     // the lines of the site's files; used only until Show returns
	Failure  *Failure       // what kept the site from being read at all; nil: nothing
	Notes    []string       // sentences for the desk
	At       time.Time      // when it was built
}

// Failure is a problem without a place in a file.
type Failure struct {
	Message string // one line
	Help    string // what to do; may have several lines
}

// Server shows the newest state. [New] makes it; it is safe for use by several goroutines.
type Server struct {
	options Options

	mu      sync.Mutex
	number  int64         // of the newest build; a later server begins with a higher one
	shown   *snapshot     // nil until something is shown
	changed chan struct{} // closed when shown is replaced

	readMutex sync.Mutex
	rows      []row // the customers that the desk read last; changed only with both locks
}

// New returns a server that has nothing to show yet: requests wait for the first state.
func New(o Options) *Server {
	return &Server{options: o, number: time.Now().UnixMilli(), changed: make(chan struct{})}
}

// Show replaces the state and wakes the browsers. A state that comes again with its agreements judged replaces the one before.
func (s *Server) Show(state State) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.number++
	s.replace(s.next(state))
}

// replace sets what is shown. The caller holds the lock.
func (s *Server) replace(v *snapshot) {
	s.shown = v
	close(s.changed)
	s.changed = make(chan struct{})
}

// current returns what is shown, nil where nothing is yet, and a channel that is closed when that is replaced.
func (s *Server) current() (*snapshot, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.shown, s.changed
}

// snapshot is what is shown between two builds. It does not change.
type snapshot struct {
	number   int64
	pages    *build.Preview // the newest whose offer has no error; nil where there never was one
	good     *build.Preview // the newest without any error; nil where there never was one
	offer    *catalog.Offer // of pages
	newest   *build.Preview // of the newest state, or pages where that has none
	problems problems
	notes    []string
	at       time.Time

	agreements []diag.Problem // of the agreements, as last judged
}

// next returns the snapshot that follows from a state. Agreements that are not judged yet keep the problems that they had.
func (s *Server) next(state State) *snapshot {
	last := cmp.Or(s.shown, &snapshot{})
	v := &snapshot{number: s.number, notes: state.Notes, at: state.At, pages: last.pages, good: last.good, offer: last.offer}
	isOfferError := func(p diag.Problem) bool { return p.Level() == diag.Error && !isAgreement(p.At.File) }
	if state.Preview != nil && state.Failure == nil && !slices.ContainsFunc(state.Problems, isOfferError) {
		v.pages, v.offer = state.Preview, state.Offer
	}
	v.newest = cmp.Or(state.Preview, v.pages)
	if state.Judged {
		v.agreements = slices.DeleteFunc(slices.Clone(state.Problems), func(p diag.Problem) bool { return !isAgreement(p.At.File) })
	} else {
		v.agreements = last.agreements
		state.Problems = diag.Sort(slices.Concat(state.Problems, v.agreements))
	}
	v.problems = s.problemsOf(state)
	if state.Judged && v.problems.Errors == 0 {
		v.good = state.Preview
	}
	return v
}
