package yamltext

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"upfront/generator/diag"
)

// The YAML reader names no line, or a wrong one, for most of the mistakes that people make. So a file that it refuses
// is looked at a recovery time.
//
// Where a file stops being YAML is found by asking the reader for the longest beginning that it can read: the line
// after that is wrong, whatever the reader says. What is wrong with it is found by trial: of the fixes that people
// usually need, the one with which reading gets furthest is proposed, and made for the time being, so that the next
// mistake can be found too. A fix that is proposed has therefore been seen to work.

const (
	mostMistakes = 8       // in one file; after that the author reads the first ones
	mostAhead    = 60      // lines on which an opened quote or bracket may close again
	mostWide     = 4 << 10 // bytes of a line that is looked into; nobody writes longer ones by hand
	mostLook     = 8 << 20 // bytes given to the YAML reader in one recovery look: some tenths of a recovery
)

// recovery is a recovery look at the lines of a file.
type recovery struct {
	file       string
	first      int
	names      func() FieldNames
	written    []string // as the author wrote them
	lines      []string // as mended so far; one may hold several
	start      int      // what stands before this line can be read, and is left aside
	budget     int
	problems   []diag.Problem
	root       *parsed      // of the mended lines; nil where nothing could be read
	origin     []int        // for each mended line, the one that it stands for
	changed    map[int]bool // lines of the file that were mended
	doubtful   bool         // what was mended may have been meant otherwise: other problems may be its echo
	unresolved int          // lines for which no fix was found
}

// fix is one way to put a mistake right.
type fix struct {
	from     int      // the first line that it changes
	lines    []string // what stands there instead, one for one
	at       diag.Place
	rule     diag.RuleID // empty: yaml-syntax
	message  string
	help     string
	doubtful bool // the author may have meant something else, so that what follows from the fix must not be reported
	unknown  bool // nothing is known but the line
}

// recoverText finds what is wrong in lines that the YAML reader refused with an error.
func recoverText(file string, first int, lines []string, refusal error, names func() FieldNames) *recovery {
	r := &recovery{file: file, first: first, names: names, written: lines, lines: append([]string{}, lines...), budget: mostLook, changed: map[int]bool{}}
	r.conflicts()
	read := r.reach(r.lines, r.hint(refusal))
	for len(r.problems) < mostMistakes && read < len(r.lines) {
		r.leaveAside(read)
		m, reached := r.best(read)
		r.report(m)
		if m.unknown {
			r.unresolved++
		}
		if reached < 0 || r.unresolved > 1 {
			break
		}
		r.apply(m)
		read = r.whole(reached)
	}
	r.finish(read)
	return r
}

var errorLine = regexp.MustCompile(`line ([0-9]+):`)

// hint gives how many lines can be read according to the YAML reader, where that is true.
func (r *recovery) hint(refusal error) int {
	m := errorLine.FindStringSubmatch(refusal.Error())
	if m == nil {
		return 0
	}
	line, _ := strconv.Atoi(m[1])
	if line < 2 || line > len(r.lines) || !r.readable(r.lines, line-1) {
		return 0
	}
	return line - 1
}

// best gives the fix for the first line that cannot be read with which reading gets furthest, and how far; less than
// zero where nothing helps.
func (r *recovery) best(read int) (fix, int) {
	all := r.fixes(read)
	if m, reached := r.furthest(all, read); reached > read {
		return m, reached
	}
	for _, m := range all { // perhaps the line above is wrong, and this one too
		if m.from < read {
			with := *r
			with.lines = m.applied(r.lines)
			_, reached := with.furthest(with.fixes(read), read)
			if r.budget = with.budget; reached > read {
				return m, read
			}
		}
	}
	m := r.unknown(read) // leave the line out
	if reached := r.reach(m.applied(r.lines), read); reached > read {
		return m, reached
	}
	return m, -1
}

func (r *recovery) furthest(all []fix, read int) (best fix, furthest int) {
	furthest = read
	for _, m := range all {
		reached := r.reach(m.applied(r.lines), min(m.from, read))
		if reached > furthest || reached == furthest && reached > read && r.weight(m) < r.weight(best) {
			best, furthest = m, reached
		}
		if furthest == len(r.lines) && r.weight(best) <= light {
			break
		}
	}
	return best, furthest
}

