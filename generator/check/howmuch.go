package check

import (
	"fmt"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/amount"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/syntax"
)

// Sums in words: a price, and what a customer gets for a miss. Whoever writes a sentence may mean what a list does not know, so
// that only a few words are judged. The words are English.

// howMuchRules report a sum that is none, or that is of no currency.
var howMuchRules = []rule{
	{id: priceOpen, check: func(r *report, c *catalog.Capability) { r.reportNoSum(offeredSums(c)) }, english: true},
	{id: priceOpen, check: func(r *report, a *agreement.Agreement) { r.reportNoSum(agreedSums(a)) }, draft: diag.Notice, english: true},
	{id: remedyOdd, check: func(r *report, p *catalog.Promise) { r.reportNoSum(remedySums(p)) }, english: true},
	{id: priceOpen, check: func(r *report, c *catalog.Capability) { r.reportBareSum(offeredSums(c)) }},
	{id: priceOpen, check: func(r *report, a *agreement.Agreement) { r.reportBareSum(agreedSums(a)) }, draft: diag.Notice},
	{id: remedyOdd, check: func(r *report, p *catalog.Promise) { r.reportBareSum(remedySums(p)) }},
}

func agreedSums(a *agreement.Agreement) []syntax.Text {
	return []syntax.Text{a.Price.Amount, a.Price.Ceiling}
}

func offeredSums(c *catalog.Capability) []syntax.Text {
	if c.Retired() {
		return nil
	}
	next := c.Price.Next.Get()
	sums := []syntax.Text{c.Price.Amount, c.Price.Ceiling, next.Amount, next.Ceiling}
	for _, o := range c.Options {
		sums = append(sums, o.Price, o.Option.Next.Get().Price)
	}
	return sums
}

func remedySums(p *catalog.Promise) []syntax.Text {
	remedy := p.OnMiss.Remedy
	sums := []syntax.Text{remedy.Amount, remedy.Cap}
	for _, t := range remedy.Tiers {
		sums = append(sums, t.Credit)
	}
	return sums
}

const fewWords = 3

var sumWords = lazy.Pattern(`(?i)[\pN\p{Sc}]|\b(?:all|whole|entire|full|half|double|twice|thirds?|quarter|free|none?|nothing|zero|back|again|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|hundred)|` +
	`(?:hour|day|week|month|year|fee|charge|price|cost|bill|rate|invoice|deposit|delivery|rest|difference|refund|credit)(?:['’]?s)?|` +
	`included|request|quote|quotation|asked?|agreed|arrangement|pro bono|as before|same)\b`)

// reportNoSum reports texts of few words that name neither a number nor what the sum is.
func (r *report) reportNoSum(texts []syntax.Text) {
	for _, t := range texts {
		if !isBlank(t) && len(strings.Fields(t.V)) <= fewWords && !sumWords().MatchString(t.V) {
			r.problems.Add(diag.Problem{At: t.At, Message: fmt.Sprintf("%q does not say how much", t.V),
				Help: "Write the sum or the share, or what it is: all of that charge, included, on request."})
		}
	}
}

// reportBareSum reports numbers without a currency: pages print them as they are written.
func (r *report) reportBareSum(texts []syntax.Text) {
	for _, t := range texts {
		if isBareSum(t.V) && !syntax.IsPlaceholder(t.V) {
			r.problems.Add(diag.Problem{At: t.At, Message: fmt.Sprintf("%q does not say of what currency it is, and is printed so", t.V),
				Help: fmt.Sprintf("Write the sum as customers will read it, such as %s.", amount.Signed(t.V, r.Site.Currency.V))})
		}
	}
}

// isBareSum reports whether a text is a number and nothing else, or what it is paid for.
func isBareSum(text string) bool {
	if _, named := amount.ParseMoney(text, ""); named {
		return false
	}
	sum, ok := amount.ParseMoney(text, "GBP") // as any other would do
	return ok && (sum.Per == "" || paidPer().MatchString(sum.Per))
}

// paidPer matches what follows a sum. 20 per cent is none.
var paidPer = lazy.Pattern(`(?i)^(?:/|a |an |each\b|every |per [^c]|per c[^e])`)
