package record

import (
	"cmp"
	"math"
	"math/big"
	"slices"
	"sort"
	"time"

	"upfront/generator/amount"
)

// Tally holds the sums of a period.
type Tally struct {
	Finished int // rows that ended; of Counted the total, of Availability the seconds of the time without the excluded ones
	Kept     int // of these within the limit; of Availability the seconds with service
	Open     int // rows that have not ended
	Late     int // of these past their limit
	Outages  int // of Availability: rows
	Causes   []Cause

	took   []int32 // of finished rows, in seconds on the promise's clock
	waits  []int32 // of open rows, up to now
	sorted bool
}

// Cause is how many rows one exclusion took out; of Availability how many seconds.
type Cause struct {
	ID string // of the exclusion
	N  int
}

// Counted returns how many are held against the promise.
func (t *Tally) Counted() int { return t.Finished + t.Late }

// Missed returns how many of these were not kept.
func (t *Tally) Missed() int { return t.Counted() - t.Kept }

// Excluded returns how many were taken out.
func (t *Tally) Excluded() int {
	n := 0
	for _, c := range t.Causes {
		n += c.N
	}
	return n
}

// Empty reports whether nothing happened.
func (t *Tally) Empty() bool { return t.Finished+t.Open+t.Excluded()+t.Outages == 0 }

// add adds the sums of the same period.
func (t *Tally) add(u *Tally) {
	t.Finished, t.Kept, t.Open, t.Late, t.Outages = t.Finished+u.Finished, t.Kept+u.Kept, t.Open+u.Open, t.Late+u.Late, t.Outages+u.Outages
	for _, c := range u.Causes {
		t.addExcluded(c.ID, c.N)
	}
	t.took, t.waits, t.sorted = append(t.took, u.took...), append(t.waits, u.waits...), false
}

// Share returns kept of counted; 1 for nothing of nothing.
func (t *Tally) Share() float64 {
	if t.Counted() == 0 {
		return 1
	}
	return float64(t.Kept) / float64(t.Counted())
}

// Wilson returns the lower bound of the 95 % interval of the share: with so few rows, the true share may be as low. It is
// that of the score interval (Wilson 1927, formula 5).
func (t *Tally) Wilson() float64 {
	if t.Counted() == 0 {
		return 0
	}
	const z = 1.959963984540054
	p, m := t.Share(), float64(t.Counted())
	return (p + z*z/(2*m) - z*math.Sqrt(p*(1-p)/m+z*z/(4*m*m))) / (1 + z*z/m)
}

// Quantile returns the time within which a share of the finished rows was done, by nearest rank; zero where there is none.
func (t *Tally) Quantile(share amount.Percent) time.Duration {
	n := int64(len(t.took))
	if n == 0 {
		return 0
	}
	t.sort()
	rank := (int64(share)*n + int64(amount.Whole) - 1) / int64(amount.Whole) // from 1 to n
	return time.Duration(t.took[min(max(rank, 1), n)-1]) * time.Second
}

func (t *Tally) sort() {
	if !t.sorted {
		slices.Sort(t.took)
		slices.Sort(t.waits)
		t.sorted = true
	}
}

// KeptWithin returns how many would have been kept and counted with another limit, in time on the promise's clock. Open rows
// that have waited longer count too.
func (t *Tally) KeptWithin(limit time.Duration) (kept, counted int) {
	t.sort()
	seconds := toSeconds(limit)
	upTo := func(list []int32) int {
		i, _ := slices.BinarySearch(list, seconds+1)
		return i
	}
	kept = upTo(t.took)
	return kept, len(t.took) + len(t.waits) - upTo(t.waits)
}

// Tightest returns the shortest limit that would have been kept as often as the share; ok is false where there is none.
func (t *Tally) Tightest(share amount.Percent) (limit time.Duration, ok bool) {
	t.sort()
	i := sort.Search(len(t.took), func(i int) bool {
		kept, counted := t.KeptWithin(time.Duration(t.took[i]) * time.Second)
		return share.Met(int64(kept), int64(counted))
	})
	if i == len(t.took) {
		return 0, false
	}
	return time.Duration(t.took[i]) * time.Second, true
}

func (t *Tally) addExcluded(id string, n int) {
	i, ok := slices.BinarySearchFunc(t.Causes, id, func(c Cause, id string) int { return cmp.Compare(c.ID, id) })
	if !ok {
		t.Causes = slices.Insert(t.Causes, i, Cause{ID: id})
	}
	t.Causes[i].N += n
}

// verdict holds sums against a target. Few rows can prove only that a promise is missed: where it is unlikely that so few of
// them were kept by chance.
func (t *Tally) verdict(target amount.Percent, least int) Verdict {
	kept, counted := t.Kept, t.Counted()
	switch few := counted < least; {
	case few && target > 0 && isUnlikely(kept, counted, target):
		return Below
	case few:
		return New
	case target == 0:
		return Bare
	case !target.Met(int64(kept), int64(counted)):
		return Below
	case counted < thinBelow && target < amount.Whole && t.Wilson() < target.Share():
		return Thin
	}
	return Kept
}

// thinBelow is how many have to be counted until a reached share needs no interval.
const thinBelow = 100

// Verdict returns what the sums of the window say of the promise: of all its rows, or of the worst priority level.
func (r *Result) Verdict() Verdict {
	if r.Kind != Availability && len(r.MissedLevels()) > 0 {
		return Below
	}
	return r.Whole()
}

// Whole returns what the sums of the window say of all its rows together. Of time all is counted, so there is no doubt.
func (r *Result) Whole() Verdict {
	w, target := &r.Window, r.Limits.Target
	switch {
	case r.Kind != Availability:
		return w.verdict(target, r.Limits.Least)
	case w.Finished == 0:
		return New
	case target == 0:
		return Bare
	case target.Met(int64(w.Kept), int64(w.Finished)):
		return Kept
	}
	return Below
}

// MissedLevels returns the priority levels at which the promise was missed. Each is judged by itself.
func (r *Result) MissedLevels() []*LevelTally {
	var out []*LevelTally
	for i := range r.Levels {
		if l := &r.Levels[i]; l.verdict(r.Limits.Target, r.Limits.Least) == Below {
			out = append(out, l)
		}
	}
	return out
}

// isUnlikely reports whether so few would be kept in less than one of forty cases, if the promise were kept as often as its
// target says: P(X ≤ kept) < 2.5 % of the binomial distribution, in whole numbers and so exactly. That is the case where the
// target lies above the upper bound of the interval of Clopper and Pearson (1934).
func isUnlikely(kept, n int, target amount.Percent) bool {
	hit, miss, all := big.NewInt(int64(target)), big.NewInt(int64(amount.Whole-target)), big.NewInt(int64(amount.Whole))
	power := func(base *big.Int, n int) *big.Int { return new(big.Int).Exp(base, big.NewInt(int64(n)), nil) }
	sum := new(big.Int)
	for k := range kept + 1 {
		ways := new(big.Int).Binomial(int64(n), int64(k))
		sum.Add(sum, ways.Mul(ways, power(hit, k)).Mul(ways, power(miss, n-k)))
	}
	return sum.Mul(sum, big.NewInt(40)).Cmp(power(all, n)) < 0
}
