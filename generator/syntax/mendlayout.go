package syntax

import (
	"fmt"
	"slices"
	"strings"
)

// Mends of where lines begin: tabs, lists on the line of their name, text and fields that are indented wrongly.

// tabs puts spaces in place of the tabs that lines begin with, on all lines at once.
func (s *second) tabs(i int) (all []mend) {
	if !strings.Contains(indentOf(s.lines[i]), "\t") {
		return nil
	}
	count := 0
	for _, line := range s.lines[i:] {
		if strings.Contains(indentOf(line), "\t") {
			count++
		}
	}
	message := "this line begins with a tab, and YAML wants spaces"
	if count > 1 {
		message = fmt.Sprintf("this line and %d more begin with a tab, and YAML wants spaces", count-1)
	}
	tab := strings.IndexByte(s.lines[i], '\t')
	for _, width := range []int{2, 4, 8} {
		m := mend{from: i, at: s.place(i, tab, len(indentOf(s.lines[i]))), message: message,
			help: "Indent with spaces, two for each step. Most editors can do it for the whole file: look for \"convert tabs to spaces\"."}
		for _, line := range s.lines[i:] {
			indent := indentOf(line)
			m.lines = append(m.lines, strings.ReplaceAll(indent, "\t", strings.Repeat(" ", width))+line[len(indent):])
		}
		all = append(all, m)
	}
	return all
}

func indentOf(line string) string { return line[:len(line)-len(strings.TrimLeft(line, " \t"))] }

// secondDocument takes out a line of --- or "..." that is not the first of the file.
func (s *second) secondDocument(i int) []mend {
	if above := s.above(i); above >= 0 && strings.TrimRight(s.lines[above], " \t") == "..." {
		i = above
	}
	text := strings.TrimRight(s.lines[i], " \t")
	if text != "---" && text != "..." {
		return nil
	}
	return []mend{{from: i, lines: []string{""}, at: s.place(i, 0, 3), rule: yamlLimits,
		message: "a second document begins here, and one file holds one",
		help:    "Remove the line, or move what stands below it to a file of its own.", doubtful: true}}
}

// listOnNameLine moves a list that begins on the line of its name to the line below.
func (s *second) listOnNameLine(i int) []mend {
	r := rowOf(s.lines[i])
	if words := s.words(); r.key == "" || !strings.HasPrefix(r.text(), "- ") || words.names[r.key] && !words.lists[r.key] {
		return nil
	}
	head := strings.TrimRight(r.line[:r.value], " ")
	shown := example(head[r.indent:]) + example("  "+r.text())
	return []mend{{from: i, lines: []string{head + "\n" + strings.Repeat(" ", r.value) + r.text()}, at: s.place(i, r.value, r.value+1),
		message: "a list begins on the line below its name", help: "Write:" + shown}}
}

// gluedDash puts the space after a dash, on the line itself or on the one above it.
func (s *second) gluedDash(i int) (all []mend) {
	for _, at := range []int{i, s.above(i)} {
		if at < 0 {
			continue
		}
		r := rowOf(s.lines[at])
		rest := r.line[r.indent:]
		if !gluedEntry.MatchString(rest) {
			continue
		}
		m := s.one(at, r.line[:r.indent]+"- "+rest[1:], r.indent, r.indent+1, "Write", "a space is missing after the dash")
		all = append(all, m)
		for _, line := range s.lines[at+1:] { // the same on the lines below
			below := strings.TrimPrefix(line, indentOf(r.line))
			if !gluedEntry.MatchString(below) {
				break
			}
			m.lines = append(m.lines[:len(m.lines):len(m.lines)], indentOf(r.line)+"- "+below[1:])
			m.message = "a space is missing after the dash, here and below"
		}
		all = append(all, m)
	}
	return all
}

// unindentedText indents the text that stands below a | or >.
func (s *second) unindentedText(i int) []mend {
	above := s.above(i)
	if above < 0 {
		return nil
	}
	head := rowOf(s.lines[above])
	if mark := strings.TrimRight(head.text(), "+-0123456789"); mark != "|" && mark != ">" || head.key == "" {
		return nil
	}
	m := mend{from: i, at: s.place(i, 0, len(s.lines[i])), message: fmt.Sprintf("the text below %q is not indented", head.key+": "+head.text())}
	for _, line := range s.lines[i:] {
		if r := rowOf(line); r.indent <= head.indent && s.words().names[r.key] {
			break
		}
		m.lines = append(m.lines, strings.Repeat(" ", head.start+2)+line)
	}
	if len(m.lines) == 0 {
		return nil
	}
	m.help = fmt.Sprintf("Begin each line of it with %d spaces:", head.start+2) + example(strings.TrimLeft(head.line, " ")) + example("  "+strings.TrimLeft(s.lines[i], " \t"))
	return []mend{m}
}

