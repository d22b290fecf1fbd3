package agenda_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"upfront/generator/agenda"
	"upfront/generator/syntax"
	"upfront/generator/tree"
)

// dueFields names what comes into the list by each field that package syntax marks as due.
var dueFields = map[string]agenda.Kind{
	"capability.review_by":                  agenda.Review,
	"capability.capacity.next_opening":      agenda.Opening,
	"capability.promises.acknowledge.until": agenda.Acknowledge,
	"capability.promises.next.from":         agenda.Tell,
	"capability.options.next.from":          agenda.Tell,
	"capability.price.next.from":            agenda.Tell,
	"capability.aftercare.after":            agenda.Aftercare,
	"capability.aftercare.every":            agenda.Aftercare,
	"capability.aftercare.on":               agenda.Aftercare,
	"capability.price.holds_for":            "", // how long it stands for a customer, the agreement says
	"policy.review_by":                      agenda.Review,
	"policy.changes.on":                     agenda.Tell,
	"agreement.customer.since":              agenda.Anniversary,
	"agreement.term":                        agenda.Renewal,
	"agreement.notice_to_end":               agenda.Notice,
	"agreement.review_by":                   agenda.Review,
	"agreement.access.until":                agenda.Link,
	"agreement.outcome.by":                  agenda.Outcome,
	"agreement.expectations.if_by":          agenda.Condition,
	"agreement.priorities.if_by":            agenda.Condition,
	"agreement.check_ins.on":                agenda.CheckIn,
	"agreement.check_ins.after":             agenda.CheckIn,
	"agreement.duties.by":                   agenda.Duty,
	"agreement.price.holds_for":             agenda.Price,
}

// TestEveryDueFieldIsInTheList holds that the list has something from each field that is marked as due, in a site that has them all,
// and that no other field with a day is forgotten.
func TestEveryDueFieldIsInTheList(t *testing.T) {
	var marked []string
	for _, kind := range syntax.Kinds() {
		text, _ := syntax.Schema(kind)
		var schema any
		if err := json.Unmarshal(text, &schema); err != nil {
			t.Fatal(err)
		}
		marked = append(marked, dueIn(kind, schema)...)
	}
	slices.Sort(marked)
	if want := slices.Sorted(maps.Keys(dueFields)); !slices.Equal(marked, want) {
		t.Errorf("marked as due are\n%q, want\n%q", marked, want)
	}
	s := readSite(t, "testdata/year")
	found := map[string]bool{}
	for _, e := range s.due(dayOf(t, "2027-12-01"), dayOf(t, "2028-11-29")) {
		found[strings.Split(e.At.File, "/")[1]+" "+string(e.Kind)] = true
	}
	folders := map[string]string{"capability": "capabilities", "policy": "policies", "agreement": "agreements"}
	for field, kind := range dueFields {
		if folder := folders[strings.Split(field, ".")[0]]; kind != "" && !found[folder+" "+string(kind)] {
			t.Errorf("%s brings no entry of the kind %s", field, kind)
		}
	}
}

