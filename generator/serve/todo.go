package serve

import (
	"slices"
	"strings"

	"upfront/generator/agenda"
	"upfront/generator/build"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
)

// todo is one thing that the business has to do about a customer's agreement.
type todo struct {
	Kind string // "bad" when it is late, "warn" when it is soon
	Text string // what to do
	When string // such as "in 5 days"
	What string // the day, who does it and with whom; may be empty
}

// daysAhead is how many days before its day something is shown.
const daysAhead = 30

// dueFor returns what is due for a customer.
func dueFor(c build.Customer, offer *catalog.Offer) []agenda.Entry {
	if c.Agreement == nil || offer == nil {
		return nil
	}
	return agenda.Agreement(offer, c.Agreement, offer.Today().AddDays(daysAhead))
}

// todos returns what to do, what is late first.
func todos(c build.Customer, due []agenda.Entry, offer *catalog.Offer) []todo {
	var out []todo
	add := func(kind, text string, n int, unit string) {
		if n > 0 {
			out = append(out, todo{Kind: kind, Text: word(text, "n", diag.Plural(n, unit))})
		}
	}
	add("bad", "file.errors", diag.Count(c.Problems, diag.Error), "error")
	add("warn", "file.errors", diag.Count(c.Problems, diag.Warning), "warning")
	if c.Agreement != nil && c.Agreement.Status.V != "ended" {
		unanswered := 0
		for l := range c.Agreement.Lines() {
			if !l.Answer.IsSet() {
				unanswered++
			}
		}
		add("warn", "unanswered", unanswered, "line")
	}
	for _, e := range due {
		out = append(out, todoOf(e, offer.Today()))
	}
	slices.SortStableFunc(out, func(a, b todo) int { return strings.Compare(a.Kind, b.Kind) }) // "bad" before "warn"
	return out
}

// todoOf returns an entry of what is due as the desk shows it.
func todoOf(e agenda.Entry, today clock.Date) todo {
	t := todo{Kind: "warn", Text: e.What, When: agenda.Distance(today, e.Day), What: agenda.Weekday(e.Day) + " · " + e.People()}
	if e.Stays && e.Day.Before(today) {
		t.Kind = "bad"
	}
	return t
}

// dueItem is one thing that is due, in the list of all.
type dueItem struct {
	todo
	Name           string // the customer's; empty for what is for everybody
	Place          string
	OpenAt, PathAt string // lead to the line that it comes from
}

// maxDue is how many things that are due the desk lists.
const maxDue = 40

// dueItems returns what is due for everybody and for each customer, by day, and how many there are.
func (s *Server) dueItems(rows []row, offer *catalog.Offer) (items []dueItem, n int) {
	if offer == nil {
		return nil, 0
	}
	all := agenda.Offer(offer, offer.Today().AddDays(daysAhead))
	for _, r := range rows {
		all = append(all, r.due...)
	}
	agenda.Sort(all)
	for _, e := range all[:min(len(all), maxDue)] {
		place := diag.Place{File: e.At.File, Line: e.At.Line}
		items = append(items, dueItem{todo: todoOf(e, offer.Today()), Name: e.Name, Place: place.String(), OpenAt: openAddress(e.At), PathAt: s.options.Disk(e.At.File)})
	}
	return items, len(all)
}
