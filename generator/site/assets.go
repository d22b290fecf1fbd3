package site

import (
	"slices"

	"upfront/generator/catalog"
	"upfront/generator/markdown"
	"upfront/generator/publish"
	"upfront/generator/view"
)

// Files copied beside the pages.

// assets gives the theme's files and those files of content/ that a public page shows or links. A file that no page
// names stays where it is.
func (p pageContext) assets(read view.Reader) []publish.Output {
	var out []publish.Output
	for _, a := range p.Theme.Assets() {
		out = append(out, publish.Output{Path: a.Path, Print: func() ([]byte, error) { return a.Data, nil }})
	}
	for _, name := range LinkedFiles(p.Offer) {
		out = append(out, publish.Output{Path: view.AssetFolder + name, From: "content/" + name, Print: func() ([]byte, error) { return read("content/" + name) }})
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
	for _, c := range o.Capabilities {
		scan(c.At.File, c.Body)
	}
	for _, policy := range o.Policies {
		if policy.Public() {
			scan(policy.Policy.Body.File, policy.Body)
		}
	}
	for _, f := range append(slices.Clone(o.Pages), homeDocument(o)...) {
		if f.Public() {
			scan(f.Page.Body.File, f.Body)
		}
	}
	for _, n := range o.Notices {
		if n.Public() {
			scan(n.Notice.Body.File, n.Body)
		}
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

func homeDocument(o *catalog.Offer) []*catalog.Page {
	if o.Home == nil {
		return nil
	}
	return []*catalog.Page{o.Home}
}
