package site

import (
	"encoding/xml"

	"upfront/generator/catalog"
	"upfront/generator/publish"
	"upfront/generator/seal"
)

// What machines read: promises.json, feeds, the sitemap, and what hosts need to be told.

func (p pageContext) machineOutputs() []publish.Output {
	text := func(s string) func() ([]byte, error) { return func() ([]byte, error) { return []byte(s), nil } }
	out := []publish.Output{
		{Path: "promises.json", Print: p.promisesJSON},
		{Path: "robots.txt", Print: text(robots(p.Offer))},
		{Path: "_headers", Print: text(headers)},
		{Path: noticeFeedPath, Print: p.noticeFeed},
		{Path: changeFeedPath, Print: p.changeFeed},
	}
	if list := redirectList(p.Offer); list != "" {
		out = append(out, publish.Output{Path: "_redirects", Print: text(list)})
	}
	if siteURL(p.Offer) != "" {
		out = append(out, publish.Output{Path: "sitemap.xml", Print: p.sitemap})
	}
	return out
}

// headers is for hosts that read a _headers file.
const headers = `/*
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
  Content-Security-Policy: img-src 'self' data:

/` + seal.Folder + `*
  X-Robots-Tag: noindex, nofollow
  Referrer-Policy: no-referrer
  Cache-Control: no-cache
  X-Content-Type-Options: nosniff
  X-Frame-Options: DENY
`

func robots(o *catalog.Offer) string {
	out := "User-agent: *\nDisallow: " + rootPath(o) + seal.Folder + "\n"
	if u := siteURL(o); u != "" {
		out += "\nSitemap: " + u + "sitemap.xml\n"
	}
	return out
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
	for _, address := range Addresses() {
		set.URLs = append(set.URLs, sitemapURL{Loc: p.absolute(address)})
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
