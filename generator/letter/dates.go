package letter

import (
	"cmp"
	"strconv"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/clock"
	"upfront/generator/ical"
	"upfront/generator/view"
)

// The days that matter to both sides, as a timeline and for calendars.

// Date is an entry of the timeline, first to last.
type Date struct {
	On        view.Time
	What, Who string
	Past      bool
}

// Calendaring is the .ics file of the dates. Empty leaves the link out.
type Calendaring struct {
	ICS  string // the days to come, of which the page's script makes the file (package seal)
	Name string // "what-we-agreed.ics"
	Href string // in place of ICS on a public agreement, which has no script: the published file
}

// dates fills in the timeline, by day.
func (l letter) dates(v *Agreement) {
	for _, d := range l.a.Dates {
		if d.Kind == agreement.AgreedOn || d.Kind == agreement.OutcomeBy && d.On == l.a.ReviewBy.V {
			continue // each line says so, and what both want is what they read together
		}
		v.Dates = append(v.Dates, Date{On: l.Date(d.On), What: l.entry(d), Who: d.Who, Past: d.On.Before(l.Offer.Today())})
	}
	if c := l.calendar(); len(c.events) > 0 {
		v.Calendar = Calendaring{ICS: c.brief(), Name: l.Words.Word("page.letter.file")}
	}
}

// kinds are the names of the kinds of dates, in words' keys and in ids.
var kinds = [...]string{agreement.Begins: "begins", agreement.CheckIn: "check-in", agreement.OutcomeBy: "outcome", agreement.AgreedOn: "agreed",
	agreement.TermEnds: "term", agreement.LinkEnds: "link", agreement.Ended: "ended", agreement.Review: "review", agreement.Renews: "renews", agreement.ConditionBy: "condition", agreement.DutyBy: "duty"}

// occasion returns the words for what a day is for.
func (l letter) occasion(d agreement.Date) string {
	switch d.Kind {
	case agreement.CheckIn, agreement.DutyBy:
		return d.What
	case agreement.ConditionBy:
		return l.Words.Word("page.letter.date.condition", "what", strings.TrimSuffix(d.What, "."))
	case agreement.OutcomeBy:
		return l.Words.Word("page.letter.date.outcome", "what", strings.TrimSuffix(d.What, "."))
	case agreement.TermEnds:
		return l.Words.Word("page.letter.date.ends")
	}
	return l.Words.Word("page.letter.date." + kinds[d.Kind])
}

// entry returns what the timeline says of a day: of what both want, the beginning of the page has the words.
func (l letter) entry(d agreement.Date) string {
	switch {
	case d.Kind == agreement.OutcomeBy:
		return l.Words.Word("page.letter.date.outcome_day")
	case d.Kind == agreement.Begins && d.On.Before(l.Offer.Today()):
		return l.Words.Word("page.letter.date.began")
	}
	return l.occasion(d)
}

// calendar returns the days to come. An event is named by the agreement, its kind and its words, so that it keeps its name
// when its day moves, and a calendar moves it too.
func (l letter) calendar() calendar {
	c := calendar{uid: ical.ID(12, l.business(), l.a.ID), stamp: l.asOf()}
	count := map[string]int{}
	for _, d := range l.a.Dates {
		key := kinds[d.Kind] + "\n" + d.What
		count[key]++
		if d.Kind == agreement.AgreedOn || d.On.Before(l.Offer.Today()) { // what was agreed today is no date to come
			continue
		}
		form := "page.letter.event"
		if d.Who != "" {
			form = "page.letter.event_who"
		}
		summary := l.Words.Word(form, "business", l.business(), "what", l.occasion(d), "who", d.Who)
		c.events = append(c.events, event{uid: ical.ID(4, key, strconv.Itoa(count[key])), on: d.On, summary: summary})
	}
	return c
}

// asOf returns the day on which the page took its form: the last on which a line was agreed, or today where nothing of it is
// frozen and not all are.
func (l letter) asOf() clock.Date {
	var newest clock.Date
	for _, d := range l.a.Dates {
		if d.Kind == agreement.AgreedOn && newest.Before(d.On) {
			newest = d.On
		}
	}
	if h := l.a.Held; h != nil {
		return cmp.Or(newest, h.Newest().Frozen.V)
	}
	if lines, agreed, _ := l.a.Counts(); l.status() == "draft" || l.status() == "proposed" || agreed < lines || newest.IsZero() {
		return l.Offer.Today()
	}
	return newest
}

// calendar holds the days for calendar programs.
type calendar struct {
	uid    string     // what the id of each event begins with
	stamp  clock.Date // the day on which the dates were last set
	events []event
}

type event struct {
	uid     string // the end of its id, which no other event has
	on      clock.Date
	summary string
}

// brief returns what the script of a page makes the file of: a line with the beginning of all ids and the stamp, then for
// each event a line with the end of its id, its day and its summary as it stands behind "SUMMARY:".
func (c calendar) brief() string {
	out := append(make([]byte, 0, 96*(len(c.events)+1)), c.uid...)
	out = ical.AppendDate(append(out, ' '), c.stamp)
	for _, e := range c.events {
		out = append(append(out, '\n'), e.uid...)
		out = ical.AppendDate(append(out, ' '), e.on)
		out = append(append(out, ' '), ical.Text("SUMMARY", e.summary)...)
	}
	return string(out)
}

// file returns the file of the days.
func (c calendar) file() string {
	all := ical.Calendar{Stamp: c.stamp}
	for _, e := range c.events {
		all.Events = append(all.Events, ical.Event{UID: c.uid + e.uid, On: e.on, Summary: e.summary})
	}
	return all.File()
}
