package note

import (
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/view"
)

// What a note says of the lines of an agreement: a yes says what it says yes to, so that each line has our answer with it.

// atOnce is how many lines stand in a paragraph.
const atOnce = 2

// lines adds both lists, what matters most first, in paragraphs. Opening is the word for the first of a list; say returns what
// the note says of a line with that, or of a later one without. An empty text leaves the line out.
func (c *composing) lines(opening string, say func(l *agreement.Line, opening string) string) {
	for i, list := range [][]*agreement.Line{c.a.Working, c.a.Service} {
		first := []string{opening, opening + "_service"}[i]
		var said []string
		for _, l := range list {
			if l.Internal() {
				continue
			}
			if text := say(l, first); text != "" {
				said, first = append(said, text), ""
			}
		}
		c.addLines(said)
	}
}

// addLines adds what is said of some lines, in paragraphs.
func (c *composing) addLines(said []string) {
	for ; len(said) > atOnce; said = said[atOnce:] {
		c.add(said[:atOnce]...)
	}
	c.add(said...)
}

// line returns what a note says of a line: what they said, how we understood it, and our answer. Of a line in which neither is
// written yet it says nothing.
func (c *composing) line(l *agreement.Line, opening string) string {
	switch {
	case !l.Said.IsSet() && !l.Understood.IsSet():
		return ""
	case l.Answer.V == "no":
		return join(c.no(l, opening), c.refer(l))
	case l.Answer.V == "":
		return join(c.said(l, opening), c.understood(l), c.word("owed"))
	case l.If.IsSet():
		return join(c.said(l, opening), c.understood(l), c.condition(l), c.thinking(l))
	case !l.Understood.IsSet():
		return join(c.said(l, opening), c.word("plain_yes"))
	}
	return join(c.said(l, opening), c.turn("yes", "understood", c.within(l.Understood)), c.thinking(l))
}

// said returns what the customer said, in their own words; of a line without, nothing.
func (c *composing) said(l *agreement.Line, opening string) string {
	said := strings.TrimSpace(l.Said.V)
	switch {
	case said == "":
		return ""
	case opening != "":
		return c.word(opening, "said", quotable(said))
	}
	return c.turn("said", "said", quotable(said))
}

// quotable returns words as they stand in quotation marks at the end of a sentence.
func quotable(said string) string { return view.Sentence(said) }

func (c *composing) understood(l *agreement.Line) string {
	if !l.Understood.IsSet() {
		return ""
	}
	return c.turn("understood", "understood", c.within(l.Understood))
}

// condition returns on what condition we say yes, and since when it is met.
func (c *composing) condition(l *agreement.Line) string {
	key := "if"
	if text := strings.TrimRight(l.If.V, ". "); strings.Contains(text, ";") || strings.Contains(text, ": ") || strings.Contains(text, ". ") {
		key = "condition"
	}
	said := c.word(key, "if", c.within(l.If))
	if met := l.IfMet.Get().On; met.IsSet() {
		said = join(said, c.word("if_met", "day", c.day(met.V)))
	}
	return said
}

// no returns what we cannot do, why, and what we do instead.
func (c *composing) no(l *agreement.Line, opening string) string {
	asked := c.said(l, opening)
	if l.Understood.IsSet() {
		asked = view.Sentence(l.Understood.V)
		if opening != "" {
			asked = join(c.said(l, opening), asked)
		}
	}
	no, instead := "no", "instead"
	if c.a.Status.V == "ended" {
		no, instead = "no_then", "instead_then"
	}
	why := c.word("no_alone")
	if l.Because.IsSet() {
		why = c.turn(no, "because", c.within(l.Because))
	}
	if !l.Instead.IsSet() {
		return join(asked, why)
	}
	return join(asked, why, c.turn(instead, "instead", c.within(l.Instead)))
}

func (c *composing) refer(l *agreement.Line) string {
	if l.Refer == nil {
		return ""
	}
	key := "refer"
	if l.Instead.IsSet() {
		key = "refer_instead"
	}
	return c.word(key, "name", l.Refer.Name.V)
}

// thinking says that a line is still with them, where they have said yes to others.
func (c *composing) thinking(l *agreement.Line) string {
	if _, agreed, _ := c.a.Counts(); l.Agreed() || agreed == 0 || c.a.Held != nil {
		return ""
	}
	return c.turn("thinking")
}
