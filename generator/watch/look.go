package watch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"upfront/generator/tree"
)

// places are the watched folders by their real names, each with what counts of the names in it.
type places map[string]func(base string) bool

// add makes names count, besides those that do, and reports whether the folder was there.
func (p places) add(dir string, counts func(base string) bool) bool {
	before, ok := p[dir]
	p[dir] = counts
	if ok {
		p[dir] = func(base string) bool { return before(base) || counts(base) }
	}
	return ok
}

// has reports whether an event is about one of the folders.
func (p places) has(e event) bool {
	_, ok := p[filepath.Join(e.dir, e.base)]
	return ok
}

// look lists all folders, watching each before it is listed, and lets go of those that are gone. With stat it also
// gives the digest of what there is.
func (w *watcher) look(stat bool) digest {
	l := &listing{w: w, stat: stat, now: time.Now()}
	for range 2 { // once more, where letting go of a folder's old name may have let go of the folder
		l.places, l.digest = places{}, digest{}
		for _, f := range w.options.Folders {
			l.whole(f)
		}
		if w.notifier == nil || !w.notifier.keep(l.places) {
			break
		}
	}
	w.places = l.places
	return l.digest
}

// listing is one look at all folders.
type listing struct {
	w      *watcher
	places places
	digest digest
	stat   bool
	now    time.Time
}

// whole lists a folder of the options, or watches for its return.
func (l *listing) whole(f tree.Folder) {
	for range 3 { // it may come back just before its return is watched for
		root, err := real(f.Dir)
		if err == nil {
			l.list(f, root, root, "")
			return
		}
		above, name := nearest(f.Dir)
		l.watch(above, func(base string) bool { return base == name })
		if _, err := os.Stat(filepath.Join(above, name)); err != nil {
			return
		}
	}
}

// real gives the name of a folder without links in it.
func real(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return "", err
	}
	info, err := os.Stat(dir)
	if err == nil && !info.IsDir() {
		err = syscall.ENOTDIR
	}
	return dir, err
}

// nearest gives the nearest folder above one that is gone, and what has to appear in it.
func nearest(dir string) (above, name string) {
	for {
		above, name = filepath.Split(filepath.Clean(dir))
		if above, err := real(above); err == nil || filepath.Clean(dir) == filepath.Clean(above) {
			return above, name
		}
		dir = above
	}
}

// list watches and lists a folder and those in it. Below is its name below the root, as [tree.Folder.Passes] wants it.
func (l *listing) list(f tree.Folder, root, dir, below string) {
	l.watch(dir, func(base string) bool { return !f.Passes(below, base) })
	entries, _ := os.ReadDir(dir) // what cannot be listed is as good as gone, until it can
	for _, e := range entries {
		if f.Passes(below, e.Name()) {
			continue
		}
		at := filepath.Join(dir, e.Name())
		target := at
		switch {
		case e.IsDir():
			l.list(f, root, at, below+e.Name()+"/")
		case e.Type()&fs.ModeSymlink != 0:
			target = l.follow(root, at)
		}
		if l.stat {
			l.note(at, target, e)
		}
	}
}

// follow watches what a link leads to, unless that is out of the folder, which [tree.Read] refuses.
func (l *listing) follow(root, at string) string {
	target, err := filepath.EvalSymlinks(at)
	if err != nil || !strings.HasPrefix(target, root+string(filepath.Separator)) {
		return at
	}
	name := filepath.Base(target)
	l.watch(filepath.Dir(target), func(base string) bool { return base == name })
	return target
}

// watch asks for the events of a folder.
func (l *listing) watch(dir string, counts func(base string) bool) {
	known := l.places.add(dir, counts)
	if l.w.notifier == nil || known {
		return
	}
	err := l.w.notifier.add(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR) && !errors.Is(err, fs.ErrPermission) {
		l.w.poll(why(err))
	}
}
