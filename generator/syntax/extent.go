package syntax

import (
	"regexp"
	"strings"
)

// How far a file can be read: found by giving beginnings of it to the YAML reader.

// reach gives how many lines can be read as YAML by themselves: the most that can. The first good of them are known to
// be readable.
func (s *second) reach(lines []string, good int) int {
	if s.readable(lines, len(lines)) {
		return len(lines)
	}
	for {
		good = s.narrow(lines, good)
		next := s.closes(lines, good)
		if next < 0 {
			return good
		}
		good = next
	}
}

// narrow gives a number of lines, near good, that is readable while the next is not.
func (s *second) narrow(lines []string, good int) int {
	bad := len(lines)
	for step := 1; good+step < bad; step *= 2 {
		if !s.readable(lines, good+step) {
			bad = good + step
			break
		}
		good += step
	}
	for bad-good > 1 {
		if middle := (good + bad) / 2; s.readable(lines, middle) {
			good = middle
		} else {
			bad = middle
		}
	}
	return good
}

// closes looks for the line on which a quote or bracket closes that opens on the line after the good ones; -1 where
// there is none.
func (s *second) closes(lines []string, good int) int {
	closing := opens(lines[good])
	if closing == "" {
		return -1
	}
	for n := good + 2; n < min(good+mostAhead, len(lines)); n++ {
		if strings.ContainsAny(lines[n-1], closing) && s.readable(lines, n) {
			return n
		}
	}
	return -1
}

// opens gives the sign, or those signs, that close what opens on a line and does not close there: a quote or a bracket.
func opens(line string) string {
	r := rowOf(line)
	if text := r.line[r.value:]; text != "" && (text[0] == '"' || text[0] == '\'') {
		if _, closed := quoteEnd(text); closed {
			return ""
		}
		return text[:1]
	}
	return bracketsAfter(line, "")
}

// readable reports whether the first n lines can be read as YAML.
func (s *second) readable(lines []string, n int) bool {
	if n <= s.start {
		return true
	}
	text := strings.Join(lines[s.start:n], "\n") + "\n"
	if s.budget -= len(text); s.budget < 0 {
		return false
	}
	_, err := readYAML(text)
	return err == nil
}

var topField = regexp.MustCompile(`^` + ident + `:( |$)`)

// leaveAside lets what follows begin at the last field of the file that can be read, which saves most of the work.
func (s *second) leaveAside(read int) {
	for i := read - 2; i > s.start; i-- {
		if topField.MatchString(s.lines[i]) && s.readable(s.lines, i) {
			s.start = i
			return
		}
	}
}

// whole looks at the file from its beginning again, once all that was looked at can be read.
func (s *second) whole(read int) int {
	if read < len(s.lines) || s.start == 0 {
		return read
	}
	s.start = 0
	return s.reach(s.lines, 0)
}
