package view

import (
	"strconv"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/record"
)

// A record as a picture, in one encoding: a plain mark was kept, a hatched one missed, and a hollow one cannot be told yet. Its
// widths are in per cent of the room it has and its heights in pixels, so that nothing in it is scaled and all charts of a kind are
// equally long. Marks carry no numbers, which would read as totals: the words below the chart do.

// Chart is a record as a picture: a bar for the whole of it, one for each month or working day, a dot for each case, or a band
// of days with and without service.
type Chart struct {
	Label    string // what a reader hears in its place: the promise, its figure, and what each mark says
	Width    string // "100%", or of dots in pixels
	Strip    bool   // a line, or a few dots
	Height   int
	Kept     []Mark
	Missed   []Mark
	Open     []Mark // what cannot be told yet
	Dots     []Dot
	Goal     string      // where the bar has a notch, at what was promised; empty for none
	Ground   int         // the height at which bars stand; zero: none
	Months   []ChartText // below the bars
	Uncount  *ChartText  // says that nothing was counted yet, over months without a bar
	From, To Time        // the first and the last day of a chart of days
	Key      []ChartKey
}

// Mark is a rectangle.
type Mark struct {
	X, Width  string // in per cent, with its sign
	Y, Height int
}

// Dot is one case.
type Dot struct {
	X, Y   int // of its middle
	Missed bool
}

// ChartText is a text in a chart.
type ChartText struct {
	X    string // of its middle
	Y    int
	Text string
}

// ChartKey says in words what marks of a kind are, and how many there are. Without a kind it is a text alone.
type ChartKey struct {
	Kind string // "kept", "missed" or "open"
	Text string
}

// The measures of lines and dots.
const (
	lineHeight = 12 // of a bar for the whole record, and of dots
	dotPitch   = 13
	dotRow     = 15 // dots
)

// chart returns the picture of a record; nil where there is too little to draw. A few cases are dots. A young record of a few
// cases a day has a bar for each working day, and an older one for each month.
func (p PageContext) chart(w *catalog.Promise, r *record.Result) *Chart {
	if r.Kind == record.Availability {
		return p.band(w, r)
	}
	if c := p.Dots(&r.Window.Tally, p.labelOf(w, r)); c != nil {
		return c
	}
	if c := p.days(w, r); c != nil {
		return c
	}
	if c := p.months(w, r); c != nil {
		return c
	}
	return p.Line(w, r)
}

// labelOf returns the promise and its figure, which a chart is named by.
func (p PageContext) labelOf(w *catalog.Promise, r *record.Result) string {
	return Sentence(w.Says.V) + " " + p.KeptSentence(r)
}

// Line returns one bar for what was kept and missed in the window that is judged, with a notch at what was promised. Too few to judge
// are dots, or where they are not known one by one a bar that is hollow in place of kept. It is nil where nothing was counted.
func (p PageContext) Line(w *catalog.Promise, r *record.Result) *Chart {
	s := r.Window.Since()
	switch {
	case s.Counted <= 0 || r.Unlimited || r.Kind == record.Availability && r.Window.Outages == 0:
		return nil
	case s.Counted < fewest || r.Verdict() == record.New:
		if c := p.Dots(&r.Window.Tally, p.labelOf(w, r)); c != nil {
			return c
		}
	}
	out := &Chart{Label: p.labelOf(w, r), Width: "100%", Height: lineHeight, Strip: true}
	kept := s.Kept * 1000 / s.Counted
	if kept == 0 && s.Kept > 0 {
		kept = 1
	}
	if missed := 1000 - kept; s.Missed() > 0 {
		missed = max(missed, 10) // so that it can be seen
		kept = 1000 - missed
		out.Missed = []Mark{{X: perMille(kept), Width: perMille(missed), Y: 1, Height: lineHeight - 2}}
	}
	if whole := []Mark{{X: "0%", Width: perMille(kept), Y: 1, Height: lineHeight - 2}}; kept > 0 && r.Verdict() == record.New {
		out.Open = whole
	} else if kept > 0 {
		out.Kept = whole
	}
	if target := r.Limits.Target; target > 0 {
		out.Goal = perMille(int(target.Share()*1000 + .5))
	}
	return out
}

// fewest is below how many cases each is always drawn by itself.
const fewest = 5

// Dots returns each of a few cases in the order in which they were due; nil where there are none, or too many.
func (p PageContext) Dots(t *record.Tally, label string) *Chart {
	cases := t.Cases()
	if len(cases) == 0 {
		return nil
	}
	rows := (len(cases) + dotRow - 1) / dotRow
	out := &Chart{Strip: true, Width: strconv.Itoa(min(len(cases), dotRow) * dotPitch), Height: (rows-1)*dotPitch + lineHeight}
	var runs []string
	for i, n := 0, 0; i < len(cases); i++ {
		out.Dots = append(out.Dots, Dot{X: i%dotRow*dotPitch + lineHeight/2, Y: i/dotRow*dotPitch + lineHeight/2, Missed: !cases[i]})
		if n++; i+1 == len(cases) || cases[i+1] != cases[i] {
			runs, n = append(runs, p.Words.Count(chartWord(cases[i]), n)), 0
		}
	}
	out.Label = label + " " + p.Words.Word("chart.in_order", "cases", strings.Join(runs, p.Words.Word("chart.then")))
	out.Key = p.key(t.Since())
	return out
}

func chartWord(kept bool) string {
	if kept {
		return "chart.kept"
	}
	return "chart.missed"
}

// key says how many marks of a kind come to.
func (p PageContext) key(s record.KeptShare) []ChartKey {
	var out []ChartKey
	if s.Kept > 0 {
		out = append(out, ChartKey{"kept", p.Words.Count("chart.kept", s.Kept)})
	}
	if s.Missed() > 0 {
		out = append(out, ChartKey{"missed", p.Words.Count("chart.missed", s.Missed())})
	}
	return out
}

// perMille writes thousandths in per cent: 57 is "5.7%".
func perMille(n int) string {
	if n%10 == 0 {
		return strconv.Itoa(n/10) + "%"
	}
	return strconv.Itoa(n/10) + "." + strconv.Itoa(n%10) + "%"
}
