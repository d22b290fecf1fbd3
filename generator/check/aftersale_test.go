package check

import "testing"

func TestAftercareNone(t *testing.T) {
	expectRule(t, "aftercare-none", []ruleCase{
		{name: "none", site: site{capability: "title: Delivery\nsummary: Pallets.\n"},
			want: []string{`delivery.yaml:1:8+8 warning: nothing is done for a customer of "Delivery" after the sale | Add aftercare: with one thing you do unasked, such as aftercare: [{after: 14d, do: We call and ask how it went}].`}},
		{name: "nothing can be read", site: site{capability: "pallets\n", excused: "schema-type"}},
		{name: "retired", site: site{capability: "title: Delivery\nsummary: Pallets.\nstatus: retired\n"}},
		{name: "one", site: site{capability: "title: Delivery\nsummary: Pallets.\naftercare: [{every: 6mo, do: We call}]\n"}},
	})
}

func TestEndedNoReason(t *testing.T) {
	const ended = "customer: Fenwick Tiles\nstatus: ended\n"
	const help = ` | Write ended: with on: the day and why: one fair sentence that the customer would agree with.`
	expectRule(t, "ended-no-reason", []ruleCase{
		{name: "nothing", site: site{agreement: ended},
			want: []string{`fenwick.yaml:2:9+5 error: the agreement with Fenwick Tiles has ended, and nothing says on which day or why` + help}},
		{name: "no reason", site: site{agreement: ended + "ended: {on: 2026-02-28}\n"},
			want: []string{`fenwick.yaml:3:8 error: the agreement with Fenwick Tiles has ended, and nothing says why` + help}},
		{name: "no day", site: site{agreement: ended + "ended: {why: They moved to Bristol.}\n"},
			want: []string{`fenwick.yaml:3:8 error: the agreement with Fenwick Tiles has ended, and nothing says on which day` + help}},
		{name: "both", site: site{agreement: ended + "ended: {on: 2026-02-28, why: They moved to Bristol.}\n"}},
		{name: "not ended", site: site{agreement: "customer: Fenwick Tiles\nstatus: agreed\n"}},
	})
}

func TestReferralUnknownLine(t *testing.T) {
	lines := "    said: Hm.\nexpectations:\n  - {id: early-word, said: Hm.}\nreferral:\n  means: A word\n  earned_if: "
	expectRule(t, "referral-unknown-line", []ruleCase{
		{name: "unknown", site: site{agreement: withLine(lines + "[p1, e7]\n")},
			want: []string{`fenwick.yaml:10:19+2 error: there is no line "e7" in this agreement | The lines are: early-word, p1.`}},
		{name: "mistyped", site: site{agreement: withLine(lines + "[early-wrod]\n")},
			want: []string{`fenwick.yaml:10:15+10 error: there is no line "early-wrod" in this agreement | Did you mean "early-word"?`}},
		{name: "a short name is not guessed at", site: site{agreement: withLine(lines + "[p7]\n")},
			want: []string{`fenwick.yaml:10:15+2 error: there is no line "p7" in this agreement | The lines are: early-word, p1.`}},
		{name: "a draft", site: site{agreement: inStatus("draft", lines+"[e7]\n")},
			want: []string{`fenwick.yaml:10:15+2 warning: there is no line "e7" in this agreement | The lines are: early-word, p1.`}},
		{name: "no lines", site: site{agreement: "customer: Fenwick Tiles\nstatus: agreed\nreferral: {means: A word, earned_if: e1}\n"},
			want: []string{`fenwick.yaml:3:38+2 error: there is no line "e1" in this agreement | Write the lines first, under expectations and priorities, or remove it.`}},
		{name: "known", site: site{agreement: withLine(lines + "[p1, early-word]\n")}},
	})
}

func TestReferralUnearned(t *testing.T) {
	const said = "customer: Fenwick Tiles\nstatus: proposed\n"
	const ask = "referral: {means: A word, earned_if: [e1]}\n"
	line := func(more string) string { return "expectations: [{id: e1, said: Hm., " + more + "}]\n" }
	expectRule(t, "referral-unearned", []ruleCase{
		{name: "missed", site: site{agreement: said + line("answer: yes, outcome: {result: missed, on: 2026-02-01}") + ask},
			want: []string{`fenwick.yaml:4:39+2 warning: the referral waits for the line "e1", which was missed | Put it right with the customer first, and do not ask for the referral until then. If the line counts no more, take it out of earned_if.`}},
		{name: "declined", site: site{agreement: said + line("answer: no") + ask},
			want: []string{`fenwick.yaml:4:39+2 warning: the referral waits for the line "e1", which you answered no: it can never be earned | Take the line out of earned_if, or name one that you answered yes.`}},
		{name: "met", site: site{agreement: said + line("answer: yes, outcome: {result: met, on: 2026-02-01}") + ask}},
		{name: "open", site: site{agreement: said + line("answer: yes") + ask}},
		{name: "another line", site: site{agreement: said + "expectations: [{id: e1, said: Hm., answer: yes}, {id: e2, said: Hm., answer: no}]\n" + ask}},
	})
}

func TestDueOverdue(t *testing.T) {
	due := func(day, line string) string {
		return "customer: Fenwick Tiles\nstatus: agreed\noutcome: {what: No waiting, by: " + day + "}\nexpectations: [{id: e1, said: Hm.," + line + " answer: yes}]\n"
	}
	expectRule(t, "due-overdue", []ruleCase{
		{name: "passed", site: site{agreement: due("2026-03-19", "")},
			want: []string{`fenwick.yaml:3:33+10 warning: the outcome was due on 2026-03-19, and no line says how it turned out | Write how it turned out below the lines, such as outcome: {result: met, on: 2026-03-20}, or agree on a later day.`}},
		{name: "an outcome from before", site: site{agreement: due("2026-03-19", " outcome: {result: met, on: 2026-01-01},")},
			want: []string{`fenwick.yaml:3:33+10 warning: the outcome was due on 2026-03-19, and no line says how it turned out | Write how it turned out below the lines, such as outcome: {result: met, on: 2026-03-20}, or agree on a later day.`}},
		{name: "today", site: site{agreement: due("2026-03-20", "")}},
		{name: "said", site: site{agreement: due("2026-03-19", " outcome: {result: missed, on: 2026-03-19},")}},
		{name: "none", site: site{agreement: "customer: Fenwick Tiles\nstatus: agreed\n"}},
	})
}
