package page

import (
	"strconv"
	"strings"
	"time"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/record"
)

// What a record comes to, in words and as a chart. Only sums are in what this file makes: package record keeps no rows.

// record words how a promise has been kept; nil for one without a record.
func (a at) record(w *catalog.Promise) *Record {
	r := a.book.Of(w)
	if r == nil {
		return nil
	}
	out := &Record{Anchor: "record-" + strings.ReplaceAll(w.Ref, ".", "_")}
	n := r.Window.Counted()
	switch v := r.Verdict(); {
	case r.Window.Empty() && r.Kind != record.Availability:
		out.State, out.Says = a.state("plain", "record.new"), a.words.Word("record.none")
		return out
	case v == record.New:
		out.State, out.Says = a.state("plain", "record.new"), a.words.Count("record.few", n)
		return out
	case v == record.Below:
		out.State = a.state("bad", "record.missed")
	case v == record.Bare:
		out.State = a.state("plain", "record.counted")
	default:
		out.State = a.state("ok", "record.kept")
	}
	out.Says = a.kept(r)
	out.Detail = a.details(w, r)
	if r.Kind != record.Availability {
		out.Months, out.Chart = a.months(r), chart(r)
	}
	return out
}

func (p *press) state(kind, word string) Tag { return Tag{Kind: kind, Text: p.words.Word(word)} }

// kept says the counts, and beside them the share.
func (a at) kept(r *record.Result) string {
	window := a.span(r)
	if r.Kind == record.Availability {
		down := time.Duration(r.Window.Finished-r.Window.Kept) * time.Second
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
		return strconv.Itoa(int(100 * t.Share()))
	}
	return strings.TrimSuffix(strconv.FormatFloat(float64(int(1000*t.Share()))/10, 'f', 1, 64), ".0")
}

// details says what did not count and what is still open, and what is normal and what a bad day is.
func (a at) details(w *catalog.Promise, r *record.Result) string {
	var out []string
	add := func(sentence string) { out = append(out, full(sentence)) }
	if median, bad := r.Window.Quantile(amount.Whole/2), r.Window.Quantile(95*amount.Whole/100); r.Kind == record.Time && median >= time.Minute {
		add(a.words.Word("record.normal", "median", a.words.Elapsed(rounded(median)), "bad", a.words.Elapsed(rounded(bad))))
	}
	if n := r.Window.Late; n > 0 {
		add(a.words.Count("record.late", n))
	}
	if n := r.Window.Excluded(); n > 0 && r.Kind != record.Availability {
		var causes []string
		for _, c := range r.Window.Causes {
			for _, x := range w.Exclusions {
				if x.ID.V == c.ID {
					causes = append(causes, a.words.Word("record.cause", "n", a.words.Int(c.N), "what", strings.TrimSuffix(x.What.V, ".")))
				}
			}
		}
		add(strings.TrimSuffix(a.words.Count("record.excluded", n), ".") + ": " + strings.Join(causes, "; "))
	}
	return strings.Join(out, " ")
}

// rounded takes a time to what is worth saying: minutes up to four hours, then hours.
func rounded(d time.Duration) time.Duration {
	if d < 4*time.Hour {
		return d.Round(time.Minute)
	}
	return d.Round(time.Hour)
}

// months are the numbers behind the chart.
func (a at) months(r *record.Result) []RecordMonth {
	var out []RecordMonth
	for i := range r.Months {
		m := &r.Months[i]
		from := m.From.In(a.offer.Zone)
		row := RecordMonth{Name: a.words.Month(from.Month()) + " " + strconv.Itoa(from.Year()), Kept: a.words.Int(m.Kept), Missed: a.words.Int(m.Missed()), Excluded: a.words.Int(m.Excluded())}
		if m.Counted() == 0 {
			row.None = a.words.Word("record.nothing")
		}
		out = append(out, row)
	}
	return out
}

// The measures of a chart, in its own units.
const (
	barWidth  = 28
	barGap    = 12
	barHeight = 56
	barTop    = 8 // between the text and the highest bar
)

// chart draws a bar for each month: what was kept, and on top of it what was missed. Of fewer than five rows there is
// none, for bars would say more than they know; a month without rows is a gap.
func chart(r *record.Result) *Chart {
	most, all := 0, 0
	for i := range r.Months {
		most, all = max(most, r.Months[i].Counted()), all+r.Months[i].Counted()
	}
	if all < 5 || len(r.Months) < 2 {
		return nil
	}
	c := &Chart{Width: len(r.Months)*(barWidth+barGap) - barGap, Height: barTop + barHeight}
	for i := range r.Months {
		m := &r.Months[i]
		kept, missed := m.Kept*barHeight/most, (m.Missed()*barHeight+most-1)/most
		kept = min(kept, barHeight-missed)
		c.Bars = append(c.Bars, Bar{X: i * (barWidth + barGap), Width: barWidth, Kept: kept, KeptY: barTop + barHeight - kept, Missed: missed, MissedY: barTop + barHeight - kept - missed})
	}
	return c
}
