package site_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// having returns the elements of a page that have a class.
func having(t *testing.T, page, class string) []*html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var out []*html.Node
	for n := range root.Descendants() {
		if slices.Contains(strings.Fields(attribute(n, "class")), class) {
			out = append(out, n)
		}
	}
	return out
}

// elements returns the elements of a kind below one.
func elements(n *html.Node, name string) []*html.Node {
	var out []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == name {
			out = append(out, d)
		}
	}
	return out
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// said returns the words of an element, with one space between them.
func said(n *html.Node) string {
	var words strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			words.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(words.String()), " ")
}

func texts(list []*html.Node) []string {
	var out []string
	for _, n := range list {
		out = append(out, said(n))
	}
	return out
}

const vans = `title: Bring it
summary: We bring a parcel.
scope:
  included: [A parcel]
  excluded: [{id: night, what: At night, because: Our drivers sleep., instead: At eight., often_assumed: Vans go at night.}]
fit:
  good: [You can wait]
  limits: {weight_kg: {at_most: 750, unit: kg a pallet}, height_cm: {at_most: 190, unit: cm a pallet}, pallets: {at_least: 5, at_most: 60, unit: pallets a week}}
price: {kind: fixed, amount: from £41 a pallet, holds_for: 12mo, ceiling: £90}
promises:
  - id: soon
    says: It is there within 48 hours.
    commitment: guarantee
    indicator: {kind: duration, from: collected, to: delivered}
    within: 48h
    clock: calendar
    target: 95%
    window: 90d
    exclusions: [{id: snow, what: Snow on the road}]
    on_miss: {notify_within: 1h, remedy: {kind: service_credit, amount: £5, automatic: true}}
  - {id: hello, says: The driver says hello., commitment: best-effort, indicator: {kind: statement, evidence: Your ears}}
options: [{change: soon, to: 24h, price: £9 a parcel, needs: A dock}]
`

// TestACapabilityIsSummedUp holds the box at the top: price, time, size and whom it is made for, and what of the page it leads to.
func TestACapabilityIsSummedUp(t *testing.T) {
	page := publicPages(t, map[string]string{"content/capabilities/vans.yaml": vans}, "2026-03-20")["capabilities/vans/index.html"]
	sum := having(t, page, "sum")[0]
	if got, want := texts(elements(sum, "dt")), []string{"Price", "Time", "Size", "Made for"}; !slices.Equal(got, want) {
		t.Errorf("the box has %q, want %q", got, want)
	}
	if got, want := texts(elements(sum, "dd")), []string{"From £41 a pallet Fixed price. Never more than £90. Held for 12 months.",
		"Within 48 hours If not: £5.", "Up to 750 kg, 190 cm a pallet", "5 to 60 pallets a week"}; !slices.Equal(got, want) {
		t.Errorf("the box says %q, want %q", got, want)
	}
	if strings.Index(page, "From £41") > strings.Index(page, "<h2") {
		t.Error("the price stands below a part of the page")
	}
	var ids, links []string
	for _, s := range elements(having(t, page, "side")[0], "section") {
		if attribute(s, "class") == "part" {
			ids = append(ids, "#"+attribute(s, "aria-labelledby"))
		}
	}
	for _, a := range elements(having(t, page, "toc")[0], "a") {
		links = append(links, attribute(a, "href"))
	}
	if want := []string{"#can", "#promises", "#options", "#fit"}; !slices.Equal(links, want) || !slices.Equal(ids, want) {
		t.Errorf("the contents are %q, the parts %q, want %q", links, ids, want)
	}
}

// TestAPageSaysAThingOnce holds that no sentence of a capability stands in its page twice.
func TestAPageSaysAThingOnce(t *testing.T) {
	page := publicPages(t, map[string]string{"content/capabilities/vans.yaml": vans}, "2026-03-20")["capabilities/vans/index.html"]
	_, body, _ := strings.Cut(page, "<main")
	for _, sentence := range []string{"Our drivers sleep", "Vans go at night", "At eight", "It is there within 48 hours.</h3>", "Snow on the road", "£9 a parcel", "pallets a week", "Your ears"} {
		if n := strings.Count(body, sentence); n != 1 {
			t.Errorf("%q stands there %d times", sentence, n)
		}
	}
}

