package site

import (
	"upfront/generator/catalog"
	"upfront/generator/view"
)

// Free is a page in the business's own words.
type Free struct {
	Frame    Frame
	Title    string
	Summary  string
	Body     view.Prose
	Contents []Heading
	Updated  view.Time
}

// free returns a page in the business's own words.
func (p pageContext) free(f *catalog.Page) Free {
	return Free{
		Frame: p.frame(f.Title, f.Summary.V), Title: f.Title, Summary: f.Summary.V,
		Body: p.Prose(f.Page.Body.File, f.Title, f.Body), Contents: p.contents(f.Page.Body.File, f.Title, f.Body),
	}
}
