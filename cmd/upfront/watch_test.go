package main

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// After any change of the files of a site, the published and the previewed pages become those of a build of a copy without
// a memory.

// watchedSite is a site that is built and previewed while it changes.
type watchedSite struct {
	t                    *testing.T
	dir, url             string
	published, previewed *process
	builds               *buildNumbers
}

func watchSite(t *testing.T, flags ...string) *watchedSite {
	t.Helper()
	w := &watchedSite{t: t, dir: filepath.Join(t.TempDir(), "site")}
	write(t, filepath.Join(w.dir, "site.yaml"), "business: {name: Northlane}\ntimezone: Europe/London\n")
	write(t, filepath.Join(w.dir, "content", "agreements", "fenn.yaml"), "customer: {name: Fenn}\nstatus: draft\n")
	w.published = start(t, append([]string{"build", "--watch", "-C", w.dir}, flags...)...)
	w.published.err.until(t, "it holds no names and no keys.\n") // the preview is to have the same secret
	w.previewed = start(t, append([]string{"serve", "-p", "0", "-C", w.dir}, flags...)...)
	w.url = strings.TrimSpace(w.previewed.out.until(t, "/\n"))
	w.builds = openEvents(t, w.url)
	return w
}

// clean returns the outputs of a copy of the site, by path.
func (w *watchedSite) clean() map[string]string {
	w.t.Helper()
	copied := filepath.Join(w.t.TempDir(), "copy")
	for _, folder := range []string{"content", "themes"} {
		if _, err := os.Stat(filepath.Join(w.dir, folder)); err != nil {
			continue
		}
		if err := os.CopyFS(filepath.Join(copied, folder), os.DirFS(filepath.Join(w.dir, folder))); err != nil {
			w.t.Fatal(err)
		}
	}
	for _, file := range []string{"site.yaml", ".upfront/secret"} {
		data, err := os.ReadFile(filepath.Join(w.dir, file))
		if err != nil {
			w.t.Fatal(err)
		}
		write(w.t, filepath.Join(copied, file), string(data))
	}
	printed := &recorder{}
	p := &program{env: map[string]string{}, out: printed, err: printed, clock: noon}
	if code := p.run(w.t.Context(), []string{"build", "-C", copied, "-q"}); code != exitOK {
		w.t.Fatal(code, printed.take())
	}
	return outputs(filepath.Join(copied, "public"))
}

// outputs returns the files of a folder, without those that go away meanwhile.
func outputs(dir string) map[string]string {
	files := map[string]string{}
	filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return nil
		}
		name, _ := filepath.Rel(dir, path)
		if data, err := os.ReadFile(path); err == nil {
			files[filepath.ToSlash(name)] = string(data)
		}
		return nil
	})
	return files
}

var reload = regexp.MustCompile(`<script src="/-/preview.js"[^>]*></script>`)

// settles waits until there is no difference.
func (w *watchedSite) settles(what string) {
	w.t.Helper()
	want, limit := w.clean(), time.After(2*time.Minute)
	for {
		published, shown := w.published.err.next(), w.builds.next()
		differs := w.differs(want)
		if differs == "" {
			return
		}
		select {
		case <-published:
		case <-shown:
		case <-limit:
			w.t.Fatalf("%s: %s", what, differs)
		}
	}
}

func (w *watchedSite) differs(want map[string]string) string {
	w.t.Helper()
	got := outputs(filepath.Join(w.dir, "public"))
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if got[name] != want[name] {
			return name + " is not published as it would be"
		}
		if _, page := ask(w.t, w.url+name); !strings.HasPrefix(name, "a/") && reload.ReplaceAllString(page, "") != want[name] {
			return name + " is not previewed as it would be published"
		}
	}
	if len(got) != len(want) {
		return fmt.Sprintf("%d files are published, want %d", len(got), len(want))
	}
	return ""
}

func TestWatchedSiteComesToACleanBuild(t *testing.T) {
	for name, flags := range map[string][]string{"told": nil, "polled": {"--poll"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := watchSite(t, flags...)
			in := func(names ...string) string { return filepath.Join(append([]string{w.dir, "content"}, names...)...) }
			page := in("pages", "watched.md")
			text := func(words string) string { return "---\ntitle: Watched\n---\n" + words + "\n" }
			rename := func(from, to string) {
				t.Helper()
				if err := os.Rename(from, to); err != nil {
					t.Fatal(err)
				}
			}
			write(t, page, text("New."))
			w.settles("a new page")

			before := w.builds.newest(t)
			f, err := os.Create(page)
			if err != nil {
				t.Fatal(err)
			}
			w.builds.reach(t, before+1) // it was seen while it was empty
			f.WriteString(text("Emptied, and written later."))
			f.Close()
			w.settles("emptied, and written later")

			rename(page, page+"~")
			write(t, page, text("As vim does it."))
			if err := os.Remove(page + "~"); err != nil {
				t.Fatal(err)
			}
			w.settles("put aside, and written anew")

			save(t, page, text("At once 1."))
			save(t, page, text("At once 2."))
			w.settles("replaced twice at once, with as many bytes")

			write(t, in("pages", "deep", "er", "new.md"), text("In a new folder."))
			w.settles("a new folder")
			rename(in("pages", "deep"), in("pages", "far"))
			w.settles("a renamed folder")
			write(t, in("pages", "far", "er", "new.md"), text("In a renamed folder."))
			w.settles("a file in a renamed folder")

			many := func(words string) {
				for i := range 60 {
					at := in("pages", fmt.Sprint("many-", i%5), fmt.Sprint("page-", i, ".md"))
					os.Remove(at)
					if words != "" {
						write(t, at, text(words))
					}
				}
			}
			many("One branch.")
			w.settles("many new files")
			many("Another branch.")
			w.settles("many other files")
			many("")
			w.settles("many files gone")

			site := filepath.Join(w.dir, "site.yaml")
			words := filepath.Join(w.dir, "themes", "own", "i18n", "en.yaml")
			write(t, words, "missing: {heading: Nothing is here}\n")
			change(t, site, "timezone:", "theme: own\ntimezone:")
			w.settles("a theme")
			write(t, words, "missing: {heading: There is nothing here}\n")
			w.settles("a word of the theme")
			change(t, site, "theme: own\n", "")
			w.settles("no theme")

			for range 2 {
				rename(w.dir, w.dir+".away")
				w.previewed.err.until(t, " is not there any more.\n")
				w.published.err.until(t, " is not there any more.\n")
				rename(w.dir+".away", w.dir)
				save(t, page, text(fmt.Sprint("Back at ", time.Now().UnixNano())))
				w.settles("a site that went away and came back")
			}
			for _, r := range []*process{w.published, w.previewed} {
				if code := r.stop(); code != exitOK {
					t.Errorf("exit code %d", code)
				}
				if printed := r.err.take(); strings.Contains(printed, "cannot be read") || strings.Contains(printed, "stumbled") {
					t.Errorf("it says %s", printed)
				}
			}
		})
	}
}
