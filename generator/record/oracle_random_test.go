package record

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// Random promises for the oracle, which oracle_test.go describes: of every kind, clock, window and field, with rows that
// crowd about the moments at which an answer changes. The same seed returns the same site.

// oracleSite is a promise with its rows, as the oracle takes them and as a site writes them.
type oracleSite struct {
	promise oraclePromise
	rows    []oracleRow // in the order of the file

	site       string // site.yaml
	capability string // content/capabilities/delivery.yaml, with the promise delivery.p
	csv        string // content/records/r.csv
}

// oracleInventor invents one site.
type oracleInventor struct {
	*rand.Rand
	p      oraclePromise
	lines  []string          // of the promise in YAML
	record map[string]string // role of a column or another key below record: → what stands there
	hours  []*oracleHours    // all calendars of the site

	rate    float64 // how many rows are to be kept
	days    int     // how far back the rows go
	monthly bool    // from names a month
	nothing []string
}

func oracleRandom(seed uint64) oracleSite {
	v := &oracleInventor{Rand: rand.New(rand.NewPCG(seed, 1)), record: map[string]string{"file": "records/r.csv"}, nothing: []string{"", "", "", "-", "?", "NULL", "null", "N/A", "n/a", `\N`}}
	v.inventPromise()
	rows := v.inventRows()
	return oracleSite{v.p, rows, v.siteYAML(), v.capabilityYAML(), v.writeRows(rows)}
}

func oraclePick[T any](v *oracleInventor, from ...T) T {
	return from[v.IntN(len(from))]
}

// in reports true in so many of a hundred cases.
func (v *oracleInventor) in(percent int) bool {
	return v.IntN(100) < percent
}

func (v *oracleInventor) line(format string, values ...any) {
	v.lines = append(v.lines, fmt.Sprintf(format, values...))
}

func (v *oracleInventor) inventPromise() {
	p := &v.p
	p.kind = oraclePick(v, "duration", "duration", "duration", "duration", "duration", "on-time", "on-time", "on-time", "quantity", "ok-total", "ok", "availability", "availability", "down")
	zone, err := time.LoadLocation(oraclePick(v, "Europe/London", "Europe/Berlin", "America/New_York", "UTC"))
	if err != nil {
		panic(err)
	}
	p.zone, p.minSample = zone, oraclePick(v, 1, 10, 30, 30, 30, 50, 100)
	v.inventNow()
	v.inventWindow()
	v.inventTarget()
	v.inventDays()
	v.inventKind()
	v.inventColumns()
}

// inventNow sets now: anywhere, at a midnight, at the beginning of a month, or on a day on which the clocks change.
func (v *oracleInventor) inventNow() {
	now := time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(v.IntN(600*24*60)) * time.Minute)
	switch v.IntN(6) {
	case 0:
		now = oracleLocal(oracleDay(now), v.p.zone)
	case 1:
		now = oracleLocal(oracleMonth(now), v.p.zone)
	case 2:
		now = v.changeOfClocks().Add(time.Duration(v.IntN(30*60)) * time.Minute)
	case 3:
		now = now.Add(time.Duration(v.IntN(60)) * time.Second)
	}
	v.p.now = now.UTC()
}

// changeOfClocks returns the beginning of a day on which clocks change in Europe or in America.
func (v *oracleInventor) changeOfClocks() time.Time {
	day := oraclePick(v, "2025-10-26", "2025-11-02", "2026-03-08", "2026-03-29", "2026-10-25", "2026-11-01")
	t, _ := time.Parse(time.DateOnly, day)
	return t
}

func (v *oracleInventor) inventWindow() {
	w := &v.p.window
	written := oraclePick(v, "7d", "30d", "90d", "90d", "4w", "13w", "1y", "2y", "month", "month", "quarter", "year")
	switch written {
	case "month":
		w.months, v.days = 1, 31
	case "quarter":
		w.months, v.days = 3, 92
	case "year":
		w.months, v.days = 12, 366
	default:
		fmt.Sscanf(written, "%d%s", &w.last.n, &w.last.unit)
		v.days = w.last.n * map[string]int{"d": 1, "w": 7, "y": 365}[w.last.unit]
	}
	v.line("window: %s", written)
}

