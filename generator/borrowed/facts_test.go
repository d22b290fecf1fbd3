package borrowed

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	update  = flag.Bool("update", false, "add the facts of today's files to facts.txt; read the difference")
	history = flag.Bool("history", false, "with -update, add the facts of all versions in git")
	list    = flag.Bool("list", false, "print the facts with their words")
)

// TestTheTableHasEveryFact holds that each fact of today's starters, example and new files is in the table. With -update it adds
// them.
func TestTheTableHasEveryFact(t *testing.T) {
	versions := today(t)
	if *update && *history {
		versions = append(former(t), versions...)
	}
	c := newCollection(t)
	c.of(versions)
	lines := map[string]bool{}
	for line := range strings.FieldsSeq(facts) {
		lines[line] = true
	}
	var missing []string
	for h, f := range c.facts {
		if *list {
			fmt.Printf("%c %s\n", f.kind, strings.Join(strings.Fields(f.text), " "))
		}
		if known().kind(h) == 0 {
			missing = append(missing, f.text)
			lines[fmt.Sprintf("%c%012x", f.kind, uint64(h))] = true
		}
	}
	if !*update {
		for _, text := range missing {
			t.Errorf("the table does not have %q: run go test ./generator/borrowed -update", text)
		}
		return
	}
	if err := os.WriteFile("facts.txt", []byte(strings.Join(slices.Sorted(maps.Keys(lines)), "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestTheTableLosesNothing holds that the facts of former versions stay known.
func TestTheTableLosesNothing(t *testing.T) {
	before, err := exec.Command("git", "show", "HEAD:./facts.txt").Output()
	if err != nil {
		if os.Getenv("UPFRONT_REQUIRE_BROWSER") == "1" { // where every other program that tests use is required too
			t.Fatal("the former table is not known: ", err)
		}
		t.Skip("there is no git, or no former table")
	}
	for line := range strings.FieldsSeq(string(before)) {
		if !strings.Contains(facts, line+"\n") {
			t.Errorf("%s is gone", line)
		}
	}
}

var root = filepath.Join("..", "..")

// isSource matches the files that people begin with, where they are and where they were.
var isSource = regexp.MustCompile(`^(site\.yaml|content/.*|cmd/upfront/starters/.*|cmd/upfront/new/.*|generator/(syntax/)?startfiles?/.*)$`)

// today returns the files of this version.
func today(t *testing.T) (all []version) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(root), ".", func(file string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !isSource.MatchString(file) {
			return err
		}
		data, err := os.ReadFile(filepath.Join(root, file))
		all = append(all, version{file, data})
		return err
	})
	if err != nil || len(all) < 100 {
		t.Fatal(err, len(all))
	}
	return all
}

// former returns all versions in git.
func former(t *testing.T) (all []version) {
	t.Helper()
	out, err := exec.Command("git", "-C", root, "rev-list", "--objects", "--all").Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		object, file, _ := strings.Cut(strings.TrimSpace(line), " ")
		if !isSource.MatchString(file) {
			continue
		}
		data, err := exec.Command("git", "-C", root, "cat-file", "blob", object).Output()
		if err != nil || bytes.IndexByte(data, 0) >= 0 {
			continue // a folder or a picture
		}
		all = append(all, version{file, data})
	}
	return all
}

// TestKnownTogether holds that rows of tables, short sentences with the one beside them, times that something lasted, and
// places are facts, and that none of them is one with another number or place.
func TestKnownTogether(t *testing.T) {
	for text, want := range map[string]string{
		"| Nobody in | free | £18 |\n":                                                             "Nobody in | free | £18",
		"| Nobody in | free | £20 |\n":                                                             "",
		"| a | b |\n|---|---|\n| Each further day | The same | £72 an hour |":                      "Each further day | The same | £72 an hour",
		"We are four people. Somebody carries the mobile from 08:00 to 20:00, and not on Sundays.": "We are four people. Somebody carries the mobile from 08:00 to 20:00, and not on Sundays",
		"We are six people. Somebody carries the mobile from 08:00 to 20:00, and not on Sundays.":  "",
		"The servers stopped for 17 minutes":                                                       "The servers stopped for 17 minutes",
		"The servers stopped for 19 minutes":                                                       "",
		"A launch moved by four days":                                                              "A launch moved by four days", "A launch moved by six days": "",
		"Portishead is nearly Bristol.": "Portishead is nearly Bristol", "We deliver within 4 hours of collection.": "",
		"1. What has happened\n2. Where your parcel is now\n":    "",
		"If the Met Office has an amber warning, nobody rides.":  "",
		"They fill a lorry to Birmingham at eight each evening.": "They fill a lorry to Birmingham at eight each evening",
		"They fill a lorry to Norwich at eight each evening.":    "",
	} {
		var got string
		for _, f := range (Finder{}).In(text) {
			got += f.Text
		}
		if got != want {
			t.Errorf("%q has %q, want %q", text, got, want)
		}
	}
}
