package e2e

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"
)

// A supervised run asks the test before each call of the program that reads or changes a file. The kernel stops the thread
// that makes the call (seccomp's user notification) and goes on as the test decides: the call is made, or fails with an
// error, or the program is killed. Calls are counted over all threads.

// call is a file-system call that the program is about to make.
type call struct {
	n    int // counted from 1
	name string
	path string
	pid  int
	args [6]uint64
}

func (c call) String() string { return fmt.Sprintf("call %d, %s %s", c.n, c.name, c.path) }

// killed is the decision to kill the program instead of making the call.
const killed = syscall.Errno(1 << 20)

// calls are the calls that a test is asked about: by which argument each names a path, or that its first one is an open
// file.
var calls = map[uintptr]struct {
	name string
	path int // -1: the first argument is an open file
}{
	unix.SYS_OPENAT: {"open", 1}, unix.SYS_NEWFSTATAT: {"stat", 1}, unix.SYS_GETDENTS64: {"list", -1}, unix.SYS_READ: {"read", -1},
	unix.SYS_WRITE: {"write", -1}, unix.SYS_PWRITE64: {"write", -1}, unix.SYS_FTRUNCATE: {"truncate", -1}, unix.SYS_FSYNC: {"sync", -1},
	unix.SYS_FCHMOD: {"chmod", -1}, unix.SYS_FCHMODAT: {"chmod", 1}, unix.SYS_MKDIRAT: {"mkdir", 1}, unix.SYS_UNLINKAT: {"remove", 1},
	unix.SYS_RENAMEAT: {"rename", 3}, unix.SYS_RENAMEAT2: {"exchange", 3}, unix.SYS_LINKAT: {"link", 3},
}

// supervised runs the program in a folder. decide is asked before each call and returns 0, or the error that it fails with,
// or [killed]. A write that fails for want of room leaves half of its bytes behind.
func supervised(t testing.TB, dir string, decide func(call) syscall.Errno, args ...string) result {
	t.Helper()
	ours, theirs := socketPair(t)
	defer ours.Close()
	c := exec.Command(os.Args[0], args...)
	c.Dir, c.ExtraFiles = dir, []*os.File{theirs}
	c.Env = environment(childVariable + "=" + upfront)
	done := make(chan error, 1)
	go func() { done <- supervise(ours, decide) }()
	r := finish(t, c, theirs)
	err := <-done
	if r.code == notAllowed && os.Getenv("UPFRONT_REQUIRE_BROWSER") != "1" {
		t.Skip("this system lets no test decide about calls: ", r)
	}
	if err != nil {
		t.Fatalf("supervising the program: %v\n%s", err, r)
	}
	return r
}

func socketPair(t testing.TB) (ours, theirs *os.File) {
	t.Helper()
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	return os.NewFile(uintptr(pair[0]), "ours"), os.NewFile(uintptr(pair[1]), "theirs")
}

// childVariable makes of the test binary the program that it names, supervised through file 3.
const childVariable = "UPFRONT_E2E_SUPERVISED"

// notAllowed is the exit code of a child that cannot be supervised.
const notAllowed = 99

// becomeProgram goes on as the program where the test binary was started for that.
func becomeProgram() {
	program := os.Getenv(childVariable)
	if program == "" {
		return
	}
	runtime.LockOSThread()
	listener, err := listen()
	if err == nil {
		err = unix.Sendmsg(3, []byte{0}, unix.UnixRights(listener), nil, 0)
	}
	if err == nil {
		unix.CloseOnExec(3)
		unix.CloseOnExec(listener)
		err = unix.Exec(program, append([]string{program}, os.Args[1:]...), environment())
	}
	fmt.Fprintln(os.Stderr, "becoming the program:", err)
	os.Exit(notAllowed)
}

// listen asks the kernel to stop this thread, and what it becomes, before each of the calls; it returns where to read of
// them.
func listen() (int, error) {
	const load, ifEqual, answer = unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, unix.BPF_RET | unix.BPF_K
	filter := []unix.SockFilter{{Code: load, K: 0}} // the number of the call
	for number := range calls {
		filter = append(filter, unix.SockFilter{Code: ifEqual, K: uint32(number), Jt: uint8(len(calls) - len(filter) + 1)})
	}
	filter = append(filter, unix.SockFilter{Code: answer, K: unix.SECCOMP_RET_ALLOW}, unix.SockFilter{Code: answer, K: unix.SECCOMP_RET_USER_NOTIF})
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return 0, err
	}
	program := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	fd, _, errno := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, unix.SECCOMP_FILTER_FLAG_NEW_LISTENER, uintptr(unsafe.Pointer(&program)))
	if errno != 0 {
		return 0, errno
	}
	return int(fd), nil
}

// notice and reply are the kernel's struct seccomp_notif and struct seccomp_notif_resp.
type notice struct {
	id         uint64
	pid, flags uint32
	number     int32
	arch       uint32
	ip         uint64
	args       [6]uint64
}

