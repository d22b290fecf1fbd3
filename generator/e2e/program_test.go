// Package e2e runs the built program as people run it, in folders of its own, and looks at what is left there: files, exit
// codes and what was printed. What a test needs to know of a site it works out for itself.
package e2e

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// upfront is the path of the program.
var upfront string

// secretFile is where the secret lies in a site.
const secretFile = ".upfront/secret"

func TestMain(m *testing.M) {
	becomeProgram()
	os.Exit(testMain(m))
}

func testMain(m *testing.M) int {
	dir, err := os.MkdirTemp("", "upfront-e2e-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	for _, folder := range []string{"../../cmd", "..", "../../themes"} {
		filepath.WalkDir(folder, func(string, fs.DirEntry, error) error { return nil }) // go test caches results by the folders that it sees opened
	}
	upfront = filepath.Join(dir, "upfront.exe")
	if out, err := exec.Command("go", "build", "-o", upfront, "upfront/cmd/upfront").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "building the program: %v\n%s", err, out)
		return 1
	}
	return m.Run()
}

// environment is what the program is started with: nothing of the person who runs the tests.
func environment(more ...string) []string {
	return append([]string{"HOME=" + filepath.Dir(upfront), "PATH=" + os.Getenv("PATH"), "TMPDIR=" + os.TempDir()}, more...)
}

// result is what a run of the program came to.
type result struct {
	code     int // -1 where it was killed
	out, err string
}

func (r result) String() string {
	return fmt.Sprintf("exit code %d\n%s%s", r.code, r.out, r.err)
}

// run runs the program in a folder.
func run(t testing.TB, dir string, args ...string) result {
	t.Helper()
	c := exec.Command(upfront, args...)
	c.Dir, c.Env = dir, environment()
	return finish(t, c)
}

// finish runs a command to its end, and closes the files that are the command's alone.
func finish(t testing.TB, c *exec.Cmd, itsOwn ...*os.File) result {
	t.Helper()
	var out, errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	err := c.Start()
	for _, f := range itsOwn {
		f.Close()
	}
	if err == nil {
		err = c.Wait()
	}
	if err != nil && !errors.As(err, new(*exec.ExitError)) {
		t.Fatal(err)
	}
	return result{c.ProcessState.ExitCode(), out.String(), errs.String()}
}

// must runs the program and ends the test unless all is well.
func must(t testing.TB, dir string, args ...string) result {
	t.Helper()
	r := run(t, dir, args...)
	if r.code != 0 {
		t.Fatalf("upfront %s: %s", strings.Join(args, " "), r)
	}
	return r
}

// files holds the files of a folder by their paths.
type files map[string]string

// filesIn reads the files below a folder, but for those below the folders of skip.
func filesIn(t testing.TB, dir string, skip ...string) files {
	t.Helper()
	found := files{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		path, _ := filepath.Rel(dir, name)
		path = filepath.ToSlash(path)
		for _, s := range skip {
			if path == s {
				return fs.SkipDir
			}
		}
		if e.IsDir() {
			return nil
		}
		data, err := os.ReadFile(name)
		found[path] = string(data)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return found
}

// lamps returns the files of a small site with two customers, aliases, notices and a record.
func lamps(t testing.TB) files {
	t.Helper()
	archive, err := txtar.ParseFile("../build/testdata/lamps.txtar")
	if err != nil {
		t.Fatal(err)
	}
	site := files{}
	for _, f := range archive.Files {
		if !strings.HasPrefix(f.Name, "out/") {
			site[f.Name] = strings.Replace(string(f.Data), "//lamp.example/\n", "//lampandwire.com/\n", 1) // links to an example are not given out
		}
	}
	const ida = "content/agreements/ida-books.yaml"
	site["content/agreements/otto-hats.yaml"] = strings.NewReplacer("Ida Books", "Otto Hats", "Ida Holm", "Otto Quist", "ida@books", "otto@hats",
		"Don't leave me in the dark.", "I cannot sew at night.", "And the sign upstairs.", "And what of the roof?").Replace(site[ida])
	return site
}

// write writes the files below a folder.
func (f files) write(t testing.TB, dir string) {
	t.Helper()
	for path, text := range f {
		name := filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// example returns the files of the example site.
func example(t testing.TB) files {
	t.Helper()
	const root = "../.."
	site := files{}
	for path, text := range filesIn(t, root+"/content", "agreed") {
		site["content/"+path] = text
	}
	text, err := os.ReadFile(root + "/site.yaml")
	if err != nil {
		t.Fatal(err)
	}
	site["site.yaml"] = string(text)
	return site
}

// output returns the files in the output of a site.
func output(t testing.TB, dir string) files { return filesIn(t, filepath.Join(dir, "public")) }

// read returns the text of a file of a site, empty where it is not there.
func read(t testing.TB, dir, path string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(path)))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return string(text)
}
