package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"upfront/generator/agenda"
	"upfront/generator/build"
	"upfront/generator/clock"
)

func (p *program) dueCommand() *cobra.Command {
	var options dueOptions
	c := &cobra.Command{
		Use:   "due",
		Short: "What is due: for whom, who does it, and how to reach them",
		Long: `Print everything with a day, from what is late to what comes in the next 30
days: calls and aftercare for each customer, conditions, duties, answers that
you wait for, reviews, renewals with the day by which to speak, changes of which
to tell, links that end, notices that are still open, anniversaries, lines of
which nobody has said how they turned out, and referrals that are earned.

Each entry says what to do, who of you does it, with whom and how to reach them,
and the line of the file that it comes from. Nothing stores what was done: what
a file settles stays in the list until it does, such as a review until it has a
new day. A call stays for 30 days, or until you write under observed: what you
learned from it.`,
		Example: `upfront due                      what is late, and the next 30 days
upfront due --within 7d          the next week
upfront due --who callum         what one of you does
upfront due --ics > due.ics      for a calendar program`,
		Args:        arguments(),
		Annotations: accepting("dir agreements records now json"),
		RunE:        func(*cobra.Command, []string) error { return p.due(options) },
	}
	c.Flags().StringVar(&options.within, "within", "30d", "how far to look ahead: a `TIME` such as 7d, 6w or 3mo")
	c.Flags().StringVar(&options.who, "who", "", "list what one of you does: a `NAME`, or an id from people: in site.yaml")
	c.Flags().BoolVar(&options.ics, "ics", false, "print a calendar (iCalendar) of what is still to come")
	return c
}

type dueOptions struct {
	within, who string
	ics         bool
}

func (p *program) due(options dueOptions) error {
	within, err := clock.ParseDuration(options.within)
	switch {
	case err != nil:
		return usageError(fmt.Sprintf("--within cannot be %q: %v.", options.within, err), "Write a time such as --within 30d.")
	case options.ics && p.flags.json:
		return usageError("--ics and --json contradict each other.", "Leave one of them out.")
	}
	s, loaded, err := p.loadPrivately("due", "this names your customers")
	if err != nil {
		return err
	}
	if err := p.refuseErrors(s, loaded); err != nil {
		return err
	}
	d := dueList{today: loaded.Offer.Today()}
	d.last = d.today.Add(within)
	d.entries = loaded.Due(d.last)
	for i := range d.entries {
		d.entries[i].At.File, d.entries[i].At.Column = displayPath(s.onDisk(d.entries[i].At.File)), 0
	}
	if err := d.keep(loaded, options.who); err != nil {
		return err
	}
	return p.printDue(d, loaded, options.ics)
}

// dueList is what is due until a day.
type dueList struct {
	today, last clock.Date
	entries     []agenda.Entry
}

// keep keeps what somebody does, if anybody is named.
func (d *dueList) keep(loaded *build.Site, who string) error {
	if who == "" {
		return nil
	}
	name := loaded.Offer.PersonName(who)
	var names []string
	for _, e := range d.entries {
		names = append(names, e.Who)
	}
	for _, person := range loaded.Offer.Site.People {
		names = append(names, person.Key.V, person.V.Name.V)
	}
	if known := append(names, loaded.Offer.Site.Leader.Name.V); !slices.ContainsFunc(known, func(one string) bool { return strings.EqualFold(one, name) }) {
		return checkWord("person", who, slices.Compact(slices.Sorted(slices.Values(known))))
	}
	d.entries = slices.DeleteFunc(d.entries, func(e agenda.Entry) bool { return !strings.EqualFold(e.Who, name) })
	return nil
}

func (p *program) printDue(d dueList, loaded *build.Site, ics bool) error {
	var err error
	switch {
	case ics:
		_, err = p.out.Write([]byte(agenda.Calendar(loaded.Offer.Site.Business.Name.V, d.today, d.entries).File()))
	case p.flags.json:
		err = printJSON(p.out, d.json())
	default:
		_, err = p.out.Write([]byte(d.text()))
	}
	if err != nil {
		return ioError(err)
	}
	return nil
}

// text returns the list for people, by day.
func (d dueList) text() string {
	if len(d.entries) == 0 {
		return "Nothing is due until " + agenda.Date(d.last) + ".\n"
	}
	var out strings.Builder
	for i, e := range d.entries {
		if i == 0 || d.entries[i-1].Day != e.Day {
			fmt.Fprintf(&out, "%s%s, %s\n", map[bool]string{true: "\n"}[i > 0], agenda.Weekday(e.Day), agenda.Distance(d.today, e.Day))
		}
		if e.Name != "" {
			fmt.Fprintf(&out, "  %s: %s\n", e.Name, e.What)
		} else {
			fmt.Fprintf(&out, "  %s\n", e.What)
		}
		fmt.Fprintf(&out, "      %s\n      %s\n", e.People(), e.At)
	}
	return out.String()
}

// dueJSON is the list for programs.
type dueJSON struct {
	Version int        `json:"version"`
	Due     []dueEntry `json:"due"`
}

// dueEntry is an entry in JSON.
type dueEntry struct {
	Day      string      `json:"day"`
	Late     bool        `json:"late,omitempty"`
	Kind     agenda.Kind `json:"kind"`
	What     string      `json:"what"`
	Who      string      `json:"who,omitempty"`
	Customer string      `json:"customer,omitempty"`
	Name     string      `json:"name,omitempty"`
	With     string      `json:"with,omitempty"`
	Reach    string      `json:"reach,omitempty"`
	File     string      `json:"file"`
	Line     int         `json:"line"`
}

func (d dueList) json() dueJSON {
	all := make([]dueEntry, 0, len(d.entries))
	for _, e := range d.entries {
		all = append(all, dueEntry{e.Day.String(), e.Day.Before(d.today), e.Kind, e.What, e.Who, e.Customer, e.Name, e.With, e.Reach, e.At.File, e.At.Line})
	}
	return dueJSON{jsonVersion, all}
}
