package watch

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"github.com/fsnotify/fsnotify"
)

// event is a change of a name in a watched folder. The zero event stands for lost ones.
type event struct {
	dir, base      string
	foldersChanged bool // it is about a new folder or link: others may have to be watched now
}

// notifier sends the events of folders, but not of those inside them.
type notifier interface {
	add(dir string) error                  // watches a folder by its real name; again, if another folder has the name now
	watchOnly(folders watchedFolders) bool // unwatches all others; reports whether there were any
	events() <-chan event                  // closed when there will be none any more
	close()                                // ends everything it started
}

// noEventsReason returns why there are no events, and what to do.
func noEventsReason(err error) string {
	reason, command := "This computer does not tell of changes ("+err.Error()+")", ""
	switch linux := runtime.GOOS == "linux"; {
	case linux && errors.Is(err, syscall.ENOSPC):
		reason, command = "This computer watches no more folders for you", "sudo sysctl fs.inotify.max_user_watches=524288"
	case linux && errors.Is(err, syscall.EMFILE):
		reason, command = "Too many programs watch folders on this computer", "sudo sysctl fs.inotify.max_user_instances=1024"
	case errors.Is(err, syscall.EMFILE):
		reason, command = "This computer lets a program open no more files", "ulimit -n 65536"
	}
	reason += ", so a change may take a second to show."
	if command != "" {
		reason += "\nTo see them at once again: " + command
	}
	return reason
}

// systemNotifier sends the events of the operating system.
type systemNotifier struct {
	watcher *fsnotify.Watcher
	out     chan event
	done    chan struct{}
}

func openNotifier() (notifier, error) {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	n := &systemNotifier{watcher: watcher, out: make(chan event), done: make(chan struct{})}
	go n.run()
	return n, nil
}

func (n *systemNotifier) run() {
	defer close(n.out)
	for {
		var e event
		select {
		case change, ok := <-n.watcher.Events:
			if !ok {
				return
			}
			e = eventOf(change)
		case _, ok := <-n.watcher.Errors: // something was lost
			if !ok {
				return
			}
		}
		select {
		case n.out <- e:
		case <-n.done:
			return
		}
	}
}

// eventOf translates an event of the library.
func eventOf(change fsnotify.Event) event {
	return event{filepath.Dir(change.Name), filepath.Base(change.Name), change.Has(fsnotify.Create) && isFolderOrLink(change.Name)}
}

// isFolderOrLink reports whether there may be other files below or behind a name.
func isFolderOrLink(name string) bool {
	info, err := os.Lstat(name)
	return err == nil && !info.Mode().IsRegular()
}

func (n *systemNotifier) add(dir string) error { return n.watcher.Add(dir) }

func (n *systemNotifier) watchOnly(folders watchedFolders) bool {
	dropped := false
	for _, dir := range n.watcher.WatchList() {
		if _, ok := folders[dir]; !ok {
			dropped = n.watcher.Remove(dir) == nil || dropped
		}
	}
	return dropped
}

func (n *systemNotifier) events() <-chan event { return n.out }

func (n *systemNotifier) close() {
	close(n.done)
	n.watcher.Close()
	for range n.out { // until run has ended
	}
}
