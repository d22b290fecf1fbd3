package view

import (
	"cmp"
	"strconv"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/record"
)

// Bars beside each other: one for each month, or for each working day.

// The measures of bars.
const (
	barHeight = 64
	barTop    = 4
	ground    = barTop + barHeight
	monthFoot = 20 // for the names of months
	leastMark = 4  // pixels of what was missed, so that it can be seen
	monthName = 3  // letters

	shownMonths = 12
)

// months draws the last twelve months, whether something was counted in them or not; nil where it was in fewer than two.
func (p PageContext) months(w *catalog.Promise, r *record.Result) *Chart {
	all := make([]*record.Period, shownMonths) // the newest last
	var sum record.KeptShare
	filled, most := 0, 0
	for i := range r.Months {
		m := &r.Months[i]
		if m.Counted() > 0 {
			filled++
		}
		most = max(most, m.Counted())
		sum = record.KeptShare{Kept: sum.Kept + m.Kept, Counted: sum.Counted + m.Counted()}
		all[shownMonths-len(r.Months)+i] = m
	}
	if filled < 2 {
		return nil
	}
	out := &Chart{Width: "100%", Height: ground + monthFoot, Ground: ground, Key: p.key(sum)}
	if sum != r.Window.Since() { // the figure beside it is of other months
		out.Key = []ChartKey{{"kept", p.Words.Word("chart.is_kept")}, {"missed", p.Words.Word("chart.is_missed")}}
	}
	var said []string
	newest := clock.DateOf(r.Months[len(r.Months)-1].From, p.Offer.Zone)
	for i, m := range all {
		out.addBar(slot{i, shownMonths}, m, most)
		name := p.Words.Month(newest.Add(clock.Duration{N: int64(i - shownMonths + 1), Unit: clock.Month}).Month)
		out.Months = append(out.Months, ChartText{X: slot{i, shownMonths}.middle(), Y: ground + 16, Text: firstLetters(name)})
		if m != nil {
			said = append(said, p.monthSaid(name, m))
		}
	}
	if missing := shownMonths - len(r.Months); missing > 0 {
		first := clock.DateOf(r.Months[0].From, p.Offer.Zone)
		said = append(said, p.Words.Word("chart.not_before", "month", p.Words.Month(first.Month)+" "+strconv.Itoa(first.Year)))
		if missing > 2 { // the words need the room of three
			out.Uncount = &ChartText{X: perMille(missing * 1000 / shownMonths / 2), Y: ground - 9, Text: p.Words.Word("chart.uncounted")}
		} else {
			out.Key = append(out.Key, ChartKey{"open", p.Words.Word("chart.uncounted")})
		}
	}
	out.Label = p.labelOf(w, r) + " " + p.Words.Word("chart.by_month", "months", strings.Join(said, "; "))
	return out
}

func firstLetters(name string) string {
	letters := []rune(name)
	return string(letters[:min(len(letters), monthName)])
}

func (p PageContext) monthSaid(name string, m *record.Period) string {
	word := "chart.month"
	switch {
	case m.Counted() == 0:
		word = "chart.month_empty"
	case m.Missed() == 0:
		word = "chart.month_kept"
	}
	return p.Words.Word(word, "month", name, "kept", p.Words.Int(m.Kept), "missed", p.Words.Int(m.Missed()))
}

// slot is the room of a bar among others of the same width.
type slot struct{ i, n int }

func (s slot) middle() string { return perMille((2*s.i + 1) * 500 / s.n) }

// addBar adds what was kept and, above it, what was missed; what cannot be told yet is a hollow mark on the ground.
func (c *Chart) addBar(s slot, m *record.Period, most int) {
	const part = 70 // per cent of its room that a bar fills
	mark := Mark{X: perMille((2*s.i*1000 + 1000 - 10*part) / s.n / 2), Width: perMille(10 * part / s.n)}
	if m == nil || m.Counted() == 0 {
		mark.Y, mark.Height = ground-1, 1
		c.Open = append(c.Open, mark)
		return
	}
	missed := 0
	if m.Missed() > 0 {
		missed = max(m.Missed()*barHeight/most, leastMark)
		mark.Height = missed
	}
	kept := min(m.Kept*barHeight/most, barHeight-missed)
	if missed > 0 {
		mark.Y = ground - kept - missed
		c.Missed = append(c.Missed, mark)
	}
	if m.Kept > 0 {
		mark.Y, mark.Height = ground-max(kept, 1), max(kept, 1)
		c.Kept = append(c.Kept, mark)
	}
}

// days draws a bar for each working day of a rolling window, of a record that is younger than four months and has a few cases a
// day; nil for any other.
func (p PageContext) days(w *catalog.Promise, r *record.Result) *Chart {
	const mostMonths, mostADay, leastDays = 3, 12, 15
	days := p.workingDays(w, r)
	filled, most := 0, 0
	for _, d := range days {
		if d.Counted() > 0 {
			filled++
		}
		most = max(most, d.Counted())
	}
	s := r.Window.Since()
	if r.Limits.Window.Months > 0 || len(r.Months) > mostMonths || len(days) < leastDays || filled*2 < len(days) || s.Counted > mostADay*len(days) ||
		r.Window.Before.Counted > 0 {
		return nil
	}
	out := &Chart{Width: "100%", Height: ground, Ground: ground, Key: p.key(s),
		From: p.Date(clock.DateOf(days[0].From, p.Offer.Zone)), To: p.Date(clock.DateOf(days[len(days)-1].From, p.Offer.Zone))}
	var missed []string
	for i, d := range days {
		if d.Counted() > 0 {
			out.addBar(slot{i, len(days)}, d, most)
		}
		if d.Missed() > 0 {
			missed = append(missed, p.Words.Count("chart.missed_on", d.Missed(), "day", p.Date(clock.DateOf(d.From, p.Offer.Zone)).Text))
		}
	}
	said := p.Words.Word("chart.none_missed")
	if len(missed) > 0 {
		said = p.Words.Word("chart.missed_days", "days", strings.Join(missed, "; "))
	}
	out.Label = p.labelOf(w, r) + " " + p.Words.Word("chart.by_day", "from", out.From.Text, "to", out.To.Text, "missed", said)
	return out
}

// workingDays returns the days of a window that is judged on which the business works, or on which something was counted, from the first
// on which something was.
func (p PageContext) workingDays(w *catalog.Promise, r *record.Result) []*record.Period {
	works := func(d clock.Date) bool { return d.Weekday() >= 1 && d.Weekday() <= 5 }
	if hours := cmp.Or(w.Hours, p.firstHours()); hours != nil && !hours.IsAlways() {
		works = hours.IsWorkingDay
	}
	var out []*record.Period
	for i := range r.Days {
		d := &r.Days[i]
		if d.To.After(r.Window.From) && (d.Counted() > 0 || len(out) > 0 && works(clock.DateOf(d.From, p.Offer.Zone))) {
			out = append(out, d)
		}
	}
	return out
}

// firstHours returns the first hours that the site names; nil where it names none.
func (r *Renderer) firstHours() *catalog.Calendar {
	if len(r.Offer.Calendars) > 1 {
		return r.Offer.Calendars[0]
	}
	return nil
}
