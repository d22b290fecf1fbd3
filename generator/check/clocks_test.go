package check

import "testing"

// levelled is a capability with a promise by level, whose times stand on line 9.
func levelled(times string) string {
	return "title: Delivery\nsummary: Pallets.\npromises:\n  - id: put-right\n    says: It is put right in the time for its level.\n    commitment: target\n" +
		"    indicator: {kind: resolution}\n    by: level\n    within: {" + times + "}\n    clock: business\n    hours: office\n"
}

const twoLevels = "levels:\n  - {id: p1, name: Stopped, when: Nobody can work}\n  - {id: p2, name: Slowed, when: Somebody cannot work}\n"

func TestLevelUnused(t *testing.T) {
	expectRule(t, "level-unused", []ruleCase{
		{name: "by no promise", site: site{site: twoLevels, capability: levelled("p1: 4h")},
			want: []string{`site.yaml:8:10+2 warning: no promise has a time for the level "p2" | Give a promise a time for it, such as within: {p2: 8h}, or remove it.`}},
		{name: "used", site: site{site: twoLevels, capability: levelled("p1: 4h, p2: 8h")}},
	})
}

func TestLevelDuplicate(t *testing.T) {
	expectRule(t, "level-duplicate", []ruleCase{
		{name: "the same case", site: site{site: "levels:\n  - {id: p1, name: Stopped, when: Nobody can work}\n  - {id: p2, name: Slowed, when: nobody can work.}\n", capability: levelled("p1: 4h, p2: 8h")},
			want: []string{`site.yaml:8:34+16 error: the levels "p1" and "p2" apply in the same case (site.yaml:7:35+15 the other one is here) | Say what a customer would see that sets it apart, or remove it.`}},
		{name: "the same name", site: site{site: "levels:\n  - {id: p1, name: Stopped, when: Nobody can work}\n  - {id: p2, name: Stopped, when: One cannot work}\n", capability: levelled("p1: 4h, p2: 8h")},
			want: []string{`site.yaml:8:20+7 error: the levels "p1" and "p2" have the same name (site.yaml:7:20+7 the other one is here) | Give one of them another name, or remove it.`}},
		{name: "the same times", site: site{site: twoLevels, capability: levelled("p1: 4h, p2: {within: 4h, hours: office}")},
			want: []string{`site.yaml:8:10+2 warning: the levels "p1" and "p2" have the same time everywhere: delivery.put-right (site.yaml:7:10+2 the other one is here) | Give the more urgent one a shorter time, or keep one of the two.`}},
		{name: "the same times in other hours", site: site{site: twoLevels, capability: levelled("p1: {within: 4h, hours: always}, p2: 4h")}},
		{name: "one promise tells them apart", site: site{site: twoLevels, capability: levelled("p1: 4h, p2: 8h"),
			more: map[string]string{"content/capabilities/other.yaml": levelled("p1: 4h, p2: 4h")}}},
		{name: "one has no time", site: site{site: twoLevels, capability: levelled("p1: 4h")}},
		{name: "neither has a time", site: site{site: twoLevels}},
	})
}

// On line 8 stands the time, on line 9 the clock.
func TestClockConflict(t *testing.T) {
	levels := func(times string) string {
		return "title: Delivery\nsummary: Pallets.\npromises:\n  - id: put-right\n    says: It is put right in the time for its level.\n    commitment: target\n" +
			"    indicator: {kind: resolution}\n    by: level\n    within: {" + times + "}\n    clock: calendar\n"
	}
	const and = "    clock: calendar\n"
	expectRule(t, "clock-conflict", []ruleCase{
		{name: "working days on the calendar", site: site{capability: timedSaying("We come.", "2 business days", "calendar")},
			want: []string{`delivery.yaml:8:13+15 error: "2 business days" is working time, and "on-time" is on the calendar clock (delivery.yaml:9:12+8 the clock is here) | Write clock: business and hours: with one of office, always. Where nights and weekends count, write 2d.`}},
		{name: "with hours", site: site{capability: timedSaying("We come.", "4 working hours", "calendar\n    hours: office")},
			want: []string{`delivery.yaml:8:13+15 error: "4 business hours" is working time, and "on-time" is on the calendar clock (delivery.yaml:9:12+8 the clock is here) | Write clock: business, so that only the hours you name count. Where nights and weekends count, write 4h.`}},
		{name: "at least", site: site{capability: target("    indicator: {kind: duration}\n    at_least: 5 business days\n" + and)},
			want: []string{`delivery.yaml:8:15+15 error: "5 business days" is working time, and "on-time" is on the calendar clock (delivery.yaml:9:12+8 the clock is here) | Write clock: business and hours: with one of office, always. Where nights and weekends count, write 5d.`}},
		{name: "an option", site: site{capability: timedSaying("We come.", "2d", "calendar") + "options: [{change: on-time, to: 1 business day}]\n"},
			want: []string{`delivery.yaml:10:33+14 error: "1 business day" is working time, and "on-time" is on the calendar clock (delivery.yaml:9:12+8 the clock is here) | Write clock: business and hours: with one of office, always. Where nights and weekends count, write 1d.`}},
		{name: "working days in working time", site: site{capability: timedSaying("We come.", "2 business days", business)}},
		{name: "days on the calendar", site: site{capability: timedSaying("We come.", "2d", "calendar")}},

		{name: "a level with hours", site: site{site: twoLevels, capability: levels("p1: {within: 4h, hours: always}, p2: {within: 8h, hours: office}")},
			want: []string{`delivery.yaml:9:71+6 error: the level "p2" counts the hours "office", and "put-right" is on the calendar clock (delivery.yaml:10:12+8 the clock is here) | Write clock: business. A level that is counted day and night has hours: always.`}},
		{name: "levels without hours", site: site{site: twoLevels, capability: levels("p1: {within: 4h, hours: always}, p2: 8h")}},

		{name: "a channel", site: site{site: "channels: [{id: help, by: email, at: a@b.example, hours: office, respond_within: 4 business hours, clock: calendar}]\n"},
			want: []string{`site.yaml:6:82+16 error: "4 business hours" is working time, and "help" is on the calendar clock (site.yaml:6:107+8 the clock is here) | Write clock: business. Where nights and weekends count, write 4h.`}},
		{name: "complaints", site: site{site: "complaints: {answer_within: 5 business days, clock: calendar}\n"},
			want: []string{`site.yaml:6:29+15 error: "5 business days" is working time, and "complaints" is on the calendar clock (site.yaml:6:53+8 the clock is here) | Write clock: business. Where nights and weekends count, write 5d.`}},
		{name: "what the customer does", site: site{capability: "title: Delivery\nsummary: Pallets.\ncustomer_does: [{what: Answer, within: 3 business days, clock: calendar}]\n"},
			want: []string{`delivery.yaml:3:40+15 error: "3 business days" is working time, and "Answer" is on the calendar clock (delivery.yaml:3:64+8 the clock is here) | Write clock: business. Where nights and weekends count, write 3d.`}},
		{name: "their working time", site: site{site: "complaints: {answer_within: 5 business days, clock: business}\n"}},
	})
	expectRule(t, "promise-limit", []ruleCase{
		{name: "is said once", site: site{capability: timedSaying("We come within 2 working days.", "2 business days", "calendar\n    hours: office")}},
	})
}

