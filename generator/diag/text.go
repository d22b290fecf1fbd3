package diag

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Lines returns a line of a file, counted from one and without its line break, and reports whether there is one. It also
// returns false for a line that must not be shown.
type Lines func(file string, line int) (string, bool)

// Style says how problems are printed for people. Colour is the caller's choice: this package asks no terminal.
type Style struct {
	Color   bool
	Verbose bool // notices too
	All     bool // every problem, however many there are of a kind
}

// textWidth is the number of columns that the printed text keeps to, but for its first line and the places: a message stays
// on one line, so that it can be searched for.
const textWidth = 100

// Text prints problems for people, errors first and otherwise in the order given: what, where, the line, why it matters to
// a customer, and what to write instead. Of one rule it prints five, and counts the others. A table of the rules ends a long
// list; the last line counts all of them, and no problems print nothing. A line of help that starts with a space is an example
// and stays as it is; others are wrapped. The error is the writer's.
func Text(w io.Writer, problems []Problem, lines Lines, style Style) error {
	p := printer{out: bufio.NewWriter(w), lines: lines, color: style.Color, all: style.All}
	found := errorsFirst(atLeast(problems, style.Verbose))
	if len(found) == 0 {
		return nil
	}
	printed := p.list(found)
	if len(found) > atAGlance || printed < len(found) {
		p.table(found)
	}
	p.line(p.paint(bold, tally(found)))
	if printed < len(found) {
		p.line(fmt.Sprintf("%d of them are shown. To see every one, add --all.", printed))
	}
	return p.out.Flush()
}

// atLeast returns the problems to show: errors and warnings, and notices where they are asked for.
func atLeast(problems []Problem, notices bool) []Problem {
	least := Warning
	if notices {
		least = Notice
	}
	var out []Problem
	for _, p := range problems {
		if p.Level() >= least {
			out = append(out, p)
		}
	}
	return out
}

// tally counts: "3 errors, 1 warning in 2 files".
func tally(problems []Problem) string {
	var parts []string
	for s := Error; s >= Notice; s-- {
		if n := Count(problems, s); n > 0 {
			parts = append(parts, Plural(n, s.String()))
		}
	}
	text := strings.Join(parts, ", ")
	if n := fileCount(problems); n > 0 {
		text += " in " + Plural(n, "file")
	}
	return text
}

// Plural returns a number with its noun: "1 file", "2 files".
func Plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// The ways to paint, as ECMA-48 numbers them.
const (
	bold   = "1"
	dim    = "2"
	red    = "1;31"
	yellow = "1;33"
	cyan   = "1;36"
)

var levelPaint = map[Severity]string{Error: red, Warning: yellow, Notice: cyan}

// printer writes one problem after the other. Its writer keeps the first error.
type printer struct {
	out   *bufio.Writer
	lines Lines
	color bool
	all   bool
}

func (p *printer) line(text string) {
	p.out.WriteString(text)
	p.out.WriteByte('\n')
}

func (p *printer) paint(code, text string) string {
	if !p.color || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func (p *printer) problem(problem Problem) {
	level := problem.Level()
	head := fmt.Sprintf("%s[%s]", level, problem.Rule)
	p.line(p.paint(levelPaint[level], head) + p.paint(bold, ": "+Plain(problem.Message)))
	most := problem.At.Line
	for _, r := range problem.Related {
		most = max(most, r.At.Line)
	}
	gutter := max(4, 1+len(fmt.Sprint(most))) // the same for all places of a problem
	p.place(problem.At, "", "^", gutter, levelPaint[level])
	for _, r := range problem.Related {
		p.place(r.At, r.Note, "-", gutter, cyan)
	}
	p.labelled("why: ", problem.Reason())
	p.labelled("help:", problem.Help)
}

// place prints where something stands, a note on it, and its line with marks below.
func (p *printer) place(at Place, note, mark string, gutter int, paint string) {
	where := Plain(at.String())
	if note != "" {
		where = strings.TrimPrefix(where+": "+Plain(note), ": ")
	}
	if where != "" {
		p.line("  " + where)
	}
	source, ok := lineAt(at, p.lines)
	if !ok {
		return
	}
	text, before, marks := excerpt(source, max(1, at.Column), at.Width, textWidth-gutter-3)
	p.line(p.paint(dim, fmt.Sprintf("%*d |", gutter, at.Line)) + strings.TrimRight(" "+text, " "))
	if at.Column > 0 {
		p.line(p.paint(dim, strings.Repeat(" ", gutter)+" |") + strings.Repeat(" ", before+1) + p.paint(paint, strings.Repeat(mark, marks)))
	}
}

// labelled prints text of one or more lines after a label of five characters.
func (p *printer) labelled(label, text string) {
	if text == "" {
		return
	}
	label = "  " + p.paint(bold, label) + " "
	for text := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
		parts := []string{Plain(text)}
		if !strings.HasPrefix(text, " ") { // as an example does, which stays as it is
			parts = Wrap(parts[0], textWidth-8)
		}
		for _, part := range parts {
			p.line(strings.TrimRight(label+part, " "))
			label = strings.Repeat(" ", 8)
		}
	}
}
