package watch

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// fakeNotifier is a notifier whose events a test sends.
type fakeNotifier struct {
	out     chan event
	room    int // so many folders may be watched
	watched map[string]bool
	added   func(dir string)
	closed  bool
}

func (f *fakeNotifier) add(dir string) error {
	if f.added != nil {
		f.added(dir)
	}
	if f.watched == nil {
		f.watched = map[string]bool{}
	}
	if f.watched[dir] = true; len(f.watched) > f.room {
		return &os.PathError{Op: "watch", Path: "x", Err: syscall.ENOSPC}
	}
	return nil
}
func (f *fakeNotifier) watchOnly(watchedFolders) bool { return false }
func (f *fakeNotifier) events() <-chan event          { return f.out }
func (f *fakeNotifier) close()                        { f.closed = true }

// stage is a watcher in a bubble of its own time. The test sends its events.
type stage struct {
	*fakeNotifier
	dir      string
	warnings []string
	started  time.Time
	woken    []time.Duration // since the start
}

// inBubble runs a test whose time passes only when all wait: nothing in it depends on how fast the machine is.
func inBubble(t *testing.T, o Options, room int, test func(s *stage)) {
	dir, folders := site(t)
	synctest.Test(t, func(t *testing.T) {
		s := &stage{fakeNotifier: &fakeNotifier{out: make(chan event), room: room}, dir: dir, started: time.Now()}
		o.Folders = folders
		o.Warn = func(text string) { s.warnings = append(s.warnings, text) }
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel() // also where the test fails: time in the bubble would go on for ever
		changed := changes(ctx, o, func() (notifier, error) { return s.fakeNotifier, nil })
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			for range changed {
				s.woken = append(s.woken, time.Since(s.started))
			}
		}()
		test(s)
		cancel()
		<-ended
		if !s.closed && !o.Poll {
			t.Error("the notifier was not closed")
		}
	})
}

// at sleeps until a moment after the start.
func (s *stage) at(moment time.Duration) {
	time.Sleep(moment - time.Since(s.started)) // in the time of the bubble
	synctest.Wait()
}

func (s *stage) send(name string) {
	real, err := filepath.EvalSymlinks(s.dir)
	if err != nil {
		panic(err)
	}
	s.out <- event{dir: filepath.Join(real, filepath.Dir(name)), base: filepath.Base(name)}
}

func ms(moments ...int) []time.Duration {
	var out []time.Duration
	for _, m := range moments {
		out = append(out, time.Duration(m)*time.Millisecond)
	}
	return out
}

func TestWhenAWakeUpComes(t *testing.T) {
	type timedEvent struct {
		at   int // ms
		name string
	}
	const page = "content/policies/returns.md"
	for name, c := range map[string]struct {
		events []timedEvent
		want   []time.Duration
	}{
		"one":                 {[]timedEvent{{10, page}}, ms(30)},
		"a save in steps":     {[]timedEvent{{10, page}, {15, page + ".new"}, {16, page}}, ms(36)},
		"while it is written": {[]timedEvent{{10, page}, {25, page}, {40, page}}, ms(60)},
		"one, then another":   {[]timedEvent{{10, page}, {31, page}}, ms(30, 51)},
		"two files":           {[]timedEvent{{10, page}, {10, "site.yaml"}}, ms(30)},
		"not read":            {[]timedEvent{{10, page + "~"}, {11, "README.md"}, {12, ".git"}, {13, "public"}}, nil},
		"an unknown folder":   {[]timedEvent{{10, "public/index.html"}}, ms(30)},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, Options{Every: unscanned}, 99, func(s *stage) {
				for _, e := range c.events {
					s.at(ms(e.at)[0])
					s.send(e.name)
				}
				s.at(time.Second)
				if !slices.Equal(s.woken, c.want) {
					t.Errorf("woken after %v, want %v", s.woken, c.want)
				}
			})
		})
	}
}

func TestStormWakesFourTimesASecondAndWhenItIsOver(t *testing.T) {
	inBubble(t, Options{Every: unscanned}, 99, func(s *stage) {
		for i := range 800 { // the last one at 559.3 ms
			s.at(time.Duration(i) * 700 * time.Microsecond)
			s.send("content/a.md")
		}
		s.at(time.Second)
		want := []time.Duration{250 * time.Millisecond, 500600 * time.Microsecond, 579300 * time.Microsecond}
		if !slices.Equal(s.woken, want) {
			t.Errorf("woken after %v, want %v", s.woken, want)
		}
	})
}

func TestLostEventsWake(t *testing.T) {
	inBubble(t, Options{Every: unscanned}, 99, func(s *stage) {
		s.out <- event{}
		s.at(time.Second)
		if want := ms(20); !slices.Equal(s.woken, want) {
			t.Errorf("woken after %v, want %v", s.woken, want)
		}
	})
}

func TestAConsumerThatIsBusyIsWokenOnceMore(t *testing.T) {
	dir, folders := site(t)
	synctest.Test(t, func(t *testing.T) {
		f := &fakeNotifier{out: make(chan event), room: 99}
		ctx, cancel := context.WithCancel(t.Context())
		changed := changes(ctx, Options{Folders: folders, Every: unscanned}, func() (notifier, error) { return f, nil })
		for range 5 {
			f.out <- event{dir: dir, base: "site.yaml"}
			time.Sleep(time.Second) // in the time of the bubble
		}
		cancel()
		n := 0
		for range changed {
			n++
		}
		if n != 1 {
			t.Errorf("%d wake-ups, want 1", n)
		}
	})
}
