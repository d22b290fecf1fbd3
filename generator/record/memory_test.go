package record

import (
	"io"
	"runtime"
	"testing"
)

// liveAtEnd is a record that measures how much memory is live at the end of the file.
type liveAtEnd struct {
	million
	most *uint64
}

func (l *liveAtEnd) Read(b []byte) (int, error) {
	n, err := l.million.Read(b)
	if err == io.EOF {
		*l.most = max(*l.most, liveMemory())
	}
	return n, err
}

func (l *liveAtEnd) Close() error { return nil }

func liveMemory() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// TestLiveMemory holds that no row stays in memory: counting a million holds less than 32 MB of them, and working out what they bear
// less than 48 MB. The rest of the 64 MB that a million rows may take is garbage. Rows are added in the middle of a window, so that
// each of them counts.
func TestLiveMemory(t *testing.T) {
	const rows = 120_000
	for name, c := range map[string]struct {
		record  string
		suggest bool
		perRow  uint64
	}{
		"as it stands":     {"from: from, to: to", false, 32},
		"with an id":       {"id: id, from: from, to: to", false, 32},
		"with exclusions":  {"from: from, to: to, excluded: why", false, 32},
		"for a suggestion": {"from: from, to: to, excluded: why", true, 48},
	} {
		t.Run(name, func(t *testing.T) {
			o := offer(t, "Europe/London", "2026-03-20T12:00:00Z", "within: 48h\ntarget: 50%\nwindow: 90d\nexclusions: [{id: x, what: X}]\nrecord: {file: records/r.csv, "+c.record+"}")
			before, most := liveMemory(), uint64(0)
			open := func(string) (io.ReadCloser, error) { return &liveAtEnd{million{rows: rows}, &most}, nil }
			if c.suggest {
				suggestions, _ := Suggest(*o, o.Promises, open, 0)
				for s := range suggestions {
					if s.Counted < rows*9/10 {
						t.Errorf("%d are counted", s.Counted)
					}
				}
			} else if book, _ := Count(o, open); book.Result(o.Promises[0]).Rows < rows*9/10 {
				t.Errorf("%d are counted", book.Result(o.Promises[0]).Rows)
			}
			if perRow := (most - min(most, before)) / rows; perRow == 0 || perRow > c.perRow {
				t.Errorf("a row holds %d bytes, want at most %d", perRow, c.perRow)
			}
		})
	}
}
