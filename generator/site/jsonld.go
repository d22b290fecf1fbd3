package site

import (
	"encoding/json"
	"strings"

	"upfront/generator/view"
)

// jsonLD returns what search engines read (schema.org): the business on the home page, the service on a capability's,
// and on all others where the page stands.
func (p pageContext) jsonLD(title, description string, up []view.Link) json.RawMessage {
	base := siteURL(p.Offer)
	if base == "" {
		return nil
	}
	b := p.Offer.Site.Business
	business := map[string]any{"@type": "Organization", "name": b.Name.V, "url": base}
	set := func(m map[string]any, key, value string) {
		if value != "" {
			m[key] = value
		}
	}
	set(business, "legalName", b.LegalName.V)
	set(business, "description", b.WhatWeDo.V)
	data := map[string]any{"@type": "WebPage", "name": title, "url": p.canonical(), "publisher": business}
	switch p.template {
	case "home":
		data = business
	case "capability":
		data = map[string]any{"@type": "Service", "name": title, "url": p.canonical(), "provider": business}
	}
	set(data, "description", description)
	if len(up) > 0 && p.template != "capability" {
		data["breadcrumb"] = p.breadcrumbLD(title, up)
	}
	data["@context"] = "https://schema.org"
	out, err := json.Marshal(data)
	if err != nil {
		return nil
	}
	return out
}

func (p pageContext) breadcrumbLD(title string, up []view.Link) map[string]any {
	var items []any
	add := func(name, url string) {
		items = append(items, map[string]any{"@type": "ListItem", "position": len(items) + 1, "name": name, "item": url})
	}
	for _, l := range up {
		add(l.Text, siteURL(p.Offer)+strings.TrimPrefix(strings.TrimPrefix(l.Href, p.Root), "./"))
	}
	add(title, p.canonical())
	return map[string]any{"@type": "BreadcrumbList", "itemListElement": items}
}
