package workload

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// written returns the files that were written to a folder, by path.
func written(t *testing.T, write func(dir string) error) map[string]string {
	t.Helper()
	dir, out := t.TempDir(), map[string]string{}
	if err := write(dir); err != nil {
		t.Fatal(err)
	}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, path))
		out[path] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func digest(files map[string]string) string {
	return fmt.Sprintf("%x", sha256.Sum256(fmt.Append(nil, files))) // fmt sorts maps
}

func TestBytesDependOnTheSiteAlone(t *testing.T) {
	s := Site{Agreements: 20}
	for name, write := range map[string]func(Site, string) error{"upfront": Site.Upfront, "hugo": Site.Hugo} {
		once := written(t, func(dir string) error { return write(s, dir) })
		again := written(t, func(dir string) error { return write(s, dir) })
		if digest(once) != digest(again) {
			t.Errorf("%s: two runs wrote different bytes", name)
		}
		other := s
		other.Policies = 9
		if digest(once) == digest(written(t, func(dir string) error { return write(other, dir) })) {
			t.Errorf("%s: one policy more wrote the same bytes", name)
		}
	}
}

func TestMeasurementsCanBeComparedOverTime(t *testing.T) {
	// Another digest means another workload: what was measured before cannot be compared with what comes after.
	for name, want := range map[string]string{
		"upfront": "0d1a3c166bea9077e409e8241365a80d25be00d28a4c9a7b8b0643b28bf10c6d",
		"hugo":    "48eef5ffbb2e4bd0667814f05572517a4c7b3e9d08425eb4569d745c510e71f8",
	} {
		write := map[string]func(string) error{"upfront": Site{Agreements: 20}.Upfront, "hugo": Site{Agreements: 20}.Hugo}[name]
		if got := digest(written(t, write)); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

func TestALargerSiteIsTheSameWithMoreCustomers(t *testing.T) {
	small, large := Site{Agreements: 5}, Site{Agreements: 12}
	for name, write := range map[string]func(Site, string) error{"upfront": Site.Upfront, "hugo": Site.Hugo} {
		few := written(t, func(dir string) error { return write(small, dir) })
		many := written(t, func(dir string) error { return write(large, dir) })
		if len(many) != len(few)+7 {
			t.Errorf("%s: %d and %d files", name, len(few), len(many))
		}
		for path, text := range few {
			if many[path] != text {
				t.Errorf("%s: %s differs", name, path)
			}
		}
	}
}

func TestSizes(t *testing.T) {
	files := written(t, Site{Agreements: 3, Capabilities: 30, Policies: 10}.Upfront)
	for folder, want := range map[string]int{"capabilities": 30, "records": 30, "policies": 10, "notices": 3, "agreements": 3} {
		got := 0
		for path := range files {
			if strings.HasPrefix(path, "content/"+folder+"/") {
				got++
			}
		}
		if got != want {
			t.Errorf("%d %s, want %d", got, folder, want)
		}
	}
}

func TestEdit(t *testing.T) {
	files := written(t, Site{Agreements: 2}.Upfront)
	for _, e := range []Edit{EditOfAgreement(), EditOfCapability()} {
		after := e.Apply([]byte(files[e.File]), 7)
		if bytes.Count(after, []byte(" edition00000007.\n")) != 1 || !bytes.Equal(e.Apply(e.Apply(after, 8), 7), after) {
			t.Errorf("%s after the edit:\n%s", e.File, after)
		}
	}
	if !strings.Contains(files[EditOfAgreement().File], strings.TrimSuffix(filepath.Base(EditOfCapability().File), ".yaml")) {
		t.Error("the customer whose page is looked at does not have the capability that is edited")
	}
}

func TestAFolderThatCannotBeMade(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, write := range []func(string) error{Site{}.Upfront, Site{}.Hugo} {
		if err := write(file); err == nil {
			t.Error("no error where a file stands in the place of the folder")
		}
	}
}

// TestNoTwoSurnamesAreAlike holds that a site of a million customers, with three people each, has no namesakes.
func TestNoTwoSurnamesAreAlike(t *testing.T) {
	const first = 24 * 24 * 24 * 24 // from here on, a name is two in one
	known := map[string]int{}
	for _, n := range []int{0, 1, first - 1, first, first + 1, 2 * first, 3 * 1_000_000} {
		name := surname(n)
		if other, ok := known[name]; ok {
			t.Errorf("%d and %d are both %s", other, n, name)
		}
		known[name] = n
	}
	if got, want := surname(first+1), surname(1)+strings.ToLower(surname(0)); got != want {
		t.Errorf("number %d is %s, want %s", first+1, got, want)
	}
}
