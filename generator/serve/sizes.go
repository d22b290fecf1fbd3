package serve

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"upfront/generator/lazy"
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

// serveSizes answers with a page of the site in a frame; a customer's by id, for the key in a link is not for a server to see.
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

// A page can be shown as it looks in the light, in the dark or on paper. A browser uses the rules for paper only when it
// prints, so a copy of the stylesheet makes them rules for the screen.

var looks = []string{"light", "dark", "print"}

func isLook(look string) bool { return slices.Contains(looks, look) }

var (
	stylesheetLink = lazy.Pattern(`<link [^>]*rel="?stylesheet\b[^>]*>`)
	hrefAttribute  = lazy.Pattern(`(href="?[^">? ]*)`)
)

// linkLook makes a page ask for its stylesheets with a look.
func linkLook(html []byte, look string) []byte {
	if !isLook(look) {
		return html
	}
	return stylesheetLink().ReplaceAllFunc(html, func(tag []byte) []byte { return hrefAttribute().ReplaceAll(tag, []byte("${1}?as="+look)) })
}

var (
	forPaper    = lazy.Pattern(`@media\s+(only\s+)?print\b`)
	forScreen   = lazy.Pattern(`@media\s+(only\s+)?screen\b`)
	inDark      = lazy.Pattern(`\(\s*prefers-color-scheme\s*:\s*dark\s*\)`)
	inLight     = lazy.Pattern(`\(\s*prefers-color-scheme\s*:\s*light\s*\)`)
	colorScheme = lazy.Pattern(`([;{\s])color-scheme\s*:\s*[^;}]+`)
)

// margins are those of paper, which a stylesheet for paper leaves to the printer.
const margins = "\nhtml{padding:10mm 12mm}"

// applyLook returns a stylesheet with a look. Of other words it returns the stylesheet as it is.
func applyLook(css []byte, look string) []byte {
	const always, never = "(min-width:0)", "(max-width:0)"
	replace := func(pattern func() *regexp.Regexp, with string) { css = pattern().ReplaceAll(css, []byte(with)) }
	switch look {
	case "print":
		replace(forPaper, "@media all")
		replace(forScreen, "@media "+never)
		return append(applyLook(css, "light"), margins...)
	case "dark":
		replace(inDark, always)
		replace(inLight, never)
		replace(colorScheme, "${1}color-scheme:dark")
	case "light":
		replace(inDark, never)
		replace(inLight, always)
		replace(colorScheme, "${1}color-scheme:light")
	}
	return css
}
