package generator

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"upfront/generator/check/rules"
	"upfront/generator/diag"
	"upfront/generator/publish"
	"upfront/generator/seal"
	"upfront/generator/tree"
	"upfront/themes"
)

// The examples of the documents in check/rules are compiled: a wrong one makes its rule fire at the marked places, and no
// other rule; a right one is without fault.
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
//	```sh                   rm FILE, mv FILE FILE, ln -s TARGET FILE; after Before: upfront share CUSTOMER
//
// A field takes the place of the one with its name, and a list that of the whole list. A field that a right example has, and
// the wrong one does not, is missing in the wrong one. The blocks of a wrong example hold in a right one, too, but for
// those in whose place it has its own.
//
// A reader is spared what stands between <!-- and -->: only the test needs it.
//
// Characters below a line, all of them ^, mark what a problem covers. Where nothing is marked, the problem is about a file
// as a whole: the one that the head names as place, else that of the first block. \xa3 stands for a byte, and "12 × row"
// for twelve lines.
//
// The head of a document may say more of its examples:
//
//	place: FILE               the file that the problem is about as a whole
//	also: RULE because …      another rule that fires in the examples, as it should

// block is one piece of an example.
type block struct {
	kind  string // yaml, markdown, sh …
	file  string
	keys  []string
	lines []line
}

// target tells what a block is laid over.
func (b block) target() string { return b.kind + " " + b.file + " " + strings.Join(b.keys, " ") }

// line is a line of a file, with what is marked in it.
type line struct {
	text  string
	marks []diag.Place // columns and widths
}

// example is one Before, Wrong or Right of a document.
type example struct {
	kind   string
	blocks []block
}

var exampleHead = regexp.MustCompile(`^(Before|Wrong|Right)\b`)

// examplesOf returns the examples of a document's text.
func examplesOf(text string) (all []example) {
	var open *block
	for l := range strings.SplitSeq(text, "\n") {
		info, fence := strings.CutPrefix(l, "```")
		switch kind := exampleHead.FindString(l); {
		case open == nil && kind != "":
			all = append(all, example{kind: kind})
		case open == nil && fence && len(all) > 0:
			words := append(strings.Fields(info), "", "")
			open = &block{kind: words[0], file: words[1], keys: words[2:max(2, len(words)-2)]}
		case open == nil:
		case fence:
			last := &all[len(all)-1]
			last.blocks, open = append(last.blocks, *open), nil
		case strings.Trim(l, " ^") == "" && strings.Contains(l, "^"):
			open.lines[len(open.lines)-1].mark(l)
		default:
			open.lines = append(open.lines, line{text: l})
		}
	}
	for i, e := range all {
		for j, b := range e.blocks {
			all[i].blocks[j].lines = expanded(b.lines)
		}
	}
	return all
}

// mark adds what stands above each run of ^.
func (l *line) mark(below string) {
	for _, m := range regexp.MustCompile(`\^+`).FindAllStringIndex(below, -1) {
		l.marks = append(l.marks, diag.Place{Column: m[0] + 1, Width: m[1] - m[0]})
	}
}

var escaped = regexp.MustCompile(`\\x[0-9a-f]{2}`)

// expanded returns lines with bytes in place of \x…, and rows as often as they are there.
func expanded(lines []line) (out []line) {
	for _, l := range lines {
		times, text, repeated := strings.Cut(l.text, " × ")
		n, err := strconv.Atoi(times)
		if !repeated || err != nil {
			n, text = 1, l.text
		}
		for _, m := range slices.Backward(escaped.FindAllStringIndex(text, -1)) {
			b, _ := strconv.ParseUint(text[m[0]+2:m[1]], 16, 8)
			text = text[:m[0]] + string([]byte{byte(b)}) + text[m[1]:]
			for i, mark := range l.marks {
				switch at := utf8.RuneCountInString(l.text[:m[0]]) + 1; {
				case at < mark.Column:
					l.marks[i].Column -= 3
				case at < mark.Column+mark.Width:
					l.marks[i].Width -= 3
				}
			}
		}
		for range n {
			out = append(out, line{text, l.marks})
		}
	}
	return out
}

// files is a site in the making.
type files map[string][]line

func linesOf(text string) (out []line) {
	for l := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
		out = append(out, line{text: l})
	}
	return out
}

