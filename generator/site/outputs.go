package site

import (
	"encoding/xml"
	"maps"
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/publish"
	"upfront/generator/seal"
)

// Outputs without a template: what machines read, and what hosts need to be told.

const promisesPath = "promises.json"

func (p pageContext) machineOutputs() []publish.Output {
	text := func(s string) func() ([]byte, error) { return func() ([]byte, error) { return []byte(s), nil } }
	u, root := siteURL(p.Offer), rootPath(p.Offer)
	robots := "User-agent: *\nDisallow: " + root + seal.Folder + "\n"
	if u != "" {
		robots += "\nSitemap: " + u + "sitemap.xml\n"
	}
	out := []publish.Output{
		{Path: promisesPath, Print: p.promisesJSON},
		{Path: "robots.txt", Print: text(robots)},
		{Path: "_headers", Print: text(headers(root))},
	}
	if !hasNoNotice(p.Offer) {
		out = append(out, publish.Output{Path: noticeFeedPath, Print: p.noticeFeed})
	}
	if !hasNoChange(p.Offer) {
		out = append(out, publish.Output{Path: changeFeedPath, Print: p.changeFeed})
	}
	if all := redirects(p.Offer); len(all) > 0 { // for hosts that read it, without a page in between
		var list strings.Builder
		for _, r := range all {
			list.WriteString(root + r.from + " " + root + r.to + " 301\n")
		}
		out = append(out, publish.Output{Path: "_redirects", Print: text(list.String())})
	}
	if u != "" {
		out = append(out, publish.Output{Path: "sitemap.xml", Print: p.sitemap})
	}
	return out
}

// headers returns what hosts that read a _headers file send with the files of a site at a path. No header stands in two rules
// that hold for one file, as a host that joins their values would send both (Cloudflare does:
// https://developers.cloudflare.com/pages/configuration/headers/).
func headers(root string) string {
	return root + `*
  X-Content-Type-Options: nosniff
  Content-Security-Policy: img-src 'self' data:

` + root + `assets/faces/*
  Cache-Control: public, max-age=31536000, immutable

` + root + promisesPath + `
  Access-Control-Allow-Origin: *

` + root + seal.Folder + `*
  X-Robots-Tag: noindex, nofollow
  Referrer-Policy: no-referrer
  Cache-Control: no-cache
  X-Frame-Options: DENY
`
}

// urlSet is a sitemap (sitemaps.org, protocol 0.9).
type urlSet struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []sitemapURL `xml:"url"`
}

type sitemapURL struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

func (p pageContext) sitemap() ([]byte, error) {
	var set urlSet
	for _, r := range table() {
		if r.each == nil && !strings.HasSuffix(r.address, ".html") && r.has(p.Offer) && shortcut(p.Offer, r.address) == "" {
			set.URLs = append(set.URLs, sitemapURL{Loc: p.absolute(r.address)})
		}
	}
	for _, d := range documents(p.Offer) {
		u := sitemapURL{Loc: p.absolute(d.address)}
		if !d.changed.IsZero() {
			u.LastMod = d.changed.String()
		}
		set.URLs = append(set.URLs, u)
	}
	return marshalXML(set)
}

func marshalXML(v any) ([]byte, error) {
	out, err := xml.MarshalIndent(v, "", "  ")
	return append(append([]byte(xml.Header), out...), '\n'), err
}

// LinkedFiles returns the files below content/ that public pages name, sorted.
func LinkedFiles(o *catalog.Offer) []string {
	named := map[string]bool{}
	if logo := o.Site.Business.Logo.V; logo != "" {
		named[logo] = true
	}
	for _, p := range o.Site.People {
		named[p.V.Photo.V] = true
	}
	for _, file := range o.EvidenceFiles() {
		named[file] = true
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
