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
	Finished       int       // rows that ended; of Counted the total, of Availability the seconds of the time without the excluded ones
	Kept           int       // of these in time; of Availability the seconds with service
	Late           int       // rows that have not ended, and whose time is up
	NotDue         int       // rows whose time is not up yet: they are in none of the other sums
	Before         KeptShare // of those that count, the ones that began before the promise was made as it stands
	LateBefore     int       // of Late, the ones that began before the promise was made as it stands
	Outages        int       // of Availability: rows
	Causes         []Cause
	ExcludedKept   int       // of the excluded rows, those that were kept all the same
	ExcludedBefore KeptShare // of the excluded rows, the ones that began before the promise was made as it stands
	Credits        int       // rows for which something was paid
	Paid           int64     // how much, in the smallest unit of the currency
	Unpaid         int       // missed rows for which nothing was paid, where the record says what was

	cases  caseList
	began  []int32 // of a customer's rows, where the customer may choose another limit: see addBegin
	took   []int32 // of finished rows, in seconds on the promise's clock; of OnTime after they were due
	waits  []int32 // of open rows, up to now
	sorted bool
}

// Cause is how many rows one exclusion took out; of Availability how many seconds.
type Cause struct {
	ID string // of the exclusion
	N  int
}

// Since returns what is held against the promise as it stands: all that counts but what began before.
func (t *Tally) Since() KeptShare {
	return KeptShare{t.Kept - t.Before.Kept, t.Counted() - t.Before.Counted}
}

// ExcludedSince returns the excluded rows that began since the promise is made as it stands, and those of them that were kept.
func (t *Tally) ExcludedSince() KeptShare {
	return KeptShare{t.ExcludedKept - t.ExcludedBefore.Kept, t.Excluded() - t.ExcludedBefore.Counted}
}

// Counted returns how many count: their time is up, and nothing excludes them.
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
func (t *Tally) Empty() bool { return t.Counted()+t.Excluded()+t.Outages == 0 }

// add adds the sums of the same period.
func (t *Tally) add(u *Tally) {
	t.Finished, t.Kept, t.Late, t.NotDue, t.Outages = t.Finished+u.Finished, t.Kept+u.Kept, t.Late+u.Late, t.NotDue+u.NotDue, t.Outages+u.Outages
	t.LateBefore += u.LateBefore
	t.Before.Kept, t.Before.Counted, t.ExcludedKept = t.Before.Kept+u.Before.Kept, t.Before.Counted+u.Before.Counted, t.ExcludedKept+u.ExcludedKept
	t.ExcludedBefore.Kept, t.ExcludedBefore.Counted = t.ExcludedBefore.Kept+u.ExcludedBefore.Kept, t.ExcludedBefore.Counted+u.ExcludedBefore.Counted
	t.Credits, t.Paid, t.Unpaid = t.Credits+u.Credits, t.Paid+u.Paid, t.Unpaid+u.Unpaid
	for _, c := range u.Causes {
		t.addExcluded(c.ID, c.N)
	}
	t.took, t.waits, t.sorted = append(t.took, u.took...), append(t.waits, u.waits...), false
	t.began = append(t.began, u.began...)
	t.cases.join(&u.cases)
}

// Share returns kept of counted; 1 for nothing of nothing.
func (t *Tally) Share() float64 {
	if t.Counted() == 0 {
		return 1
	}
	return float64(t.Kept) / float64(t.Counted())
}

// Wilson returns the lower bound of the 95 % interval of the share: with so few rows, the true share may be as low. It is
// that of the score interval (Wilson 1927, formula 5). It is zero for nothing.
func (s KeptShare) Wilson() float64 {
	if s.Counted == 0 {
		return 0
	}
	const z = 1.959963984540054
	m := float64(s.Counted)
	p := float64(s.Kept) / m
	return (p + z*z/(2*m) - z*math.Sqrt(p*(1-p)/m+z*z/(4*m*m))) / (1 + z*z/m)
}

// The lowest bits of the minute in which a row of a customer began say what became of it.
const (
	beganKept = 1 << iota
	beganNotDue
	beganBits = iota
)