// baseSite returns the site that examples are laid over.
func baseSite(t *testing.T) files {
	t.Helper()
	archive, err := txtar.ParseFile("check/rules/site.txtar")
	if err != nil {
		t.Fatal(err)
	}
	site := files{}
	for _, f := range archive.Files {
		site[f.Name] = expanded(linesOf(string(f.Data)))
	}
	return site
}

// lay puts a block into its place.
func (f files) lay(b block) error {
	old, exists := f[b.file]
	switch {
	case b.kind == "sh":
		return f.run(b.lines)
	case b.file == "":
		return fmt.Errorf("a block of %s names no file", b.kind)
	case b.kind == "markdown":
		_, end := frontMatter(old)
		f[b.file] = slices.Concat(old[:min(len(old), end+1)], b.lines)
	case b.kind == "csv" && exists:
		f[b.file] = slices.Concat(old[:1], b.lines)
	case b.kind == "yaml" && exists:
		from, to := 0, len(old)
		if strings.HasSuffix(b.file, ".md") {
			from, to = frontMatter(old)
		}
		from, to, indent, err := lookUp(old, from, to, b.keys)
		if err != nil {
			return fmt.Errorf("%s: %w", b.file, err)
		}
		f[b.file] = slices.Concat(old[:from], laidOver(old[from:to], b.lines, indent), old[to:])
	default:
		f[b.file] = b.lines
	}
	return nil
}

// frontMatter returns where the lines between two lines of three hyphens begin and end.
func frontMatter(lines []line) (from, to int) {
	if len(lines) == 0 || lines[0].text != "---" {
		return 0, -1
	}
	end := slices.IndexFunc(lines[1:], func(l line) bool { return l.text == "---" })
	return 1, end + 1
}

// lookUp returns the lines of the value below keys, and how far they are indented.
func lookUp(lines []line, from, to int, keys []string) (int, int, int, error) {
	indent := 0
	for _, key := range keys {
		at := slices.IndexFunc(lines[from:to], func(l line) bool {
			own := strings.TrimPrefix(l.text, strings.Repeat(" ", indent))
			return own == key+":" || own == "- id: "+key || own == "- name: "+key
		})
		if at < 0 {
			return 0, 0, 0, fmt.Errorf("there is no %q", key)
		}
		at += from
		item := strings.HasPrefix(strings.TrimSpace(lines[at].text), "- ")
		end := at + 1
		for end < to && indentOf(lines[end].text) > indent {
			end++
		}
		from, to, indent = at+1, end, indent+2
		if item {
			from = at
		}
	}
	return from, to, indent, nil
}

func indentOf(text string) int { return len(text) - len(strings.TrimLeft(text, " ")) }

// laidOver returns a mapping with other fields in place of its own of the same names, or another list.
func laidOver(old, fields []line, indent int) (out []line) {
	item := len(old) > 0 && strings.HasPrefix(strings.TrimLeft(old[0].text, " "), "- ") && indentOf(old[0].text) == indent-2
	if item { // its first field stands behind a hyphen
		old = slices.Clone(old)
		old[0].text = strings.Repeat(" ", indent) + strings.TrimLeft(old[0].text, " -")
	}
	at := -1
	if list := strings.HasPrefix(fields[0].text, "- "); !list {
		names := fieldNames(fields)
		taken := false
		for _, l := range old {
			if indentOf(l.text) == indent {
				name, _, _ := strings.Cut(strings.TrimSpace(l.text), ":")
				taken = slices.Contains(names, name)
			}
			if taken && at < 0 {
				at = len(out)
			}
			if !taken {
				out = append(out, l)
			}
		}
	}
	if at < 0 {
		at = len(out)
	}
	var moved []line
	for _, l := range fields {
		if l.text != "" {
			l.text = strings.Repeat(" ", indent) + l.text
		}
		l.marks = slices.Clone(l.marks)
		for i := range l.marks {
			l.marks[i].Column += indent
		}
		moved = append(moved, l)
	}
	out = slices.Insert(out, at, moved...)
	if item {
		out[0].text = strings.Repeat(" ", indent-2) + "- " + out[0].text[indent:]
	}
	return out
}

// fieldNames returns the names of the fields in some lines.
func fieldNames(lines []line) (names []string) {
	for _, l := range lines {
		if name, _, ok := strings.Cut(l.text, ":"); ok && indentOf(l.text) == 0 {
			names = append(names, name)
		}
	}
	return names
}

