package check

import (
	"testing"

	"upfront/generator/agreement"
)

func TestListEmpty(t *testing.T) {
	const working = "nothing stands under expectations: how you work together with Fenwick | Ask how they would like to work with you: who rings whom, how soon."
	const service = "nothing stands under priorities: what the service must do for Fenwick | Ask what the service itself must do: what has to arrive, in which state."
	expectRule(t, "list-empty", []ruleCase{
		{name: "both", site: site{agreement: "customer: {name: Fenwick}\nstatus: agreed\npriorities: []\n"},
			want: []string{"fenwick.yaml:1:18+7 warning: " + working, "fenwick.yaml:1:18+7 warning: " + service}},
		{name: "one", site: site{agreement: "customer: Fenwick\nstatus: agreed\npriorities: [{id: p1}]\n"},
			want: []string{"fenwick.yaml:1:11+7 warning: " + working}},
		{name: "a draft", site: site{agreement: "customer: Fenwick\nstatus: draft\nexpectations: [{id: e1}]\n"}},
		{name: "ended", site: site{agreement: "customer: Fenwick\nstatus: ended\n"}},
		{name: "neither", site: site{agreement: "customer: Fenwick\nstatus: agreed\npriorities: [{id: p1}]\nexpectations: [{id: e1}]\n"}},
	})
}

func TestPriceMissing(t *testing.T) {
	const offer = "title: Delivery\nsummary: Pallets.\n"
	const want = `fenwick.yaml:1:11+7 warning: neither the agreement with Fenwick nor what it names says what it costs | Add price: {kind: fixed, amount: …}, as they will see it on the bill. If it depends, give an estimate with a ceiling.`
	expectRule(t, "price-missing", []ruleCase{
		{name: "proposed", site: site{capability: offer, agreement: "customer: Fenwick\nstatus: proposed\ncapabilities: [delivery]\n"}, want: []string{want}},
		{name: "agreed", site: site{agreement: "customer: Fenwick\nstatus: agreed\n"}, want: []string{want}},
		{name: "a draft", site: site{agreement: "customer: Fenwick\nstatus: draft\n"}},
		{name: "ended", site: site{agreement: "customer: Fenwick\nstatus: ended\n"}},
		{name: "the capability's", site: site{capability: offer + "price: {amount: £41 a pallet}\n", agreement: "customer: Fenwick\nstatus: agreed\ncapabilities: [delivery]\n"}},
		{name: "its own", site: site{agreement: "customer: Fenwick\nstatus: agreed\nprice: {amount: £41 a pallet}\n"}},
	})
}

func TestUpdatesMissing(t *testing.T) {
	const text = `nothing says how Fenwick is kept told | Add updates: {cadence: weekly, by: email, on: Mon, also_at_once: [delay]}, with what you can keep up.`
	expectRule(t, "updates-missing", []ruleCase{
		{name: "agreed", site: site{agreement: "customer: Fenwick\nstatus: agreed\n"}, want: []string{"fenwick.yaml:1:11+7 warning: " + text}},
		{name: "a draft", site: site{agreement: "customer: Fenwick\nstatus: draft\n"}},
		{name: "ended", site: site{agreement: "customer: Fenwick\nstatus: ended\n"}},
		{name: "weekly", site: site{agreement: "customer: Fenwick\nstatus: agreed\nupdates: {cadence: weekly}\n"}},
	})
}

// A customer whose name cannot be read is still somebody.
func TestNamed(t *testing.T) {
	if got := customerName(&agreement.Agreement{}); got != "the customer" {
		t.Errorf("without a name it is %q", got)
	}
}

func TestRoleDecidesMissing(t *testing.T) {
	const text = `nobody at Fenwick is listed who decides | Ask who has the last word, and list them under people with role: decides.`
	expectRule(t, "role-decides-missing", []ruleCase{
		{name: "nobody", site: site{agreement: "customer: Fenwick\nstatus: agreed\n"}, want: []string{"fenwick.yaml:1:11+7 error: " + text}},
		{name: "somebody else", site: site{agreement: "customer: Fenwick\nstatus: agreed\npeople:\n  - {name: Priya Shah, role: day to day}\n  - {name: Wendy Clough, role: pays}\n"},
			want: []string{"fenwick.yaml:4:12+10 error: " + text}},
		{name: "a draft", site: site{agreement: "customer: Fenwick\nstatus: draft\n"}},
		{name: "ended", site: site{agreement: "customer: Fenwick\nstatus: ended\n"}},
		{name: "somebody", site: site{agreement: "customer: Fenwick\nstatus: agreed\npeople: [{name: Priya Shah, role: day to day}, {name: Don Fenwick, role: decides}]\n"}},
	})
}

