package site

import (
	"bytes"
	"cmp"
	_ "embed"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"upfront/generator/agreement"
	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/drift"
	"upfront/generator/record"
	"upfront/generator/syntax"
	"upfront/generator/view"
)

// What machines read of the promises.

// promisesVersion is that of the form of promises.json. It grows when a field changes its meaning or goes, not for a new one.
const promisesVersion = 1

// PromisesSchema is the JSON Schema of promises.json, of draft 2020-12.
//
//go:embed promises.schema.json
var PromisesSchema []byte

// promisesFile is promises.json: every public promise, for other programs. Durations are as written (48h), shares with
// their sign (95%), days and moments in ISO 8601.
type promisesFile struct {
	Version  int           `json:"version"`
	Business string        `json:"business"`
	URL      string        `json:"url,omitempty"`
	AsOf     string        `json:"as_of"` // the build's "now", UTC
	Timezone string        `json:"timezone"`
	Promises []promiseFile `json:"promises"`
}

type promiseFile struct {
	ID         string            `json:"id"` // capability.promise
	Capability string            `json:"capability"`
	Status     string            `json:"status"` // of the capability
	Says       string            `json:"says"`
	Commitment string            `json:"commitment"`
	Kind       string            `json:"kind,omitempty"`
	From       string            `json:"from,omitempty"`
	To         string            `json:"to,omitempty"`
	Within     string            `json:"within,omitempty"`
	Levels     map[string]string `json:"levels,omitempty"`
	AtLeast    string            `json:"at_least,omitempty"`
	AtMost     string            `json:"at_most,omitempty"`
	Clock      string            `json:"clock,omitempty"`
	Hours      string            `json:"hours,omitempty"`
	Target     string            `json:"target,omitempty"`
	Window     string            `json:"window,omitempty"`
	Excluded   []string          `json:"excluded,omitempty"`
	Remedy     string            `json:"remedy,omitempty"`
	Effective  string            `json:"effective,omitempty"`
	Version    string            `json:"version,omitempty"` // of the capability
	URL        string            `json:"url"`               // relative to promises.json
	Means      string            `json:"means,omitempty"`   // the plain consequence
	Since      string            `json:"since,omitempty"`   // from which it is promised as it stands
	Next       map[string]any    `json:"next,omitempty"`    // what it will be: on, told, effect, because, and each field that changes
	Record     *recordFile       `json:"record,omitempty"`  // absent where there is none
}

// recordFile is what became of a promise, as sums alone.
type recordFile struct {
	State        string      `json:"state"` // new: too few to judge; counted: there is no target; kept; missed: less often than promised, and hardly by chance
	Unit         string      `json:"unit"`  // of the numbers: case, or second of availability
	Counted      int         `json:"counted"`
	Kept         int         `json:"kept"`
	Excluded     int         `json:"excluded"`                // taken out for a declared cause
	ExcludedKept int         `json:"excluded_kept,omitempty"` // of these: kept all the same
	OpenLate     int         `json:"open_late,omitempty"`     // of those counted: still open, and past their time
	NotDue       int         `json:"not_due,omitempty"`       // whose time is not up yet, and so are not counted
	Before       *shareFile  `json:"before,omitempty"`        // of those counted: began before the promise was made as it stands
	Allowed      int         `json:"allowed,omitempty"`       // seconds without service that keep the target
	Levels       []string    `json:"missed_levels,omitempty"` // ids of the priority levels at which it was missed, whatever the whole came to
	Credits      *creditFile `json:"credits,omitempty"`       // what the misses cost
	Whole        *shareFile  `json:"whole,omitempty"`         // of the whole record
	Worst        *worstFile  `json:"worst,omitempty"`         // the window that was kept worst
	From         string      `json:"from"`                    // what was due from then on
	Until        string      `json:"until"`                   // and before then
}

type shareFile struct {
	Counted int `json:"counted"`
	Kept    int `json:"kept"`
}

type worstFile struct {
	shareFile
	From  string `json:"from"`
	Until string `json:"until"`
}

type creditFile struct {
	Missed  int    `json:"missed"`
	Credits int    `json:"credits"`
	Paid    string `json:"paid"` // a decimal number
	In      string `json:"currency,omitempty"`
}

