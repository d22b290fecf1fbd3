// Package record reads what happened and says what was kept.
//
// A promise names its record: a CSV file and the columns that matter, or the notices of a kind. [Count] reads each
// record once from beginning to end and keeps sums alone: no row, id or name of a file's row is in a [Result], so what
// is published of a record can be no more than sums.
//
// # What counts
//
//   - A row that ended is finished. It is kept where it ended within the limit, counted on the promise's own clock.
//   - A row without an end is open. One whose limit has passed counts against the promise: otherwise only what was
//     finished would be seen, and the worst would be missing (survivorship).
//   - A row that names one of the promise's exclusions is excluded: it is counted, and not judged.
//   - A row belongs to the window in which it began. What begins or ends after the build's "now" has not happened yet;
//     [Result.Future] says how many rows tell of it all the same.
//   - Counted is finished and open too long. The share is kept of counted.
//
// A share of few rows proves little. Below min_sample nobody can tell that a promise is kept. That it is missed can be
// told: where, were the target true, so few would be kept in less than one of forty cases (the binomial distribution,
// worked out exactly): 0 of 29 are no 95 %, and 0 of 1 may be. From min_sample on, the share decides. Below a hundred,
// where it reaches the target, but the lower bound of its 95 % interval does not (E. B. Wilson, Journal of the American
// Statistical Association 22, 1927), it is thin. The whole is judged so, and each priority level by itself. Quantiles are by nearest rank: the 95 % quantile of 200 is the 190th.
//
// Of availability, time is counted: (A − D)/A, where A is the whole calendar month or window without the time that is
// excluded, and D the time without service that is left. A row with from and to is shared out among the months and
// windows that it touches, and a second that stands in several rows is taken once: where one of them excludes it, it is
// excluded. A row with down has only a number of minutes, which belong to the window in which it began, and add up.
//
// # The window that is judged
//
// Of days, it is those up to now. Of a month, quarter or year of the calendar it is the running one, unless that says
// little yet: while fewer rows than min_sample were counted in it, and fewer than in the one before, the one before is
// judged. Of availability nobody can know of a running month that it was kept, only that it was not: the one before is
// timing until the running one is below the target, if the record goes back that far. [Result.Running] then has the
// running one.
//
// # What cannot be compared
//
// A limit that cannot be compared with its column would be kept by every row, and one that is missing missed by every
// row. [Countable] says of which promises that is so, and these are not counted at all. Neither are a best effort, which
// nobody can miss, and a statement, unless its record has the column ok.
//
// # Rows that cannot be read
//
// Each is a problem at its line, and the others count. A row that is no CSV costs itself alone. Times without a zone are
// in the site's: one that the clocks skipped is read with the offset before, and is a warning; one that they showed twice
// is the first, or the second where the row would end before it starts, and is a notice.
//
// # What could be promised
//
// [Suggest] works out from the same rows what a business could promise: the target that every window kept, and for times
// the shortest limit that was kept often enough. [Unnamed] does so for a file that no promise names yet.
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

// Book holds what became of each promise that has a record. It does not change after it is made.
type Book struct {
	results map[*catalog.Promise]*Result
}

// Result gives the result of a promise; nil for one that has no record, or none that can be read.
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

// Counting is what the record of one promise came to. The result is nil where it has none, or none that can be read.
type Counting struct {
	Result   *Result
	Problems []diag.Problem
}

// CountEach counts the records of some promises of an offer, in their order. A file that several of them name is read
// once. A promise that is not [Countable] has neither a result nor a problem.
func CountEach(o *catalog.Offer, promises []*catalog.Promise, open Files) []Counting {
	out := make([]Counting, len(promises))
	sharing := map[string][]int{} // the promises of a file
	for i, p := range promises {
		_, countable := Countable(o, p)
		switch {
		case !countable:
		case p.Record.Notices.IsSet():
			out[i] = countNotices(o, p)
		case p.Record.File.IsSet():
			sharing[p.Record.File.V] = append(sharing[p.Record.File.V], i)
		}
	}
	for _, at := range sharing {
		same := make([]*catalog.Promise, len(at))
		for j, i := range at {
			same[j] = promises[i]
		}
		for j, c := range countFile(o, same, open) {
			out[at[j]] = c
		}
	}
	return out
}

// NewBook makes a book of what the records of promises came to, one each.
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

// Result is what became of one promise.
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
	Rows      int               // that could be read, whatever became of them
	Future    int               // rows of these that happened after "now", and so do not count, or not to their end
	Silent    bool              // of Availability: the window has no outage, which a record that nobody keeps would show too
}

// Customer gives the sums of one customer, whom the record calls by the id or by the name, in capitals or not. They are
// empty, and never nil, for one who is not in the window.
func (r *Result) Customer(id, name string) *Tally {
	sum := &Tally{}
	for key, t := range r.Customers {
		if strings.EqualFold(key, id) || strings.EqualFold(key, name) {
			sum.add(t)
		}
	}
	sum.sort()
	return sum
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

// Verdict says whether a record bears a promise.
type Verdict int

const (
	New   Verdict = iota // fewer rows were counted than min_sample, and they prove nothing
	Bare                 // counted, and the promise has no target to hold it against
	Kept                 // at or above the target, beyond doubt
	Thin                 // at or above the target, and a few more misses would change that
	Below                // below the target; of fewer than min_sample, so far that it is hardly chance
)
