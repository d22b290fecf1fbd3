package yamltext

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"upfront/generator/diag"
)

// Whether a fix is what was meant: a text that can be read once it is made may still say what nobody can have written.

const (
	mostJudged = 64 << 10 // bytes of a text that is read as a whole to judge a fix; of a longer one, its last part is
	judging    = 4        // judging a text takes as long as giving the library so many times its bytes
	mostStrays = 80       // signs of a line that are taken out by trial
)

// brings returns how much is wrong with the lines that can be read once a fix is made, but for what is wrong without the
// lines that it changes as well. Where it moves lines, what is wrong on the line above counts: it is what they should fit.
func (r *recovery) brings(f fix, reached int) int {
	if r.expected.Faults == nil {
		return 0
	}
	if r.budget < 0 {
		return 1
	}
	fixed := f.applied(r.lines)
	misread, misplaced, values, ok := r.faults(fixed[:reached])
	if !ok {
		return 1
	}
	for _, p := range misread {
		if p.At.Line <= r.first+f.from { // whatever the fix does, YAML reads what stands above it as nobody meant it
			return 1
		}
	}
	misplaced = append(misread, misplaced...)
	if !f.stray { // a sign that is taken out leaves what was written on both sides of it
		values = slices.DeleteFunc(values, func(p diag.Problem) bool { return r.isWritten(p.At, fixed) })
	}
	all := append(misplaced, values...)
	if len(all) == 0 {
		return 0
	}
	without := fix{from: f.from, lines: make([]string, len(f.lines))}
	misread, misplaced, values, _ = r.faults(without.applied(r.lines)[:reached])
	known := map[string]int{}
	for _, p := range slices.Concat(misread, misplaced, values) {
		if !f.doubtful || p.At.Line != r.first+r.above(f.from) {
			known[sentence(p)]++
		}
	}
	n := 0
	for _, p := range all {
		if known[sentence(p)]--; known[sentence(p)] < 0 || f.changes(r.lines, p.At.Line-r.first) {
			n++
		}
	}
	return n
}

// changes reports whether a fix changes one of the lines.
func (f fix) changes(lines []string, i int) bool {
	return f.from <= i && i < f.from+len(f.lines) && lines[i] != f.lines[i-f.from]
}

func sentence(p diag.Problem) string { return fmt.Sprint(p.Rule, " ", p.Message) }

// madeFix is a fix that was made, and the lines before.
type madeFix struct {
	fix
	before []string
}

// dropUnproven makes one problem of several whose fixes do not all work by themselves. Each mistake was found after those above
// it were put right, so that it may follow from a fix that was not meant; and an author may begin with any.
func (r *recovery) dropUnproven() {
	if len(r.made) < 2 {
		return
	}
	known := map[string]int{}
	for _, p := range r.problems.Problems {
		known[sentence(p)]++
	}
	early := len(r.problems.Problems) - len(r.made)
	for _, f := range r.made {
		if f.brings == 0 && !r.worksAlone(f, known) {
			r.problems.Problems, r.doubtful = r.problems.Problems[:early], true
			r.problems.Add(r.misfit(r.made[0].problem.At.Line - r.first))
			return
		}
	}
}

// worksAlone reports whether a fix takes its problem away and brings no other where no other fix is made.
func (r *recovery) worksAlone(f madeFix, known map[string]int) bool {
	lines := slices.Clone(r.base)
	for i, line := range f.lines {
		if at := f.from + i; line != f.before[at] {
			if f.before[at] != r.base[at] {
				return false
			}
			lines[at] = line
		}
	}
	trial := recovery{file: r.file, first: r.first, expected: r.expected, written: lines, lines: lines, base: lines, budget: r.budget, changed: map[int]bool{}, problems: r.problems}
	trial.problems.Problems = nil
	trial.mistakes(trial.readable(lines, 0))
	r.budget = trial.budget
	left := maps.Clone(known)
	left[sentence(f.problem)]--
	for _, p := range trial.problems.Problems {
		if left[sentence(p)]--; left[sentence(p)] < 0 {
			return false
		}
	}
	return r.budget >= 0
}

