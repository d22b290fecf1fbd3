package serve

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"time"
)

// handler answers a request with what is shown.
type handler func(s *Server, w http.ResponseWriter, r *http.Request, shown *snapshot)

// routes are the addresses of our own; all others are pages of the site.
var routes = map[string]handler{
	"/-":          redirectToDesk,
	"/-/":         redirectToDesk,
	"/-/events":   (*Server).serveEvents,
	"/-/overlay":  (*Server).serveOverlay,
	"/-/desk":     (*Server).serveDesk,
	"/-/problems": (*Server).serveProblems,
	"/-/try":      (*Server).serveSizes,
	"/-/open":     (*Server).servePlace,
}

// safeHeaders keep other sites from reading and framing a response.
var safeHeaders = map[string]string{
	"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
	"X-Frame-Options": "SAMEORIGIN", "Content-Security-Policy": "frame-ancestors 'self'",
}

// ServeHTTP answers a request that names one of the server's hosts.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	for name, value := range safeHeaders {
		h.Set(name, value)
	}
	switch {
	case !s.answersTo(r.Host):
		http.Error(w, word("host.refused")+" "+strings.Join(s.options.Hosts, ", "), http.StatusForbidden)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		h.Set("Allow", "GET, HEAD")
		http.Error(w, word("method.refused"), http.StatusMethodNotAllowed)
	default:
		s.route(w, r)
	}
}

// answersTo reports whether a request may name this host. Another site's name may be made to mean this machine, by which its
// pages could read ours; an address cannot.
func (s *Server) answersTo(host string) bool {
	if slices.Contains(s.options.Hosts, strings.ToLower(host)) {
		return true
	}
	name, port, err := net.SplitHostPort(host)
	if err != nil || s.options.Port == "" || port != s.options.Port {
		return false
	}
	_, err = netip.ParseAddr(name)
	return err == nil
}

// route calls the handler of an address. A request that comes before the first build waits for it.
func (s *Server) route(w http.ResponseWriter, r *http.Request) {
	if data, contentType, ok := asset(r.URL.Path); ok {
		w.Header().Set("Content-Type", contentType)
		w.Write(data)
		return
	}
	shown, changed := s.current()
	if shown == nil {
		select {
		case <-changed:
			shown, _ = s.current()
		case <-r.Context().Done():
			return
		}
	}
	if handle, ok := routes[r.URL.Path]; ok {
		handle(s, w, r, shown)
	} else {
		s.servePage(w, r, shown)
	}
}

func redirectToDesk(_ *Server, w http.ResponseWriter, r *http.Request, _ *snapshot) {
	http.Redirect(w, r, "/-/desk", http.StatusFound)
}

// heartbeat is how often the number of the build is sent again, which shows whether the browser still listens.
const heartbeat = 30 * time.Second

// serveEvents sends the number of the build: at once, with each new build, and with each heartbeat.
func (s *Server) serveEvents(w http.ResponseWriter, r *http.Request, _ *snapshot) {
	w.Header().Set("Content-Type", "text/event-stream")
	if r.Method == http.MethodHead {
		return
	}
	out := http.NewResponseController(w)
	fmt.Fprint(w, "retry: 500\n\n")
	for r.Context().Err() == nil {
		shown, changed := s.current()
		if _, err := fmt.Fprintf(w, "data: %d\n\n", shown.number); err != nil || out.Flush() != nil {
			return
		}
		select {
		case <-changed:
		case <-time.After(heartbeat):
		case <-r.Context().Done():
		}
	}
}
