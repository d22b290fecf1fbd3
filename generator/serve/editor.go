package serve

import (
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"upfront/generator/diag"
)

// editor is a program that opens files by an address of its own kind. The browser asks it; the server runs nothing.
type editor struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Form string `json:"form"` // with {path}, which begins with a slash, {line} and {column}; empty: the place is copied
}

var editors = []editor{
	{"vscode", "VS Code", "vscode://file{path}:{line}:{column}"},
	{"vscodium", "VSCodium", "vscodium://file{path}:{line}:{column}"},
	{"cursor", "Cursor", "cursor://file{path}:{line}:{column}"},
	{"zed", "Zed", "zed://file{path}:{line}:{column}"},
	{"idea", "IntelliJ and its siblings", "idea://open?file={path}&line={line}&column={column}"},
	{"subl", "Sublime Text", "subl://open?url=file://{path}&line={line}&column={column}"},
	{"txmt", "TextMate", "txmt://open?url=file://{path}&line={line}&column={column}"},
	{"copy", words["editor.copy"], ""},
}

// address returns the address at which the editor opens a place.
func (e editor) address(p place) template.URL {
	path := strings.ReplaceAll(p.Path, `\`, "/")
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a drive letter
	}
	path = (&url.URL{Path: path}).EscapedPath()
	return template.URL(strings.NewReplacer("{path}", path, "{line}", strconv.Itoa(max(p.Line, 1)), "{column}", strconv.Itoa(max(p.Column, 1))).Replace(e.Form))
}

type editorLink struct {
	Href template.URL
	Name string
}

// servePlace answers with a place and links to open it, for browsers in which the script did not do so at once.
func (s *Server) servePlace(w http.ResponseWriter, r *http.Request, shown *snapshot) {
	q := r.URL.Query()
	at := diag.Place{File: q.Get("file")}
	at.Line, _ = strconv.Atoi(q.Get("line"))
	at.Column, _ = strconv.Atoi(q.Get("column"))
	page := struct {
		layout
		Place place
		Links []editorLink
	}{layout: layoutOf(shown, word("open.heading"), "")}
	if !isSiteFile(at.File) {
		page.Status = http.StatusNotFound
		render(w, "open", page.Status, page)
		return
	}
	page.Place = s.placeOf(at, "", nil)
	for _, e := range editors {
		if e.Form != "" {
			page.Links = append(page.Links, editorLink{e.address(page.Place), e.Name})
		}
	}
	render(w, "open", http.StatusOK, page)
}

// isSiteFile reports whether a file of the site can have this name. It does not look whether there is one.
func isSiteFile(file string) bool {
	return fs.ValidPath(file) && (file == "site.yaml" || strings.HasPrefix(file, "content/") || strings.HasPrefix(file, "themes/"))
}

// openAddress returns the address from which a place is opened.
func openAddress(at diag.Place) string {
	q := url.Values{"file": {at.File}}
	for name, n := range map[string]int{"line": at.Line, "column": at.Column} {
		if n > 0 {
			q.Set(name, strconv.Itoa(n))
		}
	}
	return "/-/open?" + q.Encode()
}
