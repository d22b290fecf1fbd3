package check

import (
	"strings"
	"testing"
)

// answeredAndRepaired is a capability with an answer in a time, whose promise stands on line 4, and a repair, whose limit stands on
// line 16.
func answeredAndRepaired(answer, repair string) string {
	return "title: Delivery\nsummary: Pallets.\npromises:\n  - id: answered\n    says: We answer.\n    commitment: target\n    indicator: {kind: response}\n    within: " + answer +
		"  - id: put-right\n    says: It is put right.\n    commitment: target\n    indicator: {kind: resolution}\n    within: " + repair
}

const (
	officeHours = "\n    clock: business\n    hours: office\n"
	allHours    = "\n    clock: calendar\n"
)

func TestOrderOdd(t *testing.T) {
	const help = " | Answer sooner, or give yourselves longer to put it right. If the two begin at different moments, say so in from:."
	levels := func(times string) map[string]string {
		return map[string]string{"content/capabilities/other.yaml": levelled(times)}
	}
	expectRule(t, "order-odd", []ruleCase{
		{name: "put right before it is answered", site: site{capability: answeredAndRepaired("8h"+officeHours, "4h"+officeHours)},
			want: []string{`delivery.yaml:15:13+2 warning: "put-right" is put right within 4h, and answered within 8h: it would be done before anybody answers (delivery.yaml:8:13+2 the answer is here)` + help}},
		{name: "in working hours, and around the clock", site: site{capability: answeredAndRepaired("8h"+officeHours, "4h"+allHours)},
			want: []string{`delivery.yaml:15:13+2 warning: "put-right" is put right within 4h, and answered within 8h: it would be done before anybody answers (delivery.yaml:8:13+2 the answer is here)` + help}},
		{name: "one of the levels", site: site{site: twoLevels, capability: answeredAndRepaired("4h"+officeHours, "{p1: 2h, p2: 8h}\n    by: level"+officeHours)},
			want: []string{`delivery.yaml:15:18+2 warning: the level "p1" is put right within 2h, and answered within 4h: it would be done before anybody answers (delivery.yaml:8:13+2 the answer is here)` + help}},
		{name: "both at once", site: site{capability: answeredAndRepaired("4h"+officeHours, "4h"+officeHours)}},
		{name: "around the clock, and in working hours", site: site{capability: answeredAndRepaired("8h"+allHours, "4h"+officeHours)}},
		{name: "a working day is shorter than a day", site: site{capability: answeredAndRepaired("1d"+officeHours, "20h"+allHours)}},

		{name: "the urgent one is slower", site: site{site: twoLevels, capability: levelled("p1: 8h, p2: 4h"), more: levels("p1: 2h, p2: 8h")},
			want: []string{`delivery.yaml:9:18+2 warning: "put-right" takes 8h for the level "p1", and 4h for "p2", which is less urgent (delivery.yaml:9:26+2 the other level is here) | Give the more urgent one the shorter time. In site.yaml, the most urgent level comes first.`}},
		{name: "whatever the order in the promise", site: site{site: twoLevels, capability: levelled("p2: 4h, p1: 8h"), more: levels("p1: 2h, p2: 8h")},
			want: []string{`delivery.yaml:9:26+2 warning: "put-right" takes 8h for the level "p1", and 4h for "p2", which is less urgent (delivery.yaml:9:18+2 the other level is here) | Give the more urgent one the shorter time. In site.yaml, the most urgent level comes first.`}},
		{name: "all of them the other way round", site: site{site: twoLevels, capability: levelled("p1: 8h, p2: 4h"), more: levels("p1: 3d, p2: 8h")}},
		{name: "fewer hours around the clock", site: site{site: twoLevels, capability: levelled("p1: {within: 8h, hours: always}, p2: 4h"), more: levels("p1: 2h, p2: 8h")}},
	})
}

func TestWeekendUncovered(t *testing.T) {
	channel := func(fields, more string) string {
		return "channels:\n  - {id: help, by: email, at: a@b.example, hours: office, " + fields + "}\n" + more
	}
	promised := promising("    says: We answer.\n    commitment: target\n    indicator: {kind: response}\n    within: 12h\n    clock: calendar\n")
	const always = "  - {id: night, by: mobile, at: \"+44 7700 900124\", hours: always, respond_within: 15m}\n"
	expectRule(t, "weekend-uncovered", []ruleCase{
		{name: "a channel", site: site{site: channel("respond_within: 12h, clock: calendar", "")},
			want: []string{`site.yaml:7:75+3 warning: "help" answers within 12h, nights and weekends too: sent on Friday 18:00, it is due on Saturday 06:00, when you are closed until Monday 08:00 | Write clock: business, so that only the hours "office" count. Or name a fallback: that is open then.`}},
		{name: "longer than the weekend", site: site{site: channel("respond_within: 62h, clock: calendar", "")}},
		{name: "by a minute shorter", site: site{site: channel("respond_within: 3719m, clock: calendar", "")},
			want: []string{`site.yaml:7:75+5 warning: "help" answers within 3719m, nights and weekends too: sent on Friday 18:00, it is due on Monday 07:59, when you are closed until Monday 08:00 | Write clock: business, so that only the hours "office" count. Or name a fallback: that is open then.`}},
		{name: "working hours", site: site{site: channel("respond_within: 4h, clock: business", "")}},
		{name: "falls back on one that is open", site: site{site: channel("respond_within: 12h, clock: calendar, fallback: night", always)}},
		{name: "a promise", site: site{site: channel("respond_within: 4h, clock: business", ""), capability: promised},
			want: []string{`delivery.yaml:8:13+3 warning: "on-time" answers within 12h, nights and weekends too: sent on Friday 18:00, it is due on Saturday 06:00, when you are closed until Monday 08:00 | Write clock: business with hours: office. Or name a channel that is open then, with hours: always.`}},
		{name: "a promise, and somebody at night", site: site{site: channel("respond_within: 4h, clock: business", always), capability: promised}},
		{name: "a promise to deliver", site: site{site: channel("respond_within: 4h, clock: business", ""), capability: strings.Replace(promised, "response", "duration", 1)}},
		{name: "a channel without hours", site: site{site: "channels: [{id: help, by: email, at: a@b.example}]\n", capability: promised}},
	})
}

func TestHolidaysEnded(t *testing.T) {
	hours := func(holidays string) string {
		return "hours:\n  office: {days: Mon-Fri, from: \"08:00\", to: \"18:00\", holidays: [" + holidays + "]}\n"
	}
	with := func(holidays string) site {
		return site{more: map[string]string{"site.yaml": strings.Replace(plainSite, "hours:\n  office: {days: Mon-Fri, from: \"08:00\", to: \"18:00\"}\n", hours(holidays), 1)}}
	}
	expectRule(t, "holidays-ended", []ruleCase{
		{name: "all over", site: with("2026-01-01, 2025-12-25"),
			want: []string{`site.yaml:5:66+10 warning: the last holiday of "office" was 2026-01-01: from then on, every day of its week counts as open | Add the days on which you will be closed, up to 2027-03-20.`}},
		{name: "none in twelve months", site: with("2025-12-25, 2027-12-25, 2027-03-20"),
			want: []string{`site.yaml:5:90+10 warning: the next holiday of "office" is 2027-03-20: until then, every day of its week counts as open | Add the days on which you will be closed, up to 2027-03-20.`}},
		{name: "one in twelve months", site: with("2027-03-19")},
		{name: "today is one", site: with("2025-12-25, 2026-03-20")},
		{name: "one is to come", site: with("2025-12-25, 2026-04-03")},
		{name: "none at all", site: with("")},
	})
}
