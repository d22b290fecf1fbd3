package check

import "testing"

// limited is a capability made for a range, on line 5.
func limited(limit string) string {
	return "title: Delivery\nsummary: Pallets.\nfit:\n  limits:\n    weight_kg: " + limit + "\n"
}

// needing is an agreement with one need, on line 5, and the lines of a list of priorities after it.
func needing(status, need, lines string) string {
	return "customer: Fenwick Tiles\nstatus: " + status + "\ncapabilities: [delivery]\nneeds:\n  " + need + "\n" + lines
}

func TestFitLimitCapability(t *testing.T) {
	expectRule(t, "fit-limit", []ruleCase{
		{name: "neither", site: site{capability: limited("{unit: kg}")},
			want: []string{`delivery.yaml:5:5+9 error: the limit "weight_kg" has neither a least nor a most | Add at_least:, at_most: or both.`}},
		{name: "swapped", site: site{capability: limited("{at_least: 60, at_most: 5}"), excused: "schema-value"},
			want: []string{`delivery.yaml:5:27+2 error: nobody could fit "weight_kg": at least 60 and at most 5 (delivery.yaml:5:40+1 the most is here) | Were they swapped? Write at_least: 5 and at_most: 60.`}},
		{name: "one number", site: site{capability: limited("{at_least: 5, at_most: 5}")}},
		{name: "a range", site: site{capability: limited("{at_least: 5, at_most: 60}")}},
		{name: "half a range", site: site{capability: limited("{at_most: 60}")}},
	})
}

func TestFitLimitNeed(t *testing.T) {
	const help = ` | Say no to it in a line, with what you do instead, and need what fits; or take "delivery" out of capabilities. If you can do it for everybody, change the limit.`
	expectRule(t, "fit-limit", []ruleCase{
		{name: "too much", site: site{capability: limited("{at_most: 750, unit: kg}"), agreement: needing("agreed", "weight_kg: 900", "")},
			want: []string{`fenwick.yaml:5:14+3 error: Fenwick Tiles needs 900 of "weight_kg", and "Delivery" is made for at most 750 kg (delivery.yaml:5:26+3 the limit is here)` + help}},
		{name: "too little", site: site{capability: limited("{at_least: 5}"), agreement: needing("agreed", "weight_kg: 4.5 kg", "")},
			want: []string{`fenwick.yaml:5:14+6 error: Fenwick Tiles needs 4.5 kg of "weight_kg", and "Delivery" is made for at least 5 (delivery.yaml:5:27+1 the limit is here)` + help}},
		{name: "a draft", site: site{capability: limited("{at_most: 750}"), agreement: needing("draft", "weight_kg: 900", "")},
			want: []string{`fenwick.yaml:5:14+3 warning: Fenwick Tiles needs 900 of "weight_kg", and "Delivery" is made for at most 750 (delivery.yaml:5:26+3 the limit is here)` + help}},
		{name: "no number", site: site{capability: limited("{at_most: 750}"), agreement: needing("agreed", "weight_kg: heavy", "")},
			want: []string{`fenwick.yaml:5:14+5 error: "heavy" is no number, and the limit "weight_kg" of "Delivery" is one | Write a number, with a unit if you like.`}},
		{name: "another unit", site: site{capability: limited("{at_most: 750, unit: kg}"), agreement: needing("agreed", "weight_kg: 900 lb", "")},
			want: []string{`fenwick.yaml:5:14+6 error: "900 lb" cannot be held against the limit "weight_kg" of "Delivery", which counts kg | Write the number of kg alone.`}},
		{name: "the same unit with more words", site: site{capability: limited("{at_most: 750, unit: kg on the lift}"), agreement: needing("agreed", "weight_kg: 750 kg", "")}},
		{name: "inside", site: site{capability: limited("{at_least: 5, at_most: 750}"), agreement: needing("agreed", "weight_kg: 750", "")}},
		{name: "ended", site: site{capability: limited("{at_most: 750}"), agreement: needing("ended", "weight_kg: 900", "")}},
	})
}

// onTime promises 48 hours on line 8, with an option of 24 hours.
func onTime(options string) string {
	return timedSaying("We deliver within 48 hours.", "48h", "calendar") + "    target: 95%\n" + options
}

const (
	answerHelp = " | Answer no, with because: and instead:, or yes-if, with the condition; or publish an option that gives it."
	here       = "(delivery.yaml:8:13+3 the promise is here)"
)

