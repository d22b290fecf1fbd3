package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// terminal returns both ends of a terminal: what a program writes to, and what shows it.
func terminal(t *testing.T) (program, screen *os.File) {
	t.Helper()
	screen, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { screen.Close() })
	number, err := unix.IoctlGetInt(int(screen.Fd()), unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(int(screen.Fd()), unix.TIOCSPTLCK, 0)
	}
	if err != nil {
		t.Fatal(err)
	}
	program, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	return program, screen
}

// On a terminal a build says how far it is once it has taken a second, and takes the line away. Elsewhere, and where it is
// quick, it does not.
func TestProgressOfALongBuild(t *testing.T) {
	dir := newSite(t)
	agreements, err := filepath.Glob(filepath.Join(dir, "content", "agreements", "*.yaml"))
	if err != nil || len(agreements) < 2 {
		t.Fatalf("%d agreements, %v", len(agreements), err)
	}
	for name, c := range map[string]struct {
		args  []string
		env   map[string]string
		tick  time.Duration // how far the clock goes whenever it is asked
		shown bool
	}{
		"build":       {[]string{"build"}, nil, time.Second, true},
		"check":       {[]string{"check"}, nil, time.Second, true},
		"quick":       {[]string{"build"}, nil, time.Microsecond, false},
		"quiet":       {[]string{"build", "-q"}, nil, time.Second, false},
		"no controls": {[]string{"build"}, map[string]string{"TERM": "dumb"}, time.Second, false},
	} {
		t.Run(name, func(t *testing.T) {
			now := noon()
			clock := func() time.Time { now = now.Add(c.tick); return now }
			end, screen := terminal(t)
			p := &program{env: c.env, out: io.Discard, err: end, clock: clock}
			p.run(t.Context(), append(c.args, "-C", dir))
			end.Close()
			var seen bytes.Buffer
			io.Copy(&seen, screen) // it ends with an error, since nobody writes any more
			line := fmt.Sprintf("\r%d of %d agreements\x1b[K", len(agreements), len(agreements))
			if got := strings.Contains(seen.String(), line+"\r\x1b[K"); got != c.shown {
				t.Errorf("the terminal shows %q; with %q and its end: %v, want %v", seen.String(), line, got, c.shown)
			}
			if !c.shown && strings.Contains(seen.String(), "\x1b[K") {
				t.Errorf("the terminal shows %q", seen.String())
			}
		})
	}
	var printed bytes.Buffer
	now := noon()
	p := &program{out: io.Discard, err: &printed, clock: func() time.Time { now = now.Add(time.Second); return now }}
	if p.run(t.Context(), []string{"build", "-C", dir}); strings.Contains(printed.String(), "\x1b") {
		t.Errorf("no terminal: %q", printed.String())
	}
}
