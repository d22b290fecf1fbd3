package check

import "testing"

func TestPriceOpen(t *testing.T) {
	capability := func(price string) site {
		return site{capability: "title: Delivery\nsummary: Pallets.\nprice: " + price + "\n"}
	}
	const kinds = "with the kind that is true: fixed, estimate, hourly, monthly, or per and what is counted."
	expectRule(t, "price-open", []ruleCase{
		{name: "a bare amount", site: capability("£46 a pallet"),
			want: []string{`delivery.yaml:3:8+12 warning: nothing says how firm the price "£46 a pallet" is | Write price: {kind: per pallet, amount: £46 a pallet}, ` + kinds}},
		{name: "a bare amount with a comma", site: capability("£1,960"),
			want: []string{`delivery.yaml:3:8+6 warning: nothing says how firm the price "£1,960" is | Write price: {kind: fixed, amount: "£1,960"}, ` + kinds}},
		{name: "no kind", site: capability("{amount: £240 a month, holds_for: 12mo}"),
			want: []string{`delivery.yaml:3:17+12 warning: nothing says how firm the price "£240 a month" is | Add kind: monthly, or what is true: fixed, estimate, hourly, monthly, or per and what is counted.`}},
		{name: "no kind, by the hour", site: capability("{amount: £60/hour}"),
			want: []string{`delivery.yaml:3:17+8 warning: nothing says how firm the price "£60/hour" is | Add kind: hourly, or what is true: fixed, estimate, hourly, monthly, or per and what is counted.`}},
		{name: "an estimate without an end", site: capability("{kind: estimate, amount: £240}"),
			want: []string{`delivery.yaml:3:15+8 warning: the estimate of "£240" has no end | Add ceiling: with the most that it can come to without asking first.`}},
		{name: "an estimate with one", site: capability("{kind: estimate, amount: £240, ceiling: £300}")},
		{name: "by what is counted", site: capability("{kind: per word, amount: 12p}")},
		{name: "by the month", site: capability("{kind: monthly, amount: £240}")},
		{name: "no price", site: site{capability: "title: Delivery\nsummary: Pallets.\n"}},
		{name: "retired", site: site{capability: "title: Delivery\nsummary: Pallets.\nstatus: retired\nprice: £46\n"}},
		{name: "an agreement", site: site{agreement: "customer: Fenwick\nstatus: proposed\nprice: {kind: estimate, amount: £240}\n"},
			want: []string{`fenwick.yaml:3:15+8 warning: the estimate of "£240" has no end | Add ceiling: with the most that it can come to without asking first.`}},
		{name: "a draft", site: site{agreement: "customer: Fenwick\nstatus: draft\nprice: £240\n"},
			want: []string{`fenwick.yaml:3:8+4 notice: nothing says how firm the price "£240" is | Write price: {kind: fixed, amount: £240}, ` + kinds}},
	})
}

func TestStageOpen(t *testing.T) {
	capability := func(more string) site {
		return site{capability: "title: Delivery\nsummary: Pallets.\nstages:\n  - {name: The first week, lasts: 1w}\n  - {name: After it, done_when: You say so.}\n" + more}
	}
	expectRule(t, "stage-open", []ruleCase{
		{name: "open", site: capability(""),
			want: []string{`delivery.yaml:4:12+14 warning: nothing says when "The first week" is done | Add done_when: with what both of you can see then, such as done_when: You have said yes to the plan in writing.`}},
		{name: "retired", site: capability("status: retired\n")},
	})
}

func TestOpeningPast(t *testing.T) {
	capability := func(day, more string) site {
		return site{capability: "title: Delivery\nsummary: Pallets.\ncapacity: {next_opening: " + day + "}\n" + more}
	}
	expectRule(t, "opening-past", []ruleCase{
		{name: "yesterday", site: capability("2026-03-19", ""),
			want: []string{`delivery.yaml:3:26+10 warning: the next opening of "Delivery" was on 2026-03-19, and today is 2026-03-20 | Write the day on which the next customer can start. If there is room now, remove capacity.`}},
		{name: "today", site: capability("2026-03-20", "")},
		{name: "retired", site: capability("2026-03-19", "status: retired\n")},
	})
}

func TestWhyMissing(t *testing.T) {
	policy := func(fields string) site { return site{policy: "---\n" + fields + "---\nWe come back.\n"} }
	const help = " | Add why: with what it protects, in one sentence, such as why: A van that waits makes the next customer wait too."
	expectRule(t, "why-missing", []ruleCase{
		{name: "none", site: policy("title: Returns\n"), want: []string{`returns.md:2:8+7 warning: nothing says why "Returns" is so` + help}},
		{name: "blank", site: policy("title: Returns\nwhy: ' '\n"), want: []string{`returns.md:2:8+7 warning: nothing says why "Returns" is so` + help}},
		{name: "one", site: policy("title: Returns\nwhy: Vans are full.\n")},
		{name: "for staff alone", site: policy("title: Returns\nvisibility: internal\n")},
		{name: "no front matter at all", site: site{policy: "# Returns\n\nWe come back.\n", excused: "front-matter"}},
	})
}

