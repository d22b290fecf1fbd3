package record

import (
	"math/big"
	"slices"
	"time"
)

// The oracle counts a record a second time, so that the package can be compared with something that shares no code with it.
// It is slow and plain: every question is asked of all rows, business clocks run minute by minute (oracle_clock_test.go),
// and shares are exact. Its files import the standard library alone and use nothing of this package, which
// TestOracleStandsAlone holds; oracle_vectors_test.go compares it with figures that another program worked out.
// oracle_random_test.go invents promises and rows, and writes both as a site has them.

// oraclePromise is what a promise says.
type oraclePromise struct {
	kind       string // duration, on-time, quantity, ok-total, ok, availability, or down (availability by minutes alone)
	zone       *time.Location
	now        time.Time
	within     oracleLength
	hours      *oracleHours // nil: the calendar clock
	atLeast    *big.Rat     // of quantity; nil: no such limit
	atMost     *big.Rat
	target     *big.Rat // nil: none
	window     oracleWindow
	since      time.Time // the day it changed; zero: never
	effective  time.Time // the day of its capability; zero: not written
	start      time.Time // worked out: when the record of an availability begins
	minSample  int
	levels     []oracleLevel
	exclusions []oracleExclusion
}

// oracleWindow is a length of time up to now, or a calendar period of 1, 3 or 12 months.
type oracleWindow struct {
	last   oracleLength
	months int
}

type oracleLevel struct {
	id, name string
	within   oracleLength
	hours    *oracleHours
}

type oracleExclusion struct {
	id   string
	upTo time.Duration // zero: without bound
}

// oracleRow is one row, with the moments that its cells mean. Zero moments and empty texts are not written.
type oracleRow struct {
	from, to, due time.Time
	fromIs, dueIs string // day or month, where the cell names one alone
	paused, took  oracleLength
	id            string
	level         string // the id
	exclusion     string
	customer      string
	number        *big.Rat // of quantity
	ok, total     int      // of ok-total; of ok, 1 for yes; of down, the minutes in total
}

// oracleTally holds the sums of a period. Of availability, counted and kept are seconds, and so is excluded.
type oracleTally struct {
	counted, kept, finished, late, notDue int
	excluded, excludedKept                int
	beforeCounted, beforeKept             int
	times                                 []oracleTime // of the counted rows but those before, in the order of the quantiles
}

type oracleTime struct {
	took time.Duration
	open bool
}

type oraclePeriod struct {
	from, to time.Time
	oracleTally
}

// oracleResult is the answer to every question.
type oracleResult struct {
	window    oraclePeriod
	running   bool           // window has not ended
	earlier   []oraclePeriod // the newest first
	months    []oraclePeriod // the oldest first
	levels    []oracleTally  // as in the promise
	customers map[string]oracleTally
	notDue    int
	whole     string // the verdict of all rows together: New, Few, Bare, Kept, Thin or Below
	verdict   string // the same, or Below where a level is
	byLevel   []string
}

// An oracleCase is a row with its due moment.
type oracleCase struct {
	oracleRow
	due     time.Time
	n, kept int // how many cases it stands for, and how many of them were kept
	ended   bool
	before  bool // it began before the promise changed
	oracleTime
}

// A day or a month that is counted as a whole is due with its last second, so that it stands in the period that it is of.
const oracleInstant = time.Second

// oracleCount answers every question about a promise, from all rows in the order of the file.
func oracleCount(p *oraclePromise, rows []oracleRow) *oracleResult {
	rows = slices.DeleteFunc(rows, func(r oracleRow) bool { return r.from.After(p.now) }) // which have not happened
	rows = p.latest(rows)
	p.start = p.startOf(rows)
	var cases []oracleCase
	for _, r := range rows {
		if p.kind != "availability" {
			cases = append(cases, p.caseOf(r))
		}
	}
	count := func(from, to time.Time) oraclePeriod { return p.count(rows, cases, from, to) }

	from, to := p.runningWindow()
	r := &oracleResult{window: count(from, to), running: p.window.months > 0}
	previous := count(p.windowBefore(from))
	if r.running && p.judgesPrevious(r.window, previous, rows) {
		r.window, r.running = previous, false
	}
	for from := r.window.from; len(r.earlier) < 12; from = r.earlier[len(r.earlier)-1].from {
		r.earlier = append(r.earlier, count(p.windowBefore(from)))
	}
	month := oracleMonth(oracleWall(p.now, p.zone))
	for i := -11; i <= 0; i++ {
		r.months = append(r.months, count(oracleLocal(month.AddDate(0, i, 0), p.zone), oracleLocal(month.AddDate(0, i+1, 0), p.zone)))
	}
	r.notDue = r.window.notDue
	p.judge(r, rows, cases)
	return r
}