// faults returns what is wrong with lines: what YAML misreads, what stands in the wrong place, and values; ok is false where
// they cannot be read, or too much was read already.
func (r *recovery) faults(lines []string) (misread, misplaced, values []diag.Problem, ok bool) {
	from := 0
	if bytesOf(lines) > mostJudged {
		from = min(r.start, len(lines))
	}
	if r.budget -= judging * bytesOf(lines[from:]); r.budget < 0 {
		return nil, nil, nil, false
	}
	all, origin := single(lines[from:])
	text := strings.Join(all, "\n")
	root, err := readYAML(text)
	if err != nil {
		return nil, nil, nil, false
	}
	if root == nil {
		return nil, nil, nil, true
	}
	c := converter{file: r.file, first: r.first + from, lines: all, origin: origin, problems: diag.List{Default: diag.Problem{Rule: Trap}}}
	d := Document{first: c.first, text: text, expected: r.expected, Root: c.node(root, context{depth: 1})}
	misplaced, values = r.expected.Faults(&d)
	return c.problems.Problems, misplaced, values, true
}

// bytesOf returns the number of bytes of lines, with their ends.
func bytesOf(lines []string) (n int) {
	for _, line := range lines {
		n += len(line) + 1
	}
	return n
}

// isWritten reports whether what stands at a place of the fixed lines is what its author wrote there.
func (r *recovery) isWritten(at diag.Place, fixed []string) bool {
	i := at.Line - r.first
	if i < 0 || i >= len(fixed) || at.Width == 0 {
		return false
	}
	line := fixed[i]
	from := byteAt(line, at.Column)
	return strings.Contains(r.written[i], line[from:byteAt(line, at.Column+at.Width)])
}

// misfit is the problem of a line for which no fix is what was meant, as far as one can tell.
func (r *recovery) misfit(i int) diag.Problem {
	l := cutLine(r.lines[i])
	p := diag.Problem{At: r.place(i, l.indent, len(l.line)), Message: "this line does not fit what stands above it",
		Help: "It begins in the wrong column, or a sign is wrong in it."}
	if above := r.above(i); above >= 0 {
		upper, lower := r.lines[above], r.lines[i]
		cut := min(len(indentOf(upper)), len(indentOf(lower)))
		p.Help = "Compare it with the line above it. One of the two begins in the wrong column, or a sign is wrong in it:" + Example(upper[cut:]) + Example(lower[cut:])
	}
	return p
}

// strays takes a sign out of a line, or of the one above it: one that somebody may have typed by mistake.
func (r *recovery) strays(i int) (all []fix) {
	for _, at := range r.lineAndAbove(i) {
		line := r.lines[at]
		if len(line) > mostWide {
			continue
		}
		l := cutLine(line)
		for from, to := range signs(line) {
			if len(all) > mostStrays {
				break
			}
			if from <= l.colon && l.colon < to && r.isNearName(l.key) { // which would make it more of the text above
				continue
			}
			f := r.lineFix(at, strings.TrimRight(line[:from]+line[to:], " "), from, to, "Remove it", "%q does not belong here", strings.TrimSpace(line[from:to]))
			f.stray = true
			all = append(all, f)
		}
	}
	return all
}

// isNearName reports whether a text is the name of a field, or nearly one.
func (r *recovery) isNearName(text string) bool {
	names := r.expected.Names().All
	if names[text] {
		return true
	}
	_, near := diag.Nearest(text, slices.Collect(maps.Keys(names)))
	return near
}

// signs iterates over the signs of a line, each by itself, with the space behind it, and with the signs and the space behind it.
func signs(line string) iter.Seq2[int, int] {
	return func(yield func(from, to int) bool) {
		for from := range line {
			to := from
			for to < len(line) && isSign(line, to) {
				_, size := utf8.DecodeRuneInString(line[to:])
				to += size
				if !yield(from, to) || to < len(line) && line[to] == ' ' && !yield(from, to+1) {
					return
				}
			}
		}
	}
}

// isSign reports whether neither a letter, nor a digit, nor a space stands at a byte of a line.
func isSign(line string, at int) bool {
	c, _ := utf8.DecodeRuneInString(line[at:])
	return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != ' '
}
