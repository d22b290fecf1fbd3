package diag

import (
	"bufio"
	"fmt"
	"io"
	"strings"
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

// explainWidth is the width of the text of the documents.
const explainWidth = 80

func settingOf(rule Rule) string {
	if rule.Fixed {
		return "This is always an error; no setting changes it."
	}
	return fmt.Sprintf("This is %s unless site.yaml says otherwise, under checks: write %s: off, notice, warning or error.",
		map[Severity]string{Error: "an error", Warning: "a warning", Notice: "a notice"}[rule.Severity], rule.ID)
}
