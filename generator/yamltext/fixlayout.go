package yamltext

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"upfront/generator/diag"
)

// Fixes of where lines begin: tabs, lists on the line of their name, text and fields that are indented wrongly.

// tabs puts spaces in place of the tabs that lines begin with, on all lines at once.
func (r *recovery) tabs(i int) (all []fix) {
	if !strings.Contains(indentOf(r.lines[i]), "\t") {
		return nil
	}
	count := 0
	for _, line := range r.lines[i:] {
		if strings.Contains(indentOf(line), "\t") {
			count++
		}
	}
	message := "this line begins with a tab, and YAML wants spaces"
	if count > 1 {
		message = fmt.Sprintf("this line and %d more begin with a tab, and YAML wants spaces", count-1)
	}
	for _, width := range []int{2, 4, 8} {
		f := fix{from: i, problem: diag.Problem{At: r.place(i, strings.IndexByte(r.lines[i], '\t'), len(indentOf(r.lines[i]))), Message: message,
			Help: "Indent with spaces, two for each step. Most editors can do it for the whole file: look for \"convert tabs to spaces\"."}}
		step := strings.Repeat(" ", width)
		for _, line := range r.lines[i:] {
			if indent := indentOf(line); strings.Contains(indent, "\t") {
				line = strings.ReplaceAll(indent, "\t", step) + line[len(indent):]
			}
			f.lines = append(f.lines, line)
		}
		if all = append(all, f); count > mostTabbed {
			break
		}
	}
	return all
}

// mostTabbed is how many lines with tabs are tried with steps of more than two.
const mostTabbed = 5000

func indentOf(line string) string { return line[:len(line)-len(strings.TrimLeft(line, " \t"))] }

// secondDocument takes out a line of --- or "..." that is not the first of the file.
func (r *recovery) secondDocument(i int) []fix {
	if above := r.above(i); above >= 0 && strings.TrimRight(r.lines[above], " \t") == "..." {
		i = above
	}
	if text := strings.TrimRight(r.lines[i], " \t"); text != "---" && text != "..." {
		return nil
	}
	f := r.without(i, 0, 3, "a second document begins here, and one file holds one", "Remove the line, or move what stands below it to a file of its own.")
	f.problem.Rule = Limits
	return []fix{f}
}

// listOnNameLine moves a list that begins on the line of its name to the line below.
func (r *recovery) listOnNameLine(i int) []fix {
	l := cutLine(r.lines[i])
	if names := r.expected.Names(); l.key == "" || !strings.HasPrefix(l.text(), "- ") || names.All[l.key] && !names.Lists[l.key] {
		return nil
	}
	head := strings.TrimRight(l.line[:l.value], " ")
	return []fix{{from: i, lines: []string{head + "\n" + strings.Repeat(" ", l.value) + l.text()}, problem: diag.Problem{At: r.place(i, l.value, l.value+1),
		Message: "a list begins on the line below its name", Help: "Write:" + Example(head[l.indent:]) + Example(r.entryMargin(i, l)+l.text())}}}
}

// entryMargin returns the spaces before the entries of a list that begins on the line of its name: two, or as many as more
// of its entries below have.
func (r *recovery) entryMargin(i int, l lineParts) string {
	for _, line := range r.lines[i+1:] {
		if below := cutLine(line); !below.blank() {
			if below.dashes() && below.indent > l.indent {
				return strings.Repeat(" ", below.indent-l.indent)
			}
			break
		}
	}
	return "  "
}

// valueAboveBlock takes out a value on the line of a name below which a list stands, or fields where the value is none.
func (r *recovery) valueAboveBlock(i int) []fix {
	above := r.above(i)
	if above < 0 {
		return nil
	}
	l, below := cutLine(r.lines[above]), cutLine(r.lines[i])
	deeper := below.indent > l.start || below.indent == l.start && below.dashes()
	none := l.text() == "null" || !strings.ContainsFunc(l.text(), func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) })
	if text := l.text(); l.key == "" || text == "" || !deeper || !below.dashes() && !none || strings.ContainsAny(text[:1], "|>[{") {
		return nil
	}
	head := strings.TrimRight(l.line[:l.value], " ")
	return []fix{r.lineFix(above, head, l.value, l.end, "Write it without a value, or remove what stands below it", "%q has a value, and more stands below it", l.key+":")}
}

