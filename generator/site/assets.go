package site

import (
	"slices"

	"upfront/generator/catalog"
	"upfront/generator/markdown"
	"upfront/generator/publish"
	"upfront/generator/theme"
	"upfront/generator/view"
)

// Files copied beside the pages.

// assets returns the theme's files and those files of content/ that a public page shows or links. A file that no page
// names stays where it is.
func assets(o *catalog.Offer, t *theme.Theme, read view.Reader) []publish.Output {
	var out []publish.Output
	for _, a := range t.Assets() {
		out = append(out, publish.Output{Path: a.Path, Print: func() ([]byte, error) { return a.Data, nil }})
	}
	for _, name := range LinkedFiles(o) {
		out = append(out, publish.Output{Path: catalog.FilesFolder + name, From: "content/" + name, Print: func() ([]byte, error) { return read("content/" + name) }})
	}
	return out
}

// LinkedFiles returns the files below content/ that public pages name, sorted.
func LinkedFiles(o *catalog.Offer) []string {
	named := map[string]bool{}
	if logo := o.Site.Business.Logo.V; logo != "" {
		named[logo] = true
	}
	scan := func(file string, doc *markdown.Document) {
		for _, l := range doc.Links(o.PlainFill) {
			if t, ok := o.Follow(file, l); l.Local() && ok && t.Kind == catalog.ToAsset {
				named[t.ID] = true
			}
		}
	}
	for _, d := range documents(o) {
		scan(d.file, d.body)
	}
	if h := o.Home; h != nil && h.Public() {
		scan(h.Page.Body.File, h.Body)
	}
	var out []string
	for name := range named {
		if slices.Contains(o.Assets, "content/"+name) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}
