package e2e

import (
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"upfront/generator/internal/figure"
	"upfront/generator/seal"
)

// A scene is a run of the program that is going to be disturbed, with what stands in the folder before it.
type scene struct {
	name    string
	args    []string
	publish bool  // the output was published before
	foreign files // lie in the output, and are nobody's business: pages are then replaced one by one
}

var scenes = []scene{
	{name: "first build", args: []string{"build"}},
	{name: "build", args: []string{"build"}, publish: true},
	{name: "build beside files of others", args: []string{"build"}, publish: true, foreign: files{"public/CNAME": "lamp.example", "public/.git/HEAD": "ref"}},
	{name: "share", args: []string{"share", "otto-hats"}, publish: true},
}

const policy = "content/policies/nights/index.md"

// stage is a scene that was set up once, to be copied.
type stage struct {
	scene
	dir      string
	old      files       // the output before the run
	calls    [groups]int // of a run that nobody disturbs, by their group
	finished files       // the output after it, where the secret is known before
	keys     string
}

// The groups of calls, of which one is chosen first: most calls are about the output.
const (
	ownChange = iota // changes the secret, the keys or the memory
	anyChange
	anyCall
	groups
)

func (c call) isIn(group int) bool {
	change := !slices.Contains([]string{"open", "stat", "list", "read"}, c.name)
	switch group {
	case ownChange:
		return change && (strings.Contains(c.path, "/content/agreed") || strings.Contains(c.path, "/.upfront") && !strings.Contains(c.path, "/.upfront/publish"))
	case anyChange:
		return change
	}
	return true
}

// set sets a scene up, and runs it once to the end.
func (s scene) set(t *testing.T) *stage {
	t.Helper()
	st := &stage{scene: s, dir: filepath.Join(t.TempDir(), "site")}
	site := lamps(t)
	site.write(t, st.dir)
	if s.publish {
		must(t, st.dir, "build", "-q")
		must(t, st.dir, "share", "ida-books")
		s.foreign.write(t, st.dir)
		edited := files{policy: site[policy] + "\nOr the one before.\n", "content/pages/new.md": "---\ntitle: New\n---\nHere.\n"}
		edited["content/agreements/otto-hats.yaml"] = strings.Replace(site["content/agreements/otto-hats.yaml"], "Within", "Well within", 1)
		edited.write(t, st.dir)
		if err := os.Remove(filepath.Join(st.dir, "content/notices/2026-03-01-desk.md")); err != nil {
			t.Fatal(err)
		}
	}
	st.old = output(t, st.dir)
	dir := st.copy(t)
	r := supervised(t, dir, func(c call) syscall.Errno {
		for group := range groups {
			if c.isIn(group) {
				st.calls[group]++
			}
		}
		return 0
	}, s.args...)
	if r.code != 0 || slices.Min(st.calls[:]) == 0 {
		t.Fatalf("%s: %d calls, %s", s.name, st.calls, r)
	}
	st.finished, st.keys = output(t, dir), read(t, dir, seal.LedgerFile)
	return st
}

// copy returns a folder with what stands in the folder of the stage.
func (st *stage) copy(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "site")
	if out, err := exec.Command("cp", "-a", st.dir, dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return dir
}

// TestRefusedCalls lets file-system calls of the program fail: one, three in a row, or all from one on. It holds that
// the program says so by its exit code, that the output is the old site or the new one, that the secret, the keys and the
// memory can be read, and that the next run does all that was to be done.
func TestRefusedCalls(t *testing.T) {
	reasons := []syscall.Errno{syscall.ENOSPC, syscall.EIO, syscall.EACCES, syscall.EMFILE}
	disturb(t, figure.Of(2000), func(random *rand.Rand, calls int) (why syscall.Errno, length int) {
		return reasons[random.IntN(len(reasons))], []int{1, 1, 3, calls}[random.IntN(4)]
	})
}

// TestKilledWhilePublishing kills the program before a file-system call, and holds the same of what it leaves.
func TestKilledWhilePublishing(t *testing.T) {
	disturb(t, figure.Of(1000), func(*rand.Rand, int) (syscall.Errno, int) { return killed, 1 })
}