func TestSaidMissing(t *testing.T) {
	const help = ` | Add said: "…", word for word as they said it. If nobody did, it belongs in the offer.`
	expectRule(t, "said-missing", []ruleCase{
		{name: "none", site: site{agreement: withLine("    understood: By noon.\n")},
			want: []string{`fenwick.yaml:4:9+2 error: the line "p1" lacks the customer's own words` + help}},
		{name: "a draft", site: site{agreement: inStatus("draft", "    understood: By noon.\n")}},
		{name: "for staff alone", site: site{agreement: withLine("    visibility: internal\n")}},
		{name: "some", site: site{agreement: withLine("    said: hm\n")}},
	})
}

func TestUnderstoodSame(t *testing.T) {
	const help = " | Say it in other words that both can check later: who, what, by when, how many."
	expectRule(t, "understood-same", []ruleCase{
		{name: "the same", site: site{agreement: withLine("    said: \"Corners can't be chipped\"\n    understood: corners can't be — chipped!\n")},
			want: []string{`fenwick.yaml:6:17+27 error: "corners can't be — chipped!" repeats what the customer said` + help}},
		{name: "missing", site: site{agreement: withLine("    said: No chips.\n")},
			want: []string{`fenwick.yaml:4:9+2 error: nothing says how you understood "No chips." | Add understood: with what you will do or what will be true: who, what, by when, how many.`}},
		{name: "the same in a draft", site: site{agreement: inStatus("draft", "    said: No chips.\n    understood: No chips\n")},
			want: []string{`fenwick.yaml:6:17+8 warning: "No chips" repeats what the customer said` + help}},
		{name: "missing in a draft", site: site{agreement: inStatus("draft", "    said: No chips.\n")}},
		{name: "another number", site: site{agreement: withLine("    said: Below 2%\n    understood: Below 3%\n")}},
		{name: "other words", site: site{agreement: withLine("    said: No chips.\n    understood: Fewer than 1 pallet in 100 arrives damaged.\n")}},
	})
}

func TestUnderstoodUncheckable(t *testing.T) {
	const help = ` | Ask "how would we both know?" and write that down, such as: Every Monday by 10:00 you get a mail with all open deliveries.`
	expectRule(t, "understood-uncheckable", []ruleCase{
		{name: "informed", site: site{agreement: withLine("    understood: You want to be kept well informed.\n")},
			want: []string{`fenwick.yaml:5:32+18 warning: nobody could check whether "You want to be kept well informed." was kept` + help}},
		{name: "a draft", site: site{agreement: inStatus("draft", "    understood: You would like friendly people.\n")},
			want: []string{`fenwick.yaml:5:32+8 warning: nobody could check whether "You would like friendly people." was kept` + help}},
		{name: "vague is said by another rule", site: site{agreement: withLine("    understood: You would like a good and quick answer.\n")}},
		{name: "a number", site: site{agreement: withLine("    understood: You get a good answer in 4 hours.\n")}},
		{name: "a day", site: site{agreement: withLine("    understood: You are well informed on Mondays.\n")}},
		{name: "a person", site: site{agreement: withLine("    understood: Hyejin keeps Don well informed.\n")}},
		{name: "an event", site: site{agreement: withLine("    understood: You are informed before the van leaves.\n")}},
		{name: "an act", site: site{agreement: withLine("    understood: The driver rings your bell.\n")}},
		{name: "a measure", site: site{agreement: withLine("    understood: You want good boxes.\n    measure: {indicator: wet boxes, at_most: 1%}\n")}},
		{name: "what backs it", site: site{capability: onTime(""), agreement: withLine("    understood: You want good news.\n    backed_by: delivery.on-time\n") + "capabilities: [delivery]\n"}},
		{name: "for staff alone", site: site{agreement: withLine("    understood: You want good boxes.\n    visibility: internal\n")}},
	})
}

