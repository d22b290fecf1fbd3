package view

import (
	"slices"

	"upfront/generator/record"
)

// A record as a picture. What was missed stands at the foot of each bar, where months can be compared, and is hatched,
// with its number above the bar. Nothing in it says what the table behind it does not.

// Chart is a bar for each month, or a dot for each of a few cases, in units of its own.
type Chart struct {
	Width, Height int
	Title         string
	Legend        string // what its marks mean
	Hatched       bool   // something in it was missed
	Bars          []Bar
	Dots          []Dot
}

// Bar is what was missed in a month, and above it what was kept.
type Bar struct {
	X, Width, Middle             int
	Kept, KeptY, Missed, MissedY int
	Month                        string // "Mar"
	MonthY                       int
	Said                         string // above the bar: how many were missed, or that there was nothing; may be empty
	SaidY                        int
}

// Dot is one case.
type Dot struct {
	X, Y, Radius int
	Missed       bool
}

// The measures of a chart, in its own units.
const (
	barWidth  = 28
	barPitch  = 44 // from one bar to the next
	barHeight = 56
	barLeast  = 4  // of what was missed, so that it can be seen
	barTop    = 18 // for the number above the highest bar
	barFoot   = 20 // for the month below
	monthName = 3  // letters

	dotRadius = 8
	dotPitch  = 24
	mostDots  = 4
)

// bars draws a bar for each month; of an availability, its minutes without service alone. Of fewer than five cases, of no
// time without service, or within one month, there is none: bars would say more than is known. A month without any says so.
func (p PageContext) bars(r *record.Result) *Chart {
	downtime := r.Kind == record.Availability
	months, least, title, legend := slices.Clone(r.Months), mostDots+1, "record.chart", "record.legend"
	if downtime {
		least, title, legend = 1, "record.chart_away", "record.legend_away"
	}
	most, all, missed := 0, 0, 0
	for i := range months {
		m := &months[i]
		if downtime {
			m.Kept, m.Finished = 0, m.Missed()
		}
		most, all, missed = max(most, m.Counted()), all+m.Counted(), missed+m.Missed()
	}
	if all < least || len(months) < 2 {
		return nil
	}
	if missed == 0 {
		legend = "record.legend_all"
	}
	c := &Chart{Width: len(months)*barPitch - barPitch + barWidth, Height: barTop + barHeight + barFoot, Title: p.Words.Word(title), Legend: p.Words.Word(legend), Hatched: missed > 0}
	for i := range months {
		b := p.bar(&months[i], i*barPitch, most)
		if downtime {
			b.Said = p.Words.Int((months[i].Missed() + 59) / 60)
		}
		c.Bars = append(c.Bars, b)
	}
	return c
}

func (p PageContext) bar(m *record.Period, x, most int) Bar {
	const ground = barTop + barHeight
	missed := 0
	if m.Missed() > 0 {
		missed = max(m.Missed()*barHeight/most, barLeast)
	}
	kept := min(m.Kept*barHeight/most, barHeight-missed)
	month := []rune(p.Words.Month(m.From.In(p.Offer.Zone).Month()))
	b := Bar{X: x, Width: barWidth, Middle: x + barWidth/2, Month: string(month[:min(len(month), monthName)]),
		Missed: missed, MissedY: ground - missed, Kept: kept, KeptY: ground - missed - kept, SaidY: ground - missed - kept - 5, MonthY: ground + 14}
	switch {
	case m.Counted() == 0:
		b.Said = p.Words.Word("record.gap")
	case m.Missed() > 0:
		b.Said = p.Words.Int(m.Missed())
	}
	return b
}

// dots draws each of a few cases, the missed ones first; nil where there are none, or more than a few.
func (p PageContext) dots(s record.KeptShare) *Chart {
	n := s.Counted
	if n == 0 || n > mostDots {
		return nil
	}
	c := &Chart{Width: (n-1)*dotPitch + 2*dotRadius + 2, Height: 2*dotRadius + 2, Title: p.Words.Word("record.dots"), Legend: p.Words.Word("record.dots_legend")}
	for i := range n {
		c.Dots = append(c.Dots, Dot{X: i*dotPitch + dotRadius + 1, Y: dotRadius + 1, Radius: dotRadius, Missed: i < s.Missed()})
	}
	return c
}
