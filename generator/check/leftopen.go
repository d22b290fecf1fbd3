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
	priceOpen         diag.RuleID = "price-open"
	stageOpen         diag.RuleID = "stage-open"
	openingPast       diag.RuleID = "opening-past"
	whyMissing        diag.RuleID = "why-missing"
	complaintsMissing diag.RuleID = "complaints-missing"
	updatesUnclear    diag.RuleID = "updates-unclear"
)

// leftOpenRules judge what is there and leaves its end open: a price, a stage, a day to begin, a rule, a complaint, and how
// somebody is kept told.
var leftOpenRules = []rule{
	{id: priceOpen, check: func(r *report, c *catalog.Capability) {
		if !c.Retired() {
			r.reportOpenPrice(c.Price.Price)
		}
	}},
	{id: priceOpen, check: func(r *report, a *agreement.Agreement) { r.reportOpenPrice(a.Price) }, draft: diag.Notice},
	{id: stageOpen, check: checkStages},
	{id: openingPast, check: checkOpening},
	{id: whyMissing, check: lacking(func(p *catalog.Policy) bool { return p.Public() && hasFields(p) && isBlank(p.Why) }, policyPlace, func(p *catalog.Policy) string { return p.Title },
		"nothing says why %q is so", "Add why: with what it protects, in one sentence, such as why: A van that waits makes the next customer wait too.")},
	{id: complaintsMissing, check: checkComplaints},
	{id: updatesUnclear, check: checkUpdates, draft: diag.Notice, english: true},
}

// reportOpenPrice reports a price that does not say how it is made up, and an estimate without an end.
func (r *report) reportOpenPrice(p syntax.Price) {
	switch {
	case isBlank(p.Amount) || r.isPartial(p):
	case !p.Kind.IsSet():
		kind := "kind: " + kindOfPrice(p.Amount.V)
		help := fmt.Sprintf("Add %s, or what is true: fixed, estimate, hourly, monthly, or per and what is counted.", kind)
		if p.At == p.Amount.At { // a bare amount
			help = "Write price: {" + kind + ", amount: " + inBraces(p.Amount.V) + "}, with the kind that is true: fixed, estimate, hourly, monthly, or per and what is counted."
		}
		r.problems.Add(diag.Problem{At: p.Amount.At, Message: fmt.Sprintf("nothing says how firm the price %q is", shorten(p.Amount.V)), Help: help})
	case p.Kind.V == "estimate" && isBlank(p.Ceiling):
		r.problems.Add(diag.Problem{At: p.Kind.At, Message: fmt.Sprintf("the estimate of %q has no end", shorten(p.Amount.V)),
			Help: "Add ceiling: with the most that it can come to without asking first."})
	}
}

var perUnit = lazy.Pattern(`(?i)(?:\ba|\ban|\bper|\beach|/) ?([\pL-]+)`)

// kindOfPrice returns the kind that an amount seems to be of: "£46 a pallet" is per pallet.
func kindOfPrice(amount string) string {
	m := perUnit().FindStringSubmatch(amount)
	switch {
	case m == nil:
		return "fixed"
	case m[1] == "hour":
		return "hourly"
	case m[1] == "month":
		return "monthly"
	}
	return syntax.PerUnit + m[1]
}

// inBraces returns a text as it is written between { and }.
func inBraces(text string) string {
	if strings.ContainsAny(text, `,:[]{}#"'`) {
		return fmt.Sprintf("%q", text)
	}
	return text
}

func checkStages(r *report, c *catalog.Capability) {
	for _, s := range c.Stages {
		if isOnOffer(c) && s.Name.IsSet() && isBlank(s.DoneWhen) {
			r.problems.Add(diag.Problem{At: s.Name.At, Message: fmt.Sprintf("nothing says when %q is done", shorten(s.Name.V)),
				Help: "Add done_when: with what both of you can see then, such as done_when: You have said yes to the plan in writing."})
		}
	}
}

func checkOpening(r *report, c *catalog.Capability) {
	day := c.Capacity.NextOpening
	if isOnOffer(c) && day.IsSet() && !r.Now.IsZero() && day.V.Before(r.Today()) {
		r.problems.Add(diag.Problem{At: day.At, Message: fmt.Sprintf("the next opening of %q was on %v, and today is %v", c.Title.V, day.V, r.Today()),
			Help: "Write the day on which the next customer can start. If there is room now, remove capacity."})
	}
}

// checkComplaints reports a site that offers something and has a channel, and does not say where a complaint goes.
func checkComplaints(r *report, o *catalog.Offer) {
	if r.isPartial(o.Site) || r.isPartial(o.Site.Complaints) || !slices.ContainsFunc(o.Capabilities, isOnOffer) || len(o.Channels) == 0 || o.Site.Complaints.First.IsSet() || o.Site.Complaints.EscalateTo.IsSet() {
		return
	}
	next := ""
	if o.Site.Leader.Name.IsSet() {
		next = "escalate_to: leader, "
	}
	r.problems.Add(diag.Problem{At: cmp.Or(o.Site.Complaints.At, o.Site.At), Message: "the site does not say where a complaint goes",
		Help: fmt.Sprintf("Add complaints: {first: %s, %sanswer_within: 3d, clock: calendar}, with the time that you keep.", o.Channels[0].ID.V, next)})
}

