//go:build unix

package tree

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestReadRefusesPipesSocketsAndDevices(t *testing.T) {
	dir := folder(t, map[string]string{"a.md": ""})
	must(t, syscall.Mkfifo(filepath.Join(dir, "pipe.md"), 0o644))
	must(t, os.Symlink("pipe.md", filepath.Join(dir, "to-pipe.md")))
	t.Chdir(dir) // a socket's name must be short
	socket, err := net.Listen("unix", "socket.md")
	must(t, err)
	defer socket.Close()
	problems := []string{"pipe.md is a pipe, not a plain file", "socket.md is a socket, not a plain file", "to-pipe.md is a link to a pipe"}
	if err := syscall.Mknod(filepath.Join(dir, "device.md"), syscall.S_IFCHR|0o600, 1<<8|3); err == nil {
		problems = append([]string{"device.md is a device, not a plain file"}, problems...)
	}
	read(t, []Folder{{Dir: dir}}, []string{"a.md"}, problems...)
}

// A file that was replaced by a pipe must not make a build wait for a writer.
func TestPipeInPlaceOfAFile(t *testing.T) {
	dir := folder(t, map[string]string{"a.md": "a"})
	tree := read(t, []Folder{{Dir: dir}}, []string{"a.md"})
	must(t, os.Remove(filepath.Join(dir, "a.md")))
	must(t, syscall.Mkfifo(filepath.Join(dir, "a.md"), 0o644))
	if data, err := tree.Read("a.md"); err == nil || !strings.Contains(err.Error(), "plain file") {
		t.Errorf("read %q, %v", data, err)
	}
}

func TestFileThatMayNotBeRead(t *testing.T) {
	dir := folder(t, map[string]string{"a.md": "a", "d/x": "x"})
	must(t, os.Chmod(filepath.Dir(dir), 0o755))
	must(t, os.Chmod(dir, 0o755))
	must(t, os.Chmod(filepath.Join(dir, "a.md"), 0))
	must(t, os.Chmod(filepath.Join(dir, "d"), 0o755))
	closed := folder(t, map[string]string{"d/x": "x"})
	must(t, os.Chmod(filepath.Dir(closed), 0o755))
	must(t, os.Chmod(closed, 0o755))
	must(t, os.Chmod(filepath.Join(closed, "d"), 0))
	unprivileged(t)
	tree := read(t, []Folder{{Dir: dir}}, []string{"a.md", "d/x"})
	if _, err := tree.Read("a.md"); err == nil || err.Error() != `read "a.md": permission denied` {
		t.Errorf("error %v", err)
	}
	if _, _, err := Read(Folder{Dir: closed}); err == nil || !strings.Contains(err.Error(), "permission denied") {
		t.Errorf("error %v", err)
	}
}
