package check

import (
	"strings"
	"testing"
)

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

func TestRemedyOdd(t *testing.T) {
	told := func(notices, more string) string {
		return promising("    says: You hear it from us first.\n    commitment: target\n    target: 95%\n    window: 90d\n    within: 1h\n    clock: calendar\n    indicator: {kind: duration, from: noticed, to: told}\n" + notices + "    on_miss: {" + more + "}\n")
	}
	const all = " | Take cap out. If several misses can add up, say what they add up to, such as cap: the whole bill of that month."
	const more = " | If you do pay more than was charged, write it as a sum, such as £50, and no of: beside it."
	const capped = " | Write what several misses can add up to at most, such as cap: 50% of that, or the whole of it."
	const price = "price: {kind: monthly, amount: £18 a person a month}\n"
	expectRule(t, "remedy-odd", []ruleCase{
		{name: "told twice", site: site{capability: told("    record: {notices: delay}\n", "notify_within: 2h")},
			want: []string{`delivery.yaml:13:30+2 warning: "on-time" is about telling the customer, and if it is missed, the customer is told within 2h | Take notify_within out, and write what they get when you told them late: remedy: {kind: service_credit, amount: …}.`}},
		{name: "told once", site: site{capability: told("    record: {notices: delay}\n", "remedy: {kind: service_credit, amount: £20}")}},
		{name: "about another thing", site: site{capability: told("", "notify_within: 2h")}},
		{name: "all there is", site: site{capability: remedied("99%", "amount: 20% of the price, cap: 100% of the price")},
			want: []string{`delivery.yaml:8:77+17 warning: "on-time" gives "20% of the price", and caps it at "100% of the price", which is all there is` + all}},
		{name: "more than all", site: site{capability: remedied("99%", "of: the month, amount: 20%, cap: 150%")},
			want: []string{`delivery.yaml:8:79+4 warning: "on-time" gives "20%", and caps it at "150%", which is all there is` + all}},
		{name: "all of another thing", site: site{capability: remedied("99%", "amount: 20% of a delivery, cap: 100% of the month")}},
		{name: "half of it", site: site{capability: remedied("99%", "amount: 20% of the price, cap: 50% of the price")}},
		{name: "in words", site: site{capability: remedied("99%", "amount: 20% of the price, cap: the whole bill of that month")}},

		{name: "a tier that nobody reaches", site: site{capability: remedied("99%", "of: the month, tiers: [{below: 99%, credit: 10%}, {below: 0%, credit: 100%}]")},
			want: []string{`delivery.yaml:8:104+2 warning: a tier of "on-time" begins below 0%, and no result is: nobody would get it | Write the share below which they get it, or take the tier out.`}},

		{name: "a credit over all", site: site{capability: remedied("99%", "amount: 150% of the price")},
			want: []string{`delivery.yaml:8:54+17 warning: "on-time" gives "150% of the price", which is more than all there is | If you do pay more than was charged, write it as a sum, such as £50, and no of: beside it.`}},
		{name: "all of it", site: site{capability: remedied("99%", "amount: 100% of the price")}},
		{name: "twice the fee", site: site{capability: remedied("99%", "amount: twice the monthly fee")},
			want: []string{`delivery.yaml:8:54+21 warning: "on-time" gives "twice the monthly fee", which is more than all there is` + more}},
		{name: "three times", site: site{capability: remedied("99%", "amount: three times, of: that month's fee")},
			want: []string{`delivery.yaml:8:54+11 warning: "on-time" gives "three times", which is more than all there is` + more}},
		{name: "capped at twice", site: site{capability: remedied("99%", "amount: £20, cap: double that charge")},
			want: []string{`delivery.yaml:8:64+18 warning: "on-time" gives "double that charge", which is more than all there is` + more}},
		{name: "twice a week", site: site{capability: remedied("99%", "amount: twice a week we come for nothing")}},
		{name: "an offer", site: site{capability: remedied("99%", "amount: twice your money back")}},
		{name: "capped above all, in other words", site: site{capability: remedied("99%", "amount: 5% of the month's fee for each hour late, cap: 150% of the month's fee")},
			want: []string{`delivery.yaml:8:101+23 warning: "on-time" caps what it gives at "150% of the month's fee", which is more than all there is` + capped}},
		{name: "sums capped above all", site: site{capability: remedied("99%\n    window: month", "amount: £20 an hour, cap: 150% of that month's fee")},
			want: []string{`delivery.yaml:9:72+24 warning: "on-time" caps what it gives at "150% of that month's fee", which is more than all there is` + capped}},
		{name: "one month's fee and a half in three months", site: site{capability: remedied("99%\n    window: 90d", "amount: £20 an hour, cap: 150% of that month's fee")}},
		{name: "capped above one of many", site: site{capability: remedied("99%\n    window: month", "amount: 20% of each late delivery, cap: 150% of a delivery")}},
		{name: "a sum over the price", site: site{capability: remedied("99%", "amount: £30 a person, of: that month's charge") + price},
			want: []string{`delivery.yaml:8:54+12 warning: "on-time" gives "£30 a person", of "that month's charge", and the price is "£18 a person a month" (delivery.yaml:9:32+20 the price is here) | Give no more than there is. If you do pay more than was charged, take of: out.`}},
		{name: "a sum below the price", site: site{capability: remedied("99%", "amount: £18 a person, of: that month's charge") + price}},
		{name: "a sum for all of them", site: site{capability: remedied("99%", "amount: £30, of: that month's charge") + price}},
		{name: "a sum of nothing", site: site{capability: remedied("99%", "amount: £30 a person") + price}},
		{name: "a sum of a year", site: site{capability: remedied("99%", "amount: £30 a person, of: that year's charge") + price}},
		{name: "a tier above the target", site: site{capability: remedied("99%", "tiers: [{below: 99.5%, credit: 5%}, {below: 95%, credit: 10%}]")},
			want: []string{`delivery.yaml:8:62+5 warning: "on-time" promises 99%, and a tier begins below 99.5%: a customer would get it though the promise is kept (delivery.yaml:7:13+3 the target is here) | Begin at the target, with below: 99%, or promise more.`}},
		{name: "unasked, and to be asked for", site: site{capability: remedied("99%", "amount: £20, automatic: true, claim_within: 30d")},
			want: []string{`delivery.yaml:8:90+3 warning: the remedy of "on-time" comes unasked, and has to be asked for within 30d (delivery.yaml:8:70+4 automatic is here) | Take claim_within out, or automatic: true.`}},
		{name: "to be asked for before it is counted", site: site{capability: remedied("99%\n    window: 90d", "tiers: [{below: 99%, credit: 5%}], claim_within: 30d")},
			want: []string{`delivery.yaml:9:95+3 warning: "on-time" is counted over 90d, and what follows has to be asked for within 30d (delivery.yaml:8:13+3 the window is here) | Give a customer as long as the window, at least.`}},
		{name: "a month's share, to be asked for before it is counted", site: site{capability: remedied("99%\n    window: 90d", "amount: 10% of that month's charge, claim_within: 7d")},
			want: []string{`delivery.yaml:9:96+2 warning: "on-time" is counted over 90d, and what follows has to be asked for within 7d (delivery.yaml:8:13+3 the window is here) | Give a customer as long as the window, at least.`}},
		{name: "a month's share for each case", site: site{capability: remedied("99%\n    window: 90d", "amount: 10% of that month's charge for each late hour, claim_within: 7d")}},
		{name: "of one case", site: site{capability: remedied("99%\n    window: 90d", "amount: £20, claim_within: 30d")}},
		{name: "told when it is over", site: site{capability: strings.Replace(told("", "notify_within: 31d"), "window: 90d", "window: 30d", 1)},
			want: []string{`delivery.yaml:12:30+3 warning: a customer hears that "on-time" was missed within 31d, and it is counted over 30d (delivery.yaml:8:13+3 the window is here) | Tell them sooner, such as notify_within: 1d.`}},
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
