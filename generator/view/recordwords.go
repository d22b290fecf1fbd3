package view

import (
	"slices"
	"strings"
	"time"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/record"
)

// The sentences about a record: how often it was kept, what did not count, what is not due yet, and what is paid.

// KeptSentence says the counts, and beside them the share. Where the promise was missed at one level alone, it names the level.
func (p PageContext) KeptSentence(r *record.Result) string {
	if r.Kind == record.Availability {
		return Sentence(p.available(&r.Window, r))
	}
	says := p.withShare(r, p.kept(r), r.Window.Since())
	if missed := p.missedLevels(r); missed != "" {
		says += "; " + missed
	}
	if all := p.withExcluded(r); all != "" {
		says += ". " + all
	}
	return Sentence(says)
}

// missedLevels names the levels at which a promise was missed that was kept on the whole.
func (p PageContext) missedLevels(r *record.Result) string {
	var out []string
	if r.Whole() != record.Below {
		for _, l := range r.MissedLevels() {
			out = append(out, p.levelCount("record.level_missed", l))
		}
	}
	return strings.Join(out, "; ")
}

// withExcluded says the share with what did not count, where that is so much that both shares are told.
func (p PageContext) withExcluded(r *record.Result) string {
	since, excluded := r.Window.Since(), r.Window.ExcludedSince()
	all := record.KeptShare{Kept: since.Kept + excluded.Kept, Counted: since.Counted + excluded.Counted}
	if r.Kind == record.Availability || excluded.Counted*10 <= all.Counted {
		return ""
	}
	return p.withShare(r, p.Words.Word("record.with_excluded", "kept", p.Words.Int(all.Kept), "counted", p.Words.Int(all.Counted)), all)
}

// before says how those would have been kept that began before the promise was made as it stands.
func (p PageContext) before(r *record.Result) string {
	before := r.Window.Before
	if before.Counted == 0 {
		return ""
	}
	return p.Words.Word("record.before_since", "would", p.Words.Int(before.Kept), "before", p.Words.Int(before.Counted))
}

// kept says how many were kept of how many: of all in the window, or of those that began since the promise was made as it is.
func (p PageContext) kept(r *record.Result) string {
	says, before := p.KeptOf(r, r.Window.Since(), p.JudgedPeriod(r)), r.Window.Before
	if before.Counted == 0 {
		return says
	}
	return p.Words.Word("record.before", "kept", says, "would", p.Words.Int(before.Kept), "before", p.Words.Int(before.Counted))
}

// KeptOf says how many were kept of how many in a window, that there were none, or from when on they are counted.
func (p PageContext) KeptOf(r *record.Result, s record.KeptShare, window string) string {
	word := "record.kept_of"
	switch {
	case s.Counted == 0 && p.Offer.Today().Before(r.Since):
		return p.Words.Word("record.counted_from", "from", p.Date(r.Since).Text)
	case s.Counted == 0:
		word = "record.nothing_in"
	}
	return p.Words.Word(word, "kept", p.Words.Int(s.Kept), "counted", p.Words.Int(s.Counted), "window", window)
}

// JudgedPeriod says over what time a promise is judged: its window, or what of it the promise is made as it stands.
func (p PageContext) JudgedPeriod(r *record.Result) string {
	if r.Window.Before.Counted+r.Window.ExcludedBefore.Counted == 0 {
		return p.Period(r)
	}
	return p.Words.Word("record.since", "from", p.Date(r.Since).Text)
}

// PaidSentence says what the misses cost, with a space before it; empty where the record does not say.
func (p PageContext) PaidSentence(r *record.Result) string {
	if says := p.paid(r); says != "" {
		return " " + Sentence(says)
	}
	return ""
}

// leastForShare is how many have to be counted before a percentage says more than the counts.
const leastForShare = 100

// withShare adds the share to a sentence, rounded down, so that it never reads better than it was.
func (p PageContext) withShare(r *record.Result, says string, s record.KeptShare) string {
	if s.Counted < leastForShare {
		return says
	}
	return p.Words.Word("record.share", "kept", says, "share", p.Words.Percent(r.Limits.Target.Floor(int64(s.Kept), int64(s.Counted))))
}

