package letter_test

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"upfront/generator/internal/sample"
	"upfront/generator/letter"
	"upfront/generator/site"
	"upfront/generator/view"
)

// same compares one part of a view with what it should be.
func same(t *testing.T, part string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\n got %+v\nwant %+v", part, got, want)
	}
}

func fenwickView(t *testing.T) letter.Agreement {
	t.Helper()
	letters, a := one(t, fenwick)
	return letters.View(a)
}

func TestLetterHead(t *testing.T) {
	v := fenwickView(t)
	same(t, "frame", v.Frame, site.Frame{Language: "en-GB", Dir: "ltr", Title: "What we propose, Fenwick Tiles – Northlane", Root: "../../", Home: "../../",
		Print: "Northlane · What we propose, Fenwick Tiles · version 2"})
	same(t, "status", v.Status, view.Tag{Kind: "info", Text: "Proposed"})
	same(t, "progress", []any{v.Heading, v.Progress, v.Agreed, v.Lines}, []any{"What we propose, Fenwick Tiles", "2 of 3 agreed", 2, 3})
	same(t, "still open", v.Open, []view.Link{{Text: "Fewer than 1 pallet in 100 is damaged.", Href: "#line-p1"}})
	same(t, "between", v.Between, []letter.AgreementPerson{{Name: "Don Fenwick", Role: "decides"}, {Name: "Priya Shah", Role: "day to day"}})
	same(t, "days", []view.Time{v.From, v.Review, v.ReplyBy}, []view.Time{day("7 April 2026", "2026-04-07"), day("5 October 2026", "2026-10-05"), day("7 April 2026", "2026-04-07")})
	same(t, "strip", v.Deviation, "2 of 3 promises differ from our standard. 1 request declined.")
	if v.Owner.Name != "Ama Boateng" || v.Owner.Role != "Dispatch" || len(v.Owner.Ways) != 2 || v.Owner.Ways[1].At.Href != "mailto:ama@northlane.example" {
		t.Errorf("owner: %+v", v.Owner)
	}
	if v.Observed != nil || v.Drift != nil || v.Ended != nil {
		t.Errorf("a letter says what it should not: %+v %+v %+v", v.Observed, v.Drift, v.Ended)
	}
	same(t, "outcome", v.Outcome, &letter.Outcome{What: "No fitter waits for a late pallet.", Measure: "4 idle hours or fewer.", By: day("30 September 2026", "2026-09-30")})
	same(t, "body", string(v.Body), "<p>See <a href=\"../../policies/returns/\">the returns</a>, and <em>thank you</em>.</p>\n")
}

func TestLetterLines(t *testing.T) {
	v := fenwickView(t)
	riders := &view.Referral{Name: "Rapid Riders", Href: "https://rapid.example", For: "overnight", Why: "They ride at night."}
	same(t, "how we work with you", v.Working.Lines, []letter.Line{
		{
			ID: "e1", Said: `Don't leave me  finding out {{ site.name }} from "my" fitter.`, Understood: "If a delivery will be late we phone Priya within one hour.", Source: "past supplier",
			Answer: view.Tag{Kind: "ok", Text: "Yes"}, BackedBy: view.Link{Text: "We deliver within 48 hours.", Href: "#p-delivery_on-time"},
			Agreed: "Agreed on 2 March 2026 with Don Fenwick, in a meeting", Result: &view.Tag{Kind: "ok", Text: "Exceeded"}, ResultOn: day("18 March 2026", "2026-03-18"),
			ResultNote: "Four calls in four", Reply: &letter.LineReply{Text: "If a delivery will be late we phone Priya within one hour.", Answer: "We said yes.", Agree: "Yes, agreed"},
		},
		{
			ID: "e2", Said: "I want it next morning.", Understood: "You would like delivery the morning after.", Answer: view.Tag{Kind: "bad", Text: "No"},
			Because: "We managed 2 of 200.", Instead: "Delivery within 48 hours.", BlockedBy: view.Link{Text: "Overnight delivery", Href: "../../capabilities/delivery/#no-overnight"},
			Refer: riders, Agreed: "Agreed on 3 March 2026 with Priya Shah, on the phone to the yard", Reply: &letter.LineReply{Text: "You would like delivery the morning after.",
				Answer: "We said no.", Agree: "Agreed: what you do instead"},
		},
	})
	same(t, "what the service must do", v.Service.Lines, []letter.Line{{
		ID: "p1", Said: "Corners can't be chipped.", Understood: "Fewer than 1 pallet in 100 is damaged.", Answer: view.Tag{Kind: "warn", Text: "Yes, if"}, If: "Pallets are corner-boarded.",
		IfMet: "Met on 10 March 2026, says Don Fenwick", Level: "as “Urgent”", Measure: "damaged pallets out of all pallets, at most 1% over the last 90 days",
		Reply: &letter.LineReply{Text: "Fewer than 1 pallet in 100 is damaged.",
			Answer: "We said yes, as “Urgent”, on this condition:", Agree: "Yes, agreed, on that condition"},
	}})
	same(t, "cannot", v.Cannot, []view.Cannot{{What: "Overnight delivery.", Because: "We managed 2 of 200.", Instead: "Delivery within 48 hours.", Refer: riders}})
	same(t, "what else", v.CannotMore, []view.Link{{Text: "Deliver within 48 hours", Href: "../../capabilities/delivery/"}})
}

