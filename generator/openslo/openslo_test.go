package openslo

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"upfront/generator/catalog"
	"upfront/generator/check"
	"upfront/generator/diag"
	"upfront/generator/syntax"
	"upfront/generator/tree"
)

// Indicators to try objectives with.
const (
	ratioOf  = "{metadata: {name: good-pages}, spec: {ratioMetric: {good: {}, total: {metricSource: {}}}}}"
	numberOf = "{metadata: {name: %s}, spec: {thresholdMetric: {metricSource: {spec: {query: '%s'}}}}}"
)

// number is an indicator that is a number, with a name and a query.
func number(name, query string) string { return fmt.Sprintf(numberOf, name, query) }

// slo is a document with one objective; what is empty is left out of it.
func slo(indicator, method, window, objective string) string {
	text := "apiVersion: openslo/v1\nkind: SLO\nmetadata: {name: pages}\nspec:\n  service: shop\n"
	for _, f := range [][2]string{{"indicator", indicator}, {"budgetingMethod", method}, {"timeWindow", window}, {"objectives", objective}} {
		if f[1] != "" {
			text += "  " + f[0] + ": " + f[1] + "\n"
		}
	}
	return text
}

func read(texts ...string) Result {
	var files []File
	for i, text := range texts {
		files = append(files, File{Name: string(rune('a'+i)) + ".yaml", Data: []byte(text)})
	}
	return Read(files)
}

// promises returns the lines of the promises of the only capability, comments apart.
func promises(t *testing.T, r Result) (lines, comments []string) {
	t.Helper()
	if len(r.Problems) > 0 || len(r.Capabilities) != 1 {
		t.Errorf("%d capabilities, %+v", len(r.Capabilities), r.Problems)
		return nil, nil
	}
	_, text, _ := strings.Cut(string(r.Capabilities[0].Text), "promises:\n")
	text, _, _ = strings.Cut(text, "\n\n")
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "#") {
			comments = append(comments, line)
		} else {
			lines = append(lines, line)
		}
	}
	return lines, comments
}

const fourWeeks = "[{duration: 4w, isRolling: true}]"

