package tree

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"upfront/generator/diag"
)

// faultyFS is a file system in which one folder cannot be listed.
type faultyFS struct {
	fstest.MapFS
	dir string
	err error
}

func (f faultyFS) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == f.dir {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: f.err}
	}
	return f.MapFS.ReadDir(name)
}

func TestFoldersThatCannotBeListed(t *testing.T) {
	files := fstest.MapFS{"site.yaml": {}, "content/a/x.md": {}, "content/b/y.md": {}}
	for _, c := range []struct {
		dir  string
		err  error
		fail bool
	}{
		{"content/a", fs.ErrPermission, true},
		{".", fs.ErrPermission, true},
		{".", fs.ErrNotExist, true},          // the site itself is gone
		{"content/a", fs.ErrNotExist, false}, // a folder went away meanwhile
	} {
		w := walker{disk: &disk{}, fsys: faultyFS{files, c.dir, c.err}, folder: Folder{Dir: "site"}}
		err := w.walk("")
		if !c.fail {
			var paths []string
			for _, f := range w.files {
				paths = append(paths, f.path)
			}
			if err != nil || !slices.Equal(paths, []string{"content/b/y.md", "site.yaml"}) {
				t.Errorf("%s, %v: %q, %v", c.dir, c.err, paths, err)
			}
			continue
		}
		if !errors.Is(err, c.err) || c.dir != "." && !strings.Contains(err.Error(), `"site/content/a"`) {
			t.Errorf("%s, %v: error %v", c.dir, c.err, err)
		}
	}
}

func TestWhatIsNeitherFileNorFolderIsRefused(t *testing.T) {
	for _, mode := range []fs.FileMode{fs.ModeIrregular, fs.ModeDevice, fs.ModeDevice | fs.ModeCharDevice} {
		w := walker{disk: &disk{mount: "m/"}, fsys: fstest.MapFS{"x": {Mode: mode}}}
		if err := w.walk(""); err != nil || len(w.files) != 0 || len(w.problems) != 1 || w.problems[0].At.File != "m/x" {
			t.Errorf("%v: %+v, %v, %v", mode, w.files, w.problems, err)
		}
	}
}

// A folder that is replaced by a link, after its parent was listed, must not be listed in its place.
func TestFolderExchangedForALink(t *testing.T) {
	for name, open := range map[string]func(dir string) (folderHandle, error){"in one call": openFolder, "step by step": func(string) (folderHandle, error) { return folderHandle{}, nil }} {
		t.Run(name, func(t *testing.T) { folderExchangedForALink(t, open) })
	}
}

func folderExchangedForALink(t *testing.T, open func(dir string) (folderHandle, error)) {
	outside := folder(t, map[string]string{"secret.md": ""})
	dir := folder(t, map[string]string{"a/d/x.md": "", "plain.md": ""})
	root, err := os.OpenRoot(dir)
	must(t, err)
	defer root.Close()
	handle, err := open(dir)
	must(t, err)
	fsys := rootFS{root.FS(), root, handle}
	if entries, err := fsys.ReadDir("a/d"); err != nil || len(entries) != 1 {
		t.Fatalf("%v, %v", entries, err)
	}
	must(t, os.RemoveAll(filepath.Join(dir, "a", "d")))
	must(t, os.Symlink(outside, filepath.Join(dir, "a", "d")))
	if entries, err := fsys.ReadDir("a/d"); !errors.Is(err, errNotFolder) || entries != nil {
		t.Errorf("the folder itself: %v, %v", entries, err)
	}
	must(t, os.RemoveAll(filepath.Join(dir, "a")))
	must(t, os.Symlink(filepath.Dir(outside), filepath.Join(dir, "a")))
	if entries, err := fsys.ReadDir("a/" + filepath.Base(outside)); err == nil || entries != nil {
		t.Errorf("the folder above: %v, %v", entries, err)
	}
	if entries, err := fsys.ReadDir("plain.md"); err == nil || len(entries) != 0 {
		t.Errorf("a file: %v, %v", entries, err)
	}
}

// A folder that is removed or replaced after it was found is listed again.
func TestFolderThatGoesAwayBeforeItIsListed(t *testing.T) {
	dir := folder(t, map[string]string{"a.md": ""})
	for _, c := range []struct {
		what     string
		first    lister // what happens in the first listing
		listings int
		err      error
	}{
		{"away and back", func(f Folder, later []Folder) ([]file, []diag.Problem, error) {
			must(t, os.Rename(dir, dir+".away"))
			defer os.Rename(dir+".away", dir)
			return list(f, later)
		}, 2, nil},
		{"exchanged", func(Folder, []Folder) ([]file, []diag.Problem, error) { return nil, nil, errNotFolder }, 2, nil},
		{"not to be read", func(Folder, []Folder) ([]file, []diag.Problem, error) { return nil, nil, fs.ErrPermission }, 1, fs.ErrPermission},
		{"away for good", func(f Folder, later []Folder) ([]file, []diag.Problem, error) {
			must(t, os.RemoveAll(dir))
			return list(f, later)
		}, maxListings, fs.ErrNotExist},
	} {
		calls := 0
		tree, _, err := readWith(func(f Folder, later []Folder) ([]file, []diag.Problem, error) {
			if calls++; calls == 1 {
				return c.first(f, later)
			}
			return list(f, later)
		}, []Folder{{Dir: dir}})
		if !errors.Is(err, c.err) || calls != c.listings || err == nil && !tree.Has("a.md") {
			t.Errorf("%s: %d listings, %v", c.what, calls, err)
		}
	}
}