func TestAnswerMissing(t *testing.T) {
	const help = " | Add answer: yes, yes-if with its if:, or no with because: and instead:."
	expectRule(t, "answer-missing", []ruleCase{
		{name: "none", site: site{agreement: withLine("    said: Next morning.\n")},
			want: []string{`fenwick.yaml:4:9+2 error: "Next morning." has no answer` + help}},
		{name: "a draft", site: site{agreement: inStatus("draft", "    said: Next morning.\n")}},
		{name: "a long wish", site: site{agreement: withLine("    said: Just don't leave me finding out from my fitter that the pallet is not there yet.\n")},
			want: []string{`fenwick.yaml:4:9+2 error: "Just don't leave me finding out from my fitter that the…" has no answer` + help}},
		{name: "yes", site: site{agreement: withLine("    answer: yes\n")}},
		{name: "for staff alone", site: site{agreement: withLine("    visibility: internal\n")}},
	})
}

// Today is 20 March 2026.
func TestServedBeforeAgreed(t *testing.T) {
	began := func(status, day, more string) site {
		return site{agreement: "customer: Fenwick\nstatus: " + status + "\neffective: " + day + "\n" + more}
	}
	agreed := func(days ...string) string {
		text := "expectations:\n"
		for _, day := range days {
			text += "  - {said: Hm., agreed: {on: " + day + ", by: Don Fenwick, how: phone}, id: e" + day[8:] + "}\n"
		}
		return text
	}
	const help = " | Get their yes, write agreed: below each line, and set status: agreed. If the work has not begun, move the day."
	expectRule(t, "served-before-agreed", []ruleCase{
		{name: "proposed", site: began("proposed", "2026-03-19", "version: 1\n"),
			want: []string{`fenwick.yaml:3:12+10 warning: the agreement with Fenwick was to begin on 2026-03-19, and its status is proposed (fenwick.yaml:2:9+8 the status is here)` + help}},
		{name: "a draft", site: began("draft", "2026-03-09", ""),
			want: []string{`fenwick.yaml:3:12+10 warning: the agreement with Fenwick was to begin on 2026-03-09, and its status is draft (fenwick.yaml:2:9+5 the status is here)` + help}},
		{name: "begins today", site: began("proposed", "2026-03-20", "")},
		{name: "a renewal", site: began("proposed", "2026-03-09", "version: 2\n")},
		{name: "no day", site: site{agreement: "customer: Fenwick\nstatus: proposed\n"}},
		{name: "agreed afterwards", site: began("agreed", "2026-03-01", "version: v1.2\n"+agreed("2026-03-12", "2026-03-05")),
			want: []string{`fenwick.yaml:3:12+10 notice: the agreement with Fenwick began on 2026-03-01, and nothing was agreed before 2026-03-05 (fenwick.yaml:7:30+10 the first day of agreeing is here) | Correct the day if it is wrong. If it is right, begin the next one with the talk.`}},
		{name: "a line was added", site: began("agreed", "2026-03-01", agreed("2026-03-01", "2026-03-12"))},
		{name: "a renewal that was agreed afterwards", site: began("agreed", "2026-03-01", "version: 3\n"+agreed("2026-03-12"))},
		{name: "ended", site: began("ended", "2026-03-01", agreed("2026-03-12"))},
	})
}

