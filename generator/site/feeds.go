package site

import (
	"encoding/xml"
	"html/template"
	"slices"
	"strings"
	"time"

	"upfront/generator/catalog"
	"upfront/generator/clock"
)

// The feeds lie beside the pages of what they tell of.
const (
	noticeFeedPath = catalog.NoticesFolder + feedFile
	changeFeedPath = changesFolder + feedFile
	feedFile       = "feed.xml"
)

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

// newFeed returns an empty feed. Ids are addresses where the site has one. Without one they are a urn of the business's
// name, because a tag (RFC 4151) needs a domain.
func (p pageContext) newFeed(title, path string) feed {
	f := feed{Title: title, ID: p.feedID(path), Updated: p.Offer.Now.UTC().Format(time.RFC3339), Author: feedAuthor{p.Offer.Site.Business.Name.V}}
	if u := siteURL(p.Offer); u != "" {
		f.Links = []feedLink{{Rel: "self", Href: u + path}, {Href: u + strings.TrimSuffix(path, feedFile)}}
	}
	return f
}

func (p pageContext) feedID(path string) string {
	if u := siteURL(p.Offer); u != "" {
		return u + path
	}
	return "urn:upfront:" + anchor(strings.ToLower(p.Offer.Site.Business.Name.V)) + ":" + path
}

// entryLink returns an entry's link; nil where the site's address is not known.
func (p pageContext) entryLink(path string) *feedLink {
	if u := siteURL(p.Offer); u != "" {
		return &feedLink{Href: u + path}
	}
	return nil
}

// feedLength is how many entries a feed holds.
const feedLength = 30

func (p pageContext) noticeFeed() ([]byte, error) {
	f := p.newFeed(p.Words.Word("page.feed.notices", "business", p.Offer.Site.Business.Name.V), noticeFeedPath)
	newest := time.Time{}
	all := slices.Clone(p.Offer.Notices)
	slices.SortStableFunc(all, func(x, y *catalog.Notice) int { return y.Known().Compare(x.Known()) })
	for _, n := range all {
		if !n.Public() || len(f.Entries) == feedLength {
			continue
		}
		at := n.Known()
		if n.Resolved.V.After(at) && !n.Resolved.V.After(p.Offer.Now) {
			at = n.Resolved.V
		}
		if at.After(newest) {
			newest = at
		}
		path := n.Address()
		a := pageContext{PageContext: p.Page(path)}
		if u := siteURL(p.Offer); u != "" {
			a.Root = u
		}
		f.Entries = append(f.Entries, entry{Title: n.Title.V, ID: p.feedID(path), Updated: at.UTC().Format(time.RFC3339), Link: p.entryLink(path),
			Content: content{"html", a.timeLine(n) + string(a.Prose(n.Notice.Body.File, n.Title.V, n.Body))}})
	}
	if !newest.IsZero() {
		f.Updated = newest.UTC().Format(time.RFC3339)
	}
	return marshalXML(f)
}

// timeLine returns the line of a feed's entry that says when its matter takes place; empty where that is not
// written.
func (p pageContext) timeLine(n *catalog.Notice) string {
	if n.Kind.V == "change" || !n.From.IsSet() {
		return ""
	}
	return "<p>" + template.HTMLEscapeString(p.FromTo(n).Text) + "</p>\n"
}

func (p pageContext) changeFeed() ([]byte, error) {
	f := p.newFeed(p.Words.Word("page.feed.changes", "business", p.Offer.Site.Business.Name.V), changeFeedPath)
	newest := clock.Date{}
	for i, c := range p.allChanges() {
		if i == feedLength {
			break
		}
		if newest.Before(c.known) {
			newest = c.known
		}
		path := strings.TrimPrefix(c.change.What.Href, "./")
		f.Entries = append(f.Entries, entry{Title: c.change.What.Text + ": " + c.change.Effect.Text, ID: p.feedID(path) + "#" + c.on.String() + "-" + anchor(strings.ToLower(c.change.Version+" "+c.change.Effect.Text)),
			Updated: c.known.Start(p.Offer.Zone).UTC().Format(time.RFC3339), Link: p.entryLink(path), Content: content{"text", c.change.Note}})
	}
	if !newest.IsZero() {
		f.Updated = newest.Start(p.Offer.Zone).UTC().Format(time.RFC3339)
	}
	return marshalXML(f)
}
