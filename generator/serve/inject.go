package serve

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"upfront/generator/seal"
)

// What a served copy has that the published page has not. The last half is a game of make-believe with stylesheets: a
// page cannot be told to print itself to the screen, so a copy of its stylesheet says that the screen is paper.

// inject adds the script that keeps the page up to date, and allows it where the page has a policy for scripts.
func inject(html []byte, host string, now *view, status int) []byte {
	sealed := ""
	for _, fonts := range []bool{false, true} {
		policy := []byte(seal.ContentSecurityPolicy(fonts))
		if bytes.Contains(html, policy) {
			sealed = " data-sealed"
			html = bytes.Replace(html, policy, []byte(allowed(string(policy), host)), 1)
		}
	}
	script := fmt.Sprintf(`<script src="/-/preview.js" defer data-build="%d" data-status="%d" data-problems="%s"%s></script>`,
		now.number, status, now.problems.Counted(), sealed)
	at := len(html)
	if end := bytes.LastIndex(html, []byte("</body>")); end >= 0 {
		at = end
	}
	out := make([]byte, 0, len(html)+len(script))
	return append(append(append(out, html[:at]...), script...), html[at:]...)
}

// allowed gives a sealed page's policy with our script, what it asks for, and the frame in which it opens the page
// again. All else stays forbidden.
func allowed(policy, host string) string {
	return strings.Replace(policy, "script-src ", "script-src http://"+host+"/-/preview.js ", 1) + "; connect-src 'self'; frame-src 'self'"
}

// looks are what a page can be made to believe.
var looks = []string{"light", "dark", "print"}

var (
	link = regexp.MustCompile(`<link [^>]*rel="?stylesheet\b[^>]*>`)
	href = regexp.MustCompile(`(href="?[^">? ]*)`)
)

// linkedAs has the stylesheets of a page asked for with a look.
func linkedAs(html []byte, as string) []byte {
	if !known(as) {
		return html
	}
	return link.ReplaceAllFunc(html, func(tag []byte) []byte { return href.ReplaceAll(tag, []byte("${1}?as="+as)) })
}

var (
	onPaper  = regexp.MustCompile(`@media\s+(only\s+)?print\b`)
	onScreen = regexp.MustCompile(`@media\s+(only\s+)?screen\b`)
	inDark   = regexp.MustCompile(`\(\s*prefers-color-scheme\s*:\s*dark\s*\)`)
	inLight  = regexp.MustCompile(`\(\s*prefers-color-scheme\s*:\s*light\s*\)`)
	scheme   = regexp.MustCompile(`([;{\s])color-scheme\s*:\s*[^;}]+`)
)

// Conditions that always hold, and never.
const (
	holds = "(min-width:0)"
	fails = "(max-width:0)"
)

// margins are those of paper, which a sheet for paper sets where a screen has none.
const margins = "\nhtml{padding:10mm 12mm}"

// stylesAs gives a stylesheet that believes in a look.
func stylesAs(css []byte, as string) []byte {
	replace := func(what *regexp.Regexp, with string) { css = what.ReplaceAll(css, []byte(with)) }
	switch as {
	case "print":
		replace(onPaper, "@media all")
		replace(onScreen, "@media "+fails)
		return append(stylesAs(css, "light"), margins...)
	case "dark":
		replace(inDark, holds)
		replace(inLight, fails)
		replace(scheme, "${1}color-scheme:dark")
	case "light":
		replace(inDark, fails)
		replace(inLight, holds)
		replace(scheme, "${1}color-scheme:light")
	}
	return css
}

func known(as string) bool {
	for _, l := range looks {
		if l == as {
			return true
		}
	}
	return false
}
