package check

import "testing"

func TestQuestionOpen(t *testing.T) {
	const help = " | Ask, and write the answers in their places. To have the questions on paper: upfront ask fenwick --html"
	answered := func(lines string) string {
		return "customer: Fenwick\nstatus: draft\npeople: [{name: Don Fenwick}]\nhow_they_use_it: On site.\nupdates: {cadence: weekly}\noutcome: {what: No waiting, measure: 4 idle hours}\n" +
			"price: {kind: fixed, amount: £46 a pallet}\neffective: 2026-04-07\n" + lines
	}
	const expectation = "expectations: [{id: e1, said: Ring me, understood: We ring, answer: yes}]\n"
	expectRule(t, "question-open", []ruleCase{
		{name: "nothing is answered", site: site{agreement: "customer: Fenwick\nstatus: draft\n"}, want: []string{
			"fenwick.yaml:1:11+7 warning: 8 questions are still open: who decides; how they use it; how they like to be told; what a great success would be; " +
				"what they expect of working with you; what the service must do; what it costs; when it begins" + help}},
		{name: "some lines are", site: site{agreement: answered("expectations: [{id: e1}, {id: e2, understood: We ring}, {id: e3, said: Ring me}]\npriorities: [{id: p1, said: No chips, understood: 1 in 100}]\n")}, want: []string{
			"fenwick.yaml:1:11+7 warning: 5 questions are still open: what they said (e1, e2); what you took it to mean (e3); your answer (e3, p1)" + help}},
		{name: "one is left", site: site{agreement: answered(expectation)}, want: []string{"fenwick.yaml:1:11+7 warning: 1 question is still open: what the service must do" + help}},
		{name: "several people, and none who decides; a success without a measure", site: site{agreement: "customer: Fenwick\nstatus: draft\npeople: [{name: Don, role: pays}, {name: Ann, role: told}]\nhow_they_use_it: On site.\nupdates: {cadence: weekly}\noutcome: No waiting\n" +
			"price: {kind: fixed, amount: £46}\neffective: 2026-04-07\n" + expectation + "priorities: [{id: p1, said: No chips, understood: 1 in 100, answer: yes}]\n"}, want: []string{
			"fenwick.yaml:1:11+7 warning: 1 question is still open: who decides" + help}},
		{name: "all are answered", site: site{agreement: answered(expectation + "priorities: [{id: p1, said: No chips, understood: 1 in 100, answer: yes}]\n")}},
		{name: "a line for staff alone", site: site{agreement: answered(expectation + "priorities: [{id: p1, said: No chips, understood: 1 in 100, answer: yes}, {id: p2, visibility: internal}]\n")}},
		{name: "the price of what they use", site: site{capability: "title: Delivery\nsummary: Pallets.\nprice: £46 a pallet\n", agreement: "customer: Fenwick\nstatus: draft\ncapabilities: [delivery]\npeople: [{name: Don}]\nhow_they_use_it: On site.\n" +
			"updates: {cadence: weekly}\noutcome: {what: No waiting, measure: 4 idle hours}\n" + expectation + "priorities: [{id: p1, said: No chips, understood: 1 in 100, answer: yes}]\n"}, want: []string{
			"fenwick.yaml:1:11+7 warning: 1 question is still open: when it begins" + help}},
		{name: "proposed", site: site{agreement: "customer: Fenwick\nstatus: proposed\n"}},
	})
}

func TestAskNone(t *testing.T) {
	const found = " notice: nothing says what to ask a customer of \"Delivery\" | Add ask: with what you need to hear before you say yes, such as ask: [\"Who has to hear first when something is late?\"]."
	expectRule(t, "ask-none", []ruleCase{
		{name: "no questions", site: site{capability: "title: Delivery\nsummary: Pallets.\n"}, want: []string{"delivery.yaml:1:8+8" + found}},
		{name: "one", site: site{capability: "title: Delivery\nsummary: Pallets.\nask: [\"How many pallets?\"]\n"}},
		{name: "retired", site: site{capability: "title: Delivery\nsummary: Pallets.\nstatus: retired\n"}},
	})
}
