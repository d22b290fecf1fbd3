package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/drift"
	"upfront/generator/record"
	"upfront/generator/syntax"
)

const (
	toldLate   diag.RuleID = "told-late"
	missUntold diag.RuleID = "miss-untold"
	letterOld  diag.RuleID = "letter-old"
)

// noticeRules judge whether bad news came as soon as the site says that it does.
var noticeRules = []rule{
	{id: toldLate, check: checkTold},
	{id: toldLate, check: checkChangeNotice},
	{id: missUntold, check: checkMissesTold},
	{id: letterOld, check: checkLetters},
}

// daysRemembered is the number of days after which a notice that was told late is left alone.
const daysRemembered = 90

// checkTold reports trouble of the last months that customers heard of later than the site says. Once it is over, this is
// only a notice: then there is nothing to be done but to learn from it.
func checkTold(r *report, n *catalog.Notice) {
	if n.Kind.V != "delay" && n.Kind.V != "outage" || !n.Noticed.IsSet() || n.Visibility.V == "internal" ||
		n.Noticed.V.After(r.Now) || n.Noticed.V.Before(r.Now.AddDate(0, 0, -daysRemembered)) {
		return
	}
	if n.Told.IsSet() && n.Told.V.Before(n.Noticed.V) {
		r.problems.Add(diag.Problem{At: n.Told.At, Message: "customers were told before it was noticed, so the page would say that they were told at once",
			Help:    "Correct one of the two. Of a day alone the first minute counts: write the time with it, such as 2026-03-11 07:10.",
			Related: []diag.Related{{At: n.Noticed.At, Note: "it was noticed here"}}})
		return
	}
	by, ok := r.notifyLimit(n)
	told := n.Told.Or(r.Now)
	if !ok || !told.After(by.due) {
		return
	}
	if !n.Told.IsSet() {
		r.problems.Add(diag.Problem{At: n.Noticed.At, Message: fmt.Sprintf("this was noticed %s ago, and customers are to hear of it within %v; nothing says that they did", durationWords(r.Now.Sub(n.Noticed.V)), by.within),
			Help: "Tell them now, and write told: with the moment. If they were told, write when.", Related: []diag.Related{{At: by.at, Note: "the time is here"}}})
		return
	}
	late := diag.Problem{At: n.Told.At, Message: fmt.Sprintf("customers were told %s after it was noticed, and are to hear of it within %v", durationWords(told.Sub(n.Noticed.V)), by.within),
		Help:    "Correct the times if they are wrong. If they are right, leave them: the page says how long it took.",
		Related: []diag.Related{{At: by.at, Note: "the time is here"}}}
	if n.State(r.Now) == catalog.Over {
		late.Severity = diag.Notice
	}
	r.problems.Add(late)
}

// deadline is the moment by which customers are to hear of something, with the place that says so.
type deadline struct {
	due    time.Time
	within clock.Duration
	at     diag.Place
}

// notifyLimit returns the earliest moment at which customers are to hear of what a notice is about: by the site's own word, by
// that of a promise it touches, or by a promise that is itself about telling.
func (r *report) notifyLimit(n *catalog.Notice) (first deadline, ok bool) {
	add := func(within syntax.Written[clock.Duration], due time.Time) {
		if within.IsSet() && (!ok || due.Before(first.due)) {
			first, ok = deadline{due, within.V, within.At}, true
		}
	}
	calendar := func(within syntax.Written[clock.Duration]) {
		if !within.V.Business { // of which hours, nothing says
			add(within, within.V.After(n.Noticed.V, r.Zone))
		}
	}
	calendar(r.Site.Notify.DelayToldWithin)
	for _, p := range n.Promises {
		calendar(p.OnMiss.NotifyWithin)
	}
	for _, p := range r.Promises {
		if p.Record.Notices.V != n.Kind.V || len(n.Capabilities) > 0 && !slices.Contains(n.Capabilities, p.Capability) {
			continue
		}
		if all := p.Promise.Within.All; p.Clock.V == "business" && p.Hours != nil {
			add(all, p.Hours.Add(n.Noticed.V, all.V))
		} else {
			calendar(all)
		}
	}
	return first, ok
}

// durationWords writes a time as people say it: 35m, 4h35m, 3 days.
func durationWords(d time.Duration) string {
	if d < time.Minute {
		return d.Round(time.Second).String()
	}
	d = d.Round(time.Minute)
	if d >= 48*time.Hour {
		return fmt.Sprintf("%d days", d/(24*time.Hour))
	}
	return withoutZeros(d)
}