func (v *oracleInventor) inventTarget() {
	target := oraclePick(v, "95%", "95%", "90%", "80%", "50%", "99%", "99.5%", "100%", "")
	if v.p.ofTime() { // which nothing but a share can be held against
		target = oraclePick(v, "95%", "99%", "99.5%", "99.75%", "99.9%", "99.95%", "100%")
	}
	v.rate = 0.9
	if target != "" {
		percent, _ := new(big.Rat).SetString(strings.TrimSuffix(target, "%"))
		v.p.target = percent.Quo(percent, big.NewRat(100, 1))
		near, _ := v.p.target.Float64()
		v.rate = near + v.Float64()*0.25 - 0.15
		v.line("%s: %s", oraclePick(v, "target", "target", map[bool]string{true: "at_least", false: "target"}[v.p.ofTime()]), target)
	}
}

// inventDays sets the days since which the promise and its capability hold.
func (v *oracleInventor) inventDays() {
	day := func() time.Time { return oracleDay(oracleWall(v.p.now, v.p.zone)).AddDate(0, 0, -v.IntN(2*v.days+2)) }
	if v.in(40) {
		v.p.effective = day()
	}
	if !v.p.ofTime() && v.in(25) {
		v.p.since = day()
		v.line("since: %s", v.p.since.Format(time.DateOnly))
	}
	v.days = min(13*v.days, 900)
}

func (v *oracleInventor) inventKind() {
	p := &v.p
	switch p.kind {
	case "duration":
		v.line("indicator: {kind: %s, from: called, to: done}", oraclePick(v, "duration", "response", "resolution"))
		v.inventClock()
		if v.in(35) {
			v.inventLevels()
		} else {
			v.line("within: %s", v.inventLimit(&p.within, p.hours))
		}
	case "on-time":
		v.line("indicator: {kind: on-time, from: called, to: done}")
		if v.in(50) {
			v.inventClock()
			v.line("within: %s", v.inventLimit(&p.within, p.hours))
		}
	case "quantity":
		v.line("indicator: {kind: quantity, of: calls}")
		limit := oraclePick(v, "4", "5", "5.5")
		number, _ := new(big.Rat).SetString(limit)
		if v.in(50) {
			p.atMost = number
			v.line("at_most: %s%s", limit, oraclePick(v, "", " calls"))
		} else {
			p.atLeast = number
			v.line("at_least: %s", limit)
		}
	case "ok-total", "ok":
		v.line("indicator: {kind: statement, of: visits, evidence: The list}")
	default:
		v.line("indicator: {kind: availability, of: the line}")
	}
}

// inventClock sets one of the two clocks.
func (v *oracleInventor) inventClock() {
	if v.in(50) {
		v.line("clock: calendar")
		return
	}
	v.p.hours = v.inventHours()
	v.line("clock: business")
	v.line("hours: %s", v.p.hours.name)
}

func (v *oracleInventor) inventHours() *oracleHours {
	var (
		weekdays = [7]bool{false, true, true, true, true, true, false}
		every    = [7]bool{true, true, true, true, true, true, true}
		some     = [7]bool{false, false, true, false, true, false, false}
		saturday = [7]bool{false, false, false, false, false, false, true}
	)
	h := &oracleHours{name: fmt.Sprintf("hours-%d", len(v.hours)+1)}
	h.openings = oraclePick(v,
		[]oracleOpening{{weekdays, 9 * 60, 17 * 60}},
		[]oracleOpening{{weekdays, 7*60 + 30, 12 * 60}, {weekdays, 13 * 60, 17*60 + 30}},
		[]oracleOpening{{weekdays, 8 * 60, 18 * 60}, {saturday, 10 * 60, 14 * 60}},
		[]oracleOpening{{every, 30, 4*60 + 30}, {every, 20 * 60, 24 * 60}},
		[]oracleOpening{{some, 9 * 60, 13 * 60}, {some, 11 * 60, 16 * 60}})
	for range v.IntN(5) {
		h.holidays = append(h.holidays, oracleDay(v.p.now).AddDate(0, 0, v.IntN(200)-170))
	}
	h.prepare(v.p.now, v.p.zone)
	v.hours = append(v.hours, h)
	return h
}

