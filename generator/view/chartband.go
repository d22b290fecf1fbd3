package view

import (
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/record"
)

// The days with and without service.

const (
	shownDays  = 90
	bandHeight = 30
)

// band draws the last ninety days: hatched on which there was a time without service. It is nil where nothing is written down of
// any of them: an unbroken band would say more than is known.
func (p PageContext) band(w *catalog.Promise, r *record.Result) *Chart {
	days := r.Days[max(len(r.Days)-shownDays, 0):]
	if !slices.ContainsFunc(days, func(d record.Period) bool { return d.Outages > 0 }) {
		return nil
	}
	day := func(i int) Time { return p.Date(clock.DateOf(days[i].From, p.Offer.Zone)) }
	out := &Chart{Width: "100%", Height: bandHeight, From: day(0), To: day(len(days) - 1), Key: []ChartKey{{"kept", p.Words.Word("chart.there")}}}
	var away []string
	for i := range days {
		if days[i].Missed() > 0 {
			away = append(away, p.Words.Word("chart.away_on", "day", day(i).Text, "duration", p.seconds(days[i].Missed())))
		}
	}
	said := p.Words.Word("chart.never_away")
	if len(away) > 0 {
		said = strings.Join(away, "; ")
		out.Key = append(out.Key, ChartKey{"missed", p.Words.Count("chart.away", len(away))})
	}
	out.addDays(days)
	out.Label = p.labelOf(w, r) + " " + p.Words.Word("chart.by_service", "from", out.From.Text, "to", out.To.Text, "away", said)
	return out
}

// addDays adds a mark for each run of days of one kind.
func (c *Chart) addDays(days []record.Period) {
	for from, to := 0, 0; from < len(days); from = to {
		list := c.listOf(&days[from])
		for to = from + 1; to < len(days) && c.listOf(&days[to]) == list; to++ {
		}
		left, right := from*1000/len(days), to*1000/len(days)
		*list = append(*list, Mark{X: perMille(left), Width: perMille(right - left), Height: bandHeight})
	}
}

// listOf returns the list of marks that a day belongs to.
func (c *Chart) listOf(d *record.Period) *[]Mark {
	switch {
	case d.Missed() > 0:
		return &c.Missed
	case d.Counted()+d.Excluded() == 0: // before the record began
		return &c.Open
	}
	return &c.Kept
}
