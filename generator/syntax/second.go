package syntax

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"upfront/generator/diag"
)

// The YAML reader names no line, or a wrong one, for most of the mistakes that people make. So a file that it refuses
// is looked at a second time.
//
// Where a file stops being YAML is found by asking the reader for the longest beginning that it can read: the line
// after that is wrong, whatever the reader says. What is wrong with it is found by trial: of the mends that people
// usually need, the one with which reading gets furthest is proposed, and made for the time being, so that the next
// mistake can be found too. A mend that is proposed has therefore been seen to work.

const (
	mostMistakes = 8       // in one file; after that the author reads the first ones
	mostAhead    = 60      // lines on which an opened quote or bracket may close again
	mostWide     = 4 << 10 // bytes of a line that is looked into; nobody writes longer ones by hand
	mostLook     = 8 << 20 // bytes given to the YAML reader in one second look: some tenths of a second
)

// second is a second look at the lines of a file.
type second struct {
	file     string
	first    int
	words    func() *vocabulary
	written  []string // as the author wrote them
	lines    []string // as mended so far; one may hold several
	start    int      // what stands before this line can be read, and is left aside
	budget   int
	problems []diag.Problem
	root     *yaml.Node   // of the mended lines; nil where nothing could be read
	origin   []int        // for each mended line, the one that it stands for
	changed  map[int]bool // lines of the file that were mended
	doubtful bool         // what was mended may have been meant otherwise: other problems may be its echo
	riddles  int          // lines for which no mend was found
}

// mend is one way to put a mistake right.
type mend struct {
	from     int      // the first line that it changes
	lines    []string // what stands there instead, one for one
	at       diag.Place
	rule     diag.RuleID // empty: yaml-syntax
	message  string
	help     string
	doubtful bool // the author may have meant something else, so that what follows from the mend must not be reported
	unknown  bool // nothing is known but the line
}

// secondLook finds what is wrong in lines that the YAML reader refused with an error.
func secondLook(file string, first int, lines []string, refusal error, words func() *vocabulary) *second {
	s := &second{file: file, first: first, words: words, written: lines, lines: append([]string{}, lines...), budget: mostLook, changed: map[int]bool{}}
	s.conflicts()
	read := s.reach(s.lines, s.hint(refusal))
	for len(s.problems) < mostMistakes && read < len(s.lines) {
		s.leaveAside(read)
		m, reached := s.best(read)
		s.report(m)
		if m.unknown {
			s.riddles++
		}
		if reached < 0 || s.riddles > 1 {
			break
		}
		s.apply(m)
		read = s.whole(reached)
	}
	s.finish(read)
	return s
}

var errorLine = regexp.MustCompile(`line ([0-9]+):`)

// hint gives how many lines can be read according to the YAML reader, where that is true.
func (s *second) hint(refusal error) int {
	m := errorLine.FindStringSubmatch(refusal.Error())
	if m == nil {
		return 0
	}
	line, _ := strconv.Atoi(m[1])
	if line < 2 || line > len(s.lines) || !s.readable(s.lines, line-1) {
		return 0
	}
	return line - 1
}

// best gives the mend for the first line that cannot be read with which reading gets furthest, and how far; less than
// zero where nothing helps.
func (s *second) best(read int) (mend, int) {
	all := s.mends(read)
	if m, reached := s.furthest(all, read); reached > read {
		return m, reached
	}
	for _, m := range all { // perhaps the line above is wrong, and this one too
		if m.from < read {
			with := *s
			with.lines = m.applied(s.lines)
			_, reached := with.furthest(with.mends(read), read)
			if s.budget = with.budget; reached > read {
				return m, read
			}
		}
	}
	m := s.unknown(read) // leave the line out
	if reached := s.reach(m.applied(s.lines), read); reached > read {
		return m, reached
	}
	return m, -1
}

func (s *second) furthest(all []mend, read int) (best mend, furthest int) {
	furthest = read
	for _, m := range all {
		reached := s.reach(m.applied(s.lines), min(m.from, read))
		if reached > furthest || reached == furthest && reached > read && s.weight(m) < s.weight(best) {
			best, furthest = m, reached
		}
		if furthest == len(s.lines) && s.weight(best) <= light {
			break
		}
	}
	return best, furthest
}

