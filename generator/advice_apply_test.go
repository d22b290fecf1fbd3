package generator

import (
	"regexp"
	"slices"
	"strings"

	"upfront/generator/diag"
)

// How a help is followed, as somebody would who takes it at its word.

// spot is the place of a problem in the text of its file.
type spot struct {
	lines []string
	at    diag.Place
}

func spotOf(text string, at diag.Place) spot { return spot{strings.Split(text, "\n"), at} }

// line returns the line that is marked.
func (s spot) line() string { return s.lines[s.at.Line-1] }

// with returns the text with other lines in place of those from one up to another, which count from one.
func (s spot) with(from, to int, lines ...string) string {
	return strings.Join(slices.Concat(s.lines[:from-1], lines, s.lines[to-1:]), "\n")
}

// cut returns what stands before the marked text, the marked text, and what stands behind it. Where no width is known, a
// value ends with its line, or where its brackets go on.
func (s spot) cut() (before, marked, behind string) {
	line := []rune(s.line())
	from := min(max(s.at.Column-1, 0), len(line))
	to := min(from+s.at.Width, len(line))
	if s.at.Width == 0 {
		_, _, inBraces := s.brace()
		for to = from; to < len(line) && !(inBraces && strings.ContainsRune(",}", line[to])); to++ {
		}
	}
	return string(line[:from]), string(line[from:to]), string(line[to:])
}

// replaced returns the text with another one in place of what is marked.
func (s spot) replaced(by string) string {
	before, _, behind := s.cut()
	return s.with(s.at.Line, s.at.Line+1, before+by+behind)
}

// brace returns what stands within the braces around the place, in its line, and where that begins and ends in bytes.
func (s spot) brace() (from, to int, ok bool) {
	line := s.line()
	at := min(len(string([]rune(line)[:min(max(s.at.Column-1, 0), len([]rune(line)))])), len(line))
	var open []int
	for i := 0; i < len(line) && (i < at || i == at && line[i] == '{'); i++ {
		switch {
		case line[i] == '{':
			open = append(open, i+1)
		case line[i] == '}' && len(open) > 0:
			open = open[:len(open)-1]
		}
	}
	if len(open) == 0 {
		return 0, 0, false
	}
	from = open[len(open)-1]
	depth := 1
	for to = from; to < len(line); to++ {
		switch line[to] {
		case '{':
			depth++
		case '}':
			depth--
		}
		if depth == 0 {
			return from, to, true
		}
	}
	return 0, 0, false
}

// margin returns how far the fields are indented among which the place stands, and whether its line begins an entry.
func margin(line string) (indent int, dash bool) {
	rest := strings.TrimLeft(line, " ")
	for strings.HasPrefix(rest, "- ") {
		rest, dash = strings.TrimLeft(rest[2:], " "), true
	}
	return len(line) - len(rest), dash
}

// wholeValue marks the value of which a part is marked: from its colon, comma or bracket to the next, or to the end.
func (s spot) wholeValue() spot {
	line := []rune(s.line())
	from := min(max(s.at.Column-1, 0), len(line))
	if s.at.Width > 0 && from+s.at.Width < len(line) && line[from+s.at.Width] == ':' {
		return s // the name of a field
	}
	_, _, braces := s.brace()
	inside := braces || strings.Contains(string(line[:from]), "[")
	to := from
	for from > 0 && !(line[from-1] == ' ' && from > 1 && strings.ContainsRune(":-,", line[from-2]) || inside && strings.ContainsRune("[{", line[from-1])) {
		from--
	}
	for to < len(line) && !(inside && strings.ContainsRune(",}]", line[to])) {
		to++
	}
	s.at.Column, s.at.Width = from+1, to-from
	return s
}

// levels returns the number of levels at which a field may stand beside the place: the braces around it, its line, and the
// lines that it belongs to.
func (s spot) levels() int {
	n, indent := 1, 1000
	if _, _, ok := s.brace(); ok {
		n++
	}
	for i := s.at.Line; i > 0; i-- {
		if m, _ := margin(s.lines[i-1]); !blank(s.lines[i-1]) && m < indent {
			if indent < 1000 {
				n++
			}
			indent = m
		}
	}
	return n
}

