package seal

import (
	"crypto/sha256"
	"encoding/base64"
	"regexp"
	"strings"
	"testing"
)

func TestScriptSizes(t *testing.T) {
	for name, c := range map[string]struct {
		script string
		most   int
	}{"loader": {Loader(), 3 << 10}, "reply": {Reply(), 5 << 9}} {
		if len(c.script) > c.most || len(c.script) < 1000 {
			t.Errorf("the %s script is %d bytes; at most %d", name, len(c.script), c.most)
		}
		// What would end the element, or change how it is read (HTML, 4.12.1.3).
		if bad := regexp.MustCompile(`(?i)</script|<script|<!--|\r|[^\x00-\x7f]`).FindString(c.script); bad != "" {
			t.Errorf("the %s script holds %q", name, bad)
		}
	}
}

// What minify does not understand must not stand in a script.
func TestScriptsCanBeMinified(t *testing.T) {
	unknown := regexp.MustCompile("(const|let|var|function) [^$\\[]|[^:]//|/\\*|`")
	for name, source := range map[string]string{"loader": loaderSource, "reply": replySource} {
		for line := range strings.Lines(source) {
			code := strings.TrimSpace(line)
			if bad := unknown.FindString(code); bad != "" && !strings.HasPrefix(code, "//") {
				t.Errorf("%s: %q in %s", name, bad, code)
			}
		}
	}
}

func TestMinify(t *testing.T) {
	const source = "// Says.\nconst $say = $x => {\n\t// Loud.\n\tif ($x > 1 && $say)\n\t\treturn [\n\t\t\t$x, \"a b: \" + 1\n\t\t]\n}\n\n$say(2)\n"
	const want = "let a=b=>{if(b>1&&a)\nreturn[b,\"a b: \"+1]}\na(2)"
	if got := minify(source); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	var many, short []string
	for i := range 54 {
		many = append(many, "$n"+strings.Repeat("x", i))
	}
	short = strings.Fields(minify(strings.Join(many, "\n")))
	if short[0] != "a" || short[25] != "z" || short[26] != "A" || short[51] != "Z" || short[52] != "_0" || short[53] != "_1" {
		t.Errorf("names became %q", short)
	}
}

func TestContentSecurityPolicy(t *testing.T) {
	hash := func(s string) string {
		sum := sha256.Sum256([]byte(s))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	want := "default-src 'none';script-src " + hash(Loader()) + " " + hash(Reply()) +
		";style-src 'self';font-src 'self';img-src data:;base-uri 'none';form-action 'none';require-trusted-types-for 'script'"
	if got := ContentSecurityPolicy(); got != want {
		t.Errorf("got %s", got)
	}
}
