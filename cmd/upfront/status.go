package main

import (
	"bytes"
	"fmt"
	"strings"
	"upfront/generator/diag"
)

// statusPrinter prints how builds went, each outcome once.
type statusPrinter struct {
	p       *program
	last    string   // the problems that were printed last; empty where there were none
	ok      bool     // the last build had no errors
	inputs  [32]byte // the digest of what the last build was made of
	failure bool     // last is the error of a build that could not be made
}

// sameInputs reports whether a build is made of the same inputs as the one before, and records them.
func (t *statusPrinter) sameInputs(digest [32]byte) bool {
	same := t.inputs == digest
	t.inputs = digest
	return same
}

// time returns the time of day, as it stands before a line.
func (t *statusPrinter) time() string { return t.p.clock().Format("15:04:05") }

// built prints that a build had no errors.
func (t *statusPrinter) built(what string, problems []diag.Problem) {
	t.last, t.ok, t.failure = "", true, false
	if n := diag.Count(problems, diag.Warning); n > 0 {
		what += ", " + diag.Plural(n, "warning")
	}
	t.p.printf("%s %s", t.time(), what)
}

// refused prints the errors of a build, and what they mean for what was published or shown before. Where they are those of
// the build before, it prints how many there still are, unless the inputs are the same too.
func (t *statusPrinter) refused(s *site, problems []diag.Problem, same bool, meaning string) {
	t.ok = false
	var text bytes.Buffer
	kept, _ := t.p.firstWarnings(problems)
	noLines := func(string, int) (string, bool) { return "", false } // since the files may have changed by now
	_ = diag.Text(&text, kept, noLines, diag.Style{All: true})       // a buffer takes everything
	if text.String() == t.last {
		if !same {
			stopping := diag.Plural(diag.Count(problems, diag.Warning), "warning")
			if n := diag.Count(problems, diag.Error); n > 0 {
				stopping = diag.Plural(n, "error")
			}
			t.p.printf("%s still %s", t.time(), stopping)
		}
		return
	}
	t.last, t.failure = text.String(), false
	_ = t.p.printProblems(t.p.err, s, kept) // that standard error cannot be written to cannot be printed
	t.p.printf("%s %s", t.time(), meaning)
}

func (t *statusPrinter) failed(err error, meaning string) {
	t.ok = false
	f := asFailure(err)
	text := strings.Join(f.lines, "\n")
	if text == t.last {
		return
	}
	t.last, t.failure = text, true
	fmt.Fprintln(t.p.err, t.p.redact(text))
	t.p.printf("%s %s", t.time(), meaning)
}

// forgetFailure is called when a build could be made again: a failure that returns later is printed anew.
func (t *statusPrinter) forgetFailure() {
	if t.failure {
		t.last, t.failure = "", false
	}
}
