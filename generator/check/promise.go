package check

import (
	"fmt"
	"slices"

	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// promiseRules judge how firmly a promise stands: a guarantee has a remedy, a best effort no number, and each says
// something that could be kept or broken. Vague words are in vague.go, sentence against data in limits.go.
var promiseRules = area{
	promise: []rule[*catalog.Promise]{
		{id: "empty-promise", judge: emptyPromise},
		{id: "promise-best-effort-number", judge: bestEffortNumber},
		{id: "guarantee-no-remedy", judge: guaranteeRemedy},
	},
}

func emptyPromise(s *sheet, p *catalog.Promise) {
	if p.Visibility.V == "internal" || !praised(p.Says.V) {
		return
	}
	m := praise().FindStringIndex(p.Says.V)
	s.say(part(p.Says, m[0], m[1]), "Say what a customer would see when it is kept. If nothing comes to mind, remove the promise.",
		"%q is praise: nobody could tell whether it was kept", brief(p.Says.V))
}

// praise finds what businesses say about themselves.
var praise = pattern(`(?i)\b(?:(?:fully |deeply |strongly )?committed to|commitment to (?:quality|excellence|service)|passion(?:ate)?|(?:take |taking )?pride (?:ourselves |in)|strive|strives|striving|` +
	`extra mile|above and beyond|exceed (?:your |all )?expectations|(?:is|are) (?:always )?our (?:top |first |highest |number[- ]one |main )?priority|(?:your|customer|client|complete|full) satisfaction|` +
	`excellen(?:t|ce)|(?:high|highest|top|best|great|outstanding|superior|premium)(?:[- ]possible)?[- ](?:quality|service|standards?|care|experience)|quality (?:service|work)|` +
	`customer[- ](?:focus(?:ed)?|first|centric)|dedicated to|dedication|second to none|peace of mind|we care|you matter|value (?:you|our customers)|world[- ]class|works? hard)\b`)

// praised reports whether a sentence is praise alone: there is nothing in it that could be counted.
func praised(says string) bool { return praise().MatchString(says) && !measured(says) }

func bestEffortNumber(s *sheet, p *catalog.Promise) {
	if p.Commitment.V != "best-effort" {
		return
	}
	var found []diag.Related
	if n, ok := firstNumber(p.Says.V); ok {
		found = append(found, diag.Related{At: part(p.Says, n.from, n.to), Note: fmt.Sprintf("%q", p.Says.V[n.from:n.to])})
	}
	add := func(field string, at diag.Place) {
		if !at.IsZero() {
			found = append(found, diag.Related{At: at, Note: field + ":"})
		}
	}
	add("within", p.Within.At)
	add("at_least", p.AtLeast.At)
	add("at_most", p.AtMost.At)
	add("target", p.Target.At)
	if len(found) > 0 {
		s.say(found[0].At, "Take the number out and say what you do. Or stand by it: write commitment: target, and publish how often you keep it.",
			"%q is a best effort, and has a number: %s", p.ID.V, found[0].Note).Related = others(found[1:])
	}
}

// numberForm finds what a customer hears as a number: a length of time in words or digits, a share, a count in digits.
var numberForm = pattern(`(?i)(?:^|[^\w.,:])((?:` + numeral + `|half an)[ -](?:working |business )?(?:` + timeUnit + `)\b|\d[\d,.]*(?:\s?%|\b:?))`)

// firstNumber gives the first number in a sentence. The time of a day is none: it says when, and not how well.
func firstNumber(sentence string) (span, bool) {
	for _, m := range numberForm().FindAllStringSubmatchIndex(sentence, -1) {
		if sentence[m[3]-1] != ':' {
			return span{m[2], m[3]}, true
		}
	}
	return span{}, false
}

// others words further places of the same mistake.
func others(found []diag.Related) []diag.Related {
	var out []diag.Related
	for _, f := range found {
		out = append(out, diag.Related{At: f.At, Note: "and here"})
	}
	return slices.Clip(out)
}

func guaranteeRemedy(s *sheet, p *catalog.Promise) {
	r := p.OnMiss.Remedy
	if p.Commitment.V != "guarantee" {
		return
	}
	given := !blank(r.Amount) || len(r.Tiers) > 0
	switch {
	case !given && blank(r.Kind):
		s.say(p.Commitment.At, "Under on_miss:, add remedy: {kind: service_credit, amount: 20% of that charge, automatic: true}. If there is none, write commitment: target.",
			"%q is a guarantee, and nothing says what the customer gets when it is missed", p.ID.V)
	case !given && credit(r.Kind):
		s.say(r.Kind.At, "Add amount: such as 20% of that delivery's charge, or tiers:.", "the remedy of %q does not say how much", p.ID.V)
	}
}

// credit reports whether a remedy is worth nothing without an amount. Work done again, or a refund, can stand alone.
func credit(kind syntax.Text) bool {
	return slices.Contains([]string{"service_credit", "credit", "discount", "voucher"}, kind.V)
}