func TestAgreedIncomplete(t *testing.T) {
	expectRule(t, "agreed-incomplete", []ruleCase{
		{name: "only when", site: site{agreement: withLine("    said: Hm.\n    agreed: {on: 2026-03-02}\n")},
			want: []string{`fenwick.yaml:6:13 error: "Hm." is marked as agreed, but not by whom, how | Add by: with a person's name, how: with meeting, phone or mail. If it is not agreed yet, remove agreed.`}},
		{name: "nothing", site: site{agreement: inStatus("ended", "    said: Hm.\n    agreed: {by: Don Fenwick}\n")},
			want: []string{`fenwick.yaml:6:13 error: "Hm." is marked as agreed, but not when, how | Add on: with the day, how: with meeting, phone or mail. If it is not agreed yet, remove agreed.`}},
		{name: "the referral", site: site{agreement: "customer: Fenwick\nstatus: agreed\nreferral: {means: A word, agreed: {on: 2026-03-02, by: Don}}\n"},
			want: []string{`fenwick.yaml:3:35 error: the referral is marked as agreed, but not how | Add how: with meeting, phone or mail. If it is not agreed yet, remove agreed.`}},
		{name: "complete", site: site{agreement: withLine("    said: Hm.\n    agreed: {on: 2026-03-02, by: Don Fenwick, how: meeting}\n")}},
		{name: "not agreed", site: site{agreement: withLine("    said: Hm.\n    agreed: null\n")}},
		{name: "by nobody", site: site{agreement: inStatus("agreed", "    said: Hm.\n")},
			want: []string{`fenwick.yaml:2:9+6 error: this says that Fenwick Tiles agreed, and no line says so | Below each line that they said yes to, write agreed: with on:, by: and how:. If they have not said so yet, write status: proposed.`}},
		{name: "one of two", site: site{agreement: inStatus("agreed", "    said: Hm.\n  - {id: p2, said: Ah., agreed: {on: 2026-03-02, by: Don Fenwick, how: meeting}}\n")},
			want: []string{`fenwick.yaml:4:9+2 warning: the agreement with Fenwick Tiles counts as agreed, and "Hm." is still open | If they said yes to it, add agreed: {on: …, by: …, how: …}. If they have not, leave it: the page says that it is still open.`}},
		{name: "one of two, not yet agreed", site: site{agreement: inStatus("proposed", "    said: Hm.\n  - {id: p2, said: Ah., agreed: {on: 2026-03-02, by: Don Fenwick, how: meeting}}\n")}},
		{name: "the open one is for staff", site: site{agreement: inStatus("agreed", "    said: Hm.\n    visibility: internal\n  - {id: p2, said: Ah., agreed: {on: 2026-03-02, by: Don Fenwick, how: meeting}}\n")}},
		{name: "the only line is for staff", site: site{agreement: inStatus("agreed", "    said: Hm.\n    visibility: internal\n")}},
		{name: "no lines", site: site{agreement: "customer: Fenwick\nstatus: agreed\n"}},
	})
}

// people are those of Northlane and those of Fenwick Tiles; by is who agreed to the only line.
func agreedBy(people, by string) site {
	return site{site: "people: {ama: {name: Ama Boateng}}\nleader: {name: Callum Reid}\n",
		agreement: inStatus("agreed", "    said: Hm.\n    agreed: {on: 2026-03-02, by: "+by+", how: phone}\n") + "people: " + people + "\n"}
}

