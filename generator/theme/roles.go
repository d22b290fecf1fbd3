package theme

import (
	"fmt"
	"slices"
)

// Roles are what a brand's colour is used for, in the light or in the dark. A role that carries words or meaning is moved
// in lightness until it can be read; what only decorates is the colour as given.
type Roles struct {
	Brand        string // edges and rules, as given
	Fill, OnFill string // buttons, discs and the foot, and the words on them
	Ink          string // links, outlines and words in colour
	Tint         string // the ground of the first screen
	Line         string // rules on a tint
	Mark, Edge   string // bars, and their outline
}

// The contrast that roles have on every ground: WCAG 2.2 asks for 4.5 in text (1.4.3) and 3 in marks (1.4.11). Links keep
// a little in hand, for they stand on tints too.
const fillContrast, inkContrast, darkInkContrast, markContrast = 6, 6.3, 7, 3

// The grounds of the stylesheet: paper, sheet and surface. On a fill, words are in white or in ink.
var (
	lightGrounds = colors("#fffdf9", "#ffffff", "#f6f3ec")
	darkGrounds  = colors("#171512", "#211e1a", "#24211c")
	onFills      = colors("#ffffff", "#1d1b18")
)

func colors(hex ...string) []rgb {
	out := make([]rgb, len(hex))
	for i, c := range hex {
		out[i], _ = parseColor(c)
	}
	return out
}

// shade is how light and how colourful a pale or dark version of a brand is. Yellow needs more colour, or it looks grey.
type shade struct{ lightness, chroma, yellow float64 }

var (
	lightTint, lightLine = shade{.952, .02, .045}, shade{.865, .04, .07}
	darkTint, darkLine   = shade{.25, .02, .035}, shade{.43, .045, .045}
)

func (s shade) of(k oklch) rgb {
	most := s.chroma
	if k.isYellow() {
		most = s.yellow
	}
	return oklch{s.lightness, min(k.c, most), k.h}.inGamut().rounded()
}

// lightRoles keep the colour in bars. Where that would be too pale to see, an edge shows their shape.
func lightRoles(c rgb) Roles {
	tint := lightTint.of(c.oklch())
	on := append(slices.Clone(lightGrounds), tint)
	ink, edge := readable(c, on, inkContrast), c
	if !clear(c, on, markContrast) {
		edge = ink
	}
	fill, onFill := fillOf(c)
	return Roles{c.String(), fill.String(), onFill.String(), ink.String(), tint.String(), lightLine.of(c.oklch()).String(), c.String(), edge.String()}
}

func darkRoles(c rgb) Roles {
	tint := darkTint.of(c.oklch())
	ink := readable(c, append(slices.Clone(darkGrounds), tint), darkInkContrast)
	fill, onFill := fillOf(c)
	return Roles{c.String(), fill.String(), onFill.String(), ink.String(), tint.String(), darkLine.of(c.oklch()).String(), ink.String(), ink.String()}
}

// fillOf returns the nearest shade on which white or ink can be read, and which of them.
func fillOf(c rgb) (fill, on rgb) {
	for _, words := range onFills {
		near := readable(c, []rgb{words}, fillContrast)
		if on == (rgb{}) || c.distance(near) < c.distance(fill) {
			fill, on = near, words
		}
	}
	return fill, on
}

// css returns the roles as the variables of the stylesheet.
func (r Roles) css() string {
	return fmt.Sprintf("--brand:%s;--fill:%s;--on-fill:%s;--brand-ink:%s;--brand-tint:%s;--brand-line:%s;--mark:%s;--mark-edge:%s",
		r.Brand, r.Fill, r.OnFill, r.Ink, r.Tint, r.Line, r.Mark, r.Edge)
}
