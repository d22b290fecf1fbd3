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

// allRules holds the tables of all files.
var allRules = slices.Concat(cannotRules, fitRules, vagueRules, promiseRules, remedyRules, limitRules, clockRules, recordRules, agreementRules,
	agreedRules, contactRules, policyRules, noticeRules, aftersaleRules, startingTextRules)

// rule is one check of one kind of value.
type rule struct {
	id         diag.RuleID
	check      any           // a function of the report and the value: func(*report, *catalog.Promise), and likewise for the kinds below
	draft      diag.Severity // how it counts in a draft, which may be unfinished; zero: as anywhere
	ended      bool          // an agreement that has ended is checked, too
	unrecorded bool          // a promise without a record is checked, too
}

// Offer returns what is wrong with what the business says to everybody.
func Offer(o *catalog.Offer) []diag.Problem {
	r := &report{Offer: o}
	for _, rule := range allRules {
		r.problems.Default.Rule = rule.id
		switch check := rule.check.(type) {
		case func(*report, *catalog.Offer):
			check(r, o)
		case func(*report, *catalog.Channel):
			each(r, check, o.Channels)
		case func(*report, *catalog.Capability):
			each(r, check, o.Capabilities)
		case func(*report, *catalog.Excluded):
			for _, c := range o.Capabilities {
				each(r, check, c.Excluded)
			}
		case func(*report, *catalog.Promise):
			each(r, check, o.Promises)
		case func(*report, *catalog.Policy):
			each(r, check, readable(o.Policies))
		case func(*report, *catalog.Notice):
			each(r, check, o.Notices)
		}
	}
	return diag.Sort(r.problems.Problems)
}

// Agreement returns what is wrong with what was said and agreed with one customer of the offer.
func Agreement(o *catalog.Offer, a *agreement.Agreement) []diag.Problem {
	r := &report{Offer: o, customer: a}
	lines := slices.Concat(a.Working, a.Service)
	for _, rule := range allRules {
		r.problems.Default = diag.Problem{Rule: rule.id}
		if a.Status.V == "draft" {
			r.problems.Default.Severity = rule.draft
		}
		if rule.draft == diag.Off && a.Status.V == "draft" || a.Status.V == "ended" && !rule.ended {
			continue
		}
		switch check := rule.check.(type) {
		case func(*report, *agreement.Agreement):
			check(r, a)
		case func(*report, *agreement.Line):
			each(r, check, lines)
		}
	}
	return diag.Sort(r.problems.Problems)
}

func each[T any](r *report, check func(*report, T), values []T) {
	for _, v := range values {
		check(r, v)
	}
}

// readable returns the policies whose front matter could be read.
func readable(all []*catalog.Policy) []*catalog.Policy {
	broken := func(p *catalog.Policy) bool { return p.Policy.Body.Broken }
	return slices.DeleteFunc(slices.Clone(all), broken)
}

// report is what a rule is given beside the value: the offer, the customer where there is one, and a place for its
// findings.
type report struct {
	*catalog.Offer
	customer *agreement.Agreement // nil for what is said to everybody
	problems diag.List
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
