package theme

import (
	"cmp"
	"fmt"
	"html"
	"html/template"
	"maps"
	"path"
	"slices"
	"strings"
	"text/template/parse"

	"github.com/tdewolff/minify/v2"

	"upfront/generator/diag"
)

// How a template becomes a page: a file of the site's own is parsed as written, for its mistakes and their places; each
// is minified and parsed, and its words are set in; then one set of templates is made for each page, in which "main" is
// the page's own file. Where printing fails, the same is done without minifying, and the place is taken from there.

// templates gives a template for each page.
func (s fileSet) templates(locale Locale) (map[string]*template.Template, []diag.Problem) {
	if problems := s.check(locale); len(problems) > 0 {
		return nil, problems
	}
	pages, err := s.build(locale, minifier())
	if err == nil && s.ownTemplates() {
		err = s.tryEscaping(locale)
	}
	if err != nil {
		return nil, []diag.Problem{s.problem(err)}
	}
	return pages, nil
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

// build makes the set of each page; m nil leaves the templates as written.
func (s fileSet) build(locale Locale, m *minify.M) (map[string]*template.Template, error) {
	shared := trees{}
	for _, name := range append(s.paths("templates/partials/"), "templates/base.html") {
		if err := s.parse(shared, strings.TrimSuffix(path.Base(name), ".html"), name, locale, m); err != nil {
			return nil, err
		}
	}
	pages := map[string]*template.Template{}
	for _, page := range Pages {
		own := trees{}
		err := s.parse(own, "main", "templates/pages/"+page+".html", locale, m)
		if err == nil {
			pages[page], err = assemble(entry(page), own, shared, locale)
		}
		if err != nil {
			return nil, err
		}
	}
	return pages, nil
}

func entry(page string) string {
	if slices.Contains(bare, page) {
		return "main"
	}
	return "base"
}

// trees are parsed templates by the name that others call them by.
type trees map[string]*parse.Tree

// parse adds a file under a short name, and what it defines. Its tree keeps the path, which errors then name.
func (s fileSet) parse(into trees, as, name string, locale Locale, m *minify.M) error {
	text := string(s[name].data)
	if m != nil {
		small, err := m.String("text/html", text)
		if err != nil {
			return fmt.Errorf("template: %s:1: %w", name, err)
		}
		text = small
	}
	t, err := parseFile(name, text, locale)
	if err != nil {
		return err
	}
	for _, one := range t.Templates() {
		if one.Tree == nil {
			continue
		}
		setWords(one.Tree.Root, locale)
		if one.Name() == name {
			into[as] = one.Tree
		} else {
			into[one.Name()] = one.Tree
		}
	}
	return nil
}

// assemble makes a set of the entry and of whatever it calls, directly or not; the page's own come before the shared.
// Each set has trees of its own, because html/template changes those that it executes.
func assemble(entry string, own, shared trees, locale Locale) (*template.Template, error) {
	set, err := parseFile(entry, "", locale)
	if err != nil {
		return nil, err
	}
	added := map[string]bool{}
	for todo := []string{entry}; len(todo) > 0; {
		name := todo[0]
		todo = todo[1:]
		tree := cmp.Or(own[name], shared[name])
		if added[name] || tree == nil {
			continue
		}
		added[name] = true
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
	return set.Lookup(entry), nil
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
