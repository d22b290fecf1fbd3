package site

import (
	"strings"

	"upfront/generator/publish"
)

// What machines read: promises.json, feeds, the sitemap, and what hosts need to be told.

func (p pageContext) machinePages() []publish.Output {
	file := func(path string, print func() ([]byte, error)) publish.Output {
		return publish.Output{Path: path, Print: print}
	}
	text := func(s string) func() ([]byte, error) { return func() ([]byte, error) { return []byte(s), nil } }
	out := []publish.Output{
		file("promises.json", p.promisesJSON),
		file("robots.txt", text(p.robots())),
		file("_headers", text(headers)),
		file("notices/feed.xml", p.noticeFeed),
		file("changes/feed.xml", p.changeFeed),
	}
	if list := p.redirectList(); list != "" {
		out = append(out, file("_redirects", text(list)))
	}
	if p.siteURL() != "" {
		out = append(out, file("sitemap.xml", p.sitemap))
	}
	return out
}

// headers is for hosts that read a _headers file. The folder a/ holds the sealed pages.
const headers = `/*
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
  Content-Security-Policy: img-src 'self' data:

/a/*
  X-Robots-Tag: noindex, nofollow
  Referrer-Policy: no-referrer
  Cache-Control: no-cache
  X-Content-Type-Options: nosniff
  X-Frame-Options: DENY
`

func (p pageContext) robots() string {
	path := "/"
	if u := p.siteURL(); u != "" {
		_, rest, _ := strings.Cut(u, "://")
		if _, below, ok := strings.Cut(rest, "/"); ok {
			path += below
		}
	}
	out := "User-agent: *\nDisallow: " + path + SealedFolder + "\n"
	if p.siteURL() != "" {
		out += "\nSitemap: " + p.siteURL() + "sitemap.xml\n"
	}
	return out
}

// sealedFolder holds the sealed pages, each in a folder with an opaque name.
const SealedFolder = "a/"
