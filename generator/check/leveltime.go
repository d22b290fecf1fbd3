package check

import (
	"fmt"
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/markdown"
	"upfront/generator/syntax"
)

const levelWord diag.RuleID = "level-word"

// Times that a document has for priority levels: in a sentence, behind a label such as "Critical:", in the row or the column of a
// table, and below a heading or a line that is the name of a level.

// A statedLevel is a time that a text has for a priority level.
type statedLevel struct {
	level saidLevel
	words string     // that name the level
	at    diag.Place // of these
	limit levelSpan
	where levelScope
	alone bool // one level, one time, and nothing that says when it is so: a second one contradicts it
}

// levelScope is the part of a document in which a level has one time: a section or a list, and the column of a table.
type levelScope struct{ section, table, cell int }

// levelReader reads the sentences of a document in order, and keeps what labels hold for the next.
type levelReader struct {
	found   []statedLevel
	labels  []levelBelow // that hold for what follows, the outer first
	own     *levelBelow  // the label of the block that is read
	block   int
	scope   levelScope
	row     *levelBelow         // the level of the row that is read, nil where none has been read
	rowCell int                 // that holds it
	title   string              // the first cell of the row
	heads   map[int]string      // by cell
	levels  map[int]*levelBelow // by cell, those that a column is about
}

// levelBelow is a level with what it holds for: what stands deeper than its rank.
type levelBelow struct {
	saidLevel
	words string
	at    diag.Place
	rank  int
}

// Ranks of labels: a heading has its level, from 1 to 6.
const rankLine = 7 // and an item of a list the depth more

// levelTimes returns the times for priority levels in a document.
func (r *report) levelTimes(d *markdown.Document) []statedLevel {
	all := r.sentencesOf(d)
	var says kinds
	for _, s := range all {
		says |= s.says
	}
	if says&sayLevel == 0 {
		return nil
	}
	var l levelReader
	for _, s := range all {
		switch {
		case s.quote:
		case s.spot.Cell > 0:
			l.cell(s)
		default:
			l.sentence(s)
		}
	}
	return l.found
}

// sentence reads a sentence, or a heading.
func (l *levelReader) sentence(s passage) {
	first := s.spot.Block != l.block
	if first {
		l.begin(s)
	}
	label, rest, ok := levelBelow{}, "", false
	if first && s.may(sayLevel) {
		label.saidLevel, rest, ok = labelOf(s.text)
	}
	switch {
	case ok:
		label.words, label.at, label.rank = s.text[label.from:label.to], s.place(label.from, label.to), rankOf(s.spot)
		l.own = &label
		limits := limitsOf(s, len(s.text)-len(rest), true)
		l.add(label, s.text, limits)
		if s.spot.Level > 0 || s.spot.Depth > 0 || len(limits) == 0 && !strings.ContainsAny(s.text[len(s.text)-1:], ".!?") {
			l.labels = append(l.labels, label)
		}
	case l.inSentence(s):
	case l.own != nil:
		l.add(*l.own, s.text, limitsOf(s, 0, true))
	case len(l.labels) > 0:
		l.add(l.labels[len(l.labels)-1], s.text, limitsOf(s, 0, true))
	}
}

// begin leaves the labels that do not hold for a new block, and the table before it.
func (l *levelReader) begin(s passage) {
	l.block, l.own, l.heads = s.spot.Block, nil, nil
	rank := rankOf(s.spot)
	introduces := s.spot.Level > 0 || !strings.ContainsAny(s.text[len(s.text)-1:], ".!?")
	for n := len(l.labels); n > 0 && (l.labels[n-1].rank > rank || l.labels[n-1].rank == rank && (introduces || rank > rankLine)); n-- {
		l.labels = l.labels[:n-1]
	}
	if introduces && len(l.labels) == 0 && !s.may(sayLevel) {
		l.scope.section++
	}
}

func rankOf(s markdown.Spot) int {
	if s.Level > 0 {
		return s.Level
	}
	return rankLine + s.Depth
}