// TestWhatHappensIfItIsMissedIsNeverFolded holds what of a promise is in sight, and what is folded.
func TestWhatHappensIfItIsMissedIsNeverFolded(t *testing.T) {
	page := publicPages(t, map[string]string{"content/capabilities/vans.yaml": vans}, "2026-03-20")["capabilities/vans/index.html"]
	promises := having(t, page, "promise")
	if len(promises) != 2 {
		t.Fatalf("there are %d promises", len(promises))
	}
	fold := elements(promises[0], "details")[0]
	if got, want := said(fold), "How this is counted Within 48 hours Clock starts Collected Clock stops Delivered Hours counted Day and night What doesn’t count Snow on the road"; got != want {
		t.Errorf("folded: %q, want %q", got, want)
	}
	fold.Parent.RemoveChild(fold)
	if got, want := said(promises[0]), "It is there within 48 hours. Guarantee at least 95 of 100, over the last 90 days Expect it within 48 hours 19 times out of 20. "+
		"If we miss it Credit: £5. You don’t need to ask. We tell you within 1 hour."; got != want {
		t.Errorf("in sight: %q, want %q", got, want)
	}
	if got, want := said(promises[1]), "The driver says hello. Best effort How you can check Your ears"; got != want {
		t.Errorf("a best effort: %q, want %q", got, want)
	}
}

// TestWhoAPromiseDependsOn holds that our people are named whether their id is written or their name, and others as they are.
func TestWhoAPromiseDependsOn(t *testing.T) {
	page := publicPages(t, map[string]string{
		"site.yaml": "business: {name: Small Vans}\ntimezone: Europe/London\npeople: {ida: {name: Ida Moss}}\n",
		"content/capabilities/vans.yaml": "title: Vans\nsummary: We bring it.\npromises:\n  - {id: hello, says: We say hello., commitment: best-effort, " +
			"depends_on: [{who: ida, what: being well}, {who: Night Owls, what: being awake}]}\n",
	}, "2026-03-20")["capabilities/vans/index.html"]
	for _, want := range []string{"Ida Moss: being well", "Night Owls: being awake"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not on the page", want)
		}
	}
}

// TestNothingEmptyHasAHeading holds the least that a service and a policy have.
func TestNothingEmptyHasAHeading(t *testing.T) {
	pages := publicPages(t, map[string]string{
		"content/capabilities/vans.yaml": "title: Vans\nsummary: We bring it.\n",
		"content/policies/old.md":        "---\ntitle: Old\n---\nIt is so.\n",
		"content/policies/one.md":        "---\ntitle: One\nsummary: It is so.\nversion: 1\n---\nIt is.\n",
	}, "2026-03-20")
	for path, want := range map[string][]string{"capabilities/vans/index.html": nil, "policies/old/index.html": nil, "policies/one/index.html": {"In full"}} {
		_, body, _ := strings.Cut(pages[path], "<main")
		body, _, _ = strings.Cut(body, "</main>")
		root, _ := html.Parse(strings.NewReader("<main" + body))
		if got := texts(elements(root, "h2")); !slices.Equal(got, want) {
			t.Errorf("%s has the headings %q, want %q", path, got, want)
		}
	}
}

// TestNoticesOfACapability holds what its page says of notices: only what is wrong now is an alarm, what stands above every page is not
// said again, and what is planned and invitations stand in rows by their day.
func TestNoticesOfACapability(t *testing.T) {
	files := map[string]string{"content/capabilities/vans.yaml": "title: Vans\nsummary: We bring it.\n"}
	for name, front := range map[string]string{
		"fog":  "kind: delay\nseverity: down\nnoticed: 2026-03-20 09:00\ntold: 2026-03-20 09:10",
		"flat": "kind: delay\nnoticed: 2026-03-20 08:00\ntold: 2026-03-20 08:10",
		"fair": "kind: invitation\nfrom: 2026-04-09 16:00\ntold: 2026-03-01",
		"work": "kind: maintenance\nfrom: 2026-04-10 16:00\ntold: 2026-03-01",
		"note": "kind: letter\ntold: 2026-03-01",
	} {
		files["content/notices/"+name+".md"] = "---\ntitle: The " + name + "\naffects: [vans]\n" + front + "\n---\nText.\n"
	}
	pages := publicPages(t, files, "2026-03-20")
	page := pages["capabilities/vans/index.html"]
	if got := texts(having(t, page, "alert")); len(got) != 1 || !strings.HasPrefix(got[0], "The flat Open Delay") {
		t.Errorf("it warns of %q", got)
	}
	if n := strings.Count(page, "The fog"); n != 1 {
		t.Errorf("the fog stands there %d times", n)
	}
	rows := having(t, page, "notes")
	if len(rows) != 1 || said(rows[0]) != "Thursday 9 April 2026, 16:00 BST The fair Invitation Text. Friday 10 April 2026, 16:00 BST The work Planned Maintenance Text." {
		t.Errorf("to come are %q", texts(rows))
	}
	home := having(t, pages["index.html"], "notes")
	if len(home) != 1 || said(home[0]) != "Thursday 9 April 2026, 16:00 BST The fair Invitation Text. Friday 10 April 2026, 16:00 BST The work Planned Maintenance Text. 1 March 2026, 00:00 GMT The note Letter Text." {
		t.Errorf("the news of the home page are %q", texts(home))
	}
	if got := texts(having(t, pages["index.html"], "alert")); len(got) > 0 {
		t.Errorf("the home page warns of %q", got)
	}
}

