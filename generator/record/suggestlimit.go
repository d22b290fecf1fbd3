package record

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/syntax"
)

// The limit of a suggestion is the shortest one that can be said in a sentence and that the record bears.

// Limits above inHours are rounded up to hours, those above inDays, on the calendar, to days, others to quarters of an hour.
const (
	inHours = 4 * time.Hour
	inDays  = 7 * 24 * time.Hour
)

// mostTries is how many limits are tried beyond the first.
const mostTries = 1000

// suggestLimit fills in the times, and the limit of the promise or of one of its levels where one is borne. The windows are those
// under the limit of today.
func (s *study) suggestLimit(x *Suggestion, windows []Period, asked amount.Percent) {
	target := max(asked, worthTarget)
	x.asked = asked
	if x.Target = target.String(); target != asked {
		x.Asked = asked.String()
	}
	x.Decimals = finer(x.Decimals, target)
	p := probe{level: x.Level, span: windows[0].Span}
	s.count(s.promise, &p)
	x.byDay = p.byDay
	p.trials.sort()
	most := p.trials.most()
	x.need(leastFor(target), s.leastOfSite())
	x.Enough = most >= max(x.Needed, leastFor(worthTarget), s.leastOfSite())
	s.addPresent(x, windows)
	if !x.Enough {
		if could, ok := s.borne(KeptShare{most, most}); ok {
			x.AtMost = could.String()
		}
		x.atLeast, x.leastBorne = x.present, x.atPresent > 0
		return
	}
	judged := windows[0].Span
	if tightest, ok := p.trials.tightest(target, s.bears); ok {
		seconds, share := int(tightest), p.trials.under(tightest)
		x.Tightest, x.Rank = &seconds, &Rank{rankFor(target, share.Counted), share.Counted}
		if limit, recounted, ok := s.sayable(x, judged, tightest, target); ok {
			x.limit, x.Within, x.Share = limit, limitText(limit), target.String()
			s.addSuggested(x, recounted, target)
		}
	}
	if x.atPresent > 0 {
		x.atLeast, x.leastBorne = x.present, true
	} else if least, ok := p.trials.tightest(worthTarget, s.bears); ok && target > worthTarget && !(s.unlimited && x.Share != "") {
		x.atLeast, _, x.leastBorne = s.sayable(x, judged, least, worthTarget)
	}
}

// addPresent fills in what the limit of today comes to.
func (s *study) addPresent(x *Suggestion, windows []Period) {
	if s.unlimited {
		x.Kept, x.Late, x.NotDue = 0, 0, 0
		return
	}
	x.present, _, _ = s.promise.WithinFor(x.Level)
	x.Present = limitText(x.present)
	x.addTimes(&windows[0].Tally)
	for _, w := range windows {
		share := shareOf(w.Tally)
		x.Windows = append(x.Windows, WindowShares{From: w.From, To: w.To, Present: &share})
	}
	share := shareOf(windows[0].Tally)
	if borne, ok := s.borne(share); ok {
		x.atPresent, x.AtLimit = borne, borne.String()
	}
	x.presentBears = s.bears(share, max(x.asked, worthTarget))
}

// addSuggested fills in how the suggested limit would have fared in each window.
func (s *study) addSuggested(x *Suggestion, windows []Period, target amount.Percent) {
	if s.unlimited {
		w := &windows[0]
		x.Kept, x.Counted, x.Late, x.NotDue = w.Kept, w.Counted(), w.Late, w.NotDue
		x.addTimes(&w.Tally)
		for _, w := range windows {
			x.Windows = append(x.Windows, WindowShares{From: w.From, To: w.To})
		}
	}
	for i := range min(len(x.Windows), len(windows)) {
		share := shareOf(windows[i].Tally)
		x.Windows[i].Suggested = &share
		if i > 0 && windows[i].verdict(target, Least(s.offer)) == Below {
			x.Missed++
		}
	}
}

