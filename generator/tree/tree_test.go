package tree

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// folder writes files to a new folder; a name that ends in a slash is an empty folder.
func folder(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if strings.HasSuffix(name, "/") {
			must(t, os.MkdirAll(path, 0o755))
			continue
		}
		must(t, os.MkdirAll(filepath.Dir(path), 0o755))
		must(t, os.WriteFile(path, []byte(text), 0o644))
	}
	return dir
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// read lists folders, and fails unless the paths and the problems, by place and message, are these.
func read(t *testing.T, folders []Folder, paths []string, problems ...string) *Tree {
	t.Helper()
	tree, found, err := Read(folders...)
	must(t, err)
	if got := tree.Paths(); !slices.Equal(got, paths) {
		t.Errorf("read  %q\nwant %q", got, paths)
	}
	var messages []string
	for _, p := range found {
		if p.Rule != "file-refused" || p.Help == "" || !strings.HasPrefix(p.Message, strconv.Quote(p.At.File)+" ") {
			t.Errorf("not a full problem: %+v", p)
		}
		_, what, _ := strings.Cut(p.Message, `" `)
		messages = append(messages, p.At.File+" "+what)
	}
	if !slices.Equal(messages, problems) {
		t.Errorf("problems %q\nwant     %q", messages, problems)
	}
	return tree
}

func TestReadListsPlainFilesSorted(t *testing.T) {
	dir := folder(t, map[string]string{
		"site.yaml": "a", "content/policies/returns.md": "b", "content/policies/a/map.png": "c", "content/policies-old.md": "d",
		"content/empty/": "", "content/Ünïcode – 東.md": "e",
	})
	tree := read(t, []Folder{{Dir: dir}}, []string{
		"content/policies-old.md", "content/policies/a/map.png", "content/policies/returns.md", "content/Ünïcode – 東.md", "site.yaml",
	})
	if data, err := tree.Read("content/policies/a/map.png"); string(data) != "c" || err != nil {
		t.Errorf("read %q, %v", data, err)
	}
}

func TestReadPassesOver(t *testing.T) {
	dir := folder(t, map[string]string{
		"site.yaml": "", "public/index.html": "", "public-notes.md": "", "content/public/x.md": "",
		".git/config": "", ".hidden": "", "content/.x.md": "", "content/.d/x.md": "", "theme/node_modules/a.js": "",
		"content/x.md~": "", "content/#x.md#": "", "content/#x.md": "", "content/#": "",
		"deep/out/a": "", "deep/in": "",
	})
	read(t, []Folder{{Dir: dir, Skip: []string{"public/", "deep/out"}}}, []string{
		"content/#", "content/#x.md", "content/public/x.md", "deep/in", "public-notes.md", "site.yaml",
	})
	read(t, []Folder{{Dir: dir, Only: []string{"site.yaml", "content", "themes", ".git"}}}, []string{
		"content/#", "content/#x.md", "content/public/x.md", "site.yaml",
	})
	dir = folder(t, map[string]string{
		"static/CNAME": "", "static/.nojekyll": "", "static/.htaccess": "", "static/.well-known/a.txt": "", "static/.well-known/.env": "", "static/.env": "",
		"static/.git/config": "", "static/x/.nojekyll": "", "static/x~": "", "content/.nojekyll": "", "content/static/.htaccess": "", ".htaccess": "",
	})
	read(t, []Folder{{Dir: dir, AsIs: "static"}}, []string{"static/.htaccess", "static/.nojekyll", "static/.well-known/a.txt", "static/CNAME"})
}

func TestReadMountHidesWhatIsBelowIt(t *testing.T) {
	site := folder(t, map[string]string{
		"site.yaml": "site", "content/agreements/old.yaml": "old", "content/agreements/a/b.yaml": "old",
		"content/agreements.txt": "x", "content/agreements-x/y": "x",
	})
	must(t, os.Symlink("nowhere", filepath.Join(site, "content", "agreements", "link.yaml")))
	must(t, os.Symlink("agreements/old.yaml", filepath.Join(site, "content", "shown.yaml")))
	elsewhere := folder(t, map[string]string{"fenwick.yaml": "new", "sub/x.yaml": "new"})
	for _, mount := range []string{"content/agreements", "content/agreements/", "./content/agreements"} {
		tree := read(t, []Folder{{Dir: site}, {Dir: elsewhere, Mount: mount}}, []string{
			"content/agreements-x/y", "content/agreements.txt", "content/agreements/fenwick.yaml", "content/agreements/sub/x.yaml", "site.yaml",
		}, "content/shown.yaml is a link to a file that is not read itself")
		if data, err := tree.Read("content/agreements/fenwick.yaml"); string(data) != "new" || err != nil {
			t.Errorf("read %q, %v", data, err)
		}
	}
	read(t, []Folder{{Dir: elsewhere}, {Dir: elsewhere}}, []string{"fenwick.yaml", "sub/x.yaml"})
}

