package check

import "testing"

func TestEmptyPromise(t *testing.T) {
	const help = " | Say what a customer would see when it is kept. If nothing comes to mind, remove the promise."
	expectRule(t, "empty-promise", []ruleCase{
		{name: "praise", site: site{capability: says("We are committed to excellent service.")},
			want: []string{`delivery.yaml:5:18+12 error: "We are committed to excellent service." is praise: nobody could tell whether it was kept` + help}},
		{name: "satisfaction", site: site{capability: says("Your satisfaction is our priority.")},
			want: []string{`delivery.yaml:5:11+17 error: "Your satisfaction is our priority." is praise: nobody could tell whether it was kept` + help}},
		{name: "the extra mile", site: site{capability: says("We go the extra mile.")},
			want: []string{`delivery.yaml:5:21+10 error: "We go the extra mile." is praise: nobody could tell whether it was kept` + help}},
		{name: "with a number", site: site{capability: says("We are committed to a visit every 30 days.")}},
		{name: "a fact", site: site{capability: says("We test the quality of each weld and show you the picture.")}},
		{name: "for staff alone", site: site{capability: says("We are committed to excellent service.") + "    visibility: internal\n"}},
	})
	expectRule(t, "promise-vague", []ruleCase{
		{name: "praise is not vague too", site: site{capability: says("We are committed to excellent service.")}},
	})
}

func TestPromiseBestEffortNumber(t *testing.T) {
	const help = " | Take the number out and say what you do. Or stand by it: write commitment: target, and publish how often you keep it."
	expectRule(t, "promise-best-effort-number", []ruleCase{
		{name: "both", site: site{capability: says("We try to come within 2 hours.") + "    within: 2h\n"},
			want: []string{`delivery.yaml:5:33+7 error: "on-time" is a best effort, and has a number: "2 hours" (delivery.yaml:7:13+2 and here)` + help}},
		{name: "in words", site: site{capability: says("We try to come within two hours.")},
			want: []string{`delivery.yaml:5:33+9 error: "on-time" is a best effort, and has a number: "two hours"` + help}},
		{name: "a share", site: site{capability: says("We mean to be on time in 95 % of cases.")},
			want: []string{`delivery.yaml:5:36+4 error: "on-time" is a best effort, and has a number: "95 %"` + help}},
		{name: "data alone", site: site{capability: says("We try to come.") + "    at_least: 3\n    at_most: 5\n    target: 95%\n"},
			want: []string{`delivery.yaml:7:15+1 error: "on-time" is a best effort, and has a number: at_least: (delivery.yaml:8:14+1 and here) (delivery.yaml:9:13+3 and here)` + help}},
		{name: "no number", site: site{capability: says("We come between two other visits and ring before we set off.")}},
		{name: "a road", site: site{capability: says("We come along the M62 and the A1(M).")}},
		{name: "a time of day", site: site{capability: says("We come after 18:00.")}},
		{name: "a target", site: site{capability: promising("    says: We come within 2 hours.\n    commitment: target\n    within: 2h\n")}},
	})
}

func TestGuaranteeNoRemedy(t *testing.T) {
	const guarantee = "    says: We come.\n    commitment: guarantee\n"
	const help = " | Under on_miss:, add remedy: {kind: service_credit, amount: 20% of that charge, automatic: true}. If there is none, write commitment: target."
	expectRule(t, "guarantee-no-remedy", []ruleCase{
		{name: "nothing", site: site{capability: promising(guarantee)},
			want: []string{`delivery.yaml:6:17+9 error: "on-time" is a guarantee, and nothing says what the customer gets when it is missed` + help}},
		{name: "only told", site: site{capability: promising(guarantee + "    on_miss: {notify_within: 1h}\n")},
			want: []string{`delivery.yaml:6:17+9 error: "on-time" is a guarantee, and nothing says what the customer gets when it is missed` + help}},
		{name: "a credit of nothing", site: site{capability: promising(guarantee + "    on_miss: {remedy: {kind: service_credit}}\n")},
			want: []string{`delivery.yaml:7:30+14 error: the remedy of "on-time" does not say how much | Add amount: such as 20% of that delivery's charge, or tiers:.`}},
		{name: "an amount", site: site{capability: promising(guarantee + "    on_miss: {remedy: {kind: service_credit, amount: 20%}}\n")}},
		{name: "tiers", site: site{capability: promising(guarantee + "    on_miss: {remedy: {kind: service_credit, tiers: [{below: 99%, credit: 5%}]}}\n")}},
		{name: "done again", site: site{capability: promising(guarantee + "    on_miss: {remedy: {kind: free_redo}}\n")}},
		{name: "a target", site: site{capability: promising("    says: We come.\n    commitment: target\n")}},
	})
}
