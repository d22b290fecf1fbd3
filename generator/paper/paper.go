// Package paper prints pages that people print and write on, or send by post: sheets of questions, and letters. A page is one
// file that loads nothing. It is no page of the site, and no theme changes it.
package paper

import (
	"bytes"
	_ "embed"
	"html/template"
	"sync"
)

// Page is a page to print.
type Page struct {
	Language, Dir string
	From          string   // the business
	Title         string   // what a browser calls it, and a sheet has as its heading
	Day           string   // beside a sheet, with room to write it; above a letter, the day itself
	Letter        []string // the paragraphs of a letter
	Parts         []Part   // of a sheet
	Nothing       string   // what a sheet without parts says
}

// Part is a part of a sheet.
type Part struct {
	Heading, How string
	Items        []Item
}

// Item is a question, or what is read back.
type Item struct {
	N       int
	Text    string
	Answers []string   // what may be ticked; empty where the answer is written
	Room    []struct{} // a line to write on for each
}

//go:embed page.html
var source string

var page = sync.OnceValue(func() *template.Template { return template.Must(template.New("page").Parse(source)) })

// Print returns the page as HTML.
func (p Page) Print() ([]byte, error) {
	var out bytes.Buffer
	err := page().Execute(&out, p)
	return out.Bytes(), err
}