// addTimes fills in the quantiles of the rows that count.
func (x *Suggestion) addTimes(t *Tally) {
	if len(t.took)+len(t.waits) == 0 {
		return
	}
	quantile := func(percent amount.Percent) *int {
		d, open := t.Quantile(percent * amount.Whole / 100)
		if open {
			return nil
		}
		seconds := int(d / time.Second)
		return &seconds
	}
	x.Times = &Quantiles{quantile(50), quantile(90), quantile(95), quantile(99)}
}

// sayable returns the shortest limit that can be said, is no shorter than the tightest, and is borne when the rows of the judged
// window are counted with it, and the windows from that one on. A promise that is kept on the day agreed needs no limit.
func (s *study) sayable(x *Suggestion, judged clock.Span, tightest int32, target amount.Percent) (limit clock.Duration, windows []Period, ok bool) {
	_, hours, _ := s.promise.WithinFor(x.Level)
	working := hours != nil && (s.promise.Clock.V == "business" || x.present.Business)
	if tightest > 0 || !x.present.IsZero() || KindOf(s.promise) == Time {
		limit = sayableLimit(time.Duration(tightest)*time.Second, x.present, working, x.byDay)
	}
	for range mostTries {
		r := s.count(s.under(x.Level, limit), &probe{level: x.Level})
		windows = periodsFrom(r, judged)
		if s.bears(shareOf(windows[0].Tally), target) {
			return limit, windows, true
		}
		limit.N++ // days are of many lengths
		limit.Unit = max(limit.Unit, clock.Minute)
	}
	return clock.Duration{}, nil, false
}

// under returns the promise with another limit, of one of its levels or as a whole.
func (s *study) under(level string, limit clock.Duration) *catalog.Promise {
	p := *s.promise
	if level == "" {
		p.Within.All = syntax.Written[clock.Duration]{}
		if !limit.IsZero() {
			p.Within.All = syntax.Written[clock.Duration]{V: limit, At: p.Record.At}
		}
		return &p
	}
	p.Levels = slices.Clone(p.Levels)
	for i := range p.Levels {
		if p.Levels[i].Level.ID.V == level {
			p.Levels[i].Within = limit
		}
	}
	return &p
}

// sayableLimit returns the shortest limit that can be said in a sentence and is no shorter than the tightest. It is in days
// where the promise or its record has days. Of working days it returns the fewest that may suffice, and the caller tries more.
func sayableLimit(tightest time.Duration, present clock.Duration, working, byDay bool) clock.Duration {
	ceil := func(unit time.Duration) int64 { return max(int64((tightest+unit-1)/unit), 1) }
	switch {
	case working && present.Unit >= clock.Day:
		return clock.Duration{N: max(int64(tightest/(24*time.Hour)), 1), Unit: clock.Day, Business: present.Business}
	case !working && (present.Unit >= clock.Day || tightest > inDays || byDay):
		return clock.Duration{N: ceil(24 * time.Hour), Unit: clock.Day}
	case tightest > inHours || ceil(15*time.Minute)%4 == 0:
		return clock.Duration{N: ceil(time.Hour), Unit: clock.Hour, Business: present.Business}
	}
	return clock.Duration{N: 15 * ceil(15*time.Minute), Unit: clock.Minute, Business: present.Business}
}

// limitText returns a limit as a person would write it: 1h 45m for 105m.
func limitText(d clock.Duration) string {
	if d.Unit != clock.Minute || d.N <= 60 || d.N%60 == 0 || d.Business {
		return d.String()
	}
	return fmt.Sprintf("%dh %dm", d.N/60, d.N%60)
}

// proposal holds the limits of a promise that a record bears for one target, of each of its levels.
type proposal struct {
	limits  []clock.Duration // zero where the level is unknown
	target  amount.Percent
	unknown []string // levels for which the record bears none
}

// proposalOf returns the limits for the lowest of the targets that they are borne for.
func proposalOf(all []Suggestion, limitOf func(x *Suggestion) (clock.Duration, amount.Percent)) proposal {
	o := proposal{limits: make([]clock.Duration, len(all)), target: amount.Whole}
	for i := range all {
		limit, target := limitOf(&all[i])
		if target == 0 {
			o.unknown = append(o.unknown, all[i].Level)
			continue
		}
		o.limits[i], o.target = limit, min(o.target, target)
	}
	return o
}