// What becomes of an objective: the lines between commitment and visibility.
func TestMapping(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a ratio of events", slo(ratioOf, "Occurrences", fourWeeks, "[{target: 0.999}]"),
			"indicator: {kind: quantity, of: pages}|at_least: 99.9%|window: 4w"},
		{"a target in percent", slo(ratioOf, "Occurrences", fourWeeks, "[{targetPercent: 99.95}]"),
			"indicator: {kind: quantity, of: pages}|at_least: 99.95%|window: 4w"},
		{"all of them", slo(ratioOf, "Occurrences", fourWeeks, "[{target: 1.000000}]"),
			"indicator: {kind: quantity, of: pages}|at_least: 100%|window: 4w"},
		{"a target without its zero", slo(ratioOf, "Occurrences", fourWeeks, "[{target: .5}]"),
			"indicator: {kind: quantity, of: pages}|at_least: 50%|window: 4w"},
		{"slices of time", slo(ratioOf, "Timeslices", fourWeeks, "[{target: 0.99, timeSliceTarget: 0.9, timeSliceWindow: 5m}]"),
			"indicator: {kind: availability, of: Good pages}|target: 99%|window: 4w|means: A slice of 5 minutes counts as available where at least 90% were good."},
		{"their average", slo(ratioOf, "RatioTimeslices", fourWeeks, "[{target: 0.99, timeSliceWindow: 1h}]"),
			"indicator: {kind: availability, of: Good pages}|target: 99%|window: 4w|means: The share of good ones is taken for each slice of 1 hour, and their average counts."},
		{"slices of a number", slo(number("queue-length", "x"), "Timeslices", fourWeeks, "[{op: lte, value: 20, target: 0.99, timeSliceTarget: 0.5, timeSliceWindow: 1m}]"),
			"indicator: {kind: availability, of: Queue length}|target: 99%|window: 4w|means: A slice of 1 minute counts as available where queue length was at most 20 in at least 50% of cases."},
		{"a number below", slo(number("latency", "latency_ms"), "Occurrences", fourWeeks, "[{op: lt, value: 500, target: 0.99}]"),
			"indicator: {kind: quantity, of: Latency}|at_most: 500 milliseconds|target: 99%|window: 4w"},
		{"one", slo(number("latency", "latency_seconds"), "Occurrences", fourWeeks, "[{op: lte, value: 1, target: 0.99}]"),
			"indicator: {kind: quantity, of: Latency}|at_most: 1 second|target: 99%|window: 4w"},
		{"a number above", slo(number("frames-a-second", "x"), "Occurrences", fourWeeks, "[{op: gte, value: 24.5, target: 0.99}]"),
			"indicator: {kind: quantity, of: Frames a second}|at_least: 24.5 seconds|target: 99%|window: 4w"},
		{"no unit", slo(number("latency", "x"), "Occurrences", fourWeeks, "[{op: gt, value: 7, target: 0.99}]"),
			"indicator: {kind: quantity, of: Latency}|at_least: 7|target: 99%|window: 4w"},
		{"seconds that are minutes", slo(number("provisioning-seconds", "x"), "Occurrences", fourWeeks, "[{op: lte, value: 300, target: 0.9}]"),
			"indicator: {kind: duration, of: Provisioning seconds}|within: 5m|clock: calendar|target: 90%|window: 4w"},
		{"seconds that are hours", slo(number("ticket-first-response-seconds", "x"), "Occurrences", fourWeeks, "[{op: lte, value: 14400, target: 0.9}]"),
			"indicator: {kind: response, of: Ticket first response seconds}|within: 4h|clock: calendar|target: 90%|window: 4w"},
		{"days", slo(number("resolution-days", "x"), "Occurrences", fourWeeks, "[{op: lte, value: 2, target: 0.9}]"),
			"indicator: {kind: resolution, of: Resolution days}|within: 2d|clock: calendar|target: 90%|window: 4w"},
		{"half days", slo(number("fix-days", "x"), "Occurrences", fourWeeks, "[{op: lte, value: 0.5, target: 0.9}]"),
			"indicator: {kind: resolution, of: Fix days}|within: 12h|clock: calendar|target: 90%|window: 4w"},
		{"a time that is to be long", slo(number("backup-kept-days", "x"), "Occurrences", fourWeeks, "[{op: gte, value: 30, target: 0.9}]"),
			"indicator: {kind: quantity, of: Backup kept days}|at_least: 30 days|target: 90%|window: 4w"},
		{"more than a hundred years", slo(number("age-days", "x"), "Occurrences", fourWeeks, "[{op: lte, value: 999999, target: 0.9}]"),
			"indicator: {kind: quantity, of: Age days}|at_most: 999999 days|target: 90%|window: 4w"},
		{"no time at all", slo(number("lost-seconds", "x"), "Occurrences", fourWeeks, "[{op: lte, value: 0, target: 0.9}]"),
			"indicator: {kind: quantity, of: Lost seconds}|at_most: 0 seconds|target: 90%|window: 4w"},
		{"no window", slo(ratioOf, "Occurrences", "", "[{target: 0.9}]"),
			"indicator: {kind: quantity, of: pages}|at_least: 90%"},
		{"a window that is no list", slo(ratioOf, "Occurrences", "{duration: 30d, isRolling: true}", "[{target: 0.9}]"),
			"indicator: {kind: quantity, of: pages}|at_least: 90%|window: 30d"},
	} {
		lines, _ := promises(t, read(c.text))
		if len(lines) < 5 {
			continue
		}
		if got := strings.Join(lines[3:len(lines)-1], "|"); got != c.want {
			t.Errorf("%s:\n%s, want\n%s", c.name, got, c.want)
		}
		if lines[2] != "commitment: target" || lines[len(lines)-1] != "visibility: internal" {
			t.Errorf("%s: %q", c.name, lines)
		}
	}
}

// alphaSLO is written as most of what exists is.
const alphaSLO = `apiVersion: openslo/v1alpha
kind: SLO
metadata: {name: shop-availability, displayName: Availability}
spec:
  service: shop
  budgetingMethod: Occurrences
  objectives:
    - displayName: Answers
      target: 0.9995
      ratioMetrics:
        incremental: true
        good: {source: prometheus, queryType: promql, query: 'sum(rate(http_request_duration_seconds_count{code!~"5.."}[1m]))'}
        total: {source: prometheus, queryType: promql, query: 'sum(rate(http_request_duration_seconds_count[1m]))'}
  timeWindows:
    - count: 30
      unit: Day
`

func TestAlpha(t *testing.T) {
	number := strings.NewReplacer("  budgetingMethod", "  indicator: {thresholdMetric: {source: datadog, queryType: query, query: latency}}\n  budgetingMethod",
		"unit: Day", "unit: Quarter\n      isRolling: false\n      calendar: {startTime: 2026-01-01 00:00:00, timeZone: UTC}", "count: 30", "count: 1").Replace(alphaSLO)
	number = number[:strings.Index(number, "      ratioMetrics")] + "      op: lte\n      value: 400\n" + number[strings.Index(number, "  timeWindows"):]
	for _, c := range []struct{ name, text, want, left string }{
		{"a ratio", alphaSLO, "- id: shop-availability|says: At least 9,995 of 10,000 requests are answered without an error.|commitment: target|indicator: {kind: quantity, of: requests}|at_least: 99.95%|window: 30d|visibility: internal", "ratioMetrics"},
		{"a number", number, `- id: shop-availability|says: "Availability: at most 400 in 99.95% of cases."|commitment: target|indicator: {kind: quantity, of: Availability}|at_most: 400|target: 99.95%|window: quarter|visibility: internal`, "thresholdMetric, value: 400, of what?, startTime, timeZone"},
	} {
		r := read(c.text)
		lines, _ := promises(t, r)
		var left []string
		for _, l := range r.LeftOut {
			left = append(left, l.What)
		}
		if got := strings.Join(lines, "|"); got != c.want || strings.Join(left, ", ") != c.left {
			t.Errorf("%s: got\n%s\nwant\n%s\nleft out: %q, want %q", c.name, got, c.want, left, c.left)
		}
	}
}

