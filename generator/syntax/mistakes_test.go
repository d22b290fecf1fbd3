package syntax

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"upfront/generator/diag"
	"upfront/generator/tree"
)

var update = flag.Bool("update", false, "write what is reported now into testdata; a person reads the difference")

// TestMistakes reads the broken texts of testdata/<kind>.txt and compares each message whole, since their words are
// what a user sees of this package. A file holds cases like
//
//	== what the author did
//	the text
//	-- line:column+width rule: message
//	   help
//
// In a message ‹fields› stands for the names of all fields of a capability. In a text ¶ stands for a carriage return, ⇥ for a tab, ␀ for a zero byte, ‼ for the byte A3, ⏎ for U+2028 and ␣ for U+00A0; a
// folder's name before the case names a document, whose text has front matter.
func TestMistakes(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		kind := strings.TrimSuffix(filepath.Base(file), ".txt")
		t.Run(kind, func(t *testing.T) { mistakesOf(t, file, kind) })
	}
}

func mistakesOf(t *testing.T, file, kind string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, c := range strings.Split("\n"+string(data), "\n== ")[1:] {
		head, want, _ := strings.Cut(c, "\n-- ")
		name, text, _ := strings.Cut(head, "\n")
		text = strings.TrimSuffix(text, "\n") + "\n"
		problems := problemsOf(t, kind, unmark(text))
		got := strings.ReplaceAll(report(problems), strings.Join(capabilityTable.keys(), ", "), "‹fields›")
		if want = "-- " + strings.TrimSpace(want); strings.TrimSpace(got) != want && !*update {
			t.Errorf("%s\n%s\ngot:\n%s\nwant:\n%s", name, text, got, want)
		}
		checkPlaces(t, name, unmark(text), problems)
		fmt.Fprintf(&out, "== %s\n%s%s\n", name, text, got)
	}
	if *update {
		if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func unmark(text string) string {
	return strings.NewReplacer("¶", "\r", "⇥", "\t", "␀", "\x00", "‼", "\xa3", "⏎", "\u2028", "␣", "\u00a0").Replace(text)
}

// problemsOf reads a text as a file of a kind.
func problemsOf(t *testing.T, kind, text string) []diag.Problem {
	t.Helper()
	var problems []diag.Problem
	if slices.Contains([]string{"site", "capability", "agreement", "partners", "glossary"}, strings.TrimSuffix(kind, " alone")) {
		kind = strings.TrimSuffix(kind, " alone")
	}
	switch kind {
	case "site":
		_, problems = decode(siteTable, "f", 1, []byte(text), time.UTC)
	case "capability":
		_, problems = decode(capabilityTable, "f", 1, []byte(text), time.UTC)
	case "agreement":
		_, problems = decode(agreementTable, "f", 1, []byte(text), time.UTC)
	case "policy alone":
		_, problems = decode(policyTable, "f", 1, []byte(text), time.UTC)
	case "page alone":
		_, problems = decode(pageTable, "f", 1, []byte(text), time.UTC)
	case "notice alone":
		_, problems = decode(noticeTable, "f", 1, []byte(text), time.UTC)
	case "policy", "page", "notice":
		name := "content/" + map[string]string{"policy": "policies", "page": "pages", "notice": "notices"}[kind] + "/f.md"
		_, problems = Read(tree.Of(map[string]string{"site.yaml": "business: A\ntimezone: UTC\n", name: text}))
	case "partners", "glossary":
		_, problems = Read(tree.Of(map[string]string{"site.yaml": "business: A\ntimezone: UTC\n", "content/" + kind + ".yaml": text}))
	default:
		t.Fatalf("no kind %q", kind)
	}
	return diag.Sort(problems)
}

func report(problems []diag.Problem) string {
	var b strings.Builder
	if len(problems) == 0 {
		b.WriteString("-- nothing to report\n")
	}
	for _, p := range problems {
		rule := string(p.Rule)
		if p.Severity != diag.Default {
			rule += " (" + p.Severity.String() + ")"
		}
		fmt.Fprintf(&b, "-- %d:%d+%d %s: %s\n", p.At.Line, p.At.Column, p.At.Width, rule, p.Message)
		for line := range strings.SplitSeq(p.Help, "\n") {
			fmt.Fprintf(&b, "   %s\n", line)
		}
		for _, r := range p.Related {
			fmt.Fprintf(&b, "   (%d:%d %s)\n", r.At.Line, r.At.Column, r.Note)
		}
	}
	return b.String()
}

// checkPlaces holds that each problem has a place inside the text, a known rule, and words.
func checkPlaces(t *testing.T, name, text string, problems []diag.Problem) {
	t.Helper()
	lines := strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n")
	for _, p := range problems {
		if _, known := diag.LookUp(p.Rule); !known || p.Message == "" || p.Help == "" {
			t.Errorf("%s: rule, message or help is missing: %+v", name, p)
		}
		if p.At.File == "" || p.At.Line < 1 || p.At.Line > len(lines) {
			t.Errorf("%s: %+v is outside the file of %d lines\n%s", name, p, len(lines), text)
			continue
		}
		letters := len([]rune(strings.TrimSuffix(lines[p.At.Line-1], "\r")))
		if p.At.Column < 1 || p.At.Column > letters+1 || p.At.Width < 0 || p.At.Column+p.At.Width > letters+2 {
			t.Errorf("%s: %+v is outside its line of %d characters\n%s", name, p, letters, text)
		}
	}
}
