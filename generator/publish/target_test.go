package publish

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestFoldersThatMayNotBeTheOutput(t *testing.T) {
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	mySite, home := filepath.Join(root, "work", "site"), filepath.Join(root, "home", "ann")
	for _, dir := range []string{mySite, home} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	link := func(name, to string) string {
		if err := os.Symlink(to, filepath.Join(root, name)); err != nil {
			noLinks(t, err)
		}
		return filepath.Join(root, name)
	}
	file := filepath.Join(root, "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	o := Options{State: filepath.Join(mySite, ".upfront"), Protect: []string{mySite, link("home-link", home)}}
	for dir, why := range map[string]string{
		mySite:                                 "and the folder of our own notes",
		filepath.Join(root, "work"):            "and the folder of our own notes",
		filepath.Join(mySite, ".upfront", "x"): "and the folder of our own notes",
		home:                                   "itself",
		filepath.Join(root, "home"):            "holds",
		link("to-site", mySite):                "and the folder of our own notes",
		link("to-home", home):                  "itself",
		link("to-above", filepath.Join(root, "home")):      "holds",
		link("to-nothing", filepath.Join(root, "nothing")): "a link to a place that does not exist",
		filepath.Join(mySite, "x", ".."):                   "and the folder of our own notes",
		file:                                               "not a folder",
		"/":                                                "the root of the file system",
	} {
		_, err := Write(dir, second.outputs(), o)
		var target *TargetError
		if !errors.As(err, &target) || !strings.Contains(target.Why, why) {
			t.Errorf("%s: got %v, want a *TargetError that says %q", dir, err, why)
		}
	}
	for _, dir := range []string{mySite, home} {
		if got := holds(t, dir); len(got) != 0 {
			t.Errorf("something was made in %s: %v", dir, got)
		}
	}
}

func TestAProtectedFolderAwayFromTheState(t *testing.T) {
	root := t.TempDir()
	mySite := filepath.Join(root, "site")
	if err := os.MkdirAll(filepath.Join(mySite, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	o := Options{State: filepath.Join(t.TempDir(), "state"), Protect: []string{filepath.Join(mySite, "content")}}
	for _, dir := range []string{root, mySite, filepath.Join(mySite, "content")} {
		_, err := Write(dir, second.outputs(), o)
		var target *TargetError
		if !errors.As(err, &target) {
			t.Errorf("%s: %v", dir, err)
		}
	}
	if _, err := Write(filepath.Join(mySite, "public"), second.outputs(), o); err != nil {
		t.Error(err)
	}
}

func TestOutputsThroughALinkAndIntoNewFolders(t *testing.T) {
	p := newPlace(t)
	p.out = filepath.Join(filepath.Dir(p.out), "deep", "er", "public")
	p.must(first)
	p.expect(first)
	link := filepath.Join(filepath.Dir(p.state), "link")
	if err := os.Symlink(p.out, link); err != nil {
		noLinks(t, err)
	}
	if r, err := Write(link, first.outputs(), Options{State: p.state}); err != nil || r.Unchanged != 6 {
		t.Errorf("through a link: %+v %v", r, err)
	}
}

func TestASiteThatIsMovedKeepsItsMemory(t *testing.T) {
	p := newPlace(t)
	p.must(first)
	root := filepath.Join(filepath.Dir(p.out), "moved")
	os.Mkdir(root, 0o755)
	os.Rename(p.out, filepath.Join(root, "public"))
	os.Rename(p.state, filepath.Join(root, ".upfront"))
	var w work
	r, err := Write(filepath.Join(root, "public"), w.outputs(page{"index.html", "home 1", 0}), Options{}) // state beside it
	if err != nil || r.Unchanged != 1 || len(r.Removed) != 5 {
		t.Errorf("report %+v, error %v", r, err)
	}
}

// noLinks ends a test that needs links of a file system: on Linux it has to have them, elsewhere the test is skipped.
func noLinks(t *testing.T, err error) {
	t.Helper()
	if runtime.GOOS == "linux" {
		t.Fatal(err)
	}
	t.Skip(err)
}
