package generator

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"upfront/generator/diag"
)

// The laws of doc.go that can be read off the source.

const module = "upfront/"

// row is one line of the table of layers in doc.go.
type row struct {
	layer   int
	outside []string // modules that the package may import, each by elements of its path
}

// table returns the rows of the table of layers in doc.go, by package folder.
func table(t *testing.T) map[string]row {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), "doc.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]row{}
	for line := range strings.Lines(f.Doc.Text()) {
		cells := columnGap.Split(strings.TrimSpace(line), -1)
		layer, err := strconv.Atoi(cells[0])
		if err != nil {
			continue
		}
		if len(cells) < 3 || len(cells) > 4 {
			t.Fatalf("doc.go: %q does not have 3 or 4 columns, with two spaces between them", line)
		}
		folder := cells[1]
		if folder != "generator" && folder != "themes" && !strings.HasPrefix(folder, "cmd/") {
			folder = "generator/" + folder
		}
		if _, twice := rows[folder]; twice {
			t.Errorf("doc.go has two rows for %s", folder)
		}
		r := row{layer: layer}
		if len(cells) == 4 {
			r.outside = strings.Split(cells[3], ", ")
		}
		rows[folder] = r
	}
	return rows
}

var columnGap = regexp.MustCompile(`\s{2,}`)

// allows reports whether the row names the module of an import.
func (r row) allows(path string) bool {
	return slices.ContainsFunc(r.outside, func(module string) bool { return strings.Contains("/"+path+"/", "/"+module+"/") })
}