// judge counts levels and customers in the window of r, and says the verdicts.
func (p *oraclePromise) judge(r *oracleResult, rows []oracleRow, cases []oracleCase) {
	young := p.isYoung(rows)
	r.whole = p.verdict(r.window.oracleTally, young)
	if p.ofTime() {
		r.whole = p.verdictOfTime(r, young)
	}
	r.verdict = r.whole
	for _, level := range p.levels {
		t := p.sum(oracleOnly(cases, func(c oracleCase) bool { return c.level == level.id }), r.window.from, r.window.to)
		r.levels = append(r.levels, t)
		r.byLevel = append(r.byLevel, p.verdict(t, young))
		if p.verdict(t, young) == "Below" {
			r.verdict = "Below"
		}
	}
	r.customers = map[string]oracleTally{}
	for _, row := range cases {
		if name := row.customer; name != "" && !p.ofTime() {
			r.customers[name] = p.sum(oracleOnly(cases, func(c oracleCase) bool { return c.customer == name }), r.window.from, r.window.to)
		}
	}
}

func oracleOnly(cases []oracleCase, keep func(oracleCase) bool) (only []oracleCase) {
	for _, c := range cases {
		if keep(c) {
			only = append(only, c)
		}
	}
	return only
}

// startOf returns when the record of an availability begins: the day since which it is promised as it stands; else the day of its
// capability or the oldest row, whichever is earlier.
func (p *oraclePromise) startOf(rows []oracleRow) (start time.Time) {
	if !p.since.IsZero() {
		return oracleLocal(p.since, p.zone)
	}
	if !p.effective.IsZero() {
		start = oracleLocal(p.effective, p.zone)
	}
	for _, r := range rows {
		if start.IsZero() || r.from.Before(start) {
			start = r.from
		}
	}
	return start
}

// ofTime reports whether what is counted is time without service.
func (p *oraclePromise) ofTime() bool {
	return p.kind == "availability" || p.kind == "down"
}

// latest returns the rows of which none with the same id is later in time: later in the file, or earlier in it where the
// moments fall more often than they rise.
func (p *oraclePromise) latest(rows []oracleRow) (latest []oracleRow) {
	rises, falls := 0, 0
	for i := 1; i < len(rows); i++ {
		if rows[i].from.After(rows[i-1].from) {
			rises++
		}
		if rows[i].from.Before(rows[i-1].from) {
			falls++
		}
	}
	for i, row := range rows {
		isLatest := true
		for j, other := range rows {
			if row.id != "" && row.id == other.id && (j > i) == (falls <= rises) && j != i {
				isLatest = false
			}
		}
		if isLatest {
			latest = append(latest, row)
		}
	}
	return latest
}

// caseOf works out when a row is due, and what it counts.
func (p *oraclePromise) caseOf(r oracleRow) oracleCase {
	c := oracleCase{oracleRow: r, n: 1, ended: true}
	c.before = !p.since.IsZero() && !r.from.IsZero() && r.from.Before(oracleLocal(p.since, p.zone))
	c.due = p.dueOf(r)
	_, hours := p.limitOf(r)
	switch p.kind {
	case "duration":
		end := r.to
		if r.took.unit != "" {
			end = oracleAdd(r.from, r.took, hours, p.zone)
		}
		// The time of a quantile is without pauses: they stand at its beginning.
		p.finish(&c, oracleAdd(r.from, r.paused, hours, p.zone), end, hours)
	case "on-time":
		start := p.agreed(r)
		if r.dueIs == "day" && hours == nil { // it is late by what has passed since the day was over
			start = start.Add(oracleInstant)
		}
		p.finish(&c, start, r.to, hours)
	case "quantity":
		if (p.atLeast == nil || r.number.Cmp(p.atLeast) >= 0) && (p.atMost == nil || r.number.Cmp(p.atMost) <= 0) {
			c.kept = 1
		}
	case "ok-total":
		c.n, c.kept = r.total, r.ok
	case "ok":
		c.kept = r.ok
	}
	return c
}

