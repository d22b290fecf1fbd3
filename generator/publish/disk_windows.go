package publish

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"syscall"
)

func inode(fs.FileInfo) uint64 { return 0 }

func owner(fs.FileInfo) [2]uint32 { return [2]uint32{} }

func notDir(error) bool { return false }

// syncDir has nothing to do: folders cannot be flushed here.
func syncDir(string) error { return nil }

// mount tells which volume a path lies on; a rename works within one only.
func mount(path string) (uint64, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return 0, err
	}
	sum := sha256.Sum256([]byte(strings.ToLower(filepath.VolumeName(abs))))
	return binary.BigEndian.Uint64(sum[:]), nil
}

// lock opens the file so that no other process can: the system frees it when the process ends. There is
// no way to wait for that in the kernel, nor to read who has it, so a second run is always refused.
func (osDisk) lock(path string, _ func(string)) (func(), error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, diskError("lock", path, err)
	}
	const sharingViolation = syscall.Errno(32)
	h, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil,
		syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if errors.Is(err, sharingViolation) {
		return nil, &BusyError{Holder: "another process"}
	}
	if err != nil {
		return nil, diskError("lock", path, err)
	}
	return func() { syscall.CloseHandle(h) }, nil
}
