package diag

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"upfront/generator/check/rules"
)

// RuleID names a [Rule]. It never changes once published. Each package declares the ids that it reports as constants.
type RuleID string

// Ids that several packages report, of which none imports all the others.
const (
	TextEncoding RuleID = "text-encoding"
	IDDuplicate  RuleID = "id-duplicate"
	RefUnknown   RuleID = "ref-unknown"
)

// Rule holds what a check always says. It is read from the document of the check in generator/check/rules.
type Rule struct {
	ID       RuleID   `json:"id"`
	Area     string   `json:"area"`
	Severity Severity `json:"severity"`
	Fixed    bool     `json:"fixed,omitempty"` // no site may change its severity
	Title    string   `json:"title"`           // what it looks for, a few words
	Why      string   `json:"why"`             // one sentence: why it matters to a customer
	document rules.Document
}

// RuleOf returns the rule with the id. It panics for an id without a document: that is a mistake of this program.
func RuleOf(id RuleID) Rule {
	rule, ok := LookUp(id)
	if !ok {
		panic(fmt.Sprintf("diag: no rule %q", id))
	}
	return rule
}

// LookUp returns the rule with the id, and whether there is one.
func LookUp(id RuleID) (Rule, bool) {
	i, ok := slices.BinarySearchFunc(Rules(), id, func(r Rule, id RuleID) int { return cmp.Compare(r.ID, id) })
	if !ok {
		return Rule{}, false
	}
	return Rules()[i], true
}

// Rules returns every rule, by id. The result is shared.
var Rules = sync.OnceValue(func() []Rule {
	var all []Rule
	for _, d := range rules.All() {
		severity, _ := ParseSeverity(d.Severity)
		all = append(all, Rule{ID: RuleID(d.ID), Area: d.Area, Severity: severity, Fixed: d.Fixed, Title: d.Title, Why: d.Why, document: d})
	}
	return all
})

// Explain prints the long form of a rule: what it looks for, why, when it fires and how to mend it, and how a site
// changes its severity. The error is the writer's.
func Explain(w io.Writer, rule Rule) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "%s[%s]: %s\n\n", rule.Severity, rule.ID, rule.Title)
	fmt.Fprintf(out, "%s\n\n%s\n\n", strings.Join(Wrap(rule.Why, explainWidth), "\n"), rule.document.Plain())
	setting := "No line under checks in site.yaml changes this severity."
	if !rule.Fixed {
		setting = fmt.Sprintf("This is %s unless site.yaml says otherwise, under checks: write %s: off, notice, warning or error.",
			map[Severity]string{Error: "an error", Warning: "a warning", Notice: "a notice"}[rule.Severity], rule.ID)
	}
	fmt.Fprintln(out, strings.Join(Wrap(setting, explainWidth), "\n"))
	return out.Flush()
}

// ListText prints every rule on a line of its own, with its severity, below the name of its area. The error is the
// writer's.
func ListText(w io.Writer) error {
	out := bufio.NewWriter(w)
	for i, area := range rules.Areas {
		if i > 0 {
			fmt.Fprintln(out)
		}
		fmt.Fprintln(out, area)
		for _, r := range Rules() {
			if r.Area == area {
				fmt.Fprintf(out, "  %-8s %-27s %s\n", r.Severity, r.ID, r.Title)
			}
		}
	}
	return out.Flush()
}

// explainWidth is the width of the text of the documents.
const explainWidth = 80