func TestFitTighterNeed(t *testing.T) {
	const line = "priorities:\n  - {id: p1, said: Fast!, backed_by: delivery.on-time, answer: "
	expectRule(t, "fit-tighter", []ruleCase{
		{name: "answered yes", site: site{capability: onTime(""), agreement: needing("agreed", "delivery.on-time: 24h", line+"yes}\n")},
			want: []string{`fenwick.yaml:5:21+3 error: Fenwick Tiles needs 24h, and "delivery.on-time" promises 48h ` + here + ` (fenwick.yaml:7:64+3 the yes is here)` + answerHelp}},
		{name: "not answered at all", site: site{capability: onTime(""), agreement: needing("agreed", "delivery.on-time: 1d", "")},
			want: []string{`fenwick.yaml:5:21+2 error: Fenwick Tiles needs 1d, and "delivery.on-time" promises 48h ` + here + answerHelp}},
		{name: "an option would do", site: site{capability: onTime("options: [{change: on-time, to: 36h}, {change: on-time, to: 20h}]\n"), agreement: needing("agreed", "delivery.on-time: 24h", line+"yes}\n")},
			want: []string{`fenwick.yaml:5:21+3 error: Fenwick Tiles needs 24h, and "delivery.on-time" promises 48h ` + here + ` (fenwick.yaml:7:64+3 the yes is here) | You offer that: write choose: {delivery.on-time: 20h}.`}},
		{name: "the choice falls short", site: site{capability: onTime("options: [{change: on-time, to: 36h}]\n"), agreement: needing("agreed", "delivery.on-time: 24h", line+"yes}\n") + "choose: {delivery.on-time: 36h}\n"},
			want: []string{`fenwick.yaml:5:21+3 error: Fenwick Tiles needs 24h, and "delivery.on-time" promises 36h (fenwick.yaml:8:28+3 the promise is here) (fenwick.yaml:7:64+3 the yes is here)` + answerHelp}},
		{name: "a share", site: site{capability: onTime(""), agreement: needing("agreed", "delivery.on-time: 98%", line+"yes}\n")},
			want: []string{`fenwick.yaml:5:21+3 error: Fenwick Tiles needs 98%, and "delivery.on-time" promises 95% (delivery.yaml:10:13+3 the promise is here) (fenwick.yaml:7:64+3 the yes is here)` + answerHelp}},
		{name: "a draft", site: site{capability: onTime(""), agreement: needing("draft", "delivery.on-time: 1d", "")},
			want: []string{`fenwick.yaml:5:21+2 warning: Fenwick Tiles needs 1d, and "delivery.on-time" promises 48h ` + here + answerHelp}},
		{name: "answered no", site: site{capability: onTime(""), agreement: needing("agreed", "delivery.on-time: 24h", line+"no}\n")}},
		{name: "a no that names the promise", site: site{capability: onTime(""), agreement: needing("agreed", "delivery.on-time: 24h",
			"priorities: [{id: p1, blocked_by: delivery.on-time, answer: no}]\n")}},
		{name: "answered on a condition", site: site{capability: onTime(""), agreement: needing("agreed", "delivery.on-time: 24h", line+"yes-if}\n")}},
		{name: "chosen", site: site{capability: onTime("options: [{change: on-time, to: 24h}]\n"), agreement: needing("agreed", "delivery.on-time: 24h", line+"yes}\n") + "choose: {delivery.on-time: 24h}\n"}},
		{name: "as promised", site: site{capability: onTime(""), agreement: needing("agreed", "delivery.on-time: 2 days", line+"yes}\n")}},
		{name: "looser", site: site{capability: onTime(""), agreement: needing("agreed", "delivery.on-time: 90%", line+"yes}\n")}},
		{name: "ended", site: site{capability: onTime(""), agreement: needing("ended", "delivery.on-time: 24h", line+"yes}\n")}},
	})
}

