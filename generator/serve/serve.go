// Package serve shows a site in a browser while it is written: the pages as they will be published, or, where there is
// something wrong, the last good pages and the problems over them.
//
// A [Server] holds the newest [State] and nothing else. [Server.Show] replaces it and wakes the browsers, which fetch
// their page anew and change in place what differs. A page is printed when it is asked for, and looked up in the
// preview: the server never looks at the file system, changes nothing, and runs nothing.
//
// Everything of our own lies below /-/, where no page of a site can lie, for no name in a site is a lone hyphen:
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
// Whoever runs a preview has a browser open that also visits other sites. So the server answers only to the names that
// it was asked to have (another site's name that was made to mean this machine is refused), only to GET and HEAD, lets
// no other site read or frame what it serves, and has no address that does anything.
//
// # What differs from the published bytes
//
// Copies of HTML pages carry one script more, and those with a policy for scripts allow it. A copy that was asked for
// with ?as=light, dark or print has a stylesheet that makes believe. Nothing else is changed, and nothing that is
// published knows of any of this.
package serve

import (
	"slices"
	"sync"
	"time"

	"upfront/generator"
	"upfront/generator/catalog"
	"upfront/generator/diag"
)

// Options say how a server is reached and where files lie.
type Options struct {
	Hosts []string                 // what requests may name as their host, with the port, such as "127.0.0.1:1414"
	Port  string                   // where not empty, every IP address with this port is a host too
	Disk  func(file string) string // where a file of the site lies on disk, for links to editors
}

// State is what a build came to.
type State struct {
	Preview  *generator.Preview // nil where not even the offer and the theme can be read
	Offer    *catalog.Offer     // of the same site; nil where there is no preview
	Problems []diag.Problem     // sorted; before Judged, those of everything but agreements
	Judged   bool               // whether the agreements have been judged
	Lines    diag.Lines         // the lines of the site's files; used only until Show returns
	Failure  *Failure           // what kept the site from being read at all; nil: nothing
	Notes    []string           // sentences for the desk
	At       time.Time          // when it was built
}

// Failure is something wrong that has no place in a file.
type Failure struct {
	Message string // one line
	Help    string // what to do; may have several lines
}

// Server shows the newest state. Make it with [New]; it is safe for use by several goroutines.
type Server struct {
	options Options

	mu      sync.Mutex
	number  int64         // of the newest build; a later server begins with a higher one
	now     *view         // nil until something is shown
	changed chan struct{} // closed when now is replaced
	listed  []row         // the customers that the desk read last; changed by who holds both locks
	reading sync.Mutex
}

// New gives a server that has nothing to show yet: whoever asks it waits for the first state.
func New(o Options) *Server {
	return &Server{options: o, number: time.Now().UnixMilli(), changed: make(chan struct{})}
}

// Show replaces what is shown, and wakes the browsers. A state that comes again with its agreements judged replaces the
// one before.
func (s *Server) Show(state State) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.number++
	s.now = s.next(state)
	close(s.changed)
	s.changed = make(chan struct{})
}

// look gives what is shown, nil where nothing is yet, and a channel that is closed when that is replaced.
func (s *Server) look() (*view, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now, s.changed
}

// view is what is shown between two builds. It does not change.
type view struct {
	number   int64
	pages    *generator.Preview // the newest whose offer has no error; nil where there never was one
	good     *generator.Preview // the newest without any error; nil where there never was one
	offer    *catalog.Offer     // of pages
	newest   *generator.Preview // of the newest state, or pages where that has none
	problems problems
	notes    []string
	at       time.Time

	agreements []diag.Problem // of the agreements, as last judged
}

// next gives the view that follows from a state. Agreements that are not judged yet are taken to be as they were, so
// that what is said of them does not go and come back with every build.
func (s *Server) next(state State) *view {
	before := s.now
	if before == nil {
		before = &view{}
	}
	v := &view{number: s.number, notes: state.Notes, at: state.At, pages: before.pages, good: before.good, offer: before.offer}
	if state.Preview != nil && state.Failure == nil && !slices.ContainsFunc(state.Problems, ofOffer) {
		v.pages, v.offer = state.Preview, state.Offer
	}
	if v.newest = state.Preview; v.newest == nil {
		v.newest = v.pages
	}
	if state.Judged {
		v.agreements = slices.DeleteFunc(slices.Clone(state.Problems), func(p diag.Problem) bool { return !private(p.At.File) })
	} else {
		v.agreements = before.agreements
		state.Problems = diag.Sort(slices.Concat(state.Problems, v.agreements))
	}
	v.problems = s.viewProblems(state)
	if state.Judged && v.problems.Errors == 0 {
		v.good = state.Preview
	}
	return v
}
