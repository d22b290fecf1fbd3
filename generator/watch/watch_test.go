package watch

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"upfront/generator/tree"
)

var long = flag.Bool("long", false, "50,000 files at once, and 10,000 edits")

// eachWay runs a test with the events of this system, and with those that any system has.
func eachWay(t *testing.T, test func(t *testing.T, open func() (notifier, error))) {
	t.Run("own", func(t *testing.T) { test(t, open) })
	t.Run("portable", func(t *testing.T) { test(t, openPortable) })
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func put(t testing.TB, text string, elements ...string) string {
	t.Helper()
	at := filepath.Join(elements...)
	must(t, os.MkdirAll(filepath.Dir(at), 0o755))
	must(t, os.WriteFile(at, []byte(text), 0o644))
	return at
}

// site makes a site and says how it is read.
func site(t testing.TB) (dir string, folders []tree.Folder) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "site")
	put(t, "name: Example\n", dir, "site.yaml")
	put(t, "Ten days.\n", dir, "content", "policies", "returns.md")
	return dir, []tree.Folder{{Dir: dir, Only: []string{"site.yaml", "content", "themes"}}}
}

// names gives the paths of a listing.
func names(folders []tree.Folder) string {
	made, problems, err := tree.Read(folders...)
	if err != nil {
		return "no site"
	}
	return fmt.Sprint(made.Paths(), len(problems))
}

// all gives everything a build could see.
func all(folders []tree.Folder) string {
	var b strings.Builder
	made, _, err := tree.Read(folders...)
	if err != nil {
		return "no site"
	}
	for _, path := range made.Paths() {
		text, err := made.Read(path)
		var changed time.Time
		if info, err := os.Stat(filepath.Join(folders[0].Dir, path)); err == nil {
			changed = info.ModTime()
		}
		fmt.Fprintf(&b, "%s %v %v\n%s\n", path, changed, errors.Is(err, fs.ErrNotExist), text)
	}
	return b.String()
}

// builds stands for whoever builds when woken.
type builds struct {
	t    *testing.T
	made chan string // what each build saw
	look func() string
	last string
}

// build builds whenever woken, until the test ends.
func build(t *testing.T, o Options, open func() (notifier, error), look func([]tree.Folder) string) *builds {
	t.Helper()
	b := &builds{t: t, made: make(chan string), look: func() string { return look(o.Folders) }}
	ctx, cancel := context.WithCancel(context.Background())
	changed := begin(ctx, o, open)
	b.last = b.look()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for range changed {
			select {
			case b.made <- b.look():
			case <-ctx.Done():
			}
		}
	}()
	t.Cleanup(func() { cancel(); <-ended })
	return b
}

// sees waits until a build sees what there is now, which has to differ from what the last one saw.
func (b *builds) sees(what string) {
	b.t.Helper()
	want := b.look()
	if want == b.last {
		b.t.Fatalf("%s: nothing has changed", what)
	}
	deadline := time.After(30 * time.Second)
	for b.last != want {
		select {
		case b.last = <-b.made:
		case <-deadline:
			b.t.Fatalf("%s: never seen. The last build saw\n%swanted\n%s", what, b.last, want)
		}
	}
}

// unscanned is an interval no test lives to see the end of: what is seen is seen by events.
const unscanned = time.Hour

func TestEveryWayToSave(t *testing.T) {
	eachWay(t, func(t *testing.T, open func() (notifier, error)) {
		dir, folders := site(t)
		b := build(t, Options{Folders: folders, Every: unscanned}, open, all)
		for i, save := range saves {
			save.to(t, filepath.Join(dir, "content", "policies", "returns.md"), fmt.Sprintf("%d days.\n", 11+i))
			b.sees(save.name)
			save.to(t, filepath.Join(dir, "site.yaml"), fmt.Sprintf("name: Example %d\n", i))
			b.sees(save.name + " of site.yaml")
		}
	})
}

func TestReplacedTwiceAtOnceWithTheSameSize(t *testing.T) {
	eachWay(t, func(t *testing.T, open func() (notifier, error)) {
		dir, folders := site(t)
		b := build(t, Options{Folders: folders, Every: unscanned}, open, all)
		for i := range 50 {
			put(t, fmt.Sprintf("%04d days.\n", i), dir, "content", "policies", "returns.md")
			put(t, fmt.Sprintf("%04d days!\n", i), dir, "content", "policies", "returns.md")
			b.sees("replaced twice")
		}
	})
}

func TestWriterThatDoesNotClose(t *testing.T) {
	eachWay(t, func(t *testing.T, open func() (notifier, error)) {
		dir, folders := site(t)
		b := build(t, Options{Folders: folders, Every: unscanned}, open, all)
		f, err := os.Create(filepath.Join(dir, "content", "notes.md"))
		must(t, err)
		defer f.Close()
		for _, text := range []string{"Still", " being", " written"} {
			_, err := f.WriteString(text)
			must(t, err)
			b.sees(text)
		}
	})
}

