package site

import (
	"reflect"
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/record"
	"upfront/generator/theme"
	"upfront/generator/view"
)

// Desk makes parts of pages one folder below the root.
type Desk struct{ pageContext }

// NewDesk returns a desk of an offer.
func NewDesk(o *catalog.Offer, t *theme.Theme, book *record.Book) Desk {
	r := view.NewRenderer(o, t, nil)
	r.Book = book
	return Desk{pageContext{PageContext: r.Page("x/")}}
}

func (d Desk) Doing() *Doing           { return d.doing() }
func (d Desk) Home() Home              { return d.home().(Home) }
func (d Desk) Shortfalls() []Shortfall { return d.shortfalls() }
func (d Desk) Misses() []MissGroup     { return d.missGroups() }
func (d Desk) JSON() ([]byte, error)   { return d.promisesJSON() }

func (d Desk) Promise(ref string) view.Promise {
	for _, p := range d.Offer.Promises {
		if p.Ref == ref {
			return d.PageContext.Promise(p, false)
		}
	}
	return view.Promise{}
}

// Views returns the template and the view of each page of a site.
func Views(o *catalog.Offer, t *theme.Theme) (out []struct {
	Template string
	View     any
}) {
	r := view.NewRenderer(o, t, nil)
	for _, p := range pages(o) {
		out = append(out, struct {
			Template string
			View     any
		}{p.template, p.view(pageContext{r.Page(p.folder()), p.template})})
	}
	return out
}

// Templates returns the templates of the table.
func Templates() (out []string) {
	for _, r := range table() {
		out = append(out, r.template)
	}
	return out
}

// PromisesFields returns the fields of what promises.json is made of, by their names there.
func PromisesFields() map[string][]string {
	fields := map[string][]string{}
	for name, of := range map[string]reflect.Type{"file": reflect.TypeFor[promisesFile](), "promise": reflect.TypeFor[promiseFile](), "record": reflect.TypeFor[recordFile]()} {
		for i := range of.NumField() {
			field, _, _ := strings.Cut(of.Field(i).Tag.Get("json"), ",")
			fields[name] = append(fields[name], field)
		}
		slices.Sort(fields[name])
	}
	return fields
}
