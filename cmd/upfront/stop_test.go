package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// hash gives one digest of every file below a folder.
func hash(t *testing.T, dir string) [32]byte {
	t.Helper()
	all := sha256.New()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		all.Write([]byte(path + "\n"))
		all.Write(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return [32]byte(all.Sum(nil))
}

// An interrupt at each moment at which the program looks at the clock leaves the output as it was.
func TestInterrupt(t *testing.T) {
	dir := t.TempDir()
	start := func(ctx context.Context, clock func() time.Time, args ...string) (int, string) {
		var out, err bytes.Buffer
		p := &program{env: map[string]string{}, out: &out, err: &err, clock: clock}
		return p.run(ctx, args), err.String()
	}
	noon := func() time.Time { return time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC) }
	for _, args := range [][]string{{"init", dir, "-q"}, {"-C", dir, "build", "-q"}} {
		if code, err := start(t.Context(), noon, args...); code != fine {
			t.Fatalf("%v: %d\n%s", args, code, err)
		}
	}
	site := filepath.Join(dir, "site.yaml")
	text, err := os.ReadFile(site)
	if err != nil {
		t.Fatal(err)
	}
	write(t, site, strings.Replace(string(text), "name:", "name: The", 1))
	before := hash(t, filepath.Join(dir, "public"))
	looks, stopped := 0, 0
	for at := 1; ; at++ {
		ctx, cancel := context.WithCancel(t.Context())
		looks = 0
		code, err := start(ctx, func() time.Time {
			if looks++; looks == at {
				cancel()
			}
			return noon()
		}, "-C", dir, "build")
		cancel()
		if code == fine {
			break // it was interrupted after all was done, or not at all
		}
		stopped++
		if code != interrupted || !strings.HasPrefix(err, "Stopped.\nNothing was published; ") {
			t.Errorf("at look %d: %d\n%s", at, code, err)
		}
		if hash(t, filepath.Join(dir, "public")) != before {
			t.Errorf("at look %d the output changed", at)
		}
	}
	if stopped < 4 || hash(t, filepath.Join(dir, "public")) == before {
		t.Errorf("stopped at %d looks, and then nothing was published", stopped)
	}
}
