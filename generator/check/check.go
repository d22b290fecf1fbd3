// Package check judges what a site says: whether a promise is one, whether a no has a reason, whether a customer could
// tell if a line was kept. It reads no files and changes nothing.
//
// To add a check: in the file of its subject, declare its id, write a function of a report and the value that it judges
// ([catalog.Promise], [agreement.Line] and so on; the cases in [Offer] and [Agreement] are all kinds), and add a row to the
// table at the top of the file:
//
//	const coldPromise diag.RuleID = "cold-promise"
//
//	{id: coldPromise, check: checkWarmth},
//
//	func checkWarmth(r *report, p *catalog.Promise) {
//		if … {
//			r.problems.Add(diag.Problem{At: p.Says.At, Message: "…", Help: "…"})
//		}
//	}
//
// Then describe it in rules/cold-promise.md. A test compiles the examples there, and fails where the check does not fire at
// the marked place; go test ./generator/check/rules -update adds it to docs/checks.md. A new file has a table of its own,
// which allRules names.
//
// References that lead nowhere are reported by catalog and agreement, and wrong forms by syntax: a value that is missing
// here may have been reported there, so a check judges only what is there. Records are counted by package record. Checks
// keep nothing between calls, so that several goroutines may judge agreements at once.
package check

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/markdown"
	"upfront/generator/syntax"
)

// allRules holds the tables of all files.
var allRules = slices.Concat(cannotRules, fitRules, vagueRules, promiseRules, remedyRules, limitRules, clockRules, hoursRules, targetRules, exclusionRules, placeholderRules, proseRules, backingRules, toneRules, recordRules,
	agreementRules, questionRules, contactRules, policyRules, noticeRules, changeRules, renewalRules, aftersaleRules, leftOpenRules, howMuchRules, startingTextRules, borrowedRules)

// customerRules holds those that judge an agreement or a line of one, of which there may be many.
var customerRules = slices.DeleteFunc(slices.Clone(allRules), func(r rule) bool {
	switch r.check.(type) {
	case func(*report, *agreement.Agreement), func(*report, *agreement.Line):
		return false
	}
	return true
})

// rule is one check of one kind of value.
type rule struct {
	id         diag.RuleID
	check      any           // a function of the report and the value: func(*report, *catalog.Promise), and likewise for the kinds below
	draft      diag.Severity // how it counts in a draft, which may be unfinished; zero: as anywhere
	ended      bool          // an agreement that has ended is checked, too
	unrecorded bool          // a promise without a record is checked, too
	english    bool          // it looks for English words, and is not asked about texts in another language
}

// Offer returns what is wrong with what the business says to everybody.
func Offer(o *catalog.Offer) []diag.Problem {
	r := &report{Offer: o}
	for _, rule := range allRules {
		if rule.english && !r.readsEnglish() {
			continue
		}
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
			each(r, check, withNext(o.Promises))
		case func(*report, *catalog.Policy):
			each(r, check, slices.DeleteFunc(slices.Clone(o.Policies), func(p *catalog.Policy) bool { return p.Policy.Body.Broken }))
		case func(*report, *catalog.Notice):
			each(r, check, o.Notices)
		}
	}
	r.reportUnread()
	return diag.Sort(r.problems.Problems)
}

// reportUnread says once which rules say nothing because of the language of the site.
func (r *report) reportUnread() {
	if r.readsEnglish() {
		return
	}
	reads := map[diag.RuleID]bool{}
	for _, rule := range allRules {
		reads[rule.id] = reads[rule.id] || !rule.english
	}
	maps.DeleteFunc(reads, func(_ diag.RuleID, still bool) bool { return still })
	silent := slices.Sorted(maps.Keys(reads))
	r.problems.Add(diag.Problem{Rule: languageUnread, At: r.Site.Language.At, Message: fmt.Sprintf("the language is %q, and %d checks know English words alone: they say nothing here", r.Site.Language.V, len(silent)),
		Help: "Let somebody who reads it look for what these would say: " + strings.Join(diag.Names(silent, func(id diag.RuleID) string { return string(id) }), ", ") + "."})
}

