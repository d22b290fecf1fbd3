package serve

import (
	"net/http"
	"slices"
	"strings"
)

// maxRows is how many customers the desk lists at once; a search finds the others.
const maxRows = 200

// states are those of an agreement, in the order of its life, with the kind of tag that each has.
var states = []struct{ name, kind string }{{"draft", ""}, {"proposed", "info"}, {"agreed", "ok"}, {"ended", ""}}

// deskPage lists every customer: the list is cut, the counts are of all.
type deskPage struct {
	layout
	Notes    []string
	Empty    string // stands in place of a list
	Counts   []stateCount
	Query    string
	States   []choice
	OnlyTodo bool
	Filtered bool
	Rows     []row
	First    string // where the list is cut
	Due      []dueItem
	MoreDue  string // where that list is cut
}

// stateCount is how many customers a filter leaves.
type stateCount struct {
	N    int
	Name string
	Href string
	On   bool
}

func (s *Server) serveDesk(w http.ResponseWriter, r *http.Request, shown *snapshot) {
	q := r.URL.Query()
	page := deskPage{layout: layoutOf(shown, word("desk"), "desk"), Notes: shown.notes, Query: q.Get("q"), OnlyTodo: q.Get("todo") != ""}
	state := q.Get("state")
	for _, known := range states {
		page.States = append(page.States, choice{Value: known.name, On: known.name == state})
	}
	page.Filtered = page.Query != "" || page.OnlyTodo || state != ""
	rows, ready := s.customerRows(shown)
	due, n := s.dueItems(rows, shown.offer)
	if page.Due = due; n > len(due) {
		page.MoreDue = word("due.more", "n", len(due), "m", n)
	}
	switch {
	case shown.newest == nil:
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
	render(w, "desk", http.StatusOK, page)
}

// list fills the page: what is late first, then what is soon, then the others, each by name.
func (page *deskPage) list(all []row, state string) {
	counts, busy := map[string]int{}, 0
	var rows []row
	for _, r := range all {
		counts[r.State]++
		if len(r.Todo) > 0 {
			busy++
		}
		if r.matches(page.Query) && (state == "" || r.State == state) && (!page.OnlyTodo || len(r.Todo) > 0) {
			rows = append(rows, r)
		}
	}
	page.Counts = stateCounts(len(all), busy, counts, state, page.OnlyTodo)
	slices.SortStableFunc(rows, func(a, b row) int { return strings.Compare(a.urgency(), b.urgency()) })
	page.Rows = rows[:min(len(rows), maxRows)]
	if len(rows) > maxRows {
		page.First = word("first", "n", maxRows, "m", len(rows))
	}
}

func stateCounts(all, busy int, counts map[string]int, state string, onlyTodo bool) []stateCount {
	customers := "customers"
	if all == 1 {
		customers = "customer"
	}
	out := []stateCount{{all, strings.ToLower(word(customers)), "/-/desk", state == "" && !onlyTodo}, {busy, word("tally.todo"), "/-/desk?todo=1", onlyTodo}}
	for _, known := range states {
		if counts[known.name] > 0 {
			out = append(out, stateCount{counts[known.name], known.name, "/-/desk?state=" + known.name, state == known.name})
		}
	}
	return out
}

// urgency returns "bad" for what is late, "warn" for what is soon, and "~", which sorts behind these, for the others.
func (r row) urgency() string {
	if len(r.Todo) == 0 {
		return "~"
	}
	return r.Todo[0].Kind
}

// matches reports whether every word of a search is in the name or the file.
func (r row) matches(query string) bool {
	text := strings.ToLower(r.Name + " " + r.File)
	missing := func(word string) bool { return !strings.Contains(text, word) }
	return !slices.ContainsFunc(strings.Fields(strings.ToLower(query)), missing)
}
