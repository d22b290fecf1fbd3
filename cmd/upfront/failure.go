package main

import (
	"errors"
	"fmt"

	"upfront/generator/publish"
	"upfront/generator/theme"
)

// Exit codes.
const (
	fine        = 0
	faulty      = 1   // the site has errors
	misused     = 2   // wrong usage
	unreadable  = 3   // something could not be read or written
	interrupted = 130 // 128 and the number of the signal, as shells have it
)

// failure ends a run: the exit code, and what to tell the person, which may be nothing where it was told before. The
// first line says what is wrong, those after it what to do.
type failure struct {
	code  int
	lines []string
}

func (f *failure) Error() string { return fmt.Sprint(f.code, f.lines) }

// misuse says what is wrong with the command line, and what to write.
func misuse(what, instead string) error {
	return &failure{code: misused, lines: []string{what, instead}}
}

// refuse says why the site cannot be worked with, and what to do.
func refuse(lines ...string) error { return &failure{code: faulty, lines: lines} }

// unusable says what could not be read or written.
func unusable(err error) *failure {
	return &failure{code: unreadable, lines: []string{sentence(err)}}
}

// sentence makes a line of an error: those of the standard library begin with a small letter and have no full stop.
func sentence(err error) string {
	text := err.Error()
	if text[0] >= 'a' && text[0] <= 'z' {
		text = string(text[0]-'a'+'A') + text[1:]
	}
	return text + "."
}

// published gives the failure that an error of publishing is.
func published(err error) *failure {
	var target *publish.TargetError
	var path *publish.PathError
	var template *theme.Error
	f := unusable(err)
	switch {
	case errors.As(err, &target):
		f.code = misused
	case errors.As(err, &path), errors.As(err, &template):
		f.code = faulty
	}
	return f
}
