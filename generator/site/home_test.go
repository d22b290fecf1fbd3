package site_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"upfront/generator/internal/sample"
	"upfront/generator/site"
)

// promiseOf returns a promise of the capability van with a record of its own, so many kept and missed in February.
func promiseOf(id, says, commitment, more string) string {
	return fmt.Sprintf("  - {id: %s, says: %s, commitment: %s, within: 48h, target: 90%%, window: 90d, indicator: {kind: duration, from: a, to: b}, record: {file: records/%[1]s.csv, from: began, to: ended}%[4]s}\n", id, says, commitment, more)
}

func recordsOf(kept map[string][2]int) map[string]string {
	files := map[string]string{}
	for id, n := range kept {
		for _, text := range sample.Record([3]int{2, n[0], n[1]}) {
			files["content/records/"+id+".csv"] = text
		}
	}
	return files
}

func countOn(home site.Home) (out []string) {
	for _, c := range home.CountOn {
		out = append(out, c.Promise.Text+": "+c.Kept+c.Rest)
	}
	return out
}

// TestTheFirstScreenRanks holds the order where the owner chose none: guarantees first, the best kept of them first, too few
// to tell after them, and nothing that was missed or that nobody counts on. The order of the file is the reverse.
func TestTheFirstScreenRanks(t *testing.T) {
	const remedy = ", on_miss: {remedy: {kind: refund, amount: £5 off}}"
	promises := "  - {id: a, says: We do our best., commitment: best-effort, indicator: {kind: statement}}\n" +
		promiseOf("b", "A target.", "target", "") + promiseOf("c", "A missed guarantee.", "guarantee", remedy) +
		promiseOf("d", "A young guarantee.", "guarantee", remedy) + promiseOf("e", "A guarantee.", "guarantee", ", short: Shorter, on_miss: {remedy: {kind: refund, amount: £5 off, short: \"£5 back, unasked\"}}") +
		promiseOf("f", "A better guarantee.", "guarantee", "")
	records := recordsOf(map[string][2]int{"b": {40, 0}, "c": {10, 30}, "d": {3, 0}, "e": {38, 2}, "f": {39, 1}})
	home := desk(t, promises, records).Home()
	want := []string{"A better guarantee: 39 of the last 40.", "Shorter: 38 of the last 40, or £5 back, unasked.", "A young guarantee: 3 of 3, too few to judge yet. If we miss it, £5 off."}
	if got := countOn(home); !reflect.DeepEqual(got, want) {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
	if dots := home.CountOn[2].Chart.Dots; len(dots) != 3 {
		t.Errorf("of 3 cases there are %d dots", len(dots))
	}
	if home.Services[0].Title != "A van" {
		t.Errorf("the first service is %q", home.Services[0].Title)
	}
	// What the owner puts first stands first, missed or not, and says so.
	records["site.yaml"] = sample.Files["site.yaml"] + "home: {count_on: [van.c, van.b], do_not_expect: [van.boat], action: {label: Write to us, to: help}}\n"
	home = desk(t, promises, records).Home()
	want = []string{"A missed guarantee: 10 of the last 40, less than promised. If we miss it, £5 off.", "A target: 40 of the last 40."}
	if got := countOn(home); !reflect.DeepEqual(got, want) {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
	if len(home.DoNotExpect) != 1 || home.DoNotExpect[0].What != "A boat" || home.Action.Text != "Write to us" || home.Action.Href != "mailto:help@northlane.example" {
		t.Errorf("%+v, %+v", home.DoNotExpect, home.Action)
	}
}

// TestTheClosestCallStandsFirst holds the order of records by how near they came to being missed.
func TestTheClosestCallStandsFirst(t *testing.T) {
	promises := promiseOf("a", "Far off.", "target", "") + promiseOf("b", "Too few.", "target", "") + promiseOf("c", "Close.", "target", "") + promiseOf("d", "Missed.", "target", "")
	doing := desk(t, promises, recordsOf(map[string][2]int{"a": {40, 0}, "b": {2, 0}, "c": {37, 3}, "d": {20, 20}})).Doing()
	var got []string
	for _, i := range doing.Items {
		got = append(got, i.Promise.Text+" "+i.Record.Count+" "+i.Record.State.Text)
	}
	want := []string{"Missed. 20 of 40 Missed", "Close. 37 of 40 Kept", "Far off. 40 of 40 Kept", "Too few. 2 of 2 Cannot tell yet"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
}

// TestWhatIsOftenAssumedComesFirst holds the order of what is not done, and what each line says.
func TestWhatIsOftenAssumedComesFirst(t *testing.T) {
	files := map[string]string{"content/capabilities/delivery.yaml": strings.Replace(sample.Files["content/capabilities/delivery.yaml"], "{id: overnight, what: Overnight delivery, because: Our vans sleep.}", `{id: overnight, what: Overnight delivery, because: Our vans sleep., instead: "A very long sentence about what can be done in its place by us.", refer: rapid-riders}
    - {id: sea, what: Over the sea, short: Islands, because: We have no boat., often_assumed: Vans swim., if: The ferry takes us}
    - {id: air, what: By air, because: We have no wings., instead: By road., often_assumed: Vans fly.}
    - {id: rail, what: By rail, because: We have no train.}`, 1)}
	maps.Copy(files, sample.Record([3]int{2, 36, 4}))
	home := desk(t, sample.OnTime, files).Home()
	var got []string
	for _, c := range home.DoNotExpect {
		got = append(got, c.What+": "+c.Instead+" "+c.Href)
	}
	want := []string{"Islands: Yes, if the ferry takes us. ../capabilities/delivery/#no-sea", "By air: Instead: By road. ../capabilities/delivery/#no-air", "Overnight delivery: Ask Rapid Riders, who do this. ../capabilities/delivery/#no-overnight"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
	if home.MoreCannot.Text == "" {
		t.Error("nothing leads to the rest")
	}
}

// TestWhomToTurnToFirst holds that one rings a number and writes to an address, and that a headline stands over what the firm does.
func TestWhomToTurnToFirst(t *testing.T) {
	const action, number = "home: {action: {label: Book, to: help}}\n", "{by: mobile, at: \"07700 900123\"}"
	const mail = "{by: email, at: edda@northlane.example}"
	sited := strings.Replace(sample.Files["site.yaml"], "business: {", "business: {headline: There by nine, ", 1)
	for want, site := range map[string]string{
		"Write to":    sited,
		"or write to": sited + action,
		"Ring":        strings.Replace(sited, mail, mail+", "+number, 1),
		"or ring":     strings.Replace(sited, mail, number, 1) + action,
	} {
		home := desk(t, "", map[string]string{"site.yaml": site}).Home()
		if home.Person.Invites != want || home.Heading != "There by nine" || home.Lead != "Pallets across the north." {
			t.Errorf("%q below %q and %q, want %q", home.Person.Invites, home.Heading, home.Lead, want)
		}
	}
}

// TestServicesStandInOneOrder holds that a few services have the order of the home page wherever they are listed, with their
// prices, which one that is not offered any more has no longer; and that many have that of their titles where one is looked up.
func TestServicesStandInOneOrder(t *testing.T) {
	files := map[string]string{"content/capabilities/c.yaml": "title: Zinc\nsummary: We bend zinc.\nstatus: retired\nprice: {kind: fixed, amount: £5}\n"}
	service := func(id, title, commitment string) {
		files["content/capabilities/"+id+".yaml"] = "title: " + title + "\nsummary: We do it.\nprice: {kind: fixed, amount: £9 a door}\npromises:\n  - {id: p, says: We finish " + title + " in time., commitment: " + commitment + ", within: 48h, indicator: {kind: duration, from: a, to: b}, on_miss: {notify_within: 1h, remedy: {kind: refund, amount: £5 off}}}\n"
	}
	service("a", "Ashes", "target")
	service("b", "Wood", "guarantee")
	groups := func(page string) []string {
		return texts(slices.DeleteFunc(elements(having(t, page, "split")[0].Parent, "h2"), func(n *html.Node) bool { return !strings.Contains("Ashes Wood", said(n)) }))
	}
	pages := publicPages(t, files, "2026-03-20")
	if got := groups(pages["promises/index.html"]); !slices.Equal(got, []string{"Wood", "Ashes"}) {
		t.Errorf("all promises: %q", got)
	}
	if got := texts(elements(having(t, pages["how-we-count/index.html"], "split")[0].Parent, "summary")); !slices.Equal(got, []string{"Wood", "Ashes"}) {
		t.Errorf("how we count: %q", got)
	}
	if got := texts(elements(having(t, pages["if-we-get-it-wrong/index.html"], "split")[0].Parent, "h3")); !slices.Equal(got, []string{"Wood", "Ashes"}) {
		t.Errorf("if we get it wrong: %q", got)
	}
	want := []string{"Wood £9 a door We do it.", "Ashes £9 a door We do it.", "Zinc No longer offered We bend zinc."}
	if got := texts(elements(having(t, pages["capabilities/index.html"], "cards")[0], "li")); !slices.Equal(got, want) {
		t.Errorf("what we do: %q", got)
	}
	for i := range 11 {
		service(fmt.Sprint("d", i), fmt.Sprint("Moss ", i), "target")
	}
	if got := groups(publicPages(t, files, "2026-03-20")["promises/index.html"]); !slices.Equal(got, []string{"Ashes", "Wood"}) {
		t.Errorf("all promises of many: %q", got)
	}
}
