package watch

import (
	"bytes"
	"encoding/binary"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"syscall"
)

// inotify sends the events of Linux. Unlike fsnotify it reports that a file was closed after writing, without which every save
// would have to be waited for.
type inotify struct {
	fd   int // of file, whose method Fd would make it blocking
	file *os.File
	out  chan event
	done chan struct{}

	sync.Mutex
	names   map[int32]string // of the watched folders, by the number of the watch
	numbers map[string]int32
}

const (
	eventMask = syscall.IN_CREATE | syscall.IN_MODIFY | syscall.IN_CLOSE_WRITE | syscall.IN_ATTRIB | syscall.IN_DELETE |
		syscall.IN_MOVED_FROM | syscall.IN_MOVED_TO | syscall.IN_DELETE_SELF | syscall.IN_MOVE_SELF
	watchFlags = syscall.IN_ONLYDIR | syscall.IN_DONT_FOLLOW | syscall.IN_EXCL_UNLINK
)

func openNotifier() (notifier, error) {
	fd, err := syscall.InotifyInit1(syscall.IN_CLOEXEC | syscall.IN_NONBLOCK)
	if err != nil {
		return nil, err
	}
	n := &inotify{
		fd: fd, file: os.NewFile(uintptr(fd), "inotify"), out: make(chan event, 256), done: make(chan struct{}),
		names: map[int32]string{}, numbers: map[string]int32{},
	}
	go n.run()
	return n, nil
}

func (n *inotify) run() {
	defer close(n.out)
	buffer := make([]byte, 64<<10)
	for {
		size, err := n.file.Read(buffer)
		if err != nil {
			return
		}
		for rest := buffer[:size]; len(rest) >= syscall.SizeofInotifyEvent; {
			watch := int32(binary.NativeEndian.Uint32(rest))
			mask := binary.NativeEndian.Uint32(rest[4:])
			end := syscall.SizeofInotifyEvent + int(binary.NativeEndian.Uint32(rest[12:]))
			base, _, _ := bytes.Cut(rest[syscall.SizeofInotifyEvent:end], []byte{0})
			rest = rest[end:]
			e, ok := n.eventOf(watch, mask, string(base))
			if !ok {
				continue
			}
			select {
			case n.out <- e:
			case <-n.done:
				return
			}
		}
	}
}

// eventOf translates an event; ok is false for a folder that is not watched any more. Events about the
// watched folder itself, and those for lost events, have no name.
func (n *inotify) eventOf(watch int32, mask uint32, base string) (event, bool) {
	n.Lock()
	defer n.Unlock()
	dir, watched := n.names[watch]
	if mask&syscall.IN_IGNORED != 0 {
		n.forget(watch)
	}
	if base == "" {
		return event{kind: passing}, watched || mask&syscall.IN_Q_OVERFLOW != 0
	}
	e := event{dir: dir, base: base, kind: passing, foldersChanged: mask&syscall.IN_ISDIR != 0}
	switch {
	case mask&(syscall.IN_CLOSE_WRITE|syscall.IN_MOVED_TO) != 0:
		e.kind = finished
	case mask&(syscall.IN_CREATE|syscall.IN_MODIFY) != 0:
		e.kind = unfinished
	}
	if mask&(syscall.IN_CREATE|syscall.IN_MOVED_TO) != 0 {
		e.foldersChanged = e.foldersChanged || isFolderOrLink(filepath.Join(dir, base))
	}
	return e, watched
}

func (n *inotify) add(dir string) error {
	n.Lock()
	defer n.Unlock()
	added, err := syscall.InotifyAddWatch(n.fd, dir, eventMask|watchFlags)
	if err != nil {
		return &fs.PathError{Op: "watch", Path: dir, Err: err}
	}
	watch := int32(added)
	if before, ok := n.numbers[dir]; ok && before != watch {
		n.drop(before) // of another folder, which had the name before
	}
	n.forget(watch) // the name it had before
	n.names[watch], n.numbers[dir] = dir, watch
	return nil
}

func (n *inotify) watchOnly(folders watchedFolders) bool {
	n.Lock()
	defer n.Unlock()
	for dir, watch := range n.numbers {
		if _, ok := folders[dir]; !ok {
			n.drop(watch)
		}
	}
	return false
}

func (n *inotify) drop(watch int32) {
	syscall.InotifyRmWatch(n.fd, uint32(watch)) // fails where the folder is gone, and its watch with it
	n.forget(watch)
}

func (n *inotify) forget(watch int32) {
	if dir := n.names[watch]; n.numbers[dir] == watch {
		delete(n.numbers, dir)
	}
	delete(n.names, watch)
}

func (n *inotify) events() <-chan event { return n.out }

func (n *inotify) close() {
	close(n.done)
	n.file.Close()
	for range n.out { // until run has ended
	}
}
