package site

import (
	"upfront/generator/catalog"
	"upfront/generator/record"
	"upfront/generator/theme"
	"upfront/generator/view"
)

// Desk makes parts of pages one folder below the root.
type Desk struct{ pageContext }

// NewDesk returns a desk of an offer.
func NewDesk(o *catalog.Offer, t *theme.Theme, book *record.Book) Desk {
	r := view.NewRenderer(o, t)
	r.Book = book
	return Desk{pageContext{PageContext: r.Page("x/")}}
}

func (d Desk) Doing() *Doing             { return d.doing(d.shown()) }
func (d Desk) Shortfalls() []Shortfall   { return d.shortfalls(d.shown()) }
func (d Desk) Today(hours string) string { return d.today(d.Offer.Calendar(hours)) }
func (d Desk) JSON() ([]byte, error)     { return d.promisesJSON() }

func (d Desk) Promise(ref string) view.Promise {
	for _, p := range d.Offer.Promises {
		if p.Ref == ref {
			return d.PageContext.Promise(p, false)
		}
	}
	return view.Promise{}
}
