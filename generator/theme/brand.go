package theme

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"upfront/generator/diag"
)

const themeColor diag.RuleID = "theme-color"

// Brand is a site's colour ("#rrggbb"), the roles that are derived from it, and its typeface.
type Brand struct {
	Raw         string // as written; empty where the site has none
	Light, Dark Roles  // of its colour, or else of the theme's own
	Changed     string // one sentence on what was changed; empty where nothing was
	Font        string // the typeface; empty where pages are in the reader's own
}

// accent is the colour of a theme without a brand.
const accent = "#1a49c4"

func readBrand(site Site) (Brand, []diag.Problem) {
	c, ok := parseColor(cmp.Or(site.Color, accent))
	if !ok {
		return Brand{}, []diag.Problem{{Rule: themeColor, At: site.ColorAt,
			Message: fmt.Sprintf("%q is not a colour", site.Color), Help: `Write a number sign and six digits from 0 to f, in quotes because # begins a comment, such as "#1a6b5c".`}}
	}
	b := Brand{Light: lightRoles(c), Dark: darkRoles(c), Font: fontOf(site.Font)}
	if site.Color != "" {
		b.Raw = c.String()
		b.Changed = b.changed(c)
	}
	return b, nil
}

// readable returns the nearest colour of the same hue that has the contrast on all grounds: the colour itself, or one
// darker on light grounds and lighter on dark ones.
func readable(c rgb, on []rgb, ratio float64) rgb {
	if clear(c, on, ratio) {
		return c
	}
	k := c.oklch()
	farthest := 0.0
	if luminance(on[0]) < 0.18 {
		farthest = 1
	}
	k.l = bisect(farthest, k.l, func(lightness float64) bool {
		return clear(oklch{lightness, k.c, k.h}.inGamut().rounded(), on, ratio)
	})
	return k.inGamut().rounded()
}

func clear(c rgb, on []rgb, ratio float64) bool {
	return !slices.ContainsFunc(on, func(ground rgb) bool { return contrast(c, ground) < ratio })
}

func (b Brand) changed(raw rgb) string {
	var parts []string
	add := func(color, where string, ground rgb) {
		if c, _ := parseColor(color); color != b.Raw {
			parts = append(parts, fmt.Sprintf("%s for text %s (%.1f:1 became %.1f:1)", color, where, contrast(raw, ground), contrast(c, ground)))
		}
	}
	add(b.Light.Ink, "on white", lightGrounds[1])
	add(b.Dark.Ink, "in the dark", darkGrounds[0])
	if len(parts) == 0 {
		return ""
	}
	return "the brand colour " + b.Raw + " is printed as " + strings.Join(parts, " and ") + ", so that it can be read"
}

// apply returns an asset with the brand: the stylesheet, followed by its variables and its typeface.
func (b Brand) apply(name string, data []byte, files fileSet) []byte {
	if name == "assets/style.css" {
		roles := fmt.Sprintf(":root{%s}@media screen and (prefers-color-scheme:dark){:root{%s}}", b.Light.css(), b.Dark.css())
		return slices.Concat(data, []byte(roles), []byte(b.fontCSS(files)))
	}
	return data
}
