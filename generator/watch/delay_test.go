package watch

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// fake is a notifier that tells what a test says.
type fake struct {
	out    chan event
	room   int // so many folders may be watched
	closed bool
}

func (f *fake) add(string) error {
	if f.room--; f.room < 0 {
		return &os.PathError{Op: "watch", Path: "x", Err: syscall.ENOSPC}
	}
	return nil
}
func (f *fake) keep(places) bool     { return false }
func (f *fake) events() <-chan event { return f.out }
func (f *fake) close()               { f.closed = true }

// stage is a watcher in a bubble of its own time, with events made by the test.
type stage struct {
	*fake
	dir     string
	said    []string
	started time.Time
	woken   []time.Duration // since the start
}

// inBubble runs a test whose time passes only when all wait: nothing in it depends on how fast the machine is.
func inBubble(t *testing.T, o Options, room int, test func(s *stage)) {
	dir, folders := site(t)
	synctest.Test(t, func(t *testing.T) {
		s := &stage{fake: &fake{out: make(chan event), room: room}, dir: dir, started: time.Now()}
		o.Folders = folders
		o.Say = func(text string) { s.said = append(s.said, text) }
		ctx, cancel := context.WithCancel(t.Context())
		changed := begin(ctx, o, func() (notifier, error) { return s.fake, nil })
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

// at goes on to a moment after the start.
func (s *stage) at(moment time.Duration) {
	time.Sleep(moment - time.Since(s.started)) // in the time of the bubble
	synctest.Wait()
}

func (s *stage) tell(k kind, name string) {
	real, err := filepath.EvalSymlinks(s.dir)
	if err != nil {
		panic(err)
	}
	s.out <- event{dir: filepath.Join(real, filepath.Dir(name)), base: filepath.Base(name), kind: k}
}

func ms(moments ...int) []time.Duration {
	var out []time.Duration
	for _, m := range moments {
		out = append(out, time.Duration(m)*time.Millisecond)
	}
	return out
}

func TestWhenAWakeUpComes(t *testing.T) {
	type tell struct {
		at   int // ms
		kind kind
		name string
	}
	const page = "content/policies/returns.md"
	for name, c := range map[string]struct {
		tells []tell
		want  []time.Duration
	}{
		"closed":                         {[]tell{{10, finished, page}}, ms(11)},
		"emptied, written, closed":       {[]tell{{10, written, page}, {15, written, page}, {16, finished, page}}, ms(17)},
		"not closed":                     {[]tell{{10, written, page}, {25, written, page}}, ms(45)},
		"removed":                        {[]tell{{10, passing, page}}, ms(30)},
		"removal puts off nothing":       {[]tell{{10, finished, page}, {10, passing, page + ".old"}}, ms(11)},
		"closed, but another is written": {[]tell{{10, finished, page}, {10, written, "site.yaml"}}, ms(30)},
		"closed again shortly after":     {[]tell{{10, finished, page}, {14, finished, page}, {24, finished, page}}, ms(11, 44)},
		"closed again later":             {[]tell{{10, finished, page}, {40, finished, page}}, ms(11, 41)},
		"not read":                       {[]tell{{10, finished, page + "~"}, {11, finished, "README.md"}, {12, written, ".git"}, {13, finished, "public"}}, nil},
		"nobody knows where":             {[]tell{{10, finished, "public/index.html"}}, ms(11)},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, Options{Every: unscanned}, 99, func(s *stage) {
				for _, e := range c.tells {
					s.at(ms(e.at)[0])
					s.tell(e.kind, e.name)
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
			s.tell(written, "content/a.md")
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
		f := &fake{out: make(chan event), room: 99}
		ctx, cancel := context.WithCancel(t.Context())
		changed := begin(ctx, Options{Folders: folders, Every: unscanned}, func() (notifier, error) { return f, nil })
		for range 5 {
			f.out <- event{dir: dir, base: "site.yaml", kind: finished}
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

func TestSafetyScanFindsWhatNoEventTold(t *testing.T) {
	inBubble(t, Options{}, 99, func(s *stage) {
		s.at(2021 * time.Millisecond)
		if want := ms(2020); !slices.Equal(s.woken, want) {
			t.Fatalf("the first scan cannot tell: woken after %v, want %v", s.woken, want)
		}
		s.woken = nil
		s.at(9 * time.Second)
		if s.woken != nil {
			t.Fatalf("woken after %v, want never, for nothing has changed", s.woken)
		}
		put(t, "name: Other\n", s.dir, "site.yaml")
		s.at(11 * time.Second)
		if len(s.woken) != 1 || len(s.said) != 0 {
			t.Fatalf("one change without an event: woken after %v, said %q", s.woken, s.said)
		}
		put(t, "name: Another\n", s.dir, "site.yaml")
		s.at(14 * time.Second)
		const want = "Some changes here come without notice, as on network drives. They are looked for four times a second."
		if len(s.woken) != 2 || !slices.Equal(s.said, []string{want}) {
			t.Fatalf("two changes without events: woken after %v, said %q", s.woken, s.said)
		}
		for i := range 8 { // from now on, a change is seen within the shorter time
			put(t, strings.Repeat("# more\n", i+1), s.dir, "site.yaml")
			s.at(14*time.Second + time.Duration(i+1)*300*time.Millisecond)
			if len(s.woken) != 3+i {
				t.Fatalf("change %d: woken after %v", i, s.woken)
			}
		}
		if len(s.said) != 1 {
			t.Errorf("said %q", s.said)
		}
	})
}

// A scan may find a change before its event comes. That is no reason to say that events are missing.
func TestScanBeforeItsEvent(t *testing.T) {
	inBubble(t, Options{}, 99, func(s *stage) {
		scan := 4020 * time.Millisecond // the second one: the first was at 2 s, and its wake-up 20 ms later
		for i := range 4 {
			s.at(scan - time.Second)
			s.woken = nil
			put(t, strings.Repeat("# more\n", i+1), s.dir, "site.yaml")
			s.at(scan + 10*time.Millisecond)
			s.tell(finished, "site.yaml")
			s.at(scan + 19*time.Millisecond)
			if want := []time.Duration{scan + 11*time.Millisecond}; !slices.Equal(s.woken, want) || len(s.said) != 0 {
				t.Fatalf("woken after %v, want %v; said %q", s.woken, want, s.said)
			}
			scan += 4011 * time.Millisecond
		}
	})
}

// A file that changes twice within what its file system takes for one moment, once before a scan and once after it.
func TestSecondChangeInTheSameMoment(t *testing.T) {
	inBubble(t, Options{Poll: true}, 0, func(s *stage) {
		s.at(time.Second)
		at := filepath.Join(s.dir, "site.yaml")
		moment := time.Now()
		change := func(text string) {
			f, err := os.OpenFile(at, os.O_WRONLY, 0)
			must(t, err)
			_, err = f.WriteString(text)
			must(t, err)
			must(t, f.Close())
			must(t, os.Chtimes(at, moment, moment))
		}
		change("name: Xample\n")
		s.at(1500 * time.Millisecond)
		if len(s.woken) != 2 {
			t.Fatalf("woken after %v, want for the first scan and the change", s.woken)
		}
		change("name: Sample\n")
		s.at(time.Minute)
		if len(s.woken) != 3 {
			t.Errorf("woken after %v, want once more when the file is no longer young", s.woken)
		}
		if want := "Changes are looked for four times a second, as asked."; !slices.Equal(s.said, []string{want}) {
			t.Errorf("said %q, want %q", s.said, want)
		}
	})
}

func TestLimitReached(t *testing.T) {
	inBubble(t, Options{}, 2, func(s *stage) {
		const want = "This computer watches no more folders for you, so changes are looked for four times a second.\n" +
			"To see them at once again: sudo sysctl fs.inotify.max_user_watches=524288"
		if !slices.Equal(s.said, []string{want}) || !s.closed {
			t.Fatalf("said %q", s.said)
		}
		s.at(time.Second)
		s.woken = nil
		put(t, "x", s.dir, "content", "new", "x.md")
		s.at(1300 * time.Millisecond)
		if len(s.woken) != 1 || len(s.said) != 1 {
			t.Errorf("woken after %v, said %q", s.woken, s.said)
		}
	})
}

func TestLimitReachedLater(t *testing.T) {
	inBubble(t, Options{Every: unscanned}, 5, func(s *stage) {
		put(t, "x", s.dir, "content", "a", "b", "c", "x.md")
		s.out <- event{}
		s.at(time.Second)
		if len(s.said) != 1 || !s.closed || len(s.woken) == 0 {
			t.Fatalf("woken after %v, said %q", s.woken, s.said)
		}
		s.woken = nil
		put(t, "yy", s.dir, "content", "a", "b", "c", "x.md")
		s.at(1300 * time.Millisecond)
		if len(s.woken) != 1 || len(s.said) != 1 {
			t.Errorf("woken after %v, said %q", s.woken, s.said)
		}
	})
}

func TestNoEventsAtAll(t *testing.T) {
	for err, want := range map[error]string{
		syscall.EMFILE: "Too many programs watch folders on this computer, so changes are looked for four times a second.\n" +
			"To see them at once again: sudo sysctl fs.inotify.max_user_instances=1024",
		errors.New("not supported"): "This computer does not tell of changes (not supported), so they are looked for four times a second.",
	} {
		dir, folders := site(t)
		var said []string
		o := Options{Folders: folders, Every: unscanned, Say: func(s string) { said = append(said, s) }}
		b := build(t, o, func() (notifier, error) { return nil, err }, all)
		if !slices.Equal(said, []string{want}) {
			t.Errorf("said %q, want %q", said, want)
		}
		put(t, "name: Other\n", dir, "site.yaml")
		b.sees("a change found by a scan")
	}
}
