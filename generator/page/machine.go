package page

import (
	"bytes"
	"cmp"
	"encoding/json"
	"encoding/xml"
	"slices"
	"strings"
	"time"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/publish"
	"upfront/generator/record"
)

// What machines read: promises.json, feeds, the sitemap, and what hosts need to be told.

func (p *press) machinePages() []publish.Output {
	file := func(path string, print func() ([]byte, error)) publish.Output {
		return publish.Output{Path: path, Print: print}
	}
	text := func(s string) func() ([]byte, error) { return func() ([]byte, error) { return []byte(s), nil } }
	out := []publish.Output{
		file("promises.json", p.promisesJSON),
		file("robots.txt", text(p.robots())),
		file("_headers", text(headers)),
		file("notices/feed.xml", p.noticeFeed),
		file("changes/feed.xml", p.changeFeed),
	}
	if list := p.redirectList(); list != "" {
		out = append(out, file("_redirects", text(list)))
	}
	if p.siteURL() != "" {
		out = append(out, file("sitemap.xml", p.sitemap))
	}
	return out
}

// headers is for hosts that read a _headers file. The folder a/ holds the sealed pages.
const headers = `/*
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
  Content-Security-Policy: img-src 'self' data:

/a/*
  X-Robots-Tag: noindex, nofollow
  Referrer-Policy: no-referrer
  Cache-Control: no-cache
  X-Content-Type-Options: nosniff
  X-Frame-Options: DENY
`

func (p *press) robots() string {
	path := "/"
	if u := p.siteURL(); u != "" {
		_, rest, _ := strings.Cut(u, "://")
		if _, below, ok := strings.Cut(rest, "/"); ok {
			path += below
		}
	}
	out := "User-agent: *\nDisallow: " + path + sealedFolder + "\n"
	if p.siteURL() != "" {
		out += "\nSitemap: " + p.siteURL() + "sitemap.xml\n"
	}
	return out
}