type reply struct {
	id    uint64
	value int64
	error int32
	flags uint32
}

// supervise answers for each call until the program has ended.
func supervise(ours *os.File, decide func(call) syscall.Errno) error {
	listener, err := receive(ours)
	if err != nil {
		return err
	}
	defer unix.Close(listener)
	for n := 0; ; {
		poll := []unix.PollFd{{Fd: int32(listener), Events: unix.POLLIN}}
		if _, err := unix.Poll(poll, -1); err != nil && !errors.Is(err, unix.EINTR) {
			return err
		}
		if poll[0].Revents&unix.POLLIN == 0 {
			if poll[0].Revents != 0 {
				return nil // nobody is left
			}
			continue
		}
		var asked notice
		if errno := ioctl(listener, unix.SECCOMP_IOCTL_NOTIF_RECV, unsafe.Pointer(&asked)); errno != 0 {
			continue // it was killed meanwhile
		}
		answer := reply{id: asked.id, flags: unix.SECCOMP_USER_NOTIF_FLAG_CONTINUE}
		if c, ok := callOf(asked); ok {
			n++
			c.n = n
			switch errno := decide(c); {
			case errno == killed:
				unix.Kill(c.pid, unix.SIGKILL)
			case errno != 0:
				if c.name == "write" && (errno == syscall.ENOSPC || errno == syscall.EIO) {
					writeHalf(c)
				}
				answer.flags, answer.error = 0, -int32(errno)
			}
		}
		ioctl(listener, unix.SECCOMP_IOCTL_NOTIF_SEND, unsafe.Pointer(&answer))
	}
}

func receive(ours *os.File) (int, error) {
	control := make([]byte, unix.CmsgSpace(4))
	_, n, _, _, err := unix.Recvmsg(int(ours.Fd()), make([]byte, 1), control, 0)
	if err != nil {
		return 0, err
	}
	messages, err := unix.ParseSocketControlMessage(control[:n])
	if err != nil || len(messages) != 1 {
		return 0, fmt.Errorf("no listener arrived: %v", err)
	}
	rights, err := unix.ParseUnixRights(&messages[0])
	if err != nil {
		return 0, err
	}
	return rights[0], nil
}

func ioctl(fd int, request uintptr, arg unsafe.Pointer) syscall.Errno {
	for {
		if _, _, errno := unix.Syscall(unix.SYS_IOCTL, uintptr(fd), request, uintptr(arg)); errno != unix.EINTR {
			return errno
		}
	}
}

// callOf returns the call that the kernel tells of; false for one that concerns no file of the site.
func callOf(asked notice) (call, bool) {
	known := calls[uintptr(asked.number)]
	c := call{name: known.name, pid: int(asked.pid), args: asked.args}
	if known.path < 0 {
		c.path, _ = os.Readlink(fmt.Sprintf("/proc/%d/fd/%d", c.pid, asked.args[0]))
		return c, filepath.IsAbs(c.path) && asked.args[0] > 2 && !ofSystem(c.path)
	}
	c.path = textAt(c.pid, asked.args[known.path])
	if c.name == "open" && asked.args[2]&(unix.O_WRONLY|unix.O_RDWR|unix.O_CREAT) != 0 {
		c.name = "create"
	}
	return c, !ofSystem(c.path)
}

// ofSystem reports whether a path leads to where no site lies.
func ofSystem(path string) bool {
	for _, prefix := range []string{"/proc/", "/sys/", "/dev/", "/etc/", "/usr/"} {
		if strings.HasPrefix(path, prefix) && !strings.HasPrefix(path, "/dev/shm/") {
			return true
		}
	}
	return false
}

// textAt returns the text that ends with a zero, in the memory of a process.
func textAt(pid int, address uint64) string {
	b := bytesAt(pid, address, 4096-int(address%4096)) // no further than the page, which may be the last one
	if len(b) == 0 {
		return ""
	}
	text, _, ended := strings.Cut(string(b), "\x00")
	if ended {
		return text
	}
	return text + textAt(pid, address+uint64(len(b)))
}

func bytesAt(pid int, address uint64, size int) []byte {
	b := make([]byte, size)
	local := []unix.Iovec{{Base: &b[0], Len: uint64(size)}}
	n, err := unix.ProcessVMReadv(pid, local, []unix.RemoteIovec{{Base: uintptr(address), Len: size}}, 0)
	if err != nil {
		return nil
	}
	return b[:n]
}

// writeHalf writes the first half of what the program was about to write.
func writeHalf(c call) {
	size := int(c.args[2]) / 2
	if size == 0 {
		return
	}
	f, err := os.OpenFile(fmt.Sprintf("/proc/%d/fd/%d", c.pid, c.args[0]), os.O_WRONLY, 0)
	if err != nil {
		return
	}
	defer f.Close()
	f.Seek(0, io.SeekEnd)
	f.Write(bytesAt(c.pid, c.args[1], size))
}
