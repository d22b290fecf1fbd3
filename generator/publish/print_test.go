package publish

import (
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"
)

// work is what a publish was seen to do.
type work struct {
	mu       sync.Mutex
	printed  []string
	recycled []string
}

// page is an output of a test with a key of its own choice.
type page struct {
	path, content string
	key           byte // 0: unknown
}

func (w *work) outputs(pages ...page) iter.Seq2[Output, error] {
	return func(yield func(Output, error) bool) {
		for _, p := range pages {
			o := Output{Path: p.path, Key: [32]byte{p.key}}
			o.Print = func() ([]byte, error) {
				w.note(&w.printed, p.path)
				return []byte(p.content), nil
			}
			if !yield(o, nil) {
				return
			}
		}
	}
}

func (w *work) note(list *[]string, path string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	*list = append(*list, path)
	slices.Sort(*list)
}

// recalling yields outputs with what earlier runs handed out.
func recalling(known map[string]File, outputs iter.Seq2[Output, error]) iter.Seq2[Output, error] {
	return func(yield func(Output, error) bool) {
		for o, err := range outputs {
			if o.Last = known[o.Path]; !yield(o, err) {
				return
			}
		}
	}
}

func TestOnlyWhatMayDifferIsPrinted(t *testing.T) {
	p := newPlace(t)
	old := []page{{"a", "1", 1}, {"b", "1", 1}, {"c", "1", 0}, {"d", "1", 1}, {"e", "1", 1}}
	steps := []struct {
		name             string
		forget           bool // what earlier runs handed out
		meddle           func()
		pages            []page
		printed, written []string
	}{
		{name: "first", pages: old, printed: []string{"a", "b", "c", "d", "e"}, written: []string{"a", "b", "c", "d", "e"}},
		{name: "again", pages: old, printed: []string{"c"}},
		{name: "b has a new key and new bytes, d a new key and the same bytes",
			pages:   []page{{"a", "1", 1}, {"b", "2", 2}, {"c", "1", 0}, {"d", "1", 2}, {"e", "1", 1}},
			printed: []string{"b", "c", "d"}, written: []string{"b"}},
		{name: "those keys are remembered", pages: []page{{"a", "1", 1}, {"b", "2", 2}, {"c", "1", 0}, {"d", "1", 2}, {"e", "1", 1}},
			printed: []string{"c"}},
		{name: "back to the old keys", pages: old, printed: []string{"b", "c", "d"}, written: []string{"b"}},
		{name: "a is gone from the disk", meddle: func() { os.Remove(filepath.Join(p.out, "a")) }, pages: old,
			printed: []string{"a", "c"}, written: []string{"a"}},
		{name: "d is touched", meddle: func() { os.Chtimes(filepath.Join(p.out, "d"), time.Now(), time.Now().Add(-time.Hour)) }, pages: old, printed: []string{"c"}},
		{name: "nothing is known", forget: true, pages: old, printed: []string{"a", "b", "c", "d", "e"}},
		{name: "it is known again", pages: old, printed: []string{"c"}},
	}
	known := map[string]File{}
	for _, step := range steps {
		if step.forget {
			clear(known)
		}
		if step.meddle != nil {
			step.meddle()
		}
		var w work
		r, err := Write(p.out, recalling(known, w.outputs(step.pages...)), Options{State: p.state})
		if err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		if !slices.Equal(w.printed, step.printed) || !slices.Equal(r.Written, step.written) {
			t.Errorf("%s: printed %v, wrote %v; want %v and %v", step.name, w.printed, r.Written, step.printed, step.written)
		}
		for i, page := range step.pages {
			known[page.path] = r.Files[i]
		}
	}
}

// readless is a disk on which files cannot be read or hashed.
type readless struct{ osDisk }

func (readless) digest(path string) (digest, error) { return digest{}, errors.New("read " + path) }

// TestNothingIsReadAgain holds that a file with the stamp that was handed out is not read, and that a list of the same files is
// not written again.
func TestNothingIsReadAgain(t *testing.T) {
	p, known, w := newPlace(t), map[string]File{}, work{}
	pages := []page{{"a", "1", 1}, {"b", "1", 0}}
	write := func(d disk) Report {
		r, err := write(d, p.out, recalling(known, w.outputs(pages...)), Options{State: p.state})
		if err != nil {
			t.Fatal(err)
		}
		for i, page := range pages {
			known[page.path] = r.Files[i]
		}
		return r
	}
	write(osDisk{})
	nextTick(t, p.state)
	write(osDisk{}) // which reads files that were written in the tick of the list
	list, _ := filepath.Glob(filepath.Join(p.state, "publish", "*", "owned"))
	before, err := os.Stat(list[0])
	if err != nil {
		t.Fatal(err)
	}
	if r := write(readless{}); r.Unchanged != 2 || len(r.Files) != 2 || r.Files[0].Mtime == 0 {
		t.Errorf("report %+v", r)
	}
	if after, err := os.Stat(list[0]); err != nil || !os.SameFile(before, after) {
		t.Errorf("the list was written again: %v", err)
	}
}

