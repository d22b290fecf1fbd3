package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
)

// stagingName is the staging folder where it cannot be in the state folder. Outputs may not use the name.
const stagingName = ".upfront-stage"

// stagedPath returns where an output's new file lies before it is published.
func (t *target) stagedPath(path string) string {
	return filepath.Join(t.staging, "new", filepath.FromSlash(path))
}

// backupPath returns the second name of an old file that is being replaced. All backups lie in one folder, because nobody
// looks at them there, and to make a folder for each page takes longer than all else.
func (t *target) backupPath(path string) string {
	sum := sha256.Sum256([]byte(path))
	return filepath.Join(t.staging, "old", hex.EncodeToString(sum[:16]))
}

// stagingFolders returns where staging may be, best first: in the state folder, beside the output, in it. A rename must not
// leave its mount, so the first two serve only where they share the output's.
func (t *target) stagingFolders() []string {
	above, base := filepath.Split(t.dir)
	return []string{filepath.Join(t.state, "stage"), filepath.Join(above, "."+base+stagingName), filepath.Join(t.dir, stagingName)}
}

// makeStaging makes the staging folder, closed to other users until it is published.
func (t *target) makeStaging() (err error) {
	for i, dir := range t.stagingFolders() {
		if i < 2 && !t.sharesMount(filepath.Dir(dir)) {
			continue
		}
		if i == 2 {
			err = mkdirAll(t.disk, t.dir, 0o755)
		}
		if err == nil {
			err = t.mkdir(dir, 0o700)
		}
		if err == nil {
			t.staging = dir
			return t.mkdir(filepath.Join(dir, "new"), 0o755)
		}
		if i != 1 || !errors.Is(err, fs.ErrPermission) {
			return err
		}
		err = nil // not ours to write beside the output; in it, perhaps
	}
	return nil
}

// sharesMount reports whether a folder shares the mount of the output, or of the folder above an output that is still to be made.
func (t *target) sharesMount(folder string) bool {
	m, err := t.mount(folder)
	if err != nil {
		return false
	}
	n, err := t.mount(t.dir)
	if isMissing(err) {
		n, err = t.mount(filepath.Dir(t.dir))
	}
	return err == nil && m == n
}

// discardStaging removes what was staged, unless a journal still needs it. What it cannot remove, the next run will.
func (t *target) discardStaging() {
	for _, path := range []string{t.journalPath(), t.undoJournalPath()} {
		if _, err := t.lstat(path); !isMissing(err) {
			return
		}
	}
	t.clearStaging()
}

// clearStaging removes the staging folders, ours or those of a run that crashed.
func (t *target) clearStaging() error {
	for _, dir := range t.stagingFolders() {
		if _, err := t.lstat(dir); isMissing(err) {
			continue
		}
		if err := t.removeAll(dir); err != nil {
			return err
		}
	}
	return nil
}

// stager makes folders in the staging. Files come folder by folder, so it remembers the last one. It serves one goroutine.
type stager struct {
	*target
	last string
}

func (s *stager) folder(dir string) error {
	if s.last == dir {
		return nil
	}
	s.last = dir
	return mkdirParents(s.disk, strings.TrimSuffix(dir, string(filepath.Separator)), 0o755)
}