func TestClockConflictBetweenPromises(t *testing.T) {
	two := func(a, b string) string {
		return "title: Delivery\nsummary: Pallets.\npromises:\n" +
			"  - {id: answer, says: You are answered., commitment: target, within: 1d, indicator: {kind: response, from: you write, to: we answer}, " + a + "}\n" +
			"  - {id: reply, says: You get a reply., commitment: target, within: 4h, indicator: {kind: response, from: You write, to: we answer.}, " + b + "}\n"
	}
	expectRule(t, "clock-conflict", []ruleCase{
		{name: "two clocks", site: site{capability: two("clock: calendar", "clock: business, hours: office")},
			want: []string{`delivery.yaml:5:142+8 warning: "answer" and "reply" measure the same time on two clocks (delivery.yaml:4:143+8 the other clock is here) | Keep one of the two, or say in from: and to: in what they differ.`}},
		{name: "other hours", site: site{capability: two("clock: business, hours: always", "clock: business, hours: office")},
			want: []string{`delivery.yaml:5:142+8 warning: "answer" and "reply" measure the same time on two clocks (delivery.yaml:4:143+8 the other clock is here) | Keep one of the two, or say in from: and to: in what they differ.`}},
		{name: "one clock", site: site{capability: two("clock: business, hours: office", "clock: business, hours: office")}},
		{name: "one for staff alone", site: site{capability: two("clock: calendar", "clock: business, hours: office, visibility: internal")}},
		{name: "other moments", site: site{capability: `title: Delivery
summary: Pallets.
promises:
  - {id: answer, says: You are answered., commitment: target, within: 1d, indicator: {kind: response, from: you write, to: we answer}, clock: calendar}
  - {id: call, says: You get a call., commitment: target, within: 4h, indicator: {kind: response, from: you ring, to: we answer}, clock: business, hours: office}
`}},
	})
}

func TestClockConflictWindow(t *testing.T) {
	expectRule(t, "clock-conflict", []ruleCase{
		{name: "shorter", site: site{capability: timedSaying("We come.", "12w", "calendar") + "    window: 30d\n"},
			want: []string{`delivery.yaml:10:13+3 error: "on-time" is counted over 30d, and its limit is 12w: nothing could ever count as missed (delivery.yaml:8:13+3 the limit is here) | Count over a longer time, such as window: 48w.`}},
		{name: "as short", site: site{capability: timedSaying("We come.", "30d", "calendar") + "    window: 30d\n"},
			want: []string{`delivery.yaml:10:13+3 error: "on-time" is counted over 30d, and its limit is 30d: nothing could ever count as missed (delivery.yaml:8:13+3 the limit is here) | Count over a longer time, such as window: 120d.`}},
		{name: "a month of the calendar", site: site{capability: timedSaying("We come.", "2mo", "calendar") + "    window: month\n"},
			want: []string{`delivery.yaml:10:13+5 error: "on-time" is counted over month, and its limit is 2mo: nothing could ever count as missed (delivery.yaml:8:13+3 the limit is here) | Count over a longer time, such as window: 8mo.`}},
		{name: "the usual one", site: site{capability: timedSaying("We come.", "26w", "calendar") + "    record: {file: records/r.csv, from: a, to: b}\n"},
			want: []string{`delivery.yaml:8:13+3 error: "on-time" is counted over 90d, and its limit is 26w: nothing could ever count as missed (delivery.yaml:8:13+3 the limit is here) | Count over a longer time, such as window: 104w.`}},
		{name: "not counted", site: site{capability: timedSaying("We come.", "26w", "calendar")}},
		{name: "counted by yes and no", site: site{capability: timedSaying("We come.", "26w", "calendar") + "    record: {file: records/r.csv, from: a, ok: b}\n"}},
		{name: "longer", site: site{capability: timedSaying("We come.", "29d", "calendar") + "    window: 30d\n"}},
		{name: "may be either", site: site{capability: timedSaying("We come.", "30d", "calendar") + "    window: month\n"}},
	})
}