func TestAgreedByUnknown(t *testing.T) {
	const people = "[{name: Don Fenwick, role: decides}, {name: Zoë O'Hara, role: day to day}]"
	expectRule(t, "agreed-by-unknown", []ruleCase{
		{name: "a stranger", site: agreedBy(people, "Sam Stranger"),
			want: []string{`fenwick.yaml:6:34+12 error: "Hm." is marked as agreed by Sam Stranger, who is not among the people of Fenwick Tiles | If they can say yes, list them below people:, such as - {name: "Sam Stranger", role: decides}. If not, name who did, or remove agreed.`}},
		{name: "nobody is listed", site: agreedBy("[]", "Don Fenwick"),
			want: []string{`fenwick.yaml:6:34+11 error: "Hm." is marked as agreed by Don Fenwick, who is not among the people of Fenwick Tiles | If they can say yes, list them below people:, such as - {name: "Don Fenwick", role: decides}. If not, name who did, or remove agreed.`}},
		{name: "a slip", site: agreedBy(people, "Don Fennick"),
			want: []string{`fenwick.yaml:6:34+11 error: "Hm." is marked as agreed by Don Fennick, who is not among the people of Fenwick Tiles | Did you mean "Don Fenwick"?`}},
		{name: "one of ours", site: agreedBy(people, "Ama Boateng"),
			want: []string{`fenwick.yaml:6:34+11 error: "Hm." is marked as agreed by Ama Boateng, who is one of your own | Name the person at Fenwick Tiles who said yes. If nobody has yet, remove agreed.`}},
		{name: "one of ours, by the short name", site: agreedBy(people, "ama"),
			want: []string{`fenwick.yaml:6:34+3 error: "Hm." is marked as agreed by ama, who is one of your own | Name the person at Fenwick Tiles who said yes. If nobody has yet, remove agreed.`}},
		{name: "the leader", site: agreedBy(people, "callum reid"),
			want: []string{`fenwick.yaml:6:34+11 error: "Hm." is marked as agreed by callum reid, who is one of your own | Name the person at Fenwick Tiles who said yes. If nobody has yet, remove agreed.`}},
		{name: "the referral", site: site{agreement: "customer: Fenwick\nstatus: agreed\npeople: " + people + "\nreferral: {means: A word, agreed: {on: 2026-03-02, by: Sam, how: phone}}\n"},
			want: []string{`fenwick.yaml:4:56+3 error: the referral is marked as agreed by Sam, who is not among the people of Fenwick | If they can say yes, list them below people:, such as - {name: "Sam", role: decides}. If not, name who did, or remove agreed.`}},
		{name: "who decides", site: agreedBy(people, "Don Fenwick")},
		{name: "written otherwise", site: agreedBy(people, "don  FENWICK")},
		{name: "another of theirs", site: agreedBy(people, "zoë o'hara"),
			want: []string{`fenwick.yaml:6:34+10 warning: "Hm." is marked as agreed by zoë o'hara, who does not decide for Fenwick Tiles: it does not count, and the page has it as open | Ask Don Fenwick. If zoë o'hara decides too, write role: decides behind that name.`}},
		{name: "one alone decides", site: agreedBy("[{name: Zoë O'Hara, role: day to day}]", "Zoë O’Hara")},
		{name: "nobody decides", site: agreedBy("[{name: Don Fenwick, role: pays}, {name: Zoë O'Hara, role: day to day}]", "Zoë O'Hara")},
		{name: "ended", site: site{agreement: inStatus("ended", "    said: Hm.\n    agreed: {on: 2026-03-02, by: Sam Stranger, how: phone}\n")}},
	})
}

// Today is 20 March 2026.
func TestAgreedInFuture(t *testing.T) {
	agreed := func(on string) site {
		return site{agreement: withLine("    said: Hm.\n    agreed: {on: " + on + ", by: Don Fenwick, how: phone}\n")}
	}
	expectRule(t, "agreed-in-future", []ruleCase{
		{name: "in three years", site: agreed("2029-03-02"),
			want: []string{`fenwick.yaml:6:18+10 error: "Hm." is marked as agreed on 2029-03-02, and today is 2026-03-20 | Correct the day. If they have yet to say yes, remove agreed.`}},
		{name: "tomorrow", site: agreed("2026-03-21"),
			want: []string{`fenwick.yaml:6:18+10 error: "Hm." is marked as agreed on 2026-03-21, and today is 2026-03-20 | Correct the day. If they have yet to say yes, remove agreed.`}},
		{name: "a condition", site: site{agreement: withLine("    said: Hm.\n    answer: yes-if\n    if: You book.\n    if_met: {on: 2026-04-01, by: Don Fenwick}\n")},
			want: []string{`fenwick.yaml:8:18+10 error: the condition of "Hm." is marked as met on 2026-04-01, and today is 2026-03-20 | Correct the day. If it is still to be met, remove if_met.`}},
		{name: "how it turned out", site: site{agreement: inStatus("ended", "    said: Hm.\n    outcome: {result: met, on: 2026-04-01}\n")},
			want: []string{`fenwick.yaml:6:32+10 error: "Hm." is marked as measured on 2026-04-01, and today is 2026-03-20 | Correct the day. If it has yet to turn out, remove outcome.`}},
		{name: "the referral", site: site{agreement: "customer: Fenwick\nstatus: agreed\nreferral: {means: A word, agreed: {on: 2026-05-02, by: Don, how: phone}}\n"},
			want: []string{`fenwick.yaml:3:40+10 error: the referral is marked as agreed on 2026-05-02, and today is 2026-03-20 | Correct the day. If they have yet to say yes, remove agreed.`}},
		{name: "today", site: agreed("2026-03-20")},
		{name: "for staff alone", site: site{agreement: withLine("    said: Hm.\n    visibility: internal\n    agreed: {on: 2029-03-02, by: Don Fenwick, how: phone}\n")}},
	})
}
