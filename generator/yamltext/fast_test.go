package yamltext

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"upfront/generator/internal/figure"
	"upfront/generator/internal/spoil"
)

// bothWays reads a text fast and the slow way, and holds that they agree wherever the fast reader does not stop.
func bothWays(t testing.TB, name, text string) (readFast bool) {
	t.Helper()
	if c := (cleaner{}); isClean([]byte(text)) && (IsUTF16([]byte(text)) || oneLongLine([]byte(text)) || c.clean(text) != text || len(c.problems()) > 0) {
		t.Errorf("%s: not as clean as it seems: %q", name, text)
	}
	clean, _, ok := cleanText("f", 3, []byte(text))
	if !ok {
		return false
	}
	fast := fastReaders.Get().(*fastReader) // used before, mostly
	defer fast.release()
	root, ok := fast.read(clean, 3)
	if !ok {
		return false
	}
	slow := Document{Root: &Node{Line: 3, Column: 1}, first: 3, text: clean, expected: nothingExpected}
	slow.readSlowly("f")
	if len(slow.Problems) > 0 || slow.recovery != nil {
		t.Errorf("%s: read fast, though it holds mistakes: %+v\n%s", name, slow.Problems, text)
	} else if !reflect.DeepEqual(root, slow.Root) {
		t.Errorf("%s: read fast it is\n%s\nand the slow way\n%s\nof %q", name, sketch(root), sketch(slow.Root), text)
	}
	return true
}

// sketch writes a node for people to compare.
func sketch(n *Node) string {
	var b strings.Builder
	var draw func(n *Node, indent string)
	draw = func(n *Node, indent string) {
		fmt.Fprintf(&b, "%s%s %q at %d:%d+%d", indent, n.Kind, n.Text, n.Line, n.Column, n.Width)
		for word, is := range map[string]bool{" bare": n.Plain, " in brackets": n.Flow} {
			if is {
				b.WriteString(word)
			}
		}
		b.WriteByte('\n')
		for i, item := range n.Items {
			if n.Kind == Group {
				draw(n.Keys[i], indent+"= ")
			}
			draw(item, indent+"  ")
		}
	}
	draw(n, "")
	return b.String()
}

var nothingExpected = Expected{Names: func() FieldNames { return FieldNames{} }}

// yamlFiles returns the text of every YAML file that ships with the program, and of the front matter of every Markdown
// file, by its name.
func yamlFiles(t testing.TB) map[string]string {
	all := map[string]string{"testdata/agreement.yaml": agreementText(t)}
	for _, root := range []string{"../../site.yaml", "../../content", "../../cmd/upfront/starters", "../../themes", "../syntax/startfiles"} {
		count := len(all)
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(name)
			switch path.Ext(name) {
			case ".yaml":
				all[name] = string(data)
			case ".md":
				if _, rest, ok := strings.Cut(string(data), "---\n"); ok {
					all[name], _, _ = strings.Cut(rest, "\n---")
				}
			}
			return err
		})
		if err != nil || len(all) == count {
			t.Fatalf("no YAML below %s: %v", root, err)
		}
	}
	return all
}

// Whatever ships with the program is read fast, so that it is fast where people begin.
func TestRealFilesAreReadFast(t *testing.T) {
	for name, text := range yamlFiles(t) {
		if !bothWays(t, name, text) {
			t.Errorf("%s is not read fast", name)
		}
	}
}

// leftToTheLibrary is what the fast reader must leave to the library: mistakes, traps, and the rarer parts of YAML.
var leftToTheLibrary = []string{
	"", "# only a remark\n", "a", "  a: b\n", "---\na: b\n", "a: b\n---\n", "a: b\n...\n", "%YAML 1.2\n---\na: b\n",
	"a: &b c\n", "a: *b\n", "a: !b c\n", "<<: {a: b}\n", "? a\n: b\n", "[a]: b\n", "a: {b}\n", "a: {b:c}\n", "a: {b:c: \"\"}\n", "a: {b: }\n", "a: [b: c]\n", "a: [b, ]\n",
	"a: b: c\n", "a: b\n  c\n", "a: 'b\n  c'\n", "a: [b,\n  c]\n", "a:\n    b: c\n  d: e\n", "a: b\n c: d\n", "- a\nb: c\n", "a:\tb\n", "a: b\r\nc: d\r\n",
	"a: We are the #1 courier\n", "a: #1\n", "a: \"b\" c\n", "a: \"b\\x41\"\n", "a: @b\n", "a: |2\n  b\n", "a: |\nb: c\n", "a: |\n   \n  b\n", "a:b\n", "a: - b\n", "a: >\n \u2004",
}

