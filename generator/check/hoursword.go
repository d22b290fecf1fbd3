package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/syntax"
)

// What texts say of when somebody is there, against the hours of the site: day and night, every day, or between two times.

const hoursWord diag.RuleID = "hours-word"

// checkHoursWords reports a text that says that we are there when every channel is closed.
func checkHoursWords(r *report, o *catalog.Offer) {
	if len(o.Channels) == 0 || slices.ContainsFunc(o.Channels, staysOpen) || o.Site.IsPartial() {
		return
	}
	w := hoursReader{report: r, kept: slices.MinFunc(o.Channels, func(a, b *catalog.Channel) int {
		return cmp.Compare(a.Hours.LongestClosed().Length.N, b.Hours.LongestClosed().Length.N)
	}).Hours}
	w.open = openAnywhere(o)
	for _, d := range r.documents() {
		if !d.passes {
			w.statedIn(r.sentencesOf(d.body))
		}
	}
	for _, p := range r.prose() {
		w.allHours(p, false)
		w.outside(p)
	}
	ofPromises := map[diag.Place]bool{} // their sentences are fields, too
	for _, p := range o.Promises {
		for _, t := range []syntax.Text{p.Says, p.Short, p.Means} {
			ofPromises[t.At] = true
		}
		if !isAlwaysCounted(p) {
			for _, t := range r.promised(p) {
				w.allHours(t, true)
				w.statedIn([]passage{t})
			}
		}
	}
	for _, p := range r.fields() {
		if p.text != "" && !ofPromises[p.place(0, len(p.text))] {
			w.allHours(p, false)
		}
	}
}

// isAlwaysCounted reports whether a promise counts day and night, so that its sentence may say so.
func isAlwaysCounted(p *catalog.Promise) bool {
	return p.Clock.V == "calendar" || p.Indicator.Kind.V == "availability" || p.Clock.V == "business" && p.Hours != nil && p.Hours.IsAlways()
}

// openAnywhere returns a calendar that is open when any of the site is, other than "always": a text may be about any of them.
func openAnywhere(o *catalog.Offer) *clock.Calendar {
	var all clock.Hours
	for _, c := range o.Calendars {
		if c.Name != "always" && !c.Unread {
			all.Openings = append(all.Openings, c.Openings...)
		}
	}
	open, err := clock.NewCalendar(all, o.Zone)
	if err != nil {
		return nil // there is no calendar but "always"
	}
	return open
}

// What else to do about a text that says more than the hours.
const (
	stayOpen = "Or name a channel that is always open, with hours: always."
	openThen = "Or change these hours, if you are open then."
)

// hoursReader holds texts against the hours of a site.
type hoursReader struct {
	*report
	kept *catalog.Calendar // that of the channel that closes for the shortest time
	open *clock.Calendar   // open when any is, nil for none
}

func (w *hoursReader) tell(at diag.Place, said, closed, help string) {
	problem := diag.Problem{At: at, Message: fmt.Sprintf("this says %q, and you are closed %s", said, closed),
		Help: fmt.Sprintf("Say when you are there: the hours %q. %s", w.kept.Name, help)}
	if w.kept.Written.At.Line > 0 {
		problem.Related = []diag.Related{{At: w.kept.Written.At, Note: "the hours are here"}}
	}
	w.problems.Add(problem)
}

var (
	// atAllHours finds words for being there day and night, or on every day.
	atAllHours = lazy.Pattern(`(?i)\b(?:24 ?(?:/|x) ?7(?:/365)?|24 hours (?:a day|per day)|(?:available|open|staffed|manned|answered|reachable) 24 hours|round[- ]the[- ]clock|around the clock|day (?:and|or) night|night and day|(?:at )?any ?time(?: of (?:the )?(?:day|night))?(?:,? day or night)?|` +
		`at any hour(?: of (?:the )?(?:day|night))?|at all (?:hours|times)|always (?:open|there to (?:take|answer))|never clos(?:es?|ed)|every hour of the day|` +
		`(?:seven|7) days a week|every day of the (?:week|year)|365 days (?:a|per) year|open (?:every day|daily))\b`)
	onAllDays = lazy.Pattern(`(?i)^(?:(?:seven|7) days|every day of|365|open (?:every day|daily))`)
)

// allHours reports a text that says that we are there day and night, or on a day on which all is closed. That of a promise is
// about us in any case.
func (w *hoursReader) allHours(p passage, ours bool) {
	if !p.may(sayAllHours) {
		return
	}
	for _, m := range atAllHours().FindAllStringIndex(p.text, -1) {
		said := p.text[m[0]:m[1]]
		if isDeniedAt(p.text, m[0]) || !ours && !isThere(p.text, m[0], m[1]) {
			continue
		}
		closed := w.kept.LongestClosed()
		if onAllDays().MatchString(said) {
			if day, ok := w.closedDay(said); ok {
				w.tell(p.place(m[0], m[1]), said, "on "+day, openThen)
			}
			return
		}
		w.tell(p.place(m[0], m[1]), said, fmt.Sprintf("from %v to %v", closed.From, closed.To), stayOpen)
		return
	}
}

