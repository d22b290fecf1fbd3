package check

import "testing"

func TestASumThatIsNone(t *testing.T) {
	const help = " | Write the sum or the share, or what it is: all of that charge, included, on request."
	priced := func(amount string) site {
		return site{capability: "title: Delivery\nsummary: Pallets.\nprice: {kind: fixed, amount: " + amount + "}\n"}
	}
	cases := []ruleCase{
		{name: "a price", site: priced("a lot"), want: []string{`delivery.yaml:3:30+5 warning: "a lot" does not say how much` + help}},
		{name: "a word", site: priced("pigeon"), want: []string{`delivery.yaml:3:30+6 warning: "pigeon" does not say how much` + help}},
	}
	bare := func(at, sum, written string) []string {
		return []string{at + ` warning: "` + sum + `" does not say of what currency it is, and is printed so | Write the sum as customers will read it, such as ` + written + "."}
	}
	cases = append(cases,
		ruleCase{name: "a number", site: priced("41"), want: bare("delivery.yaml:3:30+2", "41", "£41")},
		ruleCase{name: "a number for each", site: priced("1250.50 per pallet"), want: bare("delivery.yaml:3:30+18", "1250.50 per pallet", "£1250.50 per pallet")},
		ruleCase{name: "a number in dollars", site: site{site: "currency: CAD\n", capability: priced("41/month").capability}, want: bare("delivery.yaml:3:30+8", "41/month", "$41/month")},
		ruleCase{name: "a number in francs", site: site{site: "currency: CHF\n", capability: priced("41").capability}, want: bare("delivery.yaml:3:30+2", "41", "CHF 41")},
		ruleCase{name: "a ceiling", site: site{capability: "title: Delivery\nsummary: Pallets.\nprice: {kind: estimate, amount: £41, ceiling: 500}\n"}, want: bare("delivery.yaml:3:47+3", "500", "£500")},
		ruleCase{name: "a price to come", site: site{capability: "title: Delivery\nsummary: Pallets.\nprice: {kind: fixed, amount: £41, next: {from: 2027-01-01, amount: 43}}\n"}, want: bare("delivery.yaml:3:68+2", "43", "£43")},
		ruleCase{name: "an option", site: site{capability: promising("    says: In 4 hours.\n    commitment: target\n    within: 4h\n") + "options: [{change: on-time, to: 2h, price: 20 each}]\n"}, want: bare("delivery.yaml:8:44+7", "20 each", "£20 each")},
	)
	for _, amount := range []string{"20 hours of ours", "20 per cent", "10 credits", "£41", "41 euros", "free", "on request", "included", "the usual rate", "twelve guineas", "what the workshop asks of us"} {
		cases = append(cases, ruleCase{name: amount, site: priced(amount)})
	}
	expectRule(t, "price-open", cases)

	const plain = "    says: We come.\n    commitment: best-effort\n"
	missed := func(remedy string) site {
		return site{capability: promising(plain + "    on_miss: {remedy: {kind: refund, " + remedy + "}}\n")}
	}
	expectRule(t, "remedy-odd", []ruleCase{
		{name: "a credit", site: missed("amount: a bit"), want: []string{`delivery.yaml:7:46+5 warning: "a bit" does not say how much` + help}},
		{name: "a cap", site: missed("amount: 5%, cap: plenty"), want: []string{`delivery.yaml:7:55+6 warning: "plenty" does not say how much` + help}},
		{name: "a tier", site: missed("tiers: [{below: 99%, credit: some}]"), want: []string{`delivery.yaml:7:67+4 warning: "some" does not say how much` + help}},
		{name: "a number", site: missed("amount: 20 a delivery"), want: bare("delivery.yaml:7:46+13", "20 a delivery", "£20 a delivery")},
		{name: "a tier of a number", site: missed("tiers: [{below: 99%, credit: 5}]"), want: bare("delivery.yaml:7:67+1", "5", "£5")},
		{name: "in words", site: missed("amount: your money back, cap: the whole fee")},
	})
}
