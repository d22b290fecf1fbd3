package main

import (
	"errors"
	"fmt"
	"io/fs"

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
	code   int
	lines  []string
	absent bool // there is no secret here, which those who publish nothing can do without
}

func (f *failure) Error() string { return fmt.Sprint(f.code, f.lines) }

// misuse says what is wrong with the command line, and what to write.
func misuse(what, instead string) error {
	return &failure{code: misused, lines: []string{what, instead}}
}

// refuse says why the site cannot be worked with, and what to do.
func refuse(lines ...string) error { return &failure{code: faulty, lines: lines} }

// lacking says why the site cannot be published without a secret, and what to do.
func lacking(lines ...string) error { return &failure{code: faulty, lines: lines, absent: true} }

// failureOf gives the failure that an error is.
func failureOf(err error) *failure {
	var f *failure
	if !errors.As(err, &f) {
		f = unusable(err)
	}
	return f
}

// unusable says what could not be read or written.
func unusable(err error) *failure {
	var path *fs.PathError
	var disk *publish.DiskError
	switch {
	case errors.As(err, &disk):
		return &failure{code: unreadable, lines: []string{fmt.Sprintf("Cannot %s %s: %v.", disk.Op, shown(disk.Path), disk.Err)}}
	case errors.As(err, &path):
		return &failure{code: unreadable, lines: []string{fmt.Sprintf("Cannot %s %s: %v.", doing(path.Op), shown(path.Path), path.Err)}}
	}
	return &failure{code: unreadable, lines: []string{sentence(err)}}
}

// doing gives a word for the name of a system call.
func doing(op string) string {
	switch op {
	case "mkdir", "mkdirat":
		return "make the folder"
	case "openat", "openfdat", "createtemp":
		return "open"
	}
	return op
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
	var conflict *publish.ConflictError
	var path *publish.PathError
	var template *theme.Error
	f := unusable(err)
	switch {
	case errors.As(err, &target):
		return &failure{code: misused, lines: []string{shown(target.Dir) + " cannot be the output: " + target.Why + ".", "Choose a folder of its own with --out."}}
	case errors.As(err, &conflict):
		return &failure{code: unreadable, lines: inTheWay(conflict)}
	case errors.As(err, &path), errors.As(err, &template):
		f.code = faulty
	}
	return f
}

// inTheWay lists files in the output that somebody else wrote, the first ten of them.
func inTheWay(c *publish.ConflictError) []string {
	lines := []string{fmt.Sprintf("In %s/, %s not ours to overwrite:", shown(c.Dir), are(len(c.Files), "file"))}
	for i, f := range c.Files {
		if i == 10 {
			lines = append(lines, fmt.Sprintf("  and %d more", len(c.Files)-i))
			break
		}
		lines = append(lines, "  "+f.Path+" "+f.Why)
	}
	return append(lines, "Move what you want to keep, delete the rest, and build again. To keep a change made by hand, make it in the site's files.")
}

func are(n int, one string) string {
	if n == 1 {
		return "1 " + one + " is"
	}
	return plural(n, one) + " are"
}
