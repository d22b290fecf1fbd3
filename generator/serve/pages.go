package serve

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"

	"upfront/generator/build"
	"upfront/generator/diag"
	"upfront/generator/seal"
	"upfront/generator/theme"
)

// contentTypes are the types by the ending of a path. They are the same on every computer.
var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8", ".ics": "text/calendar; charset=utf-8",
	".csv": "text/csv; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
	".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif", ".ico": "image/x-icon", ".pdf": "application/pdf",
	".woff2": "font/woff2", ".woff": "font/woff", "": "text/plain; charset=utf-8",
}

// contentTypeOf returns the content type of a path. Hosts read _headers and _redirects as text.
func contentTypeOf(name string) string {
	return cmp.Or(contentTypes[strings.ToLower(path.Ext(name))], "application/octet-stream")
}

// servePage answers with a page of the site, or what stands in for it.
func (s *Server) servePage(w http.ResponseWriter, r *http.Request, shown *snapshot) {
	if shown.pages == nil {
		renderStandIn(w, shown, shown.problems)
		return
	}
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	data, ok, err := shown.output(name)
	switch {
	case err != nil:
		renderStandIn(w, shown, s.problemsOf(printFailure(err)))
	case ok:
		writeOutput(w, r, shown, name, data, http.StatusOK)
	default:
		serveMissing(w, r, shown, name)
	}
}

// serveMissing redirects from an address without a page: to the folder of that name, or from the address that the site will
// have to the one it has here. Else it answers with the site's own page for wrong addresses.
func serveMissing(w http.ResponseWriter, r *http.Request, shown *snapshot, name string) {
	to := url.URL{Path: r.URL.Path + "/", RawQuery: r.URL.RawQuery}
	if _, ok, _ := shown.output(name + "/index.html"); ok {
		http.Redirect(w, r, to.String(), http.StatusFound)
		return
	}
	base := shown.basePath()
	if rest, ok := strings.CutPrefix(r.URL.Path, strings.TrimSuffix(base, "/")); ok && base != "/" && (rest == "" || rest[0] == '/') {
		to.Path = "/" + strings.TrimLeft(rest, "/")
		http.Redirect(w, r, to.String(), http.StatusFound)
		return
	}
	data, ok, err := shown.output("404.html")
	if !ok || err != nil {
		data = []byte(word("missing"))
	}
	writeOutput(w, r, shown, "404.html", data, http.StatusNotFound)
}

// basePath returns the path that the site will have on its host: "/", or such as "/expect/".
func (s *snapshot) basePath() string {
	if s.offer != nil {
		if u, err := url.Parse(s.offer.Site.URL.V); err == nil {
			return strings.TrimSuffix(u.Path, "/") + "/"
		}
	}
	return "/"
}

// writeOutput sends a copy of an output.
func writeOutput(w http.ResponseWriter, r *http.Request, shown *snapshot, name string, data []byte, status int) {
	contentType, look := contentTypeOf(name), r.URL.Query().Get("as")
	switch {
	case strings.HasPrefix(contentType, "text/html"):
		data = addScript(linkLook(data, look), r.Host, shown, status)
	case strings.HasPrefix(contentType, "text/css"):
		data = applyLook(data, look)
	}
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Upfront-Build", strconv.FormatInt(shown.number, 10))
	w.Header().Set("ETag", fmt.Sprintf(`"%x"`, sha256.Sum256(data)))
	w.WriteHeader(status)
	w.Write(data)
}

// addScript adds the script that keeps a page up to date, and allows it where the page has a policy for scripts.
func addScript(html []byte, host string, shown *snapshot, status int) []byte {
	sealed := ""
	policy := []byte(seal.ContentSecurityPolicy())
	if bytes.Contains(html, policy) {
		sealed = " data-sealed"
		// Allowed are our script, what it asks for, and the frame in which it opens the page again.
		allowed := bytes.Replace(policy, []byte("script-src "), []byte("script-src http://"+host+"/-/preview.js "), 1)
		html = bytes.Replace(html, policy, append(allowed, "; connect-src 'self'; frame-src 'self'"...), 1)
	}
	script := fmt.Sprintf(`<script src="/-/preview.js" defer data-build="%d" data-status="%d" data-problems="%s"%s></script>`,
		shown.number, status, shown.problems.Summary(), sealed)
	end := bytes.LastIndex(html, []byte("</body>"))
	if end < 0 {
		end = len(html)
	}
	out := make([]byte, 0, len(html)+len(script))
	return append(append(append(out, html[:end]...), script...), html[end:]...)
}

// output returns an output by its path. One that cannot be printed, or belongs to an agreement with errors, is taken from the
// newest build without errors, where there was one.
func (s *snapshot) output(name string) (data []byte, ok bool, err error) {
	data, ok, err = printPage(s.pages, name)
	if s.good == nil || s.good == s.pages || s.problems.Errors == 0 || ok && err == nil && !s.pages.HasErrors(name) {
		return data, ok, err
	}
	if good, goodOK, goodErr := printPage(s.good, name); goodOK && goodErr == nil {
		return good, true, nil
	}
	return data, ok, err
}

// printPage prints an output. A panic, which is our own mistake, stops the page and not the preview.
func printPage(p *build.Preview, name string) (data []byte, ok bool, err error) {
	defer func() {
		if mistake := recover(); mistake != nil {
			data, ok, err = nil, true, fmt.Errorf("%s: %v", name, mistake)
		}
	}()
	return p.Page(name)
}

// printFailure returns the state that shows why a page cannot be printed.
func printFailure(err error) State {
	if templateError, ok := errors.AsType[*theme.Error](err); ok {
		return State{Problems: []diag.Problem{templateError.Problem}}
	}
	return State{Failure: &Failure{Message: word("stumbled") + " " + diag.Plain(err.Error()), Help: word("stumbled.help")}}
}
