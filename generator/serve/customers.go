package serve

import (
	"cmp"
	"net/url"
	"path"
	"strings"
	"time"

	"upfront/generator/agenda"
	"upfront/generator/build"
	"upfront/generator/catalog"
	"upfront/generator/diag"
)

// row is one customer on the desk.
type row struct {
	ID, Name, File, Path, Open string
	State, Kind, Agreed        string
	Todo                       []todo
	Href, Try, Words           string

	due []agenda.Entry // what is due for the customer
	key [32]byte       // of all that the row says
}

// patience is how long the desk waits for agreements that are still being read, before it says so.
const patience = 700 * time.Millisecond

// customerRows returns all customers, where they are read soon. Else it returns the rows of the build before, and wakes the
// browsers when the new ones are read.
func (s *Server) customerRows(shown *snapshot) (all []row, ready bool) {
	if shown.newest == nil {
		return nil, false
	}
	read := make(chan []row, 1)
	go func() { read <- s.readRows(shown) }()
	select {
	case all := <-read:
		return all, true
	case <-time.After(patience):
	}
	go func() {
		<-read
		s.showAgain(shown)
	}()
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.rows, false
}

// readRows returns all customers. It runs once at a time, so that a second request finds what the first has read. Where it
// panics there are none; the problems tell why.
func (s *Server) readRows(shown *snapshot) (all []row) {
	defer func() { _ = recover() }()
	s.readMutex.Lock()
	defer s.readMutex.Unlock()
	cached := make(map[string]row, len(s.rows))
	for _, r := range s.rows {
		cached[r.ID] = r
	}
	isCached := func(id string, key [32]byte) bool { r, ok := cached[id]; return ok && r.key == key }
	for c := range shown.newest.Customers(isCached) {
		if isCached(c.ID, c.Key) {
			all = append(all, cached[c.ID])
		} else {
			all = append(all, s.rowOf(c, shown.offer))
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rows = all
	return all
}

// showAgain makes the browsers ask again, where they still show the snapshot.
func (s *Server) showAgain(shown *snapshot) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shown != shown {
		return
	}
	s.number++
	again := *shown
	again.number = s.number
	s.replace(&again)
}

func (s *Server) rowOf(c build.Customer, offer *catalog.Offer) row {
	due := dueFor(c, offer)
	r := row{
		key: c.Key, ID: c.ID, Name: c.ID, File: path.Base(c.File), Path: s.options.Disk(c.File), Open: openAddress(diag.Place{File: c.File}),
		State: word("unreadable"), Kind: "bad", Todo: todos(c, due, offer), due: due,
	}
	if c.Agreement == nil || !c.Agreement.Status.IsSet() {
		return r
	}
	r.Name = diag.Plain(cmp.Or(c.Agreement.Customer.Name.V, c.ID))
	r.State, r.Kind = c.Agreement.Status.V, ""
	for _, known := range states {
		if known.name == r.State {
			r.Kind = known.kind
		}
	}
	r.Agreed = word("no_lines")
	if lines, agreed, _ := c.Agreement.Counts(); lines > 0 {
		r.Agreed = word("of", "n", agreed, "m", lines)
	}
	if c.Share.Path != "" {
		link := previewLink(c.Share)
		r.Href, r.Try, r.Words = link.String(), "/-/try?"+url.Values{"customer": {c.ID}}.Encode(), c.Share.Passphrase
	}
	return r
}

// previewLink returns the link to a customer's page in this preview.
func previewLink(share build.Share) url.URL {
	_, key, _ := strings.Cut(share.Link, "#")
	return url.URL{Path: "/" + strings.TrimSuffix(share.Path, "index.html"), Fragment: key}
}

// customerLink returns the link of a customer by id.
func (s *snapshot) customerLink(id string) (url.URL, bool) {
	if id == "" || s.newest == nil {
		return url.URL{}, false
	}
	c, ok := s.newest.Customer(id)
	return previewLink(c.Share), ok && c.Share.Path != ""
}
