package tree

import (
	"maps"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestStamp holds that a change shows in the stamp, and that a file changed a moment ago is not settled.
func TestStamp(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.txt")
	write := func(text string, age time.Duration) Stamp {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		at := time.Now().Add(-age)
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
		tree, _, err := Read(Folder{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		return tree.Stamp("a.txt")
	}
	first := write("one", time.Hour)
	if first == (Stamp{}) || first.Size != 3 {
		t.Errorf("the stamp is %+v", first)
	}
	if again := write("two", time.Minute); again == first {
		t.Errorf("a change does not show: %+v", again)
	}
	tree, _, err := Read(Folder{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		stamp   Stamp
		settled bool
	}{
		{Stamp{}, false},
		{Stamp{Size: 3, Mtime: time.Now().UnixNano()}, false},
		{Stamp{Size: 3, Mtime: time.Now().Add(-time.Hour).UnixNano()}, true},
		{Stamp{Size: 3, Mtime: time.Now().Add(-time.Hour).UnixNano(), Ctime: time.Now().UnixNano()}, false},
	} {
		if got := tree.Settled(c.stamp); got != c.settled {
			t.Errorf("%+v is settled: %v", c.stamp, got)
		}
	}
	for _, none := range []string{"nowhere.txt", ""} {
		if s := tree.Stamp(none); s != (Stamp{}) {
			t.Errorf("%q has the stamp %+v", none, s)
		}
	}
	if s := Of(map[string]string{"a.txt": "a"}).Stamp("a.txt"); s != (Stamp{}) {
		t.Errorf("a file in memory has the stamp %+v", s)
	}
}

// onDisk writes files to a folder, and returns it with its tree.
func onDisk(t *testing.T, files map[string]string) (dir string, tree *Tree) {
	t.Helper()
	dir = t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	tree, _, err := Read(Folder{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	return dir, tree
}

func TestStampsBelow(t *testing.T) {
	_, tree := onDisk(t, map[string]string{"a/x.txt": "one", "a/y/z.txt": "three", "ab.txt": "!"})
	sizes := map[string]int64{}
	for path, s := range tree.StampsBelow("a") {
		if sizes[path] = s.Size; s != tree.Stamp(path) {
			t.Errorf("%s: %+v, and alone %+v", path, s, tree.Stamp(path))
		}
	}
	if want := map[string]int64{"a/x.txt": 3, "a/y/z.txt": 5}; !maps.Equal(sizes, want) {
		t.Errorf("got %v", sizes)
	}
}

// TestReadStamped holds that a file is read with the stamp that it has, read in one step or in several, and that a file in memory and
// one that is gone have none.
func TestReadStamped(t *testing.T) {
	dir, tree := onDisk(t, map[string]string{"a.txt": "one", "b/c.txt": "two words", "gone.txt": "x"})
	if err := os.Remove(filepath.Join(dir, "gone.txt")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a.txt", "b/c.txt"} {
		data, stamp, err := tree.ReadStamped(name)
		if err != nil || stamp == (Stamp{}) || stamp != tree.Stamp(name) || stamp.Size != int64(len(data)) {
			t.Errorf("%s: %q has the stamp %+v, want %+v; %v", name, data, stamp, tree.Stamp(name), err)
		}
		f, _ := tree.find(name)
		again, stepwise, err := (&disk{root: f.disk.root, mount: f.disk.mount, folder: folderHandle{}}).read(name)
		if err != nil || string(again) != string(data) || stepwise != (Stamp{}) && stepwise != stamp {
			t.Errorf("%s, step by step: %q with the stamp %+v; %v", name, again, stepwise, err)
		}
	}
	if data, stamp, err := tree.ReadStamped("gone.txt"); err == nil || stamp != (Stamp{}) {
		t.Errorf("a file that is gone is %q with the stamp %+v; %v", data, stamp, err)
	}
	memory := Of(map[string]string{"a.txt": "one"})
	if data, stamp, err := memory.ReadStamped("a.txt"); err != nil || string(data) != "one" || stamp != (Stamp{}) {
		t.Errorf("a file in memory is %q with the stamp %+v; %v", data, stamp, err)
	}
}
