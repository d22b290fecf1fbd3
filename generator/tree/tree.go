// Package tree is a set of input files: what a site is written in, read from disk or made in memory.
//
// A tree lists every file and reads one when asked. It is the only way to the disk for whatever compiles a site, and
// refuses, by name, what is not a plain file inside the site: a link that leads out, a pipe, a device. It does not know
// what a file means.
package tree

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path"
	"slices"
	"strings"

	"upfront/generator/diag"
)

// Tree is a set of files with slash-separated paths relative to the site. It is safe for use by several goroutines,
// and does not change after it is made, though the files on disk may.
type Tree struct {
	paths []string // sorted
	files map[string]source
}

// source is one file: bytes in memory, or a name below an opened folder.
type source struct {
	data []byte
	root *os.Root
	name string
	size int64
}

// Of gives a tree of files in memory. The map is not kept.
func Of(files map[string]string) *Tree {
	t := &Tree{files: map[string]source{}}
	for name, text := range files {
		t.files[name] = source{data: []byte(text), size: int64(len(text))}
	}
	t.index()
	return t
}

// Folder is a folder on disk and where its files stand in the tree.
type Folder struct {
	Dir   string // on disk
	Mount string // "" for the site itself, such as content/agreements for agreements kept elsewhere
	Skip  []string
	// Skip names paths below Dir that are not read, such as public and .git; a name that starts with a dot is
	// never read.
}

// Read lists the folders. A later folder hides what an earlier one has below its mount. Files that are refused are
// problems; the error is for a folder that cannot be read at all.
func Read(folders ...Folder) (*Tree, []diag.Problem, error) {
	t := &Tree{files: map[string]source{}}
	var problems []diag.Problem
	for _, f := range folders {
		root, err := os.OpenRoot(f.Dir)
		if err != nil {
			return nil, nil, err
		}
		if f.Mount != "" {
			t.drop(f.Mount)
		}
		w := walker{tree: t, root: root, folder: f}
		if err := w.walk("."); err != nil {
			return nil, nil, err
		}
		problems = append(problems, w.problems...)
	}
	t.index()
	return t, problems, nil
}

func (t *Tree) drop(mount string) {
	for name := range t.files {
		if strings.HasPrefix(name, mount+"/") {
			delete(t.files, name)
		}
	}
}

func (t *Tree) index() {
	t.paths = make([]string, 0, len(t.files))
	for name := range t.files {
		t.paths = append(t.paths, name)
	}
	slices.Sort(t.paths)
}

// walker lists one folder.
type walker struct {
	tree     *Tree
	root     *os.Root
	folder   Folder
	problems []diag.Problem
}

func (w *walker) walk(dir string) error {
	entries, err := fs.ReadDir(w.root.FS(), dir)
	if err != nil {
		return fmt.Errorf("read folder %q: %w", dir, err)
	}
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		if strings.HasPrefix(e.Name(), ".") || slices.Contains(w.folder.Skip, name) {
			continue
		}
		if err := w.entry(name, e); err != nil {
			return err
		}
	}
	return nil
}

func (w *walker) entry(name string, e fs.DirEntry) error {
	info, err := w.root.Stat(name) // follows links, never out of the root
	switch {
	case err != nil && e.Type()&fs.ModeSymlink != 0:
		w.refuse(name, "is a link that leads out of the site, or nowhere", "Copy the file into the site.")
	case errors.Is(err, fs.ErrNotExist):
		// gone since it was listed
	case err != nil:
		return err
	case info.IsDir() && e.Type()&fs.ModeSymlink != 0:
		w.refuse(name, "is a link to a folder", "Copy the folder into the site.")
	case info.IsDir():
		return w.walk(name)
	case !info.Mode().IsRegular():
		w.refuse(name, "is not a plain file", "Move it out of the site.")
	default:
		w.tree.files[path.Join(w.folder.Mount, name)] = source{root: w.root, name: name, size: info.Size()}
	}
	return nil
}

func (w *walker) refuse(name, what, help string) {
	at := diag.Place{File: path.Join(w.folder.Mount, name)}
	w.problems = append(w.problems, diag.Problem{Rule: "file-refused", At: at, Message: fmt.Sprintf("%q %s", at.File, what), Help: help})
}

// Paths gives every path, sorted.
func (t *Tree) Paths() []string { return slices.Clone(t.paths) }

// Has reports whether there is a file with the path.
func (t *Tree) Has(name string) bool { _, ok := t.files[name]; return ok }

// Size gives the size of a file in bytes when the tree was made, zero where there is no such file.
func (t *Tree) Size(name string) int64 { return t.files[name].size }

// Below gives the paths in a folder and its folders, sorted.
func (t *Tree) Below(dir string) iter.Seq[string] {
	prefix := strings.TrimSuffix(dir, "/") + "/"
	from, _ := slices.BinarySearch(t.paths, prefix)
	return func(yield func(string) bool) {
		for _, name := range t.paths[from:] {
			if !strings.HasPrefix(name, prefix) || !yield(name) {
				return
			}
		}
	}
}

// Read gives the bytes of a file, which the caller must not change. The error wraps [fs.ErrNotExist] where there is
// no such file.
func (t *Tree) Read(name string) ([]byte, error) {
	f, ok := t.files[name]
	switch {
	case !ok:
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
	case f.root == nil:
		return f.data, nil
	}
	return f.root.ReadFile(f.name)
}

// Digest gives the SHA-256 of a file's bytes.
func (t *Tree) Digest(name string) ([32]byte, error) {
	data, err := t.Read(name)
	return sha256.Sum256(data), err
}
