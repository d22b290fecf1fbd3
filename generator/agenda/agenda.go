// Package agenda lists what is due: everything with a day that the files of a site name or imply, whom it is for, who does it,
// and how to reach the other side. It is one list, which the command due prints, writes as a calendar, and the desk shows.
//
// What is due follows from the files alone: nothing stores what was done. What a file can settle stays in the list until it
// does, however late it is: a review gets a new day, a condition its if_met. What no file settles, such as a call, is in the list
// until some days after its day, or until somebody has observed something at the customer's since.
//
// To add a kind of entry: a constant of [Kind], and a method of lister that adds entries, which [Offer] or [Agreement] calls.
// Fields of the files that make something due are marked so in package syntax; a test holds that each of them is in the list.
package agenda

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/ical"
)

// Kind says what an entry is about. It stands in JSON, and in the ids of calendars.
type Kind string

// The kinds of entry.
const (
	CheckIn     Kind = "check-in"
	Aftercare   Kind = "aftercare"
	Anniversary Kind = "anniversary"
	Condition   Kind = "condition" // of a yes-if
	Duty        Kind = "duty"
	Reply       Kind = "reply" // they have not said yes yet
	Outcome     Kind = "outcome"
	Referral    Kind = "referral"
	Review      Kind = "review"
	Notice      Kind = "notice" // the last day on which either side can say that it does not go on
	Renewal     Kind = "renewal"
	Price       Kind = "price"
	Link        Kind = "link"
	Tell        Kind = "tell" // of a change for the worse
	Ask         Kind = "ask"  // for other terms
	OpenNotice  Kind = "open-notice"
	Opening     Kind = "opening"
	Acknowledge Kind = "acknowledge"
)

// Entry is one thing that is due.
type Entry struct {
	Day      clock.Date
	Kind     Kind
	What     string // what to do, or what happens
	Who      string // who of ours does it: a name, or a role
	Customer string // the id of the customer; empty for what is for everybody
	Name     string // the customer's name
	With     string // the person at the customer's
	Reach    string // that person's number or address
	At       diag.Place
	Stays    bool // it is due until a file says that it is done

	id string // tells it from the others of its kind and customer, whatever its day
}

// Calendar returns a calendar of what is still to come.
func Calendar(business string, today clock.Date, all []Entry) ical.Calendar {
	c := ical.Calendar{Name: business + ": what is due", Stamp: today}
	for _, e := range all {
		if e.Day.Before(today) {
			continue
		}
		summary := e.What
		if e.Name != "" {
			summary = e.Name + ": " + summary
		}
		c.Events = append(c.Events, ical.Event{UID: e.UID(business), On: e.Day, Summary: summary, Description: e.People() + "\n" + e.At.String()})
	}
	return c
}

// UID returns an id for calendars that stays the same when the day moves.
func (e Entry) UID(business string) string {
	return ical.ID(16, "due", business, string(e.Kind), e.Customer, e.id)
}

// Sort sorts entries by day; those of one day by customer, those for everybody first.
func Sort(all []Entry) {
	slices.SortStableFunc(all, func(x, y Entry) int {
		return cmp.Or(x.Day.Compare(y.Day), strings.Compare(x.Name, y.Name), strings.Compare(x.Customer, y.Customer))
	})
}

// lister collects entries.
type lister struct {
	offer             *catalog.Offer
	customer          *agreement.Agreement // nil for what is for everybody
	from, today, last clock.Date           // what no file settles is listed from, and nothing after last
	entries           []Entry
	ids               map[string]int // how many entries of a kind have an id, those that are not listed too
}

func newLister(o *catalog.Offer, last clock.Date) *lister {
	today := o.Today()
	return &lister{offer: o, today: today, from: today.AddDays(-agreement.Remembered), last: last, ids: map[string]int{}}
}

// add adds an entry, unless its day is too far away or too long ago.
func (l *lister) add(e Entry) {
	key := string(e.Kind) + " " + e.id
	if l.ids[key]++; l.ids[key] > 1 {
		e.id += " " + strconv.Itoa(l.ids[key])
	}
	if e.Day.IsZero() || l.last.Before(e.Day) || !e.Stays && (e.Day.Before(l.from) || l.isDone(e)) {
		return
	}
	if e.Who == "" {
		e.Who = l.offer.Site.Leader.Name.V
	}
	for _, text := range []*string{&e.What, &e.Who, &e.Name, &e.With, &e.Reach} {
		*text = diag.Plain(*text)
	}
	l.entries = append(l.entries, e)
}

// isDone reports whether somebody was at the customer's on the day of an entry or since, and wrote down what they saw.
func (l *lister) isDone(e Entry) bool {
	if l.customer == nil || e.Kind != CheckIn && e.Kind != Aftercare && e.Kind != Anniversary {
		return false
	}
	return l.customer.SeenSince(e.Day, l.today)
}

func (l *lister) sorted() []Entry {
	Sort(l.entries)
	return l.entries
}
