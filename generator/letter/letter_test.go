package letter_test

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"upfront/generator/agreed"
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

func TestLetterCover(t *testing.T) {
	v := fenwickView(t)
	same(t, "frame", v.Frame, site.Frame{Language: "en-GB", Dir: "ltr", Title: "Our proposal for Fenwick Tiles – Northlane", Root: "../../", Home: "../../",
		Print: "Northlane · Our proposal for Fenwick Tiles · version 2"})
	same(t, "status", []any{v.Heading, v.Status}, []any{"Our proposal for Fenwick Tiles", view.Tag{Kind: "brand", Text: "Proposed"}})
	same(t, "between", v.Between, []letter.AgreementPerson{{Name: "Don Fenwick", Role: "decides"}, {Name: "Priya Shah", Role: "day to day"}})
	same(t, "days", []any{v.From, v.FromName, v.ReplyBy}, []any{day("7 April 2026", "2026-04-07"), "Starts", day("7 April 2026", "2026-04-07")})
	ama := &letter.Contact{Name: "Ama Boateng", Role: "Dispatch", Initials: "AB", Ways: []view.Link{{Text: "+44\u00a01632\u00a0960\u00a0001", Href: "tel:+441632960001"}, {Text: "ama@northlane.example", Href: "mailto:ama@northlane.example"}}}
	same(t, "your person", v.Owner, ama)
	same(t, "who signs", v.Signed, ama)
	same(t, "signatures", v.Sign, &letter.Signature{Customer: "Fenwick Tiles: Don Fenwick", Business: "Northlane: Ama Boateng", SendTo: "Ama Boateng"})
	if v.Ended != nil {
		t.Errorf("a proposal has ended: %+v", v.Ended)
	}
	same(t, "outcome", v.Outcome, &letter.Outcome{What: "No fitter waits for a late pallet.", Measure: "4 idle hours or fewer.", By: day("30 September 2026", "2026-09-30")})
	same(t, "body", string(v.Body), "<p>See <a href=\"../../policies/returns/\">the returns</a>, and <em>thank you</em>.</p>\n")
}

// Whoever reads a page has a number to ring: of the person who looks after them, else of the business.
func TestLetterHasANumberToRing(t *testing.T) {
	number := view.Link{Text: "+44\u00a01632\u00a0960\u00a0009", Href: "tel:+441632960009"}
	for owner, want := range map[string]*letter.Contact{
		"owner: Somebody\n": {Name: "Somebody", Initials: "S", Ways: []view.Link{number}},
		"":                  {Ways: []view.Link{number}},
	} {
		letters, a := one(t, "customer: F\nstatus: agreed\n"+owner)
		v := letters.View(a)
		same(t, owner, v.Owner, want)
		if v.Signed != nil {
			t.Errorf("%q: a letter without words is signed", owner)
		}
	}
}

func TestLetterInShort(t *testing.T) {
	v := fenwickView(t)
	same(t, "proposed", v.Short, []letter.Short{
		{Tag: view.Tag{Kind: "ok", Text: "Yes"}, Says: "If a delivery will be late we phone Priya within one hour.", Note: "Agreed."},
		{Tag: view.Tag{Kind: "bad", Text: "No"}, Says: "You would like delivery the morning after. Instead: Delivery within 48 hours.", Note: "Agreed."},
		{Tag: view.Tag{Kind: "ok", Text: "Yes"}, Says: "Fewer than 1 pallet in 100 is damaged.", Link: view.Link{Text: "Needs your answer", Href: "#line-p1"}},
		{Tag: view.Tag{Kind: "info", Text: "Differs"}, Says: "Some promises are on your own terms. There are exceptions for you.", Link: view.Link{Text: "See how", Href: "#differs"}},
	})
	letters, a := one(t, strings.NewReplacer("status: proposed", "status: agreed", "by: Don Fenwick}\nexceptions", "by: Don Fenwick, how: phone}\nexceptions").Replace(fenwick))
	same(t, "agreed", letters.View(a).Short[:2], []letter.Short{
		{Tag: view.Tag{Kind: "ok", Text: "Agreed"}, Says: "All 3 lines are agreed.", Link: view.Link{Text: "Read them", Href: "#agreed"}},
		{Tag: view.Tag{Kind: "plain", Text: "Next"}, Says: "20 March 2026: Ama rings Don."},
	})
	letters, a = one(t, "customer: F\nstatus: ended\nexpectations: [{id: e1, said: a, understood: b, outcome: met}, {id: e2, said: c, understood: d, outcome: missed}, {id: e3, said: e, understood: f, outcome: exceeded}]")
	same(t, "ended", letters.View(a).Short, []letter.Short{
		{Tag: view.Tag{Kind: "ok", Text: "Met"}, Says: "2 lines turned out as we agreed.", Link: view.Link{Text: "Read them", Href: "#agreed"}},
		{Tag: view.Tag{Kind: "bad", Text: "Missed"}, Says: "1 line did not.", Link: view.Link{Text: "Read them", Href: "#agreed"}},
	})
}