func TestReadFollowsLinksOnlyToFilesInside(t *testing.T) {
	outside := folder(t, map[string]string{"secret.txt": "secret", "d/x": "secret"})
	dir := folder(t, map[string]string{"content/a.md": "a", ".upfront/secret": "key", "public/p.md": "p", "content/d/x.md": "x"})
	for name, target := range map[string]string{
		"1-inside.md":   "a.md",
		"2-up.md":       "../content/d/x.md",
		"3-twice.md":    "1-inside.md",
		"4-out.md":      "../../secret.txt",
		"5-absolute.md": filepath.Join(outside, "secret.txt"),
		"6-nowhere.md":  "gone.md",
		"7-circle.md":   "7-circle.md",
		"8-folder":      "d",
		"9-out-folder":  outside,
		"a-hidden.md":   "../.upfront/secret",
		"b-skipped.md":  "../public/p.md",
		"c-through.md":  "a-hidden.md",
		"d-within.md":   filepath.Join(dir, "content", "a.md"),
	} {
		must(t, os.Symlink(target, filepath.Join(dir, "content", name)))
	}
	const out, unread = " is a link that leads out of the site, or cannot be followed", " is a link to a file that is not read itself"
	tree := read(t, []Folder{{Dir: dir, Skip: []string{"public"}}}, []string{
		"content/1-inside.md", "content/2-up.md", "content/3-twice.md", "content/a.md", "content/d/x.md",
	},
		"content/4-out.md"+out, "content/5-absolute.md"+out, "content/6-nowhere.md is a link that leads nowhere",
		"content/7-circle.md"+out, "content/8-folder is a link to a folder", "content/9-out-folder"+out,
		"content/a-hidden.md"+unread, "content/b-skipped.md"+unread, "content/c-through.md"+unread, "content/d-within.md"+out,
	)
	if data, err := tree.Read("content/3-twice.md"); string(data) != "a" || err != nil {
		t.Errorf("read %q, %v", data, err)
	}
}

func TestReadThroughALinkedFolder(t *testing.T) {
	dir := folder(t, map[string]string{"site.yaml": "x", "a.md": "a"})
	must(t, os.Symlink("a.md", filepath.Join(dir, "b.md")))
	link := filepath.Join(t.TempDir(), "site")
	must(t, os.Symlink(dir, link))
	read(t, []Folder{{Dir: link}}, []string{"a.md", "b.md", "site.yaml"})
}

// unsupported ends a test that needs what the disks of Linux have: there it fails, elsewhere it is skipped.
func unsupported(t *testing.T, why string) {
	t.Helper()
	if runtime.GOOS == "linux" {
		t.Fatal(why)
	}
	t.Skip(why)
}

func TestReadRefusesNamesThatDifferInCapitals(t *testing.T) {
	dir := folder(t, map[string]string{"c/Returns.md": "1", "c/returns.md": "2", "c/RETURNS.md": "3", "c/Other.md": "4", "c/Straße": "5"})
	must(t, os.MkdirAll(filepath.Join(dir, "C"), 0o755))
	must(t, os.WriteFile(filepath.Join(dir, "C", "x.md"), nil, 0o644))
	if names, err := os.ReadDir(filepath.Join(dir, "c")); err != nil || len(names) != 5 {
		unsupported(t, "this disk does not keep names apart that differ in capitals")
	}
	read(t, []Folder{{Dir: filepath.Join(dir, "c"), Mount: "c"}},
		[]string{"c/Other.md", "c/RETURNS.md", "c/Straße"},
		`c/Returns.md differs from "RETURNS.md" only in capitals`, `c/returns.md differs from "RETURNS.md" only in capitals`)
	read(t, []Folder{{Dir: dir}}, []string{"C/x.md"}, `c differs from "C" only in capitals`)
}

func TestReadRefusesNamesThatCannotBePrinted(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a\x1b[2J.md", "b\nc.md", "d\u202efdp.md", "e\xff.md", "f\u200d.md"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o644); err != nil {
			unsupported(t, "this disk does not take such names")
		}
	}
	const what = " has a name that cannot be printed"
	read(t, []Folder{{Dir: dir}}, []string{"f\u200d.md"}, "a\x1b[2J.md"+what, "b\nc.md"+what, "d\u202efdp.md"+what, "e\xff.md"+what)
}

func TestReadErrors(t *testing.T) {
	dir := folder(t, map[string]string{"file": ""})
	for name, dir := range map[string]string{"not there": filepath.Join(dir, "gone"), "a file": filepath.Join(dir, "file")} {
		if tree, _, err := Read(Folder{Dir: dir}); err == nil || tree != nil || !strings.Contains(err.Error(), dir) {
			t.Errorf("%s: %v, %v", name, tree, err)
		}
	}
}

