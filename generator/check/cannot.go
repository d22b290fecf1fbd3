package check

import (
	"fmt"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// cannotRules judge how a no is said: with where the offer ends, a reason, and what happens instead.
var cannotRules = area{
	capability: []rule[*catalog.Capability]{
		{id: "cannot-missing", judge: cannotMissing},
	},
	excluded: []rule[*catalog.Excluded]{
		{id: "no-reason", judge: excludedReason},
		{id: "no-alternative", judge: excludedAlternative},
	},
	line: []rule[*agreement.Line]{
		{id: "no-reason", judge: lineReason, draft: diag.Warning},
		{id: "no-alternative", judge: lineAlternative, draft: diag.Warning},
		{id: "if-missing", judge: ifMissing, draft: diag.Warning},
	},
}

// onOffer reports whether a new customer could have the capability. One without a title is an error of its own, and may
// be a file that cannot be read: what else it lacks is not known.
func onOffer(c *catalog.Capability) bool {
	return c.Status.V != "paused" && c.Status.V != "retired" && !blank(c.Title)
}

func cannotMissing(s *sheet, c *catalog.Capability) {
	if onOffer(c) && len(c.Excluded) == 0 {
		s.say(first(c.At, c.Title.At), "Under scope, add excluded: with what people ask for and you turn down, each with because and instead.",
			"%q does not say what it leaves out", c.Title.V)
	}
}

func excludedReason(s *sheet, e *catalog.Excluded) {
	switch {
	case !e.What.IsSet():
	case blank(e.Because):
		s.say(e.What.At, "Add the true reason below it, such as because: Our vans are not refrigerated.", "no reason is given for %q", brief(e.What.V))
	case hollow(e.Because):
		s.say(e.Because.At, hollowHelp, "%q is no reason for %q", e.Because.V, brief(e.What.V))
	}
}

func excludedAlternative(s *sheet, e *catalog.Excluded) {
	if e.What.IsSet() && blank(e.Instead) && blank(e.If) && !e.Excluded.Refer.IsSet() {
		s.say(e.What.At, "Add one of these below it: instead: with what you can do, if: with the condition on which you can, or refer: with a partner from partners.yaml.",
			"%q is a no that leads nowhere", brief(e.What.V))
	}
}

func lineReason(s *sheet, l *agreement.Line) {
	switch {
	case l.Answer.V != "no" || l.Internal():
	case blank(l.Because):
		s.say(l.Answer.At, reasonHelp(l), "the answer to %q is no, without a reason", wish(l))
	case hollow(l.Because):
		s.say(l.Because.At, hollowHelp, "%q is no reason for the no to %q", l.Because.V, wish(l))
	}
}

// reasonHelp hands the author the reason that the offer gives, where the line names what stands against it.
func reasonHelp(l *agreement.Line) string {
	if l.Excluded != nil && !blank(l.Excluded.Because) {
		return fmt.Sprintf("Your offer has a reason for it already; add because: %s", l.Excluded.Because.V)
	}
	return "Add the true reason, such as because: We managed that on 2 of our last 200 deliveries."
}

func lineAlternative(s *sheet, l *agreement.Line) {
	if l.Answer.V != "no" || l.Internal() || !blank(l.Instead) || !blank(l.If) || l.Line.Refer.IsSet() {
		return
	}
	help := "Add instead: with what you do, if: with the condition on which it becomes a yes, or refer: with a partner who does it."
	if l.Excluded != nil && !blank(l.Excluded.Instead) {
		help = fmt.Sprintf("Your offer says what you do; add instead: %s", l.Excluded.Instead.V)
	}
	s.say(l.Answer.At, help, "the no to %q leads nowhere", wish(l))
}

func ifMissing(s *sheet, l *agreement.Line) {
	if l.Answer.V == "yes-if" && blank(l.If) && !l.Internal() {
		s.say(l.Answer.At, "Add the condition, such as if: Pallets are corner-boarded before we collect. If there is none, the answer is yes.",
			"the answer to %q is yes-if, and no condition is given", wish(l))
	}
}

// wish is what the customer asked for, in their own words where they are there.
func wish(l *agreement.Line) string {
	for _, t := range []syntax.Text{l.Said, l.Understood, l.ID} {
		if !blank(t) {
			return brief(t.V)
		}
	}
	return "this line"
}

const hollowHelp = "Say what the rule protects, or what you lack, such as because: Our vans are not refrigerated."

// hollow reports whether a reason only says once more that the answer is no.
func hollow(reason syntax.Text) bool {
	const longest = 30
	if len(reason.V) > longest {
		return false
	}
	switch strings.Trim(strings.ToLower(strings.Join(strings.Fields(reason.V), " ")), ".! ") {
	case "company policy", "our policy", "policy", "it is our policy", "it's our policy", "it is company policy", "it's company policy",
		"we don't", "we do not", "we don't do that", "we do not do that", "we can't", "we cannot", "not possible", "it is not possible",
		"it's not possible", "because", "no reason", "none", "n/a", "tbc", "tbd", "-", "?":
		return true
	}
	return false
}
