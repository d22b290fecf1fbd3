package publish

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestFilesThatAreNotOursStopThePublishAllAtOnce(t *testing.T) {
	p := newPlace(t)
	p.must(first)
	p.put("index.html", "edited by hand")
	p.put("new", "a file where a folder is needed")
	p.put("robots.txt", "foreign")
	p.put("dir/of/mine", "foreign")
	if err := os.Symlink("/etc", filepath.Join(p.out, "link")); err != nil {
		t.Fatal(err)
	}
	before := with(first, site{"index.html": "edited by hand", "new": "a file where a folder is needed", "robots.txt": "foreign", "dir/of/mine": "foreign"})

	_, err := p.write(with(second, site{"robots.txt": "ours", "dir": "a file", "link/x.html": "x", "link": ""}.but("link")))
	want := `nothing was published to "` + p.out + `": 5 files there are not ours to overwrite
  dir: is a folder that holds "dir/of/mine", which is not ours
  index.html: was edited by hand after we published it
  link/x.html: needs the folder "link", where there is a link or a device
  new/deep/page.html: needs the folder "new", where there is a file that is not ours
  robots.txt: was not written by us
move each of them away or delete it, then build again; to keep a change made by hand, make it in the site's own files`
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
	os.Remove(filepath.Join(p.out, "link"))
	p.expect(before)
}

// but is the site without one path.
func (s site) but(path string) site {
	s = with(s, nil)
	delete(s, path)
	return s
}

func TestEditedFileThatIsNoOutputAnyMoreStays(t *testing.T) {
	p := newPlace(t)
	p.must(first)
	p.put("old/gone.html", "by hand")
	r := p.must(second)
	p.expect(with(second, site{"old/gone.html": "by hand"}))
	if len(r.Notes) != 1 || !strings.HasPrefix(r.Notes[0], "old/gone.html is no page of the site any more") {
		t.Errorf("notes %q", r.Notes)
	}
	if r = p.must(first.but("old/gone.html")); len(r.Notes) != 0 {
		t.Errorf("told again: %q", r.Notes)
	}
	_, err := p.write(first)
	if err == nil || !strings.Contains(err.Error(), "old/gone.html: was not written by us") {
		t.Errorf("it became ours again: %v", err)
	}
}

func TestHandEditThatEqualsTheNewBytesIsOurs(t *testing.T) {
	p := newPlace(t)
	p.must(first)
	p.put("index.html", second["index.html"])
	if r := p.must(second); slices.Contains(r.Written, "index.html") {
		t.Errorf("written again: %v", r.Written)
	}
	p.must(first)
	p.expect(first)
}

func TestEditOfTheSameSizeAndTimeIsFoundByItsInode(t *testing.T) {
	p := newPlace(t)
	p.must(first)
	path := filepath.Join(p.out, "index.html")
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	lists, _ := filepath.Glob(filepath.Join(p.state, "publish", "*", "owned"))
	later := info.ModTime().Add(time.Hour) // or the file is read for being as young as the list
	if len(lists) != 1 || os.Chtimes(lists[0], later, later) != nil {
		t.Fatal(lists)
	}
	os.Rename(path, path+".old") // keeps the inode in use
	p.put("index.html", "home X")
	os.Chtimes(path, info.ModTime(), info.ModTime())
	if _, err := p.write(first); err == nil {
		t.Error("the edit was taken for our own file")
	}
}

