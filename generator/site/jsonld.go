package site

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/syntax"
	"upfront/generator/view"
)

// What search engines read of a page, in the words of schema.org: on the home page and on the one that says how to reach us
// the whole business, with its ways, hours, address and offers; on a capability's page the service with its price; on all
// others where the page stands. Only what the page's own readers are told is in it.

// thing is an item of schema.org, by the names of its properties.
type thing map[string]any

// set adds a property that has a value.
func (t thing) set(name, value string) {
	if value != "" {
		t[name] = value
	}
}

// add adds a property of one or several things, where there are any.
func (t thing) add(name string, things ...thing) {
	switch len(things) {
	case 0:
	case 1:
		t[name] = things[0]
	default:
		t[name] = things
	}
}

// data returns the text of a thing; nil on a site whose address is not known, because things are known by their addresses.
func (p pageContext) data(t thing) json.RawMessage {
	if siteURL(p.Offer) == "" {
		return nil
	}
	t["@context"] = "https://schema.org"
	out, _ := json.Marshal(t) // of maps and texts, which have no errors
	return out
}

// pageData returns what is said of a page: its name, who publishes it, and the pages above it.
func (p pageContext) pageData(title, description string, up []view.Link) json.RawMessage {
	page := thing{"@type": "WebPage", "name": title, "url": p.absolute(p.Path), "publisher": p.businessRef()}
	page.set("description", description)
	if len(up) > 0 {
		var items []thing
		for _, l := range append(slices.Clone(up), view.Link{Text: title, Href: p.Path}) {
			address := strings.TrimPrefix(strings.TrimPrefix(l.Href, p.Root), "./")
			items = append(items, thing{"@type": "ListItem", "position": len(items) + 1, "name": l.Text, "item": siteURL(p.Offer) + address})
		}
		page["breadcrumb"] = thing{"@type": "BreadcrumbList", "itemListElement": items}
	}
	return p.data(page)
}

// businessRef returns the business by its id, under which the home page says all of it.
func (p pageContext) businessRef() thing {
	kind := "Organization"
	if len(p.places()) > 0 {
		kind = "LocalBusiness"
	}
	return thing{"@type": kind, "@id": siteURL(p.Offer) + "#business", "name": p.Offer.Site.Business.Name.V, "url": siteURL(p.Offer)}
}

// business returns the business: who it is, how to reach it and when, and where it is.
func (p pageContext) business() thing {
	b, out := p.Offer.Site.Business, p.businessRef()
	out.set("legalName", b.LegalName.V)
	out.set("description", b.WhatWeDo.V)
	if id := p.Identity(); id.Logo != "" {
		out["logo"] = p.absolute(id.Logo)
	}
	var points []thing
	for _, c := range p.Offer.Channels {
		if c.By.V != "visit" {
			points = append(points, p.contactPoint(c))
		}
	}
	out.add("contactPoint", points...)
	for i, c := range p.places() {
		place := p.place(c)
		if i > 0 {
			place["@type"] = "Place"
			out["location"] = append(things(out["location"]), place)
			continue
		}
		for name, value := range place {
			out[name] = value
		}
	}
	return out
}

func things(value any) []thing {
	list, _ := value.([]thing)
	return list
}

// places returns the channels at which the business can be visited.
func (p pageContext) places() []*catalog.Channel {
	return slices.DeleteFunc(slices.Clone(p.Offer.Channels), func(c *catalog.Channel) bool { return c.By.V != "visit" })
}

// place returns where the business can be visited, and when.
func (p pageContext) place(c *catalog.Channel) thing {
	out := thing{"address": c.To.V}
	if view.ContactLink(c.By.V, c.To.V).Href != "" { // the address of a map
		out = thing{"hasMap": c.To.V}
	}
	out.add("openingHoursSpecification", openingHours(c.Hours)...)
	out.add("specialOpeningHoursSpecification", p.closures(c.Hours)...)
	return out
}

// contactPoint returns one way to reach the business, and when.
func (p pageContext) contactPoint(c *catalog.Channel) thing {
	out := thing{"@type": "ContactPoint", "contactType": p.ChannelName(c), "availableLanguage": p.Words.Language()}
	switch {
	case c.By.V == "phone" || c.By.V == "mobile":
		out["telephone"] = c.To.V
	case c.By.V == "email":
		out["email"] = c.To.V
	case view.ContactLink(c.By.V, c.To.V).Href != "":
		out["url"] = c.To.V
	}
	out.add("hoursAvailable", append(openingHours(c.Hours), p.closures(c.Hours)...)...)
	return out
}

var weekdays = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}

