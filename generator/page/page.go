// Package page makes the view of every page, and the outputs of the site.
//
// A view is plain data, finished here: chosen words, formatted numbers, ready links. A template of the theme prints it
// and decides nothing. Views emit by allow-list: what is not copied into one is on no page.
//
// To add a field to a page: add it to the view (view_*.go), fill it in the file of the same name without "view_", print
// it in the page's template. To add a page: add its view, a method of press that makes it, and a line in [Public].
package page

import (
	"cmp"
	"html/template"
	"slices"
	"strings"
	"sync"

	"upfront/generator/catalog"
	"upfront/generator/markdown"
	"upfront/generator/publish"
	"upfront/generator/record"
	"upfront/generator/theme"
)

// Reader reads the bytes of a file below content/, for images and documents that pages show or link.
type Reader func(path string) ([]byte, error)

// Public gives every public output of a site, by path: pages, feeds, what machines read, assets. Printing reads files
// only through read. book holds what became of the promises; nil where that is not known.
func Public(o *catalog.Offer, t *theme.Theme, read Reader, book *record.Book) []publish.Output {
	p := newPress(o, t)
	p.book = book
	var out []publish.Output
	add := func(path, template string, view func() any) {
		out = append(out, publish.Output{Path: path, Print: func() ([]byte, error) { return t.Print(template, view()) }})
	}
	p.fixedPages(add)
	p.contentPages(add)
	p.redirects(add)
	out = append(out, p.machinePages()...)
	out = append(out, p.assets(read)...)
	slices.SortStableFunc(out, func(a, b publish.Output) int { return strings.Compare(a.Path, b.Path) })
	return out
}

// adder takes one page: its path, the name of its template, and what makes its view.
type adder func(path, template string, view func() any)

// of gives what makes the view of a thing that the offer has several of.
func of[T, V any](make func(T) V, thing T) func() any { return func() any { return make(thing) } }

func (p *press) fixedPages(add adder) {
	add("index.html", "home", func() any { return p.home() })
	add("capabilities/index.html", "capabilities", func() any { return p.capabilities() })
	add("promises/index.html", "promises", func() any { return p.promises() })
	add("right-for-you/index.html", "fit", func() any { return p.fit() })
	add("reach-us/index.html", "reach", func() any { return p.reach() })
	add("if-we-get-it-wrong/index.html", "wrong", func() any { return p.wrong() })
	add("policies/index.html", "policies", func() any { return p.policies() })
	add("notices/index.html", "notices", func() any { return p.notices() })
	add("changes/index.html", "changes", func() any { return p.changes() })
	add("how-we-count/index.html", "count", func() any { return p.count() })
	add("404.html", "404", func() any { return p.notFound() })
}

func (p *press) contentPages(add adder) {
	for _, c := range p.offer.Capabilities {
		add("capabilities/"+c.ID+"/index.html", "capability", of(p.capability, c))
	}
	for _, policy := range p.offer.Policies {
		if policy.Public() {
			add("policies/"+policy.ID+"/index.html", "policy", of(p.policy, policy))
		}
	}
	for _, n := range p.offer.Notices {
		if n.Public() {
			add("notices/"+n.ID+"/index.html", "notice", of(p.notice, n))
		}
	}
	for _, f := range p.offer.Pages {
		if f.Public() {
			add(f.ID+"/index.html", "free", of(p.free, f))
		}
	}
}

// press makes views. It holds what all pages share, and is safe for use by several goroutines.
type press struct {
	offer  *catalog.Offer
	book   *record.Book // nil where records are not told of
	theme  *theme.Theme
	words  theme.Locale
	format markdown.Words
	dates  sync.Map // of Time by clock.Date: those that were written already

	read Reader // of files that private pages bring along; nil for public pages

	examples sync.Map // of text by asked: those that were worked out already
}