const languageUnread diag.RuleID = "language-unread"

// Agreement returns what is wrong with what was said and agreed with one customer of the offer. Lines for staff alone are not
// judged.
func Agreement(o *catalog.Offer, a *agreement.Agreement) []diag.Problem {
	r := &report{Offer: o, customer: a, lines: slices.Concat(a.Working, a.Service)}
	judged := slices.DeleteFunc(slices.Clone(r.lines), func(l *agreement.Line) bool { return l.Internal() || r.isPartial(l) })
	isPartial := r.isPartial(a)
	for _, rule := range customerRules {
		r.problems.Default = diag.Problem{Rule: rule.id}
		if a.Status.V == "draft" {
			r.problems.Default.Severity = rule.draft
		}
		if rule.english && !r.readsEnglish() || rule.draft == diag.Off && a.Status.V == "draft" || a.Status.V == "ended" && !rule.ended {
			continue
		}
		switch check := rule.check.(type) {
		case func(*report, *agreement.Agreement):
			if !isPartial {
				check(r, a)
			}
		case func(*report, *agreement.Line):
			for _, l := range judged {
				check(r, l)
			}
		}
	}
	return diag.Sort(r.problems.Problems)
}

func each[T any](r *report, check func(*report, T), values []T) {
	for _, v := range values {
		if !r.isPartial(v) {
			check(r, v)
		}
	}
}

// isPartial reports whether a part of a value was refused, so that what it seems to lack may stand in the file.
func (r *report) isPartial(v any) bool {
	p, ok := v.(interface{ IsPartial() bool })
	return ok && p.IsPartial() && !r.Site.Checks.AllowRefused()
}

// lacking returns a check of values that may lack something. The message has a verb for the name of the value.
func lacking[T any](lacks func(T) bool, at func(T) diag.Place, name func(T) string, message, help string) func(*report, T) {
	return func(r *report, v T) {
		if lacks(v) {
			r.problems.Add(diag.Problem{At: at(v), Message: fmt.Sprintf(message, name(v)), Help: help})
		}
	}
}

// The places and names of values in messages.
func capabilityPlace(c *catalog.Capability) diag.Place { return cmp.Or(c.Title.At, c.At) }
func capabilityTitle(c *catalog.Capability) string     { return c.Title.V }
func excludedName(e *catalog.Excluded) string          { return shorten(e.What.V) }
func agreementPlace(a *agreement.Agreement) diag.Place { return cmp.Or(a.Customer.Name.At, a.At) }
func linePlace(l *agreement.Line) diag.Place           { return cmp.Or(l.Line.ID.At, l.At) }

// customerName returns the customer's name for a sentence, or "the customer" where the file has none.
func customerName(a *agreement.Agreement) string { return cmp.Or(a.Customer.Name.V, "the customer") }

// shortWish returns what the customer asked for: what they said, else what was understood, else the id; shortened.
func shortWish(l *agreement.Line) string {
	for _, t := range []syntax.Text{l.Said, l.Understood, l.ID} {
		if !isBlank(t) {
			return shorten(t.V)
		}
	}
	return "this line"
}

// report holds what a check needs beside the value, and collects the problems.
type report struct {
	*catalog.Offer
	customer *agreement.Agreement // nil for what is said to everybody
	lines    []*agreement.Line    // of the customer, with those for staff alone
	problems diag.List

	// made when they are first asked for
	sentences map[*markdown.Document][]passage
	ours      []passage // see prose
	texts     []passage // see fields
	backed    []backing
	claims    []foundClaim
}

// isBlank reports whether nothing is said: not written, or only space.
func isBlank(t syntax.Text) bool { return strings.TrimSpace(t.V) == "" }

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