// A yes says what it is a yes to: whatever the answer is, it is in the reply, and nobody ticks a yes to its opposite.
func TestLetterReplyHasOurAnswer(t *testing.T) {
	for line, want := range map[string]letter.LineReply{
		"answer: yes":                                     {Answer: "We said yes.", Agree: "Yes, agreed"},
		"answer: yes, level: p1":                          {Answer: "We said yes, as “Urgent”.", Agree: "Yes, agreed"},
		"answer: yes, if: You book by noon":               {Answer: "We said yes, on this condition:", Agree: "Yes, agreed, on that condition"},
		"answer: yes-if, if: You book by noon, level: p1": {Answer: "We said yes, as “Urgent”, on this condition:", Agree: "Yes, agreed, on that condition"},
		"answer: no, because: We sleep":                   {Answer: "We said no.", Agree: "Agreed: you don’t do this"},
		"answer: no, because: We sleep, instead: At nine": {Answer: "We said no.", Agree: "Agreed: what you do instead"},
		"answer: no, because: We sleep, if: You pay":      {Answer: "We said no.", Agree: "Agreed: you don’t do this"},
		"rank: 1": {Answer: "We have not answered this yet.", Agree: "Yes, you understood me"},
	} {
		letters, a := one(t, "customer: F\nstatus: proposed\ncapabilities: [delivery]\nexpectations:\n  - {id: e1, said: At night., understood: You come at night., "+line+"}\n")
		want.Text = "You come at night."
		got := letters.View(a).Working.Lines[0]
		same(t, line, got.Reply, &want)
		if named := got.IfName == "Yes, if:"; named != (strings.Contains(line, " if: ") && !strings.Contains(line, "yes-if")) {
			t.Errorf("%s: the condition is named %q", line, got.IfName)
		}
	}
}

// A page that says agreed says which lines are still open.
func TestLetterOpenLines(t *testing.T) {
	const said, agreed = "expectations:\n  - {id: e1, said: Ring., understood: We ring., answer: yes}\n", ", agreed: {on: 2026-03-02, by: Don, how: phone}"
	const two = said + "  - {id: e2, said: Late., answer: no, because: We sleep" + agreed + "}\n"
	ring := []view.Link{{Text: "We ring.", Href: "#line-e1"}}
	for text, want := range map[string]struct {
		tag, progress string
		open          []view.Link
	}{
		"status: agreed\n" + two:    {"Agreed in part", "1 of 2 agreed", ring},
		"status: proposed\n" + two:  {"Proposed", "1 of 2 agreed", ring},
		"status: ended\n" + two:     {"Ended", "1 of 2 agreed", nil},
		"status: draft\n" + two:     {"Draft", "", nil},
		"status: proposed\n" + said: {"Proposed", "0 of 1 agreed", nil},
		"status: agreed\n" + strings.Replace(said, "}", agreed+"}", 1): {"Agreed", "1 of 1 agreed", nil},
	} {
		letters, a := one(t, "customer: F\n"+text)
		v := letters.View(a)
		same(t, text, []any{v.Status.Text, v.Progress, v.Open}, []any{want.tag, want.progress, want.open})
	}
}

