// Package record reads what happened and says what was kept, and what could be promised.
//
// A promise names its record: a CSV file and the columns that matter, or the notices of a kind. [Count] reads each record
// once from beginning to end and keeps sums alone: no row, id or name of a file's row is in a [Result], so nothing but sums
// can be published of a record.
//
// Where to look: rows.go and csv.go read a file, event.go one row (a new column is added there), moment.go and layout.go
// its times; counter.go, availability.go and tally.go add up; limits.go holds what is counted against; countable.go finds
// what cannot be counted; suggest*.go work out what could be promised.
//
// # What counts
//
//   - A row that ended is finished. It is kept where it ended within the limit, counted on the promise's own clock.
//   - A row without an end is open. It counts against the promise once its limit has passed: otherwise only finished rows
//     would be seen, and the worst would be missing (survivorship).
//   - A row that names one of the promise's exclusions is excluded: it is counted, and held against nothing.
//   - A row belongs to the window in which it began. What begins or ends after the build's "now" has not happened yet;
//     [Result.Future] is the number of such rows.
//   - Counted is finished and open too long. The share is kept of counted.
//
// A share of few rows proves little. Below min_sample no promise is called kept. It is called missed where, were the target
// true, so few would be kept in less than one of forty cases (the lower tail of a two-sided test at 95 %, exactly from the
// binomial distribution: C. J. Clopper and E. S. Pearson, Biometrika 26, 1934): 0 of 29 are no 95 %, and 0 of 1 may be.
// From min_sample on, the share decides. Below a hundred rows it is thin where it reaches the target, but the lower bound of
// its 95 % interval does not (E. B. Wilson, Journal of the American Statistical Association 22, 1927). The whole is judged
// so, and each priority level by itself. Quantiles are by nearest rank (R. J. Hyndman and Y. Fan, The American Statistician
// 50, 1996, definition 1): the 95 % quantile of 200 is the 190th.
//
// Availability counts time: (A − D)/A, where A is the whole calendar month or window without the time that is excluded, and
// D the time without service that is left. A row with from and to is divided among the months and windows that it touches. A
// second that stands in several rows is taken once, as excluded where one of them excludes it. A row with down has only a
// number of minutes, which belong to the window in which it began, and add up.
//
// A window of days ends now. A month, quarter or year of the calendar is the running one, unless fewer rows than min_sample,
// and fewer than in the one before, were counted in it: then the one before is judged. The availability of a running month
// can be found broken, and never kept: the one before is judged until the running one is below the target, if the record
// goes back that far.
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
// [Suggest] works out from the same rows what a business could promise: the target that every window kept, and for times the
// shortest limit that was kept often enough. [Unnamed] does so for a file that no promise names yet.
//
// The package decides neither whether a verdict stops a build (package check) nor how it is worded (package view).
package record

import (
	"io"
	"strings"
	"time"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
)

// Book holds the result of each promise that has a record. It does not change after it is made.
type Book struct {
	results map[*catalog.Promise]*Result
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
}

// CountEach counts the records of some promises of an offer, in their order. A file that several of them name is read once.
// A promise that is not [Countable] has neither a result nor a problem.
func CountEach(o *catalog.Offer, promises []*catalog.Promise, open Files) []Counting {
	out := make([]Counting, len(promises))
	byFile := map[string][]int{} // the indexes of promises
	for i, p := range promises {
		_, countable := Countable(o, p)
		switch {
		case !countable:
		case p.Record.Notices.IsSet():
			out[i] = countNotices(o, p)
		case p.Record.File.IsSet():
			byFile[p.Record.File.V] = append(byFile[p.Record.File.V], i)
		}
	}
	for _, indexes := range byFile {
		countFile(o, promises, indexes, open, out)
	}
	return out
}

// NewBook returns a book of the counts of promises, one each, and all their problems.
func NewBook(promises []*catalog.Promise, all []Counting) (*Book, []diag.Problem) {
	b := &Book{results: map[*catalog.Promise]*Result{}}
	var problems []diag.Problem
	for i, c := range all {
		if c.Result != nil {
			b.results[promises[i]] = c.Result
		}
		problems = append(problems, c.Problems...)
	}
	return b, diag.Sort(problems)
}

// Result is what happened to one promise.
type Result struct {
	Kind      Kind
	Limits    Limits
	Window    Period            // the window that is judged
	SoFar     bool              // the window has not ended yet: it is a month, quarter or year of the calendar
	Running   *Period           // the month, quarter or year that has only begun, where the one before it is judged; else nil
	Earlier   []Period          // those before it, the newest first, as far back as the record goes; at most 12
	Months    []Period          // the calendar months up to now, the oldest first, from the first with a row; at most 12
	Levels    []LevelTally      // within the window, where the promise has times by priority level
	Customers map[string]*Tally // within the window, by the column customer; nil where there is none, and of Availability
	Newest    time.Time         // the beginning of the newest row; zero for an empty record
	Rows      int               // that could be read
	Future    int               // rows of these that happened after "now", and so do not count, or not to their end
	Silent    bool              // of Availability: the window has no outage, which a record that nobody keeps would show too
}

// Customer returns the sums of one customer, under the id or the name, in capitals or not. They are empty, and never nil,
// for a customer who is not in the window.
func (r *Result) Customer(id, name string) *Tally {
	total := &Tally{}
	for key, t := range r.Customers {
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
