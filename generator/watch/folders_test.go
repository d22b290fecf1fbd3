package watch

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"upfront/generator/tree"
)

func TestFoldersMadeMovedAndRemoved(t *testing.T) {
	t.Parallel()
	dir, folders := site(t)
	content := filepath.Join(dir, "content")
	b := build(t, Options{Folders: folders, Every: unscanned}, openNotifier, all)
	put(t, "a", content, "a", "b", "c", "one.md")
	b.sees("nested folders")
	put(t, "b", content, "a", "b", "c", "one.md")
	b.sees("a file in a new folder")
	must(t, os.Rename(filepath.Join(content, "a"), filepath.Join(content, "z")))
	b.sees("a renamed folder")
	put(t, "c", content, "z", "b", "c", "one.md")
	b.sees("a file in a folder of a renamed one")
	put(t, "d", content, "a", "b", "c", "two.md")
	b.sees("the old name again")
	must(t, os.Rename(filepath.Join(content, "z", "b"), filepath.Join(t.TempDir(), "b")))
	b.sees("a folder moved away")
	must(t, os.RemoveAll(filepath.Join(content, "a")))
	b.sees("a removed folder")
	put(t, "e", content, "a", "b", "c", "two.md")
	b.sees("a folder that is back")
	put(t, "f", content, "a", "b", "c", "two.md")
	b.sees("a file in a folder that is back")
}

// Two watched folders swap their names: both stay watched.
func TestFoldersThatChangeNames(t *testing.T) {
	t.Parallel()
	dir, folders := site(t)
	content := filepath.Join(dir, "content")
	put(t, "a", content, "a", "x.md")
	put(t, "b", content, "b", "x.md")
	b := build(t, Options{Folders: folders, Every: unscanned}, openNotifier, all)
	for i := range 20 {
		must(t, os.Rename(filepath.Join(content, "a"), filepath.Join(content, "c")))
		must(t, os.Rename(filepath.Join(content, "b"), filepath.Join(content, "a")))
		must(t, os.Rename(filepath.Join(content, "c"), filepath.Join(content, "b")))
		b.sees("exchanged names")
		put(t, fmt.Sprint("a", i), content, "a", "x.md")
		b.sees("a file in the one")
		put(t, fmt.Sprint("b", i), content, "b", "x.md")
		b.sees("a file in the other")
	}
}

func TestThousandNewFoldersFilledAtOnce(t *testing.T) {
	t.Parallel()
	dir, folders := site(t)
	b := build(t, Options{Folders: folders, Every: unscanned}, openNotifier, names)
	for i := range 1000 {
		put(t, "", dir, "content", fmt.Sprint("a", i%10), fmt.Sprint("b", i), "c", "page.md")
	}
	b.sees("a thousand folders")
	for _, i := range []int{0, 499, 999} {
		put(t, "", dir, "content", fmt.Sprint("a", i%10), fmt.Sprint("b", i), "c", "other.md")
		b.sees("a file in one of a thousand folders")
	}
	must(t, os.RemoveAll(filepath.Join(dir, "content")))
	b.sees("all removed")
}

func TestSiteThatDisappearsAndReturns(t *testing.T) {
	t.Parallel()
	dir, folders := site(t)
	b := build(t, Options{Folders: folders, Every: unscanned}, openNotifier, all)
	for range 3 {
		must(t, os.Rename(dir, dir+" away"))
		b.sees("moved away")
		must(t, os.Rename(dir+" away", dir))
		b.sees("moved back")
		put(t, fmt.Sprint(time.Now().UnixNano()), dir, "content", "x.md")
		b.sees("a file after the return")
		must(t, os.RemoveAll(filepath.Dir(dir)))
		b.sees("removed with the folder above")
		put(t, "name: Back\n", dir, "site.yaml")
		b.sees("made anew")
		put(t, "name: Back again\n", dir, "site.yaml")
		b.sees("edited")
	}
}

func TestSiteThatIsNotThereYet(t *testing.T) {
	dir, folders := site(t)
	must(t, os.RemoveAll(dir))
	b := build(t, Options{Folders: folders, Every: unscanned}, openNotifier, all)
	put(t, "name: First\n", dir, "site.yaml")
	b.sees("the first file")
}

func TestSecondFolder(t *testing.T) {
	t.Parallel()
	_, folders := site(t)
	elsewhere := t.TempDir()
	folders = append(folders, tree.Folder{Dir: elsewhere, Mount: "content/agreements"})
	b := build(t, Options{Folders: folders, Every: unscanned}, openNotifier, names)
	put(t, "", elsewhere, "hazel-and-oak.yaml")
	b.sees("an agreement kept elsewhere")
}

// A file made in a folder between its listing and its watching would have no event.
func TestFolderIsWatchedBeforeItIsListed(t *testing.T) {
	dir, folders := site(t)
	dir, err := realPath(dir)
	must(t, err)
	f := &fakeNotifier{room: 99, added: func(at string) {
		if filepath.Base(at) == "policies" {
			put(t, "", at, "just", "now.md")
		}
	}}
	w := &watcher{options: Options{Folders: folders}, notifier: f}
	w.list(false)
	if _, ok := w.watched[filepath.Join(dir, "content", "policies", "just")]; !ok || len(w.watched) != 4 {
		t.Errorf("%d folders are watched, without the one made just now", len(w.watched))
	}
}
