package check

import (
	"fmt"

	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/lazy"
)

const (
	exclusionVague     diag.RuleID = "exclusion-vague"
	exclusionUnbounded diag.RuleID = "exclusion-unbounded"
)

// exclusionRules judge what does not count against a promise.
var exclusionRules = []rule{
	{id: exclusionVague, check: checkVagueExclusions, english: true},
	{id: exclusionUnbounded, check: ifUsable(checkOwnWork), english: true},
}

// anyCause finds words for a cause that only the business can tell.
var anyCause = lazy.Pattern(`(?i)\b(?:(?:beyond|outside(?: of)?|out of|not (?:within|under)) (?:our|the|its|their|anyone's|anybody's) (?:reasonable |direct )?(?:control|influence)|force majeure|acts? of god|not our fault|` +
	`(?:at|in) our (?:sole |own |absolute )?discretion|as we see fit|(?:if|where|when|that|which|as|whatever) we (?:see fit|think|deem|consider|decide|judge)|` +
	`we (?:cannot|can['’]t|could not|couldn['’]t|did not|didn['’]t) (?:have )?(?:influenced?|controll?(?:ed)?|foresee|foreseen|predict(?:ed)?|prevent(?:ed)?|help(?:ed)?|expect(?:ed)?)|` +
	`(?:exceptional|extraordinary|special|unusual|unforeseen|unforeseeable|unavoidable|extenuating|certain|other) (?:circumstances|events|situations|reasons|causes)|` +
	`(?:for )?operational reasons|other (?:good )?reasons|reasons of our own|(?:un|not )reasonabl[ey]|impractica(?:l|ble)|and so on|(?:and|or) (?:the like|suchlike|similar(?: things| events| causes| reasons)?$)|et ?c(?:etera)?)\b`)

func checkVagueExclusions(r *report, p *catalog.Promise) {
	for _, e := range p.Exclusions {
		if m := anyCause().FindStringIndex(e.What.V); m != nil {
			r.problems.Add(diag.Problem{At: placeIn(e.What, m[0], m[1]), Message: fmt.Sprintf("%q fits whatever you want it to fit", e.What.V[m[0]:m[1]]),
				Help: "Name what somebody else could check, such as a road that the police have closed, each cause in an exclusion of its own."})
		}
	}
}

// ownWork finds words for what the business does itself.
var ownWork = lazy.Pattern(`(?i)\b(?:maintenance|patch(?:es|ing)?|re(?:start|boot)s?|back-?ups?|moves? (?:to|of)|work that we|upgrad(?:es?|ing)|updates?|updating|migrations?|(?:planned|scheduled|announced|our own|our) (?:down ?time|works?|changes?|outages?))\b`)

// theirWork finds words for work that the customer does, or asks for.
var theirWork = lazy.Pattern(`(?i)\b(?:(?:that|which) you|your own|by you|yourselves|at your request|for which you ask)\b`)

// checkOwnWork reports an availability that leaves out work of one's own, however long it lasts.
func checkOwnWork(r *report, p *catalog.Promise) {
	if p.Indicator.Kind.V != "availability" {
		return
	}
	for _, e := range p.Exclusions {
		if m := ownWork().FindStringIndex(e.What.V); m != nil && !e.UpTo.IsSet() && !theirWork().MatchString(e.What.V) {
			r.problems.Add(diag.Problem{At: placeIn(e.What, m[0], m[1]), Message: fmt.Sprintf("%q does not count, however long it lasts", shorten(e.What.V)),
				Help: "Add the most that you will leave out in one window, such as up_to: 4h."})
		}
	}
}