func TestFoldersMadeMovedAndRemoved(t *testing.T) {
	eachWay(t, func(t *testing.T, open func() (notifier, error)) {
		dir, folders := site(t)
		content := filepath.Join(dir, "content")
		b := build(t, Options{Folders: folders, Every: unscanned}, open, all)
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
	})
}

// Names exchanged between two watched folders: each keeps being watched.
func TestFoldersThatChangeNames(t *testing.T) {
	dir, folders := site(t)
	content := filepath.Join(dir, "content")
	put(t, "a", content, "a", "x.md")
	put(t, "b", content, "b", "x.md")
	b := build(t, Options{Folders: folders, Every: unscanned}, open, all)
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
	eachWay(t, func(t *testing.T, open func() (notifier, error)) {
		dir, folders := site(t)
		b := build(t, Options{Folders: folders, Every: unscanned}, open, all)
		for i := range 1000 {
			put(t, "", dir, "content", fmt.Sprint("a", i%10), fmt.Sprint("b", i), "c", "page.md")
		}
		b.sees("a thousand folders")
		for _, i := range []int{0, 499, 999} {
			put(t, "edited", dir, "content", fmt.Sprint("a", i%10), fmt.Sprint("b", i), "c", "page.md")
			b.sees("a file in one of a thousand folders")
		}
		must(t, os.RemoveAll(filepath.Join(dir, "content")))
		b.sees("all removed")
	})
}

func TestSiteThatDisappearsAndReturns(t *testing.T) {
	eachWay(t, func(t *testing.T, open func() (notifier, error)) {
		dir, folders := site(t)
		b := build(t, Options{Folders: folders, Every: unscanned}, open, all)
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
	})
}

func TestSiteThatIsNotThereYet(t *testing.T) {
	dir, folders := site(t)
	must(t, os.RemoveAll(dir))
	b := build(t, Options{Folders: folders, Every: unscanned}, open, all)
	put(t, "name: First\n", dir, "site.yaml")
	b.sees("the first file")
}

func TestSecondFolder(t *testing.T) {
	_, folders := site(t)
	elsewhere := t.TempDir()
	folders = append(folders, tree.Folder{Dir: elsewhere, Mount: "content/agreements"})
	b := build(t, Options{Folders: folders, Every: unscanned}, open, names)
	put(t, "", elsewhere, "hazel-and-oak.yaml")
	b.sees("an agreement kept elsewhere")
}

func TestLinks(t *testing.T) {
	eachWay(t, func(t *testing.T, open func() (notifier, error)) {
		dir, folders := site(t)
		put(t, "one", dir, "LICENSE")
		put(t, "one", dir, "docs", "terms.md")
		b := build(t, Options{Folders: folders, Every: unscanned}, open, all)
		must(t, os.Symlink("../LICENSE", filepath.Join(dir, "content", "license.md")))
		b.sees("a new link")
		put(t, "two", dir, "LICENSE")
		b.sees("a file that is read through a link alone")
		must(t, os.Remove(filepath.Join(dir, "content", "license.md")))
		must(t, os.Symlink("../docs/terms.md", filepath.Join(dir, "content", "license.md")))
		b.sees("a link that leads elsewhere")
	})
}

// git checkout removes a file and makes it anew, for many files.
func TestCheckout(t *testing.T) {
	eachWay(t, func(t *testing.T, open func() (notifier, error)) {
		dir, folders := site(t)
		checkout := func(branch string) {
			for i := range 500 {
				at := filepath.Join(dir, "content", "capabilities", fmt.Sprint(i%7), fmt.Sprint(i, ".md"))
				os.Remove(at)
				if (i+len(branch))%3 > 0 {
					put(t, branch, at)
				}
			}
		}
		b := build(t, Options{Folders: folders, Every: unscanned}, open, all)
		for _, branch := range []string{"main", "spring", "main"} {
			checkout(branch)
			b.sees(branch)
		}
	})
}

func TestStorm(t *testing.T) {
	n := 5_000
	if *long {
		n = 50_000
	}
	eachWay(t, func(t *testing.T, open func() (notifier, error)) {
		dir, folders := site(t)
		b := build(t, Options{Folders: folders, Every: unscanned}, open, names)
		for i := range n {
			must(t, os.WriteFile(filepath.Join(dir, "content", fmt.Sprint(i, ".md")), []byte("x"), 0o644))
		}
		b.sees("a storm")
	})
}

func TestPolling(t *testing.T) {
	dir, folders := site(t)
	b := build(t, Options{Folders: folders, Poll: true}, open, all)
	for _, save := range saves {
		save.to(t, filepath.Join(dir, "site.yaml"), "name: "+save.name+"\n")
		b.sees(save.name)
	}
	put(t, "a", dir, "content", "a", "b", "one.md")
	b.sees("new folders")
	must(t, os.Rename(dir, dir+" away"))
	b.sees("moved away")
	must(t, os.Rename(dir+" away", dir))
	b.sees("moved back")
}
