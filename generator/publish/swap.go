package publish

import (
	"errors"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"sync"

	"upfront/generator/internal/parallel"
)

// A swap makes the whole new folder ready beside the old one and exchanges the two in one step. It is for folders that
// hold nothing but our files: others could be carried over only one by one.

// Where more than manyFiles stay, and fewer than one file in minChanged changes, linking them all takes longer than the rest.
const (
	manyFiles  = 1000
	minChanged = 3
)

// canSwap reports whether the plan can be, and is best, carried out by a swap.
func (t *target) canSwap(p *plan) bool {
	old, err := t.lstat(t.dir)
	isNew, changes := isMissing(err), len(p.writes)+len(p.removals)
	few := changes == 1 || changes*(minChanged-1) < p.unchanged() && p.unchanged() > manyFiles
	if !isNew && (err != nil || few) || t.ensureStaging() != nil || within(t.staging, t.dir) {
		return false
	}
	if isNew {
		return true
	}
	staged, err := t.lstat(t.stagedPath("."))
	if err != nil || owner(staged) != owner(old) || staged.Mode() != old.Mode() {
		return false // it could not stand for the old one
	}
	removed := map[string]bool{}
	for _, s := range p.removals {
		for name := s.Path; name != "." && !removed[name]; name = path.Dir(name) {
			removed[name] = true
		}
	}
	file := func(name string) error {
		if removed[name] || p.names.folded(name).path == name {
			return nil
		}
		return errChanged
	}
	folder := func(name string) error {
		if name == "." || p.names.isFolder(name) {
			return nil
		}
		return file(name)
	}
	return t.walk(t.outputPath, ".", file, folder) == nil // it holds nothing but outputs and files to be removed
}

// swap publishes by exchanging folders and reports whether it did. Where the system cannot, that is no error.
func (t *target) swap(p *plan) (done bool, err error) {
	kept := slices.Grow(slices.Clone(p.kept), len(p.same))
	for _, i := range p.same {
		kept = append(kept, p.manifest.entries[i].path)
	}
	if t.linkKept(kept) != nil {
		return false, nil // no links here, or too many to one file
	}
	info, err := t.lstat(t.stagedPath("."))
	if err != nil || inode(info) == 0 {
		return false, err
	}
	if err := t.stageManifest(p); err != nil {
		return false, t.cancelSwap(err)
	}
	replaced := slices.DeleteFunc(slices.Concat(p.writes, p.removals), func(s step) bool { return s.Old == nil })
	for i := range replaced {
		replaced[i].New = nil // a swap needs to know only what the old folder held
	}
	if err = t.writeJournal(journal{Swap: inode(info), Steps: replaced}); err == nil {
		err = t.exchangeFolders(t.dir, t.stagedPath("."))
	}
	if err != nil {
		return false, t.cancelSwap(err)
	}
	if err := t.commitManifest(); err != nil {
		if retryOnce(func() error { return t.exchangeFolders(t.stagedPath("."), t.dir) }) != nil {
			return false, err
		}
		return false, t.cancelSwap(err)
	}
	t.finishSwap(replaced)
	return true, nil
}

// linkKept links every file that stays into the new folder.
func (t *target) linkKept(kept []string) error {
	workers := parallel.Workers()
	errs := make([]error, workers)
	var group sync.WaitGroup
	for i := range workers {
		share := kept[len(kept)*i/workers : len(kept)*(i+1)/workers]
		group.Go(func() {
			s := &stager{target: t}
			for _, p := range share {
				err := then(s.folder(t.stagedPath(path.Dir(p))), func() error { return t.link(t.outputPath(p), t.stagedPath(p)) })
				if errs[i] = err; err != nil {
					return
				}
			}
		})
	}
	group.Wait()
	return errors.Join(errs...)
}

// exchangeFolders exchanges a folder with another one, or moves the other one to its place where it does not exist.
func (t *target) exchangeFolders(folder, other string) error {
	_, err := t.lstat(folder)
	if isMissing(err) {
		return t.rename(other, folder)
	}
	return then(err, func() error { return t.exchange(other, folder) })
}

// cancelSwap cleans up after a swap that did not happen. Where the system cannot swap, that is no error.
func (t *target) cancelSwap(why error) error {
	err := retryOnce(func() error { return t.remove(t.journalPath()) })
	retryOnce(t.discardManifest)
	if errors.Is(why, errors.ErrUnsupported) && (err == nil || isMissing(err)) {
		return nil
	}
	return why
}

// resumeSwap completes or cancels a swap that a crash cut short: the inode tells whether it happened.
func (t *target) resumeSwap(j *journal) error {
	info, err := t.lstat(t.dir)
	if err != nil && !isMissing(err) {
		return err
	}
	if err != nil || inode(info) != j.Swap {
		return t.cleanUp()
	}
	return then(t.commitManifest(), func() error { return t.finishSwap(j.Steps) })
}

// finishSwap removes the old folder, now in the staging, and rescues a file that was put or changed there in the last moment.
func (t *target) finishSwap(replaced []step) error {
	old := map[string]*fileState{}
	for _, s := range replaced {
		old[s.Path] = s.Old
	}
	err := t.syncState()
	if _, missing := t.lstat(t.stagedPath(".")); missing == nil {
		file := func(name string) error { return t.removeOldFile(old, name) }
		folder := func(name string) error { return t.remove(t.stagedPath(name)) }
		err = then(err, func() error { return t.walk(t.stagedPath, ".", file, folder) })
	}
	return then(err, t.cleanUp)
}

// removeOldFile removes a file that is replaced, removed, or also in the new folder, and rescues any other.
func (t *target) removeOldFile(old map[string]*fileState, name string) error {
	info, err := t.lstat(t.stagedPath(name))
	if err != nil {
		return err
	}
	known := false
	if state := old[name]; state != nil {
		known = state.stamp == stampOf(info)
	} else if other, err := t.lstat(t.outputPath(name)); err == nil {
		known = os.SameFile(info, other)
	}
	if known {
		return t.remove(t.stagedPath(name))
	}
	return t.rescue(name)
}

// rescue carries a file that is not ours over to the new folder, or where its place is taken, out of the way.
func (t *target) rescue(name string) error {
	to := t.outputPath(name)
	for n := 1; ; n++ {
		if _, err := t.lstat(to); isMissing(err) {
			break
		} else if err != nil {
			return err
		}
		to = filepath.Join(t.staging+"-saved", strconv.Itoa(n), filepath.FromSlash(name))
	}
	if err := mkdirParents(t.disk, filepath.Dir(to), 0o755); err != nil {
		return err
	}
	t.note(name, " was changed by hand while we were publishing; your version is kept as ", to)
	return t.rename(t.stagedPath(name), to)
}
