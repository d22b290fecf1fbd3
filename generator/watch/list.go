package watch

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"upfront/generator/tree"
)

// watchedFolders maps the real name of each watched folder to a function that reports whether a name in it counts.
type watchedFolders map[string]func(base string) bool

// list watches all folders, lists each after it is watched, and unwatches the folders that are gone. With stat it also returns
// the digest of all files.
func (w *watcher) list(stat bool) digest {
	l := &listing{w: w, stat: stat, now: time.Now()}
	for range 2 { // once more, where unwatching a folder's old name may have unwatched the folder
		l.watched, l.digest = watchedFolders{}, digest{}
		for _, f := range w.options.Folders {
			l.listFolder(f)
		}
		if w.notifier == nil || !w.notifier.watchOnly(l.watched) {
			break
		}
	}
	w.watched = l.watched
	return l.digest
}

// listing is one pass over all folders.
type listing struct {
	w       *watcher
	watched watchedFolders
	digest  digest
	stat    bool
	now     time.Time
}

// listFolder lists a folder of the options, or watches for its return.
func (l *listing) listFolder(f tree.Folder) {
	for range 3 { // it may come back just before its return is watched for
		root, err := realPath(f.Dir)
		if err == nil {
			l.listBelow(f, root, root, "")
			return
		}
		above, name := nearestExisting(f.Dir)
		l.watch(above, func(base string) bool { return base == name })
		if _, err := os.Stat(filepath.Join(above, name)); err != nil {
			return
		}
	}
}

// realPath returns the name of a folder without links in it.
func realPath(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return "", err
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return "", cmp.Or(err, error(syscall.ENOTDIR))
	}
	return dir, nil
}

// nearestExisting returns the nearest existing folder above a missing one, and the name that has to appear in it.
func nearestExisting(dir string) (above, name string) {
	for {
		above, name = filepath.Split(filepath.Clean(dir))
		if above, err := realPath(above); err == nil || filepath.Clean(dir) == filepath.Clean(above) {
			return above, name
		}
		dir = above
	}
}

// listBelow watches and lists a folder and the folders in it. below is the dir for [tree.Folder.Passes].
func (l *listing) listBelow(f tree.Folder, root, dir, below string) {
	l.watch(dir, func(base string) bool { return !f.Passes(below, base) })
	entries, _ := os.ReadDir(dir) // a folder that cannot be listed is treated as gone
	for _, e := range entries {
		if f.Passes(below, e.Name()) {
			continue
		}
		path := filepath.Join(dir, e.Name())
		target := path
		switch {
		case e.IsDir():
			l.listBelow(f, root, path, below+e.Name()+"/")
		case e.Type()&fs.ModeSymlink != 0:
			target = l.followLink(root, path)
		}
		if l.stat {
			l.addFact(path, target, e)
		}
	}
}

// followLink watches the target of a link and returns it. A link out of the folder, which [tree.Read] refuses, is its own target.
func (l *listing) followLink(root, path string) string {
	target, err := filepath.EvalSymlinks(path)
	if err != nil || !strings.HasPrefix(target, root+string(filepath.Separator)) {
		return path
	}
	name := filepath.Base(target)
	l.watch(filepath.Dir(target), func(base string) bool { return base == name })
	return target
}

// watch asks for the events of a folder, and adds to the names in it that count.
func (l *listing) watch(dir string, counts func(base string) bool) {
	before, watched := l.watched[dir]
	if watched {
		l.watched[dir] = func(base string) bool { return before(base) || counts(base) }
		return
	}
	l.watched[dir] = counts
	if l.w.notifier == nil {
		return
	}
	err := l.w.notifier.add(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR) && !errors.Is(err, fs.ErrPermission) {
		l.w.switchToScans(noEventsReason(err))
	}
}
