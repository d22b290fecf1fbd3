package check

import "testing"

func TestCannotMissing(t *testing.T) {
	expectRule(t, "cannot-missing", []ruleCase{
		{name: "no scope", site: site{capability: "title: Standard delivery\nsummary: Pallets.\n"},
			want: []string{`delivery.yaml:1:8+17 warning: "Standard delivery" does not say what it leaves out | Under scope, add excluded: with what people ask for and you turn down, each with because and instead.`}},
		{name: "nothing excluded", site: site{capability: "title: Delivery\nsummary: Pallets.\nstatus: limited\nscope:\n  included: [Pallets]\n"},
			want: []string{`delivery.yaml:1:8+8 warning: "Delivery" does not say what it leaves out | Under scope, add excluded: with what people ask for and you turn down, each with because and instead.`}},
		{name: "paused", site: site{capability: "title: Delivery\nsummary: Pallets.\nstatus: paused\n"}},
		{name: "retired", site: site{capability: "title: Delivery\nsummary: Pallets.\nstatus: retired\n"}},
		{name: "one excluded", site: site{capability: excluding("{what: Chilled goods, because: No cold van., refer: coldchain-north}")}},
	})
}

// excluding is a capability with one thing that is not done, on line 5.
func excluding(entry string) string {
	return "title: Delivery\nsummary: Pallets.\nscope:\n  excluded:\n    - " + entry + "\n"
}

func TestNoReasonExcluded(t *testing.T) {
	expectRule(t, "no-reason", []ruleCase{
		{name: "none", site: site{capability: excluding("{what: Chilled goods, refer: coldchain-north}")},
			want: []string{`delivery.yaml:5:14+13 error: no reason is given for "Chilled goods" | Add the true reason below it, such as because: Our vans are not refrigerated.`}},
		{name: "only space", site: site{capability: excluding(`{what: Chilled goods, because: " ", refer: coldchain-north}`)},
			want: []string{`delivery.yaml:5:14+13 error: no reason is given for "Chilled goods" | Add the true reason below it, such as because: Our vans are not refrigerated.`}},
		{name: "a hollow one", site: site{capability: excluding("{what: Chilled goods, because: Company policy., refer: coldchain-north}")},
			want: []string{`delivery.yaml:5:38+15 error: "Company policy." is no reason for "Chilled goods" | Say what the rule protects, or what you lack, such as because: Our vans are not refrigerated.`}},
		{name: "a reason", site: site{capability: excluding("{what: Chilled goods, because: No cold van., refer: coldchain-north}")}},
	})
}

func TestNoAlternativeExcluded(t *testing.T) {
	expectRule(t, "no-alternative", []ruleCase{
		{name: "none", site: site{capability: excluding("{what: Chilled goods, because: No cold van.}")},
			want: []string{`delivery.yaml:5:14+13 error: "Chilled goods" is a no that leads nowhere | Add one of these below it: instead: with what you can do, if: with the condition on which you can, or refer: with a partner from partners.yaml.`}},
		{name: "instead", site: site{capability: excluding("{what: Chilled goods, because: No cold van., instead: Dry ice.}")}},
		{name: "if", site: site{capability: excluding("{what: Chilled goods, because: No cold van., if: In January we can.}")}},
		{name: "refer", site: site{capability: excluding("{what: Chilled goods, because: No cold van., refer: coldchain-north}")}},
	})
}

// withLine is an agreement with one priority, whose fields begin on line 5, in column 5.
func withLine(fields string) string { return inStatus("proposed", fields) }

func inStatus(status, fields string) string {
	return "customer: Fenwick Tiles\nstatus: " + status + "\npriorities:\n  - id: p1\n" + fields
}

const cannotOffer = "title: Delivery\nsummary: Pallets.\nscope:\n  excluded:\n" +
	"    - {id: overnight, what: Overnight, because: One van a route., instead: Within 48 hours.}\n"

