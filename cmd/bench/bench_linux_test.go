package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

// Only Linux says all that is measured, and runs the script that stands in for Hugo.

// fakeHugo is a program that writes one page, wherever it is told to.
func fakeHugo(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "hugo")
	script := "#!/bin/sh\nif [ \"$1\" = version ]; then echo 'fake hugo 1'; exit; fi\ntest -f \"$2/hugo.yaml\" && mkdir -p \"$4/x\" && echo hello >\"$4/x/index.html\"\n"
	if err := os.WriteFile(path, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestEveryRowIsMeasured(t *testing.T) {
	dir := t.TempDir()
	var out, log bytes.Buffer
	args := []string{"-n", "2,3", "-runs", "1", "-edits", "1", "-busy", "0", "-rows", "cold,warm,one,watch,memory", "-out", dir, "-hugo", fakeHugo(t)}
	if code := start(t.Context(), args, &out, &log); code != 0 {
		t.Fatalf("%d\n%s\n%s", code, out.String(), log.String())
	}
	measured := regexp.MustCompile(`^-?[\d.]+ (ms|s|KiB|MB|×)|^\d+ pages, [\d.]+ MB$`)
	rows := rowsIn(out.String())
	for _, what := range []string{
		"cold build, Upfront, processor time", "cold build, Hugo --minify, processor time", "cold build, Hugo, processor time",
		"the faster Hugo, in times of Upfront", "only writing what Upfront wrote, processor time", "Upfront less 1.5 × only writing, a page",
		"written by Upfront", "a sealed page on disk, median and largest", "nothing changed, fresh process, processor time",
		"one agreement edited, fresh process, processor time", "one agreement edited, more than nothing changed",
		"one capability edited, fresh process, processor time", "one capability edited, more than nothing changed",
		"serve, start to first page, cold", "serve, start to first page, warm", "serve, start to a customer's page, cold", "serve, start to a customer's page, warm",
		"one agreement edited while serve runs, save to page, median", "one agreement edited while serve runs, save to page, 95th percentile and largest",
		"one capability edited while serve runs, save to page, median", "one capability edited while serve runs, save to page, 95th percentile and largest",
		"peak memory of a cold build",
	} {
		cells := rows[what]
		if len(cells) != 3 || !measured.MatchString(cells[1]) || !measured.MatchString(cells[2]) {
			t.Errorf("%s: %q", what, cells)
		}
	}
	for what, want := range map[string]string{"one agreement edited, files written": "1", "written by Hugo": "1 pages, 0.0 MB"} {
		if cells := rows[what]; len(cells) != 3 || cells[1] != want || cells[2] != want {
			t.Errorf("%s: %q, want %q", what, cells, want)
		}
	}
	if cells := rows["the same, in times of that of 2 customers"]; len(cells) != 3 || cells[1] != "–" || !strings.HasSuffix(cells[2], " ×") {
		t.Errorf("memory: %q", cells)
	}
	for _, want := range []string{runtime.Version(), "\nupfront ", "\nfake hugo 1.\n"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the footer does not say %q:\n%s", want, out.String())
		}
	}
	empty(t, dir)
}

func empty(t *testing.T, dir string) {
	t.Helper()
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// stopper is a log that stops the program when something is said.
type stopper struct {
	bytes.Buffer
	word string
	stop func()
}

func (s *stopper) Write(b []byte) (int, error) {
	if bytes.Contains(b, []byte(s.word)) {
		s.stop()
	}
	return s.Buffer.Write(b)
}
