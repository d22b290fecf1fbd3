// Package record reads what happened and says what was kept, and what could be promised.
//
// A promise names its record: a CSV file and the columns that matter, or the notices of a kind. [Count] reads each record
// once from beginning to end and keeps sums alone: no row, id or name of a file's row is in a [Result], so nothing but sums
// can be published of a record.
//
// Where to look: rows.go, csv.go and encoding.go read a file, passed.go knows the rows that are no case, and lastrow.go those
// that a later row of the same id replaces; event.go parses one row (a new column is added there), eventtimes.go with moment.go,
// datetext.go, clocktext.go, layout.go and took.go its times, and eventamounts.go its numbers; faults.go and faulthelp.go say what is
// wrong; counter.go, addevent.go, availability.go and tally.go add up; limits.go holds what is counted against; countable.go finds
// what cannot be counted; suggest*.go, study.go, trials.go, borne.go, held.go, bearing.go and sharedid.go work out what could be promised.
//
// # What counts
//
// A row has a due moment, and counts when that is past and lies in the window. Counted by their beginning, of the rows that are
// younger than their limit only the finished ones would enter, and they are kept.
//
//   - Of times, the row is due when its limit has passed on the promise's own clock, without pauses. Of kind on-time it is due
//     at the moment that was agreed; a day alone is due at its last second. A row that says itself what was kept is due when
//     its day or month is over, or at the moment that it names.
//   - It is kept where it ended by then. What ends after the build's "now" has not ended; [Result.Future] is how many rows say
//     that they have, or that they begin later.
//   - A row whose time is not up is [Tally.NotDue]. One that is open past its time is missed, and [Tally.Late].
//   - A row that names one of the promise's exclusions is excluded, in the window in which it was due. How many of these were
//     kept all the same is known, for the share with them.
//   - Rows that began before the since of a promise count against the limit of today, and are [Tally.Before]: no verdict, no
//     credit and no shortfall comes of them. The effective day of a capability does not do that: it changes with every edit,
//     and misses would vanish.
//   - Of several rows with one id the last in time counts: the last in the file, or the first where most times fall.
//   - Quantiles are over the same rows, those before left out. What is open past its time took longer than all that is finished.
//
// A share of few rows proves little. Below min_sample no promise is called kept. It is called missed where, were the target
// true, so few would be kept in less than one of forty cases (the lower tail of a two-sided test at 95 %, exactly from the
// binomial distribution: C. J. Clopper and E. S. Pearson, Biometrika 26, 1934): 0 of 29 are no 95 %, and 0 of 1 may be.
// From min_sample on, the share decides. Below a hundred rows it is thin where it reaches the target, but the lower bound of
// its 95 % interval does not (E. B. Wilson, Journal of the American Statistical Association 22, 1927). The whole is judged
// so, and each priority level by itself. Quantiles are by nearest rank (R. J. Hyndman and Y. Fan, The American Statistician
// 50, 1996, definition 1): the 95 % quantile of 200 is the 190th.
//
// Availability counts time: (A − D)/A, where A is the calendar month or window up to now without the time that is excluded, and
// D the time without service that is left. A row with from and to is divided among the months and windows that it touches. A
// second that stands in several rows is taken once, as excluded where one of them excludes it. A row with down has only a
// number of minutes, which belong to the window in which they were over, and add up.
//
// A window of days ends now. A month, quarter or year of the calendar is the running one, unless fewer rows than min_sample,
// and fewer than in the one before, were counted in it: then the one before is judged. The availability of a running month
// is missed once more time is lost than the whole month may lose, and never kept: until then the one before is judged, if the
// record goes back that far.
//
// # What cannot be counted
//
// [Countable] finds promises whose limit cannot be compared with its column, or is missing. Neither a best effort is counted,
// which nobody can miss, nor a statement, unless its record has the column ok.
//
// A row that cannot be read is a problem at its line, and the others count. A row that is no CSV costs itself alone. Times
// without a zone are in the site's: a time that the clocks skipped is read with the offset before, and is a warning; one that
// they showed twice is the first, or the second where the row would end before it starts, and is a notice.
//
// # What could be promised
//
// [Suggest] works out from the same rows what a business could promise: for times the tightest limit that the record bears for a
// target, and for all else the highest target that it bears. A record bears what would be right for four of five such records: at
// 95 % the 98th of 100 times, the 194th of 200, and none of fewer than 32 (borne.go). A limit that is longer or shorter lets other
// rows count. So each limit is held against the rows that a build would count with it: those that are due under that very limit.
// A row that is not due yet under it is left out even where it is done already, because the slow ones beside it are not; an open
// row that is due is missed, and so ranks above every finished one. The tightest limit is the shortest time of a row with which
// this is so; where there is none, too many are open. It is rounded up to what can be said, and counted once more as a build does.
// No target below 80 % is proposed. All levels of a promise have one target and one window. Of availability a minute is a row, and
// the last window that has ended is judged; of the running one, what was lost stays lost. What began before the since of a promise is
// left out. [Result.Bears] is the same for a promise that was missed, so that a build offers what [Suggest] does.
// [Unnamed] does so for a file that no promise names yet.
//
// The package decides neither whether a verdict stops a build (package check) nor how it is worded (package view).
package record

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// Book holds the result of each promise that has a record. It does not change after it is made, but for counts by other terms,
// which are made when they are first asked for.
type Book struct {
	results map[*catalog.Promise]*Result
	under   func(today, agreed *catalog.Promise) *Under // nil: by other terms nothing can be counted
	counted sync.Map                                    // func() *Under by key
}

