package serve

import (
	"strings"

	"upfront/generator/diag"
)

// maxProblems is how many problems are shown: a person fixes them one by one, and ten thousand make a browser stand still.
const maxProblems = 100

// lineWidth is how many characters of a line are shown around a place.
const lineWidth = 90

// problems are those of a build, as pages show them.
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

// place is a place in a file, and its line.
type place struct {
	Text                  string // file:line:column
	Note                  string // of a related place
	Open                  string // an address of ours that leads to an editor
	Path                  string // on disk
	Line, Column          int
	Before, Marked, After string // the line; all empty where it is not known
}

// isAgreement reports whether a file is an agreement, or its history.
func isAgreement(file string) bool {
	return strings.HasPrefix(file, "content/agreements/") || strings.HasPrefix(file, "content/agreed/")
}

func (s *Server) problemsOf(state State) problems {
	out := problems{Errors: diag.Count(state.Problems, diag.Error), Warnings: diag.Count(state.Problems, diag.Warning), Failure: state.Failure}
	for _, level := range []diag.Severity{diag.Error, diag.Warning} {
		for _, p := range state.Problems {
			if p.Level() == level && len(out.Shown) < maxProblems {
				out.Shown = append(out.Shown, s.problemOf(p, state.Lines))
			}
		}
	}
	out.More = out.Errors + out.Warnings - len(out.Shown)
	if out.Failure != nil {
		out.Errors++
	}
	return out
}

func (s *Server) problemOf(p diag.Problem, lines diag.Lines) problem {
	out := problem{Level: p.Level().String(), Rule: string(p.Rule), Message: diag.Plain(p.Message), Why: diag.Plain(p.Reason()), At: s.placeOf(p.At, "", lines)}
	for line := range strings.SplitSeq(strings.TrimRight(p.Help, "\n"), "\n") {
		if line != "" {
			out.Help = append(out.Help, helpLine{diag.Plain(line), strings.HasPrefix(line, " ")})
		}
	}
	for _, r := range p.Related {
		out.Related = append(out.Related, s.placeOf(r.At, r.Note, lines))
	}
	return out
}

func (s *Server) placeOf(at diag.Place, note string, lines diag.Lines) place {
	if at.IsZero() {
		return place{Note: diag.Plain(note)}
	}
	out := place{Text: diag.Plain(at.String()), Note: diag.Plain(note), Line: at.Line, Column: at.Column, Open: openAddress(at), Path: s.options.Disk(at.File)}
	if at.Line > 0 && lines != nil {
		if text, ok := lines(at.File, at.Line); ok {
			out.Before, out.Marked, out.After = diag.Marked(text, at.Column, at.Width, lineWidth)
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
func (p place) Carets() string { return strings.Repeat("^", min(len([]rune(p.Marked)), lineWidth)) }

// Summary returns how many there are, "2 errors, 1 warning", and nothing where there are none.
func (p problems) Summary() string {
	var parts []string
	if p.Errors > 0 {
		parts = append(parts, diag.Plural(p.Errors, "error"))
	}
	if p.Warnings > 0 {
		parts = append(parts, diag.Plural(p.Warnings, "warning"))
	}
	return strings.Join(parts, ", ")
}
