package publish

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestGoneIsToldBeforeAnythingChanges holds which paths Gone is called with, and that its error leaves all as it was.
func TestGoneIsToldBeforeAnythingChanges(t *testing.T) {
	p := newPlace(t)
	p.must(site{"a.html": "a", "b.html": "b", "c.html": "c", "d.html": "d"})
	for _, name := range []string{"c.html", "d.html"} {
		if err := os.Remove(filepath.Join(p.out, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(p.out, "d.html"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	stop := errors.New("stop")
	for _, c := range []struct {
		end  error
		want []string // d.html was changed by hand, and stays
		says string   // a.html, afterwards
	}{{stop, []string{"b.html", "c.html"}, "a"}, {nil, []string{"b.html", "c.html"}, "new"}, {nil, nil, "new"}} {
		var gone []string
		_, err := write(p.disk, p.out, site{"a.html": "new"}.outputs(), Options{State: p.state, Gone: func(paths []string) error { gone = paths; return c.end }})
		if err != c.end || !slices.Equal(gone, c.want) {
			t.Errorf("called with %q, want %q; %v", gone, c.want, err)
		}
		if says, _ := os.ReadFile(filepath.Join(p.out, "a.html")); string(says) != c.says {
			t.Errorf("then a.html says %q, want %q", says, c.says)
		}
	}
}
