package main

import (
	"io"
	"path/filepath"
	"strings"

	"upfront/generator/diag"
	"upfront/generator/gitindex"
	"upfront/generator/redact"
)

// show prints problems for people, with files as they would be written from where the person stands.
func (p *program) show(w io.Writer, s *site, problems []diag.Problem) error {
	if p.flags.quiet {
		problems = p.stopping(problems)
	}
	problems, lines := placed(p.redactor.Load().Problems(problems), p.redactor.Load().Lines(s.lines()), func(file string) string { return shown(s.onDisk(file)) })
	return diag.Text(w, problems, lines, diag.Style{Color: p.colorful(w), Verbose: p.flags.verbose})
}

// manyWarnings is how many warnings a build shows at most, so that its report fits a screen.
const manyWarnings = 5

// few leaves out warnings beyond the first few, and says how many. Who asked for details gets all, as does who is
// stopped by them.
func (p *program) few(problems []diag.Problem) (kept []diag.Problem, more int) {
	if p.flags.verbose || p.flags.quiet || p.flags.strict {
		return problems, 0
	}
	warnings := 0
	for _, problem := range problems {
		if problem.Level() == diag.Warning {
			if warnings++; warnings > manyWarnings {
				more++
				continue
			}
		}
		kept = append(kept, problem)
	}
	return kept, more
}

// stopping gives the problems that stop a build.
func (p *program) stopping(problems []diag.Problem) []diag.Problem {
	var out []diag.Problem
	for _, problem := range problems {
		if level := problem.Level(); level == diag.Error || p.flags.strict && level == diag.Warning {
			out = append(out, problem)
		}
	}
	return out
}

// onDisk gives where a file of the tree lies.
func (s *site) onDisk(file string) string {
	if below, ok := strings.CutPrefix(file, redact.Agreements+"/"); ok && s.agreements != "" {
		return filepath.Join(s.agreements, filepath.FromSlash(below))
	}
	return filepath.Join(s.dir, filepath.FromSlash(file))
}

// placed gives problems whose files are named in another way, and lines that know them by it.
func placed(problems []diag.Problem, lines diag.Lines, name func(string) string) ([]diag.Problem, diag.Lines) {
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

// inRepository gives a path of the site as its git repository names it, for machines that read problems beside the
// files of a repository; without one, the path as it is.
func (s *site) inRepository() func(string) string {
	root := gitindex.Root(s.dir)
	return func(file string) string {
		if root == "" {
			return file
		}
		real, err := filepath.EvalSymlinks(s.dir)
		if err != nil {
			return file
		}
		at := filepath.Join(real, filepath.FromSlash(file))
		if redact.IsAgreement(file) && s.agreements != "" {
			at = s.onDisk(file)
		}
		if way, err := filepath.Rel(root, at); err == nil && filepath.IsLocal(way) {
			return filepath.ToSlash(way)
		}
		return file
	}
}
