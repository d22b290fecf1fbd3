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
)

// work is what a publish was seen to do.
type work struct {
	mu      sync.Mutex
	printed []string
	scanned []string
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

func (w *work) scan(path string, b []byte) error {
	w.note(&w.scanned, path+"="+string(b))
	return nil
}

func TestOnlyWhatMayDifferIsPrinted(t *testing.T) {
	p := newPlace(t)
	old := []page{{"a", "1", 1}, {"b", "1", 1}, {"c", "1", 0}, {"d", "1", 1}, {"e", "1", 1}}
	steps := []struct {
		name             string
		version          string
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
		{name: "another version", version: "2", pages: old, printed: []string{"a", "b", "c", "d", "e"}},
		{name: "that version again", version: "2", pages: old, printed: []string{"c"}},
	}
	for _, step := range steps {
		if step.meddle != nil {
			step.meddle()
		}
		var w work
		r, err := Write(p.out, w.outputs(step.pages...), Options{State: p.state, Version: step.version})
		if err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		if !slices.Equal(w.printed, step.printed) || !slices.Equal(r.Written, step.written) {
			t.Errorf("%s: printed %v, wrote %v; want %v and %v", step.name, w.printed, r.Written, step.printed, step.written)
		}
	}
}

func TestPagesAreRecycledOnceTheyAreWritten(t *testing.T) {
	p := newPlace(t)
	for name, want := range map[string][]string{"new": {"a=1", "b=2"}, "printed and the same": {"a=1", "b=2"}} {
		var w work
		outputs := func(yield func(Output, error) bool) {
			for o := range w.outputs(page{"a", "1", 0}, page{"b", "2", 0}) {
				o.Recycle = func(b []byte) { w.note(&w.scanned, o.Path+"="+string(b)) }
				if !yield(o, nil) {
					return
				}
			}
		}
		if _, err := Write(p.out, outputs, Options{State: p.state}); err != nil || !slices.Equal(w.scanned, want) {
			t.Errorf("%s: recycled %v, %v; want %v", name, w.scanned, err, want)
		}
	}
}

func TestEveryOutputIsScannedForWhatIsLookedForNow(t *testing.T) {
	p := newPlace(t)
	pages := []page{{"a", "1", 1}, {"b", "2", 1}}
	for _, step := range []struct {
		name    string
		scanKey byte
		off     bool
		scanned []string
	}{
		{"no scan", 7, true, nil},
		{"the first scan", 7, false, []string{"a=1", "b=2"}},
		{"looking for the same", 7, false, nil},
		{"looking for more", 8, false, []string{"a=1", "b=2"}},
		{"looking for who knows what", 0, false, []string{"a=1", "b=2"}},
		{"and again", 0, false, []string{"a=1", "b=2"}},
	} {
		var w work
		o := Options{State: p.state, Scan: w.scan, ScanKey: [32]byte{step.scanKey}}
		if step.off {
			o.Scan = nil
		}
		if _, err := Write(p.out, w.outputs(pages...), o); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(w.scanned, step.scanned) {
			t.Errorf("%s: scanned %v, want %v", step.name, w.scanned, step.scanned)
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
	leak := func(path string, b []byte) error {
		if string(b) == second["feed.xml"] {
			return errors.New("leak")
		}
		return nil
	}
	for want, try := range map[string]func() (Report, error){
		"no p40":                func() (Report, error) { return Write(p.out, failing, Options{State: p.state}) },
		"a file cannot be read": func() (Report, error) { return Write(p.out, broken, Options{State: p.state}) },
		"leak":                  func() (Report, error) { return Write(p.out, second.outputs(), Options{State: p.state, Scan: leak}) },
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