// The office is open for ten hours a day.
func TestFitTighterClocks(t *testing.T) {
	need := func(of string) string { return needing("agreed", "delivery.on-time: "+of, "") }
	inDays := timedSaying("We come within 1 working day.", "1d", business)
	inHours := timedSaying("We come within 12 working hours.", "12h", business)
	expectRule(t, "fit-tighter", []ruleCase{
		{name: "nine hours of a day of ten", site: site{capability: inDays, agreement: need("9h")},
			want: []string{`fenwick.yaml:5:21+2 error: Fenwick Tiles needs 9h, and "delivery.on-time" promises 1d (delivery.yaml:8:13+2 the promise is here)` + answerHelp}},
		{name: "ten hours of a day of ten", site: site{capability: inDays, agreement: need("10h")}},
		{name: "twelve hours of a day of ten", site: site{capability: inDays, agreement: need("12h")}},
		{name: "a day for twelve hours", site: site{capability: inHours, agreement: need("1 business day")},
			want: []string{`fenwick.yaml:5:21+14 error: Fenwick Tiles needs 1 business day, and "delivery.on-time" promises 12h (delivery.yaml:8:13+3 the promise is here)` + answerHelp}},
		{name: "two days for twelve hours", site: site{capability: inHours, agreement: need("2d")}},
		{name: "working days on the calendar", site: site{capability: onTime(""), agreement: need("1 business day")}},
		{name: "a month and 30 days", site: site{capability: timedSaying("We come within 1 month.", "1mo", "calendar"), agreement: need("30d")}},
		{name: "words", site: site{capability: onTime(""), agreement: need("by hand")}},
		{name: "a week of working days", site: site{capability: timedSaying("We come within 1 week.", "1w", business), agreement: need("6d")},
			want: []string{`fenwick.yaml:5:21+2 error: Fenwick Tiles needs 6d, and "delivery.on-time" promises 1w (delivery.yaml:8:13+2 the promise is here)` + answerHelp}},
		{name: "half a day on the calendar", site: site{capability: timedSaying("We come within 1 day.", "1d", "calendar"), agreement: need("12h")},
			want: []string{`fenwick.yaml:5:21+3 error: Fenwick Tiles needs 12h, and "delivery.on-time" promises 1d (delivery.yaml:8:13+2 the promise is here)` + answerHelp}},
	})
}

func TestFitTighterLevels(t *testing.T) {
	need := func(key, lines string) site {
		return site{site: twoLevels, capability: levelled("p1: 4h, p2: 8h"), agreement: needing("agreed", "delivery.put-right"+key, lines)}
	}
	const p1, p2 = "(delivery.yaml:9:18+2 the promise is here)", "(delivery.yaml:9:26+2 the promise is here)"
	const line = "priorities: [{id: p, backed_by: delivery.put-right, level: p2, answer: yes}]\n"
	expectRule(t, "fit-tighter", []ruleCase{
		{name: "the level in the need", site: need(".p2: 6h", ""),
			want: []string{`fenwick.yaml:5:26+2 error: Fenwick Tiles needs 6h, and "delivery.put-right" promises 8h ` + p2 + answerHelp}},
		{name: "the level in the line", site: need(": 6h", line),
			want: []string{`fenwick.yaml:5:23+2 error: Fenwick Tiles needs 6h, and "delivery.put-right" promises 8h ` + p2 + ` (fenwick.yaml:6:72+3 the yes is here)` + answerHelp}},
		{name: "tighter than every level", site: need(": 3h", ""),
			want: []string{`fenwick.yaml:5:23+2 error: Fenwick Tiles needs 3h, and "delivery.put-right" promises 4h ` + p1 + answerHelp}},
		{name: "one level would do", site: need(": 6h", "")},
		{name: "the level of the need is met", site: need(".p1: 6h", "")},
	})
}

func TestFitTighterMeasure(t *testing.T) {
	backed := func(answer, measure string) string {
		return "customer: Fenwick\nstatus: agreed\ncapabilities: [delivery]\npriorities:\n  - id: p1\n    said: Whole!\n    backed_by: delivery.on-time\n    answer: " + answer + "\n    measure: {indicator: pallets, " + measure + "}\n"
	}
	counted := func(limit string) string {
		return target("    indicator: {kind: quantity}\n    " + limit + "\n")
	}
	const yes, promise = "(fenwick.yaml:8:13+3 the yes is here)", "(delivery.yaml:8:15+3 the promise is here)"
	expectRule(t, "fit-tighter", []ruleCase{
		{name: "a time", site: site{capability: onTime(""), agreement: backed("yes", "within: 24h")},
			want: []string{`fenwick.yaml:9:43+3 error: the measure of "Whole!" is 24h, and "delivery.on-time" promises 48h ` + here + " " + yes + answerHelp}},
		{name: "a greater share", site: site{capability: counted("at_least: 99%"), agreement: backed("yes", "at_least: 99.5%")},
			want: []string{`fenwick.yaml:9:45+5 error: the measure of "Whole!" is 99.5%, and "delivery.on-time" promises 99% ` + promise + " " + yes + answerHelp}},
		{name: "a smaller share of misses", site: site{capability: counted("at_least: 99%"), agreement: backed("yes", "at_most: 0.5%")},
			want: []string{`fenwick.yaml:9:44+4 error: the measure of "Whole!" is 0.5%, and "delivery.on-time" promises 99% ` + promise + " " + yes + answerHelp}},
		{name: "misses of misses", site: site{capability: counted("at_most: 2%"), agreement: backed("yes", "at_most: 1%")},
			want: []string{`fenwick.yaml:9:44+2 error: the measure of "Whole!" is 1%, and "delivery.on-time" promises 2% (delivery.yaml:8:14+2 the promise is here) ` + yes + answerHelp}},
		{name: "a smaller count", site: site{capability: counted("at_most: 5 calls"), agreement: backed("yes", "at_most: 3")},
			want: []string{`fenwick.yaml:9:44+1 error: the measure of "Whole!" is 3, and "delivery.on-time" promises 5 calls (delivery.yaml:8:14+7 the promise is here) ` + yes + answerHelp}},
		{name: "a greater count", site: site{capability: counted("at_least: 3"), agreement: backed("yes", "at_least: 4")},
			want: []string{`fenwick.yaml:9:45+1 error: the measure of "Whole!" is 4, and "delivery.on-time" promises 3 (delivery.yaml:8:15+1 the promise is here) ` + yes + answerHelp}},
		{name: "as promised", site: site{capability: counted("at_least: 99%"), agreement: backed("yes", "at_most: 1%")}},
		{name: "more misses", site: site{capability: counted("at_most: 1%"), agreement: backed("yes", "at_most: 2%")}},
		{name: "a smaller least", site: site{capability: counted("at_least: 3"), agreement: backed("yes", "at_least: 2")}},
		{name: "a most against a least", site: site{capability: counted("at_least: 3"), agreement: backed("yes", "at_most: 5")}},
		{name: "on a condition", site: site{capability: counted("at_least: 99%"), agreement: backed("yes-if", "at_most: 0.5%")}},
	})
}