// run does what commands do to files. A link is kept as its target, behind an arrow.
func (f files) run(commands []line) error {
	for _, c := range commands {
		switch words := strings.Fields(c.text); {
		case len(words) == 2 && words[0] == "rm":
			delete(f, words[1])
		case len(words) == 3 && words[0] == "mv" && f[words[1]] == nil:
		case len(words) == 3 && words[0] == "mv":
			f[words[2]] = f[words[1]]
			delete(f, words[1])
		case len(words) == 4 && words[0] == "ln":
			f[words[3]] = []line{{text: "-> " + words[2]}}
		case len(words) == 3 && words[0] == "cp" && f[words[1]] != nil:
			f[words[2]] = f[words[1]]
		case len(words) == 3 && (words[0] == "cp" || words[1] == "share"):
		default:
			return fmt.Errorf("the command %q is not known", c.text)
		}
	}
	return nil
}

// without removes the fields that right has, and wrong does not.
func (f files) without(wrong, right []block) {
	for _, r := range right {
		if r.kind != "yaml" || len(r.lines) == 0 || strings.HasPrefix(r.lines[0].text, "- ") {
			continue
		}
		for _, w := range wrong {
			if w.target() != r.target() {
				continue
			}
			names := slices.DeleteFunc(fieldNames(r.lines), func(name string) bool { return slices.Contains(fieldNames(w.lines), name) })
			f.drop(r, names)
		}
	}
}

func (f files) drop(b block, names []string) {
	old := f[b.file]
	from, to := 0, len(old)
	if strings.HasSuffix(b.file, ".md") {
		from, to = frontMatter(old)
	}
	from, to, indent, err := lookUp(old, from, to, b.keys)
	if err != nil {
		return
	}
	var kept []line
	taken := false
	for _, l := range old[from:to] {
		if indentOf(l.text) == indent {
			name, _, _ := strings.Cut(strings.TrimSpace(l.text), ":")
			taken = slices.Contains(names, name)
		}
		if !taken {
			kept = append(kept, l)
		}
	}
	f[b.file] = slices.Concat(old[:from], kept, old[to:])
}

// input returns the files as they are read: from memory, but for links, which are nowhere but on a disk.
func (f files) input(t *testing.T) (Input, []diag.Problem) {
	t.Helper()
	in := Input{Theme: themes.Default(), Secret: &secret}
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
		if err := errors.Join(os.RemoveAll(path), os.Symlink(target, path)); err != nil {
			t.Skip(err)
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
	build := Open(in, early)
	out, _, err := build.Publish(p.dir, false, publish.Options{State: p.dir + ".state"})
	if err != nil {
		t.Fatal(err)
	}
	p.ledger = out.Ledger
	for _, b := range commands {
		for _, c := range b.lines {
			if customer, ok := strings.CutPrefix(c.text, "upfront share "); ok {
				share, _, ok := build.Site().Share(customer)
				if !ok {
					t.Fatalf("%s cannot be shared", customer)
				}
				p.ledger = p.ledger.Give(strings.TrimSuffix(strings.TrimPrefix(share.Path, privateFolder), "/index.html"), seal.PageOpen)
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
	for _, p := range Open(in, early).Check().Problems {
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
	problems, site := build(t, before, wrong, slices.Concat(right...))
	holdWrong(t, d, site, problems, wrong)
	for i, blocks := range right {
		var laid []block
		for _, w := range wrong {
			if !slices.ContainsFunc(blocks, func(b block) bool { return b.target() == w.target() }) && w.kind != "sh" {
				laid = append(laid, w)
			}
		}
		laid = append(laid, blocks...)
		problems, _ := build(t, before, laid, nil)
		for _, p := range problems {
			if p.Level() == diag.Notice && d.Severity != "notice" || excused(d, p) {
				continue
			}
			t.Errorf("right example %d: %s %s: %s | %s", i+1, p.At, p.Rule, p.Message, p.Help)
		}
	}
}

// build lays blocks over the base site, and compiles it, after what was published before.
func build(t *testing.T, before []example, blocks, other []block) ([]diag.Problem, files) {
	t.Helper()
	site := baseSite(t)
	p := publisher{dir: filepath.Join(t.TempDir(), "public")} // without anything before, a check is enough
	for _, e := range before {
		earlier := maps.Clone(site)
		lay(t, earlier, e.blocks)
		p.publish(t, earlier, e.blocks)
	}
	site.without(blocks, other)
	lay(t, site, blocks)
	if len(before) == 0 {
		in, early := site.input(t)
		return Open(in, early).Check().Problems, site
	}
	return p.publish(t, site, nil), site
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