func TestLetterPromises(t *testing.T) {
	v := fenwickView(t)
	if len(v.Promises) != 3 {
		t.Fatalf("%d promises: the one for staff is not theirs", len(v.Promises))
	}
	onTime, own, desk := v.Promises[0], v.Promises[1], v.Promises[2]
	different := &view.Tag{Kind: "info", Text: "Different for you"}
	same(t, "chosen", []any{onTime.Tag, onTime.Was, onTime.Now, onTime.Why, onTime.Limit, onTime.Means, onTime.Starts}, []any{different, "48 hours", "24 hours", "You chose this, for £9 a delivery.", "24 hours", "", "Collected"})
	same(t, "by level", []any{desk.Tag, desk.Was, desk.Now, desk.Why}, []any{different, "Urgent: 4 hours", "Urgent: 2 hours", "You chose this, for £90 a month."})
	same(t, "levels", []string{desk.Levels[0].Was, desk.Levels[0].Within, desk.Levels[1].Was, desk.Levels[1].Within}, []string{"4 hours", "2 hours", "", "3 working days"})
	same(t, "not published", []any{own.Tag.Text, own.Href, own.From.Href, own.Starts, own.Limit}, []any{"Standard", "", "../../capabilities/delivery/", "You ring", "1 hour"})
	same(t, "their part", []any{len(v.YourPart), v.YourPart[0].What, v.YourPart[0].Within, v.YourPart[0].Else}, []any{2, "Book by noon", "1 working day", "We come a day later"})
	same(t, "their part for the second", v.YourPart[1].What, "Say how urgent it is") // what both ask for is said once
	if len(v.Notices) != 1 || v.Notices[0].Title != "M62 closed" || v.Notices[0].Href != "../../notices/m62/" || v.NoticeNote != "" {
		t.Errorf("notices: %+v %q", v.Notices, v.NoticeNote)
	}
}

// A standard promise is brief, and leads to the published one; choosing for one customer changes no other's letter.
func TestLetterStandardPromise(t *testing.T) {
	r := read(t, map[string]string{
		"content/agreements/chosen.yaml": "customer: Chosen\nstatus: agreed\ncapabilities: [delivery, desk]\nchoose: {delivery.on-time: 24h, desk.put-right.p1: 2h}",
		"content/agreements/plain.yaml":  "customer: Plain\nstatus: agreed\ncapabilities: [delivery, desk]",
	})
	r.letters.View(r.agreement(t, "chosen"))
	v := r.letters.View(r.agreement(t, "plain"))
	p, desk := v.Promises[0], v.Promises[2]
	same(t, "promise", []any{p.Tag.Text, p.Was, p.Now, p.Starts, p.Limit, p.Means, p.Target, p.Excluded, p.From.Href},
		[]any{"Standard", "", "", "", "", "Of 20 pallets, expect 19 on time.", "95 of 100", []string{"A closed motorway"}, "../../capabilities/delivery/#p-on-time"})
	same(t, "levels", []string{desk.Levels[0].Was, desk.Levels[0].Within}, []string{"", "4 hours"})
	same(t, "strip", v.Deviation, "")
	if !strings.Contains(string(p.Printed), "Of 20 pallets") {
		t.Errorf("it was not printed before: %q", p.Printed)
	}
}

// perCustomer matches the promise of the sample that is for customers alone.
var perCustomer = regexp.MustCompile(`  - \{id: for-you.*\n`)

// Where all promises differ, nothing is counted: "1 of 1 promises" is no English.
func TestLetterDeviation(t *testing.T) {
	r := read(t, map[string]string{
		"content/agreements/one.yaml":        "customer: One\nstatus: agreed\ncapabilities: [desk]\nchoose: {desk.put-right.p1: 2h}",
		"content/agreements/all.yaml":        "customer: All\nstatus: agreed\ncapabilities: [delivery, desk]\nchoose: {delivery.on-time: 24h, desk.put-right.p1: 2h}",
		"content/agreements/some.yaml":       "customer: Some\nstatus: agreed\ncapabilities: [delivery, desk]\nchoose: {delivery.on-time: 24h}",
		"content/capabilities/delivery.yaml": perCustomer.ReplaceAllString(sample.Files["content/capabilities/delivery.yaml"], ""),
	})
	for id, want := range map[string]string{
		"one": "The one promise here differs from our standard.", "all": "Every promise here differs from our standard.", "some": "1 of 2 promises differs from our standard.",
	} {
		same(t, id, r.letters.View(r.agreement(t, id)).Deviation, want)
	}
}

