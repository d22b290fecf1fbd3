package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"upfront/generator/tree"
)

// What a build remembers is for its owner alone, and may be deleted, spoilt or in the way without harm.
func TestWhatIsRemembered(t *testing.T) {
	dir := newSite(t)
	notes := filepath.Join(dir, ".upfront")
	build := func(want int) {
		t.Helper()
		var printed bytes.Buffer
		p := &program{out: io.Discard, err: &printed, clock: noon}
		if code := p.run(t.Context(), []string{"build", "-q", "-C", dir}); code != want {
			t.Fatalf("exit code %d, want %d: %s", code, want, &printed)
		}
	}
	policy := filepath.Join(dir, "content", "policies", "late.md")
	text, err := os.ReadFile(policy)
	if err != nil {
		t.Fatal(err)
	}
	add := func(more string) { t.Helper(); save(t, policy, string(text)+"\n"+more+"\n") }

	build(exitOK)
	for _, name := range []string{"memory", "proofs"} {
		if info, err := os.Stat(filepath.Join(notes, name)); err != nil || info.Mode().Perm() != 0o600 || info.Size() < 100 {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
	before, _ := os.ReadFile(filepath.Join(notes, "proofs"))
	add("And this.")
	build(exitOK)
	if after, _ := os.ReadFile(filepath.Join(notes, "proofs")); !bytes.Equal(before, after) {
		t.Error("the proofs of the same agreements are others")
	}
	for what, spoil := range map[string]func(path string) error{
		"deleted": os.Remove,
		"cut":     func(path string) error { return os.Truncate(path, 90) },
		"other":   func(path string) error { return os.WriteFile(path, bytes.Repeat([]byte("x"), 5000), 0o600) },
	} {
		for _, name := range []string{"memory", "proofs"} {
			if err := spoil(filepath.Join(notes, name)); err != nil {
				t.Fatal(err)
			}
			add(what + " " + name)
			build(exitOK)
		}
	}
	if after, _ := os.ReadFile(filepath.Join(notes, "proofs")); !bytes.Equal(before, after) {
		t.Error("the proofs were not made again")
	}

	// A customer's words that come into a policy stop the build, whatever was proven before.
	add("You ring dispatch, and somebody with a name is looking for it within 1 hour.")
	build(exitErrors)
	add("And this.")
	build(exitOK)
	left, err := filepath.Glob(filepath.Join(notes, "*-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
}

// A record is not held, so it needs no more memory, however long it is; agreements, pages and workers do.
func TestMemoryLimit(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2))
	text := strings.Repeat("x", 1<<20)
	agreements, agreed := map[string]string{}, map[string]string{}
	for i := range 10_000 {
		agreements[fmt.Sprintf("content/agreements/c%d.yaml", i)] = ""
		agreed[fmt.Sprintf("content/agreed/c%d/v1.yaml", i)] = "a record is read, and not held"
	}
	for name, c := range map[string]struct {
		files      map[string]string
		processors int
		want       int64
	}{
		"nothing":                           {nil, 2, 64 << 20},
		"a record":                          {map[string]string{"content/records/r.csv": strings.Repeat(text, 200)}, 2, 64 << 20},
		"pages":                             {map[string]string{"content/pages/p.md": strings.Repeat(text, 100)}, 2, 440 << 20},
		"agreements":                        {agreements, 2, 132 << 20},
		"records of agreements":             {agreed, 2, 196 << 20},
		"agreements, on sixteen processors": {agreements, 16, 160 << 20},
	} {
		runtime.GOMAXPROCS(c.processors)
		if got := (&site{tree: tree.Of(c.files)}).memoryLimit(); got != c.want {
			t.Errorf("%s: %d MB, want %d MB", name, got>>20, c.want>>20)
		}
	}
}
