package yamltext

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"upfront/generator/diag"
	"upfront/generator/lazy"
)

// The library names no line, or a wrong one, for most of the mistakes that people make. So a text that it refuses is
// recovered by trial.
//
// Where a text stops being YAML is found by asking the library for the longest beginning that it can read (readable.go):
// the line after that is wrong, whatever the library says. Of the fixes that people usually need (fix*.go), the one with
// which reading gets furthest is proposed, and made for the time being, so that the next mistake can be found too. A fix
// that is proposed has therefore been seen to work.

const (
	mostMistakes = 8       // in one file; after that the author reads the first ones
	mostAhead    = 60      // lines on which an opened quote or bracket may close again
	mostWide     = 4 << 10 // bytes of a line that is looked into; nobody writes longer ones by hand
	mostBrackets = 100     // that are open in a text that is no YAML; some may be text
	mostRead     = 4 << 20 // bytes given to the library for one text, before, in and after its recovery: some tenths of a second
)

// recovery makes YAML of the lines of a file.
type recovery struct {
	file       string
	first      int
	expected   Expected
	written    []string // as the author wrote them
	lines      []string // as fixed so far; one may hold several
	start      int      // what stands before this line can be read, and is left aside
	budget     int
	problems   diag.List    // [Syntax] unless said otherwise
	root       *parsed      // of the fixed lines; nil where nothing could be read
	origin     []int        // for each fixed line, the one that it stands for
	changed    map[int]bool // lines of the file that were fixed
	doubtful   bool         // a fix may not be what was meant: other problems may be its echo
	unresolved int          // lines for which no fix was found
	base       []string     // the lines before any fix
	made       []madeFix    // one for each of the last problems
}

// fix is one way to put a mistake right.
type fix struct {
	from     int      // the first line that it changes
	lines    []string // what stands there instead, one for one
	problem  diag.Problem
	doubtful bool // the author may have meant something else, so that what follows from the fix must not be reported
	stray    bool // a sign is taken out by trial
	brings   int  // how much else is wrong once it is made: if anything is, it is not what was meant
}

// recoverText finds what is wrong in lines that the library refused with an error.
func recoverText(file string, first int, lines []string, refusal error, expected Expected) *recovery {
	r := &recovery{file: file, first: first, expected: expected, written: lines, lines: slices.Clone(lines), budget: mostRead - 2*bytesOf(lines), changed: map[int]bool{},
		problems: diag.List{Default: diag.Problem{Rule: Syntax}}}
	if r.nestsTooDeep() {
		return r
	}
	r.conflicts()
	r.base = r.lines
	read := r.mistakes(r.readable(r.lines, r.hint(refusal)))
	r.dropUnproven()
	r.finish(read)
	return r
}

// mistakes finds what is wrong from the first line on that cannot be read, and returns how many lines can be read then.
func (r *recovery) mistakes(read int) int {
	for len(r.problems.Problems) < mostMistakes && read < len(r.lines) {
		r.leaveAside(read)
		f, reached := r.best(read)
		if f.brings > 0 {
			f.problem, f.doubtful = r.misfit(read), true
		}
		r.made = append(r.made, madeFix{f, r.lines})
		r.problems.Add(f.problem)
		if reached < 0 || r.unresolved > 1 {
			break
		}
		for i, line := range f.lines {
			if r.lines[f.from+i] != line {
				r.changed[r.first+f.from+i] = true
			}
		}
		r.lines, r.doubtful = f.applied(r.lines), r.doubtful || f.doubtful
		if read = r.whole(reached); f.brings > 0 {
			break // what else is wrong may follow from it
		}
	}
	return read
}

var errorLine = lazy.Pattern(`line ([0-9]+):`)

// hint returns how many lines can be read according to the library, where that is true.
func (r *recovery) hint(refusal error) int {
	if m := errorLine().FindStringSubmatch(refusal.Error()); m != nil {
		if line, _ := strconv.Atoi(m[1]); line >= 2 && line <= len(r.lines) && r.canRead(r.lines, line-1) {
			return line - 1
		}
	}
	return 0
}

// best returns the fix for the first line that cannot be read with which reading gets furthest, and how far; less than
// zero where nothing helps.
func (r *recovery) best(read int) (fix, int) {
	all := r.fixes(read)
	f, reached := r.furthest(all, read)
	if reached == read || f.brings > 0 {
		if other, further := r.furthest(r.strays(read), read); further > reached || further == reached && other.brings == 0 {
			f, reached = other, further
		}
	}
	if reached > read {
		return f, reached
	}
	for _, f := range all { // perhaps the line above is wrong, and this one too
		if f.from < read {
			with := *r
			with.lines = f.applied(r.lines)
			_, reached := with.furthest(with.fixes(read), read)
			if r.budget = with.budget; reached > read {
				return f, read
			}
		}
	}
	r.unresolved++
	l := cutLine(r.lines[read])
	f = r.without(read, l.indent, len(l.line), "this line cannot be read as YAML",
		`A field is written "name: value", an entry of a list begins with "- ", and what belongs together begins in the same column. `+
			`Put a text that holds ": " or " #", or begins with a sign, in double quotes.`)
	if reached := r.readable(f.applied(r.lines), read); reached > read {
		return f, reached
	}
	return f, -1
}

