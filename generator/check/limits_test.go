package check

import "testing"

func target(fields string) string {
	return promising("    says: We come.\n    commitment: target\n" + fields)
}

// timed is a target with a sentence on line 5, whose limit is on line 8 and clock on line 9.
func timedSaying(sentence, within, clock string) string {
	return promising("    says: " + sentence + "\n    commitment: target\n    indicator: {kind: duration}\n    within: " + within + "\n    clock: " + clock + "\n")
}

const business = "business\n    hours: office"

func TestPromiseLimitData(t *testing.T) {
	expectRule(t, "promise-limit", []ruleCase{
		{name: "a time without a limit", site: site{capability: target("    indicator: {kind: response}\n")},
			want: []string{`delivery.yaml:7:23+8 error: "on-time" measures a time, and has no limit | Add the time you keep, such as within: 4h, with clock: calendar or business.`}},
		{name: "the sentence has it", site: site{capability: promising("    says: We come within 48 hours.\n    commitment: target\n    indicator: {kind: duration}\n")},
			want: []string{`delivery.yaml:7:23+8 error: "on-time" measures a time, and has no limit | Add within: 48h, as the sentence says, with clock: calendar or business.`}},
		{name: "only the sentence", site: site{capability: promising("    says: We come within 48 hours.\n    commitment: target\n")},
			want: []string{`delivery.yaml:5:26+8 error: the sentence says "48 hours", and the data have no limit | Add within: 48h, as the sentence says, with clock: calendar or business.`}},
		{name: "what the customer does", site: site{capability: promising("    says: If you tell us within 30 days, we do it again.\n    commitment: target\n")}},
		{name: "availability without a target", site: site{capability: target("    indicator: {kind: availability}\n")},
			want: []string{`delivery.yaml:7:23+12 error: "on-time" measures how much is available, and has no target | Add the share you keep, such as target: 99.9%.`}},
		{name: "availability with maintenance", site: site{capability: target("    indicator: {kind: availability}\n    target: 99.9%\n    exclusions: [{id: planned, what: Maintenance, up_to: 8h}]\n")}},
		{name: "cases with maintenance", site: site{capability: target("    indicator: {kind: duration}\n    within: 4h\n    clock: calendar\n    exclusions: [{id: snow, what: Snow, up_to: 8h}]\n")},
			want: []string{`delivery.yaml:10:48+2 error: "up_to" says how long "snow" may last, and "on-time" counts cases and not minutes | Remove it.`}},
		{name: "availability", site: site{capability: target("    indicator: {kind: availability}\n    target: 99.9%\n")}},
		{name: "a number without a limit", site: site{capability: target("    indicator: {kind: quantity}\n    target: 95%\n")},
			want: []string{`delivery.yaml:7:23+8 error: "on-time" measures a number, and has no limit | Add the number you keep, such as at_least: 99%.`}},
		{name: "a number", site: site{capability: target("    indicator: {kind: quantity}\n    at_least: 3\n")}},
		{name: "a statement", site: site{capability: target("    indicator: {kind: statement}\n")}},
		{name: "a best effort", site: site{capability: promising("    says: We come.\n    commitment: best-effort\n    indicator: {kind: duration}\n")}},
		{name: "a time to be at least", site: site{capability: target("    indicator: {kind: duration}\n    at_least: 5d\n")}},

		{name: "no clock", site: site{capability: target("    indicator: {kind: duration}\n    within: 4h\n")},
			want: []string{`delivery.yaml:8:13+2 error: "on-time" has a time and no clock | Write clock: calendar, where nights and weekends count, or clock: business with hours:, where they don't.`}},
		{name: "no clock but hours", site: site{capability: target("    indicator: {kind: duration}\n    within: 4h\n    hours: office\n")},
			want: []string{`delivery.yaml:8:13+2 error: "on-time" has a time and no clock | Write clock: business, so that only the hours "office" count.`}},
		{name: "no hours", site: site{capability: target("    indicator: {kind: duration}\n    within: 4h\n    clock: business\n")},
			want: []string{`delivery.yaml:9:12+8 error: "on-time" is on the business clock, and does not say which hours count | Add hours: with one of office, always.`}},
		{name: "hours of the calendar", site: site{capability: target("    indicator: {kind: duration}\n    within: 4h\n    clock: calendar\n    hours: office\n")},
			want: []string{`delivery.yaml:10:12+6 error: "on-time" is on the calendar clock, where hours are not counted | Write clock: business, or remove hours.`}},
		{name: "a clock and hours", site: site{capability: target("    indicator: {kind: duration}\n    within: 4h\n    clock: business\n    hours: office\n")}},
	})
}