// urlSet is a sitemap (sitemaps.org, protocol 0.9).
type urlSet struct {
	XMLName xml.Name  `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []siteURL `xml:"url"`
}

type siteURL struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

func (p *press) sitemap() ([]byte, error) {
	var set urlSet
	add := func(address string, changed clock.Date) {
		u := siteURL{Loc: p.siteURL() + address}
		if !changed.IsZero() {
			u.LastMod = changed.String()
		}
		set.URLs = append(set.URLs, u)
	}
	for _, address := range catalog.FixedPages {
		add(address, clock.Date{})
	}
	for _, c := range p.offer.Capabilities {
		add("capabilities/"+c.ID+"/", c.Effective.V)
	}
	for _, policy := range p.offer.Policies {
		if policy.Public() {
			add("policies/"+policy.ID+"/", policy.Effective.V)
		}
	}
	for _, n := range p.offer.Notices {
		if n.Public() {
			add("notices/"+n.ID+"/", clock.DateOf(n.Known(), p.offer.Zone))
		}
	}
	for _, f := range p.offer.Pages {
		if f.Public() {
			add(f.ID+"/", clock.Date{})
		}
	}
	return marshalXML(set)
}

func marshalXML(v any) ([]byte, error) {
	out, err := xml.MarshalIndent(v, "", "  ")
	return append(append([]byte(xml.Header), out...), '\n'), err
}

// feed is an Atom feed (RFC 4287).
type feed struct {
	XMLName xml.Name   `xml:"http://www.w3.org/2005/Atom feed"`
	Title   string     `xml:"title"`
	ID      string     `xml:"id"`
	Updated string     `xml:"updated"`
	Author  feedAuthor `xml:"author"`
	Links   []feedLink `xml:"link"`
	Entries []entry    `xml:"entry"`
}

type feedAuthor struct {
	Name string `xml:"name"`
}

type feedLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type entry struct {
	Title   string    `xml:"title"`
	ID      string    `xml:"id"`
	Updated string    `xml:"updated"`
	Link    *feedLink `xml:"link"`
	Content content   `xml:"content"`
}

type content struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// newFeed makes an empty feed. Ids are addresses where the site has one, else a tag of the business's name (RFC 4151
// needs a domain, so a name-based urn of the path stands in).
func (p *press) newFeed(title, path string) feed {
	f := feed{Title: title, ID: p.feedID(path), Updated: p.offer.Now.UTC().Format(time.RFC3339), Author: feedAuthor{p.offer.Site.Business.Name.V}}
	if u := p.siteURL(); u != "" {
		f.Links = []feedLink{{Rel: "self", Href: u + path}, {Href: u + strings.TrimSuffix(path, "feed.xml")}}
	}
	return f
}

func (p *press) feedID(path string) string {
	if u := p.siteURL(); u != "" {
		return u + path
	}
	return "urn:upfront:" + anchor(strings.ToLower(p.offer.Site.Business.Name.V)) + ":" + path
}

// linkTo gives an entry's link; nil where the site's address is not known.
func (p *press) linkTo(path string) *feedLink {
	if u := p.siteURL(); u != "" {
		return &feedLink{Href: u + path}
	}
	return nil
}

// feedLength is how many entries a feed holds.
const feedLength = 30

func (p *press) noticeFeed() ([]byte, error) {
	f := p.newFeed(p.words.Word("page.feed.notices", "business", p.offer.Site.Business.Name.V), "notices/feed.xml")
	newest := time.Time{}
	all := slices.Clone(p.offer.Notices)
	slices.SortStableFunc(all, func(x, y *catalog.Notice) int { return y.Known().Compare(x.Known()) })
	for _, n := range all {
		if !n.Public() || len(f.Entries) == feedLength {
			continue
		}
		at := n.Known()
		if n.Resolved.V.After(at) && !n.Resolved.V.After(p.offer.Now) {
			at = n.Resolved.V
		}
		if at.After(newest) {
			newest = at
		}
		path := "notices/" + n.ID + "/"
		a := p.on(path)
		if u := p.siteURL(); u != "" {
			a.root = u
		}
		f.Entries = append(f.Entries, entry{Title: n.Title.V, ID: p.feedID(path), Updated: at.UTC().Format(time.RFC3339), Link: p.linkTo(path),
			Content: content{"html", a.happensFirst(n) + string(a.prose(n.Notice.Body.File, n.Title.V, n.Body))}})
	}
	if !newest.IsZero() {
		f.Updated = newest.UTC().Format(time.RFC3339)
	}
	return marshalXML(f)
}

func (p *press) changeFeed() ([]byte, error) {
	f := p.newFeed(p.words.Word("page.feed.changes", "business", p.offer.Site.Business.Name.V), "changes/feed.xml")
	a := p.on("")
	newest := clock.Date{}
	for i, c := range a.allChanges() {
		if i == feedLength {
			break
		}
		if newest.Before(c.known) {
			newest = c.known
		}
		path := strings.TrimPrefix(c.change.What.Href, "./")
		f.Entries = append(f.Entries, entry{Title: c.change.What.Text + ": " + c.change.Effect.Text, ID: p.feedID(path) + "#" + c.on.String() + "-" + anchor(strings.ToLower(c.change.Version+" "+c.change.Effect.Text)),
			Updated: c.known.Start(p.offer.Zone).UTC().Format(time.RFC3339), Link: p.linkTo(path), Content: content{"text", c.change.Note}})
	}
	if !newest.IsZero() {
		f.Updated = newest.Start(p.offer.Zone).UTC().Format(time.RFC3339)
	}
	return marshalXML(f)
}

// PromisesVersion is the version of the form of promises.json. It grows when a field changes its meaning or goes; a
// new field does not change it.
const PromisesVersion = 1

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
	Record     *recordFile       `json:"record,omitempty"`  // absent where there is none
}

// recordFile is what became of a promise, as sums alone.
type recordFile struct {
	State    string   `json:"state"` // new: too few to judge; counted: there is no target; kept; missed: less often than promised, and hardly by chance
	Unit     string   `json:"unit"`  // of the numbers: case, or second of availability
	Counted  int      `json:"counted"`
	Kept     int      `json:"kept"`
	Excluded int      `json:"excluded"`                // taken out for a declared cause
	OpenLate int      `json:"open_late,omitempty"`     // of those counted: still open, and past their time
	Levels   []string `json:"missed_levels,omitempty"` // ids of the priority levels at which it was missed, whatever the whole came to
	From     string   `json:"from"`                    // what began from then on
	Until    string   `json:"until"`                   // and before then
}

func recordRow(r *record.Result) *recordFile {
	if r == nil {
		return nil
	}
	out := &recordFile{Unit: "case", Counted: r.Window.Counted(), Kept: r.Window.Kept, Excluded: r.Window.Excluded(), OpenLate: r.Window.Late,
		From: r.Window.From.UTC().Format(time.RFC3339), Until: r.Window.To.UTC().Format(time.RFC3339)}
	if r.Kind == record.Availability {
		out.Unit = "second"
	}
	for _, l := range r.MissedLevels() {
		out.Levels = append(out.Levels, l.ID)
	}
	switch r.Verdict() {
	case record.New:
		out.State = "new"
	case record.Bare:
		out.State = "counted"
	case record.Below:
		out.State = "missed"
	default:
		out.State = "kept"
	}
	return out
}

func (p *press) promisesJSON() ([]byte, error) {
	f := promisesFile{Version: PromisesVersion, Business: p.offer.Site.Business.Name.V, URL: p.siteURL(),
		AsOf: p.offer.Now.UTC().Format(time.RFC3339), Timezone: p.offer.Zone.String(), Promises: []promiseFile{}}
	a := p.on("")
	for _, c := range p.offer.Capabilities {
		for _, w := range public(c) {
			row := promiseRow(w)
			row.Means, row.Record = cmp.Or(w.Means.V, a.expect(w)), recordRow(p.book.Of(w))
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

func promiseRow(w *catalog.Promise) promiseFile {
	out := promiseFile{ID: w.Ref, Capability: w.Capability.Title.V, Status: w.Capability.Status.Or("offered"), Says: w.Says.V,
		Commitment: w.Commitment.V, Kind: w.Indicator.Kind.V, From: w.Indicator.From.V, To: w.Indicator.To.V,
		AtLeast: w.AtLeast.Written, AtMost: w.AtMost.Written, Clock: w.Clock.V, Hours: w.Promise.Hours.V, Remedy: w.OnMiss.Remedy.Amount.V,
		Version: w.Capability.Version.V, URL: "capabilities/" + w.Capability.ID + "/#" + promiseAnchor(w)}
	if w.Promise.Within.All.IsSet() {
		out.Within = w.Promise.Within.All.V.String()
	}
	for _, l := range w.Levels {
		if out.Levels == nil {
			out.Levels = map[string]string{}
		}
		out.Levels[l.Level.ID.V] = l.Within.String()
	}
	if w.Target.IsSet() {
		out.Target = w.Target.V.String()
	}
	if w.Window.IsSet() {
		out.Window = w.Window.V.String()
	}
	for _, e := range w.Exclusions {
		out.Excluded = append(out.Excluded, e.What.V)
	}
	if w.Capability.Effective.IsSet() {
		out.Effective = w.Capability.Effective.V.String()
	}
	return out
}

// sealedFolder holds the sealed pages, each in a folder with an opaque name.
const sealedFolder = "a/"