// Result returns the result of a promise; nil where it has no record, or none that can be read.
func (b *Book) Result(p *catalog.Promise) *Result {
	if b == nil {
		return nil
	}
	return b.results[p]
}

// Files opens a file of the site by its path. An error of a file that is not there wraps fs.ErrNotExist.
type Files func(path string) (io.ReadCloser, error)

// Count counts the records of all promises of an offer, at its "now". A row that cannot be read is a problem, and is not
// counted.
func Count(o *catalog.Offer, open Files) (*Book, []diag.Problem) {
	return NewBook(o.Promises, CountEach(o, o.Promises, open))
}

// Counting is the count of one record. The result is nil where the promise has none, or none that can be read.
type Counting struct {
	Result   *Result
	Problems []diag.Problem
	unread   string // the file, where it cannot be read at all, and so for none of its promises
	absent   bool   // since it is not there
}

// CountEach counts the records of some promises of an offer, in their order. A file that several of them name is read once.
// A promise that is not [Countable] has neither a result nor a problem.
//
// Of a promise that was missed, it also works out what its record bears.
func CountEach(o *catalog.Offer, promises []*catalog.Promise, open Files) []Counting {
	out := countEach(o, promises, open, nil)
	for i, c := range out {
		if c.Result != nil && c.Result.Verdict() == Below && c.Result.Rows <= mostBearing {
			c.Result.Bears = newStudy(o, promises[i], open).bearing()
		}
	}
	return out
}

// countEach holds the rows of each promise in place of counting them where held is not nil.
func countEach(o *catalog.Offer, promises []*catalog.Promise, open Files, held []*heldRows) []Counting {
	out := make([]Counting, len(promises))
	byFile := map[string][]int{} // the indexes of promises
	for i, p := range promises {
		_, countable := Countable(o, p)
		switch {
		case !countable:
		case p.Record.Notices.IsSet():
			out[i] = countNotices(o, p, heldAt(held, i))
		case p.Record.File.IsSet():
			byFile[p.Record.File.V] = append(byFile[p.Record.File.V], i)
		}
	}
	for _, indexes := range byFile {
		countFile(o, promises, indexes, open, held, out)
	}
	return out
}

func heldAt(held []*heldRows, i int) *heldRows {
	if held == nil {
		return nil
	}
	return held[i]
}

// NewBook returns a book of the counts of promises, one each, and all their problems.
func NewBook(promises []*catalog.Promise, all []Counting) (*Book, []diag.Problem) {
	b := &Book{results: map[*catalog.Promise]*Result{}}
	var problems []diag.Problem
	unread := map[string]int{} // where the problem of a file is
	for i, c := range all {
		if c.Result != nil {
			b.results[promises[i]] = c.Result
		}
		if first, again := unread[c.unread]; again {
			problems[first].Related = append(problems[first].Related, diag.Related{At: c.Problems[0].At, Note: "it is named here, too"})
			continue
		}
		if c.unread != "" {
			unread[c.unread] = len(problems)
		}
		problems = append(problems, c.Problems...)
	}
	if p, ok := noRecords(promises, problems, all); ok {
		problems = append(slices.DeleteFunc(problems, func(p diag.Problem) bool { return p.Help == putItThere }), p)
	}
	return b, diag.Sort(problems)
}