// inventLimit sets a limit, and returns how it is written.
func (v *oracleInventor) inventLimit(l *oracleLength, hours *oracleHours) string {
	written := oraclePick(v, "15m", "1h", "4h", "24h", "48h", "1d", "3d", "2w", "28d", "1mo")
	if hours != nil {
		written = oraclePick(v, "30m", "4h", "4h", "16h", "1d", "1d", "3d", "1w", "1mo", "2 business days", "6 working hours")
	}
	fmt.Sscanf(written, "%d%s", &l.n, &l.unit)
	if _, words, ok := strings.Cut(written, " "); ok {
		l.unit = map[string]string{"business days": "d", "working hours": "h"}[words]
	}
	return written
}

func (v *oracleInventor) inventLevels() {
	v.line("by: level")
	var limits []string
	for _, l := range []oracleLevel{{id: "p1", name: "Stopped"}, {id: "p2", name: "Slow"}} {
		l.hours = v.p.hours
		if l.hours != nil && v.in(30) {
			l.hours = v.inventHours()
			limits = append(limits, fmt.Sprintf("%s: {within: %s, hours: %s}", l.id, v.inventLimit(&l.within, l.hours), l.hours.name))
		} else {
			limits = append(limits, l.id+": "+v.inventLimit(&l.within, l.hours))
		}
		v.p.levels = append(v.p.levels, l)
	}
	v.line("within: {%s}", strings.Join(limits, ", "))
	v.record["level"] = "urgency"
	if v.in(50) {
		v.record["levels"] = "{Sev-1: p1, Sev-2: p2}"
	}
}

// inventColumns chooses which columns the record has.
func (v *oracleInventor) inventColumns() {
	p := &v.p
	if p.kind != "on-time" || !p.since.IsZero() || v.in(60) {
		v.record["from"] = "called"
	}
	switch p.kind {
	case "duration":
		if v.in(20) {
			v.record["took"] = "lasted"
		} else {
			v.record["to"] = "done"
		}
		if v.in(30) {
			v.record["paused"] = "waited"
		}
	case "on-time":
		v.record["due"], v.record["to"] = "agreed", "done"
	case "quantity":
		v.record["total"] = "number"
	case "ok-total":
		v.record["ok"], v.record["total"] = "good", "number"
	case "ok":
		v.record["ok"] = "good"
	case "availability":
		v.record["to"] = "done"
	case "down":
		v.record["down"] = "minutes"
	}
	if p.kind != "duration" && p.kind != "on-time" && p.kind != "availability" && p.kind != "ok" && v.in(30) {
		v.monthly, v.record["format"] = true, "YYYY-MM"
	}
	if v.in(60) {
		v.inventExclusions()
	}
	if v.record["from"] != "" && v.in(30) {
		v.record["id"] = "ref"
	}
	if !p.ofTime() && v.in(60) {
		v.record["customer"] = oraclePick(v, "customer", "who")
	}
	if v.in(20) {
		v.record["empty"] = "[none, ohne]"
		v.nothing = append(v.nothing, "none", "ohne")
	}
}

// inventExclusions chooses two causes, or one where a bound holds, since it is not said which of two bounds a second that
// both exclude is to use.
func (v *oracleInventor) inventExclusions() {
	v.record["excluded"] = "why"
	written := []string{}
	for _, id := range []string{"road", "nobody"} {
		x := oracleExclusion{id: id}
		bound := ""
		if v.p.ofTime() && v.in(50) {
			hours := v.IntN(5) + 1
			x.upTo, bound = time.Duration(hours)*time.Hour, fmt.Sprintf(", up_to: %dh", hours)
		}
		v.p.exclusions = append(v.p.exclusions, x)
		written = append(written, fmt.Sprintf("{id: %s, what: It was %s%s}", id, id, bound))
		if x.upTo > 0 && len(written) == 1 {
			break
		}
	}
	if len(v.p.exclusions) == 2 && v.p.exclusions[1].upTo > 0 {
		v.p.exclusions, written = v.p.exclusions[:1], written[:1]
	}
	v.line("exclusions: [%s]", strings.Join(written, ", "))
	if v.in(40) {
		v.record["excluded_as"] = "{Cancelled: road}"
	}
}