// addBegin adds the minute in which a row began, and whether it was kept, or its time is not up.
func (t *Tally) addBegin(e event, notDue bool) {
	if e.exclusion != "" {
		return
	}
	began := int32(e.begin().Unix()/60) << beganBits
	switch {
	case notDue:
		began |= beganNotDue
	case e.kept > 0:
		began |= beganKept
	}
	t.began = append(t.began, began)
}

// begun returns how many of the rows that began between two moments were kept, and how many more are not due yet.
func (t *Tally) begun(from, until time.Time) (s KeptShare, notDue int) {
	for _, b := range t.began {
		switch minute := int64(b >> beganBits); {
		case minute < from.Unix()/60 || minute >= until.Unix()/60:
		case b&beganNotDue != 0:
			notDue++
		default:
			s.Kept, s.Counted = s.Kept+int(b&beganKept), s.Counted+1
		}
	}
	return s, notDue
}

// Bounds of all rows.
var (
	beginning = time.Time{}
	end       = time.Unix(1<<40, 0)
)

// Quantile returns the time within which a share of the rows was done, by nearest rank; zero where there is none. A row that is
// open past its time ranks above every finished one: open says that the share was not done, and had waited for so long.
func (t *Tally) Quantile(share amount.Percent) (d time.Duration, open bool) {
	n := int64(len(t.took) + len(t.waits))
	if n == 0 {
		return 0, false
	}
	t.sort()
	rank := (int64(share)*n + int64(amount.Whole) - 1) / int64(amount.Whole) // from 1 to n
	i := int(min(max(rank, 1), n)) - 1
	if i >= len(t.took) {
		return time.Duration(t.waits[i-len(t.took)]) * time.Second, true
	}
	return time.Duration(t.took[i]) * time.Second, false
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
	s := t.Since()
	switch few := s.Counted < least; {
	case target == 0:
		return Bare
	case few && isUnlikely(s.Kept, s.Counted, target):
		return Below
	case few:
		return New
	case !s.meets(target):
		return Below
	case s.Counted < thinBelow && target < amount.Whole && s.Wilson() < target.Share():
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

// Whole returns what the sums of the window say of all its rows together. Of time all is counted, so there is no doubt; but
// a month that is running can only be found broken.
func (r *Result) Whole() Verdict {
	w, target := &r.Window, r.Limits.Target
	switch {
	case r.Kind != Availability:
		return w.verdict(target, r.Limits.Least)
	case w.Finished == 0:
		return New
	case target == 0:
		return Bare
	case (r.SoFar || w.From.Before(r.start)) && r.exceeded(w): // more than the whole period may lose
		return Below
	case r.SoFar || w.From.Before(r.start):
		return New
	case target.Met(int64(w.Kept), int64(w.Finished)):
		return Kept
	}
	return Below
}

// worst returns the window that was kept worst, of those in which enough was counted; nil where there are not two of them.
func (r *Result) worst(windows []Period) *Period {
	var worst *Period
	n := 0
	for i := range windows {
		p := &windows[i]
		if p.Counted() == 0 || r.Kind != Availability && p.Counted() < r.Limits.Least {
			continue
		}
		if n++; worst == nil || p.Share() < worst.Share() {
			worst = p
		}
	}
	if n < 2 {
		return nil
	}
	out := *worst
	return &out
}

// Allowed returns the seconds without service that the target leaves a period, excluded ones not counted. Of one that is running
// it is that of the whole.
func (r *Result) Allowed(p *Period) int { return r.allowed(p, r.Limits.Target) }

func (r *Result) allowed(p *Period, target amount.Percent) int {
	whole := p.To.Sub(p.From) - time.Duration(p.Excluded())*time.Second
	return int(target.Allowance(max(whole, 0), 0) / time.Second)
}

// exceeded reports whether more time was lost in a period than the target leaves it.
func (r *Result) exceeded(p *Period) bool {
	return r.Limits.Target > 0 && p.Missed() > r.Allowed(p)
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
