package agreement_test

import (
	"fmt"
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

// site is a courier with two services: one promise with an option, one by level, one for customers alone and one for
// staff alone.
var site = map[string]string{
	"site.yaml": `
business: {name: Northlane}
timezone: Europe/London
as_of: 2026-03-20
people:
  ama: {name: Ama Boateng, role: Owner, email: ama@northlane.example}
  callum: {name: Callum Reid, role: Dispatch}
hours: {office: {days: Mon-Fri, from: "08:00", to: "18:00"}}
levels: [{id: p1, name: Urgent, when: people stand idle}, {id: p2, name: Ordinary, when: all else}]
`,
	"content/partners.yaml": `rapid-riders: {name: Rapid Riders, url: https://rapid.example, for: overnight, why: They ride at night}`,
	"content/policies/returns.md": `---
title: Returns
---
We take it back.
`,
	"content/capabilities/delivery.yaml": `
title: Deliver
summary: We deliver.
scope:
  excluded:
    - {id: overnight, what: Overnight delivery, because: We cannot.}
fit: {limits: {pallets: {at_most: 60, unit: pallets}}}
promises:
  - {id: on-time, says: Within 48 hours., commitment: target, within: 48h, clock: calendar}
  - {id: whole, says: Of 100 at least 99 arrive whole., commitment: target, at_least: 99%}
  - {id: for-you, says: A number for you., commitment: target, within: 1h, visibility: customer}
  - {id: spare, says: A spare van., commitment: best-effort, visibility: internal}
options:
  - {change: on-time, to: 24h, price: £9 a delivery}
  - {change: whole, to: 99.5%}
`,
	"content/capabilities/desk.yaml": `
title: Answer
summary: We answer.
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

// resolve reads an agreement with the files beside it, which may add to the site's or replace them.
func resolve(t *testing.T, id, text string, more map[string]string) (*agreement.Agreement, []diag.Problem) {
	t.Helper()
	files := map[string]string{"content/agreements/" + id + ".yaml": text}
	for _, set := range []map[string]string{site, more} {
		for name, data := range set {
			files[name] = data
		}
	}
	made := tree.Of(files)
	read, problems := syntax.Read(made)
	offer, more2 := catalog.Resolve(read, time.Time{})
	if problems = append(problems, more2...); len(problems) > 0 {
		t.Fatalf("the site itself: %v", problems)
	}
	written, problems := syntax.ReadAgreement(made, "content/agreements/"+id+".yaml", offer.Zone)
	if len(problems) > 0 {
		t.Fatalf("the agreement's form: %v", problems)
	}
	return agreement.Resolve(offer, written)
}

// fine is resolve for an agreement without a problem.
func fine(t *testing.T, text string) *agreement.Agreement {
	t.Helper()
	a, problems := resolve(t, "fenwick", text, nil)
	for _, p := range problems {
		t.Errorf("%s: %s: %s", p.At, p.Rule, p.Message)
	}
	return a
}

const head = "customer: Fenwick\nstatus: proposed\n"

func TestTermsAreThePublishedPromises(t *testing.T) {
	a := fine(t, head+"capabilities: [desk, delivery]")
	var refs []string
	for _, term := range a.Terms {
		refs = append(refs, term.Promise.Ref)
		if term.Differs() {
			t.Errorf("%s differs, and nothing was chosen", term.Promise.Ref)
		}
	}
	want := []string{"desk.put-right", "delivery.on-time", "delivery.whole", "delivery.for-you"}
	if !slices.Equal(refs, want) {
		t.Errorf("terms %v, want %v: in the order named, and none for staff", refs, want)
	}
	if a.Differing() != 0 {
		t.Errorf("%d differ", a.Differing())
	}
}

func TestChoices(t *testing.T) {
	a := fine(t, head+"capabilities: [delivery, desk]\nchoose: {delivery.on-time: 1d, delivery.whole: 99.50%, desk.put-right.p1: 120m}")
	if a.Differing() != 3 {
		t.Fatalf("%d differ, want 3", a.Differing())
	}
	onTime, whole, desk := a.Terms[0], a.Terms[1], a.Terms[3]
	if c, ok := onTime.Choice(""); !ok || c.Option.Price.V != "£9 a delivery" || c.Value.Written != "1d" {
		t.Errorf("24h written as 1d is no choice: %v %+v", ok, c)
	}
	if w, _, ok := onTime.Within(""); !ok || w.String() != "1d" {
		t.Errorf("the limit is %s", w)
	}
	if c, ok := whole.Choice(""); !ok || c.Option.To.Written != "99.5%" {
		t.Errorf("99.50%% is not the 99.5%% on offer: %v %+v", ok, c)
	}
	if _, ok := desk.Choice(""); ok {
		t.Error("a choice for one level counts for all")
	}
	for level, want := range map[string]string{"p1": "120m always", "p2": "3d office"} {
		if w, hours, ok := desk.Within(level); !ok || w.String()+" "+hours.Name != want {
			t.Errorf("level %s: %s %s, want %s", level, w, hours.Name, want)
		}
	}
	if _, _, ok := desk.Within("p3"); ok {
		t.Error("a level that is not there has a limit")
	}
}

func TestNeeds(t *testing.T) {
	a := fine(t, head+"capabilities: [delivery, desk]\nneeds: {pallets: 22, delivery.on-time: 36h, desk.put-right.p1: 3h}")
	if len(a.Needs) != 3 {
		t.Fatalf("%d needs", len(a.Needs))
	}
	if n := a.Needs[0]; n.Term != nil || n.Name.V != "pallets" {
		t.Errorf("a limit has a term: %+v", n)
	}
	if n := a.Needs[1]; n.Term != a.Terms[0] || n.Level != "" {
		t.Errorf("the promise needed: %+v", n)
	}
	if n := a.Needs[2]; n.Term != a.Terms[3] || n.Level != "p1" {
		t.Errorf("the level needed: %+v", n)
	}
}

func TestLines(t *testing.T) {
	a := fine(t, head+`
capabilities: [delivery]
expectations:
  - {id: e3, said: last}
  - {id: e2, rank: 2, said: second, answer: no, blocked_by: delivery.overnight, refer: rapid-riders}
  - {id: e1, rank: 1, said: first, answer: yes, backed_by: delivery.on-time, agreed: {on: 2026-03-02, by: Don, how: meeting}}
  - {id: e4, rank: 3, said: for us, answer: no, visibility: internal}
priorities:
  - {id: p1, said: whole, answer: yes-if, if: boards, blocked_by: desk.put-right, agreed: {on: 2026-03-02, by: Don}}
`)
	var ids []string
	for l := range a.Lines() {
		ids = append(ids, l.ID.V)
	}
	if want := []string{"e1", "e2", "e3", "p1"}; !slices.Equal(ids, want) {
		t.Errorf("lines %v, want %v: by rank, those without last, none for staff", ids, want)
	}
	lines, agreed, declined := a.Counts()
	if lines != 4 || agreed != 1 || declined != 1 {
		t.Errorf("%d lines, %d agreed, %d declined; want 4, 1, 1: p1 does not say how, e4 is for staff", lines, agreed, declined)
	}
	e1, e2, p1 := a.Working[0], a.Working[1], a.Service[0]
	if e1.BackedBy != a.Terms[0] || !e1.Agreed() {
		t.Errorf("e1: %+v", e1)
	}
	if e2.Excluded == nil || e2.Excluded.What.V != "Overnight delivery" || e2.BlockedIn.ID != "delivery" || e2.Blocked != nil || e2.Refer.Name.V != "Rapid Riders" {
		t.Errorf("e2: %+v", e2)
	}
	if p1.Blocked == nil || p1.Blocked.Ref != "desk.put-right" || p1.Excluded != nil || p1.Agreed() {
		t.Errorf("p1: %+v", p1)
	}
}

// dates prints the days with their kinds.
func dates(a *agreement.Agreement) string {
	names := map[agreement.DateKind]string{agreement.Begins: "begins", agreement.CheckIn: "check-in", agreement.OutcomeBy: "outcome", agreement.AgreedOn: "agreed",
		agreement.TermEnds: "ends", agreement.LinkEnds: "link", agreement.Ended: "ended", agreement.Review: "review", agreement.Renews: "renews"}
	var out strings.Builder
	for _, d := range a.Dates {
		fmt.Fprintln(&out, strings.TrimSpace(fmt.Sprintf("%s %s %s %s", d.On, names[d.Kind], d.What, d.Who)))
	}
	return out.String()
}

func TestDates(t *testing.T) {
	a := fine(t, head+`
effective: 2026-01-31
term: 1mo
renews: false
review_by: 2026-05-01
outcome: {what: No idle fitter, by: 2026-05-01}
access: {until: 2026-06-30}
check_ins:
  - {on: 2026-03-09, what: A call, who: Ama}
  - {after: 90d, what: Tea}
expectations:
  - {id: e1, said: a, agreed: {on: 2026-01-20, by: Don, how: meeting}}
  - {id: e2, said: b, agreed: {on: 2026-01-20, by: Don, how: meeting}}
  - {id: e3, said: c, agreed: {on: 2026-01-20, by: Priya, how: phone}}
  - {id: e4, said: d, agreed: {on: 2026-01-21, by: Don}}
`)
	// A month after 31 January is the last of February; 90 days after it 1 May: 28 + 31 + 30 days and one.
	want := `2026-01-20 agreed  Don, Priya
2026-01-31 begins
2026-02-28 ends
2026-03-09 check-in A call Ama
2026-05-01 check-in Tea
2026-05-01 outcome No idle fitter
2026-05-01 review
2026-06-30 link
`
	if got := dates(a); got != want {
		t.Errorf("dates:\n%swant:\n%s", got, want)
	}
}

func TestDatesThatAreNotThere(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"nothing":                  {"", ""},
		"it goes on by itself":     {"effective: 2026-04-01\nterm: 12mo\nrenews: true", "2026-04-01 begins\n"},
		"no day to count from":     {"term: 12mo\ncheck_ins: [{after: 90d, what: Tea}]", ""},
		"it ended before":          {"effective: 2026-01-05\nterm: 12mo\nended: {on: 2026-04-10, why: Moved}", "2026-01-05 begins\n2026-04-10 ended Moved\n"},
		"silence renews it":        {"effective: 2026-04-01\nterm: 12mo", "2026-04-01 begins\n"},
		"it renews soon":           {"effective: 2025-04-30\nterm: 12mo", "2025-04-30 begins\n2026-04-30 renews\n"},
		"a leap day, a year later": {"effective: 2028-02-29\nterm: 1y\nrenews: false", "2028-02-29 begins\n2029-02-28 ends\n"},
	} {
		if got := dates(fine(t, head+c.text)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func notice(title, told, more string) string {
	return "---\ntitle: " + title + "\nkind: delay\nnoticed: " + told + "T08:00:00Z\ntold: " + told + "T08:10:00Z\n" + more + "\n---\nIt is late.\n"
}

func TestNotices(t *testing.T) {
	a, problems := resolve(t, "fenwick", "customer: {name: Fenwick, since: 2026-02-01}\nstatus: ended\neffective: 2026-03-01\ncapabilities: [delivery]\nended: {on: 2026-03-10}", map[string]string{
		"content/notices/last-day.md":   notice("last day", "2026-03-10", "affects: [delivery]"),
		"content/notices/after.md":      notice("after", "2026-03-11", "affects: [delivery]"),
		"content/agreements/other.yaml": "customer: Other\nstatus: draft\n",
		"content/notices/before.md":     notice("before", "2026-01-31", "affects: [delivery]"),
		"content/notices/first-day.md":  notice("first day", "2026-02-01", "affects: [delivery.on-time]"),
		"content/notices/elsewhere.md":  notice("elsewhere", "2026-02-02", "affects: [desk]"),
		"content/notices/named.md":      notice("named", "2025-12-01", "affects: [desk]\ncustomers: [fenwick]\nvisibility: customer"),
		"content/notices/another.md":    notice("another", "2026-02-03", "affects: [delivery]\ncustomers: [other]"),
		"content/notices/staff.md":      notice("staff", "2026-02-04", "affects: [delivery]\nvisibility: internal"),
		"content/notices/newest.md":     notice("newest", "2026-02-05", "affects: [delivery]"),
	})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var titles []string
	for _, n := range a.Notices {
		titles = append(titles, n.Title.V)
	}
	if want := []string{"last day", "newest", "first day", "named"}; !slices.Equal(titles, want) {
		t.Errorf("notices %v, want %v", titles, want)
	}
}

func TestOwnerAccessAndEnd(t *testing.T) {
	byID, byName, stranger := fine(t, head+"owner: callum"), fine(t, head+"owner: Ama Boateng"), fine(t, head+"owner: Somebody")
	if byID.Contact == nil || byID.Contact.Name.V != "Callum Reid" || byName.Contact == nil || byName.Contact.Name.V != "Ama Boateng" || stranger.Contact != nil {
		t.Errorf("owners: %v, %v, %v", byID.Contact, byName.Contact, stranger.Contact)
	}
	plain, again := fine(t, head), fine(t, head+"access: {mode: public, generation: 3, until: 2026-03-20}")
	if plain.Public() || plain.Generation() != 1 || !again.Public() || again.Generation() != 3 {
		t.Errorf("public %v %v, generations %d %d", plain.Public(), again.Public(), plain.Generation(), again.Generation())
	}
	last := again.Access.Until.V
	if again.Expired(last) || !again.Expired(last.AddDays(1)) || plain.Expired(last) {
		t.Error("a page is readable until the end of its last day, and without one for ever")
	}
	if s := fine(t, "customer: {name: F, since: 2020-01-02}\nstatus: draft\neffective: 2026-01-01").Since(); s.V.String() != "2020-01-02" {
		t.Errorf("since %s", s.V)
	}
	if s := fine(t, head+"effective: 2026-01-01").Since(); s.V.String() != "2026-01-01" {
		t.Errorf("since %s", s.V)
	}
}

func TestExceptions(t *testing.T) {
	a := fine(t, head+"exceptions: [{policy: returns, instead: Longer}]")
	if len(a.Exceptions) != 1 || a.Exceptions[0].Policy == nil || a.Exceptions[0].Policy.Title != "Returns" {
		t.Errorf("%+v", a.Exceptions)
	}
}

// TestProblems holds the rule, the place and the words of each thing that leads nowhere or was never offered.
func TestProblems(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"capability":                {"capabilities: [delivry]", `4:16 ref-unknown there is no capability "delivry" | Did you mean "delivery"?`},
		"a misspelt one's promises": {"capabilities: [delivry]\nchoose: {delivery.on-time: 24h}\nneeds: {pallets: 3, delivery.on-time: 24h}\nexpectations: [{id: e1, said: a, backed_by: delivery.on-time}]", `4:16 ref-unknown there is no capability "delivry" | Did you mean "delivery"?`},
		"capability twice":          {"capabilities: [desk, desk]", `4:22 id-duplicate the capability "desk" is named twice | Keep one of the two.`},
		"choice unoffered":          {"capabilities: [delivery]\nchoose: {delivery.on-time: 12h}", `5:28 choose-unoffered "12h" is not on offer for delivery.on-time | On offer: 24h. Publish another option in content/capabilities/delivery.yaml first.`},
		"choice without options":    {"capabilities: [desk]\nchoose: {desk.put-right: 12h}", `5:26 choose-unoffered "12h" is not on offer for desk.put-right | Publish an option for it under options in content/capabilities/desk.yaml, with its price, or remove the choice.`},
		"choice of another level":   {"capabilities: [desk]\nchoose: {desk.put-right.p2: 2h}", `5:29 choose-unoffered "2h" is not on offer for desk.put-right.p2 | Publish an option for it under options in content/capabilities/desk.yaml, with its price, or remove the choice.`},
		"choice not used":           {"capabilities: [desk]\nchoose: {delivery.on-time: 24h}", `5:10 ref-unknown the promise "delivery.on-time" is not part of this agreement | Add delivery to capabilities.`},
		"choice for staff":          {"capabilities: [delivery]\nchoose: {delivery.spare: 1h}", `5:10 ref-unknown the promise "delivery.spare" is for your own people alone | Show it to customers with visibility: customer, or remove the line.`},
		"need":                      {"capabilities: [delivery]\nneeds: {palets: 3}", `5:9 ref-unknown there is no limit in the capabilities of this agreement "palets" | Did you mean "pallets"?`},
		"need of a promise":         {"capabilities: [delivery]\nneeds: {delivery.on-tine: 3h}", `5:9 ref-unknown there is no promise "delivery.on-tine" | Did you mean "delivery.on-time"?`},
		"need of a level":           {"capabilities: [desk]\nneeds: {desk.put-right.p3: 3h}", `5:9 level-undefined the promise "desk.put-right" has no time for the level "p3" | Name a level that the promise has a time for.`},
		"line twice":                {"expectations: [{id: e1, said: a}]\npriorities: [{id: e1, said: b}]", `5:19 id-duplicate the line "e1" is there twice; the first is on line 4 | Give each line an id of its own; both lists share them.`},
		"backed by":                 {"capabilities: [delivery]\nexpectations: [{id: e1, said: a, backed_by: delivery.quickly}]", `5:45 ref-unknown there is no promise "delivery.quickly" | There are: delivery.on-time, delivery.whole, delivery.for-you.`},
		"blocked by":                {"capabilities: [delivery]\nexpectations: [{id: e1, said: a, blocked_by: delivery.overnite}]", `5:46 ref-unknown nothing is called "delivery.overnite": no thing that you don't do, and no promise | Did you mean "delivery.overnight"?`},
		"blocked by elsewhere":      {"capabilities: [delivery]\nexpectations: [{id: e1, said: a, blocked_by: delivry.overnight}]", `5:46 ref-unknown nothing is called "delivry.overnight": no thing that you don't do, and no promise | Did you mean "delivery.overnight"?`},
		"partner":                   {"expectations: [{id: e1, said: a, refer: rapid-rider}]", `4:41 partner-unknown there is no partner "rapid-rider" | Did you mean "rapid-riders"?`},
		"level":                     {"expectations: [{id: e1, said: a, level: p3}]", `4:41 level-undefined there is no priority level "p3" | There are: p1, p2.`},
		"who met it":                {"people: [{name: Don Fenwick, role: decides}]\nexpectations: [{id: e1, said: a, if_met: {on: 2026-03-02, by: Don Fenwik}}]", `5:63 ref-unknown there is nobody called "Don Fenwik" | Did you mean "Don Fenwick"?`},
		"policy":                    {"exceptions: [{policy: return, instead: b}]", `4:23 ref-unknown there is no policy "return" | Did you mean "returns"?`},
	} {
		_, problems := resolve(t, "fenwick", head+"version: 1\n"+c.text+"\n", nil)
		var got []string
		for _, p := range problems {
			got = append(got, fmt.Sprintf("%d:%d %s %s | %s", p.At.Line, p.At.Column, p.Rule, p.Message, p.Help))
		}
		if len(got) != 1 || got[0] != c.want {
			t.Errorf("%s:\n got %q\nwant %q", name, got, c.want)
		}
	}
}

