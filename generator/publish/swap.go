package publish

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"sync"
)

// A swap makes the whole new folder ready beside the old one and exchanges the two in one step. It is for
// folders that hold nothing but our files: what is not ours could be carried over only one by one.

// Among more than many files a swap is not worth linking every one that stays, where fewer than one in fewOf changes.
const (
	many  = 1000
	fewOf = 3
)

// swappable reports whether the plan can be, and is best, carried out by a swap. A single change is whole
// by itself.
func (t *target) swappable(p *plan) bool {
	changes := len(p.puts) + len(p.dels)
	info, err := t.lstat(t.dir)
	if missing(err) {
		return t.openStage() == nil && !t.stagedInside()
	}
	if changes == 1 || changes*(fewOf-1) < p.unchanged() && p.unchanged() > many {
		return false
	}
	if err != nil || t.openStage() != nil || t.stagedInside() || !t.alike(info) {
		return false
	}
	known := map[string]bool{}
	for _, d := range p.dels {
		known[d.Path] = true
		for dir := path.Dir(d.Path); dir != "." && !known[dir]; dir = path.Dir(dir) {
			known[dir] = true
		}
	}
	return t.allKnown(p, known, ".")
}

func (t *target) stagedInside() bool { return within(t.stage, t.dir) }

// alike reports whether the staged folder can stand for the old one: same owner, and no special mode.
func (t *target) alike(old fs.FileInfo) bool {
	staged, err := t.lstat(t.fresh("."))
	return err == nil && owner(staged) == owner(old) && staged.Mode() == old.Mode()
}

// allKnown reports whether a folder of the output holds nothing but outputs and files to be removed.
func (t *target) allKnown(p *plan, known map[string]bool, dir string) bool {
	entries, err := t.list(t.at(dir))
	if err != nil {
		return false
	}
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		ok := known[name] || p.names.has(name)
		if e.IsDir() {
			ok = (ok || p.names.isFolder(name)) && t.allKnown(p, known, name)
		}
		if !ok {
			return false
		}
	}
	return true
}

// swap publishes by exchanging folders. It reports whether it did: where the system has no such thing, it
// has changed nothing, and returns no error.
func (t *target) swap(p *plan) (done bool, err error) {
	if t.linkKept(p.keptPaths()) != nil {
		return false, nil // no links here, or too many to one file
	}
	info, err := t.lstat(t.fresh("."))
	if err != nil || inode(info) == 0 {
		return false, err
	}
	if err := t.prepare(p); err != nil {
		return false, t.callOff(err)
	}
	ops := p.replaced()
	if err = t.begin(journal{Swap: inode(info), Ops: ops}); err == nil {
		err = t.turnOver()
	}
	if err != nil {
		return false, t.callOff(err)
	}
	if err := t.install(); err != nil {
		if twice(t.turnBack) != nil {
			return false, err
		}
		return false, t.callOff(err)
	}
	t.finishSwap(ops)
	return true, nil
}

// replaced gives the files of the old folder that are not in the new one, with what they held. A swap needs to know no
// more than that of its steps.
func (p *plan) replaced() []op {
	var out []op
	for _, o := range p.puts {
		if o.Old != nil {
			out = append(out, op{Do: opPut, Path: o.Path, Old: o.Old})
		}
	}
	return append(out, p.dels...)
}

// linkKept gives every file that stays a name in the new folder.
func (t *target) linkKept(kept []string) error {
	errs := make([]error, workers)
	var group sync.WaitGroup
	for i := range workers {
		part := kept[len(kept)*i/workers : len(kept)*(i+1)/workers]
		group.Go(func() { errs[i] = newStager(t).links(part) })
	}
	group.Wait()
	return errors.Join(errs...)
}

func (s *stager) links(paths []string) error {
	for _, p := range paths {
		err := s.folder(s.fresh(path.Dir(p)))
		if err == nil {
			err = s.link(s.at(p), s.fresh(p))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// turnOver puts the new folder in place of the old one, or of none.
func (t *target) turnOver() error {
	_, err := t.lstat(t.dir)
	if missing(err) {
		return t.rename(t.fresh("."), t.dir)
	}
	if err != nil {
		return err
	}
	return t.exchange(t.fresh("."), t.dir)
}

// turnBack undoes turnOver.
func (t *target) turnBack() error {
	_, err := t.lstat(t.fresh("."))
	if missing(err) {
		return t.rename(t.dir, t.fresh("."))
	}
	if err != nil {
		return err
	}
	return t.exchange(t.fresh("."), t.dir)
}

// callOff forgets a swap that did not happen. Where the system cannot swap, that is no error.
func (t *target) callOff(why error) error {
	err := twice(func() error { return t.remove(t.journal()) })
	twice(t.forget)
	if errors.Is(why, errors.ErrUnsupported) && (err == nil || missing(err)) {
		return nil
	}
	return why
}

// resumeSwap completes or forgets a swap that a crash cut short: the inode tells whether it happened.
func (t *target) resumeSwap(j *journal) error {
	info, err := t.lstat(t.dir)
	if err != nil && !missing(err) {
		return err
	}
	if err != nil || inode(info) != j.Swap {
		return t.finish()
	}
	if err := t.install(); err != nil {
		return err
	}
	return t.finishSwap(j.Ops)
}

// finishSwap removes the old folder, which now lies where the new one was. A file that somebody put or
// changed there in the last moment is saved.
func (t *target) finishSwap(ops []op) error {
	changed := make(map[string]op, len(ops))
	for _, o := range ops {
		changed[o.Path] = o
	}
	if err := t.sync(t.state); err != nil {
		return err
	}
	if _, err := t.lstat(t.fresh(".")); err == nil {
		if err := t.dispose(changed, "."); err != nil {
			return err
		}
	}
	return t.finish()
}

func (t *target) dispose(changed map[string]op, dir string) error {
	entries, err := t.list(t.fresh(dir))
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		if e.IsDir() {
			err = t.dispose(changed, name)
		} else {
			err = t.drop(changed, name)
		}
		if err != nil {
			return err
		}
	}
	return t.remove(t.fresh(dir))
}

// drop removes an old file that is replaced, removed, or also in the new folder, and saves any other.
func (t *target) drop(changed map[string]op, name string) error {
	info, err := t.lstat(t.fresh(name))
	if err != nil {
		return err
	}
	known := false
	if o, ok := changed[name]; ok {
		known = o.Old != nil && o.Old.stamp == stampOf(info)
	} else if other, err := t.lstat(t.at(name)); err == nil {
		known = os.SameFile(info, other)
	}
	if known {
		return t.remove(t.fresh(name))
	}
	return t.rescue(name)
}

// rescue carries a file that is not ours over to the new folder, or where its place is taken, out of the way.
func (t *target) rescue(name string) error {
	to := t.at(name)
	for n := 1; ; n++ {
		if _, err := t.lstat(to); missing(err) {
			break
		} else if err != nil {
			return err
		}
		to = filepath.Join(t.stage+"-saved", strconv.Itoa(n), filepath.FromSlash(name))
	}
	if err := makeAll(t.disk, filepath.Dir(to), 0o755); err != nil {
		return err
	}
	t.tell(name, " was changed by hand while we were publishing; your version is kept as ", to)
	return t.rename(t.fresh(name), to)
}