// What is wrong now is on the cover of an agreement in force.
func TestLetterSaysWhatIsWrongNow(t *testing.T) {
	for resolved, want := range map[string]int{"": 1, "resolved: 2026-03-20T09:00:00Z\n": 0} {
		r := read(t, map[string]string{"content/agreements/f.yaml": "customer: {name: F, since: 2026-01-01}\nstatus: agreed\ncapabilities: [delivery]",
			"content/notices/down.md": "---\ntitle: The map is down\nkind: outage\naffects: [delivery]\nnoticed: 2026-03-20T08:00:00Z\ntold: 2026-03-20T08:10:00Z\n" + resolved + "---\nIt is down.\n"})
		var now []string
		for _, s := range r.letters.View(r.agreement(t, "f")).Short {
			if s.Tag.Kind == "bad" {
				now = append(now, s.Says+s.Link.Href)
			}
		}
		if len(now) != want || want == 1 && now[0] != "The map is down.#notices" {
			t.Errorf("%q: %q is wrong now", resolved, now)
		}
	}
}

func TestLetterLines(t *testing.T) {
	v := fenwickView(t)
	riders := &view.Referral{Name: "Rapid Riders", Href: "https://rapid.example", For: "overnight", Why: "They ride at night."}
	same(t, "agreed", v.Agreed, letter.Lines{Heading: "2 lines are agreed", Groups: []letter.LineGroup{{Name: "How we work with you", Lines: []letter.Line{
		{
			ID: "e1", Said: `Don't leave me  finding out {{ site.name }} from "my" fitter.`, Understood: "If a delivery will be late we phone Priya within one hour.",
			Answer: view.Tag{Kind: "ok", Text: "Yes"}, BackedBy: view.Link{Text: "We deliver within 48 hours.", Href: "#p-delivery_on-time"},
			Agreed: "Agreed with Don Fenwick on 2 March 2026, in a meeting.", On: day("2 March 2026", "2026-03-02"), Result: &view.Tag{Kind: "ok", Text: "Exceeded"}, ResultOn: day("18 March 2026", "2026-03-18"),
			ResultNote: "Four calls in four", Reply: &letter.LineReply{Mark: "2J9V", Answer: "We said yes.", Agree: "Yes, agreed"}, Sight: letter.Sight{Understood: true}, More: true,
		},
		{
			ID: "e2", Said: "I want it next morning.", Understood: "You would like delivery the morning after.", Answer: view.Tag{Kind: "bad", Text: "No"},
			Because: "We managed 2 of 200.", Instead: "Delivery within 48 hours.", Blocked: "Not possible because we don’t do this:", BlockedBy: view.Link{Text: "Overnight delivery", Href: "../../capabilities/delivery/#no-overnight"},
			Refer: riders, Agreed: "Agreed with Don Fenwick on 3 March 2026, on the phone to the yard.", On: day("3 March 2026", "2026-03-03"), Reply: &letter.LineReply{Mark: "95SB", Answer: "We said no.", Agree: "Agreed: what you do instead"}, Sight: letter.Sight{Instead: true}, More: true,
		},
	}}}})
	same(t, "open", v.Open, letter.Lines{Heading: "1 line and the rest need your answer", Groups: []letter.LineGroup{{Name: "What the service must do", Lines: []letter.Line{{
		ID: "p1", Said: "Corners can't be chipped.", Understood: "Fewer than 1 pallet in 100 is damaged.", Answer: view.Tag{Kind: "ok", Text: "Yes"}, If: "pallets are corner-boarded.", IfName: "The condition was met on 10 March 2026:",
		IfMet: "Met on 10 March 2026, confirmed by Don Fenwick", Level: "as “Urgent”", LevelSays: "It counts as “Urgent”.", Measure: "damaged pallets out of all pallets, at most 1% over the last 90 days",
		Reply: &letter.LineReply{Mark: "3DQ9", Answer: "We said yes, as “Urgent”.", Agree: "Yes, agreed, on that condition", Asks: true},
	}}}}})
}

