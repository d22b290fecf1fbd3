package serve

import (
	"bytes"
	"embed"
	"fmt"
	"hash/fnv"
	"html/template"
	"net/http"
	"strings"
)

//go:embed assets
var assets embed.FS

var templates = template.Must(template.New("").Funcs(template.FuncMap{"word": word}).ParseFS(assets, "assets/*.html"))

// asset gives one of our own files by its address.
func asset(address string) (data []byte, kind string, ok bool) {
	name, ok := strings.CutPrefix(address, "/-/")
	if !ok || !strings.HasSuffix(name, ".js") && !strings.HasSuffix(name, ".css") {
		return nil, "", false
	}
	data, err := assets.ReadFile("assets/" + name)
	if err != nil {
		return nil, "", false
	}
	if name == "preview.js" {
		data = bytes.Replace(data, []byte("const words = WORDS"), []byte("const words = "+scriptWords()), 1)
	}
	return data, kindOf(name), true
}

// frame is what all pages of our own have around them.
type frame struct {
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

func frameOf(now *view, title, here string) frame {
	f := frame{Title: title, Number: now.number, Status: http.StatusOK, Problems: now.problems, Nothing: now.pages == nil, Editors: editors}
	if now.offer != nil {
		f.Business = now.offer.Site.Business.Name.V
	}
	if !now.at.IsZero() {
		f.Built = word("built", "at", now.at.Format("15:04:05"))
	}
	for _, n := range []string{"desk", "problems", "try"} {
		item := navigation{Href: "/-/" + n, Text: word(n), Here: n == here}
		if n == "problems" && now.problems.Any() {
			item.Count = &tag{"warning", fmt.Sprint(now.problems.Errors + now.problems.Warnings)}
			if now.problems.Errors > 0 {
				item.Count.Kind = "error"
			}
		}
		f.Nav = append(f.Nav, item)
	}
	return f
}

// policy is that of our own pages: nothing but what this server has.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'self'"

// print answers with a page of our own.
func print(w http.ResponseWriter, name string, status int, data any) {
	var out bytes.Buffer
	if err := templates.ExecuteTemplate(&out, name, data); err != nil {
		panic(err) // our own template with our own data
	}
	w.Header().Set("Content-Type", kinds[".html"])
	w.Header().Set("Content-Security-Policy", policy)
	w.WriteHeader(status)
	w.Write(out.Bytes())
}

// standIn answers in place of a page that cannot be had.
func (s *Server) standIn(w http.ResponseWriter, _ *http.Request, now *view, p problems) {
	f := frameOf(now, p.Counted(), "")
	f.Status, f.Problems = http.StatusInternalServerError, p
	print(w, "stand-in", f.Status, f)
}

func (s *Server) problemsPage(w http.ResponseWriter, now *view) {
	print(w, "problems", http.StatusOK, frameOf(now, word("problems"), "problems"))
}

// overlay answers with the problems as they are laid over a page.
func (s *Server) overlay(w http.ResponseWriter, now *view) {
	said := fnv.New64a()
	fmt.Fprint(said, now.problems.Errors, now.problems.Shown)
	if now.problems.Failure != nil {
		fmt.Fprint(said, *now.problems.Failure)
	}
	print(w, "overlay", http.StatusOK, struct {
		problems
		Said string
	}{now.problems, fmt.Sprintf("%x", said.Sum64())})
}
