package page

import (
	"strings"
	"time"

	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/syntax"
)

// reach makes "Reach us".
func (p *press) reach() Reach {
	a := p.on("reach-us/")
	view := Reach{Lead: p.words.Word("page.reach.lead"), Leader: a.leader(), Calendars: a.calendars(), ZoneNote: p.zoneNote()}
	if len(p.offer.Channels) == 0 && view.Leader == nil {
		view.Lead = p.words.Word("page.reach.none")
	}
	for _, e := range p.offer.Site.People {
		if e.V.Name.V == p.offer.Site.Leader.Name.V {
			continue // shown as the leader
		}
		person := Person{Name: e.V.Name.V, Role: e.V.Role.V}
		if e.V.Phone.IsSet() {
			person.Ways = append(person.Ways, Way{By: a.by("phone"), At: wayTo("phone", e.V.Phone.V)})
		}
		if e.V.Email.IsSet() {
			person.Ways = append(person.Ways, Way{By: a.by("email"), At: wayTo("email", e.V.Email.V)})
		}
		view.People = append(view.People, person)
	}
	for i, c := range a.channels() {
		c.Today = p.today(p.offer.Channels[i].Hours)
		view.Channels = append(view.Channels, c)
		if h := p.offer.Channels[i].Hours; h != nil && h.IsAlways() {
			view.AnyHour = append(view.AnyHour, c)
		}
	}
	if letters := p.offer.Site.Leader.Letters.V; strings.HasPrefix(letters, "https://") || strings.HasPrefix(letters, "http://") {
		view.FeedHref = letters
	}
	view.Frame = a.frame("reach", p.words.Word("nav.reach"), view.Lead)
	return view
}

// leader is the person at the top, with the ways to reach them; nil where nobody is named.
func (a at) leader() *Person {
	l := a.offer.Site.Leader
	if !l.Name.IsSet() {
		return nil
	}
	out := &Person{Name: l.Name.V, Role: l.Role.V}
	for _, r := range l.Reach {
		way := Way{By: a.by(r.By.V), At: wayTo(r.By.V, r.To.V)}
		if c := a.offer.Calendar(r.Hours.V); r.Hours.IsSet() && c != nil {
			way.Hours = a.hoursLink(c, true)
		}
		out.Ways = append(out.Ways, way)
	}
	return out
}

// channels makes the ways to reach us, in the order written.
func (a at) channels() []Channel {
	var out []Channel
	for _, c := range a.offer.Channels {
		out = append(out, a.channel(c))
	}
	return out
}

func (a at) channel(c *catalog.Channel) Channel {
	out := Channel{Anchor: "channel-" + c.ID.V, Name: a.channelName(c), By: a.byOf(c), At: wayTo(c.By.V, c.To.V)}
	if c.Hours != nil {
		out.Hours = alone(a.hoursLink(c.Hours, true))
	}
	if c.RespondWithin.IsSet() {
		out.Answer = a.duration(c.RespondWithin.V, c.Clock.V == "business")
		if c.Clock.V == "business" {
			out.Example = a.example("due.sent", c.Hours, c.RespondWithin.V)
		}
		if c.Hours != nil && !c.Hours.IsAlways() && c.Clock.V != "business" {
			out.Clock = a.words.Word("channel.working")
		}
	}
	if c.Fallback != nil {
		out.Fallback = Link{Text: a.channelName(c.Fallback), Href: a.to("reach-us/") + "#channel-" + c.Fallback.ID.V}
	}
	return out
}

// channelName is what customers call a channel: its name, else its id in words.
func (p *press) channelName(c *catalog.Channel) string {
	if c.Name.IsSet() {
		return c.Name.V
	}
	return capital(strings.ReplaceAll(c.ID.V, "-", " "))
}

// by words the kind of a channel.
func (p *press) by(kind string) string {
	if key := "page.by." + kind; p.words.Has(key) {
		return p.words.Word(key)
	}
	return capital(kind)
}

// byOf words the kind of a channel; empty where its name says it: "Dispatch mobile".
func (p *press) byOf(c *catalog.Channel) string {
	by := p.by(c.By.V)
	if strings.Contains(strings.ToLower(p.channelName(c)), strings.ToLower(by)) {
		return ""
	}
	return by
}

// zoneNote says in which zone all times are.
func (p *press) zoneNote() string {
	return p.words.Word("reach.zone", "zone", p.words.Word("reach.zone_name", "city", city(p.offer.Zone)))
}

// city is the place that a zone is named after.
func city(zone *time.Location) string {
	name := zone.String()
	return strings.ReplaceAll(name[strings.LastIndexByte(name, '/')+1:], "_", " ")
}

// calendars makes every set of hours, but "always".
func (a at) calendars() []Calendar {
	var out []Calendar
	for _, c := range a.offer.Calendars {
		if c.IsAlways() {
			continue
		}
		calendar := Calendar{Anchor: calendarAnchor(c), Name: capital(a.calendarName(c)), Rows: a.calendarRows(c)}
		for _, d := range c.Holidays {
			if !d.Before(a.offer.Today()) {
				calendar.Closed = append(calendar.Closed, a.date(d))
			}
		}
		out = append(out, calendar)
	}
	return out
}