// limitOf returns the limit of a row and the clock that it is on, by its level.
func (p *oraclePromise) limitOf(r oracleRow) (oracleLength, *oracleHours) {
	for _, level := range p.levels {
		if level.id == r.level {
			return level.within, level.hours
		}
	}
	return p.within, p.hours
}

// dueOf returns the due moment of a row.
func (p *oraclePromise) dueOf(r oracleRow) time.Time {
	within, hours := p.limitOf(r)
	switch p.kind {
	case "duration":
		return oracleAdd(oracleAdd(r.from, within, hours, p.zone), r.paused, hours, p.zone)
	case "on-time":
		return oracleAdd(p.agreed(r), within, hours, p.zone)
	}
	return p.endOf(r)
}

// agreed returns the moment in the column due: of a day, its end.
func (p *oraclePromise) agreed(r oracleRow) time.Time {
	if r.dueIs == "day" {
		return oracleLocal(oracleWall(r.due, p.zone).AddDate(0, 0, 1), p.zone).Add(-oracleInstant)
	}
	return r.due
}

// finish says whether a case with an end was kept, and how long it took since start. An end after now has not happened.
func (p *oraclePromise) finish(c *oracleCase, start, end time.Time, hours *oracleHours) {
	c.ended = !end.IsZero() && !end.After(p.now)
	if !c.ended {
		c.oracleTime = oracleTime{oracleElapsed(start, p.now, hours), true}
		return
	}
	c.oracleTime = oracleTime{oracleElapsed(start, end, hours), false}
	if !end.After(c.due) {
		c.kept = 1
	}
}

// endOf returns the moment that from names, and of a day or a month the last second.
func (p *oraclePromise) endOf(r oracleRow) time.Time {
	wall := oracleWall(r.from, p.zone)
	switch r.fromIs {
	case "day":
		return oracleLocal(wall.AddDate(0, 0, 1), p.zone).Add(-oracleInstant)
	case "month":
		return oracleLocal(wall.AddDate(0, 1, 0), p.zone).Add(-oracleInstant)
	}
	return r.from
}

// count returns the sums of a period.
func (p *oraclePromise) count(rows []oracleRow, cases []oracleCase, from, to time.Time) oraclePeriod {
	switch p.kind {
	case "availability":
		return oraclePeriod{from, to, p.timeWithout(rows, from, to)}
	case "down":
		return oraclePeriod{from, to, p.minutesWithout(cases, from, to)}
	}
	return oraclePeriod{from, to, p.sum(cases, from, to)}
}

// sum counts the cases whose due moment is from the beginning of a period to before its end, and past.
func (p *oraclePromise) sum(cases []oracleCase, from, to time.Time) (t oracleTally) {
	for _, c := range cases {
		switch {
		case !c.due.Before(p.now):
			if c.exclusion == "" {
				t.notDue += c.n
			}
		case c.due.Before(from) || !c.due.Before(to):
		case c.exclusion != "":
			t.excluded += c.n
			t.excludedKept += c.kept
		default:
			t.counted += c.n
			t.kept += c.kept
			if c.ended {
				t.finished += c.n
			} else {
				t.late += c.n
			}
			if c.before {
				t.beforeCounted += c.n
				t.beforeKept += c.kept
			} else {
				t.times = append(t.times, c.oracleTime)
			}
		}
	}
	slices.SortStableFunc(t.times, func(a, b oracleTime) int {
		if a.open != b.open {
			if a.open {
				return 1
			}
			return -1
		}
		return int(a.took/time.Second - b.took/time.Second)
	})
	return t
}

// quantile returns the time at the nearest rank: the first that so many percent of all are not above.
func (t oracleTally) quantile(percent int) (at oracleTime, ok bool) {
	for i := range t.times {
		if 100*(i+1) >= percent*len(t.times) {
			return t.times[i], true
		}
	}
	return oracleTime{}, false
}