// TestFilesOfAnotherRunAreNotBelieved hands in what was known of a page before it was written anew.
func TestFilesOfAnotherRunAreNotBelieved(t *testing.T) {
	p, w := newPlace(t), work{}
	stale, err := Write(p.out, w.outputs(page{"a", "1", 1}), Options{State: p.state})
	if err == nil {
		_, err = Write(p.out, w.outputs(page{"a", "2", 2}), Options{State: p.state})
	}
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]File{"a": stale.Files[0]}
	if _, err := Write(p.out, recalling(known, w.outputs(page{"a", "1", 1})), Options{State: p.state}); err != nil {
		t.Fatal(err)
	}
	p.expect(site{"a": "1"})
}

func TestPagesAreRecycledOnceTheyAreWritten(t *testing.T) {
	p := newPlace(t)
	for name, want := range map[string][]string{"new": {"a=1", "b=2"}, "printed and the same": {"a=1", "b=2"}} {
		var w work
		outputs := func(yield func(Output, error) bool) {
			for o := range w.outputs(page{"a", "1", 0}, page{"b", "2", 0}) {
				o.Recycle = func(b []byte) { w.note(&w.recycled, o.Path+"="+string(b)) }
				if !yield(o, nil) {
					return
				}
			}
		}
		if _, err := Write(p.out, outputs, Options{State: p.state}); err != nil || !slices.Equal(w.recycled, want) {
			t.Errorf("%s: recycled %v, %v; want %v", name, w.recycled, err, want)
		}
	}
}

func TestAnErrorStopsEverythingAndTheEarliestIsTold(t *testing.T) {
	p := newPlace(t)
	p.must(first)
	wrong := func(path string) error { return fmt.Errorf("no %s", path) }
	failing := func(yield func(Output, error) bool) {
		for i := range 100 {
			o := Output{Path: fmt.Sprintf("p%02d", i), Print: func() ([]byte, error) { return []byte("x"), nil }}
			if i >= 40 {
				o.Print = func() ([]byte, error) { return nil, wrong(o.Path) }
			}
			if !yield(o, nil) {
				return
			}
		}
	}
	ending := errors.New("a file cannot be read")
	broken := func(yield func(Output, error) bool) {
		_ = yield(Output{Path: "x", Print: func() ([]byte, error) { return nil, nil }}, nil) && yield(Output{}, ending)
	}
	stop := func() error { return errors.New("stopped") }
	for want, try := range map[string]func() (Report, error){
		"no p40":                func() (Report, error) { return Write(p.out, failing, Options{State: p.state}) },
		"a file cannot be read": func() (Report, error) { return Write(p.out, broken, Options{State: p.state}) },
		"stopped":               func() (Report, error) { return Write(p.out, second.outputs(), Options{State: p.state, Stop: stop}) },
	} {
		if _, err := try(); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
		p.expect(first)
	}
}

func TestOfTwoErrorsTheEarlierIsTold(t *testing.T) {
	p := newPlace(t)
	failed := make(chan bool)
	_, err := Write(p.out, func(yield func(Output, error) bool) {
		_ = yield(Output{Path: "a", Print: func() ([]byte, error) { <-failed; return nil, errors.New("a") }}, nil) &&
			yield(Output{Path: "b", Print: func() ([]byte, error) { close(failed); return nil, errors.New("b") }}, nil)
	}, Options{State: p.state})
	if err == nil || err.Error() != "a" {
		t.Errorf("got %v, want the error of a", err)
	}
}

func TestASecondRunIsRefusedOrWaits(t *testing.T) {
	p := newPlace(t)
	holder := fmt.Sprintf("process %d", os.Getpid())
	var second, third error
	var waited string
	var group sync.WaitGroup
	outputs := func(yield func(Output, error) bool) {
		_, second = p.write(first)
		waiting := make(chan string)
		group.Go(func() {
			_, third = Write(p.out, site{"b": "2"}.outputs(), Options{State: p.state, Waiting: func(who string) { waiting <- who }})
		})
		waited = <-waiting
		yield(Output{Path: "a", Print: func() ([]byte, error) { return []byte("1"), nil }}, nil)
	}
	r, err := Write(p.out, outputs, Options{State: p.state})
	group.Wait()
	if err != nil || !slices.Equal(r.Written, []string{"a"}) {
		t.Errorf("the first: %+v %v", r, err)
	}
	var busy *BusyError
	if !errors.As(second, &busy) || busy.Holder != holder || busy.Dir != p.out {
		t.Errorf("the second: %v", second)
	}
	if third != nil || waited != holder {
		t.Errorf("the third waited for %q and got %v", waited, third)
	}
	p.expect(site{"b": "2"})
}

// nextTick waits until the clock of files goes on.
func nextTick(t *testing.T, dir string) {
	t.Helper()
	written := func() time.Time {
		name := filepath.Join(dir, "tick")
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		os.Remove(name)
		return info.ModTime()
	}
	for first := written(); !written().After(first); {
	}
}
