package site

import (
	"encoding/xml"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/publish"
	"upfront/generator/seal"
)

// What machines read: promises.json, feeds, the sitemap, and what hosts need to be told.

func (p pageContext) machineOutputs() []publish.Output {
	file := func(path string, print func() ([]byte, error)) publish.Output {
		return publish.Output{Path: path, Print: print}
	}
	text := func(s string) func() ([]byte, error) { return func() ([]byte, error) { return []byte(s), nil } }
	out := []publish.Output{
		file("promises.json", p.promisesJSON),
		file("robots.txt", text(robots(p.Offer))),
		file("_headers", text(headers)),
		file(noticeFeedPath, p.noticeFeed),
		file(changeFeedPath, p.changeFeed),
	}
	if list := redirectList(p.Offer); list != "" {
		out = append(out, file("_redirects", text(list)))
	}
	if siteURL(p.Offer) != "" {
		out = append(out, file("sitemap.xml", p.sitemap))
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
	add := func(address string, changed clock.Date) {
		u := sitemapURL{Loc: siteURL(p.Offer) + address}
		if !changed.IsZero() {
			u.LastMod = changed.String()
		}
		set.URLs = append(set.URLs, u)
	}
	for _, address := range Addresses() {
		add(address, clock.Date{})
	}
	for _, d := range documents(p.Offer) {
		add(d.address, d.changed)
	}
	return marshalXML(set)
}

func marshalXML(v any) ([]byte, error) {
	out, err := xml.MarshalIndent(v, "", "  ")
	return append(append([]byte(xml.Header), out...), '\n'), err
}