// gluedDash puts the space after a dash, on the line itself or on the one above it.
func (r *recovery) gluedDash(i int) (all []fix) {
	for _, at := range r.lineAndAbove(i) {
		l := cutLine(r.lines[at])
		rest := l.line[l.indent:]
		if !IsGluedItem(rest) {
			continue
		}
		f := r.lineFix(at, l.line[:l.indent]+"- "+rest[1:], l.indent, l.indent+1, "Write", "a space is missing after the dash")
		all = append(all, f)
		for _, line := range r.lines[at+1:] { // the same on the lines below
			below := strings.TrimPrefix(line, indentOf(l.line))
			if !IsGluedItem(below) {
				break
			}
			f.lines = append(slices.Clip(f.lines), indentOf(l.line)+"- "+below[1:])
			f.problem.Message = "a space is missing after the dash, here and below"
		}
		all = append(all, f)
	}
	return all
}

// wideDash leaves one space behind the dash of an entry whose other fields begin as if there were one.
func (r *recovery) wideDash(i int) (all []fix) {
	above := r.above(i)
	if above < 0 {
		return nil
	}
	l := cutLine(r.lines[above])
	if !l.dashes() || l.key == "" || l.start == l.indent+2 || cutLine(r.lines[i]).indent != l.indent+2 {
		return nil
	}
	return []fix{r.lineFix(above, l.line[:l.indent]+"- "+l.line[l.start:], l.indent+1, l.start, "Write one space", "the fields below begin as if one space stood after the dash")}
}

// strayDash takes away a dash before the name of a field, where the other fields of its group stand without.
func (r *recovery) strayDash(i int) (all []fix) {
	own := cutLine(r.lines[i])
	for at := i; at >= 0 && i-at < mostAhead; at = r.above(at) {
		l := cutLine(r.lines[at])
		if l.dashes() && r.expected.Names().All[l.key] {
			rest := l.line[:l.indent] + l.line[l.indent+2:]
			if at == i || !own.dashes() && len(indentOf(rest)) == own.indent {
				all = append(all, r.lineFix(at, rest, l.indent, l.indent+2, "Remove it", "%q does not belong before a field", "-"))
			}
			if stays := l.line[:l.indent] + l.line[l.start:]; at < i && !own.dashes() && l.indent == own.indent && stays != rest {
				all = append(all, r.lineFix(at, stays, l.indent, l.start, "Remove it", "%q does not belong before a field", "-"))
			}
		}
		if at < i && l.indent <= own.indent {
			break
		}
	}
	return all
}

// unindentedText indents the text that stands below a | or >.
func (r *recovery) unindentedText(i int) []fix {
	above := r.above(i)
	if above < 0 {
		return nil
	}
	head := cutLine(r.lines[above])
	if mark := strings.TrimRight(head.text(), "+-0123456789"); mark != "|" && mark != ">" || head.key == "" {
		return nil
	}
	f := fix{from: i}
	for _, line := range r.lines[i:] {
		if l := cutLine(line); l.indent <= head.indent && r.expected.Names().All[l.key] {
			break
		}
		f.lines = append(f.lines, strings.Repeat(" ", head.start+2)+line)
	}
	if len(f.lines) == 0 {
		return nil
	}
	f.problem = diag.Problem{At: r.place(i, 0, len(r.lines[i])), Message: fmt.Sprintf("the text below %q is not indented", head.key+": "+head.text()),
		Help: fmt.Sprintf("Begin each line of it with %d spaces:", head.start+2) + Example(strings.TrimLeft(head.line, " ")) +
			Example("  "+strings.TrimLeft(r.lines[i], " \t"))}
	return []fix{f}
}

// indents lets a line, and what belongs to it, begin where a line above it begins, or that line where this one does.
func (r *recovery) indents(i int) (all []fix) {
	l := cutLine(r.lines[i])
	if l.blank() {
		return nil
	}
	levels := r.levels(i)
	for _, level := range levels {
		if r.wouldMerge(i, level.indent) {
			continue
		}
		for _, end := range r.blockEnds(i, l.indent) {
			all = append(all, r.shifted(i, end, level.indent, level.line))
		}
	}
	for _, level := range levels { // perhaps it is the line above that begins in the wrong column
		above := cutLine(r.lines[level.line])
		for _, indent := range []int{l.indent, l.indent - (above.start - above.indent)} {
			if by := indent - above.indent; level.indent == above.indent && by != 0 && -2 <= by && by <= 2 && indent >= 0 {
				all = append(all, r.shifted(level.line, level.line+1, indent, i), r.shifted(level.line, i, indent, i))
			}
		}
	}
	return all
}