func TestLetterDates(t *testing.T) {
	v := fenwickView(t)
	same(t, "dates", v.Dates, []letter.Date{
		{On: day("2 March 2026", "2026-03-02"), What: "We agreed on lines of this page", Who: "Don Fenwick", Past: true},
		{On: day("3 March 2026", "2026-03-03"), What: "We agreed on lines of this page", Who: "Priya Shah", Past: true},
		{On: day("20 March 2026", "2026-03-20"), What: "Ama rings Don", Who: "Ama Boateng"},
		{On: day("7 April 2026", "2026-04-07"), What: "This comes into force"},
		{On: day("6 July 2026", "2026-07-06"), What: "Sit down with Priya's list"},
		{On: day("30 September 2026", "2026-09-30"), What: "What we want by then: No fitter waits for a late pallet"},
		{On: day("5 October 2026", "2026-10-05"), What: "We read this page again together"},
	})
	letters, a := one(t, "customer: F\nstatus: agreed\neffective: 2026-01-01\nterm: 1y\nreview_by: 2026-06-01\naccess: {until: 2026-09-01}")
	var whats []string
	for _, d := range letters.View(a).Dates {
		whats = append(whats, d.On.ISO+" "+d.What)
	}
	same(t, "the review at the end", whats, []string{"2026-01-01 This comes into force", "2026-09-01 The last day on which this page opens", "2027-01-01 The time we agreed on ends", "2026-06-01 We read this page again together"})
}

func TestLetterPeople(t *testing.T) {
	v := fenwickView(t)
	var who, when []string
	for _, s := range v.Steps {
		who, when = append(who, s.Who), append(when, s.When)
	}
	same(t, "whom to call", who, []string{"Ama Boateng", "Desk", "Callum Reid", "Help", "Edda Holt"})
	same(t, "when", when[:4], []string{"Start here", "Something is late", "At night", "When you want to complain"})
	if !strings.Contains(when[4], "5 working days") {
		t.Errorf("the person at the top: %q", when[4])
	}
	same(t, "theirs", []any{v.People[0].Ways[0].Href, v.People[0].Prefers, v.People[1].Ways[0].Href, v.People[1].Prefers}, []any{"mailto:don@fenwick.example", "", "tel:+447700900318", "phone, short"})
	same(t, "updates", v.Updates, &letter.Updates{Cadence: "Every Monday, by email.", AtOnce: []string{"Delays", "A broken tile"}})
}

func TestLetterUpdates(t *testing.T) {
	for written, want := range map[string]string{
		"{cadence: weekly}":                              "Every week.",
		"{cadence: monthly, by: e-mail, on: Tue}":        "Every month, on Tuesday, by email.",
		"{cadence: every two weeks, by: phone, on: Thu}": "Every two weeks, on Thursday, by phone.",
		"{cadence: weekly, on: the first Monday}":        "Every week, on the first Monday.",
		"{cadence: daily, by: pigeon}":                   "Every day, pigeon.",
	} {
		letters, a := one(t, "customer: F\nstatus: draft\nupdates: "+written)
		if got := letters.View(a).Updates.Cadence; got != want {
			t.Errorf("%s: %q, want %q", written, got, want)
		}
	}
}

