package check

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/record"
	"upfront/generator/syntax"
)

// tellingRules judge whether bad news came as soon as the site says that it does.
var tellingRules = area{
	notice: []rule[*catalog.Notice]{
		{id: "told-late", judge: toldLate},
		{id: "told-late", judge: changeLate},
	},
}

// missRules judge whether what a record shows was told at all.
var missRules = []rule[counted]{
	{id: "miss-untold", judge: missUntold},
}

// remembered is for how many days a notice that was told late is spoken of: nobody can tell it earlier any more.
const remembered = 90

// toldLate reports trouble of the last months that customers heard of later than the site says. Once it is over, this is
// only a notice: then there is nothing to be done but to learn from it.
func toldLate(s *sheet, n *catalog.Notice) {
	if n.Kind.V != "delay" && n.Kind.V != "outage" || !n.Noticed.IsSet() || n.Visibility.V == "internal" {
		return
	}
	if n.Noticed.V.After(s.Now) || n.Noticed.V.Before(s.Now.AddDate(0, 0, -remembered)) {
		return
	}
	if n.Told.IsSet() && n.Told.V.Before(n.Noticed.V) {
		s.say(n.Told.At, "Correct one of the two. Of a day alone the first minute counts: write the time with it, such as 2026-03-11 07:10.", "customers were told before it was noticed, so the page would say that they were told at once").
			Related = []diag.Related{{At: n.Noticed.At, Note: "it was noticed here"}}
		return
	}
	by, ok := s.tellBy(n)
	told := n.Told.Or(s.Now)
	if !ok || !told.After(by.due) {
		return
	}
	if !n.Told.IsSet() {
		s.say(n.Noticed.At, "Tell them now, and write told: with the moment. If they were told, write when.", "this was noticed %s ago, and customers are to hear of it within %v; nothing says that they did", howLong(s.Now.Sub(n.Noticed.V)), by.within).
			Related = []diag.Related{{At: by.at, Note: "the time is here"}}
		return
	}
	found := s.say(n.Told.At, "Correct the times if they are wrong. If they are right, leave them: the page says how long it took.", "customers were told %s after it was noticed, and are to hear of it within %v", howLong(told.Sub(n.Noticed.V)), by.within)
	found.Related = []diag.Related{{At: by.at, Note: "the time is here"}}
	if n.State(s.Now) == catalog.Over {
		found.Severity = diag.Notice
	}
}

// tellBy is until when customers are to hear of something, and where that is said.
type tellBy struct {
	due    time.Time
	within clock.Duration
	at     diag.Place
}

