package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// everyCommand returns the words of each command, hidden ones too, and none for the program itself.
func everyCommand(c *cobra.Command) (all [][]string) {
	all = append(all, strings.Fields(c.CommandPath())[1:])
	for _, sub := range c.Commands() {
		all = append(all, everyCommand(sub)...)
	}
	return all
}

func TestEveryCommandHasHelpAndVersion(t *testing.T) {
	run := func(args ...string) string {
		var out, err bytes.Buffer
		p := &program{env: map[string]string{}, out: &out, err: &err, clock: noon}
		if code := p.run(context.Background(), args); code != exitOK || err.Len() > 0 {
			t.Errorf("upfront %v: exit code %d, %s", args, code, err.String())
		}
		return out.String()
	}
	t.Chdir(t.TempDir())
	version := run("version")
	if !strings.HasPrefix(version, "upfront ") {
		t.Errorf("version %q", version)
	}
	commands := everyCommand((&program{}).root())
	if len(commands) < 24 {
		t.Fatalf("only %d commands", len(commands))
	}
	for _, c := range commands {
		if got := run(append(c, "--version")...); got != version {
			t.Errorf("%v --version prints %q, want %q", c, got, version)
		}
		help := run(append(c, "--help")...)
		if short := run(append(c, "-h")...); short != help || len(help) < 60 {
			t.Errorf("%v: -h prints %q, and --help %q", c, short, help)
		}
	}
}

func TestManPage(t *testing.T) {
	c, _, err := (&program{}).root().Find([]string{"version"})
	if err != nil {
		t.Fatal(err)
	}
	const want = `.TH UPFRONT-VERSION 1 2026-03-20 "upfront v1.0.0\-rc1" Upfront
.SH NAME
upfront\-version \- Print the version of this program and of Go
.SH SYNOPSIS
\fBupfront version\fR [\fIflags\fR]
.SH DESCRIPTION
Print the version of this program and of Go.
.SH OPTIONS
.TP
\fB\-h\fR, \fB\-\-help\fR
show this help
.TP
\fB\-\-json\fR
print the result as JSON
.SH EXIT STATUS
.TP
\fB0\fR
all is well
.TP
\fB1\fR
the site has errors; with \-\-strict, warnings
.TP
\fB2\fR
wrong usage
.TP
\fB3\fR
something could not be read or written
.TP
\fB130\fR
stopped with Ctrl\-C
.SH EXAMPLES
.nf
upfront version \-\-json   for a program
.fi
.SH SEE ALSO
.BR upfront (1)
`
	if got := manPage(c, "v1.0.0-rc1", noon()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTextIsNotTakenForRoff(t *testing.T) {
	var m roff
	m.paragraphs(".upfront/ holds it: C:\\temp, it's `x` ~ £5\n\nThe keys:\n  .one  'two'")
	const want = "\\&.upfront/ holds it: C:\\etemp, it\\(aqs \\(gax\\(ga \\(ti \\[u00A3]5\n.PP\nThe keys:\n.nf\n  .one  \\(aqtwo\\(aq\n.fi\n"
	if got := m.String(); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestEveryCommandHasAManPage(t *testing.T) {
	dir := t.TempDir()
	p := &program{env: map[string]string{"SOURCE_DATE_EPOCH": "1774008000"}, out: os.Stdout, err: os.Stderr, clock: time.Now}
	if code := p.run(context.Background(), []string{"man", dir}); code != exitOK {
		t.Fatalf("exit code %d", code)
	}
	var want []string
	for _, words := range everyCommand((&program{}).root()) {
		c, _, err := (&program{}).root().Find(words)
		if err != nil || c.HasParent() && !c.IsAvailableCommand() {
			continue
		}
		name := strings.Join(append([]string{"upfront"}, words...), "-") + ".1"
		want = append(want, name)
		page, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		acceptedFlags(c).VisitAll(func(f *pflag.Flag) {
			if c.HasParent() && !bytes.Contains(page, []byte(`\fB\-\-`+strings.ReplaceAll(f.Name, "-", `\-`)+`\fR`)) {
				t.Errorf("%s lacks --%s", name, f.Name)
			}
		})
	}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	var got []string
	for _, f := range files {
		got = append(got, filepath.Base(f))
	}
	if slices.Sort(want); err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, want %v (%v)", got, want, err)
	}
	lintManual(t, files)
}

// lintManual holds that mandoc finds nothing to say about the pages, beyond long lines of their source.
func lintManual(t *testing.T, files []string) {
	if _, err := exec.LookPath("mandoc"); err != nil {
		if os.Getenv("UPFRONT_REQUIRE_BROWSER") != "" {
			t.Fatal("mandoc is missing")
		}
		t.Skip("there is no mandoc to read the pages")
	}
	said, err := exec.Command("mandoc", append([]string{"-T", "lint", "-W", "warning"}, files...)...).CombinedOutput()
	if err != nil || len(said) > 0 {
		t.Errorf("mandoc: %v\n%s", err, said)
	}
}
