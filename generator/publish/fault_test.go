package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"upfront/generator/internal/figure"
)

// faultyDisk is the real file system, except that it refuses: one call, or all from one on. A refused
// write leaves half of its bytes behind. It flushes nothing, to be quick.
type faultyDisk struct {
	osDisk
	mu    sync.Mutex
	calls int
	from  int // the first call that is refused, counted from 1; 0: none
	until int // the last one
	why   syscall.Errno
	fake  func(path string) (uint64, bool) // another answer to mount
}

func (d *faultyDisk) refuse(op, path string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.calls++
	if d.from > 0 && d.calls >= d.from && d.calls <= d.until {
		return &DiskError{Op: op, Path: path, Err: d.why}
	}
	return nil
}

func try[T any](d *faultyDisk, op, path string, do func() (T, error)) (T, error) {
	if err := d.refuse(op, path); err != nil {
		var none T
		return none, err
	}
	return do()
}

func (d *faultyDisk) try(op, path string, do func() error) error {
	if err := d.refuse(op, path); err != nil {
		return err
	}
	return do()
}

func (d *faultyDisk) lock(p string, w func(string)) (func(), error) {
	return try(d, "lock", p, func() (func(), error) { return d.osDisk.lock(p, w) })
}
func (d *faultyDisk) lockOutput(dir string, w func(string)) (func(), error) {
	return try(d, "lock", dir, func() (func(), error) { return d.osDisk.lockOutput(dir, w) })
}
func (d *faultyDisk) lstat(p string) (fs.FileInfo, error) {
	return try(d, "lstat", p, func() (fs.FileInfo, error) { return d.osDisk.lstat(p) })
}
func (d *faultyDisk) list(p string) ([]fs.DirEntry, error) {
	return try(d, "list", p, func() ([]fs.DirEntry, error) { return d.osDisk.list(p) })
}
func (d *faultyDisk) read(p string) ([]byte, error) {
	return try(d, "read", p, func() ([]byte, error) { return d.osDisk.read(p) })
}
func (d *faultyDisk) digest(p string) (digest, error) {
	return try(d, "digest", p, func() (digest, error) { return d.osDisk.digest(p) })
}
func (d *faultyDisk) create(p string, b []byte, _ bool) (stamp, error) {
	if err := d.refuse("create", p); err != nil {
		if d.why == syscall.ENOSPC || d.why == syscall.EIO {
			d.osDisk.create(p, b[:len(b)/2], false)
		}
		return stamp{}, err
	}
	return d.osDisk.create(p, b, false)
}
func (d *faultyDisk) mount(p string) (uint64, error) {
	return try(d, "mount", p, func() (uint64, error) {
		if d.fake != nil {
			if m, ok := d.fake(p); ok {
				return m, nil
			}
		}
		return d.osDisk.mount(p)
	})
}
func (d *faultyDisk) mkdir(p string, m fs.FileMode) error {
	return d.try("mkdir", p, func() error { return d.osDisk.mkdir(p, m) })
}
func (d *faultyDisk) link(a, b string) error {
	return d.try("link", b, d.within(a, b, d.osDisk.link))
}
func (d *faultyDisk) rename(a, b string) error {
	return d.try("rename", b, d.within(a, b, d.osDisk.rename))
}
func (d *faultyDisk) exchange(a, b string) error {
	return d.try("exchange", b, d.within(a, b, d.osDisk.exchange))
}

// within refuses, as the system does, what would cross from one mount to another.
func (d *faultyDisk) within(a, b string, do func(a, b string) error) func() error {
	if d.fake != nil {
		_, one := d.fake(a)
		_, other := d.fake(b)
		if one != other {
			return func() error { return &DiskError{Op: "rename", Path: b, Err: errors.New("crosses mounts")} }
		}
	}
	return func() error { return do(a, b) }
}
func (d *faultyDisk) remove(p string) error {
	return d.try("remove", p, func() error { return d.osDisk.remove(p) })
}
func (d *faultyDisk) removeAll(p string) error {
	return d.try("removeAll", p, func() error { return d.osDisk.removeAll(p) })
}
func (d *faultyDisk) sync(p string) error { return d.refuse("sync", p) }

// scene is a publish that is going to be disturbed: what stands there, and what shall.
type scene struct {
	name    string
	before  site // published first; nil: nothing ever was
	foreign site // laid beside it by hand
	after   site
	fake    func(p *place) func(string) (uint64, bool)
	swaps   bool // the whole site changes in one step
}

var scenes = []scene{
	{name: "first publish", after: second, swaps: true},
	{name: "swap", before: first, after: second, swaps: true},
	{name: "journal", before: first, foreign: site{"CNAME": "example.org", ".git/HEAD": "ref"}, after: second},
	{name: "staging in the output", before: first, after: second, fake: otherMounts},
	{name: "file and folder trade places", foreign: site{"CNAME": "x"},
		before: site{"x": "file", "y/one": "1", "y/two/three": "3", "index.html": "1"},
		after:  site{"x/one": "1", "x/two/three": "3", "y": "file", "index.html": "2"}},
	{name: "everything goes", before: first, foreign: site{"CNAME": "x"}, after: site{}},
}

