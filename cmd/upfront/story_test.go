package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

var fenced = regexp.MustCompile("(?ms)^```(\\w+)(?: (\\S+))?\n(.*?)^```$")

var (
	wholeLines = regexp.MustCompile(`(?m)^…\n`)            // any lines
	secretLink = regexp.MustCompile(`/a/[a-z0-9/#=]{20,}`) // each reader has a secret of their own
)

// story DOCUMENT does what a document of docs/ says, from its beginning to its end: it writes each file that a block names, makes
// the changes of each block of diff, and wants of each command in a block of console that it prints what stands below it. A line of … is any
// lines. With -update, the document is changed into what the commands print, but for what has such a line.
func story(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: story DOCUMENT")
	}
	told := ts.ReadFile(args[0])
	ran := 0
	now := fenced.ReplaceAllStringFunc(told, func(block string) string {
		found := fenced.FindStringSubmatch(block)
		switch kind, file, text := found[1], found[2], found[3]; {
		case kind == "console":
			ran++
			return "```console\n" + console(ts, text) + "```"
		case kind == "diff":
			patch(ts, file, text)
		case file != "":
			ts.Check(os.MkdirAll(filepath.Dir(ts.MkAbs(file)), 0o755))
			ts.Check(os.WriteFile(ts.MkAbs(file), []byte(text), 0o644))
		}
		return block
	})
	if ran == 0 {
		ts.Fatalf("%s has no command", args[0])
	}
	if now != told {
		ts.Check(os.WriteFile(args[0], []byte(now), 0o644))
	}
}

// console runs the commands of a block, each behind "$ ", and returns it with what they print.
func console(ts *testscript.TestScript, block string) string {
	var out strings.Builder
	for _, step := range strings.Split("\n"+block, "\n$ ")[1:] {
		command, want, _ := strings.Cut(step, "\n")
		got := secretLink.ReplaceAllString(typed(ts, command), "/a/…")
		if want = strings.TrimSuffix(want, "\n"); want != "" {
			want += "\n"
		}
		out.WriteString("$ " + command + "\n")
		pattern := wholeLines.ReplaceAllString(regexp.QuoteMeta(want), `(?:.*\n)*`)
		switch {
		case regexp.MustCompile(`^` + pattern + `$`).MatchString(got):
			out.WriteString(want)
		case *update && !wholeLines.MatchString(want):
			out.WriteString(got)
		default:
			ts.Fatalf("%s\nprints\n%s\nwant\n%s", command, got, want)
		}
	}
	return out.String()
}

// typed returns what a command prints, as a terminal shows it.
func typed(ts *testscript.TestScript, command string) string {
	if dir, ok := strings.CutPrefix(command, "cd "); ok {
		ts.Check(ts.Chdir(dir))
		return ""
	}
	var out bytes.Buffer
	c := exec.Command("sh", "-c", command)
	c.Dir, c.Stdout, c.Stderr = ts.MkAbs("."), &out, &out
	for _, name := range []string{"PATH", "HOME", "TMPDIR", "TZ"} {
		c.Env = append(c.Env, name+"="+ts.Getenv(name))
	}
	err := c.Run()
	if code, failed := err.(*exec.ExitError); err != nil && !(failed && code.ExitCode() == 1 && strings.Contains(out.String(), "error[")) {
		ts.Fatalf("%s: %v\n%s", command, err, &out)
	}
	return out.String()
}

// patch replaces lines of a file as a block of diff says.
func patch(ts *testscript.TestScript, file, diff string) {
	var was, is strings.Builder
	for line := range strings.Lines(diff) {
		switch rest := line[1:]; line[0] {
		case '-':
			was.WriteString(rest)
		case '+':
			is.WriteString(rest)
		default:
			was.WriteString(rest)
			is.WriteString(rest)
		}
	}
	text := ts.ReadFile(file)
	if n := strings.Count(text, was.String()); n != 1 {
		ts.Fatalf("%s says %d times\n%s", file, n, &was)
	}
	ts.Check(os.WriteFile(ts.MkAbs(file), []byte(strings.Replace(text, was.String(), is.String(), 1)), 0o644))
}
