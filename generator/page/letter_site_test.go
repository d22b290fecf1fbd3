package page_test

import (
	"maps"
	"testing"
	"time"

	agree "upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/page"
	"upfront/generator/seal"
	"upfront/generator/syntax"
	"upfront/generator/theme"
	"upfront/generator/tree"
)

// letterSite is a courier: what a letter can say of an offer, each thing once.
var letterSite = map[string]string{
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

// fenwick is an agreement with everything in it.
const fenwick = `
customer: {name: Fenwick Tiles, since: 2024-05-13}
people:
  - {name: Don Fenwick, role: decides, email: don@fenwick.example}
  - {name: Priya Shah, role: day to day, phone: "+44 7700 900 318", prefers: {by: phone, style: short}}
owner: ama
status: proposed
version: 2
effective: 2026-04-07
term: 12mo
renews: true
notice_to_end: 30d
review_by: 2026-10-05
outcome: {what: No fitter waits for a late pallet, measure: 4 idle hours or fewer, by: 2026-09-30}
capabilities: [delivery, desk]
choose: {delivery.on-time: 24h, desk.put-right.p1: 2h}
needs: {delivery.on-time: 36h}
how_they_use_it: Tiles go straight to fitters.
observed: [{on: 2026-02-24, by: Callum Reid, learned: Priya plans on Thursdays STAFFONLY.}]
updates: {cadence: weekly, by: email, on: Mon, also_at_once: [delay, a broken tile]}
expectations:
  - id: e1
    rank: 1
    said: "Don't leave me  finding out {{ site.name }} from \"my\" fitter."
    understood: If a delivery will be late we phone Priya within one hour.
    source: past supplier
    answer: yes
    backed_by: delivery.on-time
    agreed: {on: 2026-03-02, by: Don Fenwick, how: meeting}
    outcome: {result: exceeded, on: 2026-03-18, note: Four calls in four}
  - id: e2
    rank: 2
    said: I want it next morning.
    understood: You would like delivery the morning after.
    answer: no
    because: We managed 2 of 200.
    instead: Delivery within 48 hours.
    blocked_by: delivery.overnight
    refer: rapid-riders
    agreed: {on: 2026-03-03, by: Priya Shah, how: on the phone to the yard}
  - {id: e9, rank: 3, said: STAFFONLY complaint, understood: STAFFONLY, answer: no, visibility: internal}
priorities:
  - id: p1
    said: Corners can't be chipped.
    understood: Fewer than 1 pallet in 100 is damaged.
    answer: yes-if
    if: Pallets are corner-boarded.
    if_met: {on: 2026-03-10, by: Don Fenwick}
    level: p1
    measure: {indicator: damaged pallets / pallets, at_most: 1%, window: 90d}
    blocked_by: delivery.spare
    agreed: {on: 2026-03-02, by: Don Fenwick}
exceptions:
  - {policy: returns, instead: Three tries are free, because: Sites have no bell, decides: Callum Reid}
  - {policy: secret, instead: A pallet more}
check_ins:
  - {on: 2026-03-20, what: Ama rings Don, who: Ama Boateng}
  - {after: 90d, what: Sit down with Priya's list}
price: {kind: fixed, amount: £46 a pallet, holds_for: 12mo}
terms:
  - {name: Conditions of carriage, version: "7", url: https://northlane.example/c7.pdf, sha256: 4f6b0c2f8f0f55d0a9c1b7a3f0f4b2c1d7e9a86b53c20f1e8d4a7b90c6e3f512}
referral: {count: 3, means: An introduction by name., when: after the first 90 days, earned_if: [e1, p1]}
body: |
  See [the returns](../policies/returns.md), and *thank you*.
`

// reading is a site with agreements, resolved.
type reading struct {
	offer   *catalog.Offer
	letters *page.Letters
	tree    *tree.Tree
}

// read resolves the site of the letters, with files laid over it.
func read(t testing.TB, more map[string]string) reading {
	t.Helper()
	files := maps.Clone(letterSite)
	maps.Copy(files, more)
	r := reading{tree: tree.Of(files)}
	written, problems := syntax.Read(r.tree)
	offer, bad := catalog.Resolve(written, time.Time{})
	for _, p := range append(problems, bad...) {
		t.Errorf("%s: %s: %s", p.At, p.Rule, p.Message)
	}
	r.offer = offer
	r.letters = page.NewLetters(offer, defaultTheme(t, theme.Site{}), nil, nil)
	return r
}

// agreement resolves one of its agreements.
func (r reading) agreement(t testing.TB, id string) *agree.Agreement {
	t.Helper()
	written, problems := syntax.ReadAgreement(r.tree, "content/agreements/"+id+".yaml", r.offer.Zone)
	a, bad := agree.Resolve(r.offer, written)
	for _, p := range append(problems, bad...) {
		t.Errorf("%s: %s: %s", p.At, p.Rule, p.Message)
	}
	return a
}

// one resolves an agreement with the site around it.
func one(t testing.TB, text string) (*page.Letters, *agree.Agreement) {
	t.Helper()
	r := read(t, map[string]string{"content/agreements/fenwick.yaml": text})
	return r.letters, r.agreement(t, "fenwick")
}

// opened gives a letter's bytes, sealed and opened again, because there is no other way to them.
func opened(t testing.TB, l seal.Letter) string {
	t.Helper()
	keys := seal.Secret{1, 2, 3}.Keys("fenwick", 1)
	box, err := keys.Seal(l, seal.Terms{})
	if err != nil {
		t.Fatal(err)
	}
	html, err := seal.Open(box, keys.Path(), keys.LinkKey(), "", 0)
	if err != nil {
		t.Fatal(err)
	}
	return string(html)
}

// letterOf gives the letter of an agreement.
func letterOf(t testing.TB, text string) string {
	t.Helper()
	letters, a := one(t, text)
	l, err := letters.Letter(a)
	if err != nil {
		t.Fatal(err)
	}
	return opened(t, l)
}
