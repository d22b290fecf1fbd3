package check

import (
	"cmp"
	"fmt"
	"slices"

	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/lazy"
)

const (
	levelWord diag.RuleID = "level-word"
	hoursWord diag.RuleID = "hours-word"
)

// proseRules hold what customers read against the data of the site: headings without a time, and priority levels and hours that the
// site does not have. What they look for is English.
var proseRules = []rule{
	{id: headingEmpty, check: checkHeadings, english: true},
	{id: levelWord, check: checkLevelWords, english: true},
	{id: levelWord, check: checkLevelForgotten, english: true},
	{id: hoursWord, check: checkHoursWords, english: true},
}

// atAllHours finds words for being there day and night.
var atAllHours = lazy.Pattern(`(?i)\b(?:24 ?/ ?7|24x7|24 hours a day|round[- ]the[- ]clock|around the clock|day (?:and|or) night|night and day|at any (?:time|hour)(?: of (?:the )?(?:day|night))?|seven days a week|7 days a week|every hour of the day)\b`)

// checkHoursWords reports a text that says that we are there day and night, where every channel closes.
func checkHoursWords(r *report, o *catalog.Offer) {
	if len(o.Channels) == 0 || slices.ContainsFunc(o.Channels, staysOpen) || o.Site.IsPartial() {
		return
	}
	hours := slices.MinFunc(o.Channels, func(a, b *catalog.Channel) int {
		return cmp.Compare(a.Hours.LongestClosed().Length.N, b.Hours.LongestClosed().Length.N)
	}).Hours
	closed := hours.LongestClosed()
	report := func(p passage, isOurs func(before, after string) bool) {
		if !p.may(sayAllHours) {
			return
		}
		m := atAllHours().FindStringIndex(p.text)
		if m != nil && isOurs(p.text[:m[0]], p.text[m[1]:]) {
			r.problems.Add(diag.Problem{At: p.place(m[0], m[1]), Message: fmt.Sprintf("this says %q, and you are closed from %v to %v", p.text[m[0]:m[1]], closed.From, closed.To),
				Help: fmt.Sprintf("Say when you are there: the hours %q. Or name a channel that is always open, with hours: always.", hours.Name)})
		}
	}
	for _, p := range r.prose() {
		report(p, wePromise)
	}
	for _, p := range o.Promises {
		if !isAlwaysCounted(p) {
			for _, t := range r.promised(p) {
				report(t, func(_, _ string) bool { return true })
			}
		}
	}
}

// isAlwaysCounted reports whether a promise counts day and night, so that its sentence may say so.
func isAlwaysCounted(p *catalog.Promise) bool {
	return p.Clock.V == "calendar" || p.Indicator.Kind.V == "availability" || p.Clock.V == "business" && p.Hours != nil && p.Hours.IsAlways()
}