// inventRows invents as many rows as make a difference to a verdict, in one of three orders.
func (v *oracleInventor) inventRows() []oracleRow {
	n := oraclePick(v, 0, 3, 12, 40, 40, 90, 130, 200)
	switch {
	case v.p.ofTime():
		n = oraclePick(v, 0, 1, 4, 12, 25)
	case v.p.kind == "quantity":
		n = max(n, 12) // of which some are kept, and some are not
	}
	var rows []oracleRow
	for i := range n {
		row := v.inventRow(i)
		if v.record["id"] != "" && v.in(90) {
			row.id = fmt.Sprintf("d%04d", i)
			if i > 0 && v.in(10) {
				row.id = rows[v.IntN(i)].id
			}
		}
		rows = append(rows, row)
	}
	if v.p.ofTime() && v.p.target != nil && v.in(30) {
		rows = []oracleRow{v.exactAllowance()}
	}
	moment := func(r oracleRow) time.Time {
		if r.from.IsZero() {
			return r.due
		}
		return r.from
	}
	switch v.IntN(4) {
	case 0, 1:
		slices.SortStableFunc(rows, func(a, b oracleRow) int { return moment(a).Compare(moment(b)) })
	case 2:
		slices.SortStableFunc(rows, func(a, b oracleRow) int { return moment(b).Compare(moment(a)) })
	}
	return rows
}

func (v *oracleInventor) inventRow(i int) (r oracleRow) {
	if v.record["level"] != "" {
		r.level = oraclePick(v, "p1", "p1", "p2")
	}
	if v.record["excluded"] != "" && v.in(15) {
		r.exclusion = oraclePick(v, v.p.exclusions...).id
	}
	if v.record["customer"] != "" {
		r.customer = oraclePick(v, "", "fenwick", "fenwick", "lamb")
	}
	if v.record["paused"] != "" && v.in(30) {
		r.paused = oraclePick(v, oracleLength{30, "m"}, oracleLength{125, "m"}, oracleLength{2, "h"}, oracleLength{1, "d"})
	}
	switch v.p.kind {
	case "duration":
		v.inventTimes(&r)
	case "on-time":
		v.inventAppointment(&r)
	case "availability":
		r.from = v.moment()
		if !v.in(5) {
			r.to = r.from.Add(time.Duration(v.IntN(oraclePick(v, 10, 100, 1000))+1) * time.Minute)
		}
	default:
		v.inventNumbers(&r, i)
	}
	return r
}

// moment returns one at which a row may begin or be due: mostly in the last windows, or about one at which answers change.
func (v *oracleInventor) moment() time.Time {
	seconds := time.Duration(0)
	if v.in(20) {
		seconds = time.Duration(v.IntN(60)) * time.Second
	}
	switch chance := v.IntN(100); {
	case chance < 12:
		return v.edge()
	case chance < 16:
		return v.changeOfClocks().Add(time.Duration(v.IntN(30*60))*time.Minute + seconds)
	case chance < 18:
		return v.p.now.Add(time.Duration(v.IntN(3*24*60)) * time.Minute)
	case chance < 70:
		return v.p.now.Add(-time.Duration(v.IntN(max(2, v.days/6)*24*60))*time.Minute - seconds)
	}
	return v.p.now.Add(-time.Duration(v.IntN(v.days*24*60))*time.Minute - seconds)
}

// edge returns a moment at which an answer changes, or a second before or after it.
func (v *oracleInventor) edge() time.Time {
	from, _ := v.p.runningWindow()
	before, _ := v.p.windowBefore(from)
	at := oraclePick(v, v.p.now, v.p.now, from, from, before, oracleLocal(oracleMonth(oracleWall(v.p.now, v.p.zone)), v.p.zone))
	if !v.p.since.IsZero() && v.in(30) {
		at = oracleLocal(v.p.since, v.p.zone)
	}
	if at.Before(v.p.now.AddDate(0, 0, -900)) { // for which no working hours are prepared
		at = v.p.now
	}
	return at.Add(time.Duration(v.IntN(3)-1) * time.Second)
}

// inventTimes sets when a row began and ended.
func (v *oracleInventor) inventTimes(r *oracleRow) {
	r.from = v.moment()
	if v.in(15) { // due at an edge: the latest beginning that is not due later
		edge := v.edge()
		low, high := edge.AddDate(0, 0, -150), edge
		for low.Add(time.Second).Before(high) {
			r.from = low.Add(high.Sub(low) / 2).Truncate(time.Second)
			if v.p.dueOf(*r).After(edge) {
				high = r.from
			} else {
				low = r.from
			}
		}
		r.from = low
	}
	due := v.p.dueOf(*r)
	if v.record["took"] != "" {
		_, hours := v.p.limitOf(*r)
		if !v.in(8) {
			limit := int(oracleElapsed(r.from, due, hours) / time.Minute)
			r.took = oracleLength{1 + v.spread(max(0, limit-1)), "m"}
		}
		return
	}
	r.to = v.end(r.from, due)
}

