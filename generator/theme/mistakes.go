package theme

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io"
	"maps"
	"slices"
	"strconv"
	"text/template/parse"
	"unicode/utf8"

	"upfront/generator/diag"
	"upfront/generator/lazy"
)

// Mistakes in a site's own templates are found when the theme is loaded; only a field that a view does not have shows
// when the page is printed. Each is reported with the line and column that its author sees.

// maxTemplate is the most bytes of one template. To escape it takes the square of its tags.
const maxTemplate = 128 << 10

// check parses each of the site's own templates as written, and looks up its words. The tests check those of the default theme.
func (s fileSet) check(locale Locale) (problems []diag.Problem) {
	for _, name := range s.paths("templates/") {
		if !s[name].own {
			continue
		}
		if size := len(s[name].data); size > maxTemplate {
			problems = append(problems, diag.Problem{Rule: themeTemplate, At: diag.Place{File: s[name].path, Line: 1, Column: 1},
				Message: fmt.Sprintf("the template has %d KiB, and at most %d KiB are read", (size+1023)>>10, maxTemplate>>10),
				Help:    "Move what several pages share to templates/partials/, and styles and scripts to assets/."})
			continue
		}
		t, err := parseFile(name, string(s[name].data), locale)
		if err != nil {
			problems = append(problems, s.problem(err))
			continue
		}
		for _, t := range t.Templates() {
			if t.Tree != nil {
				problems = append(problems, s.unknownWords(t.Tree, locale)...)
			}
		}
	}
	return problems
}

func (s fileSet) unknownWords(tree *parse.Tree, locale Locale) (problems []diag.Problem) {
	eachNode(tree.Root, func(n *parse.Node) {
		key, _ := wordCall(*n)
		if key == "" || locale.Has(key) {
			return
		}
		place, _ := tree.ErrorContext(*n)
		p := s.problem(errors.New("template: " + place + ": no word is called " + strconv.Quote(key)))
		p.Rule, p.Help = themeWords, fmt.Sprintf("add %q to i18n/%s.yaml of your theme", key, locale.language)
		if near, ok := diag.Nearest(key, slices.Collect(maps.Keys(locale.words))); ok {
			p.Help = fmt.Sprintf("write %q, or %s", near, p.Help)
		}
		problems = append(problems, p)
	})
	return problems
}

// tryEscaping escapes the templates, which finds an unclosed tag, an attribute without quotes, or a call of a template
// that is not there.
func (s fileSet) tryEscaping(locale Locale) error {
	plain := newBuilder(s, locale, nil)
	for _, name := range s.pages() {
		page, err := plain.page(name)
		if err != nil {
			return err
		}
		var mistake *template.Error
		if err := page.Execute(io.Discard, nil); errors.As(err, &mistake) {
			return err
		}
	}
	return nil
}

// explain returns the error of printing with the place in the template as written.
func (s fileSet) explain(page string, locale Locale, view any, err error) error {
	if plain, buildErr := newBuilder(s, locale, nil).page(page); buildErr == nil {
		if plainErr := plain.Execute(io.Discard, view); plainErr != nil {
			err = plainErr
		}
	}
	return &Error{s.problem(err)}
}

var templateError = lazy.Pattern(`(?s)^(?:html/)?template: ?([^:]+):(\d+)(?::(\d+))?: (.*)$`)

// problem returns the problem of an error of the template packages, which name file and line in their text.
func (s fileSet) problem(err error) diag.Problem {
	p := diag.Problem{Rule: themeTemplate, Message: firstLine(err), Help: "Mend the template, or take it out to use the default theme's."}
	m := templateError().FindStringSubmatch(err.Error())
	if m == nil {
		p.At.File = "themes"
		return p
	}
	p.At.File, p.Message = m[1], m[4]
	if f, ok := s[m[1]]; ok {
		p.At.File = f.path
	}
	p.At.Line, _ = strconv.Atoi(m[2])
	lines := bytes.Split(s[m[1]].data, []byte("\n"))
	if offset, err := strconv.Atoi(m[3]); err == nil && p.At.Line <= len(lines) && offset <= len(lines[p.At.Line-1]) {
		p.At.Column = utf8.RuneCount(lines[p.At.Line-1][:offset]) + 1 // in characters
	}
	return p
}
