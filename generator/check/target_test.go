package check

import (
	"strings"
	"testing"
)

func TestWindowMissing(t *testing.T) {
	const timed = "    indicator: {kind: duration}\n    within: 48h\n    clock: calendar\n"
	const help = " | Add window: 90d, or window: month, quarter or year for those of the calendar."
	expectRule(t, "window-missing", []ruleCase{
		{name: "a target", site: site{capability: target(timed + "    target: 95%\n")},
			want: []string{`delivery.yaml:10:13+3 warning: "on-time" does not say over which time it is counted, so the last 90d are` + help}},
		{name: "a share", site: site{capability: target("    indicator: {kind: quantity}\n    at_least: 99%\n")},
			want: []string{`delivery.yaml:8:15+3 warning: "on-time" does not say over which time it is counted, so the last 90d are` + help}},
		{name: "a share at most", site: site{capability: target("    indicator: {kind: quantity}\n    at_most: 2%\n")},
			want: []string{`delivery.yaml:8:14+2 warning: "on-time" does not say over which time it is counted, so the last 90d are` + help}},
		{name: "a number", site: site{capability: target("    indicator: {kind: quantity}\n    at_most: 2\n")}},
		{name: "with a window", site: site{capability: target(timed + "    target: 95%\n    window: month\n")}},
		{name: "a limit without a share", site: site{capability: target(timed)}},
		{name: "for staff alone", site: site{capability: target(timed + "    target: 95%\n    visibility: internal\n")}},
	})
}

func TestTriggerBelowAllowance(t *testing.T) {
	available := func(share, window, amount string) string {
		return target("    indicator: {kind: availability}\n    target: " + share + "\n    window: " + window + "\n    on_miss: {remedy: {kind: service_credit, amount: " + amount + "}}\n")
	}
	const help = " (delivery.yaml:8:13+%d the target is here) | Let it begin where the promise is broken: take the time out, or write the target that you mean."
	with := func(width string) string { return strings.Replace(help, "%d", width, 1) }
	expectRule(t, "trigger-below-allowance", []ruleCase{
		// One ten-thousandth of 30 days is 259.2 s.
		{name: "later", site: site{capability: available("99.99%", "month", "5% from 5 minutes")},
			want: []string{`delivery.yaml:10:57+14 warning: "on-time" begins at 5m without service, and 99.99% of a month allows 4m19s: between the two, a customer gets nothing` + with("6")}},
		// One hundredth of 90 days is 21 h 36 min.
		{name: "a least in place of a target", site: site{capability: strings.Replace(available("99.99%", "month", "5% from 5 minutes"), "target: 99.99%", "at_least: 99.99%", 1)},
			want: []string{`delivery.yaml:10:57+14 warning: "on-time" begins at 5m without service, and 99.99% of a month allows 4m19s: between the two, a customer gets nothing` + strings.Replace(with("6"), "8:13", "8:15", 1)}},
		{name: "sooner", site: site{capability: available("99%", "90d", "£20 after one hour")},
			want: []string{`delivery.yaml:10:58+14 warning: "on-time" begins at 1h without service, and 99% of 90d allows 21h36m: a customer would get it for what you promised` + with("3")}},
		{name: "in words", site: site{capability: available("99.99%", "month", "5% when it is down for longer than five minutes")},
			want: []string{`delivery.yaml:10:77+24 warning: "on-time" begins at 5m without service, and 99.99% of a month allows 4m19s: between the two, a customer gets nothing` + with("6")}},
		{name: "once it passes", site: site{capability: available("99.99%", "month", "5% once downtime passes 5 minutes")},
			want: []string{`delivery.yaml:10:71+16 warning: "on-time" begins at 5m without service, and 99.99% of a month allows 4m19s: between the two, a customer gets nothing` + with("6")}},
		{name: "or more", site: site{capability: available("99.99%", "month", "5% for 5 minutes or more")},
			want: []string{`delivery.yaml:10:61+9 warning: "on-time" begins at 5m without service, and 99.99% of a month allows 4m19s: between the two, a customer gets nothing` + with("6")}},
		// The fifth minute begins when 240 s are over.
		{name: "by its place", site: site{capability: available("99.99%", "month", "5% from the fifth minute")},
			want: []string{`delivery.yaml:10:57+21 warning: "on-time" begins at 4m without service, and 99.99% of a month allows 4m19s: a customer would get it for what you promised` + with("6")}},
		// One thousandth of 30 days is 43 min 12 s.
		{name: "by its place, where it is broken", site: site{capability: available("99.9%", "month", "5% from the 44th minute")}},
		{name: "longer than the window", site: site{capability: available("99.9%", "month", "5% paid after 60 days")}},
		{name: "where it is broken", site: site{capability: available("99%", "100d", "£20 after 1 day")}},
		{name: "for so long", site: site{capability: available("99.99%", "month", "5% for each 5 minutes")}},
		{name: "no time", site: site{capability: available("99.99%", "month", "5% of the month")}},
	})
}