func TestPromiseLimitLevels(t *testing.T) {
	const by = "    indicator: {kind: resolution}\n    clock: business\n"
	expectRule(t, "promise-limit", []ruleCase{
		{name: "a level without hours", site: site{site: twoLevels, capability: target(by + "    by: level\n    within: {p1: {within: 4h, hours: office}, p2: 8h}\n")},
			want: []string{`delivery.yaml:10:47+2 error: "on-time" is on the business clock, and does not say which hours count for the level "p2" | Add hours: with one of office, always.`}},
		{name: "one time for all", site: site{site: twoLevels, capability: target(by + "    hours: office\n    by: level\n    within: 4h\n")},
			want: []string{`delivery.yaml:11:13+2 error: "on-time" depends on the level, and has one time for all | Write a time for each level, such as within: {p1: 4h, p2: 8h}, or remove by: level.`}},
		{name: "no times", site: site{site: twoLevels, capability: target("    by: level\n")},
			want: []string{`delivery.yaml:7:9+5 error: "on-time" depends on the level, and has no times | Write a time for each level, such as within: {p1: 4h, p2: 8h}, or remove by: level.`}},
		{name: "times and no by", site: site{site: twoLevels, capability: target(by + "    hours: office\n    within: {p1: 4h, p2: 8h}\n")},
			want: []string{`delivery.yaml:10:13 warning: "on-time" has a time for each level, and does not say that it depends on the level | Add by: level.`}},
		{name: "both", site: site{site: twoLevels, capability: levelled("p1: 4h, p2: 8h")}},
	})
}

func TestPromiseLimitTimes(t *testing.T) {
	const help = " (delivery.yaml:8:13+3 the data are here) | Make the two the same: the one you keep on a bad day."
	expectRule(t, "promise-limit", []ruleCase{
		{name: "another number", site: site{capability: timedSaying("We deliver within 24 hours of collection.", "48h", "calendar")},
			want: []string{`delivery.yaml:5:29+8 error: the sentence says "24 hours", and the data say 48h` + help}},
		{name: "another number in words", site: site{capability: timedSaying("We deliver in twenty-four hours.", "48h", "calendar")},
			want: []string{`delivery.yaml:5:25+17 error: the sentence says "twenty-four hours", and the data say 48h` + help}},
		{name: "another unit", site: site{capability: timedSaying("We deliver within 48 days.", "48h", "calendar")},
			want: []string{`delivery.yaml:5:29+7 error: the sentence says "48 days", and the data say 48h` + help}},
		{name: "of no level", site: site{site: twoLevels, capability: promising("    says: It works again within 2 hours.\n    commitment: target\n    indicator: {kind: resolution}\n    within: {p1: 4h, p2: 8h}\n    by: level\n    clock: calendar\n")},
			want: []string{`delivery.yaml:5:33+7 error: the sentence says "2 hours", and the data say 4h, 8h (delivery.yaml:8:13 the data are here) | Make the two the same: the one you keep on a bad day.`}},
		{name: "at least", site: site{capability: promising("    says: You hear of it at least 3 working days before.\n    commitment: target\n    indicator: {kind: duration}\n    at_least: 5d\n    clock: business\n    hours: office\n")},
			want: []string{`delivery.yaml:5:35+14 error: the sentence says "3 working days", and the data say 5d (delivery.yaml:8:15+2 the data are here) | Make the two the same: the one you keep on a bad day.`}},
		{name: "the same", site: site{capability: timedSaying("We deliver within 48 hours of collection.", "48h", "calendar")}},
		{name: "the same in days", site: site{capability: timedSaying("We deliver within two days.", "48h", "calendar")}},
		{name: "the same in working days", site: site{capability: timedSaying("We deliver within 2 working days.", "2 business days", business)}},
		{name: "working hours for a working day", site: site{capability: timedSaying("We deliver within 10 working hours.", "1d", business)}},
		{name: "half an hour", site: site{capability: timedSaying("We answer within half an hour.", "30m", "calendar")}},
		{name: "one of several", site: site{capability: timedSaying("Booked within 2 hours of opening, it is there within 12 hours.", "12h", "calendar")}},
		{name: "no limit in the sentence", site: site{capability: timedSaying("Ask 2 hours before, and we come that day.", "12h", "calendar")}},
	})
}

