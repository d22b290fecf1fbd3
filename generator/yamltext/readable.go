package yamltext

import "strings"

// How far a text can be read: found by giving beginnings of it to the library.

// readable returns how many lines can be read as YAML by themselves: the most that can. The first good of them are known
// to be readable.
func (r *recovery) readable(lines []string, good int) int {
	if r.canRead(lines, len(lines)) {
		return len(lines)
	}
	for {
		good = r.narrow(lines, good)
		next := r.closingLine(lines, good)
		if next < 0 {
			return good
		}
		good = next
	}
}

// narrow returns a number of lines, near good, that is readable while the next is not.
func (r *recovery) narrow(lines []string, good int) int {
	bad := len(lines)
	for step := 1; good+step < bad; step *= 2 {
		if !r.canRead(lines, good+step) {
			bad = good + step
			break
		}
		good += step
	}
	for bad-good > 1 {
		if middle := (good + bad) / 2; r.canRead(lines, middle) {
			good = middle
		} else {
			bad = middle
		}
	}
	return good
}

// closingLine returns the number of lines up to the one on which a quote or bracket closes that opens on the line after
// the good ones; -1 where there is none.
func (r *recovery) closingLine(lines []string, good int) int {
	l := cutLine(lines[good])
	text, closing := l.line[l.value:], ""
	if end, closed := quoteEnd(text); !closed {
		closing = text[:1]
	} else if end == 0 {
		closing = bracketsAfter(lines[good], "")
	}
	for n := good + 2; n < min(good+mostAhead, len(lines)); n++ {
		if strings.ContainsAny(lines[n-1], closing) && r.canRead(lines, n) {
			return n
		}
	}
	return -1
}

// canRead reports whether the first n lines can be read as YAML.
func (r *recovery) canRead(lines []string, n int) bool {
	if n <= r.start {
		return true
	}
	if r.budget < 0 {
		return false
	}
	text := strings.Join(lines[r.start:n], "\n") + "\n"
	if r.budget -= len(text); r.budget < 0 {
		return false
	}
	_, err := libraryNode(text)
	return err == nil
}

// leaveAside lets what follows begin at the last field of the file that can be read, which saves most of the work.
func (r *recovery) leaveAside(read int) {
	for i := read - 2; i > r.start; i-- {
		if fieldLine().MatchString(r.lines[i]) && r.canRead(r.lines, i) {
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
	return r.readable(r.lines, 0)
}
