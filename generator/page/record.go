package page

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/record"
)

// What a record comes to, in words and as a chart. Only sums are in what this file makes: package record keeps no rows.

// record words how a promise has been kept; nil for one that nothing measures, or where records are not told of.
func (a at) record(w *catalog.Promise) *Record {
	if a.book == nil {
		return nil
	}
	r := a.book.Of(w)
	if r == nil || r.Rows == 0 && r.Kind != record.Availability {
		return a.newPromise(w)
	}
	out := &Record{Anchor: recordAnchor(w)}
	switch v := r.Verdict(); {
	case r.Window.Empty() && r.Kind != record.Availability:
		out.State, out.Says = a.young(w, "record.few_yet"), full(a.words.Word("record.nothing_in", "window", a.span(r)))
		return out
	case v == record.New:
		out.State, out.Says = a.young(w, "record.few_yet"), full(a.words.Word("record.few", "kept", a.words.Int(r.Window.Kept), "counted", a.words.Int(r.Window.Counted()), "window", a.span(r)))
		out.Chart = a.dots(&r.Window.Tally)
		return out
	case v == record.Below:
		out.State = a.state("bad", "record.missed")
	case v == record.Bare, r.Rows == 0: // a record of outages that nobody has begun to write shows none
		out.State = a.state("plain", "record.counted")
	default:
		out.State = a.state("ok", "record.kept")
	}
	out.Says, out.Detail = a.kept(r), a.details(w, r)
	out.Names = RecordNames{a.words.Word("record.missed_column"), a.words.Word("record.kept_column"), a.words.Word("record.excluded_column")}
	if out.Months, out.Chart = a.months(r), a.bars(r); r.Kind == record.Availability {
		out.Names.Missed, out.Names.Kept = a.words.Word("record.away_column"), a.words.Word("record.there_column")
		out.Months, out.Chart = a.monthsAway(r), a.away(r)
	}
	return out
}

// newPromise says that a promise has no record, and when there are first results. Of one whose record cannot be counted
// it says nothing.
func (a at) newPromise(w *catalog.Promise) *Record {
	if _, countable := record.Countable(a.offer, w); !measured(w) || !countable && !w.Record.At.IsZero() {
		return nil
	}
	out := &Record{Anchor: recordAnchor(w), State: a.young(w, "record.none_yet"), Says: a.words.Word("record.none")}
	if day, ok := a.firstResults(w); ok && a.offer.Today().Before(day) {
		out.Since = a.date(day)
	}
	return out
}

// young names a promise of which nobody can tell yet how it is kept: new, or by another word once it is older than its
// window.
func (a at) young(w *catalog.Promise, older string) Tag {
	if day, ok := a.firstResults(w); ok && !a.offer.Today().Before(day) {
		return a.state("plain", older)
	}
	return a.state("plain", "record.new")
}

// firstResults is the day on which the first window of a promise is over; ok is false where nothing says when it began.
func (a at) firstResults(w *catalog.Promise) (day clock.Date, ok bool) {
	since := w.Capability.Effective
	if !since.IsSet() || !w.Window.IsSet() {
		return day, false
	}
	start := since.V.Start(a.offer.Zone)
	first := w.Window.V.Range(start, a.offer.Zone).To
	if w.Window.V.Months == 0 {
		first = w.Window.V.Last.After(start, a.offer.Zone)
	}
	return clock.DateOf(first, a.offer.Zone), true
}

// measured reports whether a promise has a number that a record could be held against.
func measured(w *catalog.Promise) bool {
	return w.Commitment.V != "best-effort" && w.Indicator.Kind.V != "statement" &&
		(w.Target.IsSet() || w.Promise.Within.IsSet() || w.AtLeast.IsSet() || w.AtMost.IsSet())
}

// recordAnchor is the id of a record in a page: no id of an author has an underscore, so no two are the same.
func recordAnchor(w *catalog.Promise) string { return "record-" + strings.ReplaceAll(w.Ref, ".", "_") }

// brief is a record for a list: its sentence, without the numbers behind it.
func (r *Record) brief() *Record {
	if r == nil {
		return nil
	}
	return &Record{Anchor: r.Anchor, State: r.State, Says: r.Says, Since: r.Since}
}

func (p *press) state(kind, word string) Tag { return Tag{Kind: kind, Text: p.words.Word(word)} }

// kept says the counts, and beside them the share.
func (a at) kept(r *record.Result) string {
	window := a.span(r)
	if r.Kind == record.Availability {
		down := time.Duration(r.Window.Finished-r.Window.Kept) * time.Second
		if r.Silent {
			return full(a.words.Word("record.silent", "window", window))
		}
		if down == 0 {
			return full(a.words.Word("record.always_up", "window", window))
		}
		return full(a.words.Word("record.down", "duration", a.words.Elapsed(down), "window", window))
	}
	says := a.words.Word("record.kept_of", "kept", a.words.Int(r.Window.Kept), "counted", a.words.Int(r.Window.Counted()), "window", window)
	return full(a.words.Word("record.share", "kept", says, "share", a.words.Percent(shareOf(&r.Window.Tally))))
}

// span says over what time was counted. A month, quarter or year is named by its days, so that the sentence stays true.
func (a at) span(r *record.Result) string {
	if r.Limits.Window.Months == 0 {
		return a.windowWords(r.Limits.Window)
	}
	last := clock.DateOf(r.Window.To.Add(-time.Second), a.offer.Zone)
	if today := a.offer.Today(); today.Before(last) {
		last = today
	}
	return a.words.Word("record.between", "from", a.date(clock.DateOf(r.Window.From, a.offer.Zone)).Text, "to", a.date(last).Text)
}