// disturb runs the scenes, each as often as the others. It draws a call, more often one of a small group, and draw with
// which error it fails and how many calls do.
func disturb(t *testing.T, times int, draw func(random *rand.Rand, calls int) (why syscall.Errno, length int)) {
	for i, s := range scenes {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			st, random := s.set(t), rand.New(rand.NewPCG(6, uint64(i)))
			for n := range times / len(scenes) {
				group := []int{ownChange, anyChange, ownChange, anyCall}[n%4]
				from := 1 + random.IntN(st.calls[group])
				why, length := draw(random, st.calls[group])
				t.Run(strconv.Itoa(n), func(t *testing.T) { st.disturb(t, group, from, length, why) })
			}
		})
	}
}

// disturb runs the program in a copy of the stage, where some calls of a group fail.
func (st *stage) disturb(t *testing.T, group, from, length int, why syscall.Errno) {
	t.Helper()
	dir, n := st.copy(t), 0
	var refused []call
	r := supervised(t, dir, func(c call) syscall.Errno {
		if !c.isIn(group) {
			return 0
		}
		if n++; n < from || n >= from+length {
			return 0
		}
		refused = append(refused, c)
		return why
	}, st.args...)
	st.judge(t, dir, r)
	if t.Failed() {
		t.Logf("%v: %v, %s", refused[:min(3, len(refused))], why, r)
	}
}

// judge holds what a disturbed run left in a folder, and that the next run heals it.
func (st *stage) judge(t *testing.T, dir string, r result) {
	t.Helper()
	if strings.Contains(r.err, "goroutine ") {
		t.Error("the program panicked")
	}
	got := output(t, dir)
	finished := st.finishedWith(t, dir)
	switch {
	case r.code == 0 && !maps.Equal(got, finished):
		t.Error("the program says that all is well, and the output is not the new site")
	case len(st.foreign) > 0:
		st.eachOldOrNew(t, got, finished)
	case !maps.Equal(got, st.old) && !maps.Equal(got, finished):
		t.Error("the output is neither the old site nor the new one")
	}
	if text := read(t, dir, seal.LedgerFile); text != "" || st.publish {
		keys, err := seal.ParseLedger([]byte(text))
		if err != nil {
			t.Error(err)
		}
		if st.publish && !keys.HasGiven(page(t, dir, "ida-books")) || strings.Contains(r.out, "#k=") && !keys.HasGiven(page(t, dir, "otto-hats")) {
			t.Error("nobody knows any more that a link was given out")
		}
	}
	if again := run(t, dir, st.args...); again.code != 0 {
		t.Fatalf("the next run: %s", again)
	}
	if got := output(t, dir); !maps.Equal(got, st.finishedWith(t, dir)) {
		t.Error("after the next run the output is not the new site")
	}
	if keys := read(t, dir, seal.LedgerFile); st.publish && keys != st.keys {
		t.Errorf("after the next run the keys are\n%s\nwant\n%s", keys, st.keys)
	}
}

// finishedWith returns what the run should come to with the secret that is in the folder now.
func (st *stage) finishedWith(t *testing.T, dir string) files {
	t.Helper()
	text := read(t, dir, secretFile)
	if st.publish {
		if text != read(t, st.dir, secretFile) {
			t.Error("the secret is another")
		}
		return st.finished
	}
	if text == "" {
		return st.old
	}
	if _, err := seal.ParseSecret(text); err != nil {
		t.Fatal(err)
	}
	clean := filepath.Join(t.TempDir(), "clean")
	lamps(t).write(t, clean)
	c := exec.Command(upfront, st.args...)
	c.Dir, c.Env = clean, environment("UPFRONT_SECRET="+text)
	if r := finish(t, c); r.code != 0 {
		t.Fatalf("a clean build: %s", r)
	}
	return output(t, clean)
}

// page returns the path of a customer's page.
func page(t *testing.T, dir, customer string) string {
	t.Helper()
	secret, err := seal.ParseSecret(read(t, dir, secretFile))
	if err != nil {
		t.Fatal(err)
	}
	return secret.Keys(customer, 1).Path().String()
}

// eachOldOrNew holds that each page is that of the old site or of the new one, and that none is missing which both have.
func (st *stage) eachOldOrNew(t *testing.T, got, finished files) {
	t.Helper()
	for path, text := range got {
		if text != st.old[path] && text != finished[path] && !strings.HasPrefix(path, ".upfront-") {
			t.Errorf("%s is of neither site", path)
		}
	}
	for path := range st.old {
		_, stays := finished[path]
		if _, ok := got[path]; stays && !ok {
			t.Errorf("%s is missing", path)
		}
	}
}