// timeWithout adds up the time of a period up to now, piece by piece between the moments at which anything changes. A piece
// that several rows cover is excluded where one of them is.
func (p *oraclePromise) timeWithout(rows []oracleRow, from, to time.Time) oracleTally {
	if to.After(p.now) {
		to = p.now
	}
	moments := []time.Time{from, to}
	for _, r := range rows {
		moments = append(moments, r.from, p.endOfOutage(r))
	}
	slices.SortFunc(moments, time.Time.Compare)
	down, excluded := 0, map[string]int{}
	for i := 1; i < len(moments); i++ {
		begin, end := moments[i-1], moments[i]
		if begin.Before(from) || end.After(to) {
			continue
		}
		isDown, cause, causeBegan := false, "", time.Time{}
		for _, r := range rows {
			if r.from.After(begin) || p.endOfOutage(r).Before(end) {
				continue
			}
			if r.exclusion == "" {
				isDown = true
			} else if cause == "" || r.from.Before(causeBegan) {
				cause, causeBegan = r.exclusion, r.from
			}
		}
		if cause != "" {
			excluded[cause] += int(end.Sub(begin) / time.Second)
		} else if isDown {
			down += int(end.Sub(begin) / time.Second)
		}
	}
	return p.tallyOfTime(from, to, down, excluded)
}

// endOfOutage returns when service was back; now, where it is not.
func (p *oraclePromise) endOfOutage(r oracleRow) time.Time {
	if r.to.IsZero() || r.to.After(p.now) {
		return p.now
	}
	return r.to
}

// minutesWithout adds up the minutes of the cases that are due in a period.
func (p *oraclePromise) minutesWithout(cases []oracleCase, from, to time.Time) oracleTally {
	down, excluded := 0, map[string]int{}
	for _, c := range cases {
		switch {
		case !c.due.Before(p.now) || c.due.Before(from) || !c.due.Before(to):
		case c.exclusion != "":
			excluded[c.exclusion] += 60 * c.total
		default:
			down += 60 * c.total
		}
	}
	if to.After(p.now) {
		to = p.now
	}
	return p.tallyOfTime(from, to, down, excluded)
}

// tallyOfTime takes out the excluded seconds, each exclusion up to its bound; what is beyond it is time without service.
func (p *oraclePromise) tallyOfTime(from, to time.Time, down int, excluded map[string]int) (t oracleTally) {
	for _, x := range p.exclusions {
		seconds := excluded[x.id]
		if bound := int(x.upTo / time.Second); x.upTo > 0 && seconds > bound {
			down += seconds - bound
			seconds = bound
		}
		t.excluded += seconds
	}
	if from.Before(p.start) {
		from = p.start
	}
	t.counted = max(int(to.Sub(from)/time.Second)-t.excluded, 0)
	t.kept, t.finished = max(t.counted-down, 0), t.counted
	return t
}

// runningWindow returns the window that reaches now: of the calendar, the whole period that now is in.
func (p *oraclePromise) runningWindow() (from, to time.Time) {
	if p.window.months == 0 {
		from, _ := p.windowBefore(p.now)
		return from, p.now
	}
	month := oracleMonth(oracleWall(p.now, p.zone))
	for (int(month.Month())-1)%p.window.months != 0 {
		month = month.AddDate(0, -1, 0)
	}
	return oracleLocal(month, p.zone), oracleLocal(month.AddDate(0, p.window.months, 0), p.zone)
}

// windowBefore returns the window that ends at a moment.
func (p *oraclePromise) windowBefore(end time.Time) (from, to time.Time) {
	if p.window.months > 0 {
		return oracleLocal(oracleWall(end, p.zone).AddDate(0, -p.window.months, 0), p.zone), end
	}
	back := p.window.last
	back.n = -back.n
	return oracleAdd(end, back, nil, p.zone), end
}

// judgesPrevious reports whether the calendar period before the running one is judged: of rows, while the running one has
// few and fewer; of time, until the running one is missed, if a row began before it.
func (p *oraclePromise) judgesPrevious(running, previous oraclePeriod, rows []oracleRow) bool {
	if !p.ofTime() {
		return p.verdict(running.oracleTally, true) != "Below" && running.counted < p.least() && running.counted < previous.counted
	}
	if p.allowanceIsUsed(running) {
		return false
	}
	return slices.ContainsFunc(rows, func(r oracleRow) bool { return r.from.Before(running.from) })
}

// allowanceIsUsed reports whether more time is lost than may be in the whole period.
func (p *oraclePromise) allowanceIsUsed(period oraclePeriod) bool {
	if p.target == nil {
		return false
	}
	whole := int64(period.to.Sub(period.from)/time.Second) - int64(period.excluded)
	allowed := new(big.Rat).Mul(new(big.Rat).Sub(big.NewRat(1, 1), p.target), big.NewRat(whole, 1))
	return big.NewRat(int64(period.counted-period.kept), 1).Cmp(allowed) > 0
}

