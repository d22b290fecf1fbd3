package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"upfront/generator/card"
	"upfront/generator/catalog"
	"upfront/generator/diag"
)

// The logo and the name, where they have to be drawn, or to be small.

const (
	logoLarge   diag.RuleID = "logo-large"
	logoUndrawn diag.RuleID = "logo-undrawn"
	cardLetters diag.RuleID = "card-letters"
)

// Identity reports what of a site's logo, name and headline its pictures and its private pages cannot show. read reads the
// logo; hasAgreements says whether there are private pages.
func Identity(o *catalog.Offer, read func(path string) ([]byte, error), hasAgreements bool) (problems []diag.Problem) {
	b := o.Site.Business
	if file := "content/" + b.Logo.V; b.Logo.IsSet() && slices.Contains(o.Assets, file) {
		if data, err := read(file); err == nil { // else it is reported where it is published
			problems = logoProblems(b.Logo.At, file, data, hasAgreements)
		}
	}
	if !o.Site.URL.IsSet() {
		return problems // and no card
	}
	look := card.Look{Name: b.Name.V, Headline: b.Headline.Or(b.WhatWeDo.V), Serif: o.Site.Brand.Font.Or("source-serif") == "source-serif"}
	for _, text := range look.Undrawn() {
		at := b.Name.At
		if text != b.Name.V {
			at = cmp.Or(b.Headline.At, b.WhatWeDo.At)
		}
		problems = append(problems, diag.Problem{Rule: cardLetters, At: at, Message: fmt.Sprintf("the preview card goes without %q, which has letters that cannot be drawn", shorten(text)),
			Help: "Nothing needs to be done: pages show it. Only letters of the Latin alphabet can be drawn on the card."})
	}
	return problems
}

func logoProblems(at diag.Place, file string, data []byte, hasAgreements bool) (problems []diag.Problem) {
	if n := len(data); n > card.MostInline && hasAgreements {
		problems = append(problems, diag.Problem{Rule: logoLarge, At: at,
			Message: fmt.Sprintf("private pages show the name alone: %s has %s bytes, and they bring along a logo of %s at most", file, thousands(n), thousands(card.MostInline)),
			Help:    "Save it smaller: as an SVG without what the editor adds, or as a PNG 40 pixels high."})
	}
	if err := card.CheckLogo(data); err != nil {
		problems = append(problems, diag.Problem{Rule: logoUndrawn, At: at,
			Message: fmt.Sprintf("the preview card and the icon of home screens go without the logo %s, which cannot be drawn: %v", file, err),
			Help:    drawableHelp(err.Error())})
	}
	return problems
}

// drawableHelp returns what to do with a logo that cannot be drawn, for a reason.
func drawableHelp(reason string) string {
	switch {
	case strings.HasSuffix(reason, "<text>"):
		return "In your drawing program, turn its letters into outlines (\"create outlines\", \"object to path\") and save it again. Or save it as a PNG."
	case strings.HasPrefix(reason, "it has"):
		return "Save the SVG in plain paths, without effects, masks, pictures and links to other files. Or save it as a PNG."
	}
	return "Save it again, as a PNG."
}

// thousands writes a number below a million.
func thousands(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%d,%03d", n/1000, n%1000)
}
