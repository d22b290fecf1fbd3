package check

import (
	"regexp"
	"strings"
	"testing"

	"upfront/generator/syntax"
)

// begun is what a new file begins as, for the site of these tests.
func begun(kind string) string {
	return syntax.StartFile(kind, map[string]string{"title": "Night run", "capability": "delivery", "hours": "office", "owner": "Ama Boateng",
		"moment": "2026-03-20 10:00", "today": "2026-03-20", "next year": "2027-03-20", "in a month": "2026-04-19"})
}

// uncommented is a new file with all that it shows in comments.
func uncommented(kind string) string {
	return regexp.MustCompile(`(?m)^( *)# ( *(?:- |[a-z_]+:))`).ReplaceAllString(begun(kind), "$1$2")
}

func TestStartingText(t *testing.T) {
	const capability = "title: Delivery\nsummary: Pallets.\n"
	const one = " warning: this text came with the new file, and waits for yours | Write your own in its place, or take it out."
	found := func(place, more, lines string) []string {
		return []string{place + " warning: this and " + more + " in this file came with it, and wait for yours | Write your own in their place, or take them out: " + lines + "."}
	}
	public := func(text string) string {
		return strings.Replace(text, "visibility: internal", "visibility: public", 1)
	}
	expectRule(t, "starting-text", []ruleCase{
		{name: "a capability for staff", site: site{capability: begun("capability")}},
		{name: "a capability", site: site{capability: public(begun("capability"))}, want: found("delivery.yaml:5:10+59", "4 more texts", "lines 5, 16, 17, 18 and 23")},
		{name: "all of a capability", site: site{capability: public(uncommented("capability"))}, want: found("delivery.yaml:5:10+59", "19 more texts", "lines 5, 13, 16, 17, 18, 19, 23, 30, 32, 36, 38, 41, 44, 47 and 49")},
		{name: "an agreement", site: site{capability: capability, agreement: begun("agreement")}, want: found("fenwick.yaml:6:12+17", "3 more texts", "lines 6, 23 and 24")},
		{name: "all of an agreement", site: site{capability: capability, agreement: uncommented("agreement")}, want: found("fenwick.yaml:6:12+17", "11 more texts", "lines 6, 23, 24, 30, 31, 35, 36, 38, 43, 45 and 47")},
		{name: "one text", site: site{capability: strings.Replace(public(capability), "Pallets.", "What the customer gets, one thing a line", 1)}, want: []string{"delivery.yaml:2:10+40" + one}},
		{name: "a policy for staff", site: site{capability: capability, policy: begun("policy")}},
		{name: "a policy", site: site{capability: capability, policy: public(begun("policy"))}, want: found("returns.md:7:10+58", "3 more texts", "lines 7, 8 and 23")},
		{name: "all of a policy", site: site{capability: capability, policy: public(uncommented("policy"))}, want: found("returns.md:7:10+58", "5 more texts", "lines 7, 8, 18, 19 and 23")},
		{name: "a notice", site: site{capability: capability, more: map[string]string{"content/notices/2026-03-20-snow.md": public(begun("notice"))}}, want: found("2026-03-20-snow.md:15:1+78", "1 more text", "line 15")},
		{name: "their own", site: site{capability: "title: Delivery\nsummary: One sentence.\n"}},
	})
}