// indents lets a line, and what belongs to it, begin where a line above it begins, or that line where this one does.
func (s *second) indents(i int) (all []mend) {
	r := rowOf(s.lines[i])
	if r.blank() {
		return nil
	}
	for _, level := range s.levels(i) {
		for _, end := range s.blocks(i, r.indent) {
			all = append(all, s.shifted(i, end, level.indent, level.line))
		}
	}
	for _, level := range s.levels(i) { // perhaps it is the line above that begins in the wrong column
		above := rowOf(s.lines[level.line])
		for _, indent := range []int{r.indent, r.indent - (above.start - above.indent)} {
			if by := indent - above.indent; level.indent == above.indent && by != 0 && -2 <= by && by <= 2 && indent >= 0 {
				all = append(all, s.shifted(level.line, level.line+1, indent, i), s.shifted(level.line, i, indent, i))
			}
		}
	}
	return all
}

// level is a column in which lines begin, and the nearest line above that does.
type level struct{ indent, line int }

// levels gives where the lines above begin, and one step further than the last, the nearest to the line's own first.
func (s *second) levels(i int) (all []level) {
	own := rowOf(s.lines[i]).indent
	add := func(indent, line int) {
		if indent != own && !slices.ContainsFunc(all, func(l level) bool { return l.indent == indent }) {
			all = append(all, level{indent, line})
		}
	}
	for at := s.above(i); at >= 0 && i-at < mostAhead; at = s.above(at) {
		r := rowOf(s.lines[at])
		add(r.start, at)
		add(r.indent, at)
		if r.key != "" && r.text() == "" {
			add(r.start+2, at)
		}
	}
	if s.start > 0 {
		add(0, s.start)
	}
	slices.SortStableFunc(all, func(a, b level) int { return max(a.indent-own, own-a.indent) - max(b.indent-own, own-b.indent) })
	return all
}

// blocks gives where what belongs to a line ends: it stands alone, or has a part of its own, or all that follows and
// begins no further left belongs to it.
func (s *second) blocks(i, indent int) []int {
	own, all := 0, len(s.lines)
	for at := i + 1; at < len(s.lines); at++ {
		r := rowOf(s.lines[at])
		if r.blank() {
			continue
		}
		if r.indent <= indent && own == 0 {
			own = at
		}
		if r.indent < indent {
			all = at
			break
		}
	}
	if own == 0 {
		own = all
	}
	return slices.Compact([]int{i + 1, own, all})
}

// shifted moves the lines from i to before end, so that the first begins in a column; beside is the line that shows why.
func (s *second) shifted(i, end, indent, beside int) mend {
	r := rowOf(s.lines[i])
	m := mend{from: i, at: s.place(i, 0, max(r.indent, 1)), doubtful: true}
	for _, line := range s.lines[i:end] {
		m.lines = append(m.lines, shift(line, indent-r.indent))
	}
	side := "right"
	if indent > r.indent {
		side = "left"
	}
	m.message = fmt.Sprintf("this line begins %s too far to the %s", spaces(max(indent-r.indent, r.indent-indent)), side)
	if strings.Contains(indentOf(r.line), "\t") {
		m.message = "this line begins with a tab, and is not where it belongs"
	}
	if indent == 0 {
		m.help = "Begin it at the left margin:"
	} else {
		m.help = fmt.Sprintf("Begin it with %s:", spaces(indent))
	}
	if beside < i {
		m.help += s.around(s.lines[beside], m.lines[0])
	} else {
		m.help += s.around(m.lines[0], s.lines[beside])
	}
	return m
}

// around shows two lines, one below the other, as they are to be indented.
func (s *second) around(upper, lower string) string {
	cut := min(len(indentOf(upper)), len(indentOf(lower)))
	return example(upper[cut:]) + example(lower[cut:])
}

func spaces(n int) string {
	if n == 1 {
		return "one space"
	}
	return fmt.Sprintf("%d spaces", n)
}

// shift moves a line to the right, or to the left as far as it is indented.
func shift(line string, by int) string {
	if by > 0 {
		return strings.Repeat(" ", by) + line
	}
	return line[min(-by, len(indentOf(line))):]
}
