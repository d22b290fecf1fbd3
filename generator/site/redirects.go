package site

import (
	"path"
	"slices"
	"strings"

	"upfront/generator/syntax"
)

// Former addresses that lead on.

// Redirect sends an old address to the new one, without script.
type Redirect struct {
	Language, Dir string
	Title         string
	To            string // the new address, from the old page
	Canonical     string // the same, absolute; empty leaves the tag out
}

// move is a former address, without a slash at its beginning, and the one it leads to.
type redirect struct{ from, to string }

func (p pageContext) redirects() []redirect {
	var out []redirect
	add := func(aliases []syntax.Text, to string) {
		for _, alias := range aliases {
			if from := strings.TrimPrefix(path.Clean("/"+alias.V), "/"); from != "" {
				out = append(out, redirect{from, to})
			}
		}
	}
	for _, c := range p.Offer.Capabilities {
		add(c.Aliases, "capabilities/"+c.ID+"/")
	}
	for _, n := range p.Offer.Notices {
		if n.Public() {
			add(n.Aliases, "notices/"+n.ID+"/")
		}
	}
	for _, policy := range p.Offer.Policies {
		if policy.Public() {
			add(policy.Aliases, "policies/"+policy.ID+"/")
		}
	}
	for _, f := range p.Offer.Pages {
		if f.Public() {
			add(f.Aliases, f.ID+"/")
		}
	}
	slices.SortFunc(out, func(x, y redirect) int { return strings.Compare(x.from, y.from) })
	return slices.CompactFunc(out, func(x, y redirect) bool { return x.from == y.from })
}

// redirects adds a page for each former address, which works on any host and from disk.
func (p pageContext) redirectPages(add adder) {
	for _, m := range p.redirects() {
		file := m.from
		if !strings.HasSuffix(file, ".html") {
			file += "/index.html"
		}
		folder := path.Dir(file) + "/"
		if folder == "./" {
			folder = ""
		}
		a := p.page(folder)
		v := Redirect{Language: p.Words.Language(), Dir: p.Words.Direction(), Title: p.Words.Word("redirect.moved"), To: a.To(m.to)}
		if u := p.siteURL(); u != "" {
			v.Canonical = u + m.to
		}
		add(file, "redirect", func() any { return v })
	}
}

// redirectList is for hosts that read a _redirects file: the same, without a page in between.
func (p pageContext) redirectList() string {
	base := "/"
	if u := p.siteURL(); u != "" {
		_, rest, _ := strings.Cut(u, "://")
		_, below, _ := strings.Cut(rest, "/")
		base += below
	}
	var out strings.Builder
	for _, m := range p.redirects() {
		out.WriteString(base + m.from + " " + base + m.to + " 301\n")
	}
	return out.String()
}
