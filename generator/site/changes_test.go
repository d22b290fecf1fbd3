package site_test

import (
	"slices"
	"strings"
	"testing"
)

// What an option and a price will be is announced on the page of changes, and beside them. On the day they are so.
func TestOptionsAndPricesThatChange(t *testing.T) {
	files := map[string]string{"content/capabilities/vans.yaml": `title: Bring it
summary: We bring a parcel.
promises:
  - {id: on-time, says: We come within 48 hours., commitment: target, indicator: {kind: duration, from: asked, to: come}, within: 48h, clock: calendar}
options:
  - {change: on-time, to: 24h, price: £9 a parcel, next: {from: 2026-05-01, price: £11 a parcel, because: Fuel.}}
price: {kind: fixed, amount: £38 a parcel, next: {from: 2026-05-02, amount: £41 a parcel, because: Tyres.}}
`}
	shown := func(day string) string {
		pages := publicPages(t, files, day)
		page := pages["capabilities/vans/index.html"]
		return said(having(t, pages["changes/index.html"], "changes")[0]) + " | " + said(having(t, page, "sum")[0]) + " | " + said(elements(having(t, page, "stack")[0], "tbody")[0])
	}
	for day, want := range map[string]string{
		"2026-04-30": "1 May 2026 Weaker 24 hours: We come within 48 hours. Extra: £11 a parcel, and £9 a parcel until then. Fuel. 2 May 2026 Weaker Price: Bring it Price: £41 a parcel, and £38 a parcel until then. Tyres." +
			" | Price £38 a parcel Fixed price. Price from 2 May 2026 £41 a parcel Fixed price. Tyres. Time Within 48 hours" +
			" | 24 hours instead of 48 hours We come within 48 hours. Weaker From 1 May 2026 : Extra: £11 a parcel, and £9 a parcel until then. Fuel. £9 a parcel",
		"2026-05-01": "2 May 2026 Weaker Price: Bring it Price: £41 a parcel, and £38 a parcel until then. Tyres." +
			" | Price £38 a parcel Fixed price. Price from 2 May 2026 £41 a parcel Fixed price. Tyres. Time Within 48 hours | 24 hours instead of 48 hours We come within 48 hours. £11 a parcel",
		"2026-05-02": "2 May 2026 Weaker Price: Bring it Price: £41 a parcel, and £38 a parcel until then. Tyres. 1 May 2026 Weaker 24 hours: We come within 48 hours. Extra: £11 a parcel, and £9 a parcel until then. Fuel." +
			" | Price £41 a parcel Fixed price. Time Within 48 hours | 24 hours instead of 48 hours We come within 48 hours. £11 a parcel",
	} {
		if got := shown(day); got != want {
			t.Errorf("on %s:\n%s", day, got)
		}
	}
}

// TestChangesThatSayTheSameStandTogether holds that policies which changed on one day in the same words are one entry of the list.
func TestChangesThatSayTheSameStandTogether(t *testing.T) {
	files := map[string]string{}
	for name, more := range map[string]string{"bills": "", "late": "", "noise": ", {on: 2026-02-01, effect: stronger, note: We whisper.}"} {
		files["content/policies/"+name+".md"] = "---\ntitle: On " + name + "\nchanges: [{version: 1, on: 2026-01-05, effect: new, note: First written down.}" + more + "]\n---\nText.\n"
	}
	page := publicPages(t, files, "2026-03-20")["changes/index.html"]
	got := texts(elements(having(t, page, "changes")[0], "li"))
	if len(got) != 2 || got[0] != "1 February 2026 Stronger On noise We whisper." || got[1] != "5 January 2026 New On bills On late On noise Version 1 First written down." {
		t.Errorf("the list says %q", got)
	}
}

// TestANoticeStandsWithTheChangeOfWhichItTells holds that a change that is announced by a notice too is one entry of the list,
// and that a notice of another day or service has its own.
func TestANoticeStandsWithTheChangeOfWhichItTells(t *testing.T) {
	files := map[string]string{"content/capabilities/vans.yaml": "title: Bring it\nsummary: We bring a parcel.\nprice: {kind: fixed, amount: £38 a parcel, next: {from: 2026-05-02, amount: £41 a parcel}}\n",
		"content/capabilities/boats.yaml": "title: Ship it\nsummary: We ship a parcel.\n"}
	for id, n := range map[string]string{"dearer": "vans 2026-05-02", "later": "vans 2026-05-03", "boats": "boats 2026-05-02"} {
		service, day, _ := strings.Cut(n, " ")
		files["content/notices/"+id+".md"] = "---\ntitle: It is " + id + "\nkind: change\naffects: [" + service + "]\ntold: 2026-03-01T09:00:00Z\nfrom: " + day + "T00:00:00Z\n---\nSo it is.\n"
	}
	page := publicPages(t, files, "2026-03-20")["changes/index.html"]
	want := []string{"2 May 2026 Weaker Price: Bring it Price: £41 a parcel, and £38 a parcel until then. It is dearer", "2 May 2026 Change It is boats Ship it", "3 May 2026 Change It is later Bring it"}
	if got := texts(elements(having(t, page, "changes")[0], "li")); !slices.Equal(got, want) {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
}