func TestEditInTheSameTickAsTheListIsFound(t *testing.T) {
	p := newPlace(t)
	p.must(first)
	lists, _ := filepath.Glob(filepath.Join(p.state, "publish", "*", "owned"))
	path := filepath.Join(p.out, "index.html")
	info, err := os.Stat(path)
	if err != nil || len(lists) != 1 {
		t.Fatal(err, lists)
	}
	if err := os.Chtimes(lists[0], info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	f.WriteString("home X") // in place, same size, same inode
	f.Close()
	os.Chtimes(path, info.ModTime(), info.ModTime())
	if _, err := p.write(first); err == nil {
		t.Error("the edit was taken for our own file")
	}
}

func TestTouchedFileWithOurBytesIsKept(t *testing.T) {
	p := newPlace(t)
	p.must(first)
	stamp := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	os.Chtimes(filepath.Join(p.out, "index.html"), stamp, stamp)
	if r := p.must(first); len(r.Written) != 0 || r.Unchanged != 6 {
		t.Errorf("report %+v", r)
	}
}

func TestMissingAndEmptiedFilesAreWrittenAgain(t *testing.T) {
	p := newPlace(t)
	p.must(first)
	os.Remove(filepath.Join(p.out, "index.html"))
	p.put("style.css", "")
	r := p.must(first)
	p.expect(first)
	if !slices.Equal(r.Written, []string{"index.html", "style.css"}) {
		t.Errorf("written %v", r.Written)
	}
	os.RemoveAll(p.out)
	p.must(first)
	p.expect(first)
}

func TestWithoutTheListEqualFilesAreOursAndOthersAreForeign(t *testing.T) {
	p := newPlace(t)
	p.must(first)
	os.RemoveAll(p.state)
	if r := p.must(first); r.Unchanged != 6 {
		t.Errorf("report %+v", r)
	}
	p.must(second) // they are ours again
	p.expect(second)
	os.RemoveAll(p.state)
	_, err := p.write(with(second, site{"index.html": "home 3"}))
	if err == nil || !strings.Contains(err.Error(), "index.html: was not written by us") {
		t.Errorf("error %v", err)
	}
	p.expect(second)
}

func TestDamagedListCostsWorkAndNothingElse(t *testing.T) {
	p := newPlace(t)
	p.must(first)
	files, _ := filepath.Glob(filepath.Join(p.state, "publish", "*", "owned"))
	whole, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	for cut := range whole {
		if err := os.WriteFile(files[0], append(whole[:cut:cut], '?'), 0o644); err != nil {
			t.Fatal(err)
		}
		p.must(first)
		p.expect(first)
	}
}

// meddler is a disk on which somebody changes files between the plan and the first step.
type meddler struct {
	osDisk
	meddle func()
}

func (m *meddler) create(p string, b []byte, durable bool) (stamp, error) {
	if strings.HasSuffix(p, "owned.next") {
		m.meddle()
	}
	return m.osDisk.create(p, b, durable)
}

func TestFilesThatAppearInTheLastMomentSurvive(t *testing.T) {
	p := newPlace(t)
	p.must(first)
	p.disk = &meddler{meddle: func() {
		p.put("CNAME", "example.org")
		p.put(".git/HEAD", "ref")
		p.put("new/deep/page.html", "by hand")
		p.put("feed.xml", "edited")
	}}
	r := p.must(second)
	p.expect(with(second, site{"CNAME": "example.org", ".git/HEAD": "ref"}))
	if len(r.Notes) != 4 {
		t.Errorf("notes %q", r.Notes)
	}
	saved, _ := filepath.Glob(filepath.Join(p.state, "publish", "*", "stage-saved", "1"))
	if len(saved) != 1 {
		t.Fatalf("nothing was saved: %v", saved)
	}
	if got := holds(t, saved[0]); got.String() != "{feed.xml=edited new/deep/page.html=by hand}" {
		t.Errorf("saved %v", got)
	}
}

func TestFileChangedInTheLastMomentStopsTheJournal(t *testing.T) {
	p := newPlace(t)
	p.must(first)
	p.put("CNAME", "example.org")
	p.disk = &meddler{meddle: func() { p.put("index.html", "edited") }}
	if _, err := p.write(second); !errors.Is(err, errChanged) {
		t.Errorf("error %v", err)
	}
	p.expect(with(first, site{"CNAME": "example.org", "index.html": "edited"}))
}

// caselessDisk is a disk that takes names which differ in letter case alone for one.
type caselessDisk struct{ osDisk }

func (caselessDisk) ignoresCase() bool { return true }

func (d caselessDisk) lstat(p string) (fs.FileInfo, error) { return d.osDisk.lstat(d.low(p)) }
func (d caselessDisk) digest(p string) (digest, error)     { return d.osDisk.digest(d.low(p)) }
func (d caselessDisk) remove(p string) error               { return d.osDisk.remove(d.low(p)) }
func (d caselessDisk) mkdir(p string, m fs.FileMode) error { return d.osDisk.mkdir(d.low(p), m) }
func (d caselessDisk) link(a, b string) error              { return d.osDisk.link(d.low(a), d.low(b)) }
func (d caselessDisk) rename(a, b string) error            { return d.osDisk.rename(d.low(a), d.low(b)) }
func (d caselessDisk) create(p string, b []byte, durable bool) (stamp, error) {
	return d.osDisk.create(d.low(p), b, durable)
}

// low writes the pictures of the tests in lower case.
func (caselessDisk) low(p string) string { return strings.Replace(p, "Photo.JPG", "photo.jpg", 1) }

func TestNewLetterCaseOnACaselessDisk(t *testing.T) {
	p := newPlace(t)
	p.disk = caselessDisk{}
	p.must(site{"index.html": "home", "pictures/Photo.JPG": "one"})
	for _, content := range []string{"one", "two"} { // the same picture, then another
		p.must(site{"index.html": "home", "pictures/photo.jpg": content})
		p.expect(site{"index.html": "home", "pictures/photo.jpg": content})
		p.must(site{"index.html": "home", "pictures/Photo.JPG": "one"})
		p.expect(site{"index.html": "home", "pictures/photo.jpg": "one"})
	}
}

// TestKept has a run that makes a part of the outputs: the others stay, and are ours in the run after it.
func TestKept(t *testing.T) {
	p := newPlace(t)
	p.must(site{"index.html": "1", "a/x/index.html": "sealed", "a/y/index.html": "sealed", "old.html": "old"})
	some := site{"index.html": "2", "a/y/index.html": "new"}
	keep := func(path string) bool { return strings.HasPrefix(path, "a/") }
	r, err := write(p.disk, p.out, some.outputs(), Options{State: p.state, Keep: keep})
	if err != nil || !slices.Equal(r.Removed, []string{"old.html"}) || !slices.Equal(r.Written, []string{"a/y/index.html", "index.html"}) {
		t.Errorf("%v %v", r, err)
	}
	p.expect(site{"index.html": "2", "a/x/index.html": "sealed", "a/y/index.html": "new"})
	if r := p.must(site{"index.html": "2"}); !slices.Equal(r.Removed, []string{"a/x/index.html", "a/y/index.html"}) {
		t.Errorf("removed %q", r.Removed)
	}
}

// Each state folder has a list of its own of the files in an output. None gives a right to what another one's run changed.
func TestTwoStatesOfOneOutputKeepTheirRights(t *testing.T) {
	p := newPlace(t)
	other := *p
	other.state = filepath.Join(filepath.Dir(p.state), "other")
	p.must(first)
	conflict := func(who *place, s site, want string) {
		t.Helper()
		before := holds(t, p.out)
		_, err := who.write(s)
		if err == nil || !strings.Contains(err.Error(), "\n  "+want+"\n") {
			t.Errorf("got %v, want it to name %s", err, want)
		}
		p.expect(before)
	}

	conflict(&other, with(first, site{"index.html": "other"}), "index.html: was not written by us")
	if r := other.must(first); len(r.Written)+len(r.Removed) != 0 || r.Unchanged != len(first) {
		t.Errorf("the same site: %+v", r)
	}
	p.must(with(first, site{"index.html": "newer"}))
	conflict(&other, first, "index.html: was edited by hand after we published it")
	if r := other.must(first.but("index.html")); len(r.Removed) != 0 {
		t.Errorf("it removed what the other wrote: %v", r.Removed)
	}
	p.expect(with(first, site{"index.html": "newer"}))
	if r := p.must(first.but("index.html")); !slices.Equal(r.Removed, []string{"index.html"}) {
		t.Errorf("its own file was not removed: %+v", r)
	}
}