// calendarRows gives the hours of the week from Monday, days with the same hours in a row as one.
func (p *press) calendarRows(c *catalog.Calendar) []CalendarRow {
	week := []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}
	var out []CalendarRow
	for i := 0; i < len(week); {
		times, end := p.hoursOn(c, week[i]), i
		for end+1 < len(week) && p.hoursOn(c, week[end+1]) == times {
			end++
		}
		days := p.words.Days(week[i], week[end])
		if end == i+1 {
			days = p.words.List([]string{p.words.Weekday(week[i]), p.words.Weekday(week[end])})
		}
		out = append(out, CalendarRow{Days: days, Times: times})
		i = end + 1
	}
	return out
}

func (p *press) hoursOn(c *catalog.Calendar, day time.Weekday) string {
	var times []string
	for _, o := range c.Openings {
		if o.Days.Has(day) {
			times = append(times, p.words.Hours(p.timeOfDay(o.From), p.timeOfDay(o.To)))
		}
	}
	if len(times) == 0 {
		return p.words.Word("calendar.shut")
	}
	return p.words.List(times)
}

func (p *press) timeOfDay(t clock.TimeOfDay) string {
	return p.words.Time(time.Date(2000, 1, 1, 0, int(t), 0, 0, time.UTC))
}

// wrong makes "If we get it wrong".
func (p *press) wrong() Wrong {
	a := p.on("if-we-get-it-wrong/")
	c := p.offer.Site.Complaints
	view := Wrong{Lead: p.words.Word("wrong.lead")}
	if c.AnswerWithin.IsSet() {
		view.Answer = p.duration(c.AnswerWithin.V, c.Clock.V == "business")
	}
	first := p.offer.Channel(c.First.V)
	if first == nil {
		first = p.firstChannel("phone", "mobile", "email", "form", "chat", "visit")
	}
	start := catalog.Contact{Channel: first}
	if leader := &p.offer.Site.Leader; first == nil && leader.Name.IsSet() && len(leader.Reach) > 0 && !c.EscalateTo.IsSet() {
		start.Leader = leader
	}
	if step, ok := a.contact(start); ok {
		step.When = p.words.Word("steps.start")
		view.Steps = append(view.Steps, step)
	}
	if step, ok := a.contact(p.offer.Contact(c.EscalateTo.V)); c.EscalateTo.IsSet() && ok {
		step.When = p.words.Word("page.wrong.next")
		if view.Answer != "" {
			step.When = p.words.Word("steps.next", "duration", view.Answer)
		}
		view.Steps = append(view.Steps, step)
	}
	for _, capability := range p.shown() {
		if misses := a.misses(capability); len(misses) > 0 {
			view.Misses = append(view.Misses, MissGroup{Capability: a.capabilityLink(capability), Misses: misses})
		}
	}
	view.FellShort = a.shortfalls(p.shown())
	for _, policy := range p.offer.Policies {
		if policy.Public() {
			view.Policies = append(view.Policies, a.policyCard(policy))
		}
	}
	view.Frame = a.frame("wrong", p.words.Word("nav.wrong"), view.Lead)
	return view
}

// fit makes "Right for you?".
func (p *press) fit() Fit {
	a := p.on("right-for-you/")
	view := Fit{Lead: p.words.Word("page.fit.lead"), Check: p.fitCheck(), Talk: p.contacts()}
	for _, c := range p.shown() {
		if len(c.Fit.Good)+len(c.Fit.Poor)+len(c.Fit.Limits) > 0 {
			view.Groups = append(view.Groups, FitGroup{Capability: a.capabilityLink(c), Anchor: capabilityAnchor(c), Good: texts(c.Fit.Good), Poor: texts(c.Fit.Poor), Limits: p.limits(c.Fit.Limits)})
		}
	}
	for _, e := range p.offer.Partners {
		view.Partners = append(view.Partners, *referral(&e.V))
	}
	view.Frame = a.frame("fit", p.words.Word("nav.fit"), view.Lead)
	return view
}

// fitCheck takes up to four statements for us and three against, over all capabilities.
func (p *press) fitCheck() []FitStatement {
	var good, poor []string
	for _, c := range p.shown() {
		good = appendNew(good, 4, texts(first(c.Fit.Good, 2)))
		poor = appendNew(poor, 3, texts(first(c.Fit.Poor, 1)))
	}
	if len(good)+len(poor) < 3 {
		return nil
	}
	var out []FitStatement
	for i, s := range good {
		out = append(out, FitStatement{ID: "good-" + p.words.Int(i+1), Text: s})
	}
	for i, s := range poor {
		out = append(out, FitStatement{ID: "poor-" + p.words.Int(i+1), Text: s, Poor: true})
	}
	return out
}

func first(in []syntax.Text, n int) []syntax.Text { return in[:min(n, len(in))] }
