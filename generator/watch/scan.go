package watch

import (
	"hash/maphash"
	"io/fs"
	"os"
	"time"
)

// The pause between two scans. A scan that takes long makes the pause longer: it is at least the time of the scan times
// the divisor.
const (
	scanEvery   = 2 * time.Second
	scanDivisor = 250
	pollEvery   = 250 * time.Millisecond // where there are no events
	pollDivisor = 20
)

// scan compares the files with the last scan. The first scan has nothing to compare with, and wakes.
func (w *watcher) scan() {
	began := time.Now()
	found := w.list(true)
	now := time.Now()
	if found != w.lastScan {
		w.suspect = w.notifier != nil && !w.hadEvents && w.lastScan != digest{} && found.facts != w.lastScan.facts
		w.delay.add(now)
	}
	w.lastScan, w.hadEvents = found, false
	w.scanAt = now.Add(max(w.every, w.divisor*now.Sub(began)))
}

// switchToScans continues without events.
func (w *watcher) switchToScans(reason string) {
	w.closeNotifier()
	w.scanFaster(reason)
}

func (w *watcher) closeNotifier() {
	if w.notifier != nil {
		w.notifier.close()
		w.notifier = nil
	}
}

// scanFaster makes scans more frequent, and warns once.
func (w *watcher) scanFaster(reason string) {
	if w.divisor == pollDivisor {
		return
	}
	w.every, w.divisor = min(pollEvery, w.every), pollDivisor
	w.scanAt = time.Now().Add(w.every)
	if w.options.Warn != nil {
		w.options.Warn(reason)
	}
}

// digest is the result of a scan. Both parts are sums, so that the order of a listing does not matter.
type digest struct {
	facts uint64 // of every file and folder: name, size, time, inode
	young uint64 // of files changed so shortly before that another change may not show
}

// youngAge is the coarsest time that a file system keeps: a file of this age or less may change while its time stays. It is
// scanned once more when it is older.
const youngAge = 2 * time.Second

// fact is the metadata of a file.
type fact struct {
	path  string
	mode  fs.FileMode
	size  int64
	time  int64
	inode uint64 // on the disk; zero where there are no such numbers
}

// seed makes digests comparable within one run of the program.
var seed = maphash.MakeSeed()

// addFact adds a file or folder to the digest. The size and time of a folder add nothing to those of its files.
func (l *listing) addFact(path, target string, e fs.DirEntry) {
	info, err := e.Info()
	if target != path {
		info, err = os.Lstat(target)
	}
	if err != nil {
		return // gone since it was listed
	}
	f := fact{path: path, mode: info.Mode(), inode: inode(info)}
	if !info.IsDir() {
		f.size, f.time = info.Size(), info.ModTime().UnixNano()
		if l.now.Sub(info.ModTime()) <= youngAge {
			l.digest.young += maphash.String(seed, path)
		}
	}
	l.digest.facts += maphash.Comparable(seed, f)
}
