package record

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/syntax"
)

// UsesFile is the record of the times that a policy was bent, below content/. It is for staff: no page counts it.
const UsesFile = "records/exceptions.csv"

// useColumns are the columns of [UsesFile].
var useColumns = []string{"on", "policy", "customer", "by"}

// Use is one time that a policy was bent.
type Use struct {
	On        clock.Date
	Policy    *catalog.Policy
	Exception *syntax.Exception // of the policy; nil where the row names none of several
	Customer  string            // the id of an agreement, else a name; may be empty
	By        string            // may be empty
}

// Uses returns the times that policies were bent, in the order of the file, and what is wrong with its rows, which are left out. They
// are none where there is no file, or where it is the record of a promise. Customers are the ids of all agreements.
func Uses(o *catalog.Offer, customers []string, open Files) ([]Use, []diag.Problem) {
	if slices.ContainsFunc(o.Promises, func(p *catalog.Promise) bool { return p.Record.File.V == UsesFile }) {
		return nil, nil
	}
	rows, problem := openRows(UsesFile, open, useColumns...)
	if problem != nil {
		if problem.Help == putItThere {
			return nil, nil
		}
		return nil, []diag.Problem{*problem}
	}
	defer rows.Close()
	r := &useReader{rows: rows, offer: o, customers: customers, people: map[string]bool{}}
	if problems := r.findColumns(); len(problems) > 0 {
		return nil, problems
	}
	var all []Use
	for rows.next() {
		if use, ok := r.use(); ok {
			all = append(all, use)
		}
	}
	return all, slices.Concat(r.faults.all(), r.problems.Problems, rows.problems())
}

// useReader reads the rows of [UsesFile].
type useReader struct {
	rows                     *rows
	offer                    *catalog.Offer
	customers                []string
	on, policy, customer, by int             // columns; -1 for a customer or a by that is not there
	people                   map[string]bool // that were looked for
	faults                   faults
	problems                 diag.List
}

// findColumns finds the columns by their names, in capitals or not. Without the first two nothing can be counted.
func (r *useReader) findColumns() (problems []diag.Problem) {
	for i, at := range []*int{&r.on, &r.policy, &r.customer, &r.by} {
		name := useColumns[i]
		*at = slices.IndexFunc(r.rows.columns, func(c string) bool { return strings.EqualFold(c, name) })
		if *at < 0 && i < 2 {
			help := fmt.Sprintf("Its first line is %s; it has %s.", strings.Join(useColumns, ","), strings.Join(r.rows.columns, ","))
			if near, ok := diag.Nearest(name, r.rows.columns); ok {
				help = fmt.Sprintf("Is that %q? %s", near, help)
			}
			problems = append(problems, diag.Problem{Rule: recordFormat, At: diag.Place{File: r.rows.file, Line: 1}, Message: fmt.Sprintf("%q has no column %q", r.rows.file, name), Help: help})
		}
	}
	return problems
}

// The ways in which a row of [UsesFile] may be wrong.
var (
	faultDay      = fault{recordFormat, diag.Default, "no day"}
	faultAhead    = fault{recordFormat, diag.Default, "a day ahead"}
	faultPolicy   = fault{diag.RefUnknown, diag.Default, "no policy"}
	faultCustomer = fault{diag.RefUnknown, diag.Default, "no customer"}
)

// use returns the use in a row; ok is false for one with a mistake, which is reported.
func (r *useReader) use() (u Use, ok bool) {
	u.Customer, u.By = r.rows.field(r.customer), r.rows.field(r.by)
	dated, named := r.day(&u), r.bent(&u)
	if id := syntax.IDOf(u.Customer); slices.Contains(r.customers, id) {
		u.Customer = id
	} else if near, is := diag.Nearest(id, r.customers); is {
		r.report(r.customer, faultCustomer, fmt.Sprintf("there is no agreement %q", u.Customer), fmt.Sprintf("Did you mean %q? A customer without an agreement stands under their name.", near))
		return u, false
	}
	if u.By != "" && !r.people[u.By] {
		r.people[u.By] = true
		r.offer.CheckPerson(&r.problems, syntax.Text{V: u.By, At: r.rows.fieldPlace(r.by)})
	}
	return u, dated && named
}

func (r *useReader) report(column int, kind fault, message, help string) {
	at := r.rows.fieldPlace(column)
	r.faults.addTo(cause{kind, at.File, column, message}, "", diag.Problem{At: at, Message: message, Help: help})
}