// spread returns a number that is not above a limit as often as rows are to be kept, and else up to twice that.
func (v *oracleInventor) spread(limit int) int {
	switch {
	case v.in(8):
		return max(0, limit+v.IntN(3)-1)
	case v.Float64() < v.rate:
		return v.IntN(limit + 1)
	}
	return limit + 1 + v.IntN(limit+30)
}

// end returns an end, and none of some rows and of most that would end after now.
func (v *oracleInventor) end(from, due time.Time) time.Time {
	to := from.Add(time.Duration(v.spread(int(due.Sub(from)/time.Second))) * time.Second)
	if v.in(70) && to.Sub(from) > time.Minute {
		to = to.Truncate(time.Minute)
	}
	if to.Before(from) {
		to = from
	}
	if v.in(4) || to.After(v.p.now) && v.in(80) {
		return time.Time{}
	}
	return to
}

// inventAppointment sets what was agreed and when it was done: mostly at a time of day, and else on a day.
func (v *oracleInventor) inventAppointment(r *oracleRow) {
	r.due = v.moment()
	if v.in(25) {
		r.due, r.dueIs = oracleLocal(oracleDay(oracleWall(r.due, v.p.zone)), v.p.zone), "day"
	}
	begun := r.due.Add(-time.Duration(v.IntN(5*24*60)) * time.Minute)
	if v.record["from"] != "" {
		r.from = begun
	}
	due := v.p.dueOf(*r)
	r.to = v.end(begun, due)
	if !r.to.IsZero() && v.in(10) {
		if day := oracleLocal(oracleDay(oracleWall(r.to, v.p.zone)), v.p.zone); !day.Before(begun) {
			r.to = day
		}
	}
}

// inventNumbers sets the day, month or moment of a row, and its numbers.
func (v *oracleInventor) inventNumbers(r *oracleRow, i int) {
	r.from = v.moment()
	wall := oracleWall(r.from, v.p.zone)
	switch {
	case v.monthly:
		r.from, r.fromIs = oracleLocal(oracleMonth(wall), v.p.zone), "month"
	case v.in(60):
		r.from, r.fromIs = oracleLocal(oracleDay(wall), v.p.zone), "day"
	}
	kept := v.Float64() < v.rate
	switch v.p.kind {
	case "quantity":
		if i < 4 {
			kept = i%2 == 0
		}
		r.number = big.NewRat(int64(v.IntN(7)+12), 2) // more than every limit
		if kept == (v.p.atMost != nil) {
			r.number = big.NewRat(int64(v.IntN(9)), 2)
		}
		if edge := v.p.atMost; edge != nil && kept && v.in(20) {
			r.number = edge
		}
		if edge := v.p.atLeast; edge != nil && kept && v.in(20) {
			r.number = edge
		}
	case "ok-total":
		r.total = v.IntN(20) + 1
		for range r.total {
			if v.Float64() < v.rate {
				r.ok++
			}
		}
	case "ok":
		if kept {
			r.ok = 1
		}
	case "down":
		r.total = v.IntN(oraclePick(v, 10, 50, 300)) + 1
	}
}

// exactAllowance returns the one outage that uses what the target allows in the window before the running one, or a second
// (of minutes alone, a minute) more.
func (v *oracleInventor) exactAllowance() (r oracleRow) {
	running, _ := v.p.runningWindow()
	from, to := v.p.windowBefore(running)
	if v.p.window.months == 0 || v.in(40) {
		from, to = v.p.runningWindow()
	}
	lost := new(big.Rat).Sub(big.NewRat(1, 1), v.p.target)
	lost.Mul(lost, big.NewRat(int64(to.Sub(from)/time.Second), 1))
	seconds, _ := lost.Float64()
	r.from = from.Add(time.Duration(v.IntN(60)) * time.Minute)
	if v.p.kind == "down" {
		r.total = int(seconds)/60 + v.IntN(2)
		if v.monthly {
			r.from, r.fromIs = oracleLocal(oracleMonth(oracleWall(r.from, v.p.zone)), v.p.zone), "month"
		}
		return r
	}
	r.to = r.from.Add(time.Duration(int(seconds)+v.IntN(2)) * time.Second)
	return r
}

