// Package check judges what a site says: whether a promise is one, whether a no has a reason, whether a customer could
// tell if a line was kept.
//
// A rule is a small function over the one value that it judges. Each file holds an area, and begins with the table of
// its rules; to add one, write the function, list it there by the value it judges, and describe it in a document of package rules.
// Which tables there are is listed below, in areas.
//
// References that lead nowhere were reported by catalog and agreement, and form by syntax: a value that is missing here
// may have been reported there already, so a rule judges only what it can see. What records show is for package record.
// Rules keep nothing between calls, so that agreements may be judged by several goroutines at once.
package check

import (
	"slices"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// areas are all tables of rules.
var areas = []area{cannotRules, fitRules, vagueRules, promiseRules, remedyRules, limitRules, clockRules, agreementRules, agreedRules, reachRules, policyRules, tellingRules, afterRules, waitingRules}

// Offer judges what the business says to everybody.
func Offer(o *catalog.Offer) []diag.Problem {
	r := &report{Offer: o}
	for _, a := range areas {
		judge(r, a.offer, o)
		judge(r, a.channel, o.Channels...)
		judge(r, a.capability, o.Capabilities...)
		judge(r, a.promise, o.Promises...)
		judge(r, a.policy, readable(o.Policies)...)
		judge(r, a.notice, o.Notices...)
		for _, c := range o.Capabilities {
			judge(r, a.excluded, c.Excluded...)
		}
	}
	return diag.Sort(r.problems.Problems)
}

// Agreement judges what was said and agreed with one customer of the offer.
func Agreement(o *catalog.Offer, a *agreement.Agreement) []diag.Problem {
	r := &report{Offer: o, customer: a}
	lines := slices.Concat(a.Working, a.Service)
	for _, area := range areas {
		judge(r, area.agreement, a)
		judge(r, area.line, lines...)
	}
	return diag.Sort(r.problems.Problems)
}

// area is the rules of one subject, by the value that they judge.
type area struct {
	offer      []rule[*catalog.Offer]
	channel    []rule[*catalog.Channel]
	capability []rule[*catalog.Capability]
	excluded   []rule[*catalog.Excluded]
	promise    []rule[*catalog.Promise]
	policy     []rule[*catalog.Policy]
	notice     []rule[*catalog.Notice]
	agreement  []rule[*agreement.Agreement]
	line       []rule[*agreement.Line]
}

// rule is a function that judges one value, under the id of its document.
type rule[T any] struct {
	id    diag.RuleID
	check func(*report, T)
	draft diag.Severity // how it counts in a draft, which may be unfinished; zero: as anywhere
	ended bool          // it is asked of an agreement that has ended, too
}

// report is what a rule is given beside the value: the offer, the customer where there is one, and a place for its
// findings.
type report struct {
	*catalog.Offer
	customer *agreement.Agreement // nil for what is said to everybody
	problems diag.List
}

// readable returns the policies of which it is known what they say of themselves.
func readable(all []*catalog.Policy) []*catalog.Policy {
	if !slices.ContainsFunc(all, broken) {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), broken)
}

func broken(p *catalog.Policy) bool { return p.Policy.Body.Broken }

// judge puts each value before each rule.
func judge[T any](r *report, rules []rule[T], values ...T) {
	for _, rule := range rules {
		r.problems.Default = diag.Problem{Rule: rule.id}
		switch r.agreementStatus() {
		case "draft":
			r.problems.Default.Severity = rule.draft
		case "ended":
			if !rule.ended {
				continue
			}
		}
		if r.problems.Default.Severity == diag.Off {
			continue
		}
		for _, v := range values {
			rule.check(r, v)
		}
	}
}

// agreementStatus is where the customer's agreement stands; empty for what is said to everybody.
func (r *report) agreementStatus() string {
	if r.customer == nil {
		return ""
	}
	return r.customer.Status.V
}

// isBlank reports whether nothing is said: not written, or only space.
func isBlank(t syntax.Text) bool { return strings.TrimSpace(t.V) == "" }

// firstPlace gives the place of the first of some values that was written, else of the thing they belong to.
func firstPlace(thing diag.Place, values ...diag.Place) diag.Place {
	for _, at := range values {
		if !at.IsZero() {
			return at
		}
	}
	return thing
}

// shorten shortens the author's words so that they can be quoted in a message.
func shorten(s string) string {
	const most = 60
	words := []rune(strings.Join(strings.Fields(s), " "))
	if len(words) <= most {
		return string(words)
	}
	cut := string(words[:most])
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return cut + "…"
}
