package check

import "testing"

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
		{name: "another of theirs", site: agreedBy(people, "Zoë O’Hara")},
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
