package tree

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"upfront/generator/diag"
)

// Folder is a folder on disk and the place of its files in the tree.
type Folder struct {
	Dir   string   // on disk
	Mount string   // "" for the site itself, such as content/agreements for agreements kept elsewhere
	Only  []string // the names at the top of Dir that are read, such as site.yaml and content; empty: all
	Skip  []string // paths below Dir that are not read, such as public
	AsIs  string   // a folder at the top of Dir whose files a host is given as they are: what hosts look for is read there though its name begins with a dot
}

// Passes reports whether a name is skipped without a word. dir is "" for the top, else it ends in a slash.
func (f Folder) Passes(dir, base string) bool {
	if unread(base) && !f.isForHosts(dir, base) || dir == "" && len(f.Only) > 0 && !slices.Contains(f.Only, base) {
		return true
	}
	return len(f.Skip) > 0 && f.skips(dir+base)
}

// isForHosts reports whether a name with a dot is one that hosts look for: in the folder for them, or below .well-known (RFC 8615).
func (f Folder) isForHosts(dir, base string) bool {
	return f.AsIs != "" && dir == f.AsIs+"/" && (base == ".well-known" || base == ".nojekyll" || base == ".htaccess")
}

func (f Folder) skips(name string) bool {
	return slices.ContainsFunc(f.Skip, func(skip string) bool { return path.Clean(filepath.ToSlash(skip)) == name })
}

// list returns the files of a folder that no later folder hides.
func list(f Folder, later []Folder) ([]file, []diag.Problem, error) {
	root, err := os.OpenRoot(f.Dir)
	if err != nil {
		return nil, nil, err
	}
	w := walker{disk: &disk{root: root, mount: mountOf(f.Mount)}, folder: f}
	for _, f := range later {
		w.hidden = append(w.hidden, mountOf(f.Mount))
	}
	if w.disk.folder, err = openFolder(f.Dir); err == nil {
		w.fsys = rootFS{root.FS(), root, w.disk.folder}
		err = w.walk("")
	}
	if err != nil {
		root.Close()
	}
	return w.files, w.problems, err
}

// mountOf returns the prefix of the paths below a mount: nothing, or the mount and a slash.
func mountOf(mount string) string {
	if mount = path.Clean("/" + mount); mount == "/" {
		return ""
	}
	return mount[1:] + "/"
}

// FileRefused is the rule for a file that cannot be read, or must not be.
const FileRefused diag.RuleID = "file-refused"

// walker lists one folder. It asks for details of an entry only where the listing does not say whether it is a plain file or a
// folder: a call for each of 100,000 files would take longer than everything else.
type walker struct {
	disk     *disk
	fsys     fs.FS // below the root
	folder   Folder
	hidden   []string // mounts of later folders
	files    []file
	problems []diag.Problem
}

// walk lists a folder by its name below the root: "" for the root, else ending in a slash.
func (w *walker) walk(dir string) error {
	entries, err := fs.ReadDir(w.fsys, path.Clean("./"+dir))
	if errors.Is(err, fs.ErrNotExist) && dir != "" {
		return nil // gone since it was listed
	}
	if err != nil {
		return fmt.Errorf("list the folder %q: %w", path.Join(w.folder.Dir, dir), err)
	}
	entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		return w.folder.Passes(dir, e.Name()) || len(w.hidden) > 0 && w.isHidden(dir+e.Name())
	})
	w.files = slices.Grow(w.files, len(entries))
	for _, e := range w.refuseLookalikes(dir, entries) {
		if err := w.entry(dir+e.Name(), e); err != nil {
			return err
		}
	}
	return nil
}

// isHidden reports whether a name stands at or below the mount of a later folder.
func (w *walker) isHidden(name string) bool {
	path := w.disk.mount + name + "/"
	return slices.ContainsFunc(w.hidden, func(mount string) bool { return strings.HasPrefix(path, mount) })
}

// unread reports whether a name is never read: hidden files, folders of other programs, and files that editors leave behind.
func unread(base string) bool {
	return strings.HasPrefix(base, ".") || base == "node_modules" ||
		strings.HasSuffix(base, "~") || len(base) > 1 && strings.HasPrefix(base, "#") && strings.HasSuffix(base, "#")
}