// otherMounts claims that the output is a mount point.
func otherMounts(p *place) func(string) (uint64, bool) {
	return func(path string) (uint64, bool) { return 4711, within(path, p.out) }
}

// stage sets the scene up in a new folder.
func (sc scene) stage(t testing.TB) (*place, *faultyDisk) {
	p, d := newPlace(t), &faultyDisk{}
	p.disk = d
	if sc.fake != nil {
		d.fake = sc.fake(p)
	}
	if sc.before != nil {
		p.must(sc.before)
	}
	for path, content := range sc.foreign {
		p.put(path, content)
	}
	d.calls = 0
	return p, d
}

// TestRefusedCallsLeaveTheOldSite makes every single call of every scene fail for three reasons, and
// together with the next two calls, and with all that follow. The last is also what a kill at any call leaves.
func TestRefusedCallsLeaveTheOldSite(t *testing.T) {
	var refused atomic.Int64
	t.Run("all", func(t *testing.T) {
		for _, sc := range scenes {
			t.Run(sc.name, func(t *testing.T) {
				t.Parallel()
				p, d := sc.stage(t)
				p.must(sc.after)
				for n := 1; n <= d.calls; n++ {
					for i, why := range []syscall.Errno{syscall.ENOSPC, syscall.EIO, syscall.EACCES} {
						if (n+i)%figure.Every(3) == 0 { // a quick run refuses each call for one reason
							sc.disturb(t, n, 1, why)
							refused.Add(1)
						}
					}
					sc.disturb(t, n, 3, syscall.EMFILE)
					sc.disturb(t, n, 1<<30, syscall.ENOSPC)
					refused.Add(2)
				}
			})
		}
	})
	if least := int64(400 * (2 + 3/figure.Every(3))); refused.Load() < least {
		t.Errorf("only %d refusals were tried, want %d", refused.Load(), least)
	}
	t.Logf("%d refusals", refused.Load())
}

func (sc scene) disturb(t *testing.T, n, calls int, why syscall.Errno) {
	t.Helper()
	p, d := sc.stage(t)
	defer os.RemoveAll(filepath.Dir(p.out))
	old, new := with(sc.before, sc.foreign), with(sc.after, sc.foreign)
	if sc.before == nil {
		old = site{}
	}
	d.from, d.until, d.why = n, n+calls-1, why
	lasting := calls > 1 // then it may be impossible to take the steps back
	_, err := p.write(sc.after)
	d.from = 0
	at := fmt.Sprintf("%s, call %d and %d more refused with %v, error %v", sc.name, n, calls-1, why, err)
	got := holds(t, p.out)
	switch {
	case err == nil && !lasting || sc.swaps && maps.Equal(got, new):
		if delete(got, stagingName); err == nil && !maps.Equal(without(got, stagingName+"/"), new) {
			t.Errorf("%s: no error, and the output holds %v", at, got)
		}
	case lasting && !sc.swaps:
		sc.eachPageOldOrNew(t, at, without(got, stagingName+"/"))
	case !maps.Equal(got, old):
		t.Errorf("%s: the output holds %v, not the old site", at, got)
	}
	var disk *DiskError
	if err != nil && (!errors.As(err, &disk) || !errors.Is(err, why) || disk.Path == "") {
		t.Errorf("%s: want a *DiskError with path and reason", at)
	}
	next := sc.after
	if n%2 == 0 { // by now somebody has edited the site
		next = next.edited()
	}
	if _, err := p.write(next); err != nil {
		t.Fatalf("%s: the next run: %v", at, err)
	}
	if got := holds(t, p.out); !maps.Equal(got, with(next, sc.foreign)) {
		t.Fatalf("%s: after the next run the output holds %v", at, got)
	}
	p.clean()
	if t.Failed() {
		t.FailNow()
	}
}

func (sc scene) eachPageOldOrNew(t *testing.T, at string, got site) {
	t.Helper()
	for path, content := range got {
		was, before := sc.before[path]
		is, after := sc.after[path]
		if f, foreign := sc.foreign[path]; !(before && content == was || after && content == is || foreign && content == f) && path[len(path)-1] != '/' {
			t.Errorf("%s: %s is %q, neither old nor new", at, path, content)
		}
	}
	for path := range with(sc.before, sc.foreign) {
		_, stays := with(sc.after, sc.foreign)[path]
		if _, ok := got[path]; stays && !ok {
			t.Errorf("%s: %s is missing", at, path)
		}
	}
}

// edited is the site with something else on every page.
func (s site) edited() site {
	s = maps.Clone(s)
	for path := range s {
		s[path] += ", edited"
	}
	return s
}

// without drops everything in a folder.
func without(s site, prefix string) site {
	s = maps.Clone(s)
	maps.DeleteFunc(s, func(p, _ string) bool { return len(p) >= len(prefix) && p[:len(prefix)] == prefix })
	return s
}
