package record

import (
	"iter"
	"time"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
)

// A suggestion holds how often a promise was kept, how long things took, the tightest limit that its record bears, how that limit
// would have fared in earlier windows, and the lines to write. Before a limit is proposed the rows are counted with it, as a
// build would: only then are working days and changes of the clocks exact. All levels of a promise have one window and one target.

// Suggestion holds what a business could promise, by the record of a promise or of one of its priority levels. Times are
// seconds on the promise's clock.
type Suggestion struct {
	Promise  string         `json:"promise,omitempty"` // capability.promise; empty for a file without one
	Level    string         `json:"level,omitempty"`
	Says     string         `json:"says,omitempty"`
	Kind     string         `json:"kind"` // time, on-time, availability, counted or quantity
	Needed   int            `json:"needed"`
	Enough   bool           `json:"enough"` // whether as many were counted as are needed
	Window   string         `json:"window"`
	Kept     int            `json:"kept"`
	Counted  int            `json:"counted"`
	Since    string         `json:"since,omitempty"` // what began before this day, within the window, is not counted: the promise stood otherwise then
	NoRow    bool           `json:"no_row,omitempty"`
	NotDue   int            `json:"not_due"` // rows whose time is not up yet
	Late     int            `json:"late"`
	Excluded int            `json:"excluded"`
	Target   string         `json:"target,omitempty"`  // of limits: which was looked for
	Asked    string         `json:"asked,omitempty"`   // which was asked for, where it is too low to be promised
	Present  string         `json:"present,omitempty"` // the limit of today
	Times    *Quantiles     `json:"times,omitempty"`
	Tightest *int           `json:"tightest,omitempty"`
	Rank     *Rank          `json:"rank,omitempty"` // of the tightest limit
	Within   string         `json:"suggested_within,omitempty"`
	Share    string         `json:"suggested_target,omitempty"`
	AtLimit  string         `json:"kept_target,omitempty"` // the highest target that the record bears with the limit of today
	Format   string         `json:"format,omitempty"`      // of a file, in which its times were read since no other fits
	Shared   *SharedID      `json:"shared_id,omitempty"`
	Windows  []WindowShares `json:"windows"`              // the newest first
	Write    string         `json:"write,omitempty"`      // of the promise, the same for each of its levels
	Or       string         `json:"or_write,omitempty"`   // with the limit of today, or for the lowest target, where that is borne
	Site     string         `json:"site_write,omitempty"` // what site.yaml needs before

	Ahead    bool           `json:"-"` // Since has not come yet
	Newest   time.Time      `json:"-"` // the beginning of the newest row, in the site's zone; zero where there is none
	Length   clock.Window   `json:"-"` // Window
	SoFar    bool           `json:"-"` // the window has not ended yet
	Missed   int            `json:"-"` // earlier windows in which the suggestion would have been missed
	Decimals amount.Percent `json:"-"` // shares are printed with as many decimals as it has
	OrLeast  bool           `json:"-"` // Or is for the lowest target that is worth a promise
	AtMost   string         `json:"-"` // where too little was counted for the target: the highest that so few could bear
	ForSite  bool           `json:"-"` // Needed is the min_sample of site.yaml, which is more than the target needs
	Last     bool           `json:"-"` // of the suggestions for one promise
	Unknown  []string       `json:"-"` // levels that the record bears no limit for: the lines leave them out
	CopyTo   string         `json:"-"` // where a file that no promise names has to lie, below content/

	asked, atPresent         amount.Percent // the target that was asked for, and AtLimit
	present, limit, atLeast  clock.Duration // the limits: of today, for the target, and for the lowest one
	byDay                    bool           // days were agreed, without a time of day
	presentBears, leastBorne bool           // whether the limit of today bears the target, and whether there is one for the lowest
}

// Rank is the place of a row among those that count, from the fastest on.
type Rank struct {
	Rank int `json:"rank"`
	Of   int `json:"of"`
}

// Quantiles are the times within which 50, 90, 95 and 99 % of the rows were done; nil where such a share is not: the next are still
// open.
type Quantiles struct {
	P50 *int `json:"p50"`
	P90 *int `json:"p90"`
	P95 *int `json:"p95"`
	P99 *int `json:"p99"`
}

// WindowShares are how often two limits were kept in one window: the promise's own, and the suggested one.
type WindowShares struct {
	From      time.Time  `json:"from"`
	To        time.Time  `json:"to"`
	Present   *KeptShare `json:"present,omitempty"`
	Suggested *KeptShare `json:"suggested,omitempty"`
}

// KeptShare is how many were kept of those that were counted.
type KeptShare struct {
	Kept    int `json:"kept"`
	Counted int `json:"counted"`
}

// usualTarget is how often a promise is to be kept where neither it nor the caller names a target.
const usualTarget = 95 * amount.Whole / 100

// Suggest returns a suggestion for each promise or priority level, to be kept as often as the target, or, where that is zero,
// as often as each promise says. Where a promise cannot be counted or a row cannot be read, it returns the problems alone: the
// missing rows may be the worst.
func Suggest(o catalog.Offer, promises []*catalog.Promise, files Files, target amount.Percent) (iter.Seq[Suggestion], []diag.Problem) {
	o.Promises = nil
	var all []*study
	var held []*heldRows
	var problems []diag.Problem
	for _, p := range promises {
		s := newStudy(&o, p, files)
		all = append(all, s)
		held = append(held, nil)
		if why := s.uncountable(p); why != nil {
			problems = append(problems, *why)
		}
		o.Promises = append(o.Promises, s.promise)
	}
	if len(all) == 1 { // the rows of many promises are not held at once
		all[0].held = newHeldRows(all[0].promise)
		held[0] = all[0].held
	}
	if len(problems) == 0 {
		_, problems = NewBook(o.Promises, countEach(&o, o.Promises, files, held))
	}
	if diag.Count(problems, diag.Error) > 0 {
		return nil, problems
	}
	return func(yield func(Suggestion) bool) {
		for _, s := range all {
			suggestions := s.suggestions(target)
			s.held = nil
			for _, suggestion := range suggestions {
				if !yield(suggestion) {
					return
				}
			}
		}
	}, nil
}

// finer returns that of two shares which is written with more decimals.
func finer(a, b amount.Percent) amount.Percent {
	if len(b.Floor(1, 3)) > len(a.Floor(1, 3)) {
		return b
	}
	return a
}

func shareOf(t Tally) KeptShare { return KeptShare{t.Kept, t.Counted()} }

// Missed returns how many were not kept.
func (s KeptShare) Missed() int { return s.Counted - s.Kept }

func (s KeptShare) meets(target amount.Percent) bool {
	return target.Met(int64(s.Kept), int64(s.Counted))
}
