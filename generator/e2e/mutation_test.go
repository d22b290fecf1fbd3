package e2e

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"upfront/generator/internal/figure"
	"upfront/generator/internal/spoil"
)

// TestMutationsOfRealFiles changes a file of the example site as people, editors and disks do, builds the site, and takes
// the change back. The program either builds the site, or says with a place what is wrong and publishes nothing. The changes
// are the same each time.
func TestMutationsOfRealFiles(t *testing.T) {
	const workers = 2
	for worker := range workers {
		t.Run(strconv.Itoa(worker), func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(2026, uint64(worker)))
			site := example(t)
			names := slices.Sorted(maps.Keys(site))
			dir := t.TempDir()
			site.write(t, dir)
			must(t, dir, "build")
			published, refused := 0, 0
			for i := range figure.Of(10_000) / workers {
				name := names[random.IntN(len(names))]
				mutated := files{name: spoil.Text(random, site[name], signs...)}
				mutated.write(t, dir)
				before := stamps(t, filepath.Join(dir, "public"))
				r := run(t, dir, "build")
				if r.code == 0 {
					published++
				} else {
					refused++
					if after := stamps(t, filepath.Join(dir, "public")); !maps.Equal(before, after) {
						t.Errorf("mutation %d of %s: the output was touched", i, name)
					}
				}
				if wrong := wrongReport(r, site, mutated); wrong != "" {
					t.Errorf("mutation %d of %s: %s\n%s\n%q", i, name, wrong, r, mutated[name])
				}
				files{name: site[name]}.write(t, dir)
			}
			if published == 0 || refused == 0 {
				t.Errorf("%d mutations were published and %d refused: want some of both", published, refused)
			}
		})
	}
}

// signs stand in what people paste, beside those of YAML.
var signs = []string{"9", "-1", "9999999999999999999", "<script>", "{{", "}}", "](", "../", "http://"}

var (
	errorLine = regexp.MustCompile(`(?m)^error\[[a-z-]+\]: .*\n((?:    .*\n)*)  (\S.*)\n`)
	place     = regexp.MustCompile(`^([^:]+)(?::(\d+)(?::(\d+))?)?$`)
)

// wrongReport returns what is wrong with the exit code of a build and what it printed; nothing where all is well.
func wrongReport(r result, site, mutated files) string {
	errors := errorLine.FindAllStringSubmatch(r.err, -1)
	switch {
	case strings.Contains(r.out+r.err, "goroutine ") || strings.Contains(r.out+r.err, "panic"):
		return "the program panicked"
	case r.code != 0 && r.code != 1:
		return "another exit code"
	case r.code == 0 && len(errors) > 0:
		return "errors, and yet it was published"
	case r.code == 1 && len(errors) == 0:
		return "refused without an error"
	case strings.Count(r.err, "\nerror[")+strings.Count(r.err[:min(6, len(r.err))], "error[") != len(errors):
		return "an error without a place"
	}
	for _, e := range errors {
		if wrong := wrongPlace(e[2], site, mutated); wrong != "" {
			return wrong
		}
	}
	return ""
}

// wrongPlace returns what is wrong with the place of an error; nothing where it lies in a file of the site.
func wrongPlace(at string, site, mutated files) string {
	m := place.FindStringSubmatch(at)
	if m == nil {
		return fmt.Sprintf("%q is no place", at)
	}
	text, ok := mutated[m[1]]
	if !ok {
		text, ok = site[m[1]]
	}
	if line, _ := strconv.Atoi(m[2]); !ok || line > strings.Count(text, "\n")+1 {
		return fmt.Sprintf("%q is not in the site", at)
	}
	return ""
}

// stamp tells whether a file was touched.
type stamp struct {
	size, modified int64
}

// stamps returns the stamp of each file and folder below a folder.
func stamps(t testing.TB, dir string) map[string]stamp {
	t.Helper()
	found := map[string]stamp{}
	err := filepath.WalkDir(dir, func(name string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := os.Lstat(name)
		if err == nil {
			found[name] = stamp{info.Size(), info.ModTime().UnixNano()}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