// day sets the day of a use: with the year first, or the month as a word.
func (r *useReader) day(u *Use) bool {
	text := r.rows.field(r.on)
	d, ok := parseDateText(text)
	u.On = clock.Date{Year: d.year, Month: time.Month(d.month), Day: d.day}
	switch {
	case text == "":
		r.report(r.on, faultDay, "the row does not say on which day", fmt.Sprintf("Write it as %v: the year, the month, the day.", r.offer.Today()))
	case !ok || d.digits || d.unit == clock.Month:
		r.report(r.on, faultDay, fmt.Sprintf("%q is no day", text), fmt.Sprintf("Write it as %v: the year, the month, the day.", r.offer.Today()))
	case r.offer.Today().Before(u.On):
		r.report(r.on, faultAhead, fmt.Sprintf("%v is yet to come", u.On), "Write the day on which the policy was bent.")
	default:
		return true
	}
	return false
}

// bent sets the policy of a use, and which of its exceptions it was: policy.exception, where the exception has an id.
func (r *useReader) bent(u *Use) bool {
	text := r.rows.field(r.policy)
	name, exception, one := strings.Cut(text, ".")
	if u.Policy = r.offer.Policy(name); u.Policy == nil {
		known := diag.Names(r.offer.Policies, func(p *catalog.Policy) string { return p.ID })
		help := "Write the name of its file, without .md."
		if len(known) > 0 {
			help = "The policies are: " + strings.Join(known, ", ") + "."
		}
		r.report(r.policy, faultPolicy, fmt.Sprintf("there is no policy %q", name), diag.DidYouMean(name, known, help))
		return false
	}
	all := u.Policy.Exceptions
	if !one {
		if len(all) == 1 {
			u.Exception = &all[0]
		}
		return true
	}
	var known []string
	for i, x := range all {
		if x.ID.V == exception && exception != "" {
			u.Exception = &all[i]
			return true
		}
		if x.ID.IsSet() {
			known = append(known, x.ID.V)
		}
	}
	r.report(r.policy, faultPolicy, fmt.Sprintf("%q has no exception %q", name, exception), diag.DidYouMean(exception, known, fmt.Sprintf("Give it id: %s in the policy, or write %s alone.", exception, name)))
	return false
}

// Frequency is how often a limit allows a thing: 4 times a month.
type Frequency struct {
	Times int
	Unit  string // "day", "week", "month", "quarter" or "year", of the calendar
}

var frequencyWords = lazy.Pattern(`(?i)(?:^|[\s,;(])(once|twice|\d{1,4}|one|two|three|four|five|six)(?: ?×| times?)?(?: ?/ ?| an? | per | each | every | in a )(day|week|month|quarter|year)\b`)

// FrequencyOf returns how often the words of a limit allow a thing: "4 a month", "£80, twice a year", "3/month". ok is false where
// they say nothing of that.
func FrequencyOf(limit string) (f Frequency, ok bool) {
	found := frequencyWords().FindStringSubmatch(limit)
	if found == nil {
		return f, false
	}
	number := strings.ToLower(found[1])
	f.Unit = strings.ToLower(found[2])
	for i, words := range [][]string{{"once", "one"}, {"twice", "two"}, {"three"}, {"four"}, {"five"}, {"six"}} {
		if slices.Contains(words, number) {
			f.Times = i + 1
			return f, true
		}
	}
	f.Times, _ = strconv.Atoi(number)
	return f, true
}

// Begin returns the first day of the period that a day lies in. A week begins on a Monday.
func (f Frequency) Begin(d clock.Date) clock.Date {
	switch f.Unit {
	case "week":
		return d.AddDays(-(int(d.Weekday()) + 6) % 7)
	case "month":
		d.Day = 1
	case "quarter":
		d.Month, d.Day = d.Month-(d.Month-1)%3, 1
	case "year":
		d.Month, d.Day = 1, 1
	}
	return d
}

// Most returns in which period of some days there are the most of them, and how many; of several such periods the last.
func (f Frequency) Most(days []clock.Date) (begin clock.Date, n int) {
	counts := map[clock.Date]int{}
	for _, d := range days {
		counts[f.Begin(d)]++
	}
	for d, times := range counts {
		if times > n || times == n && begin.Before(d) {
			begin, n = d, times
		}
	}
	return begin, n
}
