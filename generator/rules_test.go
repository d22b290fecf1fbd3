package generator

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"upfront/generator/build"
	"upfront/generator/check/rules"
	"upfront/generator/diag"
	"upfront/generator/publish"
	"upfront/generator/seal"
	"upfront/generator/tree"
	"upfront/themes"
)

// The examples of the documents in check/rules are compiled: a wrong one makes its rule fire at the marked places, and no
// other rule; a right one has no errors and no warnings, and no notice of a rule that is one.
//
// A paragraph that begins with Wrong or Right, and ends with a colon, begins an example. One that begins with Before is
// built, and published, before the wrong one and each right one. The blocks below it, up to the next such paragraph, are
// laid over check/rules/site.txtar. The line that opens a block says what it is:
//
//	```yaml FILE            fields of a YAML file, or of the front matter of a Markdown file
//	```yaml FILE KEY KEY    fields, or the list, below these keys; a list item is named by its id or name
//	```markdown FILE        the text below the front matter
//	```csv FILE             the rows below the first one
//	```text FILE            the whole file; likewise html, svg and css, and what is not in the site yet
//	```sh                   rm FILE, mv or cp FILE FILE, ln -s TARGET FILE; after Before: upfront share CUSTOMER
//
// A field takes the place of the one with its name, and a list that of the whole list. A field that a right example has, and
// the wrong one does not, is missing in the wrong one. The blocks of a wrong example hold in a right one, too, but for
// those in whose place it has its own, and for commands other than cp.
//
// What stands between <!-- and --> is only for the test: a reader does not see it.
//
// A line of ^ marks what a problem covers in the line above it. Where nothing is marked, the problem is about a file as a
// whole: the one that the head names as place, else that of the first block. \xa3 stands for a byte, and "12 × row"
// for twelve lines.
//
// The head of a document may say more of its examples:
//
//	place: FILE               the file that the problem is about as a whole
//	also: RULE because …      another rule that fires in the examples, as it should

// secret is that of every site in these tests.
var secret = seal.Secret{1, 2, 3, 4, 5, 6, 7, 8}

// input returns the files as they are read: from memory, but for links, which are nowhere but on a disk.
func (f files) input(t *testing.T) (build.Input, []diag.Problem) {
	t.Helper()
	in := build.Input{Theme: themes.Default(), Secret: &secret}
	texts, links := map[string]string{}, map[string]string{}
	for name, lines := range f {
		var text strings.Builder
		for _, l := range lines {
			text.WriteString(l.text + "\n")
		}
		if target, ok := strings.CutPrefix(text.String(), "-> "); ok {
			links[name] = strings.TrimSuffix(target, "\n")
		} else {
			texts[name] = text.String()
		}
	}
	if len(links) == 0 {
		in.Tree = tree.Of(texts)
		return in, nil
	}
	dir := t.TempDir()
	for name, text := range texts {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	for name, target := range links {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.RemoveAll(path), os.Symlink(target, path)); err != nil {
			t.Fatal(err)
		}
	}
	var problems []diag.Problem
	var err error
	if in.Tree, problems, err = tree.Read(tree.Folder{Dir: dir, Only: []string{"site.yaml", "content", "themes"}}); err != nil {
		t.Fatal(err)
	}
	return in, problems
}

// publisher builds one site after the other into the same folder.
type publisher struct {
	dir    string
	ledger seal.Ledger
}

func (p *publisher) publish(t *testing.T, f files, commands []block) []diag.Problem {
	t.Helper()
	in, early := f.input(t)
	in.Ledger = p.ledger
	site := build.Open(in, early)
	out, _, err := site.Publish(p.dir, false, publish.Options{State: p.dir + ".state"})
	if err != nil {
		t.Fatal(err)
	}
	p.ledger = out.Ledger
	for _, b := range commands {
		for _, c := range b.lines {
			if customer, ok := strings.CutPrefix(c.text, "upfront share "); ok {
				share, _, ok := site.Site().Share(customer)
				if !ok {
					t.Fatalf("%s cannot be shared", customer)
				}
				p.ledger = p.ledger.Give(strings.TrimSuffix(strings.TrimPrefix(share.Path, build.PrivateFolder), "/index.html"), seal.PageOpen)
			}
		}
	}
	return out.Problems
}

func TestRulesHoldTheirExamples(t *testing.T) {
	for _, d := range rules.All() {
		t.Run(d.ID, func(t *testing.T) {
			t.Parallel()
			compileExamples(t, d)
		})
	}
}

// The site that examples are laid over is without fault.
func TestRulesBaseSite(t *testing.T) {
	in, early := baseSite(t).input(t)
	for _, p := range build.Open(in, early).Check().Problems {
		t.Errorf("%s %s %s | %s", p.At, p.Rule, p.Message, p.Help)
	}
}

