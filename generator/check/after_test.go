package check

import "testing"

func TestAftercareNone(t *testing.T) {
	hold(t, "aftercare-none", []ruling{
		{name: "none", site: site{capability: "title: Delivery\nsummary: Pallets.\n"},
			want: []string{`delivery.yaml:1:8+8 warning: nothing is done for a customer of "Delivery" after the sale | Add aftercare: with one thing you do unasked, such as {when: 14d after first delivery, do: We call and ask how it went}.`}},
		{name: "retired", site: site{capability: "title: Delivery\nsummary: Pallets.\nstatus: retired\n"}},
		{name: "one", site: site{capability: "title: Delivery\nsummary: Pallets.\naftercare: [{every: 6mo, do: We call}]\n"}},
	})
}

func TestEndedNoReason(t *testing.T) {
	const ended = "customer: Fenwick Tiles\nstatus: ended\n"
	const help = ` | Write ended: with on: the day and why: one fair sentence that the customer would agree with.`
	hold(t, "ended-no-reason", []ruling{
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
	hold(t, "referral-unknown-line", []ruling{
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
