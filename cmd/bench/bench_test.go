//go:build linux

package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"
)

// The program measures in new processes of itself, which are the test here.
func TestMain(m *testing.M) {
	if len(os.Args) > 2 && os.Args[1] == measureWord {
		os.Exit(measureMain(context.Background(), os.Args[2:]))
	}
	os.Exit(m.Run())
}

// rowsIn returns the cells of a table's rows, by the first.
func rowsIn(text string) map[string][]string {
	out := map[string][]string{}
	for line := range strings.SplitSeq(text, "\n") {
		if cells := strings.Split(strings.Trim(line, "| "), " | "); strings.HasPrefix(line, "| ") {
			out[strings.TrimSpace(cells[0])] = cells[1:]
		}
	}
	return out
}

func TestWhatWasMeasuredIsPrintedWhenItIsStopped(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	dir, log := t.TempDir(), &stopLog{word: "customers: watch", stop: stop}
	var out bytes.Buffer
	code := runMain(ctx, []string{"-n", "2", "-runs", "1", "-busy", "0", "-rows", "warm,watch", "-out", dir}, &out, log)
	if code != 1 || !strings.HasSuffix(log.String(), "bench: stopped\n") {
		t.Errorf("%d: %s", code, log.String())
	}
	if rows := rowsIn(out.String()); len(rows["nothing changed, fresh process, processor time"]) != 2 {
		t.Errorf("the table is\n%s", out.String())
	}
	wantEmpty(t, dir)
}

func TestWrongUsage(t *testing.T) {
	for args, want := range map[string]string{
		"-n 0":         `-n cannot be "0".`,
		"-n 10,many":   `-n cannot be "many".`,
		"-rows cool":   `There are no rows "cool".`,
		"-runs 0":      "-runs and -edits are at least 1.",
		"-keep please": `What is "please"?`,
	} {
		var out, log bytes.Buffer
		if code := runMain(t.Context(), strings.Fields(args), &out, &log); code != 2 || !strings.HasPrefix(log.String(), want+"\n") {
			t.Errorf("%s: %d, %s", args, code, log.String())
		}
	}
}

func TestTable(t *testing.T) {
	tb := table{sizes: []int{100, 12345}}
	tb.set(100, "cold", "at most 1 s", "%v", times{3 * time.Second, 1 * time.Second, 2 * time.Second})
	tb.set(12345, "cold", "", "%v", times{90 * time.Millisecond, 8 * time.Millisecond})
	tb.set(12345, "sizes", "", "%s", kibibytes(16<<10))
	want := `| what | reach at 10,000 | 100 | 12,345 |
|---|---|--:|--:|
| cold | at most 1 s | 2.00 s (1.00 s–3.00 s) | 49 ms (8.00 ms–90 ms) |
| sizes |  | – | 16.0 KiB |
`
	if got := tb.String(); got != want {
		t.Errorf("got\n%s", got)
	}
}

// By nearest rank, the 95th percentile of 20 values is the 19th, and of 30 the 29th.
func TestPercentile(t *testing.T) {
	for n, want := range map[int]time.Duration{1: 1, 20: 19, 30: 29, 100: 95} {
		var all times
		for i := range n {
			all = append(all, time.Duration(n-i))
		}
		if got := all.percentile(95); got != want {
			t.Errorf("of %d: %d, want %d", n, got, want)
		}
		if got := all.percentile(100); got != time.Duration(n) {
			t.Errorf("the largest of %d is %d", n, got)
		}
	}
}

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
	t.Parallel()
	dir := t.TempDir()
	var out, log bytes.Buffer
	args := []string{"-n", "2,3", "-runs", "1", "-edits", "1", "-busy", "0", "-rows", "cold,warm,one,watch,memory,agreed", "-out", dir, "-hugo", fakeHugo(t)}
	if code := runMain(t.Context(), args, &out, &log); code != 0 {
		t.Fatalf("%d\n%s\n%s", code, out.String(), log.String())
	}
	measured := regexp.MustCompile(`^-?[\d.]+ (ms|s|KiB|MB|×|%)|^\d+ pages, [\d.]+ MB$`)
	rows := rowsIn(out.String())
	for _, what := range []string{
		"cold build, Upfront, processor time", "cold build, Upfront, wall time", "cold build, Upfront with GOMAXPROCS=16, processor time", "cold build, Hugo --minify, processor time", "cold build, Hugo, processor time",
		"the faster Hugo, in times of Upfront", "only writing what Upfront wrote, processor time", "Upfront less 1.5 × only writing, a page",
		"written by Upfront", "a sealed page on disk, median and largest", "nothing changed, fresh process, processor time",
		"one agreement edited, fresh process, processor time", "one agreement edited, more than nothing changed",
		"one capability edited, fresh process, processor time", "one capability edited, more than nothing changed",
		"serve, start to first page, cold", "serve, start to first page, warm", "serve, start to a customer's page, cold", "serve, start to a customer's page, warm",
		"one agreement edited while serve runs, save to page, median", "one agreement edited while serve runs, save to page, 95th percentile and largest",
		"one capability edited while serve runs, save to page, median", "one capability edited while serve runs, save to page, 95th percentile and largest",
		"peak memory of a cold build",
		"cold build with records, processor time", "the same, more than without records", "nothing changed with records, processor time", "diff where every customer keeps what was agreed, wall time",
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
	wantEmpty(t, dir)
}

func wantEmpty(t *testing.T, dir string) {
	t.Helper()
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// stopLog is a log that stops the program when something is said.
type stopLog struct {
	bytes.Buffer
	word string
	stop func()
}

func (s *stopLog) Write(b []byte) (int, error) {
	if bytes.Contains(b, []byte(s.word)) {
		s.stop()
	}
	return s.Buffer.Write(b)
}
