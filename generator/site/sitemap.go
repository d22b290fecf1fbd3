package site

import (
	"encoding/xml"

	"upfront/generator/clock"
)

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
