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

// ServeHTTP answers one request, if it was sent here on purpose.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("X-Frame-Options", "SAMEORIGIN")
	h.Set("Content-Security-Policy", "frame-ancestors 'self'")
	switch {
	case !s.answersTo(r.Host):
		http.Error(w, word("host.refused")+" "+strings.Join(s.options.Hosts, ", "), http.StatusForbidden)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		h.Set("Allow", "GET, HEAD")
		http.Error(w, word("method.refused"), http.StatusMethodNotAllowed)
	default:
		s.answer(w, r)
	}
}

// answersTo reports whether a request may name this host. A name that belongs to somebody else may be made to mean this
// machine, by which their pages could read ours; an address cannot.
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

// answer looks at the address. Whoever comes before the first build waits for it.
func (s *Server) answer(w http.ResponseWriter, r *http.Request) {
	if data, kind, ok := asset(r.URL.Path); ok {
		w.Header().Set("Content-Type", kind)
		w.Write(data)
		return
	}
	now, changed := s.look()
	for now == nil {
		select {
		case <-changed:
			now, changed = s.look()
		case <-r.Context().Done():
			return
		}
	}
	switch r.URL.Path {
	case "/-/events":
		s.events(w, r)
	case "/-/overlay":
		s.overlay(w, now)
	case "/-/desk":
		s.desk(w, r, now)
	case "/-/problems":
		s.problemsPage(w, now)
	case "/-/try":
		s.try(w, r, now)
	case "/-/open":
		s.open(w, r, now)
	case "/-", "/-/":
		http.Redirect(w, r, "/-/desk", http.StatusFound)
	default:
		s.page(w, r, now)
	}
}

// events sends the number of the build: at once, with each new one, and again from time to time, by which it is noticed
// that nobody listens any more.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	if r.Method == http.MethodHead {
		return
	}
	out := http.NewResponseController(w)
	fmt.Fprint(w, "retry: 500\n\n")
	for r.Context().Err() == nil {
		now, changed := s.look()
		if _, err := fmt.Fprintf(w, "data: %d\n\n", now.number); err != nil || out.Flush() != nil {
			return
		}
		select {
		case <-changed:
		case <-time.After(stillThere):
		case <-r.Context().Done():
		}
	}
}

// stillThere is how often a number is sent again.
const stillThere = 30 * time.Second
