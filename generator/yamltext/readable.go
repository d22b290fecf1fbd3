package yamltext

import (
	"regexp"
	"strings"
)

// How far a file can be read: found by giving beginnings of it to the YAML reader.

// reach gives how many lines can be read as YAML by themselves: the most that can. The first good of them are known to
// be readable.
func (r *recovery) reach(lines []string, good int) int {
	if r.readable(lines, len(lines)) {
		return len(lines)
	}
	for {
		good = r.narrow(lines, good)
		next := r.closes(lines, good)
		if next < 0 {
			return good
		}
		good = next
	}
}

// narrow gives a number of lines, near good, that is readable while the next is not.
func (r *recovery) narrow(lines []string, good int) int {
	bad := len(lines)
	for step := 1; good+step < bad; step *= 2 {
		if !r.readable(lines, good+step) {
			bad = good + step
			break
		}
		good += step
	}
	for bad-good > 1 {
		if middle := (good + bad) / 2; r.readable(lines, middle) {
			good = middle
		} else {
			bad = middle
		}
	}
	return good
}

// closes looks for the line on which a quote or bracket closes that opens on the line after the good ones; -1 where
// there is none.
func (r *recovery) closes(lines []string, good int) int {
	closing := opens(lines[good])
	if closing == "" {
		return -1
	}
	for n := good + 2; n < min(good+mostAhead, len(lines)); n++ {
		if strings.ContainsAny(lines[n-1], closing) && r.readable(lines, n) {
			return n
		}
	}
	return -1
}

// opens gives the sign, or those signs, that close what opens on a line and does not close there: a quote or a bracket.
func opens(line string) string {
	l := cutLine(line)
	if text := l.line[l.value:]; text != "" && (text[0] == '"' || text[0] == '\'') {
		if _, closed := quoteEnd(text); closed {
			return ""
		}
		return text[:1]
	}
	return bracketsAfter(line, "")
}

// readable reports whether the first n lines can be read as YAML.
func (r *recovery) readable(lines []string, n int) bool {
	if n <= r.start {
		return true
	}
	text := strings.Join(lines[r.start:n], "\n") + "\n"
	if r.budget -= len(text); r.budget < 0 {
		return false
	}
	return isYAML(text) == nil
}

var topField = regexp.MustCompile(`^` + ident + `:( |$)`)

// leaveAside lets what follows begin at the last field of the file that can be read, which saves most of the work.
func (r *recovery) leaveAside(read int) {
	for i := read - 2; i > r.start; i-- {
		if topField.MatchString(r.lines[i]) && r.readable(r.lines, i) {
			r.start = i
			return
		}
	}
}

// whole looks at the file from its beginning again, once all that was looked at can be read.
func (r *recovery) whole(read int) int {
	if read < len(r.lines) || r.start == 0 {
		return read
	}
	r.start = 0
	return r.reach(r.lines, 0)
}