// The words that an agreed line keeps in sight are our answer to it.
func TestLetterWordsInSight(t *testing.T) {
	for line, want := range map[string]letter.Sight{
		"answer: yes":                                     {Understood: true},
		"answer: yes, if: You book by noon":               {If: true},
		"answer: yes-if, if: You book by noon":            {If: true},
		"answer: no, because: We sleep":                   {Because: true},
		"answer: no, because: We sleep, instead: At nine": {Instead: true},
		"answer: no, because: We sleep, if: You pay":      {Because: true},
		"answer: no": {Understood: true},
	} {
		for agreed, want := range map[string]letter.Sight{", agreed: {on: 2026-03-02, by: Don, how: phone}": want, "": {}} {
			letters, a := one(t, "customer: F\nstatus: agreed\nexpectations:\n  - {id: e1, said: At night., understood: You come at night., "+line+agreed+"}\n")
			v := letters.View(a)
			for _, g := range append(v.Open.Groups, v.Agreed.Groups...) {
				same(t, line+agreed, g.Lines[0].Sight, want)
			}
		}
	}
}

// One line asks in full, the first that is open; without one, the rest does.
func TestLetterAsksInFullOnce(t *testing.T) {
	const agreed = ", agreed: {on: 2026-03-02, by: Don, how: phone}}\n"
	for lines, want := range map[string]string{
		"  - {id: e1, said: a, answer: yes" + agreed + "  - {id: e2, said: b, answer: yes}\n  - {id: e3, said: c, answer: yes, if: d}\n": "e2 true, e3 false, rest false",
		"  - {id: e1, said: a, answer: yes" + agreed: "rest true",
	} {
		letters, a := one(t, "customer: F\nstatus: proposed\nexpectations:\n"+lines)
		v, got := letters.View(a), []string{}
		for _, g := range v.Open.Groups {
			for _, line := range g.Lines {
				got = append(got, fmt.Sprint(line.ID, " ", line.Reply.Asks))
			}
		}
		same(t, lines, strings.Join(append(got, fmt.Sprint(v.Rest.ID, " ", v.Rest.Reply.Asks)), ", "), want)
	}
}

// A yes says what it is a yes to: whatever the answer is, it is in the reply, and nobody ticks a yes to its opposite.
func TestLetterReplyHasOurAnswer(t *testing.T) {
	for line, want := range map[string]letter.LineReply{
		"answer: yes":                       {Answer: "We said yes.", Agree: "Yes, agreed"},
		"answer: yes, level: p1":            {Answer: "We said yes, as “Urgent”.", Agree: "Yes, agreed"},
		"answer: yes, if: You book by noon": {Answer: "We said yes, on this condition:", Agree: "Yes, agreed, on that condition"},
		"answer: yes-if, if: You book by noon, if_met: {on: 2026-03-10}": {Answer: "We said yes.", Agree: "Yes, agreed, on that condition"},
		"answer: yes-if, if: You book by noon, level: p1":                {Answer: "We said yes, as “Urgent”, on this condition:", Agree: "Yes, agreed, on that condition"},
		"answer: no, because: We sleep":                                  {Answer: "We said no.", Agree: "Agreed: you don’t do this"},
		"answer: no, because: We sleep, instead: At nine":                {Answer: "We said no.", Agree: "Agreed: what you do instead"},
		"answer: no, because: We sleep, if: You pay":                     {Answer: "We said no.", Agree: "Agreed: you don’t do this"},
		"rank: 1": {Answer: "We have not answered this yet.", Agree: "Yes, you understood me"},
	} {
		letters, a := one(t, "customer: F\nstatus: proposed\ncapabilities: [delivery]\nexpectations:\n  - {id: e1, said: At night., understood: You come at night., "+line+"}\n")
		got := letters.View(a).Open.Groups[0].Lines[0]
		want.Mark, want.Asks = agreed.LineMark(a.Working[0].Line), true
		same(t, line, got.Reply, &want)
		if named := got.IfName == "Yes, if"; named != (strings.Contains(line, " if: ") && strings.Contains(line, ": no")) || (got.Answer.Text == "Yes, if") != (strings.Contains(want.Answer, "this condition")) {
			t.Errorf("%s: the condition is named %q", line, got.IfName)
		}
	}
}

