package serve

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// widths are those of a phone, a tablet and a desk, in CSS pixels.
var widths = []string{"390", "768", "1280"}

const (
	paperWidth = 794 // A4 at 96 pixels an inch
	height     = 844
)

// choice is one option of a form.
type choice struct {
	Value, Name string
	On          bool
}

// serveSizes answers with a page of the site in a frame. A customer's page is asked for by the customer's id, for the key in a
// link is not for a server to see.
func (s *Server) serveSizes(w http.ResponseWriter, r *http.Request, shown *snapshot) {
	q := r.URL.Query()
	look, width := q.Get("as"), q.Get("width")
	if !slices.Contains(widths, width) {
		width = widths[0]
	}
	page := struct {
		layout
		Page, Customer string
		Widths, Looks  []choice
		Src            string
		Width, Height  int
		Paper          bool
	}{layout: layoutOf(shown, word("try.heading"), "try"), Page: q.Get("page"), Height: height, Paper: look == "print"}
	if !strings.HasPrefix(page.Page, "/") {
		page.Page = "/" + page.Page
	}
	page.Width, _ = strconv.Atoi(width)
	if page.Paper {
		page.Width = max(page.Width, paperWidth)
	}
	for _, known := range widths {
		page.Widths = append(page.Widths, choice{known, known, known == width})
	}
	page.Looks = append(page.Looks, choice{"", word("try.system"), !isLook(look)})
	for _, known := range looks {
		page.Looks = append(page.Looks, choice{known, word("try." + known), known == look})
	}
	to := url.URL{Path: "/" + strings.TrimLeft(page.Page, "/")}
	if link, ok := shown.customerLink(q.Get("customer")); ok {
		page.Customer, to = q.Get("customer"), link
	}
	if isLook(look) {
		to.RawQuery = "as=" + look
	}
	page.Src = to.String()
	render(w, "try", http.StatusOK, page)
}