func TestLetterEnd(t *testing.T) {
	v := fenwickView(t)
	same(t, "price", v.Price, &view.Price{Kind: "Fixed price", Amount: "£46 a pallet", HoldsFor: "12 months"})
	same(t, "options", []any{len(v.Options), v.Options[0].Price, v.Options[1].From, v.Options[1].To, v.Options[1].Price}, []any{2, "£9 a delivery", "4 hours", "2 hours", "£90 a month"})
	same(t, "referral", v.Referral, &letter.ReferralAsk{Says: "If we keep our word, we ask this of you after the first 90 days: an introduction by name, 3 times.",
		EarnedIf: []string{"If a delivery will be late we phone Priya within one hour.", "Fewer than 1 pallet in 100 is damaged."}, State: &view.Tag{Kind: "plain", Text: "Not yet earned"}})
	same(t, "terms", v.Terms, []letter.Terms{{Link: view.Link{Text: "Conditions of carriage", Href: "https://northlane.example/c7.pdf"}, Version: "7", Fingerprint: "4f6b 0c2f 8f0f 55d0"}})
	same(t, "contract", v.Contract, "This page records what we told each other; the contract is Conditions of carriage, version 7.")
	same(t, "exceptions", v.Exceptions, []letter.Granted{{Policy: view.Link{Text: "What if nobody is in?", Href: "../../policies/returns/"}, Instead: "Three tries are free.", Because: "Sites have no bell.", Decides: "Callum Reid"},
		{Policy: view.Link{Text: "An exception"}, Instead: "A pallet more."}})
	same(t, "version", v.Version, letter.AgreementVersion{Version: "2", On: day("20 March 2026", "2026-03-20")})
	r := *v.Reply
	same(t, "reply", []string{r.To, r.Mail, r.Intro, r.Phone.Href, r.SignedBy}, []string{"ama@northlane.example", "mailto:ama@northlane.example?subject=What%20we%20agreed:%20Fenwick%20Tiles",
		"Northlane, this is my answer to version 2 of what we agreed.", "tel:+441632960001", "Don Fenwick"})
}

// TestLetterByStatus holds what a page of each status says, and what it leaves out.
func TestLetterByStatus(t *testing.T) {
	line := "\nexpectations: [{id: e1, said: a, understood: b, answer: yes, agreed: {on: 2026-03-02, by: Don, how: phone}}, {id: e2, said: c, understood: d, agreed: {on: 2026-03-04, by: Priya, how: visit}}]"
	for status, want := range map[string][]any{
		"draft":    {"A draft for F", "Draft", "", false, "2026-03-20", ""},
		"proposed": {"What we propose, F", "Proposed", "2 of 2 agreed", true, "2026-03-20", ""},
		"agreed":   {"What we agreed, F", "Agreed", "2 of 2 agreed", true, "2026-03-04", "agreed with Don and Priya"},
		"ended":    {"What we had agreed, F", "Ended", "2 of 2 agreed", false, "2026-03-04", "agreed with Don and Priya"},
	} {
		letters, a := one(t, "customer: F\nstatus: "+status+line)
		v := letters.View(a)
		same(t, status, []any{v.Heading, v.Status.Text, v.Progress, v.Reply != nil, v.Version.On.ISO, v.Version.By}, want)
		if answerable := v.Working.Lines[0].Reply != nil; answerable != want[3] {
			t.Errorf("%s: the lines can be answered: %v", status, answerable)
		}
		same(t, status+": without an answer", v.Working.Lines[1].Answer, view.Tag{Kind: "plain", Text: "Not answered yet"})
	}
	letters, a := one(t, "customer: F\nstatus: ended\nended: {on: 2026-01-30, why: They moved}")
	same(t, "the end", letters.View(a).Ended, &letter.Ended{On: day("30 January 2026", "2026-01-30"), Why: "They moved"})
}

func TestLetterReplyGoesToTheFirstMailAddress(t *testing.T) {
	letters, a := one(t, "customer: F\nstatus: proposed\nowner: Somebody\nexpectations: [{id: e1, said: only said}]")
	v := letters.View(a)
	same(t, "reply", []string{v.Reply.To, v.Reply.Phone.Href, v.Reply.Intro, v.Reply.SignedBy}, []string{"help@northlane.example", "tel:+441632960009", "Northlane, this is my answer to what we agreed.", ""})
	same(t, "owner", v.Owner, &view.Person{Name: "Somebody"})
	same(t, "line", v.Working.Lines[0].Reply.Text, "only said")
}

func TestLetterEarnedReferral(t *testing.T) {
	const lines = "\nexpectations: [{id: e1, said: a, understood: b, outcome: met}, {id: e2, said: c, understood: d, outcome: %}]\nreferral: {means: a word, earned_if: [e1, e2], agreed: {on: 2026-03-02, by: Don, how: meeting}}"
	for result, want := range map[string]string{"exceeded": "Earned", "missed": "Not yet earned"} {
		letters, a := one(t, "customer: F\nstatus: agreed"+strings.Replace(lines, "%", result, 1))
		v := letters.View(a).Referral
		same(t, result, []string{v.State.Text, v.Says, v.Agreed}, []string{want, "If we keep our word, we ask this of you: a word, once.", "Agreed on 2 March 2026 with Don, in a meeting"})
	}
}

