package site

import (
	"maps"
	"slices"

	"upfront/generator/catalog"
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
	written := documents(o)
	if h := o.Home; h != nil && h.Public() {
		written = append(written, page{file: h.Page.Body.File, body: h.Body})
	}
	for _, d := range written {
		for _, l := range d.body.Links(o.PlainFill) {
			if t, ok := o.Follow(d.file, l); l.Local() && ok && t.Kind == catalog.ToAsset {
				named[t.ID] = true
			}
		}
	}
	return slices.DeleteFunc(slices.Sorted(maps.Keys(named)), func(name string) bool { return !slices.Contains(o.Assets, "content/"+name) })
}
