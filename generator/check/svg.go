package check

import (
	"bytes"
	"fmt"
	"html"
	"strings"

	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/theme"
	"upfront/generator/tree"
)

// svgScript matches what makes a drawing run something when it is opened by itself: a script, an attribute for events, an
// address that is a script, or what may become one of these.
var svgScript = lazy.Pattern(`(?i)<([\w.-]+:)?(script|handler)\b|[\s"'/]on[a-z]+\s*=|j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t\s*:|<!entity\b|<\?xml-stylesheet\b`)

// SVG reports a published drawing that would load something from elsewhere, or would run something in the browser of
// whoever opens it, on the host of the private pages. Files that are no drawings pass.
func SVG(file string, data []byte) []diag.Problem {
	if !strings.HasSuffix(strings.ToLower(file), ".svg") {
		return nil
	}
	data = bytes.ReplaceAll(data, []byte{0}, nil) // of UTF-16
	if remote := theme.RemoteIn(file, data); len(remote) > 0 {
		return remote
	}
	if !svgScript().Match(data) && !svgScript().MatchString(html.UnescapeString(string(data))) {
		return nil
	}
	return []diag.Problem{{Rule: tree.FileRefused, At: diag.Place{File: file}, Message: fmt.Sprintf("%q holds a script, which would run for whoever opens it", file),
		Help: "Export it again as a plain SVG, without scripts, or as a PNG."}}
}
