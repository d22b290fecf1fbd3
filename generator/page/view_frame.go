package page

import (
	"encoding/json"
	"html/template"
)

// Frame is what surrounds the content of every page: the head, the header, the breadcrumb and the footer.
// Each public view carries one.
type Frame struct {
	Language    string          // BCP 47, as in the lang attribute: "en-GB"
	Dir         string          // "ltr" or "rtl"
	Title       string          // the whole text of <title>, business name included
	Description string          // one sentence for search results; empty leaves the tag out
	Canonical   string          // absolute address of this page; empty leaves the tag out
	Root        string          // the way back to the site's root: "", "../" or "../../"; on the 404 page the root's own path, "/expect/"
	Home        string          // the link to the home page: Root, or "./" where Root is empty
	Kind        string          // the page's kind, a class on <body>: "home", "capability", "agreement" …
	Business    string          // the name people use
	Legal       string          // the registered name; empty where it is the same
	Logo        *Image          // nil prints the name in type
	Nav         []NavItem       // the header's links, in order
	Breadcrumb  []Link          // the pages above this one, home first; empty on home and on pages one step below it
	Feeds       []Link          // Atom feeds for <link rel=alternate>: title and address
	JSONLD      json.RawMessage // structured data; nil leaves the element out. The printer escapes it for its place
	NoIndex     bool            // asks search engines to leave the page out
	Print       string          // the bottom margin of a printed page: "Northlane Couriers · Standard delivery · version 3"
	Footer      Footer
}

// Footer closes every public page.
type Footer struct {
	What    string // what the business does, one sentence; may be empty
	Contact []Link // how to reach a person: telephone number, mail address
	Links   []Link // pages that the header has no room for: changes, how we count, all promises
	Made    Time   // the day the page was made: the build's "now", in the site's zone
}

// NavItem is one link of the header.
type NavItem struct {
	Text, Href string
	Current    bool // the link leads to this page
	Within     bool // this page lies below the link's page
}

// Link is a text that leads somewhere. An empty Href prints the text alone.
type Link struct {
	Text, Href string
}

// Image is a picture with its size in CSS pixels, so that the page does not jump while it loads.
type Image struct {
	Src, Alt      string
	Width, Height int
}

// Tag is a short word that carries a state. The word says it; the kind only colours it.
type Tag struct {
	Kind string // "ok", "bad", "warn", "info" or "plain"
	Text string
}

// Time is a moment or a day: as people read it, and for machines. The zero Time prints nothing.
type Time struct {
	Text string // "1 March 2027", "11 March 2026, 07:42 GMT"
	ISO  string // "2027-03-01", "2026-03-11T07:42:00Z"
}

// Heading is an entry of a page's table of contents.
type Heading struct {
	Text, Anchor string
	Level        int // 2 for the page's main headings
}

// Note is a statement with a reason or a detail below it. Body may be empty.
type Note struct {
	Text, Detail string
}

// Prose is Markdown made into safe HTML; empty where nothing was written.
type Prose = template.HTML
