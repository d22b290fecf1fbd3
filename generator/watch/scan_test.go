package watch

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

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
		if len(s.woken) != 1 || len(s.warnings) != 0 {
			t.Fatalf("one change without an event: woken after %v, said %q", s.woken, s.warnings)
		}
		put(t, "name: Another\n", s.dir, "site.yaml")
		s.at(14 * time.Second)
		const want = "Some changes here come without notice, as on network drives, so a change may take a second to show."
		if len(s.woken) != 2 || !slices.Equal(s.warnings, []string{want}) {
			t.Fatalf("two changes without events: woken after %v, said %q", s.woken, s.warnings)
		}
		for i := range 8 { // from now on, a change is seen within the shorter time
			put(t, strings.Repeat("# more\n", i+1), s.dir, "site.yaml")
			s.at(14*time.Second + time.Duration(i+1)*300*time.Millisecond)
			if len(s.woken) != 3+i {
				t.Fatalf("change %d: woken after %v", i, s.woken)
			}
		}
		if len(s.warnings) != 1 {
			t.Errorf("said %q", s.warnings)
		}
	})
}

// A scan may find a change before its event comes. That is not a missing event.
func TestScanBeforeItsEvent(t *testing.T) {
	inBubble(t, Options{}, 99, func(s *stage) {
		scan := 4020 * time.Millisecond // the second one: the first was at 2 s, and its wake-up 20 ms later
		for i := range 4 {
			s.at(scan - time.Second)
			s.woken = nil
			put(t, strings.Repeat("# more\n", i+1), s.dir, "site.yaml")
			s.at(scan + 10*time.Millisecond)
			s.send("site.yaml")
			s.at(scan + 39*time.Millisecond)
			if want := []time.Duration{scan + 30*time.Millisecond}; !slices.Equal(s.woken, want) || len(s.warnings) != 0 {
				t.Fatalf("woken after %v, want %v; said %q", s.woken, want, s.warnings)
			}
			scan += 4030 * time.Millisecond
		}
	})
}

// An edit whose event came is not one either, nor is a time that lies a little ahead, as on a server's clock, and
// lets the file be young for longer.
func TestScanAfterItsEvent(t *testing.T) {
	inBubble(t, Options{}, 99, func(s *stage) {
		for i := range 4 {
			s.at(time.Duration(i+1) * 10 * time.Second)
			at := put(t, strings.Repeat("# more\n", i+1), s.dir, "site.yaml")
			ahead := time.Now().Add(time.Second)
			must(t, os.Chtimes(at, ahead, ahead))
			s.send("site.yaml")
		}
		s.at(time.Minute)
		if len(s.woken) != 1+4*3 || len(s.warnings) != 0 { // by the event, by the scan that finds it, and when it is old
			t.Errorf("woken %d times after %v; said %q", len(s.woken), s.woken, s.warnings)
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
		if want := "Changes are looked for by scans, as asked, so a change may take a second to show."; !slices.Equal(s.warnings, []string{want}) {
			t.Errorf("said %q, want %q", s.warnings, want)
		}
	})
}

func TestLimitReached(t *testing.T) {
	inBubble(t, Options{}, 2, func(s *stage) {
		const want = "This computer watches no more folders for you, so a change may take a second to show.\n" +
			"To see them at once again: sudo sysctl fs.inotify.max_user_watches=524288"
		if !slices.Equal(s.warnings, []string{want}) || !s.closed {
			t.Fatalf("said %q", s.warnings)
		}
		s.at(time.Second)
		s.woken = nil
		put(t, "x", s.dir, "content", "new", "x.md")
		s.at(1300 * time.Millisecond)
		if len(s.woken) != 1 || len(s.warnings) != 1 {
			t.Errorf("woken after %v, said %q", s.woken, s.warnings)
		}
	})
}

func TestLimitReachedLater(t *testing.T) {
	inBubble(t, Options{Every: unscanned}, 5, func(s *stage) {
		put(t, "x", s.dir, "content", "a", "b", "c", "x.md")
		s.out <- event{}
		s.at(time.Second)
		if len(s.warnings) != 1 || !s.closed || len(s.woken) == 0 {
			t.Fatalf("woken after %v, said %q", s.woken, s.warnings)
		}
		s.woken = nil
		put(t, "yy", s.dir, "content", "a", "b", "c", "x.md")
		s.at(1300 * time.Millisecond)
		if len(s.woken) != 1 || len(s.warnings) != 1 {
			t.Errorf("woken after %v, said %q", s.woken, s.warnings)
		}
	})
}

func TestNoEventsAtAll(t *testing.T) {
	t.Parallel()
	for err, want := range map[error]string{
		syscall.EMFILE: "Too many programs watch folders on this computer, so a change may take a second to show.\n" +
			"To see them at once again: sudo sysctl fs.inotify.max_user_instances=1024",
		errors.New("not supported"): "This computer does not tell of changes (not supported), so a change may take a second to show.",
	} {
		dir, folders := site(t)
		var said []string
		o := Options{Folders: folders, Every: unscanned, Warn: func(s string) { said = append(said, s) }}
		b := build(t, o, func() (notifier, error) { return nil, err }, all)
		if !slices.Equal(said, []string{want}) {
			t.Errorf("said %q, want %q", said, want)
		}
		put(t, "name: Other\n", dir, "site.yaml")
		b.sees("a change found by a scan")
	}
}
