package check

import "testing"

// Today is 20 March 2026, and the site announces changes for the worse 30 days before.
func TestWeakerTooSoon(t *testing.T) {
	next := func(fields string) site {
		return site{site: hourOfTelling, capability: timedSaying("We come within 48 hours.", "48h", "calendar") + "    next: {" + fields + "}\n"}
	}
	told := func(s site, day string) site {
		s.more = map[string]string{"content/notices/slower.md": "---\ntitle: We get slower\nkind: change\naffects: [delivery]\ntold: " + day + "T09:00:00Z\nuntil: 2026-04-10T00:00:00+01:00\n---\nThe road.\n"}
		return s
	}
	policy := func(change string) site {
		return site{site: hourOfTelling, policy: "---\ntitle: Returns\nchanges: [{" + change + ", note: It costs more.}]\n---\nSend it back.\n"}
	}
	dearer := func(fields string) site {
		return site{site: hourOfTelling, capability: timedSaying("We come within 48 hours.", "48h", "calendar") +
			"options: [{change: on-time, to: 24h, price: £9 a run, next: {" + fields + "}}]\nprice: {kind: fixed, amount: £38 a run}\n"}
	}
	priced := func(fields string) site {
		return site{site: hourOfTelling, capability: timedSaying("We come within 48 hours.", "48h", "calendar") + "price: {kind: fixed, amount: £38 a run, next: {" + fields + "}}\n"}
	}
	const (
		slower = `says: We come within 72 hours., within: 72h, from: `
		what   = `"on-time" becomes weaker (within: 48h → 72h) on `
		asSoon = ` after customers are told, and changes for the worse are announced 30d before (site.yaml:6:48+3 the time is here) | Let it take effect on `
		better = `. If you told them before 2026-03-20, write told: with that day.`
	)
	expectRule(t, "weaker-too-soon", []ruleCase{
		{name: "in two days", site: next(slower + "2026-03-22"), want: []string{`delivery.yaml:10:63+10 error: ` + what + `2026-03-22, 2 days` + asSoon + `2026-04-19 or later` + better}},
		{name: "tomorrow, as it were", site: next(slower + "2026-03-21, told: 2026-03-20"), want: []string{`delivery.yaml:10:63+10 error: ` + what + `2026-03-21, 1 day` + asSoon + `2026-04-19 or later` + better}},
		{name: "on the last day, told before", site: next(slower + "2026-04-10, told: 2026-03-12"), want: []string{`delivery.yaml:10:63+10 error: ` + what + `2026-04-10, 29 days` + asSoon + `2026-04-11 or later. If you told them before 2026-03-12, write told: with that day.`}},
		{name: "a day that is to come is no day of telling", site: next(slower + "2026-05-10, told: 2026-04-20")},
		{name: "told as long before", site: next(slower + "2026-04-11, told: 2026-03-12")},
		{name: "a notice told them", site: told(next(slower+"2026-04-10"), "2026-03-02")},
		{name: "a notice told them, and late", site: told(next(slower+"2026-04-10"), "2026-03-15"), want: []string{`delivery.yaml:10:63+10 error: ` + what + `2026-04-10, 26 days` + asSoon + `2026-04-14 or later. If you told them before 2026-03-15, write told: with that day.`}},
		{name: "nothing says when they were told", site: next(slower + "2026-05-01"), want: []string{`delivery.yaml:10:63+10 warning: ` + what + `2026-05-01, and nothing says when customers were told (site.yaml:6:48+3 the time is here) | Write told: 2026-03-20, if that is the day on which you publish it. Without it each build counts from its own day, and from 2026-04-02 on that is too late.`}},
		{name: "for the better", site: next("says: We come within 24 hours., within: 24h, from: 2026-03-21")},
		{name: "other words alone", site: next("says: We are with you within 48 hours., from: 2026-03-21")},
		{name: "that cannot be compared", site: next("window: quarter, from: 2026-03-21"), want: []string{`delivery.yaml:10:35+10 warning: "on-time" changes (window: none → quarter), and may be weaker then on 2026-03-21, 1 day` + asSoon + `2026-04-19 or later` + better}},
		{name: "it has come", site: next(slower + "2026-03-19")},
		{name: "an option in two days", site: dearer("from: 2026-03-22, price: £11 a run"), want: []string{`delivery.yaml:10:68+10 error: the option 24h for "on-time" becomes weaker (price: £9 a run → £11 a run) on 2026-03-22, 2 days` + asSoon + `2026-04-19 or later` + better}},
		{name: "a longer time for the same money", site: dearer("from: 2026-03-22, to: 30h"), want: []string{`delivery.yaml:10:68+10 error: the option 24h for "on-time" becomes weaker (to: 24h → 30h) on 2026-03-22, 2 days` + asSoon + `2026-04-19 or later` + better}},
		{name: "an option that needs something else", site: dearer("from: 2026-03-22, needs: A dock"), want: []string{`delivery.yaml:10:68+10 warning: the option 24h for "on-time" changes (needs: none → A dock), and may be weaker then on 2026-03-22, 2 days` + asSoon + `2026-04-19 or later` + better}},
		{name: "a cheaper option", site: dearer("from: 2026-03-22, price: £8 a run, to: 20h")},
		{name: "a price in two days", site: priced("from: 2026-03-22, amount: £41 a run"), want: []string{`delivery.yaml:10:54+10 error: the price of "Delivery" becomes weaker (price.amount: £38 a run → £41 a run) on 2026-03-22, 2 days` + asSoon + `2026-04-19 or later` + better}},
		{name: "a lower price", site: priced("from: 2026-03-22, amount: £35 a run")},
		{name: "a price told in time", site: priced("from: 2026-05-01, told: 2026-03-20, amount: £41 a run")},
		{name: "a policy in two days", site: policy("on: 2026-03-22, effect: weaker"), want: []string{`returns.md:3:16+10 error: "Returns" becomes weaker on 2026-03-22, 2 days` + asSoon + `2026-04-19 or later` + better}},
		{name: "a policy today", site: policy("on: 2026-03-20, effect: weaker"), want: []string{`returns.md:3:16+10 error: "Returns" becomes weaker on 2026-03-20, 0 days` + asSoon + `2026-04-19 or later` + better}},
		{name: "a policy, told in time", site: policy("on: 2026-03-22, effect: weaker, told: 2026-02-20")},
		{name: "a policy for the better", site: policy("on: 2026-03-22, effect: stronger")},
		{name: "a policy that became weaker", site: policy("on: 2026-03-19, effect: weaker")},
		{name: "nothing says how long before", site: site{capability: next(slower + "2026-03-22").capability}},
	})
}

// What a promise will be is judged as if it was that: here the sentence still has the old time.
func TestWhatAPromiseWillBeIsJudged(t *testing.T) {
	s := site{capability: timedSaying("We come within 48 hours.", "48h", "calendar") + "    next: {from: 2026-05-01, within: 24h}\n"}
	expectRule(t, "promise-limit", []ruleCase{{name: "the old sentence", site: s, want: []string{`delivery.yaml:5:26+8 error: the sentence says "48 hours", and the data say 24h (delivery.yaml:10:38+3 the data are here) | Make the two the same: the one you keep on a bad day.`}}})
}
