package handbook

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/rogpeppe/go-internal/txtar"

	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/syntax"
	"upfront/generator/tree"
)

var update = flag.Bool("update", false, "rewrite what folders become; read the difference")

// folder returns the files of a folder in an archive, and the archive without what they become.
func folder(t *testing.T, name string) (files []File, archive *txtar.Archive) {
	t.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		if below, ok := strings.CutPrefix(f.Name, "in/"); ok {
			files = append(files, File{below, f.Data})
		}
	}
	return files, archive
}

// TestFolders holds what folders of several tools become: every policy, what is copied, and what is listed.
func TestFolders(t *testing.T) {
	names, _ := filepath.Glob("testdata/*.txtar")
	if len(names) != 5 {
		t.Fatalf("there are %d folders", len(names))
	}
	for _, name := range names {
		files, archive := folder(t, name)
		r := Read(files, "/handbook")
		got := &txtar.Archive{Comment: archive.Comment}
		for _, f := range archive.Files {
			if strings.HasPrefix(f.Name, "in/") {
				got.Files = append(got.Files, f)
			}
		}
		for _, f := range r.Policies {
			got.Files = append(got.Files, txtar.File{Name: "out/" + f.Name, Data: f.Data})
		}
		var list strings.Builder
		for _, c := range r.Copies {
			fmt.Fprintf(&list, "%s to %s\n", c.From, c.To)
		}
		for _, l := range r.LeftOut {
			fmt.Fprintf(&list, "%s %s | %s\n", l.At, l.What, firstWord(l.Reason))
		}
		got.Files = append(got.Files, txtar.File{Name: "list", Data: []byte(list.String())})
		text := txtar.Format(got)
		if *update {
			if err := os.WriteFile(name, text, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if want := txtar.Format(archive); !*update && string(text) != string(want) {
			t.Errorf("%s: got\n%s", name, text)
		}
		for at, lost := range lostWords(files, r) {
			t.Errorf("%s: %s: neither in the policy nor in the list: %q", name, at, lost)
		}
	}
}

// TestPoliciesBuild holds that what became of the folders has no error.
func TestPoliciesBuild(t *testing.T) {
	names, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range names {
		files, _ := folder(t, name)
		r := Read(files, "/handbook")
		site := map[string]string{"site.yaml": "business: {name: Northlane}\ntimezone: Europe/London\n"}
		for _, f := range r.Policies {
			site["content/policies/"+f.Name] = string(f.Data)
		}
		for _, c := range r.Copies {
			site["content/policies/"+c.To] = "x"
		}
		written, problems := syntax.Read(tree.Of(site))
		_, unresolved := catalog.Resolve(written, written.Site.AsOf.V)
		for _, p := range append(problems, unresolved...) {
			if p.Level() == diag.Error || p.Rule == "liquid-unknown-tag" {
				t.Errorf("%s: %s %s: %s", name, p.At, p.Rule, p.Message)
			}
		}
	}
}

// What is no word of a text: addresses, names of fields, tags that are turned, how code is marked.
var noWords = regexp.MustCompile(`(?m)^(?:draft|published)\s*[:=].*$|\]\(<[^>\n]*>|\]\([^)]*|\]\[[^\]\n]*\]|\[\[[^|\]]*\||\b(?:href|src)=(?:"[^"]*"|'[^']*')|^\s*\[[^\]]+\]:\s*\S+|^[A-Za-z_]+\s*[:=]|` + // addresses, names of fields
	`\{%-? *(?:end)?(?:raw|highlight|comment|note|alert|notice|hint)\b|\{\{[<%] */? *(?:notice|hint|figure|highlight)\b|\{% *include (?:note|tip)\.html|\b(?:alt|caption|content)=|\{\{ *page\.title *\}\}`)

func wordsOf(text string) map[string]int {
	words := map[string]int{}
	for _, w := range strings.FieldsFunc(noWords.ReplaceAllString(text, " "), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
		words[strings.ToLower(w)]++
	}
	return words
}

// lostWords returns, by file, the words that are neither in what became of it nor in the list.
func lostWords(files []File, r Result) map[string][]string {
	have := map[string]map[string]int{}
	to := map[string]string{}
	for _, p := range newReader(files, "/handbook", nil).pages {
		to[p.to] = p.from
	}
	add := func(file, text string) {
		if have[file] == nil {
			have[file] = map[string]int{}
		}
		for w, n := range wordsOf(text) {
			have[file][w] += n
		}
	}
	for _, p := range r.Policies {
		add(to[p.Name], string(p.Data))
	}
	for _, l := range r.LeftOut {
		add(l.At.File, l.What)
	}
	lost := map[string][]string{}
	for _, f := range files {
		if !IsMarkdown(f.Name) || isOfTool(f.Name) {
			continue
		}
		words := wordsOf(string(f.Data))
		for _, w := range slices.Sorted(maps.Keys(words)) {
			if have[f.Name][w] < words[w] {
				lost[f.Name] = append(lost[f.Name], w)
			}
		}
	}
	return lost
}
