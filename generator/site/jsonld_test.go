package site_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// properties holds, for each type that pages use, the properties that it has in schema.org 29, those of the types above it
// among them; of these, the ones that pages use.
var properties = map[string]string{
	"Organization":              "name url legalName description logo contactPoint makesOffer",
	"LocalBusiness":             "name url legalName description logo contactPoint makesOffer address location hasMap openingHoursSpecification specialOpeningHoursSpecification",
	"Place":                     "address hasMap openingHoursSpecification specialOpeningHoursSpecification",
	"ContactPoint":              "contactType telephone email url availableLanguage hoursAvailable",
	"OpeningHoursSpecification": "dayOfWeek opens closes validFrom validThrough",
	"Offer":                     "name description availability itemOffered addOn priceSpecification",
	"PriceSpecification":        "price priceCurrency minPrice maxPrice",
	"UnitPriceSpecification":    "price priceCurrency minPrice maxPrice unitText",
	"Service":                   "name url description category provider offers",
	"WebPage":                   "name url description publisher breadcrumb",
	"ContactPage":               "name url mainEntity",
	"BreadcrumbList":            "itemListElement",
	"ListItem":                  "position name item",
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s is %v\nwant %v", what, got, want)
	}
}

var structured = regexp.MustCompile(`<script type="application/ld\+json">(.*?)</script>`)

