package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/diag"
)

const (
	questionOpen diag.RuleID = "question-open"
	askNone      diag.RuleID = "ask-none"
)

// questionRules tell in one line what a draft does not say yet, and of which capability nobody knows what to ask. Rules about
// each question by itself are off in drafts.
var questionRules = []rule{
	{id: questionOpen, check: checkQuestions},
	{id: askNone, check: lacking(func(c *catalog.Capability) bool { return isOnOffer(c) && len(c.Ask) == 0 }, capabilityPlace, capabilityTitle,
		"nothing says what to ask a customer of %q", "Add ask: with what you need to hear before you say yes, such as ask: [\"Who has to hear first when something is late?\"].")},
}

// subjects names what questions are about, in their order.
var subjects = []struct {
	of   agreement.Subject
	name string
}{
	{agreement.WhoDecides, "who decides"}, {agreement.Use, "how they use it"}, {agreement.Telling, "how they like to be told"},
	{agreement.Success, "what a great success would be"},
	{agreement.Working, "what they expect of working with you"}, {agreement.Service, "what the service must do"},
	{agreement.Said, "what they said"}, {agreement.Understood, "what you took it to mean"}, {agreement.OurAnswer, "your answer"},
	{agreement.Costs, "what it costs"}, {agreement.Beginning, "when it begins"},
}

func checkQuestions(r *report, a *agreement.Agreement) {
	gaps := slices.DeleteFunc(a.Gaps(isBlank), func(g agreement.Gap) bool { return g.Subject == agreement.SuccessMeasure }) // nobody waits for that
	if a.Status.V != "draft" || len(gaps) == 0 || slices.ContainsFunc(agreementTexts(a), r.isStartingText) {                // a new file has just begun
		return
	}
	var open []string
	for _, s := range subjects {
		var lines []string
		found := false
		for _, g := range gaps {
			if g.Subject == s.of {
				found = true
				if g.Line != nil {
					lines = append(lines, g.Line.ID.V)
				}
			}
		}
		switch {
		case len(lines) > 0:
			open = append(open, s.name+" ("+strings.Join(lines, ", ")+")")
		case found:
			open = append(open, s.name)
		}
	}
	count := strconv.Itoa(len(gaps)) + " questions are"
	if len(gaps) == 1 {
		count = "1 question is"
	}
	r.problems.Add(diag.Problem{At: agreementPlace(a), Message: fmt.Sprintf("%s still open: %s", count, strings.Join(open, "; ")),
		Help: "Ask, and write the answers in their places. To have the questions on paper: upfront ask " + a.ID + " --html"})
}
