package syntax

import (
	"upfront/generator/clock"
	"upfront/generator/diag"
)

// Line is one expectation or one priority.
type Line struct {
	At         diag.Place
	ID         Text
	Rank       Of[int]
	Said       Text // the customer's own words: never changed
	Understood Text
	Source     Text
	Answer     Text
	Because    Text
	Instead    Text
	If         Text
	IfMet      Met
	BlockedBy  Text
	Refer      Text
	BackedBy   Text
	Level      Text
	Measure    LineMeasure
	Agreed     Agreed
	Outcome    LineOutcome
	Visibility Text
}

// Met says when a condition was met.
type Met struct {
	At diag.Place
	On Of[clock.Date]
	By Text
}

// LineMeasure is how a line is checked.
type LineMeasure struct {
	At                      diag.Place
	Indicator               Text
	AtLeast, AtMost, Within Measure
	Window                  Of[clock.Window]
}

// Agreed is who agreed, when and how.
type Agreed struct {
	At      diag.Place
	On      Of[clock.Date]
	By, How Text
}

// LineOutcome is how a line turned out.
type LineOutcome struct {
	At     diag.Place
	Result Text
	On     Of[clock.Date]
	Note   Text
}

var lineTable = table[Line]{
	name:  "a line",
	place: func(l *Line) *diag.Place { return &l.At },
	fields: []field[Line]{
		must("id", func(l *Line) *Text { return &l.ID }, id(), "A short name, such as e1"),
		is("rank", func(l *Line) *Of[int] { return &l.Rank }, whole(1, 1000), "1 for what matters most"),
		is("said", func(l *Line) *Text { return &l.Said }, text(), "Their own words"),
		is("understood", func(l *Line) *Text { return &l.Understood }, text(), "What you took it to mean, so that both can check it"),
		is("source", func(l *Line) *Text { return &l.Source }, text(), "Where the expectation comes from"),
		is("answer", func(l *Line) *Text { return &l.Answer }, answer(), "yes, yes-if or no"),
		is("because", func(l *Line) *Text { return &l.Because }, text(), "The reason for a no"),
		is("instead", func(l *Line) *Text { return &l.Instead }, text(), "What you can do instead"),
		is("if", func(l *Line) *Text { return &l.If }, text(), "The condition of a yes-if"),
		is("if_met", func(l *Line) *Met { return &l.IfMet }, metTable.form(), "When the condition was met"),
		is("blocked_by", func(l *Line) *Text { return &l.BlockedBy }, reference(), "What in the offer stands against it"),
		is("refer", func(l *Line) *Text { return &l.Refer }, id(), "A partner who does it"),
		is("backed_by", func(l *Line) *Text { return &l.BackedBy }, reference(), "The promise that answers it"),
		is("level", func(l *Line) *Text { return &l.Level }, id(), "The priority level that answers it"),
		is("measure", func(l *Line) *LineMeasure { return &l.Measure }, lineMeasureTable.form(), "How it is checked"),
		is("agreed", func(l *Line) *Agreed { return &l.Agreed }, agreedTable.form(), "Who agreed, when and how"),
		is("outcome", func(l *Line) *LineOutcome { return &l.Outcome }, lineOutcomeTable.form(), "How it turned out"),
		is("visibility", func(l *Line) *Text { return &l.Visibility }, seenBy("customer", "internal"), "customer, or internal for staff alone"),
	},
	former: map[string]string{"means": "understood", "why": "because", "reply": "answer"},
}

var metTable = table[Met]{
	name:  "if_met",
	place: func(m *Met) *diag.Place { return &m.At },
	fields: []field[Met]{
		must("on", func(m *Met) *Of[clock.Date] { return &m.On }, date(), "When"),
		is("by", func(m *Met) *Text { return &m.By }, text(), "Who met it"),
	},
}

var lineMeasureTable = table[LineMeasure]{
	name:  "a measure",
	place: func(m *LineMeasure) *diag.Place { return &m.At },
	fields: []field[LineMeasure]{
		must("indicator", func(m *LineMeasure) *Text { return &m.Indicator }, text(), "What is counted"),
		is("at_least", func(m *LineMeasure) *Measure { return &m.AtLeast }, measure(), "The least"),
		is("at_most", func(m *LineMeasure) *Measure { return &m.AtMost }, measure(), "The most"),
		is("within", func(m *LineMeasure) *Measure { return &m.Within }, measure(), "The time limit"),
		is("window", func(m *LineMeasure) *Of[clock.Window] { return &m.Window }, window(), "The time over which you count"),
	},
}

var agreedTable = table[Agreed]{
	name:  "agreed",
	place: func(a *Agreed) *diag.Place { return &a.At },
	fields: []field[Agreed]{
		is("on", func(a *Agreed) *Of[clock.Date] { return &a.On }, date(), "When"),
		is("by", func(a *Agreed) *Text { return &a.By }, text(), "Who"),
		is("how", func(a *Agreed) *Text { return &a.How }, text(), "How, such as meeting"),
	},
}

var lineOutcomeTable = table[LineOutcome]{
	name:  "the outcome of a line",
	place: func(o *LineOutcome) *diag.Place { return &o.At },
	short: func(o *LineOutcome) *Text { return &o.Result },
	fields: []field[LineOutcome]{
		must("result", func(o *LineOutcome) *Text { return &o.Result }, choice("met", "exceeded", "missed"), "met, exceeded or missed"),
		is("on", func(o *LineOutcome) *Of[clock.Date] { return &o.On }, date(), "When"),
		is("note", func(o *LineOutcome) *Text { return &o.Note }, text(), "What happened, in one sentence"),
	},
}