// light is the most that a fix may weigh for no other to be looked for.
const light = 4

// weight is how much a fix changes. Of two that help as much, the one that changes fewer lines is likelier; then the
// one after which lines begin at a whole step of two; then the one that moves them by a single space.
func (r *recovery) weight(m fix) int {
	lines, odd, far := 0, 0, 0
	for i, line := range m.lines {
		if line != r.lines[m.from+i] {
			before, after := len(indentOf(r.lines[m.from+i])), len(indentOf(line))
			lines, odd = lines+1, max(odd, after%2)
			if before-after > 1 || after-before > 1 {
				far = 1
			}
		}
	}
	return light*lines + 2*odd + far
}

// fixes gives what people may have meant by the line, the likeliest first.
func (r *recovery) fixes(i int) (all []fix) {
	if len(r.lines[i]) > mostWide {
		return nil
	}
	for _, look := range []func(int) []fix{
		r.tabs, r.secondDocument, r.gluedColons, r.missingColons, r.straySign, r.quotes, r.missingCommas, r.bracketText, r.brackets, r.listOnNameLine, r.gluedDash, r.texts, r.unindentedText, r.indents, r.strayText,
	} {
		all = append(all, look(i)...)
	}
	return all
}

func (m fix) applied(lines []string) []string {
	out := append([]string{}, lines...)
	copy(out[m.from:], m.lines)
	return out
}

func (r *recovery) apply(m fix) {
	for i, line := range m.lines {
		if r.lines[m.from+i] != line {
			r.changed[r.first+m.from+i] = true
		}
	}
	r.lines, r.doubtful = m.applied(r.lines), r.doubtful || m.doubtful
}

func (r *recovery) report(m fix) {
	if m.rule == "" {
		m.rule = Syntax
	}
	r.problems = append(r.problems, diag.Problem{Rule: m.rule, At: m.at, Message: m.message, Help: m.help})
}

// place gives the place of the bytes from, up to but without to, of a line as it was written. Of a line that was mended
// otherwise than by moving it, it is the whole.
func (r *recovery) place(i, from, to int) diag.Place {
	line, mended := r.written[i], r.lines[i]
	switch moved := len(indentOf(line)) - len(indentOf(mended)); {
	case strings.TrimLeft(line, " \t") == strings.TrimLeft(mended, " \t"):
		from, to = max(from+moved, 0), max(to+moved, 0)
	default:
		from, to = len(indentOf(line)), len(line)
	}
	from, to = min(from, len(line)), min(to, len(line))
	return diag.Place{File: r.file, Line: r.first + i, Column: column(line, from), Width: max(utf8.RuneCountInString(line[from:max(from, to)]), 1)}
}

// finish reads what can be read now.
func (r *recovery) finish(read int) {
	if read < len(r.lines) {
		r.doubtful, r.lines = true, r.lines[:read]
	}
	var single []string
	for i, line := range r.lines {
		for part := range strings.SplitSeq(line, "\n") {
			single, r.origin = append(single, part), append(r.origin, i)
		}
	}
	r.lines = single
	r.root, _ = readYAML(strings.Join(single, "\n"))
}

// conflicts reports the marks of git where two versions of the file met, and takes them out.
func (r *recovery) conflicts() {
	open := false
	for i, line := range r.lines {
		begins := strings.HasPrefix(line, "<<<<<<<")
		if begins && !open {
			r.report(fix{at: r.place(i, 0, len(line)), message: "git left its marks here, where two versions of the file met",
				help: "Keep the lines that are right. Delete the others, and the lines that begin with <<<<<<<, ======= and >>>>>>>."})
		}
		open = open || begins
		if begins || open && (line == "=======" || strings.HasPrefix(line, ">>>>>>>")) {
			r.changed[r.first+i], r.lines[i], r.doubtful = true, "", true
		}
	}
}

// unknown is what can be said where no fix is known.
func (r *recovery) unknown(i int) fix {
	l := cutLine(r.lines[i])
	return fix{
		from: i, lines: []string{""}, at: r.place(i, l.indent, len(l.line)), unknown: true, doubtful: true,
		message: "this line cannot be read as YAML",
		help: `A field is written "name: value", an entry of a list begins with "- ", and what belongs together begins in the same column. ` +
			`Put a text that holds ": " or " #", or begins with a sign, in double quotes.`,
	}
}