// shareOf writes a share in per cent: whole below a hundred counted, else with one decimal.
func shareOf(t *record.Tally) string {
	if t.Counted() < 100 {
		return inPercent(t, 0)
	}
	return inPercent(t, 1)
}

// inPercent writes a share with at most so many decimals, rounded down, so that it never reads better than it was.
func inPercent(t *record.Tally, decimals int) string {
	if t.Counted() == 0 {
		return "100"
	}
	scale := int(math.Pow10(decimals))
	n := t.Kept * 100 * scale / t.Counted()
	if decimals == 0 || n%scale == 0 {
		return strconv.Itoa(n / scale)
	}
	return strconv.Itoa(n/scale) + "." + strings.TrimRight(fmt.Sprintf("%0*d", decimals, n%scale), "0")
}

// running says what is missing already from a month that has only begun, while the one before it is judged.
func (a at) running(r *record.Result) string {
	if r.Running == nil || r.Kind != record.Availability || r.Running.Missed() == 0 {
		return ""
	}
	down := time.Duration(r.Running.Finished-r.Running.Kept) * time.Second
	return a.words.Word("record.down", "duration", a.words.Elapsed(down), "window", a.words.Word("record.since", "from", a.date(clock.DateOf(r.Running.From, a.offer.Zone)).Text))
}

// details says what did not count and what is still open, and what is normal and what a bad day is.
func (a at) details(w *catalog.Promise, r *record.Result) string {
	var out []string
	add := func(sentence string) { out = append(out, full(sentence)) }
	if median, bad := r.Window.Quantile(amount.Whole/2), r.Window.Quantile(95*amount.Whole/100); r.Kind == record.Time && len(w.Levels) == 0 && median >= time.Minute { // of levels each has a limit, and often a clock, of its own
		add(a.words.Word("record.normal", "median", a.took(w, median), "bad", a.took(w, bad)))
	}
	if len(r.Levels) > 0 {
		var levels []string
		missed := r.MissedLevels()
		for i := range r.Levels {
			if l := &r.Levels[i]; l.Counted() > 0 {
				level, _ := a.offer.Level(l.ID)
				word := "record.level"
				if slices.Contains(missed, l) {
					word = "record.level_missed"
				}
				levels = append(levels, a.words.Word(word, "level", level.Name.V, "kept", a.words.Int(l.Kept), "counted", a.words.Int(l.Counted())))
			}
		}
		add(strings.Join(levels, "; "))
	}
	if running := a.running(r); running != "" {
		add(running)
	}
	if n := r.Window.Late; n > 0 {
		add(a.words.Count("record.late", n))
	}
	if n := r.Window.Excluded(); n > 0 && r.Kind != record.Availability {
		var causes []string
		for _, c := range r.Window.Causes {
			for _, x := range w.Exclusions {
				if x.ID.V != c.ID {
					continue
				}
				cause := "record.cause"
				if c.N == n {
					cause = "record.only_cause"
				}
				causes = append(causes, a.words.Word(cause, "n", a.words.Int(c.N), "what", strings.TrimSuffix(x.What.V, ".")))
			}
		}
		add(strings.TrimSuffix(a.words.Count("record.excluded", n), ".") + ": " + strings.Join(causes, "; "))
	}
	return strings.Join(out, " ")
}

// took writes how long something took at most, on the clock of its promise, as exactly as is worth saying: to the minute
// below four hours, to the quarter below a day, then to the hour. It is rounded up, for it says "up to".
func (a at) took(w *catalog.Promise, d time.Duration) string {
	up := func(unit time.Duration) time.Duration { return (d + unit - 1).Truncate(unit) }
	switch {
	case d < 4*time.Hour:
		return a.words.Elapsed(up(time.Minute))
	case w.Clock.V == "business":
		return a.words.Duration(int(up(time.Hour)/time.Hour), "h", true)
	case d < 24*time.Hour:
		return a.words.Exactly(up(15 * time.Minute))
	case d < 4*24*time.Hour: // hours, as most limits are written
		return a.words.Exactly(up(time.Hour))
	}
	return a.words.Elapsed(up(time.Hour))
}

// monthsAway are the numbers behind the chart of an availability: the time without service, the share of the rest, and
// the time that did not count.
func (a at) monthsAway(r *record.Result) []RecordMonth {
	var out []RecordMonth
	for i := range r.Months {
		m := &r.Months[i]
		out = append(out, RecordMonth{Name: a.monthName(m), Missed: a.words.Elapsed(time.Duration(m.Missed()) * time.Second),
			Kept: a.words.Percent(inPercent(&m.Tally, 2)), Excluded: a.words.Elapsed(time.Duration(m.Excluded()) * time.Second)})
	}
	return out
}

func (a at) monthName(m *record.Period) string {
	from := m.From.In(a.offer.Zone)
	return a.words.Month(from.Month()) + " " + strconv.Itoa(from.Year())
}

// months are the numbers behind the chart.
func (a at) months(r *record.Result) []RecordMonth {
	var out []RecordMonth
	for i := range r.Months {
		m := &r.Months[i]
		row := RecordMonth{Name: a.monthName(m), Kept: a.words.Int(m.Kept), Missed: a.words.Int(m.Missed()), Excluded: a.words.Int(m.Excluded())}
		if m.Counted() == 0 {
			row.None = a.words.Word("record.nothing")
		}
		out = append(out, row)
	}
	return out
}
