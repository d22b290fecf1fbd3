package generator

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"upfront/generator/diag"
)

// The laws of doc.go that can be read off the source.

const module = "upfront/"

// layers gives each package its layer. A package imports only from layers below its own, but for those in sideways.
var layers = map[string]int{
	"generator/diag": 0, "generator/clock": 0, "generator/amount": 0, "generator/startfile": 0, "generator/tree": 1,
	"generator/markdown": 1, "generator/seal": 1, "generator/publish": 1, "generator/ledger": 1, "generator/leak": 1,
	"generator/syntax": 2, "generator/watch": 2, "generator/catalog": 3, "generator/openslo": 3, "generator/record": 4, "generator/agreement": 4, "generator/check": 5, "generator/theme": 5,
	"generator/page": 6, "generator": 7, "generator/serve": 8, "themes": 0, "cmd/upfront": 9, "generator/internal/browser": 0,
	"generator/workload": 0, "cmd/bench": 9,
}

// owners says which package alone may import an outside module. Of the calls of the system, and of text in Unicode, two have need.
var owners = map[string]string{
	"github.com/yuin/goldmark": "generator/markdown", "github.com/microcosm-cc/bluemonday": "generator/markdown",
	"golang.org/x/net": "generator/markdown", "github.com/klauspost/compress": "generator/seal", "golang.org/x/text": "generator/seal generator/leak",
	"golang.org/x/sys": "generator/publish generator/tree", "github.com/fsnotify/fsnotify": "generator/watch", "gopkg.in/yaml.v3": "generator/syntax", "github.com/tdewolff/minify/v2": "generator/theme",
	"github.com/tdewolff/parse/v2": "generator/theme", "github.com/spf13/cobra": "cmd/upfront", "github.com/spf13/pflag": "cmd/upfront",
	"github.com/chromedp/chromedp": "generator/internal/browser", "github.com/chromedp/cdproto": "generator/internal/browser",
}

// sources gives the imports of every Go file that is no test, by package folder.
func sources(t *testing.T) map[string]map[string][]string {
	t.Helper()
	out := map[string]map[string][]string{}
	err := filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && name != ".." || d.Name() == "testdata" || d.Name() == "starters") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		folder := path.Dir(strings.TrimPrefix(filepath.ToSlash(name), "../"))
		if out[folder] == nil {
			out[folder] = map[string][]string{}
		}
		for _, i := range f.Imports {
			to := strings.Trim(i.Path.Value, `"`)
			out[folder][to] = append(out[folder][to], name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestImportsRunOneWay(t *testing.T) {
	for folder, imports := range sources(t) {
		layer, ok := layers[folder]
		if !ok {
			t.Errorf("%s has no layer: give it one here and in doc.go", folder)
			continue
		}
		for to, files := range imports {
			if below, ours := strings.CutPrefix(to, module); ours && layers[below] >= layer {
				t.Errorf("%s imports %s, which is not below it (%s)", folder, below, files[0])
			}
		}
	}
}

func TestEachOutsideModuleHasOneOwner(t *testing.T) {
	for folder, imports := range sources(t) {
		for to, files := range imports {
			if strings.HasPrefix(to, module) || !strings.Contains(strings.Split(to, "/")[0], ".") {
				continue
			}
			owner := ""
			for outside, o := range owners {
				if to == outside || strings.HasPrefix(to, outside+"/") {
					owner = o
				}
			}
			if !slices.Contains(strings.Fields(owner), folder) {
				t.Errorf("%s imports %s, whose owner is %q (%s)", folder, to, owner, files[0])
			}
		}
	}
}

// compilers are the packages that may not look at the world: no clock, no environment, no network, and no disk.
var compilers = []string{"generator/diag", "generator/clock", "generator/amount", "generator/markdown", "generator/seal", "generator/ledger",
	"generator/leak", "generator/startfile", "generator/syntax", "generator/openslo", "generator/catalog", "generator/agreement", "generator/check", "generator/theme", "generator/page", "generator"}

var worldly = regexp.MustCompile(`\b(time\.Now|time\.Since|time\.Until|os\.\w+|rand\.\w+|net\.Dial\w*|http\.\w+|exec\.\w+)\(`)

func TestCompilingLooksAtNothingButItsInput(t *testing.T) {
	for _, folder := range compilers {
		names, err := filepath.Glob(filepath.Join("..", folder, "*.go"))
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: %d files, %v", folder, len(names), err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for i, line := range strings.Split(string(source), "\n") {
				code, _, _ := strings.Cut(line, "//")
				if hit := worldly.FindString(code); hit != "" {
					t.Errorf("%s:%d calls %s…)", name, i+1, hit)
				}
			}
		}
	}
}

var ruleID = regexp.MustCompile(`(?:Rule:\s*|say\(|unknown\(|one\(|find\([a-z.]+, )"([a-z]+(?:-[a-z]+)+)"`)

func TestEveryRuleNamedInTheCodeIsExplained(t *testing.T) {
	var known []string
	for _, r := range diag.Rules() {
		known = append(known, string(r.ID))
	}
	found := map[string]bool{}
	for folder := range sources(t) {
		names, _ := filepath.Glob(filepath.Join("..", folder, "*.go"))
		for _, name := range names {
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			for _, m := range ruleID.FindAllStringSubmatch(string(source), -1) {
				found[m[1]] = true
				if !slices.Contains(known, m[1]) {
					t.Errorf("%s names the rule %q, which is in no table of diag", name, m[1])
				}
			}
		}
	}
	if len(found) < 30 {
		t.Errorf("only %d rules were found in the code: has the way of naming them changed?", len(found))
	}
}
