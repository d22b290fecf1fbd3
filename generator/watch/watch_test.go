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

// site writes a site and returns the folders to read.
func site(t testing.TB) (dir string, folders []tree.Folder) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "site")
	put(t, "name: Example\n", dir, "site.yaml")
	put(t, "Ten days.\n", dir, "content", "policies", "returns.md")
	return dir, []tree.Folder{{Dir: dir, Only: []string{"site.yaml", "content", "themes"}}}
}

// names returns the paths of a listing.
func names(folders []tree.Folder) string {
	made, problems, err := tree.Read(folders...)
	if err != nil {
		return "no site"
	}
	return fmt.Sprint(made.Paths(), len(problems))
}

// all returns the names and contents of all files.
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

// builds is a program that builds when woken.
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
	changed := changes(ctx, o, open)
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

// sees waits until a build sees the present files, which must differ from those of the last build.
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

// unscanned is an interval longer than any test, so that only events wake.
const unscanned = time.Hour

func TestEveryWayToSave(t *testing.T) {
	t.Parallel()
	dir, folders := site(t)
	b := build(t, Options{Folders: folders, Every: unscanned}, openNotifier, all)
	for i, save := range saves {
		save.to(t, filepath.Join(dir, "content", "policies", "returns.md"), fmt.Sprintf("%d days.\n", 11+i))
		b.sees(save.name)
		save.to(t, filepath.Join(dir, "site.yaml"), fmt.Sprintf("name: Example %d\n", i))
		b.sees(save.name + " of site.yaml")
	}
}

func TestReplacedTwiceAtOnceWithTheSameSize(t *testing.T) {
	t.Parallel()
	dir, folders := site(t)
	b := build(t, Options{Folders: folders, Every: unscanned}, openNotifier, all)
	for i := range 50 {
		put(t, fmt.Sprintf("%04d days.\n", i), dir, "content", "policies", "returns.md")
		put(t, fmt.Sprintf("%04d days!\n", i), dir, "content", "policies", "returns.md")
		b.sees("replaced twice")
	}
}

func TestWriterThatDoesNotClose(t *testing.T) {
	t.Parallel()
	dir, folders := site(t)
	b := build(t, Options{Folders: folders, Every: unscanned}, openNotifier, all)
	f, err := os.Create(filepath.Join(dir, "content", "notes.md"))
	must(t, err)
	defer f.Close()
	for _, text := range []string{"Still", " being", " written"} {
		_, err := f.WriteString(text)
		must(t, err)
		b.sees(text)
	}
}

func TestLinks(t *testing.T) {
	t.Parallel()
	dir, folders := site(t)
	put(t, "one", dir, "LICENSE")
	put(t, "one", dir, "docs", "terms.md")
	b := build(t, Options{Folders: folders, Every: unscanned}, openNotifier, all)
	must(t, os.Symlink("../LICENSE", filepath.Join(dir, "content", "license.md")))
	b.sees("a new link")
	put(t, "two", dir, "LICENSE")
	b.sees("a file that is read through a link alone")
	must(t, os.Remove(filepath.Join(dir, "content", "license.md")))
	must(t, os.Symlink("../docs/terms.md", filepath.Join(dir, "content", "license.md")))
	b.sees("a link that leads elsewhere")
}

// git checkout removes and creates each of many files.
func TestCheckout(t *testing.T) {
	t.Parallel()
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
	b := build(t, Options{Folders: folders, Every: unscanned}, openNotifier, all)
	for _, branch := range []string{"main", "spring", "main"} {
		checkout(branch)
		b.sees(branch)
	}
}

func TestStorm(t *testing.T) {
	t.Parallel()
	n := 2_000
	if *long {
		n = 50_000
	}
	dir, folders := site(t)
	b := build(t, Options{Folders: folders, Every: unscanned}, openNotifier, names)
	for i := range n {
		must(t, os.WriteFile(filepath.Join(dir, "content", fmt.Sprint(i, ".md")), []byte("x"), 0o644))
	}
	b.sees("a storm")
}

func TestPolling(t *testing.T) {
	t.Parallel()
	dir, folders := site(t)
	b := build(t, Options{Folders: folders, Poll: true}, openNotifier, all)
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
