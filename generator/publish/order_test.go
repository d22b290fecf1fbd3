package publish

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// recorder is a disk that notes what is done to the output.
type recorder struct {
	osDisk
	out  string
	done []string
}

func (r *recorder) note(what, path string) {
	if rel, err := filepath.Rel(r.out, path); err == nil && filepath.IsLocal(rel) {
		r.done = append(r.done, what+" "+filepath.ToSlash(rel))
	}
}

func (r *recorder) rename(a, b string) error { r.note("put", b); return r.osDisk.rename(a, b) }
func (r *recorder) remove(a string) error    { r.note("remove", a); return r.osDisk.remove(a) }

func TestPagesComeBeforeTheHomePageAndRemovalsLast(t *testing.T) {
	p := newPlace(t)
	p.must(first)
	p.put("CNAME", "example.org") // so that files are replaced one by one
	r := &recorder{out: p.out}
	p.disk = r
	p.must(second)
	want := []string{
		"put style.css",
		"put a/b/index.html", "put new/deep/page.html",
		"put feed.xml",
		"put index.html",
		"remove old/gone.html", "remove old",
	}
	if !slices.Equal(r.done, want) {
		t.Errorf("steps:\n%s\nwant:\n%s", strings.Join(r.done, "\n"), strings.Join(want, "\n"))
	}
}
