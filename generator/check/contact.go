package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/syntax"
)

const (
	leaderMissing       diag.RuleID = "leader-missing"
	leaderShared        diag.RuleID = "leader-shared"
	channelNoAnswerTime diag.RuleID = "channel-no-answer-time"
	phoneNoFallback     diag.RuleID = "phone-no-fallback"
	contactUnusable     diag.RuleID = "contact-unusable"
)

// contactRules judge whether a customer can reach somebody.
var contactRules = []rule{
	{id: leaderMissing, check: checkLeader},
	{id: leaderShared, check: checkLeaderShared},
	{id: channelNoAnswerTime, check: lacking(func(c *catalog.Channel) bool { return c.ID.IsSet() && !c.RespondWithin.IsSet() },
		func(c *catalog.Channel) diag.Place { return c.ID.At }, func(c *catalog.Channel) string { return c.ID.V },
		"nothing says when somebody answers at %q", "Add the time you keep on a busy day, such as respond_within: 4h.")},
	{id: phoneNoFallback, check: checkPhone},
	{id: contactUnusable, check: func(r *report, c *catalog.Channel) { r.reportUnusable(c.By.V, c.Channel.To) }},
	{id: contactUnusable, check: checkOurContacts},
	{id: contactUnusable, check: checkTheirContacts, draft: diag.Warning},
}

func checkLeader(r *report, o *catalog.Offer) {
	leader := o.Site.Leader
	switch {
	case r.isPartial(o.Site) || r.isPartial(leader):
	case isBlank(leader.Name) && isNamed(o, "leader"): // a reference that leads nowhere, which is reported
	case isBlank(leader.Name):
		r.problems.Add(diag.Problem{At: cmp.Or(leader.At, o.Site.At), Message: "the site names nobody at the top whom a customer can reach",
			Help: "Add leader: with name:, role: and reach: [{by: email, at: their address}]."})
	case len(leader.Reach) == 0:
		r.problems.Add(diag.Problem{At: leader.Name.At, Message: fmt.Sprintf("%s is the leader, and nothing says how to reach them", leader.Name.V),
			Help: "Add reach: [{by: email, at: their address}] below the name."})
	}
}

// sharedMailboxes are words before the @ of addresses that are nobody's own.
var sharedMailboxes = lazy.Pattern(`(?i)^(?:info|information|hello|hi|contact|contactus|office|mail|email|post|help|helpdesk|desk|support|services?|customers?|customerservices?|customercare|care|` +
	`en?quir(?:y|ies)|inquir(?:y|ies)|questions|admin|administration|sales|team|staff|everybody|all|reception|frontdesk|bookings?|orders?|accounts?|billing|complaints?|feedback|no-?reply|do-?not-?reply|` +
	`kontakt|buero|b\x{fc}ro|service|bonjour|contacto|ufficio)(?:[._+-].*)?@`)

// checkLeaderShared reports a mailbox that the leader shares with everybody.
func checkLeaderShared(r *report, o *catalog.Offer) {
	leader := o.Site.Leader
	for _, way := range leader.Reach {
		if way.By.V == "email" && sharedMailboxes().MatchString(strings.TrimSpace(way.To.V)) {
			r.problems.Add(diag.Problem{At: way.To.At, Message: fmt.Sprintf("%q is read by whoever is there, and is no address of %s", shorten(way.To.V), cmp.Or(leader.Name.V, "the leader")),
				Help: "Write an address of their own, or their number. Few will ever use it; that they could is what counts."})
		}
	}
}

// isNamed reports whether a complaint or a case is to go to somebody of that name.
func isNamed(o *catalog.Offer, name string) bool {
	return o.Site.Complaints.EscalateTo.V == name || slices.ContainsFunc(o.Capabilities, func(c *catalog.Capability) bool {
		return slices.ContainsFunc(c.Capability.Escalation, func(s syntax.Step) bool { return s.To.V == name })
	})
}

func checkPhone(r *report, c *catalog.Channel) {
	if !c.ID.IsSet() || c.By.V != "phone" || c.Channel.Fallback.IsSet() || c.Channel.Hours.V == "always" {
		return
	}
	help := "Add a second channel, such as a mobile or an address that is read all day, and name it here with fallback:."
	others := slices.DeleteFunc(slices.Clone(r.Channels), func(other *catalog.Channel) bool { return other == c || !other.ID.IsSet() })
	if len(others) > 0 { // one that is answered always, else the first
		best := max(0, slices.IndexFunc(others, func(c *catalog.Channel) bool { return c.Channel.Hours.V == "always" }))
		help = "Name another channel, such as fallback: " + others[best].ID.V + "."
	}
	r.problems.Add(diag.Problem{At: c.ID.At, Message: fmt.Sprintf("nothing says where to turn when nobody answers the phone %q", c.ID.V), Help: help})
}

func checkOurContacts(r *report, o *catalog.Offer) {
	for _, way := range o.Site.Leader.Reach {
		r.reportUnusable(way.By.V, way.To)
	}
	for _, p := range o.Site.People {
		r.reportUnusable("email", p.V.Email)
		r.reportUnusable("phone", p.V.Phone)
	}
}

func checkTheirContacts(r *report, a *agreement.Agreement) {
	for _, p := range a.People {
		r.reportUnusable("email", p.Email)
		r.reportUnusable("phone", p.Phone)
	}
}

var mailAddress = lazy.Pattern(`^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+$`)

var formAddress = lazy.Pattern(`(?i)^https?://[^\s/]+\S*$`)

var digits = lazy.Pattern(`[0-9]`)

// leastDigits is the number of digits of the shortest telephone numbers, such as 112.
const leastDigits = 3

// reportUnusable reports an address to which no mail can be sent, and a number that nobody can dial. Pages make links of both.
func (r *report) reportUnusable(by string, to syntax.Text) {
	switch text := strings.TrimSpace(to.V); {
	case isBlank(to):
	case by == "email" && !mailAddress().MatchString(text):
		r.problems.Add(diag.Problem{At: to.At, Message: fmt.Sprintf("%q is no mail address", shorten(to.V)), Help: "Write the address alone, such as help@northlane.example."})
	case (by == "phone" || by == "mobile") && len(digits().FindAllString(text, leastDigits)) < leastDigits:
		r.problems.Add(diag.Problem{At: to.At, Message: fmt.Sprintf("%q is no telephone number", shorten(to.V)), Help: "Write the number in digits, such as +44 1632 960001."})
	case by == "form" && !(formAddress().MatchString(text) && syntax.LeadsSomewhere(text)):
		r.problems.Add(diag.Problem{At: to.At, Message: fmt.Sprintf("%q is no address of a form", shorten(to.V)), Help: "Write where it is on the web, such as https://example.com/book/."})
	}
}
