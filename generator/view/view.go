// Package view makes the parts of pages that public pages and letters share: what a promise, its record, a notice, a
// person, a price or a day says, in words.
//
// A view is plain data, finished here: chosen words, formatted numbers, ready links. A template of the theme prints it
// and decides nothing. Views emit by allow-list: what is not copied into one is on no page. The package knows neither
// which pages there are (package site) nor any customer (package letter).
//
// To add a field to a part: add it to its struct, and fill it in the same file; then print it in the part's template.
package view

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"html/template"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/lazy"
	"upfront/generator/markdown"
	"upfront/generator/record"
	"upfront/generator/theme"
)

// Reader reads the bytes of a file below content/, for images and documents that pages show or link.
type Reader func(path string) ([]byte, error)

// Renderer makes views. It holds what all pages share, and is safe for use by several goroutines.
type Renderer struct {
	Offer *catalog.Offer
	Book  *record.Book // nil where no page says how promises were kept
	Theme *theme.Theme
	Words theme.Locale
	Read  Reader // reads the pictures that private pages bring along; nil for public pages

	Identity func() *Identity // made when it is first asked for

	files    Reader // reads the logo; nil where there is none to show
	format   markdown.Words
	dates    lazy.Cache[clock.Date, Time]
	examples lazy.Cache[exampleKey, string]
}

// NewRenderer returns a renderer without records and pictures: set Book and Read before the first use. files reads the logo.
func NewRenderer(o *catalog.Offer, t *theme.Theme, files Reader) *Renderer {
	w := t.Locale()
	r := &Renderer{Offer: o, Theme: t, Words: w, files: files, format: markdown.Words{
		Note: w.Word("page.callout.note"), Tip: w.Word("page.callout.tip"), Important: w.Word("page.callout.important"),
		Warning: w.Word("page.callout.warning"), Caution: w.Word("page.callout.caution"),
		Done: w.Word("page.task.done"), Open: w.Word("page.task.open"),
		Footnotes: w.Word("page.footnotes"), Back: w.Word("page.back"), Table: w.Word("page.table"),
	}}
	r.Identity = sync.OnceValue(r.identify)
	return r
}

// PageContext is a page in the making: where it stands, so that links can be written from there.
type PageContext struct {
	*Renderer
	Path string // of the page's folder: "", "policies/", "policies/refunds/"
	Root string // the way back to the site's root: "", "../", "../../"
}

// Page returns the context of the page in a folder of the site, such as "policies/refunds/".
func (r *Renderer) Page(folder string) PageContext {
	return PageContext{Renderer: r, Path: folder, Root: strings.Repeat("../", strings.Count(folder, "/"))}
}

// To returns the link from this page to an address of the site, such as "policies/".
func (p PageContext) To(address string) string { return cmp.Or(p.Root+address, "./") }

// Prose prints a document of the site for this page.
func (p PageContext) Prose(file, title string, doc *markdown.Document) Prose {
	return template.HTML(doc.Print(p.Printing(file, title)))
}

// Printing returns how a document of the site is printed for this page.
func (p PageContext) Printing(file, title string) markdown.Printing {
	return markdown.Printing{
		Fill: p.fill, Title: title, Words: p.format,
		Resolve: func(l markdown.Link) (string, bool) {
			switch t, ok := p.Offer.Follow(file, l); {
			case !ok:
				return p.unfound(file, l, t)
			case !t.Public:
				return "", false
			default:
				return p.toTarget(t), true
			}
		},
	}
}

// toTarget returns the link from this page to where a link of a text leads.
func (p PageContext) toTarget(t catalog.Target) string {
	switch {
	case t.Kind == catalog.ToOther:
		return t.Address
	case t.Anchor != "":
		return p.To(t.Address) + "#" + t.Anchor
	case t.File() != "":
		return p.To((&url.URL{Path: t.Address}).EscapedPath())
	}
	return p.To(t.Address)
}

// unfound returns the address of a link that leads nowhere, on a site that publishes such links: the address as it is
// written, or the page without the heading. A picture has none, nor has a link to what is hidden, whose name stays hidden.
func (p PageContext) unfound(file string, l markdown.Link, page catalog.Target) (string, bool) {
	switch {
	case page.Kind != 0 && page.Public:
		return p.To(page.Address) + "#" + l.Fragment, true
	case page.Kind != 0, l.Image, p.Offer.IsHidden(file, l):
		return "", false
	}
	return l.Dest, true
}

// fill returns the text of a template tag: a variable's, or a promise's limit with a link to it.
func (p PageContext) fill(t markdown.Tag) (markdown.Value, bool) {
	text, promise, ok := p.Offer.Tag(t)
	if promise == nil {
		return markdown.Value{Text: text}, ok
	}
	return markdown.Value{Text: p.InSentence(promise), Href: p.PromiseHref(promise)}, ok
}

// PromiseHref returns the link to a promise on its capability's page; empty for one that is not public.
func (p PageContext) PromiseHref(w *catalog.Promise) string {
	if !w.Public() {
		return ""
	}
	return p.To(w.Capability.Address()) + "#" + PromiseAnchor(w)
}

// PromiseAnchor returns the id of a promise in its capability's page: with a prefix, so that it is that of no part of the page.
func PromiseAnchor(p *catalog.Promise) string { return "p-" + p.ID.V }

// ExclusionAnchor returns the id of an exclusion in its capability's page; empty for one without an id.
func ExclusionAnchor(e *catalog.Excluded) string {
	if !e.ID.IsSet() {
		return ""
	}
	return "no-" + e.ID.V
}

// Link is a text that leads somewhere. An empty Href prints the text alone.
type Link struct{ Text, Href string }

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

// Prose is Markdown made into safe HTML; empty where nothing was written.
type Prose = template.HTML

// Files that lie beside private texts. A sealed page can fetch nothing, and nothing private may lie among the public
// files: so it brings its pictures along, and nothing else.

// Inline returns the function that writes out the pictures of a file's text as data: addresses.
func (p PageContext) Inline(file string) func(markdown.Link) (string, bool) {
	return func(l markdown.Link) (string, bool) {
		t, ok := p.Offer.Follow(file, l)
		if !ok || t.File() == "" || !IsPicture(t.ID) || p.Read == nil {
			return "", false
		}
		data, err := p.Read(t.File())
		kind := PictureType(data)
		if err != nil || kind == "" {
			return "", false // reported when the site is loaded
		}
		return "data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(data), true
	}
}

// IsPicture reports whether a file's name is that of a picture that a private page can bring along.
func IsPicture(name string) bool {
	return slices.Contains([]string{".png", ".jpg", ".jpeg", ".gif", ".webp"}, strings.ToLower(path.Ext(name)))
}

// PictureType returns the media type of a picture that a private page can bring along, by its first bytes; empty for
// anything else. A drawing (SVG) is none: it is a document, which may hold more than a picture.
func PictureType(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		return "image/png"
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return "image/jpeg"
	case bytes.HasPrefix(data, []byte("GIF87a")), bytes.HasPrefix(data, []byte("GIF89a")):
		return "image/gif"
	case len(data) > 12 && bytes.HasPrefix(data, []byte("RIFF")) && string(data[8:12]) == "WEBP":
		return "image/webp"
	}
	return ""
}
