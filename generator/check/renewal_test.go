package check

import "testing"

// Today is 20 March 2026.
func TestRenewal(t *testing.T) {
	term := func(status, from, more string) site {
		return site{agreement: "customer: Fenwick\nstatus: " + status + "\neffective: " + from + "\nterm: 12mo\n" + more}
	}
	const ask = " | Ask how it went, and whether anything is to change; upfront diff says what you would like to ask. If nothing is to change, nothing needs to be done."
	expectRule(t, "renewal-near", []ruleCase{
		{name: "in 60 days", site: term("agreed", "2025-05-19", ""), want: []string{`fenwick.yaml:4:7+4 notice: the agreement with Fenwick renews on 2026-05-19 as it is` + ask}},
		{name: "in 61 days", site: term("agreed", "2025-05-20", "")},
		{name: "for the third time", site: term("agreed", "2023-05-19", "notice_to_end: 30d\n"), want: []string{`fenwick.yaml:4:7+4 notice: the agreement with Fenwick renews on 2026-05-19 as it is, unless one of you says otherwise by 2026-04-19` + ask}},
		{name: "it is too late to say otherwise", site: term("agreed", "2023-04-02", "notice_to_end: 30d\n"), want: []string{`fenwick.yaml:4:7+4 notice: the agreement with Fenwick renews on 2026-04-02 as it is` + ask}},
		{name: "it ends", site: term("agreed", "2025-04-02", "renews: false\n"), want: []string{`fenwick.yaml:4:7+4 notice: the agreement with Fenwick ends on 2026-04-02, and does not renew | Ask whether they would like to go on. Then write a new effective and term, and keep their yes: upfront agree fenwick.`}},
		{name: "today", site: term("agreed", "2025-03-20", "")}, // the next year has begun
		{name: "proposed", site: term("proposed", "2025-05-02", "")},
		{name: "ended", site: term("ended", "2025-05-02", "")},
	})
	expectRule(t, "term-over", []ruleCase{
		{name: "yesterday", site: term("agreed", "2025-03-19", "renews: false\n"), want: []string{`fenwick.yaml:4:7+4 notice: the term of the agreement with Fenwick was over on 2026-03-19, so its page says that it has ended | Say that it has ended: status: ended, with ended: {on: 2026-03-19, why: …}. If you both go on, write a new effective and term, and keep their yes: upfront agree fenwick.`}},
		{name: "today is its last day", site: term("agreed", "2025-03-20", "renews: false\n")},
		{name: "it renews", site: term("agreed", "2024-03-19", "")},
		{name: "its author says so", site: term("ended", "2024-03-19", "renews: false\n")},
	})
	expectRule(t, "ended-no-reason", []ruleCase{{name: "its term is over", site: term("agreed", "2025-03-19", "renews: false\n")}})
}
