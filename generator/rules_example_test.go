package generator

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"upfront/generator/diag"
)

// How an example is written stands in rules_test.go; here it is read, and laid over the site.

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
		from, to, indent, err := f.value(b)
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

// value returns which lines of its file a block of YAML is laid over, and how far these are indented.
func (f files) value(b block) (from, to, indent int, err error) {
	lines := f[b.file]
	if to = len(lines); strings.HasSuffix(b.file, ".md") {
		from, to = frontMatter(lines)
	}
	return lookUp(lines, from, to, b.keys)
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
	at := 0
	if list := strings.HasPrefix(fields[0].text, "- "); !list {
		out, at = dropped(old, fieldNames(fields), indent)
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

// dropped returns a mapping without some of its fields, and where the first of these was; else its end.
func dropped(lines []line, names []string, indent int) (out []line, at int) {
	at = -1
	taken := false
	for _, l := range lines {
		if indentOf(l.text) == indent {
			name, _, _ := strings.Cut(strings.TrimSpace(l.text), ":")
			taken = slices.Contains(names, name)
		}
		switch {
		case !taken:
			out = append(out, l)
		case at < 0:
			at = len(out)
		}
	}
	if at < 0 {
		at = len(out)
	}
	return out, at
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
			if from, to, indent, err := f.value(r); err == nil { // else it is of another block
				kept, _ := dropped(f[r.file][from:to], names, indent)
				f[r.file] = slices.Concat(f[r.file][:from], kept, f[r.file][to:])
			}
		}
	}
}