// dueIn returns the fields of a schema that are marked as due.
func dueIn(path string, schema any) (all []string) {
	switch s := schema.(type) {
	case []any:
		for _, one := range s {
			all = append(all, dueIn(path, one)...)
		}
	case map[string]any:
		if s["x-due"] == true {
			all = append(all, path)
		}
		for key, part := range s {
			if key != "properties" {
				all = append(all, dueIn(path, part)...)
			}
		}
		properties, _ := s["properties"].(map[string]any)
		for key, field := range properties {
			all = append(all, dueIn(path+"."+key, field)...)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// TestCalendar has a calendar read by a library of others: whole days, the words as they are, each id once, and the same id
// after the day has moved.
func TestCalendar(t *testing.T) {
	const (
		what = `Nora rings; then, "maybe", C:\tea — and the long way round to the yard behind the mill where nobody has been since the flood of 2015`
		text = "customer: {name: 'Höfer, Söhne & Co; Ltd'}\npeople: [{name: Jo Höfer, role: decides, phone: '+44 7700 900811'}]\nstatus: agreed\neffective: 2027-12-01\n" +
			"capabilities: []\ncheck_ins: [{on: 2027-12-24, what: '" + what + "', who: Ida Moss}, {on: 2027-11-20, what: Long ago}, {on: 2028-01-10, what: Ring}, {on: 2028-02-10, what: Ring}]\nreview_by: 2028-01-31\n"
	)
	read := func(text string) []*ics.VEvent {
		s := parse(t, tree.Of(map[string]string{"site.yaml": "business: {name: Mill}\ntimezone: UTC\nleader: {name: Ida Moss, role: Owner}\n", "content/agreements/h.yaml": text}))
		today := dayOf(t, "2027-12-01")
		file := agenda.Calendar("Mill", today, s.due(today, dayOf(t, "2028-02-28"))).File()
		for _, line := range strings.Split(strings.TrimSuffix(file, "\r\n"), "\r\n") {
			if len(line) > 75 || strings.ContainsAny(line, "\r\n") {
				t.Errorf("a line of %d octets: %q", len(line), line)
			}
		}
		c, err := ics.ParseCalendar(strings.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		return c.Events()
	}
	events := read(text)
	if len(events) != 4 { // what is past is not in it
		t.Fatalf("%d events", len(events))
	}
	first := events[0]
	if got := first.GetProperty(ics.ComponentPropertySummary).Value; got != "Höfer, Söhne & Co; Ltd: "+what {
		t.Errorf("the summary reads %q", got)
	}
	if got := first.GetProperty(ics.ComponentPropertyDescription).Value; got != "Ida Moss, with Jo Höfer, +44 7700 900811\ncontent/agreements/h.yaml:6:18" {
		t.Errorf("the description reads %q", got)
	}
	if on, err := first.GetAllDayStartAt(); err != nil || on.Format(time.DateOnly) != "2027-12-24" {
		t.Errorf("it is on %v (%v)", on, err)
	}
	ids := map[string]bool{}
	for _, e := range events {
		ids[e.Id()] = true
	}
	if len(ids) != len(events) {
		t.Errorf("%d events have %d ids", len(events), len(ids))
	}
	moved := read(strings.Replace(text, "2027-12-24", "2027-12-27", 1))
	if on, _ := moved[0].GetAllDayStartAt(); on.Format(time.DateOnly) != "2027-12-27" || moved[0].Id() != first.Id() {
		t.Errorf("the ids are %s, then %s on %v", first.Id(), moved[0].Id(), on)
	}
}

func TestDistance(t *testing.T) {
	today := dayOf(t, "2028-02-28")
	for day, want := range map[string]string{"2028-02-28": "today", "2028-02-29": "in 1 day", "2028-03-13": "in 14 days", "2028-02-27": "1 day ago", "2028-01-29": "30 days ago"} {
		if got := agenda.Distance(today, dayOf(t, day)); got != want {
			t.Errorf("%s: %q, want %q", day, got, want)
		}
	}
	if got := agenda.Weekday(dayOf(t, "2026-08-03")); got != "Monday 3 August 2026" {
		t.Error(got)
	}
}

// TestMention holds that somebody is found by a whole first name, the first in the text.
func TestMention(t *testing.T) {
	const people = "people: [{name: Ann Lee, role: decides, phone: '1'}, {name: Jo Höfer, role: day to day, phone: '2'}]\nstatus: draft\ncheck_ins: [{on: 2027-12-02, what: '"
	for what, want := range map[string]string{"Ring Ann": "Ann Lee", "Jo and Ann have tea": "Jo Höfer", "Joan, Anne and Bo": "Jo Höfer", "Anne rings Ann": "Ann Lee", "Ring them": "Jo Höfer", "Ann's tea": "Ann Lee"} {
		s := parse(t, tree.Of(map[string]string{"site.yaml": "business: {name: Mill}\ntimezone: UTC\nleader: {name: Ida Moss, role: Owner}\n",
			"content/agreements/h.yaml": "customer: H\n" + people + strings.ReplaceAll(what, "'", "''") + "'}]\n"}))
		due := s.due(dayOf(t, "2027-12-01"), dayOf(t, "2027-12-31"))
		if len(due) != 1 || due[0].With != want || due[0].Who != "Ida Moss" {
			t.Errorf("%q is with %v, want %s", what, due, want)
		}
	}
}