func TestNoReasonLine(t *testing.T) {
	expectRule(t, "no-reason", []ruleCase{
		{name: "none", site: site{agreement: withLine("    said: Next morning!\n    answer: no\n    instead: 48 hours.\n")},
			want: []string{`fenwick.yaml:6:13+2 error: the answer to "Next morning!" is no, without a reason | Add the true reason, such as because: We managed that on 2 of our last 200 deliveries.`}},
		{name: "the offer has one", site: site{capability: cannotOffer, agreement: withLine("    said: Next morning!\n    answer: no\n    blocked_by: delivery.overnight\n") + "capabilities: [delivery]\n"},
			want: []string{`fenwick.yaml:6:13+2 error: the answer to "Next morning!" is no, without a reason | Your offer has a reason for it already; add because: One van a route.`}},
		{name: "a hollow one", site: site{agreement: withLine("    said: Next morning!\n    answer: no\n    because: Not possible\n")},
			want: []string{`fenwick.yaml:7:14+12 error: "Not possible" is no reason for the no to "Next morning!" | Say what the rule protects, or what you lack, such as because: Our vans are not refrigerated.`}},
		{name: "in a draft", site: site{agreement: inStatus("draft", "    understood: By 09:00.\n    answer: no\n")},
			want: []string{`fenwick.yaml:6:13+2 warning: the answer to "By 09:00." is no, without a reason | Add the true reason, such as because: We managed that on 2 of our last 200 deliveries.`}},
		{name: "ended", site: site{agreement: inStatus("ended", "    said: Next morning!\n    answer: no\n")}},
		{name: "for staff alone", site: site{agreement: withLine("    said: Next morning!\n    answer: no\n    visibility: internal\n")}},
		{name: "a reason", site: site{agreement: withLine("    said: Next morning!\n    answer: no\n    because: One van a route.\n")}},
		{name: "a yes", site: site{agreement: withLine("    said: Next morning!\n    answer: yes\n")}},
	})
}

func TestNoAlternativeLine(t *testing.T) {
	expectRule(t, "no-alternative", []ruleCase{
		{name: "none", site: site{agreement: withLine("    said: Next morning!\n    answer: no\n")},
			want: []string{`fenwick.yaml:6:13+2 error: the no to "Next morning!" leads nowhere | Add instead: with what you do, if: with the condition on which it becomes a yes, or refer: with a partner who does it.`}},
		{name: "the offer has one", site: site{capability: cannotOffer, agreement: withLine("    said: Next morning!\n    answer: no\n    blocked_by: delivery.overnight\n") + "capabilities: [delivery]\n"},
			want: []string{`fenwick.yaml:6:13+2 error: the no to "Next morning!" leads nowhere | Your offer says what you do; add instead: Within 48 hours.`}},
		{name: "instead", site: site{agreement: withLine("    said: Next morning!\n    answer: no\n    instead: 48 hours.\n")}},
		{name: "if", site: site{agreement: withLine("    said: Next morning!\n    answer: no\n    if: On Mondays.\n")}},
		{name: "refer", site: site{agreement: withLine("    said: Next morning!\n    answer: no\n    refer: coldchain-north\n")}},
		{name: "a draft", site: site{agreement: inStatus("draft", "    said: Next morning!\n    answer: no\n")},
			want: []string{`fenwick.yaml:6:13+2 warning: the no to "Next morning!" leads nowhere | Add instead: with what you do, if: with the condition on which it becomes a yes, or refer: with a partner who does it.`}},
	})
}

func TestIfMissing(t *testing.T) {
	expectRule(t, "if-missing", []ruleCase{
		{name: "none", site: site{agreement: withLine("    said: No chips.\n    answer: yes-if\n")},
			want: []string{`fenwick.yaml:6:13+6 error: the answer to "No chips." is yes-if, and no condition is given | Add the condition, such as if: Pallets are corner-boarded before we collect. If there is none, the answer is yes.`}},
		{name: "a condition", site: site{agreement: withLine("    said: No chips.\n    answer: yes-if\n    if: Pallets are corner-boarded.\n")}},
		{name: "a yes", site: site{agreement: withLine("    said: No chips.\n    answer: yes\n")}},
	})
}
