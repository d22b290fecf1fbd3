package theme

import (
	"fmt"
	"path"
	"strings"
)

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

// fontCSS returns the rules that load the typeface, relative to the stylesheet. Of two parts that have a character, the
// last counts.
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
