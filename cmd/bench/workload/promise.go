package workload

func (c *capability) promiseYAML(y *yaml, p promise, forHugo bool) {
	recorded := func(from, to string) {
		y.add("    exclusions:\n      - {id: line-down, what: The phone or internet company had a fault on its side}\n")
		y.add("    record: {file: records/%s.csv, from: %s, to: %s, excluded: excluded_because, format: \"2006-01-02 15:04\"}\n", c.id, from, to)
		if forHugo {
			y.add("    kept: %d\n    counted: %d\n", recordRows-len(excludedRows), recordRows-len(excludedRows))
		}
		y.add("    on_miss:\n      notify_within: 1h\n      remedy: {kind: service_credit, amount: 10%% of that month's charge, automatic: true, cap: 50%% of that month's charge}\n")
	}
	y.add("  - id: %s\n", p.id)
	switch p.id {
	case "first-answer":
		y.add("    says: A named person answers within %s.\n    commitment: guarantee\n", durationWords(p.within, p.clock))
		y.add("    indicator: {kind: response, from: request received, to: a named person answers}\n")
		y.add("    within: %s\n    clock: business\n    hours: office\n    target: 95%%\n    window: 90d\n", p.within)
		recorded("received_at", "answered_at")
	case "finished":
		y.add("    says: %s within %s.\n    commitment: guarantee\n", c.service.done, durationWords(p.within, p.clock))
		y.add("    indicator: {kind: duration, from: request received, to: you have what you asked for}\n")
		y.add("    within: %s\n    clock: business\n    hours: office\n    target: 95%%\n    window: 90d\n", p.within)
		recorded("received_at", "finished_at")
	case "put-right":
		y.add("    says: A fault is put right within the time for its level.\n    commitment: target\n")
		y.add("    indicator: {kind: resolution, from: fault reported, to: you say that it works}\n    by: level\n")
		y.add("    within: {p1: {within: %s, hours: extended}, p2: {within: 8h, hours: office}, p3: {within: 3d, hours: office}}\n", p.within)
		y.add("    clock: business\n    target: 90%%\n    window: 90d\n    on_miss: {notify_within: 1d}\n")
	case "done-in":
		y.add("    says: %s within %s.\n    commitment: target\n", c.service.done, durationWords(p.within, p.clock))
		y.add("    indicator: {kind: duration, from: request received, to: you have what you asked for}\n")
		y.add("    within: %s\n    clock: business\n    hours: office\n    target: 90%%\n    window: 90d\n    on_miss: {notify_within: 1d}\n", p.within)
	case "told-first":
		y.add("    says: If work will be late, you hear it from us within %s of our noticing.\n    commitment: target\n", durationWords(p.within, p.clock))
		y.add("    indicator: {kind: duration, from: delay noticed, to: customer told}\n")
		y.add("    within: %s\n    clock: calendar\n    target: 95%%\n    window: 90d\n    record: {notices: delay}\n", p.within)
	case "plain-note":
		y.add("    says: After a change you get a note in plain words that says what we did.\n    commitment: best-effort\n")
		y.add("    indicator: {kind: statement, evidence: the note itself}\n")
	}
}
