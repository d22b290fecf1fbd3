package check

import "testing"

// remedied is a guarantee of a share on line 7, with a remedy on line 8.
func remedied(share, remedy string) string {
	return promising("    says: It is there.\n    commitment: guarantee\n    target: " + share + "\n    on_miss: {remedy: {kind: service_credit, " + remedy + "}}\n")
}

func TestRemedyGapStart(t *testing.T) {
	const help = " | Begin at the target, with a tier such as {below: 99.9%, credit: 5%}."
	expectRule(t, "remedy-gap", []ruleCase{
		{name: "below the target", site: site{capability: remedied("99.9%", "tiers: [{below: 98%, credit: 10%}, {below: 99%, credit: 5%}]")},
			want: []string{`delivery.yaml:8:89+3 error: "on-time" guarantees 99.9%, and its first tier is below 99%: a customer who gets something in between gets nothing for it (delivery.yaml:7:13+5 the target is here)` + help}},
		{name: "at the target", site: site{capability: remedied("99.9%", "tiers: [{below: 99.9%, credit: 5%}, {below: 99%, credit: 10%}]")}},
		{name: "above it", site: site{capability: remedied("99%", "tiers: [{below: 99.5%, credit: 5%}]")}},
		{name: "an amount for the rest", site: site{capability: remedied("99.9%", "amount: £10, tiers: [{below: 99%, credit: £20}]")}},
		{name: "a target", site: site{capability: promising("    says: It is there.\n    commitment: target\n    target: 99.9%\n    on_miss: {remedy: {tiers: [{below: 99%, credit: 5%}]}}\n")}},
		{name: "the least share", site: site{capability: promising("    says: It is there.\n    commitment: guarantee\n    at_least: 99.9%\n    on_miss: {remedy: {tiers: [{below: 99%, credit: 5%}]}}\n")},
			want: []string{`delivery.yaml:8:40+3 error: "on-time" guarantees 99.9%, and its first tier is below 99%: a customer who gets something in between gets nothing for it (delivery.yaml:7:15+5 the target is here)` + help}},
		{name: "a tier without a share is a mistake of form", site: site{capability: remedied("99.9%", "tiers: [{below: 99%, credit: 5%}, {credit: 10%}]"), excused: "schema-missing"}},
	})
}

func TestRemedyGapSteps(t *testing.T) {
	tiers := func(a, b string) string {
		return remedied("99%", "of: the month, tiers: [{below: 99%, credit: "+a+"}, {below: 98%, credit: "+b+"}]")
	}
	const help = " | Let the credit grow as the result gets worse."
	expectRule(t, "remedy-gap", []ruleCase{
		{name: "less", site: site{capability: tiers("10%", "5%")},
			want: []string{`delivery.yaml:8:117+2 error: "on-time" gives "10%" below 99%, and only "5%" below 98% (delivery.yaml:8:90+3 the other tier is here)` + help}},
		{name: "less money", site: site{site: "currency: GBP\n", capability: tiers("£10", "£5")},
			want: []string{`delivery.yaml:8:117+2 error: "on-time" gives "£10" below 99%, and only "£5" below 98% (delivery.yaml:8:90+3 the other tier is here)` + help}},
		{name: "one share twice", site: site{capability: remedied("99%", "tiers: [{below: 99%, credit: 5%}, {below: 99%, credit: 10%}]")},
			want: []string{`delivery.yaml:8:88+3 error: two tiers of "on-time" are below 99%: "5%" and "10%" (delivery.yaml:8:75+2 the other tier is here) | Give each tier a share of its own.`}},
		{name: "more", site: site{capability: tiers("5%", "10%")}},
		{name: "the same", site: site{capability: tiers("5%", "5%")}},
		{name: "in words", site: site{capability: tiers("the whole month", "5%")}},
		{name: "of another thing", site: site{capability: tiers("10% of the day", "5% of the month")}},
		{name: "in another order", site: site{capability: remedied("99%", "tiers: [{below: 98%, credit: 10%}, {below: 99%, credit: 5%}]")}},
	})
}

func TestRemedyGapCap(t *testing.T) {
	const help = " | Raise the cap, or give no more than it."
	expectRule(t, "remedy-gap", []ruleCase{
		{name: "a share", site: site{capability: remedied("99%", "amount: 50% of the price, cap: 20% of the price")},
			want: []string{`delivery.yaml:8:54+16 error: "on-time" gives "50% of the price", and caps it at "20% of the price" (delivery.yaml:8:77+16 the cap is here)` + help}},
		{name: "a tier", site: site{capability: remedied("99%", "of: the month, tiers: [{below: 99%, credit: 5%}, {below: 98%, credit: 60%}], cap: 50% of the month")},
			want: []string{`delivery.yaml:8:116+3 error: "on-time" gives "60%", and caps it at "50% of the month" (delivery.yaml:8:128+16 the cap is here)` + help}},
		{name: "money", site: site{site: "currency: GBP\n", capability: remedied("99%", "amount: £50 a delivery, cap: £40 a month")},
			want: []string{`delivery.yaml:8:54+14 error: "on-time" gives "£50 a delivery", and caps it at "£40 a month" (delivery.yaml:8:75+11 the cap is here)` + help}},
		{name: "as much", site: site{capability: remedied("99%", "amount: 20% of the price, cap: 20% of the price")}},
		{name: "of another thing", site: site{capability: remedied("99%", "amount: 50% of that delivery, cap: 20% of the month")}},
		{name: "no cap", site: site{capability: remedied("99%", "amount: 50% of that delivery")}},
		{name: "a cap in words", site: site{capability: remedied("99%", "amount: 50% of that delivery, cap: one month")}},
	})
}

func TestRemedyGapClaim(t *testing.T) {
	miss := func(told, remedy string) string {
		return promising("    says: We come.\n    commitment: guarantee\n    on_miss:\n      notify_within: " + told + "\n      remedy: {kind: refund, amount: £20, " + remedy + "}\n")
	}
	expectRule(t, "remedy-gap", []ruleCase{
		{name: "over before", site: site{capability: miss("2d", "claim_within: 1d")},
			want: []string{`delivery.yaml:9:57+2 error: a customer may hear that "on-time" was missed only after 2d, and has to ask within 1d (delivery.yaml:8:22+2 when they hear of it is here) | Give them time to ask, such as claim_within: 30d.`}},
		{name: "over at once", site: site{capability: miss("24h", "claim_within: 1d")},
			want: []string{`delivery.yaml:9:57+2 error: a customer may hear that "on-time" was missed only after 24h, and has to ask within 1d (delivery.yaml:8:22+3 when they hear of it is here) | Give them time to ask, such as claim_within: 30d.`}},
		{name: "time enough", site: site{capability: miss("1d", "claim_within: 30d")}},
		{name: "without asking", site: site{capability: miss("2d", "claim_within: 1d, automatic: true")}},
		{name: "cannot be compared", site: site{capability: miss("30d", "claim_within: 1mo")}},
		{name: "any time", site: site{capability: miss("2d", "automatic: false")}},
	})
}