// A ratio is one plain sentence, also where what is counted is what went wrong.
func TestRatios(t *testing.T) {
	for _, c := range []struct{ name, metric, target, want string }{
		{"http-errors", "bad: {query: http_requests_total}, total: {}", "0.98", "At least 98 of 100 requests are answered without an error."},
		{"latency", "good: {query: 'http_request_duration_bucket{le=\"0.3\"}'}, total: {}", "0.995", "At least 995 of 1,000 requests are answered in time."},
		{"x", "good: {query: 'request_bucket{le=\"1\"}'}, total: {}", "0.9", "At least 90 of 100 requests are answered in time."},
		{"order-errors", "good: {}, total: {}", "0.9999", "At least 9,999 of 10,000 orders go through without an error."},
		{"deliveries-on-time", "good: {}, total: {}", "0.999999", "At least 999,999 of 1,000,000 deliveries are on time."},
		{"uptime", "good: {}, total: {}", "1", "All cases are good."},
	} {
		lines, _ := promises(t, read(slo("{metadata: {name: "+c.name+"}, spec: {ratioMetric: {"+c.metric+"}}}", "Occurrences", fourWeeks, "[{target: "+c.target+"}]")))
		if len(lines) < 2 || strings.Trim(strings.TrimPrefix(lines[1], "says: "), `"`) != c.want {
			t.Errorf("%s: %q, want %q", c.name, lines, c.want)
		}
	}
}

func TestWindows(t *testing.T) {
	const calendar = ", calendar: {startTime: 2026-01-01 00:00:00, timeZone: Europe/London}"
	for _, c := range []struct{ written, want, left string }{
		{"duration: 28d, isRolling: true", "28d", ""},
		{"duration: 12h, isRolling: true", "12h", ""},
		{"duration: 1M, isRolling: true", "1mo", ""},
		{"duration: 2Q, isRolling: true", "6mo", ""},
		{"duration: 1Y", "1y", ""},
		{"duration: 1M, isRolling: false", "month", ""},
		{"duration: 1M" + calendar, "month", "startTime timeZone"},
		{"duration: 3M" + calendar, "quarter", "startTime timeZone"},
		{"duration: 1Q" + calendar, "quarter", "startTime timeZone"},
		{"duration: 12M, isRolling: false", "year", ""},
		{"duration: 4Q, isRolling: false", "year", ""},
		{"duration: 1Y, isRolling: false", "year", ""},
		{"duration: 2M, isRolling: false", "2mo", "duration: 2M"},
		{"duration: 1w, isRolling: false", "1w", "duration: 1w"},
		{"duration: 1m, isRolling: false", "", "duration: 1m"},
		{"duration: 30m, isRolling: true", "", "duration: 30m"},
		{"duration: 1M, isRolling: true" + calendar, "1mo", "startTime timeZone"},
	} {
		r := read(slo(ratioOf, "Occurrences", "[{"+c.written+"}]", "[{target: 0.9}]"))
		lines, _ := promises(t, r)
		window := ""
		for _, line := range lines {
			if after, ok := strings.CutPrefix(line, "window: "); ok {
				window = after
			}
		}
		var left []string
		for _, l := range r.LeftOut {
			if l.Reason != queries {
				left = append(left, l.What)
			}
		}
		if window != c.want || strings.Join(left, " ") != c.left {
			t.Errorf("%s: %q, and %q left out", c.written, window, left)
		}
	}
}

// Where the unit of a number is found, and where it is asked for.
func TestUnits(t *testing.T) {
	for _, c := range []struct{ name, query, more, want, note string }{
		{"latency", "x", "displayName: Below 250ms", "250 milliseconds", ""},
		{"latency", "latency_seconds", "displayName: Below 250 ms", "250 milliseconds", ""},
		{"latency", "x", "displayName: Below 200 ms", "250", "# 250 of what? OpenSLO does not say. Write the unit behind the number, such as 250 milliseconds."},
		{"latency", "requestMsec{}", "", "250 milliseconds", "# That the unit is milliseconds was read from a name. Make sure that it is."},
		{"latency", "sum(latency_seconds)", "", "250 seconds", "# That the unit is seconds was read from a name. Make sure that it is."},
		{"latency", "1000 * latency_seconds", "", "250", "# 250 of what? OpenSLO does not say. Write the unit behind the number, such as 250 milliseconds."},
		{"latency-ms", "latency_seconds", "", "250", "# 250 of what? OpenSLO does not say. Write the unit behind the number, such as 250 milliseconds."},
		{"cpu", "cpu_percent", "", "250 percent", "# That the unit is percent was read from a name. Make sure that it is."},
		{"latency", "rate(latency[5m])", "", "250", "# 250 of what? OpenSLO does not say. Write the unit behind the number, such as 250 milliseconds."},
		{"latency, labels: {unit: ms}", "latency_seconds", "", "250 milliseconds", ""},
		{`latency, annotations: {shop/latency-unit: "%"}`, "x", "", "250 percent", ""},
	} {
		lines, comments := promises(t, read(slo(number(c.name, c.query), "Occurrences", fourWeeks, "[{op: lte, value: 250, target: 0.9, "+c.more+"}]")))
		note := ""
		for _, line := range comments {
			if strings.Contains(line, "of what?") || strings.Contains(line, "read from a name") {
				note = line
			}
		}
		if !slices.Contains(lines, "at_most: "+c.want) || note != c.note {
			t.Errorf("%s, %s, %s: %q, %q", c.name, c.query, c.more, lines, note)
		}
	}
}

