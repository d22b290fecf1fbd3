package serve

import (
	"bytes"
	"embed"
	"fmt"
	"hash/fnv"
	"html/template"
	"net/http"
	"strings"
	"sync"
)

//go:embed assets
var assets embed.FS

var templates = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("").Funcs(template.FuncMap{"word": word}).ParseFS(assets, "assets/*.html"))
})

// asset returns one of our scripts and stylesheets by its address.
func asset(address string) (data []byte, contentType string, ok bool) {
	name, ok := strings.CutPrefix(address, "/-/")
	data, err := assets.ReadFile("assets/" + name)
	if !ok || err != nil || strings.HasSuffix(name, ".html") {
		return nil, "", false
	}
	if name == "preview.js" {
		data = bytes.Replace(data, []byte("const words = WORDS"), []byte("const words = "+scriptWords()), 1)
	}
	return data, contentTypeOf(name), true
}

// layout is what all pages of our own have around them.
type layout struct {
	Title, Business string
	Nav             []navigation
	Built           string
	Number          int64
	Status          int
	Problems        problems
	Nothing         bool // there is no page to show
	Editors         []editor
}

type navigation struct {
	Href, Text string
	Here       bool
	Count      *tag
}

type tag struct{ Kind, Text string }

func layoutOf(shown *snapshot, title, here string) layout {
	l := layout{Title: title, Number: shown.number, Status: http.StatusOK, Problems: shown.problems, Nothing: shown.pages == nil, Editors: editors}
	if shown.offer != nil {
		l.Business = shown.offer.Site.Business.Name.V
	}
	if !shown.at.IsZero() {
		l.Built = word("built", "at", shown.at.Format("15:04:05"))
	}
	for _, name := range []string{"desk", "problems", "try"} {
		item := navigation{Href: "/-/" + name, Text: word(name), Here: name == here}
		if name == "problems" && shown.problems.Summary() != "" {
			item.Count = &tag{"warning", fmt.Sprint(shown.problems.Errors + shown.problems.Warnings)}
			if shown.problems.Errors > 0 {
				item.Count.Kind = "error"
			}
		}
		l.Nav = append(l.Nav, item)
	}
	return l
}

// policy is the content security policy of our own pages: nothing but what this server has.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'self'"

// render answers with a page of our own.
func render(w http.ResponseWriter, name string, status int, data any) {
	var out bytes.Buffer
	if err := templates().ExecuteTemplate(&out, name, data); err != nil {
		panic(err) // our own template with our own data
	}
	w.Header().Set("Content-Type", contentTypes[".html"])
	w.Header().Set("Content-Security-Policy", policy)
	w.WriteHeader(status)
	w.Write(out.Bytes())
}

// renderStandIn answers with problems in place of a page that cannot be printed.
func renderStandIn(w http.ResponseWriter, shown *snapshot, p problems) {
	l := layoutOf(shown, p.Summary(), "")
	l.Status, l.Problems = http.StatusInternalServerError, p
	render(w, "stand-in", l.Status, l)
}

func (s *Server) serveProblems(w http.ResponseWriter, _ *http.Request, shown *snapshot) {
	render(w, "problems", http.StatusOK, layoutOf(shown, word("problems"), "problems"))
}

// serveOverlay answers with the problems as they are laid over a page, and a digest that changes with them.
func (s *Server) serveOverlay(w http.ResponseWriter, _ *http.Request, shown *snapshot) {
	digest := fnv.New64a()
	fmt.Fprint(digest, shown.problems.Errors, shown.problems.Shown)
	if shown.problems.Failure != nil {
		fmt.Fprint(digest, *shown.problems.Failure)
	}
	render(w, "overlay", http.StatusOK, struct {
		problems
		Digest string
	}{shown.problems, fmt.Sprintf("%x", digest.Sum64())})
}
