package letter_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"upfront/generator/agreed"
	agree "upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/internal/figure"
	"upfront/generator/internal/sample"
	"upfront/generator/letter"
	"upfront/generator/syntax"
	"upfront/generator/tree"
)

// fileEdit is an edit of a file, and what of all that was agreed is otherwise then: nothing, for one that says the same.
type fileEdit struct{ file, old, new, changes string }

const (
	agreementFile = "content/agreements/fenwick.yaml"
	deliveryFile  = "content/capabilities/delivery.yaml"
	deskFile      = "content/capabilities/desk.yaml"
)

// edits are such that any of them can be made together: no two are of the same words.
var edits = []fileEdit{
	// They say the same.
	{agreementFile, "status: proposed\n", "# Don rang again.\nstatus: proposed\n", ""},
	{agreementFile, "customer: {name: Fenwick Tiles, since: 2024-05-13}\n", "customer: {since: 2024-05-13, name: Fenwick Tiles}\n", ""},
	{agreementFile, "said: Ring me., understood", "answer: yes, understood", ""}, // with the next: the fields in another order
	{agreementFile, "1 hour., answer: yes}", "1 hour., said: Ring me.}", ""},
	{agreementFile, "because: We sleep.", `because: "We  sleep."`, ""},
	{agreementFile, "capabilities: [delivery]", "capabilities:\n  - delivery", ""},
	{agreementFile, "holds_for: 12mo", "holds_for: 12 months", ""},
	{agreementFile, "expectations:", "observed: [{on: 2026-03-19, by: Ama Boateng, learned: He is in before eight.}]\nexpectations:", ""},
	{deliveryFile, "title: Deliver within 48 hours", "title: Deliver in 48 hours", ""},
	{deliveryFile, "summary: From door to door.", "summary: From your door to theirs.\nbody: We have five routes.", ""},
	{deliveryFile, "means: Of 20 pallets, expect 19 on time.", "means: One in twenty may be late.", ""},
	{deliveryFile, "says: We deliver within 48 hours.", "says: Within 48 hours we deliver.", ""}, // the number says it
	{deliveryFile, "within: 48h", "within: 48 hours # as ever", ""},
	{deliveryFile, "target: 95%\n    window: 90d", "window: 90d\n    target: 95.0%", ""},
	{deliveryFile, "what: A closed motorway", "what: A motorway that is closed", ""},
	{deliveryFile, "staff_note: Ring Pete first", "staff_note: Ring Pete", ""},
	{deliveryFile, "because: Our vans sleep.", "because: Our drivers sleep.", ""}, // what we do not do is no term
	{deliveryFile, "when: Something is late", "when: It is late", ""},
	{"site.yaml", "language: en-GB", "language: en-US", ""},
	{"site.yaml", "office: {days: Mon-Fri,", "office: {holidays: [2026-12-25], days: Mon-Fri,", ""}, // holidays are life
	{"site.yaml", "name: Urgent", "name: Very urgent", ""},
	{"site.yaml", "+44 1632 960 009", "+44 1632 960 010", ""},
	// They do not.
	{agreementFile, "understood: You would like a delivery by night.", "understood: You would like two deliveries by night.", "line e2"},
	{agreementFile, "instead: The van at 07:00.", "instead: The van at 08:00.", "line e2"},
	{agreementFile, "answer: yes-if, if: Boards are on.", "answer: yes", "line p1"},
	{agreementFile, "said: No chips.", "said: No cracks.", "line p1"},
	{agreementFile, "£46 a pallet", "£46.50 a pallet", "price"},
	{agreementFile, "kind: fixed", "kind: estimate", "price"},
	{agreementFile, "cadence: weekly", "cadence: monthly", "updates"},
	{agreementFile, "effective: 2026-04-07", "effective: 2026-04-08", "term"},
	{agreementFile, "choose: {delivery.on-time: 24h}\n", "", "chosen"},
	{agreementFile, "people:", "contract: [{name: Conditions, version: \"8\"}]\npeople:", "contract"},
	{agreementFile, "price: {", "referral: {count: 2, means: A word, when: soon}\nprice: {", "referral"},
	{deliveryFile, "clock: calendar", "clock: business\n    hours: office", "promise delivery.on-time"},
	{deliveryFile, "amount: £20", "amount: £10", "promise delivery.on-time"},
	{deliveryFile, "commitment: guarantee", "commitment: target", "promise delivery.on-time"},
	{deliveryFile, "[{id: closed,", "[{id: snow, what: Snow}, {id: closed,", "promise delivery.on-time"},
	{deliveryFile, "from: collected,", "from: booked,", "promise delivery.on-time"},
	{deliveryFile, "target, within: 1h", "target, within: 2h", "promise delivery.for-you"},
	{deliveryFile, "else: We come a day later", "else: We come two days later", "your_part"},
}