// available says how long the service was away in a period, how long it may be, and what did not count.
func (p PageContext) available(t *record.Period, r *record.Result) string {
	window, excluded := p.Period(r), p.excludedTime(t, r)
	if t != &r.Window {
		window = p.Words.Word("record.since", "from", p.Date(clock.DateOf(t.From, p.Offer.Zone)).Text)
	}
	says := ""
	switch away := t.Missed(); {
	case t.Counted() == 0 && excluded != "":
		return p.Words.Word("record.all_excluded", "window", window) + excluded
	case t.Outages == 0:
		return p.Words.Word("record.silent", "window", window)
	case away == 0:
		says = p.Words.Word("record.always_up", "window", window)
	case r.Limits.Target == 0 || r.Allowed(t) == 0:
		says = p.Words.Word("record.down", "duration", p.seconds(away), "window", window)
	default:
		says = p.Words.Word("record.down_of", "duration", p.seconds(away), "window", window, "allowed", p.seconds(r.Allowed(t)))
	}
	return says + excluded
}

// excludedTime says how long a service was away for causes that do not count; empty where it was not.
func (p PageContext) excludedTime(t *record.Period, r *record.Result) string {
	out := ""
	for _, c := range t.Causes {
		what := ""
		for _, x := range r.Exclusions {
			if x.ID.V == c.ID {
				what = strings.TrimSuffix(x.What.V, ".")
			}
		}
		if c.N > 0 {
			out += p.Words.Word("record.down_excluded", "duration", p.seconds(c.N), "what", what)
		}
	}
	return out
}

func (p PageContext) seconds(n int) string { return p.Words.Elapsed(time.Duration(n) * time.Second) }

// Period says over what time was counted. A month, quarter or year is named by its days, so that the sentence stays
// true.
func (p PageContext) Period(r *record.Result) string {
	if r.Limits.Window.Months == 0 {
		return p.Window(r.Limits.Window)
	}
	last := clock.DateOf(r.Window.To.Add(-time.Second), p.Offer.Zone)
	if today := p.Offer.Today(); today.Before(last) {
		last = today
	}
	if first := clock.DateOf(r.Window.From, p.Offer.Zone); first == last {
		return p.Words.Word("record.on", "day", p.Date(first).Text)
	}
	return p.Words.Word("record.between", "from", p.Date(clock.DateOf(r.Window.From, p.Offer.Zone)).Text, "to", p.Date(last).Text)
}

// details says what is normal and what a bad day is, what is not due yet or still open, what did not count, and what misses cost.
func (p PageContext) details(w *catalog.Promise, r *record.Result) string {
	late, running, normal := "", "", ""
	if r.Verdict() != record.New {
		normal = p.normalDay(w, r)
	}
	if n := r.Window.Late - r.Window.LateBefore; n > 0 {
		late = p.Words.Count("record.late", n)
	}
	switch { // the month that has only begun
	case r.Running == nil:
	case r.Kind == record.Availability && r.Running.Missed() > 0:
		running = p.available(r.Running, r)
	case r.Kind != record.Availability && r.Running.Since().Counted > 0:
		from := p.Words.Word("record.since", "from", p.Date(clock.DateOf(r.Running.From, p.Offer.Zone)).Text)
		running = p.KeptOf(r, r.Running.Since(), from)
	}
	return p.sentences(p.missedLevels(r), p.before(r), p.withExcluded(r), normal, p.levelCounts(r), running, late, p.notDue(r), p.excluded(w, r), p.paid(r), p.whole(r))
}

// sentences joins those that say something.
func (p PageContext) sentences(all ...string) string {
	var out []string
	for _, s := range all {
		if s != "" {
			out = append(out, Sentence(s))
		}
	}
	return strings.Join(out, " ")
}

// notDue says how many are not counted yet.
func (p PageContext) notDue(r *record.Result) string {
	switch n := r.Window.NotDue; {
	case n == 0:
		return ""
	case r.Kind == record.Counted || r.Kind == record.Quantity:
		return p.Words.Count("record.not_over", n)
	default:
		return p.Words.Count("record.not_due", n)
	}
}

// paid says what the misses cost.
func (p PageContext) paid(r *record.Result) string {
	t := &r.Window.Tally
	if !r.Paying || t.Since().Missed() == 0 {
		return ""
	}
	return p.Words.Word("record.paid", "missed", p.Words.Count("record.paid_missed", t.Since().Missed()), "credits", p.Words.Count("record.paid_credits", t.Credits),
		"sum", p.Words.Money(amount.Money{Currency: r.Currency, Minor: t.Paid}.Decimal(), r.Currency))
}

