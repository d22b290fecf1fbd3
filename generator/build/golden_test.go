package build

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"upfront/generator/tree"
)

var update = flag.Bool("update", false, "rewrite the golden files; read the difference")

// A golden site is a txtar file in testdata: the site's files as they are written, and below out/ what each page says,
// block by block, as a reader without style sheets would get it. Letters are opened first.

func TestGoldenSites(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, in := goldenSite(t, file)
			compareGolden(t, file, archive, saidBy(t, Input{Tree: tree.Of(in), Theme: inputWith(nil).Theme, Secret: &secret}))
		})
	}
}

// goldenSite returns a golden site, and its files as they are written.
func goldenSite(t *testing.T, file string) (archive *txtar.Archive, in map[string]string) {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	in = map[string]string{}
	for _, f := range archive.Files {
		if !strings.HasPrefix(f.Name, "out/") {
			in[f.Name] = string(f.Data)
		}
	}
	return archive, in
}

// compareGolden holds the out/ files of an archive to what pages say.
func compareGolden(t *testing.T, file string, archive *txtar.Archive, got map[string]string) {
	t.Helper()
	kept := slices.DeleteFunc(slices.Clone(archive.Files), func(f txtar.File) bool { return strings.HasPrefix(f.Name, "out/") })
	if *update {
		for _, name := range slices.Sorted(maps.Keys(got)) {
			kept = append(kept, txtar.File{Name: "out/" + name, Data: []byte(got[name])})
		}
		if err := os.WriteFile(file, txtar.Format(&txtar.Archive{Comment: archive.Comment, Files: kept}), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want := map[string]string{}
	for _, f := range archive.Files[len(kept):] {
		want[strings.TrimPrefix(f.Name, "out/")] = string(f.Data)
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if got[name] != want[name] {
			t.Errorf("%s says\n%s\nwant\n%s", name, got[name], want[name])
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s is new", name)
		}
	}
}

// openedOutputs returns every output of a site, with letters opened, under the names of their customers.
func openedOutputs(t *testing.T, in Input) map[string]string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "public")
	publishTo(t, in, dir)
	pages := read(t, dir)
	for _, id := range Load(in, nil).Customers() {
		keys := secret.Keys(id, 1)
		path := privatePath(keys.Path().String())
		if page := pages[path]; boxPattern.MatchString(page) {
			pages["letters/"+id+".html"] = unseal(t, page, keys)
			delete(pages, path)
		}
	}
	return pages
}

// saidBy returns what every page of a site says, with letters opened, under the names of their customers.
func saidBy(t *testing.T, in Input) map[string]string {
	t.Helper()
	out := map[string]string{}
	for name, text := range openedOutputs(t, in) {
		switch filepath.Ext(name) {
		case ".html":
			out[name] = plain(t, text)
		case ".json", ".xml", ".txt", "":
			out[name] = strings.TrimSuffix(text, "\n") + "\n"
		}
	}
	return out
}

// plain returns the text of a page's main part, a line for each block, with the addresses of its links.
func plain(t *testing.T, page string) string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	root := doc
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Main {
			root = n
		}
	}
	var out bytes.Buffer
	walk(&out, root)
	var lines []string
	for line := range strings.Lines(out.String()) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

var inline = []atom.Atom{atom.A, atom.Abbr, atom.B, atom.Cite, atom.Code, atom.Del, atom.Em, atom.I, atom.Ins, atom.Kbd, atom.Q, atom.S,
	atom.Small, atom.Span, atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.Label, atom.Button}

func walk(out *bytes.Buffer, n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		out.WriteString(n.Data)
		return
	case n.DataAtom == atom.Script || n.DataAtom == atom.Style || n.DataAtom == atom.Head:
		return
	}
	block := n.Type == html.ElementNode && !slices.Contains(inline, n.DataAtom)
	if block {
		out.WriteString("\n")
	}
	for c := range n.ChildNodes() {
		walk(out, c)
	}
	for _, a := range n.Attr {
		if (a.Key == "href" || a.Key == "src") && n.DataAtom != atom.Link {
			fmt.Fprintf(out, " <%s>", a.Val)
		}
	}
	if block {
		out.WriteString("\n")
	}
}

func TestTheExampleSays(t *testing.T) {
	const file = "testdata/example.golden"
	archive, err := txtar.ParseFile(file)
	if err != nil && !*update {
		t.Fatal(err)
	}
	if archive == nil {
		archive = &txtar.Archive{}
	}
	archive.Comment = []byte("What every page of the example site says; rewritten with: go test ./generator/build -run Example -update\n\n")
	compareGolden(t, file, archive, saidBy(t, inputOf(t, "../..")))
}