// A page says which of its lines wait for whom, whatever its status.
func TestLetterOpenLines(t *testing.T) {
	const said, agreed = "expectations:\n  - {id: e1, said: Ring., understood: We ring., answer: yes}\n", ", agreed: {on: 2026-03-02, by: Don, how: phone}"
	const two = said + "  - {id: e2, said: Late., answer: no, because: We sleep" + agreed + "}\n"
	all := strings.Replace(said, "}", agreed+"}", 1)
	for text, want := range map[string][]string{
		"status: agreed\n" + two:                         {"Agreed in part", "1 line needs your answer", "1 line is agreed", "#line-e1"},
		"status: proposed\n" + two:                       {"Proposed", "1 line and the rest need your answer", "1 line is agreed", "#open"},
		"status: ended\n" + two:                          {"Ended", "", "How it turned out", ""},
		"status: draft\n" + two:                          {"Draft", "1 line to check", "1 line is agreed", "#line-e1"},
		"status: proposed\n" + all:                       {"Proposed", "The rest needs your answer", "1 line is agreed", "#line-rest"},
		"status: draft\n" + said:                         {"Draft", "1 line to check", "", "#line-e1"},
		"status: proposed\n" + said:                      {"Proposed", "1 line and the rest need your answer", "", "#open"},
		"status: agreed\n" + all:                         {"Agreed", "", "1 line is agreed", ""},
		"status: agreed\naccess: {mode: public}\n" + two: {"Agreed in part", "1 line is not agreed yet", "1 line is agreed", ""},
	} {
		letters, a := one(t, "customer: F\n"+text)
		v, bar := letters.View(a), ""
		if v.Reply != nil && v.Reply.Bar != nil {
			bar = v.Reply.Bar.Read.Href
		}
		same(t, text, []string{v.Status.Text, v.Open.Heading, v.Agreed.Heading, bar}, want)
	}
}

func TestLetterPromises(t *testing.T) {
	v := fenwickView(t)
	if len(v.Services) != 2 || len(v.Services[0].Promises) != 2 || len(v.Services[1].Promises) != 1 {
		t.Fatalf("%+v: the one for staff is not theirs", v.Services)
	}
	same(t, "services", []view.Link{v.Services[0].Link, v.Services[1].Link}, []view.Link{{Text: "Deliver within 48 hours", Href: "../../capabilities/delivery/"}, {Text: "Answer you", Href: "../../capabilities/desk/"}})
	onTime, own, desk := v.Services[0].Promises[0].Card, v.Services[0].Promises[1].Card, v.Services[1].Promises[0].Card
	better := &view.Tag{Kind: "info", Text: "Better for you"}
	same(t, "chosen", []any{onTime.Tag, onTime.Limit, onTime.Means, onTime.Starts}, []any{better, "24 hours", "", "Collected"})
	same(t, "by level", []any{desk.Tag, desk.Levels[0].Was, desk.Levels[0].Within, desk.Levels[1].Was, desk.Levels[1].Within}, []any{better, "4 hours", "2 hours", "", "3 working days"})
	same(t, "not published", []any{own.Tag, own.Href, own.From.Href, own.Starts, own.Limit}, []any{(*view.Tag)(nil), "", "../../capabilities/delivery/", "You ring", "1 hour"})
	same(t, "their part", []any{len(v.YourPart), v.YourPart[0].What, v.YourPart[0].Within, v.YourPart[0].Else}, []any{2, "Book by noon", "1 working day", "We come a day later"})
	same(t, "their part for the second", v.YourPart[1].What, "Say how urgent it is") // what both ask for is said once
	if len(v.Notices) != 1 || v.Notices[0].Title != "M62 closed" || v.Notices[0].Href != "../../notices/m62/" || v.NoticeNote != "" {
		t.Errorf("notices: %+v %q", v.Notices, v.NoticeNote)
	}
}

