package view

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

// Record is how a promise has been kept, in words and as a chart, with the numbers behind it.
type Record struct {
	Anchor string      // an id that is unique in the page
	State  Tag         // "Kept", "Missed", "New"
	Says   string      // "Kept 190 of 201 over the last 90 days, which is 94.5%.", "No record yet"
	Detail string      // "6 more did not count: 4 road closed, 2 nobody in."; may be empty
	Since  Time        // for a new promise, when first results are due
	Names  RecordNames // of the columns of Months
	Months []RecordMonth
	Chart  *Chart // nil where there is too little to draw
}

// RecordNames are what the numbers of a month are.
type RecordNames struct{ Missed, Kept, Excluded string }

// RecordMonth is the numbers of one month.
type RecordMonth struct {
	Name                   string // "March 2026"
	Kept, Missed, Excluded string
	None                   string // says that nothing was counted; else empty
}

// Record says how a promise has been kept; nil for one that nothing measures, and without a book of records.
func (p PageContext) Record(w *catalog.Promise) *Record {
	if p.Book == nil {
		return nil
	}
	r := p.Book.Result(w)
	if r == nil || r.Rows == 0 && r.Kind != record.Availability {
		return p.recordOfNew(w)
	}
	out := &Record{Anchor: recordAnchor(w)}
	switch v := r.Verdict(); {
	case r.Window.Empty() && r.Kind != record.Availability:
		out.State, out.Says = p.newTag(w, "record.few_yet"), Sentence(p.Words.Word("record.nothing_in", "window", p.Period(r)))
		return out
	case v == record.New:
		out.State, out.Says = p.newTag(w, "record.few_yet"), Sentence(p.Words.Word("record.few", "kept", p.Words.Int(r.Window.Kept), "counted", p.Words.Int(r.Window.Counted()), "window", p.Period(r)))
		out.Chart = p.dots(&r.Window.Tally)
		return out
	case v == record.Below:
		out.State = p.state("bad", "record.missed")
	case v == record.Bare, r.Rows == 0: // a record of outages that nobody has begun to write shows none
		out.State = p.state("plain", "record.counted")
	default:
		out.State = p.state("ok", "record.kept")
	}
	out.Says, out.Detail = p.KeptSentence(r), p.details(w, r)
	out.Names = RecordNames{p.Words.Word("record.missed_column"), p.Words.Word("record.kept_column"), p.Words.Word("record.excluded_column")}
	if r.Kind == record.Availability {
		out.Names.Missed, out.Names.Kept = p.Words.Word("record.away_column"), p.Words.Word("record.there_column")
	}
	out.Months, out.Chart = p.months(r), p.bars(r)
	return out
}

// recordOfNew says that there is no record, and when there are first results; nil for one that cannot be counted.
func (p PageContext) recordOfNew(w *catalog.Promise) *Record {
	if _, countable := record.Countable(p.Offer, w); !measured(w) || !countable && !w.Record.At.IsZero() {
		return nil
	}
	out := &Record{Anchor: recordAnchor(w), State: p.newTag(w, "record.none_yet"), Says: p.Words.Word("record.none")}
	if day := p.firstResults(w); p.Offer.Today().Before(day) {
		out.Since = p.Date(day)
	}
	return out
}

// newTag returns the tag of a promise with too few cases to judge: "New", or the word older once its first window is over.
func (p PageContext) newTag(w *catalog.Promise, older string) Tag {
	if day := p.firstResults(w); day.IsZero() || p.Offer.Today().Before(day) {
		older = "record.new"
	}
	return p.state("plain", older)
}

// firstResults is the day on which the first window of a promise is over; zero where nothing says when it began.
func (p PageContext) firstResults(w *catalog.Promise) clock.Date {
	since := w.Capability.Effective
	if !since.IsSet() || !w.Window.IsSet() {
		return clock.Date{}
	}
	start := since.V.Start(p.Offer.Zone)
	first := w.Window.V.Range(start, p.Offer.Zone).To
	if w.Window.V.Months == 0 {
		first = w.Window.V.Last.After(start, p.Offer.Zone)
	}
	return clock.DateOf(first, p.Offer.Zone)
}

// measured reports whether a promise has a number that a record could be held against.
func measured(w *catalog.Promise) bool {
	return w.Commitment.V != "best-effort" && w.Indicator.Kind.V != "statement" &&
		(w.Target.IsSet() || w.Promise.Within.IsSet() || w.AtLeast.IsSet() || w.AtMost.IsSet())
}

// recordAnchor is the id of a record in a page: no id of an author has an underscore, so no two are the same.
func recordAnchor(w *catalog.Promise) string { return "record-" + strings.ReplaceAll(w.Ref, ".", "_") }

// Brief returns a record for a list: its sentence, without the numbers behind it.
func (r *Record) Brief() *Record {
	if r == nil {
		return nil
	}
	return &Record{Anchor: r.Anchor, State: r.State, Says: r.Says, Since: r.Since}
}

func (r *Renderer) state(kind, word string) Tag { return Tag{Kind: kind, Text: r.Words.Word(word)} }

// KeptSentence says the counts, and beside them the share.
func (p PageContext) KeptSentence(r *record.Result) string {
	window, t := p.Period(r), &r.Window.Tally
	switch availability := r.Kind == record.Availability; {
	case availability && r.Silent:
		return Sentence(p.Words.Word("record.silent", "window", window))
	case availability && t.Finished == t.Kept:
		return Sentence(p.Words.Word("record.always_up", "window", window))
	case availability:
		return Sentence(p.downtime(t, window))
	}
	decimals := 0
	if t.Counted() >= 100 {
		decimals = 1
	}
	says := p.Words.Word("record.kept_of", "kept", p.Words.Int(t.Kept), "counted", p.Words.Int(t.Counted()), "window", window)
	return Sentence(p.Words.Word("record.share", "kept", says, "share", p.Words.Percent(inPercent(t, decimals))))
}

