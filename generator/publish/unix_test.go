//go:build unix

package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
)

func TestAReadersHardLinkIsNeverWrittenThrough(t *testing.T) {
	for _, foreign := range []site{{}, {"CNAME": "x"}} {
		p := newPlace(t)
		p.must(first)
		copies := t.TempDir()
		if strings.HasPrefix(p.out, "/dev/shm") {
			copies = filepath.Dir(p.out)
		}
		for path, content := range foreign {
			p.put(path, content)
		}
		if err := os.Link(filepath.Join(p.out, "index.html"), filepath.Join(copies, "kept")); err != nil {
			noLinks(t, err)
		}
		p.must(second)
		if b, _ := os.ReadFile(filepath.Join(copies, "kept")); string(b) != "home 1" {
			t.Errorf("the other name now holds %q", b)
		}
		info, _ := os.Stat(filepath.Join(p.out, "a/index.html"))
		if s, ok := info.Sys().(*syscall.Stat_t); ok && s.Nlink != 1 {
			t.Errorf("a published file has %d names", s.Nlink)
		}
	}
}

func TestModesDoNotDependOnTheUmask(t *testing.T) {
	old := syscall.Umask(0o077)
	defer syscall.Umask(old)
	p := newPlace(t)
	p.must(first)
	filepath.WalkDir(p.out, func(path string, e fs.DirEntry, _ error) error {
		info, err := e.Info()
		want := fs.FileMode(0o644)
		if e.IsDir() {
			want = 0o755
		}
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s has mode %v (%v)", path, info.Mode(), err)
		}
		return nil
	})
}

func TestWhichPublishReplacesTheFolder(t *testing.T) {
	many, more := site{}, site{}
	for i := range 3000 {
		more[fmt.Sprintf("p/%d", i)] = "x"
		if i < 1200 {
			many[fmt.Sprintf("p/%d", i)] = "x"
		}
	}
	for name, c := range map[string]struct {
		before, change, foreign site
		mode                    fs.FileMode
		swapped                 bool
	}{
		"two files of few":            {first, site{"index.html": "2", "feed.xml": "2"}, nil, 0o755, true},
		"one file":                    {first, site{"index.html": "2"}, nil, 0o755, false},
		"beside a foreign file":       {first, site{"index.html": "2", "feed.xml": "2"}, site{"a/CNAME": "x"}, 0o755, false},
		"in a folder of another mode": {first, site{"index.html": "2", "feed.xml": "2"}, nil, 0o775, false},
		"two files of many":           {with(many, first), site{"index.html": "2", "feed.xml": "2"}, nil, 0o755, false},
		"the half of many":            {with(many, first), with(many, site{}).half(), nil, 0o755, true},
		"a fifth of many":             {with(more, first), with(many, site{}).half(), nil, 0o755, false},
	} {
		p := newPlace(t)
		p.must(c.before)
		for path, content := range c.foreign {
			p.put(path, content)
		}
		os.Chmod(p.out, c.mode)
		before, _ := os.Stat(p.out)
		p.must(with(c.before, c.change))
		after, _ := os.Stat(p.out)
		p.expect(with(with(c.before, c.change), c.foreign))
		if c.mode != after.Mode().Perm() {
			t.Errorf("%s: the folder's mode is now %v", name, after.Mode())
		}
		if swapped := !os.SameFile(before, after); swapped != c.swapped && runtime.GOOS == "linux" {
			t.Errorf("%s: swapped %v, want %v", name, swapped, c.swapped)
		}
	}
}

// half changes about half of the files.
func (s site) half() site {
	for p := range s {
		if p[len(p)-1]%2 == 0 {
			s[p] = "y"
		}
	}
	return s
}

// Runs with different state folders exclude each other too, also where the first puts another folder in the output's place.
func TestRunsWithOtherStatesAreRefusedOrWait(t *testing.T) {
	for name, foreign := range map[string]site{"swap": {}, "file by file": {"CNAME": "x"}} {
		p := newPlace(t)
		p.must(first)
		for path, content := range foreign {
			p.put(path, content)
		}
		other := filepath.Join(filepath.Dir(p.state), "other")
		grown := with(second, site{"more.html": "more"})
		var refused, waited, later error
		var group sync.WaitGroup
		waiting := make(chan string)
		outputs := func(yield func(Output, error) bool) {
			_, refused = Write(p.out, first.outputs(), Options{State: other})
			group.Go(func() {
				defer close(waiting)
				outputs := func(yield func(Output, error) bool) {
					_, later = Write(p.out, first.outputs(), Options{State: other + "s"})
					grown.outputs()(yield)
				}
				_, waited = Write(p.out, outputs, Options{State: other, Waiting: func(who string) { waiting <- who }})
			})
			if who := <-waiting; who != "another process" {
				t.Errorf("%s: it waited for %q", name, who)
			}
			second.outputs()(yield)
		}
		if _, err := Write(p.out, outputs, Options{State: p.state}); err != nil {
			t.Errorf("%s: the first: %v", name, err)
		}
		group.Wait()
		for which, err := range map[string]error{"second": refused, "fourth": later} {
			var busy *BusyError
			if !errors.As(err, &busy) || busy.Dir != p.out {
				t.Errorf("%s: the %s: %v", name, which, err)
			}
		}
		if waited != nil {
			t.Errorf("%s: the third: %v", name, waited)
		}
		p.expect(with(grown, foreign))
	}
}
