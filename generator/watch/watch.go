// Package watch reports that files may have changed, never which.
//
// Events of the operating system are a wake-up; a listing is the truth. Every event, error or lost event leads to one wake-up,
// after which the receiver lists the files again:
//
//	changed := watch.Changes(ctx, watch.Options{Folders: folders})
//	for build(); ; build() { // build lists the same folders with tree.Read
//		if _, more := <-changed; !more {
//			break
//		}
//	}
//
// After the last change there is always one more wake-up, and there may be a wake-up without a change.
//
// Where to look: watch.go is the loop, notify.go the events of the system, list.go the folders, scan.go the search without
// events, and delay.go when to wake.
//
// # When
//
// A change wakes after 20 ms without another event: that keeps the steps of an editor's safe save together, and nobody reads
// half a file, since not every system reports that a file was closed. In a storm there is a wake-up every 250 ms, and one when
// it is over.
//
// # What
//
// Folders are watched, not files. A new one is watched first and listed then. While a folder of [Options] is gone, the nearest
// existing one above it is watched for its return. Files that [tree.Folder] skips wake nobody.
//
// # Without events
//
// A scan by names, sizes, times and inodes of files runs every two seconds anyway, slower where it would take more than four
// milliseconds a second. It runs every 250 ms (at most a twentieth of the time) where asked to, where the limits of the
// computer are reached, and where it has twice found changes without events, as on network drives; the reason is reported once.
//
// The package does not read files, does not list them for others, and does not know what is built from them.
package watch

import (
	"cmp"
	"context"
	"path/filepath"
	"time"

	"upfront/generator/tree"
)

// Options holds the folders and how to watch them.
type Options struct {
	Folders []tree.Folder // as for [tree.Read]; they need not exist
	Poll    bool          // no events: only scans
	Every   time.Duration // between two safety scans; zero: 2 s
	Warn    func(string)  // is called at most once, with the reason for scans and what to do; may be nil
}

// Changes returns a channel that receives whenever files may have changed, and is closed when the context is done.
// Every change after Changes has returned leads to a wake-up. A wake-up is dropped while the last one is not received yet.
func Changes(ctx context.Context, o Options) <-chan struct{} { return changes(ctx, o, openNotifier) }

func changes(ctx context.Context, o Options, open func() (notifier, error)) <-chan struct{} {
	w := &watcher{options: o, changed: make(chan struct{}, 1), every: cmp.Or(o.Every, scanEvery), divisor: scanDivisor}
	if o.Poll {
		w.switchToScans("Changes are looked for by scans, as asked, so a change may take a second to show.")
	} else if n, err := open(); err != nil {
		w.switchToScans(noEventsReason(err))
	} else {
		w.notifier = n
	}
	w.list(false)
	w.scanAt = time.Now().Add(w.every)
	go w.run(ctx)
	return w.changed
}

// watcher belongs to one goroutine.
type watcher struct {
	options        Options
	changed        chan struct{}
	notifier       notifier       // nil where there are no events
	watched        watchedFolders // as last listed
	foldersChanged bool           // folders may have come or gone since
	delay          delay

	every         time.Duration // between two scans
	divisor       time.Duration // a scan may take one part in divisor of the time
	scanAt        time.Time     // when the next one is due
	lastScan      digest
	hadEvents     bool // since the last scan
	missedChanges int  // changes found without an event
	suspect       bool // one was found by the last scan; its event may still come
}

func (w *watcher) run(ctx context.Context) {
	defer close(w.changed)
	defer w.closeNotifier()
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		due := w.scanAt
		if w.delay.pending() {
			due = w.delay.due
		}
		timer.Reset(time.Until(due))
		var events <-chan event
		if w.notifier != nil {
			events = w.notifier.events()
		}
		select {
		case <-ctx.Done():
			return
		case e, ok := <-events:
			if !ok {
				w.switchToScans("This computer has stopped telling of changes, so a change may take a second to show.")
				e = event{}
			}
			w.receive(e)
		case <-timer.C:
			if w.delay.pending() {
				w.wake()
			} else {
				w.scan()
			}
		}
	}
}

// receive handles an event. An event from a folder that is not in the list, or from none, means that events were lost.
func (w *watcher) receive(e event) {
	counts, ok := w.watched[e.dir]
	if ok && !counts(e.base) {
		return
	}
	_, isWatched := w.watched[filepath.Join(e.dir, e.base)]
	w.foldersChanged = w.foldersChanged || !ok || e.foldersChanged || isWatched
	w.hadEvents, w.suspect = true, false
	w.delay.add(time.Now())
}

// wake watches new folders, then sends.
func (w *watcher) wake() {
	if w.suspect {
		w.suspect = false
		if w.missedChanges++; w.missedChanges == 2 {
			w.scanFaster("Some changes here come without notice, as on network drives, so a change may take a second to show.")
		}
	}
	if w.foldersChanged {
		w.foldersChanged = false
		w.list(false)
	}
	select {
	case w.changed <- struct{}{}:
	default:
	}
	w.delay = delay{}
	if next := time.Now().Add(w.every); next.After(w.scanAt) {
		w.scanAt = next
	}
}
