// Package tree is a set of input files: the files of a site, read from disk or held in memory.
//
// A tree lists every file and reads one when asked. All packages that compile a site read the disk through it.
// It lists plain files inside the site, and links to such files. It refuses, by name, a link that leads out
// or to a hidden file, a pipe, a socket, a device, a name that cannot be printed, and a name that differs from another
// only in capitals. It skips, without a word, names that start with a dot, folders called node_modules,
// and files that editors leave behind (returns.md~, #returns.md#).
//
// Reading goes through [os.Root], so that a folder that is replaced by a link meanwhile leads nowhere either. The package
// does not know what a file means, watches nothing, and caches nothing between two readings; others may, by [Stamp].
package tree

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"iter"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"upfront/generator/diag"
)

// Tree is a set of files with slash-separated paths relative to the site. It is safe for use by several goroutines,
// and does not change after it is made, though the files on disk may.
type Tree struct {
	files     []file      // by path
	listed    time.Time   // when listing began; zero for a tree in memory
	overtaken atomic.Bool // a file that was listed was gone when it was read
}

// file is bytes in memory, or a name below a folder on disk.
type file struct {
	path string
	data []byte
	disk *disk
}

// Of returns a tree of files in memory. The map is not kept.
func Of(files map[string]string) *Tree {
	t := &Tree{}
	for path, text := range files {
		t.files = append(t.files, file{path: path, data: []byte(text)})
	}
	t.sort()
	return t
}

// Read lists the folders, which stay open. A later folder hides the files of an earlier one at and below its mount. Files that
// are refused are problems; the error is for a folder that cannot be read, and names it.
func Read(folders ...Folder) (*Tree, []diag.Problem, error) { return readWith(list, folders) }

type lister func(f Folder, later []Folder) ([]file, []diag.Problem, error)

// maxListings limits how many times the folders are listed.
const maxListings = 5

// readWith lists the folders again where one was removed or replaced between being found and being read.
func readWith(list lister, folders []Folder) (t *Tree, problems []diag.Problem, err error) {
	for range maxListings {
		t, problems, err = listAll(list, folders)
		if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, errNotFolder) {
			break
		}
	}
	return t, problems, err
}

func listAll(list lister, folders []Folder) (*Tree, []diag.Problem, error) {
	t := &Tree{listed: time.Now()}
	var problems []diag.Problem
	for i, f := range folders {
		files, refused, err := list(f, folders[i+1:])
		if err != nil {
			return nil, nil, err
		}
		t.files = append(t.files, files...)
		problems = append(problems, refused...)
	}
	t.sort()
	return t, diag.Sort(problems), nil
}

func (t *Tree) sort() {
	slices.SortFunc(t.files, func(a, b file) int { return strings.Compare(a.path, b.path) })
}

// find returns the file with the path; an empty one and an error where there is none.
func (t *Tree) find(path string) (file, error) {
	if i, ok := t.from(path); ok {
		return t.files[i], nil
	}
	return file{}, &fs.PathError{Op: "read", Path: path, Err: fs.ErrNotExist}
}

// from returns the index of the path, or of the first one after it.
func (t *Tree) from(path string) (int, bool) {
	return slices.BinarySearchFunc(t.files, path, func(f file, path string) int { return strings.Compare(f.path, path) })
}

// Paths returns every path, sorted.
func (t *Tree) Paths() []string {
	paths := make([]string, len(t.files))
	for i, f := range t.files {
		paths[i] = f.path
	}
	return paths
}

// Has reports whether there is a file with the path.
func (t *Tree) Has(path string) bool {
	_, ok := t.from(path)
	return ok
}

// Below returns the paths in a folder and its folders, sorted.
func (t *Tree) Below(dir string) iter.Seq[string] {
	return func(yield func(string) bool) {
		t.below(dir, func(f file) bool { return yield(f.path) })
	}
}

func (t *Tree) below(dir string, yield func(file) bool) {
	prefix := strings.TrimSuffix(dir, "/") + "/"
	from, _ := t.from(prefix)
	for _, f := range t.files[from:] {
		if !strings.HasPrefix(f.path, prefix) || !yield(f) {
			return
		}
	}
}

// Read returns the bytes of a file, not to be changed. The error names the path; it wraps [fs.ErrNotExist] where it is gone.
func (t *Tree) Read(path string) ([]byte, error) {
	data, _, err := t.ReadStamped(path)
	return data, err
}

// ReadStamped is [Tree.Read], and returns the stamp of the file as well: [Tree.Stamp] as it was before the bytes were read.
func (t *Tree) ReadStamped(path string) ([]byte, Stamp, error) {
	f, err := t.find(path)
	if f.disk == nil {
		return f.data, Stamp{}, err
	}
	data, before, err := f.disk.read(path)
	return data, before, t.noteOvertaken(err)
}

// Open opens a file, which may be too large for memory. The caller closes it. The error is that of [Tree.Read].
func (t *Tree) Open(path string) (io.ReadCloser, error) {
	f, err := t.find(path)
	if f.disk == nil {
		return io.NopCloser(bytes.NewReader(f.data)), err
	}
	opened, err := f.disk.open(path)
	if err != nil {
		return nil, t.noteOvertaken(err)
	}
	return opened, nil
}

func (t *Tree) noteOvertaken(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		t.overtaken.Store(true)
	}
	return err
}

// Overtaken reports whether a listed file was gone when it was read. Then the files should be listed again.
func (t *Tree) Overtaken() bool { return t.overtaken.Load() }

// Size returns the size of a file in bytes as it is now, zero where there is no such file.
func (t *Tree) Size(path string) int64 {
	f, _ := t.find(path)
	if f.disk == nil {
		return int64(len(f.data))
	}
	return t.Stamp(path).Size
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// Lines returns a function that finds the lines of files. It caches the last files, so unlike the tree it is for one goroutine.
func (t *Tree) Lines() diag.Lines {
	const most = 8
	split := map[string][]string{}
	return func(path string, line int) (string, bool) {
		lines, cached := split[path]
		if !cached {
			data, err := t.Read(path)
			if err != nil {
				return "", false
			}
			if len(split) == most {
				clear(split)
			}
			text := strings.TrimPrefix(string(data), "\ufeff")
			if !strings.HasSuffix(path, ".yaml") && !strings.HasSuffix(path, ".md") { // a record may have the line ends of old Macs
				text = lineEnds.Replace(text)
			}
			lines = strings.Split(text, "\n")
			split[path] = lines
		}
		if line < 1 || line > len(lines) {
			return "", false
		}
		return strings.TrimSuffix(lines[line-1], "\r"), true
	}
}