func TestSentences(t *testing.T) {
	described := func(text string) string { return "\n  description: " + text }
	long := strings.Repeat("Pages come. ", 14)
	for _, c := range []struct{ name, text, says string }{
		{"the author's own", slo(ratioOf+described("Of 10 pages, 9 come."), "Occurrences", fourWeeks, "[{target: 0.9}]"), "says: Of 10 pages, 9 come."},
		{"over two lines", slo(ratioOf+described("|\n    Of 10 pages,\n    9 come.\n"), "Occurrences", fourWeeks, "[{target: 0.9}]"), "says: Of 10 pages, 9 come."},
		{"with a colon", slo(ratioOf+described("'Pages: 9 of 10 come'"), "Occurrences", fourWeeks, "[{target: 0.9}]"), `says: "Pages: 9 of 10 come"`},
		{"too long to quote", slo(ratioOf+described(long), "Occurrences", fourWeeks, "[{target: 0.9}]"), "says: At least 90 of 100 pages are good."},
		{"of several", slo(ratioOf+described("Pages come."), "Occurrences", fourWeeks, "[{target: 0.9}, {target: 0.8}]"), "says: At least 90 of 100 pages are good."},
		{"none", slo(ratioOf, "Timeslices", fourWeeks, "[{target: 0.9, timeSliceTarget: 1}]"), `says: "Pages: available 90% of the time."`},
		{"a time", slo(number("wait-mins", "x"), "Occurrences", fourWeeks, "[{op: lte, value: 90, target: 0.9}]"), `says: "Pages: within 90 minutes in 90% of cases."`},
		{"a number", slo(number("load", "x"), "Occurrences", fourWeeks, "[{op: gte, value: 9, target: 0.9}]"), `says: "Pages: at least 9 in 90% of cases."`},
	} {
		if lines, _ := promises(t, read(c.text)); len(lines) < 2 || lines[1] != c.says {
			t.Errorf("%s: %q, want %q", c.name, lines, c.says)
		}
	}
}

// Several objectives are several promises, each with a name of its own.
func TestObjectives(t *testing.T) {
	lines, _ := promises(t, read(slo(ratioOf, "Occurrences", fourWeeks, "[{displayName: Good, target: 0.9}, {displayName: good!, target: 0.99}, {target: 0.999}]")+
		"---\n"+strings.Replace(slo(ratioOf, "Occurrences", fourWeeks, "[{target: 0.5}]"), "pages", "pages_good", 1)))
	var got []string
	for _, line := range lines {
		if strings.HasPrefix(line, "- id") || strings.HasPrefix(line, "says") {
			got = append(got, line)
		}
	}
	want := []string{"- id: pages-good", `says: "Good: at least 90 of 100 pages are good."`, "- id: pages-good-2", `says: "good!: at least 99 of 100 pages are good."`,
		"- id: pages-3", "says: At least 999 of 1,000 pages are good.", "- id: pages-good-3", "says: At least 50 of 100 pages are good."}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%q, want\n%q", got, want)
	}
}

// A composite objective has an indicator for each of its parts, in the same file or another.
func TestComposite(t *testing.T) {
	r := read(slo("", "Occurrences", fourWeeks, "[{displayName: Found, indicatorRef: found, target: 0.9, compositeWeight: 2}, {displayName: Paid, target: 0.99, indicator: "+ratioOf+"}]"),
		"- apiVersion: openslo/v1\n  kind: SLI\n  metadata: {name: found, displayName: What is found}\n  spec: {description: A page with a hit, ratioMetric: {raw: {}, rawType: success}}\n")
	lines, comments := promises(t, r)
	for _, want := range []string{"indicator: {kind: quantity, of: What is found}", "indicator: {kind: quantity, of: pages}"} {
		if !slices.Contains(lines, want) {
			t.Errorf("no %q in %q", want, lines)
		}
	}
	if !slices.Contains(comments, "# What is measured: A page with a hit") {
		t.Errorf("%q", comments)
	}
	if slices.ContainsFunc(r.LeftOut, func(l LeftOut) bool { return l.Reason == unneeded }) {
		t.Errorf("%v", r.LeftOut)
	}
	if !slices.ContainsFunc(r.LeftOut, func(l LeftOut) bool { return l.Reason == weights && l.At.String() == "a.yaml:8:71" }) {
		t.Errorf("%v", r.LeftOut)
	}
}

