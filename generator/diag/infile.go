package diag

import (
	"cmp"
	"fmt"
)

// A file that a program wrote, or a slip in a long one, can have a problem on each of its lines. Nobody reads a thousand of
// a kind, and each has to be sorted, kept and printed: so of one kind a file has only so many.

const (
	maxInFile = 200           // problems of one kind that are kept of a file
	maxWorded = 5 * maxInFile // that are put in words, since those that come first in the file may be found later
)

// count returns how many problems a problem is.
func (p Problem) count() int { return max(1, p.More) }

type kindInFile struct {
	kind
	file string
}

// Counts reports whether the list has so many problems of a kind in a file that one more is only counted, and counts it. It is
// asked before a problem is put in words that may stand in a file a hundred thousand times; p may lack its words.
func (l *List) Counts(p Problem) bool {
	p.Rule, p.Severity, p.Why = cmp.Or(p.Rule, l.Default.Rule), cmp.Or(p.Severity, l.Default.Severity), cmp.Or(p.Why, l.Default.Why)
	k := kindInFile{kindOf(p), p.At.File}
	if l.asked == nil {
		l.asked, l.counted = map[kindInFile]int{}, map[kindInFile]int{}
	}
	if l.asked[k]++; l.asked[k] <= maxWorded {
		return false
	}
	i, ok := l.counted[k]
	if !ok {
		i = len(l.Problems)
		l.counted[k] = i
		l.Problems = append(l.Problems, Problem{Rule: p.Rule, Severity: p.Severity, At: p.At, Why: p.Why, Message: "there are more problems like those above"}) // [Sort] says how many
	}
	l.Problems[i].More++
	return true
}

// capped keeps the first problems of each kind in a file, and puts one that counts the others behind them. The problems
// are sorted; some may be capped already.
func capped(problems []Problem) []Problem {
	if len(problems) <= maxInFile {
		return problems
	}
	kept, rest := map[kindInFile]int{}, map[kindInFile]int{} // rest: where in out the others are counted
	out := problems[:0]
	for _, p := range problems {
		k := kindInFile{kindOf(p), p.At.File}
		i, counting := rest[k]
		switch {
		case counting:
			out[i].More += p.count()
		case p.More > 0 || kept[k] == maxInFile:
			rest[k] = len(out)
			out = append(out, Problem{Rule: p.Rule, Severity: p.Severity, At: p.At, Why: p.Why, More: p.count()})
		default:
			kept[k]++
			out = append(out, p)
		}
	}
	for _, i := range rest {
		out[i].Message = fmt.Sprintf("there are %s like those above, from here on in this file", Plural(out[i].More, "more problem"))
		out[i].Help = "Put those above right first: the others are shown then."
	}
	return out
}
