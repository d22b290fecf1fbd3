package publish

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// site is a set of outputs: path to content.
type site map[string]string

// outputs yields the site in a fixed order, with keys made of the content. What was written is wiped out in memory, as by the
// next page.
func (s site) outputs() iter.Seq2[Output, error] {
	return func(yield func(Output, error) bool) {
		for _, p := range slices.Sorted(maps.Keys(s)) {
			o := Output{Path: p, Key: sha256.Sum256([]byte("key of " + s[p]))}
			o.Print = func() ([]byte, error) { return []byte(s[p]), nil }
			o.Recycle = func(b []byte) { clear(b) }
			if !yield(o, nil) {
				return
			}
		}
	}
}

// place is an output folder of a test with its state folder beside it.
type place struct {
	testing.TB
	out, state string
	disk       disk
}

// newPlace is a place on a disk in memory where there is one: many tests make thousands of files.
func newPlace(t testing.TB) *place {
	root, err := os.MkdirTemp("/dev/shm", "publish-test-")
	if err != nil {
		root = t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(root) })
	return &place{t, filepath.Join(root, "public"), filepath.Join(root, ".upfront"), osDisk{}}
}

func (p *place) write(s site) (Report, error) {
	return write(p.disk, p.out, s.outputs(), Options{State: p.state})
}

func (p *place) must(s site) Report {
	p.Helper()
	r, err := p.write(s)
	if err != nil {
		p.Fatalf("publishing: %v", err)
	}
	return r
}

// put writes a file into the output by hand.
func (p *place) put(path, content string) {
	p.Helper()
	full := filepath.Join(p.out, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		p.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(content), 0o644); err != nil {
		p.Fatal(err)
	}
}

// holds reads a folder back; folders with nothing in them appear as "name/".
func holds(t testing.TB, dir string) site {
	t.Helper()
	got := site{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, path)
		rel = filepath.ToSlash(rel)
		if !e.IsDir() {
			b, err := os.ReadFile(path)
			got[rel] = string(b)
			return err
		}
		if entries, err := os.ReadDir(path); err == nil && len(entries) == 0 && rel != "." {
			got[rel+"/"] = ""
		}
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return got
}

func (p *place) expect(want site) {
	p.Helper()
	if got := holds(p, p.out); !maps.Equal(got, want) {
		p.Fatalf("the output holds %s, want %s", got, want)
	}
	p.clean()
}

// clean checks that nothing is left of the work: no staging, no journal.
func (p *place) clean() {
	p.Helper()
	filepath.WalkDir(filepath.Dir(p.out), func(path string, e fs.DirEntry, err error) error {
		name := filepath.Base(path)
		ours := !within(path, p.out) && (strings.HasPrefix(name, "journal") || strings.HasSuffix(name, ".next") || name == "stage")
		if err == nil && (ours || strings.Contains(name, stagingName)) {
			p.Errorf("left behind: %s", path)
		}
		return nil
	})
}

func (s site) String() string {
	var b strings.Builder
	for _, p := range slices.Sorted(maps.Keys(s)) {
		b.WriteString(p + "=" + s[p] + " ")
	}
	return "{" + strings.TrimSpace(b.String()) + "}"
}

func with(s site, more site) site {
	all := maps.Clone(s)
	maps.Copy(all, more)
	return all
}

var first = site{
	"index.html": "home 1", "style.css": "style 1", "a/index.html": "page a", "a/b/index.html": "page b 1",
	"old/gone.html": "gone", "feed.xml": "feed 1",
}

var second = site{
	"index.html": "home 2", "style.css": "style 2", "a/index.html": "page a", "a/b/index.html": "page b 2",
	"new/deep/page.html": "new", "feed.xml": "feed 2",
}

func TestWriteMakesTheOutputHoldExactlyTheOutputs(t *testing.T) {
	for name, foreign := range map[string]site{
		"swap":    {},
		"journal": {"CNAME": "example.org", ".git/HEAD": "ref", "old/mine.txt": "by hand"},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPlace(t)
			p.must(first)
			for path, content := range foreign {
				p.put(path, content)
			}
			r := p.must(second)
			p.expect(with(second, foreign))
			wantWritten := []string{"a/b/index.html", "feed.xml", "index.html", "new/deep/page.html", "style.css"}
			if !slices.Equal(r.Written, wantWritten) || !slices.Equal(r.Removed, []string{"old/gone.html"}) || r.Unchanged != 1 {
				t.Errorf("report %+v", r)
			}
			r = p.must(second)
			if len(r.Written)+len(r.Removed) > 0 || r.Unchanged != 6 {
				t.Errorf("second report %+v", r)
			}
			p.must(first)
			p.expect(with(first, foreign))
			p.must(site{})
			p.expect(foreign)
		})
	}
}
