package markdown

import (
	"upfront/generator/diag"
)

// Document is a parsed text. Its fields are not to be changed.
type Document struct {
	Problems []diag.Problem // sorted by place
	Tags     []Tag          // in the order of the text
}

// Parse reads a text. The file's name and the line on which the text starts in it, from one, are for the places.
func Parse(file string, firstLine int, source []byte, o Options) *Document { return &Document{} }

// Title gives the text of the first heading of the first level, empty where there is none.
func (d *Document) Title(fill Fill) string { return "" }

// Headings gives the headings in order, for a table of contents and for links.
func (d *Document) Headings(fill Fill) []Heading { return nil }

// Links gives the links and images in order.
func (d *Document) Links(fill Fill) []Link { return nil }

// Anchor gives the id to which a fragment leads, as authors write it: the way GitHub names headings, or an id of
// their own.
func (d *Document) Anchor(fragment string) (id string, ok bool) { return "", false }

// CheckTags gives what is wrong once tags are filled: tags without a value (the nearest of the known names is offered),
// and links whose kind is not allowed.
func (d *Document) CheckTags(fill Fill, known []string) []diag.Problem { return nil }

// Empty reports whether there is nothing to print.
func (d *Document) Empty() bool { return true }

// Print gives the HTML.
func (d *Document) Print(p Printing) string { return "" }

// Sentence is a sentence of the prose, without markup.
type Sentence struct {
	Text  string
	Quote bool // it stands in a quotation, so the words are somebody else's
	At    diag.Place
}

// Place gives the place of a part of the text, from and to in bytes of Text.
func (s Sentence) Place(from, to int) diag.Place { return s.At }

// Prose gives the sentences in order: those of paragraphs, headings, lists, tables and HTML, not those of code.
func (d *Document) Prose(fill Fill) []Sentence { return nil }

// FrontMatter is a file cut in two.
type FrontMatter struct {
	YAML     []byte // without the marks; nil where there is no front matter
	YAMLLine int    // the line of the file on which YAML starts, from one
	Body     []byte
	BodyLine int
}

// SplitFrontMatter cuts front matter between lines of --- (or ... at its end) from the text after it.
func SplitFrontMatter(file string, data []byte) (FrontMatter, []diag.Problem) {
	return FrontMatter{Body: data, BodyLine: 1}, nil
}
