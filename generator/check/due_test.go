package check

import "testing"

func TestAftercareWhen(t *testing.T) {
	const head = "title: Delivery\nsummary: Pallets.\naftercare:\n"
	expectRule(t, "aftercare-when", []ruleCase{
		{name: "one each", site: site{capability: head + "  - {after: 14d, do: We call}\n  - {every: 6mo, do: We read}\n  - {on: anniversary, do: Lunch}\n  - {when: 7d after a claim, do: We ask}\n"}},
		{name: "two", site: site{capability: head + "  - {on: anniversary, every: 6mo, do: We call}\n"},
			want: []string{`delivery.yaml:4:39+7 warning: "We call" has more than one time: every, on | Keep one of them, and write a second entry for the other.`}},
		{name: "none", site: site{capability: head + "  - {do: We call}\n"},
			want: []string{`delivery.yaml:4:10+7 warning: nothing says when you do this: "We call" | Add after: 14d, every: 6mo or on: anniversary, counted from the day on which an agreement begins.`}},
		{name: "one was refused", site: site{capability: head + "  - {after: soon, do: We call}\n", excused: "schema-type"}},
	})
}

func TestIfByMisplaced(t *testing.T) {
	line := func(answer string) site {
		return site{agreement: "customer: Fenwick Tiles\nstatus: proposed\npriorities:\n  - {id: p1, said: Whole., if_by: 2026-05-04" + answer + "}\n"}
	}
	expectRule(t, "if-by-misplaced", []ruleCase{
		{name: "yes", site: line(", answer: yes"),
			want: []string{`fenwick.yaml:4:35+10 warning: "Whole." is answered yes, so there is no condition to be met by a day | Remove if_by, or answer yes-if, with the condition after if:.`}},
		{name: "yes-if", site: line(", answer: yes-if, if: It is wrapped.")},
		{name: "no answer yet", site: line("")},
	})
}

// Today is 20 March 2026.
func TestConditionOverdue(t *testing.T) {
	agreement := func(more string) site { return site{agreement: "customer: Fenwick Tiles\nstatus: proposed\n" + more} }
	expectRule(t, "condition-overdue", []ruleCase{
		{name: "a condition", site: agreement("priorities:\n  - {id: p1, said: Whole., answer: yes-if, if: It is wrapped., if_by: 2026-03-19}\n"),
			want: []string{`fenwick.yaml:4:71+10 notice: the condition of "Whole." should have been met by 2026-03-19, and nothing says that it was | Ask. Once it is met, write if_met: {on: …, by: …}; if it takes longer, agree on a later day.`}},
		{name: "today", site: agreement("priorities:\n  - {id: p1, said: Whole., answer: yes-if, if: It is wrapped., if_by: 2026-03-20}\n")},
		{name: "met", site: agreement("priorities:\n  - {id: p1, said: Whole., answer: yes-if, if: It is wrapped., if_by: 2026-03-19, if_met: {on: 2026-03-18}}\n")},
		{name: "duties", site: agreement("duties:\n  - {what: Send the plan, by: 2026-03-19}\n  - {what: Paint it, by: 2026-03-19, done: 2026-03-18}\n  - {what: Later, by: 2026-03-20}\n"),
			want: []string{`fenwick.yaml:4:31+10 notice: "Send the plan" should have been done by 2026-03-19, and nothing says that it was | Ask. Once it is done, write done: with the day; if it takes longer, agree on a later day.`}},
	})
}

func TestTouchOverdue(t *testing.T) {
	const head = "customer: Fenwick Tiles\nstatus: ended\ncheck_ins: [{on: 2026-03-19, what: Tea}, {on: 2026-02-17, what: Long ago}, {on: 2026-03-20, what: Now}]\n"
	expectRule(t, "touch-overdue", []ruleCase{
		{name: "nothing observed", site: site{agreement: head},
			want: []string{`fenwick.yaml:3:18+10 notice: this was planned for 2026-03-19, and nothing observed says that it took place: "Tea" | If it did, write what you learned: observed: [{on: 2026-03-19, by: …, learned: …}]. If not, give it another day.`}},
		{name: "observed before", site: site{agreement: head + "observed: [{on: 2026-03-18, learned: Much}]\n"},
			want: []string{`fenwick.yaml:3:18+10 notice: this was planned for 2026-03-19, and nothing observed says that it took place: "Tea" | If it did, write what you learned: observed: [{on: 2026-03-19, by: …, learned: …}]. If not, give it another day.`}},
		{name: "observed then", site: site{agreement: head + "observed: [{on: 2026-03-19, learned: Much}]\n"}},
		{name: "observed since", site: site{agreement: head + "observed: [{on: 2026-03-20, learned: Much}]\n"}},
	})
}

func TestDutyDoneInTheFuture(t *testing.T) {
	expectRule(t, "agreed-in-future", []ruleCase{
		{name: "tomorrow", site: site{agreement: "customer: Fenwick Tiles\nstatus: proposed\nduties: [{what: Send the plan, by: 2026-03-19, done: 2026-03-21}]\n"},
			want: []string{`fenwick.yaml:3:54+10 error: "Send the plan" is marked as done on 2026-03-21, and today is 2026-03-20 | Correct the day. If it is still to be done, remove done.`}},
	})
}
