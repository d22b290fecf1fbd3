package main

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// example copies the site of the repository, which has agreements, to a new folder, and goes there.
func example(t *testing.T) {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	for _, name := range []string{"site.yaml", "content"} {
		err := filepath.WalkDir(filepath.Join(root, name), func(path string, e fs.DirEntry, err error) error {
			to, relErr := filepath.Rel(root, path)
			switch {
			case err != nil || relErr != nil:
				return err
			case e.IsDir() && e.Name() == "agreed":
				return fs.SkipDir
			case e.IsDir():
				return os.MkdirAll(to, 0o755)
			}
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			return os.WriteFile(to, data, 0o644)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// logged runs the program as a machine does whose log others may read, and returns all that it printed. A command that does
// not end by itself is stopped when it has told what it came to, behind the time.
func logged(t *testing.T, args ...string) string {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	var printed shared
	if isEndless(args) {
		printed.last, printed.stop = "\n12:00:00 ", stop
	}
	env := map[string]string{"CI": "true", secretVariable: "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"}
	p := &program{env: env, out: &printed, err: &printed, clock: noon}
	p.run(ctx, args)
	if said := printed.String(); !strings.Contains(said, printed.last) {
		t.Errorf("%v does not say what it came to: %q", args, said)
	}
	return printed.String()
}

// isEndless reports whether a command runs until it is stopped.
func isEndless(args []string) bool { return args[0] == "serve" || slices.Contains(args, "--watch") }

// shared is a buffer for several goroutines, which calls stop once it holds the last words.
type shared struct {
	mu   sync.Mutex
	b    bytes.Buffer
	last string
	stop func()
}

func (s *shared) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, err := s.b.Write(p)
	if s.stop != nil && strings.Contains(s.b.String(), s.last) {
		s.stop()
	}
	return n, err
}

func (s *shared) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// TestALogNamesNoCustomer plants faults into the example, in all kinds of files that tell of customers, and looks for their
// ids, the names of their files and their words in everything that commands print where CI is set. The faults stay: a build and
// a check tell of each at once, and the other commands of several together.
func TestALogNamesNoCustomer(t *testing.T) {
	example(t)
	edit := func(file string, change func(text string) string) func() {
		return func() {
			data, err := os.ReadFile(file)
			if err != nil && !os.IsNotExist(err) {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(change(string(data))), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	add := func(file, text string) func() { return edit(file, func(was string) string { return was + text }) }
	const fenwick = "content/agreements/fenwick-tiles.yaml"
	notice := "---\ntitle: Late\nkind: delay\naffects: [standard-delivery]\ncustomers: [fenwick-tile, Skelder Outdoor]\nvisibility: customer\nnoticed: 2026-03-05T07:00:00Z\ntold: 2026-03-05T08:00:00Z\n---\nWe were late for fenwick-tiles.\n"
	faults := []struct {
		name  string
		plant func()
	}{
		{"none", func() {}},
		{"a field that there is not", add(fenwick, "cobbold-street-press: What Don said about us\n")},
		{"a page of it", add("content/policies/bills.md", "\nSee [Fenwick](../agreements/fenwick-tiles.yaml), and [it](../agreements/gone-away.yaml).\n")},
		{"its name in public", add("content/policies/bills.md", "\nFenwick Tiles pay on time.\n")},
		{"a copy of it", func() {
			data, err := os.ReadFile(fenwick)
			if err != nil {
				t.Fatal(err)
			}
			add("content/agreements/plum-orchard.yaml", strings.Replace(string(data), "name: Fenwick Tiles", "name: Plum Orchard", 1))()
		}},
		{"its words in a promise for others", edit("content/capabilities/standard-delivery.yaml", func(was string) string {
			return strings.Replace(was, "promises:\n", "promises:\n  - {id: as-others, says: As for priya@fenwicktiles.example we ring first, commitment: best-effort, visibility: customer}\n", 1)
		})},
		{"notices of customers", add("content/notices/2026-03-05-fenwick-tiles.md", notice)},
		{"a day for a generation", edit(fenwick, func(was string) string {
			return strings.Replace(was, "access:", "access_was:", 1) + "access: {generation: 20261129}\n"
		})},
		{"a file with a bad name", add("content/agreements/Skelder Outdoor.yaml", "customer: {name: Skelder}\n")},
		{"another ending", add("content/agreements/tansy-hill.yml", "customer: {name: Tansy}\n")},
		{"public", add("content/agreements/skelder-outdoor.yaml", "access: {mode: public}\n")},
		{"no YAML", edit("content/agreements/cobbold-street-press.yaml", func(was string) string { return "customer: [\n" + was })},
		{"rows", add("content/records/deliveries.csv", "J9,fenwick-tiles,soon,later,\n")},
		{"a record of its own", add("content/records/fenwick-tiles.csv", "customer\nfenwick-tiles\n")},
		{"no settings", add("site.yaml", "fenwick-tiles: [\n")},
		{"a ledger that is none", func() { os.Remove("content/agreed/keys.yaml"); os.MkdirAll("content/agreed/keys.yaml", 0o755) }},
	}
	told := []string{"none", "its words in a promise for others", "a day for a generation", "a record of its own", "no settings", "a ledger that is none"} // by all commands
	commands := [][]string{
		{"build"}, {"check", "-v"}, {"build", "-v", "--now", "2026-03-20"}, {"build", "--json"}, {"build", "--strict", "-q"}, {"build", "--watch"},
		{"check", "--json"}, {"check", "--format", "sarif"}, {"check", "--format", "github"}, {"check", "--strict", "-q"},
		{"suggest"}, {"suggest", "--json"}, {"suggest", "standard-delivery.on-tme"}, {"share", "nobody"}, {"serve", "-p", "0"}, {"__complete", "share", ""},
	}
	ids := []string{"cobbold-street", "fenwick-tile", "skelder-out", "skelder out", "tansy-hill", "plum-orch", "priya@", "what don said", "stands idle"}
	first := &program{env: map[string]string{secretVariable: "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"}, out: &bytes.Buffer{}, err: os.Stderr, clock: noon}
	if code := first.run(context.Background(), []string{"build", "-q"}); code != exitOK {
		t.Fatalf("the example does not build: %d", code)
	}
	for _, fault := range faults {
		fault.plant()
		for i, args := range commands {
			if i > 1 && !slices.Contains(told, fault.name) || isEndless(args) && fault.name != "a day for a generation" {
				continue // endless ones print what the others do
			}
			printed := logged(t, args...)
			for _, id := range ids {
				if at := strings.Index(strings.ToLower(printed), id); at >= 0 {
					t.Errorf("%s, %v: it says %q", fault.name, args, printed[max(0, at-80):min(len(printed), at+80)])
				}
			}
		}
	}
	if printed := logged(t, "check"); !strings.Contains(printed, "keys.yaml is a folder") {
		t.Errorf("it says %q", printed)
	}
}