// light is the most that a mend may weigh for no other to be looked for.
const light = 4

// weight is how much a mend changes. Of two that help as much, the one that changes fewer lines is likelier; then the
// one after which lines begin at a whole step of two; then the one that moves them by a single space.
func (s *second) weight(m mend) int {
	lines, odd, far := 0, 0, 0
	for i, line := range m.lines {
		if line != s.lines[m.from+i] {
			before, after := len(indentOf(s.lines[m.from+i])), len(indentOf(line))
			lines, odd = lines+1, max(odd, after%2)
			if before-after > 1 || after-before > 1 {
				far = 1
			}
		}
	}
	return light*lines + 2*odd + far
}

// mends gives what people may have meant by the line, the likeliest first.
func (s *second) mends(i int) (all []mend) {
	if len(s.lines[i]) > mostWide {
		return nil
	}
	for _, look := range []func(int) []mend{
		s.tabs, s.secondDocument, s.gluedColons, s.missingColons, s.straySign, s.quotes, s.missingCommas, s.bracketText, s.brackets, s.listOnNameLine, s.gluedDash, s.texts, s.unindentedText, s.indents, s.strayText,
	} {
		all = append(all, look(i)...)
	}
	return all
}

func (m mend) applied(lines []string) []string {
	out := append([]string{}, lines...)
	copy(out[m.from:], m.lines)
	return out
}

func (s *second) apply(m mend) {
	for i, line := range m.lines {
		if s.lines[m.from+i] != line {
			s.changed[s.first+m.from+i] = true
		}
	}
	s.lines, s.doubtful = m.applied(s.lines), s.doubtful || m.doubtful
}

func (s *second) report(m mend) {
	if m.rule == "" {
		m.rule = yamlSyntax
	}
	s.problems = append(s.problems, diag.Problem{Rule: m.rule, At: m.at, Message: m.message, Help: m.help})
}

// place gives the place of the bytes from, up to but without to, of a line as it was written. Of a line that was mended
// otherwise than by moving it, it is the whole.
func (s *second) place(i, from, to int) diag.Place {
	line, mended := s.written[i], s.lines[i]
	switch moved := len(indentOf(line)) - len(indentOf(mended)); {
	case strings.TrimLeft(line, " \t") == strings.TrimLeft(mended, " \t"):
		from, to = max(from+moved, 0), max(to+moved, 0)
	default:
		from, to = len(indentOf(line)), len(line)
	}
	from, to = min(from, len(line)), min(to, len(line))
	return diag.Place{File: s.file, Line: s.first + i, Column: column(line, from), Width: max(utf8.RuneCountInString(line[from:max(from, to)]), 1)}
}

// finish reads what can be read now.
func (s *second) finish(read int) {
	if read < len(s.lines) {
		s.doubtful, s.lines = true, s.lines[:read]
	}
	var single []string
	for i, line := range s.lines {
		for part := range strings.SplitSeq(line, "\n") {
			single, s.origin = append(single, part), append(s.origin, i)
		}
	}
	s.lines = single
	s.root, _ = readYAML(strings.Join(single, "\n"))
}

// conflicts reports the marks of git where two versions of the file met, and takes them out.
func (s *second) conflicts() {
	open := false
	for i, line := range s.lines {
		begins := strings.HasPrefix(line, "<<<<<<<")
		if begins && !open {
			s.report(mend{at: s.place(i, 0, len(line)), message: "git left its marks here, where two versions of the file met",
				help: "Keep the lines that are right. Delete the others, and the lines that begin with <<<<<<<, ======= and >>>>>>>."})
		}
		open = open || begins
		if begins || open && (line == "=======" || strings.HasPrefix(line, ">>>>>>>")) {
			s.changed[s.first+i], s.lines[i], s.doubtful = true, "", true
		}
	}
}

// unknown is what can be said where no mend is known.
func (s *second) unknown(i int) mend {
	r := rowOf(s.lines[i])
	return mend{
		from: i, lines: []string{""}, at: s.place(i, r.indent, len(r.line)), unknown: true, doubtful: true,
		message: "this line cannot be read as YAML",
		help: `A field is written "name: value", an entry of a list begins with "- ", and what belongs together begins in the same column. ` +
			`Put a text that holds ": " or " #", or begins with a sign, in double quotes.`,
	}
}