func newPress(o *catalog.Offer, t *theme.Theme) *press {
	w := t.Locale()
	return &press{offer: o, theme: t, words: w, format: markdown.Words{
		Note: w.Word("page.callout.note"), Tip: w.Word("page.callout.tip"), Important: w.Word("page.callout.important"),
		Warning: w.Word("page.callout.warning"), Caution: w.Word("page.callout.caution"),
		Done: w.Word("page.task.done"), Open: w.Word("page.task.open"),
		Footnotes: w.Word("page.footnotes"), Back: w.Word("page.back"), Table: w.Word("page.table"),
	}}
}

// at is a page in the making: where it stands, so that links can be written from there.
type at struct {
	*press
	path string // of the page's folder: "", "policies/", "policies/refunds/"
	root string // the way back to the site's root: "", "../", "../../"
}

// on gives the place of the page in a folder of the site, such as "policies/refunds/".
func (p *press) on(folder string) at {
	return at{press: p, path: folder, root: strings.Repeat("../", strings.Count(folder, "/"))}
}

// to gives the link from this page to an address of the site, such as "policies/".
func (a at) to(address string) string { return cmp.Or(a.root+address, "./") }

// target gives the link to where something leads.
func (a at) target(t catalog.Target) (string, bool) {
	anchor := ""
	if t.Anchor != "" {
		anchor = "#" + t.Anchor
	}
	address, ok := a.address(t)
	if !ok {
		return "", false
	}
	if t.Kind == catalog.ToOther {
		return address, true
	}
	return a.to(address) + anchor, true
}

// address gives the address of a thing within the site. ok is false for what is not published.
func (p *press) address(t catalog.Target) (string, bool) {
	switch t.Kind {
	case catalog.ToCapability:
		return "capabilities/" + t.ID + "/", true
	case catalog.ToPolicy:
		policy := p.offer.Policy(t.ID)
		return "policies/" + t.ID + "/", policy != nil && policy.Public()
	case catalog.ToPage:
		if t.ID == "index" {
			return "", true
		}
		i := slices.IndexFunc(p.offer.Pages, func(f *catalog.Page) bool { return f.ID == t.ID })
		return t.ID + "/", i >= 0 && p.offer.Pages[i].Public()
	case catalog.ToNotice:
		i := slices.IndexFunc(p.offer.Notices, func(n *catalog.Notice) bool { return n.ID == t.ID })
		return "notices/" + t.ID + "/", i >= 0 && p.offer.Notices[i].Public()
	case catalog.ToAsset:
		return assetFolder + t.ID, true
	}
	return t.ID, true
}

// prose prints a document of the site for this page.
func (a at) prose(file, title string, doc *markdown.Document) Prose {
	return template.HTML(doc.Print(a.printing(file, title)))
}

func (a at) printing(file, title string) markdown.Printing {
	return markdown.Printing{
		Fill: a.fill, Title: title, Words: a.format,
		Resolve: func(l markdown.Link) (string, bool) {
			t, ok := a.offer.Follow(file, l)
			if !ok {
				return "", false
			}
			return a.target(t)
		},
	}
}

// fill words a template tag: a variable's text, or a promise's limit with a link to it.
func (a at) fill(t markdown.Tag) (markdown.Value, bool) {
	text, promise, ok := a.offer.Tag(t)
	if promise == nil {
		return markdown.Value{Text: text}, ok
	}
	return markdown.Value{Text: a.inSentence(promise), Href: a.promiseHref(promise)}, ok
}

func (a at) promiseHref(p *catalog.Promise) string {
	if !p.Public() {
		return ""
	}
	return a.to("capabilities/"+p.Capability.ID+"/") + "#" + promiseAnchor(p)
}

// Ids that authors choose stand in pages behind a prefix, so that none can be that of a part of the page.

func promiseAnchor(p *catalog.Promise) string { return "p-" + p.ID.V }

func capabilityAnchor(c *catalog.Capability) string { return "c-" + c.ID }

// exclusionAnchor is empty for what has no id.
func exclusionAnchor(e *catalog.Excluded) string {
	if !e.ID.IsSet() {
		return ""
	}
	return "no-" + e.ID.V
}
