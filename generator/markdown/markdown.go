// Package markdown parses the Markdown that people write, and prints it as safe HTML.
//
// [Parse] returns a [Document], which holds all that is known of a text before it is printed: its headings and their
// ids, its links, its template tags, its sentences, and its problems, each with its place in the file.
// [Document.Print] then cannot fail. A document does not change after it is parsed and may be printed by several
// goroutines at once.
//
// The package does not know the site. The printing package says where a link leads and what a tag stands for
// ([Printing], [Fill]); the checking package walks [Document.Links], and asks [Document.Anchor] of the page that a
// link leads to.
//
// Understood are CommonMark, the tables, strikethrough, task lists and bare addresses of GitHub, its callouts
// (> [!NOTE]), footnotes, definition lists, ids on headings ({#here}), and a short list of HTML. A tag of another tool
// ({% … %}, {{< … >}}, {: .class}, :::note) is reported and never run. Tags in code stay as they are written.
//
// To understand another piece of Markdown, add its parser in document.go and its printing in print.go or
// printinline.go. To allow another element or attribute of HTML, add it in sanitize.go.
package markdown

import "upfront/generator/diag"

// Options hold how a text is parsed.
type Options struct {
	// Prefix stands before every id, so that no heading can take the id of a part of the page. Two documents on one page
	// need two prefixes. A page without one has ids of its own that begin with [PagePart], and its headings have the ids
	// that GitHub makes.
	Prefix string
	// Site is the address of the site, https://example.com/path; a link that begins with it is local.
	Site string
	// NoRemoteImages refuses images of other hosts, which would tell those hosts who reads the page.
	NoRemoteImages bool
	// Indent is how many characters of the file stand before each line of the text, for text within another file.
	Indent int
}

// Tag is a template tag, {{ name "argument" … }}, outside code.
type Tag struct {
	Name string   // the first word, such as site.town or promise
	Args []string // the others, without quotes
	Raw  string   // as written, with its braces
	At   diag.Place
}

// Value is what a tag stands for: plain text, which is escaped, and where it leads. Href is ignored where no link can
// stand (in a link, in an address); like any address it is refused unless its scheme is among those allowed.
type Value struct {
	Text string
	Href string
}

// Fill returns the value of a tag, and reports whether there is one. A nil Fill leaves every tag as it is written.
type Fill func(Tag) (Value, bool)

// Heading is a heading that Markdown marks.
type Heading struct {
	Level int    // as written, 1 to 6
	Text  string // without markup
	ID    string // with the prefix; unique in the document
	At    diag.Place
}

// Link is a link or an image, in Markdown or HTML.
type Link struct {
	Dest     string // as written, without Markdown's escapes
	Scheme   string // in lower case; empty for a relative address
	Path     string // of a relative address: decoded, with slashes; empty for a bare fragment
	Query    string // of a relative address, as written, without the question mark
	Fragment string // of a relative address: decoded, without #
	Anchor   string // the id in this document to which a bare fragment leads; empty where there is none
	Own      bool   // written with the address of the site itself
	Text     string // what stands on the page: the words, or the image's description
	Image    bool
	Refused  bool // never printed as a link, since its kind is not allowed or a tag in it has no value; Problems or CheckTags say so
	At       diag.Place
}

// Local reports whether the site must know where the link leads: its address is relative, and leads out of the document.
// The address #top leads nowhere but up.
func (l Link) Local() bool { return !l.Refused && l.Scheme == "" && l.Anchor == "" && l.Dest != "#top" }

// PagePart is what the ids of a page's own parts begin with where its text has no prefix: no heading's name has a full stop.
const PagePart = "part."

// Printing holds how a document is printed.
type Printing struct {
	Fill Fill
	// Resolve returns the address to print for a local link or image; where there is none, only the words are printed.
	// A nil Resolve prints addresses as they are written.
	Resolve func(Link) (href string, ok bool)
	// Inline returns a local picture as an address that holds it, "data:image/png;base64,…", for a page that can fetch
	// none; where there is none, Resolve is asked. It may be nil.
	Inline func(Link) (address string, ok bool)
	// Title is what the page has as its heading; a first heading that says the same is left out.
	Title string
	// TopLevel is the level of the uppermost headings, 2 when zero. The levels below follow without a gap.
	TopLevel int
	Words    Words
}

// Words are the fixed words of a page in its language. An empty word is left out.
type Words struct {
	Note, Tip, Important, Warning, Caution string // titles of callouts
	Done, Open                             string // names of a task's box
	Footnotes, Back                        string // names of the list of footnotes and of the way back
	Table                                  string // name of a table that no heading names
}
