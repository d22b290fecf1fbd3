package serve

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"upfront/generator/diag"
)

// manyProblems is how many problems are shown at most: a person mends them one by one, and a browser that is given ten
// thousand stands still.
const manyProblems = 100

// columns is how much of a line is shown around a place.
const columns = 90

// problems are what there is to say of a build, as pages show it.
type problems struct {
	Errors, Warnings int
	Failure          *Failure
	Shown            []problem // errors first
	More             int       // how many are not shown
}

// problem is one of them, in words. No text holds a character that is not seen as itself.
type problem struct {
	Level, Rule, Message, Why string
	Help                      []helpLine
	At                        place
	Related                   []place
}

// helpLine is a line of help; an example stays as it was written.
type helpLine struct {
	Text    string
	Example bool
}

// place is where something stands, and its line.
type place struct {
	Text                  string // file:line:column
	Note                  string // of a related place
	Open                  string // an address of ours that leads to an editor
	Path                  string // on disk
	Line, Column          int
	Before, Marked, After string // the line; all empty where it is not known
}

// private reports whether a file is an agreement, or says what became of one.
func private(file string) bool {
	return strings.HasPrefix(file, "content/agreements/") || strings.HasPrefix(file, "content/agreed/")
}

// ofOffer reports an error that is of no agreement alone.
func ofOffer(p diag.Problem) bool { return p.Level() == diag.Error && !private(p.At.File) }

func (s *Server) viewProblems(state State) problems {
	out := problems{Errors: diag.Count(state.Problems, diag.Error), Warnings: diag.Count(state.Problems, diag.Warning), Failure: state.Failure}
	if out.Failure != nil {
		out.Errors++
	}
	for _, level := range []diag.Severity{diag.Error, diag.Warning} {
		for _, p := range state.Problems {
			switch {
			case p.Level() != level:
			case len(out.Shown) == manyProblems:
				out.More++
			default:
				out.Shown = append(out.Shown, s.viewProblem(p, state.Lines))
			}
		}
	}
	return out
}

func (s *Server) viewProblem(p diag.Problem, lines diag.Lines) problem {
	out := problem{
		Level: p.Level().String(), Rule: string(p.Rule), Message: diag.Plain(p.Message), Why: diag.Plain(p.Reason()),
		At: s.viewPlace(p.At, "", lines),
	}
	for line := range strings.SplitSeq(strings.TrimRight(p.Help, "\n"), "\n") {
		if line != "" {
			out.Help = append(out.Help, helpLine{diag.Plain(line), strings.HasPrefix(line, " ")})
		}
	}
	for _, r := range p.Related {
		out.Related = append(out.Related, s.viewPlace(r.At, r.Note, lines))
	}
	return out
}

func (s *Server) viewPlace(at diag.Place, note string, lines diag.Lines) place {
	if at.IsZero() {
		return place{Note: diag.Plain(note)}
	}
	out := place{
		Text: diag.Plain(at.String()), Note: diag.Plain(note), Line: at.Line, Column: at.Column,
		Open: openAddress(at), Path: s.options.Disk(at.File),
	}
	if at.Line > 0 && lines != nil {
		if text, ok := lines(at.File, at.Line); ok {
			out.Before, out.Marked, out.After = diag.Marked(text, at.Column, at.Width, columns)
			if at.Column == 0 {
				out.Before, out.Marked, out.After = out.Before+out.Marked+out.After, "", ""
			}
		}
	}
	return out
}

// HasLine reports whether the line is known.
func (p place) HasLine() bool { return p.Before+p.Marked+p.After != "" }

// Carets marks the characters of the place, as terminals do.
func (p place) Carets() string { return strings.Repeat("^", min(len([]rune(p.Marked)), columns)) }

// openAddress is where a place is opened from.
func openAddress(at diag.Place) string {
	q := url.Values{"file": {at.File}}
	if at.Line > 0 {
		q.Set("line", strconv.Itoa(at.Line))
	}
	if at.Column > 0 {
		q.Set("column", strconv.Itoa(at.Column))
	}
	return "/-/open?" + q.Encode()
}

// Counted says how many there are: "2 errors, 1 warning".
func (p problems) Counted() string {
	var parts []string
	if p.Errors > 0 {
		parts = append(parts, count(p.Errors, "error"))
	}
	if p.Warnings > 0 {
		parts = append(parts, count(p.Warnings, "warning"))
	}
	return strings.Join(parts, ", ")
}

// Any reports whether there is anything to say.
func (p problems) Any() bool { return p.Errors+p.Warnings > 0 }

func count(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}
