package check

import "testing"

func notCounting(kind, exclusion string) string {
	return target("    indicator: {kind: " + kind + "}\n    target: 99%\n    window: month\n    exclusions: [" + exclusion + "]\n")
}

func TestExclusionVague(t *testing.T) {
	const help = " | Name what somebody else could check, such as a road that the police have closed, each cause in an exclusion of its own."
	expectRule(t, "exclusion-vague", []ruleCase{
		{name: "control", site: site{capability: notCounting("on-time", "{id: other, what: Things outside our reasonable control}")},
			want: []string{`delivery.yaml:10:43+30 warning: "outside our reasonable control" fits whatever you want it to fit` + help}},
		{name: "discretion", site: site{capability: notCounting("on-time", "{id: other, what: Late at our sole discretion}")},
			want: []string{`delivery.yaml:10:41+22 warning: "at our sole discretion" fits whatever you want it to fit` + help}},
		{name: "force majeure", site: site{capability: notCounting("on-time", "{id: other, what: Force majeure}")},
			want: []string{`delivery.yaml:10:36+13 warning: "Force majeure" fits whatever you want it to fit` + help}},
		{name: "circumstances", site: site{capability: notCounting("on-time", "{id: other, what: Snow and other unforeseen circumstances}")},
			want: []string{`delivery.yaml:10:51+24 warning: "unforeseen circumstances" fits whatever you want it to fit` + help}},
		{name: "influence", site: site{capability: notCounting("on-time", "{id: other, what: What we cannot influence}")},
			want: []string{`delivery.yaml:10:41+19 warning: "we cannot influence" fits whatever you want it to fit` + help}},
		{name: "control of others", site: site{capability: notCounting("on-time", "{id: other, what: Snow outside of our control}")},
			want: []string{`delivery.yaml:10:41+22 warning: "outside of our control" fits whatever you want it to fit` + help}},
		{name: "fault", site: site{capability: notCounting("on-time", "{id: other, what: Anything that is not our fault}")},
			want: []string{`delivery.yaml:10:53+13 warning: "not our fault" fits whatever you want it to fit` + help}},
		{name: "what we think", site: site{capability: notCounting("on-time", "{id: other, what: Whatever we see fit}")},
			want: []string{`delivery.yaml:10:36+19 warning: "Whatever we see fit" fits whatever you want it to fit` + help}},
		{name: "and the like", site: site{capability: notCounting("on-time", "{id: other, what: Strikes and the like}")},
			want: []string{`delivery.yaml:10:44+12 warning: "and the like" fits whatever you want it to fit` + help}},
		{name: "unreasonable", site: site{capability: notCounting("on-time", "{id: other, what: When work is unreasonable}")},
			want: []string{`delivery.yaml:10:49+12 warning: "unreasonable" fits whatever you want it to fit` + help}},
		{name: "a cause", site: site{capability: notCounting("on-time", "{id: road, what: A road out of Leeds that the police control}")}},
		{name: "others", site: site{capability: notCounting("on-time", "{id: line, what: A fault of the telephone company}")}},
	})
}

func TestExclusionUnbounded(t *testing.T) {
	const help = " | Add the most that you will leave out in one window, such as up_to: 4h."
	expectRule(t, "exclusion-unbounded", []ruleCase{
		{name: "maintenance", site: site{capability: notCounting("availability", "{id: work, what: Weekly maintenance}")},
			want: []string{`delivery.yaml:10:42+11 notice: "Weekly maintenance" does not count, however long it lasts` + help}},
		{name: "planned work", site: site{capability: notCounting("availability", "{id: work, what: Planned work at night}")},
			want: []string{`delivery.yaml:10:35+12 notice: "Planned work at night" does not count, however long it lasts` + help}},
		{name: "restarts", site: site{capability: notCounting("availability", "{id: work, what: Restarts that we announced}")},
			want: []string{`delivery.yaml:10:35+8 notice: "Restarts that we announced" does not count, however long it lasts` + help}},
		{name: "patches", site: site{capability: notCounting("availability", "{id: work, what: Nightly patching}")},
			want: []string{`delivery.yaml:10:43+8 notice: "Nightly patching" does not count, however long it lasts` + help}},
		{name: "a move", site: site{capability: notCounting("availability", "{id: work, what: A move to a new server}")},
			want: []string{`delivery.yaml:10:37+7 notice: "A move to a new server" does not count, however long it lasts` + help}},
		{name: "theirs", site: site{capability: notCounting("availability", "{id: work, what: Maintenance that you ask for}")}},
		{name: "bounded", site: site{capability: notCounting("availability", "{id: work, what: Weekly maintenance, up_to: 4h}")}},
		{name: "of others", site: site{capability: notCounting("availability", "{id: power, what: A power cut in our street}")}},
		{name: "of cases", site: site{capability: notCounting("on-time", "{id: work, what: Weekly maintenance}")}},
	})
}