// refuseLookalikes returns the entries without those whose names differ from an earlier one only in capitals, which it
// refuses: many computers could not hold both. The upper case on the way makes σ and ς the same.
func (w *walker) refuseLookalikes(dir string, entries []fs.DirEntry) []fs.DirEntry {
	folds := func(e fs.DirEntry) bool {
		return strings.ContainsFunc(e.Name(), func(r rune) bool { return r >= utf8.RuneSelf || 'A' <= r && r <= 'Z' })
	}
	folded := func(e fs.DirEntry) string { return strings.ToLower(strings.ToUpper(e.Name())) }
	first := map[string]string{} // of the names that differ from one with capitals in nothing else, by what they are without
	for _, e := range entries {
		if folds(e) {
			first[folded(e)] = ""
		}
	}
	if len(first) == 0 {
		return entries
	}
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		key := e.Name()
		if folds(e) {
			key = folded(e)
		}
		other, folds := first[key]
		if other == "" {
			if folds {
				first[key] = e.Name()
			}
			return false
		}
		w.refuse(dir+e.Name(), fmt.Sprintf("differs from %q only in capitals", other), "Rename one of them.",
			diag.Related{At: diag.Place{File: w.disk.mount + dir + other}, Note: "the other one"})
		return true
	})
}

func (w *walker) entry(name string, e fs.DirEntry) error {
	switch mode := e.Type(); {
	case !printable(e.Name()):
		w.refuse(name, "has a name that cannot be printed", "Rename it, with letters, digits and hyphens.")
	case mode.IsDir():
		return w.walk(name + "/")
	case mode.IsRegular():
		w.add(name)
	case mode&fs.ModeSymlink != 0:
		w.link(name)
	default:
		w.refuse(name, "is "+kind(mode)+", not a plain file", "Move it out of the site.")
	}
	return nil
}

// printable reports whether a name has no control characters and none that turn or hide text but joiners, which emoji need.
func printable(name string) bool {
	if !strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r > '~' }) {
		return true
	}
	return utf8.ValidString(name) && !strings.ContainsFunc(name, func(r rune) bool {
		joiner := r == '\u200c' || r == '\u200d'
		return unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp) && !joiner
	})
}

func kind(mode fs.FileMode) string {
	switch {
	case mode&fs.ModeNamedPipe != 0:
		return "a pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeDevice != 0:
		return "a device"
	}
	return "something"
}

// link adds a link to a plain file that is read itself.
func (w *walker) link(name string) {
	const copyIt = "Copy what it leads to into the site."
	info, err := fs.Stat(w.fsys, name) // follows links, never out of the root
	switch {
	case errors.Is(err, fs.ErrNotExist):
		w.refuse(name, "is a link that leads nowhere", "Remove it, or mend it.")
	case err != nil:
		w.refuse(name, "is a link that leads out of the site, or cannot be followed", copyIt)
	case info.IsDir():
		w.refuse(name, "is a link to a folder", copyIt)
	case !info.Mode().IsRegular():
		w.refuse(name, "is a link to "+kind(info.Mode()), copyIt)
	case !w.isListed(name):
		w.refuse(name, "is a link to a file that is not read itself", copyIt)
	default:
		w.add(name)
	}
}

// isListed reports whether the target of a link is read under its own name too: a link must not publish a secret.
func (w *walker) isListed(name string) bool {
	top, err := filepath.EvalSymlinks(w.folder.Dir)
	target, targetErr := filepath.EvalSymlinks(filepath.Join(top, filepath.FromSlash(name)))
	relative, relErr := filepath.Rel(top, target)
	if cmp.Or(err, targetErr, relErr) != nil {
		return false
	}
	target = filepath.ToSlash(relative)
	for name := target; name != "."; name = path.Dir(name) {
		if unread(path.Base(name)) || w.folder.skips(name) {
			return false
		}
	}
	return !w.isHidden(target)
}

func (w *walker) add(name string) {
	w.files = append(w.files, file{path: w.disk.mount + name, disk: w.disk})
}

func (w *walker) refuse(name, what, help string, related ...diag.Related) {
	at := diag.Place{File: w.disk.mount + name}
	w.problems = append(w.problems, diag.Problem{Rule: FileRefused, At: at, Message: fmt.Sprintf("%q %s", at.File, what), Help: help, Related: related})
}
