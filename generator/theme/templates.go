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

// How a template becomes a page: a file of the site's own is parsed as written, for its mistakes and their places; each
// is minified and parsed, and its words are set in; then one set of templates is made for each page, in which "main" is
// the page's own file. Where printing fails, the same is done without minifying, and the place is taken from there.

// templates gives a template for each page, made when it is first asked for. With templates of the site's own, all are
// made at once, so that their mistakes show.
func (s fileSet) templates(locale Locale) (func(page string) (*template.Template, error), []diag.Problem) {
	if problems := s.check(locale); len(problems) > 0 {
		return nil, problems
	}
	b := &builder{files: s, locale: locale, minifier: minifier(), parsed: map[string]trees{}, pages: map[string]*template.Template{}}
	if !s.ownTemplates() {
		return b.page, nil
	}
	_, err := s.build(locale, minifier())
	if err == nil {
		err = s.tryEscaping(locale)
	}
	if err != nil {
		return nil, []diag.Problem{s.problem(err)}
	}
	return b.page, nil
}

// builder makes the templates of pages as they are asked for, and parses each file once.
type builder struct {
	files    fileSet
	locale   Locale
	minifier *minify.M // nil leaves templates as written

	mutex  sync.Mutex
	parsed map[string]trees // by file
	pages  map[string]*template.Template
}

// page gives the template of a page. It is safe for use by several goroutines.
func (b *builder) page(name string) (*template.Template, error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if made := b.pages[name]; made != nil {
		return made, nil
	}
	made, err := b.assemble(name)
	b.pages[name] = made
	return made, err
}

func (s fileSet) paths(prefix string) []string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(s)) {
		if strings.HasPrefix(name, prefix) && path.Ext(name) == ".html" {
			out = append(out, name)
		}
	}
	return out
}

func parseFile(name, text string, locale Locale) (*template.Template, error) {
	funcs := template.FuncMap{"word": locale.word, "url": safeURL}
	return template.New(name).Funcs(funcs).Option("missingkey=error").Parse(text)
}

// build makes the template of every page; m nil leaves them as written.
func (s fileSet) build(locale Locale, m *minify.M) (map[string]*template.Template, error) {
	b := &builder{files: s, locale: locale, minifier: m, parsed: map[string]trees{}, pages: map[string]*template.Template{}}
	for _, page := range Pages {
		if _, err := b.page(page); err != nil {
			return nil, err
		}
	}
	return b.pages, nil
}

func entry(page string) string {
	if slices.Contains(bare, page) {
		return "main"
	}
	return "base"
}

// trees are parsed templates by the name that others call them by.
type trees map[string]*parse.Tree

// parse gives what a file defines: its own text under a short name, and whatever it names itself. A tree keeps the path
// of its file, which errors then name.
func (b *builder) parse(as, name string) (trees, error) {
	if known, ok := b.parsed[name]; ok {
		return known, nil
	}
	text := string(b.files[name].data)
	if b.minifier != nil {
		small, err := b.minifier.String("text/html", text)
		if err != nil {
			return nil, fmt.Errorf("template: %s:1: %w", name, err)
		}
		text = small
	}
	t, err := parseFile(name, text, b.locale)
	if err != nil {
		return nil, err
	}
	made := trees{}
	for _, one := range t.Templates() {
		if one.Tree == nil {
			continue
		}
		setWords(one.Tree.Root, b.locale)
		if one.Name() == name {
			made[as] = one.Tree
		} else {
			made[one.Name()] = one.Tree
		}
	}
	b.parsed[name] = made
	return made, nil
}

// find gives the tree that a page calls by a name, nil where there is none: the page's own come before what stands in a
// file of its own, and that before what other files define.
func (b *builder) find(name string, own trees) (*parse.Tree, error) {
	if own[name] != nil {
		return own[name], nil
	}
	file := "templates/partials/" + name + ".html"
	if name == "base" {
		file = "templates/base.html"
	}
	if _, ok := b.files[file]; ok {
		made, err := b.parse(name, file)
		if err != nil || made[name] != nil {
			return made[name], err
		}
	}
	for _, file := range append(b.files.paths("templates/partials/"), "templates/base.html") {
		made, err := b.parse(strings.TrimSuffix(path.Base(file), ".html"), file)
		if err != nil || made[name] != nil {
			return made[name], err
		}
	}
	return nil, nil
}

// assemble makes a set of a page's entry and of whatever it calls, directly or not. Each set has trees of its own,
// because html/template changes those that it executes.
func (b *builder) assemble(page string) (*template.Template, error) {
	own, err := b.parse("main", "templates/pages/"+page+".html")
	if err != nil {
		return nil, err
	}
	set, err := parseFile(entry(page), "", b.locale)
	if err != nil {
		return nil, err
	}
	added := map[string]bool{}
	for todo := []string{entry(page)}; len(todo) > 0; {
		name := todo[0]
		todo = todo[1:]
		if added[name] {
			continue
		}
		added[name] = true
		tree, err := b.find(name, own)
		if err != nil {
			return nil, err
		}
		if tree == nil {
			continue
		}
		if _, err := set.AddParseTree(name, tree.Copy()); err != nil {
			return nil, err
		}
		lists(tree.Root, func(l *parse.ListNode) {
			for _, n := range l.Nodes {
				if call, ok := n.(*parse.TemplateNode); ok {
					todo = append(todo, call.Name)
				}
			}
		})
	}
	return set.Lookup(entry(page)), nil
}

// lists calls f for every list of nodes below n, n's own first.
func lists(n parse.Node, f func(*parse.ListNode)) {
	branch := func(b *parse.BranchNode) {
		lists(b.List, f)
		if b.ElseList != nil {
			lists(b.ElseList, f)
		}
	}
	switch n := n.(type) {
	case *parse.ListNode:
		f(n)
		for _, child := range n.Nodes {
			lists(child, f)
		}
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	}
}

// setWords replaces each {{word "key"}} by the word. Words are the theme's own text: escaped once for HTML, they are
// right in an element and in a quoted attribute, the two places where templates have them.
func setWords(root *parse.ListNode, locale Locale) {
	lists(root, func(l *parse.ListNode) {
		for i, n := range l.Nodes {
			if key, args := wordCall(n); key != "" && args == 0 {
				l.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: n.Position(), Text: []byte(html.EscapeString(locale.words[key]))}
			}
		}
	})
}

// wordCall gives the key of a {{word "key" …}}, and how many arguments follow it.
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
