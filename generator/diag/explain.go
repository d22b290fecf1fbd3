package diag

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"upfront/generator/check/rules"
)

// Explain prints the long form of a rule: what it looks for, why, when it fires and how to mend it, and how a site
// changes its severity. The error is the writer's.
func Explain(w io.Writer, rule Rule) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "%s[%s]: %s\n\n", rule.Severity, rule.ID, rule.Title)
	fmt.Fprintf(out, "%s\n\n%s\n\n", strings.Join(wrap(rule.Why, explainWidth), "\n"), rule.Explanation())
	fmt.Fprintln(out, strings.Join(wrap(settingOf(rule), explainWidth), "\n"))
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

func settingOf(rule Rule) string {
	if rule.Fixed {
		return "This is always an error; no setting changes it."
	}
	return fmt.Sprintf("This is %s unless site.yaml says otherwise, under checks: write %s: off, notice, warning or error.",
		map[Severity]string{Error: "an error", Warning: "a warning", Notice: "a notice"}[rule.Severity], rule.ID)
}