// noRecords returns one problem for all where promises name several files, and none of these is there.
func noRecords(promises []*catalog.Promise, problems []diag.Problem, all []Counting) (p diag.Problem, ok bool) {
	for i, c := range all {
		if promises[i].Record.File.IsSet() && (c.Result != nil || len(c.Problems) > 0) && !c.absent {
			return p, false
		}
	}
	if problems = slices.DeleteFunc(slices.Clone(problems), func(p diag.Problem) bool { return p.Help != putItThere }); len(problems) < 2 {
		return p, false
	}
	p = diag.Sort(problems)[0]
	p.Message += fmt.Sprintf(", nor is any of the other %d that promises name", len(problems)-1)
	if p.Help = "Put them there. If they are kept elsewhere, name their folder, with folders: in site.yaml or with --records."; len(problems) == 2 {
		p.Message = strings.Replace(p.Message, "any of the other 1 that promises name", "the other one that promises name", 1)
	}
	p.Related = nil
	return p, true
}

// Result is what happened to one promise.
type Result struct {
	Kind       Kind
	Limits     Limits
	Window     Period             // the window that is judged
	SoFar      bool               // the window has not ended yet: it is a month, quarter or year of the calendar
	Running    *Period            // the month, quarter or year that has only begun, where the one before it is judged; else nil
	Earlier    []Period           // those before it, the newest first, as far back as the record goes; at most 12
	Months     []Period           // the calendar months up to now, the oldest first, from the first with a row; at most 12
	Days       []Period           // the days up to now, the oldest first; at most 92: of Availability all, else from the first with a row
	Levels     []LevelTally       // within the window, where the promise has times by priority level
	Customers  map[string]*Tally  // within the window, by the column customer; nil where there is none, and of Availability
	Newest     time.Time          // the beginning of the newest row; zero for an empty record
	Rows       int                // that could be read
	All        Tally              // of the whole record
	Worst      *Period            // of all windows of the record, that which was kept worst; nil where there is only one to judge
	Currency   string             // of what was paid; empty where nothing names one
	Unlimited  bool               // a best effort or a statement: only the times of what ended are counted, and nothing is kept or missed
	Paying     bool               // the record says what was paid
	Since      clock.Date         // from which the promise is made as it stands; zero where nothing says so
	Exclusions []syntax.Exclusion // of the promise
	Future     int                // rows of these that happened after "now", and so do not count, or not to their end
	Bears      *Bearing           // of a promise that was missed; nil for any other, and where there are too many rows to work it out in a build
	options    []chosen
	start      time.Time // of Availability: when the record begins; zero where that is not known
	Silent     bool      // of Availability: the window has no outage, which a record that nobody keeps would show too
}

// chosen is what the rows of customers come to under a time limit that they may choose.
type chosen struct {
	level     string
	within    clock.Duration
	customers map[string]*Tally
}

// Customer returns the sums of one customer, under the id or the name, in capitals or not. They are empty, and never nil,
// for a customer who is not in the window.
func (r *Result) Customer(id, name string) *Tally { return sumOf(r.Customers, id, name) }

// CustomerUnder returns how many rows of a customer were kept who chose another time limit, one of the promise's options, for all
// levels or for one, and how many more are not due yet. What began before the choice was in force is held against the promise of all.
// ok is false where there is no such option.
func (r *Result) CustomerUnder(level string, within clock.Duration, inForce time.Time, id, name string) (s KeptShare, notDue int, ok bool) {
	for _, o := range r.options {
		if o.level == level && o.within == within {
			before, waiting := r.Customer(id, name).begun(beginning, inForce)
			since, more := sumOf(o.customers, id, name).begun(inForce, end)
			return KeptShare{before.Kept + since.Kept, before.Counted + since.Counted}, waiting + more, true
		}
	}
	return s, 0, false
}

func sumOf(customers map[string]*Tally, id, name string) *Tally {
	total := &Tally{}
	for key, t := range customers {
		if strings.EqualFold(key, id) || strings.EqualFold(key, name) {
			total.add(t)
		}
	}
	total.sort()
	return total
}

// Period is a time and what happened in it.
type Period struct {
	clock.Span
	Tally
}

// LevelTally is what happened at one priority level.
type LevelTally struct {
	ID string
	Tally
}

// Kind is what is counted.
type Kind int

const (
	Time         Kind = iota // rows with a beginning and an end, against a time limit
	OnTime                   // rows with an end, against the moment that was agreed for each
	Availability             // minutes without service
	Counted                  // how many of how many
	Quantity                 // a number in each row, against a limit
)

// Verdict says whether a record confirms a promise.
type Verdict int

const (
	New   Verdict = iota // fewer rows were counted than min_sample, and they prove nothing
	Bare                 // counted, and the promise has no target to hold it against
	Kept                 // at or above the target, beyond doubt
	Thin                 // at or above the target, and a few more misses would change that
	Below                // below the target; of fewer than min_sample, so far that it is hardly chance
)