func TestFastReaderStops(t *testing.T) {
	for _, text := range leftToTheLibrary {
		if bothWays(t, "stops", text) {
			t.Errorf("read fast: %q", text)
		}
	}
}

// written is what people write, each thing once.
var written = []string{
	"a: b", "a: b\n", "a:\n", "a:", "a: ~\nnull: NULL\n", "a : b # c\n", "a: b#c\n", "a: -5\n", "a: http://b:80/c\n", "a: b  \n\n\n  # c\n#\nd: e\n",
	"- a\n-\n- - b\n  - c\n-   d: e\n    f: g\n", "a:\n- b\n- c:\n    d\n-\n  e: f\ng:\n  - h\n", "a:\n  'b'\nc:\n  [d]\n",
	"a: 'it''s # b'  # c\n", "a: \"\\\\ \\\" \\n \\u00e4 ä\" # b\n", "\"a\": b\n'c' : d\n", "ä: {ö: [ü, \"東 京\", -1], ß: {}} #\n", "a: []\nb: [[c], {d: e}]\n",
	"a: |\n  b\n\n   c\n  \n    \n\n# d\ne: f\n", "a: >-\n\n  b\n  c\n\n  d\n   e\n  f\n\n", "- |+\n  ä #b  \n\n", "a: |-\n  b", "a: >\n  b\n\n\n   c\n\n  d\n  ",
}

func TestFastReaderReads(t *testing.T) {
	for _, text := range written {
		if !bothWays(t, "read", text) {
			t.Errorf("not read fast: %q", text)
		}
	}
}

// TestFastReaderAgreesOnSpoiltFiles changes each line of each real file in one way, and each file in further ways at random. A
// quick run changes one line in three.
func TestFastReaderAgreesOnSpoiltFiles(t *testing.T) {
	ways := []func(line string) []string{
		func(line string) []string { return nil },
		func(line string) []string { return []string{line, line} },
		func(line string) []string { return []string{" " + line} },
		func(line string) []string { return []string{strings.TrimPrefix(line, " ")} },
		func(line string) []string { return []string{line[:len(line)/2]} },
		func(line string) []string { return []string{line + " # x"} },
		func(line string) []string { return []string{"# x", line, ""} },
	}
	files := yamlFiles(t)
	random := rand.New(rand.NewPCG(2026, 11))
	read, tried := 0, 0
	try := func(name, text string) {
		if tried++; bothWays(t, name, text) {
			read++
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		lines := strings.Split(files[name], "\n")
		for i, line := range lines {
			if changed := ways[random.IntN(len(ways))](line); i%figure.Every(3) == 0 {
				try(fmt.Sprintf("%s, line %d", name, i+1), strings.Join(slices.Concat(lines[:i], changed, lines[i+1:]), "\n"))
			}
		}
		for range min(20, figure.Of(2400)) {
			try(name+", spoilt", spoil.Text(random, files[name]))
			changed := []byte(files[name])
			changed[random.IntN(len(changed))] = byte(random.IntN(256))
			try(name+", one byte", string(changed))
		}
		if t.Failed() {
			return
		}
	}
	if read < tried/2 || read > tried*9/10 {
		t.Errorf("%d of %d texts were read fast: are they spoilt as they should be?", read, tried)
	}
}

// FuzzFast holds that the two ways to read a text agree, or that the fast one stops.
func FuzzFast(f *testing.F) {
	for _, text := range slices.Concat(written, leftToTheLibrary, slices.Collect(maps.Values(yamlFiles(f)))) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		bothWays(t, "fuzz", text)
	})
}