func compileExamples(t *testing.T, d rules.Document) {
	var before []example
	var wrong []block
	var right [][]block
	wrongs := 0
	for _, e := range examplesOf(d.Text) {
		switch e.kind {
		case "Before":
			before = append(before, e)
		case "Wrong":
			wrongs++
			wrong = append(wrong, e.blocks...)
		case "Right":
			right = append(right, e.blocks)
		}
	}
	if len(wrong) == 0 || len(right) == 0 || wrongs > 1 {
		t.Fatal("it has not one wrong and at least one right example")
	}
	problems, site := compiled(t, before, wrong, slices.Concat(right...))
	holdWrong(t, d, site, problems, wrong)
	for i, blocks := range right {
		var laid []block
		for _, w := range wrong {
			if !slices.ContainsFunc(blocks, func(b block) bool { return b.target() == w.target() }) && !undone(w) {
				laid = append(laid, w)
			}
		}
		laid = append(laid, blocks...)
		problems, _ := compiled(t, before, laid, nil)
		for _, p := range problems {
			if p.Level() == diag.Notice && d.Severity != "notice" || excused(d, p) {
				continue
			}
			t.Errorf("right example %d: %s %s: %s | %s", i+1, p.At, p.Rule, p.Message, p.Help)
		}
	}
}

// undone reports whether a block of a wrong example does not hold in a right one: its commands, but for copies.
func undone(b block) bool {
	return b.kind == "sh" && slices.ContainsFunc(b.lines, func(l line) bool { return !strings.HasPrefix(l.text, "cp ") })
}

// compiled lays blocks over the base site, and compiles it, after what was published before.
func compiled(t *testing.T, before []example, blocks, other []block) ([]diag.Problem, files) {
	t.Helper()
	site := baseSite(t)
	site.without(blocks, other)
	lay(t, site, blocks)
	return buildAfter(t, before, site), site
}

// buildAfter compiles a site, after what was published before: examples, laid over the base site.
func buildAfter(t *testing.T, before []example, site files) []diag.Problem {
	t.Helper()
	if len(before) == 0 { // a check is enough
		in, early := site.input(t)
		in.Memory = memoryOfBase(t)
		return build.Open(in, early).Check().Problems
	}
	p := publisher{dir: filepath.Join(t.TempDir(), "public")}
	for _, e := range before {
		earlier := baseSite(t)
		lay(t, earlier, e.blocks)
		p.publish(t, earlier, e.blocks)
	}
	return p.publish(t, site, nil)
}

// baseMemory is what a check of the base site leaves, once there was one.
var baseMemory struct {
	sync.Mutex
	found *build.Memory
}

// memoryOfBase returns what a check of the base site leaves for the next one, as a preview has it: most of what a check takes its time
// for is the same in all examples.
func memoryOfBase(t *testing.T) build.Memory {
	t.Helper()
	baseMemory.Lock()
	defer baseMemory.Unlock()
	if baseMemory.found == nil {
		in, early := baseSite(t).input(t)
		memory := build.Open(in, early).Check().Memory
		baseMemory.found = &memory
	}
	return *baseMemory.found
}

func lay(t *testing.T, site files, blocks []block) {
	t.Helper()
	for _, b := range blocks {
		if err := site.lay(b); err != nil {
			t.Fatal(err)
		}
	}
}

// holdWrong holds the problems of a wrong example to its marks.
func holdWrong(t *testing.T, d rules.Document, site files, problems []diag.Problem, wrong []block) {
	t.Helper()
	var want []diag.Place
	for name, lines := range site {
		for i, l := range lines {
			for _, m := range l.marks {
				want = append(want, diag.Place{File: name, Line: i + 1, Column: m.Column, Width: m.Width})
			}
		}
	}
	if len(want) == 0 {
		want = append(want, diag.Place{File: cmp.Or(d.Place, wrong[0].file)})
	}
	var got []diag.Place
	for _, p := range problems {
		switch {
		case string(p.Rule) == d.ID:
			got = append(got, marked(p.At))
			if p.Level() != diag.RuleOf(p.Rule).Severity {
				t.Errorf("it is %s and no %s: %s", p.Level(), d.Severity, p.Message)
			}
		case !excused(d, p):
			t.Errorf("another rule fires: %s %s: %s | %s", p.At, p.Rule, p.Message, p.Help)
		}
	}
	slices.SortFunc(got, diag.Place.Compare)
	slices.SortFunc(want, diag.Place.Compare)
	if got = slices.Compact(got); !slices.Equal(got, want) {
		t.Errorf("it fires at %v %v, and is marked at %v", got, widths(got), want)
	}
}

// excused reports whether a document says why another rule fires in its examples.
func excused(d rules.Document, p diag.Problem) bool {
	return strings.HasPrefix(d.Also, string(p.Rule)+" because ")
}

// marked returns a place as it can be marked: a problem whose width is not known is marked by one ^.
func marked(at diag.Place) diag.Place {
	if at.Line > 0 {
		at.Width = max(1, at.Width)
	}
	return at
}

func widths(places []diag.Place) (out []int) {
	for _, p := range places {
		out = append(out, p.Width)
	}
	return out
}
