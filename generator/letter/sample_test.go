package letter_test

import (
	"testing"

	agree "upfront/generator/agreement"
	"upfront/generator/internal/sample"
	"upfront/generator/letter"
	"upfront/generator/seal"
	"upfront/generator/syntax"
)

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
    agreed: {on: 2026-03-03, by: Don Fenwick, how: on the phone to the yard}
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
contract:
  - {name: Conditions of carriage, version: "7", url: https://northlane.example/c7.pdf, sha256: 4f6b0c2f8f0f55d0a9c1b7a3f0f4b2c1d7e9a86b53c20f1e8d4a7b90c6e3f512}
referral: {count: 3, means: An introduction by name., when: after the first 90 days, earned_if: [e1, p1]}
body: |
  See [the returns](../policies/returns.md), and *thank you*.
`

// reading is the sample site with agreements.
type reading struct {
	sample.Site
	letters *letter.Printer
}

// read resolves the sample site, with files laid over it.
func read(t testing.TB, more map[string]string) reading {
	t.Helper()
	s := sample.Read(t, more)
	return reading{s, letter.New(s.Offer, sample.Theme(t), s.Tree.Read, nil)}
}

// agreement resolves one of its agreements.
func (r reading) agreement(t testing.TB, id string) *agree.Agreement {
	t.Helper()
	written, problems := syntax.ReadAgreement(r.Tree, "content/agreements/"+id+".yaml", r.Offer.Zone)
	a, bad := agree.Resolve(r.Offer, written)
	for _, p := range append(problems, bad...) {
		t.Errorf("%s: %s: %s", p.At, p.Rule, p.Message)
	}
	return a
}

// one resolves an agreement with the site around it.
func one(t testing.TB, text string) (*letter.Printer, *agree.Agreement) {
	t.Helper()
	r := read(t, map[string]string{"content/agreements/fenwick.yaml": text})
	return r.letters, r.agreement(t, "fenwick")
}

// opened returns a letter's bytes, sealed and opened again, because there is no other way to them.
func opened(t testing.TB, l seal.Letter) string {
	t.Helper()
	keys := seal.Secret{1, 2, 3}.Keys("fenwick", 1)
	box, err := keys.Seal(nil, l, seal.Terms{})
	if err != nil {
		t.Fatal(err)
	}
	html, err := seal.Open(box, keys.Path(), keys.LinkKey(), "", 0)
	if err != nil {
		t.Fatal(err)
	}
	return string(html)
}

// letterOf returns the letter of an agreement.
func letterOf(t testing.TB, text string) string {
	t.Helper()
	letters, a := one(t, text)
	l, err := letters.Letter(a)
	if err != nil {
		t.Fatal(err)
	}
	return opened(t, l)
}