func TestComplaintsMissing(t *testing.T) {
	const channel = "channels: [{id: desk, by: phone, at: 0117 496 0120, respond_within: 5m}]\n"
	const offer = "title: Delivery\nsummary: Pallets.\n"
	expectRule(t, "complaints-missing", []ruleCase{
		{name: "none", site: site{site: channel, capability: offer},
			want: []string{`site.yaml:1:1 warning: the site does not say where a complaint goes | Add complaints: {first: desk, answer_within: 3d, clock: calendar}, with the time that you keep.`}},
		{name: "an answer time alone", site: site{site: channel + "leader: Ama\ncomplaints: {answer_within: 3d}\n", capability: offer, excused: "schema-type"},
			want: []string{`site.yaml:8:13 warning: the site does not say where a complaint goes | Add complaints: {first: desk, answer_within: 3d, clock: calendar}, with the time that you keep.`}},
		{name: "with a leader", site: site{site: channel + "leader: {name: Ama}\n", capability: offer},
			want: []string{`site.yaml:1:1 warning: the site does not say where a complaint goes | Add complaints: {first: desk, escalate_to: leader, answer_within: 3d, clock: calendar}, with the time that you keep.`}},
		{name: "one", site: site{site: channel + "complaints: {first: desk}\n", capability: offer}},
		{name: "no channel, which is reported otherwise", site: site{capability: offer}},
		{name: "nothing on offer", site: site{site: channel}},
	})
}

func TestUpdatesUnclear(t *testing.T) {
	agreement := func(updates string) site {
		return site{agreement: "customer: Fenwick\nstatus: agreed\nupdates: {cadence: weekly, " + updates + "}\n", site: "channels: [{id: the-board, name: The board, by: visit, at: Hall}]\n" +
			"levels: [{id: p1, name: Stopped, when: Idle}]\n"}
	}
	rhythm := func(cadence, on string) site {
		return site{agreement: "customer: Fenwick\nstatus: agreed\nupdates: {cadence: " + cadence + ", on: " + on + "}\n"}
	}
	const often = "Write one of: hourly, daily, weekly, fortnightly, monthly, quarterly, yearly, never, or say it in a few words, such as after each delivery."
	const events = "Write one of: delay, outage, maintenance, change, damage, loss, theft, breach, accident, illness, miss, or say it in a few words, such as anything lost."
	expectRule(t, "updates-unclear", []ruleCase{
		{name: "no way", site: agreement("by: pigeon"),
			want: []string{`fenwick.yaml:3:32+6 warning: "pigeon" is no way to tell somebody | Write one of: phone, mobile, email, chat, form, visit, text, letter, post, meeting, video, or the id of a channel.`}},
		{name: "misspelt", site: agreement("by: emial"), want: []string{`fenwick.yaml:3:32+5 warning: "emial" is no way to tell somebody | Did you mean "email"?`}},
		{name: "no event", site: agreement("also_at_once: meteorite"),
			want: []string{`fenwick.yaml:3:42+9 warning: "meteorite" is nothing that you tell of anywhere else | ` + events}},
		{name: "one of several", site: agreement("also_at_once: [Delays, meteorite]"),
			want: []string{`fenwick.yaml:3:51+9 warning: "meteorite" is nothing that you tell of anywhere else | ` + events}},
		{name: "misspelt event", site: agreement("also_at_once: dalay"),
			want: []string{`fenwick.yaml:3:42+5 warning: "dalay" is nothing that you tell of anywhere else | Did you mean "delay"?`}},
		{name: "how somebody likes to be told", site: site{agreement: "customer: Fenwick\nstatus: agreed\npeople: [{name: Don, prefers: {by: owl}}]\n"},
			want: []string{`fenwick.yaml:3:36+3 warning: "owl" is no way to tell somebody | Write one of: phone, mobile, email, chat, form, visit, text, letter, post, meeting, video, or the id of a channel.`}},
		{name: "no cadence", site: rhythm("sometimes", "Mon"),
			want: []string{`fenwick.yaml:3:20+9 warning: "sometimes" does not say how often | ` + often}},
		{name: "a vague one", site: rhythm("now and then", "Mon"), want: []string{`fenwick.yaml:3:20+12 warning: "now and then" does not say how often | ` + often}},
		{name: "a misspelt one", site: rhythm("weakly", "Mon"), want: []string{`fenwick.yaml:3:20+6 warning: "weakly" does not say how often | Did you mean "weekly"?`}},
		{name: "no day", site: rhythm("weekly", "Funday"),
			want: []string{`fenwick.yaml:3:32+6 warning: "Funday" is no day | Did you mean "Sunday"?`}},
		{name: "no day at all", site: rhythm("weekly", "Payday"),
			want: []string{`fenwick.yaml:3:32+6 warning: "Payday" is no day | Write one of: Mon, Tue, Wed, Thu, Fri, Sat, Sun, or say it in a few words, such as the first of the month.`}},
		{name: "days in words", site: rhythm("every second week", "the last Friday")},
		{name: "a date", site: rhythm("on request", "the 1st")},
		{name: "an occasion", site: rhythm("after each delivery", "Tuesdays")},
		{name: "ways in words", site: agreement("by: a short mail or a call")},
		{name: "a channel", site: agreement("by: the-board")},
		{name: "a channel's name", site: agreement("by: the board")},
		{name: "a level, and several words", site: agreement("also_at_once: [stopped, P1, a meteorite on the roof]")},
		{name: "in another language", site: site{site: "language: de\n", agreement: "customer: Fenwick\nstatus: agreed\nupdates: {cadence: wöchentlich, by: Brief, also_at_once: Verspätung}\n"}},
	})
}