// state says what of an agreement is otherwise than it was agreed.
func state(a *agree.Agreement) (all []string) {
	add := func(format string, args ...any) {
		if text := fmt.Sprintf(format, args...); !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	for l := range a.Lines() {
		if l.Was != nil || !l.Agreed() {
			add("line %s", l.ID.V)
		}
	}
	for _, part := range a.Held.Changed {
		add("%s", part)
	}
	for _, t := range a.Terms {
		if t.Held != nil && len(t.Drifted()) > 0 && !slices.Contains(a.Held.Changed, "chosen") {
			add("promise %s", t.Promise.Ref)
		}
	}
	if a.Held.IsDrifted("your_part") {
		add("your_part")
	}
	slices.Sort(all)
	return all
}

// TestEditsAgainstARecord makes up to five edits of an agreement and its offer at once, in a thousand ways, and reads them with
// the record of what was agreed before. What is a term by now and reads otherwise is found, and nothing else is.
func TestEditsAgainstARecord(t *testing.T) {
	read := func(files map[string]string, records ...*agreed.Record) (*letter.Printer, *agree.Agreement) {
		made := tree.Of(files)
		written, _ := syntax.Read(made)
		offer, _ := catalog.Resolve(written, time.Time{})
		one, _ := syntax.ParseAgreement(agreementFile, []byte(files[agreementFile]), offer.Zone)
		a, _ := agree.Resolve(offer, one, records...)
		return letter.New(offer, sample.Theme(t), made.Read, nil), a
	}
	files := maps.Clone(sample.Files)
	files[agreementFile] = held
	letters, a := read(files)
	record := freeze(t, letters, a, 12, all)
	for _, e := range edits {
		if strings.Count(files[e.file], e.old) != 1 {
			t.Fatalf("%q is not there once", e.old)
		}
	}
	random := rand.New(rand.NewPCG(17, 6))
	for trial := range max(figure.Of(1000), 2*len(edits)) {
		edited, want := maps.Clone(files), []string(nil)
		some := random.Perm(len(edits))[:1+random.IntN(5)]
		if trial < len(edits) {
			some = []int{trial} // each by itself first
		}
		for _, i := range some {
			e := edits[i]
			edited[e.file] = strings.Replace(edited[e.file], e.old, e.new, 1)
			if e.changes != "" && !slices.Contains(want, e.changes) {
				want = append(want, e.changes)
			}
		}
		if slices.Contains(want, "chosen") { // what they chose stays as a whole, with the promise that it is of
			want = slices.DeleteFunc(want, func(w string) bool { return strings.HasPrefix(w, "promise ") })
		}
		slices.Sort(want)
		first, second := strings.Contains(edited[agreementFile], "answer: yes, understood"), strings.Contains(edited[agreementFile], "1 hour., said: Ring me.}")
		if first != second {
			continue // one half of two that go together
		}
		if _, a := read(edited, record); !slices.Equal(state(a), want) {
			t.Fatalf("trial %d, edits %v: %v, want %v", trial, some, state(a), want)
		}
	}
}