// A notice that only names the customer is shown whole, because it has no page; of many the letter shows the newest
// and says how many there were.
func TestLetterNotices(t *testing.T) {
	files := map[string]string{"content/agreements/fenwick.yaml": "customer: {name: F, since: 2026-01-01}\nstatus: agreed\ncapabilities: [delivery]"}
	for _, month := range []string{"01", "02", "03"} {
		files["content/notices/n"+month+".md"] = "---\ntitle: N" + month + "\nkind: outage\naffects: [delivery]\ntold: 2026-" + month + "-02T10:00:00Z\n---\nIt is down.\n"
	}
	files["content/notices/own.md"] = "---\ntitle: Your pallet\nkind: delay\ncustomers: [fenwick]\nvisibility: customer\ntold: 2026-01-01T10:00:00Z\n---\nWe have *lost* it.\n"
	r := read(t, files)
	v := r.letters.View(r.agreement(t, "fenwick"))
	var titles []string
	for _, n := range v.Notices {
		titles = append(titles, n.Title)
	}
	same(t, "notices", titles, []string{"M62 closed", "N03", "N02", "Your pallet"})
	same(t, "more", v.MoreNotices, view.Link{Text: "1 earlier notice that touched you", Href: "../../notices/"})
	same(t, "own", []string{v.Notices[3].Href, string(v.Notices[3].Body)}, []string{"", "<p>We have <em>lost</em> it.</p>\n"})
}

func TestLetterWithoutNotices(t *testing.T) {
	for since, want := range map[string]string{"2026-03-15": "None of our notices has touched you since 15 March 2026.", "2026-03-21": ""} {
		letters, a := one(t, "customer: {name: F, since: "+since+"}\nstatus: agreed\ncapabilities: [delivery]")
		same(t, since, letters.View(a).NoticeNote, want)
	}
}

// A page in a box can show no picture, and nothing leads to a file that no public page has published.
func TestLetterFiles(t *testing.T) {
	const text = "customer: F\nstatus: agreed\naccess: {mode: %}\nbody: |\n  [form](../policies/form.pdf) ![card](../policies/card.png) [more](../policies/unshown.pdf)\n"
	for mode, want := range map[string]string{
		"link":   `<p><a href="../../files/policies/form.pdf">form</a> card more</p>`,
		"public": `<p><a href="../../files/policies/form.pdf">form</a> <img src="../../files/policies/card.png" alt="card" loading="lazy"> more</p>`,
	} {
		letters, a := one(t, strings.Replace(text, "%", mode, 1))
		same(t, mode, strings.TrimSpace(string(letters.View(a).Body)), want)
	}
}

func TestOpenAgreement(t *testing.T) {
	letters, a := one(t, fenwick)
	if out := letters.Public(a); out != nil {
		t.Fatalf("a private agreement has %d public files", len(out))
	}
	letters, a = one(t, fenwick+"access: {mode: public}\n")
	v := letters.PublicView(a)
	same(t, "view", []any{v.Secret, v.Reply, v.Working.Lines[0].Reply, v.Calendar, v.Frame.NoIndex, v.Frame.Root},
		[]any{"", (*letter.Reply)(nil), (*letter.LineReply)(nil), letter.Calendaring{Name: "what-we-agreed.ics", Href: "dates.ics"}, true, "../../"})
	var paths []string
	for _, o := range letters.Public(a) {
		paths = append(paths, o.Path)
		data, err := o.Print()
		if err != nil || !strings.Contains(string(data), "Ama rings Don") {
			t.Errorf("%s: %v", o.Path, err)
		}
		if strings.Contains(string(data), "STAFFONLY") {
			t.Errorf("%s holds what is for staff alone", o.Path)
		}
	}
	if !slices.Equal(paths, []string{"agreements/fenwick/index.html", "agreements/fenwick/dates.ics"}) {
		t.Errorf("paths %v", paths)
	}
}
