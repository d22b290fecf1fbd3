package main

import (
	"io"
	"path/filepath"
	"slices"
	"strings"

	"upfront/generator/build"
	"upfront/generator/diag"
	"upfront/generator/gitindex"
)

// printProblems prints problems for people, with paths as seen from the current folder, and once in a run how to read more about
// their checks.
func (p *program) printProblems(w io.Writer, s *site, problems []diag.Problem) error {
	redactor := p.redactor.Load()
	name := func(file string) string { return displayPath(s.onDisk(file)) }
	problems, lines := renamePlaces(redactor.Problems(p.unlessQuiet(problems)), redactor.Lines(s.lines()), name)
	if err := diag.Text(w, problems, lines, diag.Style{Color: p.usesColor(w), Verbose: p.flags.verbose, All: p.flags.all}); err != nil {
		return err
	}
	if !p.flags.verbose {
		problems = slices.DeleteFunc(problems, func(x diag.Problem) bool { return x.Level() < diag.Warning })
	}
	if len(problems) > 0 {
		p.printfOnce("%s", moreAbout(problems))
	}
	return nil
}

// moreAbout returns how to read more about the checks of problems.
func moreAbout(problems []diag.Problem) string {
	first := problems[0].Rule
	if slices.ContainsFunc(problems, func(x diag.Problem) bool { return x.Rule != first }) {
		return "More about each: upfront check --explain ID, where ID is the word in brackets"
	}
	return "More about it: upfront check --explain " + string(first)
}

// unlessQuiet returns the problems to print: with --quiet, those alone that stop a build.
func (p *program) unlessQuiet(problems []diag.Problem) []diag.Problem {
	if !p.flags.quiet {
		return problems
	}
	return slices.DeleteFunc(slices.Clone(problems), func(x diag.Problem) bool { return !build.Failed([]diag.Problem{x}, p.flags.strict) })
}

// maxWarnings is how many warnings a build shows at most, so that its report fits a screen.
const maxWarnings = 5

// firstWarnings returns problems without the warnings beyond the first few, and how many those are. With --verbose or --all,
// and where warnings stop the build, it returns all.
func (p *program) firstWarnings(problems []diag.Problem) (kept []diag.Problem, more int) {
	if p.flags.verbose || p.flags.quiet || p.flags.strict || p.flags.all {
		return problems, 0
	}
	warnings := 0
	kept = slices.DeleteFunc(slices.Clone(problems), func(x diag.Problem) bool {
		if x.Level() == diag.Warning {
			warnings++
		}
		return x.Level() == diag.Warning && warnings > maxWarnings
	})
	return kept, len(problems) - len(kept)
}

func (s *site) onDisk(file string) string {
	for _, e := range s.elsewhere {
		if below, ok := strings.CutPrefix(file, e.mount+"/"); ok {
			return filepath.Join(e.dir, filepath.FromSlash(below))
		}
	}
	return filepath.Join(s.dir, filepath.FromSlash(file))
}

// renamePlaces returns problems whose files are named in another way, and lines that are found by the new names.
func renamePlaces(problems []diag.Problem, lines diag.Lines, name func(string) string) ([]diag.Problem, diag.Lines) {
	former := map[string]string{}
	rename := func(at diag.Place) diag.Place {
		if at.IsZero() {
			return at
		}
		file := name(at.File)
		former[file] = at.File
		at.File = file
		return at
	}
	out := make([]diag.Problem, len(problems))
	for i, p := range problems {
		p.At = rename(p.At)
		related := make([]diag.Related, len(p.Related))
		for j, r := range p.Related {
			related[j] = diag.Related{At: rename(r.At), Note: r.Note}
		}
		p.Related = related
		out[i] = p
	}
	return out, func(file string, line int) (string, bool) { return lines(former[file], line) }
}

// repositoryPath returns a function that names a file of the site as its git repository does. Without one, the name stays.
func (s *site) repositoryPath() func(string) string {
	root, dir := gitindex.Root(s.dir), resolveLinks(s.dir)
	return func(file string) string {
		path := s.onDisk(file)
		if below, err := filepath.Rel(s.dir, path); err == nil && filepath.IsLocal(below) {
			path = filepath.Join(dir, below)
		}
		if name, err := filepath.Rel(root, path); root != "" && err == nil && filepath.IsLocal(name) {
			return filepath.ToSlash(name)
		}
		return file
	}
}

// printHidden prints the hidden files with their reasons, each file once in a run.
func (p *program) printHidden(hidden []build.Hidden) {
	for _, h := range hidden {
		p.printfOnce("Hidden: %s", h)
	}
}