// inSentence adds the times for the levels that a sentence names, and reports whether it names any.
func (l *levelReader) inSentence(s passage) bool {
	if !s.may(sayLevel) || !s.may(sayTime|sayMoment|sayNow) {
		return false
	}
	levels := saidLevels(s.text)
	if len(levels) == 0 || aboutOthers().MatchString(s.text) {
		return len(levels) > 0
	}
	limits := limitsOf(s, 0, len(levels) == 1 && levels[0].from == 0)
	for _, level := range levels {
		l.add(levelBelow{level, s.text[level.from:level.to], s.place(level.from, level.to), 0}, s.text, limits)
	}
	return true
}

var (
	aboutOthers = lazy.Pattern(`(?i)\b(?:others?|everything else|anything else|the rest|otherwise)\b`)
	saysWhen    = lazy.Pattern(`(?i)\b(?:nights?|weekends?|out of hours|outside|office hours|bank holidays?|evenings?|plans?|tiers?|contracts?|gold|silver|bronze|premium|remote(?:ly)?|by (?:phone|mail|email|chat)|on[- ]site)\b`)
)

// add adds the first limit of a text for a level, and returns the index at which it stands, if any does.
func (l *levelReader) add(level levelBelow, text string, limits []levelSpan) int {
	next := len(l.found)
	if len(limits) > 0 {
		alone := len(limits) == 1 && !saysWhen().MatchString(text)
		l.found = append(l.found, statedLevel{level.saidLevel, level.words, level.at, limits[0], l.scope, alone})
	}
	return next
}

// checkLevelWords reports a time for a priority level that the site does not have, once in a document, and a level that has two.
func checkLevelWords(r *report, o *catalog.Offer) {
	for _, d := range r.documents() {
		times := r.levelTimes(d.body)
		told := map[string]bool{}
		for _, t := range times {
			if name := t.level.names[0]; !told[name] {
				r.reportUndeclared(t)
				told[name] = true
			}
		}
		r.reportTwice(times)
	}
	for _, p := range r.promised(o.Promises...) {
		l := levelReader{block: -1} // no block has come yet
		if p.text != "" {
			l.sentence(p)
		}
		for _, t := range l.found {
			r.reportUndeclared(t)
		}
	}
}

func (r *report) reportUndeclared(t statedLevel) {
	if t.level.names[0] == "normal" || r.isDeclared(t.level.names) { // "normal" is what is of no other level
		return
	}
	help := "Declare it below levels: in site.yaml, with when: it applies, or say the case in words that a customer would use."
	if names := diag.Names(r.Site.Levels, func(l syntax.Level) string { return l.ID.V }); len(names) > 0 {
		help = fmt.Sprintf("Write one of your levels: %s. Or declare it below levels: in site.yaml, with when: it applies.", strings.Join(names, ", "))
	}
	r.problems.Add(diag.Problem{At: t.at, Message: fmt.Sprintf("there is a time for %q, and no such priority level", t.words), Help: help})
}

// reportTwice reports a level that one part of a document has two times for.
func (r *report) reportTwice(times []statedLevel) {
	for i, t := range times {
		was := slices.IndexFunc(times[:i], t.isOfSame)
		if was >= 0 && t.alone && times[was].limit.said != t.limit.said {
			r.problems.Add(diag.Problem{At: t.at, Message: fmt.Sprintf("%q has two times: %s, and %s here", t.words, times[was].limit.said, t.limit.said),
				Help: "Keep one of the two, or name the level that you mean.", Related: []diag.Related{{At: times[was].at, Note: "the first is here"}}})
		}
	}
}

// isOfSame reports whether another time is for the same level, and for the same thing.
func (t statedLevel) isOfSame(other statedLevel) bool {
	return other.alone && other.where == t.where && other.limit.does == t.limit.does && slices.ContainsFunc(t.level.names, func(name string) bool { return slices.Contains(other.level.names, name) })
}
