package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// hash returns one digest of all files below a folder.
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

// stopping is a context that ends when it is asked for the n-th time.
type stopping struct {
	context.Context
	left atomic.Int64
}

func (s *stopping) Err() error {
	if s.left.Add(-1) > 0 {
		return nil
	}
	return context.Canceled
}

// Wherever a build is interrupted, the output stays as it was: before it publishes, and between any two outputs.
func TestInterrupt(t *testing.T) {
	dir := t.TempDir()
	start := func(ctx context.Context, args ...string) (int, string) {
		var out, err bytes.Buffer
		p := &program{env: map[string]string{}, out: &out, err: &err, clock: func() time.Time { return time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC) }}
		return p.run(ctx, args), err.String()
	}
	for _, args := range [][]string{{"init", dir, "-q"}, {"-C", dir, "build", "-q"}} {
		if code, err := start(t.Context(), args...); code != exitOK {
			t.Fatalf("%v: %d\n%s", args, code, err)
		}
	}
	site := filepath.Join(dir, "site.yaml")
	text, err := os.ReadFile(site)
	if err != nil {
		t.Fatal(err)
	}
	write(t, site, strings.Replace(string(text), "name:", "name: The", 1)) // every page changes
	before := hash(t, filepath.Join(dir, "public"))
	for _, n := range []int64{1, 2, 3, 10, 20} {
		ctx := &stopping{Context: t.Context()}
		ctx.left.Store(n)
		code, err := start(ctx, "-C", dir, "build")
		if code != exitInterrupted || !strings.HasPrefix(err, "Stopped.\nNothing was published; ") {
			t.Errorf("the %d. time: %d\n%s", n, code, err)
		}
		if hash(t, filepath.Join(dir, "public")) != before {
			t.Errorf("the %d. time: the output changed", n)
		}
	}
	if code, err := start(t.Context(), "-C", dir, "build", "-q"); code != exitOK || hash(t, filepath.Join(dir, "public")) == before {
		t.Errorf("afterwards: %d\n%s", code, err)
	}
}