func TestLeftOut(t *testing.T) {
	const doc = "apiVersion: openslo/v1\nkind: %s\nmetadata: {name: %s}\nspec: {}\n"
	r := read(slo(number("x-ms", "x"), "", "", "[{op: lt, value: 5, target: 0.9, colour: red}]")+"  alertPolicies: [{alertPolicyRef: wake}]\n  indicatorref:\n  priority: 1\n",
		fmt.Sprintf(doc, "AlertPolicy", "wake")+"---\n"+fmt.Sprintf(doc, "DataSource", "d")+"---\n"+fmt.Sprintf(doc, "Service", "other")+"---\n"+
			"apiVersion: openslo/v1\nkind: SLI\nmetadata: {name: idle, labels: {a: b}}\nspec: {ratioMetric: {}}\n")
	var got []string
	for _, l := range r.LeftOut {
		got = append(got, fmt.Sprintf("%s %s: %s", l.At, l.What, l.Reason[:12]))
	}
	want := []string{
		"a.yaml:3:18 no budgetingMethod; each event counts: What OpenSLO",
		"a.yaml:7:32 value: 5, taken for milliseconds: What OpenSLO",
		"a.yaml:6:46 thresholdMetric: Where number",
		"b.yaml:7:7 DataSource: Where number",
		"b.yaml:19:8 ratioMetric: Where number",
		"a.yaml:7:21 op: lt: Whether the ",
		"a.yaml:7:48 colour: Fields that ",
		"a.yaml:9:3 indicatorref (did you mean indicatorRef?): Fields that ",
		"a.yaml:10:3 priority: Fields that ",
		"a.yaml:8:3 alertPolicies: Alerts. Upfr",
		"b.yaml:2:7 AlertPolicy: Alerts. Upfr",
		"b.yaml:13:18 Service other: Objects that",
		"b.yaml:18:18 SLI idle: Objects that",
		"b.yaml:18:24 labels: Labels and a",
	}
	if len(r.Problems) > 0 || !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s\n%+v", strings.Join(got, "\n"), strings.Join(want, "\n"), r.Problems)
	}
}

// What is written once and used twice, through an alias, is listed once.
func TestLeftOutOnce(t *testing.T) {
	r := read(slo("", "Occurrences", fourWeeks, "[{target: 0.9, indicator: &pages "+ratioOf+"}, {target: 0.8, indicator: *pages}]"))
	if len(r.Problems) > 0 || len(r.LeftOut) != 1 || r.LeftOut[0].What != "ratioMetric" {
		t.Errorf("%v %+v", r.LeftOut, r.Problems)
	}
}

