package watch

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// saves holds the system calls with which programs write a file that exists, from traces.
var saves = []struct {
	name string
	to   func(t *testing.T, at, text string)
}{
	{"emptied and written, as by VS Code or cp", func(t *testing.T, at, text string) { put(t, text, at) }},
	{"a temporary file renamed", func(t *testing.T, at, text string) {
		put(t, text, at+".tmp123")
		must(t, os.Rename(at+".tmp123", at))
	}},
	{"vim", func(t *testing.T, at, text string) {
		put(t, "", filepath.Dir(at), "4913")
		must(t, os.Remove(filepath.Join(filepath.Dir(at), "4913")))
		must(t, os.Rename(at, at+"~"))
		put(t, text, at)
		must(t, os.Chmod(at, 0o644))
		must(t, os.Remove(at+"~"))
	}},
	{"emacs", func(t *testing.T, at, text string) {
		lock := filepath.Join(filepath.Dir(at), ".#"+filepath.Base(at))
		must(t, os.Symlink("someone@somewhere.42", lock))
		old, err := os.ReadFile(at)
		must(t, err)
		put(t, string(old), at+"~")
		put(t, text, at)
		must(t, os.Remove(lock))
	}},
	{"JetBrains", func(t *testing.T, at, text string) {
		put(t, text, at+"___jb_tmp___")
		must(t, os.Rename(at, at+"___jb_old___"))
		must(t, os.Rename(at+"___jb_tmp___", at))
		must(t, os.Remove(at+"___jb_old___"))
	}},
	{"sed -i", func(t *testing.T, at, text string) {
		temporary := put(t, text, filepath.Dir(at), "sedA1b2C3")
		must(t, os.Chmod(temporary, 0o644))
		must(t, os.Rename(temporary, at))
	}},
	{"removed and made anew, as by git", func(t *testing.T, at, text string) {
		must(t, os.Remove(at))
		put(t, text, at)
	}},
	{"written in place without emptying", func(t *testing.T, at, text string) {
		f, err := os.OpenFile(at, os.O_WRONLY, 0)
		must(t, err)
		_, err = f.WriteString(text)
		must(t, err)
		must(t, f.Truncate(int64(len(text))))
		must(t, f.Close())
	}},
	{"touch", func(t *testing.T, at, _ string) {
		now := time.Now()
		must(t, os.Chtimes(at, now, now))
	}},
}

// Random edits, each seen before the next, or several at once.
func TestSoak(t *testing.T) {
	t.Parallel()
	dir, folders := site(t)
	random := rand.New(rand.NewPCG(1, 2))
	content := filepath.Join(dir, "content")
	var files []string
	for i := range 40 {
		files = append(files, put(t, "", content, fmt.Sprint("folder-", i%6), fmt.Sprint("page-", i, ".md")))
	}
	b := build(t, Options{Folders: folders, Every: unscanned}, openNotifier, all)
	edits := 300
	if *long {
		edits = 10_000
	}
	for i := 0; i < edits; {
		what := ""
		for range 1 + random.IntN(3) {
			i++
			save := saves[random.IntN(len(saves))]
			at := files[random.IntN(len(files))]
			what += fmt.Sprintf("edit %d, %s, of %s. ", i, save.name, at)
			save.to(t, at, fmt.Sprintf("edit %d\n", i))
		}
		if i%10 == 0 { // a folder goes and comes back
			from := filepath.Join(content, fmt.Sprint("folder-", random.IntN(6)))
			must(t, os.Rename(from, from+"-moved"))
			put(t, fmt.Sprint(i), from+"-moved", "extra.md")
			must(t, os.Rename(from+"-moved", from))
			what += "And " + from + " went and came back."
		}
		b.sees(what)
	}
}