// imports returns the imports of every Go file that is no test, by package folder.
func imports(t *testing.T) map[string]map[string][]string {
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

func TestLayersNameEveryPackage(t *testing.T) {
	packages, rows := imports(t), table(t)
	for folder := range packages {
		if _, ok := rows[folder]; !ok {
			t.Errorf("%s has no row in the table of doc.go", folder)
		}
	}
	for folder := range rows {
		if packages[folder] == nil {
			t.Errorf("doc.go has a row for %s, and there is no such package", folder)
		}
	}
}

func TestImportsRunOneWay(t *testing.T) {
	rows := table(t)
	for folder, imported := range imports(t) {
		for to, files := range imported {
			if below, ours := strings.CutPrefix(to, module); ours && rows[below].layer >= rows[folder].layer {
				t.Errorf("%s imports %s, which is not below it (%s)", folder, below, files[0])
			}
		}
	}
}

func TestEachOutsideModuleHasItsOwners(t *testing.T) {
	rows, used := table(t), map[string]bool{}
	for folder, imported := range imports(t) {
		for to, files := range imported {
			if strings.HasPrefix(to, module) || !strings.Contains(strings.Split(to, "/")[0], ".") {
				continue
			}
			if !rows[folder].allows(to) {
				t.Errorf("%s imports %s, which its row in doc.go does not name (%s)", folder, to, files[0])
			}
			for _, outside := range rows[folder].outside {
				if (row{outside: []string{outside}}).allows(to) {
					used[folder+" "+outside] = true
				}
			}
		}
	}
	for folder, r := range rows {
		for _, outside := range r.outside {
			if !used[folder+" "+outside] {
				t.Errorf("doc.go names %s for %s, which does not import it", outside, folder)
			}
		}
	}
}

// worldlyPackages may look at the world: the clock, the environment, the network and the disk. No other package may.
var worldlyPackages = []string{"generator/tree", "generator/publish", "generator/watch", "generator/serve", "generator/gitindex", "generator/internal/browser", "generator/internal/example", "generator/internal/figure", "generator/internal/webdriver",
	"cmd/bench", "cmd/bench/workload", "cmd/manual", "cmd/moving", "cmd/notices", "cmd/upfront"}

var worldly = regexp.MustCompile(`\b(time\.Now|time\.Since|time\.Until|os\.\w+|rand\.\w+|net\.Dial\w*|http\.\w+|exec\.\w+)\(`)

func TestCompilingLooksAtNothingButItsInput(t *testing.T) {
	for folder := range table(t) {
		if slices.Contains(worldlyPackages, folder) {
			continue
		}
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

// TestNoPatternIsCompiledAtTheStart holds that regular expressions of the program are compiled by functions, and not when it
// starts, which each command would wait for. The benchmarks and the pictures are programs of their own.
func TestNoPatternIsCompiledAtTheStart(t *testing.T) {
	for folder := range table(t) {
		if strings.HasPrefix(folder, "cmd/") && folder != "cmd/upfront" {
			continue
		}
		for _, f := range parsed(t, folder) {
			for _, d := range f.Decls {
				if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR && compiles(g) {
					t.Errorf("%s: write lazy.Pattern in place of regexp.MustCompile, near %v", folder, g.Specs[0].(*ast.ValueSpec).Names[0])
				}
			}
		}
	}
}

// compiles reports whether a declaration compiles a regular expression, outside of functions.
func compiles(g *ast.GenDecl) (found bool) {
	ast.Inspect(g, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && types.ExprString(call.Fun) == "regexp.MustCompile" {
			found = true
		}
		_, inFunction := n.(*ast.FuncLit)
		return !inFunction
	})
	return found
}

// TestEveryRuleHasADocument holds that each constant of type diag.RuleID has a document in check/rules, and each document a
// constant, and that no other string in the code is the id of a rule.
func TestEveryRuleHasADocument(t *testing.T) {
	constants := ruleIDs(t)
	for _, r := range diag.Rules() {
		switch names := constants[string(r.ID)]; len(names) {
		case 0:
			t.Errorf("no constant of type diag.RuleID is %q, which has a document", r.ID)
		case 1:
		default:
			t.Errorf("the rule %q is declared more than once: %s", r.ID, strings.Join(names, ", "))
		}
		delete(constants, string(r.ID))
	}
	for id, names := range constants {
		t.Errorf("the rule %q has no document in check/rules (%s)", id, names[0])
	}
	for folder := range table(t) {
		for _, f := range parsed(t, folder) {
			ast.Inspect(f, func(n ast.Node) bool {
				if spec, ok := n.(*ast.ValueSpec); ok && isRuleID(spec) {
					return false
				}
				if literal, ok := n.(*ast.BasicLit); ok && literal.Kind == token.STRING {
					if id, _ := strconv.Unquote(literal.Value); isRule(id) {
						t.Errorf("%s: write the constant of the rule in place of %s", folder, literal.Value)
					}
				}
				return true
			})
		}
	}
}

func isRule(id string) bool {
	_, ok := diag.LookUp(diag.RuleID(id))
	return ok
}

// isRuleID reports whether constants are declared with the type diag.RuleID.
func isRuleID(spec *ast.ValueSpec) bool {
	return spec.Type != nil && slices.Contains([]string{"diag.RuleID", "RuleID"}, types.ExprString(spec.Type))
}

// ruleIDs returns the names of the constants of type diag.RuleID in all packages, by their values.
func ruleIDs(t *testing.T) map[string][]string {
	t.Helper()
	names := map[string][]string{}
	for folder := range table(t) {
		for _, f := range parsed(t, folder) {
			for _, d := range f.Decls {
				g, ok := d.(*ast.GenDecl)
				if !ok || g.Tok != token.CONST {
					continue
				}
				for _, s := range g.Specs {
					v := s.(*ast.ValueSpec)
					if !isRuleID(v) {
						continue
					}
					for i, value := range v.Values {
						id, err := strconv.Unquote(value.(*ast.BasicLit).Value)
						if err != nil {
							t.Fatal(err)
						}
						names[id] = append(names[id], folder+"."+v.Names[i].Name)
					}
				}
			}
		}
	}
	return names
}

// parsed returns the syntax trees of a package's files, without tests.
func parsed(t *testing.T, folder string) (files []*ast.File) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("..", folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	return files
}
