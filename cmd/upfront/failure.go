package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"

	"upfront/generator/diag"
	"upfront/generator/publish"
	"upfront/generator/theme"
)

// Exit codes.
const (
	exitOK          = 0
	exitErrors      = 1   // the site has errors
	exitUsage       = 2   // wrong usage
	exitIO          = 3   // something could not be read or written
	exitInterrupted = 130 // 128 and the number of the signal, as shells have it
)

// failure is an error that ends a run. The first line says what is wrong, those after it what to do; there is none where
// that was printed before.
type failure struct {
	code     int
	lines    []string
	noSecret bool // the site has no secret here, which commands that publish nothing can do without
}

func (f *failure) Error() string { return fmt.Sprint(f.code, f.lines) }

// usageError returns the error of a wrong command line: what is wrong, and what to write.
func usageError(lines ...string) error { return &failure{code: exitUsage, lines: lines} }

// siteError returns the error of a site that cannot be worked with: why, and what to do.
func siteError(lines ...string) error { return &failure{code: exitErrors, lines: lines} }

func secretError(lines ...string) error {
	return &failure{code: exitErrors, lines: lines, noSecret: true}
}

// diskError returns the failure of something that could not be read or written: what, and what to do.
func diskError(lines ...string) *failure { return &failure{code: exitIO, lines: lines} }

func asFailure(err error) *failure {
	var f *failure
	if !errors.As(err, &f) {
		f = ioError(err)
	}
	return f
}

func ioError(err error) *failure {
	var path *fs.PathError
	var disk *publish.DiskError
	switch {
	case errors.As(err, &disk):
		return diskError(fmt.Sprintf("Cannot %s %s: %v.", disk.Op, displayPath(disk.Path), disk.Err))
	case errors.As(err, &path):
		return diskError(fmt.Sprintf("Cannot %s %s: %v.", cmp.Or(verbs[path.Op], path.Op), displayPath(path.Path), path.Err))
	}
	return diskError(sentence(err))
}

// verbs are the words for the names of system calls.
var verbs = map[string]string{"mkdir": "make the folder", "mkdirat": "make the folder", "openat": "open", "openfdat": "open", "createtemp": "open"}

// sentence returns an error as a sentence, with a capital and a full stop.
func sentence(err error) string {
	text := err.Error()
	if text[0] >= 'a' && text[0] <= 'z' {
		text = string(text[0]-'a'+'A') + text[1:]
	}
	return text + "."
}

// publishFailure returns the failure of a build that could not be published, with what to do about it.
func (p *program) publishFailure(s *site, err error) *failure {
	var target *publish.TargetError
	var conflict *publish.ConflictError
	var path *publish.PathError
	var template *theme.Error
	f := ioError(err)
	switch {
	case errors.As(err, &target):
		return &failure{code: exitUsage, lines: []string{displayPath(target.Dir) + " cannot be the output: " + target.Why + ".", "Choose a folder of its own with --out."}}
	case errors.As(err, &conflict):
		f = diskError(conflictLines(conflict)...)
		if p.flags.state != "" {
			f.lines = append(f.lines, "If an earlier build wrote them, with another --state or without one, build with that one.")
		}
	case errors.As(err, &path), errors.As(err, &template):
		f.code = exitErrors
	default:
		f.lines = append(f.lines, p.readOnlyAdvice(s, err)...)
	}
	return f
}

// conflictLines lists the files in the output that Upfront did not write.
func conflictLines(c *publish.ConflictError) []string {
	const most = 10
	are := map[bool]string{true: "is", false: "are"}[len(c.Files) == 1]
	lines := []string{fmt.Sprintf("In %s/, %s %s not ours to overwrite:", displayPath(c.Dir), diag.Plural(len(c.Files), "file"), are)}
	for _, f := range c.Files[:min(len(c.Files), most)] {
		lines = append(lines, "  "+f.Path+" "+f.Why)
	}
	if more := len(c.Files) - most; more > 0 {
		lines = append(lines, fmt.Sprintf("  and %d more", more))
	}
	return append(lines, "Move what you want to keep, delete the rest, and build again. To keep a change made by hand, make it in the site's files.")
}