func (p *oraclePromise) least() int {
	return min(p.minSample, 100)
}

// isYoung reports whether no whole window has passed since the promise began: since it changed, else since its capability
// is in effect, else since the oldest row.
func (p *oraclePromise) isYoung(rows []oracleRow) bool {
	var began time.Time
	switch {
	case !p.since.IsZero():
		began = oracleLocal(p.since, p.zone)
	case !p.effective.IsZero():
		began = oracleLocal(p.effective, p.zone)
	default:
		for _, r := range rows {
			at := r.from
			if at.IsZero() {
				at = r.due
			}
			if began.IsZero() || at.Before(began) {
				began = at
			}
		}
		if began.IsZero() {
			return true
		}
	}
	length := p.window.last
	if p.window.months > 0 {
		length = oracleLength{p.window.months, "mo"}
	}
	return oracleAdd(began, length, nil, p.zone).After(p.now)
}

// verdict says what the rows since the promise changed prove.
func (p *oraclePromise) verdict(t oracleTally, young bool) string {
	kept, counted := t.kept-t.beforeKept, t.counted-t.beforeCounted
	switch {
	case p.target == nil:
		return "Bare"
	case counted < p.least():
		if oracleIsUnlikely(kept, counted, p.target) {
			return "Below"
		}
		return oracleUndecided(young)
	case big.NewRat(int64(kept), int64(counted)).Cmp(p.target) < 0:
		return "Below"
	case counted < 100 && p.target.Cmp(big.NewRat(1, 1)) < 0 && oracleIsThin(kept, counted, p.target):
		return "Thin"
	}
	return "Kept"
}

func oracleUndecided(young bool) string {
	if young {
		return "New"
	}
	return "Few"
}

// verdictOfTime says what the time without service proves. A calendar period that has not ended is never kept.
func (p *oraclePromise) verdictOfTime(r *oracleResult, young bool) string {
	switch {
	case p.target == nil:
		return "Bare"
	case r.window.counted == 0:
		return oracleUndecided(young)
	case (r.running || r.window.from.Before(p.start)) && p.allowanceIsUsed(r.window):
		return "Below"
	case r.running || r.window.from.Before(p.start):
		return oracleUndecided(young)
	}
	wanted := new(big.Rat).Mul(p.target, big.NewRat(int64(r.window.counted), 1))
	if big.NewRat(int64(r.window.kept), 1).Cmp(wanted) < 0 {
		return "Below"
	}
	return "Kept"
}

// oracleIsUnlikely reports whether, were the target true, so few or fewer of n would be kept in less than one of forty
// cases: the sum of the binomial distribution, term by term.
func oracleIsUnlikely(kept, n int, target *big.Rat) bool {
	missed := new(big.Rat).Sub(big.NewRat(1, 1), target)
	chance := new(big.Rat)
	for i := 0; i <= kept; i++ {
		term := new(big.Rat).SetInt(new(big.Int).Binomial(int64(n), int64(i)))
		term.Mul(term, oraclePower(target, i)).Mul(term, oraclePower(missed, n-i))
		chance.Add(chance, term)
	}
	return chance.Cmp(big.NewRat(1, 40)) < 0
}

func oraclePower(r *big.Rat, n int) *big.Rat {
	power := func(x *big.Int) *big.Int { return new(big.Int).Exp(x, big.NewInt(int64(n)), nil) }
	return new(big.Rat).SetFrac(power(r.Num()), power(r.Denom()))
}

// oracleIsThin reports whether the lower bound of the 95 % interval of a share that reaches the target is below it. That
// interval (Wilson 1927) holds each share p from which the share found is not further than z standard errors of p.
func oracleIsThin(kept, n int, target *big.Rat) bool {
	z, _ := new(big.Rat).SetString("1.959963984540054")
	distance := new(big.Rat).Sub(big.NewRat(int64(kept), int64(n)), target)
	variance := new(big.Rat).Mul(target, new(big.Rat).Sub(big.NewRat(1, 1), target))
	variance.Quo(variance, big.NewRat(int64(n), 1))
	square := func(r *big.Rat) *big.Rat { return new(big.Rat).Mul(r, r) }
	return square(distance).Cmp(new(big.Rat).Mul(square(z), variance)) < 0
}