// checkUpdates reports a way to tell that nobody has, and an event that nothing else speaks of.
func checkUpdates(r *report, a *agreement.Agreement) {
	r.reportRhythm(a.Updates)
	r.reportWay(a.Updates.By)
	for _, p := range a.People {
		r.reportWay(p.Prefers.By)
	}
	for _, event := range a.Updates.AlsoAtOnce {
		words := strings.Fields(event.V)
		if len(words) != 1 || r.isEvent(strings.ToLower(words[0])) {
			continue
		}
		r.problems.Add(diag.Problem{At: event.At, Message: fmt.Sprintf("%q is nothing that you tell of anywhere else", event.V),
			Help: diag.DidYouMean(event.V, events, "Write one of: "+strings.Join(events, ", ")+", or say it in a few words, such as anything lost.")})
	}
}

// events are what people hear of at once: the kinds of notice that are bad news, and what goes wrong without one.
var events = []string{"delay", "outage", "maintenance", "change", "damage", "loss", "theft", "breach", "accident", "illness", "miss"}

// isEvent reports whether a word is an event, a level, or something that does not count against a promise.
func (r *report) isEvent(word string) bool {
	if slices.Contains(events, word) || slices.Contains(events, strings.TrimSuffix(word, "s")) {
		return true
	}
	return slices.ContainsFunc(r.Site.Levels, func(l syntax.Level) bool { return strings.EqualFold(l.ID.V, word) || strings.EqualFold(l.Name.V, word) }) ||
		slices.ContainsFunc(r.Promises, func(p *catalog.Promise) bool {
			return slices.ContainsFunc(p.Exclusions, func(e syntax.Exclusion) bool { return e.ID.V == word })
		})
}

// How often somebody is told, and on which day. Whoever writes several words may mean what a list does not know, so that these
// only have to name a time or an occasion.
var (
	cadences     = []string{"hourly", "daily", "weekly", "fortnightly", "monthly", "quarterly", "yearly", "never"}
	cadenceWords = lazy.Pattern(`(?i)\d|\b(?:hourly|daily|(?:bi-?|half-?|twice-?)?(?:weekly|monthly|yearly|annually)|nightly|fortnightly|quarterly|never|none|every|each|once|twice|` +
		`one|two|three|four|five|six|(?:(?:mon|tues|wednes|thurs|fri|satur|sun|week|work)days?|weekends?)|first|last|per|when|whenever|after|before|until|on|at|at once)\b`)
	weekdays = []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
	dayWords = lazy.Pattern(`(?i)\d|\b(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|` +
		`aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|first|second|third|fourth|last|days?|weekdays?|weekends?|weeks?|months?|quarters?|years?)\b`)
)

// reportRhythm reports a cadence that names no time, and a day that is none.
func (r *report) reportRhythm(u syntax.Updates) {
	if !isBlank(u.Cadence) && !cadenceWords().MatchString(u.Cadence.V) {
		r.problems.Add(diag.Problem{At: u.Cadence.At, Message: fmt.Sprintf("%q does not say how often", u.Cadence.V),
			Help: diag.DidYouMean(u.Cadence.V, cadences, "Write one of: "+strings.Join(cadences, ", ")+", or say it in a few words, such as after each delivery.")})
	}
	if !isBlank(u.On) && !dayWords().MatchString(u.On.V) {
		r.problems.Add(diag.Problem{At: u.On.At, Message: fmt.Sprintf("%q is no day", u.On.V),
			Help: diag.DidYouMean(u.On.V, weekdays, "Write one of: "+strings.Join(weekdays[:7], ", ")+", or say it in a few words, such as the first of the month.")})
	}
}

// ways are words for how somebody is told.
var ways = []string{"phone", "mobile", "email", "chat", "form", "visit", "text", "letter", "post", "meeting", "video"}

var wayWords = lazy.Pattern(`(?i)\b(?:(?:tele)?phone|call|ring|mobile|e-?mail|mail|chat|form|visit|text|sms|message|letter|post|meeting|in person|video|teams|slack|zoom|` +
	`whatsapp|signal|portal|page|report|newsletter|fax)s?\b`)

func (r *report) reportWay(by syntax.Text) {
	named := func(c *catalog.Channel) bool {
		return strings.EqualFold(c.ID.V, by.V) || strings.EqualFold(c.Channel.Name.V, by.V)
	}
	if isBlank(by) || slices.Contains(ways, by.V) || wayWords().MatchString(by.V) || slices.ContainsFunc(r.Channels, named) {
		return
	}
	r.problems.Add(diag.Problem{At: by.At, Message: fmt.Sprintf("%q is no way to tell somebody", by.V),
		Help: diag.DidYouMean(by.V, ways, "Write one of: "+strings.Join(ways, ", ")+", or the id of a channel.")})
}
