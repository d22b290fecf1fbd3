package syntax

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/yamltext"
)

// Line is one expectation or one priority.
type Line struct {
	Located
	ID                                               Text
	Rank                                             Written[int]
	Said                                             Text // the customer's own words: never changed
	Understood, Source, Answer, Because, Instead, If Text
	IfMet                                            Rare[Met]
	IfBy                                             Written[clock.Date] // the day by which the condition should be met
	BlockedBy, Refer, BackedBy, Level                Text
	Measure                                          Rare[LineMeasure]
	Agreed                                           Agreed
	Outcome                                          Rare[LineOutcome]
	Visibility                                       Text
	SourceShown                                      Written[bool]
}

// Printed appends the texts of the author that a page prints of the line.
func (l *Line) Printed(texts []Text) []Text {
	if l.SourceShown.V {
		texts = append(texts, l.Source)
	}
	return l.answers(append(texts, l.Said))
}

// Sources are where expectations come from. Another source is written as "other: a first night in October".
var Sources = []string{"past experience", "past supplier", "referral", "our marketing", "competitor", "assumption"}

// OtherSource begins a source that is none of [Sources].
const OtherSource = "other:"

// source reads where an expectation comes from. One in other words is read as it stands, with a warning: it is for staff.
func source() form[*Text] {
	s := schema{"anyOf": []any{schema{"enum": Sources}, schema{"title": "other: and what it was", "type": "string", "pattern": "^" + OtherSource + " *[^ ]", "examples": []string{OtherSource + " a first night in October"}}}}
	return scalarForm(s, func(d *decoder, n *yamltext.Node) (string, bool) {
		text := strings.TrimSpace(n.Text)
		if other, ok := strings.CutPrefix(text, OtherSource); !slices.Contains(Sources, text) && (!ok || strings.TrimSpace(other) == "") {
			help := yamltext.Correction("Write", "source: "+strconv.Quote(OtherSource+" "+cmp.Or(strings.TrimSpace(other), "what it was")))
			if near, ok := diag.Nearest(text, Sources); ok {
				help = fmt.Sprintf("Did you mean %q?", near)
			}
			d.problems.Add(diag.Problem{Rule: SchemaValue, Severity: diag.Warning, At: d.at(n), Message: fmt.Sprintf("%q is no source that can be counted", text),
				Help: help + "\nThe sources are: " + strings.Join(Sources, ", ") + "."})
		}
		return text, true
	})
}

// Ours appends what we say of the line: what of it is printed, and for staff where it comes from.
func (l *Line) Ours(texts []Text) []Text { return l.answers(append(texts, l.Source)) }

func (l *Line) answers(texts []Text) []Text {
	limit := func(m Measure) Text { return Text{m.Written, m.At} }
	m := l.Measure.Get()
	return append(texts, l.Understood, l.Because, l.Instead, l.If, l.IfMet.Get().By, m.Indicator, limit(m.AtLeast), limit(m.AtMost), limit(m.Within),
		l.Agreed.By, l.Agreed.How, l.Outcome.Get().Note)
}

// Met says when a condition was met.
type Met struct {
	Located
	On Written[clock.Date]
	By Text
}

// LineMeasure is how a line is checked.
type LineMeasure struct {
	Located
	Indicator               Text
	AtLeast, AtMost, Within Measure
	Window                  Written[clock.Window]
}

// Agreed is who agreed, when and how.
type Agreed struct {
	Located
	On      Written[clock.Date]
	By, How Text
}

// LineOutcome is how a line turned out.
type LineOutcome struct {
	Located
	Result Text
	On     Written[clock.Date]
	Note   Text
}

