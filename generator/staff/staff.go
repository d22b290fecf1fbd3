// Package staff composes the edition of a site for the business's own people: how to say each no, how far each rule bends and who
// decides, what only they read, what customers expected and why, how it turned out, and why some left. It is full of private
// words, and is never published: what writes it keeps it apart from the public site. It judges nothing, and prints nothing of a
// customer's page.
package staff

import (
	"bytes"
	_ "embed"
	"html/template"
	"sync"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
)

// Page is the edition: one page that loads nothing.
type Page struct {
	Language, Business, Day string
	Parts                   []Part
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

// Compose returns the edition of an offer and all agreements.
func Compose(o *catalog.Offer, all []*agreement.Agreement) Page {
	return Page{Language: o.Site.Language.Or("en"), Business: o.Site.Business.Name.V, Day: o.Today().String(), Parts: []Part{
		nos(o), exceptions(o, all), internal(o), questions(o), sources(all), outcomes(o, all), keptAll(all), fitting(o, all), left(all), history(all),
	}}
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

// add adds a row, where there is a text.
func (e *Entry) add(label, text string) {
	if text != "" {
		e.Rows = append(e.Rows, Row{label, text})
	}
}
