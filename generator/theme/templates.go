package theme

import (
	"fmt"
	"html"
	"html/template"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"text/template/parse"

	"github.com/tdewolff/minify/v2"

	"upfront/generator/diag"
)

// How a template becomes a page: a file of the site's own is parsed as written, for its mistakes and their places. Each
// file is minified and parsed, and its words are set in. Then a set of templates is made for each page, in which "main"
// is the page's own file. Where printing fails, the same is done without minifying, and the place is taken from there.

// templates returns the function that returns the template of a page, which is built when it is first asked for. With
// templates of the site's own, all are built at once, so that their mistakes show.
func (s fileSet) templates(locale Locale) (func(page string) (*template.Template, error), []diag.Problem) {
	if problems := s.check(locale); len(problems) > 0 {
		return nil, problems
	}
	b := newBuilder(s, locale, minifier())
	if !slices.ContainsFunc(s.paths("templates/"), func(name string) bool { return s[name].own }) {
		return b.page, nil
	}
	for _, name := range s.pages() {
		if _, err := b.page(name); err != nil {
			return nil, []diag.Problem{s.problem(err)}
		}
	}
	if err := s.tryEscaping(locale); err != nil {
		return nil, []diag.Problem{s.problem(err)}
	}
	return b.page, nil
}

// builder builds the templates of pages as they are asked for, and parses each file once.
type builder struct {
	files    fileSet
	partials []string // their paths, and that of the page around every page
	locale   Locale
	minifier *minify.M // nil leaves templates as written

	mutex  sync.Mutex
	parsed map[string]trees // by file
	pages  map[string]*template.Template
}

func newBuilder(files fileSet, locale Locale, m *minify.M) *builder {
	return &builder{files: files, partials: append(files.paths("templates/partials/"), "templates/base.html"), locale: locale, minifier: m, parsed: map[string]trees{}, pages: map[string]*template.Template{}}
}

// page returns the template of a page. It is safe for use by several goroutines.
func (b *builder) page(name string) (*template.Template, error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if b.pages[name] != nil {
		return b.pages[name], nil
	}
	page, err := b.build(name)
	b.pages[name] = page
	return page, err
}

// build returns a set of a page's entry and of the templates that it calls, directly or not. Each set has trees of its
// own, because html/template changes those that it executes.
func (b *builder) build(page string) (*template.Template, error) {
	own, err := b.parse("main", pagePath(page))
	if err != nil {
		return nil, err
	}
	entry := "base"
	if slices.Contains(bare, page) {
		entry = "main"
	}
	set, err := parseFile(entry, "", b.locale)
	if err == nil {
		err = b.add(set, entry, own, map[string]bool{})
	}
	if err != nil {
		return nil, err
	}
	return set.Lookup(entry), nil
}

// add adds to a set the template of a name, and those that it calls.
func (b *builder) add(set *template.Template, name string, own trees, added map[string]bool) error {
	if added[name] {
		return nil
	}
	added[name] = true
	tree, err := b.find(name, own)
	if err != nil || tree == nil {
		return err
	}
	if _, err := set.AddParseTree(name, tree.Copy()); err != nil {
		return err
	}
	eachNode(tree.Root, func(n *parse.Node) {
		if call, ok := (*n).(*parse.TemplateNode); ok && err == nil {
			err = b.add(set, call.Name, own, added)
		}
	})
	return err
}

// trees are parsed templates by the names that others call them by.
type trees map[string]*parse.Tree

// find returns the tree that a page calls by a name, nil where there is none: of those that the page's own file
// defines, of the file of that name, or of any file that defines it, in this order.
func (b *builder) find(name string, own trees) (*parse.Tree, error) {
	if own[name] != nil {
		return own[name], nil
	}
	first := "templates/partials/" + name + ".html"
	if name == "base" {
		first = "templates/base.html"
	}
	for _, file := range slices.Insert(slices.Clone(b.partials), 0, first) {
		if _, ok := b.files[file]; !ok {
			continue
		}
		defined, err := b.parse(strings.TrimSuffix(path.Base(file), ".html"), file)
		if err != nil || defined[name] != nil {
			return defined[name], err
		}
	}
	return nil, nil
}

// parse returns what a file defines: its own text under a short name, and the templates that it names itself. A tree
// keeps the path of its file, which errors then name. In place of {{word "key"}} is the word: escaped once for HTML, it is
// right in an element and in a quoted attribute, the two places where templates have words.
func (b *builder) parse(short, file string) (trees, error) {
	if cached, ok := b.parsed[file]; ok {
		return cached, nil
	}
	text := string(b.files[file].data)
	if b.minifier != nil {
		small, err := b.minifier.String("text/html", text)
		if err != nil {
			return nil, fmt.Errorf("template: %s:1: %w", file, err)
		}
		text = small
	}
	t, err := parseFile(file, text, b.locale)
	if err != nil {
		return nil, err
	}
	defined := trees{}
	for _, t := range t.Templates() {
		if t.Tree == nil {
			continue
		}
		eachNode(t.Tree.Root, func(n *parse.Node) {
			if key, args := wordCall(*n); key != "" && args == 0 {
				*n = &parse.TextNode{NodeType: parse.NodeText, Pos: (*n).Position(), Text: []byte(html.EscapeString(b.locale.words[key]))}
			}
		})
		if t.Name() == file {
			defined[short] = t.Tree
		} else {
			defined[t.Name()] = t.Tree
		}
	}
	b.parsed[file] = defined
	return defined, nil
}

const pageFolder = "templates/pages/"

func pagePath(page string) string { return pageFolder + page + ".html" }

// pages returns the names of the pages, which are those of the default theme.
func (s fileSet) pages() []string {
	var out []string
	for _, name := range s.paths(pageFolder) {
		out = append(out, strings.TrimSuffix(path.Base(name), ".html"))
	}
	return out
}

func parseFile(name, text string, locale Locale) (*template.Template, error) {
	funcs := template.FuncMap{"word": locale.word, "url": safeURL}
	return template.New(name).Funcs(funcs).Option("missingkey=error").Parse(text)
}

func (s fileSet) paths(folder string) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(s)), func(name string) bool {
		return !strings.HasPrefix(name, folder) || path.Ext(name) != ".html"
	})
}

// wordCall returns the key of a {{word "key" …}}, and how many arguments follow it.
func wordCall(n parse.Node) (key string, args int) {
	action, ok := n.(*parse.ActionNode)
	if !ok || len(action.Pipe.Decl) > 0 || len(action.Pipe.Cmds) != 1 {
		return "", 0
	}
	call := action.Pipe.Cmds[0].Args
	if len(call) < 2 || call[0].String() != "word" {
		return "", 0
	}
	text, ok := call[1].(*parse.StringNode)
	if !ok {
		return "", 0
	}
	return text.Text, len(call) - 2
}

// eachNode calls f for each node of a list and of the lists within; f may replace it.
func eachNode(list *parse.ListNode, f func(*parse.Node)) {
	if list == nil {
		return
	}
	for i := range list.Nodes {
		f(&list.Nodes[i])
		var branch *parse.BranchNode
		switch n := list.Nodes[i].(type) {
		case *parse.IfNode:
			branch = &n.BranchNode
		case *parse.RangeNode:
			branch = &n.BranchNode
		case *parse.WithNode:
			branch = &n.BranchNode
		default:
			continue
		}
		eachNode(branch.List, f)
		eachNode(branch.ElseList, f)
	}
}
