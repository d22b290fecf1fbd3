package leak

import (
	"slices"
	"strings"
	"testing"
	"time"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/syntax"
	"upfront/generator/tree"
)

// site holds a small site with one agreement that has every field which a page prints.
var site = map[string]string{
	"site.yaml": `business: {name: Small Vans, what_we_do: Parcels for a small town.}
url: https://small.example/expect/
timezone: Europe/London
currency: GBP
leader: {name: Ida Moss, role: Owner, reach: [{by: email, at: ida@small.example}]}
hours: {office: {days: Mon-Fri, from: "09:00", to: "17:00"}}
channels:
  - {id: desk, by: phone, at: "+44 1632 960000", hours: office, respond_within: 5m, fallback: help}
  - {id: help, by: email, at: help@small.example, hours: office, respond_within: 4h, clock: business}
complaints: {first: help, escalate_to: leader, answer_within: 5d, clock: business}
as_of: 2026-03-20T12:00:00Z
`,
	"content/capabilities/vans.yaml": `title: Bring a parcel across town
summary: We fetch a parcel and bring it across town.
effective: 2026-01-05
review_by: 2027-01-05
scope:
  included: [A parcel of up to 30 kg]
  excluded:
    - {id: night, what: Parcels at night, because: Our drivers sleep., instead: The first round at 08:00.}
promises:
  - id: on-time
    says: We deliver within 4 hours of collection.
    commitment: target
    indicator: {kind: duration, from: collected, to: delivered}
    within: 4h
    clock: calendar
    target: 90%
    window: 90d
    on_miss: {notify_within: 1h}
aftercare: [{every: 6mo, do: We ask how it went}]
staff_note: Never let the blue van near the weir.
`,
	"content/policies/late.md": `---
title: What if you are late?
summary: We ring before you do.
effective: 2026-01-05
review_by: 2027-01-05
exceptions:
  - {when: A funeral, do: We send a second van, decides: any driver}
  - {when: Somebody shouts at the counter for an hour, do: Give them the flask of tea, decides: the desk, visibility: internal}
---
A late parcel is {{ promise "vans.on-time" }} and no more.
`,
	"content/agreements/fenn.yaml": `customer: {name: Fenn Pottery, since: 2025-05-13}
people: [{name: Wilma Fenn, role: decides, email: wilma@fennpots.example}]
status: proposed
effective: 2026-04-06
review_by: 2026-10-06
capabilities: [vans]
updates: {cadence: weekly, by: email}
price: {kind: fixed, amount: £40 a month}
observed: [{on: 2026-03-01, by: Ida Moss, learned: Her kiln is older than her mother and twice as loud.}]
expectations:
  - {id: e1, said: "Ring twice, the dog is deaf.", understood: "The driver rings twice, and waits 3 minutes.", answer: yes}
priorities:
  - {id: p1, said: "No chipped glaze, ever.", understood: "Fewer than 1 pot in 100 arrives chipped.", answer: yes}
`,
}

// TestPrintedTextsAreAllThatAPagePrints holds that every text of an agreement is searched, or its page does not print it.
func TestPrintedTextsAreAllThatAPagePrints(t *testing.T) {
	files, problems := syntax.Read(tree.Of(site))
	offer, more := catalog.Resolve(files, time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC))
	written, found := syntax.ParseAgreement("content/agreements/fenn.yaml", []byte(strings.NewReplacer("status: proposed", "status: proposed\n"+
		"terms: [{name: Conditions, version: \"7\"}]\noutcome: {what: No wait, measure: None}\nexceptions: [{policy: late, instead: A day more, because: It is far, decides: Ida Moss}]\n"+
		"check_ins: [{on: 2026-05-01, what: Tea at hers, who: Ida Moss}]\nreferral: {means: A word, when: after a year}\nhow_they_use_it: Pots.\nbody: |\n  Wilma, `code words` and so on.\n").
		Replace(site["content/agreements/fenn.yaml"])), offer.Zone)
	a, last := agreement.Resolve(offer, written)
	if all := slices.Concat(problems, more, found, last); a == nil || diag.Count(all, diag.Error) > 0 {
		t.Fatal(all)
	}
	var texts []string
	for _, text := range printedTexts(a) {
		texts = append(texts, text.V)
	}
	for _, want := range []string{"Fenn Pottery", "Wilma Fenn", "wilma@fennpots.example", "weekly", "email", "£40 a month", "Conditions", "No wait", "None", "A day more", "It is far", "Tea at hers",
		"A word", "after a year", "Pots.", "Wilma, `code words` and so on.\n", "The driver rings twice, and waits 3 minutes.", "No chipped glaze, ever."} {
		if !slices.Contains(texts, want) {
			t.Errorf("%q is not searched: %q", want, texts)
		}
	}
	if slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, "kiln") }) {
		t.Error("what staff observed is taken for printed")
	}
}
