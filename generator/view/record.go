package view

import (
	"strconv"
	"strings"
	"time"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/record"
)

// What a record comes to, in words and as a chart. Only sums are in what this file makes: package record keeps no rows.

// Record is how a promise has been kept, in words and as a chart, with the numbers behind it. A page shows Count, State and Over with
// the chart, and Detail below; a list shows Says.
type Record struct {
	Anchor string      // an id that is unique in the page
	Count  string      // the figure: "190 of 200", "Up 99.6% of the time", "No record yet"
	State  Tag         // the verdict: "Kept", "Missed", "Cannot tell yet"; its kind is "ok", "bad" or "plain"
	Over   string      // what the figure is of: "over the last 90 days, 95%"; may be empty
	Says   string      // the same in a sentence: "Kept 190 of 200 over the last 90 days, which is 95%."
	Detail string      // "6 more did not count: 4 road closed, 2 nobody in."; may be empty
	Since  Time        // for a new promise, when first results are due
	Names  RecordNames // of the columns of Months
	Months []RecordMonth
	Chart  *Chart // nil where there is too little to draw
	Line   *Chart // the whole as one bar, for a list; nil where nothing was counted
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
	switch {
	case !p.IsCounted(w):
		return p.recordOfNew(w)
	case r.Unlimited:
		return p.recordOfTimes(w, r)
	}
	out := &Record{Anchor: recordAnchor(w), State: p.verdict(r), Says: p.KeptSentence(r), Line: p.Line(w, r)}
	out.Count, out.Over = p.figure(r)
	out.Detail = p.details(w, r)
	if r.Verdict() == record.New {
		p.sayTooFew(r, out)
	}
	out.Chart, out.Months = p.chart(w, r), p.table(r)
	out.Names = RecordNames{p.Words.Word("record.missed_column"), p.Words.Word("record.kept_column"), p.Words.Word("record.excluded_column")}
	if r.Kind == record.Availability {
		out.Names.Missed, out.Names.Kept = p.Words.Word("record.away_column"), p.Words.Word("record.there_column")
	}
	return out
}

// IsCounted reports whether anything was counted for a promise: what is said of it then depends on the day.
func (p PageContext) IsCounted(w *catalog.Promise) bool {
	r := p.Book.Result(w)
	return r != nil && (r.Rows > 0 || r.Kind == record.Availability)
}

// recordOfTimes says how long what nobody can miss took; nil for so few that no time is usual.
func (p PageContext) recordOfTimes(w *catalog.Promise, r *record.Result) *Record {
	n := r.Window.Counted()
	if n < r.Limits.Least {
		return nil
	}
	return &Record{Anchor: recordAnchor(w), Count: p.Words.Int(n), State: p.state("plain", "record.counted"), Over: p.Period(r),
		Says: Sentence(p.Words.Word("record.timed", "counted", p.Words.Int(n), "window", p.Period(r))), Detail: p.sentences(p.normalDay(w, r))}
}

// verdict returns what a record says of its promise, in a word that has a shape.
func (p PageContext) verdict(r *record.Result) Tag {
	switch v := r.Verdict(); {
	case v == record.Below:
		return p.state("bad", "record.missed")
	case v == record.New:
		return p.state("plain", "record.few_yet")
	case v == record.Bare, r.Rows == 0: // a record of outages that nobody has begun to write shows none
		return p.state("plain", "record.counted")
	}
	return p.state("ok", "record.kept")
}

// figure returns the counts of a record, and what they are of.
func (p PageContext) figure(r *record.Result) (count, over string) {
	s := r.Window.Since()
	switch {
	case r.Kind == record.Availability && (r.Window.Outages == 0 || r.Window.Counted() == 0):
		return p.Words.Word("record.nothing_down"), p.Period(r)
	case r.Kind == record.Availability:
		share := p.Words.Percent(r.Limits.Target.Floor(int64(r.Window.Kept), int64(r.Window.Counted())))
		return p.Words.Word("record.up", "share", share), p.available(&r.Window, r)
	case s.Counted == 0 && p.Offer.Today().Before(r.Since):
		return p.Words.Word("record.none"), p.Words.Word("record.counted_from", "from", p.Date(r.Since).Text)
	case s.Counted == 0:
		return p.Words.Word("record.nothing"), p.JudgedPeriod(r)
	}
	over = p.JudgedPeriod(r)
	if s.Counted >= leastForShare {
		over = p.Words.Word("record.over_share", "window", over, "share", p.Words.Percent(r.Limits.Target.Floor(int64(s.Kept), int64(s.Counted))))
	}
	return p.Words.Word("record.of", "kept", p.Words.Int(s.Kept), "counted", p.Words.Int(s.Counted)), over
}

// sayTooFew says of a promise that cannot be judged yet why not.
func (p PageContext) sayTooFew(r *record.Result, out *Record) {
	switch {
	case r.Kind == record.Availability:
	case r.Window.Since().Counted == 0:
		out.Says = Sentence(p.kept(r))
	default:
		out.Says = Sentence(p.Words.Word("record.few", "kept", p.kept(r)))
		out.Over = p.Words.Word("record.over_few", "window", out.Over, "least", p.Words.Int(r.Limits.Least))
	}
}

// recordOfNew says that a promise has no record, and when there are first results. Of one whose record cannot be counted
// it says nothing.
func (p PageContext) recordOfNew(w *catalog.Promise) *Record {
	if _, countable := record.Countable(p.Offer, w); !measured(w) || !countable && !w.Record.At.IsZero() {
		return nil
	}
	out := &Record{Anchor: recordAnchor(w), Count: p.Words.Word("record.none"), State: p.state("plain", "record.few_yet"), Says: p.Words.Word("record.none")}
	if day := p.firstResults(w); p.Offer.Today().Before(day) {
		out.Since = p.Date(day)
	}
	return out
}

// firstResults is the day on which the first window of a promise is over; zero where nothing says when it began.
func (p PageContext) firstResults(w *catalog.Promise) clock.Date {
	since := w.Capability.Effective
	if w.Since.IsSet() {
		since = w.Since
	}
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
	return &Record{Anchor: r.Anchor, Count: r.Count, State: r.State, Over: r.Over, Says: r.Says, Since: r.Since, Line: r.Line}
}

func (r *Renderer) state(kind, word string) Tag { return Tag{Kind: kind, Text: r.Words.Word(word)} }

// table returns the numbers behind the chart: of an availability, times, and the share of the time with service.
func (p PageContext) table(r *record.Result) []RecordMonth {
	var out []RecordMonth
	for i := range r.Months {
		m := &r.Months[i]
		from := m.From.In(p.Offer.Zone)
		row := RecordMonth{Name: p.Words.Month(from.Month()) + " " + strconv.Itoa(from.Year()),
			Kept: p.Words.Int(m.Kept), Missed: p.Words.Int(m.Missed()), Excluded: p.Words.Int(m.Excluded())}
		switch {
		case r.Kind == record.Availability:
			row.Kept = p.Words.Percent(r.Limits.Target.Floor(int64(m.Kept), int64(m.Counted())))
			row.Missed, row.Excluded = p.Words.Elapsed(time.Duration(m.Missed())*time.Second), p.Words.Elapsed(time.Duration(m.Excluded())*time.Second)
		case m.Counted() == 0:
			row.None = p.Words.Word("record.nothing")
		}
		out = append(out, row)
	}
	return out
}