// furthest returns the fix with which reading gets furthest, and how far. Of several, it is the one after which least is
// wrong, then the one that weighs least.
func (r *recovery) furthest(all []fix, read int) (best fix, furthest int) {
	furthest = read
	for _, f := range all {
		reached := r.readable(f.applied(r.lines), min(f.from, read))
		if reached <= read || reached < furthest {
			continue
		}
		f.brings = r.brings(f, reached)
		if reached > furthest || f.brings < best.brings || f.brings == best.brings && r.weight(f) < r.weight(best) {
			best, furthest = f, reached
		}
		if furthest == len(r.lines) && best.brings == 0 && r.weight(best) <= light {
			break
		}
	}
	return best, furthest
}

// light is the most that a fix may weigh for no other to be looked for.
const light = 4

// weight is how much a fix changes. Of two that help as much, the one that changes fewer lines is likelier; then the
// one after which lines begin at a whole step of two; then the one that moves them by a single space.
func (r *recovery) weight(f fix) int {
	lines, odd, far := 0, 0, 0
	for i, line := range f.lines {
		if line != r.lines[f.from+i] {
			before, after := len(indentOf(r.lines[f.from+i])), len(indentOf(line))
			lines, odd = lines+1, max(odd, after%2)
			if before-after > 1 || after-before > 1 {
				far = 1
			}
		}
	}
	return light*lines + 2*odd + far
}

// fixes returns what people may have meant by a line, the likeliest first.
func (r *recovery) fixes(i int) (all []fix) {
	if len(r.lines[i]) > mostWide {
		return nil
	}
	if f, ok := r.signsAlone(i); ok {
		return []fix{f}
	}
	for _, find := range []func(int) []fix{
		r.tabs, r.secondDocument, r.gluedColons, r.missingColons, r.hashesInNames, r.signBeforeMargin, r.straySign, r.unclosedQuotes, r.insideBrackets,
		r.listOnNameLine, r.gluedDash, r.wideDash, r.unquotedTexts, r.unindentedText, r.valueAboveBlock, r.strayDash, r.indents, r.strayText,
	} {
		all = append(all, find(i)...)
	}
	return all
}

func (f fix) applied(lines []string) []string {
	return slices.Concat(lines[:f.from], f.lines, lines[f.from+len(f.lines):])
}

// place returns the place of the bytes from, up to but without to, of a line as it was written. Of a line that was fixed
// otherwise than by moving it, it is the whole.
func (r *recovery) place(i, from, to int) diag.Place {
	line, fixed := r.written[i], r.lines[i]
	if strings.TrimLeft(line, " \t") == strings.TrimLeft(fixed, " \t") {
		moved := len(indentOf(line)) - len(indentOf(fixed))
		from, to = max(from+moved, 0), max(to+moved, 0)
	} else {
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
	r.lines, r.origin = single(r.lines)
	r.root, _ = readYAML(strings.Join(r.lines, "\n"))
}

// single returns lines of which none holds several any more, and for each the one that it is of.
func single(lines []string) (all []string, origin []int) {
	for i, line := range lines {
		for part := range strings.SplitSeq(line, "\n") {
			all, origin = append(all, part), append(origin, i)
		}
	}
	return all, origin
}

// nestsTooDeep reports brackets that open within each other as nobody writes them. To read them by trial takes the library the
// square of their number.
func (r *recovery) nestsTooDeep() bool {
	depth := 0
	for i, line := range r.lines {
		for at := range len(line) {
			switch line[at] {
			case '[', '{':
				depth++
			case ']', '}':
				depth = max(depth-1, 0)
			}
			if depth > mostBrackets {
				r.problems.Add(tooDeep(r.place(i, at, at+1)))
				r.doubtful = true
				return true
			}
		}
	}
	return false
}

// conflicts reports the marks of git where two versions of the file met, and takes them out.
func (r *recovery) conflicts() {
	inside := false
	for i, line := range r.lines {
		begins := strings.HasPrefix(line, "<<<<<<<")
		if begins && !inside {
			r.problems.Add(diag.Problem{At: r.place(i, 0, len(line)), Message: "git left its marks here, where two versions of the file met",
				Help: "Keep the lines that are right. Delete the others, and the lines that begin with <<<<<<<, ======= and >>>>>>>."})
		}
		inside = inside || begins
		if begins || inside && (line == "=======" || strings.HasPrefix(line, ">>>>>>>")) {
			r.changed[r.first+i], r.lines[i], r.doubtful = true, "", true
		}
	}
}