func (v *oracleInventor) siteYAML() string {
	var b strings.Builder
	fmt.Fprintf(&b, "business: {name: Northlane}\nleader: {name: Ama}\ntimezone: %s\nas_of: %s\nchecks: {min_sample: %d}\n", v.p.zone, v.p.now.Format(time.RFC3339), v.p.minSample)
	b.WriteString("levels:\n  - {id: p1, name: Stopped, when: Nobody can work}\n  - {id: p2, name: Slow, when: Work is slow}\n")
	if len(v.hours) > 0 {
		b.WriteString("hours:\n")
	}
	for _, h := range v.hours {
		fmt.Fprintf(&b, "  %s:\n    windows:\n", h.name)
		for _, o := range h.openings {
			var days []string
			for day, works := range o.days {
				if works {
					days = append(days, time.Weekday(day).String()[:3])
				}
			}
			fmt.Fprintf(&b, "      - {days: \"%s\", from: \"%02d:%02d\", to: \"%02d:%02d\"}\n", strings.Join(days, ", "), o.from/60, o.from%60, o.to/60, o.to%60)
		}
		var holidays []string
		for _, day := range h.holidays {
			if written := day.Format(time.DateOnly); !slices.Contains(holidays, written) {
				holidays = append(holidays, written)
			}
		}
		slices.Sort(holidays)
		fmt.Fprintf(&b, "    holidays: [%s]\n", strings.Join(holidays, ", "))
	}
	return b.String()
}

func (v *oracleInventor) capabilityYAML() string {
	var b strings.Builder
	b.WriteString("title: Deliver\nsummary: We deliver.\n")
	if !v.p.effective.IsZero() {
		fmt.Fprintf(&b, "effective: %s\n", v.p.effective.Format(time.DateOnly))
	}
	b.WriteString("promises:\n  - id: p\n    says: We do it.\n    commitment: target\n")
	for _, line := range v.lines {
		b.WriteString("    " + line + "\n")
	}
	var keys []string
	for key, value := range v.record {
		if value != "customer" { // which is the default
			keys = append(keys, key+": "+value)
		}
	}
	slices.Sort(keys)
	fmt.Fprintf(&b, "    record: {%s}\n", strings.Join(keys, ", "))
	return b.String()
}

// oracleColumns are the roles that are columns, in their order in the file.
var oracleColumns = []string{"id", "from", "due", "to", "took", "paused", "level", "excluded", "customer", "ok", "total", "down"}

// writeRows writes the rows as CSV.
func (v *oracleInventor) writeRows(rows []oracleRow) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	header := []string{"note"}
	for _, role := range oracleColumns {
		if v.record[role] != "" {
			header = append(header, v.record[role])
		}
	}
	w.Write(header)
	for _, r := range rows {
		line := []string{"kept, or not"}
		for _, role := range oracleColumns {
			if v.record[role] != "" {
				line = append(line, v.cell(role, r))
			}
		}
		w.Write(line)
	}
	w.Flush()
	return b.String()
}

// cell writes what a row has in a column, in one of its spellings.
func (v *oracleInventor) cell(role string, r oracleRow) string {
	text := ""
	switch role {
	case "id":
		text = r.id
	case "from":
		text = v.spell(r.from, cmp.Or(r.fromIs, map[bool]string{true: "midnight"}[v.p.kind == "on-time" || v.p.kind == "duration"]))
	case "due":
		text = v.spell(r.due, r.dueIs)
	case "to":
		text = v.spell(r.to, map[bool]string{true: "midnight"}[v.p.kind == "on-time" && r.dueIs == "day"]) // beside a time, a day is not its beginning
	case "took":
		text = v.spellLength(r.took, fmt.Sprintf("%d:%02d:00", r.took.n/60, r.took.n%60))
	case "paused":
		text = v.spellLength(r.paused, fmt.Sprint(r.paused.n))
	case "level":
		text = v.spellLevel(r.level)
	case "excluded":
		text = oraclePick(v, r.exclusion, strings.ToUpper(r.exclusion))
		if r.exclusion == "road" && v.record["excluded_as"] != "" {
			text = "Cancelled"
		}
	case "customer":
		text = r.customer
	case "ok":
		text = fmt.Sprint(r.ok)
		if v.p.kind == "ok" {
			text = []string{"no", "yes"}[r.ok]
		}
	case "total", "down":
		text = fmt.Sprint(r.total)
		if r.number != nil {
			text = strings.TrimSuffix(r.number.FloatString(1), ".0")
		}
	}
	if text == "" {
		return oraclePick(v, v.nothing...)
	}
	return text
}