// TestKindsOfNoticesStandApart holds the parts of the page of notices.
func TestKindsOfNoticesStandApart(t *testing.T) {
	files := map[string]string{}
	for name, front := range map[string]string{
		"fog": "kind: delay\nnoticed: 2026-03-20 09:00\ntold: 2026-03-20 09:10", "ice": "kind: outage\nnoticed: 2026-02-20 09:00\ntold: 2026-02-20 09:10\nresolved: 2026-02-21",
		"fair": "kind: invitation\nfrom: 2026-04-09 16:00", "note": "kind: letter\ntold: 2026-03-01", "rule": "kind: change\nfrom: 2026-02-01\ntold: 2026-01-01", "work": "kind: maintenance\nfrom: 2026-02-02 16:00\nuntil: 2026-02-02 17:00",
	} {
		files["content/notices/"+name+".md"] = "---\ntitle: The " + name + "\n" + front + "\n---\nText.\n"
	}
	var got []string
	for _, part := range having(t, publicPages(t, files, "2026-03-20")["notices/index.html"], "part") {
		line := said(elements(part, "h2")[0]) + ":"
		for _, h := range elements(part, "h3") {
			line += " " + said(h)
		}
		got = append(got, line)
	}
	want := []string{"Now: The fog", "Coming up: The fair", "News: The note The work The rule", "What went wrong: 2026 The ice"}
	if !slices.Equal(got, want) {
		t.Errorf("the parts are\n%q, want\n%q", got, want)
	}
}

// many returns so many services: each has a sentence of its own, and one that all have.
func many(n int) map[string]string {
	files := map[string]string{}
	for i := range n {
		name := fmt.Sprintf("van-%d", i)
		files["content/capabilities/"+name+".yaml"] = fmt.Sprintf("title: Bring it on round %d\nsummary: We bring it.\npromises:\n", i) +
			"  - {id: hello, says: The driver says hello and waits until you have counted., commitment: target, target: 90%, window: 90d, indicator: {kind: statement, of: visits, evidence: A note}, exclusions: [{id: out, what: Nobody was in}]}\n" +
			fmt.Sprintf("  - {id: soon, says: A parcel of round %d is there within 48 hours., commitment: target, within: 48h, clock: calendar, target: 95%%, window: 90d, indicator: {kind: duration, from: collected, to: delivered}}\n", i)
	}
	return files
}

// TestManyServices holds the pages of sixty services: small, with contents, and the same sentence once.
func TestManyServices(t *testing.T) {
	pages := publicPages(t, many(60), "2026-03-20")
	for path, list := range map[string]string{"promises/index.html": "vows", "how-we-count/index.html": "counted"} {
		page := pages[path]
		if len(page) > 60<<10 {
			t.Errorf("%s has %d bytes", path, len(page))
		}
		for _, sentence := range []string{"The driver says hello", "A parcel of round 7 is", "A parcel of round 59 is"} {
			if n := strings.Count(page, sentence); n != 1 {
				t.Errorf("%s says %d times %q", path, n, sentence)
			}
		}
		if got := len(having(t, page, list)); got < 60 {
			t.Errorf("%s has %d groups", path, got)
		}
		if path == "how-we-count/index.html" { // folded, it is its own contents
			if got := len(elements(having(t, page, "fold")[1], "summary")); got != 1 || strings.Count(page, "<details") < 60 {
				t.Errorf("%s does not fold each service", path)
			}
			continue
		}
		for _, a := range elements(having(t, page, "toc")[0], "a") {
			if id := strings.TrimPrefix(attribute(a, "href"), "#"); strings.Count(page, `id="`+id+`"`) != 1 {
				t.Errorf("%s: nothing, or more than one thing, is at #%s", path, id)
			}
		}
	}
	shared := having(t, pages["promises/index.html"], "vows")[0]
	if got := len(elements(shared, "a")); got != 60 {
		t.Errorf("the sentence that all have leads to %d services", got)
	}
	if contents := having(t, publicPages(t, many(3), "2026-03-20")["promises/index.html"], "toc"); len(contents) != 1 {
		t.Errorf("three services, and what they share: %d tables of contents", len(contents))
	}
	if contents := having(t, publicPages(t, many(1), "2026-03-20")["promises/index.html"], "toc"); len(contents) != 0 {
		t.Error("one service has a table of contents")
	}
}