func TestLetterDiffers(t *testing.T) {
	same(t, "differs", fenwickView(t).Differs, []letter.Difference{
		{Tag: view.Tag{Kind: "info", Text: "Better for you"}, What: view.Link{Text: "We deliver within 48 hours.", Href: "#p-delivery_on-time"}, Was: "48 hours", Now: "24 hours", Note: "You chose this. Needs: A dock."},
		{Tag: view.Tag{Kind: "info", Text: "Better for you"}, What: view.Link{Text: "Put right within the time for its level.", Href: "#p-desk_put-right"}, Was: "Urgent: 4 hours", Now: "Urgent: 2 hours", Note: "You chose this."},
		{Tag: view.Tag{Kind: "info", Text: "Exception for you"}, What: view.Link{Text: "What if nobody is in?", Href: "../../policies/returns/"}, Now: "Three tries are free.", Note: "Sites have no bell. Decided by Callum Reid."},
		{Tag: view.Tag{Kind: "info", Text: "Exception for you"}, What: view.Link{Text: "An exception"}, Now: "A pallet more."},
	})
}

// A standard promise is brief, and leads to the published one; choosing for one customer changes no other's letter, and the
// same choice is printed the same, however each customer's file writes it.
func TestLetterStandardPromise(t *testing.T) {
	r := read(t, map[string]string{
		"content/agreements/chosen.yaml": "customer: Chosen\nstatus: agreed\ncapabilities: [delivery, desk]\nchoose: {delivery.on-time: 24h, desk.put-right.p1: 2h}",
		"content/agreements/also.yaml":   "customer: Also\nstatus: agreed\ncapabilities: [delivery, desk]\nchoose: {delivery.on-time: 1440m, desk.put-right.p1: 120m}",
		"content/agreements/plain.yaml":  "customer: Plain\nstatus: agreed\ncapabilities: [delivery, desk]",
	})
	chosen, also := r.letters.View(r.agreement(t, "chosen")), r.letters.View(r.agreement(t, "also"))
	same(t, "the same choice", also.Services, chosen.Services)
	same(t, "differs as", also.Differs, chosen.Differs)
	v := r.letters.View(r.agreement(t, "plain"))
	p, desk := v.Services[0].Promises[0].Card, v.Services[1].Promises[0].Card
	same(t, "promise", []any{p.Tag, p.Starts, p.Limit, p.Means, p.Target, p.Excluded, p.Href, v.Differs, v.Short},
		[]any{(*view.Tag)(nil), "", "", "Of 20 pallets, expect 19 on time.", "95 of 100", []string{"A closed motorway"}, "../../capabilities/delivery/#p-on-time", []letter.Difference(nil), []letter.Short(nil)})
	same(t, "levels", []string{desk.Levels[0].Was, desk.Levels[0].Within}, []string{"", "4 hours"})
	for part, html := range map[string]view.Prose{"95 of 100": p.Row, "A closed motorway": p.Counted} {
		if !strings.Contains(string(html), part) {
			t.Errorf("%q was not printed before: %q", part, html)
		}
	}
}

// perCustomer matches the promise of the sample that is for customers alone.
var perCustomer = regexp.MustCompile(`  - \{id: for-you.*\n`)

// Where all promises differ, nothing is counted: "1 of 1 promises" is no English.
func TestLetterSaysHowManyDiffer(t *testing.T) {
	r := read(t, map[string]string{
		"content/agreements/one.yaml":        "customer: One\nstatus: agreed\ncapabilities: [desk]\nchoose: {desk.put-right.p1: 2h}",
		"content/agreements/all.yaml":        "customer: All\nstatus: agreed\ncapabilities: [delivery, desk]\nchoose: {delivery.on-time: 24h, desk.put-right.p1: 2h}",
		"content/agreements/some.yaml":       "customer: Some\nstatus: agreed\ncapabilities: [delivery, desk]\nchoose: {delivery.on-time: 24h}",
		"content/agreements/bent.yaml":       "customer: Bent\nstatus: agreed\ncapabilities: [desk]\nexceptions: [{policy: returns, instead: b}]",
		"content/capabilities/delivery.yaml": perCustomer.ReplaceAllString(sample.Files["content/capabilities/delivery.yaml"], ""),
	})
	for id, want := range map[string]string{
		"one": "The promise here is on your own terms.", "all": "Every promise here is on your own terms.", "some": "One promise is on your own terms.",
		"bent": "There is an exception for you.",
	} {
		short := r.letters.View(r.agreement(t, id)).Short
		same(t, id, short[len(short)-1].Says, want)
	}
}

