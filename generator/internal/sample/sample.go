// Package sample is a small courier's site for tests of what pages say.
package sample

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"upfront/generator/catalog"
	"upfront/generator/record"
	"upfront/generator/syntax"
	"upfront/generator/theme"
	"upfront/generator/tree"
	"upfront/themes"
)

// Files is a courier: what a letter can say of an offer, each thing once. "Now" is 20 March 2026, noon.
var Files = map[string]string{
	"site.yaml": `
business: {name: Northlane, what_we_do: Pallets across the north., logo: logo.svg}
url: https://northlane.example/expect/
language: en-GB
timezone: Europe/London
as_of: 2026-03-20T12:00:00Z
leader: {name: Edda Holt, role: Owner, reach: [{by: email, at: edda@northlane.example}]}
people:
  ama: {name: Ama Boateng, role: Dispatch, email: ama@northlane.example, phone: "+44 1632 960 001"}
  callum: {name: Callum Reid, role: Nights, phone: "+44 1632 960 002"}
hours: {office: {days: Mon-Fri, from: "08:00", to: "18:00"}}
channels:
  - {id: desk, by: phone, at: "+44 1632 960 009", hours: office, respond_within: 5m}
  - {id: help, by: email, at: help@northlane.example, hours: office, respond_within: 4h}
complaints: {first: help, escalate_to: leader, answer_within: 5d, clock: business}
levels: [{id: p1, name: Urgent, when: people stand idle}, {id: p2, name: Ordinary, when: all else}]
`,
	"content/logo.svg":             "<svg xmlns='http://www.w3.org/2000/svg'/>",
	"content/policies/form.pdf":    "%PDF",
	"content/policies/card.png":    "PNG",
	"content/policies/unshown.pdf": "%PDF",
	"content/partners.yaml":        `rapid-riders: {name: Rapid Riders, url: https://rapid.example, for: overnight, why: They ride at night.}`,
	"content/policies/returns.md": `---
title: What if nobody is in?
---
We try again. Here is [the form](form.pdf), and ![the card](card.png).
`,
	"content/policies/secret.md": `---
title: Bending for friends STAFFONLY
visibility: internal
---
Quietly.
`,
	"content/notices/m62.md": `---
title: M62 closed
kind: delay
severity: disrupted
affects: [delivery]
noticed: 2026-03-11T07:10:00Z
told: 2026-03-11T07:42:00Z
resolved: 2026-03-11T16:00:00Z
---
The M62 is closed westbound.
`,
	"content/capabilities/delivery.yaml": `
title: Deliver within 48 hours
summary: From door to door.
scope:
  excluded:
    - {id: overnight, what: Overnight delivery, because: Our vans sleep.}
customer_does:
  - {what: Book by noon, within: 1d, clock: business, else: We come a day later}
promises:
  - id: on-time
    says: We deliver within 48 hours.
    means: Of 20 pallets, expect 19 on time.
    commitment: guarantee
    indicator: {kind: duration, from: collected, to: delivered}
    within: 48h
    clock: calendar
    target: 95%
    window: 90d
    exclusions: [{id: closed, what: A closed motorway}]
    on_miss: {remedy: {kind: service_credit, amount: £20, automatic: true}}
    depends_on: [{who: You, what: A pallet that is wrapped}]
  - {id: for-you, says: You have a number of your own., commitment: target, within: 1h, indicator: {kind: response, from: you ring, to: we answer}, visibility: customer}
  - {id: spare, says: A spare van STAFFONLY., commitment: best-effort, visibility: internal}
options:
  - {change: on-time, to: 24h, price: £9 a delivery, needs: A dock}
escalation:
  - {step: 1, to: desk, when: Something is late}
  - {step: 2, to: callum, when: At night}
staff_note: Ring Pete first STAFFONLY.
`,
	"content/capabilities/desk.yaml": `
title: Answer you
summary: A person answers.
customer_does:
  - {what: Book by noon, within: 1d, clock: business, else: We come a day later}
  - Say how urgent it is
promises:
  - id: put-right
    says: Put right within the time for its level.
    commitment: target
    by: level
    within: {p1: {within: 4h, hours: always}, p2: {within: 3d, hours: office}}
    clock: business
    hours: office
options:
  - {change: put-right.p1, to: 2h, price: £90 a month}
`,
}

// Site is a site that was read and resolved.
type Site struct {
	Offer *catalog.Offer
	Tree  *tree.Tree
}

// Read resolves [Files], with files laid over them.
func Read(t testing.TB, more map[string]string) Site {
	t.Helper()
	files := maps.Clone(Files)
	maps.Copy(files, more)
	s := Site{Tree: tree.Of(files)}
	written, problems := syntax.Read(s.Tree)
	offer, unresolved := catalog.Resolve(written, time.Time{})
	for _, p := range append(problems, unresolved...) {
		t.Errorf("%s: %s: %s", p.At, p.Rule, p.Message)
	}
	s.Offer = offer
	return s
}

// Book counts the site's records.
func (s Site) Book(t testing.TB) *record.Book {
	t.Helper()
	book, problems := record.Count(s.Offer, s.Tree.Open)
	for _, p := range problems {
		t.Errorf("%s: %s", p.At, p.Message)
	}
	return book
}

// Theme loads the default theme.
func Theme(t testing.TB) *theme.Theme {
	t.Helper()
	loaded, problems := theme.Load(themes.Default(), theme.Site{Language: "en-GB"})
	for _, p := range problems {
		t.Errorf("%s: %s: %s", p.At, p.Message, p.Help)
	}
	if loaded == nil {
		t.FailNow()
	}
	return loaded
}

// Van returns files that add a capability "van" with promises to the site.
func Van(promises string, more map[string]string) map[string]string {
	files := map[string]string{"content/capabilities/van.yaml": "title: A van\nsummary: A van comes.\neffective: 2026-03-01\nscope: {excluded: [{id: boat, what: A boat, because: We have none.}]}\npromises:\n" + promises}
	maps.Copy(files, more)
	return files
}

// OnTime is the promise van.p, whose record [Record] writes.
const OnTime = "  - {id: p, says: We are on time., commitment: target, within: 48h, target: 90%, window: 90d, indicator: {kind: duration, from: a, to: b}, record: {file: records/r.csv, from: began, to: ended, excluded: why}, exclusions: [{id: snow, what: Snow on the road}]}\n"

// Record writes a record: of each month so many that were kept, and so many that were not.
func Record(months ...[3]int) map[string]string {
	var b strings.Builder
	b.WriteString("began,ended,why\n")
	for _, m := range months {
		for i := range m[1] + m[2] {
			hours := 20
			if i < m[2] {
				hours = 71
			}
			fmt.Fprintf(&b, "2026-%02d-%02d 00:%02d,2026-%02d-%02d %02d:%02d,\n", m[0], 1+i%9, i%60, m[0], 1+i%9+hours/24, hours%24, i%60)
		}
	}
	return map[string]string{"content/records/r.csv": b.String()}
}

// Hours is site.yaml with hours of several kinds.
var Hours = strings.Replace(Files["site.yaml"], `hours: {office: {days: Mon-Fri, from: "08:00", to: "18:00"}}`, `hours:
  office: {days: Mon-Fri, from: "08:00", to: "18:00", holidays: [2026-03-20, 2026-03-23]}
  nine: {days: Mon-Fri, from: "09:00", to: "17:00"}
  shop: {days: Mon-Sat, windows: [{from: "07:30", to: "12:00"}, {from: "13:00", to: "17:30"}]}
  nights: {days: Mon-Thu, from: "22:00", to: "06:00"}`, 1)