func TestProblems(t *testing.T) {
	good := slo(ratioOf, "Occurrences", fourWeeks, "[{target: 0.9}]")
	objective := func(text string) string { return slo(ratioOf, "Occurrences", fourWeeks, text) }
	window := func(text string) string { return slo(ratioOf, "Occurrences", text, "[{target: 0.9}]") }
	limit := func(text string) string {
		return slo(number("x", "x"), "Occurrences", fourWeeks, "[{"+text+", target: 0.9}]")
	}
	for _, c := range []struct{ text, want string }{
		{"a: b: c\n", "a.yaml:1:5 yaml-syntax"},
		{"kind: SLO\n", "a.yaml:1:1 schema-missing: nothing says that this document is OpenSLO"},
		{"words\n", "a.yaml:1:1 schema-missing: nothing says that this document is OpenSLO"},
		{"apiVersion: openslo/v1alpha\n", "a.yaml:1:1 schema-missing: this document has no kind"},
		{strings.Replace(alphaSLO, "unit: Day", "unit: Fortnight", 1), `a.yaml:16:13 schema-value: "Fortnight" is no unit of a window`},
		{strings.Replace(alphaSLO, "count: 30", "isRolling: true", 1), "a.yaml:15:7 schema-missing: timeWindows has no count"},
		{"apiVersion: openslo/v1beta1\n", "a.yaml:1:13 schema-value: this document is written in openslo/v1beta1, and only openslo/v1 and openslo/v1alpha are read"},
		{"apiVersion: openslo.com/v2alpha\n", "a.yaml:1:13 schema-value: this document is written in openslo.com/v2alpha, and only openslo/v1 and openslo/v1alpha are read"},
		{"apiVersion: v1\nkind: Pod\n", `a.yaml:1:13 schema-value: this document is not OpenSLO: its apiVersion is "v1"`},
		{"apiVersion: [a]\n", `a.yaml:1:13 schema-value: this document is not OpenSLO: its apiVersion is ""`},
		{"apiVersion: openslo/v1\n", "a.yaml:1:1 schema-missing: this document has no kind"},
		{"apiVersion: openslo/v1\nkind: Slo\n", `a.yaml:2:7 schema-value: "Slo" is no kind of OpenSLO`},
		{"apiVersion: openslo/v1\nkind: SLO\n", "a.yaml:1:1 schema-missing: this SLO has no name"},
		{"apiVersion: openslo/v1\nkind: SLO\nmetadata: {nam: a}\n", "a.yaml:3:11 schema-missing: this SLO has no name"},
		{"apiVersion: openslo/v1\nkind: SLO\nmetadata: {name: [a]}\n", "a.yaml:3:18 schema-type: name: is a list, and a name is expected"},
		{"apiVersion: openslo/v1\nkind: SLO\nmetadata: {name: a}\n", `a.yaml:1:1 schema-missing: the SLO "a" has no spec`},
		{good + "---\n" + good, `a.yaml:13:18 id-duplicate: there are two objects of kind SLO with the name "pages"`},
		{strings.Replace(good, "service", "servce", 1), `a.yaml:5:3 schema-missing: the SLO "pages" has no service`},
		{strings.Replace(good, "service: shop", "service: 東", 1), `a.yaml:5:12 id-form: no file can be named after the service "東"`},
		{good + "---\n" + strings.Replace(strings.Replace(good, "pages", "b", 1), "shop", "Shop", 1), `a.yaml:15:12 id-duplicate: the services "shop" and "Shop" would both be content/capabilities/shop.yaml`},
		{slo("", "Occurrences", fourWeeks, "[{target: 0.9}]"), `a.yaml:3:18 schema-missing: the SLO "pages" has no indicator`},
		{slo("x", "Occurrences", fourWeeks, "[{target: 0.9}]"), "a.yaml:6:14 schema-type: indicator: is one value, and its fields are expected"},
		{slo("{metadata: {name: x}}", "Occurrences", fourWeeks, "[{target: 0.9}]"), `a.yaml:6:14 schema-missing: the indicator of the SLO "pages" has no spec`},
		{slo("{metadata: {}, spec: {ratioMetric: {}}}", "Occurrences", fourWeeks, "[{target: 0.9}]"), "a.yaml:6:25 schema-missing: this SLI has no name"},
		{slo("{metadata: {name: x}, spec: {}}", "Occurrences", fourWeeks, "[{target: 0.9}]"), `a.yaml:6:32 schema-value: the indicator "x" has neither a ratioMetric nor a thresholdMetric`},
		{slo("{metadata: {name: x}, spec: {ratioMetric: {}, thresholdMetric: {}}}", "Occurrences", fourWeeks, "[{target: 0.9}]"), `a.yaml:6:32 schema-value: the indicator "x" has both a ratioMetric and a thresholdMetric`},
		{slo("", "Occurrences", fourWeeks, "[{target: 0.9}]") + "  indicatorRef: found\n", `a.yaml:9:17 ref-unknown: no SLI among these files has the name "found"`},
		{good + "  indicatorRef: found\n", `a.yaml:10:17 schema-value: the SLO "pages" has an indicator and an indicatorRef in one place`},
		{slo(ratioOf, "Occurences", fourWeeks, "[{target: 0.9}]"), `a.yaml:7:20 schema-value: "Occurences" is no budgetingMethod`},
		{slo(ratioOf, "Occurrences", fourWeeks, ""), `a.yaml:3:18 schema-missing: the SLO "pages" has no objectives`},
		{objective("[]"), "a.yaml:9:15 schema-type: objectives: is a list, and a list is expected"},
		{objective("0.9"), "a.yaml:9:15 schema-type: objectives: is one value, and a list is expected"},
		{objective("[0.9]"), `a.yaml:9:16 schema-type: an objective of the SLO "pages" is one value`},
		{objective("[{displayName: a}]"), `a.yaml:9:16 schema-missing: an objective of the SLO "pages" has no target`},
		{objective("[{target: {}}]"), "a.yaml:9:25 schema-type: target: is a group of fields, and a number from 0 to 1 is expected"},
		{objective("[{target: 0.9, targetPercent: 90}]"), `a.yaml:9:45 schema-value: an objective of the SLO "pages" has a target and a targetPercent`},
		{objective("[{target: 99.9}]"), "a.yaml:9:25 schema-value: target: 99.9 is more than 1"},
		{objective("[{target: 999}]"), "a.yaml:9:25 schema-value: target: 999 is more than 1"},
		{objective("[{target: 0}]"), "a.yaml:9:25 schema-value: target: 0 promises nothing"},
		{objective("[{target: -0.9}]"), `a.yaml:9:25 schema-type: "-0.9" is negative`},
		{objective("[{target: 0.99999999}]"), `a.yaml:9:25 schema-type: "0.99999999" has more decimals than can be counted`},
		{objective("[{target: most}]"), `a.yaml:9:25 schema-type: "most" does not start with a number`},
		{objective("[{targetPercent: 0.99}]"), "a.yaml:9:32 schema-value: targetPercent: 0.99 is no more than one in a hundred"},
		{objective("[{targetPercent: 101}]"), "a.yaml:9:32 schema-value: targetPercent: 101 is more than 100"},
		{objective("[{targetPercent: 99.99999}]"), "a.yaml:9:32 schema-value: targetPercent: 99.99999 has more decimals than can be counted"},
		{limit("value: 5"), `a.yaml:9:16 schema-missing: an objective of the SLO "pages" has no op`},
		{limit("op: lte"), `a.yaml:9:16 schema-missing: an objective of the SLO "pages" has no value`},
		{limit("op: less, value: 5"), `a.yaml:9:21 schema-value: "less" is no op`},
		{limit("op: lte, value: much"), `a.yaml:9:33 schema-type: "much" does not start with a number`},
		{window("28d"), "a.yaml:8:15 schema-type: timeWindow: is one value, and its fields are expected"},
		{window("[{isRolling: true}]"), "a.yaml:8:16 schema-missing: timeWindow has no duration"},
		{window("[{duration: 28 days}]"), `a.yaml:8:27 schema-value: "28 days" is no length of time in OpenSLO`},
		{window("[{duration: 999Y}]"), `a.yaml:8:27 schema-type: "999y" is more than a hundred years`},
		{window("[{duration: 28d, isRolling: often}]"), "a.yaml:8:43 schema-type: isRolling: often is neither true nor false"},
		{window("[{duration: 28d}, {duration: 7d}]"), "a.yaml:8:33 schema-value: timeWindow has more than one entry"},
	} {
		r := read(c.text)
		var got []string
		for _, p := range r.Problems {
			text := fmt.Sprintf("%s %s: %s", p.At, p.Rule, p.Message)
			if p.Rule == "yaml-syntax" {
				text = fmt.Sprintf("%s %s", p.At, p.Rule)
			}
			if got = append(got, text); p.Help == "" {
				t.Errorf("%s: no help", p.Message)
			}
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.text, strings.Join(got, "\n"), c.want)
		}
	}
}

