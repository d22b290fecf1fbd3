package theme

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/svg"

	"upfront/generator/diag"
)

const themeTemplate diag.RuleID = "theme-template"

// fileSet is a theme's files by path, the site's own laid over the default's. Words are kept apart, because they are
// laid key by key: their paths start with "default/" or "own/".
type fileSet map[string]file

type file struct {
	at   string // the path that its author knows
	data []byte
	own  bool
}

func lay(base fs.FS, site Site) (fileSet, []diag.Problem) {
	set := fileSet{}
	err := fs.WalkDir(base, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(base, name)
		set[layer(name, "default/")] = file{at: "themes/default/" + name, data: data}
		return err
	})
	if err != nil {
		return nil, []diag.Problem{{Rule: themeTemplate, At: diag.Place{File: "themes/default"}, Message: err.Error(), Help: "install the program again"}}
	}
	return set, set.add(site)
}

func layer(name, prefix string) string {
	if strings.HasPrefix(name, "i18n/") {
		return prefix + name
	}
	return name
}

// add lays the site's own files, and finds those that nothing would use.
func (s fileSet) add(site Site) (problems []diag.Problem) {
	for _, name := range slices.Sorted(maps.Keys(site.Files)) {
		at := "themes/" + site.Name + "/" + name
		if help := misplaced(name); help != "" {
			problems = append(problems, diag.Problem{Rule: themeTemplate, Severity: diag.Warning, At: diag.Place{File: at}, Message: "nothing uses this file", Help: help})
			continue
		}
		s[layer(name, "own/")] = file{at: at, data: site.Files[name], own: true}
	}
	return problems
}

// misplaced says where a file would be used that is not; empty for one that is.
func misplaced(name string) string {
	dir, base := path.Split(name)
	stem, isHTML := strings.CutSuffix(base, ".html")
	switch {
	case strings.HasPrefix(name, "assets/"), strings.HasPrefix(name, "faces/"), name == "templates/base.html", dir == "templates/partials/" && isHTML:
		return ""
	case dir == "i18n/" && strings.HasSuffix(base, ".yaml"):
		return ""
	case dir == "templates/pages/" && isHTML:
		if slices.Contains(Pages, stem) {
			return ""
		}
		if near, ok := diag.Nearest(stem, Pages); ok {
			return fmt.Sprintf("call it %s.html, or put it into templates/partials/", near)
		}
		return "the pages are " + strings.Join(Pages, ", ")
	case strings.EqualFold(base, "readme.md"), strings.EqualFold(base, "license"):
		return ""
	}
	return "put templates into templates/pages/ or templates/partials/, words into i18n/, and everything else into assets/"
}

// minifier keeps what html/template reads: quotes, end tags, and the document's own tags.
func minifier() *minify.M {
	m := minify.New()
	m.Add("text/html", &html.Minifier{TemplateDelims: html.GoTemplateDelims, KeepQuotes: true, KeepEndTags: true, KeepDocumentTags: true, KeepDefaultAttrVals: true})
	m.AddFunc("text/css", css.Minify)
	m.AddFunc("image/svg+xml", svg.Minify)
	return m
}

// Tight gives HTML in fewer bytes: without the quotes and the end tags that it can do without. Printing does not, because
// it would cost more than it saves; it is for what is printed once for many pages. Scripts stay as they are.
func Tight(page []byte) ([]byte, error) {
	m := minify.New()
	m.Add("text/html", &html.Minifier{})
	return m.Bytes("text/html", page)
}

var minified = map[string]string{".css": "text/css", ".svg": "image/svg+xml"}

// assets gives the files of assets/, made when they are first asked for. With files of the site's own they are made at
// once, so that their mistakes show.
func (s fileSet) assets(brand Brand) (func() []Asset, []diag.Problem) {
	made := sync.OnceValues(func() ([]Asset, []diag.Problem) { return s.makeAssets(brand) })
	give := func() []Asset { all, _ := made(); return all }
	for name, f := range s {
		if f.own && strings.HasPrefix(name, "assets/") {
			_, problems := made()
			return give, problems
		}
	}
	return give, nil
}

// makeAssets puts the brand's colours into the stylesheet and the mark, and adds its typeface.
func (s fileSet) makeAssets(brand Brand) (out []Asset, problems []diag.Problem) {
	m := minifier()
	for _, name := range slices.Sorted(maps.Keys(s)) {
		if brand.faceFile(name) {
			out = append(out, Asset{Path: "assets/" + name, Data: s[name].data})
		}
		if !strings.HasPrefix(name, "assets/") {
			continue
		}
		data := brand.mark(name, s[name].data)
		if kind, ok := minified[path.Ext(name)]; ok {
			small, err := m.Bytes(kind, data)
			if err != nil {
				problems = append(problems, diag.Problem{Rule: themeTemplate, At: diag.Place{File: s[name].at}, Message: firstLine(err), Help: "mend it, or take it out to use the default theme's"})
				continue
			}
			data = bytes.TrimSpace(small)
		}
		out = append(out, Asset{Path: name, Data: data})
	}
	return out, problems
}

func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}
