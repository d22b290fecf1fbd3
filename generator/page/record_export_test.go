package page

import (
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/record"
	"upfront/generator/theme"
)

// Desk gives the parts of pages that tell of promises and their records.
type Desk struct{ at }

// NewDesk gives them for pages one folder below the root.
func NewDesk(o *catalog.Offer, t *theme.Theme, book *record.Book) Desk {
	p := newPress(o, t)
	p.book = book
	return Desk{p.on("x/")}
}

func (d Desk) Promise(ref string) Promise { return d.promise(d.find(ref), false) }
func (d Desk) Doing() *Doing              { return d.doing(d.shown()) }
func (d Desk) Shortfalls() []Shortfall    { return d.shortfalls(d.shown()) }
func (d Desk) Today(hours string) string  { return d.today(d.offer.Calendar(hours)) }
func (d Desk) JSON() ([]byte, error)      { return d.promisesJSON() }
func (d Desk) Example(hours, key string, within clock.Duration) string {
	return d.example(key, d.offer.Calendar(hours), within)
}

func (d Desk) find(ref string) *catalog.Promise {
	for _, p := range d.offer.Promises {
		if p.Ref == ref {
			return p
		}
	}
	return nil
}
