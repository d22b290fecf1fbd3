package diag

import "fmt"

// A file that a program wrote, or a slip in a long one, can have a problem on each of its lines. Nobody reads a thousand of
// a kind, and each has to be sorted, kept and printed: so of one kind a file has only so many.

// maxInFile is how many problems of one kind are kept of a file.
const maxInFile = 200

// count returns how many problems a problem is.
func (p Problem) count() int { return max(1, p.More) }

// capped keeps the first problems of each kind in a file, and puts one that counts the others behind them. The problems
// are sorted; some may be capped already.
func capped(problems []Problem) []Problem {
	if len(problems) <= maxInFile {
		return problems
	}
	type kindInFile struct {
		kind
		file string
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
