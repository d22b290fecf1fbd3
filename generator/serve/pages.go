package serve

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"

	"upfront/generator"
	"upfront/generator/diag"
	"upfront/generator/theme"
)

// kinds are the content types by the ending of a path. They are told here, and not by the computer that the preview
// runs on, so that every preview tells the same.
var kinds = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8", ".ics": "text/calendar; charset=utf-8",
	".csv": "text/csv; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
	".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif", ".ico": "image/x-icon", ".pdf": "application/pdf",
	".woff2": "font/woff2", ".woff": "font/woff", "": "text/plain; charset=utf-8",
}

// kindOf gives the content type of a path. Hosts read _headers and _redirects as text.
func kindOf(name string) string {
	if kind, ok := kinds[strings.ToLower(path.Ext(name))]; ok {
		return kind
	}
	return "application/octet-stream"
}

// page answers with a page of the site, or what stands in for it.
func (s *Server) page(w http.ResponseWriter, r *http.Request, now *view) {
	if now.pages == nil {
		s.standIn(w, r, now, now.problems)
		return
	}
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	data, ok, err := now.read(name)
	switch {
	case err != nil:
		s.standIn(w, r, now, s.viewProblems(unprinted(err)))
	case ok:
		s.write(w, r, now, name, data, http.StatusOK)
	default:
		s.elsewhere(w, r, now, name)
	}
}

// elsewhere leads on from an address that has no page: to the folder of that name, or from the address that the site
// will have to the one it has here. Else it answers with the site's own page for wrong addresses.
func (s *Server) elsewhere(w http.ResponseWriter, r *http.Request, now *view, name string) {
	to := url.URL{Path: r.URL.Path + "/", RawQuery: r.URL.RawQuery}
	if _, ok, _ := now.read(name + "/index.html"); ok {
		http.Redirect(w, r, to.String(), http.StatusFound)
		return
	}
	at := r.URL.Path
	if at+"/" == now.base() {
		at = now.base()
	}
	if rest, ok := strings.CutPrefix(at, now.base()); ok && now.base() != "/" {
		to.Path = "/" + strings.TrimLeft(rest, "/")
		http.Redirect(w, r, to.String(), http.StatusFound)
		return
	}
	data, ok, err := now.read("404.html")
	if !ok || err != nil {
		data = []byte(word("missing"))
	}
	s.write(w, r, now, "404.html", data, http.StatusNotFound)
}

// base is the path that the site will have on its host: "/", or such as "/expect/".
func (v *view) base() string {
	if v.offer == nil {
		return "/"
	}
	u, err := url.Parse(v.offer.Site.URL.V)
	if err != nil {
		return "/"
	}
	return strings.TrimSuffix(u.Path, "/") + "/"
}

// write sends a copy of an output.
func (s *Server) write(w http.ResponseWriter, r *http.Request, now *view, name string, data []byte, status int) {
	kind := kindOf(name)
	as := r.URL.Query().Get("as")
	switch {
	case strings.HasPrefix(kind, "text/html"):
		data = inject(linkedAs(data, as), r.Host, now, status)
	case strings.HasPrefix(kind, "text/css"):
		data = stylesAs(data, as)
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Upfront-Build", strconv.FormatInt(now.number, 10))
	w.Header().Set("ETag", fmt.Sprintf(`"%x"`, sha256.Sum256(data)))
	w.WriteHeader(status)
	w.Write(data)
}

// read gives an output by its path. What cannot be printed, or belongs to an agreement with errors, is taken from the
// newest build without errors, where there was one.
func (v *view) read(name string) (data []byte, ok bool, err error) {
	data, ok, err = printed(v.pages, name)
	if v.good == nil || v.good == v.pages || v.problems.Errors == 0 || ok && err == nil && !v.pages.Faulty(name) {
		return data, ok, err
	}
	if before, was, fault := printed(v.good, name); was && fault == nil {
		return before, true, nil
	}
	return data, ok, err
}

// printed prints an output. Our own mistake stops a page, and not the preview.
func printed(from *generator.Preview, name string) (data []byte, ok bool, err error) {
	defer func() {
		if mistake := recover(); mistake != nil {
			data, ok, err = nil, true, fmt.Errorf("%s: %v", name, mistake)
		}
	}()
	return from.Page(name)
}

// unprinted makes a state of a page that cannot be printed.
func unprinted(err error) State {
	var broken *theme.Error
	if errors.As(err, &broken) {
		return State{Problems: []diag.Problem{broken.Problem}}
	}
	return State{Failure: &Failure{Message: word("stumbled") + " " + diag.Plain(err.Error()), Help: word("stumbled.help")}}
}