// dataOf returns the structured data of a page.
func dataOf(t *testing.T, page string) map[string]any {
	t.Helper()
	found := structured.FindAllStringSubmatch(page, -1)
	if len(found) != 1 {
		t.Fatalf("the page has %d blocks of data", len(found))
	}
	var out map[string]any
	if err := json.Unmarshal([]byte(found[0][1]), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// checkThing reports types and properties that schema.org does not have, and values of another form.
func checkThing(t *testing.T, at string, value any) {
	t.Helper()
	switch v := value.(type) {
	case []any:
		for i, item := range v {
			checkThing(t, fmt.Sprintf("%s[%d]", at, i), item)
		}
	case map[string]any:
		kind, _ := v["@type"].(string)
		known := strings.Fields(properties[kind])
		for _, name := range slices.Sorted(maps.Keys(v)) {
			if !strings.HasPrefix(name, "@") && !slices.Contains(known, name) {
				t.Errorf("%s: %q has no %q", at, kind, name)
			}
			checkThing(t, at+"."+name, v[name])
		}
	}
}

const described = `business: {name: Kiln & Co, legal_name: Kiln and Company Ltd, what_we_do: We fire pots.}
url: https://kiln.example/expect
timezone: Europe/London
currency: GBP
hours:
  office: {days: Mon-Fri, from: "08:00", to: "18:00", holidays: [2026-01-01, 2026-04-03, 2026-12-25 to 2026-12-28]}
  yard: {windows: [{days: "Mon, Wed", from: "07:30", to: "12:00"}, {days: Sat, from: "22:00", to: "02:00"}]}
channels:
  - {id: desk, by: phone, at: "+44 1632 960009", hours: office}
  - {id: night, name: Night line, by: mobile, at: "+44 7700 900124", hours: always}
  - {id: help, by: email, at: help@kiln.example}
  - {id: booking, by: form, at: https://kiln.example/book/}
`

func TestTheHomePageDescribesTheBusiness(t *testing.T) {
	for name, c := range map[string]struct{ site, want string }{
		"without a place": {described, `{"@context":"https://schema.org","@id":"https://kiln.example/expect/#business","@type":"Organization","contactPoint":[` +
			`{"@type":"ContactPoint","availableLanguage":"en-GB","contactType":"Desk","hoursAvailable":[` +
			`{"@type":"OpeningHoursSpecification","closes":"18:00","dayOfWeek":["Monday","Tuesday","Wednesday","Thursday","Friday"],"opens":"08:00"},` +
			`{"@type":"OpeningHoursSpecification","closes":"00:00","opens":"00:00","validFrom":"2026-04-03","validThrough":"2026-04-03"},` +
			`{"@type":"OpeningHoursSpecification","closes":"00:00","opens":"00:00","validFrom":"2026-12-25","validThrough":"2026-12-28"}],"telephone":"+44 1632 960009"},` +
			`{"@type":"ContactPoint","availableLanguage":"en-GB","contactType":"Night line","hoursAvailable":` +
			`{"@type":"OpeningHoursSpecification","closes":"23:59","dayOfWeek":["Monday","Tuesday","Wednesday","Thursday","Friday","Saturday","Sunday"],"opens":"00:00"},"telephone":"+44 7700 900124"},` +
			`{"@type":"ContactPoint","availableLanguage":"en-GB","contactType":"Help","email":"help@kiln.example"},` +
			`{"@type":"ContactPoint","availableLanguage":"en-GB","contactType":"Booking","url":"https://kiln.example/book/"}],` +
			`"description":"We fire pots.","legalName":"Kiln and Company Ltd","makesOffer":{"@type":"Offer","availability":"https://schema.org/LimitedAvailability","description":"From £8.50 a pot",` +
			`"itemOffered":{"@type":"Service","name":"Fire pots","url":"https://kiln.example/expect/capabilities/fire/"},` +
			`"priceSpecification":{"@type":"UnitPriceSpecification","maxPrice":"20","minPrice":"8.50","priceCurrency":"GBP","unitText":"pot"}},` +
			`"name":"Kiln \u0026 Co","url":"https://kiln.example/expect/"}`},
		"with two": {"business: Kiln\nurl: https://kiln.example\ntimezone: Europe/London\n" +
			"hours: {yard: {windows: [{days: \"Mon, Wed\", from: \"07:30\", to: \"12:00\"}, {days: Sat, from: \"22:00\", to: \"02:00\"}], holidays: [2026-05-04]}}\n" +
			"channels:\n  - {id: yard, by: visit, at: \"1 Kiln Lane, Stoke\", hours: yard}\n  - {id: shop, by: visit, at: https://maps.example/shop}\n",
			`{"@context":"https://schema.org","@id":"https://kiln.example/#business","@type":"LocalBusiness","address":"1 Kiln Lane, Stoke","location":[{"@type":"Place","hasMap":"https://maps.example/shop"}],` +
				`"makesOffer":{"@type":"Offer","availability":"https://schema.org/LimitedAvailability","description":"From £8.50 a pot",` +
				`"itemOffered":{"@type":"Service","name":"Fire pots","url":"https://kiln.example/capabilities/fire/"},` +
				`"priceSpecification":{"@type":"UnitPriceSpecification","maxPrice":"20","minPrice":"8.50","priceCurrency":"GBP","unitText":"pot"}},"name":"Kiln",` +
				`"openingHoursSpecification":[{"@type":"OpeningHoursSpecification","closes":"12:00","dayOfWeek":["Monday","Wednesday"],"opens":"07:30"},` +
				`{"@type":"OpeningHoursSpecification","closes":"02:00","dayOfWeek":["Saturday"],"opens":"22:00"}],` +
				`"specialOpeningHoursSpecification":{"@type":"OpeningHoursSpecification","closes":"00:00","opens":"00:00","validFrom":"2026-05-04","validThrough":"2026-05-04"},"url":"https://kiln.example/"}`},
	} {
		t.Run(name, func(t *testing.T) {
			pages := publicPages(t, map[string]string{"site.yaml": c.site, "content/capabilities/fire.yaml": firing}, "2026-03-20")
			data := dataOf(t, pages["index.html"])
			checkThing(t, "home", data)
			if got, _ := json.Marshal(data); string(got) != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			delete(data, "@context")
			delete(data, "makesOffer")
			reach := dataOf(t, pages["reach-us/index.html"])
			checkThing(t, "reach us", reach)
			same(t, "who is reached", reach["mainEntity"], any(data))
		})
	}
}

const firing = `title: Fire pots
summary: We fire your pots.
category: Kilns
status: limited
price: {kind: estimate, amount: from £8.50 a pot, ceiling: £20 a pot}
promises:
  - {id: done, says: We fire within two days., commitment: target, indicator: {kind: duration, from: you bring it, to: it is fired}, within: 2d, target: 90%, window: 90d}
options:
  - {change: done, to: 1d, price: £5 a pot}
`

func TestACapabilityIsOffered(t *testing.T) {
	for price, want := range map[string]string{
		"{kind: fixed, amount: £240}": `{"@type":"PriceSpecification","price":"240","priceCurrency":"GBP"}`,
		"£14 a load on top of it":     `{"@type":"UnitPriceSpecification","price":"14","priceCurrency":"GBP","unitText":"load on top of it"}`,
		"£16 a piece or £41 a pallet": "null", // two sums
		"included in what you pay":    "null",
	} {
		file := regexp.MustCompile(`(?m)^price:.*$`).ReplaceAllLiteralString(firing, "price: "+price)
		data := dataOf(t, publicPages(t, map[string]string{"site.yaml": described, "content/capabilities/fire.yaml": file}, "2026-03-20")["capabilities/fire/index.html"])
		checkThing(t, "capability", data)
		offer := data["offers"].(map[string]any)
		if got, _ := json.Marshal(offer["priceSpecification"]); string(got) != want {
			t.Errorf("%s is %s, want %s", price, got, want)
		}
		added, _ := json.Marshal(offer["addOn"])
		same(t, "what an option adds", string(added), `{"@type":"Offer","description":"£5 a pot","name":"1 day: We fire within two days",`+
			`"priceSpecification":{"@type":"UnitPriceSpecification","price":"5","priceCurrency":"GBP","unitText":"pot"}}`)
	}
}

func TestEveryPageOfTheSampleIsDescribedInKnownWords(t *testing.T) {
	seen := map[string]bool{}
	for path, page := range publicPages(t, map[string]string{"site.yaml": described, "content/capabilities/fire.yaml": firing,
		"content/policies/late.md": "---\ntitle: Late\n---\nWe ring.\n", "content/pages/about.md": "---\ntitle: About\n---\nUs.\n"}, "2026-03-20") {
		if strings.HasSuffix(path, ".html") && path != "404.html" && !strings.Contains(page, "http-equiv=\"refresh\"") {
			data := dataOf(t, page)
			checkThing(t, path, data)
			seen[data["@type"].(string)] = true
		}
	}
	same(t, "types of pages", slices.Sorted(maps.Keys(seen)), []string{"ContactPage", "Organization", "Service", "WebPage"})
}

// A path of the site's address stands in each of the files that say to hosts and to search engines where something lies.
func TestFilesForHostsAgreeOnThePath(t *testing.T) {
	for url, root := range map[string]string{"https://kiln.example": "/", "https://kiln.example/": "/", "https://kiln.example/expect": "/expect/", "https://kiln.example/a/b/": "/a/b/"} {
		pages := publicPages(t, map[string]string{"site.yaml": "business: Kiln\nurl: " + url + "\ntimezone: Europe/London\n",
			"content/policies/late.md": "---\ntitle: Late\naliases: [delays]\n---\nWe ring.\n"}, "2026-03-20")
		same(t, url+" _headers", pages["_headers"], root+`*
  X-Content-Type-Options: nosniff
  Content-Security-Policy: img-src 'self' data:

`+root+`assets/faces/*
  Cache-Control: public, max-age=31536000, immutable

`+root+`promises.json
  Access-Control-Allow-Origin: *

`+root+`a/*
  X-Robots-Tag: noindex, nofollow
  Referrer-Policy: no-referrer
  Cache-Control: no-cache
  X-Frame-Options: DENY
`)
		same(t, url+" _redirects", pages["_redirects"], root+"delays "+root+"policies/late/ 301\n")
		same(t, url+" robots.txt", pages["robots.txt"], "User-agent: *\nDisallow: "+root+"a/\n\nSitemap: https://kiln.example"+root+"sitemap.xml\n")
	}
}
