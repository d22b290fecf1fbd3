//go:build unix

package main

import (
	"bytes"
	"context"
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// TestWhatIsNoFileIsRefusedAtOnce puts pipes and the like where the secret and the ledger should be: every command that
// needs one says so with its name, and waits for nobody.
func TestWhatIsNoFileIsRefusedAtOnce(t *testing.T) {
	pipe := func(t *testing.T, path string) {
		if err := syscall.Mkfifo(path, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	socket := func(t *testing.T, path string) {
		l, err := net.Listen("unix", path)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { l.Close() })
	}
	device := func(t *testing.T, path string) {
		if err := os.Symlink(os.DevNull, path); err != nil {
			t.Fatal(err)
		}
	}
	const put = "Put the copy that you kept in its place: a file with 64 hexadecimal digits.\n"
	const back = "Put back the version that Upfront wrote, such as the one in your version control.\n"
	for _, c := range []struct {
		name, at, variable string
		make               func(*testing.T, string)
		want               string
	}{
		{"a pipe", ".upfront/secret", "", pipe, "The secret cannot be read: .upfront/secret is a pipe, not a file.\n" + put},
		{"a socket", ".upfront/secret", "", socket, "The secret cannot be read: .upfront/secret is a socket, not a file.\n" + put},
		{"a device", ".upfront/secret", "", device, "The secret cannot be read: .upfront/secret is a device, not a file.\n" + put},
		{"a pipe elsewhere", "elsewhere", "elsewhere", pipe, "The secret cannot be read: elsewhere is a pipe, not a file.\n" + put},
		{"the ledger", "content/agreed/keys.yaml", "", pipe, "content/agreed/keys.yaml is a pipe, not a file.\n" + back},
		{"a ledger that leads nowhere", "content/agreed/keys.yaml", "", device, "content/agreed/keys.yaml is a link that leads to no file of the site.\n" + back},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			if err := os.WriteFile("site.yaml", []byte("business: {name: Northlane}\ntimezone: Europe/London\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			for _, dir := range []string{"content/agreements", "content/agreed", ".upfront"} {
				if err := os.MkdirAll(dir, 0o700); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.WriteFile("content/agreements/fenn.yaml", []byte("customer: {name: Fenn}\nstatus: draft\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			c.make(t, filepath.FromSlash(c.at))
			for _, args := range [][]string{{"build"}, {"share", "fenn"}} {
				var printed bytes.Buffer
				code := make(chan int, 1)
				go func() {
					p := &program{env: map[string]string{pathVariable: c.variable}, out: &printed, err: &printed, clock: noon}
					code <- p.run(context.Background(), args)
				}()
				select {
				case got := <-code:
					if got != exitErrors || printed.String() != c.want {
						t.Errorf("%v: exit code %d\n%s", args, got, printed.String())
					}
				case <-time.After(10 * time.Second):
					t.Fatalf("%v: it waits for the other end", args)
				}
			}
		})
	}
}
