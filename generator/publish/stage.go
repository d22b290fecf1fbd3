package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
)

// fresh is the place of an output's new file before it is published.
func (t *target) fresh(path string) string {
	return filepath.Join(t.stage, "new", filepath.FromSlash(path))
}

// former is the place of an old file's second name while it is being replaced: in one folder for all, because nobody
// looks at them there, and a folder for each page takes longer to make than all else.
func (t *target) former(path string) string {
	sum := sha256.Sum256([]byte(path))
	return filepath.Join(t.stage, "old", hex.EncodeToString(sum[:16]))
}

// stages lists where staging may be, best first: in the state folder, beside the output, in it. A rename
// must not leave its mount, so the first two serve only where they share the output's.
func (t *target) stages() []string {
	above, base := filepath.Split(t.dir)
	return []string{
		filepath.Join(t.state, "stage"),
		filepath.Join(above, "."+base+stageName),
		filepath.Join(t.dir, stageName),
	}
}

// openStage makes the staging folder, closed to other users until it is published.
func (t *target) openStage() error {
	t.staging.Do(func() { t.stageErr = t.makeStage() })
	return t.stageErr
}

func (t *target) makeStage() (err error) {
	places := t.stages()
	for i, place := range places {
		if i < 2 && !t.sameMount(filepath.Dir(place)) {
			continue
		}
		if i == 2 {
			err = mkdirAll(t.disk, t.dir, 0o755)
		}
		if err == nil {
			err = t.mkdir(place, 0o700)
		}
		if err == nil {
			t.stage = place
			return t.mkdir(filepath.Join(place, "new"), 0o755)
		}
		if i == 1 && errors.Is(err, fs.ErrPermission) {
			err = nil // not ours to write beside the output; in it, perhaps
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// sameMount reports whether a folder shares the mount of the output, or of the folder above an output
// that is still to be made.
func (t *target) sameMount(folder string) bool {
	m, err := t.mount(folder)
	if err != nil {
		return false
	}
	n, err := t.mount(t.dir)
	if missing(err) {
		n, err = t.mount(filepath.Dir(t.dir))
	}
	return err == nil && m == n
}

// discard removes what was staged, unless a journal still needs it. What it cannot remove now, the next
// run will.
func (t *target) discard() {
	for _, path := range []string{t.journal(), t.reverse()} {
		if _, err := t.lstat(path); !missing(err) {
			return
		}
	}
	t.clear()
}

// clear removes the staging folders, ours or those of a run that crashed.
func (t *target) clear() error {
	for _, place := range t.stages() {
		if _, err := t.lstat(place); missing(err) {
			continue
		}
		if err := t.removeAll(place); err != nil {
			return err
		}
	}
	return nil
}

// makeAll makes the folders of a path that do not exist yet.
func makeAll(d disk, path string, mode fs.FileMode) error {
	err := d.mkdir(path, mode)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return nil
	}
	if up := filepath.Dir(path); missing(err) && up != path {
		if err := makeAll(d, up, mode); err != nil {
			return err
		}
		err = d.mkdir(path, mode)
	}
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}

// stager makes folders in the staging. Files come folder by folder, so it remembers the last one. It serves one goroutine.
type stager struct {
	*target
	made string
}

func newStager(t *target) *stager { return &stager{target: t} }

func (s *stager) folder(dir string) error {
	if s.made == dir {
		return nil
	}
	s.made = dir
	return makeAll(s.disk, strings.TrimSuffix(dir, string(filepath.Separator)), 0o755)
}
