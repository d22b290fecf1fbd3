package view

import (
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/syntax"
)

// Person is somebody who can be reached.
type Person struct {
	Anchor     string // empty where nothing leads to them
	Name, Role string
	Ways       []Way
}

// Way is one way to reach a person.
type Way struct {
	By    string // "Phone", "Email"
	At    Link   // the number or address, with tel: or mailto:
	Hours Link   // empty: at any hour
}

// Step is one rung of an escalation ladder, first to last.
type Step struct {
	Who, Role string
	When      string // when to go there: "No answer after 5 working days"
	Ways      []Link // telephone and mail
}

// Contacts returns links to the first telephone and the first mail address, or to the leader where there is no channel.
func (r *Renderer) Contacts() []Link {
	var out []Link
	for _, by := range [][]string{{"phone", "mobile"}, {"email"}} {
		if c := r.FirstChannel(by...); c != nil {
			out = append(out, ContactLink(c.By.V, c.To.V))
		}
	}
	if len(r.Offer.Channels) == 0 {
		return leaderLinks(&r.Offer.Site.Leader)
	}
	return out
}

// FirstChannel returns the first channel of the first kind that the site has; nil where it has none of them.
func (r *Renderer) FirstChannel(by ...string) *catalog.Channel {
	for _, kind := range by {
		if i := slices.IndexFunc(r.Offer.Channels, func(c *catalog.Channel) bool { return c.By.V == kind }); i >= 0 {
			return r.Offer.Channels[i]
		}
	}
	return nil
}

// ContactLink returns the link of a number, which is not broken over two lines, or an address; none for a place.
func ContactLink(by, to string) Link {
	switch {
	case by == "phone" || by == "mobile":
		number := strings.Map(func(r rune) rune {
			if r == '+' || r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, to)
		return Link{strings.ReplaceAll(to, " ", "\u00a0"), "tel:" + number}
	case by == "email":
		return Link{to, "mailto:" + to}
	case strings.HasPrefix(to, "https://") || strings.HasPrefix(to, "http://"):
		return Link{strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(to, "https://"), "http://"), "/"), to}
	}
	return Link{Text: to}
}

// Steps returns an escalation ladder.
func (p PageContext) Steps(in []*catalog.Step) []Step {
	var out []Step
	for _, s := range in {
		if step, ok := p.Contact(s.Contact); ok {
			step.When = s.When.V
			out = append(out, step)
		}
	}
	return out
}

// Contact returns the rung of somebody to turn to. ok is false where the name led nowhere.
func (p PageContext) Contact(c catalog.Contact) (Step, bool) {
	switch {
	case c.Channel != nil:
		return Step{Who: p.ChannelName(c.Channel), Ways: []Link{ContactLink(c.Channel.By.V, c.Channel.To.V)}}, true
	case c.Person != nil:
		return Step{Who: c.Person.Name.V, Role: c.Person.Role.V, Ways: PersonLinks(c.Person.Phone, c.Person.Email)}, true
	case c.Leader != nil:
		return Step{Who: c.Leader.Name.V, Role: c.Leader.Role.V, Ways: leaderLinks(c.Leader)}, true
	}
	return Step{}, false
}

// leaderLinks returns the ways to the person in charge, numbers first.
func leaderLinks(l *syntax.Leader) []Link {
	var numbers, others []Link
	for _, way := range l.Reach {
		link := ContactLink(way.By.V, way.To.V)
		if strings.HasPrefix(link.Href, "tel:") {
			numbers = append(numbers, link)
		} else {
			others = append(others, link)
		}
	}
	return append(numbers, others...)
}

// PersonLinks returns links to the telephone and the mail address of a person.
func PersonLinks(phone, email syntax.Text) []Link {
	var out []Link
	if phone.IsSet() {
		out = append(out, ContactLink("phone", phone.V))
	}
	if email.IsSet() {
		out = append(out, ContactLink("email", email.V))
	}
	return out
}

// PersonWays returns the ways to reach a person.
func (r *Renderer) PersonWays(p syntax.Person) []Way {
	var out []Way
	if p.Phone.IsSet() {
		out = append(out, Way{By: r.ChannelKind("phone"), At: ContactLink("phone", p.Phone.V)})
	}
	if p.Email.IsSet() {
		out = append(out, Way{By: r.ChannelKind("email"), At: ContactLink("email", p.Email.V)})
	}
	return out
}

// ChannelName returns what customers call a channel: its name, else its id in words.
func (r *Renderer) ChannelName(c *catalog.Channel) string {
	return c.Name.Or(Capitalize(strings.ReplaceAll(c.ID.V, "-", " ")))
}

// ChannelKind returns the word for a kind of channel.
func (r *Renderer) ChannelKind(kind string) string {
	return r.WordOr("page.by."+kind, Capitalize(kind))
}

// KindBesideName returns the word for the kind of a channel; empty where its name says it: "Dispatch mobile".
func (r *Renderer) KindBesideName(c *catalog.Channel) string {
	by := r.ChannelKind(c.By.V)
	if strings.Contains(strings.ToLower(r.ChannelName(c)), strings.ToLower(by)) {
		return ""
	}
	return by
}

// PersonLink returns whom a text names, with a link to where they stand in the page of [ReachFolder]; a role has none.
func (p PageContext) PersonLink(named string) Link {
	c := p.Offer.Who(named)
	switch {
	case c.Leader != nil, c.Person != nil && c.Person.Name.V == p.Offer.Site.Leader.Name.V:
		return Link{Text: p.Offer.Site.Leader.Name.V, Href: p.To(ReachFolder) + "#leader"}
	case c.Person != nil:
		return Link{Text: c.Person.Name.V, Href: p.To(ReachFolder) + "#" + PersonAnchor(p.Offer, c.Person)}
	}
	return Link{Text: named}
}

// PersonAnchor returns the id of one of our people in the page of [ReachFolder].
func PersonAnchor(o *catalog.Offer, person *syntax.Person) string {
	for _, e := range o.Site.People {
		if e.V.Name.V == person.Name.V {
			return "person-" + e.Key.V
		}
	}
	return ""
}
