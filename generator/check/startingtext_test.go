package check

import (
	"strings"
	"testing"

	"upfront/generator/syntax"
)

// begun is what a new file begins as, for the site of these tests.
func begun(kind string) string {
	return syntax.StartFile(kind, map[string]string{"title": "Night run", "capability": "delivery", "hours": "office", "owner": "Ama Boateng",
		"moment": "2026-03-20 10:00", "today": "2026-03-20", "next year": "2027-03-20", "in a month": "2026-04-19"})
}

func TestStartingText(t *testing.T) {
	const capability = "title: Delivery\nsummary: Pallets.\n"
	found := func(place string) string {
		return place + " warning: this text came with the new file, and waits for yours | Write your own in its place, or take it out."
	}
	public := func(text string) string {
		return strings.Replace(text, "visibility: internal", "visibility: public", 1)
	}
	expectRule(t, "starting-text", []ruleCase{
		{name: "a capability", site: site{capability: begun("capability")},
			want: []string{found("delivery.yaml:3:10+59"), found("delivery.yaml:12:7+40"), found("delivery.yaml:40:12+56")}},
		{name: "an agreement", site: site{capability: capability, agreement: begun("agreement")},
			want: []string{found("fenwick.yaml:5:12+17"), found("fenwick.yaml:5:53+19"), found("fenwick.yaml:18:9+63"), found("fenwick.yaml:19:12+41"), found("fenwick.yaml:29:11+45"), found("fenwick.yaml:36:11+40"), found("fenwick.yaml:45:12+40")}},
		{name: "a policy for staff", site: site{capability: capability, policy: begun("policy")}},
		{name: "a policy", site: site{capability: capability, policy: public(begun("policy"))}, want: []string{
			found("returns.md:4:10+58"), found("returns.md:5:6+49"), found("returns.md:16:11+37"), found("returns.md:17:9+16"), found("returns.md:21:1+57"), found("returns.md:21:59+38")}},
		{name: "a notice", site: site{capability: capability, more: map[string]string{"content/notices/2026-03-20-snow.md": public(begun("notice"))}}, want: []string{
			found("2026-03-20-snow.md:15:1+78"), found("2026-03-20-snow.md:15:80+33")}},
		{name: "their own", site: site{capability: "title: Delivery\nsummary: One sentence.\n"}},
	})
}