// whole says how the whole record went, and its worst window, where it is longer than the one that is judged.
func (p PageContext) whole(r *record.Result) string {
	if r.Worst == nil && (r.Kind == record.Availability || r.All.Counted() == r.Window.Counted()) {
		return ""
	}
	if r.Worst == nil {
		return p.Words.Word("record.in_all", "kept", p.Words.Int(r.All.Kept), "counted", p.Words.Int(r.All.Counted()))
	}
	from, to := p.Date(clock.DateOf(r.Worst.From, p.Offer.Zone)).Text, p.Date(clock.DateOf(r.Worst.To.Add(-time.Second), p.Offer.Zone)).Text
	span := p.Words.Word("record.between", "from", from, "to", to)
	if r.Kind == record.Availability {
		return p.Words.Word("record.worst_away", "duration", p.seconds(r.Worst.Missed()), "window", span)
	}
	return p.Words.Word("record.whole", "kept", p.Words.Int(r.All.Kept), "counted", p.Words.Int(r.All.Counted()),
		"worst_kept", p.Words.Int(r.Worst.Kept), "worst_counted", p.Words.Int(r.Worst.Counted()), "window", span)
}

// normalDay is empty for a promise by level: each level has a limit, and often a clock, of its own. What is open past its time
// took longer than all that is finished.
func (p PageContext) normalDay(w *catalog.Promise, r *record.Result) string {
	median, medianOpen := r.Window.Quantile(amount.Whole / 2)
	bad, badOpen := r.Window.Quantile(95 * amount.Whole / 100)
	word := ""
	switch {
	case len(w.Levels) > 0 || r.Kind == record.OnTime && bad < time.Minute:
	case r.Kind == record.OnTime && badOpen:
		word = "record.late_open"
	case r.Kind == record.OnTime:
		word = "record.late_by"
	case r.Kind != record.Time || median < time.Minute:
	case medianOpen:
		word = "record.normal_open"
	case badOpen:
		word = "record.bad_open"
	default:
		word = "record.normal"
	}
	if word == "" {
		return ""
	}
	return p.Words.Word(word, "median", p.tookAbout(r, median, medianOpen), "bad", p.tookAbout(r, bad, badOpen))
}

func (p PageContext) levelCounts(r *record.Result) string {
	var out []string
	missed := r.MissedLevels()
	for i := range r.Levels {
		l := &r.Levels[i]
		if l.Since().Counted == 0 || r.Whole() != record.Below && slices.Contains(missed, l) { // which the sentence names
			continue
		}
		word := "record.level"
		if slices.Contains(missed, l) {
			word = "record.level_missed"
		}
		out = append(out, p.levelCount(word, l))
	}
	return strings.Join(out, "; ")
}

// levelCount says how many were kept at one level of those that are judged.
func (p PageContext) levelCount(word string, l *record.LevelTally) string {
	level, _ := p.Offer.Level(l.ID)
	s := l.Since()
	return p.Words.Word(word, "level", level.Name.V, "kept", p.Words.Int(s.Kept), "counted", p.Words.Int(s.Counted))
}

// excluded says how many did not count, by cause.
func (p PageContext) excluded(w *catalog.Promise, r *record.Result) string {
	n := r.Window.Excluded()
	if n == 0 || r.Kind == record.Availability {
		return ""
	}
	var causes []string
	for _, c := range r.Window.Causes {
		word := "record.cause"
		if c.N == n {
			word = "record.only_cause"
		}
		for _, x := range w.Exclusions {
			if x.ID.V == c.ID {
				causes = append(causes, p.Words.Word(word, "n", p.Words.Int(c.N), "what", strings.TrimSuffix(x.What.V, ".")))
			}
		}
	}
	says := strings.TrimSuffix(p.Words.Count("record.excluded", n), ".") + ": " + strings.Join(causes, "; ")
	if before := r.Window.ExcludedBefore.Counted; before > 0 {
		says = p.Words.Word("record.excluded_before", "excluded", says, "n", p.Words.Int(before))
	}
	return says
}

// tookAbout writes how long something took, on the clock of its promise, as exactly as is worth saying: to the minute below four hours,
// to the quarter below a day, then to the hour. It is rounded up, for it stands behind "up to"; of what is still open it is rounded
// down, for that stands behind "longer than".
func (p PageContext) tookAbout(r *record.Result, d time.Duration, open bool) string {
	to := func(unit time.Duration) time.Duration {
		if open {
			return d.Truncate(unit)
		}
		return (d + unit - 1).Truncate(unit)
	}
	switch {
	case d < 4*time.Hour:
		return p.Words.Elapsed(to(time.Minute))
	case r.Limits.IsWorking():
		return p.Words.Duration(int(to(time.Hour)/time.Hour), "h", true)
	case d < 24*time.Hour:
		return p.Words.Exactly(to(15 * time.Minute))
	case d < 4*24*time.Hour: // hours, as most limits are written
		return p.Words.Exactly(to(time.Hour))
	}
	return p.Words.Elapsed(to(time.Hour))
}
