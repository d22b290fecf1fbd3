package check

import (
	"fmt"
	"slices"

	"upfront/generator/catalog"
	"upfront/generator/diag"
)

const (
	emptyPromise            diag.RuleID = "empty-promise"
	promiseBestEffortNumber diag.RuleID = "promise-best-effort-number"
	guaranteeNoRemedy       diag.RuleID = "guarantee-no-remedy"
)

// promiseRules judge how firmly a promise stands: a guarantee has a remedy, a best effort no number, and each says
// something that could be kept or broken. Vague words are in vague.go, sentence against data in limits.go.
var promiseRules = []rule{
	{id: emptyPromise, check: checkPraise},
	{id: promiseBestEffortNumber, check: checkBestEffort},
	{id: guaranteeNoRemedy, check: checkGuarantee},
}

func checkPraise(r *report, p *catalog.Promise) {
	if p.Visibility.V == "internal" || !isPraise(p.Says.V) {
		return
	}
	m := praise().FindStringIndex(p.Says.V)
	r.problems.Add(diag.Problem{At: placeIn(p.Says, m[0], m[1]), Message: fmt.Sprintf("%q is praise: nobody could tell whether it was kept", shorten(p.Says.V)),
		Help: "Say what a customer would see when it is kept. If nothing comes to mind, remove the promise."})
}

// praise finds what businesses say about themselves.
var praise = pattern(`(?i)\b(?:(?:fully |deeply |strongly )?committed to|commitment to (?:quality|excellence|service)|passion(?:ate)?|(?:take |taking )?pride (?:ourselves |in)|strive|strives|striving|` +
	`extra mile|above and beyond|exceed (?:your |all )?expectations|(?:is|are) (?:always )?our (?:top |first |highest |number[- ]one |main )?priority|(?:your|customer|client|complete|full) satisfaction|` +
	`excellen(?:t|ce)|(?:high|highest|top|best|great|outstanding|superior|premium)(?:[- ]possible)?[- ](?:quality|service|standards?|care|experience)|quality (?:service|work)|` +
	`customer[- ](?:focus(?:ed)?|first|centric)|dedicated to|dedication|second to none|peace of mind|we care|you matter|value (?:you|our customers)|world[- ]class|works? hard)\b`)

// isPraise reports whether a sentence is praise alone: there is nothing in it that could be counted.
func isPraise(says string) bool { return praise().MatchString(says) && !isMeasured(says) }

func checkBestEffort(r *report, p *catalog.Promise) {
	if p.Commitment.V != "best-effort" {
		return
	}
	var found []diag.Related
	if n, ok := firstNumber(p.Says.V); ok {
		found = append(found, diag.Related{At: placeIn(p.Says, n.from, n.to), Note: fmt.Sprintf("%q", p.Says.V[n.from:n.to])})
	}
	found = append(found, diag.Related{At: p.Within.At, Note: "within:"}, diag.Related{At: p.AtLeast.At, Note: "at_least:"},
		diag.Related{At: p.AtMost.At, Note: "at_most:"}, diag.Related{At: p.Target.At, Note: "target:"})
	found = slices.DeleteFunc(found, func(f diag.Related) bool { return f.At.IsZero() })
	if len(found) == 0 {
		return
	}
	number := found[0]
	for i := range found {
		found[i].Note = "and here"
	}
	r.problems.Add(diag.Problem{At: number.At, Message: fmt.Sprintf("%q is a best effort, and has a number: %s", p.ID.V, number.Note),
		Help: "Take the number out and say what you do. Or stand by it: write commitment: target, and publish how often you keep it.", Related: found[1:]})
}

// numberForm finds what a customer hears as a number: a length of time in words or digits, a share, a count in digits.
var numberForm = pattern(`(?i)(?:^|[^\w.,:])((?:` + numeral + `|half an)[ -](?:working |business )?(?:` + timeUnit + `)\b|\d[\d,.]*(?:\s?%|\b:?))`)

// firstNumber returns the first number in a sentence. A time of day is no number: it says when, and not how well.
func firstNumber(sentence string) (span, bool) {
	for _, m := range numberForm().FindAllStringSubmatchIndex(sentence, -1) {
		if sentence[m[3]-1] != ':' {
			return span{m[2], m[3]}, true
		}
	}
	return span{}, false
}

func checkGuarantee(r *report, p *catalog.Promise) {
	remedy := p.OnMiss.Remedy
	given := !isBlank(remedy.Amount) || len(remedy.Tiers) > 0
	switch {
	case p.Commitment.V != "guarantee" || given:
	case isBlank(remedy.Kind):
		r.problems.Add(diag.Problem{At: p.Commitment.At, Message: fmt.Sprintf("%q is a guarantee, and nothing says what the customer gets when it is missed", p.ID.V),
			Help: "Under on_miss:, add remedy: {kind: service_credit, amount: 20% of that charge, automatic: true}. If there is none, write commitment: target."})
	case slices.Contains([]string{"service_credit", "credit", "discount", "voucher"}, remedy.Kind.V): // work done again, or a refund, can stand alone
		r.problems.Add(diag.Problem{At: remedy.Kind.At, Message: fmt.Sprintf("the remedy of %q does not say how much", p.ID.V),
			Help: "Add amount: such as 20% of that delivery's charge, or tiers:."})
	}
}