// withoutZeros writes a time without the parts that are zero: 44m35s, 4h35m, 4h.
func withoutZeros(d time.Duration) string {
	text := d.String()
	if d != 0 && d%time.Minute == 0 {
		text = strings.TrimSuffix(text, "0s")
	}
	if d != 0 && d%time.Hour == 0 {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}

// checkChangeNotice reports a change to come that is announced later than the site says, where nothing says whether it is for
// the worse. Of a policy or a promise that changes on the same day, weaker-too-soon judges that.
func checkChangeNotice(r *report, n *catalog.Notice) {
	ahead := r.Site.Notify.ChangeNotice
	if n.Kind.V != "change" || !ahead.IsSet() || ahead.V.Business || !n.Until.IsSet() || !n.Until.V.After(r.Now) || n.Visibility.V == "internal" {
		return
	}
	day, told := clock.DateOf(n.Until.V, r.Zone), clock.DateOf(n.Told.Or(r.Now), r.Zone)
	earliest := told.Add(ahead.V)
	effect := r.effectOn(n, day)
	if !day.Before(earliest) || effect != "" {
		return
	}
	r.problems.Add(diag.Problem{Severity: diag.Notice, At: n.Until.At, Message: fmt.Sprintf("this takes effect %d days after customers are told, and changes for the worse are announced %v before", told.DaysUntil(day), ahead.V),
		Help:    fmt.Sprintf("Let it take effect on %v or later. If it is for the better, nothing needs to be done.", earliest),
		Related: []diag.Related{{At: ahead.At, Note: "the time is here"}}})
}

// effectOn returns the effect of the changes of a day, of the offer and of policies that apply to what a notice touches: weaker
// where one of them is; empty where there are none.
func (r *report) effectOn(n *catalog.Notice, day clock.Date) string {
	effect := ""
	touched := func(c *catalog.Capability) bool { return slices.Contains(n.Capabilities, c) }
	for _, c := range n.Capabilities {
		for _, one := range c.Announced() {
			if one.From.V == day && effect != "weaker" {
				effect = drift.Of(agreement.ChangesOf(one)).String()
			}
		}
	}
	for _, p := range r.Policies {
		for _, c := range p.Changes {
			if c.On.V == day && effect != "weaker" && (len(p.AppliesTo) == 0 || slices.ContainsFunc(p.AppliesTo, touched)) {
				effect = c.Effect.V
			}
		}
	}
	return effect
}

// fewMisses is the number below which somebody will have rung each of the customers.
const fewMisses = 5

// checkMissesTold reports a promise whose record shows misses, where customers are to hear of each and no notice speaks of
// any. Nobody knows here who was rung, so it is only a notice as long as the promise is kept.
func checkMissesTold(r *report, c recordedPromise) {
	if !c.OnMiss.NotifyWithin.IsSet() || c.Record.Notices.IsSet() || c.Promise.Visibility.V == "internal" || !isOnOffer(c.Capability) || c.Verdict() == record.New {
		return
	}
	what := fmt.Sprintf("was missed in %d of %d", c.Window.Since().Missed(), c.Window.Since().Counted)
	if away := time.Duration(c.Window.Finished-c.Window.Kept) * time.Second; c.Kind == record.Availability && away > 0 {
		what = "was without service for " + durationWords(away)
	} else if c.Kind == record.Availability || c.Window.Since().Missed() < fewMisses {
		return
	}
	if hasNotice(r, c) {
		return
	}
	untold := diag.Problem{At: c.OnMiss.NotifyWithin.At, Message: fmt.Sprintf("%q %s, customers are to hear of it, and no notice of that time says a word", c.ID.V, what),
		Help: fmt.Sprintf("Write a notice of kind delay or outage, with affects: [%s], when it was noticed, told and resolved, and what you did about it. If you have rung each of them, nothing needs to be done.", c.Ref)}
	if c.Verdict() != record.Below {
		untold.Severity = diag.Notice
	}
	r.problems.Add(untold)
}

// hasNotice reports whether a notice about trouble, or a letter, of the window or after it touches the capability.
func hasNotice(r *report, c recordedPromise) bool {
	return slices.ContainsFunc(r.Notices, func(n *catalog.Notice) bool {
		touched := len(n.Capabilities) == 0 || slices.Contains(n.Capabilities, c.Capability)
		if !touched || n.Visibility.V == "internal" || !slices.Contains([]string{"delay", "outage", "letter"}, n.Kind.V) {
			return false
		}
		return slices.ContainsFunc([]time.Time{n.Noticed.V, n.Told.V, n.Resolved.V}, func(t time.Time) bool { return !t.Before(c.Window.From) })
	})
}

// checkLetters reports that nobody has written to all customers for more than a year, where somebody did before.
func checkLetters(r *report, o *catalog.Offer) {
	var last *catalog.Notice
	for _, n := range o.Notices {
		known := n.Known()
		if n.Kind.V == "letter" && n.Public() && !known.IsZero() && (last == nil || known.After(last.Known())) {
			last = n
		}
	}
	if last == nil || !last.Known().Before(o.Now.AddDate(-1, 0, 0)) {
		return
	}
	r.problems.Add(diag.Problem{At: cmp.Or(last.Told.At, last.Title.At, last.At), Message: fmt.Sprintf("the last letter to customers is of %v, more than a year ago", clock.DateOf(last.Known(), o.Zone)),
		Help: fmt.Sprintf("Write what you learned since, what went wrong and what comes next:\nupfront new notice %v-letter\nPut in it kind: letter and visibility: public.", o.Today())})
}