func TestPromiseLimitClocks(t *testing.T) {
	expectRule(t, "promise-limit", []ruleCase{
		{name: "working hours on the calendar", site: site{capability: timedSaying("We answer within 4 working hours.", "4h", "calendar")},
			want: []string{`delivery.yaml:5:28+15 error: the sentence says "4 working hours", and the data count nights and weekends too (delivery.yaml:9:12+8 the clock is here) | Write clock: business and hours: with one of office, always.`}},
		{name: "plain hours in working time", site: site{capability: timedSaying("We answer within 4 hours.", "4h", business)},
			want: []string{`delivery.yaml:5:28+7 warning: the sentence says "4 hours", which a customer counts along the calendar (delivery.yaml:9:12+8 the clock is here) | Say "4 working hours", as the data count.`}},
		{name: "working hours", site: site{capability: timedSaying("We answer within 4 working hours.", "4h", business)}},
		{name: "the hours are named", site: site{capability: timedSaying("We answer within 4 hours, Monday to Friday from 08:00 to 18:00.", "4h", business)}},
		{name: "open always", site: site{capability: timedSaying("We answer within 4 hours.", "4h", "business\n    hours: always")}},
		{name: "weeks", site: site{capability: timedSaying("We answer within 2 weeks.", "2w", business)}},
	})
}

func TestPromiseLimitShares(t *testing.T) {
	counted := func(sentence, limit string) string {
		return promising("    says: " + sentence + "\n    commitment: target\n    indicator: {kind: quantity}\n    " + limit + "\n")
	}
	const help = " | Make the two the same: the one you keep on a bad day."
	expectRule(t, "promise-limit", []ruleCase{
		{name: "another share", site: site{capability: counted("At least 97% arrive whole.", "at_least: 99%")},
			want: []string{`delivery.yaml:5:20+3 error: the sentence says "97%", and the data say 99% (delivery.yaml:8:15+3 the data are here)` + help}},
		{name: "another ratio", site: site{capability: counted("Of every 100 pallets, 98 arrive whole.", "at_least: 99%")},
			want: []string{`delivery.yaml:5:11+24 error: the sentence says "Of every 100 pallets, 98", and the data say 99% (delivery.yaml:8:15+3 the data are here)` + help}},
		{name: "another availability", site: site{capability: promising("    says: Your files are there for 99.9% of each month.\n    commitment: target\n    indicator: {kind: availability}\n    target: 99.95%\n")},
			want: []string{`delivery.yaml:5:36+5 error: the sentence says "99.9%", and the data say 99.95% (delivery.yaml:8:13+6 the data are here)` + help}},
		{name: "another count", site: site{capability: counted("You get at least 3 directions.", "at_least: 4")},
			want: []string{`delivery.yaml:5:28+1 error: the sentence says "3", and the data say 4 (delivery.yaml:8:15+1 the data are here)` + help}},
		{name: "another count in words", site: site{capability: counted("You get no more than two bills.", "at_most: 1 bill")},
			want: []string{`delivery.yaml:5:32+3 error: the sentence says "two", and the data say 1 bill (delivery.yaml:8:14+6 the data are here)` + help}},
		{name: "the same ratio", site: site{capability: counted("At least 995 of 1,000 boxes are there.", "at_least: 99.5%")}},
		{name: "the same in turn", site: site{capability: counted("Of every 100 pallets, at least 99 arrive whole.", "at_least: 99%")}},
		{name: "what is left over", site: site{capability: counted("At most 1% arrives broken.", "at_least: 99%")}},
		{name: "rounded", site: site{capability: counted("At least two of three are there.", "at_least: 66.67%")}},
		{name: "the same count", site: site{capability: counted("You get at least three directions.", "at_least: 3")}},
		{name: "a credit beside a time", site: site{capability: timedSaying("We deliver within 48 hours, or you get 20% back.", "48h", "calendar")}},
	})
}

func TestSaidTimes(t *testing.T) {
	for text, want := range map[string]string{
		"within 4 working hours":   "4h working limit",
		"in two days":              "2d limit",
		"a 24-hour line":           "24h",
		"48h later":                "48h",
		"half an hour before":      "30m",
		"up to forty-eight hours":  "48h limit",
		"no more than a week":      "1w limit",
		"within just 1.5 hours":    "90m limit",
		"12 calendar months":       "12mo",
		"at least 1,000 hours":     "1000h limit",
		"the last 30 nights":       "",
		"some hours":               "",
		"open days":                "",
		"at 10:00 on the 3rd":      "",
		"of 20 parcels, expect 19": "",
		"it weighs 20 kg":          "",
	} {
		got := ""
		for _, s := range saidTimes(text) {
			got += s.time.String()
			if s.working {
				got += " working"
			}
			if s.limits {
				got += " limit"
			}
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
