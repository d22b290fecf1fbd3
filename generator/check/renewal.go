package check

import (
	"fmt"

	"upfront/generator/agreement"
	"upfront/generator/diag"
)

const (
	renewalNear diag.RuleID = "renewal-near"
	termOver    diag.RuleID = "term-over"
)

// renewalRules tell of terms that are over, or will be soon.
var renewalRules = []rule{
	{id: renewalNear, check: checkRenewalNear, draft: diag.Off},
	{id: termOver, check: checkTermOver, ended: true},
}

// checkRenewalNear tells of a term that is over soon. What an author would like to change has to be asked before.
func checkRenewalNear(r *report, a *agreement.Agreement) {
	renewal, ok := a.Renewal(r.Today())
	if !ok || r.Now.IsZero() || a.Status.V != "agreed" || !renewal.IsNear(r.Today()) {
		return
	}
	message := fmt.Sprintf("the agreement with %s renews on %v as it is", customerName(a), renewal.On)
	help := "Ask how it went, and whether anything is to change; upfront diff says what you would like to ask. If nothing is to change, nothing needs to be done."
	switch {
	case renewal.Ends:
		message = fmt.Sprintf("the agreement with %s ends on %v, and does not renew", customerName(a), renewal.On)
		help = "Ask whether they would like to go on. Then write a new effective and term, and keep their yes: upfront agree " + a.ID + "."
	case !renewal.TellBy.IsZero() && !renewal.TellBy.Before(r.Today()):
		message += fmt.Sprintf(", unless one of you says otherwise by %v", renewal.TellBy)
	}
	r.problems.Add(diag.Problem{At: a.Term.At, Message: message, Help: help})
}

// checkTermOver tells of a term that is over and does not renew, where the agreement does not say that it has ended.
func checkTermOver(r *report, a *agreement.Agreement) {
	if a.TermOver {
		r.problems.Add(diag.Problem{At: a.Term.At, Message: fmt.Sprintf("the term of the agreement with %s was over on %v, so its page says that it has ended", customerName(a), a.Ended.On.V),
			Help: "Say that it has ended: status: ended, with ended: {on: " + a.Ended.On.V.String() + ", why: …}. If you both go on, write a new effective and term, and keep their yes: upfront agree " + a.ID + "."})
	}
}
