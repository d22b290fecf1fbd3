package site

import (
	"upfront/generator/catalog"
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
