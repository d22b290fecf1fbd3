package watch

import (
	"hash/maphash"
	"io/fs"
	"os"
	"time"
)

// The time between two scans, and in how many parts of the time one may be spent on them.
const (
	scanEvery = 2 * time.Second
	scanShare = 250
	pollEvery = 250 * time.Millisecond // where there are no events
	pollShare = 20
)

// scan compares what there is with what the last scan found. The first one cannot tell, and wakes.
func (w *watcher) scan() {
	began := time.Now()
	found := w.look(true)
	now := time.Now()
	if found != w.seen {
		w.suspect = w.notifier != nil && !w.heard && w.seen != digest{} && found.facts != w.seen.facts
		w.delay.tell(now, written)
	}
	w.seen, w.heard = found, false
	w.scanAt = now.Add(max(w.every, w.share*now.Sub(began)))
}

// poll goes on without events.
func (w *watcher) poll(reason string) {
	w.deaf()
	w.quicken(reason)
}

// deaf lets go of what gave events.
func (w *watcher) deaf() {
	if w.notifier != nil {
		w.notifier.close()
		w.notifier = nil
	}
}

// quicken scans at a faster pace from now on.
func (w *watcher) quicken(reason string) {
	if w.share == pollShare {
		return
	}
	w.every, w.share = min(pollEvery, w.every), pollShare
	w.scanAt = time.Now().Add(w.every)
	if w.options.Say != nil {
		w.options.Say(reason)
	}
}

// digest is what a scan found. Both parts are sums, so that the order of a listing does not matter.
type digest struct {
	facts uint64 // of every file and folder: name, size, time, number
	young uint64 // of files changed so shortly before that another change may not show
}

// youth is the coarsest time a file system keeps: a file of this age or less may change without its time changing. It
// is looked at once more when it is older.
const youth = 2 * time.Second

// fact is what is known of a file without reading it.
type fact struct {
	path   string
	mode   fs.FileMode
	size   int64
	time   int64
	number uint64 // on the disk; zero where there are no such numbers
}

// seed makes digests comparable within one run of the program.
var seed = maphash.MakeSeed()

// note adds a file or folder to the digest. Of a folder, size and time say nothing that its files do not.
func (l *listing) note(at, target string, e fs.DirEntry) {
	info, err := e.Info()
	if target != at {
		info, err = os.Lstat(target)
	}
	if err != nil {
		return // gone since it was listed
	}
	is := fact{path: at, mode: info.Mode(), number: number(info)}
	if !info.IsDir() {
		is.size, is.time = info.Size(), info.ModTime().UnixNano()
	}
	l.digest.facts += maphash.Comparable(seed, is)
	if !info.IsDir() && l.now.Sub(info.ModTime()) <= youth {
		l.digest.young += maphash.String(seed, at)
	}
}
