// Package note composes what a person of the business writes to a customer: after a talk, how they were understood; once
// something was agreed, what that is; and the mail that brings them the link of their page.
//
// A note is plain text, put together from the fields of an agreement with the fixed words below "note" of the theme. It reads
// as a person writes: it has neither heading nor list, and the first one neither link nor id. The package decides nothing about what was agreed, and sends
// nothing.
package note

import (
	"strings"
	"unicode/utf8"

	"upfront/generator/agreement"
	"upfront/generator/paper"
	"upfront/generator/syntax"
	"upfront/generator/view"
)

// Note is a text to a customer.
type Note struct {
	To         []syntax.CustomerPerson // whoever decides; empty where nobody is listed
	Subject    string
	Paragraphs []string // from the greeting to the name below
}

// Link is what opens the page of a customer.
type Link struct {
	URL        string
	Passphrase bool // it asks for six words as well
}

// Writer writes notes in the words of a site.
type Writer struct{ *view.Renderer }

// Recap returns the note for an agreement: how the customer was understood, or for one that has ended how it turned out. Once
// something is agreed, [Writer.Agreed] is the note.
func (w Writer) Recap(a *agreement.Agreement) Note {
	c := w.compose(a)
	if a.Status.V == "ended" {
		c.farewell()
	} else {
		c.recap()
	}
	return c.signed()
}

// Agreed returns the note for what was agreed by the records of an agreement, with the link to the page and the print of the newest record.
func (w Writer) Agreed(a *agreement.Agreement, link Link) Note {
	c := w.compose(a)
	c.agreed(link)
	return c.signed()
}

// Shared returns the mail that brings the link to the page of an agreement.
func (w Writer) Shared(a *agreement.Agreement, link Link) Note {
	c := w.compose(a)
	c.shared(link)
	return c.signed()
}

// Lines returns what a note says of the lines of an agreement that are picked, one text for each, with our answer; of a line in
// which nothing is written yet, none.
func (w Writer) Lines(a *agreement.Agreement, pick func(*agreement.Line) bool) (all []string) {
	c := w.compose(a)
	for l := range a.Lines() {
		if !pick(l) {
			continue
		}
		if text := c.line(l, ""); text != "" {
			all = append(all, text)
		}
	}
	return all
}

// HTML returns the note as a letter to print.
func (w Writer) HTML(n Note) ([]byte, error) {
	page := paper.Page{Language: w.Words.Language(), Dir: w.Words.Direction(), From: w.Offer.Site.Business.Name.V, Title: n.Subject,
		Day: w.Date(w.Offer.Today()).Text, Letter: n.Paragraphs}
	return page.Print()
}

// Text returns the note with an empty line between paragraphs. Lines are broken at a width in characters; 0: they are not.
func (n Note) Text(width int) string {
	paragraphs := make([]string, len(n.Paragraphs))
	for i, p := range n.Paragraphs {
		paragraphs[i] = Broken(p, width)
	}
	return strings.Join(paragraphs, "\n\n") + "\n"
}

// Broken returns a paragraph in lines of a width in characters; 0: in one. A word that is longer, such as a link, has a line of its own.
func Broken(paragraph string, width int) string {
	if width == 0 {
		return paragraph
	}
	var out strings.Builder
	room := width
	for i, word := range strings.Fields(paragraph) {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case n+1 > room:
			out.WriteByte('\n')
			room = width
		default:
			out.WriteByte(' ')
			room--
		}
		out.WriteString(word)
		room -= n
	}
	return out.String()
}

// composing is a note in the making.
type composing struct {
	Writer
	a      *agreement.Agreement
	names  names          // what keeps its capital inside a sentence
	turns  map[string]int // how often each glue with several wordings was used
	result Note
}

func (w Writer) compose(a *agreement.Agreement) *composing {
	c := &composing{Writer: w, a: a, names: w.namesOf(a), turns: map[string]int{}}
	c.result.To = a.Deciders()
	names := make([]string, len(c.result.To))
	for i, p := range c.result.To {
		names[i] = w.calledBy(p.Name.V)
	}
	if len(names) == 0 {
		names = []string{a.Customer.Name.V}
	}
	c.add(w.Words.Word("note.greeting", "name", w.Words.List(names)))
	return c
}

// add adds a paragraph of sentences, if there are any.
func (c *composing) add(sentences ...string) {
	if p := strings.Join(strings.Fields(join(sentences...)), " "); p != "" {
		c.result.Paragraphs = append(c.result.Paragraphs, p)
	}
}

// signed returns the note with the name of whoever looks after the customer, else of the leader, else of the business.
func (c *composing) signed() Note {
	name := c.a.Owner.Or(c.Offer.Site.Leader.Name.V)
	if c.a.Contact != nil {
		name = c.a.Contact.Name.V
	}
	if name == "" {
		c.add(c.business())
	} else {
		c.add(c.calledBy(name))
	}
	return c.result
}

func (c *composing) business() string { return c.Offer.Site.Business.Name.V }

// subject sets the subject: a text below note.subject.
func (c *composing) subject(key string) {
	c.result.Subject = c.Words.Word("note.subject."+key, "business", c.business(), "customer", c.a.Customer.Name.V)
}

// word returns a text below note.
func (c *composing) word(key string, pairs ...string) string {
	return c.Words.Word("note."+key, pairs...)
}

// turn returns the next wording of a glue that has several, so that a note does not say the same again and again.
func (c *composing) turn(key string, pairs ...string) string {
	n := 0
	for c.Words.Has(turnKey(key, n)) {
		n++
	}
	i := c.turns[key] % n
	c.turns[key]++
	return c.Words.Word(turnKey(key, i), pairs...)
}

func turnKey(key string, i int) string { return "note." + key + "." + string(rune('a'+i)) }

// join joins the sentences that are not empty.
func join(sentences ...string) string {
	var out []string
	for _, s := range sentences {
		if s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, " ")
}
