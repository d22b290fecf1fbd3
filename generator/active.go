package generator

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strings"

	"upfront/generator/diag"
	"upfront/generator/publish"
	"upfront/generator/theme"
)

// running is what makes a drawing run something when it is opened by itself: a script, an attribute for events, an
// address that is a script, or what else may become one of these.
var running = regexp.MustCompile(`(?i)<([\w.-]+:)?(script|handler)\b|[\s"'/]on[a-z]+\s*=|j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t\s*:|<!entity\b|<\?xml-stylesheet\b`)

// active reports a drawing that would load something from elsewhere, or run something in the browser of whoever opens it, on the host of the private pages.
func active(o publish.Output, data []byte) []diag.Problem {
	name, file := strings.CutPrefix(o.Path, "files/")
	if !file || !strings.HasSuffix(strings.ToLower(name), ".svg") {
		return nil
	}
	data = bytes.ReplaceAll(data, []byte{0}, nil) // of UTF-16
	if remote := theme.RemoteIn("content/"+name, data); len(remote) > 0 {
		return remote
	}
	if !running.Match(data) && !running.MatchString(html.UnescapeString(string(data))) {
		return nil
	}
	at := diag.Place{File: "content/" + name}
	return []diag.Problem{{Rule: "file-refused", At: at, Message: fmt.Sprintf("%q holds a script, which would run for whoever opens it", at.File),
		Help: "Export it again as a plain SVG, without scripts, or as a PNG."}}
}
