package serve

import (
	"regexp"
	"slices"
)

// A copy of a page can be asked for as it looks in the light, in the dark or on paper. A page cannot be made to print itself to
// the screen, so a copy of its stylesheet says that the screen is paper.

var looks = []string{"light", "dark", "print"}

func isLook(look string) bool { return slices.Contains(looks, look) }

var (
	stylesheetLink = regexp.MustCompile(`<link [^>]*rel="?stylesheet\b[^>]*>`)
	hrefAttribute  = regexp.MustCompile(`(href="?[^">? ]*)`)
)

// linkLook makes a page ask for its stylesheets with a look.
func linkLook(html []byte, look string) []byte {
	if !isLook(look) {
		return html
	}
	return stylesheetLink.ReplaceAllFunc(html, func(tag []byte) []byte { return hrefAttribute.ReplaceAll(tag, []byte("${1}?as="+look)) })
}

var (
	forPaper    = regexp.MustCompile(`@media\s+(only\s+)?print\b`)
	forScreen   = regexp.MustCompile(`@media\s+(only\s+)?screen\b`)
	inDark      = regexp.MustCompile(`\(\s*prefers-color-scheme\s*:\s*dark\s*\)`)
	inLight     = regexp.MustCompile(`\(\s*prefers-color-scheme\s*:\s*light\s*\)`)
	colorScheme = regexp.MustCompile(`([;{\s])color-scheme\s*:\s*[^;}]+`)
)

// margins are those of paper, which a stylesheet for paper leaves to the printer.
const margins = "\nhtml{padding:10mm 12mm}"

// applyLook returns a stylesheet with a look. Of other words it returns the stylesheet as it is.
func applyLook(css []byte, look string) []byte {
	const always, never = "(min-width:0)", "(max-width:0)"
	replace := func(pattern *regexp.Regexp, with string) { css = pattern.ReplaceAll(css, []byte(with)) }
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
