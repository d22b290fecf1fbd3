package theme

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strings"
)

// font is an open typeface that pages bring along. Its files are in faces/ of the default theme, in two parts, of which a
// browser fetches those that a page has characters of; about.txt there says what they are. While they load, a typeface that
// readers have is shown at the same size.
type font struct {
	near string // the typeface shown meanwhile, and how it is stretched to the measures of this one
	use  string // the variables of the stylesheet that name it
}

// serifFont is the typeface of a site that sets none, and systemFont the value for none.
const serifFont, systemFont = "source-serif", "system"

// fonts are the values of [Site.Font]. The measures are those of a sentence of the pages, compared with a typeface as
// wide as Arial, and with one as wide as Times.
var fonts = map[string]font{
	"inter":   {`local(Arial);size-adjust:107.5%;ascent-override:90.1%;descent-override:22.4%`, "--sans:face,near,sans-serif;--serif:var(--sans)"},
	serifFont: {`local(Times New Roman);size-adjust:117.1%;ascent-override:88.5%;descent-override:28.6%`, "--serif:face,near,serif"},
}

// fontOf returns the typeface that a site brings along; empty for its reader's own.
func fontOf(written string) string {
	if written == systemFont {
		return ""
	}
	return cmp.Or(written, serifFont)
}

// isFontFile reports whether a file of the theme is a part of the brand's typeface, or its licence, and is published.
func (b Brand) isFontFile(name string) bool {
	return b.Font != "" && path.Dir(name) == "faces" && (strings.HasPrefix(name, "faces/"+b.Font+"-latin") || name == "faces/"+b.Font+".txt")
}

// fontPath returns where a file of a typeface is published. A font has the digest of its bytes in its name, so that browsers
// may keep it for ever.
func (s fileSet) fontPath(name string) string {
	stem, isFont := strings.CutSuffix(name, ".woff2")
	if !isFont {
		return name
	}
	sum := sha256.Sum256(s[name].data)
	return stem + "." + hex.EncodeToString(sum[:4]) + ".woff2"
}

// facePath returns where the part of the site's typeface is published that every page needs; empty where there is none.
func (s fileSet) facePath(b Brand) string {
	if _, ok := fonts[b.Font]; !ok {
		return ""
	}
	return "assets/" + s.fontPath("faces/"+b.Font+"-latin.woff2")
}

// fontCSS returns the rules that load the typeface. Of two parts that have a character, the last counts.
func (b Brand) fontCSS(files fileSet) string {
	f, ok := fonts[b.Font]
	if !ok {
		return ":root{--serif:var(--sans)}"
	}
	part := func(name, characters string) string {
		return "@font-face{font-family:face;src:url(" + files.fontPath("faces/"+b.Font+"-"+name+".woff2") + ");font-weight:400 650;font-display:swap;unicode-range:" + characters + "}"
	}
	return part("latin-ext", "U+100-2DD,U+1E00-2116") +
		part("latin", "U+20-FF,U+131,U+152-153,U+2C6,U+2DA,U+2DC,U+2010-2044,U+20AC,U+2122,U+2212") +
		"@font-face{font-family:near;src:" + f.near + "}:root{" + f.use + "}"
}
