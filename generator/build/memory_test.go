package build

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"upfront/generator/publish"
	"upfront/generator/seal"
)

// TestNothingIsPrintedTwice publishes a site again and again, and holds which outputs are printed: what is known of the files in
// the output is kept over builds that are refused, and for the pages of agreements that are gone.
func TestNothingIsPrintedTwice(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	whole := wider()
	whole["content/agreements/second.yaml"] = strings.Replace(whole["content/agreements/second.yaml"], "status: proposed", "status: ended\nended: {on: 2026-03-01, why: They closed.}", 1)
	wrong, gone := maps.Clone(whole), maps.Clone(whole)
	wrong["content/agreements/fenn.yaml"] += "no_such_field: 1\n"
	delete(gone, "content/agreements/second.yaml")
	gone["content/notices/2026-03-05-key.md"] = strings.Replace(gone["content/notices/2026-03-05-key.md"], "second", "third", 1)

	var last Outcome
	for _, step := range []struct {
		what    string
		files   map[string]string
		refused bool
		private int // pages that are printed
		public  bool
	}{
		{"the first", whole, false, 3, true},
		{"nothing changed", whole, false, 0, false},
		{"an error", wrong, true, 0, false},
		{"the error is mended", whole, false, 0, false},
		{"an agreement that was over is gone", gone, false, 2, true},
		{"nothing changed since", gone, false, 0, false},
	} {
		in := inputWith(step.files)
		in.Memory, in.Ledger = ReadMemory(last.Memory.Bytes(), ""), last.Ledger
		out, printed := publishCounting(t, in, dir)
		private := slices.DeleteFunc(slices.Clone(printed), func(path string) bool { return !strings.HasPrefix(path, privateFolder) })
		if out.Refused != step.refused || len(private) != step.private || len(printed) > len(private) != step.public {
			t.Errorf("%s: refused %v, printed %q", step.what, out.Refused, printed)
		}
		if last.Memory = out.Memory; !out.Refused {
			last.Ledger = out.Ledger.Give(secret.PathOf("second", 1).String(), seal.PageEnded)
		}
	}
}

// publishCounting publishes a site, and returns the paths that were printed.
func publishCounting(t *testing.T, in Input, dir string) (out Outcome, printed []string) {
	t.Helper()
	var mu sync.Mutex
	r := Open(in, nil).run(false)
	outputs := func(yield func(publish.Output, error) bool) {
		for o, err := range r.outputs() {
			if print := o.Print; print != nil {
				o.Print = func() ([]byte, error) {
					mu.Lock()
					defer mu.Unlock()
					printed = append(printed, o.Path)
					return print()
				}
			}
			if !yield(o, err) {
				return
			}
		}
	}
	report, err := publish.Write(dir, outputs, publish.Options{State: dir + ".state"})
	if err == nil {
		r.setPublished(report.Files)
	} else if err != errRefused {
		t.Fatal(err)
	}
	out = r.outcome()
	out.Refused = err != nil
	return out, printed
}
