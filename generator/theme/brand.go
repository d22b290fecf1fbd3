package theme

import (
	"cmp"
	"fmt"
	"path"
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

// accent is the colour of a theme without a brand; the mark of the browser's tab is drawn in it.
const accent = "#1a49c4"

func readBrand(site Site) (Brand, []diag.Problem) {
	c, ok := parseColor(cmp.Or(site.Color, accent))
	if !ok {
		return Brand{}, []diag.Problem{{Rule: themeColor, At: site.ColorAt,
			Message: fmt.Sprintf("%q is not a colour", site.Color), Help: `Write a number sign and six digits from 0 to f, in quotes because # begins a comment, such as "#1a6b5c".`}}
	}
	b := Brand{Light: lightRoles(c), Dark: darkRoles(c), Font: site.Font}
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

// apply returns an asset with the brand: its variables and typeface after the stylesheet, its colour in the mark.
func (b Brand) apply(name string, data []byte) []byte {
	switch {
	case name == "assets/style.css":
		roles := fmt.Sprintf(":root{%s}@media screen and (prefers-color-scheme:dark){:root{%s}}", b.Light.css(), b.Dark.css())
		return slices.Concat(data, []byte(roles), []byte(b.fontCSS()))
	case name == "assets/mark.svg" && b.Raw != "":
		return []byte(strings.ReplaceAll(string(data), accent, b.Raw))
	}
	return data
}

// font is an open typeface that a site may choose in place of the reader's own. Its files are in faces/ of the default
// theme, in two parts, of which a browser fetches those that a page has characters of; about.txt there says what they
// are. While they load, a typeface that readers have is shown at the same size.
type font struct {
	near string // the typeface shown meanwhile, and how it is stretched to the measures of this one
	kind string // the generic family, where the reader has neither
}

// fonts are the values of [Site.Font]. The measures are those of a sentence of the pages, compared with a typeface as
// wide as Arial, and with one as wide as Times.
var fonts = map[string]font{
	"inter":        {`local(Arial);size-adjust:107.5%;ascent-override:90.1%;descent-override:22.4%`, "sans-serif"},
	"source-serif": {`local(Times New Roman);size-adjust:117.1%;ascent-override:88.5%;descent-override:28.6%`, "serif"},
}

// isFontFile reports whether a file of the theme is a part of the brand's typeface, or its licence, and is published.
func (b Brand) isFontFile(name string) bool {
	return b.Font != "" && path.Dir(name) == "faces" && (strings.HasPrefix(name, "faces/"+b.Font+"-latin") || name == "faces/"+b.Font+".txt")
}

// fontCSS returns the rules that load the typeface. Of two parts that have a character, the last counts.
func (b Brand) fontCSS() string {
	f, ok := fonts[b.Font]
	if !ok {
		return ""
	}
	part := func(name, characters string) string {
		return fmt.Sprintf("@font-face{font-family:face;src:url(faces/%s-%s.woff2);font-weight:400 650;font-display:swap;unicode-range:%s}", b.Font, name, characters)
	}
	return part("latin-ext", "U+100-2DD,U+1E00-2116") +
		part("latin", "U+20-FF,U+131,U+152-153,U+2C6,U+2DA,U+2DC,U+2010-2044,U+20AC,U+2122,U+2212") +
		"@font-face{font-family:near;src:" + f.near + "}html{font-family:face,near," + f.kind + "}"
}