func TestFileThatChangesAfterItWasListed(t *testing.T) {
	dir := folder(t, map[string]string{"a": "old", "b": "old", "c": "old", "d": "old"})
	tree := read(t, []Folder{{Dir: dir, Mount: "m"}}, []string{"m/a", "m/b", "m/c", "m/d"})
	must(t, os.WriteFile(filepath.Join(dir, "a"), []byte("newer"), 0o644))
	for _, name := range []string{"b", "c", "d"} {
		must(t, os.Remove(filepath.Join(dir, name)))
	}
	must(t, os.Mkdir(filepath.Join(dir, "c"), 0o755))
	must(t, os.Symlink(filepath.Join(folder(t, map[string]string{"x": "secret"}), "x"), filepath.Join(dir, "d")))

	if data, err := tree.Read("m/a"); string(data) != "newer" || err != nil || tree.Size("m/a") != 5 {
		t.Errorf("changed: %q, %v, size %d", data, err, tree.Size("m/a"))
	}
	if tree.Overtaken() {
		t.Error("overtaken by a file that is still there")
	}
	for name, want := range map[string]string{"m/b": "no such file", "m/c": "", "m/d": "escapes"} {
		data, err := tree.Read(name)
		if err == nil || data != nil || !strings.Contains(err.Error(), `read "`+name+`"`) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %q, %v", name, data, err)
		}
		if _, again := tree.Digest(name); again == nil {
			t.Errorf("%s has a digest", name)
		}
	}
	if _, err := tree.Read("m/b"); !errors.Is(err, fs.ErrNotExist) || tree.Size("m/b") != 0 || !tree.Overtaken() {
		t.Errorf("removed: %v, size %d, overtaken %v", err, tree.Size("m/b"), tree.Overtaken())
	}
}

func TestOf(t *testing.T) {
	files := map[string]string{"site.yaml": "x: 1\n", "content/b.md": "bb", "content/a.md": "", "content-x": "1"}
	tree := Of(files)
	files["later"] = "x"
	if got, want := tree.Paths(), []string{"content-x", "content/a.md", "content/b.md", "site.yaml"}; !slices.Equal(got, want) {
		t.Errorf("paths %q", got)
	}
	for _, dir := range []string{"content", "content/"} {
		if got := slices.Collect(tree.Below(dir)); !slices.Equal(got, []string{"content/a.md", "content/b.md"}) {
			t.Errorf("below %q: %q", dir, got)
		}
	}
	for range tree.Below("content") {
		break // may stop early
	}
	if got := slices.Collect(tree.Below("cont")); got != nil {
		t.Errorf("below half a name: %q", got)
	}
	if !tree.Has("content/a.md") || tree.Has("content") || tree.Has("zzz") || tree.Has("later") {
		t.Error("has what it has not")
	}
	if tree.Size("content/b.md") != 2 || tree.Size("content") != 0 {
		t.Error("wrong sizes")
	}
	if got, err := tree.Digest("content/b.md"); got != sha256.Sum256([]byte("bb")) || err != nil {
		t.Errorf("digest %x, %v", got, err)
	}
	if _, err := tree.Read("gone"); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "gone") {
		t.Errorf("error %v", err)
	}
}

func TestPathsAreTheCallersOwn(t *testing.T) {
	tree := Of(map[string]string{"a": "", "b": ""})
	tree.Paths()[0] = "z"
	if !tree.Has("a") || tree.Paths()[0] != "a" {
		t.Error("a caller changed the tree")
	}
}

func TestLines(t *testing.T) {
	files := map[string]string{"a": "\ufeffone\r\ntwo\n\nfour", "b": "", "c": "x\n", "mac.csv": "one\rtwo\r\nthree\n"}
	for i := range 20 {
		files[strings.Repeat("f", i+1)] = "line"
	}
	lines := Of(files).Lines()
	for range 2 { // the second time from memory, or after it was given up
		for name, want := range map[string][]string{"a": {"one", "two", "", "four"}, "b": {""}, "c": {"x", ""}, "mac.csv": {"one", "two", "three", ""}, "ffff": {"line"}, "gone": nil} {
			for i, text := range want {
				if got, ok := lines(name, i+1); got != text || !ok {
					t.Errorf("%s:%d: %q, %v", name, i+1, got, ok)
				}
			}
			for _, line := range []int{-1, 0, len(want) + 1} {
				if got, ok := lines(name, line); ok {
					t.Errorf("%s:%d: %q, want none", name, line, got)
				}
			}
		}
		for i := range 20 {
			if got, ok := lines(strings.Repeat("f", i+1), 1); got != "line" || !ok {
				t.Errorf("file %d: %q, %v", i, got, ok)
			}
		}
	}
}

// Run with -race: a tree is read by as many goroutines as there are workers.
func TestTreeServesManyAtOnce(t *testing.T) {
	dir := folder(t, map[string]string{"a": "aaa", "b": "bb", "c/d": "d"})
	tree := read(t, []Folder{{Dir: dir}}, []string{"a", "b", "c/d"})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				for _, name := range tree.Paths() {
					data, err := tree.Read(name)
					if err != nil || int64(len(data)) != tree.Size(name) || !tree.Has(name) {
						t.Errorf("%s: %q, %v", name, data, err)
					}
				}
			}
		})
	}
	wg.Wait()
}
