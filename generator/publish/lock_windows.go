package publish

import (
	"errors"
	"syscall"
)

// lock opens the file so that no other process can: the system frees it when the process ends. The kernel offers no way
// to wait for that, nor to read which process has it, so a second run is always refused.
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

// lockOutput locks nothing: the kernel locks files alone, and a file of ours in the output would be published.
func (osDisk) lockOutput(string, func(string)) (func(), error) { return func() {}, nil }