// openingHours returns the hours of a week; none for a nil calendar.
func openingHours(c *catalog.Calendar) (out []thing) {
	if c == nil || c.Unread {
		return nil
	}
	for _, o := range c.Openings {
		var days []string
		for _, day := range weekdays {
			if o.Days.Has(day) {
				days = append(days, day.String())
			}
		}
		out = append(out, thing{"@type": "OpeningHoursSpecification", "dayOfWeek": days, "opens": timeOfDay(o.From), "closes": timeOfDay(o.To)})
	}
	return out
}

// timeOfDay returns a time as hours and minutes. The end of a day is its last minute, as 24:00 is no time of one.
func timeOfDay(t clock.TimeOfDay) string {
	return min(t, clock.Midnight-1).String()
}

// closures returns the holidays to come, those in a row as one: hours that open and close at once are none.
func (p pageContext) closures(c *catalog.Calendar) (out []thing) {
	if c == nil {
		return nil
	}
	var last clock.Date
	for _, d := range c.Holidays {
		switch {
		case d.Before(p.Offer.Today()):
		case len(out) > 0 && last.AddDays(1) == d:
			out[len(out)-1]["validThrough"] = d.String()
			last = d
		default:
			out = append(out, thing{"@type": "OpeningHoursSpecification", "validFrom": d.String(), "validThrough": d.String(), "opens": "00:00", "closes": "00:00"})
			last = d
		}
	}
	return out
}

// homeData returns the business with what it offers.
func (p pageContext) homeData(services []*catalog.Capability) json.RawMessage {
	out := p.business()
	var offers []thing
	for _, c := range services {
		for _, offer := range p.offers(c) {
			offer["itemOffered"] = thing{"@type": "Service", "name": c.Title.V, "url": p.absolute(c.Address())}
			offers = append(offers, offer)
		}
	}
	out.add("makesOffer", offers...)
	return p.data(out)
}

// reachData returns the page that says how to reach the business.
func (p pageContext) reachData(title string) json.RawMessage {
	return p.data(thing{"@type": "ContactPage", "name": title, "url": p.absolute(p.Path), "mainEntity": p.business()})
}

// serviceData returns a service with its price, and with what options add to it.
func (p pageContext) serviceData(c *catalog.Capability, options []view.Option) json.RawMessage {
	out := thing{"@type": "Service", "name": c.Title.V, "url": p.absolute(c.Address()), "provider": p.businessRef()}
	out.set("description", c.Summary.V)
	out.set("category", c.Category.V)
	offers := p.offers(c)
	var added []thing
	for _, o := range options {
		if option := p.offer(syntax.Price{Amount: syntax.Text{V: o.Price}}); o.Price != "" && len(offers) > 0 {
			option["name"] = p.Words.Word("option.of", "promise", strings.TrimSuffix(o.Change, "."), "to", o.To)
			added = append(added, option)
		}
	}
	for _, offer := range offers {
		offer.add("addOn", added...)
	}
	out.add("offers", offers...)
	return p.data(out)
}

// offers returns what a service is offered for; none for one without a price, or that is not offered any more.
func (p pageContext) offers(c *catalog.Capability) []thing {
	if !c.Price.Amount.IsSet() || c.Retired() {
		return nil
	}
	out := p.offer(c.Price.Price)
	available := map[string]string{"limited": "LimitedAvailability", "paused": "OutOfStock"}[c.Status.V]
	if available == "" {
		available = "InStock"
	}
	out["availability"] = "https://schema.org/" + available
	return []thing{out}
}

// offer returns an offer at a price, in its words, and in numbers where it is one sum.
func (p pageContext) offer(price syntax.Price) thing {
	out := thing{"@type": "Offer", "description": view.Capitalize(price.Amount.V)}
	words, least := strings.CutPrefix(price.Amount.V, "from ")
	sum, ok := amount.ParseMoney(words, p.Offer.Site.Currency.V)
	if !ok || strings.ContainsAny(sum.Per, "0123456789") { // two sums are no price
		return out
	}
	spec := thing{"@type": "PriceSpecification", "priceCurrency": sum.Currency}
	if unit := strings.TrimPrefix(strings.TrimPrefix(sum.Per, "a "), "an "); unit != "" {
		spec["@type"], spec["unitText"] = "UnitPriceSpecification", unit
	}
	spec["price"] = sum.Decimal()
	if least {
		delete(spec, "price")
		spec["minPrice"] = sum.Decimal()
	}
	if most, ok := amount.ParseMoney(price.Ceiling.V, sum.Currency); ok {
		spec["maxPrice"] = most.Decimal()
	}
	out["priceSpecification"] = spec
	return out
}