// judged reads capabilities as a site and returns the problems that are more than a notice.
func judged(all []Capability, change func(string) string) []diag.Problem {
	files := map[string]string{"site.yaml": "business: {name: Northlane}\ntimezone: Europe/London\nleader: {name: Ama Boateng, reach: [{by: email, at: ama@northlane.example}]}\n"}
	for _, c := range all {
		files["content/capabilities/"+c.ID+".yaml"] = change(string(c.Text))
	}
	read, problems := syntax.Read(tree.Of(files))
	offer, more := catalog.Resolve(read, read.Site.AsOf.V)
	problems = append(problems, more...)
	problems = append(problems, check.Offer(offer)...)
	return slices.DeleteFunc(problems, func(p diag.Problem) bool { return p.Level() < diag.Warning })
}

// What was made passes the checks, but for what a comment asks for; and still does with its promises made public.
func TestPassesTheChecks(t *testing.T) {
	var docs []string
	for i, objective := range []string{"[{target: 0.999}]", "[{displayName: a, targetPercent: 99}, {displayName: b, target: 0.5}]"} {
		for j, method := range []string{"Occurrences", "Timeslices", "RatioTimeslices"} {
			docs = append(docs, strings.Replace(slo(ratioOf, method, fourWeeks, objective), "pages", fmt.Sprintf("ratio-%d-%d", i, j), 1))
		}
	}
	for i, objective := range []string{"op: lt, value: 0.5", "op: gte, value: 30", "op: lte, value: 7200"} {
		for j, name := range []string{"latency", "wait-seconds", "load-percent", "kept-days", "latency-ms"} {
			for k, method := range []string{"Occurrences", "Timeslices"} {
				docs = append(docs, strings.Replace(slo(number(name, "x"), method, strings.Replace(fourWeeks, "4w", "30Y", 1), "[{target: 0.99, "+objective+"}]"), "pages", fmt.Sprintf("number-%d-%d-%d", i, j, k), 1))
			}
		}
	}
	r := read(strings.Join(docs, "---\n"))
	if len(r.Problems) > 0 || len(r.Capabilities) != 1 || r.Capabilities[0].Promises != 9+30 {
		t.Fatalf("%d capabilities: %+v", len(r.Capabilities), r.Problems)
	}
	same := func(text string) string { return text }
	public := func(text string) string {
		return strings.ReplaceAll(text, "visibility: internal", "visibility: public")
	}
	// What the comments ask for: their marks taken away. That their words are still to be replaced is told.
	asked := func(text string) string {
		_, text, _ = strings.Cut(public(text), "\n\n")
		for _, block := range []string{noCannot, noAftercare} {
			text = strings.Replace("\n"+text, block, uncommented(block), 1)
		}
		return "title: Shop\nsummary: We sell.\n" + text
	}
	for _, c := range []struct {
		name   string
		change func(string) string
		want   string
	}{{"as made", same, "aftercare-none cannot-missing"}, {"public", public, "aftercare-none cannot-missing"}, {"filled in", asked, "starting-text"}} {
		var got []string
		for _, p := range judged(r.Capabilities, c.change) {
			got = append(got, string(p.Rule))
			if !slices.Contains(strings.Fields(c.want), string(p.Rule)) {
				t.Errorf("%s: %s %s: %s", c.name, p.At, p.Rule, p.Message)
			}
		}
		if slices.Sort(got); strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// uncommented takes the marks away from the lines of a comment that are YAML.
func uncommented(block string) string {
	var out []string
	for line := range strings.SplitSeq(block, "\n") {
		if text, ok := strings.CutPrefix(line, "# "); ok && (strings.HasPrefix(text, " ") || strings.HasSuffix(text, ":") && !strings.Contains(text, " ")) {
			line = text
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

// FuzzRead holds that no bytes make the reader panic, that every problem and every thing left out has a place, and that
// what is made of files without problems can be read.
func FuzzRead(f *testing.F) {
	f.Add([]byte(slo(ratioOf, "Timeslices", "[{duration: 1M, calendar: {timeZone: x}}]", "[{target: 0.9, timeSliceTarget: 0.9, timeSliceWindow: 1m}, {displayName: é, targetPercent: 50}]")))
	f.Add([]byte(slo(number("wait_secs", "x"), "Occurrences", fourWeeks, "[{op: lte, value: 300, target: .9}]") + "  description: 'Null: \"a\" # b'\n"))
	f.Add([]byte("- apiVersion: openslo/v1\n  kind: Service\n  metadata: {name: shop, displayName: \"\\u202e{{ x }}\\0\"}\n  spec: {description: \"a\\nb: c\"}\n---\n" + slo(ratioOf, "Occurrences", "", "[{target: 1}]")))
	f.Add([]byte("apiVersion: openslo/v1\nkind: SLI\nmetadata: &a {name: x}\nspec: {<<: *a}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r := Read([]File{{Name: "a.yaml", Data: data}})
		for _, p := range r.Problems {
			if p.At.Line < 1 || p.Message == "" {
				t.Errorf("%+v", p)
			}
		}
		for _, l := range r.LeftOut {
			if l.At.Line < 1 || l.What == "" || l.Reason == "" {
				t.Errorf("%+v", l)
			}
		}
		if len(r.Problems) > 0 || len(r.Capabilities) == 0 {
			return
		}
		for _, p := range judged(r.Capabilities, func(text string) string { return text }) {
			if p.Level() == diag.Error && p.Rule != "promise-limit" && p.Rule != "promise-vague" { // their own words may contradict themselves
				t.Errorf("%s %s: %s\n%s", p.At, p.Rule, p.Message, r.Capabilities[0].Text)
			}
		}
	})
}

// FuzzWords holds that words of any kind come out as they stand, but for line breaks and what is not seen.
func FuzzWords(f *testing.F) {
	for _, text := range []string{"web-shop", "Null", "a: b #c", "- {x, y}", "it's \"so\"\n\n!", "\u202eabc", "{{ page }}", "日本語", "1.10", "con", "\\x", "a\u2028b\ufeff"} {
		f.Add(text, text, text)
	}
	f.Fuzz(func(t *testing.T, name, shown, described string) {
		if !utf8.ValidString(name) || !utf8.ValidString(shown) || !utf8.ValidString(described) {
			return
		}
		r := read(fmt.Sprintf("apiVersion: openslo/v1\nkind: Service\nmetadata: {name: shop, displayName: %q}\nspec: {description: %q}\n---\n", shown, described) +
			fmt.Sprintf("apiVersion: openslo/v1\nkind: SLO\nmetadata: {name: %q}\nspec:\n  service: shop\n  description: %q\n  objectives: [{target: 0.9}]\n  indicator: {metadata: {name: %q}, spec: {ratioMetric: {}}}\n", name, described, shown))
		if len(r.Problems) > 0 {
			return // nothing that is seen stands in a name
		}
		made, problems := syntax.Read(tree.Of(map[string]string{"content/capabilities/shop.yaml": string(r.Capabilities[0].Text)}))
		problems = slices.DeleteFunc(problems, func(p diag.Problem) bool { return p.At.File != "content/capabilities/shop.yaml" })
		if len(problems) > 0 || len(made.Capabilities) != 1 || len(made.Capabilities[0].Promises) != 1 {
			t.Fatalf("%+v\n%s", problems, r.Capabilities[0].Text)
		}
		c := made.Capabilities[0]
		if title := plain(shown); title != "" && c.Title.V != title {
			t.Errorf("title %q, want %q", c.Title.V, title)
		}
		if says := plain(described); says != "" && (c.Summary.V != says || utf8.RuneCountInString(says) <= longestSentence && c.Promises[0].Says.V != says) {
			t.Errorf("summary %q, says %q, want %q", c.Summary.V, c.Promises[0].Says.V, says)
		}
	})
}
