package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// A DiskError is a refusal by the file system: disk full, no permission, too many open files. The published site is
// intact, and a later Write completes whatever was left half done.
type DiskError struct {
	Op   string // what was being done: "write", "rename"
	Path string // to which file
	Err  error  // the system's reason
}

func (e *DiskError) Error() string { return fmt.Sprintf("%s %q: %v", e.Op, e.Path, e.Err) }

// Unwrap returns the system's reason, so that errors.Is(err, syscall.ENOSPC) works.
func (e *DiskError) Unwrap() error { return e.Err }

// diskError names op and path once and keeps only the reason from what the standard library says.
func diskError(op, path string, err error) error {
	if err == nil {
		return nil
	}
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		err = pe.Err
	} else if le, ok := errors.AsType[*os.LinkError](err); ok {
		err = le.Err
	}
	return &DiskError{Op: op, Path: path, Err: err}
}

// A Conflict is one file in the output that an output would overwrite and that is not ours to overwrite.
type Conflict struct {
	Path string // the output's path
	Why  string // what is there, and why it stays
}

// A ConflictError lists every file that stands in the way. Nothing was published.
type ConflictError struct {
	Dir   string
	Files []Conflict // sorted by path
}

func (e *ConflictError) Error() string {
	files := "a file there is"
	if len(e.Files) != 1 {
		files = fmt.Sprintf("%d files there are", len(e.Files))
	}
	text := fmt.Sprintf("nothing was published to %q: %s not ours to overwrite", e.Dir, files)
	for _, c := range e.Files {
		text += fmt.Sprintf("\n  %s: %s", c.Path, c.Why)
	}
	return text + "\nmove each of them away or delete it, then build again; to keep a change made by hand, make it in the site's own files"
}

// A PathError lists every output whose path cannot be published: a mistake in the site or in us.
type PathError struct {
	Problems []string // a sentence each, in the order of the outputs
}

func (e *PathError) Error() string { return strings.Join(e.Problems, "\n") }

// A TargetError says why a folder may not be the output.
type TargetError struct {
	Dir string
	Why string
}

func (e *TargetError) Error() string {
	return fmt.Sprintf("%q cannot be the output: %s; choose a folder of its own", e.Dir, e.Why)
}

// A BusyError says that another process is publishing to the same output.
type BusyError struct {
	Dir    string
	Holder string // "process 4711", or "another process" where the system does not tell
}

func (e *BusyError) Error() string {
	return fmt.Sprintf("%s is publishing to %q; let it finish or end it, then build again", e.Holder, e.Dir)
}