// spell writes a moment in one of the forms that say exactly which it is. A cell may name a day or a month alone, or, where
// that means its beginning, a midnight as the day.
func (v *oracleInventor) spell(t time.Time, is string) string {
	if t.IsZero() {
		return ""
	}
	local := t.In(v.p.zone)
	wall := oracleWall(t, v.p.zone)
	switch {
	case is == "month":
		return wall.Format("2006-01")
	case is == "day", is == "midnight" && wall.Equal(oracleDay(wall)) && v.in(50):
		return wall.Format(time.DateOnly)
	}
	forms := []string{local.Format("2006-01-02T15:04:05Z07:00"), t.UTC().Format("2006-01-02T15:04:05Z")}
	if t.Second() == 0 {
		forms = append(forms, local.Format("2006-01-02T15:04Z07:00"))
	}
	if oracleLocal(wall, v.p.zone).Equal(t) {
		forms = append(forms, wall.Format("2006-01-02 15:04:05"), wall.Format("2006-01-02T15:04:05"))
		if t.Second() == 0 {
			forms = append(forms, wall.Format("2006-01-02 15:04"), wall.Format("2006-01-02 15:04"))
		}
	}
	return oraclePick(v, forms...)
}

// spellLength writes minutes in another form too.
func (v *oracleInventor) spellLength(l oracleLength, minutes string) string {
	switch {
	case l.unit == "":
		return ""
	case l.unit == "m" && v.in(50):
		return minutes
	case l.unit == "m" && l.n > 60 && l.n%60 > 0:
		return fmt.Sprintf("%dh %dm", l.n/60, l.n%60)
	}
	return fmt.Sprintf("%d%s", l.n, l.unit)
}

func (v *oracleInventor) spellLevel(id string) string {
	for _, l := range v.p.levels {
		if l.id == id {
			forms := []string{id, strings.ToUpper(id), l.name, strings.ToLower(l.name)}
			if v.record["levels"] != "" {
				forms = append(forms, "Sev-"+id[1:])
			}
			return oraclePick(v, forms...)
		}
	}
	return ""
}

// TestOracleInvents holds that random sites are the same each time, and that they have every kind, clock, field and verdict.
func TestOracleInvents(t *testing.T) {
	found := map[string]int{}
	for seed := range uint64(500) {
		s := oracleRandom(seed)
		if seed < 20 {
			if again := oracleRandom(seed); again.site+again.capability+again.csv != s.site+s.capability+s.csv {
				t.Fatalf("seed %d is not the same again", seed)
			}
		}
		r := oracleCount(&s.promise, s.rows)
		found[s.promise.kind]++
		found[r.verdict]++
		found[s.promise.zone.String()]++
		for _, line := range strings.Split(s.capability, "\n") {
			for _, column := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(" {}[],", r) }) {
				found[column]++
			}
		}
		w := r.window
		for name, ok := range map[string]bool{"late": w.late > 0, "not due": w.notDue > 0, "before": w.beforeCounted > 0, "excluded, kept": w.excludedKept > 0, "ended": !r.running && s.promise.window.months > 0, "running": r.running} {
			if ok {
				found[name]++
			}
		}
		if at, ok := w.quantile(95); ok && at.open {
			found["open at 95 %"]++
		}
		if w.kept > w.counted || w.beforeKept > w.beforeCounted || w.excludedKept > w.excluded || !s.promise.ofTime() && len(w.times) > w.counted {
			t.Errorf("seed %d: %+v", seed, w)
		}
	}
	for _, name := range strings.Split("duration on-time quantity ok-total ok availability down New Few Bare Kept Thin Below Europe/London Europe/Berlin America/New_York UTC "+
		"calendar business since: effective: by: at_least: at_most: exclusions: month quarter year 7d 13w 1y empty: paused: took: ref levels: excluded_as: excluded: customer: due: customer: format: late ended running before", " ") {
		if found[name] < 3 {
			t.Errorf("%s was invented %d times", name, found[name])
		}
	}
	for _, name := range []string{"not due", "excluded, kept", "open at 95 %"} {
		if found[name] < 3 {
			t.Errorf("%s was invented %d times", name, found[name])
		}
	}
}