// outside reports a text that says that we answer outside of our hours, sooner than they begin again.
func (w *hoursReader) outside(p passage) {
	if !p.may(sayOutside) || !p.may(sayTime) {
		return
	}
	m := outsideHours().FindStringIndex(p.text)
	if m == nil || isDeniedAt(p.text, m[0]) || !startsOurs(p.text[m[1]:]) && !wePromise(p.text[:m[0]], p.text[m[1]:]) {
		return
	}
	closed := w.kept.LongestClosed()
	for _, t := range saidTimes(p.text) {
		if order, ok := t.time.Compare(closed.Length); ok && order < 0 && t.limits && !t.working && !isDeniedAt(p.text, t.from) && actionAround(p.text, t.from, t.to)&(doAnswer|doVisit|doFix) != 0 {
			w.tell(p.place(m[0], m[1]), p.text[m[0]:m[1]], fmt.Sprintf("from %v to %v", closed.From, closed.To), stayOpen)
			return
		}
	}
}

// closedDay returns the first day of the week on which all is closed, and "holidays" for a year in which each channel has some.
func (w *hoursReader) closedDay(said string) (string, bool) {
	for i := range 7 {
		if day := time.Weekday((i + 1) % 7); !w.open.OpensOn(day) {
			return day.String(), true
		}
	}
	hasOpen := slices.ContainsFunc(w.Channels, func(c *catalog.Channel) bool { return len(c.Hours.Written.Holidays) == 0 })
	return "holidays", strings.Contains(said, "year") && !hasOpen
}

var (
	outsideHours = lazy.Pattern(`(?i)\b(?:out of|outside(?: of)?|after) (?:our |the )?(?:(?:office|business|working|opening|normal) )?hours\b`)

	attends = lazy.Pattern(`(?i)\b(?:answers?|answered|responds?|repl(?:y|ies)|open|here|there|available|on[- ]call|on duty|on hand|reachable|staffed|manned|picks? up|takes? (?:your |all |every )?calls?|never clos(?:es?|ed)|provided|offered|included|comes?|attends?|supports? (?:you|customers))\b`)
	ofWhom  = lazy.Pattern(`(?i)(?:^|[^\w’'])(?:support|help ?desk|service ?desk|help|desk|office|phones?|(?:phone|emergency) lines?|hotline|switchboard|reception|team|staff|engineers?|technicians?|drivers?|somebody|someone|a person|shop|store|workshop|assistance|` +
		`customer service|call cent(?:re|er)|depot|experts?|agents?|operators?)\b[^,;:]*\b(?:is|are|stays?|remains?)\b`)
	reachUs     = lazy.Pattern(`(?i)\b(?:reach|call|ring|phone|telephone|speak (?:to|with)|talk to|get hold of) (?:us|our|me|someone|somebody|a person|the (?:desk|office|help ?desk|service ?desk|team|engineers?))\b[^,;:]*$`)
	inWriting   = lazy.Pattern(`(?i)^ (?:at|via|by|on|through|using) \S*(?:@|mail|slack|form|post|text)|^ to (?:cancel|change|withdraw|update|opt|request|ask)\b`)
	inWords     = lazy.Pattern(`(?i)\b(?:e-?mail|slack|linkedin|mail|form|post)\b`)
	thenReachUs = lazy.Pattern(`(?i)^,? (?:you can |please |just )?(?:reach|call|ring|phone) us\b`)
	service     = lazy.Pattern(`(?i)^[ -](?:[a-z-]+ ){0,2}(?:support|help|help ?desk|service ?desk|cover|coverage|assistance|hotline|phone line|customer service|on-call|emergency)\b`)
	isGiven     = lazy.Pattern(`(?i)^[^,;:]*\b(?:is|are) (?:always |also )?(?:included|available|provided|part of)\b`)
	givesIt     = lazy.Pattern(`(?i)\b(?:we (?:also |always )?(?:offer|provide|have|give|include|run|staff)|with|includes?|including|our|you (?:get|have|receive))(?: an?| the| our)* $`)
	machines    = lazy.Pattern(`(?i)\b(?:servers?|web ?sites?|sites?|systems?|portals?|apps?|api|platforms?|data|backups?|online|machines?|monitor[a-z]*|(?:chat)?bots?|alarms?|pages?|forms?|status|tools?|knowledge|self-service|dashboards?|networks?|documentation|voicemail|handbook)\b`)
	deniedAfter = lazy.Pattern(`(?i)^[^,;.]*\b(?:not|never|no longer|unavailable)\b`)
	openToIdeas = lazy.Pattern(`^(?:, | to )`)
	anyTimeThat = lazy.Pattern(`(?i)^ (?:we|you|they|i|it|that|an?|the|there|someone|somebody)\b`)
	theirs      = lazy.Pattern(`(?i)^\W*(?:your|their|his|her|its|they|he|she)\b`)
)

// isThere reports whether words for all hours, up to a byte of a sentence, say when somebody of ours is there.
func isThere(text string, from, to int) bool {
	before, said, after := text[:from], strings.ToLower(text[from:to]), text[to:]
	own := clauseOf(before)
	whole := strings.ReplaceAll(own+said+untilClauseEnds(after), "open to ", "") // is of ideas
	switch {
	case deniedAfter().MatchString(after), !isSure(before), machines().MatchString(whole), theirs().MatchString(own), strings.HasSuffix(said, "always open") && openToIdeas().MatchString(after), strings.HasPrefix(said, "any") && anyTimeThat().MatchString(after):
		return false
	case service().MatchString(after):
		return isGiven().MatchString(after) || givesIt().MatchString(before)
	case reachUs().MatchString(own), thenReachUs().MatchString(after):
		return !inWriting().MatchString(after) && !inWords().MatchString(own)
	case ofWhom().MatchString(whole) && attends().MatchString(whole):
		return true
	}
	return wePromise(before, after) && attends().MatchString(whole) || strings.TrimSpace(before) == "" && startsOurs(after) && attends().MatchString(after)
}