func (p PageContext) downtime(t *record.Tally, window string) string {
	return p.Words.Word("record.down", "duration", p.Words.Elapsed(time.Duration(t.Finished-t.Kept)*time.Second), "window", window)
}

// Period says over what time was counted: of a month, quarter or year its days, so that the sentence stays true.
func (p PageContext) Period(r *record.Result) string {
	if r.Limits.Window.Months == 0 {
		return p.Window(r.Limits.Window)
	}
	last := clock.DateOf(r.Window.To.Add(-time.Second), p.Offer.Zone)
	if today := p.Offer.Today(); today.Before(last) {
		last = today
	}
	return p.Words.Word("record.between", "from", p.Date(clock.DateOf(r.Window.From, p.Offer.Zone)).Text, "to", p.Date(last).Text)
}

// inPercent writes a share with at most so many decimals, rounded down, so that it never reads better than it was.
func inPercent(t *record.Tally, decimals int) string {
	if t.Counted() == 0 {
		return "100"
	}
	scale := int(math.Pow10(decimals))
	n := t.Kept * 100 * scale / t.Counted()
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%d.%0*d", n/scale, decimals, n%scale), "0"), ".")
}

// details says what is normal and what a bad day is, what is still open, and what did not count.
func (p PageContext) details(w *catalog.Promise, r *record.Result) string {
	running, late := "", ""
	if r.Running != nil && r.Kind == record.Availability && r.Running.Missed() > 0 { // of a month that has only begun, while the one before it is judged
		running = p.downtime(&r.Running.Tally, p.Words.Word("record.since", "from", p.Date(clock.DateOf(r.Running.From, p.Offer.Zone)).Text))
	}
	if n := r.Window.Late; n > 0 {
		late = p.Words.Count("record.late", n)
	}
	var out []string
	for _, s := range []string{p.normalDay(w, r), p.levelCounts(r), running, late, p.excluded(w, r)} {
		if s != "" {
			out = append(out, Sentence(s))
		}
	}
	return strings.Join(out, " ")
}

// normalDay is empty for a promise by level: each level has a limit, and often a clock, of its own.
func (p PageContext) normalDay(w *catalog.Promise, r *record.Result) string {
	median, bad := r.Window.Quantile(amount.Whole/2), r.Window.Quantile(95*amount.Whole/100)
	if r.Kind != record.Time || len(w.Levels) > 0 || median < time.Minute {
		return ""
	}
	return p.Words.Word("record.normal", "median", p.roundedUp(w, median), "bad", p.roundedUp(w, bad))
}

func (p PageContext) levelCounts(r *record.Result) string {
	var out []string
	missed := r.MissedLevels()
	for i := range r.Levels {
		l := &r.Levels[i]
		if l.Counted() == 0 {
			continue
		}
		level, _ := p.Offer.Level(l.ID)
		word := "record.level"
		if slices.Contains(missed, l) {
			word = "record.level_missed"
		}
		out = append(out, p.Words.Word(word, "level", level.Name.V, "kept", p.Words.Int(l.Kept), "counted", p.Words.Int(l.Counted())))
	}
	return strings.Join(out, "; ")
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
	return strings.TrimSuffix(p.Words.Count("record.excluded", n), ".") + ": " + strings.Join(causes, "; ")
}

// roundedUp writes how long something took at most, on the clock of its promise, as exactly as is worth saying: to the minute
// below four hours, to the quarter below a day, then to the hour. It is rounded up, for it says "up to".
func (p PageContext) roundedUp(w *catalog.Promise, d time.Duration) string {
	up := func(unit time.Duration) time.Duration { return (d + unit - 1).Truncate(unit) }
	switch {
	case d < 4*time.Hour:
		return p.Words.Elapsed(up(time.Minute))
	case w.Clock.V == "business":
		return p.Words.Duration(int(up(time.Hour)/time.Hour), "h", true)
	case d < 24*time.Hour:
		return p.Words.Exactly(up(15 * time.Minute))
	case d < 4*24*time.Hour: // hours, as most limits are written
		return p.Words.Exactly(up(time.Hour))
	}
	return p.Words.Elapsed(up(time.Hour))
}

// months returns the numbers behind the chart: of an availability, times, and the share of the time with service.
func (p PageContext) months(r *record.Result) []RecordMonth {
	var out []RecordMonth
	for i := range r.Months {
		m := &r.Months[i]
		from := m.From.In(p.Offer.Zone)
		row := RecordMonth{Name: p.Words.Month(from.Month()) + " " + strconv.Itoa(from.Year()),
			Kept: p.Words.Int(m.Kept), Missed: p.Words.Int(m.Missed()), Excluded: p.Words.Int(m.Excluded())}
		switch {
		case r.Kind == record.Availability:
			row.Kept = p.Words.Percent(inPercent(&m.Tally, 2))
			row.Missed, row.Excluded = p.Words.Elapsed(time.Duration(m.Missed())*time.Second), p.Words.Elapsed(time.Duration(m.Excluded())*time.Second)
		case m.Counted() == 0:
			row.None = p.Words.Word("record.nothing")
		}
		out = append(out, row)
	}
	return out
}