// wouldMerge reports whether a line that is neither a field nor an entry would become more of the text above it, if it began
// in a column. Whether that was meant is for its author to say.
func (r *recovery) wouldMerge(i, indent int) bool {
	l, at := cutLine(r.lines[i]), r.above(i)
	if l.key != "" || l.dashes() || at < 0 {
		return false
	}
	above := cutLine(r.lines[at])
	text := above.text()
	return (above.key != "" || above.dashes()) && text != "" && !strings.ContainsAny(text[:1], "|>") && indent > above.indent
}

// level is a column in which lines begin, and the nearest line above that does.
type level struct{ indent, line int }

// levels returns where the lines above begin, and one step further than the last, the nearest to the line's own first.
func (r *recovery) levels(i int) (all []level) {
	own := cutLine(r.lines[i]).indent
	add := func(indent, line int) {
		if indent != own && !slices.ContainsFunc(all, func(l level) bool { return l.indent == indent }) {
			all = append(all, level{indent, line})
		}
	}
	for at := r.above(i); at >= 0 && i-at < mostAhead; at = r.above(at) {
		l := cutLine(r.lines[at])
		add(l.start, at)
		add(l.indent, at)
		if l.key != "" && l.text() == "" {
			add(l.start+2, at)
		}
	}
	if r.start > 0 {
		add(0, r.start)
	}
	slices.SortStableFunc(all, func(a, b level) int {
		return cmp.Or(max(a.indent-own, own-a.indent)-max(b.indent-own, own-b.indent), r.orphans(i, a.indent)-r.orphans(i, b.indent))
	})
	return all
}

// orphans returns 1 where a name without a value would lose what stands below it if it began in a column; else 0.
func (r *recovery) orphans(i, indent int) int {
	if l := cutLine(r.lines[i]); l.key == "" || l.text() != "" || !r.hasBlock(i, l.start) || r.hasBlock(i, indent+l.start-l.indent) {
		return 0
	}
	return 1
}

// blockEnds returns where what belongs to a line may end: it stands alone, or has a part of its own, or all that follows
// and begins no further left belongs to it.
func (r *recovery) blockEnds(i, indent int) []int {
	own, all := 0, len(r.lines)
	for at := i + 1; at < all; at++ {
		text := strings.Trim(r.lines[at], " \t\r")
		if starts := len(indentOf(r.lines[at])); text != "" && text[0] != '#' && starts <= indent {
			own = cmp.Or(own, at)
			if starts < indent {
				all = at
			}
		}
	}
	return slices.Compact([]int{i + 1, cmp.Or(own, all), all})
}

// shifted moves the lines from i to before end, so that the first begins in a column; beside is the line that shows why.
func (r *recovery) shifted(i, end, indent, beside int) fix {
	l := cutLine(r.lines[i])
	f := fix{from: i, doubtful: true, problem: diag.Problem{At: r.place(i, 0, max(l.indent, 1)), Help: "Begin it " + margin(indent)}}
	for _, line := range r.lines[i:end] { // to the left as far as it is indented
		left := min(max(l.indent-indent, 0), len(indentOf(line)))
		f.lines = append(f.lines, strings.Repeat(" ", max(indent-l.indent, 0))+line[left:])
	}
	side := "right"
	if indent > l.indent {
		side = "left"
	}
	f.problem.Message = fmt.Sprintf("this line begins %s too far to the %s", spaces(max(indent-l.indent, l.indent-indent)), side)
	if strings.Contains(indentOf(l.line), "\t") {
		f.problem.Message = "this line begins with a tab, and is not where it belongs"
	}
	if along := r.linesBelow(i, end); along != "" {
		f.problem.Help += ", and move " + along + " below it along"
	}
	upper, lower := r.lines[beside], f.lines[0]
	if beside >= i {
		upper, lower = lower, upper
	}
	cut := min(len(indentOf(upper)), len(indentOf(lower)))
	f.problem.Help += ":" + Example(upper[cut:]) + Example(lower[cut:])
	return f
}

// linesBelow returns how many lines below the first of some say anything, in words; nothing where none does.
func (r *recovery) linesBelow(i, end int) string {
	for end > i+1 && cutLine(r.lines[end-1]).blank() {
		end--
	}
	switch n := end - i - 1; n {
	case 0:
		return ""
	case 1:
		return "the line"
	default:
		return fmt.Sprintf("the %d lines", n)
	}
}

// margin returns how a line begins that is indented so far.
func margin(indent int) string {
	if indent == 0 {
		return "at the left margin"
	}
	return "with " + spaces(indent)
}

func spaces(n int) string {
	if n == 1 {
		return "one space"
	}
	return fmt.Sprintf("%d spaces", n)
}
