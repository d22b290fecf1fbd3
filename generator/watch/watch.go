// Package watch tells that files may have changed, never which.
//
// Events of the operating system are a wake-up; a listing is the truth. Whatever comes, be it an event, an error or a
// lost event, leads to the same thing: one wake-up, after which whoever is woken lists the files anew. So nothing has
// to be right about an event but that it came:
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
// # When
//
// A file that was closed, or renamed into its place, wakes after a millisecond without another event, which keeps the
// steps of an editor's safe save together. A writer that does not close is waited for: 20 ms without an event, so that
// nobody reads the half of a file, or the nothing between emptying and filling it. Where the system does not tell of
// closing (all but Linux), every event is waited for like this. In a storm there is a wake-up every 250 ms, and one
// when it is over.
//
// # What
//
// Folders are watched, not files. A new one is watched first and listed then, so that what it holds by that time is
// seen by the listing, and what comes later by an event. While a folder of [Options] is gone, the nearest one above it
// that exists is watched for its return. What [tree.Folder] passes over wakes nobody.
//
// # Where events cannot be had
//
// A scan by names, sizes, times and numbers of files runs every two seconds anyway, slower where it would take more
// than four milliseconds a second. It runs every 250 ms (at most a twentieth of the time) where asked to, where the
// limits of the computer are reached, and where it has twice found what no event told, as on network drives; the
// reason is said once.
//
// The package does not read files, does not list them for others, and does not know what is made of them.
package watch

import (
	"context"
	"time"

	"upfront/generator/tree"
)

// Options say what to watch.
type Options struct {
	Folders []tree.Folder // as they are given to [tree.Read]; they need not exist
	Poll    bool          // no events: only scans
	Every   time.Duration // between two safety scans; zero: 2 s
	Say     func(string)  // is told, at most once, that changes are looked for by scans, why, and what to do; nil: nobody
}

// Changes begins to watch, and sends whenever files may have changed, until the context is done; then it closes the
// channel. Whatever changes after Changes has returned leads to a wake-up. A wake-up that finds the last one not yet
// received is dropped.
func Changes(ctx context.Context, o Options) <-chan struct{} { return begin(ctx, o, open) }

func begin(ctx context.Context, o Options, open func() (notifier, error)) <-chan struct{} {
	w := &watcher{options: o, changed: make(chan struct{}, 1), every: o.Every, share: scanShare}
	if w.every <= 0 {
		w.every = scanEvery
	}
	if o.Poll {
		w.poll("Changes are looked for by scans, as asked, so a change may take a second to show.")
	} else if n, err := open(); err != nil {
		w.poll(why(err))
	} else {
		w.notifier = n
	}
	w.look(false)
	w.scanAt = time.Now().Add(w.every)
	go w.run(ctx)
	return w.changed
}

// watcher belongs to one goroutine.
type watcher struct {
	options  Options
	changed  chan struct{}
	notifier notifier // nil where there are no events
	places   places   // the watched folders, as last listed
	folders  bool     // folders may have come or gone since
	delay    delay

	every, share time.Duration // between two scans
	scanAt       time.Time     // when the next one is due
	seen         digest        // what the last one found
	heard        bool          // there were events since
	missed       int           // changes found that no event told of
	suspect      bool          // one was found just now; its event may still come
}

func (w *watcher) run(ctx context.Context) {
	defer close(w.changed)
	defer w.deaf()
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		timer.Reset(time.Until(w.next()))
		select {
		case <-ctx.Done():
			return
		case e, ok := <-w.events():
			if !ok {
				w.poll("This computer has stopped telling of changes, so a change may take a second to show.")
				e = event{}
			}
			w.hear(e)
		case <-timer.C:
			if w.delay.pending() {
				w.wake()
			} else {
				w.scan()
			}
		}
	}
}

func (w *watcher) events() <-chan event {
	if w.notifier == nil {
		return nil
	}
	return w.notifier.events()
}

// next gives when there is something to do if no event comes.
func (w *watcher) next() time.Time {
	if w.delay.pending() {
		return w.delay.due
	}
	return w.scanAt
}

// hear takes in an event. One from a folder that is not known as watched, or from nowhere, says that something was
// lost.
func (w *watcher) hear(e event) {
	counts, known := w.places[e.dir]
	if known && !counts(e.base) {
		return
	}
	if !known || e.folders || w.places.has(e) {
		w.folders = true
	}
	w.heard, w.suspect = true, false
	w.delay.tell(time.Now(), e.kind)
}

// wake makes sure that new folders are watched, then sends.
func (w *watcher) wake() {
	if w.suspect {
		w.suspect = false
		if w.missed++; w.missed == 2 {
			w.quicken("Some changes here come without notice, as on network drives, so a change may take a second to show.")
		}
	}
	if w.folders {
		w.folders = false
		w.look(false)
	}
	select {
	case w.changed <- struct{}{}:
	default:
	}
	now := time.Now()
	w.delay.woken(now)
	if next := now.Add(w.every); next.After(w.scanAt) {
		w.scanAt = next
	}
}
