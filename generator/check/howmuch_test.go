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
	for _, amount := range []string{"£41", "41 euros", "free", "on request", "included", "the usual rate", "twelve guineas", "what the workshop asks of us"} {
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
		{name: "in words", site: missed("amount: your money back, cap: the whole fee")},
	})
}
