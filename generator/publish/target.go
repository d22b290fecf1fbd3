package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// target is one output folder with all that is kept about it.
type target struct {
	disk
	dir   string // absolute, links resolved
	state string // the folder of this output within Options.State
	notes []string

	stampAt func(path string) stamp // of a file in the output, while a plan is made

	staging       string       // the staging folder; empty until the first file is staged
	ensureStaging func() error // makes it once
}

// locate finds the output and the state folder, refuses a folder that may not be an output, and makes the folders above both.
func locate(d disk, dir string, options Options) (*target, error) {
	dir, err := resolve(dir)
	if err != nil {
		return nil, err
	}
	state := options.State
	if state == "" {
		state = filepath.Join(filepath.Dir(dir), ".upfront")
	}
	if state, err = resolve(state); err != nil {
		return nil, err
	}
	if err := checkTarget(dir, state, options.Protect); err != nil {
		return nil, err
	}
	t := &target{disk: d, dir: dir, state: filepath.Join(state, "publish", stateFolderName(state, dir))}
	t.ensureStaging = sync.OnceValue(t.makeStaging)
	if err := mkdirAll(d, t.state, 0o700); err != nil {
		return nil, err
	}
	return t, mkdirAll(d, filepath.Dir(dir), 0o755)
}

// stateFolderName returns a name for each output that shares a state folder. It is made of the way from there to the
// output, so that a site which is moved as a whole keeps its manifest.
func stateFolderName(state, dir string) string {
	relative, err := filepath.Rel(state, dir)
	if err != nil {
		relative = dir // another volume
	}
	sum := sha256.Sum256([]byte(filepath.ToSlash(relative)))
	return filepath.Base(dir) + "-" + hex.EncodeToString(sum[:4])
}

// resolve makes a path absolute and follows its links as far as it exists.
func resolve(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", diskError("find", path, err)
	}
	real, err := filepath.EvalSymlinks(abs)
	if err == nil {
		return real, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return "", diskError("find", path, err)
	}
	if _, err := os.Lstat(abs); err == nil {
		return "", &TargetError{Dir: path, Why: "it is a link to a place that does not exist"}
	}
	above, err := resolve(filepath.Dir(abs))
	return filepath.Join(above, filepath.Base(abs)), err
}

// checkTarget refuses a folder that is, or holds, something that must not be published over.
func checkTarget(dir, state string, protect []string) error {
	if filepath.Dir(dir) == dir {
		return &TargetError{Dir: dir, Why: "it is the root of the file system"}
	}
	if within(dir, state) || within(state, dir) {
		return &TargetError{Dir: dir, Why: "it and the folder of our own notes (" + state + ") must lie apart"}
	}
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // what does not exist holds nothing
	}
	if err != nil {
		return diskError("look at", dir, err)
	}
	if !info.IsDir() {
		return &TargetError{Dir: dir, Why: "it is not a folder"}
	}
	for _, p := range protect {
		if err := checkProtected(dir, info, p); err != nil {
			return err
		}
	}
	return nil
}

// within reports whether path is folder or lies under it; both are resolved.
func within(path, folder string) bool {
	relative, err := filepath.Rel(folder, path)
	return err == nil && filepath.IsLocal(relative)
}

// checkProtected refuses dir when it is the protected folder or one above it. It asks the file system, which knows about
// links, mounts and letter case.
func checkProtected(dir string, info fs.FileInfo, protected string) error {
	path, err := filepath.Abs(protected)
	if err != nil {
		return diskError("find", protected, err)
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	for p := path; ; p = filepath.Dir(p) {
		if other, err := os.Stat(p); err == nil && os.SameFile(info, other) {
			if p == path {
				return &TargetError{Dir: dir, Why: "it is " + protected + " itself"}
			}
			return &TargetError{Dir: dir, Why: "it holds " + protected}
		}
		if filepath.Dir(p) == p {
			return nil
		}
	}
}

// outputPath returns where an output lies in the published folder.
func (t *target) outputPath(path string) string {
	return filepath.Join(t.dir, filepath.FromSlash(path))
}

// syncState makes the names in the state folder durable.
func (t *target) syncState() error { return t.sync(t.state) }

// note adds a sentence to the report.
func (t *target) note(words ...string) { t.notes = append(t.notes, strings.Join(words, "")) }

// removeIfThere removes a file that need not exist.
func (t *target) removeIfThere(path string) error {
	if err := t.remove(path); !isMissing(err) {
		return err
	}
	return nil
}
