package site

import (
	"strings"

	"upfront/generator/view"
)

// Reach is "Reach us": people, channels, hours and answer times.
type Reach struct {
	Frame     Frame
	Lead      string
	Leader    *view.Person
	People    []view.Person
	Channels  []Channel
	AnyHour   []Channel // the channels that answer at all hours
	Calendars []Calendar
	ZoneNote  string // "All times are London time."
	FeedHref  string // where the leader's letters can be followed; may be empty
}

// Channel is one way to reach the business, with its own promise.
type Channel struct {
	Anchor   string
	Name     string // "Dispatch"
	By       string // "Phone"; empty where the name says it
	At       view.Link
	Hours    view.Link // leads to the calendar
	Answer   string    // "5 minutes"
	Clock    string    // "in working hours"; empty where hours play no part
	Example  string    // "Sent on Friday 17:30, answered by Monday 11:30."; may be empty
	Today    string    // when it is open on the day of the build, which it names; on its own page alone
	Fallback view.Link // where to turn when it fails; empty where there is none
}

func (p pageContext) reach() any {
	v := Reach{Lead: p.Words.Word("page.reach.lead"), Leader: p.leader(), Calendars: p.calendars(), ZoneNote: p.zoneNote()}
	if len(p.Offer.Channels) == 0 && v.Leader == nil {
		v.Lead = p.Words.Word("page.reach.none")
	}
	for _, e := range p.Offer.Site.People {
		if e.V.Name.V == p.Offer.Site.Leader.Name.V {
			continue // shown as the leader
		}
		v.People = append(v.People, view.Person{Name: e.V.Name.V, Role: e.V.Role.V, Ways: p.PersonWays(e.V)})
	}
	for i, c := range p.channels() {
		c.Today = p.today(p.Offer.Channels[i].Hours)
		v.Channels = append(v.Channels, c)
		if h := p.Offer.Channels[i].Hours; h != nil && h.IsAlways() {
			v.AnyHour = append(v.AnyHour, c)
		}
	}
	if letters := p.Offer.Site.Leader.Letters.V; strings.HasPrefix(letters, "https://") || strings.HasPrefix(letters, "http://") {
		v.FeedHref = letters
	}
	v.Frame = p.frame(p.title(), v.Lead)
	return v
}

// leader is the person at the top, with the ways to reach them; nil where nobody is named.
func (p pageContext) leader() *view.Person {
	l := p.Offer.Site.Leader
	if !l.Name.IsSet() {
		return nil
	}
	out := &view.Person{Name: l.Name.V, Role: l.Role.V}
	for _, r := range l.Reach {
		way := view.Way{By: p.ChannelKind(r.By.V), At: view.ContactLink(r.By.V, r.To.V)}
		if c := p.Offer.Calendar(r.Hours.V); r.Hours.IsSet() && c != nil {
			way.Hours = p.HoursLink(c, true)
		}
		out.Ways = append(out.Ways, way)
	}
	return out
}

// channels returns the ways to reach the business, in the order written.
func (p pageContext) channels() []Channel {
	var out []Channel
	for _, c := range p.Offer.Channels {
		business := c.Clock.V == "business"
		channel := Channel{Anchor: "channel-" + c.ID.V, Name: p.ChannelName(c), By: p.KindBesideName(c), At: view.ContactLink(c.By.V, c.To.V), Answer: p.Duration(c.RespondWithin.V, business)}
		if c.Hours != nil {
			channel.Hours = view.Standalone(p.HoursLink(c.Hours, true))
		}
		switch {
		case business:
			channel.Example = p.Example("due.sent", c.Hours, c.RespondWithin.V)
		case c.RespondWithin.IsSet() && c.Hours != nil && !c.Hours.IsAlways():
			channel.Clock = p.Words.Word("channel.working")
		}
		if c.Fallback != nil {
			channel.Fallback = view.Link{Text: p.ChannelName(c.Fallback), Href: p.To(view.ReachFolder) + "#channel-" + c.Fallback.ID.V}
		}
		out = append(out, channel)
	}
	return out
}
