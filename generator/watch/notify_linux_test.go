package watch

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// descriptors counts the open files of a folder, and descriptors that are no files: other tests' files may close at any time.
func descriptors(t *testing.T, dir string) int {
	t.Helper()
	entries, err := os.ReadDir("/proc/self/fd")
	must(t, err)
	n := 0
	for _, e := range entries {
		to, err := os.Readlink(filepath.Join("/proc/self/fd", e.Name()))
		if err == nil && (strings.HasPrefix(to, dir) || strings.HasPrefix(to, "anon_inode:")) {
			n++
		}
	}
	return n
}

func TestDescriptorsStayFlatAndAllEnds(t *testing.T) {
	dir, folders := site(t)
	before := descriptors(t, filepath.Dir(dir))
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var n notifier
	changed := changes(ctx, Options{Folders: folders, Every: unscanned}, func() (_ notifier, err error) { n, err = openNotifier(); return n, err })
	watching := descriptors(t, filepath.Dir(dir))
	for i := range 50 {
		at := filepath.Join(dir, "content", fmt.Sprint(i))
		put(t, "x", at, "deep", "x.md")
		<-changed
		must(t, os.RemoveAll(at))
		<-changed
	}
	if now := descriptors(t, filepath.Dir(dir)); now != watching || watching <= before {
		t.Errorf("%d descriptors after 50 folders came and went, %d before, %d without watching", now, watching, before)
	}
	cancel()
	for range changed {
	}
	if now := descriptors(t, filepath.Dir(dir)); now != before {
		t.Errorf("%d descriptors after the end, %d before", now, before)
	}
	for range n.events() {
		t.Error("an event after the end")
	}
}

// Watches of folders that were removed, moved away or renamed are removed.
func TestWatchesStayFlat(t *testing.T) {
	dir, folders := site(t)
	n, err := openNotifier()
	must(t, err)
	defer n.close()
	w := &watcher{options: Options{Folders: folders}, notifier: n}
	go func() {
		for range n.events() {
		}
	}()
	away := t.TempDir()
	for i := range 100 {
		at := filepath.Join(dir, "content", fmt.Sprint(i))
		put(t, "x", at, "deep", "x.md")
		w.list(false)
		switch i % 4 {
		case 0:
			must(t, os.RemoveAll(at))
		case 1:
			must(t, os.Rename(at, filepath.Join(away, fmt.Sprint(i))))
		case 2:
			must(t, os.Rename(at, at+" renamed"))
			w.list(false)
			must(t, os.RemoveAll(at+" renamed"))
		case 3:
			must(t, os.Rename(at, filepath.Join(away, fmt.Sprint(i))))
			put(t, "x", at, "deep", "x.md") // another folder with the name, and the old one still there
			w.list(false)
			must(t, os.RemoveAll(at))
		}
		w.list(false)
	}
	if list := n.(*systemNotifier).watcher.WatchList(); len(list) != 3 { // the site, content and policies
		t.Errorf("watched are %q", list)
	}
}

// More events than the system keeps for a reader that does not read.
func TestOverflowIsToldAsLost(t *testing.T) {
	text, err := os.ReadFile("/proc/sys/fs/inotify/max_queued_events")
	must(t, err)
	kept, err := strconv.Atoi(strings.TrimSpace(string(text)))
	must(t, err)
	n, err := openNotifier()
	must(t, err)
	dir := t.TempDir()
	must(t, n.add(dir))
	one, err := os.Create(filepath.Join(dir, "one"))
	must(t, err)
	defer one.Close()
	other, err := os.Create(filepath.Join(dir, "other"))
	must(t, err)
	defer other.Close()
	for range kept { // by turns, for an event like the one before is left out
		one.WriteString("x")
		other.WriteString("x")
	}
	for e := range n.events() {
		if e == (event{}) {
			break
		}
		if e.dir != dir {
			t.Fatalf("event %+v", e)
		}
	}
	n.close()
}
