// Package theme loads templates, words and assets, and prints a view. It reads no files itself, and decides nothing about
// what a page says.
//
// To add a language, write i18n/<language>.yaml of the default theme: keys that it lacks are reported. To add a page, see
// package site: its template is a file in templates/pages/ of the default theme.
//
// A theme is a folder:
//
//	templates/base.html       the page around every page; it calls {{template "main" .}}
//	templates/pages/*.html    one file for each page, and no other pages than those of the default theme
//	templates/partials/*.html pieces that templates call by name: {{template "promise" .}}
//	assets/                   copied to assets/ of the site; the stylesheet and SVGs are minified
//	faces/                    the typefaces to choose from; the chosen one is copied to assets/faces/ of the site
//	i18n/<language>.yaml      every fixed word, dates, numbers and money
//
// A site's own theme replaces the default one file by file, and its words key by key. A template is executed with one view
// of package site or letter, and can ask for nothing else. Beside what every Go template has, it may call
//
//	{{word "nav.home"}}                    a fixed word
//	{{word "promise.since" "date" .Date}}  one with places to fill
//	{{url .Href}}                          an address for href or src: https, http, mailto, tel, or of this site
//
// Straight quotation marks in the text of a page are set as the language has them; see typeset.go.
//
// Words without places, and white space, cost nothing when a page is printed: templates are minified and their words
// set when they are loaded. Package stencil prints most pages, and html/template those that it declines.
package theme

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"upfront/generator/diag"
	"upfront/generator/theme/stencil"
)

// bare are the pages that are whole documents, or a part of one that is printed once for all; base.html goes around all others.
var bare = []string{"redirect", "letter", "letter-promise", "letter-counted", "sealed"}

// Site holds what a site sets of its looks.
type Site struct {
	Name     string            // the theme's name, for the places of problems: "themes/<Name>/…"
	Files    map[string][]byte // the site's own theme files, by path below themes/<Name>/; none: the default theme alone
	Language string            // BCP 47: "en-GB"
	Color    string            // the brand colour, "#rgb" or "#rrggbb"; empty: the theme's own accent
	ColorAt  diag.Place        // where the colour is written
	Font     string            // the typeface: "source-serif", "inter", or "system" for the reader's own; empty: the first
}

// Theme prints views. It does not change, and is safe for use by several goroutines.
type Theme struct {
	page   func(name string) (*template.Template, error)
	assets func() []Asset
	locale Locale
	brand  Brand
	files  fileSet // for the places of errors
	face   string  // see Face
	digest [32]byte

	printer stencil.Printer
}

// Asset is a file that the site publishes as it is.
type Asset struct {
	Path string // in the site: "assets/style.css"
	Data []byte
}

// Load reads a theme. With a problem that is an error the theme is nil.
func Load(base fs.FS, site Site) (*Theme, []diag.Problem) {
	t := &Theme{}
	var found [6][]diag.Problem
	t.files, found[0] = readFiles(base, site)
	t.brand, found[1] = readBrand(site)
	t.locale, found[2] = t.files.locale(site)
	if len(found[2]) == 0 {
		t.page, found[3] = t.files.templates(t.locale)
	}
	t.assets, found[4] = t.files.assets(t.brand)
	found[5] = t.files.remote()
	problems := slices.Concat(found[:]...)
	if diag.Count(problems, diag.Error) > 0 {
		return nil, problems
	}
	t.digest, t.face = digest(t.files, t.locale, t.brand), t.files.facePath(t.brand)
	t.printer.Words, t.printer.SafeURL = t.locale, safeAddress
	return t, problems
}

// Print returns the page of that name for the view, which is the page's struct of package site or letter, or a pointer to it. An
// error is an [*Error] where a line of a template is to blame.
func (t *Theme) Print(name string, view any) ([]byte, error) { return t.Append(nil, name, view) }

// Append appends the page that [Theme.Print] returns.
func (t *Theme) Append(to []byte, name string, view any) ([]byte, error) {
	if _, ok := t.files[pagePath(name)]; !ok {
		return nil, fmt.Errorf("print: no page is called %q", name)
	}
	p, err := t.page(name)
	if err != nil {
		return nil, err // of the default theme, which has no mistake
	}
	if page, ok := t.printer.Append(to, p, view); ok {
		return t.locale.quotes.typeset(page, len(to)), nil
	}
	var out bytes.Buffer
	if err := p.Execute(&out, view); err != nil {
		return nil, t.files.explain(name, t.locale, view, err)
	}
	if bytes.Contains(out.Bytes(), []byte(refused)) {
		return nil, fmt.Errorf("print %s: %s is not safe where the template puts it", name, blame(view))
	}
	return t.locale.quotes.typeset(append(to, out.Bytes()...), len(to)), nil
}

// Assets returns the files to publish, by path. The caller must not change them.
func (t *Theme) Assets() []Asset { return t.assets() }

// Asset returns a file of the assets by its path, such as "assets/mark.svg"; nil where the theme has none.
func (t *Theme) Asset(path string) []byte { return t.files[path].data }

// Locale returns the words of the site's language, and how it writes numbers and dates.
func (t *Theme) Locale() Locale { return t.locale }

// Face returns the path in the site of the part of its typeface that all pages need; empty where pages come in the reader's own.
func (t *Theme) Face() string { return t.face }

// Brand returns the colours derived from the site's own; zero where it has none.
func (t *Theme) Brand() Brand { return t.brand }

// Digest returns the digest of everything that a page takes from the theme: templates, words, language and colour.
func (t *Theme) Digest() [32]byte { return t.digest }

func digest(files fileSet, locale Locale, brand Brand) [32]byte {
	h := sha256.New()
	for _, path := range slices.Sorted(maps.Keys(files)) {
		if strings.HasPrefix(path, "templates/") {
			fmt.Fprintf(h, "%s %d\n%s", path, len(files[path].data), files[path].data)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(locale.words)) {
		fmt.Fprintf(h, "%q=%q\n", key, locale.words[key])
	}
	fmt.Fprintf(h, "%s %s %s", locale.language, brand.Raw, brand.Font)
	return [32]byte(h.Sum(nil))
}

// Error is a line of a template that cannot be printed.
type Error struct{ Problem diag.Problem }

// Error returns the place, what is wrong there, and what to do.
func (e *Error) Error() string {
	return fmt.Sprintf("%s: %s; %s", e.Problem.At, e.Problem.Message, e.Problem.Help)
}
