package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A list is made so that somebody reads it to its end: errors stand first, of what repeats itself a few are printed and the
// others counted, and a table of the rules ends a list that is longer than a glance.

const (
	maxOfRule = 5   // problems of one rule and severity that are printed
	maxListed = 500 // problems that are printed at all
	atAGlance = 10  // problems for which there is no table
)

// kind is what is folded into one: problems of one rule with one severity.
type kind struct {
	rule  RuleID
	level Severity
}

func kindOf(p Problem) kind { return kind{p.Rule, p.Level()} }

// errorsFirst returns the problems by severity, and otherwise in their order.
func errorsFirst(problems []Problem) []Problem {
	return slices.SortedStableFunc(slices.Values(problems), func(a, b Problem) int { return cmp.Compare(b.Level(), a.Level()) })
}

// list prints the problems that a list has room for, and how many more of their kind there are. It returns how many it
// printed.
func (p *printer) list(problems []Problem) (printed int) {
	listed := map[kind]int{}
	for i, problem := range problems {
		k := kindOf(problem)
		listed[k]++
		switch {
		case p.all || listed[k] <= maxOfRule && printed < maxListed:
			p.problem(problem)
			printed++
		case listed[k] == maxOfRule+1 && printed < maxListed:
			p.line(p.paint(dim, restOf(problems[i:], k)))
		default:
			continue
		}
		p.line("")
	}
	return printed
}

// restOf says how many problems of a kind are left: "and 79 more of link-broken, in 12 files".
func restOf(problems []Problem, k kind) string {
	rest := slices.DeleteFunc(slices.Clone(problems), func(p Problem) bool { return kindOf(p) != k })
	text := fmt.Sprintf("… and %d more of %s", Count(rest, k.level), k.rule)
	if n := fileCount(rest); n > 0 {
		text += ", in " + Plural(n, "file")
	}
	return text
}

// table prints how many problems of each rule there are: errors first, and of each severity the most frequent.
func (p *printer) table(problems []Problem) {
	counts, kinds := map[kind]int{}, []kind(nil)
	for _, problem := range problems {
		k := kindOf(problem)
		if counts[k] == 0 {
			kinds = append(kinds, k)
		}
		counts[k] += problem.count()
	}
	slices.SortFunc(kinds, func(a, b kind) int {
		return cmp.Or(cmp.Compare(b.level, a.level), cmp.Compare(counts[b], counts[a]), strings.Compare(string(a.rule), string(b.rule)))
	})
	counted := func(k kind) string { return Plural(counts[k], k.level.String()) }
	first, second := 0, 0
	for _, k := range kinds {
		first, second = max(first, len(counted(k))), max(second, len(k.rule))
	}
	for _, k := range kinds {
		p.line(p.paint(levelPaint[k.level], fmt.Sprintf("%*s", first, counted(k))) + fmt.Sprintf("  %-*s  %s", second, k.rule, RuleOf(k.rule).Title))
	}
	p.line("")
}

func fileCount(problems []Problem) int {
	files := map[string]bool{}
	for _, p := range problems {
		if !p.At.IsZero() {
			files[p.At.File] = true
		}
	}
	return len(files)
}