// setField returns the text with a field beside the place, at a level that counts outwards: in place of the one of its
// name, or before the line.
func (s spot) setField(name, value string, level int) string {
	line := s.line()
	if from, to, ok := s.brace(); ok {
		if level == 0 {
			return s.with(s.at.Line, s.at.Line+1, line[:from]+setInBraces(line[from:to], name, value)+line[to:])
		}
		level--
	}
	for indent, _ := margin(s.line()); level > 0 && s.at.Line > 1; {
		s.at.Line--
		if m, _ := margin(s.line()); !blank(s.line()) && m < indent {
			indent = m
			level--
		}
	}
	line = s.line()
	indent, dash := margin(line)
	field := strings.Repeat(" ", indent) + strings.TrimSpace(name+": "+value)
	if from, to, ok := s.sibling(name, indent); ok {
		if _, dash := margin(s.lines[from-1]); dash {
			field = s.lines[from-1][:indent] + field[indent:]
		}
		return s.with(from, to, field)
	}
	if !dash {
		return s.with(s.at.Line, s.at.Line, field)
	}
	return s.with(s.at.Line, s.at.Line+1, line[:indent]+field[indent:], strings.Repeat(" ", indent)+line[indent:])
}

// sibling returns the lines of the field of a name beside the place.
func (s spot) sibling(name string, indent int) (from, to int, ok bool) {
	first := s.at.Line
	for first > 1 && !startsEntry(s.lines[first-1], indent) && (blank(s.lines[first-2]) || depth(s.lines[first-2]) >= indent || startsEntry(s.lines[first-2], indent)) {
		first--
	}
	for i := first; i <= len(s.lines); i++ {
		line := s.lines[i-1]
		if i > first && !blank(line) && depth(line) < indent {
			break
		}
		if m, _ := margin(line); m == indent && strings.HasPrefix(line[indent:], name+":") {
			for to = i + 1; to <= len(s.lines) && (depth(s.lines[to-1]) > indent || strings.HasPrefix(strings.TrimLeft(s.lines[to-1], " "), "- ") && depth(s.lines[to-1]) == indent && !startsEntry(line, indent)); to++ {
			}
			return i, to, true
		}
	}
	return 0, 0, false
}

func blank(line string) bool { return strings.TrimSpace(line) == "" }

func depth(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// startsEntry reports whether a line is the first of an entry whose fields are indented so far.
func startsEntry(line string, indent int) bool {
	m, dash := margin(line)
	return dash && m == indent
}

// setInBraces sets a field between braces.
func setInBraces(fields, name, value string) string {
	for _, m := range regexp.MustCompile(`(?:^|, ?)`+name+`: *([^,{}\[\]]*|\{[^{}]*\}|\[[^\]]*\])`).FindAllStringSubmatchIndex(fields, -1) {
		return fields[:m[2]] + value + fields[m[3]:]
	}
	if blank(fields) {
		return name + ": " + value
	}
	return name + ": " + value + ", " + fields
}

// shown returns the text with the lines of a help in place of the line at the place: a help shows them as they shall be,
// but for the margin, a dash, and what stands around them in brackets.
func (s spot) shown(lines []string) string {
	number, line := s.at.Line, s.line()
	last := lines[len(lines)-1]
	for i := number; i <= len(s.lines) && last != ""; i++ { // a quote or a bracket is closed further down
		if own := strings.TrimSpace(s.lines[i-1]); own == last[:len(last)-1] && own != "" {
			number, line = i, s.lines[i-1]
		}
	}
	indent := depth(line)
	own := line[indent:]
	if strings.HasPrefix(own, "- ") && !strings.HasPrefix(lines[0], "-") {
		indent, _ = margin(line)
		own = line[indent:]
	}
	key, _, _ := strings.Cut(lines[0], ":")
	i := strings.Index(own, key+":")
	if at := len(string([]rune(line)[:min(max(s.at.Column-1, 0), len([]rune(line)))])) - (len(line) - len(own)); at > 0 && at < len(own) && strings.HasPrefix(own[at:], key+":") {
		i = at // of several with the name, the one that is marked
	}
	if i > 0 && len(lines) == 1 && strings.Contains(own[:i], "{") && key != "" {
		end := i + len(key) + 1
		if next := regexp.MustCompile(`, ?[a-z_]+:|[}]`).FindStringIndex(own[end:]); next != nil {
			return s.with(number, number+1, line[:indent]+own[:i]+lines[0]+own[end+next[0]:])
		}
	}
	var out []string
	for i, l := range lines {
		if i > 0 {
			l = strings.Repeat(" ", indent) + l
		} else {
			l = line[:indent] + l
		}
		out = append(out, l)
	}
	to := number + 1
	if below, ok := strings.CutPrefix(lines[0], "- "); ok && len(lines) == 1 && strings.HasPrefix(own, "-"+below) { // "here and below"
		for ; to <= len(s.lines) && depth(s.lines[to-1]) == indent && gluedDash.MatchString(s.lines[to-1]); to++ {
			out = append(out, strings.Replace(s.lines[to-1], "-", "- ", 1))
		}
	}
	return s.with(number, to, out...)
}

var gluedDash = regexp.MustCompile(`^ *-[^ -]`)
