package publish

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// disk holds every call that reads or changes files, so that tests can make each of them fail. All errors are *DiskError.
type disk interface {
	lock(path string, waiting func(string)) (release func(), err error)
	lockOutput(dir string, waiting func(string)) (release func(), err error) // nothing where it does not exist
	lstat(path string) (fs.FileInfo, error)
	openStamps(dir string) (stampAt func(path string) stamp, release func()) // of plain files in it; zero for anything else
	list(path string) ([]fs.DirEntry, error)
	read(path string) ([]byte, error)
	digest(path string) (digest, error)
	create(path string, b []byte, durable bool) (stamp, error) // new file, mode 0644
	mkdir(path string, mode fs.FileMode) error                 // fs.ErrExist when it is there
	link(old, new string) error
	rename(old, new string) error
	exchange(a, b string) error // both exist; errors.ErrUnsupported where the system cannot
	remove(path string) error
	removeAll(path string) error
	mount(path string) (uint64, error) // which mount it lies on: a rename works within one only
	ignoresCase() bool                 // whether names that differ in letter case alone may be one file
	sync(dir string) error             // makes the folder's names durable
}

// digest is a SHA-256.
type digest [sha256.Size]byte

func (d digest) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, d[:]), nil }

func (d *digest) UnmarshalText(b []byte) error {
	if len(b) != hex.EncodedLen(len(d)) {
		return fmt.Errorf("digest of %d characters", len(b))
	}
	_, err := hex.Decode(d[:], b)
	return err
}

// stamp is the metadata that changes when a file's content does. The inode is zero where the system has none.
type stamp struct {
	Size  int64  `json:"size"`
	Mtime int64  `json:"mtime"` // in nanoseconds since 1970
	Inode uint64 `json:"inode"`
}

func stampOf(info fs.FileInfo) stamp {
	return stamp{Size: info.Size(), Mtime: info.ModTime().UnixNano(), Inode: inode(info)}
}

// osDisk is the file system itself.
type osDisk struct{}

func (osDisk) lstat(path string) (fs.FileInfo, error) {
	info, err := os.Lstat(path)
	return info, diskError("look at", path, err)
}

// stampOfFile returns the stamp of a plain file by its path below a folder.
func stampOfFile(dir, path string) stamp {
	info, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(path)))
	if err != nil || !info.Mode().IsRegular() {
		return stamp{}
	}
	return stampOf(info)
}

func (osDisk) list(path string) ([]fs.DirEntry, error) {
	entries, err := os.ReadDir(path)
	return entries, diskError("list", path, err)
}

func (osDisk) read(path string) ([]byte, error) {
	b, err := os.ReadFile(path)
	return b, diskError("read", path, err)
}

func (osDisk) digest(path string) (d digest, err error) {
	h := sha256.New()
	f, err := os.Open(path)
	if err == nil {
		defer f.Close()
		_, err = io.Copy(h, f)
	}
	h.Sum(d[:0])
	return d, diskError("read", path, err)
}

// create never opens a file that exists: a hard link may share its bytes with another name.
func (osDisk) create(path string, b []byte, durable bool) (stamp, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return stamp{}, diskError("write", path, err)
	}
	s, err := fill(f, b, durable)
	return s, diskError("write", path, cmp.Or(err, f.Close()))
}

func fill(f *os.File, b []byte, durable bool) (stamp, error) {
	_, err := f.Write(b)
	if err == nil && durable {
		err = f.Sync()
	}
	if err != nil {
		return stamp{}, err
	}
	info, err := f.Stat()
	if err == nil && info.Mode().Perm() != 0o644 {
		err = f.Chmod(0o644) // the umask took something away
	}
	if err != nil {
		return stamp{}, err
	}
	return stampOf(info), nil
}

func (osDisk) mkdir(path string, mode fs.FileMode) error {
	err := os.Mkdir(path, mode)
	if err == nil {
		err = os.Chmod(path, mode)
	}
	return diskError("make folder", path, err)
}

func (osDisk) link(old, new string) error   { return diskError("link", new, os.Link(old, new)) }
func (osDisk) rename(old, new string) error { return diskError("rename to", new, os.Rename(old, new)) }
func (osDisk) exchange(a, b string) error   { return diskError("swap", b, exchange(a, b)) }
func (osDisk) remove(path string) error     { return diskError("remove", path, os.Remove(path)) }
func (osDisk) removeAll(path string) error  { return diskError("remove", path, os.RemoveAll(path)) }
func (osDisk) mount(path string) (uint64, error) {
	m, err := mount(path)
	return m, diskError("look at", path, err)
}

// ignoresCase goes by the system's default; on a disk that was set up otherwise the cost is small.
func (osDisk) ignoresCase() bool { return runtime.GOOS == "darwin" || runtime.GOOS == "windows" }

func (osDisk) sync(dir string) error { return diskError("save", dir, syncDir(dir)) }

// isMissing reports whether the error says that there is no such file. A path below a file is missing too.
func isMissing(err error) bool { return errors.Is(err, fs.ErrNotExist) || notDir(err) }

// mkdirAll makes a folder and those above it.
func mkdirAll(d disk, path string, mode fs.FileMode) error {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil
	}
	return mkdirParents(d, path, mode)
}

// mkdirParents makes the folders of a path that do not exist yet.
func mkdirParents(d disk, path string, mode fs.FileMode) error {
	err := d.mkdir(path, mode)
	if above := filepath.Dir(path); isMissing(err) && above != path {
		if err := mkdirParents(d, above, mode); err != nil {
			return err
		}
		err = d.mkdir(path, mode)
	}
	return ignoreExist(err)
}
