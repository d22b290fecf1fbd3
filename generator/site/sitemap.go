package site

import (
	"encoding/xml"

	"upfront/generator/catalog"
	"upfront/generator/clock"
)

// urlSet is a sitemap (sitemaps.org, protocol 0.9).
type urlSet struct {
	XMLName xml.Name  `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []siteURL `xml:"url"`
}

type siteURL struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

func (p pageContext) sitemap() ([]byte, error) {
	var set urlSet
	add := func(address string, changed clock.Date) {
		u := siteURL{Loc: p.siteURL() + address}
		if !changed.IsZero() {
			u.LastMod = changed.String()
		}
		set.URLs = append(set.URLs, u)
	}
	for _, address := range catalog.FixedPages {
		add(address, clock.Date{})
	}
	for _, c := range p.Offer.Capabilities {
		add("capabilities/"+c.ID+"/", c.Effective.V)
	}
	for _, policy := range p.Offer.Policies {
		if policy.Public() {
			add("policies/"+policy.ID+"/", policy.Effective.V)
		}
	}
	for _, n := range p.Offer.Notices {
		if n.Public() {
			add("notices/"+n.ID+"/", clock.DateOf(n.Known(), p.Offer.Zone))
		}
	}
	for _, f := range p.Offer.Pages {
		if f.Public() {
			add(f.ID+"/", clock.Date{})
		}
	}
	return marshalXML(set)
}

func marshalXML(v any) ([]byte, error) {
	out, err := xml.MarshalIndent(v, "", "  ")
	return append(append([]byte(xml.Header), out...), '\n'), err
}