var lineTable = tableOf("a line",
	required("id", func(l *Line) *Text { return &l.ID }, id(), "A short name, such as e1"),
	optional("rank", func(l *Line) *Written[int] { return &l.Rank }, whole(1, 1000), "1 for what matters most"),
	optional("said", func(l *Line) *Text { return &l.Said }, text(), "Their own words"),
	optional("understood", func(l *Line) *Text { return &l.Understood }, text(), "What you took it to mean, so that both can check it"),
	optional("source", func(l *Line) *Text { return &l.Source }, source(), "Where the expectation comes from, for staff: past experience, past supplier, referral, our marketing, competitor, assumption, or \"other: …\" in quotes"),
	optional("source_shown", func(l *Line) *Written[bool] { return &l.SourceShown }, boolean(), "true where the customer's page says where it comes from, too").otherwise(false),
	optional("answer", func(l *Line) *Text { return &l.Answer }, answer(), "yes, yes-if or no"),
	optional("because", func(l *Line) *Text { return &l.Because }, text(), "The reason for a no"),
	optional("instead", func(l *Line) *Text { return &l.Instead }, text(), "What you can do instead"),
	optional("if", func(l *Line) *Text { return &l.If }, text(), "The condition of a yes-if"),
	optional("if_by", func(l *Line) *Written[clock.Date] { return &l.IfBy }, date, "The day by which the condition of a yes-if should be met").due(),
	optional("if_met", func(l *Line) *Met { return l.IfMet.add() }, metTable.form(), "When the condition was met"),
	optional("blocked_by", func(l *Line) *Text { return &l.BlockedBy }, reference(), "What in the offer stands against it"),
	optional("refer", func(l *Line) *Text { return &l.Refer }, id(), "A partner who does it"),
	optional("backed_by", func(l *Line) *Text { return &l.BackedBy }, reference(), "The promise that answers it"),
	optional("level", func(l *Line) *Text { return &l.Level }, levelID(), "The priority level that answers it"),
	optional("measure", func(l *Line) *LineMeasure { return l.Measure.add() }, lineMeasureTable.form(), "How it is checked"),
	optional("agreed", func(l *Line) *Agreed { return &l.Agreed }, agreedTable.form(), "Who agreed, when and how"),
	optional("outcome", func(l *Line) *LineOutcome { return l.Outcome.add() }, lineOutcomeTable.form(), "How it turned out"),
	optional("visibility", func(l *Line) *Text { return &l.Visibility }, visibleTo("customer", "internal"), "customer, or internal for staff alone").otherwise("customer"),
).withFormer(map[string]string{"means": "understood", "why": "because", "reply": "answer"})

var metTable = tableOf("if_met",
	required("on", func(m *Met) *Written[clock.Date] { return &m.On }, date, "The day on which it was met, such as 2026-05-01"),
	optional("by", func(m *Met) *Text { return &m.By }, text(), "Who met it").such("Their accountant"),
)

var lineMeasureTable = tableOf("a measure",
	required("indicator", func(m *LineMeasure) *Text { return &m.Indicator }, text(), "What is counted"),
	optional("at_least", func(m *LineMeasure) *Measure { return &m.AtLeast }, measure(), "The least"),
	optional("at_most", func(m *LineMeasure) *Measure { return &m.AtMost }, measure(), "The most"),
	optional("within", func(m *LineMeasure) *Measure { return &m.Within }, measure(), "The time limit"),
	optional("window", func(m *LineMeasure) *Written[clock.Window] { return &m.Window }, window, "The time over which you count"),
)

var agreedTable = tableOf("agreed",
	optional("on", func(a *Agreed) *Written[clock.Date] { return &a.On }, date, "When"),
	optional("by", func(a *Agreed) *Text { return &a.By }, text(), "Who"),
	optional("how", func(a *Agreed) *Text { return &a.How }, often("meeting", "phone", "telephone", "email", "e-mail", "mail", "letter", "video"), "How, such as meeting"),
)

var lineOutcomeTable = tableOf("the outcome of a line",
	required("result", func(o *LineOutcome) *Text { return &o.Result }, choice("met", "exceeded", "missed"), "met, exceeded or missed"),
	optional("on", func(o *LineOutcome) *Written[clock.Date] { return &o.On }, date, "When"),
	optional("note", func(o *LineOutcome) *Text { return &o.Note }, text(), "What happened, in one sentence").such("The first three months went without a miss."),
).orText(func(o *LineOutcome) *Text { return &o.Result })