func TestFitTighterUnderstood(t *testing.T) {
	backed := func(understood string) string {
		return "customer: Fenwick\nstatus: agreed\ncapabilities: [delivery]\npriorities:\n  - id: p1\n    understood: " + understood + "\n    backed_by: delivery.on-time\n    answer: yes\n"
	}
	expectRule(t, "fit-tighter", []ruleCase{
		{name: "a shorter time", site: site{capability: onTime(""), agreement: backed("Tiles are on site within 24 hours.")},
			want: []string{`fenwick.yaml:6:42+8 error: the line says "24 hours", and "delivery.on-time" promises 48h ` + here + ` (fenwick.yaml:8:13+3 the yes is here)` + answerHelp}},
		{name: "a shorter time in words", site: site{capability: onTime(""), agreement: backed("Tiles are on site in a day.")},
			want: []string{`fenwick.yaml:6:38+5 error: the line says "a day", and "delivery.on-time" promises 48h ` + here + ` (fenwick.yaml:8:13+3 the yes is here)` + answerHelp}},
		{name: "as promised", site: site{capability: onTime(""), agreement: backed("Tiles are on site within two days.")}},
		{name: "one of two", site: site{capability: onTime(""), agreement: backed("Tiles are there within 48 hours, unloaded within 1 hour.")}},
		{name: "no limit", site: site{capability: onTime(""), agreement: backed("Don is rung 2 hours before.")}},
		{name: "working time on the calendar", site: site{capability: onTime(""), agreement: backed("Tiles are on site within 1 working day.")}},
	})
}

func TestFitTighterChoice(t *testing.T) {
	there := promising("    says: It is there.\n    commitment: target\n    indicator: {kind: availability}\n    target: 99.9%\n") +
		"options: [{change: on-time, to: 99.95%, price: £20}]\n"
	counted := target("    indicator: {kind: quantity}\n    at_least: 3\n") + "options: [{change: on-time, to: 5, price: £20}]\n"
	expectRule(t, "fit-tighter", []ruleCase{
		{name: "a share, not chosen", site: site{capability: there, agreement: needing("agreed", "delivery.on-time: 99.95%", "")},
			want: []string{`fenwick.yaml:5:21+6 error: Fenwick Tiles needs 99.95%, and "delivery.on-time" promises 99.9% (delivery.yaml:8:13+5 the promise is here) | You offer that: write choose: {delivery.on-time: 99.95%}.`}},
		{name: "a share, chosen", site: site{capability: there, agreement: needing("agreed", "delivery.on-time: 99.95%", "choose: {delivery.on-time: 99.95%}\n")}},
		{name: "a count, not chosen", site: site{capability: counted, agreement: needing("agreed", "delivery.on-time: 4", "")},
			want: []string{`fenwick.yaml:5:21+1 error: Fenwick Tiles needs 4, and "delivery.on-time" promises 3 (delivery.yaml:8:15+1 the promise is here) | You offer that: write choose: {delivery.on-time: 5}.`}},
		{name: "a count, chosen", site: site{capability: counted, agreement: needing("agreed", "delivery.on-time: 4", "choose: {delivery.on-time: 5}\n")}},
	})
}