func TestBodyIsChecked(t *testing.T) {
	a, problems := resolve(t, "fenwick", head+"body: |\n  See [this](nowhere.md).\n\n  ![far](https://elsewhere.example/x.png)\n", nil)
	var rules []string
	for _, p := range problems {
		rules = append(rules, fmt.Sprintf("%d %s", p.At.Line, p.Rule))
	}
	slices.Sort(rules)
	if a.Body == nil || len(rules) != 2 || !strings.HasPrefix(rules[0], "4 link-broken") || !strings.HasPrefix(rules[1], "6 ") {
		t.Errorf("problems %v: want a broken link on line 4 and a remote image on line 6", rules)
	}
}

// TestRefers holds that every way to name a capability is known, and names that lead nowhere too.
func TestRefers(t *testing.T) {
	for text, want := range map[string][]string{
		"":                                nil,
		"capabilities: [desk, gone]":      {"desk", "gone"},
		"choose: {delivery.on-time: 24h}": {"delivery"},
		"needs: {pallets: 3, desk.put-right.p1: 4h}": {"desk"},
		"expectations: [{id: a, answer: yes, backed_by: away.on-time}, {id: b, answer: no, blocked_by: delivery.overnight}]":           {"away", "delivery"},
		"priorities: [{id: a, answer: no, blocked_by: desk.put-right}]":                                                                {"desk"},
		"body: |\n  It is {{ promise \"delivery.on-time\" }}, or {{ promise \"lost.thing\" }}; see [that](../capabilities/desk.yaml).": {"delivery", "desk", "lost"},
		"exceptions: [{policy: returns, instead: We bring it back}]":                                                                   nil,
	} {
		a, _ := resolve(t, "fenwick", head+text+"\n", nil)
		if slices.Sort(a.Refers); !slices.Equal(a.Refers, want) {
			t.Errorf("%s: it refers to %q, want %q", text, a.Refers, want)
		}
	}
}

func TestSame(t *testing.T) {
	read := func(s string) syntax.Measure {
		a := fine(t, head+"capabilities: [delivery]\nneeds: {pallets: \""+s+"\"}")
		return a.Needs[0].Value
	}
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"60m", "1h", true}, {"1d", "24h", true}, {"2w", "14d", true}, {"12mo", "1y", true}, {"1mo", "30d", false}, {"1h", "2h", false},
		{"99.5%", "99.50%", true}, {"99%", "98%", false}, {"5 pallets", "5 pallets", true}, {"5 pallets", "6 pallets", false}, {"5", "5%", false},
		{"by  phone", "By phone", true}, {"by phone", "by mail", false},
	} {
		if got := agreement.Same(read(c.a), read(c.b)); got != c.want {
			t.Errorf("Same(%q, %q) is %v", c.a, c.b, got)
		}
	}
}
