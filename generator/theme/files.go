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

// fileSet holds a theme's files by path, the site's own in place of the default theme's. Files of words are merged key by
// key, so both stay: their paths start with "default/" or "own/".
type fileSet map[string]file

type file struct {
	path string // the path in the site's folder
	data []byte
	own  bool
}

// readFiles returns the files of the default theme with the site's own over them, and problems of those that nothing uses.
func readFiles(base fs.FS, site Site) (fileSet, []diag.Problem) {
	set := fileSet{}
	err := fs.WalkDir(base, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(base, name)
		set[keyOf(name, "default/")] = file{path: "themes/default/" + name, data: data}
		return err
	})
	if err != nil {
		return nil, []diag.Problem{{Rule: themeTemplate, At: diag.Place{File: "themes/default"}, Message: err.Error(), Help: "Install the program again."}}
	}
	var problems []diag.Problem
	for _, name := range slices.Sorted(maps.Keys(site.Files)) {
		at := "themes/" + site.Name + "/" + name
		if help := set.misplaced(name); help != "" {
			problems = append(problems, diag.Problem{Rule: themeTemplate, Severity: diag.Warning, At: diag.Place{File: at}, Message: "nothing uses this file", Help: help})
			continue
		}
		set[keyOf(name, "own/")] = file{path: at, data: site.Files[name], own: true}
	}
	return set, problems
}

func keyOf(name, prefix string) string {
	if strings.HasPrefix(name, "i18n/") {
		return prefix + name
	}
	return name
}

// misplaced returns what to do with a file that nothing uses; empty for a file that is used.
func (s fileSet) misplaced(name string) string {
	dir, base := path.Split(name)
	stem, isHTML := strings.CutSuffix(base, ".html")
	switch {
	case strings.HasPrefix(name, "assets/"), strings.HasPrefix(name, "faces/"), dir == "i18n/" && strings.HasSuffix(base, ".yaml"),
		name == "templates/base.html", dir == "templates/partials/" && isHTML, dir == pageFolder && isHTML && slices.Contains(s.pages(), stem),
		strings.EqualFold(base, "readme.md"), strings.EqualFold(base, "license"):
		return ""
	case dir == pageFolder && isHTML:
		if near, ok := diag.Nearest(stem, s.pages()); ok {
			return fmt.Sprintf("call it %s.html, or put it into templates/partials/", near)
		}
		return "the pages are " + strings.Join(s.pages(), ", ")
	}
	return "put templates into templates/pages/ or templates/partials/, words into i18n/, and everything else into assets/"
}

// minifier returns a minifier that keeps what html/template reads: quotes, end tags, and the document's own tags.
func minifier() *minify.M {
	m := minify.New()
	m.Add("text/html", &html.Minifier{TemplateDelims: html.GoTemplateDelims, KeepQuotes: true, KeepEndTags: true, KeepDocumentTags: true, KeepDefaultAttrVals: true})
	m.AddFunc("text/css", css.Minify)
	m.AddFunc("image/svg+xml", svg.Minify)
	return m
}

// Tight returns HTML in fewer bytes: without the quotes and the end tags that it can do without. It is for HTML that is
// printed once for many pages; for a page it costs more than it saves. Scripts stay as they are.
func Tight(page []byte) ([]byte, error) {
	m := minify.New()
	m.Add("text/html", &html.Minifier{})
	return m.Bytes("text/html", page)
}

var mediaTypes = map[string]string{".css": "text/css", ".svg": "image/svg+xml"}

// assets returns the function that returns the files to publish, which are minified when they are first asked for. With
// files of the site's own they are minified at once, so that their mistakes show.
func (s fileSet) assets(brand Brand) (func() []Asset, []diag.Problem) {
	minified := sync.OnceValues(func() ([]Asset, []diag.Problem) { return s.minifyAssets(brand) })
	assets := func() []Asset { all, _ := minified(); return all }
	for name, f := range s {
		if f.own && strings.HasPrefix(name, "assets/") {
			_, problems := minified()
			return assets, problems
		}
	}
	return assets, nil
}

// minifyAssets returns the files of assets/ with the brand, and those of its typeface.
func (s fileSet) minifyAssets(brand Brand) (out []Asset, problems []diag.Problem) {
	m := minifier()
	for _, name := range slices.Sorted(maps.Keys(s)) {
		if brand.isFontFile(name) {
			out = append(out, Asset{Path: "assets/" + s.fontPath(name), Data: s[name].data})
		}
		if !strings.HasPrefix(name, "assets/") {
			continue
		}
		data := brand.apply(name, s[name].data, s)
		if kind, ok := mediaTypes[path.Ext(name)]; ok {
			small, err := m.Bytes(kind, data)
			if err != nil {
				problems = append(problems, diag.Problem{Rule: themeTemplate, At: diag.Place{File: s[name].path}, Message: firstLine(err), Help: "Mend it, or take it out to use the default theme's."})
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
