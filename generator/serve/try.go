package serve

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// widths are those of a phone, a tablet and a desk, in CSS pixels; height is how much is seen at once.
var widths = []int{390, 768, 1280}

const (
	paperWidth = 794 // A4 at 96 pixels an inch
	height     = 844
)

type choice struct {
	Value, Name string
	On          bool
}

// try answers with a page of the site in a frame. Of a customer it is given the name, for the key in a link is not for
// a server to see.
func (s *Server) try(w http.ResponseWriter, r *http.Request, now *view) {
	q := r.URL.Query()
	page := struct {
		frame
		Page, Customer string
		Widths, Looks  []choice
		Src            string
		Width, Height  int
		Paper          bool
	}{frame: frameOf(now, word("try.heading"), "try"), Page: q.Get("page"), Width: widths[0], Height: height}
	if !strings.HasPrefix(page.Page, "/") {
		page.Page = "/" + page.Page
	}
	for _, n := range widths {
		if q.Get("width") == strconv.Itoa(n) {
			page.Width = n
		}
	}
	as, asked := q.Get("as"), page.Width
	if page.Paper = as == "print"; page.Paper {
		page.Width = max(page.Width, paperWidth)
	}
	for _, n := range widths {
		page.Widths = append(page.Widths, choice{strconv.Itoa(n), strconv.Itoa(n), n == asked})
	}
	page.Looks = append(page.Looks, choice{"", word("try.system"), !known(as)})
	for _, look := range looks {
		page.Looks = append(page.Looks, choice{look, word("try." + look), look == as})
	}
	to := url.URL{Path: "/" + strings.TrimLeft(page.Page, "/")}
	if link, ok := s.linkOf(now, q.Get("customer")); ok {
		page.Customer, to = q.Get("customer"), link
	}
	if known(as) {
		to.RawQuery = "as=" + as
	}
	page.Src = to.String()
	print(w, "try", http.StatusOK, page)
}
