package page

import (
	"path"
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/markdown"
	"upfront/generator/publish"
	"upfront/generator/syntax"
)

// Former addresses that lead on, and files copied beside the pages.

// move is a former address, without a slash at its beginning, and the one it leads to.
type move struct{ from, to string }

func (p *press) moves() []move {
	var out []move
	add := func(aliases []syntax.Text, to string) {
		for _, alias := range aliases {
			if from := strings.TrimPrefix(path.Clean("/"+alias.V), "/"); from != "" {
				out = append(out, move{from, to})
			}
		}
	}
	for _, c := range p.offer.Capabilities {
		add(c.Aliases, "capabilities/"+c.ID+"/")
	}
	for _, n := range p.offer.Notices {
		if n.Public() {
			add(n.Aliases, "notices/"+n.ID+"/")
		}
	}
	for _, policy := range p.offer.Policies {
		if policy.Public() {
			add(policy.Aliases, "policies/"+policy.ID+"/")
		}
	}
	for _, f := range p.offer.Pages {
		if f.Public() {
			add(f.Aliases, f.ID+"/")
		}
	}
	slices.SortFunc(out, func(x, y move) int { return strings.Compare(x.from, y.from) })
	return slices.CompactFunc(out, func(x, y move) bool { return x.from == y.from })
}

// redirects adds a page for each former address, which works on any host and from disk.
func (p *press) redirects(add adder) {
	for _, m := range p.moves() {
		file := m.from
		if !strings.HasSuffix(file, ".html") {
			file += "/index.html"
		}
		folder := path.Dir(file) + "/"
		if folder == "./" {
			folder = ""
		}
		a := p.on(folder)
		view := Redirect{Language: p.words.Language(), Dir: p.words.Direction(), Title: p.words.Word("redirect.moved"), To: a.to(m.to)}
		if u := p.siteURL(); u != "" {
			view.Canonical = u + m.to
		}
		add(file, "redirect", func() any { return view })
	}
}

// redirectList is for hosts that read a _redirects file: the same, without a page in between.
func (p *press) redirectList() string {
	base := "/"
	if u := p.siteURL(); u != "" {
		_, rest, _ := strings.Cut(u, "://")
		_, below, _ := strings.Cut(rest, "/")
		base += below
	}
	var out strings.Builder
	for _, m := range p.moves() {
		out.WriteString(base + m.from + " " + base + m.to + " 301\n")
	}
	return out.String()
}

// assetFolder holds the files of content/ that pages show or link.
const assetFolder = "files/"

// assets gives the theme's files and those files of content/ that a public page shows or links. A file that no page
// names stays where it is.
func (p *press) assets(read Reader) []publish.Output {
	var out []publish.Output
	for _, a := range p.theme.Assets() {
		out = append(out, publish.Output{Path: a.Path, Print: func() ([]byte, error) { return a.Data, nil }})
	}
	for _, name := range p.linkedFiles() {
		out = append(out, publish.Output{Path: assetFolder + name, From: "content/" + name, Print: func() ([]byte, error) { return read("content/" + name) }})
	}
	return out
}

// linkedFiles are the files below content/ that public pages name, sorted.
func (p *press) linkedFiles() []string {
	named := map[string]bool{}
	if logo := p.offer.Site.Business.Logo.V; logo != "" {
		named[logo] = true
	}
	scan := func(file string, doc *markdown.Document) {
		for _, l := range doc.Links(p.offer.PlainFill) {
			if t, ok := p.offer.Follow(file, l); l.Local() && ok && t.Kind == catalog.ToAsset {
				named[t.ID] = true
			}
		}
	}
	for _, c := range p.offer.Capabilities {
		scan(c.At.File, c.Body)
	}
	for _, policy := range p.offer.Policies {
		if policy.Public() {
			scan(policy.Policy.Body.File, policy.Body)
		}
	}
	for _, f := range append(slices.Clone(p.offer.Pages), p.homeDocument()...) {
		if f.Public() {
			scan(f.Page.Body.File, f.Body)
		}
	}
	for _, n := range p.offer.Notices {
		if n.Public() {
			scan(n.Notice.Body.File, n.Body)
		}
	}
	var out []string
	for name := range named {
		if slices.Contains(p.offer.Assets, "content/"+name) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

func (p *press) homeDocument() []*catalog.Page {
	if p.offer.Home == nil {
		return nil
	}
	return []*catalog.Page{p.offer.Home}
}

// logo is the business's picture; nil prints its name. Its size is the stylesheet's business.
func (a at) logo() *Image {
	name := a.offer.Site.Business.Logo.V
	if name == "" || !slices.Contains(a.offer.Assets, "content/"+name) {
		return nil
	}
	return &Image{Src: a.to(assetFolder + name), Alt: a.offer.Site.Business.Name.V}
}