// tellBy gives the earliest moment at which customers are to hear of what a notice is about: by the site's own word, by
// that of a promise it touches, or by a promise that is itself about telling.
func (s *sheet) tellBy(n *catalog.Notice) (first tellBy, ok bool) {
	add := func(within syntax.Of[clock.Duration], due time.Time) {
		if within.IsSet() && (!ok || due.Before(first.due)) {
			first, ok = tellBy{due, within.V, within.At}, true
		}
	}
	calendar := func(within syntax.Of[clock.Duration]) {
		if !within.V.Business { // of which hours, nothing says
			add(within, within.V.After(n.Noticed.V, s.Zone))
		}
	}
	calendar(s.Site.Notify.DelayToldWithin)
	for _, p := range n.Promises {
		calendar(p.OnMiss.NotifyWithin)
	}
	for _, p := range s.Promises {
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

// howLong writes a time as people say it: 35m, 4h35m, 3 days.
func howLong(d time.Duration) string {
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
	switch {
	case d == 0:
	case d%time.Hour == 0:
		return strings.TrimSuffix(text, "0m0s")
	case d%time.Minute == 0:
		return strings.TrimSuffix(text, "0s")
	}
	return text
}

// changeLate reports a change to come that is announced later than the site says. Whether it is for the worse, the policy
// that changes on the same day says; where none does, it is only a notice.
func changeLate(s *sheet, n *catalog.Notice) {
	ahead := s.Site.Notify.ChangeNotice
	if n.Kind.V != "change" || !ahead.IsSet() || ahead.V.Business || !n.Until.IsSet() || !n.Until.V.After(s.Now) || n.Visibility.V == "internal" {
		return
	}
	day, told := clock.DateOf(n.Until.V, s.Zone), clock.DateOf(n.Told.Or(s.Now), s.Zone)
	earliest := told.Add(ahead.V)
	effect := s.effectOn(n, day)
	if !day.Before(earliest) || effect == "stronger" || effect == "clearer" {
		return
	}
	help := fmt.Sprintf("Let it take effect on %v or later.", earliest)
	if effect == "" {
		help += " If it is for the better, nothing needs to be done."
	}
	found := s.say(n.Until.At, help, "this takes effect %d days after customers are told, and changes for the worse are announced %v before", told.DaysUntil(day), ahead.V)
	found.Related = []diag.Related{{At: ahead.At, Note: "the time is here"}}
	if effect == "" {
		found.Severity = diag.Notice
	}
}

// effectOn gives what the policies for what a notice touches say of their change on a day: weaker, where any does; empty
// where none changes.
func (s *sheet) effectOn(n *catalog.Notice, day clock.Date) string {
	effect := ""
	for _, p := range s.Policies {
		touched := len(p.AppliesTo) == 0 || slices.ContainsFunc(p.AppliesTo, func(c *catalog.Capability) bool { return slices.Contains(n.Capabilities, c) })
		for _, c := range p.Changes {
			if touched && c.On.V == day && effect != "weaker" {
				effect = c.Effect.V
			}
		}
	}
	return effect
}

// Fewer misses than this are so few that somebody will have rung each of these customers.
const fewMisses = 5

// missUntold reports a promise whose record shows misses, where customers are to hear of each and no notice speaks of
// any. Only sums are said. Nobody knows here who was rung, so that it is a notice as long as the promise is kept.
func missUntold(s *sheet, c counted) {
	if !c.OnMiss.NotifyWithin.IsSet() || c.Record.Notices.IsSet() || c.Promise.Visibility.V == "internal" || !onOffer(c.Capability) || c.Verdict() == record.New {
		return
	}
	what := fmt.Sprintf("was missed in %d of %d", c.Window.Missed(), c.Window.Counted())
	if away := time.Duration(c.Window.Finished-c.Window.Kept) * time.Second; c.Kind == record.Availability && away > 0 {
		what = "was without service for " + howLong(away)
	} else if c.Kind == record.Availability || c.Window.Missed() < fewMisses {
		return
	}
	if spokenOf(s, c) {
		return
	}
	found := s.say(c.OnMiss.NotifyWithin.At, fmt.Sprintf("Write a notice of kind delay or outage, with affects: [%s], when it was noticed, told and resolved, and what you did about it. If you have rung each of them, nothing needs to be done.", c.Ref),
		"%q %s, customers are to hear of it, and no notice of that time says a word", c.ID.V, what)
	if c.Verdict() != record.Below {
		found.Severity = diag.Notice
	}
}

// spokenOf reports whether a notice about trouble, or a letter, of the window or after it touches the capability.
func spokenOf(s *sheet, c counted) bool {
	return slices.ContainsFunc(s.Notices, func(n *catalog.Notice) bool {
		touched := len(n.Capabilities) == 0 || slices.Contains(n.Capabilities, c.Capability)
		if !touched || n.Visibility.V == "internal" || !slices.Contains([]string{"delay", "outage", "letter"}, n.Kind.V) {
			return false
		}
		return slices.ContainsFunc([]time.Time{n.Noticed.V, n.Told.V, n.Resolved.V}, func(t time.Time) bool { return !t.Before(c.Window.From) })
	})
}
