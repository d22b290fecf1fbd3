package gitindex

import (
	"os"
	"path/filepath"
	"testing"
)

// The files of testdata were written by git 2.39 or later.

func TestIndexHolds(t *testing.T) {
	for file, tracked := range map[string]map[string]bool{
		"v2":               {".upfront/secret": true, "site.yaml": true, "site/.upfront/secret": false, ".upfront": false},
		"v3":               {".upfront/secret": true, "later": true, "secret": false},
		"v4":               {".upfront/secret": true, "content/notices/2026-01-09-van.md": true, "later": true, "9-van.md": false},
		"below":            {".upfront/secret": false, "site/.upfront/secret": true},
		"untracked":        {".upfront/secret": false, "site.yaml": true},
		"sha256":           {".upfront/secret": true, "site.yaml": true, "content": false},
		"sha256-untracked": {".upfront/secret": false, "site.yaml": true},
	} {
		data := index(t, file)
		for name, want := range tracked {
			if got, err := indexHolds(data, name); got != want || err != nil {
				t.Errorf("%s: %q: %v, %v; want %v", file, name, got, err, want)
			}
		}
	}
}

func TestIndexThatIsNone(t *testing.T) {
	whole := index(t, "v2")
	newer := append([]byte{}, whole...)
	newer[7] = 5
	for name, data := range map[string][]byte{"empty": nil, "another file": []byte("ref: refs/heads/main\n"), "newer": newer, "cut": whole[:100]} {
		if got, err := indexHolds(data, "site.yaml"); err == nil {
			t.Errorf("%s: %v, want an error", name, got)
		}
	}
}

func index(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// repository makes a folder whose git folder, at the path given, has the index.
func repository(t *testing.T, git, name string) string {
	t.Helper()
	root := t.TempDir()
	write(t, filepath.Join(root, git, "index"), string(index(t, name)))
	return root
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestTracks(t *testing.T) {
	here := repository(t, ".git", "v2")
	below := repository(t, ".git", "below")
	other := repository(t, ".git", "untracked")
	worktree := repository(t, "elsewhere/worktrees/one", "v4")
	write(t, filepath.Join(worktree, ".git"), "gitdir: elsewhere/worktrees/one\n")
	fresh := t.TempDir()
	write(t, filepath.Join(fresh, ".git", "HEAD"), "ref: refs/heads/main\n")
	for _, c := range []struct {
		name, root, file string
		want             bool
	}{
		{"in the root", here, ".upfront/secret", true},
		{"in a folder", below, "site/.upfront/secret", true},
		{"not that one", below, ".upfront/secret", false},
		{"not tracked", other, ".upfront/secret", false},
		{"a worktree", worktree, ".upfront/secret", true},
		{"nothing added yet", fresh, ".upfront/secret", false},
		{"no repository", t.TempDir(), ".upfront/secret", false},
	} {
		path := filepath.Join(c.root, filepath.FromSlash(c.file))
		write(t, path, "x")
		if got, err := Tracks(path); got != c.want || err != nil {
			t.Errorf("%s: %v, %v; want %v", c.name, got, err, c.want)
		}
	}
}

func FuzzIndexHolds(f *testing.F) {
	for _, name := range []string{"v2", "v3", "v4", "sha256"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if held, err := indexHolds(data, ".upfront/secret"); held && err != nil {
			t.Errorf("held, and an error: %v", err)
		}
	})
}
