package main

import (
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write what the scripts print into them, and docs/reference; read the difference")

// The scripts run the program as it is, but with a clock that stands at noon on 20 March 2026.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"upfront": func() {
			stopped := func() time.Time { return time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC) }
			p := &program{env: parseEnvironment(os.Environ()), in: os.Stdin, out: os.Stdout, err: os.Stderr, clock: stopped}
			os.Exit(runUntilInterrupt(p, os.Args[1:]))
		},
	})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       *update,
		Setup: func(env *testscript.Env) error {
			indexes, err := filepath.Abs("../../generator/gitindex/testdata")
			env.Setenv("INDEXES", indexes)
			docs, docsErr := filepath.Abs("../../docs")
			env.Setenv("DOCS", docs)
			env.Setenv("REPOSITORY", filepath.Dir(docs))
			return errors.Join(err, docsErr)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"edit": edit, "exit": exit, "digests": digests, "quiet": quiet, "mode": mode, "match": match, "follow": follow, "story": story, "lines": lines,
		},
	})
}

// edit FILE OLD NEW replaces the one place that says OLD. In NEW, \n is a line break.
func edit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: edit FILE OLD NEW")
	}
	text := ts.ReadFile(args[0])
	if n := strings.Count(text, args[1]); n != 1 {
		ts.Fatalf("%s says %q %d times", args[0], args[1], n)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(text, args[1], strings.ReplaceAll(args[2], `\n`, "\n"), 1)), 0o644))
}

// follow DOCUMENT writes the files that a document of docs/ shows: those of its fenced blocks that name one.
func follow(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: follow DOCUMENT")
	}
	shown := regexp.MustCompile("(?ms)^```[a-z]+ (\\S+/\\S+)\n(.*?)^```$").FindAllStringSubmatch(ts.ReadFile(args[0]), -1)
	if len(shown) == 0 {
		ts.Fatalf("%s shows no file", args[0])
	}
	for _, m := range shown {
		file := ts.MkAbs(m[1])
		ts.Check(os.MkdirAll(filepath.Dir(file), 0o755))
		ts.Check(os.WriteFile(file, []byte(m[2]), 0o644))
	}
}

// lines FILE KEY TO writes the lines of a YAML file that stand below its last line KEY, deeper than that, without what all of them
// begin with: spaces, and the dash of entries. Lines that TO has already stay before them.
func lines(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: lines FILE KEY TO")
	}
	before, after, ok := cutLast(ts.ReadFile(args[0]), args[1]+"\n")
	if !ok {
		ts.Fatalf("%s has no line %q", args[0], args[1])
	}
	depth := len(before) - strings.LastIndex(before, "\n") - 1
	there, _ := os.ReadFile(ts.MkAbs(args[2]))
	out := string(there)
	for line := range strings.Lines(after) {
		text := strings.TrimLeft(line, " ")
		if text != "\n" && len(line)-len(text) <= depth {
			break
		}
		out += strings.TrimPrefix(strings.TrimPrefix(line, strings.Repeat(" ", depth+2)), "- ")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(out), 0o644))
}

func cutLast(text, key string) (before, after string, ok bool) {
	i := strings.LastIndex(text, key)
	if i < 0 {
		return text, "", false
	}
	return text[:i], text[i+len(key):], true
}

// exit CODE ARGUMENTS… runs upfront and wants exactly that exit code.
func exit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: exit CODE ARGUMENTS...")
	}
	err := ts.Exec("upfront", args[1:]...)
	code := "0"
	if err != nil {
		code = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if code != args[0] {
		ts.Fatalf("exit code %s, want %s", code, args[0])
	}
}

// digests DIR FILE writes the SHA-256 and name of every file below DIR to FILE.
func digests(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: digests DIR FILE")
	}
	var out strings.Builder
	dir := ts.MkAbs(args[0])
	ts.Check(filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		fmt.Fprintf(&out, "%x %s\n", sha256.Sum256(data), strings.TrimPrefix(path, dir))
		return err
	}))
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(out.String()), 0o644))
}

// quiet wants that the last command printed nothing at all.
func quiet(ts *testscript.TestScript, neg bool, _ []string) {
	for _, stream := range []string{"stdout", "stderr"} {
		if text := ts.ReadFile(stream); (text == "") == neg {
			ts.Fatalf("%s: %q", stream, text)
		}
	}
}

// mode FILE MODE wants a file's permissions.
func mode(ts *testscript.TestScript, neg bool, args []string) {
	info, err := os.Stat(ts.MkAbs(args[0]))
	ts.Check(err)
	if got := fmt.Sprintf("%o", info.Mode().Perm()); (got == args[1]) == neg {
		ts.Fatalf("%s has mode %s", args[0], got)
	}
}

// match FILE PATTERN wants that a file is the pattern, in which a # stands for any number: for reports whose counts are not
// what the script is about.
func match(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: match FILE PATTERN")
	}
	pattern := strings.ReplaceAll(regexp.QuoteMeta(ts.ReadFile(args[1])), "#", `\d+`)
	if got := ts.ReadFile(args[0]); !regexp.MustCompile("^" + pattern + "$").MatchString(got) {
		ts.Fatalf("%s is %q", args[0], got)
	}
}

// write writes a file, and the folders that it lies in.
func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