func TestLetterDates(t *testing.T) {
	v := fenwickView(t)
	same(t, "dates", v.Dates, []letter.Date{
		{On: day("20 March 2026", "2026-03-20"), What: "Ama rings Don", Who: "Ama Boateng"},
		{On: day("7 April 2026", "2026-04-07"), What: "This starts"},
		{On: day("6 July 2026", "2026-07-06"), What: "Sit down with Priya's list"},
		{On: day("30 September 2026", "2026-09-30"), What: "The day set for what we both want"},
		{On: day("5 October 2026", "2026-10-05"), What: "We read this page again together"},
	})
	letters, a := one(t, "customer: F\nstatus: agreed\neffective: 2026-01-01\nterm: 1y\nrenews: false\nreview_by: 2026-06-01\naccess: {until: 2026-09-01}")
	var whats []string
	for _, d := range letters.View(a).Dates {
		whats = append(whats, d.On.ISO+" "+d.What)
	}
	same(t, "by day", whats, []string{"2026-01-01 This began", "2026-06-01 We read this page again together", "2026-09-01 The last day on which this page opens", "2027-01-01 The agreed term ends"})
}

func TestLetterPeople(t *testing.T) {
	v := fenwickView(t)
	var all []string
	for _, l := range slices.Concat(v.Ladders, v.ByService) {
		for _, r := range l.Rungs {
			all = append(all, l.Name+" | "+r.Who+" | "+r.When+" | "+r.Tap.Href)
		}
	}
	same(t, "whom to call", all, []string{
		" | Ama Boateng | Start here | tel:+441632960001",
		" | Desk | If no answer | tel:+441632960009",
		"If you want to complain | Help | Start here | mailto:help@northlane.example",
		"If you want to complain | Edda Holt | If you have no answer within 5 working days, or are not satisfied | mailto:edda@northlane.example",
		"Deliver within 48 hours | Desk | Something is late | tel:+441632960009", "Deliver within 48 hours | Callum Reid | At night | tel:+441632960002",
	})
	same(t, "theirs", []any{v.People[0].Ways[0].Href, v.People[0].Prefers, v.People[1].Ways[0].Href, v.People[1].Prefers}, []any{"mailto:don@fenwick.example", "", "tel:+447700900318", "phone, short"})
	same(t, "updates", v.Updates, &letter.Updates{Cadence: "Every Monday, by email.", AtOnce: "At once, whatever the day: delays and a broken tile."})
}

// A condition goes on behind "Yes, if", but for a name; a count that shall be nought reads as none.
func TestLetterConditions(t *testing.T) {
	letters, a := one(t, "customer: Brae Foods\npeople: [{name: Don Brae}]\nstatus: proposed\nexpectations:\n"+
		"  - {id: e1, said: a, understood: b, answer: yes-if, if: Pallets are wrapped, measure: {indicator: broken tiles, at_most: 0, window: 90d}}\n"+
		"  - {id: e2, said: a, understood: b, answer: yes-if, if: Don’s gate is open, measure: {indicator: broken tiles, at_most: 0.5%, window: 90d}}\n"+
		"  - {id: e3, said: a, understood: b, answer: yes-if, if: I’m in}\n")
	var got []string
	for _, line := range letters.View(a).Open.Groups[0].Lines {
		got = append(got, line.If, line.Measure)
	}
	same(t, "conditions", got, []string{"pallets are wrapped", "broken tiles, none over the last 90 days", "Don’s gate is open", "broken tiles, at most 0.5% over the last 90 days", "I’m in", ""})
}