// TestThePageOfOldAddresses says once that something has moved, and where to.
func TestThePageOfOldAddresses(t *testing.T) {
	page := publicPages(t, map[string]string{"content/policies/refunds.md": "---\ntitle: Refunds\naliases: [money/]\n---\nText.\n"}, "2026-03-20")["money/index.html"]
	root, _ := html.Parse(strings.NewReader(page))
	if got, want := said(elements(root, "body")[0]), "This page has moved It is now here: Refunds"; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	// So does the one of a capability that had another id, in whatever way its author says so.
	for _, alias := range []string{"", "aliases: [/capabilities/lorries]\n"} {
		pages := publicPages(t, map[string]string{"content/capabilities/vans.yaml": "title: Vans\nsummary: We bring it.\nformerly: lorries\n" + alias}, "2026-03-20")
		root, _ := html.Parse(strings.NewReader(pages["capabilities/lorries/index.html"]))
		if got, want := said(elements(root, "body")[0]), "This page has moved It is now here: Vans"; got != want {
			t.Errorf("it says %q, want %q", got, want)
		}
	}
}

// TestTheFirstVersionIsNew holds the word of what was written down for the first time.
func TestTheFirstVersionIsNew(t *testing.T) {
	pages := publicPages(t, map[string]string{"content/policies/refunds.md": "---\ntitle: Refunds\nversion: 1\neffective: 2026-03-01\nchanges: [{version: 1, on: 2026-03-01, effect: new, note: First written down.}]\n---\nText.\n"}, "2026-03-20")
	list := having(t, pages["changes/index.html"], "changes")
	if len(list) != 1 || said(list[0]) != "1 March 2026 New Refunds Version 1 First written down." {
		t.Errorf("the changes are %q", texts(list))
	}
}

// TestTheSameIsSaidOnce holds that what sixty services say in the same words stands once on the pages that gather it.
func TestTheSameIsSaidOnce(t *testing.T) {
	files := map[string]string{}
	for i := range 60 {
		files[fmt.Sprintf("content/capabilities/van-%d.yaml", i)] = fmt.Sprintf("title: Round %d\ncategory: Rounds of group %d\nsummary: We bring it.\nscope: {excluded: [{id: night, what: At night, because: We sleep., instead: At eight.}]}\n", i, i%5) +
			"promises: [{id: soon, says: A parcel is there within 48 hours., commitment: guarantee, target: 90%, window: 90d, within: 48h, clock: calendar, indicator: {kind: duration, from: a, to: b}, on_miss: {remedy: {kind: refund, amount: £5}}}]\n"
	}
	pages := publicPages(t, files, "2026-03-20")
	for path, c := range map[string]struct {
		sentence string
		most     int
	}{
		"index.html":                    {"A parcel is there within 48 hours", 1},
		"promises/index.html":           {"A parcel is there within 48 hours", 1},
		"if-we-get-it-wrong/index.html": {"A parcel is there within 48 hours", 1},
		"how-we-count/index.html":       {"A parcel is there within 48 hours", 1},
	} {
		if n := strings.Count(pages[path], c.sentence); n != c.most {
			t.Errorf("%s says %d times %q", path, n, c.sentence)
		}
	}
	if n := strings.Count(pages["index.html"], "At night"); n != 1 {
		t.Errorf("the home page says %d times what is not done", n)
	}
	contents := elements(having(t, pages["capabilities/index.html"], "toc")[0], "a")
	if got := texts(contents); len(got) != 5 || got[2] != "Rounds of group 2" {
		t.Errorf("the list of services leads to %q", got)
	}
	for path, page := range pages {
		if strings.HasSuffix(path, ".html") && len(page) > 60<<10 {
			t.Errorf("%s has %d bytes", path, len(page))
		}
	}
}
