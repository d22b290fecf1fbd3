package letter

import (
	"strconv"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/clock"
)

// The days that matter to both sides, as a timeline and for calendars.

// dates fills in the timeline: by day, and the review at its end.
func (l letter) dates(v *Agreement) {
	var reviews []Date
	for _, d := range l.a.Dates {
		date := Date{On: l.Date(d.On), What: l.occasion(d), Who: d.Who, Past: d.On.Before(l.Offer.Today())}
		if d.Kind == agreement.Review {
			reviews = append(reviews, date)
		} else {
			v.Dates = append(v.Dates, date)
		}
	}
	v.Dates = append(v.Dates, reviews...)
	if ics := l.ics(); ics != "" {
		v.Calendar = Calendaring{ICS: ics, Name: l.Words.Word("page.letter.file")}
	}
}

var occasions = map[agreement.DateKind]string{
	agreement.Begins: "begins", agreement.AgreedOn: "agreed", agreement.TermEnds: "ends", agreement.LinkEnds: "link", agreement.Ended: "ended", agreement.Review: "review",
}

// occasion returns the words for what a day is for.
func (l letter) occasion(d agreement.Date) string {
	switch d.Kind {
	case agreement.CheckIn:
		return d.What
	case agreement.OutcomeBy:
		return l.Words.Word("page.letter.date.outcome", "what", strings.TrimSuffix(d.What, "."))
	}
	return l.Words.Word("page.letter.date." + occasions[d.Kind])
}

// ics returns the days to come as a file for calendar programs; empty where there is none. An event is named by the
// agreement, its kind and its words, so that it keeps its name when its day moves, and a calendar moves it too.
func (l letter) ics() string {
	var events []event
	count := map[string]int{}
	ours := icsID(12, l.business(), l.a.ID)
	kinds := [...]string{"begins", "check-in", "outcome", "agreed", "term", "link", "ended", "review"}
	for _, d := range l.a.Dates {
		key := kinds[d.Kind] + "\n" + d.What
		count[key]++
		if d.On.Before(l.Offer.Today()) {
			continue
		}
		summary := l.Words.Word("page.letter.event", "business", l.business(), "what", l.occasion(d))
		if d.Who != "" {
			summary = l.Words.Word("page.letter.event_who", "business", l.business(), "what", l.occasion(d), "who", d.Who)
		}
		events = append(events, event{uid: ours + icsID(4, key, strconv.Itoa(count[key])), on: d.On, summary: summary})
	}
	if len(events) == 0 {
		return ""
	}
	return icsText(l.asOf(), events)
}

// asOf returns the day on which the page took its present form: of an agreed page the last day on which a line was
// agreed, else today.
func (l letter) asOf() clock.Date {
	var newest clock.Date
	for _, d := range l.a.Dates {
		if d.Kind == agreement.AgreedOn && newest.Before(d.On) {
			newest = d.On
		}
	}
	if lines, agreed, _ := l.a.Counts(); l.status() == "draft" || l.status() == "proposed" || agreed < lines || newest.IsZero() {
		return l.Offer.Today()
	}
	return newest
}
