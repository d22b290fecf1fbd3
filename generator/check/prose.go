package check

import (
	"cmp"
	"fmt"
	"slices"

	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/markdown"
)

const (
	headingEmpty diag.RuleID = "heading-empty"
	levelWord    diag.RuleID = "level-word"
	hoursWord    diag.RuleID = "hours-word"
)

// proseRules hold what customers read against the data of the site: headings without a time, and priority levels and hours that the
// site does not have. What they look for is English.
var proseRules = []rule{
	{id: headingEmpty, check: checkHeadings, english: true},
	{id: levelWord, check: checkLevelWords, english: true},
	{id: levelWord, check: checkLevelForgotten, english: true},
	{id: hoursWord, check: checkHoursWords, english: true},
}

// promisesTime finds a heading below which a reader looks for a time.
var promisesTime = lazy.Pattern(`(?i)\b(?:response|answer|reply|delivery|turn-?around|resolution|repair|fix|lead|processing|waiting|shipping|handling|collection) times?\b|^how (?:long|soon|quickly|fast)\b`)

// checkHeadings reports a heading that promises a time with none below it, up to the next heading of its level or above.
func checkHeadings(r *report, _ *catalog.Offer) {
	for _, d := range r.documents() {
		headings := d.body.Headings(r.PlainFill)
		var open []markdown.Heading // those that promise a time, of which none has come yet
		end := func(level int) {
			for len(open) > 0 && open[len(open)-1].Level >= level {
				h := open[len(open)-1]
				open = open[:len(open)-1]
				r.problems.Add(diag.Problem{At: h.At, Message: fmt.Sprintf("%q has no time below it", shorten(h.Text)),
					Help: `Write the time, or name the promise that says it, such as {{ promise "capability.promise" }}.`})
			}
		}
		for _, s := range r.sentencesOf(d.body) {
			switch {
			case s.heading && len(headings) > 0:
				h := headings[0]
				headings = headings[1:]
				end(h.Level)
				if promisesTime().MatchString(h.Text) && !isMeasured(h.Text) {
					open = append(open, h)
				}
			case len(open) > 0 && s.may(sayMeasure) && isMeasured(s.text):
				open = nil
			}
		}
		end(0)
	}
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