// isWorse reports whether no limit of a proposal is shorter than that of another one.
func (o proposal) isWorse(than proposal) bool {
	for i, limit := range o.limits {
		other := than.limits[i]
		if limit != other && (limit.Business != other.Business || (limit.Unit >= clock.Day) != (other.Unit >= clock.Day) || rough(limit) < rough(other)) {
			return false
		}
	}
	return true
}

// rough returns a limit in a measure by which those in days, or in hours, compare with each other.
func rough(d clock.Duration) time.Duration {
	length := map[clock.Unit]time.Duration{clock.Minute: time.Minute, clock.Hour: time.Hour, clock.Day: 24 * time.Hour, clock.Week: 7 * 24 * time.Hour, clock.Month: 30 * 24 * time.Hour, clock.Year: 365 * 24 * time.Hour}
	return time.Duration(d.N) * length[d.Unit]
}

// writeLimits fills in the lines of a promise. All its levels have one target. Levels for which the record bears nothing are left
// out, and of two proposals the one with fewer of them, or with shorter limits, is enough.
func (s *study) writeLimits(all []Suggestion) {
	target := max(all[0].asked, worthTarget)
	borneIf := func(ok bool, target amount.Percent) amount.Percent {
		if !ok {
			return 0
		}
		return target
	}
	suggested := proposalOf(all, func(x *Suggestion) (clock.Duration, amount.Percent) { return x.limit, borneIf(x.Share != "", target) })
	or := proposalOf(all, func(x *Suggestion) (clock.Duration, amount.Percent) { return x.present, x.atPresent })
	least := proposalOf(all, func(x *Suggestion) (clock.Duration, amount.Percent) {
		return x.atLeast, borneIf(x.leastBorne, worthTarget)
	})
	orLeast := len(least.unknown) < len(or.unknown)
	if orLeast {
		or = least
	}
	presentBears := !slices.ContainsFunc(all, func(x Suggestion) bool { return x.Share != "" && !x.presentBears })
	isKnown, isOr := len(suggested.unknown) < len(all), len(or.unknown) < len(all)
	switch {
	case !isKnown || !isOr:
	case len(or.unknown) < len(suggested.unknown) && !s.unlimited:
		isKnown = false
	case s.unlimited || presentBears || len(or.unknown) > len(suggested.unknown) || or.isWorse(suggested):
		isOr = false
	}
	write, orWrite, unknown := "", "", or.unknown
	if isKnown {
		write, unknown = s.limitLines(suggested.limits, target), suggested.unknown
	}
	if isOr {
		orWrite = s.limitLines(or.limits, or.target)
	}
	for i := range all {
		all[i].Write, all[i].Or, all[i].OrLeast, all[i].Unknown = write, orWrite, isOr && orLeast, unknown
	}
}

// limitLines returns the lines of limits, one for each level that has one, and of their target.
func (s *study) limitLines(limits []clock.Duration, target amount.Percent) string {
	levels := s.levels()
	if levels[0] == "" {
		if limits[0].IsZero() {
			return s.targetLine(target)
		}
		within := "within: " + limitText(limits[0]) + "\n"
		if isNew := s.unlimited || !s.promise.Within.All.IsSet(); isNew && !s.promise.Clock.IsSet() && !limits[0].Business { // the first limit needs a clock
			within += "clock: calendar\n"
		}
		return within + s.targetLine(target)
	}
	var pairs []string
	for i, level := range levels {
		text := limitText(limits[i])
		if hours := s.promise.Levels[i].Hours; hours != nil {
			text = "{within: " + text + ", hours: " + hours.Name + "}"
		}
		if !limits[i].IsZero() {
			pairs = append(pairs, level+": "+text)
		}
	}
	return "within: {" + strings.Join(pairs, ", ") + "}\n" + s.targetLine(target)
}
