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
var anyCause = lazy.Pattern(`(?i)\b(?:(?:beyond|outside|out of|not (?:within|under)) (?:our|the|its|their|anyone's|anybody's) (?:reasonable )?control|force majeure|acts? of god|` +
	`(?:at|in) our (?:sole |own |absolute )?discretion|as we see fit|(?:if|where|when) we (?:see|think|deem|consider it) (?:fit|necessary|appropriate)|` +
	`(?:exceptional|extraordinary|special|unusual|unforeseen|unforeseeable|unavoidable|extenuating|certain|other) (?:circumstances|events|situations|reasons|causes)|` +
	`(?:for )?operational reasons|other (?:good )?reasons|reasons of our own|and so on|etc)\b`)

func checkVagueExclusions(r *report, p *catalog.Promise) {
	for _, e := range p.Exclusions {
		if m := anyCause().FindStringIndex(e.What.V); m != nil {
			r.problems.Add(diag.Problem{At: placeIn(e.What, m[0], m[1]), Message: fmt.Sprintf("%q fits whatever you want it to fit", e.What.V[m[0]:m[1]]),
				Help: "Name what somebody else could check, such as a road that the police have closed, each cause in an exclusion of its own."})
		}
	}
}

// ownWork finds words for what the business does itself.
var ownWork = lazy.Pattern(`(?i)\b(?:maintenance|upgrad(?:es?|ing)|updates?|updating|migrations?|(?:planned|scheduled|announced|our own|our) (?:down ?time|works?|changes?|outages?))\b`)

// checkOwnWork reports an availability that leaves out work of one's own, however long it lasts.
func checkOwnWork(r *report, p *catalog.Promise) {
	if p.Indicator.Kind.V != "availability" {
		return
	}
	for _, e := range p.Exclusions {
		if m := ownWork().FindStringIndex(e.What.V); m != nil && !e.UpTo.IsSet() {
			r.problems.Add(diag.Problem{At: placeIn(e.What, m[0], m[1]), Message: fmt.Sprintf("%q does not count, however long it lasts", shorten(e.What.V)),
				Help: "Add the most that you will leave out in one window, such as up_to: 4h."})
		}
	}
}
