package site

import (
	"cmp"
	"encoding/xml"
	"html/template"
	"slices"
	"strings"
	"time"

	"upfront/generator/catalog"
)

// The paths of the feeds: each lies beside the page with the same entries.
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
	Author  string     `xml:"author>name"`
	Links   []feedLink `xml:"link"`
	Entries []entry    `xml:"entry"`
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
	f := feed{Title: p.Words.Word(title, "business", p.Offer.Site.Business.Name.V), ID: p.feedID(path), Updated: p.Offer.Now.UTC().Format(time.RFC3339), Author: p.Offer.Site.Business.Name.V}
	if u := siteURL(p.Offer); u != "" {
		f.Links = []feedLink{{Rel: "self", Href: u + path}, {Href: u + strings.TrimSuffix(path, feedFile)}}
	}
	return f
}

func (p pageContext) feedID(path string) string {
	return cmp.Or(p.absolute(path), "urn:upfront:"+anchor(strings.ToLower(p.Offer.Site.Business.Name.V))+":"+path)
}

// addEntry adds an entry that leads to an address of the site. The feed is as new as its newest entry.
func (p pageContext) addEntry(f *feed, e entry, path string, changed time.Time) {
	if u := p.absolute(path); u != "" {
		e.Link = &feedLink{Href: u}
	}
	e.Updated = changed.UTC().Format(time.RFC3339)
	if !changed.IsZero() && (len(f.Entries) == 0 || f.Updated < e.Updated) {
		f.Updated = e.Updated
	}
	f.Entries = append(f.Entries, e)
}

const feedLength = 30

func (p pageContext) noticeFeed() ([]byte, error) {
	f := p.newFeed("page.feed.notices", noticeFeedPath)
	all := slices.DeleteFunc(slices.Clone(p.Offer.Notices), func(n *catalog.Notice) bool { return !n.Public() })
	slices.SortStableFunc(all, func(x, y *catalog.Notice) int { return y.Known().Compare(x.Known()) })
	for _, n := range all[:min(len(all), feedLength)] {
		changed := n.Known()
		if n.Resolved.V.After(changed) && !n.Resolved.V.After(p.Offer.Now) {
			changed = n.Resolved.V
		}
		path := n.Address()
		noticePage := pageContext{PageContext: p.Page(path)}
		noticePage.Root = cmp.Or(siteURL(p.Offer), noticePage.Root)
		text := string(noticePage.Prose(n.Notice.Body.File, n.Title.V, n.Body))
		if n.Kind.V != "change" && n.From.IsSet() {
			text = "<p>" + template.HTMLEscapeString(p.FromTo(n).Text) + "</p>\n" + text
		}
		p.addEntry(&f, entry{Title: n.Title.V, ID: p.feedID(path), Content: content{"html", text}}, path, changed)
	}
	return marshalXML(f)
}

func (p pageContext) changeFeed() ([]byte, error) {
	f := p.newFeed("page.feed.changes", changeFeedPath)
	all := p.allChanges()
	for _, c := range all[:min(len(all), feedLength)] {
		path := strings.TrimPrefix(c.change.What.Href, "./")
		page, part, _ := strings.Cut(path, "#")
		id := p.feedID(page) + "#" + strings.TrimPrefix(part+"-", "-") + c.on.String() + "-" + anchor(strings.ToLower(c.change.Version+" "+c.change.Effect.Text))
		p.addEntry(&f, entry{Title: c.change.What.Text + ": " + c.change.Effect.Text, ID: id, Content: content{"text", c.change.Note}}, path, c.known.Start(p.Offer.Zone))
	}
	return marshalXML(f)
}