func TestLetterUpdates(t *testing.T) {
	for written, want := range map[string]string{
		"{cadence: weekly}":                               "Every week.",
		"{cadence: monthly, by: e-mail, on: Tue}":         "Every month, on Tuesday, by email.",
		"{cadence: every two weeks, by: phone, on: Thu}":  "Every two weeks, on Thursday, by phone.",
		"{cadence: weekly, on: the first Monday}":         "Every week, on the first Monday.",
		"{cadence: monthly, by: email, on: first Monday}": "Every month, on the first Monday, by email.",
		"{cadence: weekly, on: Mon-Fri}":                  "Every week, on Mon-Fri.",
		"{cadence: daily, by: pigeon}":                    "Every day, pigeon.",
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
	same(t, "referral", v.Referral, &letter.ReferralAsk{Says: "If we keep our word, we ask one thing of you after the first 90 days: an introduction by name. Three would be plenty.",
		EarnedIf: []string{"If a delivery will be late we phone Priya within one hour.", "Fewer than 1 pallet in 100 is damaged."}, State: &view.Tag{Kind: "plain", Text: "Not yet earned"}})
	same(t, "terms", v.Terms, []letter.Terms{{Link: view.Link{Text: "Conditions of carriage", Href: "https://northlane.example/c7.pdf"}, Version: "7", Fingerprint: "4f6b 0c2f 8f0f 55d0"}})
	same(t, "contract", v.Contract, "This page records what we told each other.")
	same(t, "version", v.Version, letter.AgreementVersion{Version: "2", On: day("20 March 2026", "2026-03-20")})
	r := *v.Reply
	same(t, "reply", []string{r.To, r.Mail, r.Subject, r.Intro, r.Phone.Href, r.Long}, []string{"ama@northlane.example", "mailto:ama@northlane.example?subject=Fenwick%20Tiles%2C%20version%202:%20our%20answer",
		"Fenwick Tiles, version 2: our answer", "Northlane, this is my answer to version 2.", "tel:+441632960001",
		"Your reply is too long for a mail link, so we have copied it. Paste it into the message to ama@northlane.example."})
	same(t, "at hand", []any{r.Waiting, r.Missing, r.Bar}, []any{true, false, &letter.ReplyBar{Says: "1 line and the rest need your answer", By: day("7 April 2026", "2026-04-07"), Read: view.Link{Text: "Read the lines", Href: "#open"}, Agree: "Yes to all"}})
	same(t, "rest", []any{v.Rest.ID, v.Rest.Says, v.Rest.Reply.Answer, v.Rest.Reply.Agree, len(v.Rest.Reply.Mark)}, []any{"rest", "£46 a pallet. Starts 7 April 2026.", "£46 a pallet. Starts 7 April 2026.", "Yes, agreed", 4})
}

// A note of what somebody said who does not decide is none of a yes: the page asks. Where nobody decides, or one alone is listed, nobody can
// tell them apart.
func TestLetterCountsWhoDecides(t *testing.T) {
	lines := "\nexpectations: [{id: e1, said: a, understood: b, answer: yes, agreed: {on: 2026-03-02, by: Don, how: phone}}, {id: e2, said: c, understood: d, answer: yes, agreed: {on: 2026-03-04, by: Priya, how: visit}}]"
	for people, want := range map[string][]string{
		"[{name: Don, role: decides}, {name: Priya, role: day to day}]": {"e2", "rest"},
		"[{name: Don, role: decides}, {name: Priya, role: decides}]":    {"rest"},
		"[{name: Don, role: pays}, {name: Priya, role: day to day}]":    {"rest"},
		"[{name: Priya, role: day to day}]":                             {"rest"},
	} {
		letters, a := one(t, "customer: F\nstatus: proposed\npeople: "+people+lines)
		same(t, people, open(letters.View(a)), want)
	}
}

// TestLetterByStatus holds what a page of each status says, and what it leaves out.
func TestLetterByStatus(t *testing.T) {
	line := "\nexpectations: [{id: e1, said: a, understood: b, answer: yes, agreed: {on: 2026-03-02, by: Don, how: phone}}, {id: e2, said: c, understood: d, agreed: {on: 2026-03-04, by: Priya, how: visit}}]"
	for status, want := range map[string][]any{
		"draft":    {"A draft for F", "Draft", "2 lines are agreed", true, "2026-03-20", "", false},
		"proposed": {"Our proposal for F", "Proposed", "2 lines are agreed", true, "2026-03-20", "", true},
		"agreed":   {"Our agreement with F", "Agreed", "2 lines are agreed", true, "2026-03-04", "agreed with Don and Priya", true},
		"ended":    {"Our former agreement with F", "Ended", "How it turned out", false, "2026-03-04", "agreed with Don and Priya", false},
	} {
		letters, a := one(t, "customer: F\nstatus: "+status+line)
		v := letters.View(a)
		same(t, status, []any{v.Heading, v.Status.Text, v.Agreed.Heading, v.Reply != nil, v.Version.On.ISO, v.Version.By, v.Sign != nil}, want)
		lines := v.Agreed.Groups[0].Lines
		if answerable := lines[0].Reply != nil; answerable != want[3] {
			t.Errorf("%s: the lines can be answered: %v", status, answerable)
		}
		same(t, status+": without an answer", lines[1].Answer, view.Tag{Kind: "plain", Text: "Not answered yet"})
	}
	letters, a := one(t, "customer: F\nstatus: ended\nended: {on: 2026-01-30, why: They moved}")
	same(t, "the end", letters.View(a).Ended, &letter.Ended{On: day("30 January 2026", "2026-01-30"), Why: "They moved"})
}

func TestLetterReplyGoesToTheFirstMailAddress(t *testing.T) {
	letters, a := one(t, "customer: F\nstatus: proposed\nowner: Somebody\nexpectations: [{id: e1, said: only said}]")
	v := letters.View(a)
	same(t, "reply", []string{v.Reply.To, v.Reply.Phone.Href, v.Reply.Subject, v.Reply.Intro, v.Sign.Customer, v.Sign.SendTo}, []string{"help@northlane.example", "tel:+441632960009", "F: our answer", "Northlane, this is my answer.", "F", "Somebody"})
}

// A draft asks for a reply, and gives a way to send it: also where it has no line yet.
func TestLetterDraftCanBeAnswered(t *testing.T) {
	for lines, bar := range map[string]*letter.ReplyBar{
		"": nil,
		"\nexpectations: [{id: e1, said: a, answer: yes}]":                                           {Says: "1 line to check", Read: view.Link{Text: "Read the line", Href: "#line-e1"}, Agree: "That’s right", Only: true},
		"\nexpectations: [{id: e1, said: a}, {id: e2, said: b, answer: no, because: c, instead: d}]": {Says: "2 lines to check", Read: view.Link{Text: "Read the lines", Href: "#open"}, Agree: "All of it is right"},
	} {
		letters, a := one(t, "customer: F\nstatus: draft\nversion: 1"+lines)
		r := letters.View(a).Reply
		same(t, lines, []any{r.Missing, r.Waiting, r.AgreeAs, r.Intro, r.Bar}, []any{true, true, "That’s right", "Northlane, this is my answer to version 1 of your notes.", bar})
	}
}

func TestLetterEarnedReferral(t *testing.T) {
	const lines = "\nexpectations: [{id: e1, said: a, understood: b, outcome: met}, {id: e2, said: c, understood: d, outcome: %}]\nreferral: {means: a word, earned_if: [e1, e2], agreed: {on: 2026-03-02, by: Don, how: meeting}}"
	for result, want := range map[string]string{"exceeded": "Earned", "missed": "Not yet earned"} {
		letters, a := one(t, "customer: F\nstatus: agreed"+strings.Replace(lines, "%", result, 1))
		v := letters.View(a).Referral
		same(t, result, []string{v.State.Text, v.Says, v.Agreed}, []string{want, "If we keep our word, we ask one thing of you: a word. One is enough.", "Agreed with Don on 2 March 2026, in a meeting."})
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
	same(t, "more", v.MoreNotices, view.Link{Text: "1 earlier notice", Href: "../../notices/"})
	same(t, "own", []string{v.Notices[3].Href, string(v.Notices[3].Body)}, []string{"", "<p>We have <em>lost</em> it.</p>\n"})
}

func TestLetterWithoutNotices(t *testing.T) {
	for since, want := range map[string]string{"2026-03-15": "None of our notices has affected you since 15 March 2026.", "2026-03-21": ""} {
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
	same(t, "view", []any{v.Secret, v.Reply, v.Agreed.Groups[0].Lines[0].Reply, v.Sign, v.Calendar, v.Frame.NoIndex, v.Frame.Root},
		[]any{"", (*letter.Reply)(nil), (*letter.LineReply)(nil), (*letter.Signature)(nil), letter.Calendaring{Name: "what-we-agreed.ics", Href: "dates.ics"}, true, "../../"})
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
