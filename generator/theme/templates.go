package theme

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"html/template"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"
	"unicode/utf8"

	"github.com/tdewolff/minify/v2"

	"upfront/generator/diag"
)

// How a template becomes a page: each file is parsed as written, for its mistakes and their places; minified, and
// parsed again; its words are set in; then one set of templates is made for each page, in which "main" is the page's
// own file. Where printing fails, the same is done without minifying, and the place is taken from there.

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

func (s fileSet) ownTemplates() bool {
	return slices.ContainsFunc(s.paths("templates/"), func(name string) bool { return s[name].own })
}

// check parses each template as written, and looks up its words.
func (s fileSet) check(locale Locale) (problems []diag.Problem) {
	for _, name := range s.paths("templates/") {
		t, err := parseFile(name, string(s[name].data), locale)
		if err != nil {
			problems = append(problems, s.problem(err))
			continue
		}
		for _, one := range t.Templates() {
			if one.Tree != nil {
				problems = append(problems, s.unknownWords(one.Tree, locale)...)
			}
		}
	}
	return problems
}

func parseFile(name, text string, locale Locale) (*template.Template, error) {
	funcs := template.FuncMap{"word": locale.word, "url": safeURL}
	return template.New(name).Funcs(funcs).Option("missingkey=error").Parse(text)
}

// build makes the set of each page; m nil leaves the templates as written.
func (s fileSet) build(locale Locale, m *minify.M) (map[string]*template.Template, error) {
	shared := template.New("").Funcs(template.FuncMap{"word": locale.word, "url": safeURL})
	for _, name := range append(s.paths("templates/partials/"), "templates/base.html") {
		if err := s.addTo(shared, strings.TrimSuffix(path.Base(name), ".html"), name, locale, m); err != nil {
			return nil, err
		}
	}
	pages := map[string]*template.Template{}
	for _, page := range Pages {
		set, err := shared.Clone()
		if err == nil {
			err = s.addTo(set, "main", "templates/pages/"+page+".html", locale, m)
		}
		if err != nil {
			return nil, err
		}
		pages[page] = set.Lookup(entry(page))
	}
	return pages, nil
}

func entry(page string) string {
	if slices.Contains(bare, page) {
		return "main"
	}
	return "base"
}

// addTo adds a file to the set under a short name. Its parse tree keeps the path, which errors then name.
func (s fileSet) addTo(set *template.Template, as, name string, locale Locale, m *minify.M) error {
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
		short := one.Name()
		if short == name {
			short = as
		}
		if _, err := set.AddParseTree(short, one.Tree); err != nil {
			return err
		}
	}
	return nil
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

func (s fileSet) unknownWords(tree *parse.Tree, locale Locale) (problems []diag.Problem) {
	lists(tree.Root, func(l *parse.ListNode) {
		for _, n := range l.Nodes {
			key, _ := wordCall(n)
			if key == "" || locale.Has(key) {
				continue
			}
			where, _ := tree.ErrorContext(n)
			p := s.problem(errors.New("template: " + where + ": no word is called " + strconv.Quote(key)))
			p.Rule, p.Help = "theme-words", s.wordHelp(key, locale)
			problems = append(problems, p)
		}
	})
	return problems
}

func (s fileSet) wordHelp(key string, locale Locale) string {
	if near, ok := diag.Nearest(key, slices.Collect(maps.Keys(locale.words))); ok {
		return fmt.Sprintf("write %q, or add %q to i18n/%s.yaml of your theme", near, key, locale.language)
	}
	return fmt.Sprintf("add %q to i18n/%s.yaml of your theme", key, locale.language)
}

// tryEscaping makes the templates ready to be executed, which finds an unclosed tag, an attribute without quotes, or a
// call of a template that is not there.
func (s fileSet) tryEscaping(locale Locale) error {
	pages, err := s.build(locale, nil)
	if err != nil {
		return err
	}
	for _, name := range Pages {
		var mistake *template.Error
		if err := pages[name].Execute(io.Discard, nil); errors.As(err, &mistake) {
			return err
		}
	}
	return nil
}

// explain gives the error of printing with the place in the template as written.
func (s fileSet) explain(page string, locale Locale, view any, err error) error {
	if pages, again := s.build(locale, nil); again == nil {
		if plain := pages[page].Execute(io.Discard, view); plain != nil {
			err = plain
		}
	}
	return &Error{s.problem(err)}
}

var templateError = regexp.MustCompile(`(?s)^(?:html/)?template: ?([^:]+):(\d+)(?::(\d+))?: (.*)$`)

// problem turns an error of the template packages, which name file and line in their text, into a problem.
func (s fileSet) problem(err error) diag.Problem {
	p := diag.Problem{Rule: "theme-template", Message: firstLine(err), Help: "mend the template, or take it out to use the default theme's"}
	m := templateError.FindStringSubmatch(err.Error())
	if m == nil {
		p.At.File = "themes"
		return p
	}
	p.At.File, p.Message = m[1], m[4]
	if f, ok := s[m[1]]; ok {
		p.At.File = f.at
	}
	p.At.Line, _ = strconv.Atoi(m[2])
	if offset, err := strconv.Atoi(m[3]); err == nil {
		p.At.Column = column(s[m[1]].data, p.At.Line, offset)
	}
	return p
}

// column turns an offset in bytes into a column in characters, from 1.
func column(text []byte, line, offset int) int {
	lines := bytes.Split(text, []byte("\n"))
	if line > len(lines) || offset > len(lines[line-1]) {
		return 0
	}
	return utf8.RuneCount(lines[line-1][:offset]) + 1
}