func (p pageContext) promisesJSON() ([]byte, error) {
	f := promisesFile{Version: promisesVersion, Business: p.Offer.Site.Business.Name.V, URL: siteURL(p.Offer),
		AsOf: p.Offer.Now.UTC().Format(time.RFC3339), Timezone: p.Offer.Zone.String(), Promises: []promiseFile{}}
	for _, c := range p.Offer.Capabilities {
		for _, w := range publicPromises(c) {
			row := promiseRow(w)
			row.Next = p.nextRow(w)
			row.Means, row.Record = cmp.Or(w.Means.V, p.Expect(w)), recordRow(p.Book.Result(w))
			f.Promises = append(f.Promises, row)
		}
	}
	slices.SortFunc(f.Promises, func(x, y promiseFile) int { return strings.Compare(x.ID, y.ID) })
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	err := e.Encode(f)
	return out.Bytes(), err
}

// nextRow returns what a promise will be by what is announced; nil where nothing is. A field that goes is null.
func (p pageContext) nextRow(w *catalog.Promise) map[string]any {
	if w.Next == nil {
		return nil
	}
	next := map[string]any{"on": w.Next.From.V.String(), "effect": drift.Of(agreement.ChangesOf(w.Next)).String()}
	if told, known := p.Offer.ToldOf(w.Next.From.V, w.Next.Told, w.Capability); known {
		next["told"] = told.String()
	}
	if w.Next.Because.IsSet() {
		next["because"] = w.Next.Because.V
	}
	was, is := fieldsOf(promiseRow(w)), fieldsOf(promiseRow(w.Next.Is.Promise))
	delete(is, "since")
	for name, value := range is {
		if !reflect.DeepEqual(value, was[name]) {
			next[name] = value
		}
	}
	for name := range was {
		if _, stays := is[name]; !stays && name != "since" {
			next[name] = nil
		}
	}
	return next
}

// fieldsOf returns the fields of a row as other programs read them.
func fieldsOf(row promiseFile) (fields map[string]any) {
	text, _ := json.Marshal(row) // of texts alone
	json.Unmarshal(text, &fields)
	return fields
}

func promiseRow(w *catalog.Promise) promiseFile {
	out := promiseFile{ID: w.Ref, Capability: w.Capability.Title.V, Status: w.Capability.Status.Or("offered"), Says: w.Says.V,
		Commitment: w.Commitment.V, Kind: w.Indicator.Kind.V, From: w.Indicator.From.V, To: w.Indicator.To.V,
		Within: canonical(w.Promise.Within.All), Target: canonical(w.Target), Window: canonical(w.Window), Effective: canonical(w.Capability.Effective), Since: canonical(w.Since),
		AtLeast: w.AtLeast.Written, AtMost: w.AtMost.Written, Clock: w.Clock.V, Hours: w.Promise.Hours.V, Remedy: w.OnMiss.Remedy.Amount.V,
		Version: w.Capability.Version.V, URL: w.Capability.Address() + "#" + view.PromiseAnchor(w)}
	for _, l := range w.Levels {
		if out.Levels == nil {
			out.Levels = map[string]string{}
		}
		out.Levels[l.Level.ID.V] = l.Within.String()
	}
	for _, e := range w.Exclusions {
		out.Excluded = append(out.Excluded, e.What.V)
	}
	return out
}

// canonical returns the canonical text of a value; empty where none is written.
func canonical[T fmt.Stringer](w syntax.Written[T]) string {
	if !w.IsSet() {
		return ""
	}
	return w.V.String()
}

func recordRow(r *record.Result) *recordFile {
	if r == nil || r.Unlimited {
		return nil
	}
	utc := func(t time.Time) string { return t.UTC().Format(time.RFC3339) }
	w := &r.Window
	out := &recordFile{Unit: "case", Counted: w.Counted(), Kept: w.Kept, Excluded: w.Excluded(), ExcludedKept: w.ExcludedKept, OpenLate: w.Late, NotDue: w.NotDue,
		From: utc(w.From), Until: utc(w.To)}
	if r.Kind == record.Availability {
		out.Unit, out.Allowed = "second", r.Allowed(w)
	}
	if w.Before.Counted > 0 {
		out.Before = &shareFile{w.Before.Counted, w.Before.Kept}
	}
	if r.Paying {
		out.Credits = &creditFile{w.Since().Missed(), w.Credits, amount.Money{Currency: r.Currency, Minor: w.Paid}.Decimal(), r.Currency}
	}
	if r.All.Counted() > w.Counted() {
		out.Whole = &shareFile{r.All.Counted(), r.All.Kept}
	}
	if r.Worst != nil {
		out.Worst = &worstFile{shareFile{r.Worst.Counted(), r.Worst.Kept}, utc(r.Worst.From), utc(r.Worst.To)}
	}
	for _, l := range r.MissedLevels() {
		out.Levels = append(out.Levels, l.ID)
	}
	out.State = map[record.Verdict]string{record.New: "new", record.Bare: "counted", record.Below: "missed", record.Kept: "kept", record.Thin: "kept"}[r.Verdict()]
	return out
}
