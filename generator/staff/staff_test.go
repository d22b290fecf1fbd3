package staff_test

import (
	"reflect"
	"testing"

	"upfront/generator/agreement"
	"upfront/generator/internal/sample"
	"upfront/generator/record"
	"upfront/generator/staff"
	"upfront/generator/syntax"
	"upfront/generator/view"
)

// part returns the entries of a part of the edition for the courier's site with more files, each as its title and its rows.
func part(t *testing.T, id string, more map[string]string, facts func(s sample.Site) staff.Facts) (all []string) {
	t.Helper()
	s := sample.Read(t, more)
	w := staff.Writer{Renderer: view.NewRenderer(s.Offer, sample.Theme(t), s.Tree.Read)}
	for _, p := range w.Compose(facts(s)).Parts {
		for _, e := range p.Entries {
			if p.ID != id {
				continue
			}
			text := e.Title
			for _, r := range e.Rows {
				text += " | " + r.Label + ": " + r.Text
			}
			all = append(all, text)
		}
	}
	return all
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s\n got %q\nwant %q", what, got, want)
	}
}

// TestRoom holds what is said of a promise whose record bears a limit, of one with levels, and of a share; and that nothing is said
// where too little was counted.
func TestRoom(t *testing.T) {
	suggestions := []record.Suggestion{
		{Promise: "delivery.on-time", Says: "We deliver within 48 hours.", Enough: true, Present: "48h", Target: "95%", Within: "46h", Kept: 190, Counted: 1200},
		{Promise: "desk.put-right", Level: "p2", Says: "Put right.", Enough: true, Present: "3d", Target: "90%", Within: "4d", Kept: 3, Counted: 4},
		{Promise: "delivery.spare", Says: "Whole.", Enough: true, Share: "97%", Kept: 99, Counted: 100},
		{Promise: "delivery.for-you", Says: "Few.", Within: "1h"},
		{Promise: "delivery.gone", Says: "Gone.", Enough: true, Within: "1h"},
	}
	got := part(t, "room", nil, func(sample.Site) staff.Facts { return staff.Facts{Suggestions: suggestions} })
	same(t, "room", got, []string{
		"We deliver within 48 hours. | Promised: 48 hours, 95% of the time | The record bears: 46 hours, 95% of the time | Kept: 190 of 1,200",
		"Ordinary: Put right. | Promised: 3 working days, 90% of the time | The record bears: 4 working days, 90% of the time | Kept: 3 of 4",
		"Whole. | The record bears: 97% | Kept: 99 of 100",
	})
}

// TestInCommon holds what customers of whom everything was kept have in common; whoever was let down once is not among them.
func TestInCommon(t *testing.T) {
	const (
		kept   = "priorities: [{id: p1, said: a, understood: b, outcome: met}]\nowner: ama\n"
		missed = "priorities: [{id: p1, said: a, understood: b, outcome: met}, {id: p2, said: c, understood: d, outcome: missed}]\n"
	)
	facts := func(agreements ...string) func(sample.Site) staff.Facts {
		return func(s sample.Site) (f staff.Facts) {
			for _, text := range agreements {
				written, problems := syntax.ParseAgreement("content/agreements/a.yaml", []byte("status: agreed\n"+text), s.Offer.Zone)
				if len(problems) > 0 {
					t.Fatal(problems)
				}
				a, _ := agreement.Resolve(s.Offer, written)
				f.Agreements = append(f.Agreements, a)
			}
			return f
		}
	}
	same(t, "in common", part(t, "kept", nil, facts("customer: A\ncapabilities: [delivery, desk]\nupdates: {cadence: weekly}\n"+kept, "customer: B\ncapabilities: [delivery]\n"+missed,
		"customer: C\ncapabilities: [delivery]\nupdates: {cadence: monthly}\n"+kept, "customer: D\ncapabilities: [delivery]\n")), []string{
		"A | Lines met: 1 | Uses: Deliver within 48 hours and Answer you | Told: Every week",
		"C | Lines met: 1 | Uses: Deliver within 48 hours | Told: Every month",
		"In common | All use: Deliver within 48 hours | All are looked after by: Ama Boateng",
	})
	same(t, "nothing in common", part(t, "kept", nil, facts("customer: A\ncapabilities: [desk]\nupdates: {cadence: weekly}\n"+kept,
		"customer: C\ncapabilities: [delivery]\nupdates: {cadence: monthly}\npriorities: [{id: p1, said: a, understood: b, outcome: exceeded}]\nowner: callum\n"))[2:], []string{"In common | : Nothing that the files say."})
}
