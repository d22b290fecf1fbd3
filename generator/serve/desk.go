package serve

import (
	"cmp"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"upfront/generator"
	"upfront/generator/clock"
	"upfront/generator/diag"
)

// manyRows is how many customers the desk lists at once; a search finds the others.
const manyRows = 200

// patience is how long the desk waits for agreements that are still being read, before it says so.
const patience = 700 * time.Millisecond

// states are those of an agreement, in the order of its life, with the kind of tag that each has.
var states = []struct{ name, kind string }{{"draft", ""}, {"proposed", "info"}, {"agreed", "ok"}, {"ended", ""}}

// deskPage is every customer: the list is cut, the counts are of all.
type deskPage struct {
	frame
	Notes    []string
	Empty    string // said in place of a list
	Counts   []tally
	Query    string
	States   []choice
	OnlyTodo bool
	Filtered bool
	Rows     []row
	First    string // where the list is cut
}

type tally struct {
	N    int
	Name string
	Href string
	On   bool
}

// row is one customer.
type row struct {
	ID, Name, File, Path, Open string
	State, Kind, Agreed        string
	Todo                       []todo
	Href, Try, Words           string

	key [32]byte // of all that is said here
}

func (s *Server) desk(w http.ResponseWriter, r *http.Request, now *view) {
	q := r.URL.Query()
	page := deskPage{frame: frameOf(now, word("desk"), "desk"), Notes: now.notes, Query: q.Get("q"), OnlyTodo: q.Get("todo") != ""}
	state := q.Get("state")
	for _, known := range states {
		page.States = append(page.States, choice{Value: known.name, On: known.name == state})
	}
	page.Filtered = page.Query != "" || page.OnlyTodo || state != ""
	rows, ready := s.rows(now)
	switch {
	case now.newest == nil:
		page.Empty = word("unread")
	case !ready && len(rows) == 0:
		page.Empty = word("reading")
	case len(rows) == 0:
		page.Empty = word("no_customers")
	default:
		page.list(rows, state)
	}
	if !ready && len(rows) > 0 {
		page.Notes = append(slices.Clone(page.Notes), word("rereading"))
	}
	print(w, "desk", http.StatusOK, page)
}

// rows gives all customers, where they are read soon. Else it gives those of the build before that were, and whoever
// waits is woken when these are.
func (s *Server) rows(now *view) (all []row, ready bool) {
	if now.newest == nil {
		return nil, false
	}
	read, late := make(chan []row, 1), make(chan struct{})
	go func() {
		read <- s.read(now)
		select {
		case <-late:
			s.wake(now)
		default:
		}
	}()
	select {
	case all := <-read:
		return all, true
	case <-time.After(patience):
		close(late)
	}
	select {
	case all := <-read: // between the two
		return all, true
	default:
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.listed, false
}

// read gives all customers, one reader at a time, so that the second finds what the first has read. Where we stumble
// over them there are none, which is told with the problems.
func (s *Server) read(now *view) (all []row) {
	defer func() { _ = recover() }()
	s.reading.Lock()
	defer s.reading.Unlock()
	before := make(map[string]row, len(s.listed))
	for _, r := range s.listed {
		before[r.ID] = r
	}
	var today clock.Date
	if now.offer != nil {
		today = now.offer.Today()
	}
	known := func(id string, key [32]byte) bool { r, ok := before[id]; return ok && r.key == key }
	for c := range now.newest.Customers(known) {
		if known(c.ID, c.Key) {
			all = append(all, before[c.ID])
		} else {
			all = append(all, s.row(c, today))
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.listed = all
	return all
}

// wake tells the browsers to ask again, where what they saw is still shown.
func (s *Server) wake(seen *view) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.now != seen {
		return
	}
	s.number++
	again := *seen
	again.number = s.number
	s.now = &again
	close(s.changed)
	s.changed = make(chan struct{})
}

// list fills the page: what is late first, then what is soon, then the others, each by name.
func (page *deskPage) list(all []row, state string) {
	in, busy := map[string]int{}, 0
	var rows []row
	for _, r := range all {
		in[r.State]++
		if len(r.Todo) > 0 {
			busy++
		}
		if r.matches(page.Query) && (state == "" || r.State == state) && (!page.OnlyTodo || len(r.Todo) > 0) {
			rows = append(rows, r)
		}
	}
	page.Counts = tallies(len(all), busy, in, state, page.OnlyTodo)
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(a.urgency(), b.urgency()) })
	page.Rows = rows[:min(len(rows), manyRows)]
	if len(rows) > manyRows {
		page.First = word("first", "n", manyRows, "m", len(rows))
	}
}

func tallies(all, busy int, in map[string]int, state string, onlyTodo bool) []tally {
	customers := "customers"
	if all == 1 {
		customers = "customer"
	}
	out := []tally{{all, strings.ToLower(word(customers)), "/-/desk", state == "" && !onlyTodo}, {busy, word("tally.todo"), "/-/desk?todo=1", onlyTodo}}
	for _, known := range states {
		if in[known.name] > 0 {
			out = append(out, tally{in[known.name], known.name, "/-/desk?state=" + known.name, state == known.name})
		}
	}
	return out
}

// urgency is 0 for what is late, 1 for what is soon, 2 for the others.
func (r row) urgency() int {
	if len(r.Todo) == 0 {
		return 2
	}
	if r.Todo[0].Kind == "bad" {
		return 0
	}
	return 1
}

// matches reports whether every word of a search is in the name or the file.
func (r row) matches(query string) bool {
	in := strings.ToLower(r.Name + " " + r.File)
	for word := range strings.FieldsSeq(strings.ToLower(query)) {
		if !strings.Contains(in, word) {
			return false
		}
	}
	return true
}

func (s *Server) row(c generator.Customer, today clock.Date) row {
	r := row{
		key: c.Key, ID: c.ID, Name: c.ID, File: path.Base(c.File), Path: s.options.Disk(c.File), Open: openAddress(diag.Place{File: c.File}),
		State: word("unreadable"), Kind: "bad", Todo: todos(c, today),
	}
	if c.Read == nil || !c.Read.Status.IsSet() {
		return r
	}
	r.Name = diag.Plain(cmp.Or(c.Read.Customer.Name.V, c.ID))
	r.State, r.Kind = c.Read.Status.V, ""
	for _, known := range states {
		if known.name == r.State {
			r.Kind = known.kind
		}
	}
	r.Agreed = word("no_lines")
	if lines, agreed, _ := c.Read.Counts(); lines > 0 {
		r.Agreed = word("of", "n", agreed, "m", lines)
	}
	if c.Share.Path != "" {
		to := local(c.Share)
		r.Href, r.Try, r.Words = to.String(), "/-/try?"+url.Values{"customer": {c.ID}}.Encode(), c.Share.Passphrase
	}
	return r
}

// local gives the link to a customer's page in this preview.
func local(share generator.Share) url.URL {
	_, key, _ := strings.Cut(share.Link, "#")
	return url.URL{Path: "/" + strings.TrimSuffix(share.Path, "index.html"), Fragment: key}
}

// linkOf gives the link of a customer by id.
func (s *Server) linkOf(now *view, id string) (url.URL, bool) {
	if id == "" || now.newest == nil {
		return url.URL{}, false
	}
	c, ok := now.newest.Customer(id)
	return local(c.Share), ok && c.Share.Path != ""
}
