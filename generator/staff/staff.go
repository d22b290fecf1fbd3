// Package staff composes the edition of a site for the business's own people: how to say each no, how far each rule bends, how often
// it was bent and who decides, what only they read, what customers expected and why, how it turned out, and why some left. It is full
// of private words, and is never published: what writes it keeps it apart from the public site. Its own words stand below "staff" of
// the theme. It judges nothing, and prints nothing of a customer's page.
package staff

import (
	"bytes"
	_ "embed"
	"html/template"
	"sync"

	"upfront/generator/agreement"
	"upfront/generator/record"
	"upfront/generator/view"
)

// Page is the edition: one page that loads nothing.
type Page struct {
	Language, Dir, Title, Private, Heading, Jump string
	Parts                                        []Part
}

// Part is a part of the page. One without entries says so.
type Part struct {
	ID, Heading, How, None string
	Entries                []Entry
}

// Entry is one thing with what is to be said of it.
type Entry struct {
	Title string
	Rows  []Row
}

// Row is a text with its label, which may be empty.
type Row struct{ Label, Text string }

// Writer composes in the words of a site.
type Writer struct{ *view.Renderer }

// Facts are what the edition is composed of, beside the offer.
type Facts struct {
	Agreements  []*agreement.Agreement
	Uses        []record.Use // the times that policies were bent
	Suggestions []record.Suggestion
}

// Compose returns the edition of an offer and all agreements.
func (w Writer) Compose(f Facts) Page {
	return Page{
		Language: w.Words.Language(), Dir: w.Words.Direction(), Heading: w.word("heading"), Jump: w.word("jump"),
		Title:   w.word("title", "business", w.Offer.Site.Business.Name.V),
		Private: w.word("private", "business", w.Offer.Site.Business.Name.V, "date", w.Date(w.Offer.Today()).Text),
		Parts: []Part{w.nos(), w.exceptions(f), w.internal(), w.room(f.Suggestions), w.questions(), w.sources(f.Agreements), w.outcomes(f.Agreements),
			w.keptAll(f.Agreements), w.fitting(f.Agreements), w.left(f.Agreements), w.history(f.Agreements)},
	}
}

//go:embed page.html
var source string

var page = sync.OnceValue(func() *template.Template { return template.Must(template.New("page").Parse(source)) })

// HTML returns the page.
func (p Page) HTML() ([]byte, error) {
	var out bytes.Buffer
	err := page().Execute(&out, p)
	return out.Bytes(), err
}

// word returns a text below staff.
func (w Writer) word(key string, pairs ...string) string {
	return w.Words.Word("staff."+key, pairs...)
}

// part returns a part without entries, in the words below staff.part.
func (w Writer) part(id string) Part {
	return Part{ID: id, Heading: w.word("part." + id + ".heading"), How: w.word("part." + id + ".how"), None: w.word("part." + id + ".none")}
}

// add adds an entry that says something.
func (p *Part) add(e entry) {
	if len(e.Rows) > 0 {
		p.Entries = append(p.Entries, e.Entry)
	}
}

// entry is an [Entry] in the making.
type entry struct {
	Writer
	Entry
}

func (w Writer) entry(title string) entry { return entry{w, Entry{Title: title}} }

// add adds a row below a label of staff.label, where there is a text.
func (e *entry) add(label, text string) {
	if text != "" {
		e.Rows = append(e.Rows, Row{e.word("label." + label), text})
	}
}

// addNamed adds a row below a name, where there is a text.
func (e *entry) addNamed(name, text string) {
	if text != "" {
		e.Rows = append(e.Rows, Row{name, text})
	}
}
